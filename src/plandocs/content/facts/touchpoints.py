"""When people meet: the communication plan expanded to dates. Source: S54."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from plandocs.content.facts.people import People
from plandocs.plan.model import WEEKDAYS, Plan
from plandocs.plan.registers import Communication
from plandocs.schedule.result import Schedule

_WEEKS = re.compile(r"^\s*(\d+)\s*(?:([-–])\s*(\d*))?\s*$")


@dataclass(frozen=True, slots=True)
class CommunicationFact:
    """A recurring touchpoint with its dates; no dates where the plan does not name its days."""

    what: str
    who: tuple[str, ...]
    owner: str
    cadence: str
    channel: str
    format: str
    minutes: int | None
    at: str
    """The hour it begins, `10:00`; empty where the plan names none."""
    starts: date | None
    dates: tuple[date, ...]


def communication_facts(
    plan: Plan, people: People, agreed: Schedule, *, internal: bool
) -> tuple[CommunicationFact, ...]:
    """Return the touchpoints in the order of the plan, each with its dates up to the project's finish."""
    visible = [entry for entry in plan.communications if internal or entry.audience != "internal"]
    return tuple(
        CommunicationFact(
            what=entry.what,
            who=people.names(entry.who),
            owner=people.name(entry.owner),
            cadence=entry.cadence,
            channel=entry.channel,
            format=entry.format,
            minutes=entry.minutes,
            at=entry.at or "",
            starts=entry.starts,
            dates=touchpoint_dates(entry, agreed),
        )
        for entry in visible
    )


def touchpoint_dates(entry: Communication, agreed: Schedule) -> tuple[date, ...]:
    """Return the days a touchpoint falls on: its weekdays in its project weeks; days off are left out.

    Project week 1 is the week of the kickoff, from its Monday.
    """
    first, last = week_range(entry.weeks)
    monday = agreed.start - timedelta(days=agreed.start.weekday())
    begin = entry.starts or agreed.start
    weeks = (agreed.finish - monday).days // 7 + 1
    weekdays = sorted(WEEKDAYS.index(day) for day in entry.days)
    found = []
    for week in range(first, min(last or weeks, weeks) + 1):
        if (week - first) % entry.every:
            continue
        for weekday in weekdays:
            day = monday + timedelta(weeks=week - 1, days=weekday)
            if begin <= day <= agreed.finish and agreed.is_working(day):
                found.append(day)
    return tuple(found)


def week_range(text: str) -> tuple[int, int | None]:
    """Return the first and last week of `1-4`, `5-`, `3` or an empty text; None is open at the end."""
    found = _WEEKS.match(text)
    if not found:
        return (1, None)
    first = int(found[1])
    if not found[2]:
        return (first, first)
    return (first, int(found[3]) if found[3] else None)
