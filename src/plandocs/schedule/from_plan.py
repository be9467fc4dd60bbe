"""From a plan to its schedule: the one entry to this package that knows the plan's model.

`schedule_plan(plan)` gives the agreed schedule, without progress; with `as_of` it gives the forecast. Both are pure:
the same plan and date give the same schedule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from plandocs.errors import PlanError, Problem
from plandocs.plan.model import Plan
from plandocs.schedule.activities import build_activities
from plandocs.schedule.backward import latest_kickoff
from plandocs.schedule.buffers import bare, sized
from plandocs.schedule.calendar_book import CalendarBook, is_of_whole_days
from plandocs.schedule.cpm import run_passes
from plandocs.schedule.dating import Solved, chains_of, date_schedule
from plandocs.schedule.drivers import driving_ties
from plandocs.schedule.network import build_network
from plandocs.schedule.result import Schedule
from plandocs.schedule.rows import Row, go_live_row, plan_rows


def schedule_plan(plan: Plan, *, as_of: date | None = None) -> Schedule:
    """Return the schedule of a plan: agreed without `as_of`, else the forecast as of the end of that day.

    A plan with a target go-live and no start is scheduled backward: it starts on the latest day that keeps the
    target, and every task is as late as the target allows; milestones stay on their latest predecessor. The plan's
    references must be valid. Raises PlanError when the plan has neither a start nor a target, or the calendars leave
    no time for it; CycleError when tasks wait for each other.
    """
    return date_schedule(plan, solve(plan, as_of=as_of))


def solve(plan: Plan, *, as_of: date | None = None) -> Solved:
    """Return a plan's solved network, from which dates, reasons and trials are made."""
    start, target = plan.project.start, plan.project.target_go_live
    rows = plan_rows(plan)
    if start is not None:
        book = CalendarBook(plan, start.toordinal())
        rows, problems = _with_sizes(plan, rows, book, start)
        return replace(solve_rows(rows, book, start, as_of), problems=problems)
    if target is None:
        message = "the plan has neither a start nor a target go-live"
        raise PlanError(Problem(rule="no-start", message=message, where="project", fix="add project.start"))
    book = CalendarBook(plan, target.toordinal())
    without = bare(rows)
    kickoff = latest_kickoff(without, book, target, go_live_row(plan, without))
    rows, problems = _with_sizes(plan, rows, book, kickoff)
    go_live = go_live_row(plan, rows)
    if any(row.size is not None for row in rows):
        kickoff = latest_kickoff(rows, book, target, go_live)
    late = [
        replace(row, as_late_as_possible=not row.is_milestone, target=target if row is go_live else None)
        for row in rows
    ]
    return replace(solve_rows(late, book, kickoff, as_of), problems=problems)


def _with_sizes(plan: Plan, rows: list[Row], book: CalendarBook, start: date) -> tuple[list[Row], tuple[Problem, ...]]:
    """Return the rows with a length for every buffer: the computed ones get theirs from the agreed plan without them.

    Progress does not count, so that a forecast keeps the lengths that were agreed.
    """
    if all(row.size is None for row in rows):
        return rows, ()
    without = bare(rows)
    solved = solve_rows(without, book, start, None)
    made, problems = sized(
        rows, chains_of(solved), whole_days=is_of_whole_days(plan), day_minutes=book.home_pattern.day_minutes
    )
    return made, tuple(problems)


def solve_rows(rows: Sequence[Row], book: CalendarBook, start: date, as_of: date | None) -> Solved:
    """Return the solved network of some rows that start on a day."""
    activities, ties, links = build_activities(rows, book, start, as_of)
    network = build_network(activities, ties, book.calendars)
    passes = run_passes(network)
    return Solved(rows, links, network, passes, book, start, as_of, driving_ties(network, passes))
