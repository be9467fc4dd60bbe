"""The calendars of a calculation: working days as numbers, in formulas and in results.

On each calendar days are counted from one day long before the plan: the number of a day is how many days are worked
before it. A start with number n is on the working day after n others, a finish with number n on the n-th. Numbers are
what durations and lags are added to; dates are made of them last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plandocs.documents.workbook.days import HOLIDAYS_NAME, WEEK_NAME, CountedDays
from plandocs.schedule.calendar import EVERY_MINUTE, JointPattern, Pattern, WeekPattern, WorkCalendar
from plandocs.schedule.calendar_book import CalendarBook
from plandocs.schedule.days import WorkingDays

FROM = "$B$6"
"""The cell with the day that all days are counted from."""
MOMENT = 1 / 1024
"""What stands for the minute by which a beginning of work is later than the end of work before it.

A power of two, so that sums stay exact; it matters only on a calendar of time itself, where night is no gap.
"""
_BEFORE = timedelta(days=363)
_AFTER = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class DayCalendar:
    """One calendar. `week` and `off` are the names of its week and its days off; without them every day is worked.

    `closed` lists the days off where they stand on the sheet of the calculation. `number` counts from 1 and is that
    of the calendar's line there. `opening` is the coordinate in minutes of the plan's start, whose day has `before`.
    """

    number: int
    name: str
    week: str
    off: str
    written_week: str
    closed: tuple[date, ...]
    is_home: bool
    is_time: bool
    day_minutes: int
    opening: int
    before: int

    @property
    def every_day(self) -> bool:
        """Whether every day is worked, so that numbers are days."""
        return not self.week

    def count(self, day: str) -> str:
        """Return a formula for the number of a day: the days worked before it."""
        if self.every_day:
            return f"{day}-{FROM}"
        return f"NETWORKDAYS.INTL({FROM},{day}-1,{self.week},{self.off})"

    def count_after(self, day: str) -> str:
        """Return a formula for the number of the day after a day."""
        if self.every_day:
            return f"{day}-{FROM}+1"
        return f"NETWORKDAYS.INTL({FROM},{day},{self.week},{self.off})"

    def count_between(self, first: str, last: str) -> str:
        """Return a formula for the days worked from a day to another one that is not before it, both included."""
        if self.every_day:
            return f"{last}-{first}+1"
        return f"NETWORKDAYS.INTL({first},{last},{self.week},{self.off})"

    def start_day(self, number: str) -> str:
        """Return a formula for the day on which a start with a number is."""
        if self.every_day:
            return f"{FROM}+INT({number})"
        return f"WORKDAY.INTL({FROM}-1,INT({number})+1,{self.week},{self.off})"

    def finish_day(self, number: str) -> str:
        """Return a formula for the last day of work with a finish of this number."""
        if self.every_day:
            return f"{FROM}+ROUNDUP({number},0)-1"
        return f"WORKDAY.INTL({FROM}-1,ROUNDUP({number},0),{self.week},{self.off})"

    def start_moment(self, number: str) -> str:
        """Return a formula for the midnight before a start; on time itself with its fraction."""
        return f"{FROM}+{number}" if self.is_time else self.start_day(number)

    def finish_moment(self, number: str) -> str:
        """Return a formula for the midnight after a finish; on time itself with its fraction."""
        return f"{FROM}+{number}" if self.is_time else f"{self.finish_day(number)}+1"

    def at(self, coordinate: int) -> float:
        """Return the number of a coordinate in minutes."""
        whole, rest = divmod(coordinate - self.opening, self.day_minutes)
        if not rest:
            return self.before + whole
        if self.is_time and rest in (1, self.day_minutes - 1):
            return self.before + whole + (MOMENT if rest == 1 else 1 - MOMENT)
        return self.before + whole + rest / self.day_minutes


def first_day(start: date, counted_from: date) -> date:
    """Return the day that all days are counted from."""
    return min(start, counted_from) - _BEFORE


class CalendarMaker:
    """Makes the calendars of one calculation as they are asked for; numbers are given in that order."""

    def __init__(self, book: CalendarBook, start: date, first: date, last: date, counted: CountedDays) -> None:
        self._book = book
        self._start = start
        self._days = range(first.toordinal(), (last + _AFTER).toordinal())
        self._counted = counted
        self._made: dict[int, DayCalendar] = {}

    @property
    def made(self) -> Sequence[DayCalendar]:
        """The calendars asked for so far, by number."""
        return list(self._made.values())

    @property
    def by_index(self) -> Sequence[tuple[int, DayCalendar]]:
        """The same with their indexes in the plan's calendars."""
        return list(self._made.items())

    def of(self, index: int) -> DayCalendar:
        """Return the calendar with an index in the plan's calendars."""
        found = self._made.get(index)
        if found is None:
            found = self._made[index] = self._make(self._book.calendars[index], len(self._made) + 1)
        return found

    @property
    def home(self) -> DayCalendar:
        """The calendar that floats are counted in."""
        return self.of(self._book.index(self._book.home))

    def _make(self, calendar: WorkCalendar, number: int) -> DayCalendar:
        pattern = calendar.pattern
        is_time = pattern is EVERY_MINUTE
        is_home = calendar is self._book.calendar(self._book.home)
        week = "" if is_time else _usual_week(pattern)
        closed: tuple[date, ...] = ()
        named, off = f"{WEEK_NAME}{number}", f"{HOLIDAYS_NAME}{number}"
        if is_home and not self._counted.opened and not self._book.counts_elapsed:
            days = WorkingDays(self._counted.days.week, tuple(day.toordinal() for day, _ in self._counted.closed))
            named, off = WEEK_NAME, HOLIDAYS_NAME
        elif is_time or (is_home and self._book.counts_elapsed):
            days = WorkingDays.of([True] * 7)
            named = off = ""
        else:
            week, closed = _days_off(pattern, week, self._days)
            days = WorkingDays.of([sign == "0" for sign in week], closed)
        first = self._days.start
        return DayCalendar(
            number=number,
            name=pattern.name if not is_time else "",
            week=named,
            off=off,
            written_week=week,
            closed=closed,
            is_home=is_home,
            is_time=is_time,
            day_minutes=pattern.day_minutes,
            opening=calendar.opens(self._start.toordinal()),
            before=days.before(self._start.toordinal()) - days.before(first),
        )


def _usual_week(pattern: Pattern) -> str:
    """Return a pattern's week as Excel writes it, Monday first: 0 is a working day."""
    parts = pattern.parts if isinstance(pattern, JointPattern) else (pattern,)
    weeks = [part.week for part in parts if isinstance(part, WeekPattern)]
    return "".join("0" if all(week[day] for week in weeks) else "1" for day in range(7))


def _days_off(pattern: Pattern, week: str, days: range) -> tuple[str, tuple[date, ...]]:
    """Return a week and the days off besides it.

    Excel's functions know no day that is worked although the week says not: where there is one, the week is written
    as all of its days, and every day off is listed.
    """
    closed, opened = [], False
    for ordinal in days:
        usual, works = week[(ordinal - 1) % 7] == "0", bool(pattern.shifts_on(ordinal))
        opened = opened or (works and not usual)
        if usual and not works:
            closed.append(date.fromordinal(ordinal))
    if not opened:
        return week, tuple(closed)
    return "0000000", tuple(date.fromordinal(o) for o in days if not pattern.shifts_on(o))
