"""Three states of one table: as the workbook was made, as it stands in the workbook, as the plan has it now.

Nothing here knows what a column means: rows are matched by their keys, cells are compared as they are said, and what
comes out are edits, rows that are new, and what cannot be settled without a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plandocs.content.sheet_memory import (
    KeptTable,
    distinct,
    is_read,
    kept_table,
    key_columns,
    mark,
    name_of,
    normal,
    row_key,
)
from plandocs.content.sheets import DataTable, address, sheet_reference
from plandocs.errors import Problem
from plandocs.exchange.found_tables import FoundTable
from plandocs.exchange.spreadsheets import Cell
from plandocs.syncing.workbook.values import Reading


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell: its column's key, what stands in it, what that says, and what the plan says there now."""

    key: str
    cell: Cell | None
    said: str
    now: str
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the workbook. `number` is its place among the rows that the plan gives now; None for a new row."""

    key: str
    number: int | None
    cells: tuple[Typed, ...]
    """What was edited; of a new row everything that is filled in."""

    place: str


@dataclass(slots=True)
class Merged:
    """What a table's rows come to."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    same: int = 0


@dataclass(frozen=True, slots=True)
class Merge:
    """One table in its three states. `base` is None where the workbook remembers nothing of it."""

    found: FoundTable
    base: KeptTable | None
    now: DataTable | None
    reading: Reading
    file: str
    overwrite: bool

    def place(self, row: int, key: str = "") -> str:
        """Return how a cell is called: `'Risks'!D7`; the row's first column for no key."""
        column = self.found.columns.get(key) or min(self.found.columns.values(), default=1)
        return sheet_reference(self.found.grid.title, address(row, column))

    def merged(self) -> Merged:
        """Return the edits and new rows, and what a person must settle."""
        out = Merged()
        now, numbers = self._now()
        base = dict(self.base.rows) if self.base is not None else {}
        names = [column.key for column in self.found.kept.columns]
        missing = [column for column in self.found.lost if column.key in key_columns(self.found.kept.name)]
        if missing:
            title = missing[0].title
            message = f"the column '{title}' is not on the sheet '{self.found.grid.title}' any more: no row can be told"
            fix = "put it back, or build the workbook again"
            out.problems.append(
                Problem(rule="column-gone", message=message, path=self.file, where=self.found.grid.title, fix=fix)
            )
            return out
        rows = self._rows(base, out)
        renamed = self._renamed(rows, base, names, now)
        seen: set[str] = set()
        for row, key, said in rows:
            known = renamed.get(key, key)
            seen.add(known)
            if known in base or known in now:
                marks = dict(zip(names, base[known], strict=True)) if known in base else {}
                self._known(row, known, said, marks, now.get(known), numbers.get(known), out)
            else:
                cells = tuple(self._typed(row, name, text, "") for name, text in said.items() if text)
                out.rows.append(Row(key, None, cells, self.place(row)))
        for key in base:
            if key not in seen and key in now:
                out.problems.append(self._gone(key, now[key]))
        return out

    def _now(self) -> tuple[dict[str, Mapping[str, str]], dict[str, int]]:
        """Return what the plan says now in each row, by key, and the rows' numbers."""
        if self.now is None:
            return {}, {}
        kept = kept_table(self.now)
        said = said_now(self.now)
        return dict(zip(kept.rows, said, strict=True)), {key: number for number, key in enumerate(kept.rows)}

    def _rows(self, base: Mapping[str, object], out: Merged) -> list[tuple[int, str, dict[str, str]]]:
        """Return the rows of the workbook that say something: number, key, what each cell says."""
        found: list[tuple[int, str, dict[str, str]]] = []
        taken: dict[str, object] = {}
        kinds = {column.key: column.kind for column in self.found.kept.columns}
        for row in self.found.rows:
            said = {key: self.reading.said(self.found.cell(row, key), kinds[key]) for key in self.found.columns}
            key = row_key(self.found.kept.name, said)
            if not any(text for name, text in said.items() if name != "id"):
                continue
            if key in taken and "id" in said and distinct(key, taken) not in base:
                message = f"{self.place(row, 'id')}: the id '{said['id']}' stands in two rows; this one was left out"
                out.problems.append(self._problem("two-rows", message, row, "give one of them another id"))
                continue
            key = distinct(key, taken) if key else f"\0{row}"
            taken[key] = row
            found.append((row, key, said))
        return found

    def _renamed(
        self,
        rows: list[tuple[int, str, dict[str, str]]],
        base: Mapping[str, tuple[str, ...]],
        names: list[str],
        now: Mapping[str, object],
    ) -> dict[str, str]:
        """Return the old key of each row that is an old one under a new key: nothing else in it has changed."""
        there = {key for _, key, _ in rows}
        lost = {key: marks for key, marks in base.items() if key not in there and key in now}
        found: dict[str, str] = {}
        empty = mark("")
        for _, key, said in rows:
            if key in base or key in now or not lost:
                continue
            marks = [mark(said.get(name, "")) for name in names]
            for old, was in lost.items():
                equal = [a == b for a, b in zip(marks, was, strict=True)]
                filled = sum(a == b != empty for a, b in zip(marks, was, strict=True))
                if equal.count(False) == 1 and filled:
                    found[key] = old
                    del lost[old]
                    break
        return found

    def _known(
        self,
        row: int,
        key: str,
        said: Mapping[str, str],
        base: Mapping[str, str],
        now: Mapping[str, str] | None,
        number: int | None,
        out: Merged,
    ) -> None:
        edited: list[Typed] = []
        for name, text in said.items():
            if mark(text) == base.get(name):
                out.same += 1
                continue
            has = (now or {}).get(name, "")
            typed = self._typed(row, name, text, has)
            if now is not None and text == has:
                out.same += 1
            elif now is None:
                message = f"{typed.place}: was changed to '{shown(text)}', but the plan has no such row any more"
                fix = "add it again in the plan, or undo the change"
                out.problems.append(self._problem("row-gone", message, row, fix, name))
            elif mark(has) != base.get(name) and not self.overwrite:
                message = (
                    f"{typed.place}: plan and workbook have both been changed: the plan says '{shown(has)}', "
                    f"the workbook '{shown(text)}'"
                )
                fix = "settle it with who changed it; --overwrite takes the workbook's"
                out.problems.append(self._problem("changed-twice", message, row, fix, name))
            else:
                edited.append(typed)
        if edited:
            out.rows.append(Row(key, number, tuple(edited), self.place(row)))

    def _typed(self, row: int, key: str, said: str, now: str) -> Typed:
        return Typed(key, self.found.cell(row, key), said, now, self.place(row, key))

    def _gone(self, key: str, now: Mapping[str, str]) -> Problem:
        about = now.get("id") or next((text for text in now.values() if text), key)
        message = f"the row '{shown(about)}' is not on the sheet '{self.found.grid.title}' any more; the plan keeps it"
        fix = "close it by its status, or take it out of the plan by hand"
        return Problem(rule="row-deleted", message=message, path=self.file, where=self.found.grid.title, fix=fix)

    def _problem(self, rule: str, message: str, row: int, fix: str, key: str = "") -> Problem:
        return Problem(rule=rule, message=message, path=self.file, where=self.place(row, key), fix=fix)


def said_now(table: DataTable) -> Iterator[Mapping[str, str]]:
    """Yield what each row of a table says, by column key."""
    columns = [(place, column) for place, column in enumerate(table.columns) if is_read(table.name, column)]
    for row in table.rows:
        yield {name_of(column): normal(row[place], column.kind) for place, column in columns}


def shown(text: str) -> str:
    """Return a text as a message quotes it: not too long, and without control characters."""
    plain = text.removeprefix("\0")
    return plain if len(plain) <= 80 else f"{plain[:79]}…"
