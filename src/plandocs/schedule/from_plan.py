"""From a plan to its schedule: the one entry to this package that knows the plan's model.

`schedule_plan(plan)` gives the agreed schedule, without progress; with `as_of` it gives the forecast. Both are pure:
the same plan and date give the same schedule.
"""

from __future__ import annotations

from datetime import date

from plandocs.errors import PlanError, Problem
from plandocs.plan.model import Plan
from plandocs.schedule.activities import build_activities
from plandocs.schedule.calendar_book import CalendarBook
from plandocs.schedule.cpm import run_passes
from plandocs.schedule.dating import Solved, date_schedule
from plandocs.schedule.drivers import driving_ties
from plandocs.schedule.network import build_network
from plandocs.schedule.result import Schedule
from plandocs.schedule.rows import plan_rows


def schedule_plan(plan: Plan, *, as_of: date | None = None) -> Schedule:
    """Return the schedule of a plan: agreed without `as_of`, else the forecast as of the end of that day.

    The plan's references must be valid. Raises PlanError when the plan has no start, when the calendars leave no
    time for it, and CycleError when tasks wait for each other.
    """
    start = plan.project.start
    if start is None:
        raise PlanError(
            Problem(
                rule="no-start",
                message="the plan has no start",
                where="project.start",
                fix="add project.start",
            )
        )
    book = CalendarBook(plan, start.toordinal())
    rows = plan_rows(plan)
    activities, ties, links = build_activities(rows, book, start, as_of)
    network = build_network(activities, ties, book.calendars)
    passes = run_passes(network)
    driving = driving_ties(network, passes)
    return date_schedule(plan, Solved(rows, links, network, passes, book, start, as_of, driving))
