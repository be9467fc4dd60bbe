"""Capacity: hours asked of each person by week, against the hours they have. For the internal edition only.

A task's hours are spread evenly over its working days; the weeks follow the schedule's dates. Source: S25-S32.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from plandocs.content.facts import TaskFact
from plandocs.content.sheets import (
    Area,
    AreaRule,
    DataTable,
    Formula,
    Item,
    Sheet,
    Value,
    address,
    column_letters,
    column_reference,
    quoted,
)
from plandocs.documents.workbook.days import HOLIDAYS_NAME, WEEK_NAME
from plandocs.documents.workbook.setting import Setting, place_of, titled
from plandocs.plan.values import Duration

TABLE, HOURS_TABLE = "Assignments", "HoursPerWeek"
_MOST_WEEKS = 80
_HEAD_ROW, _DAYS_ROW = 5, 6
_FIRST_WEEK = 8
"""The column of the first week, in the table and in the grid above it."""
_STANDARD_HOURS = Decimal(8)
_DAYS_IN_UNIT = {"d": 1, "w": 5}


@dataclass(frozen=True, slots=True)
class _Assignment:
    person: str
    task: TaskFact
    hours: float


@dataclass(frozen=True, slots=True)
class _Weeks:
    """The weeks by their Monday, and the calendar their days are counted by."""

    setting: Setting
    mondays: tuple[date, ...]

    def days(self, place: int) -> int:
        """Return the working days of a week."""
        monday = self.mondays[place]
        return self.setting.counted.days.count(monday, monday + timedelta(days=6))

    def hours(self, assignment: _Assignment, place: int) -> float:
        """Return the hours of an assignment that fall into a week."""
        monday, task, days = self.mondays[place], assignment.task, self.setting.counted.days
        whole = days.count(task.start, task.finish)
        part = days.count(max(task.start, monday), min(task.finish, monday + timedelta(days=6)))
        return round(assignment.hours * part / whole, 2) if whole else 0.0


def capacity_sheet(setting: Setting, schedule: Sheet) -> Sheet | None:
    """Return the sheet, or None where no task says what effort it takes or the plan is too long for weeks."""
    found = _assignments(setting)
    rows = setting.facts.rows
    start, finish = min(row.start for row in rows), max(row.finish for row in rows)
    monday = start - timedelta(days=start.weekday())
    mondays = tuple(monday + timedelta(weeks=week) for week in range((finish - monday).days // 7 + 1))
    if not found or len(mondays) > _MOST_WEEKS or setting.counted.opened:
        return None
    weeks = _Weeks(setting, mondays)
    people = list(dict.fromkeys(assignment.person for assignment in found))
    table = _table(setting, schedule.tables[0], found, weeks, _DAYS_ROW + len(people) + 3)
    grid, rules = _grid(setting, table, found, people, weeks)
    return setting.sheet(
        "capacity",
        group="internal",
        tables=(table,),
        areas=(grid,),
        rules=rules,
        kept=(_hours_table(setting, people),),
        freeze=(_DAYS_ROW, 1),
        widths=dict.fromkeys(range(_FIRST_WEEK, _FIRST_WEEK + len(mondays)), 9.0),
    )


def _assignments(setting: Setting) -> list[_Assignment]:
    facts = setting.facts
    effort = {task.id: task.effort for task in facts.plan.tasks()}
    a_day = facts.plan.calendar.hours_per_day or _STANDARD_HOURS
    return [
        _Assignment(person, row, _hours(length, a_day))
        for row in facts.rows
        for person, length in effort.get(row.id, {}).items()
        if not length.is_zero
    ]


def _hours(length: Duration, a_day: Decimal) -> float:
    """Return an effort in hours; days and weeks are of the plan's working days."""
    return float(length.amount if length.unit == "h" else length.amount * a_day * _DAYS_IN_UNIT.get(length.unit, 1))


def _table(setting: Setting, tasks: DataTable, found: list[_Assignment], weeks: _Weeks, row: int) -> DataTable:
    place = place_of(tasks, "id", "{id}")
    count = f"NETWORKDAYS.INTL({{start}},{{finish}},{WEEK_NAME},{HOLIDAYS_NAME})"
    columns = [
        setting.column("person", "text", "input", people=True, most=28),
        setting.column("task", "text", formula=f"INDEX({tasks.whole('name')},{place})", most=40),
        setting.column("id", "id", "input"),
        setting.column("hours_of_work", "number", "input"),
        setting.column("start", "date", formula=f"INDEX({tasks.whole('start')},{place})"),
        setting.column("finish", "date", formula=f"INDEX({tasks.whole('finish')},{place})"),
        setting.column("days", "number", formula=count),
    ]
    for number, monday in enumerate(weeks.mondays):
        title = setting.words.formats.day_month(monday)
        day = address(_HEAD_ROW, _FIRST_WEEK + number, fixed=True)
        columns.append(
            setting.column(f"week_{number}", "number", formula=_week_formula(day), hide_zero=True, title=title)
        )
    days = setting.counted.days
    rows = []
    for entry in found:
        task = entry.task
        head: tuple[Value, ...] = (
            setting.facts.people.name(entry.person),
            task.name,
            task.id,
            entry.hours,
            task.start,
            task.finish,
            days.count(task.start, task.finish),
        )
        rows.append((*head, *(weeks.hours(entry, number) for number in range(len(weeks.mondays)))))
    return DataTable(
        name=TABLE, columns=titled(columns), rows=tuple(rows), row=row, alt=setting.say("sheet.capacity.alt")
    )


def _week_formula(day: str) -> str:
    first, last = f"MAX({{start}},{day})", f"MIN({{finish}},{day}+6)"
    part = f"NETWORKDAYS.INTL({first},{last},{WEEK_NAME},{HOLIDAYS_NAME})"
    return f"IF(OR({first}>{last},{{days}}=0),0,ROUND({{hours_of_work}}*{part}/{{days}},2))"


def _grid(
    setting: Setting, table: DataTable, found: list[_Assignment], people: list[str], weeks: _Weeks
) -> tuple[Area, tuple[AreaRule, ...]]:
    """Return hours by person and week above the table, and the rule that marks weeks with too many."""
    width = len(weeks.mondays)
    gap: tuple[Item | None, ...] = tuple(Item(None, "header") for _ in range(_FIRST_WEEK - 4))
    titles = [setting.say(f"column.{key}") for key in ("person", "available", "weeks_over")]
    head = (*(Item(title, "header") for title in titles), *gap, *(Item(day, "week") for day in weeks.mondays))
    lines: list[tuple[Item | None, ...]] = [head, _working_days(setting, weeks)]
    first, last = column_letters(_FIRST_WEEK), column_letters(_FIRST_WEEK + width - 1)
    full = sum(setting.counted.days.week)
    for number, key in enumerate(people):
        row = _DAYS_ROW + 1 + number
        person = setting.facts.people.get(key)
        available = person.hours_per_week if person else None
        demand = [
            round(sum(weeks.hours(entry, place) for entry in found if entry.person == key), 2) for place in range(width)
        ]
        over = sum(
            available is not None and hours > available * weeks.days(place) / full + 0.005
            for place, hours in enumerate(demand)
        )
        limit = f"$B{row}*{first}${_DAYS_ROW}:{last}${_DAYS_ROW}/{full}+0.005"
        weeks_over = f'IF($B{row}="",0,SUMPRODUCT(--({first}{row}:{last}{row}>{limit})))'
        items: list[Item | None] = [
            Item(person.name if person else key, "plain"),
            Item(available, "input_number"),
            Item(Formula(weeks_over, over), "formula_number"),
            *(None for _ in gap),
        ]
        for place, hours in enumerate(demand):
            title = next(column.title for column in table.columns if column.key == f"week_{place}")
            formula = f"ROUND(SUMPRODUCT(({table.whole('person')}=$A{row})*{column_reference(TABLE, title)}),2)"
            items.append(Item(Formula(formula, hours), "formula_number"))
        lines.append(tuple(items))
    top, bottom = _DAYS_ROW + 1, _DAYS_ROW + len(people)
    when = f"AND($B{top}<>{quoted('')},{first}{top}>$B{top}*{first}${_DAYS_ROW}/{full}+0.005)"
    rules = (
        AreaRule(f"{first}{top}:{last}{bottom}", when, "bad"),
        AreaRule(f"C{top}:C{bottom}", f"C{top}>0", "bad"),
    )
    return Area(_HEAD_ROW, 1, tuple(lines)), rules


def _hours_table(setting: Setting, people: list[str]) -> DataTable:
    """Return the hours that people have, as the grid shows them and as they are read back."""
    known = [setting.facts.people.get(key) for key in people]
    rows: list[tuple[Value, ...]] = [(setting.say("column.working_days"), None)]
    rows += [(person.name, person.hours_per_week) for person in known if person is not None]
    columns = [setting.column("person"), setting.column("available", "number", "input")]
    return DataTable(name=HOURS_TABLE, columns=titled(columns), rows=tuple(rows), row=_HEAD_ROW)


def _working_days(setting: Setting, weeks: _Weeks) -> tuple[Item | None, ...]:
    """Return the row with the working days of each week."""
    items: list[Item | None] = [
        Item(setting.say("column.working_days"), "label"),
        *(None for _ in range(_FIRST_WEEK - 2)),
    ]
    for place in range(len(weeks.mondays)):
        day = address(_HEAD_ROW, _FIRST_WEEK + place)
        formula = f"NETWORKDAYS.INTL({day},{day}+6,{WEEK_NAME},{HOLIDAYS_NAME})"
        items.append(Item(Formula(formula, weeks.days(place)), "formula_number"))
    return tuple(items)
