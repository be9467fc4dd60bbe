"""Checks of tables, merged areas, validations and column widths on worksheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from plandocs.render.check.sheets import Area, Sheet, Workbook, area_of, cell_text, column_number, is_name
from plandocs.render.check.view import Finding, Rule, View, repeated, tag, xpath, xpath_texts

_MERGES = xpath_texts("/x:worksheet/x:mergeCells/x:mergeCell/@ref")
_VALIDATIONS = xpath("//x:dataValidation")
_COLUMNS = xpath("/x:worksheet/x:cols/x:col")
_LIST_LIMIT = 255
_TEXT_LIMITS = (("promptTitle", 32), ("prompt", 255), ("errorTitle", 32), ("error", 255))


def table_name(view: View) -> Iterator[Finding]:
    """A table's name is a legal name, and its id and column names are unique."""
    tables = view.shared(Workbook).tables
    for table in tables:
        if not is_name(table.name):
            yield f"table {table.name}", "Excel does not allow this table name"
        if any(not name.strip() for name in table.columns):
            yield f"table {table.name}", "a column has no name"
        for name in repeated(name.casefold() for name in table.columns):
            yield f"table {table.name}", f"two columns are called '{name}' (compared without case)"
        for identity in repeated(item.get("id", "") for item in table.root.iter(tag("x:tableColumn"))):
            yield f"table {table.name}", f"two columns have the id {identity}"
    for identity in repeated(table.root.get("id", "") for table in tables):
        yield "/xl/tables", f"two tables have the id {identity}"


def table_area(view: View) -> Iterator[Finding]:
    """A table's area has one column per name, a header and at least one row; its filter lies inside."""
    for table in view.shared(Workbook).tables:
        where = f"table {table.name}"
        if table.area is None:
            yield where, f"the area {table.root.get('ref')!r} is none"
            continue
        top, left, bottom, right = table.area
        if right - left + 1 != len(table.columns):
            yield where, f"{len(table.columns)} columns for an area {right - left + 1} wide"
        rows = bottom - top + 1 - _count(table.root, "headerRowCount", 1) - _count(table.root, "totalsRowCount", 0)
        if rows < 1:
            yield where, "the table has no data row"
        filtered = table.root.find(tag("x:autoFilter"))
        area = None if filtered is None else area_of(filtered.get("ref", ""))
        if filtered is not None and (area is None or not _inside(area, table.area)):
            yield where, "the filter's area is not inside the table"


def table_header(view: View) -> Iterator[Finding]:
    """The text of a table's header cell is the column's name, written as a string."""
    workbook = view.shared(Workbook)
    for table in workbook.tables:
        if table.area is None or not _count(table.root, "headerRowCount", 1):
            continue
        top, left = table.area[0], table.area[1]
        texts = _row_texts(workbook, table.sheet, top)
        for number, name in enumerate(table.columns):
            found = texts.get(left + number)
            if found is None:
                yield f"table {table.name}", f"the header cell of '{name}' is empty or no text"
            elif found != name:
                yield f"table {table.name}", f"the header cell says '{found}', the column '{name}'"


def overlapping_areas(view: View) -> Iterator[Finding]:
    """Tables and merged areas of a sheet do not touch each other's cells."""
    workbook = view.shared(Workbook)
    for sheet in workbook.sheets:
        areas = [(area_of(text), f"the merged area {text}") for text in _MERGES(sheet.root)]
        areas += [(table.area, f"the table {table.name}") for table in workbook.tables if table.sheet is sheet]
        for first, second in _overlaps((area, what) for area, what in areas if area is not None):
            yield f"'{sheet.name}'", f"{first} overlaps {second}"


def validation_limits(view: View) -> Iterator[Finding]:
    """A list written into a validation has at most 255 characters, its messages 255, their titles 32."""
    for sheet in view.shared(Workbook).sheets:
        for item in _VALIDATIONS(sheet.root):
            where = f"'{sheet.name}'!{item.get('sqref')}"
            literal = item.findtext(tag("x:formula1")) or ""
            if literal.startswith('"') and len(literal) - 2 > _LIST_LIMIT:
                yield where, f"the list has {len(literal) - 2} characters; use a range"
            for attribute, limit in _TEXT_LIMITS:
                if len(item.get(attribute, "")) > limit:
                    yield where, f"{attribute} is longer than {limit} characters"
            if any(area_of(text) is None for text in item.get("sqref", "?").split()):
                yield where, "the validation's area cannot be read"


def column_ranges(view: View) -> Iterator[Finding]:
    """Column definitions ascend and do not overlap."""
    for sheet in view.shared(Workbook).sheets:
        last = 0
        for item in _COLUMNS(sheet.root):
            first, end = _count(item, "min", 0), _count(item, "max", 0)
            if not last < first <= end <= column_number("XFD"):
                yield f"'{sheet.name}'", f"the column definition {first} to {end} overlaps or is out of order"
            last = max(last, end)


def _row_texts(workbook: Workbook, sheet: Sheet, row: int) -> dict[int, str]:
    """Return the texts of a row's string cells by column number."""
    texts = {}
    for cell in sheet.row(row):
        area, text = area_of(cell.get("r", "")), cell_text(workbook, cell)
        if area is not None and text:
            texts[area[1]] = text
    return texts


def _overlaps(areas: Iterable[tuple[Area, str]]) -> Iterator[tuple[str, str]]:
    """Return the pairs that share a cell: a sweep from top to bottom over the areas still open."""
    open_areas: list[tuple[Area, str]] = []
    for area, what in sorted(areas):
        open_areas = [other for other in open_areas if other[0][2] >= area[0]]
        for other, name in open_areas:
            if other[1] <= area[3] and area[1] <= other[3]:
                yield name, what
        open_areas.append((area, what))


def _inside(inner: Area, outer: Area) -> bool:
    return inner[:2] >= outer[:2] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _count(item: etree._Element, attribute: str, default: int) -> int:
    value = item.get(attribute, "")
    return int(value) if value.isdecimal() else default


RULES = (
    Rule("sheets-table-name", table_name),
    Rule("sheets-table-area", table_area),
    Rule("sheets-table-header", table_header),
    Rule("sheets-overlap", overlapping_areas),
    Rule("sheets-validation", validation_limits),
    Rule("sheets-columns", column_ranges),
)
