"""Three-point estimates as tables of equally likely values, which a trial picks from.

A table holds the distribution's quantiles at the middle of equal slices of probability, so that picking an entry at
random is sampling, by one multiplication and one look-up. Nothing here draws a random number.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import Literal

Shape = Literal["pert", "triangular"]

SLICES = 1024
_GRID = 256


def quantiles(low: float, likely: float, high: float, shape: Shape) -> list[float]:
    """Return the table of an estimate. Raises ValueError when the three points are not in order."""
    if not low <= likely <= high:
        raise ValueError("an estimate is optimistic, most likely, pessimistic, in that order")
    if low == high:
        return [low]
    mode = (likely - low) / (high - low)
    table = _pert(mode) if shape == "pert" else _triangular(mode)
    return [low + (high - low) * value for value in table]


@lru_cache(maxsize=512)
def _triangular(mode: float) -> tuple[float, ...]:
    """Return quantiles of the triangular distribution on 0 to 1."""
    middles = [(number + 0.5) / SLICES for number in range(SLICES)]
    return tuple(sqrt(u * mode) if u < mode else 1 - sqrt((1 - u) * (1 - mode)) for u in middles)


@lru_cache(maxsize=512)
def _pert(mode: float) -> tuple[float, ...]:
    """Return quantiles of the PERT (beta) distribution on 0 to 1, by summing its density over a grid.

    Source: the beta of Malcolm et al. 1959 with shape 4, alpha = 1 + 4·mode, beta = 5 - 4·mode.
    """
    density = [(x / _GRID) ** (4 * mode) * (1 - x / _GRID) ** (4 - 4 * mode) for x in range(_GRID + 1)]
    slices = [(a + b) / 2 for a, b in pairwise(density)]
    step = sum(slices) / SLICES
    table: list[float] = []
    reached, wanted = 0.0, step / 2
    for number, part in enumerate(slices):
        while wanted <= reached + part and len(table) < SLICES:
            table.append((number + (wanted - reached) / part) / _GRID if part else number / _GRID)
            wanted = (len(table) + 0.5) * step
        reached += part
    return (*table, *[1.0] * (SLICES - len(table)))
