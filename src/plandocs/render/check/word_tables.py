"""The grids of a Word document's tables: every row's cells must fill the columns.

Tables as we write them are read from the bytes; a part with any other (nested ones, elements with attributes) from its
tree. Both give the same findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from plandocs.render.check.tags import Tags
from plandocs.render.check.view import NAMESPACES, Finding, View, tag, xpath

_TR, _TC, _TBL = tag("w:tr"), tag("w:tc"), tag("w:tbl")
_SPANS = (tag("w:gridSpan"), tag("w:gridBefore"), tag("w:gridAfter"))
_ROW_PROPERTIES = (tag("w:trPr"), tag("w:tblPrEx"))
_VAL = tag("w:val")
_WRAPPED_CELLS = xpath("w:sdt/w:sdtContent/w:tc | w:ins/w:tc | w:customXml/w:tc")
_WRAPPED_ROWS = xpath("w:tr | w:sdt/w:sdtContent/w:tr | w:customXml/w:tr")
_USUAL_PREFIX = f'xmlns:w="{NAMESPACES["w"]}"'.encode()
_SPAN = re.compile(rb'<w:grid(Span|Before|After) w:val="(\d+)"/>')


def grid_findings(view: View, part: str) -> Iterator[Finding]:
    """Return what is wrong with the grids of a part's tables."""
    found = _from_bytes(view.package.parts[part], view.tags(part))
    if found is None:
        root = view.root(part)
        found = [] if root is None else list(_from_tree(root))
    for number, row, message in found:
        yield f"{part} table {number}" + (f", row {row}" if row else ""), message


def _from_bytes(data: bytes, tags: Tags | None) -> list[tuple[int, int, str]] | None:
    """Return table, row (0 for the table as a whole) and fault; None for tables that only a tree can tell apart."""
    if tags is None or _USUAL_PREFIX not in tags.once or b"tblGridChange" in tags.once:
        return None
    if not tags.are_plain("w:tbl", "w:tr", "w:tc") or not tags.all_begin("w:tbl>", "w:tr>", "w:tc>"):
        return None
    found = []
    for number, piece in enumerate(data.split(b"<w:tbl>")[1:], start=1):
        table, end, _ = piece.partition(b"</w:tbl>")
        if not end:
            return None  # a table inside a table
        head, *rows = table.split(b"<w:tr>")
        if b"<w:tblGrid" not in head:
            found.append((number, 0, _NO_GRID))
            continue
        if not rows:
            found.append((number, 0, _NO_ROW))
        columns = head.count(b"<w:gridCol ") + head.count(b"<w:gridCol/")
        for row_number, row in enumerate(rows, start=1):
            width = row.count(b"<w:tc>")
            if b"<w:grid" in row:
                spans = _SPAN.findall(row)
                if len(spans) != row.count(b"<w:grid"):
                    return None
                width += sum(int(value) - (kind == b"Span") for kind, value in spans)
            if width != columns:
                found.append((number, row_number, _width_fault(width, columns)))
    return found


def _from_tree(root: etree._Element) -> Iterator[tuple[int, int, str]]:
    extra = _extra_columns(root)
    for number, table in enumerate(root.iter(_TBL), start=1):
        grid = table.find(tag("w:tblGrid"))
        if grid is None:
            yield number, 0, _NO_GRID
            continue
        rows = _WRAPPED_ROWS(table)
        if not rows:
            yield number, 0, _NO_ROW
        for row_number, row in enumerate(rows, start=1):
            width = _cells(row) + extra.get(row, 0)
            if width != len(grid):
                yield number, row_number, _width_fault(width, len(grid))


_NO_GRID = "the table has no w:tblGrid"
_NO_ROW = "the table has no row"


def _width_fault(width: int, columns: int) -> str:
    return f"the row's cells span {width} of {columns} columns"


def _cells(row: etree._Element) -> int:
    """Count a row's cells, also those inside content controls or insertions."""
    cells = sum(1 for _ in row.iterchildren(_TC))
    others = sum(1 for _ in row.iterchildren(*_ROW_PROPERTIES))
    return cells if cells + others == len(row) else cells + len(_WRAPPED_CELLS(row))


def _extra_columns(root: etree._Element) -> dict[etree._Element, int]:
    """Return, for the rows that have spans or gaps, the columns beyond one per cell."""
    extra: dict[etree._Element, int] = {}
    for item in root.iter(*_SPANS):
        row = next(item.iterancestors(_TR), None)
        if row is None:
            continue
        value = item.get(_VAL, "1")
        columns = int(value) if value.isdecimal() else 0
        extra[row] = extra.get(row, 0) + columns - (1 if item.tag == tag("w:gridSpan") else 0)
    return extra
