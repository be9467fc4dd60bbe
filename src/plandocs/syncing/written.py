"""What is written into a plan file as people decided it: each change as a reader sees it, and the file's new text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plandocs.errors import Problem
from plandocs.syncing.changes import Change
from plandocs.syncing.files import write_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The changes of a plan, remarks about what they leave to a person, and the plan's text before and after."""

    plan: Path
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    data: bytes
    before: bytes

    def as_dicts(self) -> list[dict[str, str]]:
        """Return the changes as JSON."""
        return [{"where": item.where, "id": item.label, "old": item.old, "new": item.new} for item in self.changes]


def write(found: Written) -> None:
    """Write the new text in one step; FileError where somebody else has changed the file meanwhile."""
    write_plan(found.plan, found.before, found.data)
