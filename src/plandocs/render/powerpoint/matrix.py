"""The RACI matrix: its key, then a native table, with a filled circle behind each A.

A stands in a filled circle, R is bold, C and I are muted. Heads stand upright where their words do not fit across.
At most twelve activities a slide.
"""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Matrix
from plandocs.render.powerpoint.geometry import Box, emu
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Para, Run, cut_para, para, para_height, paragraphs_xml

MOST_ROWS = 12
_SIZE = 14.0
_HEAD = 12.0
_KEY = 26.0
_LEAST_ROW, _MOST_ROW = 27.0, 40.0
_LEAST_COLUMN, _MOST_COLUMN = 44.0, 110.0
_UPRIGHT_MOST = 182.0
"""The height of upright heads: programs set them on one line and make the row as tall as that."""


def height(matrix: Matrix, width: float, setting: Setting) -> float:
    """Return the height the matrix wants."""
    if not matrix.rows:
        return para_height(para(matrix.empty, 14), width, setting)
    return _header(matrix, width, setting)[0] + sum(_rows(matrix, width, setting, _MOST_ROW)) + _KEY


def split(matrix: Matrix, width: float, room: float, setting: Setting) -> list[Matrix]:
    """Return the matrix in parts of as many activities as fit."""
    free = room - _header(matrix, width, setting)[0] - _KEY
    parts: list[list[int]] = [[]]
    used = 0.0
    for place, tall in enumerate(_rows(matrix, width, setting, _LEAST_ROW)):
        if parts[-1] and (used + tall > free or len(parts[-1]) == MOST_ROWS):
            parts.append([])
            used = 0.0
        parts[-1].append(place)
        used += tall
    return [replace(matrix, rows=tuple(matrix.rows[place] for place in part)) for part in parts]


def fit(matrix: Matrix, width: float, room: float, setting: Setting) -> Matrix:
    """Return the matrix for one slide: activities without room are counted beside the key."""
    if not matrix.rows:
        return matrix
    shown = split(matrix, width, room, setting)[0]
    rest = len(matrix.rows) - len(shown.rows)
    return replace(shown, key=f"{matrix.key}; {setting.say('more', n=rest)}") if rest else shown


def draw(matrix: Matrix, box: Box, canvas: Canvas) -> None:
    """Draw the key and, under it, the matrix: programs may make rows taller, so nothing stands below them."""
    setting = canvas.setting
    if not matrix.rows:
        canvas.text(box, (para(matrix.empty, 14, colour=setting.text_colour("muted")),))
        return
    canvas.text(box.top(16), (para(matrix.key, 12, colour=setting.text_colour("muted")),))
    box = box.below(_KEY)
    head, upright = _header(matrix, box.w, setting)
    free = box.h - head
    least = _rows(matrix, box.w, setting, _LEAST_ROW)
    grown = min(_MOST_ROW, _LEAST_ROW + max(0.0, free - sum(least)) / len(least))
    rows = _rows(matrix, box.w, setting, grown)
    widths = _widths(matrix, box.w, setting)
    # Below upright heads, and from right to left, A's cell is filled: programs differ on where it is, a circle slips.
    filled = upright or setting.turned
    if not filled:
        _circles(matrix, Box(box.x, box.y + head, box.w, sum(rows)), widths, rows, canvas)
    xml = [_head_row(matrix, head, widths, setting, upright=upright)]
    xml += [_row(matrix, place, tall, widths, canvas, filled=filled) for place, tall in enumerate(rows)]
    frame = Box(box.x, box.y, sum(widths), head + sum(rows))
    alt = setting.formats.pair(matrix.caption or matrix.corner, f"{', '.join(matrix.heads)}. {matrix.key}")
    canvas.table(frame, widths, xml, name="plandocs:raci", alt=alt, title=matrix.caption)


def _widths(matrix: Matrix, width: float, setting: Setting) -> list[float]:
    """Return the columns' widths: each head's longest word, and the rest for the activities and then for all."""
    font = setting.metrics(_HEAD, bold=True)
    words = [max(font.width(word) for word in head.split(" ")) + 10 for head in matrix.heads]
    least = [max(_LEAST_COLUMN, word) for word in words]
    wanted = max((setting.metrics(_SIZE).width(name) for name, _ in matrix.rows), default=100.0) + 18
    first = min(max(wanted, width * 0.26), width * 0.42)
    if sum(least) > width - first:
        first = max(width * 0.26, width - sum(least))
    free = width - first
    if sum(least) > free:
        return [first, *([free / len(matrix.heads)] * len(matrix.heads))]
    extra = min((free - sum(least)) / max(1, len(least)), _MOST_COLUMN - min(least, default=0.0))
    columns = [min(wide + max(0.0, extra), max(wide, _MOST_COLUMN)) for wide in least]
    return [width - sum(columns), *columns]


def _header(matrix: Matrix, width: float, setting: Setting) -> tuple[float, bool]:
    """Return the header's height, and whether its words stand upright."""
    columns = [wide - 6 for wide in _widths(matrix, width, setting)[1:]]
    font = setting.metrics(_HEAD, bold=True)
    pairs = list(zip(matrix.heads, columns, strict=True))
    if all(font.width(word) <= column for head, column in pairs for word in head.split(" ")):
        lines = max((len(font.wrap(head, column)) for head, column in pairs), default=1)
        if lines <= 3:
            return lines * font.line_height + 10, False
    longest = max(font.width(head) for head in matrix.heads)
    return min(longest + 18, _UPRIGHT_MOST), True


def _rows(matrix: Matrix, width: float, setting: Setting, least: float) -> list[float]:
    inner = _widths(matrix, width, setting)[0] - 14
    size = _name_size(matrix, inner, setting)
    font = setting.metrics(size)
    return [max(least, min(2, len(font.wrap(name, inner))) * size * 1.2 + 8) for name, _ in matrix.rows]


def _name_size(matrix: Matrix, inner: float, setting: Setting) -> float:
    """Return the size of the activities: smaller where some would need a second line."""
    fits = all(setting.metrics(_SIZE).width(name) <= inner for name, _ in matrix.rows)
    return _SIZE if fits else _HEAD


def _circles(matrix: Matrix, box: Box, widths: list[float], rows: list[float], canvas: Canvas) -> None:
    """Draw the circles before the table, so that its letters stand on them."""
    y = box.y
    for (_, letters), tall in zip(matrix.rows, rows, strict=True):
        x = box.x + widths[0]
        for letter, wide in zip(letters, widths[1:], strict=True):
            if "A" in letter:
                across = 22.0 if len(letter) < 2 else 34.0
                place = Box(x + wide / 2 - across / 2, y + tall / 2 - 11, across, 22)
                canvas.shape(place, fill="accent", geometry="ellipse" if across < 30 else "roundRect")
            x += wide
        y += tall


def _head_row(matrix: Matrix, tall: float, widths: list[float], setting: Setting, *, upright: bool) -> str:
    quiet = setting.text_colour("muted")
    turn = f' vert="{setting.upright}"' if upright else ""
    cells = [_cell(para(matrix.corner, _HEAD, bold=True, colour=quiet), setting, "accent", anchor="b", right=14)]
    for head in matrix.heads:
        words = para(head, _HEAD, bold=True, colour=quiet, align="l" if upright else "ctr")
        if upright:
            words = cut_para(words, tall - 12, 1, setting)
        cells.append(_cell(words, setting, "accent", anchor="ctr" if upright else "b", turn=turn, right=3, left=3))
    return _tr(tall, 0, cells)


def _row(matrix: Matrix, place: int, tall: float, widths: list[float], canvas: Canvas, *, filled: bool) -> str:
    """Return a row; `filled` colours the cell of an A."""
    setting = canvas.setting
    name, letters = matrix.rows[place]
    full = para(name, _name_size(matrix, widths[0] - 14, setting), colour=setting.on_ground)
    words = cut_para(full, widths[0] - 14, 2, setting)
    if words is not full:
        canvas.shortened.append(full.text)
    cells = [_cell(words, setting, "line", right=14)]
    for letter in letters:
        fill = "accent" if filled and "A" in letter else ""
        cells.append(_cell(_letter(letter, setting), setting, "line", fill=fill))
    return _tr(tall, place + 1, cells)


def _letter(letter: str, setting: Setting) -> Para:
    if "A" in letter:
        return Para((Run(letter, _SIZE, True, setting.on("accent")),), "ctr")
    if "R" in letter:
        return Para((Run(letter, _SIZE, True, setting.on_ground),), "ctr")
    return Para((Run(letter, _SIZE, False, setting.text_colour("muted")),), "ctr")


def _cell(
    words: Para,
    setting: Setting,
    rule: str,
    *,
    anchor: str = "ctr",
    turn: str = "",
    right: float = 0.0,
    left: float = 0.0,
    fill: str = "",
) -> str:
    weight = 1.5 if rule == "accent" else 0.75
    if setting.turned:
        left, right = right, left
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs_xml((words,), setting)}</a:txBody>"
        f'<a:tcPr marL="{emu(left)}" marR="{emu(right)}" marT="25400" marB="25400"{turn} anchor="{anchor}">'
        f'<a:lnB w="{emu(weight)}">{setting.fill(rule)}</a:lnB>{setting.fill(fill)}</a:tcPr></a:tc>'
    )


def _tr(tall: float, place: int, cells: list[str]) -> str:
    return (
        f'<a:tr h="{emu(tall)}">{"".join(cells)}<a:extLst><a:ext uri="{{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}}">'
        f'<a16:rowId val="{30000 + place}"/></a:ext>'
        "</a:extLst></a:tr>"
    )
