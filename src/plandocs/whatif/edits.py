"""Edits of a plan's model: other durations, other links, other hours, a task more. The plan itself stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from plandocs.plan.model import Milestone, Phase, Plan, Task
from plandocs.plan.values import Duration, Link

NOTHING = Duration(Decimal(0), "d")


@dataclass(frozen=True, slots=True)
class SetLength:
    """A task takes another time: agreed and, where a re-estimate is reported, what is left of it too."""

    task: str
    duration: Duration
    remaining: Duration | None = None


@dataclass(frozen=True, slots=True)
class SetRemaining:
    """What is left of a task takes another time; its agreed duration stays."""

    task: str
    remaining: Duration


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """A task takes no time any more: its scope is gone, or a buffer is spent."""

    task: str


@dataclass(frozen=True, slots=True)
class SetLinks:
    """A task or milestone waits for something else."""

    entry: str
    after: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AddTask:
    """A new task in a phase. `before` are the tasks that have to wait for it."""

    phase: str
    task: Task
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetStart:
    """A task does not start before a day."""

    task: str
    start: date


@dataclass(frozen=True, slots=True)
class SetEffort:
    """A task asks people for other hours, by their ids; who is not named is asked for none."""

    task: str
    effort: Mapping[str, Duration]


Edit: TypeAlias = "SetLength | SetRemaining | LeaveOut | SetLinks | AddTask | SetStart | SetEffort"


def edited(plan: Plan, edits: Sequence[Edit]) -> Plan:
    """Return a copy of a plan with edits made in their order. KeyError for a task or phase that it does not have."""
    tasks = {task.id: task for task in plan.tasks()}
    milestones = {phase.milestone.id: phase.milestone for phase in plan.phases if phase.milestone is not None}
    added: dict[str, list[Task]] = {phase.id: [] for phase in plan.phases}
    for edit in edits:
        match edit:
            case SetLength():
                changes: dict[str, object] = {"duration": edit.duration, "size": None}
                if edit.remaining is not None:
                    changes["remaining"] = edit.remaining
                tasks[edit.task] = tasks[edit.task].model_copy(update=changes)
            case SetRemaining():
                tasks[edit.task] = tasks[edit.task].model_copy(update={"remaining": edit.remaining})
            case LeaveOut():
                gone = {"duration": NOTHING, "size": None, "estimate": None, "progress": None}
                left = NOTHING if tasks[edit.task].started else None
                tasks[edit.task] = tasks[edit.task].model_copy(update={**gone, "remaining": left})
            case SetLinks() if edit.entry in milestones:
                milestones[edit.entry] = milestones[edit.entry].model_copy(update={"after": edit.after})
            case SetLinks():
                tasks[edit.entry] = tasks[edit.entry].model_copy(update={"after": edit.after})
            case SetStart():
                tasks[edit.task] = tasks[edit.task].model_copy(update={"start_no_earlier_than": edit.start})
            case SetEffort():
                tasks[edit.task] = tasks[edit.task].model_copy(update={"effort": dict(edit.effort)})
            case AddTask():
                added[edit.phase].append(edit.task)
                tasks[edit.task.id] = edit.task
                for name in edit.before:
                    links = (*tasks[name].after, Link(edit.task.id))
                    tasks[name] = tasks[name].model_copy(update={"after": links})
    return plan.model_copy(update={"phases": tuple(_phase(phase, tasks, milestones, added) for phase in plan.phases)})


def _phase(
    phase: Phase, tasks: dict[str, Task], milestones: dict[str, Milestone], added: dict[str, list[Task]]
) -> Phase:
    own = [tasks[task.id] for task in (*phase.tasks, *added[phase.id])]
    milestone = milestones[phase.milestone.id] if phase.milestone is not None else None
    return phase.model_copy(update={"tasks": tuple(own), "milestone": milestone})
