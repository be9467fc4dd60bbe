"""Where everything stands on the sheet of the calculation: three cells above, then rows, links and calendars beside
each other, so that lines can be counted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plandocs.content.sheets import column_letters
from plandocs.documents.workbook.calculation.model import Calculation

START, LAST_DAY = "$B$5", "$B$7"
"""The cells of the project's start and of its last day; between them stands the day that days are counted from."""
HEAD_ROW = 9
FIRST_ROW = HEAD_ROW + 1


@dataclass(frozen=True, slots=True)
class Columns:
    """A block's columns in order, from a column of the sheet on."""

    first: int
    keys: tuple[str, ...]

    @property
    def last(self) -> int:
        """The last column."""
        return self.first + len(self.keys) - 1

    def number(self, key: str) -> int:
        """Return a column's number on the sheet."""
        return self.first + self.keys.index(key)

    def letters(self, key: str) -> str:
        """Return a column's letters on the sheet."""
        return column_letters(self.number(key))


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of one calculation."""

    rows: Columns
    links: Columns
    calendars: Columns
    days_off: int
    """The column of the first list of days off."""


def layout_of(calculation: Calculation) -> Layout:
    """Return the blocks with the columns that a plan needs."""
    tracked = calculation.as_of is not None
    several = len({row.calendar.number for row in calculation.rows}) > 1
    held = any("must" in key or "no_later" in key for key in calculation.dates)
    remaining = tracked and any(row.row.remaining is not None for row in calculation.rows)
    rows = _columns(
        1,
        ("id", True),
        ("name", True),
        ("calendar", several),
        ("line", True),
        ("days", True),
        *((key, True) for key in calculation.dates),
        ("started", tracked),
        ("finished", tracked),
        ("done", tracked),
        ("remaining", remaining),
        ("state", tracked),
        ("left", tracked),
        ("pinned", tracked),
        ("release", True),
        ("usual", tracked or held),
        ("early_start_number", True),
        ("early_finish_number", True),
        ("late_finish_number", True),
        ("start", True),
        ("finish", True),
        ("late_start", True),
        ("late_finish", True),
        ("float", True),
        ("critical", True),
    )
    plain = all(link.lag_days == "target" for link in calculation.links)
    links = _columns(
        rows.last + 2,
        ("to", True),
        ("link", True),
        ("from", True),
        ("lag", True),
        ("lag_days", not plain),
        ("bound", True),
        ("cap", True),
    )
    calendars = _columns(
        links.last + 2,
        ("calendar", True),
        ("week", True),
        ("start_number", True),
        ("now_number", tracked),
        ("last_number", True),
        ("end_number", True),
        ("beginning_number", True),
    )
    return Layout(rows, links, calendars, calendars.last + 2)


def _columns(first: int, *keys: tuple[str, bool]) -> Columns:
    return Columns(first, tuple(key for key, is_there in keys if is_there))


def spans(targets: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Return the first and last line of the links into each of so many rows, for links sorted by row; (0, -1) for none.

    Lines are rows of the sheet.
    """
    found = [(0, -1)] * count
    for place, target in enumerate(targets):
        line = FIRST_ROW + place
        first, _ = found[target]
        found[target] = (first or line, line)
    return found
