"""Lists side by side: what is in, what is out, what is parked. Each item keeps the number it has in the plan."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import ColumnBoard, ListColumn
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Para, cut_para, one_line, para

SIZES = (14.0, 13.0, 12.0)
_LARGE = (18.0, 16.0)
"""Sizes for short lists, which would leave most of the slide empty."""
_FILLED = 0.72
"""The share of the room that a board in a large size may take."""
_GAP = 28.0
_HEAD = 34.0
_SPACE = 9.0
_MOST_LINES = 4


def height(block: ColumnBoard, width: float, setting: Setting) -> float:
    """Return the height the board wants at its largest size."""
    return _height(block, width, SIZES[0], setting)


def split(block: ColumnBoard, width: float, room: float, setting: Setting) -> list[ColumnBoard]:
    """Return the board in parts that fit; columns that are through are left empty, without their empty sentence."""
    if _size(block, width, room, setting) is not None:
        return [block]
    inner = _inner(block, width)
    cuts = [_cuts(column, wide, room - _HEAD, setting) for column, wide in zip(block.columns, inner, strict=True)]
    count = max(len(cut) for cut in cuts)
    parts = []
    for number in range(count):
        columns = []
        for column, cut in zip(block.columns, cuts, strict=True):
            first, last = cut[number] if number < len(cut) else (0, 0)
            if number < len(cut):
                columns.append(replace(column, items=column.items[first:last]))
        parts.append(ColumnBoard(tuple(columns)))
    return parts


def fit(block: ColumnBoard, width: float, room: float, setting: Setting) -> ColumnBoard:
    """Return the board for one slide: what has no room at the smallest size is counted below its column."""
    most = max(1, int((room - _HEAD) // (SIZES[-1] * 1.2 + _SPACE)))
    kept = [min(len(column.items), most) for column in block.columns]
    while True:
        board = ColumnBoard(
            tuple(_kept(column, keep, setting) for column, keep in zip(block.columns, kept, strict=True))
        )
        inner = _inner(board, width)
        tall = [
            _column_height(column, wide, SIZES[-1], setting) for column, wide in zip(board.columns, inner, strict=True)
        ]
        worst = max(range(len(tall)), key=lambda place: (tall[place], kept[place]))
        if tall[worst] <= room or kept[worst] <= 1:
            return board
        kept[worst] -= 1


def _kept(column: ListColumn, keep: int, setting: Setting) -> ListColumn:
    rest = len(column.items) - keep
    if not rest:
        return column
    return replace(column, items=(*column.items[:keep], ("", setting.say("more", n=rest))))


def draw(block: ColumnBoard, box: Box, canvas: Canvas) -> None:
    """Draw the columns: a rule in the column's colour, its title, its items under hairlines."""
    large = _large_size(block, box, canvas.setting)
    size = large or _size(block, box.w, box.h, canvas.setting) or SIZES[-1]
    places = box.columns(_shares(block), _GAP)
    for column, place in zip(block.columns, places, strict=True):
        _column(column, place, size, canvas)


def _column(column: ListColumn, box: Box, size: float, canvas: Canvas) -> None:
    setting = canvas.setting
    tone = column.tone or "neutral"
    canvas.shape(Box(box.x, box.y, box.w, 4), fill=tone)
    title = para(column.title, 18, bold=True, colour=setting.on_ground, heading=True)
    canvas.text(Box(box.x, box.y + 10, box.w, 22), (cut_para(title, box.w, 1, setting),), anchor="ctr")
    y = box.y + _HEAD
    quiet = setting.text_colour("muted")
    if not column.items:
        canvas.text(Box(box.x, y + 6, box.w, 36), (para(column.empty, size, colour=quiet),))
        return
    mark = _mark_width(column, size, setting)
    for number, text in column.items:
        words, tall = _item(text, size, box.w - mark, setting)
        if "…" in words.text and "…" not in text:
            canvas.shortened.append(f"{number} {text}".strip())
        canvas.rule(box.x, y, box.right, y, "line")
        if mark:
            label = para(number, size, bold=True, colour=setting.text_colour("accent" if column.tone else "muted"))
            canvas.text(Box(box.x, y + _SPACE / 2, mark - 4, size * 1.2), (label,))
        canvas.text(Box(box.x + mark, y + _SPACE / 2, box.w - mark, tall - _SPACE), (words,))
        y += tall


def _item(text: str, size: float, width: float, setting: Setting) -> tuple[Para, float]:
    words = cut_para(para(text, size, colour=setting.on_ground), width, _MOST_LINES, setting)
    lines = len(setting.metrics(size).wrap(words.text, width))
    return words, lines * size * 1.2 + _SPACE


def _mark_width(column: ListColumn, size: float, setting: Setting) -> float:
    font = setting.metrics(size, bold=True)
    widest = max((font.width(number) for number, _ in column.items), default=0.0)
    return widest + 12 if widest else 0.0


def _shares(block: ColumnBoard) -> list[float]:
    """Return the columns' shares of the width: a column with much to say is up to twice as wide as one with little."""
    amounts = [sum(len(text) + 12 for _, text in column.items) for column in block.columns]
    most = max(max(amounts), 1)
    return [max(0.5, (amount / most) ** 0.6) for amount in amounts]


def _inner(block: ColumnBoard, width: float) -> list[float]:
    return [place.w for place in Box(0, 0, width, 0).columns(_shares(block), _GAP)]


def _column_height(column: ListColumn, width: float, size: float, setting: Setting) -> float:
    mark = _mark_width(column, size, setting)
    return _HEAD + sum(_item(text, size, width - mark, setting)[1] for _, text in column.items)


def _height(block: ColumnBoard, width: float, size: float, setting: Setting) -> float:
    inner = _inner(block, width)
    return max(_column_height(column, wide, size, setting) for column, wide in zip(block.columns, inner, strict=True))


def _size(block: ColumnBoard, width: float, room: float, setting: Setting) -> float | None:
    return next((size for size in SIZES if _height(block, width, size, setting) <= room), None)


def _large_size(block: ColumnBoard, box: Box, setting: Setting) -> float | None:
    """Return the large size in which a board fits with room to spare and no text cut; None where there is none."""
    for size in _LARGE:
        inner = _inner(block, box.w)
        whole = all(
            _item(text, size, wide - _mark_width(column, size, setting), setting)[0].text == one_line(text)
            for column, wide in zip(block.columns, inner, strict=True)
            for _, text in column.items
        )
        if whole and _height(block, box.w, size, setting) <= box.h * _FILLED:
            return size
    return None


def _cuts(column: ListColumn, width: float, room: float, setting: Setting) -> list[tuple[int, int]]:
    size = SIZES[-1]
    mark = _mark_width(column, size, setting)
    spans, first, used = [], 0, 0.0
    for place, (_, text) in enumerate(column.items):
        tall = _item(text, size, width - mark, setting)[1]
        if used + tall > room and place > first:
            spans.append((first, place))
            first, used = place, 0.0
        used += tall
    spans.append((first, len(column.items)))
    return spans
