"""Measurements with their goals, as lines of text and as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One number. `goal` is the most (or, with `at_least`, the least) it may be; None is only told."""

    name: str
    value: float
    unit: str = "x"
    goal: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the goal is met; true where there is none."""
        if self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def line(self) -> str:
        """Return the measure as a line of a table."""
        sign = "at least" if self.at_least else "at most"
        goal = "" if self.goal is None else f"{sign} {self.goal:g} {self.unit}"
        mark = "" if self.goal is None else "ok" if self.met else "MISSED"
        return f"{self.name:<52} {self.value:9.2f} {self.unit:<4} {goal:<16} {mark:<7} {self.note}".rstrip()


def table(title: str, measures: Iterable[Measure]) -> str:
    """Return measures under a title."""
    return "\n".join([title, *(f"  {measure.line()}" for measure in measures), ""])
