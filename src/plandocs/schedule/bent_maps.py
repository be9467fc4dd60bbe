"""What a bent link does to every moment there is, as one map: the values of `BentLink.reach`, without its steps.

A map is made for the stretch of time that is asked for, and made again, longer, when a trial leaves that stretch.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

from plandocs.errors import PlanError
from plandocs.schedule.calendar import DAY, WorkCalendar
from plandocs.schedule.network import BentLink
from plandocs.schedule.pieces import (
    GRAIN,
    Pieces,
    coordinates,
    finish_instants,
    start_instants,
    whole_day_coordinates,
)

_LEAST_WIDTH = 60 * DAY
"""Minutes of a calendar that a map spans at least, where nobody knows how much is needed."""
_MARGIN = 60
"""Days beyond the expected ones that calendars are mapped for, because lags lead there."""


class GrowingMap:
    """A map that is made as far as it is needed. `make` returns it for a first and a last position.

    `expected` are positions between which it is made at once.
    """

    __slots__ = ("_expected", "_make", "_pieces")

    def __init__(self, make: Callable[[int, int], Pieces], expected: tuple[int, int] | None = None) -> None:
        self._make = make
        self._expected = expected
        self._pieces: Pieces | None = None

    def over(self, low: float, high: float) -> Pieces:
        """Return the map from `low` to `high` at least."""
        known = self._pieces
        if known is not None and known.covers(low, high):
            return known
        if known is None and self._expected is not None:
            first, last = self._expected
            if first <= low and high <= last:
                low, high, more = first, last, 0.0
            else:
                more = max(_LEAST_WIDTH, high - low) / 2
        else:
            if known is not None:
                low, high = min(low, known.keys[0]), max(high, known.end)
            more = max(_LEAST_WIDTH, high - low) / 2
        try:
            made = self._make(floor(low - more), ceil(high + more))
        except PlanError:
            made = self._make(floor(low), ceil(high))
        self._pieces = made
        return made


class Ways:
    """All maps of one network, each made once. `days` are those on which its work is expected."""

    def __init__(self, days: range) -> None:
        self._days = days
        self._wide = range(max(1, days.start - _MARGIN), days.stop + _MARGIN)
        self._instants: dict[tuple[WorkCalendar, bool], GrowingMap] = {}
        self._coordinates: dict[tuple[WorkCalendar, bool], GrowingMap] = {}
        self._reaches: dict[tuple[object, ...], GrowingMap] = {}

    def reach(self, link: BentLink, begins: bool) -> GrowingMap:
        """Return `link.reach(position, begins)` as a map, without the flag that milestones need."""
        key = (link.origin, link.target, link.to_finish, link.lag, link.lag_calendar, begins)
        if key not in self._reaches:
            days = self._days
            expected = (link.origin.opens(days.start), link.origin.closes(days[-1]))
            self._reaches[key] = GrowingMap(lambda low, high: self._reach(link, begins, low, high), expected)
        return self._reaches[key]

    def finish(self, calendar: WorkCalendar, begins: bool) -> GrowingMap:
        """Return the instants of finishes on a calendar.

        A milestone that `begins` finishes a grain into its work, so that Tuesday morning is no part of Monday.
        """
        instants = self._instants_of(calendar, begins)
        return GrowingMap(lambda low, high: instants.over(low, high).plus(GRAIN)) if begins else instants

    def coordinate(self, calendar: WorkCalendar, *, whole_days: bool = False) -> GrowingMap:
        """Return the coordinates of instants on a calendar; `whole_days` for a finish that waits for a finish."""
        key = (calendar, whole_days)
        if key not in self._coordinates:
            make = _whole_day_coordinates if whole_days else _coordinates
            expected = (self._wide.start * DAY, self._wide.stop * DAY - 1)
            self._coordinates[key] = GrowingMap(lambda low, high: make(calendar, low, high), expected)
        return self._coordinates[key]

    def _instants_of(self, calendar: WorkCalendar, begins: bool) -> GrowingMap:
        key = (calendar, begins)
        if key not in self._instants:
            days = self._wide
            expected = (calendar.opens(days.start) + 1, calendar.closes(days[-1]) - 1)
            self._instants[key] = GrowingMap(lambda low, high: _instants(calendar, begins, low, high), expected)
        return self._instants[key]

    def _reach(self, link: BentLink, begins: bool, low: int, high: int) -> Pieces:
        """Return the map of a link, step by step as `BentLink.reach` goes."""
        reached = self._instants_of(link.origin, begins).over(low, high).between(low, high)
        if link.lag_calendar is None:
            reached = reached.plus(link.lag)
        elif link.lag and link.lag_calendar is link.target:
            return self._followed(reached, self.coordinate(link.target)).plus(link.lag)
        elif link.lag:
            shifted = self._followed(reached, self.coordinate(link.lag_calendar)).plus(link.lag)
            reached = self._followed(shifted, self._instants_of(link.lag_calendar, begins))
        whole_days = link.to_finish and link.target.snaps and not begins
        return self._followed(reached, self.coordinate(link.target, whole_days=whole_days))

    def _followed(self, pieces: Pieces, way: GrowingMap) -> Pieces:
        last = pieces.offsets[-1] + pieces.slopes[-1] * pieces.end
        return pieces.then(way.over(pieces.at(pieces.keys[0]), last))


def _instants(calendar: WorkCalendar, begins: bool, low: int, high: int) -> Pieces:
    """Return the instants of coordinates: where work begins, or where it ends."""
    days = range(calendar.finish_day(low)[0], calendar.start_day(high)[0] + 1)
    return start_instants(calendar, days) if begins else finish_instants(calendar, days)


def _coordinates(calendar: WorkCalendar, low: int, high: int) -> Pieces:
    return coordinates(calendar, range(low // DAY, high // DAY + 1))


def _whole_day_coordinates(calendar: WorkCalendar, low: int, high: int) -> Pieces:
    """Return the coordinates from the worked day before the first instant to the worked day after the last."""
    first, _ = calendar.finish_day(calendar.opens(low // DAY))
    last, _ = calendar.start_day(calendar.closes(high // DAY))
    return whole_day_coordinates(calendar, range(first, last + 1))
