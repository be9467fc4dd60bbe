"""Work within capacity: the resource-constrained scheduling problem on whole slots of time, by good heuristics.

In: durations, links as least distances between starts, demands and capacity. Out: starts that keep every link and
never use more than there is. The answer is deterministic. Several priority rules each build a schedule, and each is
improved by shifting all tasks to the right and back to the left; the shortest wins.

All of a slot's free capacities are one integer, a field for each resource with a guard bit on top: one subtraction
asks all resources at once.

Sources: Kolisch 1996 for serial schedule generation and priority rules; Tormos & Lova 2001 and Valls et al. 2005 for
forward-backward improvement.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

Distance = tuple[int, int]
"""(activity, least distance in slots from its start to the start of the one that holds the list)."""

_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Workload:
    """What is to be scheduled. Every sequence is indexed by activity, but for the last two.

    `before[i]` are the links into activity i. `demands[i]` are units of each resource. `pinned` activities stay at
    their release whatever is free. `capacity` is by resource; `taken` lists (resource, first slot, slot after the
    last, units) that are not to be had.
    """

    durations: Sequence[int]
    before: Sequence[Sequence[Distance]]
    releases: Sequence[int]
    demands: Sequence[Sequence[int]]
    pinned: Sequence[bool]
    capacity: Sequence[int]
    taken: Sequence[tuple[int, int, int, int]] = ()


def schedule_within_capacity(work: Workload, *, samples: int = 0, seed: int = 1) -> list[int]:
    """Return a start slot for each activity: the shortest schedule that the rules and their improvement found.

    `samples` adds so many schedules with seeded random priorities. Demands above capacity are taken as capacity.
    """
    builder = _Builder(work)
    best: list[int] = []
    shortest = -1
    for key in [*_rules(builder), *_random_rules(builder, samples, seed)]:
        starts = builder.improved(builder.forward(builder.listed(key)))
        length = builder.length(starts)
        if shortest < 0 or length < shortest:
            best, shortest = starts, length
        if shortest <= builder.bound:
            break
    return best


class _Builder:
    """Builds schedules of one workload."""

    def __init__(self, work: Workload) -> None:
        self.work = work
        self.count = len(work.durations)
        self.after: list[list[Distance]] = [[] for _ in range(self.count)]
        for index, links in enumerate(work.before):
            for source, distance in links:
                self.after[source].append((index, distance))
        self._pack()
        self.topological = self.listed(lambda index: index)
        self.early = self._early()
        self.bound = self.length(self.early)
        self.late = self._late()

    def _pack(self) -> None:
        """Give each resource a field that is wide enough for its capacity, and a guard bit above it."""
        work = self.work
        shifts, shift = [], 0
        guard = full = 0
        for units in work.capacity:
            shifts.append(shift)
            width = max(1, units.bit_length())
            full |= units << shift
            guard |= 1 << (shift + width)
            shift += width + 1
        self._guard = guard
        self._full = full | guard
        self.demand = [
            sum(min(units, work.capacity[r]) << shifts[r] for r, units in enumerate(row)) for row in work.demands
        ]
        last = max((end for _, _, end, _ in work.taken), default=0)
        units_taken = [[0] * len(work.capacity) for _ in range(last)]
        for resource, first, end, units in work.taken:
            for slot in range(max(0, first), end):
                left = work.capacity[resource] - units_taken[slot][resource]
                units_taken[slot][resource] += min(units, left)
        self._open = [self._full - sum(u << shifts[r] for r, u in enumerate(row)) for row in units_taken]

    def length(self, starts: Sequence[int]) -> int:
        """Return the slot at which the last activity is done."""
        return max((s + d for s, d in zip(starts, self.work.durations, strict=True)), default=0)

    def listed(self, key: Callable[[int], float]) -> list[int]:
        """Return the activities by priority, smallest key first, but never before what they wait for."""
        waiting = [len(links) for links in self.work.before]
        ready = [(key(index), index) for index in range(self.count) if not waiting[index]]
        heapify(ready)
        order = []
        while ready:
            _, index = heappop(ready)
            order.append(index)
            for successor, _ in self.after[index]:
                waiting[successor] -= 1
                if not waiting[successor]:
                    heappush(ready, (key(successor), successor))
        return order

    def forward(self, order: Sequence[int]) -> list[int]:
        """Return each activity's start at the first slots that are free, in the order given."""
        work, demands, guard = self.work, self.demand, self._guard
        free = list(self._open)
        starts = [0] * self.count
        for index in self._pinned_first(order):
            duration, demand = work.durations[index], demands[index]
            start = self._least_start(index, starts)
            if demand and duration:
                missing = start + duration - len(free)
                if missing > 0:
                    free += [self._full] * missing
                if not work.pinned[index]:
                    start = self._first_gap(free, start, duration, demand)
                for slot in range(start, start + duration):
                    # Only pinned work may find too little: it takes what it takes, the guard shows what is left.
                    left = free[slot] - demand
                    free[slot] = left if left & guard == guard else self._emptied(free[slot], demand)
            starts[index] = start
        return starts

    def _pinned_first(self, order: Sequence[int]) -> list[int]:
        pinned = self.work.pinned
        if not any(pinned):
            return list(order)
        return [i for i in order if pinned[i]] + [i for i in order if not pinned[i]]

    def _emptied(self, slot: int, demand: int) -> int:
        """Return a slot without the fields that a demand overdraws."""
        out, shift = 0, 0
        for units in self.work.capacity:
            width = max(1, units.bit_length())
            mask = (1 << width) - 1
            left = max(0, (slot >> shift & mask) - (demand >> shift & mask))
            out |= (left | 1 << width) << shift
            shift += width + 1
        return out

    def _least_start(self, index: int, starts: Sequence[int]) -> int:
        start = self.work.releases[index]
        if self.work.pinned[index]:
            return start
        for source, distance in self.work.before[index]:
            bound = starts[source] + distance
            if bound > start:
                start = bound
        return start

    def _first_gap(self, free: list[int], start: int, duration: int, demand: int) -> int:
        guard = self._guard
        slot = start + duration - 1
        while slot >= start:
            if (free[slot] - demand) & guard == guard:
                slot -= 1
                continue
            start = slot + 1
            slot = start + duration - 1
            if slot >= len(free):
                free += [self._full] * (slot + 1 - len(free))
        return start

    def _backward(self, order: Sequence[int], end: int) -> list[int]:
        """Return each activity's start at the last slots that are free before `end`, in the order given."""
        work, guard = self.work, self._guard
        free = self._open[:end] + [self._full] * (end - len(self._open))
        starts = [0] * self.count
        for index in order:
            duration, demand = work.durations[index], self.demand[index]
            start = end - duration
            for successor, distance in self.after[index]:
                start = min(start, starts[successor] - distance)
            if demand and duration:
                slot = start
                while slot < start + duration and start >= 0:
                    if (free[slot] - demand) & guard == guard:
                        slot += 1
                        continue
                    start = slot - duration
                    slot = start
                if start < 0:
                    return []
                for slot in range(start, start + duration):
                    free[slot] -= demand
            starts[index] = start
        return starts

    def improved(self, starts: list[int]) -> list[int]:
        """Return a schedule no longer than this one, shifted right and left until that helps no more."""
        if any(self.work.pinned):
            return starts
        for _ in range(_ROUNDS):
            length = self.length(starts)
            if length <= self.bound:
                break
            finish = [s + d for s, d in zip(starts, self.work.durations, strict=True)]
            right = self._backward(self._against(lambda i: -finish[i]), length)  # noqa: B023
            if not right:
                break
            left = self.forward(self.listed(right.__getitem__))
            if self.length(left) >= length:
                return left if self.length(left) == length else starts
            starts = left
        return starts

    def _against(self, key: Callable[[int], float]) -> list[int]:
        """Return the activities by priority, but never before what waits for them."""
        waiting = [len(links) for links in self.after]
        ready = [(key(index), index) for index in range(self.count) if not waiting[index]]
        heapify(ready)
        order = []
        while ready:
            _, index = heappop(ready)
            order.append(index)
            for source, _ in self.work.before[index]:
                waiting[source] -= 1
                if not waiting[source]:
                    heappush(ready, (key(source), source))
        return order

    def _early(self) -> list[int]:
        starts = [0] * self.count
        for index in self.topological:
            starts[index] = self._least_start(index, starts)
        return starts

    def _late(self) -> list[int]:
        starts = [self.bound - duration for duration in self.work.durations]
        for index in reversed(self.topological):
            for source, distance in self.work.before[index]:
                starts[source] = min(starts[source], starts[index] - distance)
        return starts


def _rules(builder: _Builder) -> list[Callable[[int], float]]:
    """Return the priority rules, smallest first: latest finish, latest start, most work behind, and mixtures."""
    durations, late, early = builder.work.durations, builder.late, builder.early
    behind = [0.0] * builder.count
    for index in reversed(builder.topological):
        behind[index] = durations[index] + sum(durations[successor] for successor, _ in builder.after[index])
    return [
        lambda i: late[i] + durations[i],
        lambda i: late[i],
        lambda i: -behind[i],
        lambda i: late[i] + early[i],
        lambda i: late[i] + durations[i] - 0.5 * behind[i],
    ]


def _random_rules(builder: _Builder, samples: int, seed: int) -> list[Callable[[int], float]]:
    """Return seeded priorities around the latest finish."""
    rng = random.Random(seed)
    spread = max(1, builder.bound) * 0.3
    rules: list[Callable[[int], float]] = []
    for _ in range(samples):
        noise = [rng.uniform(0, spread) for _ in range(builder.count)]
        rules.append(lambda i, noise=noise: builder.late[i] + builder.work.durations[i] + noise[i])  # type: ignore[misc]
    return rules
