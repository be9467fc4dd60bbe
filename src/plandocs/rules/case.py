"""What every rule is given: the plan, where it stands in its file, its schedule, and the date it is judged on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from textwrap import shorten

from plandocs.plan.model import Milestone, Person, Plan, Task, Tier
from plandocs.plan.places import KeyPath
from plandocs.plan.references import tasks_with_paths
from plandocs.plan.source import Source
from plandocs.schedule.go_live import go_live_day
from plandocs.schedule.result import Schedule

_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Delay:
    """By how many working days the go-live was late at the last report, which forecast that was, and in which entry."""

    slip: int
    go_live: date
    report: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """The newest baseline, as far as rules ask: its name, and the ids and texts of what was in scope."""

    name: str
    scope: frozenset[str]


@dataclass(frozen=True)
class Case:
    """One plan to be judged. Rules about dates are silent without a schedule, those about growth without a baseline."""

    plan: Plan
    source: Source
    schedule: Schedule | None = None
    as_of: date | None = None
    frozen: Frozen | None = None

    @property
    def tier(self) -> Tier:
        """How much is asked of the plan."""
        return self.plan.project.tier

    @property
    def kickoff(self) -> date | None:
        """The first day of the project, None while nobody knows it."""
        return self.plan.project.start or (self.schedule.start if self.schedule else None)

    def tasks(self) -> Iterator[tuple[KeyPath, Task]]:
        """Yield every task with its key path."""
        return iter(self._tasks)

    @cached_property
    def _tasks(self) -> tuple[tuple[KeyPath, Task], ...]:
        return tuple(tasks_with_paths(self.plan))

    def milestones(self) -> Iterator[tuple[KeyPath, Milestone]]:
        """Yield every phase's milestone with its key path."""
        for i, phase in enumerate(self.plan.phases):
            if phase.milestone is not None:
                yield ("phases", i, "milestone"), phase.milestone

    def with_role(self, role: str) -> list[tuple[str, Person]]:
        """Return the people who have a role."""
        return [(key, self.plan.people[key]) for key in self.plan.with_role(role)]

    def go_lives(self) -> list[tuple[KeyPath, Task | Milestone]]:
        """Return the tasks of kind go_live and the project's go-live, each with its key path."""
        named = self.plan.project.go_live
        entries: list[tuple[KeyPath, Task | Milestone]] = [*self.tasks(), *self.milestones()]
        return [
            (path, entry)
            for path, entry in entries
            if entry.id == named or (isinstance(entry, Task) and entry.kind == "go_live")
        ]

    @cached_property
    def delay(self) -> Delay | None:
        """The delay at the last report; None without reports, go-live or schedule, and before anything has begun."""
        reports, schedule = self.plan.reports, self.schedule
        if schedule is None or schedule.go_live is None or not reports:
            return None
        as_of = reports[-1].as_of
        has_begun = any(task.started or task.finished or task.progress or task.remaining for task in self.plan.tasks())
        forecast = go_live_day(self.plan, as_of=as_of) if has_begun or as_of > schedule.start else None
        if forecast is None:
            return None
        return Delay(schedule.working_days_between(schedule.go_live, forecast), forecast, len(reports) - 1)

    def called(self, person_id: str) -> str:
        """Return the name behind a person's id, the id itself where there is none."""
        person = self.plan.people.get(person_id)
        return person.name if person else person_id


def joined(parts: Sequence[str]) -> str:
    """Return texts as one, such as `a, b and c`; there is at least one."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def titled(entry_id: str, text: str) -> str:
    """Return how a message names an entry: its id, and its text, cut where it is long, such as `'D1' (Export)`."""
    if entry_id == text or not text:
        return f"'{entry_id}'"
    words = " ".join(text.split())
    if len(words) > _LONGEST_TITLE:
        words = shorten(words, _LONGEST_TITLE, placeholder=" …")
    return f"'{entry_id}' ({words})"
