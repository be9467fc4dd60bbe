"""Instances of the resource-constrained project scheduling problem, made as PSPLIB's were.

PSPLIB's files were drawn by ProGen over a grid of three parameters: network complexity (arcs a node), resource factor
(the share of the resources that a task asks for) and resource strength (0: as little capacity as the largest single
demand; 1: enough for everything to run as early as its links allow). `instances("j30")` draws an instance for each
point of the same grid, from a seed, so that the numbers can be compared with PSPLIB's; the same name gives the same
instances on every machine.

Source: Kolisch, Sprecher & Drexl 1995, "Characterization and generation of a general class of resource-constrained
project scheduling problems"; Kolisch & Sprecher 1997 for the parameters of J30, J60 and J120.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from plandocs.schedule.rcpsp import Workload

_RESOURCES = 4
_ENDS = 3
"""Activities without a predecessor, and as many without a successor."""
_MOST_LINKS = 3
_LONGEST = 10
_LARGEST_DEMAND = 10
_COMPLEXITIES = (1.5, 1.8, 2.1)
_FACTORS = (0.25, 0.5, 0.75, 1.0)
_STRENGTHS = {"j30": (0.2, 0.5, 0.7, 1.0), "j60": (0.2, 0.5, 0.7, 1.0), "j120": (0.1, 0.2, 0.3, 0.4, 0.5)}
COUNTS = {"j30": 30, "j60": 60, "j120": 120}


@dataclass(frozen=True, slots=True)
class Instance:
    """One project: all links are finish to start, `before[i]` are the predecessors of activity i."""

    name: str
    strength: float
    durations: tuple[int, ...]
    before: tuple[tuple[int, ...], ...]
    demands: tuple[tuple[int, ...], ...]
    capacity: tuple[int, ...]

    def workload(self) -> Workload:
        """Return the instance for the levelling engine."""
        return Workload(
            durations=self.durations,
            before=[[(source, self.durations[source]) for source in sources] for sources in self.before],
            releases=[0] * len(self.durations),
            demands=self.demands,
            pinned=[False] * len(self.durations),
            capacity=self.capacity,
        )

    def plan_file(self) -> str:
        """Return the instance as a plan: a day for each unit of time, a team for each resource."""
        people = {
            f"r{number}": {"name": f"Team {number}", "side": "vendor", "units": units}
            for number, units in enumerate(self.capacity, 1)
        }
        tasks = [self._task(index) for index in range(len(self.durations))]
        plan: dict[str, Any] = {
            "project": {"name": self.name, "id": self.name, "start": "2027-01-11"},
            "people": people,
            "phases": [{"id": "work", "name": "Work", "tasks": tasks}],
        }
        return json.dumps(plan)

    def _task(self, index: int) -> dict[str, Any]:
        needs = {f"r{number}": units for number, units in enumerate(self.demands[index], 1) if units}
        return {
            "id": f"T{index}",
            "name": f"Task {index}",
            "duration": f"{self.durations[index]}d",
            "after": [f"T{source}" for source in self.before[index]],
            "needs": needs,
        }


def instances(name: str) -> list[Instance]:
    """Return an instance for each point of the grid of `j30`, `j60` or `j120`."""
    grid = product(_COMPLEXITIES, _FACTORS, _STRENGTHS[name])
    return [
        _instance(f"{name}-{number}", COUNTS[name], *point, random.Random(f"{name}-{number}"))
        for number, point in enumerate(grid, 1)
    ]


def large(count: int) -> Instance:
    """Return a project of any size, with little capacity: strength 0.2."""
    return _instance(f"large-{count}", count, 1.8, 0.5, 0.2, random.Random(count))


def _instance(name: str, count: int, complexity: float, factor: float, strength: float, rng: random.Random) -> Instance:
    durations = tuple(rng.randint(1, _LONGEST) for _ in range(count))
    links = None
    while links is None:
        links = _links(count, complexity, rng)
    before: list[list[int]] = [[] for _ in range(count)]
    for source, target in sorted(links):
        before[target].append(source)
    demands = _demands(count, factor, rng)
    return Instance(
        name,
        strength,
        durations,
        tuple(map(tuple, before)),
        tuple(map(tuple, demands)),
        tuple(_capacity(durations, before, [row[r] for row in demands], strength) for r in range(_RESOURCES)),
    )


class _Net:
    """Links as they are drawn: each one needed, none more than the limits allow. Sets of activities are bits.

    `behind[i]` are activity i and all that waits for it, `ahead[i]` itself and all that it waits for; `met[i]` are
    the direct successors of what is ahead of i.
    """

    def __init__(self, count: int) -> None:
        self.links: set[tuple[int, int]] = set()
        self.after = [0] * count
        self.into = [0] * count
        self.behind = [1 << index for index in range(count)]
        self.ahead = [1 << index for index in range(count)]
        self.met = [0] * count

    def add(self, source: int, target: int) -> bool:
        """Add a link unless it is redundant, makes another one redundant, or is one too many."""
        if self.after[source] == _MOST_LINKS or self.into[target] == _MOST_LINKS or source >= target:
            return False
        if self.ahead[target] >> source & 1 or self.met[source] & self.behind[target]:
            return False
        self.links.add((source, target))
        self.after[source] += 1
        self.into[target] += 1
        ahead, behind = self.ahead[source], self.behind[target]
        for index in range(len(self.after)):
            if ahead >> index & 1:
                self.behind[index] |= behind
            if behind >> index & 1:
                self.ahead[index] |= ahead
        for index, above in enumerate(self.ahead):
            if above >> source & 1:
                self.met[index] |= 1 << target
            if behind >> index & 1:
                self.met[index] |= self.met[source]
        return True


def _links(count: int, complexity: float, rng: random.Random) -> set[tuple[int, int]] | None:
    """Return links of a complexity, None when the draw came to a dead end."""
    net = _Net(count)
    last = count - _ENDS
    for target in range(_ENDS, count):
        sources = list(range(min(target, last)))
        rng.shuffle(sources)
        if not any(net.add(source, target) for source in sources):
            return None
    for source in reversed(range(last)):
        targets = list(range(max(source + 1, _ENDS), count))
        rng.shuffle(targets)
        if not net.after[source] and not any(net.add(source, target) for target in targets):
            return None
    wanted = round(complexity * (count + 2)) - 2 * _ENDS
    open_pairs = [(a, b) for a in range(last) for b in range(max(a + 1, _ENDS), count)]
    rng.shuffle(open_pairs)
    for source, target in open_pairs:
        if len(net.links) >= wanted:
            break
        net.add(source, target)
    return net.links if abs(len(net.links) - wanted) <= 0.05 * wanted else None


def _demands(count: int, factor: float, rng: random.Random) -> list[list[int]]:
    """Return units by activity and resource; each activity asks for one resource at least."""
    asked = {(index, rng.randrange(_RESOURCES)) for index in range(count)}
    others = [pair for pair in product(range(count), range(_RESOURCES)) if pair not in asked]
    rng.shuffle(others)
    asked.update(others[: max(0, round(factor * count * _RESOURCES) - len(asked))])
    return [
        [rng.randint(1, _LARGEST_DEMAND) if (index, r) in asked else 0 for r in range(_RESOURCES)]
        for index in range(count)
    ]


def _capacity(
    durations: Sequence[int], before: Sequence[Sequence[int]], demands: Sequence[int], strength: float
) -> int:
    """Return the capacity of one resource between its largest demand and its peak when all is as early as can be."""
    finish: list[int] = []
    for index, sources in enumerate(before):
        finish.append(durations[index] + max((finish[source] for source in sources), default=0))
    peak = max(
        sum(u for f, d, u in zip(finish, durations, demands, strict=True) if f - d <= time < f)
        for time in range(max(finish))
    )
    least = max(demands)
    return max(1, least + round(strength * (peak - least)))
