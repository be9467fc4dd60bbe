"""What was typed where nothing is read: over formulas of the schedule, and on the sheet of the calculation.

In come the cells of a workbook, the workbook as it would be made now, and what the file remembers; out come warnings,
each with its cell and with what to do instead. Nothing of it is taken, and nothing else is stopped by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from plandocs.content.sheet_memory import KeptColumn, KeptTable, distinct, mark, normal
from plandocs.content.sheets import CalculatedArea, DataTable, Sheet, Workbook, address, sheet_reference
from plandocs.documents.workbook.calculation.held import START, of_days_off, of_link, of_row
from plandocs.documents.workbook.calculation.model import DATES
from plandocs.errors import Problem
from plandocs.exchange.found_tables import FoundTable, find_tables
from plandocs.exchange.spreadsheets import Cell, Grid, Spreadsheet
from plandocs.syncing.workbook.merge import shown
from plandocs.syncing.workbook.values import Reading

_DATES_SHOWN = frozenset({"start", "finish"})
_ROWS = "Calculation"


@dataclass(frozen=True)
class Overtyped:
    """One workbook: its cells, as it would be `made` now, and the calculation's typed cells as `held` in the file.

    `held` is None for a file that remembers none. `same_plan` says that the plan is the one it was made from.
    """

    book: Spreadsheet
    made: Workbook
    held: Mapping[str, str] | None
    reading: Reading
    file: str
    same_plan: bool

    def problems(self) -> list[Problem]:
        """Return a warning for each cell; none for a file that a program saved without any formulas."""
        if not any(grid.formulas for grid in self.book.sheets):
            return []
        found = list(self._schedule())
        calculation = self._sheet("calculation")
        if calculation is not None:
            found += self._calculation(calculation)
        return found

    def _sheet(self, key: str) -> Sheet | None:
        return next((sheet for sheet in self.made.sheets if sheet.key == key), None)

    # The schedule

    def _schedule(self) -> Iterator[Problem]:
        sheet = self._sheet("schedule")
        if sheet is None:
            return
        table = sheet.tables[0]
        columns = {column.key: column for column in table.columns}
        follow = [key for key, column in columns.items() if column.formula or (key in _DATES_SHOWN and self.same_plan)]
        kept = tuple(KeptColumn(column.key, column.kind, column.title) for column in table.columns)
        found = find_tables(self.book, {table.name: KeptTable(table.name, kept, {})}).get(table.name)
        now = _by_id(table)
        for row in found.rows if found is not None else ():
            identity = self._said(found, row, "id", "id")
            for key in follow if identity in now else ():
                if self._is_typed(found, row, key):
                    said = self._said(found, row, key, columns[key].kind)
                    if said != normal(now[identity][key], columns[key].kind):  # type: ignore[arg-type]
                        yield self._over(found, row, key, said, identity)

    def _over(self, found: FoundTable | None, row: int, key: str, said: str, identity: str) -> Problem:
        """Return the warning about a cell of the schedule that follows by itself."""
        what = "date" if key in _DATES_SHOWN else "value"
        fix = {
            "start": f"write 'start_no_earlier_than: {said}' for {identity} in the plan, or its actual start",
            "finish": f"change its planned days, or write 'finish_no_earlier_than: {said}' for {identity} in the plan",
            "status": f"type how much of {identity} is done; its status follows",
        }.get(key, f"change the days, the dates or the links of {identity}; it follows")
        message = f"'{shown(said)}' was typed over a {what} that follows by itself, so it was not read"
        return self._problem("typed-over", message, found, row, key, fix)

    # The calculation

    def _calculation(self, sheet: Sheet) -> Iterator[Problem]:
        rows = sheet.calculated[0]
        kept = tuple(KeptColumn(column.title, _kind(column.style), column.title) for column in rows.columns)
        found = find_tables(self.book, {_ROWS: KeptTable(_ROWS, kept, {})}).get(_ROWS)
        if found is None:
            return
        yield from self._follows(rows, found)
        if self.held is not None:
            yield from self._start(found.grid)
            yield from self._held_rows(found)
            yield from self._lags(found)
            yield from self._days_off(sheet, found)

    def _follows(self, rows: CalculatedArea, found: FoundTable) -> Iterator[Problem]:
        """Yield the cells of the rows in which a formula was typed over."""
        now = {str(row[0]): row for row in rows.rows if row[0]}
        title_of_id = rows.columns[0].title
        for row in found.rows:
            identity = self._said(found, row, title_of_id, "id")
            for column, made in zip(rows.columns, now.get(identity, ()), strict=False):
                if isinstance(made, tuple) and self._is_typed(found, row, column.title):
                    said = self._said(found, row, column.title, _kind(column.style))
                    message = f"'{shown(said)}' was typed over a value that follows by itself, so it was not read"
                    fix = f"change the days, the dates or the links of {identity} in the plan"
                    yield self._problem("typed-over", message, found, row, column.title, fix)

    def _start(self, grid: Grid) -> Iterator[Problem]:
        title = self._say("start")
        for row, cells in sorted(grid.cells.items()):
            column = next((column for column, value in cells.items() if value == title), None)
            if column is not None and (row, column + 1) not in grid.formulas:
                said = self.reading.said(cells.get(column + 1), "date")
                if self._is_new(START, said):
                    yield self._trial(grid, row, column + 1, said, f"write 'start: {said}' below 'project' in the plan")
                return

    def _held_rows(self, found: FoundTable) -> Iterator[Problem]:
        """Yield the dates that hold tasks, and the days remaining."""
        titles = {key: self._column(key) for key in (*DATES, "remaining")}
        for row in found.rows:
            identity = self._said(found, row, self._column("id"), "id")
            for key, title in titles.items():
                if not identity or title not in found.columns or (row, found.columns[title]) in found.grid.formulas:
                    continue
                said = self._said(found, row, title, "number" if key == "remaining" else "date")
                if self._is_new(of_row(identity, key), said):
                    value = f"{said}d" if key == "remaining" and said else said
                    fix = f"write '{key}: {value}' for {identity} in the plan" if said else _take_out(key, identity)
                    yield self._trial(found.grid, row, found.columns[title], said, fix)

    def _lags(self, found: FoundTable) -> Iterator[Problem]:
        """Yield the lags. The column of the task that waits has a title that others have: it is left of the link's."""
        grid, header = found.grid, found.grid.cells.get(found.header, {})
        places = {key: _place(header, self._column(key)) for key in ("link", "from", "lag")}
        if not all(places.values()):
            return
        taken: dict[str, str] = {}
        for row in sorted(number for number in grid.cells if number > found.header):
            cells = grid.cells[row]
            at = (places["link"] - 1, places["link"], places["from"])
            texts = [self.reading.said(cells.get(column), "id") for column in at]
            if not all(texts):
                continue
            to, link, source = texts
            name = distinct(of_link(to, link, source), taken)
            taken[name] = ""
            said = self.reading.said(cells.get(places["lag"]), "number") or "0"
            if (row, places["lag"]) not in grid.formulas and self._is_new(name, "" if said == "0" else said):
                counted = cells.get(_place(header, self._column("lag_days")))
                unit = "ed" if counted == self._say("lag.elapsed") else "d"
                fix = self._lag_fix(to, f"{source} {link}{_lag(said, unit)}", {to, source})
                yield self._trial(grid, row, places["lag"], said, fix)

    def _lag_fix(self, to: str, link: str, ends: set[str]) -> str:
        """Return what to write for a link; a phase stands on the sheet by what it is called, not by its id."""
        if ends <= {task.id for task in self.reading.plan.tasks()}:
            return f"write '{link}' into 'after' of {to} in the plan"
        return f"write the lag into 'after' in the plan, for '{to}' behind '{link}'"

    def _days_off(self, sheet: Sheet, found: FoundTable) -> Iterator[Problem]:
        """Yield days added to the lists of days off; their titles are those of the sheet as it would be made."""
        grid, header = found.grid, found.grid.cells.get(found.header, {})
        titles = [area.columns[0].title for area in sheet.calculated if len(area.columns) == 1]
        for number, title in enumerate(titles, start=1):
            column = _place(header, title)
            marks = (self._base.get(of_days_off(number), ""), self.made.held.get(of_days_off(number), ""))
            known = {text[at : at + 3] for text in marks for at in range(0, len(text), 3)}
            for row in sorted(n for n in grid.cells if n > found.header and column in grid.cells[n]):
                said = self.reading.said(grid.cells[row][column], "date")
                if mark(said) not in known:
                    fix = f"write {said} into 'holidays' of the calendar in the plan"
                    yield self._trial(grid, row, column, said, fix)

    # What they share

    @cached_property
    def _base(self) -> Mapping[str, str]:
        return self.held or {}

    def _is_new(self, name: str, said: str) -> bool:
        """Return whether a cell says neither what the file was made with nor what the plan says now."""
        return said not in (self._base.get(name, ""), self.made.held.get(name, ""))

    def _say(self, key: str) -> str:
        return self.reading.words.say(f"workbook.calculation.{key}")

    def _column(self, key: str) -> str:
        return self._say(f"column.{key}")

    def _is_typed(self, found: FoundTable | None, row: int, key: str) -> bool:
        """Return whether a cell holds something, and no formula."""
        if found is None or key not in found.columns or (row, found.columns[key]) in found.grid.formulas:
            return False
        return found.cell(row, key) not in (None, "")

    def _said(self, found: FoundTable | None, row: int, key: str, kind: str) -> str:
        return "" if found is None else self.reading.said(found.cell(row, key), kind)

    def _trial(self, grid: Grid, row: int, column: int, said: str, fix: str) -> Problem:
        """Return the warning about a cell of the calculation."""
        place = sheet_reference(grid.title, address(row, column))
        what = f"'{shown(said)}' was typed" if said else "was emptied"
        message = f"{place}: {what}, but this sheet is for trying things out: nothing of it was read"
        return Problem(rule="trial-only", severity="warning", message=message, path=self.file, where=place, fix=fix)

    def _problem(self, rule: str, message: str, found: FoundTable | None, row: int, key: str, fix: str) -> Problem:
        if found is None:
            raise ValueError("a cell without a table")
        place = sheet_reference(found.grid.title, address(row, found.columns[key]))
        return Problem(
            rule=rule, severity="warning", message=f"{place}: {message}", path=self.file, where=place, fix=fix
        )


def _by_id(table: DataTable) -> dict[str, dict[str, object]]:
    keys = [column.key for column in table.columns]
    rows: list[dict[str, object]] = [dict(zip(keys, row, strict=True)) for row in table.rows]
    return {str(row["id"]): row for row in rows}


def _kind(style: str) -> str:
    return "date" if style.endswith("date") else "id" if style in ("id", "plain") else "number"


def _place(header: Mapping[int, Cell], title: str) -> int:
    """Return the first column with a title; 0 for none."""
    return next((number for number, value in sorted(header.items()) if value == title), 0)


def _lag(said: str, unit: str) -> str:
    """Return a lag as the plan writes it; nothing for none."""
    return "" if said == "0" else f"{'' if said.startswith('-') else '+'}{said}{unit}"


def _take_out(key: str, identity: str) -> str:
    return f"take '{key}' of {identity} out of the plan"
