"""One pass over the rows of a sheet: its distinct cells, and whether rows and cells stand in order.

A schedule of a thousand tasks has fifty thousand cells and a few thousand different ones: dates, states, formulas and
the cells of the grid repeat from row to row but for the row's number. The rules read each of them once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ROW = re.compile(rb'\sr="(\d+)"|\s[^>]*?\sr="(\d+)"')
_REFERENCE = re.compile(rb'<c r="([^"]*)"')
_ATTRIBUTES = re.compile(rb'<c r="[^"]*"([^>]*)')
_DIGITS = b"0123456789"
_ODD_REFERENCE = re.compile(rb'<c r="(?![A-Za-z]+#")')


@dataclass(frozen=True, slots=True)
class Scan:
    """What a sheet's cells are, and what is out of order.

    `cells` holds each distinct cell once, with # for the number of its row; `attributes` what cells carry beside their
    reference; `heads` the rows' own attributes, without their numbers. `proof` is XML that is well formed only when
    all rows are; None for rows that are written in another way than ours.
    """

    cells: bytes
    attributes: frozenset[bytes]
    heads: frozenset[bytes]
    faults: tuple[str, ...]
    proof: bytes | None = None


def scan_rows(data: bytes) -> Scan:
    """Return what the rows of a worksheet hold. Every cell must name its reference first."""
    found = _scan(data)
    return found if _ODD_REFERENCE.search(found.cells) is None else _scan(data, each=True)


def _scan(data: bytes, *, each: bool = False) -> Scan:
    """Return what the rows hold; whether every cell is of its row is looked at in `each` row, or left to the caller."""
    cells: set[bytes] = set()
    heads: set[bytes] = set()
    shapes: dict[bytes, bool] = {}
    faults: list[str] = []
    last = 0
    tails: set[bytes] = set()
    for chunk in data.split(b"<row")[1:]:
        match = _ROW.match(chunk)
        row = int(match[match.lastindex or 0]) if match else last + 1
        if row <= last:
            faults.append(f"row {row} follows row {last}")
        last = row
        head, _, body = chunk.partition(b">")
        if match is not None:
            begin, end = match.span(match.lastindex or 0)
            head = head[:begin] + head[end:]
        heads.add(head)
        number = b'%d"' % row
        body, _, tail = body.rpartition(b"</row>")
        tails.add(tail)
        # nearly every reference stands before a style: those are found at once, the few others one by one
        first, *written = body.replace(number + b' s="', b'#" s="').split(b'<c r="')
        tails.add(first)
        new = {cell if b'#"' in cell[:6] else cell.replace(number, b'#"', 1) for cell in set(written) - cells}
        cells |= new
        shape = body.translate(None, _DIGITS)
        if shape not in shapes:
            shapes[shape] = _ascends(b" ".join(_REFERENCE.findall(shape)))
        if not shapes[shape] or (each and not all(map(_is_of_row, new))):
            faults.append(f"the cells of row {row} are repeated, out of order, or of another row")
    joined = b"".join([b'<c r="' + cell for cell in sorted(cells)])
    attributes = frozenset(_ATTRIBUTES.findall(joined))
    return Scan(joined, attributes, frozenset(heads), tuple(faults), _proof(data, cells, heads, tails))


def _proof(data: bytes, cells: set[bytes], heads: set[bytes], tails: set[bytes]) -> bytes | None:
    """Return the sheet with each distinct cell once, alone in an element of its own, and the rows' attributes.

    What is not a cell inside a row, or not a row inside the sheet's data, must be nothing but the sheet's end.
    """
    start, end = data.find(b"<sheetData>"), data.rfind(b"</sheetData>")
    if start < 0 or end < 0 or b"<!" in data or b"<rowBreaks" in data or b"<row" in data[:start]:
        return None
    first = data.find(b"<row", start)
    if data[start + len(b"<sheetData>") : first if first >= 0 else end]:
        return None
    if tails - {b"", data[end:]} or any(head.endswith(b"/") for head in heads) or data.count(b"<row", end):
        return None
    rows = [b"<row" + head + b"/>" for head in sorted(heads)]
    kept = [b'<plain><c r="' + cell + b"</plain>" for cell in sorted(cells)]
    return b"".join([data[:start], b"<sheetData>", *rows, *kept, data[end:]])


def _is_of_row(cell: bytes) -> bool:
    """Return whether a cell begins with letters and the sign for its row: its reference."""
    return cell[: cell.find(b'#"')].isalpha()


@lru_cache(maxsize=256)
def _ascends(columns: bytes) -> bool:
    """Return whether the letters of a row's cells, with blanks between them, ascend; rows of one table share them."""
    letters = columns.decode("utf-8").split(" ") if columns else []
    if not all(letter.isascii() and letter.isalpha() for letter in letters):
        return False
    padded = [letter.rjust(3) for letter in letters]
    return padded == sorted(set(padded))
