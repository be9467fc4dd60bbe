"""Buffers: which chain each one protects, how long one is that is computed, and how much of it is used.

A buffer is a task of its own. Its length is typed (`duration: 3d`), or computed from the chain before it (`size: 30%`,
`size: estimates`). The chain is followed from the buffer back along the links that drive its date, in the schedule in
which computed buffers take no time, up to the buffer before it or the start of the project. A buffer that is not
critical there is a feeding buffer: its chain begins where it leaves the critical one.

Sources: Goldratt 1997 for project and feeding buffers and the share of the chain; Newbold 1998 for the root of the sum
of squares of what estimates keep in reserve.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, isqrt
from typing import Literal

from plandocs.errors import Problem
from plandocs.plan.values import Duration
from plandocs.schedule.critical import natural_key
from plandocs.schedule.lengths import minutes
from plandocs.schedule.network import Network
from plandocs.schedule.result import Schedule, ScheduledTask
from plandocs.schedule.rows import Row

BufferKind = Literal["project", "feeding"]

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Chains:
    """What the walk back from a buffer needs.

    `driving` are the ties that fix a row's start, `is_critical` tells of a row, and `length` gives the working days
    of the project calendar from the start of one row to the finish of another.
    """

    rows: Sequence[Row]
    network: Network
    driving: Sequence[Sequence[int]]
    is_critical: Callable[[int], bool]
    length: Callable[[int, int], Fraction]

    def before(self, index: int) -> list[int]:
        """Return the chain that a buffer protects, first task first; milestones are left out."""
        chain: list[int] = []
        at = self._driver(index)
        # Right behind critical work a buffer belongs to it, even where a calendar leaves it some hours of float.
        feeds = not self.is_critical(index) and at is not None and not self.is_critical(at)
        while at is not None and self.rows[at].kind != "buffer" and not (feeds and self.is_critical(at)):
            if not self.rows[at].is_milestone:
                chain.append(at)
            at = self._driver(at)
        return chain[::-1]

    def _driver(self, index: int) -> int | None:
        """Return the predecessor that drives a row: a critical one first, a task before a milestone, then by id."""
        return min(
            (self.network.ties[number].predecessor for number in self.driving[index]),
            key=lambda i: (not self.is_critical(i), self.rows[i].is_milestone, natural_key(self.rows[i].id)),
            default=None,
        )


def bare(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with computed buffers that take no time."""
    return [replace(row, size=None) if row.size is not None else row for row in rows]


def sized(
    rows: Sequence[Row], chains: Chains, *, whole_days: bool, day_minutes: int
) -> tuple[list[Row], list[Problem]]:
    """Return the rows with a length for each computed buffer, and what there is to say about it.

    `chains` are those of the bare rows. Lengths are rounded up, to whole days in a plan of whole days, else to hours of
    a day of `day_minutes`; the shortest buffer is one of them.
    """
    made: list[Row] = []
    problems: list[Problem] = []
    for index, row in enumerate(rows):
        if row.size is None:
            made.append(row)
            continue
        chain = chains.before(index)
        per_day = Fraction(1) if whole_days else Fraction(day_minutes, 60)
        if row.size.percent is not None:
            length = chains.length(chain[0], chain[-1]) if chain else Fraction()
            count = max(1, ceil(length * per_day * Fraction(row.size.percent) / _HUNDRED))
        else:
            count = max(1, _least_root(_squares(chain, chains) * per_day**2))
        problems += _unfounded(row, chain, rows)
        computed = Duration(Decimal(count), "d" if whole_days else "h")
        made.append(replace(row, length=computed, protects=tuple(rows[i].id for i in chain)))
    return made, problems


def _squares(chain: Sequence[int], chains: Chains) -> Fraction:
    """Return the sum of squares of the days by which the pessimistic estimates pass what is planned."""
    total = Fraction()
    for index in chain:
        row = chains.rows[index]
        if row.estimate is not None:
            total += max(Fraction(), _days(chains, index, row.estimate[2]) - _days(chains, index, row.length)) ** 2
    return total


def _days(chains: Chains, index: int, length: Duration) -> Fraction:
    calendar = chains.network.calendars[chains.network.activities[index].calendar]
    return Fraction(minutes(length, calendar), calendar.pattern.day_minutes)


def _least_root(square: Fraction) -> int:
    """Return the smallest whole number whose square is not less."""
    return isqrt(ceil(square) - 1) + 1 if square > 0 else 0


def _unfounded(row: Row, chain: Sequence[int], rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield that a buffer has nothing to take its length from."""
    by_estimates = row.size is not None and row.size.percent is None
    if chain and not (by_estimates and all(rows[index].estimate is None for index in chain)):
        return
    lacking = "has an estimate" if chain else "lies before it"
    fix = "add 'estimate: [3d, 5d, 9d]' to them" if chain else "let it wait for the chain it protects, with 'after:'"
    yield Problem(
        rule="buffer-of-nothing",
        severity="warning",
        message=f"the size of '{row.id}' cannot be computed, because no task that it protects {lacking}; it is kept "
        "as short as can be",
        where=f"task {row.id}",
        fix=f"{fix}, or give it a duration",
    )


@dataclass(frozen=True, slots=True)
class Buffer:
    """A buffer of a schedule. `protects` is the chain before it; `kind` says whether the finish or a join waits."""

    id: str
    kind: BufferKind
    days: int | float
    protects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """A chain that runs into a critical one. `total_float` is the slack it has there, `is_buffered` if by a buffer."""

    task: str
    into: str
    total_float: int
    is_buffered: bool


def buffers_of(chains: Chains, tasks: Sequence[ScheduledTask]) -> tuple[Buffer, ...]:
    """Return the buffers of a schedule in plan order. `tasks` are the shown rows, which come first among the rows."""
    return tuple(
        Buffer(
            task.id,
            "project" if task.critical else "feeding",
            task.duration_days,
            chains.rows[index].protects or tuple(chains.rows[i].id for i in chains.before(index)),
        )
        for index, task in enumerate(tasks)
        if task.is_buffer
    )


def joins_of(chains: Chains, tasks: Sequence[ScheduledTask]) -> tuple[Join, ...]:
    """Return where chains with float run into critical work, the least float first."""
    found: set[Join] = set()
    for tie in chains.network.ties:
        if tie.predecessor >= len(tasks) or tie.successor >= len(tasks):
            continue
        source, target = tasks[tie.predecessor], tasks[tie.successor]
        if target.critical and not source.critical and source.finished is None:
            found.add(Join(source.id, target.id, source.total_float, source.is_buffer))
    return tuple(sorted(found, key=lambda join: (join.total_float, natural_key(join.task), natural_key(join.into))))


@dataclass(frozen=True, slots=True)
class BufferUse:
    """A buffer that is still open: its size and how much of it is used, in days: 0.5 for four hours of eight."""

    id: str
    name: str
    size: int | float
    used: int | float

    @property
    def left(self) -> int | float:
        """Days left."""
        return self.size - self.used


def buffer_use(agreed: Schedule, forecast: Schedule, as_of: date, ids: Sequence[str]) -> tuple[BufferUse, ...]:
    """Return the use of the buffers among `ids` that are still ahead, in the order of the agreed dates.

    A buffer is used by as many days as its start has moved, less what buffers before it have taken up already. One
    that has gone by is no longer counted. Those that protect the go-live come first: what is taken from a buffer
    beside them saves none of theirs.
    """
    shown = set(ids)
    protecting = set(protecting_buffers(agreed, ids))
    ahead = [task for task in agreed.tasks if task.is_buffer and task.id in shown]
    ahead = [task for task in ahead if forecast.task(task.id).finish >= as_of]
    found: list[tuple[date, BufferUse]] = []
    for task in sorted(ahead, key=lambda task: (task.id not in protecting, task.start)):
        size = task.duration_days
        moved = agreed.working_days_between(task.start, forecast.task(task.id).start)
        taken = sum(use.used for finish, use in found if finish < task.start)
        found.append((task.finish, BufferUse(task.id, task.name, size, max(0, min(size, moved - taken)))))
    return tuple(use for _, use in found)


def protecting_buffers(schedule: Schedule, ids: Sequence[str]) -> tuple[str, ...]:
    """Return the buffers among `ids` that protect the go-live whatever is late, in the order of their dates.

    Several chains of driving links may lead to the go-live (to the end of a plan without one), and a lost day on one
    is no help from a buffer on another: these are the buffers of the chain that has the fewest days of them.
    """
    tasks = {task.id: task for task in schedule.tasks}
    if not tasks:
        return ()
    shown = set(ids)
    before = dict(zip(schedule.critical_path[1:], schedule.critical_path, strict=False))
    least: dict[str, tuple[float, tuple[str, ...]]] = {}

    def drivers(task: ScheduledTask) -> list[str]:
        """Return what a row waits for; hours that a calendar leaves free part no row from the critical path."""
        found = [driver.by for driver in task.drivers if driver.kind in ("link", "person") and driver.by in tasks]
        return found or [before[task.id]] if task.id in before else found

    ends = [schedule.go_live_task] if schedule.go_live_task in tasks else _last(schedule)
    stack = list(ends)
    entered: set[str] = set()
    while stack:
        name = stack[-1]
        by = drivers(tasks[name])
        if name not in entered:
            entered.add(name)
            stack += [other for other in by if other not in entered]
            continue
        stack.pop()
        if name not in least:
            days, chain = min((least[other] for other in by if other in least), default=(0.0, ()))
            own = tasks[name].is_buffer and name in shown
            least[name] = (days + tasks[name].duration_days, (*chain, name)) if own else (days, chain)
    return min((least[end] for end in ends), default=(0.0, ()))[1]


def _last(schedule: Schedule) -> list[str]:
    return [task.id for task in schedule.tasks if task.critical and task.finish == schedule.finish]
