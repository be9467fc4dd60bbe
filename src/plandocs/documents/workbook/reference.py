"""Sheets that others look things up in: the lists of the drop-downs, the scales of the scores, and the days off."""

from __future__ import annotations

from datetime import date

from plandocs.content.sheets import (
    Area,
    DataTable,
    Item,
    Name,
    Sheet,
    Value,
    address,
    sheet_reference,
)
from plandocs.documents.workbook.days import EXTRA_NAME, HOLIDAYS_NAME, WEEK_NAME
from plandocs.documents.workbook.setting import (
    BAND_FROM,
    BAND_NAMES,
    BANDS,
    REACH,
    REACH_FROM,
    RISK_LEVELS,
    Setting,
    cell_name,
    column_name,
    heads,
    list_name,
    titled,
)

_LIST_ROW = 6
_SPARE_DAYS = 4
_WEEK_ROW = 5


def lists_sheet(setting: Setting) -> tuple[Sheet, tuple[Name, ...]]:
    """Return the sheet of lists, one to a column, and the names that drop-downs and formulas use."""
    title = setting.tab("lists")
    areas: list[Area] = []
    names: list[Name] = []
    column = 1
    for key, values in setting.lists.items():
        if not values:
            continue
        areas.append(_list_area(setting, key, values, column))
        names.append(_range_name(list_name(key), title, column, len(values)))
        if key == "level":
            names.append(_range_name(RISK_LEVELS, title, column, len(values)))
        column += 1
    scales: tuple[tuple[str, str, tuple[Value, ...]], ...] = (
        (BAND_FROM, "band_from", tuple(score for score, _ in BANDS)),
        (BAND_NAMES, "band", setting.band_words),
        (REACH_FROM, "reach_from", REACH),
    )
    for name, key, scale in scales:
        areas.append(_list_area(setting, key, scale, column))
        names.append(_range_name(name, title, column, len(scale)))
        column += 1
    sheet = setting.sheet(
        "lists",
        group="reference",
        areas=tuple(areas),
        widths=dict.fromkeys(range(1, column), 24.0),
        freeze=(_LIST_ROW - 1, 0),
    )
    return sheet, tuple(names)


def _list_area(setting: Setting, key: str, values: tuple[Value, ...], column: int) -> Area:
    rows = [heads([setting.say(f"list.{key}")])]
    rows += [(Item(value, "number" if isinstance(value, int) else "plain"),) for value in values]
    return Area(_LIST_ROW - 1, column, tuple(rows))


def _range_name(name: str, title: str, column: int, count: int) -> Name:
    first, last = (address(row, column, fixed=True) for row in (_LIST_ROW, _LIST_ROW + count - 1))
    return Name(name, sheet_reference(title, f"{first}:{last}"))


def holidays_sheet(setting: Setting) -> tuple[Sheet, tuple[Name, ...]]:
    """Return the sheet of days off, and of days worked in spite of the week, with the names formulas count by."""
    counted = setting.counted
    closed = _days_table(setting, "DaysOff", counted.closed, 1)
    tables = [closed]
    if counted.opened:
        opened = tuple((day, "") for day in counted.opened)
        tables.append(_days_table(setting, "DaysWorked", opened, 5, named=False))
    week = Area(
        _WEEK_ROW,
        1,
        (
            (
                Item(setting.say("calendar.week"), "label"),
                Item(counted.week, "strong"),
                Item(_week_words(setting), "fact"),
            ),
        ),
    )
    sheet = setting.sheet(
        "holidays",
        group="reference",
        tables=tuple(tables),
        areas=(week,),
        freeze=(closed.row, 0),
        repeat_rows=(closed.row, closed.row),
        widths={1: 24.0, 2: 34.0, 3: 24.0},
        portrait=True,
    )
    names = [
        cell_name(WEEK_NAME, sheet.title, _WEEK_ROW, 2),
        column_name(HOLIDAYS_NAME, sheet, closed, "date"),
    ]
    if counted.opened:
        names.append(column_name(EXTRA_NAME, sheet, tables[1], "date"))
    return sheet, tuple(names)


def _days_table(
    setting: Setting, name: str, days: tuple[tuple[date, str], ...], column: int, *, named: bool = True
) -> DataTable:
    """Return a table of days; of days worked the plan keeps no names."""
    name_column = setting.column("holiday", "text", "input" if named else "fixed", most=34)
    return DataTable(
        name=name,
        columns=titled([setting.column("date", "date", "input"), name_column]),
        rows=tuple(days),
        row=_WEEK_ROW + 2,
        column=column,
        spare=_SPARE_DAYS,
        alt=setting.say("sheet.holidays.alt"),
    )


def _week_words(setting: Setting) -> str:
    """Return the working days in words: Mon, Tue, Wed."""
    names = [text for _, text in setting.words.table("workbook.weekday")]
    worked = [name for name, works in zip(names, setting.counted.days.week, strict=True) if works]
    return setting.say("calendar.worked", days=worked)
