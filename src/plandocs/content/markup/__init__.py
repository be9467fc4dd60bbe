"""The marks that authors put into the plan's texts: bold, italic, code, links, lists.

A careful part of Markdown: what could be anything else (`snake_case`, `5 * 3`, `*.xlsx`, `C:\\_old`) stays as typed.
"""
