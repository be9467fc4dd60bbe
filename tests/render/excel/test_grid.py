"""The bars of the schedule: their scale, and the rules that draw them."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest

from plandocs.documents.workbook.schedule import time_scale
from tests.documents.workbooks import built

MONDAY = date(2027, 1, 11)


@pytest.mark.parametrize(
    ("days", "scale", "columns"),
    [(1, "day", 1), (35, "day", 35), (36, "week", 6), (364, "week", 52), (500, "month", 17), (3000, "quarter", 33)],
)
def test_the_scale_follows_the_length(days: int, scale: str, columns: int) -> None:
    found, first_days = time_scale(MONDAY, MONDAY + timedelta(days=days - 1))
    assert (found, len(first_days)) == (scale, columns)


@pytest.mark.parametrize("days", [20, 100, 700, 4000, 20_000])
def test_the_columns_cover_the_plan_and_stay_few(days: int) -> None:
    start = MONDAY + timedelta(days=3)
    _, first_days = time_scale(start, start + timedelta(days=days))
    assert first_days[0] <= start
    assert list(first_days) == sorted(set(first_days))
    assert len(first_days) <= 60


def test_weeks_begin_on_monday() -> None:
    _, first_days = time_scale(date(2027, 1, 14), date(2027, 3, 31))
    assert {day.weekday() for day in first_days} == {0}


def test_bars_are_rules_over_hidden_zeros() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(built("bakery")))["Schedule"]
    head = next(cell for cell in sheet[5] if cell.number_format == "d")
    below = sheet.cell(6, head.column)
    assert (below.value, below.number_format) == (0, ";;;")
    rules = {rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules}
    corner = f"{head.column_letter}$5"
    assert f"AND(AsOf>={corner},AsOf<={corner})" in rules
    assert any('="Milestone"' in rule and corner in rule for rule in rules)
    assert any(rule.startswith("NETWORKDAYS.INTL") for rule in rules)
