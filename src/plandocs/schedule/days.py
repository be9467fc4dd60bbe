"""Whole working days: is a date worked, the n-th working day from a date, the days between two dates.

A `WorkingDays` is a weekly pattern with exceptions. It has no horizon: a count is a few integer operations and two
binary searches for any date at all. It serves the dates that documents print; the engine's minutes are in `calendar`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

_DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days a calendar works. `week` has seven flags from Monday; the exceptions are sorted day ordinals.

    `closed` holds only days the week works and `opened` only days it does not, so each moves the count by one.
    """

    week: tuple[bool, ...]
    closed: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()
    _before: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """The days worked before each weekday from Monday, and in a whole week."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_before", (0, *accumulate(self.week)))

    @classmethod
    def of(cls, week: Iterable[bool], closed: Iterable[date] = (), opened: Iterable[date] = ()) -> WorkingDays:
        """Return the calendar of a week with closed and opened dates; a date in both is opened.

        Raises ValueError for a calendar that never works again once its exceptions are over.
        """
        flags = tuple(week)
        if len(flags) != _DAYS_IN_WEEK or not any(flags):
            raise ValueError("a week has seven flags, and at least one working day")
        extra = set(opened)
        return cls(
            flags,
            tuple(sorted({d.toordinal() for d in closed if flags[d.weekday()] and d not in extra})),
            tuple(sorted({d.toordinal() for d in extra if not flags[d.weekday()]})),
        )

    def is_working(self, day: date) -> bool:
        """Return whether `day` is worked."""
        return self.before(day.toordinal() + 1) > self.before(day.toordinal())

    def add_working_days(self, day: date, count: int) -> date:
        """Return the date `count` working days after `day` (before it, when negative).

        A count of 0 gives `day` itself when it is worked, else the next working day. Saturday + 1 is Monday, as
        Friday + 1 is.
        """
        ordinal = day.toordinal()
        worked = self.is_working(day)
        if count < 0:
            return self._nth(self.before(ordinal) + count)
        return self._nth(self.before(ordinal) + (count if worked else max(count - 1, 0)))

    def working_days_between(self, first: date, last: date) -> int:
        """Return the working days from `first` to `last`, signed: the same day is 0, the next working day 1."""
        return self.before(last.toordinal() + 1) - self.before(first.toordinal() + 1)

    def count(self, first: date, last: date) -> int:
        """Return the number of working days from `first` to `last`, both included; 0 when `last` is earlier."""
        return max(0, self.before(last.toordinal() + 1) - self.before(first.toordinal()))

    def before(self, ordinal: int) -> int:
        """Return the working days before a day ordinal, counted from the Monday of ordinal 1."""
        weeks, rest = divmod(ordinal - 1, _DAYS_IN_WEEK)
        by_week = weeks * self._before[-1] + self._before[rest]
        return by_week - bisect_left(self.closed, ordinal) + bisect_left(self.opened, ordinal)

    def _nth(self, index: int) -> date:
        """Return the working day with `index` working days before it."""
        low, high = 1, date.max.toordinal()
        while low < high:
            middle = (low + high) // 2
            if self.before(middle + 1) > index:
                high = middle
            else:
                low = middle + 1
        return date.fromordinal(low)
