"""Marks on a line of time: a row for each kind, dots on their days, weeks named above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from plandocs.content.blocks import Mark, TimeLine
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.scale import HEADER, TimeScale, draw_scale
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import cut_para, para

_ROW, _MOST_ROW = 30.0, 54.0
_LABELS = 0.24
_DOT = 11.0
_FORMS = ("ellipse", "diamond", "rect", "triangle", "ellipse")
_FILLS = ("accent", "accent_strong", "second", "muted", "neutral")


def height(block: TimeLine, width: float, setting: Setting) -> float:
    """Return the height the line wants."""
    return HEADER + _ROW * len(block.kinds) + 4


def split(block: TimeLine, width: float, room: float, setting: Setting) -> list[TimeLine]:
    """Return the line: it is never split."""
    return [block]


def draw(block: TimeLine, box: Box, canvas: Canvas) -> None:
    """Draw the line from the top of the box; rows shrink where the box is low."""
    setting = canvas.setting
    row = min(_MOST_ROW, (box.h - HEADER - 4) / max(1, len(block.kinds)))
    left = box.w * _LABELS
    chart = Box(box.x + left, box.y, box.w - left, HEADER + row * len(block.kinds))
    scale = TimeScale.over(block.start, block.finish, chart.x, chart.w)
    draw_scale(scale, chart, canvas)
    for place, kind in enumerate(block.kinds):
        y = chart.y + HEADER + place * row
        words = para(kind, 12, bold=True, colour=setting.on_ground)
        cut = cut_para(words, left - 12, 1 if row < 30 else 2, setting)
        if cut is not words:
            canvas.shortened.append(kind)
        canvas.text(Box(box.x, y, left - 12, row), (cut,), anchor="ctr")
        canvas.rule(box.x, y + row, box.right, y + row, "line")
        _marks(block, kind, place, Box(chart.x, y, chart.w, row), scale, canvas)


def _marks(block: TimeLine, kind: str, place: int, line: Box, scale: TimeScale, canvas: Canvas) -> None:
    setting = canvas.setting
    font = setting.metrics(12)
    free = line.x
    marks = sorted((mark for mark in block.marks if mark.kind == kind), key=lambda mark: mark.day)
    side = min(_DOT, line.h * 0.5)
    days = _days(marks, scale, side, setting)
    for number, mark in enumerate(marks):
        x = scale.at(mark.day) + scale.per_day / 2
        if not line.x <= x <= line.right:
            continue
        dot = Box(x - side / 2, line.middle - side / 2, side, side)
        when = setting.formats.day(mark.day)
        canvas.shape(
            dot,
            fill=_FILLS[place % len(_FILLS)],
            geometry=_FORMS[place % len(_FORMS)],
            name="plandocs:mark",
            alt=f"{kind}, {when}" + (f": {mark.label}" if mark.label else ""),
        )
        after = marks[number + 1].day if number + 1 < len(marks) else None
        edge = line.right if after is None else scale.at(after) + scale.per_day / 2 - side
        label = mark.label or days.get(mark.day, "")
        wide = font.width(label) + 2
        if label and dot.right + 4 >= free and dot.right + 4 + wide <= edge:
            quiet = setting.text_colour("muted")
            beside = Box(dot.right + 4, line.middle - 8, wide, 16)
            canvas.shape(beside, fill=setting.ground, text=(para(label, 12, colour=quiet),))
            free = dot.right + 4 + wide


def _days(marks: Sequence[Mark], scale: TimeScale, side: float, setting: Setting) -> dict[date, str]:
    """Return the days of the month by mark, where each has room before the next one; nothing where one has none."""
    font = setting.metrics(12)
    labels = {mark.day: str(mark.day.day) for mark in marks}
    places = [scale.at(day) for day in labels]
    rooms = [after - before - side - 4 for before, after in pairwise(places)]
    wide = [font.width(label) + 6 for label in labels.values()]
    if any(need > room for need, room in zip(wide, rooms, strict=False)):
        return {}
    return labels
