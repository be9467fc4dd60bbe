"""One pass over the rows sees every cell, also those it knows from the row before."""

from __future__ import annotations

import pytest
from lxml import etree

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


def _fifty() -> list[bytes]:
    cells = ('<c r="A{n}" s="1"><v>{n}</v></c>', '<c r="B{n}" t="str"><f>A{n}&amp;"x"</f><v>{n}x</v></c>')
    return [_row(n, *(cell.format(n=n) for cell in cells)) for n in range(1, 51)]


def test_the_proof_of_sound_rows_is_well_formed_and_short() -> None:
    data = _sheet(*(_row(n, f'<c r="A{n}" s="1"/>', f'<c r="B{n}"><v>0</v></c>') for n in range(1, 500)))
    proof = scan_rows(data).proof
    assert proof is not None
    assert len(proof) < 500
    etree.fromstring(proof)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<v>40</v>", b"<v>40"),
        (b"<v>40</v>", b"<v>40</v></c>"),
        (b"<v>40x</v>", b"<v>40\x01</v>"),
        (b"<v>40x</v>", b"<v>& x</v>"),
        (b'r="A40" s="1"', b'r="A40" s="1" s="1"'),
        (b'<row r="40">', b'<row r="40" r="40">'),
        (b'<row r="40">', b'<row r="40">text & more'),
        (b'</row><row r="40">', b'<row r="40">'),
        (b'</row><row r="40">', b'</row></x><row r="40">'),
        (b"<sheetData>", b"<sheetData><x>"),
        (b"</sheetData>", b"</x></sheetData>"),
    ],
)
def test_a_fault_in_one_of_many_rows_is_never_proved_sound(right: bytes, wrong: bytes) -> None:
    data = _sheet(*_fifty())
    assert data.count(right) == 1
    broken = data.replace(right, wrong)
    proof = scan_rows(broken).proof
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(broken if proof is None else proof)
