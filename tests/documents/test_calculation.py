"""The workbook's dates follow by formula: LibreOffice calculates what is stored, and what the scheduler says of edits.

Every plan is calculated from nothing as it was made, and again with durations, lags, dates and actuals typed into its
cells; the scheduler then schedules the plan edited the same way. Nothing in the sheet may differ, to the day.
"""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import openpyxl
import pytest

from plandocs.exchange.libreoffice import find_soffice
from plandocs.plan.model import Plan
from plandocs.plan.values import Duration
from plandocs.schedule.from_plan import schedule_plan
from tests.documents.calculated import lines, meant, shown, typed_into
from tests.documents.calculated_plans import AS_OF, Data, Edit, drawn, edited
from tests.documents.workbooks import FRIDAY, all_text, built, bytes_of, opened, said, sample, small_plan
from tests.render.excel.recalculation import compared, recalculated

NUMBERS = (*range(8), 9, 10, 17)
"""Several calendars (0 and 9) and elapsed days (17) without an as-of date; with one too (3 and 6, and 10)."""
SAMPLES: dict[str, date | None] = {
    "invoice-approval": FRIDAY,
    "sixty-days": None,
    "bakery": date(2027, 2, 4),
    "dock-scheduling": None,
}

needs_libreoffice = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")


def _as_of(number: int) -> date | None:
    return AS_OF if number // 2 % 2 else None


def _sample_edit(name: str) -> tuple[Edit, Plan]:
    """Return a sample with three durations, a date and, where it is tracked, a start typed in."""
    plan = sample(name)
    edit = Edit({})
    changed: dict[str, dict[str, Any]] = {}
    work = [task for task in plan.tasks() if not task.is_milestone and task.started is None and task.size is None]
    for task, more in zip(work[2::5], (3, -1, 6), strict=False):
        length = max(1, int(task.length.amount) + more)
        edit.tasks[task.id, "planned_days"] = length
        changed[task.id] = {"duration": Duration(Decimal(length), task.length.unit)}
    held = work[-2]
    day = schedule_plan(plan).task(held.id).start + timedelta(days=9)
    edit.dates[held.id, "start_no_earlier_than"] = day
    changed.setdefault(held.id, {})["start_no_earlier_than"] = day
    phases = [
        phase.model_copy(
            update={"tasks": tuple(task.model_copy(update=changed.get(task.id, {})) for task in phase.tasks)}
        )
        for phase in plan.phases
    ]
    return edit, plan.model_copy(update={"phases": tuple(phases)})


@cache
def _calculated() -> tuple[dict[str, bytes], dict[str, Any], dict[str, tuple[Plan, Plan, date | None]]]:
    """Return all workbooks, what they are calculated to in one run, and the plans behind them: as made, as edited."""
    books: dict[str, bytes] = {}
    plans: dict[str, tuple[Plan, Plan, date | None]] = {}
    for name, as_of in SAMPLES.items():
        edit, after = _sample_edit(name)
        plans[name] = (sample(name), after, as_of)
        books[name] = built(name, as_of)
        books[f"{name}, edited"] = typed_into(books[name], edit)
    for number in NUMBERS:
        data: Data = drawn(number)
        edit = edited(data, number, _as_of(number) is not None)
        plan = Plan.model_validate(data)
        name = f"drawn {number}"
        plans[name] = (plan, Plan.model_validate(edit.plan), _as_of(number))
        books[name] = bytes_of(plan, _as_of(number))
        books[f"{name}, edited"] = typed_into(books[name], edit)
    books |= {"longer": _longer(), "sorted": _sorted(), "holiday": _with_a_holiday()}
    return books, recalculated(books), plans


def _cell(book: Any, key: str, name: str) -> Any:
    return shown(book)[name][key]


@needs_libreoffice
def test_every_stored_result_is_what_libreoffice_calculates() -> None:
    books, anew, plans = _calculated()
    found = {name: compared(books[name], anew[name]) for name in plans}
    assert {name: wrong for name, (_, wrong) in found.items() if wrong} == {}
    assert sum(count for count, _ in found.values()) > 8000


@needs_libreoffice
def test_edited_workbooks_show_the_scheduler_s_dates() -> None:
    _, anew, plans = _calculated()
    wrong: list[str] = []
    compared_rows, moved = 0, 0
    for name, (plan, after, as_of) in plans.items():
        agreed, schedule = schedule_plan(plan), schedule_plan(after, as_of=as_of)
        before, got = shown(anew[name]), shown(anew[f"{name}, edited"])
        for task in schedule.tasks:
            compared_rows += 1
            moved += before[task.id]["finish"] != got[task.id]["finish"]
            for key, value in meant(schedule, task, agreed).items():
                if (got[task.id][key] or None) != (value or None):
                    wrong.append(f"{name}: {task.id} {key}: {got[task.id][key]}, not {value}")
    assert wrong == []
    assert compared_rows > 400
    assert moved > 150, "the edits must move something"


def test_drawn_plans_have_all_that_is_calculated() -> None:
    """The plans above mean something only while they have every link, date, calendar and report."""
    text = str([drawn(number) for number in NUMBERS])
    for part in (" SS", " FF", " SF", "+3ed", "-1d", "must_start_on", "must_finish_on", "deadline", "remaining",
                 "start_no_later_than", "finish_no_later_than", "finish_no_earlier_than", "progress", "'0d'",
                 "elapsed", "predecessor", "2027-01-23", "P0"):  # fmt: skip
        assert part in text, part


# By hand


def _longer() -> bytes:
    return typed_into(bytes_of(small_plan()), Edit({}, tasks={("A", "planned_days"): 7}))


@needs_libreoffice
def test_a_longer_task_moves_what_waits_for_it() -> None:
    """A takes 5 days from Mon 11 Jan, B 3 days after it. With 7 days A ends on Tue 19 Jan, B on Fri 22 Jan."""
    book = _calculated()[1]["longer"]
    assert _cell(book, "finish", "A") == date(2027, 1, 19)
    assert (_cell(book, "start", "B"), _cell(book, "finish", "B")) == (date(2027, 1, 20), date(2027, 1, 22))
    assert _cell(book, "float", "A") == 0


def _sorted() -> bytes:
    """Return a workbook in which A and B have changed places on the schedule, and A takes two days."""
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(small_plan())))
    sheet = book["Schedule"]
    heads = {str(cell.value): cell.column for cell in sheet[5] if cell.value}
    for column in heads.values():
        if sheet.cell(6, column).data_type != "f":
            one, other = sheet.cell(6, column).value, sheet.cell(7, column).value
            sheet.cell(6, column).value, sheet.cell(7, column).value = other, one
    assert sheet.cell(7, heads["ID"]).value == "A"
    sheet.cell(7, heads["Planned days"]).value = 2
    return _saved(book)


@needs_libreoffice
def test_sorted_rows_keep_their_dates() -> None:
    """A of two days ends on Tue 12 Jan, B of three days behind it on Fri 15 Jan."""
    found = shown(_calculated()[1]["sorted"])
    assert found["A"]["on_schedule"] == [date(2027, 1, 11), date(2027, 1, 12)]
    assert found["B"]["on_schedule"] == [date(2027, 1, 13), date(2027, 1, 15)]


def _with_a_holiday() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(small_plan())))
    book["Holidays"].cell(8, 1).value = date(2027, 1, 13)
    return _saved(book)


@needs_libreoffice
def test_a_holiday_added_to_the_list_moves_dates() -> None:
    """A takes 5 days from Mon 11 Jan. With Wed 13 Jan off it ends on Mon 18 Jan, and B on Thu 21 Jan."""
    found = shown(_calculated()[1]["holiday"])
    assert found["A"]["on_schedule"] == [date(2027, 1, 11), date(2027, 1, 18)]
    assert found["B"]["on_schedule"] == [date(2027, 1, 19), date(2027, 1, 21)]


def _saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# What cannot follow


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        ({"phases": [{"id": "p", "name": "P", "tasks": [{"id": "A", "name": "A", "duration": "4h"}]}]}, "whole days"),
        ({"project": {"start": None, "target_go_live": "2027-02-26"}}, "as late as possible"),
    ],
)
def test_dates_that_formulas_cannot_give_are_values_and_the_schedule_says_so(plan: Data, reason: str) -> None:
    workbook = said(small_plan(**plan))
    assert "calculation" not in [sheet.key for sheet in workbook.sheets]
    schedule = next(sheet for sheet in workbook.sheets if sheet.key == "schedule")
    above = [str(item.value) for area in schedule.areas for row in area.rows for item in row if item is not None]
    assert reason in " ".join(above)
    assert {column.key for column in schedule.tables[0].columns if column.formula}.isdisjoint({"start", "finish"})


def test_the_calculation_is_seen_and_says_what_does_not_come_home() -> None:
    book = opened(built("invoice-approval", FRIDAY))
    sheet = book["Calculation"]
    assert sheet.sheet_state == "visible"
    assert "does not go back into the plan" in sheet["A4"].value
    assert "The baseline stays" in sheet["A4"].value


def test_rows_of_the_schedule_may_be_sorted() -> None:
    """Nothing on the calculation refers to a row of the schedule by its place, nor the other way round."""
    book = openpyxl.load_workbook(io.BytesIO(built("invoice-approval", FRIDAY)))
    schedule, calculation = book["Schedule"], book["Calculation"]
    texts = [str(cell.value) for row in calculation.iter_rows(min_row=9) for cell in row if cell.data_type == "f"]
    assert len(texts) > 400
    assert not [text for text in texts if "Schedule" in text]
    starts = [str(schedule.cell(row, 4).value) for row in range(6, 10)]
    assert set(starts) == {'=IFERROR(INDEX(CalcStart,MATCH(Tasks[[#This Row],[ID]],CalcId,0)),"")'}


def test_no_formula_is_volatile_or_of_a_newer_excel() -> None:
    book = openpyxl.load_workbook(io.BytesIO(built("dock-scheduling")))
    texts = [str(cell.value) for row in book["Calculation"].iter_rows() for cell in row if cell.data_type == "f"]
    assert len(texts) > 1000
    words = ("OFFSET", "INDIRECT", "TODAY", "NOW(", "LET(", "LAMBDA", "FILTER", "XLOOKUP", "MAXIFS")
    assert not [text for text in texts if any(word in text for word in words)]


def test_internal_work_is_no_line_of_the_customers_calculation() -> None:
    """B waits for internal work: the customer sees B alone, on its date, and nothing of the other."""
    tasks = [
        {"id": "ZZ9Q", "name": "Hidden", "duration": "5d", "owner": "ana", "audience": "internal"},
        {"id": "B", "name": "Shown", "duration": "3d", "after": ["ZZ9Q"], "owner": "bea"},
    ]
    data = bytes_of(small_plan(phases=[{"id": "p", "name": "Work", "tasks": tasks}]))
    sheet = opened(data)["Calculation"]
    assert list(lines(sheet)) == ["B"]
    assert _cell(opened(data), "start", "B") == date(2027, 1, 18)
    assert "ZZ9Q" not in all_text(data)
