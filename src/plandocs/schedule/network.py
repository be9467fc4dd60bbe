"""The network the passes run on: activities and links as integer-indexed arrays.

All positions are coordinates on the activity's own calendar (see `calendar`). The start of activity i is position
2·i, its finish 2·i+1. A link between two activities on one calendar, with working lag on it, is an offset between
two positions: most plans have nothing else, and their passes are additions only. Every other link is a `BentLink`,
which goes from one calendar through instants to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plandocs.schedule.calendar import WorkCalendar

Bound = tuple[int, bool]
"""A coordinate, and whether it is a beginning of work (Monday morning) rather than an end (Friday evening)."""

Plain = tuple[int, int]
"""(source position, offset): the activity starts no earlier than the source's coordinate plus the offset."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What has really happened to an activity, in coordinates of its calendar.

    `start` is None when only later facts are known. `finish` is None while it runs; then the activity's duration is
    what remains, and its release is where the rest may go on. `not_before` is the earliest start without progress.
    """

    start: int | None
    finish: int | None
    not_before: int


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity before compilation. Numbers are coordinates and minutes on calendar `calendar`.

    `release` is the earliest start. `fixed` is a start that wins over links; `latest_start` one that links may not
    pass. `latest_finish` caps the late finish only. The `_is_finish` flags say that a bound is an end of work, which
    matters to a milestone alone: the end of Friday, not the beginning of Monday.
    """

    id: str
    calendar: int
    duration: int
    release: int
    release_is_finish: bool = False
    fixed: int | None = None
    fixed_is_finish: bool = False
    latest_start: int | None = None
    latest_start_is_finish: bool = True
    latest_finish: int | None = None
    latest_finish_is_finish: bool = True
    as_late_as_possible: bool = False
    takes_earliest: bool = False
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """One link before compilation: lag in minutes of elapsed time, or of work on `lag_calendar`."""

    predecessor: int
    successor: int
    from_finish: bool = True
    to_finish: bool = False
    lag: int = 0
    elapsed: bool = False
    lag_calendar: int = 0


@dataclass(frozen=True, slots=True)
class BentLink:
    """A link whose lag or whose ends lie on different calendars.

    A bound inside the successor's time off means the beginning of the work after it. For a finish that waits for a
    finish it is the end of the next working day in a plan of whole days; else the end of the work before, because no
    work lies between the two.
    """

    source: int
    target: WorkCalendar
    origin: WorkCalendar
    to_finish: bool
    lag: int
    lag_calendar: WorkCalendar | None

    def reach(self, coordinate: int, begins: bool) -> Bound:
        """Return the earliest coordinate the source allows on the target's calendar.

        `begins` says that the source is a beginning rather than an end of work; so does the second value of the
        answer, which milestones need.
        """
        instant = self.origin.start_instant(coordinate) if begins else self.origin.finish_instant(coordinate)
        if self.lag_calendar is None:
            instant += self.lag
        elif self.lag and self.lag_calendar is self.target:
            return self.target.coordinate(instant) + self.lag, begins
        elif self.lag:
            shifted = self.lag_calendar.coordinate(instant) + self.lag
            calendar = self.lag_calendar
            instant = calendar.start_instant(shifted) if begins else calendar.finish_instant(shifted)
        reached = self.target.coordinate(instant)
        if instant <= self.target.finish_instant(reached):
            return reached, begins and (self.target.snaps or instant == self.target.start_instant(reached))
        return reached if begins else self._whole_day(reached), True

    def allows(self, coordinate: int, begins: bool, target_begins: bool) -> int:
        """Return the latest source coordinate for which `reach` gives at most `coordinate`.

        `target_begins` says that the target is no milestone that has to be reached by the end of work there.
        """
        on_target = self.lag if self.lag_calendar is self.target else 0
        if not target_begins and begins:
            by_start = False
        elif not target_begins or (self.to_finish and self.target.snaps and not begins):
            by_start = bool(on_target)
        else:
            by_start = True
        edge = self.target.start_instant if by_start else self.target.finish_instant
        instant = edge(coordinate - on_target)
        if not target_begins and begins:
            instant = self.target.before_edge(instant)
        if self.lag_calendar is None:
            instant -= self.lag
        elif self.lag and not on_target:
            shifted = latest_by(self.lag_calendar, instant, begins) - self.lag
            instant = self.lag_calendar.start_instant(shifted)
        return latest_by(self.origin, instant, begins)

    def _whole_day(self, coordinate: int) -> int:
        """Return the end of the next working day for a finish in time off, in a plan of whole days."""
        if not (self.to_finish and self.target.snaps):
            return coordinate
        day, _ = self.target.start_day(coordinate)
        return self.target.closes(day)


def latest_by(calendar: WorkCalendar, instant: int, begins: bool) -> int:
    """Return the last coordinate whose start (or finish) instant is not after `instant`.

    In a plan of whole days a start steps back to the opening of the last working day.
    """
    coordinate = calendar.coordinate(instant)
    if not begins or calendar.start_instant(coordinate) <= instant:
        return coordinate
    if calendar.steps:
        day, _ = calendar.finish_day(coordinate)
        return calendar.opens(day)
    return coordinate - 1


@dataclass(frozen=True, slots=True)
class Network:
    """Activities ready for the passes; every sequence is indexed by activity, `order` is topological.

    `plain` and `bent` hold the links *into* an activity; `links` has the same ones beside their ties. `special`
    marks activities whose forward step is more than a maximum.
    """

    activities: tuple[Activity, ...]
    calendars: tuple[WorkCalendar, ...]
    ties: tuple[Tie, ...]
    links: list[Plain | BentLink]
    order: list[int]
    plain: list[list[Plain]]
    bent: list[list[BentLink] | None]
    special: list[bool]

    @property
    def count(self) -> int:
        """The number of activities."""
        return len(self.activities)


class CycleError(ValueError):
    """The links form a loop; `members` are activities that cannot be ordered."""

    def __init__(self, members: Sequence[str]) -> None:
        super().__init__(f"tasks wait for each other: {', '.join(members)}")
        self.members = tuple(members)


def build_network(activities: Sequence[Activity], ties: Sequence[Tie], calendars: Sequence[WorkCalendar]) -> Network:
    """Return the compiled network. Raises CycleError when the links form a loop."""
    plain: list[list[Plain]] = [[] for _ in activities]
    bent: list[list[BentLink] | None] = [None] * len(activities)
    links: list[Plain | BentLink] = []
    for tie in ties:
        link = _compiled(tie, activities[tie.predecessor], activities[tie.successor], calendars)
        links.append(link)
        if isinstance(link, BentLink):
            bent[tie.successor] = [*(bent[tie.successor] or ()), link]
        else:
            plain[tie.successor].append(link)
    special = [
        not a.duration
        or bent[index] is not None
        or a.fixed is not None
        or a.latest_start is not None
        or a.progress is not None
        for index, a in enumerate(activities)
    ]
    order = topological_order(len(activities), ((tie.predecessor, tie.successor) for tie in ties))
    if len(order) < len(activities):
        ordered = set(order)
        raise CycleError([a.id for index, a in enumerate(activities) if index not in ordered])
    return Network(tuple(activities), tuple(calendars), tuple(ties), links, order, plain, bent, special)


def _compiled(tie: Tie, source: Activity, target: Activity, calendars: Sequence[WorkCalendar]) -> Plain | BentLink:
    """Return a tie as an offset between positions where one calendar is all it needs, else as a bent link.

    What begins, and leads to a milestone, is bent too: Wednesday morning is past a milestone of Tuesday evening.
    """
    position = 2 * tie.predecessor + tie.from_finish
    is_one_calendar = source.calendar == target.calendar and (
        not tie.lag or (not tie.elapsed and tie.lag_calendar == target.calendar)
    )
    if is_one_calendar and (target.duration or (source.duration and tie.from_finish)):
        return position, tie.lag - (target.duration if tie.to_finish else 0)
    return BentLink(
        position,
        calendars[target.calendar],
        calendars[source.calendar],
        tie.to_finish and target.duration > 0,
        tie.lag,
        None if tie.elapsed else calendars[tie.lag_calendar],
    )


def topological_order(count: int, edges: Iterable[tuple[int, int]]) -> list[int]:
    """Return the nodes 0 to `count` - 1 so that each edge's first comes before its second (Kahn's algorithm).

    Nodes on a cycle, and behind one, are missing from the answer.
    """
    waiting = [0] * count
    successors: list[list[int]] = [[] for _ in range(count)]
    for predecessor, successor in edges:
        waiting[successor] += 1
        successors[predecessor].append(successor)
    order = [index for index, awaited in enumerate(waiting) if not awaited]
    for index in order:
        for successor in successors[index]:
            waiting[successor] -= 1
            if not waiting[successor]:
                order.append(successor)
    return order
