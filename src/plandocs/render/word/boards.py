"""Things side by side: cards with figures, lists in columns, the people of two sides, steps in a row."""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.content.blocks import Card, Cards, Chain, ColumnBoard, ListColumn, Step, Team, TeamBoard
from plandocs.render.word.palette import border, hatch, shading
from plandocs.render.word.paragraphs import MARKS, paragraph, run
from plandocs.render.word.setting import Setting
from plandocs.render.word.tables import cell, table_row, table_xml

_GUTTER = 170
_ARROW = 260
_STEPS_A_ROW = 5
_PLAIN = "Plandocs Plain"


def cards(block: Cards, setting: Setting) -> str:
    """Return figures side by side on the surface tint, of equal height."""
    widths, edges = _columns(len(block.cards), _GUTTER, setting.width)
    fill = shading(setting.brand, "surface")
    gap = paragraph(setting.style("Section End"), "")
    inside = []
    for number, item in enumerate(block.cards):
        if number:
            inside.append(cell(_GUTTER, gap))
        inside.append(cell(widths[number], _card(item, setting), fill=fill, borders=_tone_edge(item, setting)))
    return table_xml("", edges, [table_row(inside)], setting, title="", head=False, own=_PLAIN)


def _card(item: Card, setting: Setting) -> str:
    mark = ""
    if item.tone is not None:
        mark = run(f"{MARKS[item.tone]} ", setting.style(f"Chip {item.tone.capitalize()}"))
    out = paragraph(setting.style("Card Label"), run(item.label))
    out += paragraph(setting.style("Card Value"), run(item.value))
    return out + paragraph(setting.style("Card Note"), mark + run(item.note or "\u00a0"))


def _tone_edge(item: Card, setting: Setting) -> str:
    role = item.tone or "accent"
    return border(setting.brand, "top", role, 18)


def column_board(block: ColumnBoard, setting: Setting) -> str:
    """Return lists side by side, each under its heading."""
    widths, edges = _columns(len(block.columns), _GUTTER, setting.width)
    gap = paragraph(setting.style("Section End"), "")
    heads: list[str] = []
    lists: list[str] = []
    for number, column in enumerate(block.columns):
        if number:
            heads.append(cell(_GUTTER, gap))
            lists.append(cell(_GUTTER, gap))
        mark = run(f"{MARKS[column.tone]} ", setting.style(f"Chip {column.tone.capitalize()}")) if column.tone else ""
        rule = border(setting.brand, "bottom", "accent", 12)
        heads.append(
            cell(widths[number], paragraph(setting.style("Board Head"), mark + run(column.title)), borders=rule)
        )
        lists.append(cell(widths[number], _items(column, setting)))
    rows = [table_row(heads), f"<w:tr>{''.join(lists)}</w:tr>"]
    return table_xml("", edges, rows, setting, title="", head=False, own=_PLAIN)


def _items(column: ListColumn, setting: Setting) -> str:
    style = setting.style("Board Item")
    if not column.items:
        return paragraph(style, run(column.empty, setting.style("Muted")))
    return "".join(
        paragraph(style, run(number, setting.style("Muted")) + run("\t" if number else "") + run(text))
        for number, text in column.items
    )


def team_board(block: TeamBoard, setting: Setting) -> str:
    """Return the people of each side, side by side: name, role, and hours or backup."""
    widths, edges = _columns(len(block.teams), _GUTTER, setting.width)
    gap = paragraph(setting.style("Section End"), "")
    heads: list[str] = []
    people: list[str] = []
    for number, team in enumerate(block.teams):
        if number:
            heads.append(cell(_GUTTER, gap))
            people.append(cell(_GUTTER, gap))
        rule = border(setting.brand, "bottom", "accent", 12)
        heads.append(cell(widths[number], paragraph(setting.style("Board Head"), run(team.title)), borders=rule))
        people.append(cell(widths[number], _members(team, setting)))
    rows = [table_row(heads), f"<w:tr>{''.join(people)}</w:tr>"]
    return table_xml("", edges, rows, setting, title="", head=False, own=_PLAIN)


def _members(team: Team, setting: Setting) -> str:
    style = setting.style("Board Person")
    out = []
    for member in team.members:
        more = " · ".join(part for part in (member.role, member.note) if part)
        inside = run(member.name, setting.style("Strong")) + (run(f"\n{more}", setting.style("Muted")) if more else "")
        out.append(paragraph(style, inside))
    return "".join(out) or paragraph(style, "")


def chain(block: Chain, setting: Setting) -> str:
    """Return steps with arrows between them, five to a line; buffers are hatched, milestones stand out."""
    rows = [block.steps[n : n + _STEPS_A_ROW] for n in range(0, len(block.steps), _STEPS_A_ROW)]
    count = min(len(block.steps), _STEPS_A_ROW)
    if not count:
        return ""
    widths, edges = _columns(count, _ARROW, setting.width)
    lines = [_chain_row(steps, count, widths, n == len(rows) - 1, setting) for n, steps in enumerate(rows)]
    spacer = table_row(
        [cell(sum(edges), paragraph(setting.style("Section End"), ""), span=len(edges))], height=100, exact=True
    )
    spaced = [part for line in lines for part in (line, spacer)][:-1]
    return table_xml("", edges, spaced, setting, title=block.alt, head=False, own=_PLAIN)


def _chain_row(steps: Sequence[Step], count: int, widths: Sequence[int], is_last: bool, setting: Setting) -> str:
    arrow = paragraph(setting.style("Step Arrow"), run("›"))
    blank = paragraph(setting.style("Section End"), "")
    cells = []
    for number in range(count):
        if number:
            cells.append(cell(_ARROW, arrow if number < len(steps) else blank, align="center"))
        if number < len(steps):
            step = steps[number]
            cells.append(cell(widths[number], _step(step, setting), fill=_step_fill(step, setting), align="center"))
        else:
            cells.append(cell(widths[number], blank))
    return table_row(cells)


def _step(step: Step, setting: Setting) -> str:
    mark = "♦ " if step.kind == "milestone" else ""
    out = paragraph(setting.style("Step"), run(f"{mark}{step.text}"))
    return out + paragraph(setting.style("Step Note"), run(step.note)) if step.note else out


def _step_fill(step: Step, setting: Setting) -> str:
    if step.kind == "buffer":
        return hatch(setting.brand, "line", "paper")
    return shading(setting.brand, "accent_soft" if step.kind == "milestone" else "surface")


def _columns(count: int, gutter: int, total: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the widths of equal columns, and the table's grid with the gutters between them."""
    each = (total - gutter * (count - 1)) // count
    widths = (total - gutter * (count - 1) - each * (count - 1), *([each] * (count - 1)))
    grid: list[int] = []
    for number, width in enumerate(widths):
        grid += [gutter, width] if number else [width]
    return widths, tuple(grid)
