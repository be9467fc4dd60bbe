"""Documents that are one page: as much detail as the page holds, and what is left out is counted.

The room that blocks take is estimated in points, from the sizes of the compact templates; a renderer sets the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plandocs.content.blocks import (
    Block,
    Bullets,
    Cards,
    ColumnBoard,
    KeyValues,
    Paragraph,
    Signature,
    SignOff,
    Span,
    Table,
)
from plandocs.content.document import Document

HEIGHT = {"A4": 668.0, "Letter": 628.0}
"""Points between the margins of a page, less what a first page's head takes with a title of one line."""
_LINE = 11.6
_SMALL_LINE = 10.2
_ROW = 12.7
_HEADING = 22.0
_WIDTH = 116
"""Characters of body text in a line of the whole page."""
_TITLE = 44
_TITLE_LINE = 24.0
_NAMES = 72
"""Characters of the line above the title, beside the logo."""
_SIGNER = 52


@dataclass(frozen=True, slots=True)
class Detail:
    """How much a page tells: so many entries a list, texts of so many characters."""

    entries: int
    characters: int


DETAILS = (
    Detail(8, 220),
    Detail(6, 160),
    Detail(5, 130),
    Detail(4, 110),
    Detail(4, 90),
    Detail(3, 80),
    Detail(3, 60),
    Detail(2, 56),
    Detail(1, 56),
)
"""The most first."""


def fitted(make: Callable[[Detail], Document]) -> Document:
    """Return the document with the most detail that fits its page, else the one with the least."""
    made = make(DETAILS[0])
    for detail in DETAILS[1:]:
        if height(made) <= HEIGHT[made.paper]:
            break
        made = make(detail)
    return made


def height(document: Document) -> float:
    """Return about how many points the sections of a document take, and what its title takes beyond one line."""
    cover = document.cover
    title = 0.0
    if cover is not None:
        names = " · ".join((cover.kind, *(name for _, name in cover.parties)))
        title = (_lines(names, _NAMES) - 1) * _LINE
        title += (_lines(cover.title, _TITLE) - 1) * _TITLE_LINE + (_lines(cover.line, _WIDTH) - 1) * _LINE
    return title + sum(_HEADING + sum(map(_block, section.blocks)) for section in document.sections)


def _block(block: Block) -> float:
    match block:
        case Paragraph():
            return _lines(_plain(block.text), _WIDTH) * _LINE + 3
        case Bullets():
            return sum(_lines(_plain(item), _WIDTH - 4) * _LINE + 2 for item in block.items)
        case Cards():
            return 54.0
        case ColumnBoard():
            return 17 + max(_column([text for _, text in column.items], len(block.columns)) for column in block.columns)
        case KeyValues():
            return sum(_row([_plain(value)], [_WIDTH * 3 // 4]) for _, value in block.pairs)
        case Table():
            return _table(block)
        case SignOff():
            return 31 + sum(map(_signer, block.signatures))
    return 0.0


def _signer(signature: Signature) -> float:
    lines = _lines(signature.name, _SIGNER) + _lines(f"{signature.title} · {signature.side}", _SIGNER)
    return max(31.0, lines * _LINE + 3)


def _column(texts: Sequence[str], columns: int) -> float:
    return sum(_lines(text, _WIDTH // columns - 6) * _LINE + 1.5 for text in texts) or _LINE


def _table(table: Table) -> float:
    shares = [column.share or 1.0 for column in table.columns]
    widths = [max(8, int(1.12 * _WIDTH * share / sum(shares)) - 2) for share in shares]
    return _ROW + 4 + sum(_row([_plain(cell) for cell in row.cells], widths) for row in table.rows)


def _row(texts: Sequence[str], widths: Sequence[int]) -> float:
    lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
    return _ROW + (lines - 1) * _SMALL_LINE


def _lines(text: str, width: int) -> int:
    return max(1, -(-len(text) // width))


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "".join(part.text for part in value if isinstance(part, Span))
    return "" if value is None else "x" * 12
