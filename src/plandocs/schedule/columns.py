"""Arithmetic on columns: one number per trial, or one number for all of them. With numpy, and without.

Both backends draw the same random numbers from a seed (the Mersenne Twister with array seeding), so that a simulation
gives the same answer whether numpy is there or not. numpy is imported only when a simulation runs.
"""

from __future__ import annotations

import random
from array import array
from bisect import bisect_right
from importlib import import_module
from itertools import repeat
from math import fsum
from operator import add, sub
from typing import Any, Protocol

from plandocs.schedule.bent_maps import GrowingMap
from plandocs.schedule.pieces import GRAIN, Pieces

Column = Any
"""A float for all trials alike, or a backend's sequence with one float a trial."""


_MOST_CELLS = 1 << 18


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

    def sample(self, table: Column) -> Column:
        """Return entries of the table at `uniform` shares of its length."""
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
        """Return numbers in the backend's own form, one a trial."""
        ...

    def table(self, shares: array[float], low: float, high: float) -> Column:
        """Return a table for `pick`: shares of the way from `low` to `high`."""
        ...

    def through(self, way: GrowingMap, column: Column) -> Column:
        """Return what a map makes of a column."""
        ...

    def mean(self, column: Column) -> float:
        """Return the mean over all trials."""
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

    def sample(self, table: Column) -> Column:
        """Return entries of the table at `uniform` shares of its length."""
        draw, size = self._random.random, len(table)
        return [table[int(draw() * size)] for _ in range(self.trials)]

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
        if isinstance(one, list) and isinstance(other, list):
            return [a if a < b else b for a, b in zip(one, other, strict=True)]
        if isinstance(other, list):
            one, other = other, one
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
        """Return numbers in the backend's own form, one a trial."""
        return numbers

    def table(self, shares: array[float], low: float, high: float) -> Column:
        """Return a table for `pick`: shares of the way from `low` to `high`."""
        span = high - low
        return [low + span * share for share in shares]

    def through(self, way: GrowingMap, column: Column) -> Column:
        """Return what a map makes of a column."""
        if not isinstance(column, list):
            return way.over(column, column).at(column)
        low, high = min(column), max(column)
        pieces = way.over(low, high)
        first, last = bisect_right(pieces.keys, low), bisect_right(pieces.keys, high)
        offsets, slopes = pieces.offsets[first - 1 : last], pieces.slopes[first - 1 : last]
        if first == last:
            return self.add(column, offsets[0]) if slopes[0] else offsets[0]
        places = map(bisect_right, repeat(pieces.keys[first:last]), column)
        return [offsets[place] + slopes[place] * x for place, x in zip(places, column, strict=True)]

    def mean(self, column: Column) -> float:
        """Return the mean over all trials."""
        return fsum(column) / self.trials if isinstance(column, list) else float(column)


class NumpyColumns:
    """Columns as numpy arrays."""

    name = "numpy"

    def __init__(self, seed: int) -> None:
        numpy = import_module("numpy")
        self.trials = 0
        self._numpy = numpy
        self._random = numpy.random.RandomState([seed])
        self._grids: dict[Pieces, _Grid] = {}

    def uniform(self) -> Column:
        """Return numbers from 0 to 1, drawn in order."""
        return self._random.random_sample(self.trials)

    def pick(self, table: Column, uniform: Column) -> Column:
        """Return the table's entries at shares of its length."""
        return table.take((uniform * len(table)).astype(self._numpy.intp))

    def sample(self, table: Column) -> Column:
        """Return entries of the table at `uniform` shares of its length."""
        return self.pick(table, self.uniform())

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
        """Return numbers in the backend's own form, one a trial."""
        return self._numpy.asarray(numbers)

    def table(self, shares: array[float], low: float, high: float) -> Column:
        """Return a table for `pick`: shares of the way from `low` to `high`."""
        return low + (high - low) * self._numpy.frombuffer(shares)

    def through(self, way: GrowingMap, column: Column) -> Column:
        """Return what a map makes of a column."""
        if isinstance(column, float):
            return way.over(column, column).at(column)
        pieces = way.over(float(column.min()), float(column.max()))
        if pieces not in self._grids:
            self._grids[pieces] = _Grid(pieces, self._numpy)
        return self._grids[pieces].values(column)

    def mean(self, column: Column) -> float:
        """Return the mean over all trials."""
        return fsum(self.as_list(column)) / self.trials


class _Grid:
    """A map as arrays over even cells, so that a position's cell is computed instead of looked for.

    Pieces begin at whole minutes or a grain after them. A cell is as wide as fits all of them; each is there twice:
    for the moment at its beginning, and for what is inside it. Where that would be too many, pieces are looked for.
    """

    def __init__(self, pieces: Pieces, numpy: Any) -> None:
        self._numpy = numpy
        keys = numpy.asarray(pieces.keys)
        minutes = numpy.floor(keys).astype(numpy.int64)
        self._base = float(minutes[0])
        self._width = float(max(1, numpy.gcd.reduce(minutes - minutes[0])))
        count = int((pieces.end - self._base) // self._width) + 1
        self._keys = keys if count > _MOST_CELLS else None
        if count > _MOST_CELLS:
            self._offsets, self._slopes = numpy.asarray(pieces.offsets), numpy.asarray(pieces.slopes)
            return
        moments = self._base + self._width * numpy.arange(count)
        cells = numpy.stack((moments, moments + GRAIN), axis=1).ravel()
        places = (keys.searchsorted(cells, side="right") - 1).clip(0)
        self._offsets = numpy.asarray(pieces.offsets).take(places)
        self._slopes = numpy.asarray(pieces.slopes).take(places)

    def values(self, column: Column) -> Column:
        """Return the values at positions that the map covers."""
        if self._keys is not None:
            places = self._keys.searchsorted(column, side="right") - 1
        else:
            cells = (column - self._base) / self._width
            places = (self._numpy.floor(cells) + self._numpy.ceil(cells)).astype(self._numpy.intp)
        return self._offsets.take(places) + self._slopes.take(places) * column


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
