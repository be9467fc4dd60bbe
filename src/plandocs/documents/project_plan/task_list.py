"""The task list: every task with its owner, agreed dates, predecessors and float."""

from __future__ import annotations

from plandocs.content.blocks import Block, Cell, Column, ColumnKind, Paragraph, Row, Table
from plandocs.content.document import Section
from plandocs.content.facts import Facts, PhaseFact, TaskFact
from plandocs.content.wording import Words

_KEYS: tuple[tuple[str, ColumnKind], ...] = (
    ("wbs", "id"),
    ("id", "id"),
    ("task", "text"),
    ("owner", "text"),
    ("side", "text"),
    ("start", "date"),
    ("finish", "date"),
    ("days", "number"),
    ("after", "text"),
    ("float", "number"),
)
_LITE = ("id", "task", "owner", "start", "finish")


def task_list(facts: Facts, words: Words) -> Section:
    """Return every task; a small plan keeps who does what, and when."""
    view = facts.agreed_view
    lite = facts.plan.project.tier == "lite"
    keys = tuple(key for key in _KEYS if not lite or key[0] in _LITE)
    shown = tuple(key for key, _ in keys)
    rows: list[Row] = []
    for phase in view.phases:
        group = _phase(phase)
        if lite:
            group = {**group, "id": str(phase.number)}
        rows.append(Row(tuple(group.get(key) for key in shown), kind="group"))
        for row in phase.tasks:
            values = _task(row, words)
            rows.append(Row(tuple(values[key] for key in shown), marked=row.is_milestone))
    columns = tuple(Column(words.say(f"plan.tasks.{key}"), kind) for key, kind in keys)
    table = Table("tasks", columns, tuple(rows), caption=words.say("plan.tasks.caption"), wide=not lite)
    lead = words.say(
        "plan.tasks.lead",
        n=len(view.tasks),
        ownerless=sum(1 for row in view.tasks if not row.owner),
        deciding=len(facts.critical.deciding),
        go_live=facts.agreed.go_live,
        has_types=any(link.type != "FS" for row in view.rows for link in row.links),
    )
    blocks: tuple[Block, ...] = (table,) if lite else (Paragraph(lead, kind="lead"), table)
    return Section(key="tasks", title=words.say("plan.tasks.title"), blocks=blocks, landscape=not lite)


def _phase(phase: PhaseFact) -> dict[str, Cell]:
    return {
        "wbs": str(phase.number),
        "task": phase.name,
        "start": phase.agreed_start,
        "finish": phase.agreed_finish,
    }


def _task(row: TaskFact, words: Words) -> dict[str, Cell]:
    """Return a row's cells by column. A milestone has a date, and neither length nor float."""
    is_mark = row.is_milestone
    return {
        "wbs": row.wbs,
        "id": row.id,
        "task": words.say("plan.tasks.milestone_mark", name=row.name) if is_mark else row.name,
        "owner": row.owner,
        "side": words.say(f"common.side.{row.side}") if row.side else "",
        "start": None if is_mark else row.agreed_start,
        "finish": row.agreed_finish,
        "days": None if is_mark else row.duration_days,
        "after": row.predecessors,
        "float": None if is_mark else row.total_float,
    }
