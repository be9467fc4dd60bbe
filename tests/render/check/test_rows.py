"""One pass over the rows sees every cell, also those it knows from the row before."""

from __future__ import annotations

import pytest

from plandocs.render.check.rows import scan_rows


def _row(number: int, *cells: str) -> bytes:
    return f'<row r="{number}">{"".join(cells)}</row>'.encode()


def _sheet(*rows: bytes) -> bytes:
    return b"<sheetData>" + b"".join(rows) + b"</sheetData>"


def test_attributes_of_valued_and_empty_cells_are_seen() -> None:
    scan = scan_rows(_sheet(_row(1, '<c r="A1" s="1" t="s"><v>0</v></c>', '<c r="B1" s="2"/>', '<c r="C1"/>')))
    assert scan.attributes == {b' s="1" t="s"', b' s="2"/', b"/"}
    assert scan.faults == ()


def test_a_run_that_differs_in_one_style_is_not_taken_for_the_one_before() -> None:
    rows = [_row(number, f'<c r="A{number}" s="1"/>', f'<c r="B{number}" s="1"/>') for number in range(1, 5)]
    rows[3] = rows[3].replace(b'B4" s="1"', b'B4" s="9"')
    assert b' s="9"/' in scan_rows(_sheet(*rows)).attributes


def test_a_style_that_equals_the_rows_number_is_seen_in_every_row() -> None:
    rows = [_row(number, f'<c r="A{number}" s="{number}"/>') for number in range(1, 30)]
    assert scan_rows(_sheet(*rows)).attributes == {f' s="{number}"/'.encode() for number in range(1, 30)}


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        (_row(1, '<c r="A1"/>'), "row 1 follows row 1"),
        (_row(2, '<c r="B2"/>', '<c r="A2"/>'), "the cells of row 2"),
        (_row(2, '<c r="A2"/>', '<c r="A2"/>'), "the cells of row 2"),
        (_row(2, '<c r="A2"/>', '<c r="B3"/>'), "the cells of row 2"),
        (_row(2, '<c r="Z2"/>', '<c r="AA22"/>'), "the cells of row 2"),
        (_row(2, '<c r="B2"><v>1</v></c>', '<c r="A2"/>'), "the cells of row 2"),
    ],
)
def test_disorder_is_told_with_its_row(second: bytes, fault: str) -> None:
    assert scan_rows(_sheet(_row(1, '<c r="A1"/>', '<c r="B1"/>'), second)).faults[0].startswith(fault)


def test_columns_ascend_by_length_first() -> None:
    assert scan_rows(_sheet(_row(7, '<c r="Z7"/>', '<c r="AA7"/>', '<c r="AZ7"/>', '<c r="BA7"/>'))).faults == ()


def test_a_sheet_without_rows_has_nothing() -> None:
    assert scan_rows(b"<sheetData/>") == scan_rows(b"")


def test_a_style_that_ends_like_the_rows_number_is_seen() -> None:
    rows = [_row(number, f'<c r="A{number}" s="9{number}" t="s"><v>5{number}</v></c>') for number in range(1, 30)]
    assert scan_rows(_sheet(*rows)).attributes == {f' s="9{number}" t="s"'.encode() for number in range(1, 30)}


def test_cells_that_differ_only_in_their_row_are_kept_once() -> None:
    rows = [_row(number, f'<c r="A{number}"><v>1</v></c>', f'<c r="B{number}"/>') for number in range(1, 200)]
    assert scan_rows(_sheet(*rows)).cells.count(b"<c r=") <= 3
