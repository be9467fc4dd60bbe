"""A simulation that is obviously right: one trial after the other, in days, with the random module's distributions.

A task is (low, likely, high, people, predecessors). Finish is the longest chain of durations. Nothing here is shared
with the engine.
"""

from __future__ import annotations

import random
from math import sqrt

Task = tuple[float, float, float, str, tuple[str, ...]]
Risk = tuple[float, tuple[float, float, float], tuple[str, ...]]
"""(probability, days lost as low, likely, high, tasks it hits)."""


def finishes(
    tasks: dict[str, Task],
    goal: str,
    trials: int,
    *,
    shape: str = "pert",
    risks: tuple[Risk, ...] = (),
    owners_share_luck: bool = False,
) -> list[float]:
    """Return the sorted days after which `goal` is done."""
    rng = random.Random(20270111)
    found = []
    for _ in range(trials):
        lost = dict.fromkeys(tasks, 0.0)
        for probability, (low, likely, high), hit in risks:
            if rng.random() < probability:
                days = rng.triangular(low, high, likely) if low < high else low
                for task in hit:
                    lost[task] += days
        luck: dict[str, float] = {}
        finish: dict[str, float] = {}
        for task, (low, likely, high, owner, after) in tasks.items():
            if owners_share_luck:
                duration = _triangular_of(luck.setdefault(owner, rng.random()), low, likely, high)
            elif low == high:
                duration = low
            elif shape == "pert":
                rise = 4 * (likely - low) / (high - low)
                duration = low + (high - low) * rng.betavariate(1 + rise, 5 - rise)
            else:
                duration = rng.triangular(low, high, likely)
            finish[task] = max((finish[before] for before in after), default=0.0) + duration + lost[task]
        found.append(finish[goal])
    return sorted(found)


def percentile(ordered: list[float], percent: int) -> float:
    """Return the value that `percent` of the trials do not pass."""
    return ordered[len(ordered) * percent // 100]


def _triangular_of(u: float, low: float, likely: float, high: float) -> float:
    """Return the inverse of the triangular distribution. Source: its distribution function, solved for x."""
    if low == high:
        return low
    if u < (likely - low) / (high - low):
        return low + sqrt(u * (high - low) * (likely - low))
    return high - sqrt((1 - u) * (high - low) * (high - likely))
