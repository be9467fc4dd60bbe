"""What no schedule can be shorter than: the critical path, work that one resource has to do, and sequences.

A resource's activities that cannot start before a time take as long as their work divided by the capacity, and after
the last of them comes at least the least tail of the set. Every head gives such a set, and every tail the mirrored
one.

Source: Mingozzi et al. 1998 and Brucker & Knust 2003 for resource-based bounds.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.schedule.rcpsp.cliques import longest_sequence
from plandocs.schedule.rcpsp.packed import FOREVER, Packed
from plandocs.schedule.rcpsp.workload import Distance


def longest_paths(packed: Packed) -> tuple[list[int], list[int]]:
    """Return each activity's earliest start (its head), and the least time from its finish to the end (its tail).

    A head waits for what is booked from the outset (people who are away), as if the activity were alone.
    """
    heads = _longest(packed, packed.before, packed.forwards, packed.releases, waits=packed.has_bookings)
    tails = _longest(packed, packed.after, packed.backwards, packed.zeros, waits=False)
    return heads, tails


def _longest(
    packed: Packed,
    before: Sequence[Sequence[Distance]],
    order: Sequence[int],
    releases: Sequence[int],
    *,
    waits: bool,
) -> list[int]:
    found = list(releases)
    for k in order:
        bound = found[k]
        for source, distance in before[k]:
            if found[source] + distance > bound:
                bound = found[source] + distance
        found[k] = (
            packed.base.first_fit(bound, packed.durations[k], packed.demands[k], packed.guard) if waits else bound
        )
    return found


def least_length(packed: Packed, heads: Sequence[int], tails: Sequence[int]) -> int:
    """Return a time before which the last activity, pinned ones included, cannot be done."""
    durations = packed.durations
    bound = max(packed.pinned_end, longest_sequence(packed, heads, tails))
    bound = max(bound, max(map(sum, zip(heads, durations, tails, strict=True)), default=0))
    work = packed.work
    for r, most in enumerate(work.capacity):
        users = [(k, min(units, most)) for k, index in enumerate(packed.origin) if (units := work.demands[index][r])]
        if most and users:
            bound = max(bound, _by_work(users, most, durations, heads, tails))
            bound = max(bound, _by_work(users, most, durations, tails, heads))
    return bound


def _by_work(
    users: Sequence[tuple[int, int]], most: int, durations: Sequence[int], heads: Sequence[int], tails: Sequence[int]
) -> int:
    """Return the largest bound that activities from some head on give; they are added from the latest head back."""
    bound = total = 0
    least_tail = FOREVER
    for k, units in sorted(users, key=lambda user: -heads[user[0]]):
        total += durations[k] * units
        if tails[k] < least_tail:
            least_tail = tails[k]
        at = heads[k] - -total // most + least_tail
        if at > bound:
            bound = at
    return bound
