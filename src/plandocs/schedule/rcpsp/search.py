"""How a workload is scheduled, and how much is tried: rules first, then samples, then a genetic search.

The effort is a number of activities to be placed, so that a large project gets fewer schedules than a small one and
takes about as long. It is never seconds: the same project gives the same schedule on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plandocs.schedule.rcpsp.bounds import least_length, longest_paths
from plandocs.schedule.rcpsp.generation import parallel, serial
from plandocs.schedule.rcpsp.genetic import Project, Search
from plandocs.schedule.rcpsp.justification import ascending, by_start, doubly_justified
from plandocs.schedule.rcpsp.packed import Packed
from plandocs.schedule.rcpsp.priorities import rules
from plandocs.schedule.rcpsp.workload import Found, Workload


@dataclass(frozen=True, slots=True)
class Effort:
    """What may be spent: `placements` of activities in at most `schedules`, with a `population` and `samples`."""

    placements: int
    schedules: int
    population: int
    samples: int


DEFAULT = Effort(placements=11_000, schedules=130, population=10, samples=0)
BEST = Effort(placements=1_000_000, schedules=20_000, population=80, samples=80)

_LEAST_SCHEDULES = 6


def schedule_within_capacity(work: Workload, effort: Effort = DEFAULT, *, seed: int = 1) -> list[int]:
    """Return a start for each activity: the shortest schedule that the effort found. The same seed, the same starts."""
    return list(shortest_found(work, effort, seed=seed).starts)


def shortest_found(work: Workload, effort: Effort = DEFAULT, *, seed: int = 1) -> Found:
    """Return the shortest schedule that the effort found, with its length and a proved least length."""
    packed = Packed(work)
    heads, tails = longest_paths(packed)
    bound = least_length(packed, heads, tails)
    best = searched(_Activities(packed), rules(packed, heads, tails), bound, effort, seed) if packed.count else []
    starts = packed.unpacked(best)
    return Found(starts, max(packed.pinned_end, work.length(starts)), bound)


def searched(project: Project, keys: Sequence[Sequence[float]], bound: int, effort: Effort, seed: int) -> list[int]:
    """Return the best schedule of a project with one activity at least; `keys` are the rules, the best first."""
    schedules = max(_LEAST_SCHEDULES, min(effort.schedules, effort.placements // project.count))
    search = Search(project, bound, schedules, seed)
    for key in keys:
        if not search.is_over:
            search.follow(key)
    search.sample(keys[0], effort.samples)
    search.breed(effort.population)
    return search.best


class _Activities:
    """A packed workload as the genetic search asks for it."""

    def __init__(self, packed: Packed) -> None:
        self._packed = packed
        self.count = packed.count
        self.links = packed.links
        self.cost = packed.cost

    def by_rule(self, keys: Sequence[float]) -> Iterator[list[int]]:
        """Yield the schedules of the parallel scheme and of the serial one."""
        yield parallel(self._packed, keys)
        yield self.in_order(self.ascending(keys))

    def in_order(self, order: Sequence[int]) -> list[int]:
        """Return the schedule of an order, by the serial scheme."""
        packed = self._packed
        return serial(packed, order, packed.before, packed.releases, packed.base)

    def justified(self, starts: list[int]) -> list[int]:
        """Return a schedule doubly justified."""
        return doubly_justified(self._packed, starts)

    def ascending(self, keys: Sequence[float]) -> list[int]:
        """Return the activities by key, but none before one that it waits for."""
        return ascending(self._packed, keys)

    def by_start(self, starts: Sequence[int]) -> list[int]:
        """Return the activities by start, but none before one that it waits for."""
        return by_start(self._packed, starts)
