"""Figures side by side: the value is read first, the label says of what, a note adds a line."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Card, Cards
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import SHAPES, Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Para, Run, cut_para, one_line, para, text_height

_MOST = 4
_GAP = 16.0
_PAD = 16.0
_VALUES = (32.0, 28.0, 24.0, 20.0, 18.0, 16.0)
_TALLEST = 176.0
_SURE = 0.97
"""The share of a card's width that a value may take: other programs set `25. Feb. 2027` a little wider."""
_LINES = ((3, 3, 4), (2, 3, 3), (2, 2, 2), (1, 2, 1), (1, 1, 1))
"""Lines of label, value and note, from generous to tight."""


def height(block: Cards, width: float, setting: Setting) -> float:
    """Return the height the cards want: equal heights, as tall as the fullest of them."""
    rows = _rows(block)
    return sum(_row_height(row, width, setting) for row in rows) + _GAP * (len(rows) - 1)


def split(block: Cards, width: float, room: float, setting: Setting) -> list[Cards]:
    """Return the cards in parts whose rows fit."""
    parts: list[list[Card]] = [[]]
    used = 0.0
    for row in _rows(block):
        tall = _row_height(row, width, setting)
        if parts[-1] and used + _GAP + tall > room:
            parts.append([])
            used = 0.0
        used += tall + (_GAP if parts[-1] else 0)
        parts[-1] += row
    return [replace(block, cards=tuple(part)) for part in parts]


def draw(block: Cards, box: Box, canvas: Canvas) -> None:
    """Draw the cards; they share the height of the box up to a limit."""
    rows = _rows(block)
    tall = [_row_height(row, box.w, canvas.setting) for row in rows]
    spare = max(0.0, box.h - sum(tall) - _GAP * (len(rows) - 1)) / len(rows)
    y = box.y
    most = (box.h - _GAP * (len(rows) - 1)) / len(rows)
    for row, wanted in zip(rows, tall, strict=True):
        high = min(max(wanted, min(wanted + spare, _TALLEST)), most)
        size = _value_size(row, box.w, canvas.setting)
        for card, place in zip(row, _places(row, Box(box.x, y, box.w, high)), strict=False):
            _card(card, place, size, canvas)
        y += high + _GAP


def _rows(block: Cards) -> list[tuple[Card, ...]]:
    """Return the cards in rows of at most four, as even as they go."""
    count = -(-len(block.cards) // _MOST)
    each = -(-len(block.cards) // max(1, count))
    return [block.cards[first : first + each] for first in range(0, len(block.cards), max(1, each))]


def _places(row: tuple[Card, ...], box: Box) -> list[Box]:
    """Return the places of a row's cards; a single card takes half of the width."""
    return box.columns([1] * max(2, len(row)), _GAP)


def _inner(count: int, width: float) -> float:
    count = max(2, count)
    return (width - _GAP * (count - 1)) / count - 2 * _PAD


def _value_size(row: tuple[Card, ...], width: float, setting: Setting) -> float:
    """Return one size for the values of a row: the largest in which none takes more than two lines."""
    inner = _inner(len(row), width) * _SURE
    for size in _VALUES:
        font = setting.metrics(size, bold=True, heading=True)
        lines = 1 if size > 24 else 2
        words = [word for card in row for word in one_line(card.value).split(" ")]
        sign = setting.metrics(size * 0.7).width(f"{SHAPES['bad']} ")
        if all(
            len(font.wrap(one_line(card.value), inner - (sign if card.tone is not None else 0))) <= lines
            for card in row
        ) and all(font.width(word) <= inner for word in words):
            return size
    return _VALUES[-1]


def _fitted(card: Card, size: float, inner: float, room: float, setting: Setting) -> tuple[Para, ...]:
    """Return a card's paragraphs, with fewer lines of each where the card is too low for all of them."""
    for lines in _LINES:
        parts = _parts(card, size, inner, setting, lines)
        if text_height(parts, inner, setting) <= room:
            return parts
    return parts[:2]


def _parts(
    card: Card, size: float, inner: float, setting: Setting, lines: tuple[int, int, int] = (3, 3, 4)
) -> tuple[Para, ...]:
    quiet = setting.brand.text("muted", setting.card)
    value = [Run(one_line(card.value), size, True, "accent_strong", heading=True)]
    before = (para(f"{card.before} →", 16, colour=quiet, before=6),) if card.before else ()
    if card.tone is not None:
        value.insert(0, Run(f"{SHAPES[card.tone]} ", size * 0.7, False, setting.mark_colour(card.tone, setting.card)))
    label, figure, note = lines
    parts = [
        cut_para(para(card.label, 14, bold=True), inner, label, setting),
        *(cut_para(line, inner, 1, setting) for line in before),
        cut_para(Para(tuple(value)), inner, figure, setting)._replace(before=2 if before else 8),
    ]
    if card.note:
        parts.append(cut_para(para(card.note, 12, colour=quiet), inner, note, setting)._replace(before=8))
    return tuple(parts)


def _row_height(row: tuple[Card, ...], width: float, setting: Setting) -> float:
    inner = _inner(len(row), width)
    size = _value_size(row, width, setting)
    return max(text_height(_parts(card, size, inner, setting), inner, setting) for card in row) + 2 * _PAD + 12


def _card(card: Card, box: Box, size: float, canvas: Canvas) -> None:
    setting = canvas.setting
    parts = _fitted(card, size, box.w - 2 * _PAD, box.h - 2 * _PAD - 8, setting)
    told = f"{card.label} {card.before} {card.value} {card.note}"
    if any("…" in part.text for part in parts) and "…" not in told:
        canvas.shortened.append(one_line(told))
    canvas.shape(
        box,
        fill=setting.card,
        text=parts,
        anchor="t",
        inset=(_PAD, _PAD + 4, _PAD, _PAD),
        name="plandocs:card",
        alt=setting.formats.pair(
            card.label, f"{f'{card.before} → ' if card.before else ''}{card.value}. {card.note}".strip()
        ),
    )
    canvas.shape(Box(box.x, box.y, box.w, 3), fill="accent" if card.tone is None else card.tone)
