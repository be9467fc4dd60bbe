"""A difference as the object that `plandocs diff --json` prints."""

from __future__ import annotations

from typing import Any

from plandocs.baseline.difference.model import Difference, Move
from plandocs.baseline.versions import Version


def difference_as_dict(made: Difference) -> dict[str, Any]:
    """Return a difference as plain data. Dates are year-month-day; days are signed, positive when later."""
    return {
        "same": made.is_empty,
        "days": made.day_word + "s",
        "old": _version(made.old),
        "new": _version(made.new),
        "go_live": None if made.go_live is None else _move(made.go_live),
        "start": _move(made.start),
        "finish": _move(made.finish),
        "milestones": [_move(move) for move in made.milestones],
        "tasks_moved": [_move(move) for move in made.tasks_moved],
        "changes": [
            {
                "register": register.key,
                "kind": entry.kind,
                "id": entry.id or None,
                "name": entry.name or None,
                "fields": [{"key": field.key, "old": field.old, "new": field.new} for field in entry.fields],
            }
            for register in made.registers
            for entry in register.entries
        ],
    }


def _version(version: Version) -> dict[str, Any]:
    approved = version.baseline.approved_on if version.baseline else None
    return {
        "name": version.label,
        "version": version.plan.project.version,
        "plan_hash": version.hash,
        "approved_on": approved.isoformat() if approved else None,
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "id": move.id or None,
        "name": move.name,
        "old": move.old.isoformat() if move.old else None,
        "new": move.new.isoformat() if move.new else None,
        "days": move.days,
    }
