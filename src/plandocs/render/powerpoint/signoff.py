"""The sign-off: what is signed, and a panel for each signer with lines to write on."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Signature, SignOff
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Para, cut_para, para, text_height, text_width

_GAP = 20.0
_PAD = 14.0
_LINE = 26.0
_HEAD = 28.0
_MOST = 4
"""Signers in a row."""


def height(block: SignOff, width: float, setting: Setting) -> float:
    """Return the height the sign-off wants."""
    rows = -(-len(block.signatures) // _MOST)
    panels = rows * (_panel_height(setting) + _GAP) - _GAP if rows else 0.0
    return _statement_height(block, width, setting) + panels


def split(block: SignOff, width: float, room: float, setting: Setting) -> list[SignOff]:
    """Return the sign-off in parts of as many signers as fit, each with the statement.

    Where the page is too low for the statement and a panel, the statement comes first and the panels follow.
    """
    if (
        block.signatures
        and block.statement
        and room < _statement_height(block, width, setting) + _panel_height(setting)
    ):
        panels = replace(block, statement="")
        return [replace(block, signatures=()), *split(panels, width, room, setting)]
    free = room - _statement_height(block, width, setting) + _GAP
    most = max(1, int(free // (_panel_height(setting) + _GAP))) * _MOST
    signers = block.signatures
    return [replace(block, signatures=signers[first : first + most]) for first in range(0, len(signers) or 1, most)]


def draw(block: SignOff, box: Box, canvas: Canvas) -> None:
    """Draw the statement and the panels."""
    setting = canvas.setting
    said = _statement(block, setting)
    high = _statement_height(block, box.w, setting)
    if said:
        canvas.text(box.top(high - 8), said)
    y = box.y + high
    for first in range(0, len(block.signatures), _MOST):
        row = block.signatures[first : first + _MOST]
        places = Box(box.x, y, box.w, _panel_height(setting)).columns([1] * max(len(row), 2), _GAP)
        for signature, place in zip(row, places, strict=False):
            _panel(signature, block.labels, place, canvas)
        y += _panel_height(setting) + _GAP


def _statement(block: SignOff, setting: Setting) -> tuple[Para, ...]:
    return (para(block.statement, setting.size(14), colour=setting.on_ground),) if block.statement else ()


def _statement_height(block: SignOff, width: float, setting: Setting) -> float:
    said = _statement(block, setting)
    return text_height(said, width, setting) + 12 if said else 0.0


def _panel_height(setting: Setting) -> float:
    return setting.space(_HEAD + 4 * _LINE - 6) + 2 * _PAD


def _panel(signature: Signature, labels: tuple[str, str, str, str], box: Box, canvas: Canvas) -> None:
    setting = canvas.setting
    canvas.shape(
        box, fill=setting.card, name="plandocs:signature", alt=setting.formats.pair(signature.side, signature.name)
    )
    canvas.shape(Box(box.x, box.y, box.w, 3), fill="accent")
    inner = box.inset(_PAD)
    high, below = setting.space(_LINE), inner.y + setting.space(_HEAD - 6)
    side = cut_para(para(signature.side, setting.size(14), bold=True, heading=True), inner.w, 1, setting)
    canvas.text(inner.top(setting.space(_HEAD - 6)), (side,), anchor="ctr")
    quiet = setting.brand.text("muted", setting.card)
    left = min(text_width([para(label, setting.size(12)) for label in labels], setting) + 14, inner.w * 0.4)
    for place, (label, value) in enumerate(zip(labels, (signature.name, signature.title, "", ""), strict=True)):
        line = Box(inner.x, below + place * high, inner.w, high)
        canvas.text(Box(line.x, line.y, left - 4, high), (para(label, setting.size(12), colour=quiet),), anchor="ctr")
        room = Box(line.x + left, line.y, line.w - left, high)
        if value:
            words = para(value, setting.size(14), bold=not place)
            cut = cut_para(words, room.w, 1, setting)
            if cut is not words:
                canvas.shortened.append(value)
            canvas.text(room, (cut,), anchor="ctr")
        canvas.rule(room.x, line.bottom - 2, room.right, line.bottom - 2, "neutral" if not value else "line")
