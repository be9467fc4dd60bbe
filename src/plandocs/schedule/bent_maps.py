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
"""Minutes of a calendar that a map spans at least."""


class GrowingMap:
    """A map that is made as far as it is needed. `make` returns it for a first and a last position."""

    __slots__ = ("_make", "pieces")

    def __init__(self, make: Callable[[int, int], Pieces]) -> None:
        self._make = make
        self.pieces: Pieces | None = None

    def over(self, low: float, high: float) -> Pieces:
        """Return the map from `low` to `high` at least."""
        known = self.pieces
        if known is not None and known.covers(low, high):
            return known
        if known is not None:
            low, high = min(low, known.keys[0]), max(high, known.end)
        more = max(_LEAST_WIDTH, high - low) / 2
        try:
            made = self._make(floor(low - more), ceil(high + more))
        except PlanError:
            made = self._make(floor(low), ceil(high))
        self.pieces = made
        return made


def reach_map(link: BentLink, begins: bool) -> GrowingMap:
    """Return `link.reach(position, begins)` as a map, without the flag that milestones need."""
    return GrowingMap(lambda low, high: _reach(link, begins, low, high))


def finish_map(calendar: WorkCalendar, begins: bool) -> GrowingMap:
    """Return the instants of finishes on a calendar.

    A milestone that `begins` finishes a grain into its work, so that Tuesday morning is no part of Monday.
    """
    into = GRAIN if begins else 0.0
    return GrowingMap(lambda low, high: instants(calendar, begins, low, high).plus(into))


def coordinate_map(calendar: WorkCalendar) -> GrowingMap:
    """Return the coordinates of instants on a calendar."""
    return GrowingMap(lambda low, high: coordinates(calendar, range(low // DAY, high // DAY + 1)))


def instants(calendar: WorkCalendar, begins: bool, low: int, high: int) -> Pieces:
    """Return the instants of coordinates: where work begins, or where it ends."""
    days = range(calendar.finish_day(low)[0], calendar.start_day(high)[0] + 1)
    return start_instants(calendar, days) if begins else finish_instants(calendar, days)


def _reach(link: BentLink, begins: bool, low: int, high: int) -> Pieces:
    """Return the map of a link, step by step as `BentLink.reach` goes."""
    reached = instants(link.origin, begins, low, high)
    if link.lag_calendar is None:
        reached = reached.plus(link.lag)
    elif link.lag and link.lag_calendar is link.target:
        return reached.then(coordinates(link.target, _days(reached))).plus(link.lag)
    elif link.lag:
        shifted = reached.then(coordinates(link.lag_calendar, _days(reached))).plus(link.lag)
        lowest, highest = _ends(shifted)
        reached = shifted.then(instants(link.lag_calendar, begins, floor(lowest), ceil(highest)))
    if link.to_finish and link.target.snaps and not begins:
        return reached.then(whole_day_coordinates(link.target, _worked_days(reached, link.target)))
    return reached.then(coordinates(link.target, _days(reached)))


def _ends(pieces: Pieces) -> tuple[float, float]:
    """Return the lowest and (about) the highest value of a map."""
    last = pieces.offsets[-1] + pieces.slopes[-1] * pieces.end
    return pieces.offsets[0] + pieces.slopes[0] * pieces.keys[0], last


def _days(instants_: Pieces) -> range:
    """Return the days of a map's values."""
    low, high = _ends(instants_)
    return range(floor(low / DAY), floor(high / DAY) + 1)


def _worked_days(instants_: Pieces, calendar: WorkCalendar) -> range:
    """Return the days of a map's values, from the worked day before them to the worked day after them."""
    days = _days(instants_)
    first, _ = calendar.finish_day(calendar.opens(days.start))
    last, _ = calendar.start_day(calendar.closes(days[-1]))
    return range(first, last + 1)
