"""Excel tables: the part that names columns and formulas, and the cells below it."""

from __future__ import annotations

from plandocs.content.formats import Formats
from plandocs.content.sheets import DataTable, SheetColumn, column_letters
from plandocs.render.excel.cells import SharedStrings, cell, formula_cell, formula_xml
from plandocs.render.excel.languages import date_code, language_prefix
from plandocs.render.excel.rows import Rows
from plandocs.render.excel.styles import MAIN, StyleBook
from plandocs.render.excel.widths import ROW_POINTS, Fitting
from plandocs.render.relationships import XML_HEAD
from plandocs.render.xmltext import escape_attribute

TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"

_ROLES = {"fixed": "", "input": "Input ", "formula": "Formula "}
_KINDS = {
    "text": "Text",
    "id": "ID",
    "date": "Date",
    "number": "Number",
    "money": "Money",
    "percent": "Percent",
    "letter": "Letter",
}
_HEADERS = {"number": "Header Number", "money": "Header Number", "percent": "Header Number", "letter": "Header Center"}
_SHORT_ENOUGH = 5
"""Texts of so many characters fit into any column."""
_NO_ZERO = "General;-General;;@"
_ALT_URI = "{504A1905-F514-4f6f-8877-14C23A59335A}"
_ALT_NAMESPACE = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def table_part(table: DataTable, number: int, style: str) -> bytes:
    """Return a table's part; `number` is its id in the workbook."""
    columns = "".join(_column(table, place, column) for place, column in enumerate(table.columns, start=1))
    named = f' name="{escape_attribute(style)}"' if style else ""
    alt = (
        f'<extLst><ext uri="{_ALT_URI}" xmlns:x14="{_ALT_NAMESPACE}">'
        f'<x14:table altText="{escape_attribute(table.alt)}"/></ext></extLst>'
        if table.alt
        else ""
    )
    return (
        f'{XML_HEAD}<table xmlns="{MAIN}" id="{number}" name="{table.name}" displayName="{table.name}"'
        f' ref="{table.area}" totalsRowShown="0"><autoFilter ref="{table.area}"/>'
        f'<tableColumns count="{len(table.columns)}">{columns}</tableColumns>'
        f'<tableStyleInfo{named} showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/>'
        f"{alt}</table>"
    ).encode()


def write_table(
    rows: Rows, table: DataTable, styles: StyleBook, strings: SharedStrings, formats: Formats, fitting: Fitting
) -> None:
    """Write a table's header and rows; a formula stands in every row, the empty ones included."""
    for column_number, column in enumerate(table.columns, start=table.column):
        style = styles.cell(_HEADERS.get(column.kind, "Header"))
        place = f"{column_letters(column_number)}{table.row}"
        rows.put(table.row, column_number, cell(place, style, column.title, strings))
    written = [_Written.of(table, number, styles, formats) for number in range(len(table.columns))]
    empty = tuple(None for _ in table.columns)
    for offset in range(table.last_row - table.row):
        values = table.rows[offset] if offset < len(table.rows) else empty
        number = table.first_row + offset
        cells = []
        tallest = ROW_POINTS
        for target, value in zip(written, values, strict=True):
            place = f"{target.letters}{number}"
            if target.wraps and isinstance(value, str) and len(value) > target.wraps:
                height = fitting.height(value, target.number)
                if height > tallest:
                    tallest = height
            if target.formula:
                result = value if offset < len(table.rows) else target.when_empty
                cells.append(formula_cell(place, target.style, target.formula, result))
            else:
                cells.append(cell(place, target.style, value, strings))
        rows.put(number, table.column, "".join(cells))
        rows.fit(number, tallest)


class _Written:
    """A column as it is written: its letters, style, and formula as XML."""

    __slots__ = ("formula", "letters", "number", "style", "when_empty", "wraps")

    def __init__(self, number: int, style: int, formula: str, column: SheetColumn) -> None:
        self.number = number
        self.letters = column_letters(number)
        self.style = style
        self.formula = formula
        self.when_empty: str | int = 0 if column.hide_zero else ""
        self.wraps = _SHORT_ENOUGH if column.kind == "text" else 0

    @classmethod
    def of(cls, table: DataTable, place: int, styles: StyleBook, formats: Formats) -> _Written:
        column = table.columns[place]
        formula = formula_xml(table.in_row(column.formula)) if column.formula else ""
        return cls(table.column + place, cell_style(column, styles, formats), formula, column)


def cell_style(column: SheetColumn, styles: StyleBook, formats: Formats) -> int:
    """Return the format of a column's cells: by what it holds, who fills it in, and the language."""
    name = f"{_ROLES[column.role]}{_KINDS[column.kind]}"
    return styles.cell(name, number_format(name, column.kind, styles, formats, hide_zero=column.hide_zero))


def number_format(name: str, kind: str, styles: StyleBook, formats: Formats, *, hide_zero: bool = False) -> str:
    """Return the number format of a cell, empty for the style's own.

    Dates are shown in the plan's language on every machine, money in the plan's currency.
    """
    if hide_zero:
        return _NO_ZERO
    code = styles.number_format(name)
    if kind in ("date", "week") and code and not code.startswith("["):
        return f"{language_prefix(formats.language)}{date_code(formats.language, code)}"
    if kind == "money":
        sign, leads = formats.currency_sign()
        return f"[${sign}] {code or '#,##0.00'}" if leads else f"{code or '#,##0.00'} [${sign}]"
    return ""


def _column(table: DataTable, number: int, column: SheetColumn) -> str:
    head = f'<tableColumn id="{number}" name="{escape_attribute(column.title)}"'
    if not column.formula:
        return f"{head}/>"
    formula = formula_xml(table.in_row(column.formula))
    return f"{head}><calculatedColumnFormula>{formula}</calculatedColumnFormula></tableColumn>"
