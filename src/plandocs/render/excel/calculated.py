"""Many cells with formulas of their own, below a row of titles: written straight, as a plan has thousands of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plandocs.content.sheets import Calculated, CalculatedArea, Value, column_letters
from plandocs.render.excel.cells import SharedStrings, cell, formula_xml, number
from plandocs.render.excel.rows import Rows
from plandocs.render.xmltext import escape_cell

Format = Callable[[str, bool], int]
"""Gives the index of a cell format, for a style that an area names and whether a zero shows nothing."""


def write_calculated(rows: Rows, area: CalculatedArea, strings: SharedStrings, cell_format: Format) -> None:
    """Write the titles and all cells of an area."""
    header = cell_format("header", False)
    numbers = cell_format("header_number", False)
    heads = []
    places = []
    for place, column in enumerate(area.columns, start=area.column):
        letters = column_letters(place)
        style = numbers if column.style.endswith("number") else header
        heads.append(cell(f"{letters}{area.row}", style, column.title, strings))
        places.append((f'<c r="{letters}', letters, cell_format(column.style, column.hide_zero)))
    rows.put(area.row, area.column, "".join(heads))
    writer = _Writer(places, strings, area.shared)
    for line, values in enumerate(area.rows, start=area.row + 1):
        rows.put(line, area.column, writer.line(line, values))


class _Writer:
    """Writes the lines of one area. Whole numbers and days, which most results are, go without a detour."""

    def __init__(
        self, places: Sequence[tuple[str, str, int]], strings: SharedStrings, shared: Sequence[tuple[str, int]]
    ) -> None:
        self._places = places
        self._strings = strings
        self._shared = shared
        self._begun: set[int] = set()

    def line(self, line: int, values: Sequence[Calculated]) -> str:
        """Return the cells of a line."""
        written = []
        for (head, letters, style), value in zip(self._places, values, strict=True):
            if value is None or value == "":
                written.append(f'{head}{line}" s="{style}"/>')
            elif isinstance(value, tuple):
                formula, result = value
                written.append(self._formula(f"{letters}{line}", style, formula, result, line))
            else:
                written.append(cell(f"{letters}{line}", style, value, self._strings))
        return "".join(written)

    def _formula(self, place: str, style: int, formula: str | int, result: Value, line: int) -> str:
        if isinstance(formula, int):
            if formula in self._begun:
                inside = f'<f t="shared" si="{formula}"/>'
            else:
                self._begun.add(formula)
                text, last = self._shared[formula]
                letters = place.removesuffix(str(line))
                inside = f'<f t="shared" ref="{place}:{letters}{last}" si="{formula}">{formula_xml(text)}</f>'
        else:
            text = formula
            if "<" in text or ">" in text or "&" in text:
                text = formula_xml(text)
            inside = f"<f>{text}</f>"
        if isinstance(result, str):
            return f'<c r="{place}" s="{style}" t="str">{inside}<v>{escape_cell(result)}</v></c>'
        if result is None:
            return f'<c r="{place}" s="{style}" t="str">{inside}<v></v></c>'
        return f'<c r="{place}" s="{style}">{inside}<v>{result if type(result) is int else number(result)}</v></c>'
