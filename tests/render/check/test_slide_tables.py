"""Grids of slides read from bytes say what the tree says; tables that are not plain are left to the tree."""

from __future__ import annotations

import pytest
from lxml import etree

from plandocs.render.check.slide_tables import from_bytes, from_tree
from plandocs.render.check.tags import read_tags
from plandocs.render.check.view import NAMESPACES

_CELL = "<a:tc><a:txBody><a:p/></a:txBody></a:tc>"
_GRID = '<a:tblGrid><a:gridCol w="10"/><a:gridCol w="10"/></a:tblGrid>'


def _slide(*tables: str) -> bytes:
    inside = "".join(f"<a:tbl><a:tblPr/>{table}</a:tbl>" for table in tables)
    return f'<p:sld xmlns:p="{NAMESPACES["p"]}" xmlns:a="{NAMESPACES["a"]}">{inside}</p:sld>'.encode()


def _row(*cells: str) -> str:
    return f'<a:tr h="10">{"".join(cells)}</a:tr>'


@pytest.mark.parametrize(
    ("tables", "faults"),
    [
        ([_GRID + _row(_CELL, _CELL)], []),
        ([_GRID + _row(_CELL)], [(1, 1, 1, 2)]),
        ([_GRID + _row(_CELL, _CELL), _GRID + _row(_CELL, _CELL) + _row(_CELL, _CELL, _CELL)], [(2, 2, 3, 2)]),
        ([_row(_CELL)], [(1, 1, 1, 0)]),
        ([_GRID + _row(_CELL.replace("<a:tc>", '<a:tc gridSpan="2">'), '<a:tc hMerge="1"></a:tc>')], []),
    ],
)
def test_plain_tables_give_the_same_findings_from_bytes(
    tables: list[str], faults: list[tuple[int, int, int, int]]
) -> None:
    data = _slide(*tables)
    assert from_bytes(data, read_tags(data)) == faults == list(from_tree(etree.fromstring(data)))


@pytest.mark.parametrize(
    "table",
    [
        _GRID + _row("<a:tc/>", _CELL),
        _GRID.replace("<a:gridCol w", "<a:gridCol\nw") + _row(_CELL, _CELL),
        _GRID + "<a:tr>" + _CELL + "</a:tr>",
        _GRID + _row("<!-- <a:tc> -->", _CELL),
    ],
)
def test_other_tables_are_left_to_the_tree(table: str) -> None:
    data = _slide(table)
    assert from_bytes(data, read_tags(data)) is None
