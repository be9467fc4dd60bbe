"""The board: tasks as cards in columns by their state, as teams look at work that is under way.

It is a view of the schedule, by formulas: a task that is marked done there stands among what is done here.
"""

from __future__ import annotations

from plandocs.content.facts.tasks import State
from plandocs.content.sheets import Area, AreaRule, DataTable, Formula, Sheet, quoted
from plandocs.documents.workbook.blocks import Block, titles
from plandocs.documents.workbook.found import found_rows
from plandocs.documents.workbook.setting import Setting

_STATES: tuple[State, ...] = ("not_started", "in_progress", "late", "done")
_ROW = 5
_MOST = 25
"""Cards of a column; how many there are is counted above it, and the schedule has all of them."""
_WIDTHS = (30.0, 17.0, 15.5, 7.0)
_GAP = 3.0
_KEYS = (("name", "formula"), ("owner", "formula_id"), ("finish", "formula_date"))
_NUMBER = "\0"
"""Stands for the count where a heading is worded, until the formula that counts takes its place."""


def board_sheet(setting: Setting, tasks: DataTable) -> Sheet:
    """Return the sheet with a column of tasks and milestones for each state."""
    areas: list[Area] = []
    rules: list[AreaRule] = []
    widths: dict[int, float] = {}
    column = 1
    for state in _STATES:
        area, more = _column(setting, tasks, state).placed(_ROW, column)
        areas.append(area)
        rules += more
        widths |= {column + number: width for number, width in enumerate(_WIDTHS)}
        column += len(_WIDTHS)
        if state != _STATES[-1]:
            widths[column] = _GAP
            column += 1
    return setting.sheet(
        "board",
        areas=tuple(areas),
        rules=tuple(rules),
        widths=widths,
        freeze=(_ROW + 1, 0),
        repeat_rows=(_ROW, _ROW + 1),
    )


def _column(setting: Setting, tasks: DataTable, state: State) -> Block:
    """Return what is in one state, in the order of the plan; buffers are no work, and left out."""
    word, buffer = setting.states[state], setting.kinds["buffer"]
    rows = [row for row in setting.facts.rows if not row.is_buffer]
    shown = [(row.id, (row.name, row.owner, row.finish)) for row in rows if row.state == state]
    chosen = f"({tasks.whole('status')}={quoted(word)})*({tasks.whole('kind')}<>{quoted(buffer)})"
    return Block(
        _heading(setting, word, f"SUMPRODUCT({chosen})", len(shown)),
        titles(setting, ("task", "owner", "finish", "id")),
        found_rows(tasks, chosen, _KEYS, shown[:_MOST], setting.say("nothing.board"), min(_MOST, len(rows))),
    )


def _heading(setting: Setting, state: str, count: str, number: int) -> Formula:
    """Return the heading of a column, which counts its tasks, and says so where not all of them are shown."""
    plain, cut = (setting.say(f"board.{key}", state=state, n=_NUMBER, most=_MOST) for key in ("all", "first"))

    def joined(text: str) -> str:
        before, _, after = text.partition(_NUMBER)
        return "&".join([quoted(before)] * bool(before) + [count] + [quoted(after)] * bool(after))

    said = (cut if number > _MOST else plain).replace(_NUMBER, str(number))
    return Formula(f"IF({count}>{_MOST},{joined(cut)},{joined(plain)})", said)
