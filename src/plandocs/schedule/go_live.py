"""The day of the go-live alone, for whoever asks about many plans or needs no other date."""

from __future__ import annotations

from datetime import date

from plandocs.plan.model import Plan
from plandocs.schedule.calendar import DAY
from plandocs.schedule.cpm import finish_instant
from plandocs.schedule.dating import Solved
from plandocs.schedule.from_plan import solve
from plandocs.schedule.rows import go_live_row


def go_live_day(plan: Plan, *, as_of: date | None = None) -> date | None:
    """Return the go-live of a plan: agreed, or forecast as of a day; None where the plan has none.

    It is the date that `schedule_plan` gives, without the dates of everything else.
    """
    solved = solve(plan, as_of=as_of)
    row = go_live_row(plan, solved.rows)
    return None if row is None else finish_day(solved, solved.rows.index(row))


def finish_day(solved: Solved, index: int) -> date:
    """Return the last day of a row of a solved network."""
    passes = solved.passes
    instant = finish_instant(solved.network, index, passes.scheduled, passes.scheduled_begins)
    return date.fromordinal((instant - 1) // DAY)
