"""A workbook as somebody makes it with openpyxl: named styles made once, every cell written with its style."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from plandocs.content.sheets import (
    AS_OF_ROW,
    HEADING_ROW,
    PURPOSE_ROW,
    CalculatedArea,
    DataTable,
    Formula,
    GridGantt,
    Sheet,
    SheetLink,
    Workbook,
)

FORMATS = {"date": "ddd d mmm yyyy", "money": "#,##0", "percent": "0%", "number": "0"}
FILLS = {"good": "DFF0E4", "watch": "FBE9C7", "bad": "F7D9D7", "neutral": "E8EAED", "accent": "DCEEEB"}


def make(workbook: Workbook, logo: bytes) -> bytes:
    """Return the workbook as the bytes of a .xlsx."""
    file = openpyxl.Workbook()
    file.remove(file.worksheets[0])
    for style in _styles():
        file.add_named_style(style)
    file.properties.title = workbook.properties.title
    for sheet in workbook.sheets:
        target = file.create_sheet(sheet.title)
        _sheet(target, sheet, workbook)
        if sheet.logo_column:
            target.add_image(Image(io.BytesIO(logo)), f"{get_column_letter(sheet.logo_column)}1")
    for name in workbook.names:
        file.defined_names[name.name] = DefinedName(name.name, attr_text=name.refers_to)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _styles() -> list[NamedStyle]:
    top = Alignment(wrap_text=True, vertical="top")
    styles = [
        NamedStyle("head", font=Font(name="Arial", bold=True, color="FFFFFF"), fill=PatternFill("solid", "0B4F4A")),
        NamedStyle("title", font=Font(name="Arial", size=16, bold=True)),
        NamedStyle("plain", font=Font(name="Arial", size=10), alignment=top),
    ]
    for role, color in (("fixed", "FFFFFF"), ("input", "FFF9E5"), ("formula", "F3F6F7")):
        fill = PatternFill("solid", color)
        styles += [
            NamedStyle(
                f"{role}_{kind}",
                font=Font(name="Arial", size=10),
                fill=fill,
                alignment=top,
                number_format=FORMATS.get(kind, "General"),
            )
            for kind in ("text", *FORMATS)
        ]
    return styles


def _sheet(target: Worksheet, sheet: Sheet, workbook: Workbook) -> None:
    titles = {each.key: each.title for each in workbook.sheets}
    target.sheet_view.showGridLines = False
    target.sheet_properties.tabColor = "0F766E"
    if sheet.repeat_rows is not None:
        target.print_title_rows = f"{sheet.repeat_rows[0]}:{sheet.repeat_rows[1]}"
    target.sheet_view.zoomScale = 90
    for row, text in ((HEADING_ROW, sheet.heading), (PURPOSE_ROW, sheet.purpose)):
        target.cell(row, 1, text).style = "title" if row == HEADING_ROW else "plain"
    target.cell(AS_OF_ROW, 1, workbook.as_of).style = "fixed_date"
    for area in sheet.areas:
        for down, items in enumerate(area.rows):
            for across, item in enumerate(items):
                if item is not None:
                    value = item.value
                    if isinstance(value, Formula):
                        value = f"={value.text}"
                    cell = target.cell(area.row + down, area.column + across)
                    if isinstance(value, SheetLink):
                        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{titles[value.sheet]}'!A1")
                        value = value.text
                    cell.value = value
                    cell.style = "plain"
    for calculated in sheet.calculated:
        _calculated(target, calculated)
    for table in sheet.tables:
        _table(target, table)
    if sheet.gantt is not None:
        _gantt(target, sheet.gantt, next(table for table in sheet.tables if table.name == sheet.gantt.table))
    if sheet.freeze != (0, 0):
        target.freeze_panes = target.cell(sheet.freeze[0] + 1, sheet.freeze[1] + 1)
    target.page_setup.orientation = "portrait" if sheet.portrait else "landscape"
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.oddFooter.center.text = "&P / &N"


def _table(target: Worksheet, table: DataTable) -> None:
    styles = [f"{column.role}_{column.kind if column.kind in FORMATS else 'text'}" for column in table.columns]
    for number, column in enumerate(table.columns):
        target.cell(table.row, table.column + number, column.title).style = "head"
        longest = max([len(column.title), *(len(str(row[number])) for row in table.rows)])
        letter = get_column_letter(table.column + number)
        target.column_dimensions[letter].width = min(max(8, longest + 2), column.most)
    for down, row in enumerate(table.rows, start=table.first_row):
        for number, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            written = f"={table.in_row(column.formula)}" if column.formula else value
            target.cell(down, table.column + number, written).style = styles[number]
    for down in range(table.first_row + len(table.rows), table.last_row + 1):
        for number, style in enumerate(styles):
            target.cell(down, table.column + number).style = style
    made = ExcelTable(displayName=table.name, ref=table.area)
    made._initialise_columns()
    for number, column in enumerate(table.columns):
        made.tableColumns[number].name = column.title
        if column.formula:
            made.tableColumns[number].calculatedColumnFormula = TableFormula(attr_text=table.in_row(column.formula))
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    target.add_table(made)
    for number, column in enumerate(table.columns, start=table.column):
        cells = f"{get_column_letter(number)}{table.first_row}:{get_column_letter(number)}{table.last_row}"
        if column.choices is not None and column.choices.fits:
            formula = column.choices.name or f'"{",".join(column.choices.values)}"'
            validation = DataValidation(type="list", formula1=formula, allow_blank=True)
            validation.add(cells)
            target.add_data_validation(validation)
        elif column.bounds is not None or column.key == "id":
            validation = DataValidation(type="custom", formula1="TRUE", allow_blank=True)
            validation.add(cells)
            target.add_data_validation(validation)
        for text, tone in column.tones.items():
            rule = FormulaRule([f'{cells.partition(":")[0]}="{text}"'], fill=PatternFill("solid", bgColor=FILLS[tone]))
            target.conditional_formatting.add(cells, rule)
    for rule in table.rules:
        fill = PatternFill("solid", bgColor=FILLS.get(rule.style, "E8EAED"))
        whole = table.area.replace(str(table.row), str(table.first_row), 1)
        target.conditional_formatting.add(whole, FormulaRule([table.as_condition(rule.when)], fill=fill))


def _calculated(target: Worksheet, area: CalculatedArea) -> None:
    """Write an area's formulas. One that lines share is written as it is in the first: moving it along is not asked."""
    styles = ["fixed_date" if "date" in column.style else "formula_number" for column in area.columns]
    for number, column in enumerate(area.columns, start=area.column):
        target.cell(area.row, number, column.title).style = "head"
    for down, values in enumerate(area.rows, start=area.row + 1):
        for number, (value, style) in enumerate(zip(values, styles, strict=True), start=area.column):
            written = value
            if isinstance(value, tuple):
                formula = value[0]
                written = f"={area.shared[formula][0] if isinstance(formula, int) else formula}"
            target.cell(down, number, written).style = style  # type: ignore[arg-type]


def _gantt(target: Worksheet, gantt: GridGantt, table: DataTable) -> None:
    for number, first in enumerate(gantt.first_days):
        cell = target.cell(table.row, gantt.column + number, first)
        cell.style = "head"
        cell.number_format = "d mmm"
        target.column_dimensions[get_column_letter(gantt.column + number)].width = 3
        for down in range(table.first_row, table.last_row + 1):
            target.cell(down, gantt.column + number).style = "plain"
    last = get_column_letter(gantt.column + len(gantt.first_days) - 1)
    first = get_column_letter(gantt.column)
    start, finish = table.letters_of(gantt.keys["start"]), table.letters_of(gantt.keys["finish"])
    when = f"AND({first}${table.row}<=${finish}{table.first_row},{first}${table.row}+6>=${start}{table.first_row})"
    cells = f"{first}{table.first_row}:{last}{table.last_row}"
    target.conditional_formatting.add(cells, FormulaRule([when], fill=PatternFill("solid", bgColor="0F766E")))
