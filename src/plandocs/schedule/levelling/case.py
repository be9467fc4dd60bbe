"""What levelling may move, and from when on: the same for every way of placing the tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plandocs.schedule.critical import natural_key
from plandocs.schedule.dating import Solved
from plandocs.schedule.holdings import Holdings

HEURISTIC = "heuristic"
SOLVER_MISSING = "heuristic, because the solver that would go on is not installed"


@dataclass(frozen=True, slots=True)
class Case:
    """A solved plan with who holds what.

    `pinned[i]` says that activity i is not to be moved: a fact, a fixed date, or a latest start that is not kept
    otherwise. `releases[i]` is its start then (of what is left, where it has begun), else the earliest it may have.
    `order` are the activities by id, so that the order of the rows in the file does not matter.
    """

    solved: Solved
    held: Holdings
    pinned: tuple[bool, ...]
    releases: tuple[int, ...]
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the tasks of a case go: starts on their own calendars.

    `length` is the time to the last finish, `bound` what no schedule can be shorter than, both in the same minutes
    of work. `method` names what found it.
    """

    starts: tuple[int, ...]
    length: int
    bound: int
    method: str


def case_of(solved: Solved, held: Holdings, limits: Mapping[int, int]) -> Case:
    """Return what may be moved; `limits` pins activities that would pass their latest start."""
    starts = [_pinned_start(solved, index, limits) for index in range(solved.network.count)]
    releases = tuple(_release(solved, index) if start is None else start for index, start in enumerate(starts))
    order = sorted(range(solved.network.count), key=lambda index: natural_key(solved.rows[index].id))
    return Case(solved, held, tuple(start is not None for start in starts), releases, tuple(order))


def _pinned_start(solved: Solved, index: int, limits: Mapping[int, int]) -> int | None:
    """Return the start of what is not to be moved. Work begun out of sequence waits, and may be moved."""
    activity = solved.network.activities[index]
    if activity.progress is not None:
        resume = solved.passes.early[2 * index + 1] - activity.duration
        usual = max(activity.release, activity.progress.not_before)
        is_waiting = activity.progress.finish is None and resume > usual
        return None if is_waiting else resume
    return activity.fixed if activity.fixed is not None else limits.get(index)


def _release(solved: Solved, index: int) -> int:
    activity = solved.network.activities[index]
    if activity.as_late_as_possible:
        return max(activity.release, solved.passes.scheduled[2 * index])
    return activity.release


def earliest_release(case: Case) -> int:
    """Return the first time at which anything could be moved to, on the calendar that all activities share."""
    free = [release for release, pinned in zip(case.releases, case.pinned, strict=True) if not pinned]
    return min(free or case.releases)
