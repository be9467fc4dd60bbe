"""Lists side by side: what is in, what is out, what is parked. Each item keeps the number it has in the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from plandocs.content.blocks import ColumnBoard, ListColumn
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Para, cut_para, one_line, para, text_height


class _Look(NamedTuple):
    """A size of text, the room between two items, and the size of the remarks below them; in points."""

    size: float
    space: float
    remark: float = 12.0


LOOKS = (_Look(14.0, 9.0), _Look(13.0, 9.0), _Look(12.0, 9.0), _Look(12.0, 5.0))
_LARGE = (_Look(20.0, 18.0, 14.0), _Look(18.0, 15.0, 14.0), _Look(16.0, 12.0))
"""Looks for short lists, which would leave most of the slide empty."""
_FILLED = 0.72
"""The share of the room that a board in a large look may take."""
_GAP = 28.0
_HEAD = 34.0
_MOST_LINES = 4


def height(block: ColumnBoard, width: float, setting: Setting) -> float:
    """Return the height the board wants at its usual size, without remarks."""
    return _height(_plain(block), width, LOOKS[0], setting)


def split(block: ColumnBoard, width: float, room: float, setting: Setting) -> list[ColumnBoard]:
    """Return the board in parts that fit; columns that are through are left empty, without their empty sentence."""
    if _look(_plain(block), width, room, setting) is not None:
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
                columns.append(replace(column, items=column.items[first:last], remarks=column.remarks[first:last]))
        parts.append(ColumnBoard(tuple(columns)))
    return parts


def fit(block: ColumnBoard, width: float, room: float, setting: Setting) -> ColumnBoard:
    """Return the board for one slide: what has no room at the smallest size is counted below its column."""
    if _look(_plain(block), width, room, setting) is not None:
        return block
    block = _plain(block)
    most = max(1, int((room - _HEAD) // (LOOKS[-1].size * 1.2 + LOOKS[-1].space)))
    kept = [min(len(column.items), most) for column in block.columns]
    while True:
        board = ColumnBoard(
            tuple(_kept(column, keep, setting) for column, keep in zip(block.columns, kept, strict=True))
        )
        inner = _inner(board, width)
        tall = [
            _column_height(column, wide, LOOKS[-1], setting) for column, wide in zip(board.columns, inner, strict=True)
        ]
        worst = max(range(len(tall)), key=lambda place: (tall[place], kept[place]))
        if tall[worst] <= room or kept[worst] <= 1:
            return board
        kept[worst] -= 1


def _kept(column: ListColumn, keep: int, setting: Setting) -> ListColumn:
    rest = len(column.items) - keep
    if not rest:
        return column
    return replace(column, items=(*column.items[:keep], ("", setting.say("more", n=rest))), remarks=())


def draw(block: ColumnBoard, box: Box, canvas: Canvas) -> None:
    """Draw the columns: a rule in the column's colour, its title, its items under hairlines.

    Remarks are shown where there is room for them.
    """
    setting = canvas.setting
    remarked = _remarked(block, box, setting)
    if remarked is None:
        block = _plain(block)
        look = _large_look(block, box, setting) or _look(block, box.w, box.h, setting) or LOOKS[-1]
    else:
        block, look = remarked
    places = box.columns(_shares(block), _GAP)
    for column, place in zip(block.columns, places, strict=True):
        _column(column, place, look, canvas)


def _plain(block: ColumnBoard) -> ColumnBoard:
    """Return a board without its remarks."""
    return ColumnBoard(tuple(replace(column, remarks=()) for column in block.columns))


def _column(column: ListColumn, box: Box, look: _Look, canvas: Canvas) -> None:
    setting = canvas.setting
    tone = column.tone or "neutral"
    canvas.shape(Box(box.x, box.y, box.w, 4), fill=tone)
    title = para(column.title, 18, bold=True, colour=setting.on_ground, heading=True)
    canvas.text(Box(box.x, box.y + 10, box.w, 22), (cut_para(title, box.w, 1, setting),), anchor="ctr")
    y = box.y + _HEAD
    quiet = setting.text_colour("muted")
    if not column.items:
        canvas.text(Box(box.x, y + 6, box.w, 36), (para(column.empty, look.size, colour=quiet),))
        return
    mark = _mark_width(column, look, setting)
    for place, (number, text) in enumerate(column.items):
        words = _item(text, _remark(column, place), look, box.w - mark, setting)
        tall = _item_height(words, box.w - mark, look, setting)
        if any("…" in line.text for line in words) and "…" not in text:
            canvas.shortened.append(f"{number} {text}".strip())
        canvas.rule(box.x, y, box.right, y, "line")
        above = look.space / 2
        if mark:
            label = para(number, look.size, bold=True, colour=setting.text_colour("accent" if column.tone else "muted"))
            canvas.text(Box(box.x, y + above, mark - 4, look.size * 1.2), (label,))
        canvas.text(Box(box.x + mark, y + above, box.w - mark, tall - 2 * above), words)
        y += tall


def _remark(column: ListColumn, place: int) -> str:
    return column.remarks[place] if column.remarks else ""


def _item(text: str, remark: str, look: _Look, width: float, setting: Setting) -> tuple[Para, ...]:
    """Return an item and the remark below it."""
    words = cut_para(para(text, look.size, colour=setting.on_ground), width, _MOST_LINES, setting)
    if not remark:
        return (words,)
    below = para(remark, look.remark, colour=setting.text_colour("muted"), before=2)
    return words, cut_para(below, width, _MOST_LINES, setting)


def _item_height(words: tuple[Para, ...], width: float, look: _Look, setting: Setting) -> float:
    return text_height(words, width, setting) + look.space


def _mark_width(column: ListColumn, look: _Look, setting: Setting) -> float:
    font = setting.metrics(look.size, bold=True)
    widest = max((font.width(number) for number, _ in column.items), default=0.0)
    return widest + 12 if widest else 0.0


def _shares(block: ColumnBoard) -> list[float]:
    """Return the columns' shares of the width: a column with much to say is up to twice as wide as one with little."""
    amounts = [
        sum(len(text) + len(_remark(column, place)) + 12 for place, (_, text) in enumerate(column.items))
        for column in block.columns
    ]
    most = max(max(amounts), 1)
    return [max(0.5, (amount / most) ** 0.6) for amount in amounts]


def _inner(block: ColumnBoard, width: float) -> list[float]:
    return [place.w for place in Box(0, 0, width, 0).columns(_shares(block), _GAP)]


def _column_height(column: ListColumn, width: float, look: _Look, setting: Setting) -> float:
    room = width - _mark_width(column, look, setting)
    return _HEAD + sum(
        _item_height(_item(text, _remark(column, place), look, room, setting), room, look, setting)
        for place, (_, text) in enumerate(column.items)
    )


def _height(block: ColumnBoard, width: float, look: _Look, setting: Setting) -> float:
    inner = _inner(block, width)
    return max(_column_height(column, wide, look, setting) for column, wide in zip(block.columns, inner, strict=True))


def _look(block: ColumnBoard, width: float, room: float, setting: Setting) -> _Look | None:
    return next((look for look in LOOKS if _height(block, width, look, setting) <= room), None)


def _remarked(block: ColumnBoard, box: Box, setting: Setting) -> tuple[ColumnBoard, _Look] | None:
    """Return a board with remarks in the largest look in which no text is cut; None where there is none.

    Where the remarks of all columns take too much, the fullest column goes without.
    """
    fullest = max(range(len(block.columns)), key=lambda place: len(block.columns[place].items))
    fewer = ColumnBoard(
        tuple(replace(column, remarks=()) if place == fullest else column for place, column in enumerate(block.columns))
    )
    for board, looks in ((block, (*_LARGE, LOOKS[0])), (fewer, (*_LARGE, *LOOKS[:-1]))):
        if not any(column.remarks for column in board.columns):
            continue
        for look in looks:
            if _height(board, box.w, look, setting) <= box.h and _is_whole(board, box.w, look, setting):
                return board, look
    return None


def _large_look(block: ColumnBoard, box: Box, setting: Setting) -> _Look | None:
    """Return the large look in which a board fits with room to spare and no text cut; None where there is none."""
    for look in _LARGE:
        if _is_whole(block, box.w, look, setting) and _height(block, box.w, look, setting) <= box.h * _FILLED:
            return look
    return None


def _is_whole(block: ColumnBoard, width: float, look: _Look, setting: Setting) -> bool:
    """Return whether no text of a board is cut in a look, and no word too wide for its column."""
    for column, wide in zip(block.columns, _inner(block, width), strict=True):
        room, font = wide - _mark_width(column, look, setting), setting.metrics(look.size)
        for place, (_, text) in enumerate(column.items):
            remark = _remark(column, place)
            words = _item(text, remark, look, room, setting)
            if [line.text for line in words] != [one_line(said) for said in (text, remark) if said]:
                return False
            if any(font.width(word) > room for word in one_line(text).split(" ")):
                return False
    return True


def _cuts(column: ListColumn, width: float, room: float, setting: Setting) -> list[tuple[int, int]]:
    look = LOOKS[-1]
    inner = width - _mark_width(column, look, setting)
    spans, first, used = [], 0, 0.0
    for place, (_, text) in enumerate(column.items):
        tall = _item_height(_item(text, "", look, inner, setting), inner, look, setting)
        if used + tall > room and place > first:
            spans.append((first, place))
            first, used = place, 0.0
        used += tall
    spans.append((first, len(column.items)))
    return spans
