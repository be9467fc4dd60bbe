"""A project that Microsoft Project has saved as XML (MSPDI), as an imported project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from plandocs.errors import PlanError, Problem
from plandocs.exchange.imported.ids import free_id, is_as_typed, slug
from plandocs.exchange.imported.model import ImportedLine, ImportedPerson, ImportedProject
from plandocs.exchange.mspdi import codes
from plandocs.exchange.mspdi.calendars_in import CalendarsIn, spec_of
from plandocs.exchange.mspdi.calendars_out import ANY_TIME_NAME, COMMON, EVERY_DAY_NAME, PROJECT_NAME
from plandocs.exchange.mspdi.people_in import assign, assignments_in, capacity, own_fields, people_in
from plandocs.exchange.mspdi.tasks_in import (
    LineIn,
    baseline_in,
    counts_hours,
    duration_of,
    estimates_in,
    is_elapsed,
    length_in,
    line_of,
    links_in,
    planned_minutes,
    progress_in,
)
from plandocs.exchange.mspdi.tree import MOST_TASKS, Node, read_tree
from plandocs.plan.model import Plan
from plandocs.plan.parsing import parse_currency
from plandocs.schedule.calendar import Pattern
from plandocs.schedule.calendar_book import CalendarBook

_SIDES = frozenset({"customer", "vendor", "third_party"})
_ORIGIN = 730_000
"""A day of the years that Project knows, for calendars of which only the week is asked."""


def read_mspdi(data: bytes, path: str) -> ImportedProject:
    """Return the project in a file. PlanError for what is no MSPDI, is damaged, or has no tasks."""
    return _Reading(read_tree(data, path), path).project()


class _Reading:
    """One file on its way. Calendars come first, then people, who have them, then tasks, which need both."""

    def __init__(self, root: Node, path: str) -> None:
        self._root = root
        self._path = path
        self._problems: list[Problem] = []
        self._calendars = CalendarsIn(root)
        self._main = self._calendars.base_of(root.number("CalendarUID", -1))
        self._is_ours = any(
            field.number("FieldID") == codes.TASK_ID.number and field.text("Alias") == codes.TASK_ID.alias
            for field in root.within("ExtendedAttributes", "ExtendedAttribute")
        )
        self._home = self._main
        self._counts_elapsed = self._take_elapsed()
        self._names: dict[int, str] = {}
        self._taken: set[str] = set() if self._is_ours else set(_SIDES)

    def project(self) -> ImportedProject:
        """Return the whole project."""
        root = self._root
        made = ImportedProject(source=self._path.replace("\\", "/").rpartition("/")[2])
        lines, head = self._lines()
        people, nodes = people_in(root, self._problems, ours=self._is_ours)
        self._name_calendars(lines, nodes)
        whole = self._calendars.whole(self._main)
        made.calendar = spec_of(whole, None, "the project's calendar", self._problems)
        made.calendars = {
            name: spec_of(self._calendars.whole(uid), whole, name, self._problems) for uid, name in self._names.items()
        }
        for key, person in people.items():
            self._calendar_of_person(person, nodes[key])
        book = self._book(made, people)
        for key, person in people.items():
            pattern = book.calendar(book.key_for("", (key,))).pattern
            capacity(person, nodes[key], _hours_of_week(pattern), ours=self._is_ours)
        assigned = assignments_in(root, people)
        known = {one.line.key: one for one in lines}
        for one in lines:
            length = (planned_minutes(one.node) if self._is_ours and one.minutes else None) or one.minutes
            assign(one.line, one.node, assigned.get(one.line.key, ()), people, length, ours=self._is_ours)
            self._finish_line(one, book, known)
        made.people = list(people.values())
        made.keeps_ids = self._is_ours
        made.lines = [one.line for one in lines]
        made.project = self._facts(head)
        made.as_of = self._as_of(made.lines)
        made.baseline = {one.line.key: dates for one in lines if (dates := baseline_in(one.node, one.minutes))}
        made.problems = [*self._calendars.problems, *self._problems, *self._unknown_fields()]
        return made

    def _lines(self) -> tuple[list[LineIn], Node | None]:
        """Return the tasks, and the line of the project itself."""
        found: list[LineIn] = []
        head: Node | None = None
        seen: set[str] = set()
        for node in self._root.within("Tasks", "Task"):
            if node.text("UID") == "0" or (node.has("OutlineLevel") and node.number("OutlineLevel", 1) == 0):
                head = head or node
                continue
            if node.is_set("IsNull") or not node.text("UID") or node.text("UID") in seen:
                continue
            if node.has("Active") and not node.is_set("Active"):
                self._tell(f"the inactive task '{node.text('Name')[:60]}' is left out")
                continue
            seen.add(node.text("UID"))
            found.append(line_of(node, self._problems, ours=self._is_ours))
            if len(found) > MOST_TASKS:
                message = f"the file has more than {MOST_TASKS:,} tasks"
                raise PlanError(Problem(rule="too-large", message=message, path=self._path))
        if not found:
            raise PlanError(Problem(rule="no-task-list", message="the project has no tasks", path=self._path))
        return found, head

    # Calendars

    def _take_elapsed(self) -> bool:
        """Return whether a file of ours counts every day; then its calendar of working days is the project's."""
        home = self._calendars.get(self._home)
        if not self._is_ours or home is None or home.name != EVERY_DAY_NAME:
            return False
        for node in self._root.within("Calendars", "Calendar"):
            if node.text("Name") == PROJECT_NAME and node.is_set("IsBaseCalendar"):
                self._main = node.number("UID", -1)
        return self._main != self._home

    def _name_calendars(self, lines: Sequence[LineIn], people: Mapping[str, Node]) -> None:
        """Give a name to each calendar that somebody or something uses, and in a file of ours to all of its own."""
        used = [self._calendars.base_of(node.number("CalendarUID", -1)) for node in people.values()]
        used += [self._calendar_of(one) for one in lines]
        if self._is_ours:
            used += [
                node.number("UID", -1)
                for node in self._root.within("Calendars", "Calendar")
                if not node.text("Name").startswith((COMMON, ANY_TIME_NAME))
            ]
        for uid in used:
            found = self._calendars.get(uid)
            if found is None or uid in (self._main, self._home) or uid in self._names:
                continue
            if self._is_ours and not found.is_base:
                continue
            wanted = found.name if self._is_ours and is_as_typed(found.name) else slug(found.name)
            self._names[uid] = free_id(wanted, self._taken, f"calendar-{len(self._names) + 1}")

    def _calendar_of(self, one: LineIn) -> int:
        """Return the number of a task's own calendar, -1 where it has none, or in a file of ours its people's."""
        if self._is_ours and not one.node.is_set("IgnoreResourceCalendar"):
            return -1
        return self._calendars.base_of(one.node.number("CalendarUID", -1))

    def _calendar_of_person(self, person: ImportedPerson, node: Node) -> None:
        name = self._names.get(self._calendars.base_of(node.number("CalendarUID", -1)), "")
        if name and name != person.fields.get("side"):
            person.fields["calendar"] = name

    def _book(self, made: ImportedProject, people: Mapping[str, ImportedPerson]) -> CalendarBook:
        """Return the plan's calendars as the scheduler knows them, with people by their keys."""
        spoken: dict[str, Any] = {
            "project": {"name": "?", "day_count": "elapsed" if self._counts_elapsed else "working"},
            "calendar": made.calendar,
            "calendars": made.calendars,
            "people": {
                key: {
                    "name": person.name,
                    "side": person.fields.get("side") or "vendor",
                    "calendar": person.fields.get("calendar") or "",
                }
                for key, person in people.items()
            },
            "phases": [{"id": "?", "name": "?"}],
        }
        return CalendarBook(Plan.model_validate(spoken), _ORIGIN)

    # Tasks

    def _finish_line(self, one: LineIn, book: CalendarBook, known: Mapping[str, LineIn]) -> None:
        """Add what depends on a task's calendar: its length, lags, progress."""
        line, node = one.line, one.node
        name = self._names.get(self._calendar_of(one), "")
        if name and not line.is_heading:
            line.fields["calendar"] = name
        people = (*((line.owner,) if line.owner else ()), *line.helpers)
        key = book.home if line.is_heading else book.key_for(name, people)
        if book.counts_elapsed and not counts_hours(node):
            key = book.home
        pattern = book.calendar(key).pattern
        on_home = book.counts_elapsed or not one.minutes
        line.links = list(self._links(one, book.home_pattern if on_home else pattern, known))
        if line.is_heading:
            return
        line.length = length_in(node, one.minutes, pattern)
        planned = planned_minutes(node) if self._is_ours else None
        if planned is not None and planned != one.minutes and one.minutes:
            line.length = length_in(node, planned, pattern)
            left = node.minutes("RemainingDuration") or one.minutes
            line.fields["remaining"] = str(length_in(node, left, pattern))

        def measure(minutes: int) -> Any:
            return length_in(node, minutes, pattern) if is_elapsed(node) else duration_of(minutes, pattern)

        progress_in(node, line, one.minutes, measure)
        if self._is_ours and (estimates := estimates_in(node, pattern)):
            line.fields["estimate"] = estimates

    def _links(self, one: LineIn, pattern: Pattern, known: Mapping[str, LineIn]) -> Iterator[Any]:
        for link in links_in(one.node, pattern, known, one.line):
            if link.predecessor in known:
                yield link
            else:
                self._tell(f"'{one.line.name[:60]}' waits for a task outside the file: the link is left out")

    # The project

    def _facts(self, head: Node | None) -> dict[str, Any]:
        root = self._root
        start = root.moment("StartDate")
        if not self._is_ours and root.has("ScheduleFromStart") and not root.is_set("ScheduleFromStart"):
            self._tell("the project is scheduled from its finish in Project; the plan is scheduled from its start")
        own = own_fields(head, ours=self._is_ours) if head is not None else {}
        title = root.text("Title") or (head.text("Name") if head is not None else "")
        return {
            "name": title,
            "id": root.text("Subject") if self._is_ours else "",
            "customer": root.text("Category") if self._is_ours else "",
            "vendor": root.text("Company"),
            "start": start.date() if start else None,
            "go_live": own.get(codes.GO_LIVE.number, ""),
            "day_count": "elapsed" if self._counts_elapsed else "",
            "currency": _currency(root.text("CurrencyCode")),
            "summary": head.text("Notes")[:4000] if head is not None else "",
        }

    def _as_of(self, lines: Sequence[ImportedLine]) -> date | None:
        """Return the day up to which progress is known: the status date, else the latest real one; None for none."""
        real = [
            day for line in lines for key in ("started", "finished") if isinstance(day := line.fields.get(key), date)
        ]
        status = self._root.moment("StatusDate")
        if not self._is_ours and not real and not any("progress" in line.fields for line in lines):
            return None
        return status.date() if status else max(real, default=None)

    def _unknown_fields(self) -> Iterator[Problem]:
        """Tell the custom fields of somebody else in which something stands."""
        ours = {one.number for one in codes.FIELDS} if self._is_ours else set()
        names = {
            field.number("FieldID"): field.text("Alias") or field.text("FieldName")
            for field in self._root.within("ExtendedAttributes", "ExtendedAttribute")
        }
        counts: dict[int, int] = {}
        for node in self._root.within("Tasks", "Task"):
            for number, value in own_fields(node, ours=True).items():
                if value and number not in ours:
                    counts[number] = counts.get(number, 0) + 1
        for number, count in counts.items():
            tasks = "one task" if count == 1 else f"{count} tasks"
            message = f"the custom field '{names.get(number) or number}' of {tasks} is not taken over"
            yield Problem(rule="not-taken-over", severity="info", message=message)

    def _tell(self, message: str) -> None:
        self._problems.append(Problem(rule="not-taken-over", severity="warning", message=message))


def _currency(code: str) -> str:
    """Return a currency that a plan can have; empty for none."""
    try:
        return parse_currency(code)
    except ValueError:
        return ""


def _hours_of_week(pattern: Pattern) -> Decimal:
    return Decimal(pattern.day_minutes * pattern.days_per_week) / 60
