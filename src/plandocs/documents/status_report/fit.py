"""Does it fit on one page? Counted in lines of text, roughly: a page holds so many, and blocks take so many.

A renderer sets the page; here is only as much of an estimate as is needed to leave out the right things and say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plandocs.content.blocks import Block, Bullets, Callout, Cards, Paragraph, Span, Table

if TYPE_CHECKING:
    from plandocs.documents.status_report.work import Lists

LINES = {"A4": 62.5, "Letter": 57.5}
"""Lines of body text that a page holds below its head."""
CHART_LINES = 8.0
_HEADING = 2.15
_ROW = 1.2
_CHARACTERS = 122
_HALF = 62


@dataclass(frozen=True, slots=True)
class Budget:
    """The lines that are left on the page for the lists that may give way."""

    lines: float

    @classmethod
    def of(cls, paper: str, fixed: Sequence[Block], end: Sequence[Block]) -> Budget:
        """Return what the blocks that are never cut leave of a page. Three of their headings are counted."""
        taken = sum(lines_of(block) for block in (*fixed, *end)) + 3 * _HEADING
        return cls(LINES.get(paper, LINES["Letter"]) - taken)

    def fits(self, lists: Lists) -> bool:
        """Return whether lists fit in what is left."""
        return self.needed(lists) <= self.lines

    def has_room_for_chart(self, lists: Lists) -> bool:
        """Return whether a chart fits below them."""
        return self.needed(lists) + CHART_LINES <= self.lines

    @staticmethod
    def needed(lists: Lists) -> float:
        """Return the lines that lists take, with their two headings."""
        columns = [sum(_wrapped(text, _HALF) * 1.15 for text in items) or 1.0 for items in (lists.done, lists.upcoming)]
        more = max(1.0 if left else 0.0 for left in lists.left_out[:2])
        trouble = sum(_wrapped(text, _CHARACTERS) * 1.15 for text in lists.trouble) or 1.0
        return 2 * _HEADING + 1.4 + max(columns) + more + trouble + (1.0 if lists.left_out[2] else 0.0)


def lines_of(block: Block) -> float:
    """Return about how many lines a block takes."""
    if isinstance(block, Paragraph):
        return _wrapped(_plain(block.text), _CHARACTERS if block.kind == "body" else 150) * 0.87 + 0.6
    if isinstance(block, Callout):
        return _wrapped(f"{block.title} {_plain(block.text)}", _CHARACTERS - 6) + 1.6
    if isinstance(block, Bullets):
        return sum(_wrapped(_plain(item), _CHARACTERS) * 1.15 for item in block.items)
    if isinstance(block, Cards):
        return 4.3
    if isinstance(block, Table):
        return _table(block)
    return 0.0


def _table(block: Table) -> float:
    if not block.rows:
        return 1.5
    count = len(block.columns)
    widest = [max((len(_plain(row.cells[n])) for row in block.rows), default=1) for n in range(count)]
    total = sum(widest)
    room = 1.0 if total <= _CHARACTERS else _CHARACTERS / total
    rows = sum(
        max(
            _wrapped(_plain(cell), max(10, int(width * room) or 1))
            for cell, width in zip(row.cells, widest, strict=True)
        )
        for row in block.rows
    )
    return _ROW * (rows + 1)


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "".join(span.text for span in value if isinstance(span, Span))
    return "" if value is None else "x" * 12


def _wrapped(text: str, width: int) -> int:
    return max(1, -(-len(text) // width))
