"""The people of each side, side by side: initials, name, role, hours."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Member, Team, TeamBoard
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Para, count_lines, cut_para, one_line, para, para_height, text_height

_GAP = 16.0
_PAD = 16.0
_ABOVE = 16.0
"""The room above and below the name of a side."""
_TITLES = ((16.0, 1), (14.0, 1), (14.0, 2), (12.0, 3))
"""Sizes of the names of the sides, and the lines they may take; those of a board have one size."""
_DISC = 28.0
_REST = 34.0
"""The height of the line that counts whom there is no room for."""
_MOST_EXTRA = 14.0
_WIDE = 560.0
_FILLS = ("accent", "accent_strong", "neutral")


def height(block: TeamBoard, width: float, setting: Setting) -> float:
    """Return the height the board wants."""
    inner = _inner(block, width)
    return (
        _head(block, width, setting)
        + _PAD
        + max(
            sum(_row_height(member, wide, setting) for member in team.members)
            for team, wide in zip(block.teams, inner, strict=True)
        )
    )


def split(block: TeamBoard, width: float, room: float, setting: Setting) -> list[TeamBoard]:
    """Return the board in parts of as many people a side as fit; a side that is through is left out."""
    inner = _inner(block, width)
    cuts = [
        _cuts(team, wide, room - _head(block, width, setting) - _PAD, setting)
        for team, wide in zip(block.teams, inner, strict=True)
    ]
    parts = []
    for number in range(max(len(cut) for cut in cuts)):
        teams = tuple(
            replace(team, members=team.members[slice(*cut[number])])
            for team, cut in zip(block.teams, cuts, strict=True)
            if number < len(cut)
        )
        parts.append(replace(block, teams=teams))
    return parts


def fit(block: TeamBoard, width: float, room: float, setting: Setting) -> TeamBoard:
    """Return the board for one slide: role and note on one line, and whom there is no room for counted."""
    if height(block, width, setting) <= room:
        return block
    block = TeamBoard(tuple(replace(team, members=tuple(map(_compact, team.members))) for team in block.teams))
    teams = []
    for team, wide in zip(block.teams, _inner(block, width), strict=True):
        free = room - _head(block, width, setting) - _PAD
        heights = [_row_height(member, wide, setting) for member in team.members]
        kept = len(heights)
        while kept > 1 and sum(heights[:kept]) + (_REST if kept < len(heights) else 0.0) > free:
            kept -= 1
        rest = len(heights) - kept
        more = (Member(setting.say("more", n=rest), "", f"+{rest}"),) if rest else ()
        teams.append(replace(team, members=(*team.members[:kept], *more)))
    return TeamBoard(tuple(teams))


def _compact(member: Member) -> Member:
    return replace(member, role=" · ".join(part for part in (member.role, member.note) if part), note="", work=())


def draw(block: TeamBoard, box: Box, canvas: Canvas) -> None:
    """Draw a panel for each side, all of one height."""
    setting = canvas.setting
    most = max(len(team.members) for team in block.teams)
    wanted, head = height(block, box.w, setting), _head(block, box.w, setting)
    extra = max(0.0, min(_MOST_EXTRA, (box.h - wanted) / max(1, most)))
    panel = box.top(min(box.h, wanted + extra * most))
    titles = _titles(block, panel.w, setting)
    areas = panel.columns(_shares(block, panel.w), _GAP)
    for place, (team, title, area) in enumerate(zip(block.teams, titles, areas, strict=True)):
        _team(team, area, (head, extra), title, _FILLS[min(place, len(_FILLS) - 1)], canvas)


def _shares(block: TeamBoard, width: float) -> list[float]:
    """Return the sides' shares: one of one or two people is narrower beside fuller ones, where there is the width."""
    if width < _WIDE:
        return [1.0] * len(block.teams)
    most = max(len(team.members) for team in block.teams)
    return [1.0 if len(team.members) > 2 or most <= 2 else 0.72 for team in block.teams]


def _inner(block: TeamBoard, width: float) -> list[float]:
    return [place.w - 2 * _PAD for place in Box(0, 0, width, 0).columns(_shares(block, width), _GAP)]


def _cuts(team: Team, width: float, room: float, setting: Setting) -> list[tuple[int, int]]:
    spans, first, used = [], 0, 0.0
    for place, member in enumerate(team.members):
        tall = _row_height(member, width, setting)
        if used + tall > room and place > first:
            spans.append((first, place))
            first, used = place, 0.0
        used += tall
    return [*spans, (first, len(team.members))]


def _titles(block: TeamBoard, width: float, setting: Setting) -> list[Para]:
    """Return the names of the sides in the largest size in which none is cut, else cut in the smallest."""
    inner = _inner(block, width)
    for usual, lines in _TITLES:
        size = setting.size(usual)
        full = [para(team.title, size, bold=True, heading=True) for team in block.teams]
        cut = [cut_para(line, wide, lines, setting) for line, wide in zip(full, inner, strict=True)]
        if cut == full:
            return full
    return cut


def _head(block: TeamBoard, width: float, setting: Setting) -> float:
    """Return the height of the panels' upper part, which is the same in all: the side's name and a hairline."""
    titles = _titles(block, width, setting)
    tall = max(para_height(line, wide, setting) for line, wide in zip(titles, _inner(block, width), strict=True))
    return tall + setting.space(_ABOVE) + 7.0


def _team(team: Team, box: Box, heights: tuple[float, float], title: Para, fill: str, canvas: Canvas) -> None:
    """Draw one side's panel; `heights` are those of its upper part, and of what is added to every row."""
    setting = canvas.setting
    head, extra = heights
    canvas.shape(box, fill=setting.card)
    canvas.shape(Box(box.x, box.y, box.w, 3), fill=fill)
    if title.text != one_line(team.title):
        canvas.shortened.append(team.title)
    canvas.text(Box(box.x + _PAD, box.y + 5, box.w - 2 * _PAD, head - 9), (title,), anchor="ctr")
    y = box.y + head
    for member in team.members:
        line = Box(box.x + _PAD, y, box.w - 2 * _PAD, _row_height(member, box.w - 2 * _PAD, setting) + extra)
        canvas.rule(line.x, line.y, line.right, line.y, "line")
        _member(member, line, fill, canvas)
        y = line.bottom


def _member(member: Member, box: Box, fill: str, canvas: Canvas) -> None:
    setting = canvas.setting
    ground = setting.brand.text("neutral") if fill == "neutral" else fill
    disc = setting.space(_DISC)
    circle = Box(box.x, box.middle - disc / 2, disc, disc)
    initials = para(member.initials[:3], setting.size(12), bold=True, colour=setting.on(ground), align="ctr")
    canvas.shape(
        circle, fill=ground, geometry="ellipse", text=(initials,), wrap=False, alt=member.name, name="plandocs:person"
    )
    lines = _lines(member, box.w, setting)
    for full, cut in zip(
        (text for text in (member.name, member.role, member.note, *member.work) if text), lines, strict=True
    ):
        if cut.text.endswith("…") and not full.endswith("…"):
            canvas.shortened.append(full)
    canvas.text(Box(circle.right + 10, box.y, box.right - circle.right - 10, box.h), lines, anchor="ctr")


def _lines(member: Member, width: float, setting: Setting) -> list[Para]:
    quiet = setting.brand.text("muted", setting.card)
    room = width - setting.space(_DISC) - 10
    lines = [_name(member.name, room, setting)]
    said = [para(text, setting.size(12), colour=quiet) for text in (member.role, member.note) if text]
    lines += [cut_para(line, room, 2, setting) for line in said]
    for place, text in enumerate(member.work):
        line = para(text, setting.size(12), before=0.0 if place else setting.space(4))
        lines.append(cut_para(line, room, 1, setting))
    return lines


def _name(name: str, room: float, setting: Setting) -> Para:
    """Return a name on one line; a long one smaller on two, so that it stays a name."""
    full = para(name, setting.size(14), bold=True)
    if count_lines(full, room, setting) == 1:
        return full
    return cut_para(para(name, setting.size(12), bold=True), room, 2, setting)


def _row_height(member: Member, width: float, setting: Setting) -> float:
    disc = setting.space(_DISC)
    words = text_height(_lines(member, width, setting), width - disc - 10, setting)
    return max(disc, words) + setting.space(6)
