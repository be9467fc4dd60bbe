"""Tables on slides: native, with a header on every part, rows as tall as their text.

A table that does not fit is split over slides: at most nine rows of 14 pt or twelve of 12 pt each. Columns are sized
by their content. A cell that would fill half a slide alone is shortened; its full text goes to the notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from plandocs.content.blocks import Cell, Chip, Column, Row, Span, Table
from plandocs.render.metrics import LINE_HEIGHT
from plandocs.render.powerpoint.geometry import Box, emu
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import (
    Align,
    Para,
    Run,
    chip_runs,
    count_lines,
    cut_para,
    line_width,
    para,
    para_height,
    paragraphs_xml,
    rich_runs,
)

SIZES = ((14.0, 9), (12.0, 12))
"""Text sizes, and how many rows at most of each."""
_LARGER = ((), ((16.0, 7),), ((18.0, 5),))
"""The same by step, for pages that are set larger: many rows in large type would be a wall of text."""
_BREATH = 10.0
"""Room that stays free below a table that grows."""
_MOST_EXTRA = 11.0
"""By how much a row may be taller than its text wants, where a short table has a high slide to itself."""
_GUTTER = 14.0
_SHAPE_SLACK = 8.0
_RIGHT = frozenset({"number", "money", "percent"})
_MOST_LINES = 5
_TIGHT = 2.5
_MOST_FIRM = 0.6
"""The share of the width up to which columns that must not break are given all they need."""
"""The room above and below the text of a row in a table that is fitted to one slide."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table that is measured: its columns' widths, every cell as a paragraph, every row's height."""

    size: float
    widths: tuple[float, ...]
    header: tuple[Para, ...]
    header_height: float
    cells: tuple[tuple[Para, ...], ...]
    heights: tuple[float, ...]
    shortened: tuple[str, ...]

    @property
    def height(self) -> float:
        return self.header_height + sum(self.heights)


def height(table: Table, width: float, setting: Setting) -> float:
    """Return the height the table wants at the size that suits its rows; no end where they are too many to grow."""
    if not table.rows:
        return _empty_height(table, width, setting)
    size = next((size for size, most in _sizes(table, setting) if len(table.rows) <= most), SIZES[-1][0])
    return inf if setting.step and size == SIZES[-1][0] else _measured(table, width, size, setting).height


def split(table: Table, width: float, room: float, setting: Setting) -> list[Table]:
    """Return the table in parts that fit a height of `room`: one part where it fits."""
    if not table.rows or _fitting_size(table, width, room, setting):
        return [table]
    size, most = SIZES[-1]
    grid = _measured(table, width, size, setting)
    free = room - grid.header_height
    grouped = any(row.kind == "group" for row in table.rows)
    again = (
        max(tall for row, tall in zip(table.rows, grid.heights, strict=True) if row.kind == "group") if grouped else 0.0
    )
    parts = _cut(table.rows, grid.heights, free - again, most - 1 if grouped else most)
    made = [replace(table, rows=(*_heading(table, first), *table.rows[first:last])) for first, last in parts]
    for part in made:
        setting.memo["part", id(part)] = (part, size)
    return made


def _heading(table: Table, first: int) -> tuple[Row, ...]:
    """Return the heading that rows from `first` on stand under, to be repeated where they go on without it."""
    if not first or table.rows[first].kind != "plain":
        return ()
    return next(((row,) for row in reversed(table.rows[:first]) if row.kind == "group"), ())


def fit(table: Table, width: float, room: float, setting: Setting) -> Table:
    """Return the table for one slide: cells cut to fewer lines, then rows left out and counted on a last line."""
    if not table.rows or _fitting_size(table, width, room, setting):
        return table
    size, most = SIZES[-1]
    cut = table
    for lines in (4, 3, 2):
        cut = replace(table)
        setting.memo["lines", id(cut)] = (cut, lines)
        if len(cut.rows) <= most and _measured(cut, width, size, setting).height <= room:
            return cut
    grid = _measured(cut, width, size, setting)
    free = room - grid.header_height - size * LINE_HEIGHT - 2 * _TIGHT
    _, last = _cut(table.rows, grid.heights, free, most - 1)[0]
    rest = sum(1 for row in table.rows[last:] if row.kind == "plain")
    note = (Span(setting.say("more", n=rest), muted=True),)
    cut = replace(table, rows=(*table.rows[:last], Row((note, *[None] * (len(table.columns) - 1)), kind="group")))
    setting.memo["lines", id(cut)] = (cut, 2)
    return cut


def draw(table: Table, box: Box, canvas: Canvas) -> None:
    """Draw the table at the top of the box."""
    setting = canvas.setting
    if not table.rows:
        canvas.text(box, (para(table.empty, setting.size(14), colour=setting.text_colour("muted")),))
        return
    size = _fitting_size(table, box.w, box.h, setting) or SIZES[-1][0]
    grid = _measured(table, box.w, size, setting)
    canvas.shortened += grid.shortened
    extra = max(0.0, min(_MOST_EXTRA, (box.h - grid.height - _BREATH) / len(table.rows)))
    rows = [_row_xml(grid.header, grid.header_height, setting, 0, kind="header", table=table)]
    rows += [
        _row_xml(cells, tall + extra, setting, place, kind=row.kind, table=table)
        for place, (row, cells, tall) in enumerate(zip(table.rows, grid.cells, grid.heights, strict=True), start=1)
    ]
    place = Box(box.x, box.y, sum(grid.widths), grid.height + extra * len(table.rows))
    heads = ", ".join(column.title for column in table.columns if column.title)
    alt = setting.formats.pair(table.caption, heads) if table.caption else heads
    canvas.table(place, grid.widths, rows, name=f"plandocs:table:{table.name}", alt=alt, title=table.caption)


def _fitting_size(table: Table, width: float, room: float, setting: Setting) -> float | None:
    for size, most in _sizes(table, setting):
        if len(table.rows) <= most and _measured(table, width, size, setting).height <= room + 0.5:
            return size
    return None


def _sizes(table: Table, setting: Setting) -> tuple[tuple[float, int], ...]:
    """Return the sizes a table may have: the parts of one that was split all have the same."""
    cut = ("part", id(table)) in setting.memo or ("lines", id(table)) in setting.memo
    if setting.step:
        return _LARGER[setting.step]
    return SIZES[-1:] if cut else SIZES


def _empty_height(table: Table, width: float, setting: Setting) -> float:
    return para_height(para(table.empty, setting.size(14)), width, setting)


def _cut(rows: Sequence[Row], heights: Sequence[float], room: float, most: int) -> list[tuple[int, int]]:
    """Return the spans of rows that fit on a slide each; a group's heading is never the last of its slide."""
    spans: list[tuple[int, int]] = []
    first = 0
    while first < len(rows):
        last, used = first, 0.0
        while last < len(rows) and last - first < most and used + heights[last] <= room:
            used += heights[last]
            last += 1
        last = max(last, first + 1)
        while last < len(rows) and last - first > 1 and rows[last - 1].kind == "group":
            last -= 1
        spans.append((first, last))
        first = last
    return spans


def _measured(table: Table, width: float, size: float, setting: Setting) -> _Grid:
    """Return the measured table; measured once for each deck, because it is asked for height, parts and drawing."""
    key = (id(table), round(width, 2), size, setting.ground, setting.step)
    held = setting.memo.get(key)
    if held is None:
        held = setting.memo[key] = (table, _measure(table, width, size, setting))
    grid = held[1]
    assert isinstance(grid, _Grid)
    return grid


def _measure(table: Table, width: float, size: float, setting: Setting) -> _Grid:
    header = tuple(
        para(column.title, setting.size(12), bold=True, colour=setting.text_colour("muted"), align=_align(column))
        for column in table.columns
    )
    lines = [_line(row, table, size, setting) for row in table.rows]
    widths = _widths(table, header, lines, width, setting)
    shortened: list[str] = []
    held = setting.memo.get(("lines", id(table)))
    most = int(str(held[1])) if held is not None else _MOST_LINES
    padding = setting.space(_padding(size)) if held is None else _TIGHT
    cells, heights = [], []
    for row, line in zip(table.rows, lines, strict=True):
        across = (width,) * len(line.cells) if row.kind == "group" else widths
        shown, tall = _shortened(line, across, most, setting, shortened)
        cells.append(shown)
        heights.append(tall + 2 * padding)
    top = max(para_height(cell, _inner(widths, place, setting), setting) for place, cell in enumerate(header)) + 8
    return _Grid(size, widths, header, top, tuple(cells), tuple(heights), tuple(shortened))


@dataclass(frozen=True, slots=True)
class _Line:
    """A row's cells as paragraphs, and how wide each is on one line."""

    cells: tuple[Para, ...]
    wide: tuple[float, ...]


def _line(row: Row, table: Table, size: float, setting: Setting) -> _Line:
    """Return a row as paragraphs; made once for a table and the parts that it is split into."""
    key = ("line", id(row), id(table.columns), size, setting.ground)
    held = setting.memo.get(key)
    if held is None:
        cells = tuple(_cell(row, place, table, size, setting) for place in range(len(row.cells)))
        line = _Line(cells, tuple(line_width(cell, setting) for cell in cells))
        held = setting.memo[key] = ((row, table.columns), line)
    found = held[1]
    assert isinstance(found, _Line)
    return found


def _padding(size: float) -> float:
    return 5.5 if size > 12 else 4.0


def _align(column: Column) -> Align:
    if column.kind in _RIGHT:
        return "r"
    return "ctr" if column.kind == "letter" else "l"


def _cell(row: Row, place: int, table: Table, size: float, setting: Setting) -> Para:
    column, cell = table.columns[place], row.cells[place]
    counted = row.kind == "group" and isinstance(cell, tuple)
    heavy = (row.kind != "plain" and not counted) or (row.marked and place == _name_column(table))
    colour = "accent_strong" if row.kind == "group" else "ink"
    return Para(_cell_runs(cell, column, size, setting, heavy=heavy, colour=colour), _align(column))


def _cell_runs(
    cell: Cell, column: Column, size: float, setting: Setting, *, heavy: bool, colour: str
) -> tuple[Run, ...]:
    if isinstance(cell, Chip):
        return chip_runs(cell, size, setting)
    if isinstance(cell, tuple):
        return rich_runs(cell, size, setting, colour=colour, bold=heavy)
    if column.kind == "id" and not heavy:
        colour = setting.text_colour("muted")
    return rich_runs(setting.value(cell), size, setting, colour=colour, bold=heavy)


def _name_column(table: Table) -> int:
    return next((place for place, column in enumerate(table.columns) if column.kind == "text"), 0)


def _inner(widths: Sequence[float], place: int, setting: Setting) -> float:
    return widths[place] - _gutter(place, len(widths), setting)


def _gutter(place: int, count: int, setting: Setting) -> float:
    """Return the room behind a column. From right to left the last has one: not every program turns tables round."""
    return _GUTTER if place < count - 1 or setting.turned else 0.0


def _shortened(
    row: _Line, widths: Sequence[float], most_lines: int, setting: Setting, shortened: list[str]
) -> tuple[tuple[Para, ...], float]:
    """Return a row's cells, cut to a few lines each, and the height of the tallest."""
    out, most = [], 0.0
    for place, (cell, wide) in enumerate(zip(row.cells, row.wide, strict=True)):
        inner = _inner(widths, place, setting)
        lines = 1 if wide <= inner else count_lines(cell, inner, setting)
        if lines > most_lines:
            shortened.append(cell.text)
            cell, lines = cut_para(cell, inner, most_lines, setting), most_lines
        out.append(cell)
        most = max(most, lines * cell.size * LINE_HEIGHT)
    return tuple(out), most


def _widths(
    table: Table, header: Sequence[Para], lines: Sequence[_Line], width: float, setting: Setting
) -> tuple[float, ...]:
    """Return the columns' widths: what their texts want, or shares where the table gives them for all."""
    count = len(table.columns)
    shares = [column.share for column in table.columns]
    if all(shares):
        return tuple(share / sum(shares) * width for share in shares)
    plain = [line for row, line in zip(table.rows, lines, strict=True) if row.kind != "group"] or list(lines)
    wanted, least, usual = [], [], []
    for place in range(count):
        column = [header[place], *(line.cells[place] for line in plain)]
        gutter = _gutter(place, count, setting)
        wide = [line_width(header[place], setting), *(line.wide[place] for line in plain)]
        # From right to left, programs take the shape before a status from a font for such scripts, which is wider.
        slack = _SHAPE_SLACK if setting.turned and table.columns[place].kind == "chip" else 1.0
        wanted.append(max(wide) + gutter + slack)
        usual.append(sum(wide[1:]) / len(plain) + gutter)
        longest = 0.0
        for cell, whole in zip(column, wide, strict=True):
            if whole > longest:
                longest = max(longest, _longest_word(cell, setting))
        least.append(min(longest + slack, width / 3) + gutter)
    return _shared_out(wanted, least, usual, width, [column.kind == "text" for column in table.columns])


def _shared_out(
    wanted: list[float], least: list[float], usual: list[float], width: float, elastic: list[bool]
) -> tuple[float, ...]:
    """Return widths that sum to `width`: nothing below its least, the rest by how much each column wants.

    Where that is too much, dates, numbers and chips keep theirs, and the texts, whose words may break, share the rest.
    """
    spare = width - sum(wanted)
    if spare >= 0:
        takers = elastic if any(elastic) else [True] * len(wanted)
        base = sum(want for want, takes in zip(wanted, takers, strict=True) if takes)
        return tuple(want + (spare * want / base if takes else 0.0) for want, takes in zip(wanted, takers, strict=True))
    if sum(least) >= width:
        firm = sum(low for low, takes in zip(least, elastic, strict=True) if not takes)
        if any(elastic) and firm <= _MOST_FIRM * width:
            unit = (width - firm) / sum(low for low, takes in zip(least, elastic, strict=True) if takes)
            return tuple(low * unit if takes else low for low, takes in zip(least, elastic, strict=True))
        return tuple(low / sum(least) * width for low in least)
    return _fair_shares(wanted, least, usual, width)


def _fair_shares(wanted: list[float], least: list[float], usual: list[float], width: float) -> tuple[float, ...]:
    """Return widths where small columns have all they want, and the others share the rest by how much they hold.

    What a column holds is told by its `usual` cell: one long cell does not make its column wide.
    """
    widths = [0.0] * len(wanted)
    big = list(range(len(wanted)))
    free = width
    while big:
        fair = free / len(big)
        small = [place for place in big if wanted[place] <= fair]
        if not small:
            break
        for place in small:
            widths[place] = wanted[place]
            free -= wanted[place]
        big = [place for place in big if place not in small]
    while big:
        # The root evens out: twice the text in a column twice as wide would still be the lower one.
        unit = free / sum(usual[place] ** 0.5 for place in big)
        tight = [place for place in big if usual[place] ** 0.5 * unit < least[place]]
        if not tight:
            for place in big:
                widths[place] = usual[place] ** 0.5 * unit
            return tuple(widths)
        for place in tight:
            widths[place] = least[place]
            free -= least[place]
        big = [place for place in big if place not in tight]
    return tuple(widths)


def _longest_word(cell: Para, setting: Setting) -> float:
    """Return the width of the longest stretch without a blank, which may run over several runs."""
    longest = used = 0.0
    for run in cell.runs:
        font = setting.metrics(run.size, bold=run.bold, heading=run.heading)
        for place, word in enumerate(run.text.split(" ")):
            used = font.width(word) + (0.0 if place else used)
            longest = max(longest, used)
    return longest


def _row_xml(cells: Sequence[Para], tall: float, setting: Setting, place: int, *, kind: str, table: Table) -> str:
    rule, weight = ("accent", 1.5) if kind == "header" else ("line", 0.75)
    above = _rule("lnT", "ink", 1.0, setting) if kind == "total" else ""
    line = above + _rule("lnB", rule, weight, setting)
    pad = emu(3.0 if kind == "header" else 2.0)
    anchor = "b" if kind == "header" else "ctr"
    look = f'marT="{pad}" marB="{pad}" anchor="{anchor}">{line}<a:noFill/></a:tcPr></a:tc>'
    edge = f'</a:txBody><a:tcPr marL="0" marR="0" {look}'
    sides = f'marL="{emu(_GUTTER)}" marR="0"' if setting.turned else f'marL="0" marR="{emu(_GUTTER)}"'
    end = edge if kind == "group" else f"</a:txBody><a:tcPr {sides} {look}"
    out, last = [], len(table.columns) - 1
    for column, cell in enumerate(cells):
        merge = ""
        if kind == "group":
            merge = f' gridSpan="{last + 1}"' if column == 0 and last else (' hMerge="1"' if column else "")
            cell = cells[0] if column == 0 else Para((), "l")
        out.append(
            f"<a:tc{merge}><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs_xml((cell,), setting)}"
            f"{end if column < last or setting.turned else edge}"
        )
    return (
        f'<a:tr h="{emu(tall)}">{"".join(out)}<a:extLst><a:ext uri="{{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}}">'
        f'<a16:rowId val="{10000 + place}"/></a:ext>'
        "</a:extLst></a:tr>"
    )


def _rule(side: str, colour: str, weight: float, setting: Setting) -> str:
    return f'<a:{side} w="{emu(weight)}">{setting.fill(colour)}</a:{side}>'
