"""How a slide's blocks share its body: rows under one another, two blocks beside one another, parts on further slides.

Pure arithmetic: in come blocks and a region, out come pages of blocks with their boxes. Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plandocs.content.blocks import (
    Block,
    Callout,
    Cards,
    Chain,
    ColumnBoard,
    ColumnChart,
    Decisions,
    HeatMap,
    Lanes,
    LineChart,
    Matrix,
    Paragraph,
    SignOff,
    StackedChart,
    Subheading,
    Table,
    TeamBoard,
    TimeLine,
)
from plandocs.content.gantt import Gantt
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.painters import painter
from plandocs.render.powerpoint.setting import Setting

AnyBlock = Block | Decisions | Lanes | StackedChart
_GAP = 16.0
_TIGHT = 6.0
_BETWEEN = 30.0
_WIDE_ENOUGH = 560.0
"""The width of a body from which blocks stand beside one another."""
_SMALL = 0.3
"""The share of the body that closing rows, such as a note, are kept free on the same slide."""
_FAIR = 0.4
"""The share of what is free that a row may always have beside those below it."""
_LEAST: Mapping[type, float] = {Paragraph: 60.0, Callout: 60.0, Cards: 108.0, HeatMap: 200.0, Table: 60.0, Matrix: 90.0}
_LEAST = {**_LEAST, TeamBoard: 110.0, ColumnBoard: 90.0, TimeLine: 90.0, LineChart: 140.0, StackedChart: 140.0}
"""The height that kinds of blocks must have to say anything; a chain must have all that it wants."""
_WORDS = (Callout, Paragraph)
_MOST_WORDS = 130.0
"""The height beyond which a callout or paragraph is shortened: a slide is not read."""
_FILLING = (ColumnBoard, Gantt, Lanes, LineChart, ColumnChart, StackedChart, TimeLine, Matrix)
_WORTH_STARTING = 110.0
"""The least height in which a block that must be split is begun below others."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, or a part of one, and where it goes."""

    block: AnyBlock
    box: Box


def arrange(blocks: Sequence[AnyBlock], region: Box, setting: Setting, *, single: bool = False) -> list[list[Placed]]:
    """Return the pages that blocks take in a region; one empty page for no blocks.

    With `single` blocks are fitted to one page instead, as far as they can be; on a page too small for that they go on.
    """
    if single and not _crowded(blocks, region, setting):
        return _on_one(blocks, region, setting)
    pages: list[list[Placed]] = [[]]
    rows = _rows(blocks, region.w)
    y = region.y
    for number, row in enumerate(rows):
        gap = 0.0 if not pages[-1] else _gap(rows[number - 1])
        room = region.bottom - y - gap
        wanted = _row_height(row, region.w, setting)
        if number + 1 < len(rows) and isinstance(row[-1], Subheading):
            # A heading is never the last of its slide.
            kept_below = wanted + _TIGHT + _row_least(rows[number + 1], region.w, setting)
        else:
            kept_below = wanted
        if pages[-1] and kept_below > room + 0.5 and not (_splits(row) and room >= _WORTH_STARTING):
            pages.append([])
            y, gap, room = region.y, 0.0, region.h
        kept = sum(_row_height(later, region.w, setting) + _GAP for later in rows[number + 1 :])
        y += gap
        left = room - kept - 1.0
        if left >= wanted or (kept < _SMALL * region.h and left >= _WORTH_STARTING):
            room = left
        placed = _place_row(row, Box(region.x, y, region.w, room), room, region, setting)
        pages[-1] += placed[0]
        pages += placed[1:]
        y = max((item.box.bottom for item in pages[-1]), default=y)
    return pages


def wanted_height(blocks: Sequence[AnyBlock], width: float, setting: Setting) -> float | None:
    """Return the height that blocks want on one page; None where one fills whatever room it has."""
    if any(isinstance(block, _FILLING) for block in blocks):
        return None
    rows = _rows(blocks, width)
    return sum(_row_height(row, width, setting) for row in rows) + sum(map(_gap, rows[:-1]))


def _on_one(blocks: Sequence[AnyBlock], region: Box, setting: Setting) -> list[list[Placed]]:
    """Return one page on which each row has the height it wants; rows that can be fitted give way to the others."""
    rows = _rows(blocks, region.w)
    first: list[Placed] = []
    further: list[list[Placed]] = []
    wanted = [_row_height(row, region.w, setting) for row in rows]
    y = region.y
    for number, row in enumerate(rows):
        y += _gap(rows[number - 1]) if number else 0.0
        free = region.bottom - y
        later = sum(tall + _GAP for tall in wanted[number + 1 :])
        room = free - later - (2.0 if later else 1.0)
        if room < min(wanted[number], _FAIR * free):
            room = min(wanted[number], free * wanted[number] / (wanted[number] + later))
        least = _row_least(row, region.w, setting)
        if room < least:
            kept = sum(_row_least(below, region.w, setting) + _GAP for below in rows[number + 1 :])
            room = min(least, free - kept)
        placed, *rest = _place_row(row, Box(region.x, y, region.w, room), room, region, setting, single=True)
        first += placed
        further += rest
        y = max((item.box.bottom for item in placed), default=y)
    return [first, *further]


def _crowded(blocks: Sequence[AnyBlock], region: Box, setting: Setting) -> bool:
    """Return whether blocks cannot share one page even when each is as low as it can be."""
    rows = _rows(blocks, region.w)
    gaps = sum(map(_gap, rows[:-1]))
    return sum(_row_least(row, region.w, setting) for row in rows) + gaps > region.h


def _row_least(row: Sequence[AnyBlock], width: float, setting: Setting) -> float:
    """Return the height below which something in a row would leave its place or be cut to nothing."""
    shares = [painter(block).share for block in row]
    places = Box(0, 0, width, 0).columns(shares, _BETWEEN)
    return max(_least(block, place.w, setting) for block, place in zip(row, places, strict=True))


def _least(block: AnyBlock, width: float, setting: Setting) -> float:
    if isinstance(block, Subheading | Chain | Decisions | SignOff):
        return _height(block, width, setting)
    wanted = _LEAST.get(type(block), 0.0)
    return min(wanted, _height(block, width, setting)) if wanted else 0.0


def _place_row(
    row: Sequence[AnyBlock], room: Box, share: float, region: Box, setting: Setting, *, single: bool = False
) -> list[list[Placed]]:
    """Return the pages of one row: what goes here, and what must follow on further slides."""
    places = room.columns([painter(block).share for block in row], _BETWEEN)
    if setting.turned:
        places = [place.mirrored(room.centre) for place in places]
    first: list[Placed] = []
    further: list[list[Placed]] = []
    for block, place in zip(row, places, strict=True):
        brush = painter(block)
        rest: list[AnyBlock] = []
        if single and brush.fit is not None:
            head = brush.fit(block, place.w, place.h, setting)
        else:
            head, *rest = brush.split(block, place.w, place.h, setting)
        wanted = _height(head, place.w, setting)
        tall = min(room.h, max(wanted, min(share, wanted * brush.grows)))
        first.append(Placed(head, place.top(room.h if rest else tall)))
        for number, part in enumerate(_again(rest, region, setting)):
            if number == len(further):
                further.append([])
            further[number].append(Placed(part, region))
    return [first, *further]


def _again(parts: list[AnyBlock], region: Box, setting: Setting) -> list[AnyBlock]:
    """Return the parts that follow; a part that was cut for a narrow column has the whole slide now."""
    out: list[AnyBlock] = []
    for part in parts:
        out += painter(part).split(part, region.w, region.h, setting)
    return out


def _rows(blocks: Sequence[AnyBlock], width: float) -> list[list[AnyBlock]]:
    """Return blocks in rows: neighbours that can stand beside one another do, if one is narrow and the page is not."""
    rows: list[list[AnyBlock]] = []
    for block in blocks:
        brush = painter(block)
        last = rows[-1] if rows else []
        if (
            width >= _WIDE_ENOUGH
            and brush.beside
            and len(last) == 1
            and painter(last[0]).beside
            and (brush.share < 1 or painter(last[0]).share < 1)
        ):
            last.append(block)
        else:
            rows.append([block])
    return rows


def _row_height(row: Sequence[AnyBlock], width: float, setting: Setting) -> float:
    shares = [painter(block).share for block in row]
    places = Box(0, 0, width, 0).columns(shares, _BETWEEN)
    return max(_height(block, place.w, setting) for block, place in zip(row, places, strict=True))


def _height(block: AnyBlock, width: float, setting: Setting) -> float:
    """Return what a block wants; measured once, because rows above and below it ask again."""
    key = ("height", id(block), round(width, 2), setting.ground, setting.step)
    held = setting.memo.get(key)
    if held is None:
        wanted = painter(block).height(block, width, setting)
        held = setting.memo[key] = (
            block,
            min(wanted, setting.space(_MOST_WORDS)) if isinstance(block, _WORDS) else wanted,
        )
    assert isinstance(held[1], float | int)
    return held[1]


def _splits(row: Sequence[AnyBlock]) -> bool:
    return any(painter(block).beside or painter(block).grows > 1 for block in row) and not all(
        isinstance(block, HeatMap) for block in row
    )


def _gap(row: Sequence[AnyBlock]) -> float:
    return _TIGHT if isinstance(row[-1], Subheading) else _GAP
