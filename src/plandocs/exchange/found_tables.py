"""Where the tables of a workbook of ours stand now, after people have moved, renamed, sorted and added.

In come a spreadsheet's cells and what the workbook remembers; out come, for each table that is still there, its sheet,
the column of each key and the rows that hold something. A table is found by its own name, else by its headers,
wherever they stand; a column by its title, else by the nearest title that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from plandocs.content.sheet_memory import KeptColumn, KeptTable
from plandocs.exchange.spreadsheets import Area, Cell, Grid, Spreadsheet

_ENOUGH = 0.6
"""The share of a table's titles by which a row is taken for its header."""
_NEAR = 0.72
_ALL_COLUMNS = 16_384
_GAP = 8
"""Empty rows below a table after which what follows is not taken for part of it."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table as it stands in the file. `columns` has the number of each key; `lost` are columns that are gone.

    `rows` are the numbers of the rows below the header that hold something in these columns; `beyond` is the first row
    far below the table that seems to hold more, 0 for none.
    """

    kept: KeptTable
    grid: Grid
    header: int
    columns: Mapping[str, int]
    lost: tuple[KeptColumn, ...]
    rows: tuple[int, ...]
    beyond: int

    def cell(self, row: int, key: str) -> Cell | None:
        """Return what stands in a row under a column; None for nothing."""
        column = self.columns.get(key)
        return None if column is None else self.grid.cells.get(row, {}).get(column)


def find_tables(book: Spreadsheet, kept: Mapping[str, KeptTable]) -> dict[str, FoundTable]:
    """Return the remembered tables that a file still has, by name."""
    headers: dict[str, tuple[Grid, Area]] = {}
    for grid in book.sheets:
        for name, area in grid.tables.items():
            if name in kept and name not in headers and _share(kept[name], grid, area[0]) >= _ENOUGH:
                headers[name] = (grid, area)
    taken = {(id(grid), area[0]) for grid, area in headers.values()}
    scored = sorted(
        (
            (-share, place, name, grid, row)
            for name in kept.keys() - headers.keys()
            for place, (grid, row, share) in enumerate(_likely_headers(book, kept[name]))
        ),
        key=lambda found: (found[0], found[2], found[1]),
    )
    for _, _, name, grid, row in scored:
        if name not in headers and (id(grid), row) not in taken:
            headers[name] = (grid, (row, 1, row, _ALL_COLUMNS))
            taken.add((id(grid), row))
    columns = {name: _columns_below(kept[name], *headers[name]) for name in kept if name in headers}
    return {
        name: _found(kept[name], *headers[name], found, _ends(name, headers, columns))
        for name, found in columns.items()
    }


def _columns_below(table: KeptTable, grid: Grid, area: Area) -> dict[str, int]:
    header, left, _, right = area
    titles = {column: value for column, value in grid.cells.get(header, {}).items() if left <= column <= right}
    return _columns(table, titles)


def _ends(
    name: str, headers: Mapping[str, tuple[Grid, Area]], columns: Mapping[str, Mapping[str, int]]
) -> frozenset[int]:
    """Return the rows in which other tables of the sheet begin, below this one and in columns of its own."""
    grid, area = headers[name]
    mine = set(columns[name].values())
    return frozenset(
        other[0]
        for key, (sheet, other) in headers.items()
        if key != name and sheet is grid and other[0] > area[0] and mine & set(columns[key].values())
    )


def _likely_headers(book: Spreadsheet, table: KeptTable) -> Iterator[tuple[Grid, int, float]]:
    for grid in book.sheets:
        for row in sorted(grid.cells):
            share = _share(table, grid, row)
            if share >= _ENOUGH:
                yield grid, row, share


def _share(table: KeptTable, grid: Grid, row: int) -> float:
    """Return how many of a table's titles stand in a row, as a share."""
    said = {_folded(value) for value in grid.cells.get(row, {}).values() if isinstance(value, str)}
    if not said or not table.columns:
        return 0.0
    return sum(_folded(column.title) in said for column in table.columns) / len(table.columns)


def _found(table: KeptTable, grid: Grid, area: Area, columns: Mapping[str, int], ends: frozenset[int]) -> FoundTable:
    header, _, bottom, _ = area
    numbers = set(columns.values())
    rows: list[int] = []
    beyond = 0
    last = max(bottom, header)
    for row in sorted(number for number in grid.cells if number > header):
        if not any(column in numbers for column in grid.cells[row]):
            continue
        if row in ends:
            break
        if row > last + _GAP:
            beyond = row
            break
        rows.append(row)
        last = max(last, row)
    lost = tuple(column for column in table.columns if column.key not in columns)
    return FoundTable(table, grid, header, columns, lost, tuple(rows), beyond)


def _columns(table: KeptTable, header: Mapping[int, Cell]) -> dict[str, int]:
    """Return the number of each column by key: those with their own title first, then the nearest of what is left."""
    open_ = {number: _folded(value) for number, value in sorted(header.items()) if isinstance(value, str)}
    found: dict[str, int] = {}
    for column in table.columns:
        title = _folded(column.title)
        number = next((number for number, text in open_.items() if text == title), None)
        if number is not None:
            found[column.key] = number
            del open_[number]
    near = sorted(
        (
            (-_likeness(_folded(column.title), text), number, column.key)
            for column in table.columns
            if column.key not in found
            for number, text in open_.items()
        ),
    )
    for likeness, number, key in near:
        if -likeness >= _NEAR and key not in found and number in open_:
            found[key] = number
            del open_[number]
    return found


def _likeness(title: str, text: str) -> float:
    """Return how alike two titles are, from 0 to 1; one that begins with the other is the same with a remark."""
    if min(len(title), len(text)) >= 4 and (text.startswith(title) or title.startswith(text)):
        return 0.9
    return SequenceMatcher(None, title, text, autojunk=False).ratio()


def _folded(title: object) -> str:
    return re.sub(r"[\W_]+", " ", str(title).casefold()).strip()
