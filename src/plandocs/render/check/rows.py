"""One pass over the rows of a sheet: the attributes of its cells, and whether rows and cells stand in order.

Rows of a schedule end in the same run of empty styled cells, fifty to a row. Such a run is read once: two runs that
differ in nothing but the row's number are equal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROW = re.compile(rb'(?:\s[^>]*?)?\sr="(\d+)"')
_CELL = re.compile(rb'<c r="([^"]*)"([^>]*)')


@dataclass(frozen=True, slots=True)
class Scan:
    """What a sheet's cells carry beside their reference, each once, and what is out of order."""

    attributes: frozenset[bytes]
    faults: tuple[str, ...]


def scan_rows(data: bytes) -> Scan:
    """Return what the rows of a worksheet hold. Every cell must name its reference first."""
    attributes: set[bytes] = set()
    faults: list[str] = []
    runs: dict[bytes, bytes] = {}
    known: set[bytes] = set()
    last = 0
    for chunk in data.split(b"<row")[1:]:
        match = _ROW.match(chunk)
        row = int(match.group(1)) if match else last + 1
        if row <= last:
            faults.append(f"row {row} follows row {last}")
        last = row
        cut = chunk.rfind(b"</c>") + 4 if b"</c>" in chunk else 0
        columns = _columns(chunk[:cut], row, attributes) + _run(chunk[cut:], row, attributes, runs)
        if columns not in known:
            known.add(columns)
            if not _ascends(columns):
                faults.append(f"the cells of row {row} are repeated, out of order, or of another row")
    return Scan(frozenset(attributes), tuple(faults))


def _run(text: bytes, row: int, attributes: set[bytes], runs: dict[bytes, bytes]) -> bytes:
    """Return the columns of a row's closing run of empty cells, from memory when an equal run was read before."""
    shape = text.replace(b'%d"' % row, b'#"')
    if b'="#"' in shape:  # an attribute with the row's own number: the shape does not tell which
        return _columns(text, row, attributes)
    if shape not in runs:
        runs[shape] = _columns(text, row, attributes)
    return runs[shape]


def _columns(text: bytes, row: int, attributes: set[bytes]) -> bytes:
    """Return the columns of the cells as "A,B,": what is left of their references without the row's number."""
    cells = _CELL.findall(text)
    attributes.update(attribute for _, attribute in cells)
    references = b",".join([*(reference for reference, _ in cells), b""])
    return references.replace(b"%d," % row, b",")


def _ascends(columns: bytes) -> bool:
    letters = columns.decode("utf-8").split(",")[:-1]
    if not all(letter.isascii() and letter.isalpha() for letter in letters):
        return False
    padded = [letter.rjust(3) for letter in letters]
    return padded == sorted(set(padded))
