"""The hours that the plan's tasks ask for, by side and week: what a sponsor wants to know of their people's time.

The customer's edition has the hours of the customer and of third parties; the vendor's own are in the internal one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from plandocs.content.facts.people import People
from plandocs.plan.model import Plan
from plandocs.schedule.result import Schedule

_SIDES = ("customer", "vendor", "third_party")


@dataclass(frozen=True, slots=True)
class SideEffort:
    """The hours of one side, one number for each of the weeks, to a tenth."""

    side: str
    company: str
    hours: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class EffortFacts:
    """Hours by side over all weeks from the first to the last with any, by their Mondays; `tasks` counts those asked.

    `peak` are the hours of the fullest week, all sides together, and `peak_monday` the first such week.
    """

    mondays: tuple[date, ...]
    sides: tuple[SideEffort, ...]
    tasks: int
    total: float
    peak: float
    peak_monday: date


def effort_facts(
    plan: Plan, agreed: Schedule, people: People, visible: Collection[str], companies: dict[str, str], *, internal: bool
) -> EffortFacts | None:
    """Return the hours of the agreed plan's visible tasks; None where no task asks for any that may be shown.

    `companies` are the sides' names.
    """
    if not any(task.effort for task in plan.tasks()):
        return None
    from plandocs.schedule.capacity import weekly_demand

    asked: dict[str, dict[date, float]] = {}
    tasks = set()
    for week in weekly_demand(plan, agreed):
        side = people.side_of(week.person)
        if side == "vendor" and not internal:
            continue
        for share in week.shares:
            if share.task in visible and share.hours:
                tasks.add(share.task)
                weeks = asked.setdefault(side, {})
                weeks[week.monday] = weeks.get(week.monday, 0.0) + share.hours
    if not tasks:
        return None
    known = {monday for weeks in asked.values() for monday in weeks}
    first, last = min(known), max(known)
    mondays = tuple(first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1))
    sums = [sum(weeks.get(monday, 0.0) for weeks in asked.values()) for monday in mondays]
    peak = max(sums)
    return EffortFacts(
        mondays=mondays,
        sides=tuple(
            SideEffort(side, companies[side], tuple(round(asked[side].get(monday, 0.0), 1) for monday in mondays))
            for side in _SIDES
            if side in asked
        ),
        tasks=len(tasks),
        total=round(sum(sums), 1),
        peak=round(peak, 1),
        peak_monday=mondays[sums.index(peak)],
    )
