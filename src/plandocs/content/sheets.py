"""A workbook: sheets of tables that people fill in, with formulas and the results they give.

This says what stands in which cell and how cells depend on each other; fonts, colours and XML are the renderer's.
Formulas are in the notation a file stores: English names, commas, structured references. Inside a table's formulas
and rules `{key}` stands for that column in the same row. Nothing here computes a result: every formula comes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from plandocs.content.blocks import Tone
from plandocs.content.document import Properties
from plandocs.content.fields.lazy import Fields
from plandocs.content.formats import Formats

Value = str | int | float | Decimal | date | datetime | None
"""What a cell holds; None is an empty cell. Percentages are shares of one: 60 % is 0.6."""

Kind = Literal["text", "id", "date", "number", "money", "percent", "letter"]
Role = Literal["fixed", "input", "formula"]
Scale = Literal["day", "week", "month", "quarter", "year"]
RuleStyle = Tone | Literal["strong", "faint", "divider"]
"""How a rule marks a cell: a status tone, bold, muted, or a line above."""

HEADING_ROW = 1
PURPOSE_ROW = 2
AS_OF_ROW = 3
"""Every sheet opens with its heading, one sentence of purpose, and the as-of date."""

AS_OF_NAME = "AsOf"
"""The name of the one cell that holds the as-of date."""

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?:([\^*])|:([a-z][a-z0-9_]*))?\}")
_UNSIGNED = str.maketrans({"[": "(", "]": ")", "'": "’", "#": "№"})
_PLAIN_TITLE = re.compile(r"[\w ]+\Z")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its leading `=`, and its result. An `array` formula works on whole columns at once."""

    text: str
    value: Value
    array: bool = False


@dataclass(frozen=True, slots=True)
class SheetLink:
    """A text that leads to another sheet, named by its key."""

    text: str
    sheet: str


@dataclass(frozen=True, slots=True)
class Choices:
    """A drop-down: the values of a named range, or the few `values` themselves.

    `strict` refuses anything else; otherwise the reader is asked. Literal values hold no comma and are at most 255
    characters together: that is the format's limit, and `fits` says whether they keep it.
    """

    name: str = ""
    values: tuple[str, ...] = ()
    strict: bool = True

    @property
    def fits(self) -> bool:
        """Whether a file can hold this list."""
        return bool(self.name) or (
            bool(self.values) and len(",".join(self.values)) <= 255 and not any("," in value for value in self.values)
        )


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number or date that is typed must keep: from `low` to `high`, both included, None for no limit."""

    low: int | float | date | None = None
    high: int | float | date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column of a table.

    `key` is its stable name, `title` its header. A `formula` column holds the formula's text here and its results in
    the rows. `tones` colour cells by the text they hold. `most` limits the width, in characters.
    """

    key: str
    title: str
    kind: Kind = "text"
    role: Role = "fixed"
    formula: str = ""
    choices: Choices | None = None
    bounds: Bounds | None = None
    tones: Mapping[str, Tone] = field(default_factory=dict)
    most: int = 60
    hide_zero: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Cells that stand out while a condition holds.

    `when` is a formula over the row's `{keys}`; `columns` are the keys it marks, the whole row when left out.
    """

    when: str
    style: RuleStyle
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DataTable:
    """A table with a name that formulas use. `row` and `column` (from 1) are the place of its first header cell.

    `spare` is how many empty rows follow the rows that are filled, ready to be typed in: at least one when there are
    no rows, because a table cannot be without.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    row: int = 5
    column: int = 1
    rules: tuple[Rule, ...] = ()
    spare: int = 0
    alt: str = ""

    @cached_property
    def _columns(self) -> dict[str, tuple[int, SheetColumn]]:
        return {column.key: (number, column) for number, column in enumerate(self.columns, start=self.column)}

    @property
    def first_row(self) -> int:
        """The first row below the header."""
        return self.row + 1

    @property
    def last_row(self) -> int:
        """The last row of the table, empty rows included."""
        return self.row + max(1, len(self.rows) + self.spare)

    @property
    def last_column(self) -> int:
        """The table's last column."""
        return self.column + len(self.columns) - 1

    @property
    def area(self) -> str:
        """The table's range, header included: `A5:P26`."""
        return f"{address(self.row, self.column)}:{address(self.last_row, self.last_column)}"

    def number_of(self, key: str) -> int:
        """Return the column's number on the sheet."""
        return self._columns[key][0]

    def letters_of(self, key: str) -> str:
        """Return the column's letters on the sheet."""
        return column_letters(self.number_of(key))

    def whole(self, key: str) -> str:
        """Return the reference to a whole column: `Risks[Score]`."""
        return column_reference(self.name, self._columns[key][1].title)

    def headers(self, key: str) -> str:
        """Return the reference to a column's header cell."""
        return f"{self.name}[[#Headers],[{_escape(self._columns[key][1].title)}]]"

    def cells(self, key: str) -> str:
        """Return the absolute range of a column without its header: `$A$6:$A$26`."""
        letters = self.letters_of(key)
        return f"${letters}${self.first_row}:${letters}${self.last_row}"

    def in_row(self, formula: str) -> str:
        """Return a formula for the table's cells.

        `{key}` is that column in the same row, `{first:last}` the columns between two, `{key*}` the whole column.
        """
        return _PLACEHOLDER.sub(self._reference, formula)

    def as_condition(self, formula: str) -> str:
        """Return a formula for conditional formats: `{key}` is an address in the first row, `{key^}` the one above."""
        return _PLACEHOLDER.sub(self._address, formula)

    def _reference(self, found: re.Match[str]) -> str:
        first, sign, last = found.groups()
        if sign == "*":
            return self.whole(first)
        span = ":".join(f"[{_escape(self._columns[key][1].title)}]" for key in (first, last) if key)
        return f"{self.name}[[#This Row],{span}]"

    def _address(self, found: re.Match[str]) -> str:
        above = 1 if found[2] == "^" else 0
        return f"${self.letters_of(found[1])}{self.first_row - above}"


@dataclass(frozen=True, slots=True)
class Item:
    """One cell outside tables. `style` is one of the renderer's styles: `text`, `heading`, `card_value`, …"""

    value: Value | Formula | SheetLink
    style: str = "text"
    choices: Choices | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """Cells outside tables: rows of items from `row`, `column` on; None leaves a cell out. Heights are in points."""

    row: int
    column: int
    rows: tuple[tuple[Item | None, ...], ...]
    heights: tuple[float | None, ...] = ()


Calculated = Value | tuple[str | int, Value]
"""A cell of many: a value, or a formula with its result; a formula that many lines share is named by its number."""


@dataclass(frozen=True, slots=True)
class CalculatedColumn:
    """A column of a calculated area: its title, its cells' style as in an `Item`, and whether a zero shows nothing."""

    title: str
    style: str
    hide_zero: bool = False


@dataclass(frozen=True, slots=True)
class CalculatedArea:
    """Many cells with formulas of their own, below a row of titles, which stands at `row`. No table: rows stay put.

    `shared` are formulas that stand in several lines of a column with their references moved along: each as it is in
    the first of these lines, with the sheet's row of the last.
    """

    row: int
    column: int
    columns: tuple[CalculatedColumn, ...]
    rows: tuple[tuple[Calculated, ...], ...]
    shared: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class AreaRule:
    """A rule over a range outside tables; `when` is relative to the range's first cell."""

    area: str
    when: str
    style: RuleStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class GridGantt:
    """Bars beside a table, drawn by rules over a grid of narrow cells, so that they follow the dates.

    `first_days` are the first day of each column, which spans the day, week, month, quarter or year of the scale.
    `keys` name the table's columns that hold `start`, `finish`, `done`, `kind` and `critical`; `words` the texts in
    them that mean `milestone`, `buffer` and `critical`. `non_working` is a formula over `{day}` that is true for a
    day off; empty above the day scale.
    """

    table: str
    column: int
    scale: Scale
    first_days: tuple[date, ...]
    keys: Mapping[str, str]
    words: Mapping[str, str]
    non_working: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    """Pairs of a bar's style (`bar`, `done`, `critical`, `buffer`, `milestone`, `today`) and its word."""


@dataclass(frozen=True, slots=True)
class ChartCells:
    """Cells below each other that a chart draws, with what they hold: on which sheet, from which row and column."""

    sheet: str
    row: int
    column: int
    values: tuple[Value, ...]

    @property
    def reference(self) -> str:
        """The reference that the chart follows."""
        first = address(self.row, self.column, fixed=True)
        last = address(self.row + len(self.values) - 1, self.column, fixed=True)
        return sheet_reference(self.sheet, first if len(self.values) == 1 else f"{first}:{last}")


@dataclass(frozen=True, slots=True)
class SheetSeries:
    """Values of a chart, as `columns` or as a `line`; `tones` colour columns one by one."""

    name: ChartCells
    values: ChartCells
    drawn: Literal["columns", "line"] = "columns"
    tones: tuple[Tone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChart:
    """A native chart over cells, which follows what they say. `labels` are dates or texts below the columns.

    It covers the cells from `first` up to and including `last`, each (row, column).
    """

    title: str
    alt: str
    first: tuple[int, int]
    last: tuple[int, int]
    labels: ChartCells
    series: tuple[SheetSeries, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. `key` is its stable name, `title` the text on its tab.

    `freeze` counts the rows and columns that stay in view; `repeat_rows` (first, last) are printed on each page.
    `widths` fixes columns in characters, by number; other columns follow their content. `facts` stand beside the
    as-of date. `logo_column` places the brand's logo in the first rows. `one_page` prints all of it on one page.
    `print_columns` (first, last) are the columns that are printed, without any all of them: one page across, but where
    there is a second span it has pages of its own, beside the columns that stay, where all would be too small on one.
    """

    key: str
    title: str
    heading: str
    purpose: str
    group: Literal["start", "plan", "register", "reference", "internal"] = "register"
    tables: tuple[DataTable, ...] = ()
    areas: tuple[Area, ...] = ()
    calculated: tuple[CalculatedArea, ...] = ()
    rules: tuple[AreaRule, ...] = ()
    gantt: GridGantt | None = None
    widths: Mapping[int, float] = field(default_factory=dict)
    freeze: tuple[int, int] = (0, 0)
    repeat_rows: tuple[int, int] | None = None
    holds_as_of: bool = False
    facts: str = ""
    logo_column: int = 0
    portrait: bool = False
    one_page: bool = False
    print_columns: tuple[tuple[int, int], ...] = ()
    charts: tuple[SheetChart, ...] = ()
    kept: tuple[DataTable, ...] = ()
    """What stands on the sheet as cells of an area and is typed into as a table: read back, not drawn again."""


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name: what it stands for is a formula without `=`."""

    name: str
    refers_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """Sheets in tab order, the names their formulas use, and the words of the frame (`as_of`, `page`, `of`)."""

    properties: Properties
    formats: Formats
    sheets: tuple[Sheet, ...]
    as_of: date
    names: tuple[Name, ...] = ()
    fields: Fields = field(default_factory=Fields, compare=False)
    """The plan's facts that tags on a template's own sheets may print, made when one asks."""
    words: Mapping[str, str] = field(default_factory=dict)
    footer: str = ""
    own_words: Mapping[str, str] = field(default_factory=dict)
    """What a brand words otherwise in cells, by key of the wording: a reader of the file needs it."""
    held: Mapping[str, str] = field(default_factory=dict)
    """What stands in cells that are for trying things out, by name: a reader tells what was typed there."""


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int, *, fixed: bool = False) -> str:
    """Return a cell's address: `C7`, or `$C$7` when `fixed`."""
    letters = column_letters(column)
    return f"${letters}${row}" if fixed else f"{letters}{row}"


def sheet_reference(title: str, cells: str) -> str:
    """Return a reference to cells of another sheet: `'Heat map'!$A$1`."""
    quoted = title.replace("'", "''")
    return f"'{quoted}'!{cells}"


def column_reference(table: str, title: str) -> str:
    """Return the reference to a table's whole column; titles with signs in them take a second pair of brackets."""
    return f"{table}[{title}]" if _PLAIN_TITLE.match(title) else f"{table}[[{_escape(title)}]]"


def quoted(text: str) -> str:
    """Return a text as it stands in a formula."""
    escaped = text.replace('"', '""')
    return f'"{escaped}"'


def _escape(title: str) -> str:
    return re.sub(r"(['\[\]#@])", r"'\1", title)


def tab_title(text: str) -> str:
    """Return a text as a sheet can be called: at most 31 characters, none of those that references use."""
    cleaned = re.sub(r"[\[\]:*?/\\\s]+", " ", text).strip("' ")[:31].strip("' ")
    return f"{cleaned}s" if cleaned.casefold() == "history" else cleaned or "Sheet"


def distinct_titles(titles: Iterable[str]) -> tuple[str, ...]:
    """Return titles for a table's columns: one line each, none empty, no two alike without case.

    Signs with a meaning in structured references give way to others: not every program reads them escaped.
    """
    found: list[str] = []
    taken: set[str] = set()
    for text in titles:
        title = base = " ".join(text.translate(_UNSIGNED).split())[:200] or "–"
        number = 1
        while title.casefold() in taken:
            number += 1
            title = f"{base} ({number})"
        taken.add(title.casefold())
        found.append(title)
    return tuple(found)
