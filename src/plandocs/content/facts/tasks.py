"""The tasks, phases and milestones with their dates: agreed, and forecast where an as-of date was given.

Internal rows are left out of customer editions here, together with every mention of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plandocs.content.facts.people import People
from plandocs.plan.model import Milestone, Phase, Plan, Task
from plandocs.plan.values import Link
from plandocs.schedule.result import Schedule, ScheduledTask

State = Literal["done", "in_progress", "late", "not_started"]

NEAR_CRITICAL_FLOAT = 2
"""Float, in days, up to which a task counts as near-critical. Source: S46."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFact:
    """One task, buffer or milestone.

    `start` and `finish` are the current dates: the forecast where there is one, else the agreed dates, which
    `agreed_start` and `agreed_finish` always hold. `slip` is in working days, positive when later than agreed.
    `predecessors` reads as in the plan; `predecessor_ids` are the rows that are shown. `percent` is 0 to 100;
    `percent_stated` is False where nobody said so and it follows from the days worked alone.
    """

    id: str
    wbs: str
    name: str
    kind: str
    is_milestone: bool
    is_buffer: bool
    is_go_live: bool
    phase: str
    phase_name: str
    owner_id: str
    owner: str
    side: str
    with_ids: tuple[str, ...]
    with_names: tuple[str, ...]
    start: date
    finish: date
    agreed_start: date
    agreed_finish: date
    slip: int
    start_day: int
    finish_day: int
    duration: str
    duration_days: int | float
    predecessors: str
    predecessor_ids: tuple[str, ...]
    links: tuple[Link, ...]
    total_float: int
    free_float: int
    critical: bool
    near_critical: bool
    percent: int
    percent_stated: bool
    state: State
    started: date | None
    finished: date | None
    description: str
    acceptance: str
    consequence: str
    scope: tuple[str, ...]
    internal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseFact:
    """One phase. `tasks` holds its rows in plan order, its milestone included; dates span them."""

    id: str
    number: int
    name: str
    goal: str
    exit_criteria: tuple[str, ...]
    tasks: tuple[TaskFact, ...]
    milestone: TaskFact | None
    start: date
    finish: date
    agreed_start: date
    agreed_finish: date
    percent: int
    critical: bool

    @property
    def milestone_name(self) -> str:
        """The name of the phase's milestone; empty where it has none."""
        return self.milestone.name if self.milestone else ""


def task_facts(
    plan: Plan, people: People, agreed: Schedule, forecast: Schedule | None, as_of: date, *, internal: bool
) -> tuple[PhaseFact, ...]:
    """Return the phases with their rows, in plan order; phases without a visible row are left out."""
    every: list[Task | Milestone] = [*plan.tasks(), *plan.milestones()]
    shown = frozenset(row.id for row in every if internal or row.audience != "internal")
    phase_names = {phase.id: phase.name for phase in plan.phases}
    maker = _Maker(people, agreed, forecast, as_of, shown, phase_names)
    phases = [maker.phase(number, phase) for number, phase in enumerate(plan.phases, start=1)]
    return tuple(phase for phase in phases if phase is not None)


class _Maker:
    """Makes rows. Without a forecast nothing has happened yet: the agreed plan shows no progress."""

    def __init__(
        self,
        people: People,
        agreed: Schedule,
        forecast: Schedule | None,
        as_of: date,
        shown: frozenset[str],
        phase_names: Mapping[str, str],
    ) -> None:
        self._people = people
        self._agreed = agreed
        self._current = forecast or agreed
        self._tracked = forecast is not None
        self._as_of = as_of
        self._shown = shown
        self._named = shown | phase_names.keys()

    def phase(self, number: int, phase: Phase) -> PhaseFact | None:
        visible = [task for task in phase.tasks if task.id in self._shown]
        rows = [self._task(phase, f"{number}.{place}", task) for place, task in enumerate(visible, start=1)]
        milestone = None
        if phase.milestone is not None and phase.milestone.id in self._shown:
            milestone = self._milestone(phase, f"{number}.{len(rows) + 1}", phase.milestone)
            rows.append(milestone)
        if not rows:
            return None
        return PhaseFact(
            id=phase.id,
            number=number,
            name=phase.name,
            goal=phase.goal,
            exit_criteria=tuple(phase.exit_criteria),
            tasks=tuple(rows),
            milestone=milestone,
            start=min(row.start for row in rows),
            finish=max(row.finish for row in rows),
            agreed_start=min(row.agreed_start for row in rows),
            agreed_finish=max(row.agreed_finish for row in rows),
            percent=percent_done(rows),
            critical=any(row.critical for row in rows),
        )

    def _task(self, phase: Phase, wbs: str, task: Task) -> TaskFact:
        dates = self._agreed.task(task.id)
        return self._row(
            phase,
            wbs,
            task,
            links=tuple(task.after),
            kind=task.kind if not dates.is_milestone else "milestone",
            duration=str(task.length) if task.size is None else f"{dates.duration_days:g}d",
            percent=self._percent(task, self._current.task(task.id)),
            with_ids=tuple(task.with_),
            description=task.description,
            consequence=task.consequence,
            scope=tuple(task.scope),
            started=task.started,
            stated=task.progress is not None or task.remaining is not None,
        )

    def _milestone(self, phase: Phase, wbs: str, milestone: Milestone) -> TaskFact:
        done = self._tracked and self._reached(phase, milestone)
        return self._row(
            phase,
            wbs,
            milestone,
            links=tuple(milestone.after),
            kind="milestone",
            duration="0d",
            percent=100 if done else 0,
        )

    def _reached(self, phase: Phase, milestone: Milestone) -> bool:
        """A milestone is reached when the plan says so, or when all it waits for is finished by the as-of date."""
        if milestone.finished is not None:
            return milestone.finished <= self._as_of
        by_id = {task.id: task for task in phase.tasks}
        waits = [link.predecessor for link in milestone.after] or list(by_id)
        finished = [by_id[key].finished for key in waits if key in by_id]
        past = [day for day in finished if day is not None and day <= self._as_of]
        return bool(past) and len(past) == len(waits)

    def _row(
        self,
        phase: Phase,
        wbs: str,
        row: Task | Milestone,
        *,
        links: tuple[Link, ...],
        kind: str,
        duration: str,
        percent: int,
        with_ids: tuple[str, ...] = (),
        description: str = "",
        consequence: str = "",
        scope: tuple[str, ...] = (),
        started: date | None = None,
        stated: bool = True,
    ) -> TaskFact:
        agreed = self._agreed.task(row.id)
        current = self._current.task(row.id)
        visible = tuple(link for link in links if link.predecessor in self._named)
        return TaskFact(
            id=row.id,
            wbs=wbs,
            name=row.name,
            kind=kind,
            is_milestone=agreed.is_milestone,
            is_buffer=agreed.is_buffer,
            is_go_live=kind == "go_live" or row.id == self._agreed.go_live_task,
            phase=phase.id,
            phase_name=phase.name,
            owner_id=row.owner,
            owner=self._people.name(row.owner),
            side=self._people.side_of(row.owner),
            with_ids=with_ids,
            with_names=self._people.names(with_ids),
            start=current.start,
            finish=current.finish,
            agreed_start=agreed.start,
            agreed_finish=agreed.finish,
            slip=self._agreed.working_days_between(agreed.finish, current.finish),
            start_day=current.start_day,
            finish_day=current.finish_day,
            duration=duration,
            duration_days=agreed.duration_days,
            predecessors=", ".join(str(link) for link in visible),
            predecessor_ids=tuple(link.predecessor for link in visible if link.predecessor in self._shown),
            links=visible,
            total_float=current.total_float,
            free_float=current.free_float,
            critical=current.critical,
            near_critical=0 < current.total_float <= NEAR_CRITICAL_FLOAT and not agreed.is_milestone,
            percent=percent,
            percent_stated=percent in (0, 100) or stated,
            state=self._state(percent, started, agreed),
            started=started if self._tracked else None,
            finished=row.finished if self._tracked else None,
            description=description,
            acceptance=row.acceptance,
            consequence=consequence,
            scope=scope,
            internal=row.audience == "internal",
        )

    def _state(self, percent: int, started: date | None, agreed: ScheduledTask) -> State:
        if not self._tracked:
            return "not_started"
        if percent >= 100:
            return "done"
        if agreed.finish < self._as_of:
            return "late"
        return "in_progress" if percent > 0 or (started is not None and started <= self._as_of) else "not_started"

    def _percent(self, task: Task, current: ScheduledTask) -> int:
        """Return percent done at the as-of date: stated, from the remaining work, or by the days worked so far."""
        if not self._tracked:
            return 0
        if task.finished is not None and task.finished <= self._as_of:
            return 100
        if task.progress is not None and (task.started is None or task.started <= self._as_of):
            return min(99, int(task.progress)) if task.progress < 100 else 100
        if task.started is None or task.started > self._as_of:
            return 0
        if task.remaining is not None and task.remaining.unit == task.length.unit and not task.length.is_zero:
            return max(0, min(99, int(100 - 100 * task.remaining.amount / task.length.amount)))
        worked = self._agreed.days.count(task.started, self._as_of)
        whole = self._agreed.days.count(task.started, max(current.finish, self._as_of))
        return min(99, 100 * worked // whole) if whole else 0


def percent_done(rows: list[TaskFact] | tuple[TaskFact, ...]) -> int:
    """Return percent done of several rows, weighted by duration; buffers and milestones do not count. Source: S55."""
    work = [row for row in rows if not row.is_buffer and not row.is_milestone]
    total = sum(row.duration_days for row in work)
    if not total:
        return 100 if rows and all(row.percent >= 100 for row in rows) else 0
    return int(sum(row.duration_days * row.percent for row in work) / total)
