"""Why a moved task lies where it does: the links that hold it, else whom it waits for and what those are busy with.

A task lies as early as the others leave it room. So in the last working minute before its start either a link forbids
it, or somebody has too few units free: those of them who become free at that very start are whom it waits for, and the
tasks that held them until then are what it waits for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from plandocs.schedule.calendar import DAY
from plandocs.schedule.critical import natural_key
from plandocs.schedule.dating import Solved
from plandocs.schedule.holdings import Holdings
from plandocs.schedule.result import Driver, ScheduledTask

_LOOKED_AHEAD = 64
"""Tasks of one person among which the next one that leaves no room is looked for."""


@dataclass(frozen=True, slots=True)
class _Diary:
    """One person's work: `ends` are (instant, activity) sorted, `units[n]` are in use from `times[n]` on."""

    ends: list[tuple[int, int]]
    times: list[int]
    units: list[int]

    def in_use(self, instant: int) -> int:
        at = bisect_right(self.times, instant) - 1
        return self.units[at] if at >= 0 else 0


class Waiting:
    """A levelled schedule that can be asked what its moved tasks wait for."""

    def __init__(self, solved: Solved, held: Holdings) -> None:
        self._solved = solved
        self._held = held
        self._spans = [self._span(index) for index in range(solved.network.count)]
        self._diaries = self._kept()
        self._place = {row.id: index for index, row in enumerate(solved.rows)}

    def explained(self, index: int, task: ScheduledTask) -> ScheduledTask:
        """Return a moved task with what it waits for: `levelled_by`, and drivers where it is people.

        `levelled_by` names predecessors, else the tasks that hold its people until it starts, else who is away.
        """
        solved = self._solved
        sources = [solved.rows[solved.network.ties[number].predecessor] for number in solved.driving[index]]
        if sources:
            names = dict.fromkeys(row.phase or row.id if row.gathers else row.id for row in sources)
            return replace(task, levelled_by=tuple(sorted(names, key=natural_key)))
        waits = self.people(index)
        names = dict.fromkeys(driver.by or driver.name for driver in waits) or dict.fromkeys(self._held.of[index])
        return replace(task, levelled_by=tuple(sorted(names, key=natural_key)), drivers=waits or task.drivers)

    def successions(self) -> set[tuple[int, int]]:
        """Return (first, second) for work that people do one after the other, because they cannot do both at once.

        For each task the next one of the same person that leaves no room for both, and each that waits for it to end.
        What only three tasks together exceed is found where one of them waits.
        """
        found = {
            (self._place[driver.by], index)
            for index in range(self._solved.network.count)
            if self._held.of[index]
            for driver in self.people(index)
            if driver.by
        }
        for person, diary in self._diaries.items():
            starts = sorted((self._spans[index][0], index) for _, index in diary.ends)
            for end, index in diary.ends:
                spare = self._held.capacity[person] - self._held.of[index][person]
                later = starts[bisect_left(starts, (end, -1)) :][:_LOOKED_AHEAD]
                after = next((other for _, other in later if self._held.of[other][person] > spare), None)
                if after is not None and after != index:
                    found.add((index, after))
        return found

    def _span(self, index: int) -> tuple[int, int]:
        """Return the first instant of an activity's work (of what is left of it), and the one after its last."""
        network = self._solved.network
        activity = network.activities[index]
        calendar = network.calendars[activity.calendar]
        finish = self._solved.passes.scheduled[2 * index + 1]
        return calendar.start_instant(finish - activity.duration), calendar.finish_instant(finish)

    def _kept(self) -> dict[str, _Diary]:
        ends: dict[str, list[tuple[int, int]]] = {}
        changes: dict[str, dict[int, int]] = {}
        for index, held in enumerate(self._held.of):
            first, last = self._spans[index]
            for person, units in held.items():
                ends.setdefault(person, []).append((last, index))
                at = changes.setdefault(person, {})
                at[first] = at.get(first, 0) + units
                at[last] = at.get(last, 0) - units
        return {
            person: _Diary(
                sorted(found), times := sorted(changes[person]), list(accumulate(changes[person][t] for t in times))
            )
            for person, found in ends.items()
        }

    def people(self, index: int) -> tuple[Driver, ...]:
        """Return who is in the way in the last minute before a start: with each task that ends by then, or away."""
        start, _ = self._spans[index]
        before = self._minute_before(index)
        waits: list[Driver] = []
        for person, units in self._held.of[index].items():
            diary = self._diaries[person]
            away = [
                last
                for who, first, last in self._held.away
                if who == person and first * DAY <= before < (last + 1) * DAY <= start
            ]
            waits += [Driver("person", on=date.fromordinal(last), name=person) for last in away]
            if not away and diary.in_use(before) + units > self._held.capacity[person]:
                done = diary.ends[bisect_left(diary.ends, (before + 1, 0)) : bisect_left(diary.ends, (start + 1, 0))]
                waits += [
                    Driver("person", by=self._solved.rows[other].id, name=person)
                    for _, other in done
                    if other != index and self._spans[other][0] <= before
                ]
        return tuple(sorted(waits, key=lambda driver: (natural_key(driver.name), natural_key(driver.by))))

    def _minute_before(self, index: int) -> int:
        """Return the last minute that an activity's calendar works before its start."""
        network = self._solved.network
        activity = network.activities[index]
        calendar = network.calendars[activity.calendar]
        return calendar.start_instant(self._solved.passes.scheduled[2 * index + 1] - activity.duration - 1)
