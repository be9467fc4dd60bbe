"""The forward pass for thousands of trials at once: a column of positions for every activity.

The same bounds as in `cpm`, with durations that differ from trial to trial. Positions are fractions of minutes: they
are never rounded.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from plandocs.schedule.bent_maps import GrowingMap
from plandocs.schedule.columns import Column, Columns
from plandocs.schedule.course import Course, Entry, is_finished


class Trials:
    """All trials of one network. `position` has a column for each start (2i) and finish (2i+1).

    `before` are trials that differ in the durations of some activities only, `changed`: the positions that do not
    depend on them are taken from there.
    """

    def __init__(
        self,
        course: Course,
        durations: Sequence[Column],
        columns: Columns,
        before: Trials | None = None,
        changed: Collection[int] = (),
    ) -> None:
        self.course = course
        self.columns = columns
        self.durations = durations
        self._reached: dict[tuple[int, GrowingMap], Column] = {}
        self._resumed: dict[int, Column] = {}
        network = course.network
        self.position: list[Column] = [0.0] * (2 * network.count) if before is None else list(before.position)
        moved = set(changed)
        if before is not None:
            moved = _followers(course, moved)
            self._reached = {key: bound for key, bound in before._reached.items() if key[0] >> 1 not in moved}
        for index in network.order:
            if before is None or index in moved:
                self._place(index)

    def ends(self) -> Column:
        """Return the project's finish: a coordinate on one calendar, or an instant when there are several."""
        last: Column = float("-inf")
        for index in self.course.last:
            last = self.columns.larger(last, self.moment(index))
        return last

    def moment(self, index: int) -> Column:
        """Return an activity's finish in a unit that all activities share."""
        finish = self.position[2 * index + 1]
        return finish if self.course.finishes is None else self.columns.through(self.course.finishes[index], finish)

    def bounds(self, index: int) -> list[tuple[int, Column]]:
        """Return, for each link into an activity, the predecessor and the bound it puts on the start."""
        return [(entry.source >> 1, self._bound(index, entry)) for entry in self.course.entries[index]]

    def resumption(self, index: int) -> Column:
        """Return where an activity's (remaining) work begins."""
        return self._resumed.get(index, self.position[2 * index])

    def _place(self, index: int) -> None:
        activity = self.course.network.activities[index]
        early = self.course.passes.early
        if is_finished(activity):
            self.position[2 * index] = float(early[2 * index])
            self.position[2 * index + 1] = float(early[2 * index + 1])
            return
        start: Column = self.course.earliest[index]
        if activity.takes_earliest and self.course.entries[index]:
            start = float("inf")
        join = self.columns.smaller if activity.takes_earliest else self.columns.larger
        for entry in self.course.entries[index]:
            start = join(start, self._bound(index, entry))
        self.position[2 * index] = start
        self.position[2 * index + 1] = self._finish(index, start)
        if activity.progress is not None:
            self._resumed[index] = start
            self.position[2 * index] = float(early[2 * index])

    def _finish(self, index: int, start: Column) -> Column:
        """Return the finish of work from some start: after its duration, and for some not before a date."""
        ends = self.course.ends[index]
        duration = self.durations[index]
        if not self.course.gives_way[index]:
            finish = self.columns.add(start, duration)
            return finish if ends is None else self.columns.larger(finish, ends)
        # Of a buffer only what a risk adds to it is not to be used up.
        more = self.columns.subtract(duration, float(self.course.network.activities[index].duration))
        needed = self.columns.add(start, self.columns.larger(more, 0.0))
        return self.columns.larger(needed, ends)

    def _bound(self, index: int, entry: Entry) -> Column:
        """Return the bound of one link on an activity's start."""
        bound = self.position[entry.source]
        if entry.way is not None:
            key = (entry.source, entry.way)
            if key not in self._reached:
                self._reached[key] = self.columns.through(entry.way, bound)
            bound = self._reached[key]
        bound = self.columns.add(bound, entry.offset)
        if entry.to_finish:
            bound = self.columns.subtract(bound, self.durations[index])
        return bound


def _followers(course: Course, changed: Collection[int]) -> set[int]:
    """Return the activities that wait, at whatever remove, for some that changed."""
    moved = set(changed)
    for index in course.network.order:
        if any(entry.source >> 1 in moved for entry in course.entries[index]):
            moved.add(index)
    return moved
