"""The RACI matrix: activities down, roles across, one letter a cell, and the letters in words below."""

from __future__ import annotations

from plandocs.content.blocks import Matrix, Paragraph
from plandocs.render.metrics import metrics
from plandocs.render.word.palette import shading
from plandocs.render.word.paragraphs import body, caption, paragraph, run
from plandocs.render.word.setting import Setting
from plandocs.render.word.tables import PADDING, cell, keep_with_next, letter, table_row, table_xml

_USUAL = 1500
"""The width of a role's column, in twentieths of a point, unless a word of its heading is longer."""
_SLACK = 2
"""What rounding takes from a column that was made as wide as its heading."""
_TURNED_HEIGHT = 1700
_WHOLE = 14
"""Rows up to which a matrix stays on one page: its turned headings are read down to the last of them."""


def matrix(block: Matrix, setting: Setting) -> str:
    """Return a matrix, or the sentence that takes its place."""
    if not block.rows:
        return body(Paragraph(block.empty), setting) if block.empty else ""
    widths = _widths(block, setting)
    turned = _is_turned(block, widths, setting)
    last = len(block.rows) - 1
    rows = [
        _head(block, widths, turned, setting),
        *(
            keep_with_next(_row(row, widths, setting), n < last and (last < _WHOLE or n in (0, last - 1)))
            for n, row in enumerate(block.rows)
        ),
    ]
    above = caption(block, block.caption, setting) if block.caption else ""
    table = table_xml("matrix", widths, rows, setting, title=block.caption or block.corner, head=True)
    key = paragraph(setting.styles["note"], run(block.key)) if block.key else ""
    return above + table + key


def _widths(block: Matrix, setting: Setting) -> tuple[int, ...]:
    font = metrics(setting.brand.fonts.body, 9.5)
    longest = max(font.width(name) for name, _ in block.rows) * 20 + 200
    least = min(longest, setting.width * 0.42)
    words = max(_head_words(block, setting), default=0.0)
    each = min(int((setting.width - least) / len(block.heads)), max(_USUAL, int(words) + PADDING))
    return (setting.width - each * len(block.heads), *([each] * len(block.heads)))


def _head_words(block: Matrix, setting: Setting) -> list[float]:
    """Return the widths of the headings' words, in twentieths of a point."""
    bold = metrics(setting.brand.fonts.body, 8.0 if setting.compact else 9.0, bold=True)
    return [bold.width(word) * 20 for head in block.heads for word in head.split()]


def _is_turned(block: Matrix, widths: tuple[int, ...], setting: Setting) -> bool:
    """Return whether a heading's longest word does not fit its column."""
    longest = max(_head_words(block, setting), default=0.0)
    return longest + PADDING - _SLACK > widths[1]


def _head(block: Matrix, widths: tuple[int, ...], turned: bool, setting: Setting) -> str:
    first = cell(widths[0], paragraph(setting.style("Table Head"), run(block.corner)), align="bottom")
    style = setting.style("Table Head" if turned else "Table Head Centred")
    cells = [
        cell(width, paragraph(style, run(head)), align="bottom")
        for head, width in zip(block.heads, widths[1:], strict=True)
    ]
    if turned:
        cells = [
            item.replace('<w:vAlign w:val="bottom"/>', '<w:textDirection w:val="btLr"/><w:vAlign w:val="center"/>')
            for item in cells
        ]
    return table_row([first, *cells], head=True, height=_TURNED_HEIGHT if turned else 0)


def _row(row: tuple[str, tuple[str, ...]], widths: tuple[int, ...], setting: Setting) -> str:
    name, letters = row
    centred = setting.style("Table Centred")
    soft = shading(setting.brand, "accent_soft")
    cells = [cell(widths[0], paragraph(setting.style("Table Text"), run(name)))]
    for value, width in zip(letters, widths[1:], strict=True):
        inside = paragraph(centred, letter(value, setting) if value else "")
        cells.append(cell(width, inside, fill=soft if "A" in value else ""))
    return table_row(cells)
