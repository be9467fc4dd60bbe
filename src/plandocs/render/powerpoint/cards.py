"""Figures side by side: the value is read first, the label says of what, a note adds a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import NamedTuple

from plandocs.content.blocks import Card, Cards
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import SHAPES, Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Para, Run, cut_para, one_line, para, para_height, text_height

_MOST = 4
_GAP = 16.0
_PAD = 16.0
_LARGE_VALUES = (40.0, 36.0)
"""Sizes of values on a page with little else, by how much larger it is set."""
_VALUES = (32.0, 28.0, 24.0, 20.0, 18.0, 16.0)
_MOST_SPARE = 14.0
"""By how much a card may be taller than its words want."""
_MARK = 0.7
"""The size of the shape before a value, as a share of the value's."""
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
        high = min(wanted + min(spare, _MOST_SPARE), most)
        size = _value_size(row, box.w, canvas.setting)
        words = _fitted(row, size, _inner(len(row), box.w), high - 2 * _PAD - 8, canvas.setting)
        for card, said, place in zip(row, words, _places(row, Box(box.x, y, box.w, high)), strict=False):
            _card(card, said, place, canvas)
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
    inner = _inner(len(row), width)
    sizes = (*_LARGE_VALUES[len(_LARGE_VALUES) - setting.step :], *_VALUES)
    for size in sizes:
        font = setting.metrics(size, bold=True, heading=True)
        most = 1 if size > 24 else 2
        words = [word for card in row for word in one_line(card.value).split(" ")]
        if all(_sure_lines(card, size, inner, setting) <= most for card in row) and all(
            font.width(word) <= _SURE * inner for word in words
        ):
            return size
    return _VALUES[-1]


def _sure_lines(card: Card, size: float, inner: float, setting: Setting) -> float:
    """Return how many lines a card's value takes; without end where another program may count one more."""
    font, mark = setting.metrics(size, bold=True, heading=True), 0.0
    if card.tone is not None:
        mark = font.width(f"{SHAPES[card.tone]} ")
    sure = len(font.wrap(one_line(card.value), _SURE * inner - mark))
    return sure if sure == len(font.wrap(one_line(card.value), inner - mark * _MARK)) else inf


class _Words(NamedTuple):
    """A card's paragraphs; None where it has no such line."""

    label: Para
    before: Para | None
    value: Para
    note: Para | None

    def lines(self) -> tuple[Para, ...]:
        return tuple(line for line in self if line is not None)


def _fitted(row: tuple[Card, ...], size: float, inner: float, room: float, setting: Setting) -> tuple[_Words, ...]:
    """Return the words of a row's cards, with fewer lines of each where the cards are too low for all of them."""
    for lines in _LINES:
        words = _row_words(row, size, inner, setting, lines)
        if _tallest(words, inner, setting) <= room:
            return words
    return tuple(item._replace(note=None) for item in words)


def _tallest(words: Sequence[_Words], inner: float, setting: Setting) -> float:
    return max(text_height(item.lines(), inner, setting) for item in words)


def _row_words(
    row: tuple[Card, ...], size: float, inner: float, setting: Setting, lines: tuple[int, int, int] = _LINES[0]
) -> tuple[_Words, ...]:
    """Return the words of a row's cards with the space above them that sets values, and notes, on one line."""
    cards = [_words(card, size, inner, setting, lines) for card in row]
    above = [para_height(item.label, inner, setting) for item in cards]
    befores = [
        0.0 if item.before is None else item.before.before + para_height(item.before, inner, setting) for item in cards
    ]
    values = [para_height(item.value, inner, setting) for item in cards]
    out = []
    for item, label, before, value in zip(cards, above, befores, values, strict=True):
        missing = max(above) - label
        first = item.before
        if first is not None:
            first = first._replace(before=first.before + missing)
            missing = max(befores) - before
        else:
            missing += max(befores)
        gap = setting.space(2 if any(befores) else 8)
        note = item.note
        if note is not None:
            note = note._replace(before=setting.space(8) + max(values) - value)
        out.append(_Words(item.label, first, item.value._replace(before=gap + missing), note))
    return tuple(out)


def _words(card: Card, size: float, inner: float, setting: Setting, lines: tuple[int, int, int]) -> _Words:
    quiet = setting.brand.text("muted", setting.card)
    value = [Run(one_line(card.value), size, True, "accent_strong", heading=True)]
    if card.tone is not None:
        value.insert(0, Run(f"{SHAPES[card.tone]} ", size * _MARK, False, setting.mark_colour(card.tone, setting.card)))
    label, figure, note = lines
    earlier = f"{card.before} {setting.onward(card.before)}"
    before = para(earlier, setting.size(16), colour=quiet, before=setting.space(6)) if card.before else None
    below = para(card.note, setting.size(12), colour=quiet) if card.note else None
    return _Words(
        cut_para(para(card.label, setting.size(14), bold=True), inner, label, setting),
        None if before is None else cut_para(before, inner, 1, setting),
        cut_para(Para(tuple(value)), inner, figure, setting),
        None if below is None else cut_para(below, inner, note, setting),
    )


def _row_height(row: tuple[Card, ...], width: float, setting: Setting) -> float:
    inner = _inner(len(row), width)
    words = _row_words(row, _value_size(row, width, setting), inner, setting)
    return _tallest(words, inner, setting) + 2 * _PAD + 6


def _card(card: Card, words: _Words, box: Box, canvas: Canvas) -> None:
    setting = canvas.setting
    told = f"{card.label} {card.before} {card.value} {card.note}"
    parts = words.lines()
    if (any("…" in part.text for part in parts) and "…" not in told) or (card.note and words.note is None):
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
