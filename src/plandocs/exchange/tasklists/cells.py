"""The cells of one table: days read, places named, and what was not understood collected."""

from __future__ import annotations

from datetime import date

from plandocs.errors import Problem
from plandocs.exchange.tasklists.days import DayReader
from plandocs.exchange.tasklists.headers import Table
from plandocs.exchange.tasklists.rows import Row, as_text, cell_name
from plandocs.exchange.tasklists.titles import Meaning

_EMPTY = frozenset({"-", "–", "—", "NA", "n/a", "NV"})
"""What stands where there is no date; NA and NV are Project's signs."""


class Cells:
    """Reads cells of a table's rows. `problems` grow as it does."""

    def __init__(self, table: Table, days: DayReader) -> None:
        self.table = table
        self._days = days
        self.problems: list[Problem] = []

    def day(self, row: Row, meaning: Meaning) -> date | None:
        """Return the day in a cell; None for an empty one, and for one that is told."""
        value = row.cells.get(meaning)
        text = as_text(value).strip()
        if not text or text in _EMPTY:
            return None
        day = self._days.day(value)
        if day is None:
            self.tell(row, meaning, f"'{text[:40]}' is no day that is understood")
        return day

    def tell(self, row: Row, meaning: Meaning, message: str) -> None:
        """Note that a cell was not understood, or not taken over."""
        self.problems.append(
            Problem(rule="not-understood", severity="warning", message=message, where=self.place(row, meaning))
        )

    def place(self, row: Row, meaning: Meaning) -> str:
        """Return what a person calls a row's cell."""
        return cell_name(self.table, row.number, self.table.columns.get(meaning, self.table.columns["name"]))
