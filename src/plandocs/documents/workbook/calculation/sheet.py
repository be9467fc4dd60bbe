"""The sheet of the calculation: rows, links and calendars with their formulas, and what does not follow in one line.

Its rows stay where they are, whatever is sorted on the schedule: each finds its line there by its id, and the schedule
finds its dates here by the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.content.sheets import (
    AS_OF_NAME,
    Area,
    Calculated,
    CalculatedArea,
    CalculatedColumn,
    DataTable,
    Formula,
    Item,
    Name,
    Sheet,
    column_letters,
    sheet_reference,
)
from plandocs.documents.workbook.calculation.calendars import FROM, MOMENT, DayCalendar
from plandocs.documents.workbook.calculation.layout import (
    FIRST_ROW,
    HEAD_ROW,
    LAST_DAY,
    START,
    Layout,
    layout_of,
)
from plandocs.documents.workbook.calculation.lines import label, place_of_id, rows_area
from plandocs.documents.workbook.calculation.links import LinkFormulas
from plandocs.documents.workbook.calculation.model import DATES, Calculation
from plandocs.documents.workbook.days import WEEK_NAME
from plandocs.documents.workbook.setting import Setting

NAMES = {
    "id": "CalcId",
    "start": "CalcStart",
    "finish": "CalcFinish",
    "float": "CalcFloat",
    "critical": "CalcCritical",
    "calendar": "CalcCalendar",
}
"""The names of the columns in which other sheets look things up; that of calendars is there where there are several."""

_STYLES = {
    "id": "id",
    "name": "id",
    "calendar": "id",
    "remaining": "input_number",
    "start": "formula_date",
    "finish": "formula_date",
    "late_start": "formula_date",
    "late_finish": "formula_date",
    "started": "formula_date",
    "finished": "formula_date",
    "done": "formula_percent",
    "critical": "formula_letter",
    **dict.fromkeys(DATES, "input_date"),
    "to": "id",
    "link": "id",
    "from": "id",
    "lag": "input_number",
    "lag_days": "plain",
}
"""The style of each column's cells; other columns hold numbers that follow."""
_WIDTHS = {"id": 16.0, "name": 34.0, "lag_days": 18.0, "week": 14.0, "calendar": 20.0}
_DATE_WIDTH, _NUMBER_WIDTH, _GAP_WIDTH = 16.5, 12.0, 3.0
_SPARE_DAYS = 4


def calculation_sheet(setting: Setting, calculation: Calculation, tasks: DataTable) -> tuple[Sheet, tuple[Name, ...]]:
    """Return the sheet of a calculation over the table of tasks, and the names that formulas use."""
    layout = layout_of(calculation)
    title = setting.tab("calculation")
    lists = [calendar for calendar in calculation.calendars if is_listed(calendar)]
    areas = (
        rows_area(setting, calculation, layout, tasks, _columns(setting, layout.rows.keys)),
        CalculatedArea(
            HEAD_ROW, layout.links.first, _columns(setting, layout.links.keys), _links(setting, calculation, layout)
        ),
        CalculatedArea(
            HEAD_ROW,
            layout.calendars.first,
            _columns(setting, layout.calendars.keys),
            _calendars(setting, calculation, layout),
        ),
        *(_days_off(setting, calendar, layout.days_off + place) for place, calendar in enumerate(lists)),
    )
    used = tuple(area for area in areas if area.rows)
    sheet = setting.sheet(
        "calculation",
        group="reference",
        areas=(_head(setting, calculation, layout),),
        calculated=used,
        widths=_widths(layout, len(lists)),
        freeze=(HEAD_ROW, 0),
        repeat_rows=(HEAD_ROW, HEAD_ROW),
        print_columns=((1, layout.rows.last), (layout.links.first, layout.days_off + len(lists) - 1)),
    )
    return sheet, (*_names(calculation, layout, title), *_calendar_names(lists, layout, title))


def look_up(calculation: Calculation, key: str, identity: str) -> str:
    """Return a formula for what the calculation has for an id in a cell; empty for a row that it does not know."""
    place = place_of_id(calculation, NAMES["id"], identity)
    return f'IFERROR(INDEX({NAMES[key]},{place}),"")'


def is_listed(calendar: DayCalendar) -> bool:
    """Return whether a calendar's days off stand on this sheet; those of the project have one of their own."""
    return calendar.week not in ("", WEEK_NAME)


def _head(setting: Setting, calculation: Calculation, layout: Layout) -> Area:
    """Return the lines above the blocks: what does not follow, the project's start, and its last day."""
    notes = [setting.say("calculation.note.trial")]
    if setting.tracked:
        notes.append(setting.say("calculation.note.baseline"))
    if calculation.sized:
        notes.append(setting.say("calculation.note.sized"))
    if calculation.outside:
        notes.append(setting.say("calculation.note.outside"))
    return Area(
        4,
        1,
        (
            (Item(" ".join(notes), "label"),),
            (Item(setting.say("calculation.start"), "label"), Item(calculation.start, "input_date")),
            (Item(setting.say("calculation.from"), "label"), Item(calculation.first, "date")),
            (Item(setting.say("calculation.last_day"), "label"), Item(_last_day(calculation, layout), "formula_date")),
        ),
    )


def _columns(setting: Setting, keys: Sequence[str]) -> tuple[CalculatedColumn, ...]:
    return tuple(
        CalculatedColumn(
            setting.say(f"calculation.column.{key}"),
            _STYLES.get(key, "formula_number" if key != "week" else "id"),
            hide_zero=key in ("started", "finished"),
        )
        for key in keys
    )


def _links(setting: Setting, calculation: Calculation, layout: Layout) -> tuple[tuple[Calculated, ...], ...]:
    formulas = LinkFormulas(calculation, layout)
    rows = calculation.rows
    labels = [label(setting, row) for row in rows]
    days = layout.rows.letters("days")
    all_lags = "lag_days" in layout.links.keys
    words = {key: setting.say(f"calculation.lag.{key}") for key in ("target", "elapsed")} if all_lags else {}
    found: list[tuple[Calculated, ...]] = []
    for place, link in enumerate(calculation.links):
        line = FIRST_ROW + place
        bound, cap = formulas.of(link, line)
        lag: Calculated = link.lag
        if link.share is not None:
            lag = f"{link.share!r}*{days}{FIRST_ROW + link.source}", link.lag
        kind = ("F" if link.from_finish else "S") + ("F" if link.to_finish else "S")
        counted = (words.get(link.lag_days) or _calendar_name(setting, link.lag_calendar),) if all_lags else ()
        found.append((
            labels[link.target], kind, labels[link.source], lag, *counted,
            (bound, link.bound), (cap, "" if link.cap is None else link.cap),
        ))  # fmt: skip
    return tuple(found)


def _calendars(setting: Setting, calculation: Calculation, layout: Layout) -> tuple[tuple[Calculated, ...], ...]:
    at = {key: layout.calendars.letters(key) for key in layout.calendars.keys}
    finish = layout.rows.letters("early_finish_number")
    lines = f"${finish}${FIRST_ROW}:${finish}${FIRST_ROW + len(calculation.rows) - 1}"
    found: list[tuple[Calculated, ...]] = []
    for place, calendar in enumerate(calculation.calendars):
        line = FIRST_ROW + place
        own = [row.early_finish for row in calculation.rows if row.calendar is calendar]
        last: Calculated = None
        if len(own) == len(calculation.rows):
            last = f"MAX({lines})", max(own)
        elif own:
            letters = layout.rows.letters("calendar")
            which = f"${letters}${FIRST_ROW}:${letters}${FIRST_ROW + len(calculation.rows) - 1}"
            last = f"SUMPRODUCT(MAX(({which}={calendar.number})*{lines}))", max(own)
        end = at["end_number"] + str(line)
        cells: dict[str, Calculated] = {
            "calendar": _calendar_name(setting, calendar),
            "week": calendar.written_week if is_listed(calendar) else _week_of_project(calendar, setting),
            "start_number": (calendar.count(START), calendar.before),
            "last_number": last,
            "end_number": (_end(calendar), calculation.ends[place]),
            "beginning_number": (_beginning(calendar, end), calculation.beginnings[place]),
        }
        if "now_number" in at:
            cells["now_number"] = (calendar.count_after(AS_OF_NAME), calculation.nows[place])
        found.append(tuple(cells[key] for key in layout.calendars.keys))
    return tuple(found)


def _week_of_project(calendar: DayCalendar, setting: Setting) -> Calculated:
    return (WEEK_NAME, calendar.written_week) if calendar.week else "0000000"


def _end(calendar: DayCalendar) -> str:
    return f"{LAST_DAY}+1-{FROM}" if calendar.is_time else calendar.count_after(f"INT({LAST_DAY})")


def _beginning(calendar: DayCalendar, end: str) -> str:
    """Return the number of the last beginning of work before the project's end."""
    at_beginning = f"{LAST_DAY}>INT({LAST_DAY})"
    if calendar.is_time:
        return f"{end}-IF({at_beginning},0,{MOMENT!r})"
    return f"IF({at_beginning},{calendar.count_after(f'(INT({LAST_DAY})+1)')},{end})-1"


def _last_day(calculation: Calculation, layout: Layout) -> Formula:
    """Return the last day of the project, by the last number on each calendar."""
    parts = []
    for place, calendar in enumerate(calculation.calendars):
        if not any(row.calendar is calendar for row in calculation.rows):
            continue
        last = f"{layout.calendars.letters('last_number')}{FIRST_ROW + place}"
        start, finish = calendar.start_day(f"INT({last})"), calendar.finish_day(last)
        points = any(row.is_point for row in calculation.rows if row.calendar is calendar)
        parts.append(f"IF({last}>INT({last}),{start}-1+{MOMENT!r},{finish})" if points else finish)
    if calculation.beyond is not None:
        parts.append(f"{calculation.beyond!r}")
    return Formula(f"MAX({','.join(parts)})" if len(parts) > 1 else parts[0], calculation.last_day)


def _calendar_name(setting: Setting, calendar: DayCalendar) -> str:
    if calendar.is_time:
        return setting.say("calculation.calendar.time")
    return calendar.name if calendar.name and is_listed(calendar) else setting.say("calculation.calendar.project")


def _days_off(setting: Setting, calendar: DayCalendar, column: int) -> CalculatedArea:
    title = setting.say("calculation.days_off", name=_calendar_name(setting, calendar))
    days: list[tuple[Calculated, ...]] = [(day,) for day in calendar.closed]
    return CalculatedArea(HEAD_ROW, column, (CalculatedColumn(title, "input_date"),), (*days, *[(None,)] * _SPARE_DAYS))


def _names(calculation: Calculation, layout: Layout, title: str) -> list[Name]:
    last = FIRST_ROW + len(calculation.rows) - 1
    return [
        Name(name, sheet_reference(title, f"${letters}${FIRST_ROW}:${letters}${last}"))
        for key, name in NAMES.items()
        if key in layout.rows.keys
        for letters in [layout.rows.letters(key)]
    ]


def _calendar_names(lists: Sequence[DayCalendar], layout: Layout, title: str) -> list[Name]:
    """Return the names of the weeks and days off that stand on this sheet."""
    found = []
    week = layout.calendars.letters("week")
    for place, calendar in enumerate(lists):
        days = column_letters(layout.days_off + place)
        last = FIRST_ROW + len(calendar.closed) + _SPARE_DAYS - 1
        found.append(Name(calendar.week, sheet_reference(title, f"${week}${FIRST_ROW + calendar.number - 1}")))
        found.append(Name(calendar.off, sheet_reference(title, f"${days}${FIRST_ROW}:${days}${last}")))
    return found


def _widths(layout: Layout, lists: int) -> dict[int, float]:
    """Return the widths of all columns; the gaps between blocks are narrow."""
    widths: dict[int, float] = {}
    for block in (layout.rows, layout.links, layout.calendars):
        for key in block.keys:
            style = _STYLES.get(key, "")
            width = _DATE_WIDTH if style.endswith("date") else _NUMBER_WIDTH
            widths[block.number(key)] = (
                _WIDTHS.get(key, width) if key != "calendar" or block is layout.calendars else width
            )
        widths[block.last + 1] = _GAP_WIDTH
    widths |= {layout.days_off + place: _DATE_WIDTH for place in range(lists)}
    return widths
