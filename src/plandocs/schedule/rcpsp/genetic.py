"""A genetic search on the order of activities: two good schedules give a third.

The orders of the best schedules found so far are the population. A child takes a stretch of its father's order and
the rest from its mother, with some neighbours swapped; it is built by the serial scheme and doubly justified, and
takes the place of the worst. The
budget is a number of schedules, never seconds: the same project gives the same dates on every machine.

Source: Hartmann 1998 for activity lists and two-point crossover; Valls, Ballestin & Quintanilla 2008, "A hybrid
genetic algorithm for the resource-constrained project scheduling problem", for justifying every child.
"""

from __future__ import annotations

import random
from bisect import insort
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol


class Project(Protocol):
    """What the search asks of a project: how its orders become schedules, each one a sequence of starts."""

    @property
    def count(self) -> int:
        """The number of activities that are to be placed."""
        ...

    @property
    def links(self) -> Collection[tuple[int, int]]:
        """Every (activity, one that waits for it)."""
        ...

    def by_rule(self, keys: Sequence[float]) -> Iterable[list[int]]:
        """Return the schedules that the generation schemes make of a priority, the smallest key first."""
        ...

    def in_order(self, order: Sequence[int]) -> list[int]:
        """Return the schedule of an order in which nothing comes before what it waits for."""
        ...

    def justified(self, starts: list[int]) -> list[int]:
        """Return a schedule shifted to the right and back to the left."""
        ...

    def ascending(self, keys: Sequence[float]) -> list[int]:
        """Return the activities, the smallest key first, but none before one that it waits for."""
        ...

    def by_start(self, starts: Sequence[int]) -> list[int]:
        """Return the activities of a schedule by start, but none before one that it waits for."""
        ...

    def cost(self, starts: Sequence[int]) -> int:
        """Return how bad a schedule is: its length, and more where it breaks what another would keep."""
        ...


_Member = tuple[int, int, list[int], list[int]]
"""A schedule's cost, minus its number (of equals the youngest comes first), its starts, its activities by start."""

_SWAPS = 0.2
"""The share of neighbours in a child's order that change places."""

_SCHEDULES_A_TRY = 3
"""One generated, and two by which it is justified."""

_SPREAD = 0.3
"""How far sampled priorities lie from the rule's, as a share of the critical path."""


class Search:
    """The best different schedules found so far, and what may still be spent on finding better ones.

    It is over when `schedules` have been built, or one as short as `bound`.
    """

    def __init__(self, project: Project, bound: int, schedules: int, seed: int) -> None:
        self._project = project
        self._bound = bound
        self._left = schedules
        self._random = random.Random(seed).random
        self._members: list[_Member] = []
        self._known: set[tuple[int, ...]] = set()

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be tried."""
        return self._left <= 0 or (bool(self._members) and self._members[0][0] <= self._bound)

    @property
    def best(self) -> list[int]:
        """The starts of the shortest schedule; of several, the one in which tasks wait least."""
        least = self._members[0][0]
        return min((sum(starts), age, starts) for cost, age, starts, _ in self._members if cost == least)[2]

    def follow(self, keys: Sequence[float]) -> None:
        """Try a priority with every generation scheme."""
        for starts in self._project.by_rule(keys):
            self._improve(starts)
            if self.is_over:
                return

    def sample(self, keys: Sequence[float], times: int) -> None:
        """Try priorities around a rule's."""
        reach = _SPREAD * self._bound
        for _ in range(times):
            if self.is_over:
                return
            order = self._project.ascending([key + reach * self._random() for key in keys])
            self._improve(self._project.in_order(order))

    def breed(self, size: int) -> None:
        """Spend what is left on children of the `size` best."""
        del self._members[size:]
        while not self.is_over:
            self._improve(self._project.in_order(self._swapped(self._child())))
            del self._members[size:]

    def _improve(self, starts: list[int]) -> None:
        """Justify a schedule, and keep the better of the two unless it is known."""
        justified = self._project.justified(starts)
        self._left -= _SCHEDULES_A_TRY
        cost, after = self._project.cost(starts), self._project.cost(justified)
        if after <= cost:
            starts, cost = justified, after
        if (key := tuple(starts)) not in self._known:
            self._known.add(key)
            order = self._project.by_start(starts)
            insort(self._members, (cost, -len(self._known), starts, order))

    def _child(self) -> list[int]:
        """Return an order that is one parent's between two points, and the other's before and after."""
        count, draw, members = self._project.count, self._random, self._members
        good = min(int(draw() * len(members)), int(draw() * len(members)))
        other = int(draw() * len(members))
        if good == other:
            other = (good + 1) % len(members)
        if draw() < 0.5:
            good, other = other, good
        mother, father = members[good][3], members[other][3]
        first, last = sorted((int(draw() * count), int(draw() * count)))
        taken = set(mother[:first])
        middle = [k for k in father if k not in taken][: last - first]
        taken.update(middle)
        return [*mother[:first], *middle, *(k for k in mother if k not in taken)]

    def _swapped(self, order: list[int]) -> list[int]:
        """Return an order in which some neighbours that no link holds have changed places."""
        links, draw = self._project.links, self._random
        for n in range(len(order) - 1):
            if draw() < _SWAPS and (order[n], order[n + 1]) not in links:
                order[n], order[n + 1] = order[n + 1], order[n]
        return order
