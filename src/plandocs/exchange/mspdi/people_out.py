"""The people of a plan as Project's resources, and who works on what as its assignments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from plandocs.exchange.mspdi.calendars_out import CalendarsOut
from plandocs.exchange.mspdi.codes import COMPANY, HOURS_A_WEEK, PERSON_ID, ROLE, WORK_RESOURCE, Field
from plandocs.exchange.mspdi.elements import around, element, elements, length
from plandocs.plan.durations import plain_decimal
from plandocs.plan.model import Person, Plan, Task
from plandocs.plan.values import Duration
from plandocs.schedule.calendar_book import CalendarBook

_SIDES = {"customer": "Customer", "vendor": "Vendor", "third_party": "Third party"}
_FIRST, _LAST = date(1984, 1, 1), date(2149, 12, 31)
"""The first and the last day that Project knows."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who works on a task: a person's id, how many of them, and for how many minutes in all; None where it follows."""

    person: str
    units: Decimal
    work: int


def assignments_of(task: Task, minutes: int, *, hours_of: frozenset[str] | None) -> list[Assignment]:
    """Return who works on a task of some minutes: its owner first, then helpers, then whose hours or units it asks for.

    `hours_of` are the people whose hours this edition may show; None for all.
    """
    names = dict.fromkeys((*((task.owner,) if task.owner else ()), *task.with_, *task.needs, *task.effort))
    found = []
    for name in names:
        units = Decimal(task.needs.get(name, 1))
        effort = task.effort.get(name) if hours_of is None or name in hours_of else None
        work = int(minutes * units)
        if effort is not None:
            work = _hours_in_minutes(effort)
            units = units if name in task.needs or not minutes else round(Decimal(work) / minutes, 4)
        found.append(Assignment(name, units, 0 if task.is_milestone else work))
    return found


def _hours_in_minutes(effort: Duration) -> int:
    """Return an effort in minutes; a day of it is eight hours, as everywhere where hours of people are counted."""
    each = {"h": 60, "d": 480, "ed": 480, "w": 2400}[effort.unit]
    return int(effort.amount * each)


class PeopleOut:
    """The resources of one export; `numbers` has each person's."""

    def __init__(self, plan: Plan, book: CalendarBook, calendars: CalendarsOut, *, internal: bool) -> None:
        self._plan = plan
        self._internal = internal
        self._calendars = calendars
        self._book = book
        self.numbers = {key: number for number, key in enumerate(plan.people, start=1)}

    @property
    def hours_of(self) -> frozenset[str] | None:
        """Whose hours may be shown: a customer sees their own and those of third parties. None for everybody's."""
        if self._internal:
            return None
        return frozenset(key for key, person in self._plan.people.items() if person.side != "vendor")

    def xml(self) -> str:
        """Return all people."""
        return around("Resources", (self._resource(key, person) for key, person in self._plan.people.items()))

    def _resource(self, key: str, person: Person) -> str:
        number = self.numbers[key]
        shows_hours = self._internal or person.side != "vendor"
        calendar = self._calendars.of_person(person.name, self._book.key_for("", (key,)))
        hours = person.hours_per_week if shows_hours else None
        units = Decimal(person.units)
        if hours is not None and person.units == 1:
            units = min(Decimal(1), round(hours / self._hours_of_week(key), 4)) or units
        head = elements(
            ("UID", number),
            ("ID", number),
            ("Name", person.name),
            ("Type", WORK_RESOURCE),
            ("IsNull", 0),
            ("Initials", _initials(person.name)),
            ("Code", person.title or None),
            ("Group", _SIDES[person.side]),
            ("EmailAddress", person.email or None),
            ("MaxUnits", float(units)),
            ("CalendarUID", calendar),
            ("IsGeneric", int(person.units > 1)),
        )
        own = [own_field(PERSON_ID, key), own_field(ROLE, ", ".join(person.role)), own_field(COMPANY, person.company)]
        if hours is not None:
            own.append(own_field(HOURS_A_WEEK, plain_decimal(hours)))
        periods = _periods(person, float(units)) if shows_hours else ()
        return around("Resource", [head, *own, around("AvailabilityPeriods", periods)])

    def _hours_of_week(self, key: str) -> Decimal:
        pattern = self._book.calendar(self._book.key_for("", (key,))).pattern
        return Decimal(pattern.day_minutes * pattern.days_per_week) / 60


def assignment_xml(
    number: int, task: int, one: Assignment, people: PeopleOut, span: tuple[str, str], percent: int
) -> str:
    """Return one assignment; `span` is the start and finish as MSPDI writes them, `percent` what is done of it."""
    done = one.work * percent // 100
    return around(
        "Assignment",
        [
            elements(
                ("UID", number),
                ("TaskUID", task),
                ("ResourceUID", people.numbers[one.person]),
                ("PercentWorkComplete", percent),
                ("ActualWork", length(done)),
                ("Finish", span[1]),
                ("RemainingWork", length(one.work - done)),
                ("Start", span[0]),
                ("Units", float(one.units)),
                ("Work", length(one.work)),
            )
        ],
    )


def own_field(field: Field, value: str, extra: str = "") -> str:
    """Return a custom field with its value; nothing for an empty one."""
    if not value:
        return ""
    return around("ExtendedAttribute", [element("FieldID", field.number), element("Value", value), extra])


def _periods(person: Person, units: float) -> Iterator[str]:
    """Yield when somebody can be had: not while they are away. Neither Project nor a plan moves a task for it."""
    begins = _FIRST
    for away in sorted(person.unavailable, key=lambda span: span.from_):
        if away.from_ > begins:
            yield _period(begins, away.from_ - timedelta(days=1), units)
        if away.to >= begins:
            yield _period(max(away.from_, begins), away.to, 0.0)
            begins = away.to + timedelta(days=1)
    if begins > _FIRST:
        yield _period(begins, _LAST, units)


def _period(first: date, last: date, units: float) -> str:
    return around(
        "AvailabilityPeriod",
        [
            elements(
                ("AvailableFrom", f"{first}T00:00:00"), ("AvailableTo", f"{last}T23:59:00"), ("AvailableUnits", units)
            )
        ],
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:4]).upper()
