"""Working calendars as integers: which minutes are worked, how many lie before an instant, which comes n-th.

An *instant* is a count of minutes since day ordinal 0, so `instant // 1440` is a date's ordinal. A *coordinate* is a
count of worked minutes since the calendar's origin day: on one calendar, durations and lags simply add. Every
coordinate is two instants: where the work before it ends (Friday 17:00) and where the work after it begins (Monday
08:00). Tables are made day by day as they are needed, in both directions.

A calendar *snaps* when its plan speaks of days only: then a working day's first minute stands for its midnight and
its last for the next one, so that elapsed time is whole days too. It *steps* when all of the plan's work is whole days:
then the latest start before some time off is the beginning of a day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Protocol

from plandocs.errors import PlanError, Problem

DAY = 1440
_WEEK = 7
_GROW = 128
_GROW_BACK = 28
"""Days that a calendar's tables grow by at first, onward and back; later they double."""
_LONGEST = 366 * 250
"""Days from a plan's origin beyond which a duration is surely a slip of the pen."""

Shifts = tuple[tuple[int, int], ...]
"""A day's work: (start, end) in minutes after midnight, sorted, apart, ends exclusive. Empty for a day off."""

ALWAYS: Shifts = ((0, DAY),)


class Pattern(Protocol):
    """What a compiled calendar asks: the shifts of a day, and the minutes that one "day" of a duration means."""

    @property
    def name(self) -> str:
        """The calendar's name in the plan, empty for the project's."""
        ...

    @property
    def day_minutes(self) -> int:
        """The minutes of work that `1d` stands for."""
        ...

    @property
    def days_per_week(self) -> int:
        """The working days that `1w` stands for."""
        ...

    def shifts_on(self, ordinal: int) -> Shifts:
        """Return the work of one day."""
        ...


@dataclass(frozen=True, slots=True)
class WeekPattern:
    """A weekly pattern with exceptions. `week` is seven days' shifts from Monday.

    `exceptions` gives single days their own shifts (empty for a closure). `public_holidays` returns the holidays of
    a year by date; a day in `exceptions` wins over it.
    """

    name: str
    week: tuple[Shifts, ...]
    day_minutes: int
    exceptions: Mapping[int, Shifts] = field(default_factory=dict)
    holiday_names: Mapping[int, str] = field(default_factory=dict)
    public_holidays: Callable[[int], Mapping[date, str]] | None = None

    @property
    def days_per_week(self) -> int:
        """The working days that `1w` stands for."""
        return max(1, sum(1 for shifts in self.week if shifts))

    def shifts_on(self, ordinal: int) -> Shifts:
        """Return the work of one day: its exception, else a public holiday's nothing, else its weekday's."""
        exception = self.exceptions.get(ordinal)
        if exception is not None:
            return exception
        usual = self.week[(ordinal - 1) % _WEEK]
        if usual and self.public_holidays is not None:
            day = date.fromordinal(ordinal)
            if day in self.public_holidays(day.year):
                return ()
        return usual

    def holiday_name(self, ordinal: int) -> str | None:
        """Return the name of a closure or public holiday, None on a day that is neither."""
        if ordinal in self.holiday_names:
            return self.holiday_names[ordinal]
        if self.public_holidays is None or self.exceptions.get(ordinal):
            return None
        day = date.fromordinal(ordinal)
        return self.public_holidays(day.year).get(day)


@dataclass(frozen=True, slots=True)
class JointPattern:
    """The time that several calendars have in common: a workshop happens when everyone works."""

    name: str
    parts: tuple[Pattern, ...]

    @property
    def days_per_week(self) -> int:
        """The working days of an ordinary common week."""
        return max(1, sum(1 for shifts in self._ordinary_week() if shifts))

    @property
    def day_minutes(self) -> int:
        """The usual length of a common day; the shortest day of the parts where there is none."""
        return usual_day(self._ordinary_week()) or min(part.day_minutes for part in self.parts)

    def shifts_on(self, ordinal: int) -> Shifts:
        """Return what is left of one day when every part works."""
        shifts = self.parts[0].shifts_on(ordinal)
        for part in self.parts[1:]:
            if not shifts:
                break
            shifts = intersect(shifts, part.shifts_on(ordinal))
        return shifts

    def _ordinary_week(self) -> list[Shifts]:
        weeks = [part.week for part in self.parts if isinstance(part, WeekPattern)]
        common: list[Shifts] = []
        for weekday in range(_WEEK):
            shifts: Shifts = ALWAYS
            for week in weeks:
                shifts = intersect(shifts, week[weekday])
            common.append(shifts)
        return common


EVERY_MINUTE = WeekPattern("elapsed", (ALWAYS,) * _WEEK, DAY)
"""Time itself: no night, no weekend."""


class WorkCalendar:
    """A pattern compiled to a prefix sum of worked minutes by day, with its inverses.

    `origin` is the ordinal of the day whose first worked minute has coordinate 0. Coordinates before it are
    negative.
    """

    __slots__ = ("_before", "_first", "_shifts", "origin", "pattern", "snaps", "steps")

    def __init__(self, pattern: Pattern, origin: int, *, snaps: bool, steps: bool = False) -> None:
        self.pattern = pattern
        self.origin = origin
        self.snaps = snaps
        self.steps = steps
        self._first = origin
        self._before = [0]
        self._shifts: list[Shifts] = []

    def coordinate(self, instant: int) -> int:
        """Return the worked minutes between the origin and `instant`."""
        day, minute = divmod(instant, DAY)
        index = self._index_of_day(day)
        count = self._before[index]
        for start, end in self._shifts[index]:
            if minute <= start:
                break
            count += min(minute, end) - start
        return count

    def start_instant(self, coordinate: int) -> int:
        """Return where the worked minute with this coordinate begins: a start on Monday is Monday morning."""
        self._reach(coordinate)
        index = bisect_right(self._before, coordinate) - 1
        rest = coordinate - self._before[index]
        midnight = (self._first + index) * DAY
        if rest == 0 and self.snaps:
            return midnight
        for start, end in self._shifts[index]:
            if rest < end - start:
                return midnight + start + rest
            rest -= end - start
        raise AssertionError("a day's shifts are shorter than the prefix sum says")

    def finish_instant(self, coordinate: int) -> int:
        """Return where the work before this coordinate ends: a finish on Friday is Friday evening."""
        self._reach(coordinate)
        index = bisect_left(self._before, coordinate) - 1
        rest = coordinate - self._before[index]
        midnight = (self._first + index) * DAY
        if self.snaps and coordinate == self._before[index + 1]:
            return midnight + DAY
        for start, end in self._shifts[index]:
            if rest <= end - start:
                return midnight + start + rest
            rest -= end - start
        raise AssertionError("a day's shifts are shorter than the prefix sum says")

    def before_edge(self, instant: int) -> int:
        """Return the last instant that is surely before the work that begins at `instant`.

        Where midnight is both an end and a beginning of work, that is a minute earlier, else `instant` itself.
        """
        return instant - 1 if self.snaps and instant % DAY == 0 else instant

    def work_of_day(self, ordinal: int) -> int:
        """Return the minutes worked on a day."""
        index = self._index_of_day(ordinal)
        return self._before[index + 1] - self._before[index]

    def opens(self, ordinal: int) -> int:
        """Return the coordinate at the start of a day."""
        return self._before[self._index_of_day(ordinal)]

    def closes(self, ordinal: int) -> int:
        """Return the coordinate at the end of a day."""
        return self._before[self._index_of_day(ordinal) + 1]

    def start_day(self, coordinate: int) -> tuple[int, bool]:
        """Return the ordinal a start falls on, and whether it is at the very beginning of that day's work."""
        self._reach(coordinate)
        index = bisect_right(self._before, coordinate) - 1
        return self._first + index, self._before[index] == coordinate

    def finish_day(self, coordinate: int) -> tuple[int, bool]:
        """Return the ordinal a finish falls on (inclusive), and whether it is at the very end of its work."""
        self._reach(coordinate)
        index = bisect_left(self._before, coordinate) - 1
        return self._first + index, self._before[index + 1] == coordinate

    def worked(self, days: range) -> Iterator[tuple[int, int, Shifts]]:
        """Yield the days with work among some days in a row: ordinal, coordinate of its opening, shifts."""
        self._index_of_day(days.stop)
        first = self._index_of_day(days.start)
        for index in range(first, first + len(days)):
            if self._shifts[index]:
                yield self._first + index, self._before[index], self._shifts[index]

    def _index_of_day(self, ordinal: int) -> int:
        while ordinal < self._first:
            self._grow_back()
        while ordinal >= self._first + len(self._shifts):
            self._grow()
        return ordinal - self._first

    def _reach(self, coordinate: int) -> None:
        """Grow the tables until worked time lies on both sides of the coordinate."""
        while coordinate >= self._before[-1]:
            self._grow()
        while coordinate <= self._before[0]:
            self._grow_back()

    def _grow(self) -> None:
        first = self._first + len(self._shifts)
        count = max(_GROW, len(self._shifts))
        last = min(first + count, self.origin + _LONGEST, date.max.toordinal())
        if last <= first:
            raise PlanError(self._beyond(last))
        total = self._before[-1]
        shifts_on = self.pattern.shifts_on
        for ordinal in range(first, last):
            shifts = shifts_on(ordinal)
            total += length(shifts)
            self._shifts.append(shifts)
            self._before.append(total)

    def _grow_back(self) -> None:
        count = max(_GROW_BACK, self.origin - self._first)
        first = max(1, self.origin - _LONGEST, self._first - count)
        if first == self._first:
            raise PlanError(self._beyond(first))
        shifts_on = self.pattern.shifts_on
        added = [shifts_on(ordinal) for ordinal in range(first, self._first)]
        total = self._before[0] - sum(length(shifts) for shifts in added)
        prefix = []
        for shifts in added:
            prefix.append(total)
            total += length(shifts)
        self._before[:0] = prefix
        self._shifts[:0] = added
        self._first = first

    def _beyond(self, ordinal: int) -> Problem:
        name = f"calendar '{self.pattern.name}'" if self.pattern.name else "the project calendar"
        return Problem(
            rule="schedule-out-of-time",
            message=f"{name} has too little working time: the schedule would reach {date.fromordinal(ordinal).year}",
            fix="look for a duration or lag that is far too long, or a calendar that is closed for good",
        )


@lru_cache(maxsize=256)
def length(shifts: Shifts) -> int:
    """Return the minutes of a day's shifts."""
    return sum(end - start for start, end in shifts)


def usual_day(week: Sequence[Shifts]) -> int:
    """Return the length that most working days of a week have (the longer one of two), 0 for none."""
    lengths = Counter(length(shifts) for shifts in week if shifts)
    return max(lengths, key=lambda minutes: (lengths[minutes], minutes)) if lengths else 0


def intersect(one: Shifts, other: Shifts) -> Shifts:
    """Return the time that two days' shifts share."""
    if one == other:
        return one
    return tuple((max(a, c), min(b, d)) for a, b in one for c, d in other if max(a, c) < min(b, d))


def merged(shifts: Iterable[tuple[int, int]]) -> Shifts:
    """Return shifts sorted, with touching and overlapping ones joined."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(shifts):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def office_hours(minutes: int) -> Shifts:
    """Return the usual clock times of a working day of so many minutes: from 08:00, an hour off at noon.

    Eight hours are 08:00-12:00 and 13:00-17:00. A day too long for that begins at midnight.
    """
    if minutes <= 4 * 60:
        return ((8 * 60, 8 * 60 + minutes),)
    end = 13 * 60 + minutes - 4 * 60
    if end <= DAY:
        return ((8 * 60, 12 * 60), (13 * 60, end))
    return ((0, minutes),)
