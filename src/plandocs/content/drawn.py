"""A Gantt chart as it was drawn: where each bar begins and how long it is, in days of the chart's own scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LEAST_BAR = 4.0
"""Points that the shortest bar is long on a slide, however short its task: one that can be seen and taken hold of."""


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """One bar or diamond. `left` and `width` are in days, as fractions, `left` from the first day of the scale.

    A diamond stands for one day, which is in its middle, however wide it is.
    """

    id: str
    left: float
    width: float
    is_mark: bool = False


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """The bars of one slide, `slide` counted from 1; the scale spans `first` to `last`, `per_day` points a day."""

    slide: int
    first: date
    last: date
    per_day: float
    bars: tuple[DrawnBar, ...]
