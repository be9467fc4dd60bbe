"""The schedule: every task with its dates, what people report of it, its slip, and bars that follow the dates."""

from __future__ import annotations

from datetime import date, timedelta

from plandocs.content.facts import PhaseFact, TaskFact
from plandocs.content.sheets import (
    AS_OF_NAME,
    Area,
    Bounds,
    DataTable,
    GridGantt,
    Item,
    Rule,
    Scale,
    Sheet,
    SheetColumn,
    Value,
    quoted,
)
from plandocs.documents.workbook.calculation import Calculation, look_up, why_not
from plandocs.documents.workbook.setting import Setting, titled
from plandocs.schedule.comparison import MODERATE_SLIP

TABLE = "Tasks"
_DAY_SCALE_UP_TO, _WEEK_SCALE_UP_TO = 35, 378
"""Days of a plan up to which its bars are drawn by day, and by week."""
_MOST_COLUMNS = 60
_LITE_LEAVES_OUT = frozenset({"finished", "base_start", "float", "side"})
_FORECAST_ONLY = frozenset({"base_start", "base_finish", "slip"})
"""Columns that compare a forecast with what was agreed: where there is none, the dates are the agreed ones."""
_PRINTED_UP_TO = "planned_days"
_KEPT_COLUMNS = 2
"""Columns that stay beside the bars: number and task."""


def schedule_sheet(setting: Setting, calculation: Calculation | None) -> Sheet:
    """Return the sheet with the table `Tasks`; without a calculation its dates are values, and it says why."""
    table = tasks_table(setting, calculation)
    gantt = _gantt(setting, table)
    # In a line of its own: the purpose has the logo beside it, and a sheet of few columns is narrow. Behind the columns
    # that come again beside the bars on paper, where nothing would be left of it.
    note = Item(setting.say(f"dates.{'follow' if calculation is not None else why_not(setting)}"), "label")
    return setting.sheet(
        "schedule",
        group="plan",
        areas=(Area(table.row - 1, _KEPT_COLUMNS + 1, ((note,),)),),
        tables=(table,),
        gantt=gantt,
        freeze=(table.row, _KEPT_COLUMNS),
        repeat_rows=(table.row - 1, table.row),
        holds_as_of=setting.lite,
        logo_column=table.number_of("status") if setting.lite else 0,
        print_columns=((1, table.number_of(_PRINTED_UP_TO)), (gantt.column, gantt.column + len(gantt.first_days) - 1)),
    )


def tasks_table(setting: Setting, calculation: Calculation | None) -> DataTable:
    """Return every visible task, buffer and milestone, in plan order."""
    leave_out = (_LITE_LEAVES_OUT if setting.lite else frozenset()) | (
        frozenset() if setting.tracked else _FORECAST_ONLY
    )
    columns = [column for column in _columns(setting, calculation) if column.key not in leave_out]
    keys = [column.key for column in columns]
    phases = phase_names(setting.facts.phases)
    rows = []
    for phase in setting.facts.phases:
        for task in phase.tasks:
            values = _values(task, phases[phase.id], setting)
            rows.append(tuple(values[key] for key in keys))
    yes = quoted(setting.say("yes"))
    return DataTable(
        name=TABLE,
        columns=titled(columns),
        rows=tuple(rows),
        row=5,
        alt=setting.say("sheet.schedule.alt"),
        rules=(
            Rule(f"{{kind}}={quoted(setting.kinds['milestone'])}", "strong", ("wbs", "name", "id", "finish")),
            Rule(f"{{kind}}={quoted(setting.kinds['buffer'])}", "faint", ("wbs", "name", "id", "kind")),
            Rule(f"{{critical}}={yes}", "strong", ("critical",)),
            *(_SLIP_RULES if setting.tracked else ()),
            Rule('AND({phase}<>{phase^},{phase}<>"")', "divider"),
        ),
    )


_SLIP_RULES = (
    Rule(f"AND(ISNUMBER({{slip}}),{{slip}}>{MODERATE_SLIP})", "bad", ("slip",)),
    Rule("AND(ISNUMBER({slip}),{slip}>0)", "watch", ("slip",)),
)


def phase_names(phases: tuple[PhaseFact, ...]) -> dict[str, str]:
    """Return the phases' names by id; two of one name are told apart by their number."""
    names = [phase.name.casefold() for phase in phases]
    return {
        phase.id: f"{phase.number}. {phase.name}" if names.count(phase.name.casefold()) > 1 else phase.name
        for phase in phases
    }


def kind_of(task: TaskFact) -> str:
    """Return whether a row is a task, a buffer or a milestone."""
    return "milestone" if task.is_milestone else "buffer" if task.is_buffer else "task"


def _columns(setting: Setting, calculation: Calculation | None) -> list[SheetColumn]:
    def found(key: str) -> str:
        return "" if calculation is None else look_up(calculation, key, "{id}")

    words = {state: quoted(text) for state, text in setting.states.items()}
    done = "{done}>=1"
    if not setting.lite:
        done = f'OR({done},AND({{finished}}<>"",{{finished}}<={AS_OF_NAME}))'
    started = f'OR({{done}}>0,AND({{started}}<>"",{{started}}<={AS_OF_NAME}))'
    agreed = "base_finish" if setting.tracked else "finish"
    status = (
        f"IF({done},{words['done']},IF({{{agreed}}}<{AS_OF_NAME},{words['late']},"
        f"IF({started},{words['in_progress']},{words['not_started']})))"
    )
    named = setting.states
    column = setting.column
    dates = {key: setting.say(f"column.forecast_{key}") if setting.tracked else "" for key in ("start", "finish")}
    return [
        column("wbs", "id"),
        column("name", most=44),
        column("owner", "text", "input", people=True, most=24),
        column("start", "date", title=dates["start"], formula=found("start")),
        column("finish", "date", title=dates["finish"], formula=found("finish")),
        column("slip", "number", formula=setting.counted.between("{base_finish}", "{finish}")),
        column("started", "date", "input"),
        column("finished", "date", "input"),
        _percent(setting),
        column(
            "status",
            formula=status,
            tones={named["done"]: "good", named["late"]: "bad", named["in_progress"]: "accent"},
        ),
        column("critical", "letter", formula=found("critical")),
        _planned_days(setting),
        column("id", "id"),
        column("after", "text", most=24),
        column("float", "number", formula=found("float")),
        column("base_start", "date"),
        column("base_finish", "date"),
        column("phase", most=40),
        column("side", "id"),
        column("kind", "id"),
    ]


def _planned_days(setting: Setting) -> SheetColumn:
    title = setting.say("column.planned_days")
    return SheetColumn(key="planned_days", title=title, kind="number", role="input", bounds=Bounds(0))


def _percent(setting: Setting) -> SheetColumn:
    return SheetColumn(key="done", title=setting.say("column.done"), kind="percent", role="input", bounds=Bounds(0, 1))


def _values(task: TaskFact, phase: str, setting: Setting) -> dict[str, Value]:
    return {
        "wbs": task.wbs,
        "name": task.name,
        "id": task.id,
        "kind": setting.kinds[kind_of(task)],
        "phase": phase,
        "owner": task.owner,
        "side": setting.common(f"side.{task.side}") if task.side else "",
        "start": task.start,
        "finish": task.finish,
        "planned_days": task.duration_days,
        "after": task.predecessors,
        "float": task.total_float,
        "critical": setting.say("yes") if _is_critical(task, setting) else "",
        "started": task.started,
        "finished": task.finished,
        "done": task.percent / 100,
        "status": setting.states[task.state],
        "base_start": task.agreed_start,
        "base_finish": task.agreed_finish,
        "slip": task.slip,
    }


def _is_critical(task: TaskFact, setting: Setting) -> bool:
    """Return whether a row decides the date, or did: a forecast has no critical path through what is done."""
    return task.critical or (task.state == "done" and setting.facts.agreed.task(task.id).critical)


def _gantt(setting: Setting, table: DataTable) -> GridGantt:
    rows = setting.facts.rows
    start = min(min(row.start, row.agreed_start) for row in rows)
    finish = max(max(row.finish, row.agreed_finish) for row in rows)
    scale, first_days = time_scale(start, finish)
    kinds = {kind_of(row) for row in rows}
    used = {
        "bar": "task" in kinds,
        "done": any(row.percent for row in rows),
        "critical": any(_is_critical(row, setting) for row in rows),
        "buffer": "buffer" in kinds,
        "milestone": "milestone" in kinds,
        "today": True,
    }
    return GridGantt(
        table=table.name,
        column=table.last_column + 2,
        scale=scale,
        first_days=first_days,
        keys={"start": "start", "finish": "finish", "done": "done", "kind": "kind", "critical": "critical"},
        words={**setting.kinds, "critical": setting.say("yes")},
        non_working=setting.counted.is_off("{day}") if scale == "day" else "",
        legend=tuple((key, _legend_word(key, setting)) for key, is_used in used.items() if is_used),
    )


def _legend_word(key: str, setting: Setting) -> str:
    """Return the word of a sign. A forecast draws a buffer as long as it was planned, used or not: that is said."""
    return setting.say("legend.buffer_tracked" if key == "buffer" and setting.tracked else f"legend.{key}")


def time_scale(start: date, finish: date) -> tuple[Scale, tuple[date, ...]]:
    """Return the scale of a plan's bars and the first day of each column.

    Days, weeks by their Monday, months, then quarters and years, so that the columns stay few enough to be seen.
    """
    length = (finish - start).days + 1
    if length <= _DAY_SCALE_UP_TO:
        return "day", tuple(start + timedelta(days=offset) for offset in range(length))
    if length <= _WEEK_SCALE_UP_TO:
        monday = start - timedelta(days=start.weekday())
        weeks = (finish - monday).days // 7 + 1
        return "week", tuple(monday + timedelta(weeks=week) for week in range(weeks))
    months = (finish.year - start.year) * 12 + finish.month - start.month + 1
    if months <= _MOST_COLUMNS:
        return "month", _every(start.year, start.month, finish, 1)
    if months <= _MOST_COLUMNS * 3 - 3:
        return "quarter", _every(start.year, start.month - (start.month - 1) % 3, finish, 3)
    return "year", _every(start.year, 1, finish, 12)


def _every(year: int, month: int, finish: date, step: int) -> tuple[date, ...]:
    """Return the first days of every `step` months, from a month up to a date."""
    found = []
    while (day := date(year, month, 1)) <= finish:
        found.append(day)
        year, month = year + (month + step - 1) // 12, (month + step - 1) % 12 + 1
    return tuple(found)
