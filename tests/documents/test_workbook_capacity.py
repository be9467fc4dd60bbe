"""The sheet Capacity says what `plandocs capacity` says: as stored, and as LibreOffice calculates it."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.formula.translate import Translator

from plandocs.exchange.libreoffice import find_soffice
from plandocs.plan.model import Plan
from plandocs.schedule.capacity import weekly_demand
from plandocs.schedule.from_plan import schedule_plan
from tests.documents.workbooks import bytes_of, opened, sample, small_plan
from tests.render.excel.recalculation import compared, recalculated
from tests.syncing.workbooks import saved

needs_libreoffice = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
BELOW = 100
BLOCKS = ("Person", "Hours there are", "Days worked", "Days away")


def two_calendars(**more: Any) -> Plan:
    """Return a plan of Ana, who is away from 20 to 22 and from 25 to 29 January, and Bob, who works four days a week.

    Work begins on Mon 11 Jan. A takes Ana ten days, D two after it; B takes Bob four days, C five after it.
    """
    ana = {"name": "Ana", "side": "vendor", "hours_per_week": 40, "other_commitments": 4}
    ana["unavailable"] = [{"from": "2027-01-20", "to": "2027-01-22"}, {"from": "2027-01-25", "to": "2027-01-29"}]
    bob = {"name": "Bob", "side": "customer", "hours_per_week": 32, "calendar": "short"}
    cid = {"name": "Cid", "side": "customer"}
    tasks = [
        {"id": "A", "name": "First", "duration": "10d", "owner": "ana", "effort": {"ana": "80h"}},
        {"id": "B", "name": "Second", "duration": "4d", "owner": "bob", "effort": {"bob": "48h", "cid": "1d"}},
        {"id": "C", "name": "Third", "duration": "5d", "owner": "bob", "after": ["B"], "effort": {"bob": "20h"}},
        {"id": "D", "name": "Fourth", "duration": "2d", "owner": "ana", "after": ["A"], "effort": {"ana": "6h"}},
    ]
    return small_plan(
        calendars={"short": {"week": ["mon", "tue", "wed", "thu"]}},
        people={"ana": ana, "bob": bob, "cid": cid},
        phases=[{"id": "p", "name": "Work", "tasks": tasks}],
        **more,
    )


HAND: dict[str, dict[str, list[Any]]] = {
    "Person": {"Ana": [40, 40, 6], "Bob": [48, 16, 4], "Cid": [8, 0, 0]},
    # Ana has 40 - 4 = 36 hours for five days: two days of the second week are 14.4. Bob has 32 for his four.
    "Hours there are": {"Ana": [36, 14.4, 0], "Bob": [32, 32, 32], "Cid": [None, None, None]},
    "Days worked": {"Ana": [5, 5, 5], "Bob": [4, 4, 4], "Cid": [5, 5, 5]},
    "Days away": {"Ana": [None, 3, 5], "Bob": [None, None, None], "Cid": [None, None, None]},
}
OVER = {"Ana": 2, "Bob": 1, "Cid": 0}
"""Ana's third week is leave: it is marked, but not counted."""


def blocks(book: Any) -> tuple[dict[str, dict[str, list[Any]]], dict[str, Any]]:
    """Return the blocks of the sheet, by title and person the weeks; and by person the weeks over."""
    sheet = book["Capacity"]
    found: dict[str, dict[str, list[Any]]] = {}
    over: dict[str, Any] = {}
    bottom = sheet.tables["Assignments"].ref.split(":")[0] if sheet.tables else "A22"
    last = int("".join(letter for letter in bottom if letter.isdecimal()))
    block, weeks = "", []
    for row in sheet.iter_rows(min_row=5, max_row=last - 1):
        name = row[0].value
        if name in BLOCKS:
            block = name
            weeks = [cell.column for cell in row if hasattr(cell.value, "year")]
            found[block] = {}
        elif name is not None:
            found[block][name] = [row[column - 1].value or (0 if block in BLOCKS[:1] else row[column - 1].value)
                                  for column in weeks]  # fmt: skip
            if block == "Person":
                over[name] = row[2].value
    assert tuple(found) == BLOCKS
    return found, over


@cache
def _calculated() -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return workbooks, and what LibreOffice calculates them to in one run."""
    books = {
        "two calendars": bytes_of(two_calendars(), None, "internal"),
        "tracked": bytes_of(two_calendars(), date(2027, 1, 15), "internal"),
        "elapsed": bytes_of(two_calendars(project={"day_count": "elapsed"}), None, "internal"),
        "extra day": bytes_of(two_calendars(calendar={"working_days": ["2027-01-16"]}), None, "internal"),
        "sample": bytes_of(sample("invoice-approval"), date(2027, 1, 29), "internal"),
        "bakery": bytes_of(sample("bakery"), None, "internal"),
    }
    book = openpyxl.load_workbook(io.BytesIO(books["two calendars"]))
    sheet = book["Capacity"]
    assert [sheet.cell(row, 1).value for row in (6, 7)] == ["Ana", "Bob"]
    sheet.cell(6, 2).value, sheet.cell(7, 5).value = 100, 12
    books["edited"] = saved(book)
    books["rules"] = _with_rules_as_cells(books["two calendars"])
    return books, recalculated(books)


def test_hours_and_days_are_those_of_each_persons_calendar_without_leave() -> None:
    found, over = blocks(opened(bytes_of(two_calendars(), None, "internal")))
    assert found == HAND
    assert over == OVER


@pytest.mark.parametrize("as_of", [None, date(2027, 1, 15)])
def test_the_sheet_has_the_numbers_of_the_command(as_of: date | None) -> None:
    plans = [two_calendars(), sample("invoice-approval")]
    compared_weeks = 0
    for plan in plans:
        found, over = blocks(opened(bytes_of(plan, as_of, "internal")))
        weeks = weekly_demand(plan, schedule_plan(plan, as_of=as_of) if as_of else schedule_plan(plan))
        first = min(week.monday for week in weeks)
        counted = dict.fromkeys(over, 0)
        for week in weeks:
            name, place = plan.people[week.person].name, (week.monday - first).days // 7
            assert found["Person"][name][place] == pytest.approx(week.demand, abs=0.02)
            assert found["Hours there are"][name][place] == (
                None if week.supply is None else pytest.approx(week.supply, abs=0.005)
            )
            counted[name] += week.is_short and not week.is_leave
            compared_weeks += 1
        assert over == counted
    assert compared_weeks > 15


def test_hours_by_week_are_values_where_formulas_cannot_count_the_days() -> None:
    """Work in hours has no calendars in the workbook: what is stored is right all the same, and the sheet says so."""
    data = two_calendars().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data["phases"][0]["tasks"].append({"id": "E", "name": "Fifth", "duration": "4h", "owner": "cid"})
    made = bytes_of(Plan.model_validate(data), None, "internal")
    assert blocks(opened(made)) == (HAND, OVER)
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Capacity"]
    assert "are values here" in sheet["A2"].value
    top = int(sheet.tables["Assignments"].ref.split(":")[0].removeprefix("A"))
    assert [sheet.cell(top + 1, column).data_type for column in (5, 8, 9)] == ["f", "n", "n"]


@needs_libreoffice
def test_libreoffice_calculates_what_is_stored() -> None:
    books, anew = _calculated()
    for name, data in books.items():
        if name not in ("edited", "rules"):
            count, wrong = compared(data, anew[name])
            assert wrong == [], name
            assert count > 50, name
    found, over = blocks(anew["two calendars"])
    assert (found, over) == (HAND, OVER)


@needs_libreoffice
def test_hours_typed_into_the_sheet_change_what_there_is() -> None:
    """100 hours of Ana less 4 are 96, of two days in five 38.4; 32 of Bob less 12 are 20."""
    found, over = blocks(_calculated()[1]["edited"])
    assert found["Hours there are"]["Ana"] == [96, 38.4, 0]
    assert found["Hours there are"]["Bob"] == [20, 20, 20]
    assert over == {"Ana": 1, "Bob": 1, "Cid": 0}


def _with_rules_as_cells(data: bytes) -> bytes:
    """Return a workbook with each rule of its sheet Capacity as a formula, far below the cell that it marks."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Capacity"]
    for area in sheet.conditional_formatting:
        for place, rule in enumerate(area.rules):
            first = sheet[str(area.sqref)][0][0].coordinate
            for row in sheet[str(area.sqref)]:
                for cell in row:
                    formula = Translator(f"={rule.formula[0]}", first).translate_formula(cell.coordinate)
                    sheet.cell(cell.row + BELOW * (place + 1), cell.column).value = formula
    return saved(book)


@needs_libreoffice
def test_weeks_over_are_red_and_weeks_of_leave_are_not() -> None:
    sheet = _calculated()[1]["rules"]["Capacity"]
    leave, red = (
        [[sheet.cell(row + BELOW * place, column).value for column in (9, 10, 11)] for row in (6, 7, 8)]
        for place in (1, 2)
    )
    assert leave == [[False, False, True], [False] * 3, [False] * 3]
    assert red == [[True, True, False], [True, False, False], [False] * 3]
    assert [sheet.cell(row + BELOW, 3).value for row in (6, 7, 8)] == [True, True, False]
