"""The right side of the dashboard: milestones, what comes in the next days, and dependencies to chase."""

from __future__ import annotations

from datetime import timedelta

from plandocs.content.facts import DependencyFact, TaskFact
from plandocs.content.sheets import AS_OF_NAME, DataTable, Formula, Item, Value, quoted
from plandocs.documents.workbook.blocks import Block, ColumnRule, RowMaker, shortened, titles
from plandocs.documents.workbook.dependencies import ATTENTION_TONES, attention, attention_words
from plandocs.documents.workbook.found import found_rows
from plandocs.documents.workbook.setting import Setting, matching

_DAYS_AHEAD = 14
_MOST_MILESTONES, _MOST_TASKS, _MOST_DEPENDENCIES = 14, 10, 8
_ROOM = 2
"""Rows beyond those filled today, for a later as-of date."""


def milestones(setting: Setting, tasks: DataTable) -> Block | None:
    """Return the milestones and go-lives by date, with what became of the dates that were agreed."""
    rows = setting.facts.milestones
    if not rows:
        return None
    makers = [_milestone_row(setting, tasks, row) for row in rows[:_MOST_MILESTONES]]
    words = _milestone_words(setting)
    heads = titles(setting, ("milestone", "status"))
    if setting.tracked:
        heads += (*titles(setting, ("agreed", "now")), *titles(setting, ("slip",), numbers=True))
    else:
        heads += (*titles(setting, ("agreed",)), ("", "header"), ("", "header"))
    slip_rules = (ColumnRule(4, "{cell}>10", "bad"), ColumnRule(4, "{cell}>0", "watch")) if setting.tracked else ()
    return Block(
        setting.say("block.milestones", shown=len(makers), total=len(rows)),
        heads,
        tuple(makers),
        (
            ColumnRule(1, f"{{cell}}={quoted(words['done'])}", "good"),
            ColumnRule(1, f"{{cell}}={quoted(words['late'])}", "bad"),
            ColumnRule(1, f"{{cell}}={quoted(words['at_risk'])}", "watch"),
            *slip_rules,
        ),
    )


def _milestone_words(setting: Setting) -> dict[str, str]:
    return {key: setting.common(f"milestone_state.{key}") for key in ("done", "on_track", "at_risk", "late")}


def _milestone_row(setting: Setting, tasks: DataTable, milestone: TaskFact) -> RowMaker:
    place = f"MATCH({matching(milestone.id)},{tasks.whole('id')},0)"
    agreed = "base_finish" if setting.tracked else "finish"
    keys = ("name", "status", "finish", *(("base_finish", "slip") if setting.tracked else ()))
    of = {key: f"INDEX({tasks.whole(key)},{place})" for key in keys}
    words = {key: quoted(text) for key, text in _milestone_words(setting).items()}
    otherwise = f"IF({of['slip']}>0,{words['at_risk']},{words['on_track']})" if setting.tracked else words["on_track"]
    late = f"OR({of['status']}={quoted(setting.states['late'])},{of['finish']}<{AS_OF_NAME})"
    done = quoted(setting.states["done"])
    state = f"IF({of['status']}={done},{words['done']},IF({late},{words['late']},{otherwise}))"
    items = [
        Item(shortened(of["name"], milestone.name), "formula"),
        Item(Formula(state, _milestone_state(setting, milestone)), "formula_id"),
        Item(Formula(of[agreed], milestone.agreed_finish), "formula_date"),
    ]
    if setting.tracked:
        items.append(Item(Formula(of["finish"], milestone.finish), "formula_date"))
        items.append(Item(Formula(of["slip"], milestone.slip), "formula_number"))
    return lambda row, column: tuple(items)


def _milestone_state(setting: Setting, milestone: TaskFact) -> str:
    """Return what the formula gives: the words of the status report."""
    words = _milestone_words(setting)
    if milestone.state == "done":
        return words["done"]
    if milestone.state == "late" or milestone.finish < setting.facts.as_of:
        return words["late"]
    return words["at_risk" if milestone.slip > 0 else "on_track"]


def next_days(setting: Setting, tasks: DataTable) -> Block:
    """Return what runs or falls due in the next days."""
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
        titles(setting, ("task", "owner", "start", "finish", "id")),
        found_rows(tasks, chosen, keys, shown, nothing, min(_MOST_TASKS, len(shown) + _ROOM)),
    )


def dependencies_to_chase(setting: Setting, dependencies: DataTable) -> Block | None:
    """Return the dependencies that ask for attention."""
    if not setting.facts.dependencies:
        return None
    words = attention_words(setting)
    found = [(entry, attention(entry, setting)) for entry in setting.facts.dependencies]
    shown = [(entry.id, _dependency_values(entry, word)) for entry, word in found if word]
    keys = (("dependency", "formula"), ("owner", "formula_id"), ("due", "formula_date"), ("attention", "formula_id"))
    return Block(
        setting.say("block.dependencies"),
        titles(setting, ("dependency", "owner", "due", "attention", "id")),
        found_rows(
            dependencies,
            f'({dependencies.whole("attention")}<>"")',
            keys,
            shown,
            setting.say("nothing.dependencies"),
            min(_MOST_DEPENDENCIES, len(shown) + _ROOM),
        ),
        tuple(ColumnRule(3, f"{{cell}}={quoted(words[key])}", tone) for key, tone in ATTENTION_TONES.items()),
    )


def _dependency_values(entry: DependencyFact, word: str) -> tuple[Value, ...]:
    return (entry.what, entry.owner, entry.due or "", word)
