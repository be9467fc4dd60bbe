"""From the moments at which trials end to days: the date, and working days since the start, unrounded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from math import ceil

from plandocs.schedule.calendar import DAY
from plandocs.schedule.columns import Column, Columns
from plandocs.schedule.course import Course
from plandocs.schedule.dating import Solved


class Moments:
    """Turns the moments of a course into days: coordinates of its one calendar, or instants."""

    def __init__(self, solved: Solved, course: Course) -> None:
        self._home = solved.book.calendar(solved.book.home)
        self._first = self._home.opens(solved.start.toordinal())
        network = solved.network
        self._calendar = network.calendars[network.activities[0].calendar] if course.finishes is None else None
        self._finishes = None if self._calendar is None else course.ways.finish(self._calendar, begins=False)
        self._to_home = course.ways.coordinate(self._home)

    def day(self, moment: float) -> date:
        """Return the day a moment falls on."""
        return date.fromordinal(self._ordinal(moment))

    def histogram(self, ordered: Sequence[float]) -> dict[date, int]:
        """Return how many of some sorted moments fall on each day, in order."""
        counts: dict[date, int] = {}
        first = 0
        while first < len(ordered):
            ordinal = self._ordinal(ordered[first])
            last = bisect_right(ordered, self._end(ordinal), lo=first + 1)
            counts[date.fromordinal(ordinal)] = last - first
            first = last
        return counts

    def worked(self, moment: Column, columns: Columns) -> Column:
        """Return the working days of the project calendar, in its minutes, from the start to each moment."""
        if self._calendar is not self._home:
            instant = moment if self._finishes is None else columns.through(self._finishes, moment)
            moment = columns.through(self._to_home, instant)
        return columns.subtract(moment, float(self._first))

    def days(self, worked: float) -> float:
        """Return minutes of work on the project calendar as its days."""
        return worked / self._home.pattern.day_minutes

    def _end(self, ordinal: int) -> float:
        """Return the last moment of a day."""
        if self._calendar is None:
            return float((ordinal + 1) * DAY)
        return float(self._calendar.closes(ordinal))

    def _ordinal(self, moment: float) -> int:
        if self._calendar is None:
            return (ceil(moment) - 1) // DAY
        return self._calendar.finish_day(ceil(moment))[0]
