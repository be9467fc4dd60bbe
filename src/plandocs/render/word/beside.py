"""A table with a small chart at its right, as a status page shows milestones and burn-up."""

from __future__ import annotations

from plandocs.content.blocks import LineChart, Table
from plandocs.render.word.charts import line_chart
from plandocs.render.word.paragraphs import paragraph
from plandocs.render.word.setting import Setting
from plandocs.render.word.tables import cell, table, table_row, table_xml

_TABLE_SHARE = 0.7
_GUTTER = 160
_ROW = 235
"""About the height of a row of the table, in twentieths of a point."""
_LEAST, _MOST = 1500, 2600


def beside(left: Table, right: LineChart, setting: Setting) -> str:
    """Return a table and a chart side by side; the chart is as high as the table, within bounds."""
    whole = setting.width
    widths = (round(whole * _TABLE_SHARE), _GUTTER, whole - round(whole * _TABLE_SHARE) - _GUTTER)
    gap = paragraph(setting.style("Section End"), "")
    setting.width = widths[0]
    first = table(left, setting) + gap
    setting.width = widths[2]
    height = min(max((len(left.rows) + 1) * _ROW, _LEAST), _MOST)
    second = line_chart(right, setting, height=height, small=True)
    setting.width = whole
    row = table_row([cell(widths[0], first), cell(widths[1], gap), cell(widths[2], second)])
    return table_xml("", widths, [row], setting, title="", head=False, own="Plandocs Plain")
