"""The two schedule generation schemes: a priority of activities becomes a schedule that keeps links and capacity.

The serial scheme places one activity after the other at the first time that fits; some order gives an optimum. The
parallel scheme goes from one time to the next and starts what fits, the most urgent first; it never lets anybody wait
for no reason, which is good in most projects, but not in all.

Source: Kolisch 1996, "Serial and parallel resource-constrained project scheduling methods revisited".
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from heapq import heappop, heappush

from plandocs.schedule.rcpsp.packed import FOREVER, Packed, Profile
from plandocs.schedule.rcpsp.workload import Distance


def serial(
    packed: Packed, order: Sequence[int], before: Sequence[Sequence[Distance]], releases: Sequence[int], base: Profile
) -> list[int]:
    """Return the start of each activity: one after the other in a topological order, at the first time that fits.

    `before`, `releases` and `base` are those of the project, or of the project seen from its end.
    """
    durations, demands, guard = packed.durations, packed.demands, packed.guard
    times, levels = base.times.copy(), base.levels.copy()
    starts = [0] * packed.count
    for k in order:
        start = releases[k]
        for source, distance in before[k]:
            bound = starts[source] + distance
            if bound > start:
                start = bound
        demand = demands[k]
        duration = durations[k]
        if demand and duration:
            finish = start + duration
            first = last = bisect_right(times, start) - 1
            while times[last] < finish:
                if levels[last] + demand & guard:
                    first = last = last + 1
                    start = times[last]
                    finish = start + duration
                else:
                    last += 1
            if times[last] != finish:
                times.insert(last, finish)
                levels.insert(last, levels[last - 1])
            if times[first] != start:
                first += 1
                last += 1
                times.insert(first, start)
                levels.insert(first, levels[first - 1])
            while first < last:
                levels[first] += demand
                first += 1
        starts[k] = start
    return starts


def parallel(packed: Packed, keys: Sequence[float]) -> list[int]:
    """Return the start of each activity: at each time those that fit, the smallest key first."""
    profile = Profile(packed.base.times.copy(), packed.base.levels.copy())
    times, demands, guard = profile.times, packed.demands, packed.guard
    starts = [0] * packed.count
    waiting = [len(links) for links in packed.before]
    later = sorted((packed.releases[k], k) for k in range(packed.count) if not waiting[k])
    ready: list[tuple[float, int]] = []
    time = -FOREVER
    while later or ready:
        upcoming = times[bisect_right(times, time)] if ready else FOREVER
        time = max(time, min(upcoming, later[0][0])) if later else upcoming
        while later and later[0][0] <= time:
            k = heappop(later)[1]
            insort(ready, (keys[k], k))
        blocked = []
        used = profile.levels[bisect_right(times, time) - 1]
        for entry in ready:
            k = entry[1]
            if used + demands[k] & guard or not _placed(packed, profile, k, time):
                blocked.append(entry)
                continue
            starts[k] = time
            used += demands[k] if packed.durations[k] else 0
            for target, _ in packed.after[k]:
                waiting[target] -= 1
                if not waiting[target]:
                    heappush(later, (_earliest(packed, target, starts), target))
        ready = blocked
    return starts


def _earliest(packed: Packed, k: int, starts: Sequence[int]) -> int:
    return max(packed.releases[k], *(starts[source] + distance for source, distance in packed.before[k]))


def _placed(packed: Packed, profile: Profile, k: int, time: int) -> bool:
    """Place an activity at a time if it fits there; return whether it did."""
    demand, guard, finish = packed.demands[k], packed.guard, time + packed.durations[k]
    if not demand or finish == time:
        return True
    times, levels = profile.times, profile.levels
    at = bisect_right(times, time) - 1
    while times[at] < finish:
        if levels[at] + demand & guard:
            return False
        at += 1
    profile.book(time, finish, demand)
    return True
