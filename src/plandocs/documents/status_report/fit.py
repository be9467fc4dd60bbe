"""Does it fit on one page? Counted in lines of text, roughly: a page holds so many, and blocks take so many.

A renderer sets the page; here is only as much of an estimate as is needed to leave out the right things and say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from plandocs.content.blocks import Block, Bullets, Callout, Cards, Chip, LineChart, Paragraph, Span, Table
from plandocs.content.document import Cover

if TYPE_CHECKING:
    from plandocs.documents.status_report.work import Lists

LINES = {"A4": 59.3, "Letter": 60.8}
"""Lines of body text that a page holds below its head."""
BESIDE = 0.74
"""The share of the page's width that the milestones keep where a chart stands beside them."""
_HEADING = 2.05
_ROW = 1.27
_CHARACTERS = 116
_SMALL = 138
_NAMES = 72
_TITLE = 44
_IN_TABLE = 124
_HALF = 58
_SHORT = 22
_GUTTER = 3
_TALL = 0.25
"""Lines that a row in another script takes more than one in ours."""
_FIRST_TALL, _OUR_MARKS = "\u0590", "–—‘’“”…•→■●▲"
_CARD_NOTE = 26


@dataclass(frozen=True, slots=True)
class Budget:
    """The lines that are left on the page for the lists that may give way."""

    lines: float

    @classmethod
    def of(cls, paper: str, cover: Cover, fixed: Sequence[Block], end: Sequence[Block]) -> Budget:
        """Return what the blocks that are never cut leave of a page. Three of their headings are counted."""
        has_chart = any(isinstance(block, LineChart) for block in fixed)
        taken = sum(lines_of(block, narrow=has_chart) for block in (*fixed, *end)) + 3 * _HEADING + _head(cover)
        return cls(LINES.get(paper, LINES["Letter"]) - taken)

    def fits(self, lists: Lists) -> bool:
        """Return whether lists fit in what is left."""
        return self.needed(lists) <= self.lines

    @staticmethod
    def needed(lists: Lists) -> float:
        """Return the lines that lists take, with their two headings."""
        columns = [sum(_item(text, _HALF, 1.2) for text in items) or 1.2 for items in (lists.done, lists.upcoming)]
        more = max(1.0 if left else 0.0 for left in lists.left_out[:2])
        trouble = sum(_item(item.text, _CHARACTERS, 1.2) for item in lists.trouble) or 1.2
        return 2 * _HEADING + 1.4 + max(columns) + more + trouble + (1.0 if lists.left_out[2] else 0.0)


def _head(cover: Cover) -> float:
    """Return the lines that a long title and long names add to the head of the page."""
    names = " · ".join((cover.kind, *(name for _, name in cover.parties)))
    more = (_wrapped(names, _NAMES) - 1) + 2.2 * (_wrapped(cover.title, _TITLE) - 1)
    tall = sum(_TALL * lines for lines, text in ((1, names), (3, cover.title)) if _is_tall(text))
    return more + tall + _wrapped(cover.line, _CHARACTERS) - 1


def lines_of(block: Block, *, narrow: bool = False) -> float:
    """Return about how many lines a block takes; a `narrow` table of milestones has a chart beside it."""
    if isinstance(block, Paragraph):
        return _wrapped(_plain(block.text), _CHARACTERS if block.kind == "body" else _SMALL) * 0.9 + 0.4
    if isinstance(block, Callout):
        return _wrapped(f"{block.title} {_plain(block.text)}", _CHARACTERS - 6) + 1.5
    if isinstance(block, Bullets):
        return sum(_item(_plain(item), _CHARACTERS, 1.2) for item in block.items)
    if isinstance(block, Cards):
        return 5.4 + 0.95 * (max(_wrapped(card.note, _CARD_NOTE) for card in block.cards) - 1)
    if isinstance(block, Table):
        return _table(block, BESIDE if narrow and block.name == "milestones" else 1.0)
    return 0.0


def _table(block: Table, share: float) -> float:
    """Return the lines of a table: short columns never break, the others share what is left by what they hold."""
    if not block.rows:
        return 1.5
    columns = [[_plain(row.cells[n]) for row in block.rows] for n in range(len(block.columns))]
    widths = _widths(columns, int(_IN_TABLE * share))
    lines = sum(
        max(_wrapped(text, width) for text, width in zip(row, widths, strict=True))
        for row in zip(*columns, strict=True)
    )
    tall = sum(1 for row in block.rows if _is_tall("".join(map(_plain, row.cells))))
    heads = max(
        _wrapped(head.title, max(6, width - _GUTTER - 1)) for head, width in zip(block.columns, widths, strict=True)
    )
    return _ROW * (len(block.rows) + 1) + 1.15 * (lines - len(block.rows) + heads - 1) + _TALL * tall


def _widths(columns: Sequence[Sequence[str]], whole_width: int) -> list[int]:
    widest = [max(map(_letters, texts)) + _GUTTER for texts in columns]
    long = [n for n, width in enumerate(widest) if width > _SHORT]
    room = whole_width - sum(width for n, width in enumerate(widest) if n not in long)
    if sum(widest[n] for n in long) <= room:
        return widest
    roots = {n: (sum(map(_letters, columns[n])) / len(columns[n])) ** 0.5 for n in long}
    whole = sum(roots.values()) or 1.0
    return [max(8, int(room * roots[n] / whole)) if n in roots else width for n, width in enumerate(widest)]


def _item(text: str, width: int, first: float) -> float:
    """Return the lines of an item of a list: its first line, and 0.95 for each that follows."""
    return first + 0.95 * (_wrapped(text, width) - 1)


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "".join(span.text for span in value if isinstance(span, Span))
    if isinstance(value, Chip):
        return f"● {value.text}"
    if isinstance(value, int | float):
        return str(value)
    return "" if value is None else "x" * 12


def _wrapped(text: str, width: int) -> int:
    return max(1, -(-_letters(text) // width))


@lru_cache(maxsize=4096)
def _is_tall(text: str) -> bool:
    """Return whether a text has letters for which another font stands in, whose lines are higher than ours."""
    return not text.isascii() and any(letter >= _FIRST_TALL and letter not in _OUR_MARKS for letter in text)


@lru_cache(maxsize=4096)
def _letters(text: str) -> int:
    """Return how many letters of ours a text is as wide as: those of East Asia and pictures take two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for letter in text if east_asian_width(letter) in "WF")
