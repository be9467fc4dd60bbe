"""Forward-backward improvement: all activities as late as they can be, then as early: never longer, often shorter.

Shifted to the right, the last to finish first, activities leave gaps near the start of the project; shifted to the
left again, they fill them. Each activity finds at least the place that it had, so that the schedule does not get
longer where every link is regular; with others (a lead, a start that waits for a start) the caller compares.

Source: Li & Willis 1992; Tormos & Lova 2001; Valls, Ballestin & Quintanilla 2005, "Justification and RCPSP".
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import add

from plandocs.schedule.rcpsp.generation import serial
from plandocs.schedule.rcpsp.packed import Packed
from plandocs.schedule.rcpsp.workload import Distance


def doubly_justified(packed: Packed, starts: Sequence[int]) -> list[int]:
    """Return the schedule that comes out of shifting one to the right and back to the left."""
    durations = packed.durations
    finishes = list(map(add, starts, durations))
    end = max(finishes, default=0)
    order = descending(packed, finishes, packed.after, packed.backwards)
    mirrored = serial(packed, order, packed.after, _due(packed, starts, end), packed.base_from(end))
    order = descending(packed, list(map(add, mirrored, durations)), packed.before, packed.forwards)
    return serial(packed, order, packed.before, packed.releases, packed.base)


def by_start(packed: Packed, starts: Sequence[int]) -> list[int]:
    """Return the activities of a schedule by start, the first first, but none before one that it waits for."""
    if packed.is_regular:
        return sorted(packed.forwards, key=starts.__getitem__)
    return ascending(packed, starts)


def ascending(packed: Packed, keys: Sequence[float]) -> list[int]:
    """Return the activities by key, the smallest first, but none before one that it waits for."""
    return sorted(packed.forwards, key=lifted(keys, packed.before, packed.forwards).__getitem__)


def descending(
    packed: Packed, finishes: Sequence[int], before: Sequence[Sequence[Distance]], among: Sequence[int]
) -> list[int]:
    """Return the activities by time, the last first. `among` lists them so that none comes before its `before`."""
    if packed.is_regular:
        return sorted(among, key=finishes.__getitem__, reverse=True)
    keys = lifted([-finish for finish in finishes], before, among)
    return sorted(among, key=keys.__getitem__)


def lifted(keys: Sequence[float], before: Sequence[Sequence[Distance]], among: Sequence[int]) -> list[float]:
    """Return the keys, each at least as large as those of the activities it waits for."""
    made = list(keys)
    for k in among:
        key = made[k]
        for source, _ in before[k]:
            if made[source] > key:
                key = made[source]
        made[k] = key
    return made


def _due(packed: Packed, starts: Sequence[int], end: int) -> list[int]:
    """Return the earliest mirrored starts: links into pinned activities that are kept stay kept."""
    if not packed.has_due:
        return packed.zeros
    return [
        max(0, end - due - duration) if start <= due else 0
        for start, due, duration in zip(starts, packed.due, packed.durations, strict=True)
    ]
