"""A plan with its computed dates as plain data, for programs: one JSON object, or one CSV row a task.

Names of columns and keys are English and stay as they are; dates are ISO dates. What one audience may not see is not
in the facts, and so not here.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from plandocs.content.facts import Facts, TaskFact

FORMAT = 1
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_TASK: dict[str, Callable[[TaskFact], Any]] = {
    "id": lambda row: row.id,
    "wbs": lambda row: row.wbs,
    "name": lambda row: row.name,
    "kind": lambda row: row.kind,
    "phase": lambda row: row.phase,
    "owner": lambda row: row.owner_id,
    "owner_name": lambda row: row.owner,
    "side": lambda row: row.side,
    "start": lambda row: row.start,
    "finish": lambda row: row.finish,
    "agreed_start": lambda row: row.agreed_start,
    "agreed_finish": lambda row: row.agreed_finish,
    "slip": lambda row: row.slip,
    "duration_days": lambda row: row.duration_days,
    "predecessors": lambda row: row.predecessors,
    "total_float": lambda row: row.total_float,
    "critical": lambda row: row.critical,
    "percent": lambda row: row.percent,
    "state": lambda row: row.state,
}
COLUMNS = tuple(_TASK)
"""The columns of the CSV file, and the keys of a task in JSON."""


def to_csv(facts: Facts) -> bytes:
    """Return every task, buffer and milestone in plan order, comma-separated, in UTF-8.

    A text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in facts.rows:
        writer.writerow([_field(take(row)) for take in _TASK.values()])
    return text.getvalue().encode("utf-8", "replace")


def to_json(facts: Facts) -> bytes:
    """Return the plan as one object: tasks, milestones, dependencies, risks, actions, touchpoints, status."""
    text = json.dumps(as_data(facts), ensure_ascii=False, indent=2, default=_plain)
    return f"{text}\n".encode("utf-8", "replace")


def as_data(facts: Facts) -> dict[str, Any]:
    """Return the plan as plain data; the status only where an as-of date was asked for."""
    project, progress = facts.plan.project, facts.progress
    data: dict[str, Any] = {
        "plandocs_export": FORMAT,
        "project": {
            "id": project.id,
            "name": project.name,
            "customer": project.customer,
            "vendor": project.vendor,
            "version": project.version,
            "plan_hash": facts.plan_hash,
            "start": facts.current.start,
            "finish": facts.current.finish,
            "agreed_finish": facts.agreed.finish,
            "go_live": facts.current.go_live,
            "agreed_go_live": facts.agreed.go_live,
            "day_count": facts.agreed.day_count,
        },
        "audience": facts.audience,
        "as_of": facts.as_of if facts.forecast else None,
        "phases": [
            {
                "id": phase.id,
                "name": phase.name,
                "start": phase.start,
                "finish": phase.finish,
                "agreed_finish": phase.agreed_finish,
                "percent": phase.percent,
            }
            for phase in facts.phases
        ],
        "tasks": [{name: take(row) for name, take in _TASK.items()} for row in facts.rows],
        "milestones": [row.id for row in facts.milestones],
        "dependencies": [_entry(entry) for entry in facts.dependencies],
        "risks": [_entry(risk) for risk in facts.risks],
        "actions": [_entry(ask) for ask in facts.asks],
        "touchpoints": [_entry(entry) for entry in facts.communications],
    }
    if facts.forecast is not None:
        data["status"] = {
            "status": progress.shown_rag,
            "by_rule": progress.rag,
            "slip": progress.slip,
            "delay": progress.delay,
            "buffer_size": progress.buffer_size,
            "buffer_left": progress.buffer_left,
            "percent": progress.percent,
            "planned_percent": progress.planned_percent,
        }
    return data


def _entry(entry: Any) -> dict[str, Any]:
    """Return the fields of one entry of a register."""
    return {item.name: getattr(entry, item.name) for item in fields(entry) if item.name != "internal"}


def _field(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
