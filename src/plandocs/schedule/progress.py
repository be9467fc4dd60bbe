"""What a status date makes of an activity: facts are pinned, and unfinished work moves past the end of that day.

- Finished: the actual dates stand. A start nobody entered is the one the links give, if that fits.
- Started: the actual start stands. What is left runs on from the end of the status date: `remaining` where the plan
  says it, else the rest of the duration by `progress`. When the plan says neither, the working time since the start
  counts as done, and a task that should be finished by now needs one more day.
- Waiting: it starts after the status date. `remaining` is a new estimate of its duration.
- Facts after the status date are not known yet. A milestone moves with its predecessors alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from plandocs.schedule.calendar import WorkCalendar
from plandocs.schedule.lengths import minutes
from plandocs.schedule.network import Activity, Progress
from plandocs.schedule.rows import Row

State = Literal["waiting", "started", "finished"]

_ALL = Decimal(100)


def progress_state(row: Row, as_of: date | None) -> State:
    """Return how far a row is at the end of `as_of`; everything waits when there is no status date."""
    if as_of is None:
        return "waiting"
    if row.finished is not None and row.finished <= as_of:
        return "finished"
    if row.is_milestone:
        return "waiting"
    if row.started is not None:
        return "waiting" if row.started > as_of else "started"
    return "started" if row.progress and row.finished is None else "waiting"


def forecast(agreed: Activity, row: Row, state: State, calendar: WorkCalendar, as_of: date) -> Activity:
    """Return an activity as its progress leaves it at the end of `as_of`."""
    now = calendar.closes(as_of.toordinal())
    if state == "waiting":
        return _waiting(agreed, row, now)
    start = None if row.started is None else calendar.opens(row.started.toordinal())
    finish = None
    duration = agreed.duration
    if state == "finished" and row.finished is not None:
        finish = calendar.closes(row.finished.toordinal())
    elif row.finished is None and _nothing_left(row):
        finish = now
    else:
        duration = _remaining(agreed, row, start, now, calendar)
    return replace(
        agreed,
        duration=duration,
        release=now,
        release_is_finish=False,
        fixed=None,
        latest_start=None,
        progress=Progress(start, finish, agreed.release),
    )


def _nothing_left(row: Row) -> bool:
    """Return whether a started task is done although nobody entered when: then it is done on the status date."""
    return row.progress == _ALL if row.remaining is None else row.remaining.is_zero


def _waiting(agreed: Activity, row: Row, now: int) -> Activity:
    """Return an activity that has not started: it cannot start before the status date is over."""
    if row.is_milestone and row.links:
        return agreed
    return replace(
        agreed,
        release=max(agreed.release, now),
        release_is_finish=agreed.release_is_finish and agreed.release >= now,
        fixed=None if agreed.fixed is None else max(agreed.fixed, now),
        latest_start=None if agreed.latest_start is None else max(agreed.latest_start, now),
    )


def _remaining(agreed: Activity, row: Row, start: int | None, now: int, calendar: WorkCalendar) -> int:
    """Return the minutes that are left of a started activity."""
    known = row.finished is None
    if known and row.remaining is not None:
        return minutes(row.remaining, calendar)
    day = calendar.pattern.day_minutes
    if known and row.progress is not None:
        left = agreed.duration * (_ALL - row.progress) / _ALL
        exact = int(left.to_integral_value(ROUND_HALF_UP))
        whole_days = calendar.snaps and agreed.duration % day == 0
        return -(-exact // day) * day if whole_days else exact
    worked = 0 if start is None else now - start
    return agreed.duration - worked if worked < agreed.duration else min(agreed.duration, day)
