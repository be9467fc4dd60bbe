"""Many cells with formulas of their own, below a row of titles: written straight, as a plan has thousands of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from plandocs.content.sheets import Calculated, CalculatedArea, Value, column_letters
from plandocs.render.excel.cells import SharedStrings, cell, formula_cell, formula_xml
from plandocs.render.excel.rows import Rows

_EXCEL_DAY_ZERO = date(1899, 12, 30).toordinal()

Format = Callable[[str, bool], int]
"""Gives the index of a cell format, for a style that an area names and whether a zero shows nothing."""


def write_calculated(rows: Rows, area: CalculatedArea, strings: SharedStrings, cell_format: Format) -> None:
    """Write the titles and all cells of an area."""
    header = cell_format("header", False)
    numbers = cell_format("header_number", False)
    heads = []
    places = []
    for number, column in enumerate(area.columns, start=area.column):
        letters = column_letters(number)
        style = numbers if column.style.endswith("number") else header
        heads.append(cell(f"{letters}{area.row}", style, column.title, strings))
        places.append((f'<c r="{letters}', cell_format(column.style, column.hide_zero)))
    rows.put(area.row, area.column, "".join(heads))
    for line, values in enumerate(area.rows, start=area.row + 1):
        rows.put(line, area.column, _line(str(line), values, places, strings))


def _line(line: str, values: Sequence[Calculated], places: Sequence[tuple[str, int]], strings: SharedStrings) -> str:
    written = []
    for (head, style), value in zip(places, values, strict=True):
        if value is None or value == "":
            written.append(f'{head}{line}" s="{style}"/>')
        elif isinstance(value, tuple):
            written.append(_formula(head, line, style, *value))
        else:
            written.append(cell(f"{head[6:]}{line}", style, value, strings))
    return "".join(written)


def _formula(head: str, line: str, style: int, formula: str, result: Value) -> str:
    """Return the cell of a formula: whole numbers and days, which most results are, without a detour."""
    if "<" in formula or ">" in formula or "&" in formula:
        formula = formula_xml(formula)
    if type(result) is date:
        return f'{head}{line}" s="{style}"><f>{formula}</f><v>{result.toordinal() - _EXCEL_DAY_ZERO}</v></c>'
    if type(result) is int:
        return f'{head}{line}" s="{style}"><f>{formula}</f><v>{result}</v></c>'
    return formula_cell(f"{head[6:]}{line}", style, formula, result)
