"""The rows of a list of tasks: what stands in them by meaning, how deep they are set, what their cells are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from plandocs.exchange.spreadsheets import Cell, CellError
from plandocs.exchange.tasklists.headers import Table, folded
from plandocs.exchange.tasklists.titles import Meaning

_GAP = 30
"""Empty rows after which nothing more belongs to the list."""
MOST_TASKS = 20_000
_LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the titles. `name` is stripped; `indent` is how deep it is set, whatever sets it."""

    number: int
    name: str
    indent: int
    cells: Mapping[Meaning, Cell]

    @property
    def key(self) -> str:
        """What links call it, inside the import."""
        return f"row {self.number}"

    def text(self, meaning: Meaning) -> str:
        """Return a cell as a person reads it, empty for an empty one."""
        return as_text(self.cells.get(meaning))


def rows_of(table: Table, indents: Mapping[int, int]) -> Iterator[Row]:
    """Yield the rows of a table in which something stands that means something; those without a name have none.

    `indents` gives rows by number that the file sets deeper by other means than blanks before the name.
    """
    last = table.header
    names = table.columns["name"]
    for number in sorted(row for row in table.grid.cells if row > table.header):
        if number > last + _GAP:
            return
        last = number
        cells = table.grid.cells[number]
        meant = {meaning: cells[column] for meaning, column in table.columns.items() if column in cells}
        typed = as_text(cells.get(names))
        if not meant or folded(typed) == folded(table.titles.get(names, "")):
            continue
        yield Row(number, typed.strip()[:_LONGEST_NAME], indents.get(number, 0) or _blanks(typed), meant)


def cell_name(table: Table, row: int, column: int) -> str:
    """Return what a person calls a cell: `Tasks!D12`, in a file without sheets `D12`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    sheet = table.grid.title
    if sheet and not re.fullmatch(r"\w+", sheet):
        sheet = "'" + sheet.replace("'", "''") + "'"
    return f"{sheet}!{letters}{row}" if sheet else f"{letters}{row}"


def as_text(value: Cell | None) -> str:
    """Return a cell's value as a person reads it: whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else f"{value:.10g}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.text if isinstance(value, CellError) else value


def _blanks(typed: str) -> int:
    """Return how many blanks stand before a name; a tab counts for four."""
    lead = typed[: len(typed) - len(typed.lstrip())]
    return len(lead.replace("\t", "    "))
