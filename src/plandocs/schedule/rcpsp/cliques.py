"""A lower bound from activities that can only run one after the other.

Two activities exclude each other when a link keeps them apart or when some resource has not enough for both. A set in
which each one excludes every other takes the sum of their durations, after the least head and before the least tail.
Such sets are grown greedily, once from every activity, the longest candidates first. Sets are bits of integers.

Source: Mingozzi et al. 1998 for node packing bounds; Brucker & Knust 2003 for disjunctive sets.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.schedule.rcpsp.packed import Packed

MOST = 250
"""Activities up to which it is worth its time, which grows with the square of their number."""


def longest_sequence(packed: Packed, heads: Sequence[int], tails: Sequence[int]) -> int:
    """Return the longest time that a set of activities which exclude each other takes; 0 for a large project."""
    if packed.count > MOST:
        return 0
    excluded = _excluded(packed)
    durations = packed.durations
    longest_first = sorted(packed.forwards, key=lambda k: -durations[k])
    bound = 0
    for seed in packed.forwards:
        head, total, tail, candidates = heads[seed], durations[seed], tails[seed], excluded[seed]
        for k in longest_first:
            if candidates >> k & 1:
                candidates &= excluded[k]
                total += durations[k]
                head = min(head, heads[k])
                tail = min(tail, tails[k])
                bound = max(bound, head + total + tail)
                if not candidates:
                    break
    return bound


def _excluded(packed: Packed) -> list[int]:
    """Return, for each activity, those that cannot run beside it."""
    behind = [0] * packed.count
    excluded = [0] * packed.count
    for k in packed.backwards:
        bit = 1 << k
        for target, distance in packed.after[k]:
            # Mirrored, the distance is from finish to finish: at least the successor's duration keeps them apart.
            if distance >= packed.durations[target]:
                behind[k] |= behind[target] | 1 << target
        rest = excluded[k] = behind[k]
        while rest:
            last = rest & -rest
            excluded[last.bit_length() - 1] |= bit
            rest ^= last
    guard, demands, empty = packed.guard, packed.demands, packed.base.levels[-2]
    for one in packed.forwards:
        used = empty + demands[one]
        for other in range(one):
            if used + demands[other] & guard:
                excluded[one] |= 1 << other
                excluded[other] |= 1 << one
    return excluded
