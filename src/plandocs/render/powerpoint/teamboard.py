"""The people of each side, side by side: initials, name, role, hours."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Member, Team, TeamBoard
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Para, count_lines, cut_para, para, text_height

_GAP = 16.0
_PAD = 16.0
_HEAD = 42.0
_DISC = 28.0
_REST = 34.0
"""The height of the line that counts whom there is no room for."""
_MOST_EXTRA = 10.0
_WIDE = 560.0
_FILLS = ("accent", "accent_strong", "neutral")


def height(block: TeamBoard, width: float, setting: Setting) -> float:
    """Return the height the board wants."""
    inner = _inner(block, width)
    return (
        _HEAD
        + _PAD
        + max(
            sum(_row_height(member, wide, setting) for member in team.members)
            for team, wide in zip(block.teams, inner, strict=True)
        )
    )


def split(block: TeamBoard, width: float, room: float, setting: Setting) -> list[TeamBoard]:
    """Return the board in parts of as many people a side as fit; a side that is through is left out."""
    inner = _inner(block, width)
    cuts = [_cuts(team, wide, room - _HEAD - _PAD, setting) for team, wide in zip(block.teams, inner, strict=True)]
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
        free = room - _HEAD - _PAD
        heights = [_row_height(member, wide, setting) for member in team.members]
        kept = len(heights)
        while kept > 1 and sum(heights[:kept]) + (_REST if kept < len(heights) else 0.0) > free:
            kept -= 1
        rest = len(heights) - kept
        more = (Member(setting.say("more", n=rest), "", f"+{rest}"),) if rest else ()
        teams.append(replace(team, members=(*team.members[:kept], *more)))
    return TeamBoard(tuple(teams))


def _compact(member: Member) -> Member:
    return replace(member, role=" · ".join(part for part in (member.role, member.note) if part), note="")


def draw(block: TeamBoard, box: Box, canvas: Canvas) -> None:
    """Draw a panel for each side, all of one height."""
    setting = canvas.setting
    most = max(len(team.members) for team in block.teams)
    wanted = height(block, box.w, setting)
    extra = max(0.0, min(_MOST_EXTRA, (box.h - wanted) / max(1, most)))
    panel = box.top(min(box.h, wanted + extra * most))
    for place, (team, area) in enumerate(zip(block.teams, panel.columns(_shares(block, panel.w), _GAP), strict=True)):
        _team(team, area, extra, _FILLS[min(place, len(_FILLS) - 1)], canvas)


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


def _team(team: Team, box: Box, extra: float, fill: str, canvas: Canvas) -> None:
    setting = canvas.setting
    canvas.shape(box, fill=setting.card)
    canvas.shape(Box(box.x, box.y, box.w, 3), fill=fill)
    full = para(team.title, 16, bold=True, heading=True)
    title = cut_para(full, box.w - 2 * _PAD, 1, setting)
    if title is not full:
        canvas.shortened.append(team.title)
    canvas.text(Box(box.x + _PAD, box.y + 9, box.w - 2 * _PAD, 26), (title,), anchor="ctr")
    y = box.y + _HEAD
    for member in team.members:
        line = Box(box.x + _PAD, y, box.w - 2 * _PAD, _row_height(member, box.w - 2 * _PAD, setting) + extra)
        canvas.rule(line.x, line.y, line.right, line.y, "line")
        _member(member, line, fill, canvas)
        y = line.bottom


def _member(member: Member, box: Box, fill: str, canvas: Canvas) -> None:
    setting = canvas.setting
    ground = setting.brand.text("neutral") if fill == "neutral" else fill
    circle = Box(box.x, box.middle - _DISC / 2, _DISC, _DISC)
    initials = para(member.initials[:3], 12, bold=True, colour=setting.on(ground), align="ctr")
    canvas.shape(
        circle, fill=ground, geometry="ellipse", text=(initials,), wrap=False, alt=member.name, name="plandocs:person"
    )
    lines = _lines(member, box.w, setting)
    for full, cut in zip((text for text in (member.name, member.role, member.note) if text), lines, strict=True):
        if cut.text.endswith("…") and not full.endswith("…"):
            canvas.shortened.append(full)
    canvas.text(Box(circle.right + 10, box.y, box.right - circle.right - 10, box.h), lines, anchor="ctr")


def _lines(member: Member, width: float, setting: Setting) -> list[Para]:
    quiet = setting.brand.text("muted", setting.card)
    room = width - _DISC - 10
    lines = [_name(member.name, room, setting)]
    lines += [cut_para(para(text, 12, colour=quiet), room, 2, setting) for text in (member.role, member.note) if text]
    return lines


def _name(name: str, room: float, setting: Setting) -> Para:
    """Return a name on one line; a long one smaller on two, so that it stays a name."""
    full = para(name, 14, bold=True)
    if count_lines(full, room, setting) == 1:
        return full
    return cut_para(para(name, 12, bold=True), room, 2, setting)


def _row_height(member: Member, width: float, setting: Setting) -> float:
    return max(_DISC + 6, text_height(_lines(member, width, setting), width - _DISC - 10, setting) + 6)
