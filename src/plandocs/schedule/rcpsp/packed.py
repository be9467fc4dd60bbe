"""A workload in the form that the generation schemes work on.

- Activities are numbered topologically. Pinned ones are gone: they hold their units in the profile from the outset,
  and their links have become releases and due starts of the others.
- A profile is two lists: the times at which the units in use change, and the units in use from each time on. All
  resources of one time are a single integer, a field for each with a guard bit on top. A field counts up to the guard
  from (2^width - 1 - capacity), so that one addition tells for all resources at once whether a demand fits.
- `mirrored` is the same project seen from its end: links turned round, time running backward.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from math import gcd
from operator import add, gt

from plandocs.schedule.rcpsp.workload import Distance, Workload

FOREVER = 1 << 60
"""Later than any time; the last time of every profile."""


_PLAIN = 2
"""Times of a profile that never changes."""


class Profile:
    """Units in use over time: `levels[n]` from `times[n]` until `times[n + 1]`."""

    __slots__ = ("levels", "times")

    def __init__(self, times: list[int], levels: list[int]) -> None:
        self.times = times
        self.levels = levels

    def book(self, first: int, last: int, demand: int) -> None:
        """Put a demand on the units in use from `first` until `last`."""
        times, levels = self.times, self.levels
        for edge in (first, last):
            at = bisect_left(times, edge)
            if times[at] != edge:
                times.insert(at, edge)
                levels.insert(at, levels[at - 1])
        for at in range(bisect_left(times, first), bisect_left(times, last)):
            levels[at] += demand

    def first_fit(self, start: int, duration: int, demand: int, guard: int) -> int:
        """Return the first time from `start` on from which a demand fits for a duration."""
        conflict = self.last_conflict(start, start + duration, demand, guard) if demand and duration else None
        while conflict is not None:
            start = conflict
            conflict = self.last_conflict(start, start + duration, demand, guard)
        return start

    def last_conflict(self, first: int, last: int, demand: int, guard: int) -> int | None:
        """Return until when the last conflict with a demand between two times lasts, None when it fits throughout."""
        at = bisect_left(self.times, last) - 1
        while at >= 0 and self.times[at + 1] > first:
            if self.levels[at] + demand & guard:
                return self.times[at + 1]
            at -= 1
        return None

    def first_conflict(self, first: int, last: int, demand: int, guard: int) -> int | None:
        """Return from when on the first conflict with a demand between two times lasts, None when there is none."""
        at = bisect_left(self.times, first + 1) - 1
        while self.times[at] < last:
            if self.levels[at] + demand & guard:
                return self.times[at]
            at += 1
        return None

    def mirrored(self, at: int) -> Profile:
        """Return the profile with time t as `at` - t."""
        inner = [at - time for time in reversed(self.times[1:-1])]
        return Profile([-FOREVER, *inner, FOREVER], [*reversed(self.levels[:-1]), self.levels[-1]])


class Packed:
    """A workload without its pinned activities; every list is indexed by topological number.

    `origin[k]` is the activity's number in the workload. `due[k]` is the latest start that is asked for or that pinned
    successors leave, else FOREVER. `base` is the profile before anything is placed. `is_regular` says that no link
    lets an activity start before, or finish before, one that it waits for.
    """

    def __init__(self, work: Workload) -> None:
        self.work = work
        self.origin = _topological(work)
        self.count = len(self.origin)
        number = {index: k for k, index in enumerate(self.origin)}
        self.durations = [work.durations[index] for index in self.origin]
        self.releases = [work.releases[index] for index in self.origin]
        self.due = [work.due.get(index, FOREVER) for index in self.origin]
        self.before: list[list[Distance]] = [[] for _ in self.origin]
        self.after: list[list[Distance]] = [[] for _ in self.origin]
        for target, links in enumerate(work.before):
            for source, distance in links:
                self._link(source, target, distance, number)
        self.is_regular = all(
            distance >= 0 and distance + self.durations[k] >= self.durations[source]
            for k, links in enumerate(self.before)
            for source, distance in links
        )
        self.links = {(source, k) for k, links in enumerate(self.before) for source, _ in links}
        self.has_due = any(due < FOREVER for due in self.due)
        self.forwards = list(range(self.count))
        self.backwards = self.forwards[::-1]
        self.zeros = [0] * self.count
        self._pack()

    def _link(self, source: int, target: int, distance: int, number: dict[int, int]) -> None:
        """Keep a link between two free activities; one with a pinned end becomes a bound on the other."""
        if source in number and target in number:
            a, b = number[source], number[target]
            self.before[b].append((a, distance))
            self.after[a].append((b, distance - self.durations[a] + self.durations[b]))
        elif target in number:
            k = number[target]
            self.releases[k] = max(self.releases[k], self.work.releases[source] + distance)
        elif source in number:
            k = number[source]
            self.due[k] = min(self.due[k], self.work.releases[target] - distance)

    def _pack(self) -> None:
        """Give each resource a field as wide as its capacity, in the largest unit that measures all demands."""
        work = self.work
        self.units: list[int] = []
        self.shifts: list[int] = []
        self.widths: list[int] = []
        self.guard = shift = 0
        for r, most in enumerate(work.capacity):
            unit = gcd(*(min(row[r], most) for row in work.demands)) or 1
            width = max(1, (most // unit).bit_length())
            self.units.append(unit)
            self.shifts.append(shift)
            self.widths.append(width)
            self.guard |= 1 << (shift + width)
            shift += width + 1
        self.demands = [self._packed_demand(work.demands[index]) for index in self.origin]
        self.shares = [self._share(work.demands[index]) for index in self.origin]
        self.base = self._base()
        self.has_bookings = len(self.base.times) > _PLAIN
        self.pinned_end = max(
            (r + d for r, d, pinned in zip(work.releases, work.durations, work.pinned, strict=True) if pinned),
            default=0,
        )

    def _share(self, row: Sequence[int]) -> float:
        """Return the sum of an activity's shares of the resources."""
        return sum(min(1.0, units / most) for units, most in zip(row, self.work.capacity, strict=True) if most)

    def _packed_demand(self, row: Sequence[int]) -> int:
        most = self.work.capacity
        return sum(min(u, most[r]) // self.units[r] << self.shifts[r] for r, u in enumerate(row))

    def _base(self) -> Profile:
        """Return the units that are taken, and those of pinned activities, capped at what there is."""
        work = self.work
        spans = [(first, last, r, units) for r, first, last, units in work.taken if first < last]
        for index, is_pinned in enumerate(work.pinned):
            first, last = work.releases[index], work.releases[index] + work.durations[index]
            if is_pinned and first < last:
                spans += [(first, last, r, units) for r, units in enumerate(work.demands[index]) if units]
        changes: dict[int, list[tuple[int, int]]] = {}
        for first, last, r, units in spans:
            changes.setdefault(first, []).append((r, units))
            changes.setdefault(last, []).append((r, -units))
        used = [0] * len(work.capacity)
        times, levels = [-FOREVER], [self._level(used)]
        for time in sorted(changes):
            for r, units in changes[time]:
                used[r] += units
            level = self._level(used)
            if level != levels[-1]:
                times.append(time)
                levels.append(level)
        return Profile([*times, FOREVER], [*levels, 0])

    def _level(self, used: Sequence[int]) -> int:
        level = 0
        for r, most in enumerate(self.work.capacity):
            free = max(0, most - used[r]) // self.units[r]
            level |= ((1 << self.widths[r]) - 1 - free) << self.shifts[r]
        return level

    def base_from(self, end: int) -> Profile:
        """Return the profile before anything is placed, seen from the project's end."""
        return self.base.mirrored(end) if self.has_bookings else self.base

    def cost(self, starts: Sequence[int]) -> int:
        """Return how bad a schedule is: links into pinned activities that it breaks come before its length."""
        length: int = max(map(add, starts, self.durations), default=self.pinned_end)
        length = max(length, self.pinned_end)
        if not self.has_due:
            return length
        broken: int = sum(map(gt, starts, self.due))
        return length + FOREVER * broken

    def unpacked(self, starts: Sequence[int]) -> tuple[int, ...]:
        """Return the starts of all activities of the workload, the pinned ones at their releases."""
        found = list(self.work.releases)
        for k, index in enumerate(self.origin):
            found[index] = starts[k]
        return tuple(found)


def _topological(work: Workload) -> list[int]:
    """Return the free activities so that none comes before one that it waits for; of equals the first."""
    waiting = [0] * len(work.durations)
    after: list[list[int]] = [[] for _ in work.durations]
    for target, links in enumerate(work.before):
        if work.pinned[target]:
            continue
        for source, _ in links:
            if not work.pinned[source]:
                waiting[target] += 1
                after[source].append(target)
    ready = [index for index, awaited in enumerate(waiting) if not awaited and not work.pinned[index]]
    heapify(ready)
    order = []
    while ready:
        index = heappop(ready)
        order.append(index)
        for target in after[index]:
            waiting[target] -= 1
            if not waiting[target]:
                heappush(ready, target)
    return order
