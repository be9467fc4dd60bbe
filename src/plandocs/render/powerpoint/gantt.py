"""The Gantt chart of native shapes: bars, diamonds, brackets and glued connectors that a person can drag.

Rows are equal; a bar carries its dates in itself where they fit, else beside it, never over another label. Bars are
named `plandocs:task:<id>` and tell their dates in words. Connectors are drawn only where a slide holds all rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plandocs.content.drawn import LEAST_BAR
from plandocs.content.gantt import CRITICAL_MARK, Gantt, GanttLink, GanttRow
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.scale import HEADER, TimeScale, draw_scale, draw_today, shade_days
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas, Glue
from plandocs.render.powerpoint.text import Para, Run, cut_para, one_line, para

_FLAG = 20.0
_LEGEND = 24.0
_LABELS, _MOST_LABELS = 0.31, 0.36
"""The label column's share of the width, and the most it takes so that every row has room for its owner."""
_SIZE = 12.0
_CRITICAL, _CRITICAL_TURNED = f"{CRITICAL_MARK} ", "◄ "
"""Stands before the names of what decides the date, and before its word in the legend; the other from right to left."""
_INDENT = 12.0
_ROUND = (("adj", 18000),)
_LEAST_MARK = 110.0
"""The least room beside a bracket in which a milestone's name is begun."""
_ROW_LEAST, _ROW_WANTED, _ROW_MOST = 21.0, 34.0, 42.0
_CLEAR = 3.0
"""What a label at the left of its bar keeps from the connector that it interrupts."""
_HELD = 9.0
"""The height of a buffer that hangs below its phase's bracket."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar that was drawn: its shape, its box, and whether others may be glued to it."""

    shape: int
    box: Box


def height(gantt: Gantt, width: float, setting: Setting) -> float:
    """Return the height the chart wants."""
    return _frame(gantt) + len(gantt.rows) * _ROW_WANTED


def split(gantt: Gantt, width: float, room: float, setting: Setting) -> list[Gantt]:
    """Return the chart in parts of as many rows as fit, and as it may have."""
    most = max(1, min(gantt.most_rows, int((room - _frame(gantt)) // _ROW_LEAST)))
    return list(gantt.split(most))


def draw(gantt: Gantt, box: Box, canvas: Canvas) -> None:
    """Draw the chart."""
    labels, with_owners = _label_column(gantt, box.w, canvas.setting)
    row = min(_ROW_MOST, (box.h - _frame(gantt)) / max(1, len(gantt.rows)))
    flag = _FLAG if gantt.today else 0.0
    chart = Box(box.x + labels, box.y + flag, box.w - labels, HEADER + row * len(gantt.rows))
    scale = TimeScale.over(gantt.start, gantt.finish, chart.x, chart.w)
    body = chart.below(HEADER)
    shade_days(scale, gantt.non_working, body, canvas)
    names = draw_scale(scale, chart, canvas)
    for place, item in enumerate(gantt.rows):
        line = Box(box.x, body.y + place * row, box.w, row)
        _label(item, Box(line.x, line.y, labels - 10, row), canvas, with_owner=with_owners)
        if place and item.kind == "phase":
            canvas.rule(line.x, line.y, line.right, line.y, "line")
    canvas.rule(box.x, body.bottom, box.right, body.bottom, "line")
    if gantt.today:
        whole = Box(chart.x, box.y, chart.w, chart.bottom - box.y)
        draw_today(scale, gantt.today, gantt.today_label, whole, canvas, beside=names)
    _bars(gantt, scale, body, row, canvas)
    if gantt.legend:
        _legend(gantt, Box(box.x, body.bottom + 8, box.w, 16), canvas)


def _bars(gantt: Gantt, scale: TimeScale, body: Box, row: float, canvas: Canvas) -> None:
    linked = gantt.links if len(gantt.rows) <= gantt.most_rows else ()
    places = {item.id: _place(item, scale, body.y + place * row, row) for place, item in enumerate(gantt.rows)}
    shapes = {item.id: canvas.take_id() for item in gantt.rows}
    for link in linked:
        _connector(link, places, shapes, canvas)
    partly = any(item.progress for item in gantt.rows)
    for item in gantt.rows:
        _bar(item, _Bar(shapes[item.id], places[item.id]), canvas, partly=partly)
        _baseline(item, scale, places[item.id], canvas)
        _held(item, places[item.id], scale, canvas)
        if item.marks:
            _marks(item, places[item.id], scale, body, canvas)
        else:
            _dates(item, places[item.id], scale, body, canvas)


def _frame(gantt: Gantt) -> float:
    return HEADER + (_FLAG if gantt.today else 0.0) + (_LEGEND if gantt.legend else 0.0)


def _place(item: GanttRow, scale: TimeScale, top: float, row: float) -> Box:
    """Return where a row's bar or diamond is."""
    middle = top + row / 2
    if item.kind == "milestone":
        side = min(16.0, row * 0.62)
        x = scale.after(item.finish) - scale.per_day / 2
        return Box(x - side / 2, middle - side / 2, side, side)
    x, right = scale.at(item.start), scale.after(item.finish)
    if item.kind == "phase":
        return Box(x, middle - 4, max(6.0, right - x), 8)
    tall = row * 0.58
    return Box(x, middle - tall / 2, max(LEAST_BAR, right - x), tall)


def _label_column(gantt: Gantt, width: float, setting: Setting) -> tuple[float, bool]:
    """Return the width of the label column, and whether it names the owners: those of all rows or of none."""
    wanted = max((_label_width(item, setting, with_owner=True) for item in gantt.rows), default=0.0) + 12.0
    if wanted <= width * _MOST_LABELS:
        return max(wanted, width * 0.26), True
    plain = max((_label_width(item, setting, with_owner=False) for item in gantt.rows), default=0.0) + 12.0
    return min(max(plain, width * 0.22), width * _LABELS), False


def _label_width(item: GanttRow, setting: Setting, *, with_owner: bool) -> float:
    heavy = item.kind in ("phase", "milestone")
    wide = setting.metrics(_SIZE, bold=heavy).width(_label_text(item, setting)) + (
        0.0 if item.kind == "phase" else _INDENT
    )
    return wide + (setting.metrics(_SIZE).width(f"  {item.owner}") if with_owner and item.owner else 0.0)


def _label_text(item: GanttRow, setting: Setting) -> str:
    decides = any(row.critical for row in item.held) if item.kind == "phase" else item.critical
    mark = _mark(setting) if decides else ""
    return mark + one_line(item.label)


def _mark(setting: Setting) -> str:
    return _CRITICAL_TURNED if setting.turned else _CRITICAL


def _label(item: GanttRow, box: Box, canvas: Canvas, *, with_owner: bool) -> None:
    setting = canvas.setting
    quiet = setting.text_colour("muted")
    indent = 0.0 if item.kind == "phase" else _INDENT
    heavy = item.kind in ("phase", "milestone")
    room = box.w - indent
    line = Para((Run(_label_text(item, setting), _SIZE, heavy, setting.on_ground),))
    if item.owner and with_owner:
        line = Para((*line.runs, Run(f"  {item.owner}", _SIZE, False, quiet)))
    lines = 2 if box.h >= 30 else 1
    cut = cut_para(line, room, lines, setting)
    if cut is not line:
        canvas.shortened.append(line.text)
    canvas.text(Box(box.x + indent, box.y, room, box.h), (cut,), anchor="ctr")


def _bar(item: GanttRow, bar: _Bar, canvas: Canvas, *, partly: bool) -> None:
    name, box = f"plandocs:task:{item.id}", bar.box
    alt = item.alt or item.label
    if item.kind == "milestone":
        canvas.shape(box, fill="accent_strong", geometry="diamond", name=name, alt=alt, number=bar.shape)
        return
    if item.kind == "phase":
        _bracket(bar, name, alt, canvas)
        return
    line, weight = ("ink", 1.5) if item.critical else ("", 0.75)
    if item.kind == "buffer":
        _buffer(item, box, bar.shape, canvas)
        return
    setting = canvas.setting
    fill = setting.tint("accent", 0.38) if partly else "accent"
    inside = _fits_inside(item, box, setting)
    words = (para(_dates_text(item, setting), _SIZE, colour=setting.on(fill)),) if inside else ()
    canvas.shape(
        box,
        fill=fill,
        line=line,
        weight=weight,
        geometry="roundRect",
        adjust=_ROUND,
        name=name,
        alt=alt,
        text=words,
        inset=(5, 0, 0, 0),
        number=bar.shape,
    )
    if item.progress:
        done = Box(box.x, box.y, max(2.0, box.w * item.progress / 100), box.h)
        canvas.shape(done, fill="accent", geometry="roundRect", adjust=_ROUND, name=f"plandocs:done:{item.id}")


def _buffer(item: GanttRow, box: Box, number: int, canvas: Canvas) -> None:
    canvas.shape(
        box,
        fill="paper",
        hatch="neutral",
        line="ink" if item.critical else "muted",
        weight=1.5 if item.critical else 1.0,
        dash="sysDash",
        geometry="roundRect",
        adjust=_ROUND,
        name=f"plandocs:task:{item.id}",
        alt=item.alt or item.label,
        number=number,
    )


def _held(item: GanttRow, box: Box, scale: TimeScale, canvas: Canvas) -> None:
    """Draw the buffers that have no row of their own below the bracket of the row that holds them."""
    for row in item.held:
        if row.kind == "buffer":
            x, right = scale.at(row.start), scale.after(row.finish)
            place = Box(x, box.y + 7, max(LEAST_BAR, right - x), _HELD)
            _buffer(row, place, canvas.take_id(), canvas)


def _bracket(bar: _Bar, name: str, alt: str, canvas: Canvas) -> None:
    """Draw a phase: a thin dark bar whose ends point down."""
    box = bar.box
    canvas.shape(Box(box.x, box.y, box.w, 4.5), fill="ink", name=name, alt=alt, number=bar.shape)
    for x in (box.x, box.right - 3):
        canvas.shape(Box(x, box.y, 3, 9), fill="ink")


def _baseline(item: GanttRow, scale: TimeScale, box: Box, canvas: Canvas) -> None:
    if item.baseline_finish is None or item.kind == "milestone":
        return
    first, last = max(item.baseline_start or item.start, scale.start), min(item.baseline_finish, scale.finish)
    if first <= last:
        canvas.rule(scale.at(first), box.bottom + 2.5, scale.after(last), box.bottom + 2.5, "neutral", 2.5)


def _dates(item: GanttRow, box: Box, scale: TimeScale, body: Box, canvas: Canvas) -> None:
    """Write a row's dates beside its bar, unless they are in it: at its right, else at its left."""
    setting = canvas.setting
    heavy = item.kind in ("milestone", "phase")
    text = _dates_text(item, setting)
    wide = setting.metrics(_SIZE, bold=heavy).width(text) + 2
    quiet = setting.text_colour("muted")
    line = Box(box.x, box.middle - 8, wide, 16)
    if _fits_inside(item, box, setting):
        return
    words = (para(text, _SIZE, bold=heavy, colour=setting.on_ground if heavy else quiet),)
    gap, inset = 6.0, (0.0, 0.0, 0.0, 0.0)
    left, right = _ends(item, box, scale)
    if right + gap + wide <= body.right:
        place = Box(right + gap, line.y, wide, 16)
    elif left - gap - wide - _CLEAR >= body.x:
        place = Box(left - gap - wide - _CLEAR, line.y, wide + _CLEAR, 16)
        inset = (_CLEAR, 0.0, 0.0, 0.0)
    else:
        return
    canvas.shape(place, fill=setting.ground, text=words, inset=inset)


def _ends(item: GanttRow, box: Box, scale: TimeScale) -> tuple[float, float]:
    """Return where a row's drawing begins and ends: its bar, and the agreed one below that a label must not cover."""
    if item.baseline_finish is None or item.kind == "milestone":
        return box.x, box.right
    first, last = max(item.baseline_start or item.start, scale.start), min(item.baseline_finish, scale.finish)
    if first > last:
        return box.x, box.right
    return min(box.x, scale.at(first)), max(box.right, scale.after(last))


def _fits_inside(item: GanttRow, box: Box, setting: Setting) -> bool:
    """Return whether a row's dates can be written in its bar."""
    if item.kind != "task" or item.progress or item.marks or box.h < _SIZE * 1.2:
        return False
    return setting.metrics(_SIZE).width(_dates_text(item, setting)) + 10 <= box.w


def _marks(item: GanttRow, box: Box, scale: TimeScale, body: Box, canvas: Canvas) -> None:
    """Draw a row's own milestones: a diamond at the end, with its name and day beside it, the day alone for no name."""
    setting = canvas.setting
    for number, (day, label) in enumerate(item.marks):
        x = scale.after(day) - (0.0 if day == item.finish else scale.per_day / 2)
        middle = box.y + 2.25 if item.kind == "phase" else box.middle
        diamond = Box(x - 7, middle - 7, 14, 14)
        when = _day(day, setting)
        text = f"{one_line(label)}, {when}" if label else when
        name = f"plandocs:milestone:{item.id}:{number}"
        canvas.shape(
            diamond, fill="accent_strong", geometry="diamond", name=name, alt=text if label else f"{item.label}, {when}"
        )
        font = setting.metrics(_SIZE, bold=True)
        left, right = _ends(item, box, scale)
        after, before = max(diamond.right, right) + 6, min(left, diamond.x) - 6
        wide = font.width(text) + 2
        at_right = body.right - after >= min(wide, before - body.x)
        room = body.right - after if at_right else before - body.x
        if wide > room:
            when = setting.formats.day_month(day)
            if font.width(f"{one_line(label)}, {when}") + 2 > room:
                canvas.shortened.append(f"{label}, {when}")
            if room < _LEAST_MARK:
                continue
            text = font.cut(one_line(label), room - font.width(f", {when}") - 4) + f", {when}"
            wide = font.width(text) + 2
        place = Box(after if at_right else before - wide, diamond.middle - 8, wide, 16)
        canvas.shape(place, fill=setting.ground, text=(para(text, _SIZE, bold=True, colour=setting.on_ground),))


def _day(day: date, setting: Setting) -> str:
    """Return a day with its weekday and without its year, where the language is English: `Thu 25 Feb`."""
    formats = setting.formats
    if formats.language.lower().startswith("en"):
        return formats.day(day).rsplit("\u00a0", 1)[0]
    return formats.day_month(day)


def _dates_text(item: GanttRow, setting: Setting) -> str:
    formats = setting.formats
    if item.kind == "milestone" or item.start == item.finish:
        return _day(item.finish, setting)
    return f"{formats.day_month(item.start)} – {formats.day_month(item.finish)}"


def _connector(link: GanttLink, places: dict[str, Box], shapes: dict[str, int], canvas: Canvas) -> None:
    """Draw a dependency as an elbow that goes down first, glued to both bars.

    Finish-to-start leaves below the bar's middle and enters at the left; start-to-start runs along the left edges.
    Kinds that would have to cross their own bar are left to the table.
    """
    first, last = places[link.predecessor], places[link.successor]
    goal = Glue(shapes[link.successor], 1, last.x, last.middle)
    down = last.y > first.y
    if link.type == "FS" and last.x - first.centre > 4:
        start = Glue(shapes[link.predecessor], 2 if down else 0, first.centre, first.bottom if down else first.y)
    elif link.type == "SS" and last.x - first.x > 4:
        start = Glue(shapes[link.predecessor], 1, first.x, first.middle)
    else:
        return
    canvas.elbow(start, goal, "neutral", name=f"plandocs:link:{link.predecessor}:{link.successor}")


def _legend(gantt: Gantt, box: Box, canvas: Canvas) -> None:
    setting = canvas.setting
    quiet = setting.text_colour("muted")
    x = box.x
    for kind, name in gantt.legend:
        word = f"{_mark(setting)}{name}" if kind == "critical" else name
        sample = Box(x, box.middle - 5, 22, 10)
        wide = setting.metrics(_SIZE).width(word) + 2
        if x + 28 + wide > box.right:
            return
        _sample(kind, sample, gantt, canvas)
        canvas.text(Box(x + 28, box.y, wide, box.h), (para(word, _SIZE, colour=quiet),), anchor="ctr")
        x += 28 + wide + 20


def _sample(kind: str, box: Box, gantt: Gantt, canvas: Canvas) -> None:
    partly = any(item.progress for item in gantt.rows)
    fill = canvas.setting.tint("accent", 0.38) if partly else "accent"
    if kind == "milestone":
        side = Box(box.centre - 6, box.middle - 6, 12, 12)
        canvas.shape(side, fill="accent_strong", geometry="diamond")
    elif kind == "phase":
        _bracket(_Bar(canvas.take_id(), Box(box.x, box.y + 2, box.w, 8)), "", "", canvas)
    elif kind == "buffer":
        canvas.shape(
            box, fill="paper", hatch="neutral", line="muted", dash="sysDash", geometry="roundRect", adjust=_ROUND
        )
    elif kind == "critical":
        canvas.shape(box, fill=fill, line="ink", weight=1.5, geometry="roundRect", adjust=_ROUND)
    elif kind == "baseline":
        canvas.rule(box.x, box.middle, box.right, box.middle, "neutral", 2.5)
    elif kind == "today":
        canvas.rule(box.centre, box.y, box.centre, box.bottom, "second", 1.5)
    else:
        canvas.shape(box, fill="accent" if kind == "progress" else fill, geometry="roundRect", adjust=_ROUND)
