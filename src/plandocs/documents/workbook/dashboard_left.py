"""The left side of the dashboard: tasks by phase, buffers, and the risks that come first."""

from __future__ import annotations

from collections.abc import Mapping

from plandocs.content.facts import PhaseFact, RiskFact, TaskFact
from plandocs.content.sheets import AS_OF_NAME, DataTable, Formula, Item, Value, address, quoted
from plandocs.documents.workbook.blocks import Block, ColumnRule, RowMaker, shortened
from plandocs.documents.workbook.schedule import phase_names
from plandocs.documents.workbook.setting import Setting, matching

_TOP_RISKS = 5
_COUNTED = ("done", "in_progress", "late")


def left_blocks(setting: Setting, tables: Mapping[str, DataTable]) -> list[Block]:
    """Return the blocks from top to bottom; one without anything to show is left out."""
    blocks = [_phases(setting, tables["schedule"])]
    if any(row.is_buffer for row in setting.facts.rows):
        blocks.append(_buffers(setting, tables["schedule"]))
    if setting.facts.risks:
        blocks.append(_risks(setting, tables["risks"]))
    return blocks


def work_done(setting: Setting, tasks: DataTable) -> Formula:
    """Return the share of work that is done, weighted by days; buffers and milestones do not count. Source: S55."""
    return Formula(
        _share(tasks, f"({tasks.whole('kind')}={quoted(setting.kinds['task'])})"),
        _done_share(setting.facts.tasks),
    )


def buffer_total(setting: Setting, tasks: DataTable) -> tuple[Formula, Formula]:
    """Return the days of buffer that are left, and those there were, over the buffers that have not gone by."""
    buffer = quoted(setting.kinds["buffer"])
    done = quoted(setting.states["done"])
    there = (
        f"({tasks.whole('kind')}={buffer})*({tasks.whole('status')}<>{done})*({tasks.whole('finish')}>={AS_OF_NAME})"
    )
    size = f"SUMPRODUCT({there}*ROUND({tasks.whole('days')},0))"
    found = [_buffer_values(row, setting) for row in setting.facts.rows if row.is_buffer]
    left = "+".join(_buffer_formula(setting, tasks, row)[2] for row in setting.facts.rows if row.is_buffer)
    return (
        Formula(left or "0", sum(size - used for size, used in found)),
        Formula(size, sum(size for size, _ in found)),
    )


def _phases(setting: Setting, tasks: DataTable) -> Block:
    names = phase_names(setting.facts.phases)
    makers = [_phase_row(setting, tasks, phase, names[phase.id]) for phase in setting.facts.phases]
    titles = ["phase", "tasks", *(f"state_{state}" for state in _COUNTED), "share_done"]
    count = len(makers)

    def total(row: int, column: int) -> tuple[Item | None, ...]:
        items: list[Item | None] = [Item(setting.say("total"), "total")]
        sums = [len(setting.facts.tasks), *(sum(t.state == s for t in setting.facts.tasks) for s in _COUNTED)]
        for place, value in enumerate(sums, start=column + 1):
            cells = f"{address(row - count, place)}:{address(row - 1, place)}"
            items.append(Item(Formula(f"SUM({cells})", value), "total_number"))
        items.append(Item(work_done(setting, tasks), "total_percent"))
        return tuple(items)

    return Block(
        setting.say("block.phases"),
        _titles(setting, titles, numbers_from=1),
        tuple(makers),
        (ColumnRule(4, "{cell}>0", "bad"),),
        total,
    )


def _phase_row(setting: Setting, tasks: DataTable, phase: PhaseFact, name: str) -> RowMaker:
    work = [row for row in phase.tasks if not row.is_buffer and not row.is_milestone]
    kind = f"({tasks.whole('kind')}={quoted(setting.kinds['task'])})"
    words = setting.states

    def make(row: int, column: int) -> tuple[Item | None, ...]:
        of_phase = f"({tasks.whole('phase')}={address(row, column)})*{kind}"
        items = [Item(name, "plain"), Item(Formula(f"SUMPRODUCT({of_phase})", len(work)), "formula_number")]
        for state in ("done", "in_progress", "late"):
            formula = f"SUMPRODUCT({of_phase}*({tasks.whole('status')}={quoted(words[state])}))"
            items.append(Item(Formula(formula, sum(task.state == state for task in work)), "formula_number"))
        items.append(Item(Formula(_share(tasks, of_phase), _done_share(work)), "formula_percent"))
        return tuple(items)

    return make


def _share(tasks: DataTable, chosen: str) -> str:
    """Return the formula for the share of work done over the chosen rows, rounded down to whole hundredths."""
    days = tasks.whole("days")
    done = f"SUMPRODUCT({chosen}*{days}*ROUND({tasks.whole('done')}*100,0))"
    return f"IFERROR(INT(ROUND({done}/SUMPRODUCT({chosen}*{days}),6))/100,0)"


def _done_share(work: list[TaskFact] | tuple[TaskFact, ...]) -> float:
    total = sum(row.duration_days for row in work)
    return int(round(sum(row.duration_days * row.percent for row in work) / total, 6)) / 100 if total else 0


def _buffers(setting: Setting, tasks: DataTable) -> Block:
    makers = [_buffer_row(setting, tasks, row) for row in setting.facts.rows if row.is_buffer]
    titles = ["buffer", "days", "used", "left"]
    return Block(setting.say("block.buffers"), _titles(setting, titles, numbers_from=1), tuple(makers))


def _buffer_row(setting: Setting, tasks: DataTable, buffer: TaskFact) -> RowMaker:
    size, used = _buffer_values(buffer, setting)
    formulas = _buffer_formula(setting, tasks, buffer)

    def make(row: int, column: int) -> tuple[Item | None, ...]:
        values = (size, used, size - used)
        figures = (Item(Formula(text, value), "formula_number") for text, value in zip(formulas, values, strict=True))
        return (Item(buffer.name, "plain"), *figures)

    return make


def _buffer_formula(setting: Setting, tasks: DataTable, buffer: TaskFact) -> tuple[str, str, str]:
    """Return a buffer's days, used days and left days: it is used by as many days as its start has moved.

    A buffer that has gone by counts nothing.
    """
    place = f"MATCH({matching(buffer.id)},{tasks.whole('id')},0)"
    start, base, finish, status, days = (
        f"INDEX({tasks.whole(key)},{place})" for key in ("start", "base_start", "finish", "status", "days")
    )
    gone = f"OR({status}={quoted(setting.states['done'])},{finish}<{AS_OF_NAME})"
    size = f"IF({gone},0,ROUND({days},0))"
    used = f"IF({gone},0,MAX(0,MIN(ROUND({days},0),{setting.counted.between(base, start)})))"
    return size, used, f"({size}-{used})"


def _buffer_values(buffer: TaskFact, setting: Setting) -> tuple[int, int]:
    found = next((use for use in setting.facts.progress.buffers if use.id == buffer.id), None)
    return (found.size, found.used) if found else (0, 0)


def _risks(setting: Setting, risks: DataTable) -> Block:
    ranked = sorted((risk for risk in setting.facts.risks if risk.is_open), key=lambda risk: -risk.score)
    makers = [
        _risk_row(risks, place, ranked[place - 1] if place <= len(ranked) else None)
        for place in range(1, min(_TOP_RISKS, len(setting.facts.risks)) + 1)
    ]
    high, medium = setting.common("band.high"), setting.common("band.medium")
    return Block(
        setting.say("block.risks"),
        (
            *_titles(setting, ["risk"]),
            *_titles(setting, ["id"]),
            *_titles(setting, ["score"], numbers_from=0),
            *_titles(setting, ["band", "owner"]),
            ("", "header"),
        ),
        tuple(makers),
        (ColumnRule(3, f"{{cell}}={quoted(high)}", "bad"), ColumnRule(3, f"{{cell}}={quoted(medium)}", "watch")),
    )


def _risk_row(risks: DataTable, place: int, risk: RiskFact | None) -> RowMaker:
    """Return the row of the risk in a place of the ranking, empty while there is none."""
    found = f"MATCH({place},{risks.whole('rank')},0)"
    values: tuple[tuple[str, str, Value], ...] = (
        ("risk", "formula", risk.risk if risk else ""),
        ("id", "formula_id", risk.id if risk else ""),
        ("score", "formula_number", risk.score if risk else ""),
        ("band", "formula_id", risk.band_label if risk else ""),
        ("owner", "formula_id", risk.owner if risk else ""),
    )
    items = []
    for key, style, value in values:
        as_text = '&""' if isinstance(value, str) and key != "score" else ""
        formula = f'IFERROR(INDEX({risks.whole(key)},{found}){as_text},"")'
        items.append(Item(shortened(formula, value) if key == "risk" else Formula(formula, value), style))
    return lambda row, column: (*items, Item(None, "formula_id"))


def _titles(setting: Setting, keys: list[str], *, numbers_from: int | None = None) -> tuple[tuple[str, str], ...]:
    """Return worded titles with their header styles; those from `numbers_from` on stand over figures."""
    return tuple(
        (
            setting.say(f"column.{key}"),
            "header_number" if numbers_from is not None and place >= numbers_from else "header",
        )
        for place, key in enumerate(keys)
    )
