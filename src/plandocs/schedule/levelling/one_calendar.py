"""A plan on one calendar as a workload: positions are minutes of that calendar, and nothing else is needed."""

from __future__ import annotations

from collections.abc import Callable

from plandocs.schedule.levelling.case import Case, Placed, earliest_release
from plandocs.schedule.network import BentLink, Tie
from plandocs.schedule.rcpsp import Distance, Found, Workload

Solver = Callable[[Workload], tuple[Found, str]]
"""Schedules a workload, and names the method."""


def placed_on_one_calendar(case: Case, solver: Solver) -> Placed | None:
    """Return where the tasks go, or None for a plan that needs several calendars or elapsed lags."""
    work = _workload(case)
    if work is None:
        return None
    found, method = solver(work)
    base = earliest_release(case)
    starts = list(case.releases)
    for number, index in enumerate(case.order):
        starts[index] = base + found.starts[number]
    return Placed(tuple(starts), found.length, found.bound, method)


def _workload(case: Case) -> Workload | None:
    """Return the plan with its activities by id and times from the first release on."""
    network, held, order = case.solved.network, case.held, case.order
    if len({activity.calendar for activity in network.activities}) != 1:
        return None
    if any(activity.takes_earliest for activity in network.activities):
        return None
    number = {index: n for n, index in enumerate(order)}
    releases = list(case.releases)
    before: list[list[Distance]] = [[] for _ in order]
    for tie, link in zip(network.ties, network.links, strict=True):
        if isinstance(link, BentLink) and link.lag and link.lag_calendar is not link.target:
            return None
        if _is_from_fact(case, tie):
            reached = case.solved.passes.early[2 * tie.predecessor + tie.from_finish] + _offset(case, tie)
            if not case.pinned[tie.successor]:
                releases[tie.successor] = max(releases[tie.successor], reached)
        elif not _is_finished(case, tie.successor):
            length = network.activities[tie.predecessor].duration if tie.from_finish else 0
            before[number[tie.successor]].append((number[tie.predecessor], _offset(case, tie) + length))
    base = earliest_release(case)
    people = sorted({person for units in held.of for person in units})
    return Workload(
        durations=[0 if _is_finished(case, index) else network.activities[index].duration for index in order],
        before=before,
        releases=[releases[index] - base for index in order],
        demands=[[held.of[index].get(person, 0) for person in people] for index in order],
        pinned=[case.pinned[index] for index in order],
        capacity=[held.capacity[person] for person in people],
        taken=_taken(case, people, base),
        due={
            number[index]: activity.latest_start - base
            for index, activity in enumerate(network.activities)
            if activity.latest_start is not None
        },
    )


def _is_finished(case: Case, index: int) -> bool:
    progress = case.solved.network.activities[index].progress
    return progress is not None and progress.finish is not None


def _is_from_fact(case: Case, tie: Tie) -> bool:
    """Return whether a link leaves from something that has happened: an actual finish, or the start of begun work."""
    progress = case.solved.network.activities[tie.predecessor].progress
    return progress is not None and (progress.finish is not None or not tie.from_finish)


def _offset(case: Case, tie: Tie) -> int:
    """Return the least time from a link's source to the successor's start."""
    return tie.lag - (case.solved.network.activities[tie.successor].duration if tie.to_finish else 0)


def _taken(case: Case, people: list[str], base: int) -> list[tuple[int, int, int, int]]:
    network, held = case.solved.network, case.held
    calendar = network.calendars[network.activities[0].calendar]
    return [
        (people.index(who), calendar.opens(first) - base, calendar.closes(last) - base, held.capacity[who])
        for who, first, last in held.away
        if who in people
    ]
