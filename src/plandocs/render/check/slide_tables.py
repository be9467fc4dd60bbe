"""The grids of a presentation's tables: every row has a cell for every column.

Tables as PowerPoint and we write them are read from the bytes; a part with any other from its tree. Both give the same
findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from plandocs.render.check.tags import Tags
from plandocs.render.check.view import NAMESPACES, Finding, View, tag

_USUAL_PREFIX = f'xmlns:a="{NAMESPACES["a"]}"'.encode()


def grid_findings(view: View, part: str) -> Iterator[Finding]:
    """Return what is wrong with the grids of a part's tables."""
    found = from_bytes(view.package.parts[part], view.tags(part))
    if found is None:
        root = view.root(part)
        found = [] if root is None else list(from_tree(root))
    for number, row, cells, columns in found:
        yield f"{part} table {number}, row {row}", f"{cells} cells for {columns} columns"


def from_bytes(data: bytes, tags: Tags | None) -> list[tuple[int, int, int, int]] | None:
    """Return table, row, its cells and the columns where they differ; None where only a tree can tell."""
    if tags is None or _USUAL_PREFIX not in tags.once or not tags.are_plain("a:tbl", "a:tr", "a:tc"):
        return None
    if not tags.all_begin("a:tbl>", "a:gridCol ", "a:tr "):
        return None
    found = []
    for number, piece in enumerate(data.split(b"<a:tbl>")[1:], start=1):
        table, end, _ = piece.partition(b"</a:tbl>")
        if not end:
            return None
        head, *rows = table.split(b"<a:tr ")
        columns = head.count(b"<a:gridCol ")
        for row_number, row in enumerate(rows, start=1):
            cells = row.count(b"</a:tc>")
            if cells != columns:
                found.append((number, row_number, cells, columns))
    return found


def from_tree(root: etree._Element) -> Iterator[tuple[int, int, int, int]]:
    """Return what `from_bytes` returns, for tables written in any way."""
    for number, table in enumerate(root.iter(tag("a:tbl")), start=1):
        columns = len(table.findall(f"{tag('a:tblGrid')}/{tag('a:gridCol')}"))
        for row_number, row in enumerate(table.iterchildren(tag("a:tr")), start=1):
            cells = sum(1 for _ in row.iterchildren(tag("a:tc")))
            if cells != columns:
                yield number, row_number, cells, columns
