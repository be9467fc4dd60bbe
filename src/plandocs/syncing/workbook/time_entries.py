"""Rows about people's time as changes of the plan: touchpoints, days off, hours of tasks, hours of people.

These sheets do not show the plan line by line: a touchpoint stands there once for each of its dates, public holidays
stand among the plan's own, and hours may be days in the file. What can be said of the plan's own line is changed there;
the rest is told with its cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from plandocs.content.sheets import DataTable
from plandocs.errors import Problem
from plandocs.exchange.patching import Value
from plandocs.plan.durations import plain_decimal
from plandocs.syncing.workbook.entries import Entries, Group
from plandocs.syncing.workbook.fields import HOURS, TOUCHPOINT, WORK, Field
from plandocs.syncing.workbook.merge import Row, Typed
from plandocs.syncing.workbook.places import Path, touchpoint_places
from plandocs.syncing.workbook.values import Unusable


class _Unread:
    """What a cell gives that cannot be taken: its problem is told already."""


_UNREAD = _Unread()
_HOLIDAYS: Path = ("calendar", "holidays")
_WORKED: Path = ("calendar", "working_days")


@dataclass(frozen=True)
class TimeEntries(Entries):
    """All entries; `tables` are the tables that the workbook would have if it were made now."""

    tables: Mapping[str, DataTable] = field(default_factory=dict)

    def group(self, table: str, row: Row, problems: list[Problem]) -> Group:
        """Return the changes of one row; what cannot be taken is added to the problems."""
        changes = {
            "Touchpoints": self._touchpoint,
            "DaysOff": self._day_off,
            "DaysWorked": self._day_worked,
            "Assignments": self._assignment,
            "HoursPerWeek": self._hours,
        }.get(table)
        if changes is None:
            return super().group(table, row, problems)
        group = Group(row.place)
        changes(row, group, problems)
        return group

    # Touchpoints

    def _touchpoint(self, row: Row, group: Group, problems: list[Problem]) -> None:
        if row.number is None:
            self._new_touchpoint(row, group, problems)
            return
        place = touchpoint_places(self.facts)[row.number]
        path: Path = ("communications", place)
        about = self.facts.plan.communications[place].what
        once = not self.facts.plan.communications[place].days
        for typed in row.cells:
            if typed.key == "date" and not once:
                message = f"{typed.place}: the dates of '{about}' follow from its days and weeks"
                problems.append(self._problem("not-read-back", message, typed.place, "change 'days' in the plan"))
                continue
            value = self._read(typed, TOUCHPOINT, problems)
            if isinstance(value, _Unread):
                continue
            key = TOUCHPOINT[typed.key].key
            before = self._said_of_series.setdefault((place, key), (value, typed.place))
            if before[0] != value:
                message = f"{typed.place}: '{about}' has one '{key}' for all its dates, and {before[1]} says another"
                problems.append(self._problem("changed-twice", message, typed.place, "write the same into both rows"))
            elif before[1] == typed.place:
                self._put(path, key, value, ("Touchpoints", about, typed.now), group)

    @cached_property
    def _said_of_series(self) -> dict[tuple[int, str], tuple[object, str]]:
        """What a touchpoint's rows have said so far, by entry and key, with the cell that said it first."""
        return {}

    def _new_touchpoint(self, row: Row, group: Group, problems: list[Problem]) -> None:
        entry = self._entry(row, TOUCHPOINT, ("touchpoint", "date"), problems)
        if entry is not None:
            self._insert(("communications",), entry, "Touchpoints", str(entry["what"]), group)

    # Days off, and days worked in spite of the week

    def _day_off(self, row: Row, group: Group, problems: list[Problem]) -> None:
        fields = {"date": Field("date", "day", needed=True), "holiday": Field("name")}
        if row.number is None:
            entry = self._entry(row, fields, ("date",), problems)
            if entry is not None:
                value: Value = entry if "name" in entry else entry["date"]
                self._insert_any(_HOLIDAYS, value, str(entry["date"]), group)
            return
        day = self._day_shown("DaysOff", row.number)
        own = [holiday.date for holiday in self.facts.plan.calendar.holidays]
        for typed in row.cells:
            if day not in own:
                message = (
                    f"{typed.place}: {typed.now or day} is a public holiday, or one that the plan counts by itself"
                )
                fix = "change the country or the holidays of 'calendar' in the plan"
                problems.append(self._problem("not-read-back", message, typed.place, fix))
                continue
            path: Path = (*_HOLIDAYS, own.index(day))
            new = self._read(typed, fields, problems)
            if isinstance(new, _Unread):
                continue
            if isinstance(self._raw(path), dict):
                self._put(path, fields[typed.key].key, new, ("DaysOff", str(day), typed.now), group)
            elif typed.key == "date":
                self._replace(path, new, str(day), typed.now, group)
            elif new is not None:
                self._replace(path, {"date": day, "name": new}, str(day), typed.now, group)

    def _day_worked(self, row: Row, group: Group, problems: list[Problem]) -> None:
        fields = {"date": Field("date", "day", needed=True)}
        if row.number is None:
            entry = self._entry(row, fields, ("date",), problems)
            if entry is not None:
                self._insert_any(_WORKED, entry["date"], str(entry["date"]), group)
            return
        day = self._day_shown("DaysWorked", row.number)
        own = list(self.facts.plan.calendar.working_days)
        for typed in row.cells:
            new = self._read(typed, fields, problems)
            if isinstance(new, _Unread):
                continue
            if day in own:
                self._replace((*_WORKED, own.index(day)), new, str(day), typed.now, group)
            else:
                problems.append(self._not_read(typed))

    # Hours

    def _assignment(self, row: Row, group: Group, problems: list[Problem]) -> None:
        said = {typed.key: typed for typed in row.cells}
        if row.number is None:
            entry = self._entry(row, WORK, ("person", "id", "hours_of_work"), problems)
            if entry is None:
                return
            task, person, typed = str(entry["task"]), str(entry["person"]), said["hours_of_work"]
        else:
            task = self._shown("Assignments", row.number, "id")
            person = self._person_of(task, self._shown("Assignments", row.number, "person"))
            problems += [self._not_read(typed) for key, typed in said.items() if key != "hours_of_work"]
            if "hours_of_work" not in said:
                return
            typed = said["hours_of_work"]
        path = self._task_paths.get(task)
        if path is None or not self.source.has(path) or not person:
            message = f"{typed.place}: the plan has no line of its own for this work of '{task}'"
            problems.append(self._problem("not-a-line", message, typed.place, "change it in the plan by hand"))
            return
        hours = self._read(typed, WORK, problems)
        if not isinstance(hours, _Unread):
            value = None if hours is None else f"{plain_decimal(Decimal(str(hours)))}h"
            self._put((*path, "effort"), person, value, (task, f"effort of {person}", typed.now), group)

    def _person_of(self, task: str, name: str) -> str:
        """Return the id of who is called so among those a task takes work of; empty where that is not one person."""
        effort: Mapping[str, object] = next((t.effort for t in self.facts.plan.tasks() if t.id == task), {})
        found = [person for person in effort if self.facts.people.name(person) == name]
        return found[0] if len(found) == 1 else ""

    def _hours(self, row: Row, group: Group, problems: list[Problem]) -> None:
        """Take the hours a week of a person. Rows of nobody in the plan are other lines of the sheet."""
        said = {typed.key: typed for typed in row.cells}
        name = said["person"].said if row.number is None and "person" in said else ""
        if row.number is not None:
            name = self._shown("HoursPerWeek", row.number, "person")
        found = [person.id for person in self.facts.people if person.name == name]
        for typed in row.cells if found else ():
            if typed.key == "person" and row.number is None:
                continue
            value = self._read(typed, HOURS, problems)
            if isinstance(value, _Unread):
                continue
            if len(found) != 1:
                message = f"{typed.place}: several people are called '{name}'"
                problems.append(self._problem("cell-value", message, typed.place, "change it in the plan by hand"))
                continue
            self._put(("people", found[0]), HOURS[typed.key].key, value, (found[0], name, typed.now), group)

    # What they share

    def _read(self, typed: Typed, fields: Mapping[str, Field], problems: list[Problem]) -> Value | _Unread:
        """Return what a cell means; what it cannot mean is added to the problems and gives `_UNREAD`."""
        if typed.key not in fields:
            problems.append(self._not_read(typed))
            return _UNREAD
        try:
            return self.reading.value(typed.cell, fields[typed.key], typed.said)
        except Unusable as error:
            problems.append(self._refused(typed, error))
            return _UNREAD

    def _entry(
        self, row: Row, fields: Mapping[str, Field], needed: Sequence[str], problems: list[Problem]
    ) -> dict[str, Value] | None:
        """Return a new row as an entry; None where it lacks something or holds what cannot be taken."""
        entry: dict[str, Value] = {}
        fine = True
        for typed in row.cells:
            value = self._read(typed, fields, problems)
            if isinstance(value, _Unread):
                fine = False
            elif value is not None:
                entry[fields[typed.key].key] = value
        lacking = [fields[key].key for key in needed if fields[key].key not in entry]
        if fine and lacking:
            message = f"{row.place}: a new row needs {' and '.join(repr(key) for key in lacking)}"
            problems.append(self._problem("row-incomplete", message, row.place, "fill it in, or clear the row"))
        return entry if fine and not lacking else None

    def _put(self, path: Path, key: str, value: Value, told: tuple[str, str, str], group: Group) -> None:
        """Set a key, or take it out where there is no value. `told` are label, what it is about, and the old value."""
        label, about, old = told
        if value is None:
            self._remove(path, key, label, about, old, group)
        else:
            self._set(path, key, value, label, about, old, group)

    def _shown(self, table: str, number: int, key: str) -> str:
        """Return what a table would show now in one of its rows."""
        made = self.tables[table]
        value = made.rows[number][[column.key for column in made.columns].index(key)]
        return str(value)

    def _day_shown(self, table: str, number: int) -> date:
        return date.fromisoformat(self._shown(table, number, "date"))
