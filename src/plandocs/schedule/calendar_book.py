"""All calendars of a plan, compiled once each: the project's, named ones, and the common time of several.

A calendar is asked for by key: the sorted names of those whose common time counts, the empty key for the project's.
Two keys stand apart: `EVERY_DAY`, the project's calendar without weekends and holidays, which an elapsed day count
uses, and `ELAPSED`, time itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from plandocs.plan.model import Plan
from plandocs.schedule.calendar import EVERY_MINUTE, JointPattern, Pattern, WeekPattern, WorkCalendar
from plandocs.schedule.patterns import every_day, week_pattern

Key = tuple[str, ...]

PROJECT: Key = ("",)
EVERY_DAY: Key = ("every day", "")
ELAPSED: Key = ("elapsed", "")


def is_of_whole_days(plan: Plan) -> bool:
    """Return whether every duration and lag of a plan is whole days or weeks."""
    tasks = {task.id: task for task in plan.tasks()}
    lengths = [length for task in tasks.values() for length in (task.length, task.remaining) if length is not None]
    if any(length.unit == "h" or length.amount % 1 for length in lengths):
        return False
    links = [link for task in tasks.values() for link in task.after]
    links += [link for phase in plan.phases for link in phase.after]
    links += [link for milestone in plan.milestones() for link in milestone.after]
    for link in links:
        share = link.lag
        if link.lag_unit == "%" and link.predecessor in tasks:
            share = tasks[link.predecessor].length.amount * link.lag / 100
        if link.lag_unit in ("h", "eh") or share % 1:
            return False
    return True


class CalendarBook:
    """The calendars of one plan. `calendars` grows as keys are asked for; indexes into it stay valid."""

    def __init__(self, plan: Plan, origin: int) -> None:
        self.project = week_pattern("", plan.calendar, language=plan.project.language)
        self.counts_elapsed = plan.project.day_count == "elapsed"
        self.lags_of_predecessor = plan.project.lag_calendar == "predecessor"
        self.calendars: list[WorkCalendar] = []
        self._plan = plan
        self._origin = origin
        self._patterns: dict[str, WeekPattern] = {"": self.project}
        self._index: dict[Key, int] = {}
        specs = [plan.calendar, *plan.calendars.values()]
        self._snaps = all(spec.hours is None for spec in specs)
        self._steps = self._snaps and is_of_whole_days(plan)

    @property
    def home(self) -> Key:
        """The key of the calendar that the plan's day count means."""
        return EVERY_DAY if self.counts_elapsed else PROJECT

    @property
    def home_pattern(self) -> WeekPattern:
        """The pattern of the calendar that the plan's day count means."""
        return every_day(self.project) if self.counts_elapsed else self.project

    def named_patterns(self) -> dict[str, WeekPattern]:
        """Return the plan's further calendars by name."""
        return {name: self._named(name) for name in self._plan.calendars}

    def index(self, key: Key) -> int:
        """Return the place of a calendar in `calendars`, compiling it when it is new."""
        if key not in self._index:
            self._index[key] = len(self.calendars)
            self.calendars.append(WorkCalendar(self._pattern(key), self._origin, snaps=self._snaps, steps=self._steps))
        return self._index[key]

    def calendar(self, key: Key) -> WorkCalendar:
        """Return a compiled calendar."""
        return self.calendars[self.index(key)]

    def key_for(self, calendar: str, people: Iterable[str], sites: Iterable[str] = ()) -> Key:
        """Return the key of a task's working calendar.

        A task's own calendar wins. Else it is the common time of its people and of the sites where it is done; a
        person's calendar is their own, else the one named after their side, else the project's. A site without a
        calendar adds nothing.
        """
        if calendar:
            return (calendar,)
        names = {self._of_person(person) for person in people} | self._of_sites(sites)
        return tuple(sorted(names)) or PROJECT

    def _of_sites(self, sites: Iterable[str]) -> set[str]:
        known = self._plan.rollout.sites if self._plan.rollout else {}
        return {known[site].calendar for site in sites if site in known and known[site].calendar}

    def _of_person(self, key: str) -> str:
        person = self._plan.people.get(key)
        if person is None:
            return ""
        if person.calendar:
            return person.calendar
        return person.side if person.side in self._plan.calendars else ""

    def _pattern(self, key: Key) -> Pattern:
        if key == EVERY_DAY:
            return every_day(self.project)
        if key == ELAPSED:
            return EVERY_MINUTE
        parts = [self._named(name) for name in key]
        return parts[0] if len(parts) == 1 else JointPattern(" and ".join(n or "project" for n in key), tuple(parts))

    def _named(self, name: str) -> WeekPattern:
        if name not in self._patterns:
            self._patterns[name] = week_pattern(
                name, self._plan.calendars[name], self.project, self._plan.project.language
            )
        return self._patterns[name]
