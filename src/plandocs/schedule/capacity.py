"""Hours asked of each person by week, against the hours they have.

Demand is each task's `effort`, spread evenly over the days the task works. Supply is a person's hours a week less
other commitments, in proportion to the days of the week they work and are not away. People without `hours_per_week`
have demand but no supply to compare it with. Source: handbook S25-S32.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Protocol

from plandocs.plan.model import Person, Plan
from plandocs.plan.values import Duration
from plandocs.schedule.calendar import WorkCalendar
from plandocs.schedule.calendar_book import CalendarBook
from plandocs.schedule.lengths import minutes
from plandocs.schedule.result import Schedule

ENOUGH = 0.05
"""Hours by which demand may pass supply unnoticed: what vanishes when a number is printed with one decimal."""


_MOST_AHEAD = 366
"""Calendar days that are looked ahead for working days."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one task asks of a person in a week."""

    task: str
    hours: float


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """One person's week, by its Monday. `supply` is None when nobody said how many hours they have."""

    person: str
    monday: date
    demand: float
    supply: float | None
    shares: tuple[Share, ...]
    days_away: int = 0

    @property
    def is_short(self) -> bool:
        """Whether more is asked than there is."""
        return self.supply is not None and self.demand > self.supply + ENOUGH

    @property
    def missing(self) -> float:
        """The hours that are asked beyond those there are; 0 in a week that is not short."""
        return self.demand - (self.supply or 0.0) if self.is_short else 0.0

    @property
    def is_leave(self) -> bool:
        """Whether somebody is away the whole week: the rule about leave tells of it."""
        return bool(self.days_away) and not self.supply


@dataclass(frozen=True, slots=True)
class Absence:
    """A task that runs, in part, while somebody who works on it is away. `days` counts the working days."""

    person: str
    task: str
    first: date
    last: date
    days: int
    reason: str


class Place(Protocol):
    """What tells the calendar of a task: its own, its people's or its sites'. Rows of the scheduler have it too."""

    @property
    def calendar(self) -> str:
        """The task's own calendar by name; empty without one."""

    @property
    def people(self) -> tuple[str, ...]:
        """Who works on it, its owner first."""

    @property
    def sites(self) -> tuple[str, ...]:
        """Where it is done."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a task needs to be told on which days it works, and for whom."""

    task: str
    people: tuple[str, ...]
    sites: tuple[str, ...]
    effort: Mapping[str, Duration]
    calendar: str


class Supply:
    """The days that people and tasks of a plan work, and the hours that people have."""

    def __init__(self, plan: Plan, start: date) -> None:
        self._plan = plan
        self._book = CalendarBook(plan, start.toordinal())

    def effort_hours(self, person: str, effort: Duration) -> float:
        """Return a task's effort in hours; days and weeks are those of the person's calendar."""
        return minutes(effort, self._of_person(person)) / 60

    def days(self, task: Place, first: date, last: date) -> list[date]:
        """Return the days that a task works from `first` to `last`, both included; `first` where it works none."""
        calendar = self._of_task(task)
        span = range(first.toordinal(), last.toordinal() + 1)
        return [date.fromordinal(ordinal) for ordinal in span if calendar.work_of_day(ordinal)] or [first]

    def works_on(self, task: Place, day: date) -> bool:
        """Return whether a task works on a day."""
        return bool(self._of_task(task).work_of_day(day.toordinal()))

    def days_from(self, task: Place, first: date, count: int) -> list[date]:
        """Return the first `count` days that a task works from a day on; fewer where a year has fewer."""
        calendar = self._of_task(task)
        span = range(first.toordinal(), first.toordinal() + _MOST_AHEAD)
        return [date.fromordinal(day) for day in islice((day for day in span if calendar.work_of_day(day)), count)]

    def week(self, person: str, monday: date) -> tuple[float | None, int]:
        """Return a person's hours in a week, None where nobody said how many, and their days away in it."""
        worked, away = self.days_of_week(person, monday)
        return _supply(self._plan.people[person], worked - away, self.usual_days(person)), away

    def days_of_week(self, person: str, monday: date) -> tuple[int, int]:
        """Return the days of a week that a person's calendar works, and those among them on which they are away."""
        calendar, spans = self._of_person(person), self._plan.people[person].unavailable
        worked = [day for day in _week(monday) if calendar.work_of_day(day.toordinal())]
        return len(worked), sum(any(span.from_ <= day <= span.to for span in spans) for day in worked)

    def usual_days(self, person: str) -> int:
        """Return the days that a person's calendar works in a week without days off."""
        return self._of_person(person).pattern.days_per_week

    def is_of_project(self, task: Place) -> bool:
        """Return whether a task works on the days of the project's calendar."""
        return self._of_task(task) is self._book.calendar(self._book.home)

    def _of_person(self, key: str) -> WorkCalendar:
        return self._book.calendar(self._book.key_for("", (key,)))

    def _of_task(self, task: Place) -> WorkCalendar:
        book = self._book
        key = book.home if book.counts_elapsed else book.key_for(task.calendar, task.people, task.sites)
        return book.calendar(key)


def weekly_demand(plan: Plan, schedule: Schedule) -> tuple[PersonWeek, ...]:
    """Return every person's weeks with demand, people in plan order, then by week."""
    supply = Supply(plan, schedule.start)
    asked: dict[str, dict[date, dict[str, float]]] = {}
    for work in works_of(plan, with_effort=True):
        scheduled = schedule.task(work.task)
        days = supply.days(work, scheduled.start, scheduled.finish)
        worked = Counter(map(monday_of, days))
        for name, effort in work.effort.items():
            hours = supply.effort_hours(name, effort)
            for monday, count in worked.items():
                week = asked.setdefault(name, {}).setdefault(monday, {})
                week[work.task] = hours * count / len(days)
    weeks = []
    for key in plan.people:
        for monday, week in sorted(asked.get(key, {}).items()):
            shares = tuple(Share(task, hours) for task, hours in week.items())
            there_are, away = supply.week(key, monday)
            weeks.append(PersonWeek(key, monday, sum(share.hours for share in shares), there_are, shares, away))
    return tuple(weeks)


def absences(plan: Plan, schedule: Schedule) -> tuple[Absence, ...]:
    """Return the tasks that run while their owner, or somebody `with` them, is away; people in plan order."""
    supply = Supply(plan, schedule.start)
    of_person: dict[str, list[Work]] = {key: [] for key, person in plan.people.items() if person.unavailable}
    for work in works_of(plan) if of_person else ():
        for key in dict.fromkeys((*work.people, *work.effort)):
            if key in of_person:
                of_person[key].append(work)
    found = []
    for key, works in of_person.items():
        for work in works:
            task = schedule.task(work.task)
            met = [span for span in plan.people[key].unavailable if span.from_ <= task.finish and span.to >= task.start]
            days = supply.days(work, task.start, task.finish) if met else []
            for span in met:
                away = [day for day in days if span.from_ <= day <= span.to]
                if away:
                    found.append(Absence(key, work.task, away[0], away[-1], len(away), span.reason))
    return tuple(found)


def works_of(plan: Plan, *, with_effort: bool = False) -> Iterator[Work]:
    """Yield the tasks of a plan, or those with effort, each with its people and places; milestones have neither."""
    for phase in plan.phases:
        for task in phase.tasks:
            if with_effort and not task.effort:
                continue
            people = (task.owner, *task.with_) if task.owner else task.with_
            yield Work(task.id, people, task.sites or phase.sites, task.effort, task.calendar)


def _supply(person: Person, days: int, usual: int) -> float | None:
    """Return a person's hours in a week in which they are there on so many days."""
    if person.hours_per_week is None:
        return None
    hours = float(person.hours_per_week) - float(person.other_commitments or 0)
    return max(0.0, hours) * days / usual


def _week(monday: date) -> Iterator[date]:
    return (monday + timedelta(days=offset) for offset in range(7))


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
