"""A plan as a project of Microsoft Project, in XML (MSPDI).

Dates are those of the scheduler, so that Project shows the same ones; links, calendars and constraints are written so
that it computes them again. The order of elements is that of the schema: Project refuses any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plandocs.errors import Problem
from plandocs.exchange.mspdi import codes
from plandocs.exchange.mspdi.calendars_out import CalendarsOut, edges
from plandocs.exchange.mspdi.elements import DAY, around, clock, elements, moment
from plandocs.exchange.mspdi.people_out import PeopleOut, assignment_xml
from plandocs.exchange.mspdi.tasks_out import TasksOut, Written
from plandocs.plan.model import Plan
from plandocs.schedule.calendar import Pattern
from plandocs.schedule.dating import Solved
from plandocs.schedule.result import Schedule

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SAVE_VERSION = 14
_SHOWN = 8
_OF_PEOPLE = ("hourly_rate", "backup", "phone", "other_commitments", "informed_only")
_REGISTERS = ("scope", "deliverables", "dependencies", "risks", "issues", "changes", "communications")


@dataclass(frozen=True, slots=True)
class Edition:
    """For whom an export is, and the agreed dates that go along as its baseline, by task id."""

    internal: bool = False
    agreed: Mapping[str, tuple[date, date]] = field(default_factory=dict)


def to_mspdi(plan: Plan, solved: Solved, schedule: Schedule, edition: Edition) -> tuple[bytes, list[Problem]]:
    """Return a project's file, the same for the same plan, and what of the plan it cannot hold."""
    book = solved.book
    calendars = CalendarsOut(book, schedule.start, schedule.finish)
    people = PeopleOut(plan, book, calendars, internal=edition.internal)
    tasks = TasksOut(
        plan, solved, schedule, calendars, people, internal=edition.internal, agreed=edition.agreed
    ).write()
    resources = people.xml()
    assigned = (
        assignment_xml(number, task, one, people, span, percent)
        for number, (task, one, span, percent) in enumerate(tasks.assignments, start=1)
    )
    head = _project(plan, schedule, solved, calendars)
    parts = [head, _fields(), calendars.xml(), tasks.xml, resources, around("Assignments", assigned)]
    body = f'<Project xmlns="{codes.NAMESPACE}">{"".join(parts)}</Project>\n'
    return _HEAD + body.replace("><", ">\n<").encode("utf-8", "replace"), _told(plan, solved, tasks)


def _project(plan: Plan, schedule: Schedule, solved: Solved, calendars: CalendarsOut) -> str:
    project = plan.project
    pattern = solved.book.home_pattern
    opens, closes = edges(pattern, solved.start)
    begins = solved.start.toordinal() * DAY + opens
    finish = schedule.finish.toordinal() * DAY + edges(pattern, schedule.finish)[1]
    status = solved.as_of
    return elements(
        ("SaveVersion", _SAVE_VERSION),
        ("Name", f"{project.id or project.name}.xml"),
        ("Title", project.name),
        ("Subject", project.id or None),
        ("Category", project.customer or None),
        ("Company", project.vendor or None),
        ("ScheduleFromStart", 1),
        ("StartDate", moment(begins)),
        ("FinishDate", moment(finish)),
        ("FYStartDate", 1),
        ("CriticalSlackLimit", 0),
        ("CurrencyCode", project.currency),
        ("CalendarUID", calendars.number(solved.book.home)),
        ("DefaultStartTime", clock(opens)),
        ("DefaultFinishTime", clock(closes)),
        ("MinutesPerDay", pattern.day_minutes),
        ("MinutesPerWeek", pattern.day_minutes * pattern.days_per_week),
        ("DaysPerMonth", 20),
        ("DefaultTaskType", codes.FIXED_DURATION),
        ("DurationFormat", codes.UNITS["d"]),
        ("WorkFormat", 2),
        ("HonorConstraints", 1),
        ("NewTasksEffortDriven", 0),
        ("NewTasksEstimated", 0),
        ("SplitsInProgressTasks", 1),
        ("WeekStartDay", _first_weekday(pattern)),
        ("StatusDate", None if status is None else moment(status.toordinal() * DAY + edges(pattern, status)[1])),
        ("NewTasksAreManual", 0),
    )


def _first_weekday(pattern: Pattern) -> int:
    """Return the day on which weeks begin: Sunday (0) where it is worked and Saturday is not, else Monday (1)."""
    week = getattr(pattern, "week", ())
    return 0 if week and week[6] and not week[5] else 1


def _fields() -> str:
    return around(
        "ExtendedAttributes",
        (
            around(
                "ExtendedAttribute",
                [elements(("FieldID", one.number), ("FieldName", one.name), ("Alias", one.alias))],
            )
            for one in codes.FIELDS
        ),
    )


def _told(plan: Plan, solved: Solved, tasks: Written) -> list[Problem]:
    """Return what of a plan Project cannot hold: in one message what there is no place for, then what is otherwise."""
    found = []
    lost = [f"{key} of {_count(len(ids), 'task', 'tasks')}" for key, ids in tasks.left_out.items()]
    people = {key: sum(bool(getattr(one, key)) for one in plan.people.values()) for key in _OF_PEOPLE}
    lost += [f"{key} of {_count(count, 'person', 'people')}" for key, count in people.items() if count]
    if empty := sum(not phase.tasks and phase.milestone is None for phase in plan.phases):
        lost.append(_count(empty, "phase without tasks", "phases without tasks"))
    lost += [name for name in _REGISTERS if (bool(plan.scope.in_) if name == "scope" else bool(getattr(plan, name)))]
    if lost:
        found.append(_info(f"Project has no place for {', '.join(lost)}: left out"))
    if tasks.held:
        shown = ", ".join(tasks.held[:_SHOWN]) + (" …" if len(tasks.held) > _SHOWN else "")
        why = "the plan is scheduled backward" if plan.project.start is None else "what they wait for is internal"
        found.append(_info(f"{shown} start no earlier than their dates in the export: {why}"))
    if solved.book.lags_of_predecessor:
        found.append(_info("lags are counted on the calendar of what is waited for; Project counts them otherwise"))
    if solved.as_of is None and any(task.started or task.progress for task in plan.tasks()):
        message = "progress is left out: without --as-of the export has the agreed dates"
        found.append(_info(message, "give --as-of DATE for a forecast with progress"))
    return found


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _info(message: str, fix: str = "") -> Problem:
    return Problem(rule="not-exported", severity="info", message=message, fix=fix)
