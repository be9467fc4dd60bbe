"""The right side of the dashboard: milestones, what comes in the next days, and dependencies to chase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from plandocs.content.facts import DependencyFact, TaskFact
from plandocs.content.sheets import AS_OF_NAME, DataTable, Formula, Item, Value, address, quoted
from plandocs.documents.workbook.blocks import Block, ColumnRule, RowMaker, shortened
from plandocs.documents.workbook.dependencies import attention, attention_words
from plandocs.documents.workbook.setting import Setting, matching, place_of

_DAYS_AHEAD = 14
_MOST_MILESTONES, _MOST_TASKS, _MOST_DEPENDENCIES = 14, 10, 5
_ROOM = 2
"""Rows beyond those filled today, for a later as-of date."""
_ID_PLACE = 4
"""The id stands last in each row; the other cells look themselves up by it."""


def right_blocks(setting: Setting, tables: Mapping[str, DataTable]) -> list[Block]:
    """Return the blocks from top to bottom; one without anything to show is left out."""
    blocks = [_milestones(setting, tables["schedule"])] if setting.facts.milestones else []
    blocks.append(_next_days(setting, tables["schedule"]))
    if setting.facts.dependencies:
        blocks.append(_dependencies(setting, tables["dependencies"]))
    return blocks


def _milestones(setting: Setting, tasks: DataTable) -> Block:
    rows = setting.facts.milestones
    makers = [_milestone_row(setting, tasks, row) for row in rows[:_MOST_MILESTONES]]
    words = setting.states
    heading = setting.say("block.milestones", shown=len(makers), total=len(rows))
    return Block(
        heading,
        _titles(setting, ("milestone", "status", "agreed", "now"), ("slip",)),
        tuple(makers),
        (
            ColumnRule(1, f"{{cell}}={quoted(words['done'])}", "good"),
            ColumnRule(1, f"{{cell}}={quoted(words['late'])}", "bad"),
            ColumnRule(4, "{cell}>10", "bad"),
            ColumnRule(4, "{cell}>0", "watch"),
        ),
    )


def _milestone_row(setting: Setting, tasks: DataTable, milestone: TaskFact) -> RowMaker:
    place = f"MATCH({matching(milestone.id)},{tasks.whole('id')},0)"
    cells: tuple[tuple[str, Value, str], ...] = (
        ("name", milestone.name, "formula"),
        ("status", setting.states[milestone.state], "formula_id"),
        ("base_finish", milestone.agreed_finish, "formula_date"),
        ("finish", milestone.finish, "formula_date"),
        ("slip", milestone.slip, "formula_number"),
    )

    formulas = {key: f"INDEX({tasks.whole(key)},{place})" for key, _, _ in cells}

    def make(row: int, column: int) -> tuple[Item | None, ...]:
        return tuple(
            Item(shortened(formulas[key], value) if key == "name" else Formula(formulas[key], value), style)
            for key, value, style in cells
        )

    return make


def _next_days(setting: Setting, tasks: DataTable) -> Block:
    facts = setting.facts
    until = facts.as_of + timedelta(days=_DAYS_AHEAD)
    found = [
        row
        for row in facts.rows
        if row.state != "done" and not row.is_buffer and row.start <= until and row.finish >= facts.as_of
    ]
    chosen = (
        f"({tasks.whole('status')}<>{quoted(setting.states['done'])})"
        f"*({tasks.whole('kind')}<>{quoted(setting.kinds['buffer'])})"
        f"*({tasks.whole('start')}<={AS_OF_NAME}+{_DAYS_AHEAD})*({tasks.whole('finish')}>={AS_OF_NAME})"
    )
    keys = (("name", "formula"), ("owner", "formula_id"), ("start", "formula_date"), ("finish", "formula_date"))
    shown = [(row.id, (row.name, row.owner, row.start, row.finish)) for row in found]
    nothing = setting.say("nothing.tasks")
    return Block(
        setting.say("block.next_days", days=_DAYS_AHEAD),
        _titles(setting, ("task", "owner", "start", "finish", "id")),
        _found_rows(tasks, chosen, keys, shown, nothing, min(_MOST_TASKS, len(shown) + _ROOM)),
    )


def _dependencies(setting: Setting, dependencies: DataTable) -> Block:
    words = attention_words(setting)
    found = [(entry, attention(entry, setting)) for entry in setting.facts.dependencies]
    shown = [(entry.id, _dependency_values(entry, word)) for entry, word in found if word]
    keys = (("dependency", "formula"), ("owner", "formula_id"), ("due", "formula_date"), ("attention", "formula_id"))
    return Block(
        setting.say("block.dependencies"),
        _titles(setting, ("dependency", "owner", "due", "attention", "id")),
        _found_rows(
            dependencies,
            f'({dependencies.whole("attention")}<>"")',
            keys,
            shown,
            setting.say("nothing.dependencies"),
            min(_MOST_DEPENDENCIES, len(shown) + _ROOM),
        ),
        (
            *(ColumnRule(3, f"{{cell}}={quoted(words[key])}", "bad") for key in ("overdue", "escalate")),
            *(ColumnRule(3, f"{{cell}}={quoted(words[key])}", "watch") for key in ("blocked", "reach_out")),
        ),
    )


def _dependency_values(entry: DependencyFact, word: str) -> tuple[Value, ...]:
    return (entry.what, entry.owner, entry.due or "", word)


def _found_rows(
    table: DataTable,
    chosen: str,
    keys: tuple[tuple[str, str], ...],
    shown: Sequence[tuple[str, tuple[Value, ...]]],
    nothing: str,
    most: int,
) -> tuple[RowMaker, ...]:
    """Return rows that show the chosen rows of a table in order; the first says so when there are none."""
    empty: tuple[Value, ...] = ("",) * len(keys)

    def maker(place: int) -> RowMaker:
        identity, values = shown[place - 1] if place <= len(shown) else ("", empty)

        def make(row: int, column: int) -> tuple[Item | None, ...]:
            own = f"${address(row, column + _ID_PLACE)}"
            rows = f"ROW({table.whole('id')})-ROW({table.headers('id')})"
            found = f'IFERROR(INDEX({table.whole("id")},SMALL(IF({chosen},{rows}),{place})),"")'
            items = []
            for number, ((key, style), value) in enumerate(zip(keys, values, strict=True)):
                first = place == 1 and number == 0
                otherwise = quoted(nothing) if first else '""'
                result = nothing if first and not identity else value
                cell = f"INDEX({table.whole(key)},{place_of(table, 'id', own)})"
                text = f'IF({own}="",{otherwise},IF({cell}="","",{cell}))'
                items.append(Item(shortened(text, result) if number == 0 else Formula(text, result), style))
            return (*items, Item(Formula(found, identity, array=True), "formula_id"))

        return make

    return tuple(maker(place) for place in range(1, most + 1))


def _titles(setting: Setting, keys: tuple[str, ...], numbers: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    return (
        *((setting.say(f"column.{key}"), "header") for key in keys),
        *((setting.say(f"column.{key}"), "header_number") for key in numbers),
    )
