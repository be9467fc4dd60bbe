"""What is typed where nothing is read is told, with its cell and what to do instead; nothing else is held up by it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plandocs import syncing
from plandocs.exchange.libreoffice import find_soffice
from plandocs.syncing import Synced
from tests.documents.calculated import heads, lines, title
from tests.render.excel.recalculation import saved_by_libreoffice
from tests.syncing.workbooks import made, opened, saved

SAMPLE = Path(__file__).parents[2] / "samples" / "invoice-approval.yaml"
FRIDAY = date(2027, 1, 29)
DAY = date(2027, 3, 5)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "plan.yaml"))


def synced(plan: Path, data: bytes) -> Synced:
    file = plan.parent / "book.xlsx"
    file.write_bytes(data)
    return syncing.compare(plan, file)


def told(found: Synced) -> list[tuple[str, str, str, str]]:
    return [(problem.severity, problem.where, problem.message, problem.fix) for problem in found.problems]


def on_schedule(book: Any, identity: str, head: str) -> Any:
    sheet = book["Schedule"]
    names = {str(cell.value): cell.column for cell in sheet[5] if cell.value}
    row = next(row for row in range(6, sheet.max_row + 1) if sheet.cell(row, names["ID"]).value == identity)
    return sheet.cell(row, names[head])


def on_calculation(book: Any, identity: str, key: str) -> Any:
    sheet = book["Calculation"]
    return sheet.cell(lines(sheet)[identity], heads(sheet)[title(key)])


def lag_of(book: Any, to: str, source: str) -> Any:
    sheet = book["Calculation"]
    columns = heads(sheet)
    return next(
        sheet.cell(row, columns[title("lag")])
        for row in range(10, sheet.max_row + 1)
        if (sheet.cell(row, columns[title("link")] - 1).value, sheet.cell(row, columns[title("from")]).value)
        == (to, source)
    )


@pytest.mark.parametrize(("as_of", "start", "finish"), [
    (None, "Start", "Finish"), (FRIDAY, "Forecast start", "Forecast finish")])  # fmt: skip
def test_dates_typed_over_formulas_are_told_and_the_rest_comes_home(
    plan: Path, as_of: date | None, start: str, finish: str
) -> None:
    book = opened(made(plan, as_of))
    first, last = on_schedule(book, "T12", start), on_schedule(book, "T13", finish)
    first.value, last.value = DAY, DAY
    on_schedule(book, "T12", "Owner").value = "Pia Standinsky"
    found = synced(plan, saved(book))
    assert [change.new for change in found.changes] == ["owner: pia"]
    assert [(severity, where) for severity, where, _, _ in told(found)] == [
        ("warning", f"'Schedule'!{first.coordinate}"), ("warning", f"'Schedule'!{last.coordinate}")]  # fmt: skip
    (_, _, message, fix), (_, _, _, other) = told(found)
    assert message == (
        f"'Schedule'!{first.coordinate}: '2027-03-05' was typed over a date that follows by itself, so it was not read"
    )
    assert "write 'start_no_earlier_than: 2027-03-05' for T12 in the plan" in fix
    assert "write 'finish_no_earlier_than: 2027-03-05' for T13 in the plan" in other


def test_a_word_typed_over_the_status_is_told(plan: Path) -> None:
    book = opened(made(plan, FRIDAY))
    on_schedule(book, "T12", "Status").value = "Done"
    ((severity, _, message, fix),) = told(synced(plan, saved(book)))
    assert severity == "warning"
    assert "'Done' was typed over a value that follows" in message
    assert "how much of T12 is done" in fix


def _start(book: Any) -> Any:
    return book["Calculation"]["B5"]


@pytest.mark.parametrize(
    ("cell", "value", "fix"),
    [
        (_start, date(2027, 1, 18), "write 'start: 2027-01-18' below 'project' in the plan"),
        (lambda book: on_calculation(book, "T12", "start_no_earlier_than"), DAY,
         "write 'start_no_earlier_than: 2027-03-05' for T12 in the plan"),
        (lambda book: lag_of(book, "T02", "T01"), 2, "write 'T01 FS+2d' into 'after' of T02 in the plan"),
        (lambda book: lag_of(book, "T02", "T01"), -1, "write 'T01 FS-1d' into 'after' of T02 in the plan"),
    ],
)  # fmt: skip
def test_what_is_typed_on_the_calculation_is_told(plan: Path, cell: Callable[[Any], Any], value: Any, fix: str) -> None:
    book = opened(made(plan))
    target = cell(book)
    target.value = value
    found = synced(plan, saved(book))
    assert found.changes == ()
    assert [(severity, where, how) for severity, where, _, how in told(found)] == [
        ("warning", f"'Calculation'!{target.coordinate}", fix)]  # fmt: skip
    assert "nothing of it was read" in found.problems[0].message


def test_a_formula_of_the_calculation_that_was_typed_over_is_told(plan: Path) -> None:
    book = opened(made(plan))
    target = on_calculation(book, "T12", "finish")
    target.value = DAY
    ((_, where, message, _),) = told(synced(plan, saved(book)))
    assert where == f"'Calculation'!{target.coordinate}"
    assert "'2027-03-05' was typed over a value" in message


def test_a_date_that_the_plan_says_by_now_is_told_no_more(plan: Path) -> None:
    """Nor is what the plan has changed since: the file remembers what it was made with."""
    book = opened(made(plan))
    on_calculation(book, "T12", "start_no_earlier_than").value = DAY
    data = saved(book)
    text = plan.read_text("utf-8")
    place = text.index("id: T12")
    plan.write_text(f"{text[:place]}start_no_earlier_than: 2027-03-05\n        {text[place:]}", "utf-8")
    assert [problem.rule for problem in synced(plan, data).problems] == ["plan-changed"]
    assert [problem.rule for problem in synced(plan, made(SAMPLE)).problems] == ["plan-changed"]


def _two_calendars(plan: Path) -> Path:
    """Return a plan with lags, a share of a task as a lag, dates that hold work, and a calendar with days off."""
    data = {
        "project": {"name": "Held", "id": "H-1", "customer": "Three Otters Bakery", "start": "2027-01-11"},
        "calendars": {"south": {"week": ["sun", "mon", "tue", "wed", "thu"], "holidays": ["2027-01-20"]}},
        "people": {"ana": {"name": "Ana", "side": "vendor", "calendar": "south"}},
        "phases": [
            {"id": "p", "name": "Work", "tasks": [
                {"id": "A", "name": "First", "duration": "4d", "start_no_earlier_than": "2027-01-13"},
                {"id": "B", "name": "Second", "duration": "3d", "after": ["A SS+50%"], "owner": "ana"},
                {"id": "C", "name": "Third", "duration": "3d", "after": ["B FS+3ed"], "deadline": "2027-02-26"}]},
            {"id": "q", "name": "More", "after": ["p"], "tasks": [{"id": "D", "name": "Fourth", "duration": "2d"}]},
        ],
    }  # fmt: skip
    path = plan.with_name("held.json")
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_emptied_dates_elapsed_lags_and_days_off_are_told(plan: Path) -> None:
    path = _two_calendars(plan)
    data = made(path)
    assert synced(path, data).problems == ()
    book = opened(data)
    held, lag = on_calculation(book, "A", "start_no_earlier_than"), lag_of(book, "C", "B")
    held.value, lag.value = None, 5
    sheet = book["Calculation"]
    column = next(cell.column for cell in sheet[9] if str(cell.value).startswith("Days off"))
    row = next(row for row in range(10, 500) if sheet.cell(row, column).value is None)
    sheet.cell(row, column).value = DAY
    fixes = {where: fix for _, where, _, fix in told(synced(path, saved(book)))}
    off = sheet.cell(row, column).coordinate
    assert fixes == {
        f"'Calculation'!{held.coordinate}": "take 'start_no_earlier_than' of A out of the plan",
        f"'Calculation'!{lag.coordinate}": "write 'B FS+5ed' into 'after' of C in the plan",
        f"'Calculation'!{off}": "write 2027-03-05 into 'holidays' of the calendar in the plan",
    }


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_it_and_only_what_was_typed_is_told(plan: Path) -> None:
    """A longer task moves dates that nobody typed: they are formulas still, and none of them is told."""
    other = _two_calendars(plan)
    book = opened(made(plan, FRIDAY))
    on_schedule(book, "T12", "Planned days").value = 9
    longer = saved(book)
    book = opened(longer)
    target = on_schedule(book, "T13", "Forecast start")
    target.value = DAY
    files = {"as made": made(plan, FRIDAY), "two calendars": made(other), "longer": longer, "typed": saved(book)}
    found = {name: synced(other if name == "two calendars" else plan, data)
             for name, data in saved_by_libreoffice(files).items()}  # fmt: skip
    assert {name: [where for _, where, _, _ in told(what)] for name, what in found.items()} == {
        "as made": [], "two calendars": [], "longer": [], "typed": [f"'Schedule'!{target.coordinate}"]}  # fmt: skip
    assert [change.new for change in found["longer"].changes] == ["duration: 9d"]


def test_a_file_without_formulas_tells_nothing_of_them(plan: Path) -> None:
    """A program that saves values alone has typed nothing."""
    file = plan.with_name("values.xlsx")
    file.write_bytes(made(plan, FRIDAY))
    book = openpyxl.load_workbook(file, data_only=True)
    assert synced(plan, saved(book)).problems == ()
