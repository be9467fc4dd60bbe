"""Bars in a grid of narrow cells beside a table: drawn by rules, so that they follow the dates that people change.

Each row of the grid holds zeros that are not shown; a rule turns the one under a milestone into its diamond. Above the
grid stand the days, weeks or months, and above those the months or years.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plandocs.content.formats import Formats
from plandocs.content.sheets import (
    AS_OF_NAME,
    AS_OF_ROW,
    DataTable,
    GridGantt,
    Scale,
    Sheet,
    address,
    column_letters,
    quoted,
)
from plandocs.render.excel.cells import SharedStrings, cell
from plandocs.render.excel.conditional import Conditions
from plandocs.render.excel.rows import Rows
from plandocs.render.excel.styles import StyleBook

_COLUMN_WIDTH: Mapping[Scale, float] = {"day": 3.3, "week": 3.6, "month": 5.0, "quarter": 5.0, "year": 6.0}
_LAST_DAY: Mapping[Scale, str] = {
    "day": "{day}",
    "week": "{day}+6",
    "month": "EOMONTH({day},0)",
    "quarter": "EOMONTH({day},2)",
    "year": "EOMONTH({day},11)",
}
_HEAD_STYLE: Mapping[Scale, str] = {"day": "Day", "week": "Day", "month": "Month", "quarter": "Month", "year": "Year"}
_BY_YEAR = frozenset({"month", "quarter"})
_BAR_STYLES = {
    "bar": "Bar",
    "done": "Bar Done",
    "critical": "Bar Critical",
    "buffer": "Bar Buffer",
    "milestone": "Bar Milestone",
    "today": "Bar Today",
}
_LEGEND_GAP = 3.0
"""Characters that stay free behind a word of the legend."""
_USUAL_WIDTH = 9.14


def grid_widths(gantt: GridGantt) -> dict[int, float]:
    """Return the widths of the grid's columns, and of the narrow gap before it."""
    width = _COLUMN_WIDTH[gantt.scale]
    widths = {gantt.column + place: width for place in range(len(gantt.first_days))}
    return {gantt.column - 1: 2.0, **widths}


def write_grid(
    rows: Rows, gantt: GridGantt, table: DataTable, styles: StyleBook, strings: SharedStrings, formats: Formats
) -> None:
    """Write the grid's two header rows, its cells, and the legend above."""
    head = styles.cell(_HEAD_STYLE[gantt.scale])
    period = styles.cell("Period")
    previous: date | None = None
    for place, day in enumerate(gantt.first_days, start=gantt.column):
        letters = column_letters(place)
        if gantt.scale != "year" and (previous is None or _period(day, gantt.scale) != _period(previous, gantt.scale)):
            text = _period_text(day, gantt.scale, formats, first=previous is None)
            rows.put(table.row - 1, place, cell(f"{letters}{table.row - 1}", period, text, strings))
        rows.put(table.row, place, cell(f"{letters}{table.row}", head, day, strings))
        previous = day
    grid = styles.cell("Grid")
    last = gantt.column + len(gantt.first_days)
    pattern = "".join(
        f'<c r="{column_letters(place)}\0" s="{grid}"><v>0</v></c>' for place in range(gantt.column, last)
    )
    for number in range(table.first_row, table.last_row + 1):
        rows.put(number, gantt.column, pattern.replace("\0", str(number)))
    _write_legend(rows, gantt, styles, strings)


def write_bars(conditions: Conditions, gantt: GridGantt, table: DataTable) -> None:
    """Write the rules that draw the bars; where two hold, the first one's colour stands."""
    last_column = gantt.column + len(gantt.first_days) - 1
    area = f"{address(table.first_row, gantt.column)}:{address(table.last_row, last_column)}"
    first = f"{column_letters(gantt.column)}${table.row}"
    last = _LAST_DAY[gantt.scale].replace("{day}", first)
    start, finish, done, kind, critical = (
        f"${table.letters_of(gantt.keys[key])}{table.first_row}"
        for key in ("start", "finish", "done", "kind", "critical")
    )
    milestone, buffer = (f"{kind}={quoted(gantt.words[word])}" for word in ("milestone", "buffer"))
    there = f'{start}<>"",{start}<={last},{finish}>={first}'
    passed = f"(MAX({first},{start})+MIN({last},{finish}))/2<={start}-1+({finish}-{start}+1)*{done}"
    conditions.when(area, f"AND({milestone},{finish}>={first},{finish}<={last})", "Bar Milestone", for_text=True)
    if gantt.non_working:
        conditions.when(area, gantt.non_working.replace("{day}", first), "Bar Day Off", last=True)
    conditions.when(area, f"AND({there},{buffer})", "Bar Buffer", last=True)
    conditions.when(area, f"AND({there},NOT({milestone}),{passed})", "Bar Done")
    is_critical = f"{critical}={quoted(gantt.words['critical'])}"
    conditions.when(area, f"AND({there},NOT({milestone}),{is_critical})", "Bar Critical")
    conditions.when(area, f"AND({there},NOT({milestone}))", "Bar")
    conditions.when(area, f"AND({AS_OF_NAME}>={first},{AS_OF_NAME}<={last})", "Bar Today")


def _write_legend(rows: Rows, gantt: GridGantt, styles: StyleBook, strings: SharedStrings) -> None:
    """Write the legend in the row above the grid's headers, one entry beside another."""
    word_style = styles.cell("Label")
    for (key, word), column in zip(gantt.legend, _legend_columns(gantt), strict=False):
        mark = 0 if key == "milestone" else None
        place = address(AS_OF_ROW, column)
        rows.put(AS_OF_ROW, column, cell(place, styles.cell(_BAR_STYLES[key]), mark, strings))
        rows.put(AS_OF_ROW, column + 1, cell(address(AS_OF_ROW, column + 1), word_style, word, strings))


def last_printed(sheet: Sheet, column: int) -> int:
    """Return the last column that is printed with a column: of bars, the end of their legend.

    Beyond the grid, columns are as wide as usual.
    """
    if sheet.gantt is None or column < sheet.gantt.column:
        return column
    return max(column, _legend_columns(sheet.gantt)[-1] - 1)


def _legend_columns(gantt: GridGantt) -> list[int]:
    """Return the column of each entry's mark, and the first column behind the last entry."""
    columns = [gantt.column]
    for _, word in gantt.legend:
        column, room = columns[-1] + 1, len(word) + _LEGEND_GAP
        while room > 0:
            room -= _COLUMN_WIDTH[gantt.scale] if column < gantt.column + len(gantt.first_days) else _USUAL_WIDTH
            column += 1
        columns.append(column)
    return columns


def _period(day: date, scale: str) -> tuple[int, int]:
    return (day.year, 0) if scale in _BY_YEAR else (day.year, day.month)


def _period_text(day: date, scale: str, formats: Formats, *, first: bool) -> str:
    """Return the name of a month (with its year where the year begins) or of a year."""
    if scale in _BY_YEAR:
        return str(day.year)
    if first or day.month == 1:
        return formats.month(day)
    return formats.month(day).replace(str(day.year), "").strip("\u00a0 ./年")
