"""The phases, tasks and milestones of a plan as Project's tasks, at the dates that the scheduler has computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from plandocs.exchange.mspdi import codes
from plandocs.exchange.mspdi.calendars_out import CalendarsOut, edges
from plandocs.exchange.mspdi.constraints_out import constraint_of, waits_for_status
from plandocs.exchange.mspdi.elements import DAY, around, element, elements, length, moment
from plandocs.exchange.mspdi.people_out import Assignment, PeopleOut, assignments_of, own_field
from plandocs.exchange.mspdi.progress_out import progress_elements
from plandocs.plan.model import Milestone, Phase, Plan, Task
from plandocs.plan.values import Link
from plandocs.schedule.calendar import WorkCalendar
from plandocs.schedule.calendar_book import ELAPSED, EVERY_DAY, PROJECT
from plandocs.schedule.dating import Solved
from plandocs.schedule.lengths import ELAPSED_MINUTES, amount_in_minutes, minutes
from plandocs.schedule.result import Schedule, ScheduledTask
from plandocs.schedule.rows import Row, go_live_row

Agreed = Mapping[str, tuple[date, date]]
"""The dates of a baseline by task id, both inclusive."""


@dataclass(slots=True)
class Written:
    """The tasks as XML, and their assignments: the task's number, its dates, the per cent of it that is done.

    `left_out` has the keys that could not be said, with the ids of their tasks; `held` the ids of tasks that something
    holds which the export does not show.
    """

    xml: str = ""
    assignments: list[tuple[int, Assignment, tuple[str, str], int]] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)


class TasksOut:
    """Writes the tasks of one edition of a plan."""

    def __init__(
        self,
        plan: Plan,
        solved: Solved,
        schedule: Schedule,
        calendars: CalendarsOut,
        people: PeopleOut,
        *,
        internal: bool,
        agreed: Agreed,
    ) -> None:
        self._plan = plan
        self._solved = solved
        self._schedule = schedule
        self._calendars = calendars
        self._people = people
        self._internal = internal
        self._agreed = agreed
        self._index = {row.id: index for index, row in enumerate(solved.rows)}
        self._lags = _lags(solved)
        self._phases = [phase for phase in plan.phases if any(True for _ in self._members(phase))]
        self._numbers: dict[str, int] = {}
        for phase in self._phases:
            for identity in (phase.id, *(member.id for member in self._members(phase))):
                self._numbers.setdefault(identity, len(self._numbers) + 1)
        self.made = Written()

    def write(self) -> Written:
        """Return all tasks, the project's own line first."""
        parts = [self._project()]
        for number, phase in enumerate(self._phases, start=1):
            parts.append(self._phase(phase, number))
            for place, member in enumerate(self._members(phase), start=1):
                parts.append(self._member(member, phase, f"{number}.{place}"))
        self.made.xml = around("Tasks", parts)
        return self.made

    def _members(self, phase: Phase) -> Iterator[Task | Milestone]:
        members: tuple[Task | Milestone, ...] = (*phase.tasks, *((phase.milestone,) if phase.milestone else ()))
        return (member for member in members if self._internal or member.audience != "internal")

    def _project(self) -> str:
        start, finish = self._around(self._schedule.tasks)
        go_live = go_live_row(self._plan, self._solved.rows)
        return around(
            "Task",
            [
                elements(("UID", 0), ("ID", 0), ("Name", self._plan.project.name), ("Type", 1), ("IsNull", 0)),
                elements(("OutlineNumber", "0"), ("OutlineLevel", 0), ("Start", start), ("Finish", finish)),
                elements(("Milestone", 0), ("Summary", 1)),
                element("Notes", self._plan.project.summary or None),
                own_field(codes.GO_LIVE, go_live.id if go_live and go_live.id in self._numbers else ""),
            ],
        )

    def _phase(self, phase: Phase, number: int) -> str:
        members = [self._schedule.by_id[member.id] for member in self._members(phase)]
        start, finish = self._around(members)
        uid = self._numbers[phase.id]
        home = self._solved.book.calendar(self._solved.book.home)
        links = (
            self._link(link, self._lag_of_phase(link, home))
            for link in phase.after
            if link.predecessor in self._numbers
        )
        head = elements(
            ("UID", uid), ("ID", uid), ("Name", phase.name), ("Type", codes.FIXED_DURATION), ("IsNull", 0),
            ("WBS", str(number)), ("OutlineNumber", str(number)), ("OutlineLevel", 1), ("Priority", 500),
            ("Start", start), ("Finish", finish), ("DurationFormat", codes.UNITS["d"]), ("Milestone", 0),
            ("Summary", 1),
            ("ConstraintType", 0), ("CalendarUID", -1), ("Notes", phase.goal or None),
        )  # fmt: skip
        return around("Task", [head, *links, own_field(codes.TASK_ID, phase.id)])

    def _member(self, member: Task | Milestone, phase: Phase, outline: str) -> str:
        index = self._index[member.id]
        row, scheduled = self._solved.rows[index], self._schedule.by_id[member.id]
        calendar = self._calendar(index)
        planned = minutes(row.length, calendar)
        task_calendar, is_own = self._task_calendar(row)
        start, finish = self._span(index, scheduled)
        state = progress_elements(row, scheduled, self._solved, index, planned, (start, finish))
        uid = self._numbers[member.id]
        head = elements(
            ("UID", uid), ("ID", uid), ("Name", member.name), ("Type", codes.FIXED_DURATION), ("IsNull", 0),
            ("Contact", self._name(member.owner)), ("WBS", outline), ("OutlineNumber", outline), ("OutlineLevel", 2),
            ("Priority", 500), ("Start", moment(start)), ("Finish", moment(finish)), ("Duration", length(state.length)),
            ("DurationFormat", codes.UNITS[row.length.unit]),
        )  # fmt: skip
        constraint, constrained = self._constraint(member, row, scheduled, index)
        middle = elements(
            ("EffortDriven", 0), ("Estimated", 0), ("Milestone", row.is_milestone), ("Summary", 0),
            ("Critical", scheduled.critical),
        )  # fmt: skip
        after = elements(
            ("ConstraintType", constraint), ("CalendarUID", task_calendar), ("ConstraintDate", constrained),
            ("Deadline", self._edge(calendar, member.deadline, finish=True)),
            ("IgnoreResourceCalendar", is_own),
            ("Notes", getattr(member, "description", "") or None), ("PhysicalPercentComplete", state.reported),
        )  # fmt: skip
        assigned = self._assign(member, uid, planned, (moment(start), moment(finish)), state.percent)
        own = self._own_fields(member, phase, calendar, assigned)
        parts = [head, state.stops, middle, state.shares, after, *self._links(index, member, phase), *own]
        return around("Task", [*parts, self._baseline(member.id, calendar, row)])

    def _own_fields(
        self, member: Task | Milestone, phase: Phase, calendar: WorkCalendar, assigned: Sequence[Assignment]
    ) -> list[str]:
        """Return the custom fields of a task, and note the keys for which there is none."""
        made = [own_field(codes.TASK_ID, member.id)]
        kind = "phase_milestone" if isinstance(member, Milestone) else member.kind
        made.append(own_field(codes.KIND, "" if kind == "task" else kind))
        made.append(own_field(codes.AUDIENCE, member.audience if member.audience != "customer" else ""))
        index = self._index[member.id]
        held = waits_for_status(self._solved.rows[index], self._schedule.by_id[member.id])
        made.append(own_field(codes.HELD, "status date" if held else ""))
        if isinstance(member, Milestone):
            self._leave_out(member, ("acceptance",))
            return made
        shown = [one.person for one in assigned]
        hours_of = self._people.hours_of
        given = [key for key in member.effort if key in shown and (hours_of is None or key in hours_of)]
        made.append(own_field(codes.HOURS_OF, " ".join(given)))
        beside = [key for key in shown if key != member.owner and key not in member.with_]
        made.append(own_field(codes.BESIDE, " ".join(beside)))
        for name, estimate in zip(codes.ESTIMATES, member.estimate or (), strict=False):
            unit = element("DurationFormat", codes.UNITS[estimate.unit])
            made.append(own_field(name, length(minutes(estimate, calendar)), unit))
        self._leave_out(member, ("acceptance", "consequence", "scope", "sites", "raci", "size"))
        return made

    def _leave_out(self, member: Task | Milestone, keys: Sequence[str]) -> None:
        for key in keys:
            if getattr(member, key, None):
                self.made.left_out.setdefault(key, []).append(member.id)

    def _assign(
        self, member: Task | Milestone, uid: int, planned: int, span: tuple[str, str], percent: int
    ) -> Sequence[Assignment]:
        if isinstance(member, Milestone):
            return ()
        assigned = assignments_of(member, planned, hours_of=self._people.hours_of)
        self.made.assignments += [(uid, one, span, percent) for one in assigned]
        return assigned

    # Links

    def _links(self, index: int, member: Task | Milestone, phase: Phase) -> Iterator[str]:
        """Yield the links of a task; those of its phase stand on the phase."""
        links = member.after
        if isinstance(member, Milestone) and not links:
            links = tuple(Link(task.id) for task in phase.tasks)
        for place, link in enumerate(links):
            if link.predecessor in self._numbers:
                yield self._link(link, self._lags[index][place])

    def _link(self, link: Link, lag: int) -> str:
        unit = "e%" if link.lag_unit == "%" and self._is_elapsed(link.predecessor) else link.lag_unit
        return around(
            "PredecessorLink",
            [
                elements(
                    ("PredecessorUID", self._numbers[link.predecessor]),
                    ("Type", codes.LINK_TYPES[link.type]),
                    ("CrossProject", 0),
                    ("LinkLag", int(link.lag) if link.lag_unit == "%" else lag * 10),
                    ("LagFormat", codes.UNITS[unit]),
                )
            ],
        )

    def _is_elapsed(self, identity: str) -> bool:
        return identity in self._index and self._solved.rows[self._index[identity]].length.unit == "ed"

    def _lag_of_phase(self, link: Link, calendar: WorkCalendar) -> int:
        if link.lag_unit in ELAPSED_MINUTES:
            return int(link.lag * ELAPSED_MINUTES[link.lag_unit])
        return 0 if link.lag_unit == "%" else amount_in_minutes(link.lag, link.lag_unit, calendar)

    # Calendars and dates

    def _calendar(self, index: int) -> WorkCalendar:
        return self._solved.network.calendars[self._solved.network.activities[index].calendar]

    def _task_calendar(self, row: Row) -> tuple[int, bool]:
        """Return the number of the calendar that a task runs on, and whether its people's calendars do not matter.

        It is -1 for the project's. A calendar that follows from a task's people is written too: Project would let each
        of several people work at their own times, a plan means the time they have in common.
        """
        book = self._solved.book
        if row.is_milestone and not row.calendar:
            return self._calendar_of_milestone(row), False
        if row.length.unit == "ed":
            return -1, False
        if book.counts_elapsed and row.length.unit != "h":
            return (self._calendars.number(EVERY_DAY), True) if row.people else (-1, False)
        key = book.key_for(row.calendar, row.people, row.sites)
        if row.calendar or key != book.key_for("", row.people):
            return self._calendars.number(key), True
        return (-1 if key == book.home else self._calendars.number(key)), False

    def _calendar_of_milestone(self, row: Row) -> int:
        """Return the number of the calendar on which a milestone lies: that of what it waits for, else any time."""
        book = self._solved.book
        calendar = self._calendar(self._index[row.id])
        for key in (ELAPSED, *((name,) for name in book.named_patterns())):
            if book.calendar(key) is calendar:
                return self._calendars.number(key)
        return -1

    def _span(self, index: int, task: ScheduledTask) -> tuple[int, int]:
        """Return start and finish as instants, at the hours at which work begins and ends."""
        calendar = self._calendar(index)
        if task.is_milestone:
            passes = self._solved.passes
            begins = passes.scheduled_begins[index] and task.finished is None
            time = task.start_time if begins else task.finish_time
            at = self._instant(calendar, task.finish, time, finish=not begins)
            return at, at
        start = self._instant(calendar, task.start, task.start_time, finish=False)
        return start, max(start, self._instant(calendar, task.finish, task.finish_time, finish=True))

    def _instant(self, calendar: WorkCalendar, day: date, time: str | None, *, finish: bool) -> int:
        if time is not None:
            hour, minute = time.split(":")
            return day.toordinal() * DAY + int(hour) * 60 + int(minute)
        book = self._solved.book
        pattern = calendar.pattern
        if calendar is book.calendar(("elapsed", "")) or not pattern.shifts_on(day.toordinal()):
            pattern = book.calendar(PROJECT).pattern
        return day.toordinal() * DAY + edges(pattern, day)[finish]

    def _edge(self, calendar: WorkCalendar, day: date | None, *, finish: bool) -> str | None:
        return None if day is None else moment(self._instant(calendar, day, None, finish=finish))

    def _around(self, tasks: Sequence[ScheduledTask]) -> tuple[str, str]:
        spans = [self._span(self._index[task.id], task) for task in tasks]
        return moment(min(start for start, _ in spans)), moment(max(finish for _, finish in spans))

    def _constraint(
        self, member: Task | Milestone, row: Row, scheduled: ScheduledTask, index: int
    ) -> tuple[int, str | None]:
        """Return a task's one constraint and its date; note the others, and what is held at its date."""
        hidden = any(one.predecessor not in self._numbers and one.predecessor in self._index for one in member.after)
        backward = self._plan.project.start is None and not row.is_milestone
        calendar = self._calendar(index)
        made = constraint_of(
            member,
            row,
            scheduled,
            self._span(index, scheduled),
            edge=lambda day, finish: moment(self._instant(calendar, day, None, finish=finish)),
            is_held=hidden or backward,
        )
        for key in made.lost:
            self.made.left_out.setdefault(key, []).append(member.id)
        if made.is_held:
            self.made.held.append(member.id)
        return made.type, made.date

    def _baseline(self, identity: str, calendar: WorkCalendar, row: Row) -> str:
        if identity not in self._agreed:
            return ""
        first, last = self._agreed[identity]
        finish = self._edge(calendar, last, finish=True)
        start = finish if row.is_milestone else self._edge(calendar, first, finish=False)
        facts = (
            ("Number", 0),
            ("Start", start),
            ("Finish", finish),
            ("Duration", length(minutes(row.length, calendar))),
        )
        return around("Baseline", [elements(*facts, ("DurationFormat", codes.UNITS[row.length.unit]))])

    def _name(self, person: str) -> str | None:
        return self._plan.people[person].name if person else None


def _lags(solved: Solved) -> list[list[int]]:
    """Return the lags of each row's links in minutes, in their order."""
    found: list[list[int]] = []
    number = 0
    for row in solved.rows:
        found.append([solved.network.ties[number + place].lag for place in range(len(row.links))])
        number += len(row.links)
    return found
