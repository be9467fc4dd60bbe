"""Lists of tasks as files, made by openpyxl as people's programs would make them, and read as plans."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from plandocs.exchange.imported import Imported, finished
from plandocs.exchange.imported.model import Given
from plandocs.exchange.tasklists import Choices, read_csv, read_workbook
from plandocs.plan.load import load_text
from plandocs.plan.model import Plan, Task

ANY = Choices()
GIVEN = Given(start_if_unknown=date(2027, 3, 1))


def workbook(rows: Sequence[Sequence[Any]], dress: Callable[[Worksheet], None] = lambda sheet: None) -> bytes:
    """Return a workbook with one sheet of rows; `dress` may change it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tasks"
    for row in rows:
        sheet.append(list(row))
    dress(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def of_rows(rows: Sequence[Sequence[Any]], dress: Callable[[Worksheet], None] = lambda sheet: None) -> Imported:
    """Return the plan made of rows in a workbook."""
    return of_workbook(workbook(rows, dress))


def of_workbook(data: bytes, choices: Choices = ANY, given: Given = GIVEN) -> Imported:
    return finished(read_workbook(data, "tasks.xlsx", choices, given), given, path="tasks.xlsx", name="tasks")


def of_text(text: str | bytes, choices: Choices = ANY, given: Given = GIVEN) -> Imported:
    data = text.encode() if isinstance(text, str) else text
    return finished(read_csv(data, "tasks.csv", choices, given), given, path="tasks.csv", name="tasks")


def plan_of(made: Imported) -> Plan:
    return load_text(made.text).plan


def by_name(made: Imported) -> dict[str, Task]:
    return {task.name: task for task in plan_of(made).tasks()}


def outline(made: Imported) -> list[tuple[str, list[str]]]:
    """Return the phases' names with those of their tasks."""
    return [(phase.name, [task.name for task in phase.tasks]) for phase in plan_of(made).phases]


def links(task: Task) -> list[str]:
    return [str(link) for link in task.after]


def told(made: Imported) -> list[tuple[str, str]]:
    """Return the warnings, each with its place."""
    return [(problem.where, problem.message) for problem in made.problems if problem.severity == "warning"]
