"""One sheet as its part: title block, tables, areas, grid, rules, drop-downs, page.

The order of the elements is the schema's; Excel offers to repair a sheet that has another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plandocs.content.formats import Formats
from plandocs.content.sheets import (
    AS_OF_NAME,
    AS_OF_ROW,
    HEADING_ROW,
    PURPOSE_ROW,
    Area,
    Formula,
    Item,
    Sheet,
    SheetLink,
    Workbook,
    address,
    sheet_reference,
)
from plandocs.render.excel.calculated import write_calculated
from plandocs.render.excel.cells import SharedStrings, cell, formula_cell, formula_xml
from plandocs.render.excel.conditional import Conditions, write_conditions
from plandocs.render.excel.frame import Frame
from plandocs.render.excel.gantt import grid_widths, write_bars, write_grid
from plandocs.render.excel.rows import Rows
from plandocs.render.excel.styles import MAIN, StyleBook
from plandocs.render.excel.tables import number_format, write_table
from plandocs.render.excel.validation import validations_xml
from plandocs.render.excel.widths import ROW_POINTS, Fitting, header_height, table_widths
from plandocs.render.relationships import OFFICE, XML_HEAD
from plandocs.render.xmltext import escape_attribute

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"

ITEM_STYLES = {
    "text": "Body",
    "strong": "Strong",
    "label": "Label",
    "note": "Note",
    "heading": "Heading",
    "fact": "Fact",
    "header": "Header",
    "header_number": "Header Number",
    "header_center": "Header Center",
    "plain": "Text",
    "id": "ID",
    "date": "Date",
    "number": "Number",
    "money": "Money",
    "percent": "Percent",
    "letter": "Letter",
    "input": "Input Text",
    "input_date": "Input Date",
    "input_number": "Input Number",
    "formula": "Formula Text",
    "formula_id": "Formula ID",
    "formula_date": "Formula Date",
    "formula_number": "Formula Number",
    "formula_money": "Formula Money",
    "formula_percent": "Formula Percent",
    "formula_letter": "Formula Letter",
    "total": "Total Text",
    "total_number": "Total Number",
    "total_money": "Total Money",
    "total_percent": "Total Percent",
    "card_label": "Card Label",
    "card_value": "Card Value",
    "card_date": "Card Date",
    "card_percent": "Card Percent",
    "card_note": "Card Note",
    "heat_high": "Heat High",
    "heat_medium": "Heat Medium",
    "heat_low": "Heat Low",
    "heat_axis": "Heat Axis",
    "link": "Link",
    "week": "Day Month",
    "good": "Good",
    "watch": "Watch",
    "bad": "Bad",
    "neutral": "Neutral",
}
"""The template's style for each style that a workbook's areas name."""

_WRAPPED = frozenset({"text", "strong", "note", "plain", "input", "formula", "header", "total"})
_BOLD = frozenset({"strong", "header", "total"})
_AS_OF_WIDTH = 16.5
"""The second column holds the as-of date on every sheet."""
_TURNED_DATE, _TURNED_CARD = 21.0, 26.0
"""The width of a date in Arabic, in a table and in a card: its weekday is longer than in other languages."""
_TITLE_HEIGHT, _LINE_HEIGHT = 26.0, 16.0
_GRID_LIMIT = 16384


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sheets of one workbook share while they are written."""

    workbook: Workbook
    styles: StyleBook
    strings: SharedStrings
    frame: Frame
    font: str
    tabs: Mapping[str, str]
    """Tab titles by a sheet's key, for links."""

    scales: dict[str, int] = field(default_factory=dict)
    """At what per cent each written sheet is printed, by its key; 0 for one that is fitted to a page across."""

    _item_formats: dict[str, int] = field(default_factory=dict)

    @property
    def formats(self) -> Formats:
        """How dates and money are shown."""
        return self.workbook.formats

    def item_format(self, style: str) -> int:
        """Return the index of the cell format for a style that an area names."""
        found = self._item_formats.get(style)
        if found is None:
            name, kind = ITEM_STYLES[style], style.rpartition("_")[2]
            found = self.styles.cell(name, number_format(name, kind, self.styles, self.formats))
            self._item_formats[style] = found
        return found

    def calculated_format(self, style: str, hide_zero: bool) -> int:
        """Return the same for a column of a calculated area; `hide_zero` shows nothing for a day that is not there."""
        if not hide_zero:
            return self.item_format(style)
        name, kind = ITEM_STYLES[style], style.rpartition("_")[2]
        return self.styles.cell(name, f"{number_format(name, kind, self.styles, self.formats)};;")


def sheet_xml(sheet: Sheet, setting: Setting, tables: list[str], drawing: str, *, selected: bool) -> bytes:
    """Return a sheet's part. `tables` are the relationship ids of its tables, `drawing` that of its drawing."""
    rows = Rows()
    widths: dict[int, float] = {}
    conditions = Conditions(setting.styles)
    _write_title(rows, sheet, setting)
    for table in sheet.tables:
        found = table_widths(table, setting.font)
        widths |= {column: max(width, widths.get(column, 0.0)) for column, width in found.items()}
    widths |= sheet.widths
    widths[2] = max(_AS_OF_WIDTH, widths.get(2, 0.0))
    if setting.frame.turned:
        widths |= {column: max(wide, widths.get(column, 0.0)) for column, wide in _date_columns(sheet).items()}
    fitting = Fitting(setting.font, widths)
    for table in sheet.tables:
        write_table(rows, table, setting.styles, setting.strings, setting.formats, fitting)
    for area in sheet.areas:
        _write_area(rows, area, setting, fitting)
    for calculated in sheet.calculated:
        write_calculated(rows, calculated, setting.strings, setting.calculated_format)
        for number, column in enumerate(calculated.columns, start=calculated.column):
            rows.fit(calculated.row, fitting.height(column.title, number, bold=True))
    write_conditions(sheet, conditions)
    if sheet.gantt is not None:
        table = next(table for table in sheet.tables if table.name == sheet.gantt.table)
        write_grid(rows, sheet.gantt, table, setting.styles, setting.strings, setting.formats)
        write_bars(conditions, sheet.gantt, table)
        widths |= grid_widths(sheet.gantt)
    for table in sheet.tables:
        rows.height(table.row, header_height(table, widths, setting.font))
    links = _links(sheet, setting)
    scale = setting.scales[sheet.key] = setting.frame.scale(sheet, widths)
    parts = [
        f'{XML_HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">',
        setting.frame.properties(sheet, scale),
        setting.frame.view(sheet, selected=selected),
        f'<sheetFormatPr defaultRowHeight="{ROW_POINTS:g}" customHeight="1"/>',
        _columns(widths),
        rows.to_xml(),
        conditions.to_xml(),
        validations_xml(sheet, setting.workbook.words),
        f"<hyperlinks>{links}</hyperlinks>" if links else "",
        setting.frame.page(sheet, scale),
        f'<drawing r:id="{drawing}"/>' if drawing else "",
    ]
    if tables:
        listed = "".join(f'<tablePart r:id="{identity}"/>' for identity in tables)
        parts.append(f'<tableParts count="{len(tables)}">{listed}</tableParts>')
    parts.append("</worksheet>")
    return "".join(parts).encode()


def _date_columns(sheet: Sheet) -> dict[int, float]:
    """Return the columns of a sheet that hold dates, and how wide each must be; the as-of date is in the second."""
    found = {2: _TURNED_DATE}
    for table in sheet.tables:
        found |= {table.column + n: _TURNED_DATE for n, column in enumerate(table.columns) if column.kind == "date"}
    for area in sheet.areas:
        for items in area.rows:
            for column, item in enumerate(items, start=area.column):
                if item is not None and item.style.endswith("date"):
                    wide = _TURNED_CARD if item.style == "card_date" else _TURNED_DATE
                    found[column] = max(wide, found.get(column, 0.0))
    return found


def _write_title(rows: Rows, sheet: Sheet, setting: Setting) -> None:
    styles, strings = setting.styles, setting.strings
    label = styles.cell("Label")
    rows.put(HEADING_ROW, 1, cell("A1", styles.cell("Title"), sheet.heading, strings))
    rows.put(PURPOSE_ROW, 1, cell("A2", styles.cell("Purpose"), sheet.purpose, strings))
    rows.put(AS_OF_ROW, 1, cell("A3", label, setting.workbook.words["as_of"], strings))
    name = "Input Date" if sheet.holds_as_of else "Fact Date"
    style = styles.cell(name, number_format(name, "date", styles, setting.formats))
    if sheet.holds_as_of:
        rows.put(AS_OF_ROW, 2, cell("B3", style, setting.workbook.as_of, strings))
    else:
        rows.put(AS_OF_ROW, 2, formula_cell("B3", style, AS_OF_NAME, setting.workbook.as_of))
    if sheet.facts:
        rows.put(AS_OF_ROW, 3, cell("C3", label, sheet.facts, strings))
    rows.height(HEADING_ROW, _TITLE_HEIGHT)
    for row in (PURPOSE_ROW, AS_OF_ROW):
        rows.height(row, _LINE_HEIGHT)


def _write_area(rows: Rows, area: Area, setting: Setting, fitting: Fitting) -> None:
    for down, items in enumerate(area.rows):
        row = area.row + down
        if down < len(area.heights) and (points := area.heights[down]) is not None:
            rows.height(row, points)
        for across, item in enumerate(items):
            if item is not None:
                column = area.column + across
                rows.put(row, column, _item(item, address(row, column), setting))
                if item.style in _WRAPPED:
                    value = item.value.value if isinstance(item.value, Formula) else item.value
                    if isinstance(value, str):
                        rows.fit(row, fitting.height(value, column, bold=item.style in _BOLD))


def _item(item: Item, place: str, setting: Setting) -> str:
    style = setting.item_format(item.style)
    if isinstance(item.value, Formula):
        formula = item.value
        return formula_cell(place, style, formula_xml(formula.text), formula.value, array=formula.array)
    value = item.value.text if isinstance(item.value, SheetLink) else item.value
    return cell(place, style, value, setting.strings)


def _links(sheet: Sheet, setting: Setting) -> str:
    found = []
    for area in sheet.areas:
        for down, items in enumerate(area.rows):
            for across, item in enumerate(items):
                if item is not None and isinstance(item.value, SheetLink):
                    place = address(area.row + down, area.column + across)
                    target = escape_attribute(sheet_reference(setting.tabs[item.value.sheet], "A1"))
                    found.append(
                        f'<hyperlink ref="{place}" location="{target}" display="{escape_attribute(item.value.text)}"/>'
                    )
    return "".join(found)


def _columns(widths: Mapping[int, float]) -> str:
    if not widths:
        return ""
    columns = "".join(
        f'<col min="{column}" max="{column}" width="{widths[column]:g}" customWidth="1"/>'
        for column in sorted(widths)
        if 1 <= column <= _GRID_LIMIT
    )
    return f"<cols>{columns}</cols>"
