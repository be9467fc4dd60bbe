"""The people of each side, side by side: initials, name, role, hours."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Member, Team, TeamBoard
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.setting import Setting
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import Para, cut_para, para

_GAP = 16.0
_PAD = 16.0
_HEAD = 44.0
_LEAST, _MOST = 36.0, 50.0
_DISC = 30.0
_FILLS = ("accent", "accent_strong", "neutral")


def height(block: TeamBoard, width: float, setting: Setting) -> float:
    """Return the height the board wants."""
    return _HEAD + _PAD + max(len(team.members) for team in block.teams) * _MOST


def split(block: TeamBoard, width: float, room: float, setting: Setting) -> list[TeamBoard]:
    """Return the board in parts of as many people a side as fit; a side that is through is left out."""
    most = max(1, int((room - _HEAD - _PAD) // _LEAST))
    count = max(-(-len(team.members) // most) for team in block.teams)
    each = [-(-len(team.members) // count) if len(team.members) > most else most for team in block.teams]
    parts = []
    for number in range(count):
        teams = tuple(
            replace(team, members=team.members[number * size : (number + 1) * size])
            for team, size in zip(block.teams, each, strict=True)
            if team.members[number * size :]
        )
        if teams:
            parts.append(replace(block, teams=teams))
    return parts


def draw(block: TeamBoard, box: Box, canvas: Canvas) -> None:
    """Draw a panel for each side."""
    most = max(len(team.members) for team in block.teams)
    row = min(_MOST, (box.h - _HEAD - _PAD) / max(1, most))
    panel = box.top(_HEAD + row * most + _PAD)
    for place, (team, area) in enumerate(zip(block.teams, panel.columns([1] * len(block.teams), _GAP), strict=True)):
        _team(team, area, row, _FILLS[min(place, len(_FILLS) - 1)], canvas)


def _team(team: Team, box: Box, row: float, fill: str, canvas: Canvas) -> None:
    setting = canvas.setting
    canvas.shape(box, fill=setting.card)
    canvas.shape(Box(box.x, box.y, box.w, 3), fill=fill)
    title = cut_para(para(team.title, 16, bold=True, heading=True), box.w - 2 * _PAD, 1, setting)
    canvas.text(Box(box.x + _PAD, box.y + 10, box.w - 2 * _PAD, 26), (title,), anchor="ctr")
    for place, member in enumerate(team.members):
        line = Box(box.x + _PAD, box.y + _HEAD + place * row, box.w - 2 * _PAD, row)
        canvas.rule(line.x, line.y, line.right, line.y, "line")
        _member(member, line, fill, canvas)


def _member(member: Member, box: Box, fill: str, canvas: Canvas) -> None:
    setting = canvas.setting
    disc = min(_DISC, box.h - 6)
    ground = setting.brand.text("neutral") if fill == "neutral" else fill
    circle = Box(box.x, box.middle - disc / 2, disc, disc)
    initials = para(member.initials[:3], 12, bold=True, colour=setting.on(ground), align="ctr")
    canvas.shape(circle, fill=ground, geometry="ellipse", text=(initials,), alt=member.name, name="plandocs:person")
    quiet = setting.brand.text("muted", setting.card)
    font = setting.metrics(12)
    note = min(font.width(member.note) + 2, box.w * 0.42) if member.note else 0.0
    words = Box(circle.right + 10, box.y, box.right - circle.right - 10 - (note + 8 if note else 0), box.h)
    name = para(member.name, 14, bold=True)
    role = para(member.role, 12, colour=quiet)
    lines = [cut_para(line, words.w, 1, setting) for line in (name, role) if line.text]
    canvas.shortened += [full.text for full, cut in zip((name, role), lines, strict=False) if full is not cut]
    canvas.text(words, lines, anchor="ctr")
    if note:
        text = _note(member.note, note, box.h, setting)
        canvas.text(Box(box.right - note, box.y, note, box.h), (text,), anchor="ctr")


def _note(note: str, width: float, tall: float, setting: Setting) -> Para:
    quiet = setting.brand.text("muted", setting.card)
    lines = max(1, int(tall / (12 * 1.2)))
    return cut_para(para(note, 12, colour=quiet, align="r"), width, lines, setting)
