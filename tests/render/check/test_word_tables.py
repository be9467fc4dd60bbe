"""Grids read from bytes say what the tree says; tables that are not plain are left to the tree."""

from __future__ import annotations

import pytest
from lxml import etree

from plandocs.render.check.tags import read_tags
from plandocs.render.check.view import NAMESPACES
from plandocs.render.check.word_tables import _from_bytes, _from_tree

_CELL = "<w:tc><w:p/></w:tc>"
_GRID = '<w:tblGrid><w:gridCol w:w="10"/><w:gridCol w:w="10"/></w:tblGrid>'


def _document(*tables: str) -> bytes:
    body = "".join(f"<w:tbl><w:tblPr/>{table}</w:tbl>" for table in tables)
    return f'<w:document xmlns:w="{NAMESPACES["w"]}"><w:body>{body}</w:body></w:document>'.encode()


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


_SPANNED = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc>'
_GAP = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'


@pytest.mark.parametrize(
    ("table", "faults"),
    [
        (_GRID + _row(_CELL, _CELL), []),
        (_GRID + _row(_SPANNED) + _row(_GAP, _CELL), []),
        (_GRID + _row(_CELL) + _row(_CELL, _CELL), [(1, 1)]),
        (_GRID + _row(_CELL, _CELL) + _row(_SPANNED, _CELL), [(1, 2)]),
        (_GRID + f"<w:sdt><w:sdtContent>{_row(_CELL)}</w:sdtContent></w:sdt>", [(1, 1)]),
        (_GRID, [(1, 0)]),
        (_row(_CELL, _CELL), [(1, 0)]),
    ],
)
def test_plain_tables_give_the_same_findings_from_bytes(table: str, faults: list[tuple[int, int]]) -> None:
    data = _document(table)
    found = _from_bytes(data, read_tags(data))
    assert found is not None
    assert [(number, row) for number, row, _ in found] == faults
    assert found == list(_from_tree(etree.fromstring(data)))


@pytest.mark.parametrize(
    "table",
    [
        _GRID + _row(f"<w:tc><w:tbl>{_GRID}{_row(_CELL, _CELL)}</w:tbl><w:p/></w:tc>", _CELL),
        _GRID + '<w:tr w:rsidR="00">' + _CELL + "</w:tr>",
        _GRID + _row(_CELL, "<w:tc/>"),
        _GRID + _row("<!-- <w:tc> -->", _CELL),
    ],
)
def test_other_tables_are_left_to_the_tree(table: str) -> None:
    data = _document(table)
    assert _from_bytes(data, read_tags(data)) is None
