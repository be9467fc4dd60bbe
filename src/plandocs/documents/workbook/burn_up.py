"""Work planned and done by week, in task-days: the figures behind the dashboard's chart, the same as the status's.

What was planned is the agreed plan, and what was done by past weeks is as it was reported: both are values. From the
as-of date on, what is done follows from the schedule's shares.
"""

from __future__ import annotations

from datetime import date

from plandocs.content.sheets import AS_OF_NAME, ChartCells, DataTable, Sheet, SheetSeries, Value
from plandocs.documents.workbook.dashboard_left import of_tasks
from plandocs.documents.workbook.setting import Setting, titled

TABLE = "BurnUp"
_ROW = 5


def burn_up_sheet(setting: Setting, tasks: DataTable) -> Sheet:
    """Return the sheet with the table `BurnUp`."""
    facts = setting.facts
    done = f"SUMPRODUCT({of_tasks(setting, tasks)}*{tasks.whole('planned_days')}*{tasks.whole('done')})"
    columns = [
        setting.column("week_ending", "date"),
        setting.column("planned", "number"),
        setting.column("reported", "number"),
        setting.column(
            "done_so_far",
            "number",
            formula=f'IF({{reported}}<>"",{{reported}},IF({{week_ending}}<={AS_OF_NAME},ROUND({done},1),""))',
        ),
    ]
    table = DataTable(
        name=TABLE,
        columns=titled(columns),
        rows=tuple(_rows(setting, facts.as_of)),
        row=_ROW,
        alt=setting.say("sheet.burn_up.alt"),
    )
    return setting.sheet(
        "burn_up",
        group="reference",
        tables=(table,),
        freeze=(_ROW, 1),
        repeat_rows=(_ROW, _ROW),
        portrait=True,
    )


def _rows(setting: Setting, as_of: date) -> list[tuple[Value, ...]]:
    curve = setting.facts.progress.burn_up
    rows: list[tuple[Value, ...]] = []
    for day, planned, done in zip(curve.points, curve.planned, curve.done, strict=True):
        said: Value = "" if done is None else _tenths(done)
        rows.append((day, _tenths(planned), said if day < as_of else None, said))
    return rows


def _tenths(days: float) -> float:
    return round(days, 1)


def burn_up_series(sheet: Sheet) -> tuple[ChartCells, tuple[SheetSeries, ...]]:
    """Return the labels and the series of the chart: what is done as columns, what was planned as a line."""
    (table,) = sheet.tables
    named = {key: table.columns[_number(table, key)].title for key in ("planned", "done_so_far")}

    def cells(key: str) -> ChartCells:
        place = _number(table, key)
        values = tuple(row[place] for row in table.rows)
        return ChartCells(sheet.title, table.first_row, table.column + place, values)

    def name(key: str) -> ChartCells:
        return ChartCells(sheet.title, table.row, table.column + _number(table, key), (named[key],))

    series = (
        SheetSeries(name("done_so_far"), cells("done_so_far")),
        SheetSeries(name("planned"), cells("planned"), "line"),
    )
    return cells("week_ending"), series


def _number(table: DataTable, key: str) -> int:
    return [column.key for column in table.columns].index(key)
