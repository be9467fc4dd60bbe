"""What others have filled in, back into the plan: with its comments kept, and never over an answer in silence.

A file of one kind is read by one reader; what it says becomes changes and objections. Changes are written in one go,
proven by reading the plan back; objections are told and left to a person. With `api` the only place that writes plans.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.errors import Problem, UsageError
from plandocs.syncing.changes import Change, Proposal
from plandocs.syncing.files import bytes_of, write_plan

if TYPE_CHECKING:
    from plandocs.plan.load import LoadedPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What a file changes in a plan. `same` says as the plan does, `empty` says nothing, `open` stays to be asked.

    `problems` are what was not taken over (errors) and what a reader should know. `data` is the plan's new text, None
    where nothing changes, `before` the text that it was compared with.
    """

    plan: Path
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    same: int
    empty: int
    open: int
    data: bytes | None
    before: bytes


Reader = Callable[["LoadedPlan", bytes, str, bool], Proposal]


def compare(plan: Path, file: Path, *, overwrite: bool = False) -> Synced:
    """Return what a filled-in file changes in a plan; nothing is written.

    UsageError for a kind of file that cannot be read back, FileError for one that cannot be read, PlanError for a plan
    that is not valid or a file that belongs to another plan. `overwrite` takes answers that differ from the plan's.
    """
    from plandocs.exchange.patching import patched
    from plandocs.plan.load import load_plan

    reader = _reader(file)
    before = bytes_of(plan, "plan")
    loaded = load_plan(plan)
    proposal = reader(loaded, bytes_of(file, "file"), str(file), overwrite)
    data = patched(before, proposal.patches, str(plan)) if proposal.patches else None
    return Synced(
        plan=plan,
        changes=proposal.changes,
        problems=proposal.problems,
        same=proposal.same,
        empty=proposal.empty,
        open=proposal.open,
        data=data,
        before=before,
    )


def write(found: Synced) -> None:
    """Write a plan's changes, in one step; FileError where the plan is not any more what it was compared with."""
    if found.data is not None:
        write_plan(found.plan, found.before, found.data)


def _reader(file: Path) -> Reader:
    """Return what reads a kind of file."""
    suffix = file.suffix.lower()
    if suffix == ".docx":
        from plandocs.syncing.questionnaire import answers_of

        return answers_of
    if suffix == ".xlsx":
        from plandocs.syncing.workbook import edits_of

        return edits_of
    message = f"plandocs reads nothing back out of {f'{suffix} files' if suffix else 'such a file'}"
    raise UsageError(
        Problem(
            rule="cannot-sync",
            message=message,
            path=str(file),
            fix="give it a workbook (.xlsx) or a filled-in questionnaire (.docx)",
        )
    )
