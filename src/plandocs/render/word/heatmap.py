"""The heat map: likelihood up, impact right, the risks' ids in its cells, the worst corner top right."""

from __future__ import annotations

from plandocs.content.blocks import HeatMap
from plandocs.render.direction import runs_right_to_left
from plandocs.render.metrics import metrics
from plandocs.render.word.palette import border
from plandocs.render.word.paragraphs import caption, paragraph, run
from plandocs.render.word.setting import Setting
from plandocs.render.word.tables import PADDING, cell, table_row, table_xml
from plandocs.render.xmltext import escape_attribute

LEVELS = ("H", "M", "L")
_VALUE = {"H": 3, "M": 2, "L": 1}
_LABEL, _LONGEST_LABEL = 1500, 2400
_LABEL_SIZE = 9.0
_CELL = 1750
_ROW = 620


def heat_map(block: HeatMap, setting: Setting) -> str:
    """Return a heat map with its caption."""
    found = dict(block.cells)
    labels = dict(block.level_labels)
    up = f"{block.likelihood_label} ↑"
    label = _label_width(up, setting)
    each = min(_CELL, (setting.width - label) // 3)
    widths = (label, each, each, each)
    rows = [_row(level, found, labels, widths, setting) for level in LEVELS]
    rows.append(_axis(labels, block.impact_label, widths, setting))
    head = cell(label, paragraph(setting.style("Heat Label"), run(up)))
    blank = paragraph(setting.style("Heat Label"), "")
    rows.insert(0, table_row([head, cell(each * 3, blank, span=3)]))
    above = caption(block, block.caption, setting) if block.caption else ""
    table = table_xml("", widths, rows, setting, title=block.caption, head=False, own="Plandocs Plain")
    if block.alt:
        described = f'<w:tblDescription w:val="{escape_attribute(block.alt)}"/></w:tblPr>'
        table = table.replace("</w:tblPr>", described, 1)
    return above + table


def _label_width(text: str, setting: Setting) -> int:
    """Return the width of the labels' column, so that the axis is named on one line."""
    wide = int(metrics(setting.brand.fonts.body, _LABEL_SIZE).width(text) * 20) + PADDING
    return min(max(_LABEL, wide), _LONGEST_LABEL)


def _row(
    level: str,
    found: dict[tuple[str, str], tuple[str, ...]],
    labels: dict[str, str],
    widths: tuple[int, ...],
    setting: Setting,
) -> str:
    cells = [cell(widths[0], paragraph(setting.style("Heat Label"), run(labels[level])), align="center")]
    for impact, width in zip(reversed(LEVELS), widths[1:], strict=True):
        ids = found.get((level, impact), ())
        inside = paragraph(setting.style("Heat Id"), run("  ".join(ids)))
        cells.append(cell(width, inside, borders=_gaps(setting), fill=_fill(level, impact, setting), align="center"))
    return table_row(cells, height=_ROW)


def _axis(labels: dict[str, str], impact_label: str, widths: tuple[int, ...], setting: Setting) -> str:
    style = setting.style("Heat Label Centred")
    cells = [cell(widths[0], paragraph(style, ""))]
    onward = "←" if runs_right_to_left(setting.formats.language) else "→"
    for impact, width in zip(reversed(LEVELS), widths[1:], strict=True):
        named = setting.formats.pair(impact_label, labels[impact])
        text = f"{named} {onward}" if impact == "H" else labels[impact]
        cells.append(cell(width, paragraph(style, run(text)), align="center"))
    return table_row(cells, height=320)


def _fill(likelihood: str, impact: str, setting: Setting) -> str:
    """Return the shading of a cell: by its score of 9, pale, so that ink is read on it."""
    score = _VALUE[likelihood] * _VALUE[impact]
    role = "bad" if score >= 6 else "watch" if score >= 3 else "good"
    return tinted(setting.brand.colors[role], setting.brand.colors["paper"], 0.30 if score in (9, 4, 1) else 0.22)


def tinted(color: str, paper: str, share: float) -> str:
    """Return a shading with a colour mixed into the paper's."""
    mixed = "".join(
        f"{round(int(paper[n : n + 2], 16) * (1 - share) + int(color[n : n + 2], 16) * share):02X}" for n in (0, 2, 4)
    )
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{mixed}"/>'


def _gaps(setting: Setting) -> str:
    """Return borders in the paper's colour, so that the cells stand apart."""
    return "".join(border(setting.brand, side, "paper", 18) for side in ("top", "left", "bottom", "right"))
