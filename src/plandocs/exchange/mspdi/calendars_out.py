"""The calendars of a plan for Project: the project's, named ones, common time of several people, one for each person.

Project gives each person a calendar of their own on top of a base calendar. A task whose people have other times than
the project has the calendar of the time they have in common, which is what a plan means: see `tasks_out`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from plandocs.exchange.mspdi.elements import around, clock, element, elements
from plandocs.schedule.calendar import DAY, Pattern, Shifts, WeekPattern, intersect
from plandocs.schedule.calendar_book import ELAPSED, EVERY_DAY, PROJECT, CalendarBook, Key

PROJECT_NAME = "Standard"
COMMON = "Common time: "
"""What the name of a calendar begins with that is the time several others have in common."""
EVERY_DAY_NAME = "Every day"
ANY_TIME_NAME = "Any time"
_BEFORE, _AFTER = timedelta(days=31), timedelta(days=400)


class CalendarsOut:
    """The calendars of one export. Each gets its number when it is first asked for; `xml` holds all of them."""

    def __init__(self, book: CalendarBook, start: date, finish: date) -> None:
        self._book = book
        self._span = (start - _BEFORE, finish + _AFTER)
        self._numbers: dict[Key, int] = {}
        self._people: list[tuple[int, str, int]] = []
        self._next = 1
        self.number(book.home)
        self.number(PROJECT)
        for name in book.named_patterns():
            self.number((name,))

    def number(self, key: Key) -> int:
        """Return the number of a base calendar."""
        if key not in self._numbers:
            self._numbers[key] = self._next
            self._next += 1
        return self._numbers[key]

    def of_person(self, name: str, key: Key) -> int:
        """Return the number of a person's own calendar, which is another one's double."""
        base = self.number(key)
        self._people.append((self._next, name, base))
        self._next += 1
        return self._next - 1

    def xml(self) -> str:
        """Return all calendars that were asked for."""
        made = [
            _calendar(number, _name(key, self._book), self._pattern(key), self._span)
            for key, number in self._numbers.items()
        ]
        for number, name, base in self._people:
            facts = (("UID", number), ("Name", name), ("IsBaseCalendar", 0), ("BaseCalendarUID", base))
            made.append(around("Calendar", [elements(*facts)]))
        return around("Calendars", made)

    def _pattern(self, key: Key) -> Pattern:
        return self._book.calendar(key).pattern


def _name(key: Key, book: CalendarBook) -> str:
    if key == EVERY_DAY:
        return EVERY_DAY_NAME
    if key == ELAPSED:
        return ANY_TIME_NAME
    if len(key) > 1:
        return COMMON + ", ".join(part or PROJECT_NAME for part in key)
    return PROJECT_NAME if key == PROJECT else key[0]


def _calendar(number: int, name: str, pattern: Pattern, span: tuple[date, date]) -> str:
    week = ordinary_week(pattern)
    exceptions = _exceptions(pattern, week, span)
    listed = (_exceptional_day(day, shifts) for day, _, shifts in exceptions)
    usual = (_weekday(weekday, shifts) for weekday, shifts in _from_sunday(week))
    return around(
        "Calendar",
        [
            elements(("UID", number), ("Name", name), ("IsBaseCalendar", 1), ("BaseCalendarUID", -1)),
            around("WeekDays", [*usual, *listed]),
            around("Exceptions", (_exception(*one) for one in exceptions)),
        ],
    )


def ordinary_week(pattern: Pattern) -> tuple[Shifts, ...]:
    """Return a pattern's shifts from Monday, without its exceptions."""
    if isinstance(pattern, WeekPattern):
        return pattern.week
    weeks = [ordinary_week(part) for part in getattr(pattern, "parts", ())]
    common = weeks[0]
    for week in weeks[1:]:
        common = tuple(intersect(one, other) for one, other in zip(common, week, strict=True))
    return common


def _from_sunday(week: Sequence[Shifts]) -> list[tuple[int, Shifts]]:
    """Return a week in Project's order, with its numbers: Sunday is 1."""
    return [(1, week[6]), *((number + 2, shifts) for number, shifts in enumerate(week[:6]))]


def _weekday(number: int, shifts: Shifts) -> str:
    return around("WeekDay", [elements(("DayType", number), ("DayWorking", bool(shifts))), _times(shifts)])


def _times(shifts: Shifts) -> str:
    return around(
        "WorkingTimes",
        (around("WorkingTime", [element("FromTime", clock(a)), element("ToTime", clock(b))]) for a, b in shifts),
    )


def _exceptions(pattern: Pattern, week: Sequence[Shifts], span: tuple[date, date]) -> list[tuple[date, str, Shifts]]:
    """Return the days on which a pattern is not what its week says: within a span, and those it names beyond."""
    named = pattern.exceptions if isinstance(pattern, WeekPattern) else {}
    days = {*range(span[0].toordinal(), span[1].toordinal() + 1), *named}
    found = []
    for ordinal in sorted(days):
        shifts = pattern.shifts_on(ordinal)
        if shifts != week[(ordinal - 1) % 7]:
            name = pattern.holiday_name(ordinal) if isinstance(pattern, WeekPattern) else None
            found.append((date.fromordinal(ordinal), name or "", shifts))
    return found


def _exceptional_day(day: date, shifts: Shifts) -> str:
    """Return one day that is otherwise, as Project before 2007 knew it; later versions write both."""
    period = elements(("FromDate", f"{day}T00:00:00"), ("ToDate", f"{day}T23:59:00"))
    facts = elements(("DayType", 0), ("DayWorking", bool(shifts)))
    return around("WeekDay", [facts, around("TimePeriod", [period]), _times(shifts)])


def _exception(day: date, name: str, shifts: Shifts) -> str:
    """Return one day that is otherwise. Project takes it for a daily recurrence that occurs once."""
    period = elements(("FromDate", f"{day}T00:00:00"), ("ToDate", f"{day}T23:59:00"))
    return around(
        "Exception",
        [
            element("EnteredByOccurrences", 0),
            around("TimePeriod", [period]),
            elements(("Occurrences", 1), ("Name", name or None), ("Type", 1), ("DayWorking", bool(shifts))),
            _times(shifts),
        ],
    )


def edges(pattern: Pattern, day: date) -> tuple[int, int]:
    """Return the minutes at which work begins and ends on a day; on a day off, those of the first working day."""
    shifts = pattern.shifts_on(day.toordinal())
    if not shifts:
        shifts = next((one for one in ordinary_week(pattern) if one), ((0, DAY),))
    return shifts[0][0], shifts[-1][1]
