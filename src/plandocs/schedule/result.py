"""What the scheduler says: dates, floats and reasons, as plain values.

Dates are inclusive: a one-day task starts and finishes on the same day. Floats are working days of the project
calendar (calendar days where the plan counts elapsed days). Times of day are given only for work that is not whole
days. Nothing here computes a schedule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Literal

from plandocs.errors import Problem
from plandocs.schedule.days import WorkingDays

if TYPE_CHECKING:
    from plandocs.schedule.buffers import Buffer, Join
    from plandocs.schedule.dating import Solved

DriverKind = Literal["link", "constraint", "calendar", "project_start", "actual", "as_of", "target", "person"]


@dataclass(frozen=True, slots=True)
class Driver:
    """What fixes a task's early start.

    `by` is the predecessor for a link, what a person is busy with, else empty. `link` is FS, SS, FF or SF. `lag`
    reads as in the plan (`+2d`), empty for none. `on` is the date a constraint, an actual or a status date gives, or
    the last day on which a person is away. `name` is the constraint's key, the calendar's name or the person's id.
    """

    kind: DriverKind
    by: str = ""
    link: str = ""
    lag: str = ""
    on: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledTask:
    """One task, buffer or milestone with its dates.

    `start_day`/`finish_day` are the project's Day N under the plan's day count. `duration_days` is the task's own
    length in the plan's day count: a whole number where it is one. `total_float` and `free_float` are whole days,
    rounded down; the minutes are exact. `start_time` and `finish_time` ("13:00") are None for whole days.
    `progress` is percent done, None where the plan says nothing.
    """

    id: str
    name: str
    kind: str
    phase: str | None
    is_milestone: bool
    is_buffer: bool
    start: date
    finish: date
    early_start: date
    early_finish: date
    late_start: date
    late_finish: date
    start_day: int
    finish_day: int
    total_float: int
    free_float: int
    critical: bool
    duration_days: int | float
    total_float_days: int | float = 0
    free_float_days: int | float = 0
    start_time: str | None = None
    finish_time: str | None = None
    early_start_time: str | None = None
    early_finish_time: str | None = None
    late_start_time: str | None = None
    late_finish_time: str | None = None
    progress: int | None = None
    started: date | None = None
    finished: date | None = None
    drivers: tuple[Driver, ...] = ()
    levelled_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelling:
    """How good a levelled schedule is: its length, and a length that none can be shorter than.

    Both are days of the project calendar from the first time on at which anything could be moved. `method` is
    `heuristic`, or `cp_sat` where OR-Tools looked further; `misses_solver` says that they would have, but are not
    installed.
    """

    method: str
    length_days: int | float
    bound_days: int | float
    proved_optimal: bool
    misses_solver: bool = False

    @property
    def gap_percent(self) -> float:
        """How much longer it is than the bound, at most; 0 when it is proved optimal."""
        if self.proved_optimal or not self.bound_days:
            return 0.0
        return 100 * (self.length_days - self.bound_days) / self.bound_days

    @property
    def verdict(self) -> str:
        """The same in words. The gap is rounded up, so that it is never said to be less than it is."""
        if self.proved_optimal:
            return "proved optimal"
        return f"within {ceil(10 * self.gap_percent) / 10:g} % of the lower bound"


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A whole plan with dates. `tasks` are in plan order.

    `critical_path` is one unbroken chain of ids from start to finish. `critical_branches` holds that chain as steps:
    a step is one id, or the parallel critical chains between two steps.
    `buffers` are in plan order, each with the chain it protects; `joins` are where chains with float run into critical
    work. `holidays` are the days off of the project calendar within the plan's span, with their names, and
    `holidays_by_calendar` those of its further calendars.
    `problems` are conflicts between links, fixed dates and deadlines; each names its links.
    `levelling` says how good a levelled schedule is; None for one that is not levelled. `basis` is the solved network
    that the dates are made from, for who writes down how they follow; it is no part of what is compared.
    """

    project_id: str
    start: date
    finish: date
    tasks: tuple[ScheduledTask, ...]
    days: WorkingDays
    day_count: Literal["working", "elapsed"] = "working"
    go_live: date | None = None
    go_live_task: str | None = None
    as_of: date | None = None
    critical_path: tuple[str, ...] = ()
    critical_branches: tuple[tuple[tuple[str, ...], ...], ...] = ()
    holidays: tuple[tuple[date, str], ...] = ()
    holidays_by_calendar: Mapping[str, tuple[tuple[date, str], ...]] = field(default_factory=dict)
    buffers: tuple[Buffer, ...] = ()
    joins: tuple[Join, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    levelling: Levelling | None = None
    basis: Solved | None = field(default=None, compare=False, repr=False)

    @cached_property
    def by_id(self) -> Mapping[str, ScheduledTask]:
        """The tasks by id."""
        return {task.id: task for task in self.tasks}

    def task(self, task_id: str) -> ScheduledTask:
        """Return a task; KeyError for an id the plan does not have."""
        return self.by_id[task_id]

    def is_working(self, day: date) -> bool:
        """Return whether the project calendar works on `day` (always, under an elapsed day count)."""
        return self.days.is_working(day)

    def add_working_days(self, day: date, count: int) -> date:
        """Return the date `count` working days after `day`; see `WorkingDays.add_working_days`."""
        return self.days.add_working_days(day, count)

    def working_days_between(self, first: date, last: date) -> int:
        """Return the signed working days from `first` to `last`; the same day is 0."""
        return self.days.working_days_between(first, last)
