"""Tables: header repeated on every page, rows never split, columns sized by what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from plandocs.content.blocks import Cell, Chip, Column, KeyValues, Paragraph, Row, Table
from plandocs.render.word.palette import border
from plandocs.render.word.paragraphs import MARKS, caption, paragraph, rich, run
from plandocs.render.word.paragraphs import body as body_paragraph
from plandocs.render.word.setting import Setting
from plandocs.render.word.widths import ColumnText, column_widths
from plandocs.render.xmltext import escape_attribute

PADDING = 170
"""Room beside a cell's text, as our table styles set it."""
KEPT_ROWS = 4
"""Rows up to which a table is not divided between pages; of a longer one, two rows stay at either end of a page."""
_RIGHT = frozenset({"number", "money", "percent"})
_CENTRED = frozenset({"letter"})
_UNBROKEN = frozenset({"date", "number", "money", "percent", "letter", "chip", "id"})
_INSET = 100
"""Room that right-aligned figures keep from the column beside them."""
_INDENT = "   "


def table(block: Table, setting: Setting) -> str:
    """Return a table with its caption, or the sentence that takes its place."""
    if not block.rows:
        return body_paragraph(Paragraph(block.empty), setting) if block.empty else ""
    texts = _texts(block, setting)
    widths = column_widths(texts, setting.width, font=setting.brand.fonts.body, size=_size(setting), padding=PADDING)
    writer = _Rows(block.columns, widths, setting)
    last = len(block.rows) - 1
    rows = [
        writer.head(),
        *(
            keep_with_next(
                writer.row(row), n < last and (last < KEPT_ROWS or n in (0, last - 1) or row.kind == "group")
            )
            for n, row in enumerate(block.rows)
        ),
    ]
    above = caption(block, block.caption, setting) if block.caption else ""
    title = block.caption or block.name
    return above + table_xml("table", widths, rows, setting, title=title, head=True)


def facts(block: KeyValues, setting: Setting) -> str:
    """Return facts in pairs as a table of two columns."""
    texts = [ColumnText("", [label for label, _ in block.pairs], breaks=True), ColumnText("", ["x"], breaks=True)]
    needed = column_widths(texts, setting.width, font=setting.brand.fonts.body, size=_size(setting), padding=PADDING)
    first = min(max(min(needed[0], setting.width // 3), setting.width // 5), setting.width // 3)
    widths = (first, setting.width - first)
    label, value = setting.style("Table Label"), setting.style("Table Text")
    rows = [
        table_row(
            [
                cell(widths[0], paragraph(label, run(name))),
                cell(widths[1], paragraph(value, cell_runs(content, "text", setting))),
            ]
        )
        for name, content in block.pairs
    ]
    above = caption(block, block.caption, setting) if block.caption else ""
    return above + table_xml("facts", widths, rows, setting, title=block.caption or block.name, head=False)


def table_xml(
    purpose: str, widths: Sequence[int], rows: Iterable[str], setting: Setting, *, title: str, head: bool, own: str = ""
) -> str:
    """Return a fixed table of finished rows. `own` names one of our table styles instead of a purpose."""
    style = setting.style(own) if own else setting.styles[purpose]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = "0420" if head else "0400"
    first = "1" if head else "0"
    described = f'<w:tblCaption w:val="{escape_attribute(title)}"/>' if title else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" w:firstRow="{first}" w:lastRow="0"'
        f' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{described}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def table_row(cells: Iterable[str], *, head: bool = False, height: int = 0, exact: bool = False) -> str:
    """Return a row that stays whole; a `head` row comes again on every page."""
    tall = f'<w:trHeight w:val="{height}" w:hRule="{"exact" if exact else "atLeast"}"/>' if height else ""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def keep_with_next(row: str, keep: bool) -> str:
    """Return a row that stays on the page of the row after it: its first paragraph says so."""
    if not keep:
        return row
    head, style, rest = row.partition("<w:pStyle ")
    name, end, rest = rest.partition("/>")
    return (
        f"{head}{style}{name}{end}{rest}"
        if rest.startswith("<w:keepNext/>")
        else f"{head}{style}{name}{end}<w:keepNext/>{rest}"
    )


def cell(width: int, inside: str, *, span: int = 1, borders: str = "", fill: str = "", align: str = "") -> str:
    """Return a cell; `inside` ends in a paragraph."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    edges = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    placed = f'<w:vAlign w:val="{align}"/>' if align else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{edges}{fill}{placed}</w:tcPr>{inside}</w:tc>'


class _Rows:
    """Writes the rows of one table; what all rows share is worked out once."""

    def __init__(self, columns: Sequence[Column], widths: Sequence[int], setting: Setting) -> None:
        self._columns = columns
        self._widths = widths
        self._setting = setting
        self._styles = [setting.style(_style(column.kind)) for column in columns]
        self._plain = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            for width, style in zip(widths, self._styles, strict=True)
        ]

    def head(self) -> str:
        """Return the header row."""
        cells = [
            cell(width, paragraph(self._setting.style(_head_style(column.kind)), run(column.title)))
            for column, width in zip(self._columns, self._widths, strict=True)
        ]
        return table_row(cells, head=True)

    def row(self, row: Row) -> str:
        """Return one row."""
        if row.kind == "group":
            return self._group(row)
        if row.kind == "plain" and not row.marked and not row.indent:
            inside = "".join(
                f"{start}{cell_runs(value, column.kind, self._setting)}</w:p></w:tc>"
                for start, value, column in zip(self._plain, row.cells, self._columns, strict=True)
            )
            return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}</w:tr>"
        return self._special(row)

    def _group(self, row: Row) -> str:
        """Return a heading over the rows that follow: one cell as wide as the cells after it are empty."""
        style = self._setting.style("Table Group")
        filled = [n for n, value in enumerate(row.cells) if value not in (None, "")] or [0]
        starts = sorted({0, *filled})
        ends = [*starts[1:], len(row.cells)]
        cells = []
        for first, last in zip(starts, ends, strict=True):
            inside = paragraph(style, cell_runs(row.cells[first], self._columns[first].kind, self._setting))
            cells.append(cell(sum(self._widths[first:last]), inside, span=last - first))
        return table_row(cells)

    def _special(self, row: Row) -> str:
        """Return a total, an indented or a marked row."""
        setting = self._setting
        strong = setting.style("Strong")
        top = border(setting.brand, "top", "ink", 8) if row.kind == "total" else ""
        first_text = next((n for n, column in enumerate(self._columns) if column.kind == "text"), 0)
        cells = []
        for number, (value, column) in enumerate(zip(row.cells, self._columns, strict=True)):
            bold = strong if row.kind == "total" or (row.marked and number == first_text) else ""
            inside = cell_runs(value, column.kind, setting, style=bold)
            if row.indent and number == first_text:
                inside = run(_INDENT * row.indent) + inside
            cells.append(cell(self._widths[number], paragraph(self._styles[number], inside), borders=top))
        return table_row(cells)


def cell_runs(value: Cell, kind: str, setting: Setting, style: str = "") -> str:
    """Return the content of a cell as runs."""
    if isinstance(value, str):
        if kind == "letter" and value:
            return letter(value, setting)
        return run(value, style)
    if value is None:
        return ""
    if isinstance(value, Chip):
        return chip(value, setting)
    if isinstance(value, tuple):
        return rich(value, setting)
    return run(cell_text(value, kind, setting), style)


def cell_text(value: Cell, kind: str, setting: Setting) -> str:
    """Return the content of a cell as plain text: for measuring, and for numbers and dates."""
    formats = setting.formats
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Chip):
        return f"{MARKS[value.tone]} {value.text}".replace(" ", "\u00a0")  # as it is printed: in one piece
    if isinstance(value, tuple):
        return "".join(span.text for span in value)
    if isinstance(value, date):
        shown = setting.dates.get(value)
        if shown is None:
            shown = setting.dates[value] = formats.short_date(value) if setting.compact else formats.day(value)
        return shown
    if kind == "money" and isinstance(value, int | Decimal):
        return formats.money(Decimal(value))
    if kind == "percent":
        return formats.percent(value)
    return formats.number(value)


def chip(value: Chip, setting: Setting) -> str:
    """Return a status: its shape in its colour, then its word."""
    shape = run(MARKS[value.tone], setting.style(f"Chip {value.tone.capitalize()}"))
    return f"{shape}{run(chr(0xA0) + value.text.replace(' ', chr(0xA0)))}"


def letter(value: str, setting: Setting) -> str:
    """Return RACI letters: what decides stands out, what is told stands back."""
    letters = value.replace("/", "")
    name = "Raci A" if "A" in letters else "Raci R" if "R" in letters else "Raci C"
    return run(value, setting.style(name))


def _texts(block: Table, setting: Setting) -> list[ColumnText]:
    plain = [row for row in block.rows if row.kind != "group"]
    return [
        ColumnText(
            column.title,
            [cell_text(row.cells[number], column.kind, setting) for row in (plain or block.rows)],
            strong=[
                cell_text(row.cells[number], column.kind, setting)
                for row in block.rows
                if row.kind != "plain" and column.kind in _UNBROKEN
            ]
            if number
            else (),
            breaks=column.kind not in _UNBROKEN,
            share=column.share,
            inset=_INSET if column.kind in _RIGHT else 0,
        )
        for number, column in enumerate(block.columns)
    ]


def _size(setting: Setting) -> float:
    return 8.5 if setting.compact else 9.5


def _style(kind: str) -> str:
    return "Table Number" if kind in _RIGHT else "Table Centred" if kind in _CENTRED else "Table Text"


def _head_style(kind: str) -> str:
    return "Table Head Number" if kind in _RIGHT else "Table Head Centred" if kind in _CENTRED else "Table Head"
