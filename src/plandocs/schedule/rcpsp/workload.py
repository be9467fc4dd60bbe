"""What is to be scheduled within capacity, in whole units of time, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import add

Distance = tuple[int, int]
"""(activity, least time from its start to the start of the one that holds the list)."""


@dataclass(frozen=True, slots=True)
class Workload:
    """What is to be scheduled. Every sequence is indexed by activity, but for the last two.

    `before[i]` are the links into activity i. `demands[i]` are units of each resource; more than the capacity counts
    as the capacity. `pinned` activities stay at their release, whatever is free and whatever they wait for.
    `capacity` is by resource; `taken` lists (resource, first time, time after the last, units) that are not to be had.
    `due` gives some activities a latest start. It is kept where a schedule that keeps it is found.
    Times may be as fine as minutes: no scheme goes from one to the next.
    """

    durations: Sequence[int]
    before: Sequence[Sequence[Distance]]
    releases: Sequence[int]
    demands: Sequence[Sequence[int]]
    pinned: Sequence[bool]
    capacity: Sequence[int]
    taken: Sequence[tuple[int, int, int, int]] = ()
    due: Mapping[int, int] = field(default_factory=dict)

    def length(self, starts: Sequence[int]) -> int:
        """Return the time at which the last activity is done; 0 without activities."""
        return max(map(add, starts, self.durations), default=0)


@dataclass(frozen=True, slots=True)
class Found:
    """A schedule: the start of each activity, the time at which the last is done, and a proved least such time."""

    starts: tuple[int, ...]
    length: int
    bound: int

    @property
    def is_optimal(self) -> bool:
        """Whether no shorter schedule exists."""
        return self.length <= self.bound
