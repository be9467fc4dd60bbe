"""The forward pass for thousands of trials at once: a column of positions for every activity.

The same bounds as in `cpm`, with durations that differ from trial to trial. Positions are fractions of minutes: they
are never rounded to days, and to whole minutes only where a link goes from one calendar to another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plandocs.schedule.columns import Column, Columns
from plandocs.schedule.cpm import Passes, source_begins
from plandocs.schedule.network import BentLink, Network


@dataclass(frozen=True, slots=True)
class _Entry:
    """One link into an activity: where it comes from, and how its bound is made."""

    source: int
    offset: float
    to_finish: bool
    bent: BentLink | None
    begins: bool


class Trials:
    """All trials of one network. `position` has a column for each start (2i) and finish (2i+1)."""

    def __init__(self, network: Network, passes: Passes, durations: Sequence[Column], columns: Columns) -> None:
        self.network = network
        self.columns = columns
        self.durations = durations
        self._early = passes.early
        self._is_one_calendar = len({activity.calendar for activity in network.activities}) == 1
        self._entries = _entries(network, passes)
        self.position: list[Column] = [0.0] * (2 * network.count)
        for index in network.order:
            self._place(index)

    def ends(self) -> Column:
        """Return the project's finish: a coordinate on one calendar, or an instant when there are several."""
        last: Column = float("-inf")
        for index in self.final():
            last = self.columns.larger(last, self.moment(index))
        return last

    def moment(self, index: int) -> Column:
        """Return an activity's finish in a unit that all activities share."""
        if self._is_one_calendar:
            return self.position[2 * index + 1]
        calendar = self.network.calendars[self.network.activities[index].calendar]
        return self._each(self.position[2 * index + 1], lambda minute: float(calendar.finish_instant(minute)))

    def final(self) -> list[int]:
        """Return the activities that nothing waits for."""
        leading = {entry.source >> 1 for entries in self._entries for entry in entries}
        return [index for index in range(self.network.count) if index not in leading]

    def bounds(self, index: int) -> list[tuple[int, Column]]:
        """Return, for each link into an activity, the predecessor and the bound it puts on the start."""
        return [(entry.source >> 1, self._bound(index, entry)) for entry in self._entries[index]]

    def resumption(self, index: int) -> Column:
        """Return where an activity's (remaining) work begins."""
        if self.network.activities[index].progress is None:
            return self.position[2 * index]
        return self.columns.subtract(self.position[2 * index + 1], self.durations[index])

    def _place(self, index: int) -> None:
        activity = self.network.activities[index]
        if activity.progress is not None and activity.progress.finish is not None:
            self.position[2 * index] = float(self._early[2 * index])
            self.position[2 * index + 1] = float(self._early[2 * index + 1])
            return
        start: Column = float(activity.release if activity.fixed is None else activity.fixed)
        if activity.fixed is None:
            for entry in self._entries[index]:
                start = self.columns.larger(start, self._bound(index, entry))
        if activity.latest_start is not None:
            start = self.columns.smaller(start, float(activity.latest_start))
        self.position[2 * index] = start if activity.progress is None else float(self._early[2 * index])
        self.position[2 * index + 1] = self.columns.add(start, self.durations[index])

    def _bound(self, index: int, entry: _Entry) -> Column:
        """Return the bound of one link on an activity's start."""
        bent = entry.bent
        bound = self.position[entry.source]
        if bent is not None:
            bound = self._each(bound, lambda minute: float(bent.reach(minute, entry.begins)[0]))
        bound = self.columns.add(bound, entry.offset)
        if entry.to_finish:
            bound = self.columns.subtract(bound, self.durations[index])
        return bound

    def _each(self, column: Column, convert: Callable[[int], float]) -> Column:
        """Return a function of whole minutes for each trial; every different minute is converted once."""
        if isinstance(column, float):
            return convert(round(column))
        known: dict[int, float] = {}
        out = []
        for value in self.columns.as_list(column):
            minute = round(value)
            if minute not in known:
                known[minute] = convert(minute)
            out.append(known[minute])
        return self.columns.column(out)


def _entries(network: Network, passes: Passes) -> list[list[_Entry]]:
    """Return the links into each activity; those that stay on one calendar become offsets."""
    entries: list[list[_Entry]] = [[] for _ in network.activities]
    for tie, link in zip(network.ties, network.links, strict=True):
        position = 2 * tie.predecessor + tie.from_finish
        to_finish = tie.to_finish and network.activities[tie.successor].duration > 0
        offset, bent = float(tie.lag), None
        if isinstance(link, BentLink) and not (
            link.origin is link.target and (not link.lag or link.lag_calendar is link.target)
        ):
            offset, bent = 0.0, link
        begins = source_begins(network, position, passes.begins)
        entries[tie.successor].append(_Entry(position, offset, to_finish, bent, begins))
    return entries
