"""Stacked columns over weeks: a native chart, whose numbers stand in a workbook inside the presentation."""

from __future__ import annotations

from plandocs.content.blocks import StackedChart
from plandocs.render.chart_book import chart_book
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas, Chart
from plandocs.render.stacked_chart import StackLook, stacked_chart_xml

_SIZE = 12.0
_BOOK = "rId1"


def height(chart: StackedChart, width: float, setting: Setting) -> float:
    """Return the height the chart wants."""
    return 260.0


def split(chart: StackedChart, width: float, room: float, setting: Setting) -> list[StackedChart]:
    """Return the chart: it is never split."""
    return [chart]


def draw(chart: StackedChart, box: Box, canvas: Canvas) -> None:
    """Place the chart; its parts are added to the file with the slide."""
    setting = canvas.setting
    labels = [setting.formats.day_month(day).replace("\u00a0", " ") for day in chart.points]
    look = StackLook(
        fills=(setting.colour("accent"), setting.colour(setting.tint("accent", 0.4)), setting.colour("neutral")),
        text=setting.colour(setting.text_colour("muted")),
        line=setting.colour("line"),
        size=_SIZE,
        language=setting.formats.language,
    )
    data = chart_book(labels, [(item.name, item.values) for item in chart.series])
    made = Chart(stacked_chart_xml(chart, labels, _BOOK, look), data)
    canvas.chart(box, made, name=f"plandocs:{chart.name}", alt=chart.alt)
