"""How deep a sheet's rows are set by its look: grouped rows, or indented cells of one column.

A spreadsheet's cells are read without their styles; a list of tasks is the one place where an indent means something.
"""

from __future__ import annotations

from lxml import etree

from plandocs.exchange.spreadsheets import column_number
from plandocs.render.package import Package

_DEEPEST = 250


def indents_of(package: Package, title: str, column: int) -> dict[int, int]:
    """Return the rows of a sheet that are set deeper, by number: by a column's indents, else by grouping."""
    main = package.main_part()
    sheet = _sheet(package, main, title)
    if sheet is None:
        return {}
    by_style = _indents_by_style(package, main)
    by_cell: dict[int, int] = {}
    by_group: dict[int, int] = {}
    last_row = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        number = row.get("r", "")
        last_row = int(number) if number.isdecimal() else last_row + 1
        if group := _small(row.get("outlineLevel", "")):
            by_group[last_row] = group
        last = 0
        for cell in row.iterchildren("{*}c"):
            letters = cell.get("r", "").rstrip("0123456789").replace("$", "")
            last = column_number(letters) if letters.isalpha() and letters.isupper() else last + 1
            if last == column and (indent := by_style.get(_small(cell.get("s", "")), 0)):
                by_cell[last_row] = indent
            if last >= column:
                break
    return by_cell or by_group


def _sheet(package: Package, main: str, title: str) -> etree._Element | None:
    listed = package.parse(main).find("{*}sheets")
    rels = package.rels(main)
    for item in () if listed is None else listed:
        identity = str(next((value for key, value in item.attrib.items() if str(key).endswith("}id")), ""))
        if item.get("name", "") == title and identity in rels and rels.target(identity) in package.parts:
            return package.parse(rels.target(identity))
    return None


def _indents_by_style(package: Package, main: str) -> dict[int, int]:
    """Return the indent of each cell format that has one, by its number."""
    part = package.rels(main).target_of("styles")
    if part is None or part not in package.parts:
        return {}
    found = {}
    for number, style in enumerate(package.parse(part).iterfind("{*}cellXfs/{*}xf")):
        alignment = style.find("{*}alignment")
        if alignment is not None and (indent := _small(alignment.get("indent", ""))):
            found[number] = indent
    return found


def _small(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0
