"""Swimlanes over time: a lane for each wave with its sites, its stretch, its go-live and its criteria.

Spans in which nothing may go live are hatched over all lanes.
"""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Lane, Lanes
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.scale import HEADER, TimeScale, draw_scale
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Para, cut_para, para, text_height

_LABELS = 0.22
_BAR = 22.0
_PAD = 10.0
_MOST = 110.0
_FOOT = 24.0


def height(block: Lanes, width: float, setting: Setting) -> float:
    """Return the height the lanes want."""
    return HEADER + sum(_lane_height(lane, width, setting) for lane in block.lanes) + (_FOOT if block.closed else 0)


def split(block: Lanes, width: float, room: float, setting: Setting) -> list[Lanes]:
    """Return the lanes in parts that fit."""
    parts: list[list[Lane]] = [[]]
    free = room - HEADER - (_FOOT if block.closed else 0)
    used = 0.0
    for lane in block.lanes:
        tall = _lane_height(lane, width, setting)
        if parts[-1] and used + tall > free:
            parts.append([])
            used = 0.0
        used += tall
        parts[-1].append(lane)
    return [replace(block, lanes=tuple(part)) for part in parts]


def draw(block: Lanes, box: Box, canvas: Canvas) -> None:
    """Draw the lanes; they share the height of the box up to a limit."""
    setting = canvas.setting
    heights = [_lane_height(lane, box.w, setting) for lane in block.lanes]
    foot = _FOOT if block.closed else 0.0
    spare = max(0.0, box.h - HEADER - foot - sum(heights)) / len(heights)
    heights = [max(tall, min(tall + spare, _MOST)) for tall in heights]
    left = box.w * _LABELS
    chart = Box(box.x + left, box.y, box.w - left, HEADER + sum(heights))
    scale = TimeScale.over(block.start, block.finish, chart.x, chart.w)
    draw_scale(scale, chart, canvas)
    for first, last, label in block.closed:
        _closed(scale, first, last, label, chart, canvas)
    y = chart.y + HEADER
    for lane, tall in zip(block.lanes, heights, strict=True):
        _lane(lane, Box(box.x, y, box.w, tall), left, scale, canvas)
        y += tall
    if block.closed:
        quiet = setting.text_colour("muted")
        words = setting.formats.apart([label for _, _, label in block.closed])
        line = cut_para(para(words, 12, colour=quiet), box.w - 30, 1, setting)
        canvas.shape(Box(box.x, y + 9, 20, 10), fill=setting.ground, hatch="neutral")
        canvas.text(Box(box.x + 28, y + 6, box.w - 30, 16), (line,), anchor="ctr")


def _closed(scale: TimeScale, first: object, last: object, label: str, chart: Box, canvas: Canvas) -> None:
    from datetime import date

    assert isinstance(first, date)
    assert isinstance(last, date)
    x, right = max(scale.at(first), chart.x), min(scale.after(last), chart.right)
    if right > x:
        area = chart.below(HEADER)
        tint = canvas.setting.tint("neutral", 0.45)
        canvas.shape(
            Box(x, area.y, right - x, area.h),
            fill=canvas.setting.ground,
            hatch=tint,
            name="plandocs:closed",
            alt=label,
        )


def _lane(lane: Lane, box: Box, left: float, scale: TimeScale, canvas: Canvas) -> None:
    setting = canvas.setting
    for part in _head(lane, left - 14, setting):
        if "…" in part.text:
            canvas.shortened.append(setting.formats.pair(lane.title, lane.note))
    canvas.text(Box(box.x, box.y + 4, left - 14, box.h - 8), _head(lane, left - 14, setting), anchor="ctr")
    canvas.rule(box.x, box.bottom, box.right, box.bottom, "line")
    notes = _criteria(lane, box.w - left, setting)
    below = text_height(notes, box.w - left - 12, setting)
    bar_y = box.y + max(_PAD, (box.h - _BAR - below - 6) / 2)
    x, right = scale.at(lane.start), scale.after(lane.finish)
    bar = Box(x, bar_y, max(6.0, right - x), _BAR)
    span = setting.formats.span(lane.start, lane.finish)
    canvas.shape(
        bar,
        fill=setting.tint("accent", 0.38),
        geometry="roundRect",
        adjust=(("adj", 18000),),
        name=f"plandocs:lane:{lane.id}",
        alt=setting.formats.pair(f"{lane.title}, {lane.note}", span),
    )
    _go_live(lane, bar, box, scale, canvas)
    if notes:
        edge = box.x + left
        # The grid ends below the bar as a whole: cut off by each text for itself, it would look torn.
        place = Box(edge + 1, bar.bottom + 6, box.right - edge - 1, max(below, box.bottom - bar.bottom - 7))
        canvas.shape(place, fill=setting.ground, text=notes, anchor="t", inset=(5, 0, 6, 0))


def _go_live(lane: Lane, bar: Box, box: Box, scale: TimeScale, canvas: Canvas) -> None:
    if lane.go_live is None:
        return
    setting = canvas.setting
    x = scale.at(lane.go_live) + scale.per_day / 2
    mark = Box(x - 9, bar.middle - 9, 18, 18)
    canvas.shape(
        mark,
        fill="accent_strong",
        geometry="diamond",
        name=f"plandocs:go-live:{lane.id}",
        alt=f"{lane.label}, {setting.formats.day(lane.go_live)}",
    )
    wide = setting.metrics(12, bold=True).width(lane.label) + 3
    words = (para(lane.label, 12, bold=True, colour=setting.on_ground),)
    start = max(bar.right, mark.right) + 6
    if start + wide > box.right:
        start = min(bar.x, mark.x) - 6 - wide
    canvas.text(Box(start, bar.middle - 8, wide, 16), words, anchor="ctr")


def _head(lane: Lane, width: float, setting: Setting) -> tuple[Para, ...]:
    title = para(lane.title, 14, bold=True, colour=setting.on_ground)
    note = para(lane.note, 12, colour=setting.text_colour("muted"), before=2)
    return tuple(cut_para(line, width, 3, setting) for line in (title, note) if line.text)


def _criteria(lane: Lane, width: float, setting: Setting) -> tuple[Para, ...]:
    quiet = setting.text_colour("muted")
    return tuple(cut_para(para(line, 12, colour=quiet), width - 12, 2, setting) for line in lane.criteria)


def _lane_height(lane: Lane, width: float, setting: Setting) -> float:
    left = width * _LABELS
    head = text_height(_head(lane, left - 14, setting), left - 14, setting) + 12
    notes = _criteria(lane, width - left, setting)
    return max(head, _BAR + 2 * _PAD + text_height(notes, width - left - 12, setting) + (6 if notes else 0))
