"""The board of the workbook: columns of tasks by state, worked out from the flagship's progress of 29 January."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from tests.documents.workbooks import FRIDAY, built
from tests.render.excel.recalculation import recalculated

HEAD = 5
STATES = ("Not started", "In progress", "Late", "Done")


def ids(book: Any) -> dict[str, list[str]]:
    """Return the ids below each heading of the board."""
    sheet = book["Board"]
    found = {}
    for column in (1, 6, 11, 16):
        heading = str(sheet.cell(HEAD, column).value)
        cells = (sheet.cell(row, column + 3).value for row in range(HEAD + 2, sheet.max_row + 1))
        found[heading] = [str(cell) for cell in cells if cell]
    return found


def test_tasks_stand_below_their_state_and_are_counted() -> None:
    """Worked plan a as of 29 January: T01 to T06 and T09 are finished, T08 has begun; buffers are no cards."""
    found = ids(openpyxl.load_workbook(io.BytesIO(built("invoice-approval", FRIDAY)), data_only=True))
    by_state = {heading.partition(":")[0]: cards for heading, cards in found.items()}
    assert tuple(by_state) == STATES
    assert by_state["Done"] == ["T01", "T02", "T03", "T04", "T05", "T06", "M1", "T09"]
    assert by_state["In progress"] == ["T08"]
    assert by_state["Late"] == []
    assert by_state["Not started"][:3] == ["T10", "T11", "M2"]
    assert [heading.partition(": ")[2] for heading in found] == ["14", "1", "0", "8"]


def test_a_task_that_is_marked_done_moves_to_what_is_done() -> None:
    book = openpyxl.load_workbook(io.BytesIO(built("invoice-approval", FRIDAY)))
    sheet = book["Schedule"]
    heads = {cell.value: cell.column for cell in sheet[HEAD]}
    (row,) = [cell.row for cell in next(sheet.iter_cols(heads["ID"], heads["ID"])) if cell.value == "T08"]
    sheet.cell(row, heads["Done"]).value = 1
    out = io.BytesIO()
    book.save(out)
    found = ids(recalculated({"edited": out.getvalue()})["edited"])
    by_state = {heading.partition(":")[0]: cards for heading, cards in found.items()}
    assert by_state["In progress"] == []
    assert "T08" in by_state["Done"]
    assert "Done: 9" in found


def test_a_long_column_says_that_it_shows_the_first() -> None:
    heading = next(iter(ids(openpyxl.load_workbook(io.BytesIO(built("dock-scheduling")), data_only=True))))
    assert heading.startswith("Not started: ")
    assert heading.endswith(", the first 20")
