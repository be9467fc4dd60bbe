"""Dates from logic: working calendars, the critical path method, progress and what follows from them.

A plan goes in, a `Schedule` comes out (`from_plan.schedule_plan`). Inside, time is whole minutes; dates appear only
in `result`. Nothing here reads a file, asks the clock or knows a document.
"""
