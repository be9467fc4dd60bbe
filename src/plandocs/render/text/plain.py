"""The values of blocks as plain text: cells by the kind of their column, chips with their shapes, lines of spans.

Markdown and mail share it. A status is a word with a shape, so that it is told without colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from plandocs.content.blocks import Cell, Chip, ColumnKind, Rich, Tone
from plandocs.content.document import Document
from plandocs.content.formats import Formats

SHAPES: Mapping[Tone, str] = {"good": "●", "watch": "▲", "bad": "■", "neutral": "○", "accent": "◆"}
RIGHT_ALIGNED: frozenset[ColumnKind] = frozenset({"number", "money", "percent"})


def rich_text(text: Rich) -> str:
    """Return a line without its emphasis and links."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def chip_text(chip: Chip) -> str:
    """Return a status as shape and word."""
    return f"{SHAPES[chip.tone]} {chip.text}"


def item_text(key: str, text: str) -> str:
    """Return an item of a board: its number and its text; a sign that only draws a list is left out."""
    if key in ("•", "–", "-", ""):
        return text
    return f"{key}{text}" if key == "+" else f"{key} {text}".strip()


def cell_text(cell: Cell, kind: ColumnKind, formats: Formats) -> str:
    """Return one cell as its column's kind is written; an empty cell is an empty text."""
    if cell is None:
        return ""
    if isinstance(cell, Chip):
        return chip_text(cell)
    if isinstance(cell, date):
        return formats.day(cell)
    if isinstance(cell, int | float | Decimal):
        return _number(cell, kind, formats)
    return rich_text(cell)


def _number(value: int | float | Decimal, kind: ColumnKind, formats: Formats) -> str:
    if kind == "money":
        return formats.money(Decimal(str(value)))
    return formats.percent(value) if kind == "percent" else formats.number(value)


def marked_title(document: Document) -> str:
    """Return the title as a mail opens with it: a draft or an internal edition says so first."""
    mark = dict(document.words).get("mark", "")
    return f"{mark} · {document.properties.title}" if mark else document.properties.title
