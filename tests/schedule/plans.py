"""Plans for the scheduler's tests, written in one line a task: `id; duration; links`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plandocs.plan.model import Plan


def plan_of(
    tasks: str | Iterable[str],
    *,
    start: str | None = "2027-01-11",
    calendar: dict[str, Any] | None = None,
    calendars: dict[str, Any] | None = None,
    people: dict[str, Any] | None = None,
    extra: dict[str, dict[str, Any]] | None = None,
    rollout: dict[str, Any] | None = None,
    **project: Any,
) -> Plan:
    """Return a plan of one phase. `extra` adds keys to tasks by id; other keywords go to `project`."""
    lines = tasks.splitlines() if isinstance(tasks, str) else list(tasks)
    rows = [_task(line, extra or {}) for line in lines if line.strip()]
    return Plan.model_validate(
        {
            "project": {"name": "Test", "id": "T", "start": start, **project},
            "calendar": calendar or {},
            "calendars": calendars or {},
            "people": people if people is not None else {"ann": {"name": "Ann", "side": "vendor"}},
            "phases": [{"id": "phase-1", "name": "All", "tasks": rows}],
            "rollout": rollout,
        }
    )


def _task(line: str, extra: dict[str, dict[str, Any]]) -> dict[str, Any]:
    task_id, duration, links = (*(part.strip() for part in line.split(";")), "", "")[:3]
    after = [link.strip() for link in links.split(",") if link.strip()]
    return {"id": task_id, "name": task_id, "duration": duration, "after": after, **extra.get(task_id, {})}
