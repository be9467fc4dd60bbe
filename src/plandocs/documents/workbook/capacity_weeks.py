"""The hours of the sheet Capacity as values: what each task asks of each person by week, and what there is.

The same numbers as those of `plandocs capacity`, by week from the plan's first to its last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from plandocs.content.facts import TaskFact
from plandocs.documents.workbook.setting import Setting
from plandocs.schedule.capacity import ENOUGH, Supply, Work, monday_of, weekly_demand, works_of


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a task asks of one person: `hours` in all, spread over the `days` it works, and by week."""

    person: str
    task: TaskFact
    work: Work
    hours: float
    days: int
    by_week: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person by week: hours asked and there, days their calendar works, and days away among these.

    `hours` are those a week and None where nobody said how many; then `there_are` is all None. `committed` are those
    of the hours a week that go elsewhere, `usual` the days of a usual week.
    """

    person: str
    name: str
    hours: float | None
    committed: float | None
    usual: int
    asked: tuple[float, ...]
    there_are: tuple[float | None, ...]
    worked: tuple[int, ...]
    away: tuple[int, ...]

    @property
    def weeks_over(self) -> int:
        """The weeks in which more is asked than there is, weeks of leave left out."""
        return sum(
            there is not None and asked > there + ENOUGH and not (away and not there)
            for asked, there, away in zip(self.asked, self.there_are, self.away, strict=True)
        )


@dataclass(frozen=True)
class Weeks:
    """The weeks of a plan, by their Mondays."""

    setting: Setting
    mondays: tuple[date, ...]

    @cached_property
    def supply(self) -> Supply:
        """What tells the days that people and tasks work."""
        return Supply(self.setting.facts.plan, self.setting.facts.current.start)

    @cached_property
    def assignments(self) -> Sequence[Assignment]:
        """The tasks that ask for hours, in plan order, each once for each person."""
        facts = self.setting.facts
        shares = {
            (week.person, share.task, week.monday): share.hours
            for week in weekly_demand(facts.plan, facts.current)
            for share in week.shares
        }
        works: Mapping[str, Work] = {work.task: work for work in works_of(facts.plan, with_effort=True)}
        found = []
        for row in facts.rows:
            work = works.get(row.id)
            if work is None:
                continue
            days = self.supply.days(work, row.start, row.finish)
            # A task that works on none of its days has its first one: no day of the calendar.
            count = len(days) if self.supply.works_on(work, days[0]) else 0
            for person, length in work.effort.items():
                if length.is_zero:
                    continue
                by_week = tuple(round(shares.get((person, row.id, monday), 0.0), 2) for monday in self.mondays)
                hours = self.supply.effort_hours(person, length)
                found.append(Assignment(person, row, work, hours, count, by_week))
        return found

    @cached_property
    def people(self) -> Sequence[PersonLine]:
        """The people whose hours are asked for, in the order of the assignments."""
        return [self._line(key) for key in dict.fromkeys(entry.person for entry in self.assignments)]

    def _line(self, key: str) -> PersonLine:
        person = self.setting.facts.plan.people[key]
        mine = [entry.by_week for entry in self.assignments if entry.person == key]
        days = [self.supply.days_of_week(key, monday) for monday in self.mondays]
        there = [self.supply.week(key, monday)[0] for monday in self.mondays]
        return PersonLine(
            person=key,
            name=self.setting.facts.people.name(key),
            hours=None if person.hours_per_week is None else float(person.hours_per_week),
            committed=None if person.other_commitments is None else float(person.other_commitments),
            usual=self.supply.usual_days(key),
            asked=tuple(round(sum(week), 2) for week in zip(*mine, strict=True)),
            there_are=tuple(None if hours is None else round(hours, 2) for hours in there),
            worked=tuple(worked for worked, _ in days),
            away=tuple(away for _, away in days),
        )


def weeks_of(setting: Setting) -> Weeks:
    """Return the weeks from the first day of a plan's current dates to the last."""
    rows = setting.facts.rows
    first, last = monday_of(min(row.start for row in rows)), max(row.finish for row in rows)
    return Weeks(setting, tuple(first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1)))
