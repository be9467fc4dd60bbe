"""Exact maps from time to time: a rising function as pieces, on each of which it is level or runs along.

From a calendar's minutes to another's, nothing else happens: work that falls into work runs along, work that falls
into time off stands still. A map is that once and for all, for every trial, and joined maps are one map again. All
positions are multiples of `GRAIN`, so that a piece that holds a single moment (the very end of a day) is a piece like
any other, sums are exact, and nothing is ever rounded.
"""

from __future__ import annotations

from bisect import bisect_right

from plandocs.schedule.calendar import DAY, WorkCalendar

GRAIN = 2.0**-20
"""The smallest step in time, in minutes. A number of minutes up to the year 9999 is exact to it."""


class Pieces:
    """A map: from each of the sorted `keys` to the next, and from the last to `end`, it is offset + slope * x."""

    __slots__ = ("end", "keys", "offsets", "slopes")

    def __init__(self, end: float) -> None:
        self.keys: list[float] = []
        self.offsets: list[float] = []
        self.slopes: list[float] = []
        self.end = end

    def add(self, key: float, offset: float, slope: float) -> None:
        """Append a piece; one that goes on as before is left out, one at the key of the last takes its place."""
        if self.keys and self.keys[-1] == key:
            self.keys.pop()
            self.offsets.pop()
            self.slopes.pop()
        if not self.keys or self.offsets[-1] != offset or self.slopes[-1] != slope:
            self.keys.append(key)
            self.offsets.append(offset)
            self.slopes.append(slope)

    def covers(self, low: float, high: float) -> bool:
        """Return whether the map is known from `low` to `high`, both included."""
        return self.keys[0] <= low and high < self.end

    def at(self, position: float) -> float:
        """Return the value at a position that the map covers."""
        place = bisect_right(self.keys, position) - 1
        return self.offsets[place] + self.slopes[place] * position

    def between(self, low: float, high: float) -> Pieces:
        """Return the map from `low` to `high`, both of which it covers."""
        first, last = bisect_right(self.keys, low) - 1, bisect_right(self.keys, high)
        cut = Pieces(high + GRAIN)
        cut.keys = [low, *self.keys[first + 1 : last]]
        cut.offsets, cut.slopes = self.offsets[first:last], self.slopes[first:last]
        return cut

    def then(self, after: Pieces) -> Pieces:
        """Return this map followed by another one, which covers the values of this one."""
        joined = Pieces(self.end)
        ends = [*self.keys[1:], self.end]
        for key, end, offset, slope in zip(self.keys, ends, self.offsets, self.slopes, strict=True):
            if not slope:
                joined.add(key, after.at(offset), 0.0)
                continue
            place = bisect_right(after.keys, key + offset) - 1
            edge = key
            while edge < end:
                joined.add(edge, after.offsets[place] + after.slopes[place] * offset, after.slopes[place])
                place += 1
                edge = after.keys[place] - offset if place < len(after.keys) else end
        return joined

    def plus(self, amount: float) -> Pieces:
        """Return this map with an amount added to its values."""
        moved = Pieces(self.end)
        moved.keys, moved.slopes = self.keys, self.slopes
        moved.offsets = [offset + amount for offset in self.offsets]
        return moved


def finish_instants(calendar: WorkCalendar, days: range) -> Pieces:
    """Return `calendar.finish_instant` for the coordinates after the opening of the first day to the last closing."""
    pieces = Pieces(calendar.closes(days[-1]) + GRAIN)
    for day, opens, shifts in calendar.worked(days):
        coordinate = opens
        for start, end in shifts:
            pieces.add(coordinate + GRAIN, float(day * DAY + start - coordinate), 1.0)
            coordinate += end - start
        if calendar.snaps:
            pieces.add(float(coordinate), float((day + 1) * DAY), 0.0)
    return pieces


def start_instants(calendar: WorkCalendar, days: range) -> Pieces:
    """Return `calendar.start_instant` for the coordinates from the first day's opening to before the last closing."""
    pieces = Pieces(float(calendar.closes(days[-1])))
    for day, opens, shifts in calendar.worked(days):
        coordinate = opens
        for start, end in shifts:
            pieces.add(float(coordinate), float(day * DAY + start - coordinate), 1.0)
            if calendar.snaps and coordinate == opens:
                pieces.add(float(coordinate), float(day * DAY), 0.0)
                pieces.add(coordinate + GRAIN, float(day * DAY + start - coordinate), 1.0)
            coordinate += end - start
    return pieces


def coordinates(calendar: WorkCalendar, days: range) -> Pieces:
    """Return `calendar.coordinate` for the instants of some days."""
    pieces = Pieces(float(days.stop * DAY))
    pieces.add(float(days.start * DAY), float(calendar.opens(days.start)), 0.0)
    for day, opens, shifts in calendar.worked(days):
        coordinate = opens
        for start, end in shifts:
            instant = day * DAY + start
            pieces.add(float(instant), float(coordinate - instant), 1.0)
            coordinate += end - start
            pieces.add(float(day * DAY + end), float(coordinate), 0.0)
    return pieces


def whole_day_coordinates(calendar: WorkCalendar, days: range) -> Pieces:
    """Return the coordinates of a finish that waits for a finish, in a plan of whole days.

    Instants in time off mean the end of the next working day; those after the last shift of a day still are its end.
    The first and the last of the days are worked ones; the map begins within the first.
    """
    pieces = Pieces(float(days.stop * DAY))
    dawn = None
    for day, opens, shifts in calendar.worked(days):
        closes = calendar.closes(day)
        if dawn is not None:
            pieces.add(dawn, float(closes), 0.0)
        coordinate = opens
        for start, end in shifts:
            instant = day * DAY + start
            pieces.add(instant + GRAIN, float(coordinate - instant), 1.0)
            coordinate += end - start
            pieces.add(day * DAY + end + GRAIN, float(closes), 0.0)
        dawn = (day + 1) * DAY + GRAIN
    return pieces
