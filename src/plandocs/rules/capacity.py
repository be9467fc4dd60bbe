"""Capacity on both sides: hours asked of each person by week against the hours they have, and work that meets leave."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from plandocs.plan.model import Person
from plandocs.rules.case import Case, joined, titled
from plandocs.rules.registry import Finding, rule
from plandocs.schedule.capacity import PersonWeek, absences, weekly_demand

_LARGEST = 3
_EXACT = 6
"""Decimals of days that count: a sum of hours is as exact as its fractions."""
_SUNDAY = timedelta(days=6)


@rule("S30", "leave-meets-task", "the work will wait for them, though the plan's dates do not", severity="warning")
def leave_meets_task(case: Case) -> Iterator[Finding]:
    """Nobody is away while a task of theirs runs."""
    if case.schedule is None:
        return
    tasks = {task.id: (path, task) for path, task in case.tasks()}
    for absence in absences(case.plan, case.schedule):
        path, task = tasks[absence.task]
        if task.finished is not None:
            continue
        person = case.plan.people[absence.person]
        planned = case.schedule.by_id[task.id]
        cover = f"let {case.called(person.backup)} stand in" if person.backup else "name somebody who stands in"
        message = (
            f"{person.name} is away {_span(absence.first, absence.last)}, while {titled(task.id, task.name)} runs "
            f"{_span(planned.start, planned.finish)}"
        )
        yield Finding(message, path, f"{cover}, or move the task")


@rule("S32", "over-capacity", "hours that nobody has are not worked", severity="warning")
def over_capacity(case: Case) -> Iterator[Finding]:
    """Nobody is asked for more hours in a week than they have, as far as tasks say their effort.

    Weeks that lie behind the as-of date are over, and a week of leave is told by the rule about leave.
    """
    if case.schedule is None:
        return
    short = [
        week
        for week in weekly_demand(case.plan, case.schedule)
        if week.is_short and not week.is_leave and (case.as_of is None or week.monday + _SUNDAY > case.as_of)
    ]
    for key, group in groupby(short, key=lambda week: week.person):
        weeks = list(group)
        person = case.plan.people[key]
        message = f"{person.name} is asked for more hours than there are: {joined([*map(_hours, weeks)])}"
        yield Finding(message, ("people", key, "hours_per_week"), _options(case, person, weeks))


def _span(first: date, last: date) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"


def _hours(week: PersonWeek) -> str:
    return f"{week.demand:.1f} of {round(week.supply or 0, 1):g} h in the week of {week.monday}"


def _options(case: Case, person: Person, weeks: Sequence[PersonWeek]) -> str:
    """Return the four ways out with their numbers: other people, less scope, more time, somebody who decides.

    Source: handbook S32.
    """
    missing = sum(week.missing for week in weeks)
    asked: dict[str, float] = {}
    for share in (share for week in weeks for share in week.shares):
        asked[share.task] = asked.get(share.task, 0.0) + share.hours
    largest = sorted(asked, key=lambda task: (-asked[task], task))[:_LARGEST]
    tasks = ", ".join(f"{task} {asked[task]:.1f} h" for task in largest)
    taker = case.called(person.backup) if person.backup else "somebody else"
    roles = ("sponsor",) if person.side == "customer" else ("leadership", "implementation_pm")
    deciders = [name for role in roles for _, other in case.with_role(role) if (name := other.name) != person.name]
    decider = f", or escalate to {deciders[0]}" if deciders else ""
    scope = list(dict.fromkeys(name for task in case.plan.tasks() if task.id in largest for name in task.scope))
    less = "move scope to a later phase" + (f" ({', '.join(scope)})" if 0 < len(scope) <= _LARGEST else "")
    longer = _longer(case, person, missing)
    ways = f"give work to {taker} ({tasks}), {less}, {longer}{decider}"
    return f"{missing:.1f} h are missing: {ways}; 'plandocs capacity' computes each"


def _longer(case: Case, person: Person, missing: float) -> str:
    """Return the way out that takes time, with the days in which a person could work what is missing, rounded up."""
    spec = case.plan.calendars.get(person.calendar, case.plan.calendar)
    hours = float(person.hours_per_week or 0) - float(person.other_commitments or 0)
    if hours <= 0:
        return "plan more time"
    days = math.ceil(round(missing * len(spec.week) / hours, _EXACT))
    return f"plan at least {days} {'day' if days == 1 else 'days'} more"
