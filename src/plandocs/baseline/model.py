"""A baseline: an agreed plan, frozen with its dates and with who approved it.

The plan is kept as the data that was typed, so that any document of that version can be made again. The dates are kept
besides, because they are what was agreed: a later version of plandocs, or of a holiday list, must not move them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plandocs.plan.model import Plan
from plandocs.plan.registers import Approval
from plandocs.plan.source import Data
from plandocs.schedule.result import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedTask:
    """A task, buffer or milestone with its agreed dates, both inclusive."""

    id: str
    name: str
    start: date
    finish: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedApproval:
    """Who approved the frozen version, when and how. `by` is the person's id, `name` the name at that time."""

    by: str
    name: str
    date: date
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """One frozen version of a plan.

    `number` counts the baselines of a plan from 1 in the order in which they were made. `plan_hash` is the whole hash
    of what was agreed (64 digits). `tasks` are in plan order. `data` is the plan file's content.
    """

    name: str
    number: int
    project: str
    version: str
    plan_hash: str
    start: date
    finish: date
    go_live: date | None
    approvals: tuple[RecordedApproval, ...]
    tasks: tuple[AgreedTask, ...]
    data: Mapping[str, Data]

    @property
    def scope(self) -> frozenset[str]:
        """The ids and the texts of what was in scope, as they were typed."""
        scope = self.data.get("scope")
        items = scope.get("in") if isinstance(scope, Mapping) else None
        found: set[str] = set()
        for item in items if isinstance(items, list) else [items]:
            parts = (item.get("id"), item.get("text")) if isinstance(item, Mapping) else (item,)
            found |= {part for part in parts if isinstance(part, str) and part}
        return frozenset(found)

    @property
    def approved_on(self) -> date | None:
        """The day of the last approval; None for a version that nobody has approved."""
        return max((approval.date for approval in self.approvals), default=None)

    def holds(self, other: Baseline) -> bool:
        """Return whether this is the same version with the same approvals, whatever its name and number."""
        return (self.data, self.tasks, self.approvals) == (other.data, other.tasks, other.approvals)


def freeze(
    plan: Plan,
    data: Mapping[str, Data],
    schedule: Schedule,
    plan_hash: str,
    *,
    name: str,
    number: int,
    approvals: Iterable[RecordedApproval] = (),
) -> Baseline:
    """Return the baseline of a plan. Approvals of exactly this version that the plan itself records are kept too."""
    recorded = {(entry.by, entry.date): entry for entry in approvals_of(plan, plan_hash)}
    recorded.update({(entry.by, entry.date): entry for entry in approvals})
    return Baseline(
        name=name,
        number=number,
        project=plan.project.id or plan.project.name,
        version=plan.project.version,
        plan_hash=plan_hash,
        start=schedule.start,
        finish=schedule.finish,
        go_live=schedule.go_live,
        approvals=tuple(sorted(recorded.values(), key=lambda entry: (entry.date, entry.by))),
        tasks=tuple(
            AgreedTask(id=task.id, name=task.name, start=task.start, finish=task.finish) for task in schedule.tasks
        ),
        data=data,
    )


def approvals_of(plan: Plan, plan_hash: str) -> list[RecordedApproval]:
    """Return the approvals in a plan that are of its present state: their hash begins this one."""
    return [recorded(plan, entry.by, entry.date, entry.method) for entry in plan.approvals if _is_of(entry, plan_hash)]


def recorded(plan: Plan, by: str, on: date, method: str = "") -> RecordedApproval:
    """Return an approval by one of the plan's people; KeyError for somebody it does not have."""
    return RecordedApproval(by=by, name=plan.people[by].name, date=on, method=method)


def newest(baselines: Sequence[Baseline]) -> Baseline | None:
    """Return the baseline that others are compared with: the one approved last, else the one made last.

    Of two that were approved on one day it is the later made. None where there is no baseline.
    """
    return max(baselines, key=lambda item: (item.approved_on or date.min, item.number), default=None)


def _is_of(entry: Approval, plan_hash: str) -> bool:
    return bool(entry.hash) and plan_hash.startswith(entry.hash.lower())
