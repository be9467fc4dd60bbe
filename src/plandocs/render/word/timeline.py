"""A line of time as a table: a row for each kind of touchpoint, a mark on each of its days."""

from __future__ import annotations

from plandocs.content.blocks import TimeLine
from plandocs.render.word.axis_head import AxisHead
from plandocs.render.word.palette import border
from plandocs.render.word.paragraphs import caption, paragraph, run
from plandocs.render.word.scale import Axis, Group, axis_of
from plandocs.render.word.setting import Setting
from plandocs.render.word.tables import cell, keep_with_next, table_row, table_xml
from plandocs.render.xmltext import escape_attribute

_LABEL_SHARE = 0.28
_ROW = 300
_WHOLE = 14
"""Kinds up to which a line of time stays on one page: it is one picture."""


def time_line(block: TimeLine, setting: Setting) -> str:
    """Return the marks of each kind on one axis; several marks of one column are one mark."""
    axis = axis_of(block.start, block.finish, (), setting.formats)
    label = round(setting.width * _LABEL_SHARE)
    slot, spare = divmod(setting.width - label, axis.slots)
    label += spare
    head = AxisHead(axis, slot, setting)
    last = len(block.kinds) - 1
    rows = [
        _head(head.upper(), "Gantt Head", label, slot, setting, is_last=False),
        _head(head.lower(), "Gantt Week", label, slot, setting, is_last=True),
        *(
            keep_with_next(_row(block, kind, axis, label, slot, setting), n < last and last < _WHOLE)
            for n, kind in enumerate(block.kinds)
        ),
    ]
    table = table_xml("", (label, *([slot] * axis.slots)), rows, setting, title="", head=True, own="Plandocs Gantt")
    above = caption(block, block.caption, setting) if block.caption else ""
    if not block.alt:
        return above + table
    return above + table.replace(
        "</w:tblPr>", f'<w:tblDescription w:val="{escape_attribute(block.alt)}"/></w:tblPr>', 1
    )


def _head(groups: tuple[Group, ...], style: str, label: int, slot: int, setting: Setting, *, is_last: bool) -> str:
    rule = border(setting.brand, "bottom", "accent" if is_last else "line", 12 if is_last else 4)
    name = setting.style(style)
    cells = [cell(label, paragraph(name, ""), borders=rule)]
    for group in groups:
        span = group.last - group.first
        cells.append(cell(slot * span, paragraph(name, run(group.text)), span=span, borders=rule, align="bottom"))
    return table_row(cells, head=True)


def _row(block: TimeLine, kind: str, axis: Axis, label: int, slot: int, setting: Setting) -> str:
    marked = sorted({axis.first(mark.day) for mark in block.marks if mark.kind == kind})
    cells = [cell(label, paragraph(setting.style("Gantt Label"), run(kind)), align="center")]
    blank = paragraph(setting.style("Gantt Space"), "")
    mark = paragraph(setting.style("Gantt Mark"), run("●", setting.style("Chip Accent")))
    edge = border(setting.brand, "left", "line", 4)
    at = 0
    for column in [*marked, axis.slots]:
        if column > at:
            cells.append(cell(slot * (column - at), blank, span=column - at, borders=edge if at in axis.lines else ""))
        if column < axis.slots:
            cells.append(cell(slot, mark, align="center", borders=edge if column in axis.lines else ""))
        at = column + 1
    return table_row(cells, height=_ROW)
