"""From positions to dates: the last step, in which coordinates become inclusive days and floats become numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plandocs.errors import Problem
from plandocs.plan.model import Plan
from plandocs.plan.values import Link
from plandocs.schedule.buffers import Chains, buffers_of, joins_of
from plandocs.schedule.calendar import DAY, EVERY_MINUTE, WorkCalendar
from plandocs.schedule.calendar_book import CalendarBook
from plandocs.schedule.conflicts import broken_links, missed_dates
from plandocs.schedule.cpm import Passes, finish_instant
from plandocs.schedule.critical import Node, critical_branches, critical_path
from plandocs.schedule.days import WorkingDays
from plandocs.schedule.drivers import describe_drivers
from plandocs.schedule.lengths import as_days, minutes
from plandocs.schedule.network import Network
from plandocs.schedule.patterns import days_off, working_days
from plandocs.schedule.progress import State, progress_state
from plandocs.schedule.result import Driver, Schedule, ScheduledTask
from plandocs.schedule.rows import Row


@dataclass(frozen=True, slots=True)
class Solved:
    """Everything the dates are made from, index by index."""

    rows: Sequence[Row]
    links: Sequence[Link]
    network: Network
    passes: Passes
    book: CalendarBook
    start: date
    as_of: date | None
    driving: Sequence[Sequence[int]]
    problems: tuple[Problem, ...] = ()


_Moment = tuple[date, str | None]
"""A start or finish at the surface: the day, and the time when it is not a day's edge."""


def date_schedule(plan: Plan, solved: Solved) -> Schedule:
    """Return the schedule of a solved network. Hidden points are left out."""
    first = solved.start
    home = solved.book.home_pattern
    last_year = date.fromordinal(solved.passes.finish // DAY)
    days = working_days(home, first, last_year)
    surface = _Surface(solved, days)
    shown = [index for index, row in enumerate(solved.rows) if not row.gathers]
    tasks = tuple(surface.task(index) for index in shown)
    finish = max((task.finish for task in tasks), default=first)
    nodes = [_node(index, solved, tasks) for index in range(len(solved.rows))]
    go_live = _go_live(plan, tasks)
    chains = chains_of(solved)
    return Schedule(
        project_id=plan.project.id,
        start=min((task.start for task in tasks), default=first),
        finish=finish,
        tasks=tasks,
        days=days,
        day_count=plan.project.day_count,
        go_live=go_live.finish if go_live else None,
        go_live_task=go_live.id if go_live else None,
        as_of=solved.as_of,
        critical_path=critical_path(nodes),
        critical_branches=_branches(nodes, solved, tasks),
        holidays=days_off(home, first, finish),
        holidays_by_calendar={
            name: days_off(pattern, first, finish) for name, pattern in solved.book.named_patterns().items()
        },
        buffers=buffers_of(chains, tasks),
        joins=joins_of(chains, tasks),
        problems=(
            *solved.problems,
            *broken_links(solved.rows, solved.links, solved.network, solved.passes),
            *missed_dates(solved.rows, tasks),
        ),
        basis=solved,
    )


def _branches(
    nodes: Sequence[Node], solved: Solved, tasks: Sequence[ScheduledTask]
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return the critical chains that run beside each other.

    Where a date is missed, work is late by more or less and "critical" means several things at once; where the driving
    chain has work with float, because a calendar leaves some hours free, critical work is torn apart. Then there is the
    one driving chain alone.
    """
    chain = critical_path(nodes)
    found = critical_branches(nodes, solved.network.order)
    shown = {task for step in found for branch in step for task in branch}
    if any(task.total_float < 0 for task in tasks) or not shown.issuperset(chain):
        return tuple(((task,),) for task in chain)
    return found


def chains_of(solved: Solved) -> Chains:
    """Return what the walk back from a buffer needs."""
    early, late = solved.passes.early, solved.passes.late
    home = solved.book.calendar(solved.book.home)

    def instant(position: int) -> int:
        calendar = solved.network.calendars[solved.network.activities[position >> 1].calendar]
        return _instant(calendar, early[position], position % 2 == 0)

    def length(first: int, last: int) -> Fraction:
        minutes_between = home.coordinate(instant(2 * last + 1)) - home.coordinate(instant(2 * first))
        return Fraction(minutes_between, home.pattern.day_minutes)

    return Chains(solved.rows, solved.network, solved.driving, lambda i: late[2 * i + 1] <= early[2 * i + 1], length)


def _go_live(plan: Plan, tasks: Sequence[ScheduledTask]) -> ScheduledTask | None:
    """Return the named go-live, else the last task of that kind, else None."""
    named = [task for task in tasks if task.id == plan.project.go_live]
    of_kind = [task for task in tasks if task.kind == "go_live"]
    return max(named or of_kind, key=lambda task: task.finish, default=None)


def _node(index: int, solved: Solved, tasks: Sequence[ScheduledTask]) -> Node:
    row = solved.rows[index]
    network = solved.network
    ends = finish_instant(network, index, solved.passes.scheduled, solved.passes.scheduled_begins)
    critical = solved.passes.late[2 * index + 1] <= solved.passes.early[2 * index + 1]
    return Node(
        row.id,
        is_task=not row.is_milestone,
        is_critical=critical if row.gathers else tasks[index].critical,
        ends_project=ends == solved.passes.finish,
        driven_by=tuple(network.ties[number].predecessor for number in solved.driving[index]),
    )


class _Surface:
    """Turns positions into dates, with tables shared by all tasks."""

    def __init__(self, solved: Solved, days: WorkingDays) -> None:
        self._solved = solved
        self._days = days
        self._moments: dict[tuple[int, int, bool], _Moment] = {}
        self._numbers: dict[date, int] = {}
        self._home = solved.book.calendar(solved.book.home)
        self._day_minutes = self._home.pattern.day_minutes
        self._zero = days.before(solved.start.toordinal())

    def task(self, index: int) -> ScheduledTask:
        """Return one row with its dates."""
        solved = self._solved
        row = solved.rows[index]
        state = progress_state(row, solved.as_of)
        passes = solved.passes
        start, finish = self._span(index, passes.scheduled)
        early_start, early_finish = (start, finish)
        if passes.scheduled is not passes.early:
            early_start, early_finish = self._span(index, passes.early)
        late_start, late_finish = self._span(index, passes.late)
        if state == "finished":
            early_start, early_finish = late_start, late_finish = start, finish
        total = 0 if state == "finished" else self._total_float(index)
        free = 0 if state == "finished" else self._free_float(index)
        return ScheduledTask(
            id=row.id,
            name=row.name,
            kind=row.kind,
            phase=row.phase,
            is_milestone=row.is_milestone and row.kind != "buffer",  # a spent buffer is no outcome
            is_buffer=row.kind == "buffer",
            start=start[0],
            finish=finish[0],
            early_start=early_start[0],
            early_finish=early_finish[0],
            late_start=late_start[0],
            late_finish=late_finish[0],
            start_day=self._day_number(start[0]),
            finish_day=self._day_number(finish[0]),
            total_float=total // self._day_minutes,
            free_float=free // self._day_minutes,
            critical=total <= 0 and state != "finished",
            duration_days=self._length(index),
            total_float_days=as_days(total, self._day_minutes),
            free_float_days=as_days(free, self._day_minutes),
            start_time=start[1],
            finish_time=finish[1],
            early_start_time=early_start[1],
            early_finish_time=early_finish[1],
            late_start_time=late_start[1],
            late_finish_time=late_finish[1],
            progress=self._progress(index, state),
            started=_known(row.started, solved.as_of),
            finished=_known(row.finished, solved.as_of),
            drivers=self._drivers(index, state),
        )

    def _span(self, index: int, position: Sequence[int]) -> tuple[_Moment, _Moment]:
        """Return the start and finish at some positions; a milestone's are one moment, an actual is its date."""
        row, activity = self._solved.rows[index], self._solved.network.activities[index]
        if row.is_milestone:
            passes = self._solved.passes
            begins = passes.scheduled_begins if position is passes.scheduled else passes.begins
            start = finish = self._milestone(activity.calendar, position[2 * index], begins[index])
        else:
            start = self._edge(activity.calendar, position[2 * index], begins=True)
            finish = self._edge(activity.calendar, position[2 * index + 1], begins=False)
        if activity.progress is not None:
            if row.started is not None and not row.is_milestone:
                start = (row.started, None)
            if activity.progress.finish is not None and row.finished is not None:
                finish = (row.finished, None)
                start = finish if row.is_milestone else start
            elif finish[0] < start[0]:
                finish = start  # begun and done on a day off, with nobody saying when
        return start, finish

    def _edge(self, calendar_index: int, coordinate: int, *, begins: bool) -> _Moment:
        """Return the moment of a beginning or an end of work."""
        key = (calendar_index, coordinate, begins)
        if key not in self._moments:
            calendar = self._solved.network.calendars[calendar_index]
            ordinal, whole = calendar.start_day(coordinate) if begins else calendar.finish_day(coordinate)
            time = None if whole else _clock(_instant(calendar, coordinate, begins))
            self._moments[key] = (date.fromordinal(ordinal), time)
        return self._moments[key]

    def _milestone(self, calendar_index: int, coordinate: int, begins: bool) -> _Moment:
        """Return a milestone's moment. On time itself, the edge of a day's work on any calendar is a whole day."""
        day, time = self._edge(calendar_index, coordinate, begins=begins)
        if time is not None:
            calendars = self._solved.network.calendars
            instant = _instant(calendars[calendar_index], coordinate, begins)
            for calendar in calendars:
                near = calendar.coordinate(instant)
                _, whole = calendar.start_day(near) if begins else calendar.finish_day(near)
                if whole and _instant(calendar, near, begins) == instant:
                    return day, None
        return day, time

    def _total_float(self, index: int) -> int:
        """Return total float in minutes of the home calendar; negative when a cap is already passed."""
        position = 2 * index + 1
        return self._home_minutes(index, self._solved.passes.early[position], self._solved.passes.late[position])

    def _free_float(self, index: int) -> int:
        """Return free float in minutes of the home calendar; never negative."""
        passes = self._solved.passes
        return max(0, self._home_minutes(index, passes.scheduled[2 * index + 1], passes.free[index]))

    def _home_minutes(self, index: int, first: int, last: int) -> int:
        calendar = self._solved.network.calendars[self._solved.network.activities[index].calendar]
        if calendar is self._home:
            return last - first
        return self._home.coordinate(calendar.finish_instant(last)) - self._home.coordinate(
            calendar.finish_instant(first)
        )

    def _length(self, index: int) -> int | float:
        """Return the planned length in days of its own unit: of its calendar's work, or elapsed."""
        calendar = self._solved.network.calendars[self._solved.network.activities[index].calendar]
        row = self._solved.rows[index]
        return as_days(minutes(row.length, calendar), calendar.pattern.day_minutes)

    def _day_number(self, day: date) -> int:
        """Return the project's Day N of a date: the kickoff is day 1; a day off counts as the working day before."""
        if day not in self._numbers:
            self._numbers[day] = self._days.before(day.toordinal() + 1) - self._zero
        return self._numbers[day]

    def _progress(self, index: int, state: State) -> int | None:
        row = self._solved.rows[index]
        if state == "finished" or (self._solved.as_of is None and row.finished is not None):
            return 100
        if row.progress is not None and (row.finished is None or self._solved.as_of is None):
            return int(row.progress)
        if state != "started":
            return None
        activity = self._solved.network.activities[index]
        planned = minutes(row.length, self._solved.network.calendars[activity.calendar])
        left = activity.duration if activity.progress is None or activity.progress.finish is None else 0
        return max(0, 100 * (planned - left) // planned)

    def _drivers(self, index: int, state: State) -> tuple[Driver, ...]:
        solved = self._solved
        ties = [
            (self._shown_id(solved.network.ties[number].predecessor), solved.links[number])
            for number in solved.driving[index]
        ]
        at_project_start = not ties and self._is_at_start(index)
        found = describe_drivers(solved.rows[index], state, ties, at_project_start, solved.as_of)
        if state == "waiting" and self._waits_for_working_time(index, found):
            calendar = solved.network.calendars[solved.network.activities[index].calendar]
            return (*found, Driver("calendar", name=calendar.pattern.name))
        return found

    def _waits_for_working_time(self, index: int, drivers: tuple[Driver, ...]) -> bool:
        """Return whether a task could start earlier if its calendar were that of what it waits for.

        That is the calendar of every predecessor whose link drives it, or the project's after an earliest date and at
        the project's start. A lag in working time is not looked into.
        """
        solved = self._solved
        activity = solved.network.activities[index]
        if not activity.duration or drivers[0].kind not in ("link", "constraint", "project_start"):
            return False
        own = solved.network.calendars[activity.calendar]
        start = own.start_instant(solved.passes.scheduled[2 * index])
        if drivers[0].kind == "link":
            return all(self._is_idle(number, own, start) for number in solved.driving[index])
        day = drivers[0].on if drivers[0].name == "start_no_earlier_than" else solved.start
        if day is None or drivers[0].name not in ("", "start_no_earlier_than") or own is self._home:
            return False
        return self._home.coordinate(start) > self._home.opens(day.toordinal())

    def _is_idle(self, number: int, own: WorkCalendar, start: int) -> bool:
        """Return whether the calendar of a driving link's predecessor works between the link's date and a start."""
        tie = self._solved.network.ties[number]
        other = self._solved.network.calendars[self._solved.network.activities[tie.predecessor].calendar]
        if tie.to_finish or other is own or (tie.lag and not tie.elapsed) or other.pattern is EVERY_MINUTE:
            return False
        position = self._solved.passes.scheduled[2 * tie.predecessor + tie.from_finish]
        allowed = _instant(other, position, not tie.from_finish) + tie.lag
        return other.coordinate(start) > other.coordinate(allowed)

    def _shown_id(self, index: int) -> str:
        row = self._solved.rows[index]
        return row.phase or row.id if row.gathers else row.id

    def _is_at_start(self, index: int) -> bool:
        calendar = self._solved.network.calendars[self._solved.network.activities[index].calendar]
        return self._solved.passes.scheduled[2 * index] == calendar.opens(self._solved.start.toordinal())


def _instant(calendar: WorkCalendar, coordinate: int, begins: bool) -> int:
    return calendar.start_instant(coordinate) if begins else calendar.finish_instant(coordinate)


def _clock(instant: int) -> str:
    """Return the time of day; the end of a day is 24:00 only as a finish, which is a whole day anyway."""
    hour, minute = divmod(instant % DAY, 60)
    return f"{hour:02d}:{minute:02d}"


def _known(day: date | None, as_of: date | None) -> date | None:
    """Return an actual date unless it lies after the status date."""
    return None if day is None or (as_of is not None and day > as_of) else day
