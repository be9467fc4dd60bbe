"""Priority rules: how urgent each activity is, as one number, the smallest first.

Source: Kolisch 1996 for LFT, LST and MTS; Ulusoy & Özdamar 1989 for weights by the use of resources.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.schedule.rcpsp.packed import Packed


def rules(packed: Packed, heads: Sequence[int], tails: Sequence[int]) -> list[list[float]]:
    """Return the keys of all activities by each rule, the rules that do best in most projects first."""
    durations = packed.durations
    latest_finish: list[float] = [-tail for tail in tails]
    latest_start: list[float] = [-tail - duration for tail, duration in zip(tails, durations, strict=True)]
    in_the_middle = [start + head for start, head in zip(latest_start, heads, strict=True)]
    return [latest_start, _work_behind(packed), latest_finish, _successors(packed), in_the_middle]


def _successors(packed: Packed) -> list[float]:
    """Return minus the number of all activities that wait for each one (MTS)."""
    behind = [0] * packed.count
    for k in packed.backwards:
        for target, _ in packed.after[k]:
            behind[k] |= behind[target] | 1 << target
    return [-float(waiting.bit_count()) for waiting in behind]


def _work_behind(packed: Packed) -> list[float]:
    """Return minus the longest way to the end, an activity counting more the more of the resources it needs."""
    shares = packed.shares
    behind = [0.0] * packed.count
    for k in packed.backwards:
        most = max((behind[target] for target, _ in packed.after[k]), default=0.0)
        behind[k] = most + packed.durations[k] * (1 + shares[k])
    return [-weight for weight in behind]
