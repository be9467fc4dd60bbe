"""Levelling: tasks wait until the people they need are free.

`level` is the way through: `case` says what may be moved, `one_calendar` or `many_calendars` find the starts with the
search of `rcpsp`, and `waiting` tells what each moved task waits for.
"""

from plandocs.schedule.levelling.level import level_plan

__all__ = ["level_plan"]
