"""The board: tasks as cards in columns by their state, as teams look at work that is under way.

It is a view of the schedule, by formulas: a task that is marked done there stands among what is done here.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.content.facts import TaskFact
from plandocs.content.facts.tasks import State
from plandocs.content.sheets import Area, AreaRule, DataTable, Formula, Item, Sheet, Value, address, quoted
from plandocs.documents.workbook.blocks import Block, RowMaker, titles
from plandocs.documents.workbook.found import nth_chosen
from plandocs.documents.workbook.setting import Setting, place_of

_STATES: tuple[State, ...] = ("not_started", "in_progress", "late", "done")
_ROW = 5
_MOST = 20
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
    shown = [row for row in rows if row.state == state]
    chosen = f"({tasks.whole('status')}={quoted(word)})*({tasks.whole('kind')}<>{quoted(buffer)})"
    return Block(
        _heading(setting, word, f"SUMPRODUCT({chosen})", len(shown)),
        titles(setting, ("task", "owner", "finish", "id")),
        tuple(_card(setting, tasks, chosen, place, shown) for place in range(min(_MOST, len(rows)))),
    )


def _card(setting: Setting, tasks: DataTable, chosen: str, place: int, shown: Sequence[TaskFact]) -> RowMaker:
    """Return a row of a column: the id finds itself, the other cells are found by it."""
    task = shown[place] if place < len(shown) else None
    nothing = setting.say("nothing.board") if place == 0 else ""

    def make(row: int, column: int) -> tuple[Item | None, ...]:
        own = f"${address(row, column + len(_KEYS))}"
        at = place_of(tasks, "id", own)

        def found(key: str, value: Value, otherwise: str = "") -> Formula:
            empty = "" if key == "finish" else '&""'  # an empty cell would be a 0
            return Formula(f'IF({own}="",{quoted(otherwise)},INDEX({tasks.whole(key)},{at}){empty})', value)

        values: tuple[Value, ...] = (nothing, "", "") if task is None else (task.name, task.owner, task.finish)
        others = ("" if number else nothing for number in range(len(_KEYS)))
        cells = zip(_KEYS, values, others, strict=True)
        items = [Item(found(key, value, otherwise), style) for (key, style), value, otherwise in cells]
        identity = Formula(nth_chosen(tasks, chosen, place + 1), "" if task is None else task.id, array=True)
        return (*items, Item(identity, "formula_id"))

    return make


def _heading(setting: Setting, state: str, count: str, number: int) -> Formula:
    """Return the heading of a column, which counts its tasks, and says so where not all of them are shown."""
    plain, cut = (setting.say(f"board.{key}", state=state, n=_NUMBER, most=_MOST) for key in ("all", "first"))

    def joined(text: str) -> str:
        before, _, after = text.partition(_NUMBER)
        return "&".join([quoted(before)] * bool(before) + [count] + [quoted(after)] * bool(after))

    said = (cut if number > _MOST else plain).replace(_NUMBER, str(number))
    return Formula(f"IF({count}>{_MOST},{joined(cut)},{joined(plain)})", said)
