"""Levelling: tasks wait until the people they need are free.

A plan on one calendar becomes a `Workload` of whole slots and is scheduled by `rcpsp`. A plan on several calendars is
placed task by task, the latest start first, at the first instant its links and people allow. Either way the starts
that are found become releases of a second pass, so that every link and calendar is kept by the same engine. Facts and
fixed dates stay; when they alone exceed somebody's capacity, that is reported by the rules, not moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from heapq import heapify, heappop, heappush
from math import gcd
from typing import Any

from plandocs.plan.model import Plan
from plandocs.schedule.calendar import DAY
from plandocs.schedule.cpm import Passes, run_passes, strongest_bound
from plandocs.schedule.critical import natural_key
from plandocs.schedule.dating import Solved, date_schedule
from plandocs.schedule.drivers import driving_ties
from plandocs.schedule.from_plan import solve
from plandocs.schedule.holdings import Holdings, holdings
from plandocs.schedule.network import BentLink, Network, build_network
from plandocs.schedule.rcpsp import Distance, Workload, schedule_within_capacity
from plandocs.schedule.result import Driver, Schedule, ScheduledTask

SAMPLES = 8
BEST_SAMPLES = 250
"""Samples that find what a few do not, in seconds for a thousand tasks."""

_FINEST = 15


def level_plan(plan: Plan, *, as_of: date | None = None, samples: int = SAMPLES, seed: int = 1) -> Schedule:
    """Return the levelled schedule of a plan: `start`/`finish` within capacity, `early_*` as they were without.

    `samples` schedules with seeded priorities are tried beside the rules; the same seed gives the same dates.
    `levelled_by` of a task that had to move names the tasks or people it waits for.
    """
    solved = solve(plan, as_of=as_of)
    held = holdings(plan, solved)
    work = _workload(solved, held)
    if work is None:
        starts = _placed_one_by_one(solved, held)
    else:
        workload, base, slot = work
        found = schedule_within_capacity(workload, samples=samples, seed=seed)
        starts = [base + start * slot for start in found]
    levelled = _with_releases(solved, starts)
    return _merged(plan, solved, levelled, held)


def _with_releases(solved: Solved, starts: Sequence[int]) -> Solved:
    """Return the plan solved again, with no activity before its levelled start."""
    activities = [
        activity
        if _is_pinned(solved.network, index)
        else replace(activity, release=max(activity.release, starts[index]))
        for index, activity in enumerate(solved.network.activities)
    ]
    network = build_network(activities, solved.network.ties, solved.network.calendars)
    passes = run_passes(network)
    return replace(solved, network=network, passes=passes, driving=driving_ties(network, passes))


def _is_pinned(network: Network, index: int) -> bool:
    """Return whether an activity's dates are not levelling's to move: facts, fixed dates, and points in time."""
    activity = network.activities[index]
    return activity.progress is not None or activity.fixed is not None or not activity.duration


def _workload(solved: Solved, held: Holdings) -> tuple[Workload, int, int] | None:
    """Return a plan on one calendar as slots, with the first slot's coordinate and a slot's minutes; else None."""
    network = solved.network
    if len({activity.calendar for activity in network.activities}) != 1:
        return None
    if any(a.takes_earliest or a.latest_start is not None for a in network.activities):
        return None
    before: list[list[Distance]] = [[] for _ in network.activities]
    releases = [a.release if a.fixed is None else a.fixed for a in network.activities]
    early = solved.passes.early
    for tie, link in zip(network.ties, network.links, strict=True):
        if isinstance(link, BentLink) and link.lag and link.lag_calendar is not link.target:
            return None
        source, target = network.activities[tie.predecessor], network.activities[tie.successor]
        distance = tie.lag - (target.duration if tie.to_finish else 0)
        is_fact = source.progress is not None and (source.progress.finish is not None or not tie.from_finish)
        if is_fact:
            bound = early[2 * tie.predecessor + tie.from_finish] + distance
            releases[tie.successor] = max(releases[tie.successor], bound)
        else:
            length = source.duration if tie.from_finish else 0
            before[tie.successor].append((tie.predecessor, distance + length))
    calendar = network.calendars[network.activities[0].calendar]
    base = min(releases)
    away = [(who, calendar.opens(first), calendar.closes(last)) for who, first, last in held.away]
    sizes = [*(a.duration for a in network.activities), *(r - base for r in releases)]
    sizes += [distance for links in before for _, distance in links]
    sizes += [edge - base for _, first, last in away for edge in (first, last)]
    slot = gcd(*sizes) or 1
    if slot < _FINEST:
        return None
    return _in_slots(solved, held, before, releases, away, base, slot), base, slot


def _in_slots(
    solved: Solved,
    held: Holdings,
    before: Sequence[Sequence[Distance]],
    releases: Sequence[int],
    away: Sequence[tuple[str, int, int]],
    base: int,
    slot: int,
) -> Workload:
    network = solved.network
    used = {person for units in held.of for person in units}
    people = [person for person in held.capacity if person in used]
    place = {person: number for number, person in enumerate(people)}
    is_past = [a.progress is not None and a.progress.finish is not None for a in network.activities]
    return Workload(
        durations=[0 if past else a.duration // slot for a, past in zip(network.activities, is_past, strict=True)],
        before=[[(source, distance // slot) for source, distance in links] for links in before],
        releases=[(release - base) // slot for release in releases],
        demands=[[units.get(person, 0) for person in people] for units in held.of],
        pinned=[_is_pinned(network, index) and bool(a.duration) for index, a in enumerate(network.activities)],
        capacity=[held.capacity[person] for person in people],
        taken=[
            (place[who], (first - base) // slot, (last - base) // slot, held.capacity[who])
            for who, first, last in away
            if who in place
        ],
    )


def _placed_one_by_one(solved: Solved, held: Holdings) -> list[int]:
    """Return starts of a plan on several calendars: each task at the first instant its links and people allow."""
    network, passes = solved.network, solved.passes
    busy: dict[str, list[tuple[int, int, int]]] = {person: [] for person in held.capacity}
    for person, first, last in held.away:
        busy[person].append((first * DAY, (last + 1) * DAY, held.capacity[person]))
    position = list(passes.early)
    begins = list(passes.begins)
    for index in range(network.count):
        if _is_pinned(network, index) and held.of[index]:
            _book(busy, held.of[index], *_instants(network, index, position))
    for index in _by_late_start(network, passes):
        activity = network.activities[index]
        if _is_pinned(network, index):
            if activity.progress is None and activity.fixed is None:
                start, begins[index] = strongest_bound(network, index, position, begins, (activity.release, True))
                position[2 * index] = position[2 * index + 1] = start
            continue
        start, _ = strongest_bound(network, index, position, begins, (activity.release, True))
        calendar = network.calendars[activity.calendar]
        while True:
            position[2 * index], position[2 * index + 1] = start, start + activity.duration
            first, last = _instants(network, index, position)
            free_at = _first_release(busy, held, index, first, last)
            if free_at is None:
                break
            start = max(start + 1, calendar.coordinate(free_at))
        _book(busy, held.of[index], first, last)
    return position[::2]


def _by_late_start(network: Network, passes: Passes) -> list[int]:
    """Return the activities in topological order, the earliest late start first among those that are ready."""
    waiting = [0] * network.count
    after: list[list[int]] = [[] for _ in range(network.count)]
    for tie in network.ties:
        waiting[tie.successor] += 1
        after[tie.predecessor].append(tie.successor)
    keys = [
        network.calendars[activity.calendar].start_instant(passes.late[2 * index])
        for index, activity in enumerate(network.activities)
    ]
    ready = [(keys[index], index) for index in range(network.count) if not waiting[index]]
    heapify(ready)
    order = []
    while ready:
        _, index = heappop(ready)
        order.append(index)
        for successor in after[index]:
            waiting[successor] -= 1
            if not waiting[successor]:
                heappush(ready, (keys[successor], successor))
    return order


def _instants(network: Network, index: int, position: Sequence[int]) -> tuple[int, int]:
    calendar = network.calendars[network.activities[index].calendar]
    activity = network.activities[index]
    resume = position[2 * index + 1] - activity.duration
    return calendar.start_instant(resume), calendar.finish_instant(position[2 * index + 1])


def _book(busy: dict[str, list[tuple[int, int, int]]], units: dict[str, int], first: int, last: int) -> None:
    for person, held in units.items():
        busy[person].append((first, last, held))


def _first_release(
    busy: dict[str, list[tuple[int, int, int]]], held: Holdings, index: int, first: int, last: int
) -> int | None:
    """Return when the first of those in the way is done, None when everybody has enough units throughout."""
    for person, units in held.of[index].items():
        others = [(a, b, u) for a, b, u in busy[person] if a < last and b > first]
        spare = held.capacity[person] - units
        peaks = [sum(u for a, b, u in others if a <= at < b) for at in (first, *(a for a, _, _ in others if a > first))]
        if peaks and max(peaks) > spare:
            return min(b for _, b, _ in others)
    return None


def _merged(plan: Plan, solved: Solved, levelled: Solved, held: Holdings) -> Schedule:
    """Return the levelled schedule with unlevelled early dates and what each moved task waits for."""
    before = date_schedule(plan, solved)
    after = date_schedule(plan, levelled)
    finishes = _finishes(levelled, held)
    tasks = []
    for index, task in enumerate(after.tasks):
        early = before.tasks[index]
        moved = (task.start, task.start_time) != (early.start, early.start_time) and not task.is_milestone
        tasks.append(
            replace(
                task,
                early_start=early.early_start,
                early_finish=early.early_finish,
                early_start_time=early.early_start_time,
                early_finish_time=early.early_finish_time,
                **(_reasons(levelled, held, finishes, index, task) if moved else {}),
            )
        )
    return replace(after, tasks=tuple(tasks), problems=(*after.problems, *held.problems))


def _finishes(solved: Solved, held: Holdings) -> dict[str, list[tuple[int, int]]]:
    """Return, by person, when each activity that holds them is done, with its index."""
    finishes: dict[str, list[tuple[int, int]]] = {}
    for index, units in enumerate(held.of):
        for person in units:
            done = _instants(solved.network, index, solved.passes.scheduled)[1]
            finishes.setdefault(person, []).append((done, index))
    return finishes


def _reasons(
    solved: Solved, held: Holdings, finishes: dict[str, list[tuple[int, int]]], index: int, task: ScheduledTask
) -> dict[str, Any]:
    """Return what fixes the start of a moved task: its links as they are, else the people it waits for.

    `levelled_by` names predecessors, else the tasks that hold its people until then, else who is away until then.
    """
    sources = [solved.rows[solved.network.ties[number].predecessor] for number in solved.driving[index]]
    if sources:
        return {"levelled_by": tuple(dict.fromkeys(row.phase or row.id if row.gathers else row.id for row in sources))}
    waits = _busy(solved, held, finishes, index) or _away(solved, held, index)
    names = dict.fromkeys(driver.by or driver.name for driver in waits) or held.of[index]
    return {"levelled_by": tuple(sorted(names, key=natural_key)), "drivers": waits or task.drivers}


def _busy(solved: Solved, held: Holdings, finishes: dict[str, list[tuple[int, int]]], index: int) -> tuple[Driver, ...]:
    """Return the people of a task who are busy until it starts, each with what they are busy with."""
    calendar = solved.network.calendars[solved.network.activities[index].calendar]
    start, _ = _instants(solved.network, index, solved.passes.scheduled)
    return tuple(
        Driver("person", by=solved.rows[other].id, name=person)
        for person in held.of[index]
        for done, other in finishes[person]
        if other != index and done <= start and calendar.coordinate(done) == calendar.coordinate(start)
    )


def _away(solved: Solved, held: Holdings, index: int) -> tuple[Driver, ...]:
    """Return the people of a task who are away until it starts."""
    calendar = solved.network.calendars[solved.network.activities[index].calendar]
    start, _ = _instants(solved.network, index, solved.passes.scheduled)
    return tuple(
        Driver("person", on=date.fromordinal(last), name=person)
        for person, _, last in held.away
        if person in held.of[index] and calendar.coordinate((last + 1) * DAY) == calendar.coordinate(start)
    )
