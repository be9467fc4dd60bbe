"""Lines over dates, such as a burn-up: a native chart, whose numbers stand in a workbook inside the presentation."""

from __future__ import annotations

from plandocs.content.blocks import LineChart
from plandocs.render.chart_book import chart_book
from plandocs.render.line_chart import LineLook, line_chart_xml
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas, Chart

_SIZE = 12.0
_BOOK = "rId1"
_LINES = (("neutral", "dash"), ("accent", "solid"), ("accent_strong", "solid"), ("second", "solid"))
_LAYOUT = (
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    '<c:x val="0.07"/><c:y val="0.06"/><c:w val="0.83"/><c:h val="0.78"/></c:manualLayout></c:layout>'
)
"""Room at the right for the names of the lines."""


def height(chart: LineChart, width: float, setting: Setting) -> float:
    """Return the height the chart wants."""
    return 260.0


def split(chart: LineChart, width: float, room: float, setting: Setting) -> list[LineChart]:
    """Return the chart: it is never split."""
    return [chart]


def draw(chart: LineChart, box: Box, canvas: Canvas) -> None:
    """Place the chart; its parts are added to the file with the slide."""
    setting = canvas.setting
    labels = [setting.formats.day_month(day).replace("\u00a0", " ") for day in chart.points]
    look = LineLook(
        lines=tuple((setting.colour(setting.text_colour(role)), dash) for role, dash in _LINES),
        text=setting.colour(setting.text_colour("muted")),
        line=setting.colour("line"),
        size=_SIZE,
        language=setting.formats.language,
        layout=_LAYOUT,
    )
    data = chart_book(labels, [(item.name, item.values) for item in chart.series])
    made = Chart(line_chart_xml(chart, labels, _BOOK, look), data)
    canvas.chart(box, made, name=f"plandocs:{chart.name}", alt=chart.alt or chart.caption)
