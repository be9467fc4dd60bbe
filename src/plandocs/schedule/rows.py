"""The rows of a schedule: every task and milestone of a plan in plan order, in one shape.

Links to a whole phase become links to a hidden point that gathers the phase, so that two phases of a thousand tasks
make two thousand links, not a million.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from plandocs.plan.model import Milestone, Phase, Plan, Task
from plandocs.plan.values import BufferSize, Duration, Link

_NO_LENGTH = Duration(Decimal(0), "d")
Gathers = Literal["", "starts", "finishes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One task, milestone or hidden point. `gathers` tells what a hidden point stands for; `phase` is an id.

    `target` is the date a plan that is scheduled backward is to keep. `protects` is the chain that a computed buffer
    has its length from.
    """

    id: str
    name: str = ""
    kind: str = "task"
    phase: str | None = None
    length: Duration = _NO_LENGTH
    size: BufferSize | None = None
    protects: tuple[str, ...] = ()
    estimate: tuple[Duration, Duration, Duration] | None = None
    links: tuple[Link, ...] = ()
    people: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    effort: Mapping[str, Duration] = field(default_factory=dict)
    needs: Mapping[str, int] = field(default_factory=dict)
    calendar: str = ""
    start_no_earlier_than: date | None = None
    start_no_later_than: date | None = None
    finish_no_earlier_than: date | None = None
    finish_no_later_than: date | None = None
    must_start_on: date | None = None
    must_finish_on: date | None = None
    deadline: date | None = None
    target: date | None = None
    as_late_as_possible: bool = False
    started: date | None = None
    finished: date | None = None
    progress: Decimal | None = None
    remaining: Duration | None = None
    gathers: Gathers = ""

    @property
    def is_milestone(self) -> bool:
        """Whether it has no length."""
        return self.length.is_zero and self.size is None


def plan_rows(plan: Plan) -> list[Row]:
    """Return the rows of a plan: its tasks and milestones in plan order, then the hidden points that links need."""
    rows = [row for phase in plan.phases for row in _phase_rows(phase)]
    taken = {row.id for row in rows}
    phases = {phase.id: phase for phase in plan.phases if phase.id not in taken}
    hidden: dict[str, Row] = {}
    for index, row in enumerate(rows):
        if any(link.predecessor in phases for link in row.links):
            rows[index] = replace(row, links=tuple(_through_points(row.links, phases, hidden)))
    return rows + list(hidden.values())


def go_live_row(plan: Plan, rows: Sequence[Row]) -> Row | None:
    """Return the row the plan names as its go-live, else the last one of that kind in the file, else None."""
    named = [row for row in rows if row.id == plan.project.go_live]
    of_kind = [row for row in rows if row.kind == "go_live"]
    found = named or of_kind
    return found[-1] if found else None


def point_id(phase_id: str, gathers: Gathers) -> str:
    """Return the id of a phase's hidden point; no task can have it, because ids have no spaces."""
    return f"{phase_id} {gathers}"


def _phase_rows(phase: Phase) -> Iterator[Row]:
    for task in phase.tasks:
        yield _task_row(task, phase)
    if phase.milestone is not None:
        yield _milestone_row(phase.milestone, phase)


def _task_row(task: Task, phase: Phase) -> Row:
    people = (task.owner, *task.with_) if task.owner else task.with_
    return Row(
        id=task.id,
        name=task.name,
        kind="milestone" if task.is_milestone and task.kind == "task" else task.kind,
        phase=phase.id,
        length=task.length,
        size=task.size,
        estimate=task.estimate,
        links=(*task.after, *phase.after),
        people=tuple(dict.fromkeys(people)),
        sites=task.sites or phase.sites,
        effort=task.effort,
        needs=task.needs,
        calendar=task.calendar,
        start_no_earlier_than=task.start_no_earlier_than,
        start_no_later_than=task.start_no_later_than,
        finish_no_earlier_than=task.finish_no_earlier_than,
        finish_no_later_than=task.finish_no_later_than,
        must_start_on=task.must_start_on,
        must_finish_on=task.must_finish_on,
        deadline=task.deadline,
        as_late_as_possible=task.as_late_as_possible,
        started=task.started,
        finished=task.finished,
        progress=task.progress,
        remaining=task.remaining,
    )


def _milestone_row(milestone: Milestone, phase: Phase) -> Row:
    links = milestone.after or tuple(Link(task.id) for task in phase.tasks)
    return Row(
        id=milestone.id,
        name=milestone.name,
        kind="milestone",
        phase=phase.id,
        links=(*links, *phase.after),
        start_no_earlier_than=milestone.start_no_earlier_than,
        deadline=milestone.deadline,
        finished=milestone.finished,
    )


def _through_points(links: tuple[Link, ...], phases: dict[str, Phase], hidden: dict[str, Row]) -> Iterator[Link]:
    """Yield links with phases replaced by hidden points, which are added to `hidden` when first needed."""
    for link in links:
        phase = phases.get(link.predecessor)
        if phase is None:
            yield link
            continue
        gathers: Gathers = "starts" if link.type in ("SS", "SF") else "finishes"
        name = point_id(phase.id, gathers)
        if name not in hidden:
            members = [task.id for task in phase.tasks]
            if phase.milestone is not None:
                members.append(phase.milestone.id)
            links_in = tuple(Link(member, "SS" if gathers == "starts" else "FS") for member in members)
            hidden[name] = Row(id=name, phase=phase.id, links=links_in, gathers=gathers)
        yield Link(name, link.type, link.lag, link.lag_unit)
