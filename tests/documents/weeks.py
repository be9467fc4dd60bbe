"""Five consecutive weeks of the flagship, each with the plan as it was on its Friday."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from plandocs.plan.source import read_source

ROOT = Path(__file__).parents[2]
WEEKS = ROOT / "tests" / "plans" / "weeks" / "invoice-approval.yaml"
_STANDING = ("status", "blocked_since", "escalated_on", "blocker")
_PROGRESS = ("started", "finished", "progress", "remaining")


def days() -> list[date]:
    """Return the as-of dates of the weeks, the first one first."""
    found = [date.fromisoformat(day) for day in _texts(WEEKS)]
    assert len(found) == 5
    return found


def plan_of(day: date) -> bytes:
    """Return the plan file of one week: the sample with that day's progress and reports."""
    plan, weeks = _texts(ROOT / "samples" / "invoice-approval.yaml"), _texts(WEEKS)
    week = weeks[day.isoformat()]
    plan = json.loads(json.dumps(plan))
    rows = [row for phase in plan["phases"] for row in (*phase["tasks"], phase["milestone"])]
    unknown = set(week["tasks"]) - {row["id"] for row in rows}
    assert not unknown, unknown
    for row in rows:
        for key in _PROGRESS:
            row.pop(key, None)
        row.update(week["tasks"].get(row["id"], {}))
    for entry in plan["dependencies"]:
        for key in _STANDING:
            entry.pop(key, None)
        entry.update(week["dependencies"].get(entry["id"], {}))
    plan["reports"] = [
        {"as_of": key, "highlights": weeks[key]["highlights"]} for key in weeks if key <= day.isoformat()
    ]
    return json.dumps(plan, ensure_ascii=False, indent=1).encode()


@cache
def _texts(path: Path) -> dict[str, Any]:
    """Return a YAML file with every scalar as a text, as plandocs reads it."""
    return read_source(path).data
