"""Rendering: format-free content, a brand and a template become the bytes of Office files.

Nothing here knows a plan or a schedule, and nothing here reads or writes a file.
"""
