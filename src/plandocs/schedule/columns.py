"""Arithmetic on columns: one number per trial, or one number for all of them. With numpy, and without.

Both backends draw the same random numbers from a seed (the Mersenne Twister with array seeding), so that a simulation
gives the same answer whether numpy is there or not. numpy is imported only when a simulation runs.
"""

from __future__ import annotations

import random
from importlib import import_module
from operator import add, sub
from typing import Any, Protocol

Column = Any
"""A float for all trials alike, or a backend's sequence with one float a trial."""


class Columns(Protocol):
    """What a simulation computes with. `trials` is the length of a column."""

    name: str
    trials: int

    def uniform(self) -> Column:
        """Return numbers from 0 to 1, drawn in order."""
        ...

    def pick(self, table: Column, uniform: Column) -> Column:
        """Return the table's entries at shares of its length."""
        ...

    def add(self, one: Column, other: Column) -> Column:
        """Return sums."""
        ...

    def subtract(self, one: Column, other: Column) -> Column:
        """Return differences."""
        ...

    def larger(self, one: Column, other: Column) -> Column:
        """Return the larger of two."""
        ...

    def smaller(self, one: Column, other: Column) -> Column:
        """Return the smaller of two."""
        ...

    def where_below(self, uniform: Column, limit: float, then: Column, other: Column) -> Column:
        """Return `then` where a column is below a limit, else `other`."""
        ...

    def as_list(self, column: Column) -> list[float]:
        """Return one number a trial."""
        ...

    def column(self, numbers: list[float]) -> Column:
        """Return numbers in the backend's own form: one a trial, or a table for `pick`."""
        ...


class ListColumns:
    """Columns as lists."""

    name = "python"

    def __init__(self, seed: int) -> None:
        self.trials = 0
        self._random = random.Random(seed)

    def uniform(self) -> Column:
        """Return numbers from 0 to 1, drawn in order."""
        draw = self._random.random
        return [draw() for _ in range(self.trials)]

    def pick(self, table: Column, uniform: Column) -> Column:
        """Return the table's entries at shares of its length."""
        size = len(table)
        return [table[int(u * size)] for u in uniform]

    def add(self, one: Column, other: Column) -> Column:
        """Return sums."""
        if isinstance(one, list) and isinstance(other, list):
            return list(map(add, one, other))
        if isinstance(one, list):
            return [a + other for a in one] if other else one
        if isinstance(other, list):
            return [one + b for b in other] if one else other
        return one + other

    def subtract(self, one: Column, other: Column) -> Column:
        """Return differences."""
        if isinstance(one, list) and isinstance(other, list):
            return list(map(sub, one, other))
        if isinstance(other, list):
            return [one - b for b in other]
        return self.add(one, -other)

    def larger(self, one: Column, other: Column) -> Column:
        """Return the larger of two."""
        if isinstance(one, list) and isinstance(other, list):
            return [a if a > b else b for a, b in zip(one, other, strict=True)]
        if isinstance(other, list):
            one, other = other, one
        if isinstance(one, list):
            return [a if a > other else other for a in one]
        return one if one > other else other

    def smaller(self, one: Column, other: Column) -> Column:
        """Return the smaller of two."""
        if isinstance(one, list):
            return [a if a < other else other for a in one]
        return one if one < other else other

    def where_below(self, uniform: Column, limit: float, then: Column, other: Column) -> Column:
        """Return `then` where a column is below a limit, else `other`."""
        thens, others = self.as_list(then), self.as_list(other)
        return [a if u < limit else b for u, a, b in zip(uniform, thens, others, strict=True)]

    def as_list(self, column: Column) -> list[float]:
        """Return one number a trial."""
        return column if isinstance(column, list) else [float(column)] * self.trials

    def column(self, numbers: list[float]) -> Column:
        """Return numbers in the backend's own form: one a trial, or a table for `pick`."""
        return numbers


class NumpyColumns:
    """Columns as numpy arrays."""

    name = "numpy"

    def __init__(self, seed: int) -> None:
        numpy = import_module("numpy")
        self.trials = 0
        self._numpy = numpy
        self._random = numpy.random.RandomState([seed])

    def uniform(self) -> Column:
        """Return numbers from 0 to 1, drawn in order."""
        return self._random.random_sample(self.trials)

    def pick(self, table: Column, uniform: Column) -> Column:
        """Return the table's entries at shares of its length."""
        return table.take((uniform * len(table)).astype(self._numpy.intp))

    def add(self, one: Column, other: Column) -> Column:
        """Return sums."""
        if isinstance(other, float) and not other:
            return one
        return one + other

    def subtract(self, one: Column, other: Column) -> Column:
        """Return differences."""
        return one - other

    def larger(self, one: Column, other: Column) -> Column:
        """Return the larger of two."""
        return self._numpy.maximum(one, other)

    def smaller(self, one: Column, other: Column) -> Column:
        """Return the smaller of two."""
        return self._numpy.minimum(one, other)

    def where_below(self, uniform: Column, limit: float, then: Column, other: Column) -> Column:
        """Return `then` where a column is below a limit, else `other`."""
        return self._numpy.where(uniform < limit, then, other)

    def as_list(self, column: Column) -> list[float]:
        """Return one number a trial."""
        numbers: list[float] = self._numpy.broadcast_to(column, (self.trials,)).tolist()
        return numbers

    def column(self, numbers: list[float]) -> Column:
        """Return numbers in the backend's own form: one a trial, or a table for `pick`."""
        return self._numpy.asarray(numbers)


def columns_for(seed: int, *, with_numpy: bool | None = None) -> Columns:
    """Return the backend: numpy where it is installed, unless asked for one or the other.

    `seed` is from 0 to 2³² - 1, where both backends draw alike; `trials` is to be set before a column is made.
    """
    if with_numpy is False:
        return ListColumns(seed)
    try:
        return NumpyColumns(seed)
    except ImportError:
        if with_numpy:
            raise
        return ListColumns(seed)
