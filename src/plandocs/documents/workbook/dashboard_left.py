"""The left side of the dashboard: tasks by phase, and the risks that come first."""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.content.facts import PhaseFact, RiskFact, TaskFact
from plandocs.content.sheets import DataTable, Formula, Item, Value, address, quoted
from plandocs.documents.workbook.blocks import Block, ColumnRule, RowMaker, shortened, titles
from plandocs.documents.workbook.schedule import phase_names
from plandocs.documents.workbook.setting import Setting

_TOP_RISKS = 5


def phases(setting: Setting, tasks: DataTable) -> Block:
    """Return the tasks of each phase by state."""
    names = phase_names(setting.facts.phases)
    makers = [_phase_row(setting, tasks, phase, names[phase.id]) for phase in setting.facts.phases]
    count = len(makers)

    def total(row: int, column: int) -> tuple[Item | None, ...]:
        items: list[Item | None] = [Item(setting.say("total"), "total")]
        for place, value in enumerate(_counts(setting.facts.tasks), start=column + 1):
            cells = f"{address(row - count, place)}:{address(row - 1, place)}"
            items.append(Item(Formula(f"SUM({cells})", value), "total_number"))
        items.append(Item(work_done(setting, tasks), "total_percent"))
        return tuple(items)

    figures = ("tasks", "state_done", "state_in_progress", "behind", "share_done")
    return Block(
        setting.say("block.phases"),
        (*titles(setting, ("phase",)), *titles(setting, figures, numbers=True)),
        tuple(makers),
        (ColumnRule(4, "{cell}>0", "watch"),),
        total,
    )


def is_behind(task: TaskFact) -> bool:
    """Return whether a task is past its agreed date, or will be by the forecast."""
    return task.state != "done" and (task.state == "late" or task.slip > 0)


def behind(setting: Setting, tasks: DataTable) -> str:
    """Return the condition over all rows that `is_behind` states of one."""
    status, late = tasks.whole("status"), quoted(setting.states["late"])
    if not setting.tracked:
        return f"({status}={late})"
    slips = f"({status}<>{quoted(setting.states['done'])})*({tasks.whole('slip')}>0)"
    return f"((({status}={late})+{slips})>0)"


def of_tasks(setting: Setting, tasks: DataTable) -> str:
    """Return the condition for the rows that are work: no buffer, no milestone."""
    return f"({tasks.whole('kind')}={quoted(setting.kinds['task'])})"


def work_done(setting: Setting, tasks: DataTable) -> Formula:
    """Return the share of work that is done, weighted by days; buffers and milestones do not count. Source: S55."""
    return Formula(_share(tasks, of_tasks(setting, tasks)), _done_share(setting.facts.tasks))


def _counts(work: Sequence[TaskFact]) -> tuple[int, int, int, int]:
    """Return how many tasks there are, are done, in progress, behind."""
    done, running = (sum(task.state == state for task in work) for state in ("done", "in_progress"))
    return len(work), done, running, sum(map(is_behind, work))


def _phase_row(setting: Setting, tasks: DataTable, phase: PhaseFact, name: str) -> RowMaker:
    work = [row for row in phase.tasks if not row.is_buffer and not row.is_milestone]
    status = tasks.whole("status")

    def make(row: int, column: int) -> tuple[Item | None, ...]:
        of_phase = f"({tasks.whole('phase')}={address(row, column)})*{of_tasks(setting, tasks)}"
        states = [f"*({status}={quoted(setting.states[state])})" for state in ("done", "in_progress")]
        conditions = ("", *states, f"*{behind(setting, tasks)}")
        counts = (
            Item(Formula(f"SUMPRODUCT({of_phase}{more})", count), "formula_number")
            for more, count in zip(conditions, _counts(work), strict=True)
        )
        share = Formula(_share(tasks, of_phase), _done_share(work))
        return (Item(name, "plain"), *counts, Item(share, "formula_percent"))

    return make


def _share(tasks: DataTable, chosen: str) -> str:
    """Return the formula for the share of work done over the chosen rows, rounded down to whole hundredths."""
    days = tasks.whole("planned_days")
    done = f"SUMPRODUCT({chosen}*{days}*ROUND({tasks.whole('done')}*100,0))"
    return f"IFERROR(INT(ROUND({done}/SUMPRODUCT({chosen}*{days}),6))/100,0)"


def _done_share(work: Sequence[TaskFact]) -> float:
    total = sum(row.duration_days for row in work)
    return int(round(sum(row.duration_days * row.percent for row in work) / total, 6)) / 100 if total else 0


def top_risks(setting: Setting, risks: DataTable) -> Block | None:
    """Return the open risks with the highest scores."""
    if not setting.facts.risks:
        return None
    ranked = sorted((risk for risk in setting.facts.risks if risk.is_open), key=lambda risk: -risk.score)
    makers = [
        _risk_row(risks, place, ranked[place - 1] if place <= len(ranked) else None)
        for place in range(1, min(_TOP_RISKS, len(setting.facts.risks)) + 1)
    ]
    high, medium = setting.common("band.high"), setting.common("band.medium")
    return Block(
        setting.say("block.risks"),
        (
            *titles(setting, ("risk", "owner")),
            ("", "header"),
            *titles(setting, ("id",)),
            *titles(setting, ("score",), numbers=True),
            *titles(setting, ("band",)),
        ),
        tuple(makers),
        (ColumnRule(5, f"{{cell}}={quoted(high)}", "bad"), ColumnRule(5, f"{{cell}}={quoted(medium)}", "watch")),
    )


def _risk_row(risks: DataTable, place: int, risk: RiskFact | None) -> RowMaker:
    """Return the row of the risk in a place of the ranking, empty while there is none."""
    found = f"MATCH({place},{risks.whole('rank')},0)"
    values: tuple[tuple[str, str, Value], ...] = (
        ("risk", "formula", risk.risk if risk else ""),
        ("owner", "formula_id", risk.owner if risk else ""),
        ("id", "formula_id", risk.id if risk else ""),
        ("score", "formula_number", risk.score if risk else ""),
        ("band", "formula_id", risk.band_label if risk else ""),
    )
    items = []
    for key, style, value in values:
        as_text = '&""' if isinstance(value, str) and key != "score" else ""
        formula = f'IFERROR(INDEX({risks.whole(key)},{found}){as_text},"")'
        items.append(Item(shortened(formula, value) if key == "risk" else Formula(formula, value), style))
    return lambda row, column: (*items[:2], Item(None, "formula_id"), *items[2:])
