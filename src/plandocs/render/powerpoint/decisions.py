"""Decisions that are wanted, one panel each: what and on what basis at the left, who and by when at the right.

A few decisions deserve more than the rows of a table; many of them are a table.
"""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Decision, Decisions
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Para, cut_para, one_line, para, text_height

_GAP = 12.0
_PAD = 14.0
_BAR = 5.0
_BETWEEN = 24.0
_SHARES = (2.6, 1.0)
"""The widths of what is decided and of who decides it."""
_MOST_LINES = (2, 5)
"""Lines of what is decided, and of its basis."""


def height(block: Decisions, width: float, setting: Setting) -> float:
    """Return the height of the panels under one another."""
    tall = [_panel_height(item, block, width, setting) for item in block.items]
    return sum(tall) + _GAP * (len(tall) - 1)


def split(block: Decisions, width: float, room: float, setting: Setting) -> list[Decisions]:
    """Return the decisions in parts whose panels fit."""
    parts: list[list[Decision]] = [[]]
    used = 0.0
    for item in block.items:
        tall = _panel_height(item, block, width, setting) + (_GAP if parts[-1] else 0.0)
        if parts[-1] and used + tall > room:
            parts.append([])
            used = 0.0
        used += tall
        parts[-1].append(item)
    return [replace(block, items=tuple(part)) for part in parts]


def draw(block: Decisions, box: Box, canvas: Canvas) -> None:
    """Draw the panels from the top of the box."""
    y = box.y
    for item in block.items:
        place = Box(box.x, y, box.w, _panel_height(item, block, box.w, canvas.setting))
        _panel(item, block, place, canvas)
        y = place.bottom + _GAP


def _columns(box: Box) -> tuple[Box, Box]:
    left, right = Box(box.x + _BAR + _PAD, box.y, box.w - _BAR - 2 * _PAD, box.h).columns(_SHARES, _BETWEEN)
    return left, right


def _asked(item: Decision, width: float, setting: Setting) -> list[Para]:
    """Return what is decided, and its basis below."""
    most, below = _MOST_LINES
    words = [cut_para(para(item.what, setting.size(18), bold=True, heading=True), width, most, setting)]
    if item.basis:
        basis = para(item.basis, setting.size(14), before=setting.space(4))
        words.append(cut_para(basis, width, below, setting))
    return words


def _answered(item: Decision, block: Decisions, width: float, setting: Setting) -> list[Para]:
    """Return who decides and by when, each below its label; nothing for what the plan does not say."""
    quiet = setting.brand.text("muted", setting.card)
    words: list[Para] = []
    for label, value, colour in ((block.who, item.who, "ink"), (block.by, item.by, "accent_strong")):
        if value:
            above = setting.space(6) if words else 0.0
            words.append(para(label, setting.size(12), colour=quiet, before=above))
            words.append(cut_para(para(value, setting.size(16), bold=True, colour=colour), width, 3, setting))
    return words


def _panel_height(item: Decision, block: Decisions, width: float, setting: Setting) -> float:
    left, right = _columns(Box(0, 0, width, 0))
    tall = max(
        text_height(_asked(item, left.w, setting), left.w, setting),
        text_height(_answered(item, block, right.w, setting), right.w, setting),
    )
    return tall + 2 * setting.space(_PAD)


def _panel(item: Decision, block: Decisions, box: Box, canvas: Canvas) -> None:
    setting = canvas.setting
    left, right = _columns(box)
    asked, answered = _asked(item, left.w, setting), _answered(item, block, right.w, setting)
    for full, cut in zip((item.what, item.basis), asked, strict=False):
        if cut.text != one_line(full):
            canvas.shortened.append(full)
    said = ". ".join(part.rstrip(".") for part in (item.what, item.basis, item.who, item.by) if part)
    canvas.shape(box, fill=setting.card, name="plandocs:decision", alt=said)
    canvas.shape(Box(box.x, box.y, _BAR, box.h), fill="accent")
    canvas.text(left, asked, anchor="ctr")
    if answered:
        x = right.x - _BETWEEN / 2
        canvas.rule(x, box.y + _PAD, x, box.bottom - _PAD, "line")
        canvas.text(right, answered, anchor="ctr")
