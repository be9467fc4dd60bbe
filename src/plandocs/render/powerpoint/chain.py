"""Steps in a row: the critical path as arrows with their dates, a process as numbered boxes joined by arrows."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Chain, Step
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas, Glue
from plandocs.render.powerpoint.text import Para, cut_para, para, text_height

_MOST = {"chevrons": 6, "flow": 5}
_GAP = {"chevrons": 3.0, "flow": 30.0}
_ROW_GAP = 18.0
_POINT = 14.0
_ARROW = 44.0
"""The least height of an arrow."""
_NUMBER = 20.0
_PAD = 12.0


def height(block: Chain, width: float, setting: Setting) -> float:
    """Return the height the chain wants: in as many rows as its steps need."""
    rows = _rows(block)
    return sum(_row_height(block, row, width, setting) for row in rows) + _ROW_GAP * (len(rows) - 1)


def split(block: Chain, width: float, room: float, setting: Setting) -> list[Chain]:
    """Return the chain in parts whose rows fit."""
    parts: list[list[Step]] = [[]]
    used = 0.0
    for row in _rows(block):
        tall = _row_height(block, row, width, setting) + (_ROW_GAP if parts[-1] else 0.0)
        if parts[-1] and used + tall > room:
            parts.append([])
            used = 0.0
        used += tall
        parts[-1] += row
    return [replace(block, steps=tuple(part)) for part in parts]


def fit(block: Chain, width: float, room: float, setting: Setting) -> Chain:
    """Return the chain for one slide: long names are cut to fewer lines where the rows are too tall."""
    inner = _inner(block, width)
    font = setting.metrics(setting.size(12.0 if block.kind == "chevrons" else 14.0), bold=True)
    for lines in (4, 3, 2, 1):
        steps = tuple(replace(step, text=font.cut(step.text, inner, lines=lines)) for step in block.steps)
        cut = replace(block, steps=steps)
        if height(cut, width, setting) <= room:
            break
    return block if cut.steps == block.steps else cut


def draw(block: Chain, box: Box, canvas: Canvas) -> None:
    """Draw the chain from the top of the box."""
    y, number = box.y, 1
    rows = _rows(block)
    for row in rows:
        tall = _row_height(block, row, box.w, canvas.setting)
        places = Box(box.x, y, box.w, tall).columns([1] * _columns(block), _GAP[block.kind])
        (_arrows if block.kind == "chevrons" else _boxes)(row, places, number, canvas)
        number += len(row)
        y += tall + _ROW_GAP


def _columns(block: Chain) -> int:
    count = -(-len(block.steps) // _MOST[block.kind])
    return -(-len(block.steps) // max(1, count))


def _rows(block: Chain) -> list[tuple[Step, ...]]:
    each = max(1, _columns(block))
    return [block.steps[first : first + each] for first in range(0, len(block.steps), each)]


def _inner(block: Chain, width: float) -> float:
    count = _columns(block)
    column = (width - _GAP[block.kind] * (count - 1)) / count
    return column - (_POINT + 14 if block.kind == "chevrons" else 24)


def _name(step: Step, inner: float, setting: Setting, *, colour: str) -> Para:
    return cut_para(para(step.text, setting.size(12), bold=True, colour=colour), inner, 4, setting)


def _arrow_height(row: tuple[Step, ...], inner: float, setting: Setting) -> float:
    return max(text_height((_name(step, inner, setting, colour="ink"),), inner, setting) for step in row) + 16


def _note(step: Step, width: float, setting: Setting) -> tuple[Para, ...]:
    if not step.note:
        return ()
    return (cut_para(para(step.note, setting.size(12), colour=setting.text_colour("muted")), width, 6, setting),)


def _row_height(block: Chain, row: tuple[Step, ...], width: float, setting: Setting) -> float:
    inner = _inner(block, width)
    if block.kind == "chevrons":
        notes = max(text_height(_note(step, inner + 10, setting), inner + 10, setting) for step in row)
        return max(setting.space(_ARROW), _arrow_height(row, inner, setting)) + (notes + 6 if notes else 0)
    return max(text_height(_box_text(step, 1, inner, setting), inner, setting) for step in row) + _PAD + 12


def _arrows(row: tuple[Step, ...], places: list[Box], number: int, canvas: Canvas) -> None:
    setting = canvas.setting
    inner = places[0].w - _POINT - 14
    tall = max(setting.space(_ARROW), _arrow_height(row, inner, setting))
    for place, step in zip(places, row, strict=False):
        fill, hatch, ink = "accent", "", setting.on("accent")
        if step.kind == "milestone":
            fill, ink = "accent_strong", setting.on("accent_strong")
        elif step.kind == "buffer":
            fill, hatch, ink = "paper", setting.tint("neutral", 0.35), "ink"
        words = _name(step, inner, setting, colour=ink)
        if "…" in words.text and "…" not in step.text:
            canvas.shortened.append(step.text)
        canvas.shape(
            place.top(tall),
            fill=fill,
            hatch=hatch,
            line="muted" if hatch else "",
            dash="sysDash" if hatch else "solid",
            geometry="homePlate",
            adjust=(("adj", round(_POINT / tall * 100000)),),
            text=(words,),
            inset=(9, 3, _POINT, 3),
            name=f"plandocs:step:{number}",
            alt=f"{step.text} {step.note}".strip(),
        )
        note = _note(step, inner + 10, setting)
        if note:
            canvas.text(Box(place.x + 9, place.y + tall + 6, inner + 10, place.h - tall - 6), note)
        number += 1


def _box_text(step: Step, number: int, inner: float, setting: Setting) -> tuple[Para, ...]:
    quiet = setting.brand.text("muted", setting.card)
    accent = setting.brand.text("accent", setting.card)
    lines = [
        para(str(number), setting.size(_NUMBER), bold=True, colour=accent, heading=True),
        cut_para(para(step.text, setting.size(14), bold=True), inner, 4, setting)._replace(before=4),
    ]
    if step.note:
        lines.append(cut_para(para(step.note, setting.size(12), colour=quiet), inner, 7, setting)._replace(before=6))
    return tuple(lines)


def _boxes(row: tuple[Step, ...], places: list[Box], number: int, canvas: Canvas) -> None:
    """Draw numbered boxes, each joined to the next by an arrow that is glued to both."""
    setting = canvas.setting
    before: tuple[int, Box] | None = None
    for place, step in zip(places, row, strict=False):
        words = _box_text(step, number, place.w - 2 * _PAD, setting)
        for full, cut in zip((step.text, step.note), words[1:], strict=False):
            if "…" in cut.text and "…" not in full:
                canvas.shortened.append(full)
        shape = canvas.shape(
            place,
            fill=setting.card,
            text=words,
            anchor="t",
            inset=(_PAD, _PAD, _PAD, 8),
            name=f"plandocs:step:{number}",
            alt=f"{number}. {step.text} {step.note}".strip(),
        )
        if before is not None:
            last, box = before
            canvas.arrow(
                Glue(last, 3, box.right, box.middle), Glue(shape, 1, place.x, place.middle), "accent", weight=1.5
            )
        before = (shape, place)
        number += 1
