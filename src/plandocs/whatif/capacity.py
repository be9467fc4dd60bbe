"""The ways out where people are asked for more hours than they have, each computed on the model. Source: S25-S32.

Four for each person: the work takes more time (`extend`), scope is given up (`reduce`), somebody else takes hours over
(`add`), or who may decide is asked (`escalate`). What a way does to the dates is what the scheduler says of the plan
changed that way; what it leaves short is counted again from that schedule. How hours follow from it is the same for
every plan: an item of scope is an even share of each task that delivers it, and hours that are handed over come evenly
from all days of a task. Weeks that are over by the as-of date, and weeks of leave, count for nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from itertools import groupby
from typing import Literal

from plandocs.plan.model import Plan, Task
from plandocs.plan.values import Duration
from plandocs.schedule.capacity import PersonWeek, Supply, weekly_demand
from plandocs.schedule.result import Schedule
from plandocs.whatif.edits import Edit, LeaveOut, SetEffort, edited
from plandocs.whatif.request import takes_work
from plandocs.whatif.sight import Sight
from plandocs.whatif.spreading import spread
from plandocs.whatif.trial import Trial, forward, frozen_by

WayKind = Literal["extend", "reduce", "add", "escalate"]
_SUNDAY = timedelta(days=6)
_NOTHING = 0.05
"""Hours that vanish when a number is printed with one decimal."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a way does to one task: the days it ends later, the days it takes more, the hours it asks for less."""

    task: str
    later: int = 0
    longer: int = 0
    hours: float = 0.0


@dataclass(frozen=True, slots=True)
class GivenUp:
    """An item of scope and the hours of the person that it frees."""

    item: str
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """One way. `end` is the go-live that follows, the last day in a plan without one, and `days` how far it moves.

    `hours` are those moved, freed, handed over or asked for; `missing` those that no week has still. `people` are who
    takes over, or who decides; `by` is when. `short` are people who have too few hours because of it. `cost` is known
    where the plan knows what an hour costs. `frozen` says that nothing may go live on the `end`.
    """

    kind: WayKind
    end: date
    finish: date
    days: int
    hours: float
    missing: float
    parts: tuple[Part, ...] = ()
    items: tuple[GivenUp, ...] = ()
    people: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    by: date | None = None
    cost: Decimal | None = None
    frozen: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether no week of the person is short any more."""
        return self.missing <= _NOTHING


@dataclass(frozen=True, slots=True)
class Overbooked:
    """Somebody with too few hours: the weeks that are short, and the four ways out."""

    person: str
    weeks: tuple[PersonWeek, ...]
    ways: tuple[WayOut, ...]

    @property
    def missing(self) -> float:
        """The hours that the short weeks lack."""
        return sum(week.missing for week in self.weeks)

    @property
    def most_missing(self) -> float:
        """The hours that the shortest week lacks."""
        return max(week.missing for week in self.weeks)


@dataclass(frozen=True, slots=True)
class Capacity:
    """All weeks with work, and the people with too few hours in them. `has_go_live` says what the ways' `end` is."""

    as_of: date | None
    end: date
    has_go_live: bool
    weeks: tuple[PersonWeek, ...]
    overbooked: tuple[Overbooked, ...]


def short_weeks(weeks: Sequence[PersonWeek], as_of: date | None) -> list[PersonWeek]:
    """Return the weeks ahead in which more is asked than there is, weeks of leave left out."""
    return [
        week
        for week in weeks
        if week.is_short and not week.is_leave and (as_of is None or week.monday + _SUNDAY > as_of)
    ]


def capacity(plan: Plan, as_of: date | None = None) -> Capacity:
    """Return who has too few hours, and the ways out: in the agreed plan, or in the forecast as of a day."""
    base = Trial.of(forward(plan), as_of)
    weeks = weekly_demand(base.plan, base.schedule)
    found = [
        _overbooked(base, person, tuple(group), weeks)
        for person, group in groupby(short_weeks(weeks, as_of), key=lambda week: week.person)
    ]
    schedule = base.schedule
    return Capacity(as_of, _end(schedule), schedule.go_live is not None, weeks, tuple(found))


def _overbooked(base: Trial, person: str, short: tuple[PersonWeek, ...], weeks: Sequence[PersonWeek]) -> Overbooked:
    ways = _Ways(base, person, short, {week.person for week in short_weeks(weeks, base.as_of)})
    extend = ways.extend()
    return Overbooked(person, short, (extend, ways.reduce(), ways.add(), ways.escalate(extend)))


class _Ways:
    """The ways out for one person. `known` are the people who are short already."""

    def __init__(self, base: Trial, person: str, short: Sequence[PersonWeek], known: set[str]) -> None:
        self.base = base
        self.person = person
        self.short = short
        self.known = known
        self.sight = Sight(base)
        self.supply = Supply(base.plan, base.schedule.start)
        self.missing = sum(week.missing for week in short)

    def extend(self) -> WayOut:
        """Return the person's work spread over more time."""
        trial, edits = spread(self.base, self.person)
        before, after = self.base.schedule, trial.schedule
        touched = dict.fromkeys(edit.task for edit in edits)
        parts = [
            Part(
                name,
                later=before.working_days_between(before.task(name).finish, after.task(name).finish),
                longer=round(after.task(name).duration_days - before.task(name).duration_days),
            )
            for name in touched
        ]
        return self._way("extend", trial.plan, after, hours=self.missing, parts=tuple(parts))

    def reduce(self) -> WayOut:
        """Return items given up one by one, what frees most first, until no week is short or no item is left."""
        given: list[str] = []
        trial, weeks = self.base, list(self.short)
        while weeks:
            item = self._freeing_most(weeks, given)
            if item is None:
                break
            given.append(item)
            trial = self.base.then(self._without(given))
            weeks = self._short_in(trial.plan, trial.schedule)
        items = tuple(GivenUp(item, self._asked_by(item)) for item in given)
        hours = self._effort(self.base.plan) - self._effort(trial.plan)
        return self._way("reduce", trial.plan, trial.schedule, hours=hours, items=items)

    def add(self) -> WayOut:
        """Return the hours handed to somebody else: the backup, or else who has the same role and the time."""
        tried = [self._handed_to(taker) for taker in self._takers()]
        return min(tried, key=lambda way: len(way.short))

    def escalate(self, extend: WayOut) -> WayOut:
        """Return who decides, and by when; the plan ends as with `extend` where nobody does."""
        plan, schedule = self.base.plan, self.base.schedule
        roles = ("sponsor",) if plan.people[self.person].side == "customer" else ("leadership", "implementation_pm")
        deciders = [key for role in roles for key in plan.with_role(role) if key != self.person]
        last_day = schedule.days.add_working_days(self.short[0].monday, -1)
        by = max(last_day, self.base.as_of) if self.base.as_of else last_day
        return WayOut(
            kind="escalate",
            end=extend.end,
            finish=extend.finish,
            days=extend.days,
            hours=self.missing,
            missing=self.missing,
            people=tuple(deciders[:1]),
            by=by,
            frozen=extend.frozen,
        )

    def _way(
        self,
        kind: WayKind,
        plan: Plan,
        schedule: Schedule,
        *,
        hours: float,
        parts: tuple[Part, ...] = (),
        items: tuple[GivenUp, ...] = (),
        people: tuple[str, ...] = (),
        cost: Decimal | None = None,
    ) -> WayOut:
        short = short_weeks(weekly_demand(plan, schedule), self.base.as_of)
        end = _end(schedule)
        newly = dict.fromkeys(week.person for week in short if week.person not in self.known)
        return WayOut(
            kind=kind,
            end=end,
            finish=schedule.finish,
            days=self.base.schedule.working_days_between(_end(self.base.schedule), end),
            hours=hours,
            missing=sum(week.missing for week in short if week.person == self.person),
            parts=parts,
            items=items,
            people=people,
            short=tuple(newly),
            cost=cost,
            frozen=schedule.go_live is not None and frozen_by(plan, end) is not None,
        )

    def _short_in(self, plan: Plan, schedule: Schedule) -> list[PersonWeek]:
        short = short_weeks(weekly_demand(plan, schedule), self.base.as_of)
        return [week for week in short if week.person == self.person]

    def _effort(self, plan: Plan) -> float:
        """Return all hours that a plan asks of the person."""
        efforts = (task.effort.get(self.person) for task in plan.tasks())
        return sum(self.supply.effort_hours(self.person, effort) for effort in efforts if effort is not None)

    def _freeing_most(self, weeks: Sequence[PersonWeek], given: Sequence[str]) -> str | None:
        """Return the item that asks for most in the short weeks; of equals, the one named last. None when none asks."""
        asked: dict[str, float] = {}
        for share in (share for week in weeks for share in week.shares):
            task = self.sight.tasks[share.task]
            left = [item for item in task.scope if item not in given]
            for item in left if self.sight.is_open(task) else ():
                asked[item] = asked.get(item, 0.0) + share.hours / len(left)
        items = [item.id for item in reversed(self.base.plan.scope.in_) if asked.get(item.id)]
        return max(items, key=lambda item: asked[item], default=None)

    def _asked_by(self, item: str) -> float:
        """Return the person's hours that an item stands for."""
        return sum(
            self.supply.effort_hours(self.person, task.effort[self.person]) / len(task.scope)
            for task in self.sight.tasks.values()
            if item in task.scope and self.person in task.effort and self.sight.is_open(task)
        )

    def _without(self, given: Sequence[str]) -> list[Edit]:
        """Return the edits that take items out of the open tasks: their share of the hours, and tasks left empty."""
        edits: list[Edit] = []
        for task in self.sight.tasks.values():
            gone = sum(item in given for item in task.scope)
            if not gone or not self.sight.is_open(task):
                continue
            stays = Decimal(len(task.scope) - gone) / len(task.scope)
            effort = {key: Duration(length.amount * stays, length.unit) for key, length in task.effort.items()}
            edits.append(SetEffort(task.id, effort if stays else {}))
            if not stays and takes_work(task):
                edits.append(LeaveOut(task.id))
        return edits

    def _takers(self) -> list[str]:
        """Return who could take hours over, the backup first; an empty name where the plan knows nobody."""
        people = self.base.plan.people
        own = people[self.person]
        alike = [
            key
            for key, other in people.items()
            if key != self.person
            and other.side == own.side
            and set(other.role) & set(own.role)
            and other.hours_per_week is not None
            and not other.informed_only
        ]
        backup = (own.backup,) if own.backup in people and own.backup != self.person else ()
        return list(dict.fromkeys([*backup, *alike])) or [""]

    def _handed_to(self, taker: str) -> WayOut:
        """Return the hours handed over: of the first short week's largest task as many as it takes, and so on."""
        plan, schedule = self.base.plan, self.base.schedule
        given: dict[str, Decimal] = {}
        weeks = list(self.short)
        while weeks:
            task, hours = self._largest(weeks[0], plan)
            if task is None or not hours:
                break
            given[task.id] = given.get(task.id, Decimal(0)) + hours
            plan = edited(plan, [self._handed_over(task, hours, taker)])
            weeks = self._short_in(plan, schedule)
        parts = tuple(Part(name, hours=float(hours)) for name, hours in given.items())
        total = sum(given.values(), Decimal(0))
        rate = self.base.plan.people[taker].hourly_rate if taker else None
        return self._way(
            "add",
            plan,
            schedule,
            hours=float(total),
            parts=parts,
            people=(taker,) if taker else (),
            cost=total * rate if rate is not None else None,
        )

    def _largest(self, week: PersonWeek, plan: Plan) -> tuple[Task | None, Decimal]:
        """Return the open task that asks for most in a week, and the whole hours of it that the week is short of."""
        tasks = {task.id: task for task in plan.tasks()}
        shares = [
            share for share in week.shares if share.hours > 0 and self.sight.is_open(self.sight.tasks[share.task])
        ]
        if not shares:
            return None, Decimal(0)
        most = max(shares, key=lambda share: share.hours)
        task = tasks[most.task]
        whole = Decimal(str(round(self.supply.effort_hours(self.person, task.effort[self.person]), 4)))
        wanted = Decimal(str(round(week.missing / most.hours, 6))) * whole
        return task, min(whole, wanted.to_integral_value(ROUND_CEILING))

    def _handed_over(self, task: Task, hours: Decimal, taker: str) -> SetEffort:
        effort = dict(task.effort)
        for key, change in ((self.person, -hours), (taker, hours)):
            if key:
                there_is = self.supply.effort_hours(key, effort[key]) if key in effort else 0.0
                effort[key] = Duration(Decimal(str(round(there_is, 4))) + change, "h")
        return SetEffort(task.id, effort)


def _end(schedule: Schedule) -> date:
    return schedule.go_live or schedule.finish
