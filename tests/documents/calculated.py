"""A workbook's calculation read and typed into, as the tests of it need: by id and column, not by address."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import openpyxl
from lxml import etree

from plandocs.content.formats import Formats
from plandocs.content.wording import Words
from plandocs.schedule.result import Schedule, ScheduledTask
from tests.documents.calculated_plans import Edit

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HEAD_ROW = 9
_WORDS = Words.of(Formats("en-US", "USD"))
_DAY_ZERO = date(1899, 12, 30)


def title(key: str) -> str:
    """Return the title of a column of the calculation."""
    return _WORDS.say(f"workbook.calculation.column.{key}")


def heads(sheet: Any) -> dict[str, int]:
    """Return the calculation's columns by title; of titles that stand in two blocks the first."""
    found: dict[str, int] = {}
    for column in range(1, sheet.max_column + 1):
        found.setdefault(str(sheet.cell(HEAD_ROW, column).value), column)
    return found


def lines(sheet: Any) -> dict[str, int]:
    """Return the calculation's lines by id."""
    column = heads(sheet)[title("id")]
    found = {}
    for row in range(HEAD_ROW + 1, sheet.max_row + 1):
        if (name := sheet.cell(row, column).value) not in (None, ""):
            found[str(name)] = row
    assert found, "the calculation has no rows"
    return found


def typed_into(data: bytes, edit: Edit) -> bytes:
    """Return a workbook with an edit typed into its cells."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    schedule, calculation = book["Schedule"], book["Calculation"]
    cells: dict[str, dict[str, Any]] = {"Schedule": {}, "Calculation": {}}
    names = {str(cell.value): cell.column for cell in schedule[5] if cell.value}
    ids = {str(schedule.cell(row, names["ID"]).value): row for row in range(6, schedule.max_row + 1)}
    for (name, key), value in edit.tasks.items():
        column = names[_WORDS.say(f"workbook.column.{key}")]
        cells["Schedule"][schedule.cell(ids[name], column).coordinate] = value
    columns, rows = heads(calculation), lines(calculation)
    for (name, key), value in edit.dates.items():
        cells["Calculation"][calculation.cell(rows[name], columns[title(key)]).coordinate] = value
    links = [
        (
            row,
            calculation.cell(row, columns[title("from")] - 2).value,
            calculation.cell(row, columns[title("from")]).value,
        )
        for row in range(HEAD_ROW + 1, calculation.max_row + 1)
    ]
    for (to, source, place), value in edit.lags.items():
        row = [row for row, name, _ in links if name == to][place]
        assert calculation.cell(row, columns[title("from")]).value in (
            source,
            f"End of Phase {source[1:]}",
            f"Start of Phase {source[1:]}",
        )
        cells["Calculation"][calculation.cell(row, columns[title("lag")]).coordinate] = value
    numbers = {sheet.title: number for number, sheet in enumerate(book, start=1)}
    return _written(data, {f"xl/worksheets/sheet{numbers[name]}.xml": found for name, found in cells.items() if found})


def _written(data: bytes, cells: Mapping[str, Mapping[str, Any]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name in cells:
                root = etree.fromstring(text)
                left = dict(cells[name])
                for cell in root.iter(f"{MAIN}c"):
                    if cell.get("r") in left:
                        value = left.pop(cell.get("r"))
                        for child in list(cell):
                            cell.remove(child)
                        cell.attrib.pop("t", None)
                        number = (value - _DAY_ZERO).days if isinstance(value, date) else value
                        etree.SubElement(cell, f"{MAIN}v").text = str(number)
                assert not left, f"no cells {sorted(left)}"
                text = etree.tostring(root)
            new.writestr(name, text)
    return stream.getvalue()


def shown(book: Any) -> dict[str, dict[str, Any]]:
    """Return what a calculated workbook shows of each task: its dates, float, and whether it is critical."""
    sheet = book["Calculation"]
    columns = heads(sheet)
    found = {}
    for name, row in lines(sheet).items():
        said = {
            key: sheet.cell(row, columns[title(key)]).value
            for key in ("start", "finish", "late_start", "late_finish", "float", "critical")
        }
        found[name] = {key: value.date() if isinstance(value, datetime) else value for key, value in said.items()}
    schedule = book["Schedule"]
    names = {str(cell.value): cell.column for cell in schedule[5] if cell.value}
    first, last = ("Forecast start", "Forecast finish") if "Forecast start" in names else ("Start", "Finish")
    for row in range(6, schedule.max_row + 1):
        name = str(schedule.cell(row, names["ID"]).value)
        if name in found:
            days = [schedule.cell(row, names[head]).value for head in (first, last)]
            found[name]["on_schedule"] = [day.date() if isinstance(day, datetime) else day for day in days]
    return found


def meant(schedule: Schedule, task: ScheduledTask, agreed: Schedule) -> dict[str, Any]:
    """Return the same of a schedule."""
    critical = task.critical or (
        schedule.as_of is not None and task.finished is not None and agreed.task(task.id).critical
    )
    return {
        "start": task.start,
        "finish": task.finish,
        "late_start": task.late_start,
        "late_finish": task.late_finish,
        "float": task.total_float,
        "critical": "Yes" if critical else None,
        "on_schedule": [task.start, task.finish],
    }
