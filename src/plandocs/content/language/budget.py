"""What evaluating one template may cost, in steps and in characters, whoever wrote it."""

from __future__ import annotations

from decimal import Decimal

MAX_STEPS = 1_000_000
"""Rounds of loops and entries looked at by filters, in one part of a template."""
MAX_CHARACTERS = 20_000_000
"""What one part may grow to."""
MAX_TEXT = 100_000
"""Characters that one value may have."""
MAX_NUMBER = 10**15


class Budget:
    """Counts what is spent; ValueError where there is nothing left."""

    def __init__(self) -> None:
        self._steps = MAX_STEPS
        self._characters = MAX_CHARACTERS

    def spend(self, steps: int) -> None:
        """Count steps."""
        self._steps -= steps
        if self._steps < 0:
            raise ValueError(f"the template takes more than {MAX_STEPS:,} steps; it loops over too much")

    def print(self, characters: int) -> None:
        """Count printed characters."""
        self._characters -= characters
        if self._characters < 0:
            raise ValueError(f"the template prints more than {MAX_CHARACTERS // 1_000_000} million characters")


def bounded(value: object) -> object:
    """Return a computed value; ValueError for one that is too large to be meant."""
    if isinstance(value, str | list | tuple) and len(value) > MAX_TEXT:
        raise ValueError(f"a value grows beyond {MAX_TEXT:,} characters or entries")
    if isinstance(value, int | float | Decimal) and not -MAX_NUMBER < value < MAX_NUMBER:
        raise ValueError("a number is too large to be printed")
    return value
