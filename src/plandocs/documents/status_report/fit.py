"""Does it fit on one page? Counted in lines of text, roughly: a page holds so many, and blocks take so many.

A renderer sets the page; here is only as much of an estimate as is needed to leave out the right things and say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from plandocs.content.blocks import Block, Bullets, Callout, Cards, Chip, LineChart, Paragraph, Span, Table
from plandocs.content.document import Cover
from plandocs.content.formats import Formats

if TYPE_CHECKING:
    from plandocs.documents.status_report.work import Lists

LINES = {"A4": 59.3, "Letter": 60.8}
"""Lines of body text that a page holds below its head, as far as is sure where texts break."""
SURE_LINES = {"A4": 63.3, "Letter": 60.8}
"""The lines where hardly a text breaks: in LibreOffice, A4 has 65.3 of them below its head and Letter 61."""
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
_DATE = "x" * 12
"""A date as short as a table prints it, where nobody says how this plan's language writes one."""
_A_DAY = date(2027, 12, 28)
_LOST = 5.0
"""Lines of each of several pages that a running head takes, or that stay empty as rows are not divided."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The lines that are left on the page for the lists that may give way."""

    lines: float

    @classmethod
    def of(cls, formats: Formats, cover: Cover, fixed: Sequence[Block], *, one_line_rows: bool = False) -> Budget:
        """Return what the blocks that are never cut leave of one page. Three headings of theirs are counted.

        With `one_line_rows` the estimate is surer, and the page counts to its last line.
        """
        has_chart = any(isinstance(block, LineChart) for block in fixed)
        dates = formats.short_date(_A_DAY)
        taken = sum(lines_of(block, narrow=has_chart, dates=dates) for block in fixed)
        page = (SURE_LINES if one_line_rows else LINES)["A4" if formats.paper == "A4" else "Letter"]
        return cls(page - taken - 3 * _HEADING - _head(cover))

    def on_pages(self, count: int, paper: str) -> Budget:
        """Return what is left where the blocks have so many pages, of which none is full to its last line."""
        page = LINES["A4" if paper == "A4" else "Letter"]
        return Budget(self.lines + page * (count - 1) - _LOST * count)

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
    return more + tall + _wrapped(cover.line, _CHARACTERS) - 1 + _taller(cover.line, _CHARACTERS)


def lines_of(block: Block, *, narrow: bool = False, dates: str = _DATE) -> float:
    """Return about how many lines a block takes; a `narrow` table of milestones has a chart beside it."""
    if isinstance(block, Paragraph):
        text, width = _plain(block.text), _CHARACTERS if block.kind == "body" else _SMALL
        return _wrapped(text, width) * 0.9 + 0.4 + _taller(text, width)
    if isinstance(block, Callout):
        text, width = f"{block.title} {_plain(block.text)}", _CHARACTERS - 6
        return _wrapped(text, width) + 1.5 + _taller(text, width)
    if isinstance(block, Bullets):
        return sum(_item(_plain(item), _CHARACTERS, 1.2) for item in block.items)
    if isinstance(block, Cards):
        values = 2 * _TALL if any(_is_tall(card.value) for card in block.cards) else 0.0
        notes = max(_wrapped(card.note, _CARD_NOTE) for card in block.cards) - 1
        return 5.4 + 0.95 * notes + values + max(_taller(card.note, _CARD_NOTE) for card in block.cards)
    if isinstance(block, Table):
        return _table(block, BESIDE if narrow and block.name == "milestones" else 1.0, dates)
    return 0.0


def _table(block: Table, share: float, dates: str) -> float:
    """Return the lines of a table: short columns never break, the others share what is left by what they hold."""
    if not block.rows:
        return 1.5
    columns = [[_plain(row.cells[n], dates) for row in block.rows] for n in range(len(block.columns))]
    widths = _widths(columns, int(_IN_TABLE * share))
    lines = sum(
        max(_wrapped(text, width) for text, width in zip(row, widths, strict=True))
        for row in zip(*columns, strict=True)
    )
    tall = sum(1 for texts in zip(*columns, strict=True) if any(map(_is_tall, texts)))
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
    return first + 0.95 * (_wrapped(text, width) - 1) + _taller(text, width)


def _taller(text: str, width: int) -> float:
    """Return the room that a text's lines take more than ours, where it is in another script."""
    if not _is_tall(text):
        return 0.0
    letters = sum(1 for letter in text if _is_tall(letter))
    words = sum(1 for word in text.split() if _is_tall(word))
    return _TALL * min(_wrapped(text, width), words + 2 * letters // width)


def _plain(value: object, dates: str = _DATE) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "".join(span.text for span in value if isinstance(span, Span))
    if isinstance(value, Chip):
        return f"● {value.text}"
    if isinstance(value, int | float):
        return str(value)
    return "" if value is None else dates


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
