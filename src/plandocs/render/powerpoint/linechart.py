"""Lines over dates, such as a burn-up: drawn as native lines, each named at its end."""

from __future__ import annotations

from plandocs.content.blocks import LineChart, Series
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import para

_LEFT, _FOOT, _NAMES = 44.0, 22.0, 130.0
_COLOURS = ("neutral", "accent", "accent_strong", "second")
_STEPS = 4


def height(chart: LineChart, width: float, setting: Setting) -> float:
    """Return the height the chart wants."""
    return 260.0


def split(chart: LineChart, width: float, room: float, setting: Setting) -> list[LineChart]:
    """Return the chart: it is never split."""
    return [chart]


def draw(chart: LineChart, box: Box, canvas: Canvas) -> None:
    """Draw the axes, the lines, and the names at their ends."""
    area = Box(box.x + _LEFT, box.y + 26, box.w - _LEFT - _NAMES, box.h - _FOOT - 26)
    values = [value for series in chart.series for value in series.values if value is not None]
    most = _round_up(max(values, default=1.0))
    _axes(chart, area, most, canvas)
    free = area.y - 20
    ends = []
    for place, series in enumerate(chart.series):
        points = _points(chart, series, area, most)
        colour = _COLOURS[place % len(_COLOURS)]
        if len(points) > 1:
            canvas.path(points, colour, 2.25, name=f"plandocs:line:{series.name}", alt=f"{chart.alt or chart.caption}")
        if points:
            ends.append((points[-1], colour, series.name))
    for (x, y), _, name in sorted(ends, key=lambda end: end[0][1]):
        top = max(y - 8, free)
        words = para(name, 12, bold=True, colour=canvas.setting.on_ground)
        canvas.text(Box(x + 6, top, max(60.0, box.right - x - 6), 16), (words,), anchor="ctr")
        free = top + 16


def _axes(chart: LineChart, area: Box, most: float, canvas: Canvas) -> None:
    setting = canvas.setting
    quiet = setting.text_colour("muted")
    canvas.text(Box(area.x, area.y - 26, area.w, 16), (para(chart.unit, 12, colour=quiet),))
    for step in range(_STEPS + 1):
        value = most * step / _STEPS
        y = area.bottom - area.h * step / _STEPS
        canvas.rule(area.x, y, area.right, y, "line")
        words = para(setting.formats.number(value), 12, colour=quiet, align="r")
        canvas.text(Box(area.x - _LEFT, y - 8, _LEFT - 6, 16), (words,), anchor="ctr")
    font = setting.metrics(12)
    free = area.x - 10.0
    for place, day in enumerate(chart.points):
        label = setting.formats.day_month(day)
        x = _at(place, chart, area)
        wide = font.width(label) + 2
        if x - wide / 2 > free and x + wide / 2 <= area.right + _NAMES:
            words = para(label, 12, colour=quiet, align="ctr")
            canvas.text(Box(x - wide / 2, area.bottom + 4, wide, 16), (words,), anchor="ctr")
            free = x + wide / 2 + 6


def _points(chart: LineChart, series: Series, area: Box, most: float) -> list[tuple[float, float]]:
    return [
        (_at(place, chart, area), area.bottom - area.h * value / most)
        for place, value in enumerate(series.values)
        if value is not None
    ]


def _at(place: int, chart: LineChart, area: Box) -> float:
    return area.x + area.w * place / max(1, len(chart.points) - 1)


def _round_up(value: float) -> float:
    """Return the next number that divides into four even steps."""
    step = 4.0
    while step < value:
        step *= 2 if step * 2 >= value or step < 16 else 1.25
    return step
