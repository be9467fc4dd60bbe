"""Three-point estimates as tables of equally likely values, which a trial picks from.

A table holds the distribution's quantiles at the middle of equal slices of probability, so that picking an entry at
random is sampling, by one multiplication and one look-up. Nothing here draws a random number.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import Literal

from plandocs.schedule.pieces import GRAIN

Shape = Literal["pert", "triangular"]

SLICES = 1024
_GRID = 256


def quantiles(low: float, likely: float, high: float, shape: Shape) -> list[float]:
    """Return the table of an estimate. Raises ValueError when the three points are not in order."""
    return [low + (high - low) * value for value in unit_quantiles(low, likely, high, shape)]


def unit_quantiles(low: float, likely: float, high: float, shape: Shape) -> array[float]:
    """Return the table of an estimate as shares of its range: 0 is the optimistic point, 1 the pessimistic.

    The shares are multiples of a grain, so that whole minutes times them are exact. Raises ValueError when the three
    points are not in order.
    """
    if not low <= likely <= high:
        raise ValueError("an estimate is optimistic, most likely, pessimistic, in that order")
    if low == high:
        return array("d", [0.0])
    mode = (likely - low) / (high - low)
    return _pert(mode) if shape == "pert" else _triangular(mode)


@lru_cache(maxsize=512)
def _triangular(mode: float) -> array[float]:
    """Return quantiles of the triangular distribution on 0 to 1."""
    middles = [(number + 0.5) / SLICES for number in range(SLICES)]
    return _grained([sqrt(u * mode) if u < mode else 1 - sqrt((1 - u) * (1 - mode)) for u in middles])


@lru_cache(maxsize=512)
def _pert(mode: float) -> array[float]:
    """Return quantiles of the PERT (beta) distribution on 0 to 1, by summing its density over a grid.

    Source: the beta of Malcolm et al. 1959 with shape 4, alpha = 1 + 4·mode, beta = 5 - 4·mode.
    """
    rise, fall = 4 * mode, 4 - 4 * mode
    density = [(x / _GRID) ** rise * (1 - x / _GRID) ** fall for x in range(_GRID + 1)]
    parts = [(a + b) / 2 for a, b in pairwise(density)]
    step = sum(parts) / SLICES
    table: list[float] = []
    reached = 0.0
    for number, part in enumerate(parts):
        upto = min(SLICES, int((reached + part) / step + 0.5))
        if upto > len(table):
            # The quantile of slice k lies where (k + 1/2) steps of probability are reached, within this part.
            first = number - reached / part
            each = step / part
            table += [(first + (k + 0.5) * each) / _GRID for k in range(len(table), upto)]
        reached += part
    table += [1.0] * (SLICES - len(table))
    return _grained(table)


def _grained(table: list[float]) -> array[float]:
    grains = 1 / GRAIN
    return array("d", [round(value * grains) * GRAIN for value in table])
