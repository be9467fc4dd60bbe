"""Capacity: hours asked of each person by week, against the hours they have. For the internal edition only.

A task's hours are spread evenly over its working days; the weeks follow the schedule's dates. What stands there is what
`plandocs capacity` says. Source: S25-S32.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plandocs.content.sheets import DataTable, Sheet, SheetColumn, Value, address
from plandocs.documents.workbook.calculation import Calculation, DayCalendar, look_up
from plandocs.documents.workbook.capacity_grid import FIRST_PERSON_ROW, HEAD_ROW, CapacityGrid, hours_table
from plandocs.documents.workbook.capacity_weeks import Weeks, weeks_of
from plandocs.documents.workbook.days import HOLIDAYS_NAME, WEEK_NAME
from plandocs.documents.workbook.setting import Setting, place_of, titled

TABLE = "Assignments"
_MOST_WEEKS = 80
_MOST_CALENDARS = 20
"""Calendars that one formula can count by: Excel takes 8192 characters."""


@dataclass(frozen=True, slots=True)
class _Counting:
    """How formulas count the days that tasks work; `calendars` are several only where tasks need them.

    Without any the calendars are not in the workbook, and its weeks are values.
    """

    calendars: Sequence[DayCalendar | None] = ()
    """None stands for the project's calendar where the workbook has no calculation."""

    @property
    def several(self) -> bool:
        """Whether a row has to say which calendar its task is on."""
        return len(self.calendars) > 1

    def between(self, first: str, last: str) -> str:
        """Return a formula for the working days from one day to another, both included."""
        counts = [
            f"NETWORKDAYS.INTL({first},{last},{WEEK_NAME},{HOLIDAYS_NAME})"
            if calendar is None
            else calendar.count_between(first, last)
            for calendar in self.calendars
        ]
        return f"CHOOSE({{calendar}},{','.join(counts)})" if self.several else f"({counts[0]})"


def capacity_sheet(setting: Setting, schedule: Sheet, calculation: Calculation | None) -> Sheet | None:
    """Return the sheet, or None where no task says what effort it takes or the plan is too long for weeks."""
    if not any(task.effort for task in setting.facts.plan.tasks()):
        return None
    weeks = weeks_of(setting)
    if not weeks.assignments or len(weeks.mondays) > _MOST_WEEKS:
        return None
    counting = _counting(weeks, calculation)
    first_week = 8 + counting.several
    grid = CapacityGrid(setting, weeks, TABLE, first_week)
    table = _table(setting, schedule.tables[0], weeks, counting, calculation, grid.last_row + 2)
    return setting.sheet(
        "capacity",
        note=setting.say("capacity.note" if counting.calendars else "capacity.values_note"),
        group="internal",
        tables=(table,),
        areas=(grid.area(table),),
        rules=grid.rules(),
        kept=(hours_table(setting, weeks.people),),
        freeze=(FIRST_PERSON_ROW - 1, 1),
        widths={1: _names_width(weeks), **dict.fromkeys(range(first_week, first_week + len(weeks.mondays)), 9.0)},
    )


def _names_width(weeks: Weeks) -> float:
    """Return the width of the column of names, in which the blocks' titles stand too."""
    return min(28.0, max(19.0, *(len(line.name) + 2.0 for line in weeks.people)))


def _counting(weeks: Weeks, calculation: Calculation | None) -> _Counting:
    """Return how days are counted: by the calculation's calendars, else by the project's where that is enough."""
    works = [entry.work for entry in weeks.assignments]
    if calculation is None:
        plain = not weeks.setting.counted.opened and all(map(weeks.supply.is_of_project, works))
        return _Counting((None,) if plain else ())
    asked = {work.task for work in works}
    numbers = {row.calendar.number for row in calculation.rows if row.row.id in asked}
    if len(numbers) > 1:
        return _Counting(calculation.calendars if len(calculation.calendars) <= _MOST_CALENDARS else ())
    return _Counting([calendar for calendar in calculation.calendars if calendar.number in numbers])


def _table(
    setting: Setting,
    tasks: DataTable,
    weeks: Weeks,
    counting: _Counting,
    calculation: Calculation | None,
    row: int,
) -> DataTable:
    columns = _columns(setting, tasks, counting, calculation)
    for number, monday in enumerate(weeks.mondays):
        title = setting.words.formats.day_month(monday)
        formula = _week_formula(address(HEAD_ROW, len(columns) + 1, fixed=True), counting)
        columns.append(setting.column(f"week_{number}", "number", formula=formula, hide_zero=True, title=title))
    of_task = {line.row.id: line.calendar.number for line in calculation.rows} if calculation is not None else {}
    rows = []
    for entry in weeks.assignments:
        task = entry.task
        calendar: tuple[Value, ...] = (of_task[task.id],) if counting.several else ()
        name = setting.facts.people.name(entry.person)
        head: tuple[Value, ...] = (name, task.name, task.id, entry.hours, task.start, task.finish)
        rows.append((*head, *calendar, entry.days, *entry.by_week))
    return DataTable(
        name=TABLE, columns=titled(columns), rows=tuple(rows), row=row, alt=setting.say("sheet.capacity.alt")
    )


def _columns(
    setting: Setting, tasks: DataTable, counting: _Counting, calculation: Calculation | None
) -> list[SheetColumn]:
    """Return the columns before the weeks."""
    place = place_of(tasks, "id", "{id}")
    columns = [
        setting.column("person", "text", "input", people=True, most=28),
        setting.column("task", "text", formula=f"INDEX({tasks.whole('name')},{place})", most=40),
        setting.column("id", "id", "input"),
        setting.column("hours_of_work", "number", "input"),
        setting.column("start", "date", formula=f"INDEX({tasks.whole('start')},{place})"),
        setting.column("finish", "date", formula=f"INDEX({tasks.whole('finish')},{place})"),
    ]
    if counting.several and calculation is not None:
        found, title = look_up(calculation, "calendar", "{id}"), setting.say("calculation.column.calendar")
        columns.append(setting.column("calendar", "number", formula=found, title=title))
    days = counting.between("{start}", "{finish}") if counting.calendars else ""
    return [*columns, setting.column("days", "number", formula=days)]


def _week_formula(day: str, counting: _Counting) -> str:
    """Return a formula for the hours that fall into the week of a day; a task without working days has its first."""
    if not counting.calendars:
        return ""
    first, last = f"MAX({{start}},{day})", f"MIN({{finish}},{day}+6)"
    part = counting.between(first, last)
    at_start = f"IF(AND({{start}}>={day},{{start}}<={day}+6),{{hours_of_work}},0)"
    spread = f"IF({first}>{last},0,{{hours_of_work}}*{part}/{{days}})"
    return f"ROUND(IF({{days}}=0,{at_start},{spread}),2)"
