"""What a workbook remembers of itself as it was made, so that a later reader can tell edits from older values.

For each table that people type into: its columns with their titles, and for each row its key and three characters a
cell that stand for the value. In comes a `Workbook`, out come short texts for the file's own properties, and back.
The values themselves are not repeated: a file grows by some bytes a row, and nothing is said twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from zlib import crc32

from plandocs.content.sheets import DataTable, SheetColumn, Value, Workbook

FACT, WORDS, HELD = "made", "words", "held"
"""Names of the properties, followed by a number from 1."""

_PIECE = 230
"""Characters of one property: Excel keeps 255."""
_LONGEST_KEY = 16
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_ALSO_READ: Mapping[str, frozenset[str]] = {
    "Tasks": frozenset({"name", "planned_days"}),
    "Risks": frozenset({"audience"}),
    "Dependencies": frozenset({"type"}),
    "HoursPerWeek": frozenset({"person"}),
    "Changes": frozenset({"options"}),
}
"""Columns that are not marked as inputs and that are looked at all the same."""
_ONLY_TOLD: Mapping[str, frozenset[str]] = {
    "Changes": frozenset({"options"}),
    "Assignments": frozenset({"person"}),
    "HoursPerWeek": frozenset({"person"}),
}
"""Columns of which an edit is told and not taken: a change's options are more than a cell says."""
_KEYS: Mapping[str, tuple[str, ...]] = {
    "RACI": ("activity",),
    "Alignment": ("person", "topic"),
    "ChangeImpacts": ("group", "impact_on_group"),
    "Touchpoints": ("date", "touchpoint"),
    "Assignments": ("person", "id"),
    "HoursPerWeek": ("person",),
    "DaysOff": ("date",),
    "DaysWorked": ("date",),
}
"""The columns that tell the rows of a table apart, where it has no ids."""
_WITHOUT_NEW_ROWS = frozenset({"Tasks", "HoursPerWeek"})
_LONGEST_COMPARED = 30_000


@dataclass(frozen=True, slots=True)
class KeptColumn:
    """A column as the file has it. `key` names it, for a column of a role the title, which is all that lasts."""

    key: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table as it was made: its columns, and by row key the mark of each cell in their order."""

    name: str
    columns: tuple[KeptColumn, ...]
    rows: Mapping[str, tuple[str, ...]]


def memory_of(workbook: Workbook) -> dict[str, str]:
    """Return the properties that hold what a workbook was made with: its tables, and words of a brand's own."""
    tables = [kept_table(table) for table in tables_of(workbook)]
    said = [
        [
            table.name,
            [[column.key, column.kind, column.title] for column in table.columns],
            [[key, "".join(marks)] for key, marks in table.rows.items()],
        ]
        for table in tables
    ]
    words = dict(sorted(workbook.own_words.items()))
    found = _in_pieces(FACT, said) if said else {}
    for name, texts in ((WORDS, words), (HELD, dict(workbook.held))):
        found |= _in_pieces(name, texts) if texts else {}
    return found


def _in_pieces(name: str, said: object) -> dict[str, str]:
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    return {f"{name}-{number:04}": f"|{piece}|" for number, piece in enumerate(pieces, start=1)}


def remembered(facts: Mapping[str, str]) -> dict[str, KeptTable] | None:
    """Return the tables that a file remembers, by name; None where it remembers nothing that can be read."""
    try:
        found = _together(FACT, facts)
        return {table.name: table for table in map(_read, found)} if isinstance(found, list) else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def remembered_words(facts: Mapping[str, str]) -> dict[str, str]:
    """Return what a brand words otherwise in a file's cells, by key; nothing where that cannot be read."""
    return _texts(WORDS, facts)


def remembered_held(facts: Mapping[str, str]) -> dict[str, str] | None:
    """Return what stood in cells that are for trying things out, by name; None where a file does not say."""
    return _texts(HELD, facts) or None


def _texts(name: str, facts: Mapping[str, str]) -> dict[str, str]:
    try:
        found = _together(name, facts)
    except (ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {key: text for key, text in pairs if isinstance(key, str) and isinstance(text, str)}


def _together(name: str, facts: Mapping[str, str]) -> object:
    """Return what pieces hold together; None where there are none, or one is damaged. Raises ValueError."""
    pieces = [facts[key] for key in sorted(facts) if key.startswith(f"{name}-")]
    if not pieces or any(len(piece) < 2 or piece[0] != "|" or piece[-1] != "|" for piece in pieces):
        return None
    return json.loads("".join(piece[1:-1] for piece in pieces))


def _read(said: Sequence[object]) -> KeptTable:
    name, columns, rows = said
    if not isinstance(name, str) or not isinstance(columns, list) or not isinstance(rows, list):
        raise TypeError(name)
    kept = tuple(KeptColumn(str(key), str(kind), str(title)) for key, kind, title in columns)
    marks = {str(key): tuple(str(text)[at : at + 3] for at in range(0, len(str(text)), 3)) for key, text in rows}
    if any(len(found) != len(kept) for found in marks.values()):
        raise ValueError(name)
    return KeptTable(name, kept, marks)


def tables_of(workbook: Workbook) -> tuple[DataTable, ...]:
    """Return the tables that people type into."""
    return tuple(table for sheet in workbook.sheets for table in (*sheet.tables, *sheet.kept) if is_typed_into(table))


def is_typed_into(table: DataTable) -> bool:
    """Return whether a table has columns for people to fill in."""
    return any(column.role == "input" for column in table.columns)


def kept_table(table: DataTable) -> KeptTable:
    """Return what is remembered of a table."""
    places = [place for place, column in enumerate(table.columns) if is_read(table.name, column)]
    columns = tuple(
        KeptColumn(name_of(table.columns[place]), table.columns[place].kind, table.columns[place].title)
        for place in places
    )
    names = [column.key for column in columns]
    rows: dict[str, tuple[str, ...]] = {}
    for row in table.rows:
        said = [normal(row[place], column.kind) for place, column in zip(places, columns, strict=True)]
        key = distinct(row_key(table.name, dict(zip(names, said, strict=True))), rows)
        rows[key] = tuple(mark(text) for text in said)
    return KeptTable(table.name, columns, rows)


def is_read(table: str, column: SheetColumn) -> bool:
    """Return whether a column is read back: what is typed into, and the id that tells a row."""
    return column.role == "input" or column.key == "id" or column.key in _ALSO_READ.get(table, ())


def comes_back(table: str, column: SheetColumn) -> bool:
    """Return whether an edit in a column goes into the plan: ids tell rows, and some columns are looked at only."""
    return is_read(table, column) and column.key != "id" and column.key not in _ONLY_TOLD.get(table, ())


def takes_rows(table: str) -> bool:
    """Return whether a new row goes into the plan: tasks need a phase and links, people a role and a side."""
    return table not in _WITHOUT_NEW_ROWS


def name_of(column: SheetColumn) -> str:
    """Return the lasting name of a column."""
    return f"role:{column.title}" if column.key.startswith("role_") else column.key


def key_columns(table: str) -> tuple[str, ...]:
    """Return the columns that tell the rows of a table apart."""
    return _KEYS.get(table, ("id",))


def row_key(table: str, said: Mapping[str, str]) -> str:
    """Return what tells a row from others, from its values by column; empty where the row says nothing of it."""
    parts = [said.get(key, "") for key in key_columns(table)]
    text = "\n".join(parts) if any(parts) else ""
    return text if len(text) <= _LONGEST_KEY and "\n" not in text else f"~{crc32(text.encode()):08x}"


def distinct(key: str, taken: Mapping[str, object]) -> str:
    """Return a key that is not taken: the second of a kind is `key#2`."""
    found, number = key, 1
    while found in taken:
        number += 1
        found = f"{key}#{number}"
    return found


def mark(text: str) -> str:
    """Return the three characters that stand for a value: one in 262,144 others has the same."""
    code = crc32(text.encode("utf-8", "surrogatepass"))
    return _LETTERS[code & 63] + _LETTERS[code >> 6 & 63] + _LETTERS[code >> 12 & 63]


def normal(value: Value, kind: str) -> str:
    """Return a value as it is compared: numbers to six decimals, days as `2027-01-29`, texts without extra blanks."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        seen = value[:_LONGEST_COMPARED]
        if not seen.isprintable():
            seen = "".join(letter if letter.isprintable() else " " for letter in seen)
        return " ".join(seen.split())
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}" if value.hour or value.minute else f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | float):
        if not isfinite(value):
            return str(value)
        rounded = round(float(value), 6)
        return str(int(rounded)) if rounded == int(rounded) else repr(rounded)
    return str(value)
