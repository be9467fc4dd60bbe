"""A plan on several calendars: positions lie on each activity's own one, people are booked in instants.

The same search as on one calendar, with schemes of its own: activities are placed one after the other at the first
instant that their links and people allow, and shifted back from the end with the links turned round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

from plandocs.schedule.calendar import DAY
from plandocs.schedule.cpm import project_finish, push_bent, special_step, strongest_bound
from plandocs.schedule.levelling.case import HEURISTIC, Case, Placed
from plandocs.schedule.rcpsp import DEFAULT, Effort, Workload, searched
from plandocs.schedule.rcpsp.justification import lifted
from plandocs.schedule.rcpsp.packed import FOREVER, Packed, Profile

_BEST = Effort(placements=150_000, schedules=5_000, population=30, samples=30)
"""A placement costs about ten times what it does on one calendar."""


def placed_on_many_calendars(case: Case, *, best: bool, seed: int) -> Placed:
    """Return where the tasks go; lengths are in the project calendar's minutes of work."""
    plan = _Calendars(case)
    network = case.solved.network
    bound = _least_finish(case)
    found = searched(plan, plan.rules(), bound, _BEST if best else DEFAULT, seed) if plan.count else []
    home = case.solved.book.calendar(case.solved.book.home)
    base = home.opens(case.solved.start.toordinal())
    position, begins = plan.unpacked(found)
    finish = max(bound, project_finish(network, position, begins))
    starts = tuple(position[2 * i + 1] - activity.duration for i, activity in enumerate(network.activities))
    return Placed(starts, home.coordinate(finish) - base, home.coordinate(bound) - base, HEURISTIC)


def _least_finish(case: Case) -> int:
    """Return an instant before which no schedule ends: the links' finish, or the work of one person's calendar."""
    network, passes, held = case.solved.network, case.solved.passes, case.held
    bound = passes.finish
    for person, capacity in held.capacity.items():
        users = [i for i, units in enumerate(held.of) if person in units and not case.pinned[i]]
        calendars = {network.activities[i].calendar for i in users}
        if len(calendars) != 1 or not capacity:
            continue
        work = sum(network.activities[i].duration * held.of[i][person] for i in users)
        first = min(passes.early[2 * i + 1] - network.activities[i].duration for i in users)
        bound = max(bound, network.calendars[calendars.pop()].finish_instant(first - -work // capacity))
    return bound


class _Calendars:
    """The project as the search asks for it. A schedule is a list: all positions, then the milestones' beginnings.

    Orders and keys are by number: the activities topologically, of equals the one whose id comes first.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._network = case.solved.network
        self.count = self._network.count
        self._index = _topological(case)
        self._number = {index: number for number, index in enumerate(self._index)}
        ties = [(self._number[tie.predecessor], self._number[tie.successor]) for tie in self._network.ties]
        self.links = set(ties)
        self._before: list[list[tuple[int, int]]] = [[] for _ in self._index]
        self._after: list[list[tuple[int, int]]] = [[] for _ in self._index]
        for source, target in ties:
            self._before[target].append((source, 0))
            self._after[source].append((target, 0))
        self._forwards = list(range(self.count))
        self._backwards = self._forwards[::-1]
        self._pack()

    def _pack(self) -> None:
        """Book what is pinned and who is away."""
        case, held = self._case, self._case.held
        people = sorted({person for units in held.of for person in units})
        spans = [self._instants(index, case.releases[index]) for index in range(self.count)]
        work = Workload(
            durations=[last - first for first, last in spans],
            before=[()] * self.count,
            releases=[first for first, _ in spans],
            demands=[[units.get(person, 0) for person in people] for units in held.of],
            pinned=[pinned or not self._network.activities[i].duration for i, pinned in enumerate(case.pinned)],
            capacity=[held.capacity[person] for person in people],
            taken=[
                (people.index(who), first * DAY, (last + 1) * DAY, held.capacity[who])
                for who, first, last in held.away
                if who in people
            ],
        )
        packed = Packed(work)
        self._base, self._guard = packed.base, packed.guard
        self._demands = [0] * self.count
        for number, index in enumerate(packed.origin):
            self._demands[index] = packed.demands[number]

    def _instants(self, index: int, start: int) -> tuple[int, int]:
        """Return the first instant of work that starts at a coordinate, and the one after its last."""
        activity = self._network.activities[index]
        calendar = self._network.calendars[activity.calendar]
        return calendar.start_instant(start), calendar.finish_instant(start + activity.duration)

    def rules(self) -> list[list[float]]:
        """Return the keys by number: latest start, latest finish, most successors, and the middle of the float."""
        early, late = self._case.solved.passes.early, self._case.solved.passes.late
        latest, earliest = self._starts(late), self._starts(early)
        behind = [0] * self.count
        for number in self._backwards:
            for target, _ in self._after[number]:
                behind[number] |= behind[target] | 1 << target
        finishes = [float(self._finish(late, index)) for index in self._index]
        middle = [a + b for a, b in zip(latest, earliest, strict=True)]
        return [latest, finishes, [-float(waiting.bit_count()) for waiting in behind], middle]

    def _starts(self, position: Sequence[int]) -> list[float]:
        """Return the instants, by number, at which activities start (what is left of them, once begun)."""
        activities = self._network.activities
        return [self._instants(i, position[2 * i + 1] - activities[i].duration)[0] for i in self._index]

    def _finish(self, position: Sequence[int], index: int) -> int:
        calendar = self._network.calendars[self._network.activities[index].calendar]
        return calendar.finish_instant(position[2 * index + 1])

    def by_rule(self, keys: Sequence[float]) -> Iterator[list[int]]:
        """Yield the schedule of the serial scheme, the only one there is."""
        yield self.in_order(self.ascending(keys))

    def ascending(self, keys: Sequence[float]) -> list[int]:
        """Return the activities by key, but none before one that it waits for."""
        return sorted(self._forwards, key=lifted(keys, self._before, self._forwards).__getitem__)

    def by_start(self, starts: Sequence[int]) -> list[int]:
        """Return the activities by start, but none before one that it waits for."""
        return self.ascending(self._starts(starts))

    def unpacked(self, starts: Sequence[int]) -> tuple[list[int], list[bool]]:
        """Return a schedule's positions and beginnings, in the network's order."""
        return list(starts[: 2 * self.count]), [bool(begin) for begin in starts[2 * self.count :]]

    def cost(self, starts: Sequence[int]) -> int:
        """Return the instant of the finish, after the number of fixed dates whose links are broken."""
        position, begins = self.unpacked(starts)
        return project_finish(self._network, position, begins) + FOREVER * self._broken(position, begins)

    def _broken(self, position: list[int], begins: list[bool]) -> int:
        network, broken = self._network, 0
        for index, activity in enumerate(network.activities):
            if activity.progress is not None or not activity.duration:
                continue
            if activity.fixed is not None:
                bound, _ = strongest_bound(network, index, position, begins, (activity.fixed, True))
                broken += bound > activity.fixed
            elif activity.latest_start is not None:
                broken += position[2 * index] > activity.latest_start
        return broken

    def in_order(self, order: Sequence[int]) -> list[int]:
        """Return the schedule of an order: each activity at the first instant its links and people allow."""
        network, case = self._network, self._case
        profile = Profile(self._base.times.copy(), self._base.levels.copy())
        position, begins = list(case.solved.passes.early), list(case.solved.passes.begins)
        for number in order:
            index = self._index[number]
            activity = network.activities[index]
            if not activity.duration:
                position[2 * index], position[2 * index + 1] = special_step(network, index, position, begins)
                continue
            if case.pinned[index]:
                if activity.progress is None:
                    position[2 * index] = case.releases[index]
                    position[2 * index + 1] = case.releases[index] + activity.duration
                continue
            bound, _ = strongest_bound(network, index, position, begins, (case.releases[index], True))
            start = self._first_fit(profile, index, bound)
            position[2 * index], position[2 * index + 1] = start, start + activity.duration
        return [*position, *begins]

    def _first_fit(self, profile: Profile, index: int, start: int) -> int:
        """Return the first start from a coordinate on that leaves enough of everybody, and book it."""
        calendar = self._network.calendars[self._network.activities[index].calendar]
        demand = self._demands[index]
        if not demand:
            return start
        while True:
            first, last = self._instants(index, start)
            conflict = profile.last_conflict(first, last, demand, self._guard)
            if conflict is None:
                profile.book(first, last, demand)
                return start
            start = max(start + 1, calendar.coordinate(conflict))

    def justified(self, starts: list[int]) -> list[int]:
        """Return a schedule shifted to the right and back to the left."""
        right = self._shifted_right(starts)
        return self.in_order(self.by_start(right))

    def _shifted_right(self, starts: Sequence[int]) -> list[int]:
        """Return latest positions that keep the finish: the last to finish first, from the end on."""
        network, case = self._network, self._case
        position, begins = self.unpacked(starts)
        finish = project_finish(network, position, begins)
        ends = [calendar.coordinate(finish) for calendar in network.calendars]
        caps = [FOREVER] * (2 * self.count)
        profile = Profile(self._base.times.copy(), self._base.levels.copy())
        late = list(position)
        keys = [-float(self._finish(position, index)) for index in self._index]
        for number in sorted(self._backwards, key=lifted(keys, self._after, self._backwards).__getitem__):
            index = self._index[number]
            activity = network.activities[index]
            if activity.progress is not None and activity.progress.finish is not None:
                continue
            if not case.pinned[index]:
                latest = min(caps[2 * index + 1], caps[2 * index] + activity.duration, ends[activity.calendar])
                start = self._last_fit(profile, index, latest - activity.duration)
                late[2 * index], late[2 * index + 1] = start, start + activity.duration
            start = late[2 * index + 1] - activity.duration
            for source, offset in network.plain[index]:
                caps[source] = min(caps[source], start - offset)
            push_bent(network, index, start, position, begins, caps)
        return late

    def _last_fit(self, profile: Profile, index: int, start: int) -> int:
        """Return the last start up to a coordinate that leaves enough of everybody, and book it."""
        activity = self._network.activities[index]
        calendar = self._network.calendars[activity.calendar]
        demand = self._demands[index]
        if not demand:
            return start
        while True:
            first, last = self._instants(index, start)
            conflict = profile.first_conflict(first, last, demand, self._guard)
            if conflict is None:
                profile.book(first, last, demand)
                return start
            start = min(start - 1, calendar.coordinate(conflict) - activity.duration)
            if start < self._case.releases[index]:
                return self._case.releases[index]


def _topological(case: Case) -> list[int]:
    """Return the activities so that none comes before one it waits for; of those that are ready, by id."""
    rank = {index: number for number, index in enumerate(case.order)}
    waiting = [0] * len(case.order)
    after: list[list[int]] = [[] for _ in case.order]
    for tie in case.solved.network.ties:
        waiting[tie.successor] += 1
        after[tie.predecessor].append(tie.successor)
    ready = [(rank[index], index) for index, awaited in enumerate(waiting) if not awaited]
    heapify(ready)
    order = []
    while ready:
        _, index = heappop(ready)
        order.append(index)
        for target in after[index]:
            waiting[target] -= 1
            if not waiting[target]:
                heappush(ready, (rank[target], target))
    return order
