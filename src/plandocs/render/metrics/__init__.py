"""How wide a text is, and where it breaks: the same on every machine, because the tables travel with the package.

In come a font's name, a size in points and a text; out come widths in points and lines. Widths are those of the
metric twins of Office's fonts. Kerning is left out, as Office leaves it out. A font without a table is measured as
the nearest one that has one, a little wider, so that what is measured to fit does fit. Nothing is drawn here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

LINE_HEIGHT = 1.2
"""Height of a line in ems: what Office gives the fonts we use, rounded up."""

_TABLES: dict[str, str] = {
    "arial": "arial",
    "liberation sans": "arial",
    "helvetica": "arial",
    "helvetica neue": "arial",
    "calibri": "calibri",
    "carlito": "calibri",
    "cambria": "cambria",
    "caladea": "cambria",
    "times new roman": "times",
    "times": "times",
    "liberation serif": "times",
}
_RELATIVES: dict[str, tuple[str, float]] = {
    "aptos": ("arial", 1.0),
    "aptos display": ("arial", 1.0),
    "segoe ui": ("arial", 1.02),
    "open sans": ("arial", 1.06),
    "noto sans": ("arial", 1.06),
    "verdana": ("arial", 1.18),
    "tahoma": ("arial", 1.02),
    "trebuchet ms": ("arial", 1.02),
    "georgia": ("cambria", 1.06),
    "garamond": ("times", 1.0),
    "book antiqua": ("cambria", 1.06),
    "palatino linotype": ("cambria", 1.06),
}
_STRANGER = ("arial", 1.06)
_LONG_WORD, _LEAST_PART = 18, 4
"""Letters from which a word may be cut inside, and how many of it must be seen then."""
_PART_ROOM = 0.95
"""The share of the width that a text with a word cut inside fills: it would else stand at the very edge."""
_CLOSING = " ,;:.–—-&("
_WIDE = 1000
_ROUNDING = 1e-6
"""What sums of the same widths in another order may differ by, in points."""
_BREAKS_ANYWHERE = (
    (0x2E80, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x1F000, 0x3FFFF),
)
_BROAD = frozenset("سشصضغىئي")
"""Arabic letters that are broader than others in most of their forms."""
_BROAD_WIDTH = 1050
_SYMBOLS = (0x2100, 0x2BFF)
"""Arrows, shapes and marks: where the font lacks one, Office takes it from another that draws it a full em wide."""
_ZERO_WIDTH = frozenset(
    [
        *range(0x0300, 0x0370),
        *(*range(0x0591, 0x05BE), *range(0x064B, 0x0660)),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
        *range(0xFE00, 0xFE10),
        *(0xAD, 0xFEFF),
    ]
)
_ANYWHERE = "".join(f"{chr(first)}-{chr(last)}" for first, last in _BREAKS_ANYWHERE)
_SCRIPT_CHANGE = re.compile(f"(?<=[{_ANYWHERE}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_ANYWHERE}])")
_BESIDE_CJK = 250
"""The room that Word and LibreOffice leave between a CJK character and a Latin letter or a digit."""
_PIECES = re.compile(f"[{_ANYWHERE}]|[^ \\t\\-–—/{_ANYWHERE}]*[\\-–—/]+|[^ \\t\\-–—/{_ANYWHERE}]+|[ \\t]+")


class Widths(dict[str, int]):
    """Advance widths by character in thousandths of an em; unknown characters get an average."""

    average: int = 500

    def __missing__(self, character: str) -> int:
        """Return a full em for CJK and emoji, nothing for marks that combine, else the average."""
        point = ord(character)
        if point in _ZERO_WIDTH:
            found = 0
        elif _SYMBOLS[0] <= point <= _SYMBOLS[1] or any(first <= point <= last for first, last in _BREAKS_ANYWHERE):
            found = _WIDE
        elif character in _BROAD:
            found = _BROAD_WIDTH
        else:
            found = self.average
        self[character] = found
        return found


@dataclass(frozen=True, slots=True, eq=False)
class TextMetrics:
    """One font at one size. Widths and heights are in points. `metrics` shares equal ones."""

    font: str
    size: float
    bold: bool = False
    _table: Widths = field(init=False, repr=False, compare=False)
    _scale: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        name, stretch = _table_name(self.font)
        object.__setattr__(self, "_table", _load(name, self.bold))
        object.__setattr__(self, "_scale", self.size * stretch / 1000)

    @property
    def line_height(self) -> float:
        """The height of one line in points."""
        return self.size * LINE_HEIGHT

    def width(self, text: str) -> float:
        """Return the width of a text on one line."""
        return _width(self, text)

    def wrap(self, text: str, width: float) -> Sequence[str]:
        """Return the lines of a text in a column of `width` points.

        Breaks at blanks, behind hyphens, dashes and slashes, and between CJK characters; a word that is wider than
        the column is broken where it reaches the edge. An empty text is one empty line; a line feed ends a line.
        """
        return _lines(self, text, width)

    def height(self, text: str, width: float) -> float:
        """Return the height of a text wrapped to a column of `width` points."""
        return len(self.wrap(text, width)) * self.line_height

    def cut(self, text: str, width: float, *, lines: int = 1, ellipsis: str = "…") -> str:
        """Return the text, shortened at a word so that it fits in `lines` lines of `width` points."""
        if len(self.wrap(text, width)) <= lines:
            return text
        words = text.split(" ")
        low, high = 0, len(words) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if len(self.wrap(_shortened(words[:middle], ellipsis), width)) <= lines:
                low = middle
            else:
                high = middle - 1
        if low:
            return self._with_part(words[:low], words[low], width, lines, ellipsis)
        return self._cut_word(words[0], width, lines, ellipsis)

    def _with_part(self, words: list[str], word: str, width: float, lines: int, ellipsis: str) -> str:
        """Return words cut behind the last of them; with the beginning of the next where that is a long one."""
        if len(word) > _LONG_WORD:
            head = " ".join(words) + " "
            for size in range(len(word) - 1, _LEAST_PART - 1, -1):
                if len(self.wrap(head + word[:size] + ellipsis, width * _PART_ROOM)) <= lines:
                    return head + word[:size].rstrip(_CLOSING) + ellipsis
        return _shortened(words, ellipsis)

    def _cut_word(self, word: str, width: float, lines: int, ellipsis: str) -> str:
        low, high = 0, len(word)
        while low < high:
            middle = (low + high + 1) // 2
            if len(self.wrap(word[:middle] + ellipsis, width)) <= lines:
                low = middle
            else:
                high = middle - 1
        return word[:low] + ellipsis

    def _wrap_line(self, text: str, width: float) -> list[str]:
        lines: list[str] = []
        line, used = "", 0.0
        width += _ROUNDING
        for piece in _PIECES.findall(text):
            wide = self.width(piece)
            if piece[0] in " \t":
                line, used = line + piece, used + wide
                continue
            if used + wide <= width:
                line, used = line + piece, used + wide
                continue
            if line.strip():
                lines.append(line.rstrip(" \t"))
            line, used = piece, wide
            if wide > width:
                *full, line = self._break_word(piece, width)
                lines += full
                used = self.width(line)
        if line.strip() or not lines:
            lines.append(line.rstrip(" \t"))
        return lines

    def _break_word(self, word: str, width: float) -> list[str]:
        parts: list[str] = []
        start, used = 0, 0.0
        for place, character in enumerate(word):
            wide = self._table[character] * self._scale
            if used + wide > width and place > start:
                parts.append(word[start:place])
                start, used = place, 0.0
            used += wide
        parts.append(word[start:])
        return parts


@lru_cache(maxsize=512)
def metrics(font: str, size: float, bold: bool = False) -> TextMetrics:
    """Return the metrics of a font; equal ones are shared."""
    return TextMetrics(font, size, bold)


@lru_cache(maxsize=32768)
def _width(font: TextMetrics, text: str) -> float:
    wide = sum(map(font._table.__getitem__, text))
    if not text.isascii():
        wide += _BESIDE_CJK * len(_SCRIPT_CHANGE.findall(text))
    return wide * font._scale


@lru_cache(maxsize=8192)
def _lines(font: TextMetrics, text: str, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for part in text.split("\n"):
        if font.width(part) <= width:
            lines.append(part)
        else:
            lines += font._wrap_line(part, width)
    return tuple(lines)


def has_table(font: str) -> bool:
    """Return whether a font is measured by its own widths, not by those of a relative."""
    return font.casefold() in _TABLES


def _shortened(words: list[str], ellipsis: str) -> str:
    return " ".join(words).rstrip(_CLOSING) + ellipsis


def _table_name(font: str) -> tuple[str, float]:
    name = font.casefold()
    if name in _TABLES:
        return _TABLES[name], 1.0
    return _RELATIVES.get(name, _STRANGER)


@lru_cache(maxsize=16)
def _load(name: str, bold: bool) -> Widths:
    data = _read(name)["bold" if bold else "regular"]
    table = Widths()
    for first, run in data:
        for place, width in enumerate(run):
            table[chr(first + place)] = width
    letters = [table[chr(point)] for point in range(ord("a"), ord("z") + 1)]
    table.average = round(1.1 * sum(letters) / len(letters))
    return table


@lru_cache(maxsize=8)
def _read(name: str) -> dict[str, list[tuple[int, list[int]]]]:
    text = files(__package__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]
