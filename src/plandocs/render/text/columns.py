"""Text in columns of a terminal: how wide it is, cut to a width, padded, wrapped.

A character of Chinese, Japanese or Korean takes two columns, a combining mark none; `len` would misplace the columns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

ELLIPSIS = "…"


def display_width(text: str) -> int:
    """Return how many columns a terminal gives to a text without line ends."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def cut(text: str, width: int) -> str:
    """Return a text of at most `width` columns; what does not fit ends in an ellipsis."""
    if display_width(text) <= width:
        return text
    kept: list[str] = []
    used = 1
    for character in text:
        used += _width(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept).rstrip() + ELLIPSIS if width > 0 else ""


def left(text: str, width: int) -> str:
    """Return a text cut and filled to exactly `width` columns, at the left."""
    shown = cut(text, width)
    return shown + " " * (width - display_width(shown))


def right(text: str, width: int) -> str:
    """Return a text cut and filled to exactly `width` columns, at the right."""
    shown = cut(text, width)
    return " " * (width - display_width(shown)) + shown


def wrapped(pieces: Iterable[str], width: int, separator: str) -> list[str]:
    """Return pieces set in lines of at most `width` columns, broken only between pieces."""
    lines: list[str] = []
    current = ""
    rest = list(pieces)
    for index, piece in enumerate(rest):
        longer = f"{current}{separator}{piece}" if current else piece
        end = separator.rstrip() if index + 1 < len(rest) else ""
        if current and display_width(longer + end) > width:
            lines.append(current + separator.rstrip())
            current = piece
        else:
            current = longer
    return [*lines, current] if current else lines


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
