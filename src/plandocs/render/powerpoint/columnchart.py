"""Shares as columns: a native chart, whose numbers stand in a workbook inside the presentation."""

from __future__ import annotations

from plandocs.content.blocks import ColumnChart
from plandocs.render.chart_book import chart_book
from plandocs.render.column_chart import ChartLook, column_chart_xml, column_labels, column_values
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas, Chart

_SIZE = 12.0
_BOOK = "rId1"


def height(chart: ColumnChart, width: float, setting: Setting) -> float:
    """Return the height the chart wants."""
    return 240.0


def split(chart: ColumnChart, width: float, room: float, setting: Setting) -> list[ColumnChart]:
    """Return the chart: it is never split."""
    return [chart]


def draw(chart: ColumnChart, box: Box, canvas: Canvas) -> None:
    """Place the chart; its parts are added to the file with the slide."""
    setting = canvas.setting
    look = ChartLook(
        plain=setting.colour(setting.tint("accent", 0.35)),
        marked=setting.colour("accent"),
        text=setting.colour(setting.text_colour("muted")),
        marked_text=setting.colour(setting.on_ground),
        line=setting.colour("line"),
        size=_SIZE,
        language=setting.formats.language,
        percent=setting.formats.percent(1),
    )
    data = chart_book(column_labels(chart), [(chart.series, column_values(chart))])
    made = Chart(column_chart_xml(chart, _BOOK, look), data)
    canvas.chart(box, made, name=f"plandocs:{chart.name}", alt=chart.alt or chart.caption)
