"""Backward from a target go-live: the latest kickoff that keeps it, and what to do when the target does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plandocs.errors import PlanError, Problem
from plandocs.schedule.activities import build_activities
from plandocs.schedule.calendar import DAY
from plandocs.schedule.calendar_book import CalendarBook
from plandocs.schedule.cpm import finish_instant, forward_pass, project_finish
from plandocs.schedule.network import build_network
from plandocs.schedule.rows import Row

_FARTHEST = 40 * 366


def latest_kickoff(rows: Sequence[Row], book: CalendarBook, target: date, go_live: Row | None) -> date:
    """Return the latest working day from which the go-live (else the whole plan) is done by the end of `target`.

    A later kickoff never gives an earlier go-live, so the day is found by halving. Raises PlanError when fixed dates
    or earliest dates put the go-live past the target whatever the kickoff.
    """
    index = None if go_live is None else list(rows).index(go_live)
    deadline = (target.toordinal() + 1) * DAY

    def is_kept(ordinal: int) -> bool:
        return _go_live(rows, book, date.fromordinal(ordinal), index) <= deadline

    step = 1
    late = target.toordinal() + 1
    early = late - step
    while not is_kept(early):
        late, step = early, 2 * step
        early = late - step
        if target.toordinal() - early > _FARTHEST or early < 1:
            raise PlanError(_never(target, go_live))
    while late - early > 1:
        middle = (early + late) // 2
        if is_kept(middle):
            early = middle
        else:
            late = middle
    return _working_day_by(book, early)


def _go_live(rows: Sequence[Row], book: CalendarBook, start: date, index: int | None) -> int:
    """Return the instant of the go-live for a kickoff, without progress."""
    activities, ties, _ = build_activities(rows, book, start, None)
    network = build_network(activities, ties, book.calendars)
    begins = [False] * network.count
    position = forward_pass(network, begins)
    if index is None:
        return project_finish(network, position, begins)
    return finish_instant(network, index, position, begins)


def _working_day_by(book: CalendarBook, ordinal: int) -> date:
    """Return the last working day of the project up to a day."""
    calendar = book.calendar(book.home)
    if not calendar.work_of_day(ordinal):
        ordinal, _ = calendar.finish_day(calendar.opens(ordinal))
    return date.fromordinal(ordinal)


def _never(target: date, go_live: Row | None) -> Problem:
    what = f"'{go_live.id}'" if go_live is not None else "the plan"
    return Problem(
        rule="target-out-of-reach",
        message=f"{what} cannot be done by {target.isoformat()}, however early the project starts",
        where="project.target_go_live",
        fix="look for earliest and fixed dates that lie behind the target",
    )
