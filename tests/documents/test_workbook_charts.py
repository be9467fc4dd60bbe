"""The workbook's charts are native, follow cells that say what other documents say, and are redrawn after an edit."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest

from plandocs.content.sheets import Workbook
from plandocs.render.check import check_package
from tests.documents.workbooks import FRIDAY, built, bytes_of, facts_of, opened, said, sample, small_plan, table
from tests.render.excel.recalculation import differences, saved_by_libreoffice
from tests.syncing.workbooks import typed


def charts(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/charts/chart"))
        return [archive.read(name).decode() for name in names]


def cells(book: Any, reference: str) -> list[Any]:
    """Return what stands in the cells of a chart's reference, such as `'Burn-up'!$A$6:$A$14`."""
    title, _, area = reference.rpartition("!")
    found = book[title.strip("'").replace("''", "'")][area.replace("$", "")]
    return [row[0].value for row in found] if isinstance(found, tuple) else [found.value]


@pytest.mark.parametrize("audience", ["customer", "internal"])
def test_the_dashboard_has_two_native_charts_with_alternative_texts(audience: str) -> None:
    data = built("invoice-approval", FRIDAY, audience)  # type: ignore[arg-type]
    assert len(charts(data)) == 2
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        drawings = [
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/drawings/drawing")
        ]
    (drawn,) = [text for text in drawings if "graphicFrame" in text]
    assert 'descr="Columns: task-days done by week. Dashed line: task-days planned"' in drawn
    assert 'descr="Columns: number of open risks that are high, medium and low"' in drawn
    assert len(set(re.findall(r'cNvPr id="(\d+)"', drawn))) == 2
    assert check_package(data, "book.xlsx") == []


def test_each_cached_value_of_a_chart_is_that_of_its_cell() -> None:
    data = built("invoice-approval", FRIDAY)
    book = opened(data)
    seen = 0
    for xml in charts(data):
        for reference, cache in re.findall(r"<c:f>([^<]*)</c:f><c:(?:num|str)Cache>(.*?)</c:(?:num|str)Cache>", xml):
            stored = dict(re.findall(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>', cache))
            for place, value in enumerate(cells(book, reference.replace("&apos;", "'"))):
                if value is None or value == "":
                    assert str(place) not in stored
                elif hasattr(value, "toordinal"):
                    assert int(stored[str(place)]) == value.toordinal() - date(1899, 12, 30).toordinal()
                else:
                    assert stored[str(place)] == f"{value}"
                seen += 1
    assert seen > 30


def test_the_burn_up_says_what_the_status_says() -> None:
    curve = facts_of(sample("invoice-approval"), FRIDAY).progress.burn_up
    rows = table(opened(built("invoice-approval", FRIDAY)), "BurnUp")
    assert [row["Week ending"].date() for row in rows] == list(curve.points)
    assert [row["Planned"] for row in rows] == [round(value, 1) for value in curve.planned]
    done = [row["Done so far"] for row in rows]
    assert [value for value in done if value not in (None, "")] == [
        round(value, 1) for value in curve.done if value is not None
    ]
    assert sum(value not in (None, "") for value in done) == 3  # the Fridays 15, 22 and 29 January


def test_the_burn_up_follows_what_is_reported_in_the_schedule() -> None:
    data = built("invoice-approval", FRIDAY)
    edited = typed(data, {("Tasks", "T08", "Done"): 1})
    share = next(row for row in table(opened(data), "Tasks") if row["ID"] == "T08")
    (saved,) = saved_by_libreoffice({"edited": edited}).values()
    before, after = (table(opened(book), "BurnUp") for book in (data, saved))
    rest = share["Planned days"] * (1 - share["Done"])
    assert after[2]["Done so far"] == pytest.approx(before[2]["Done so far"] + rest, abs=0.06)
    assert [row["Done so far"] for row in after[:2]] == [row["Done so far"] for row in before[:2]]


def test_the_risk_profile_counts_open_risks() -> None:
    book = opened(built("invoice-approval", FRIDAY))
    xml = charts(built("invoice-approval", FRIDAY))[1]
    names, counts = (cells(book, reference) for reference in re.findall(r"<c:f>([^<]*)</c:f>", xml)[1:])
    open_risks = [row["Band"] for row in table(book, "Risks") if row["ID"] and row["Status"] != "Closed"]
    assert dict(zip(names, counts, strict=True)) == {band: open_risks.count(band) for band in ("High", "Medium", "Low")}
    assert re.findall(r'<c:dPt>.*?schemeClr val="(\w+)"', xml) == ["accent5", "accent4", "accent3"]


def test_without_risks_there_is_no_chart_of_them_and_a_small_workbook_has_none() -> None:
    assert len(charts(bytes_of(small_plan(risks=[])))) == 1
    assert charts(built("bakery")) == []


def test_stored_results_are_those_of_a_recalculation_whatever_the_day() -> None:
    books = {str(day): built("invoice-approval", day) for day in (None, FRIDAY, date(2027, 2, 3), date(2027, 6, 1))}
    for count, wrong in differences(books).values():
        assert count > 100
        assert wrong == []


def test_ids_of_the_plan_cannot_be_typed_over_and_new_ones_are_told_apart() -> None:
    book = opened(built("invoice-approval", FRIDAY))
    seen = 0
    for title in ("Risks", "Issues", "Dependencies", "Schedule", "Parking lot"):
        custom = [item for item in book[title].data_validations.dataValidation if item.type == "custom"]
        kept = next(item for item in custom if item.formula1 == "FALSE")
        assert kept.error == "The ids tie the rows to the plan and stay as they are."
        (area,) = kept.sqref.ranges
        (found,) = book[title].tables.values()
        ids = [row["ID"] for row in table(book, found.displayName) if row["ID"]]
        assert area.size["rows"] == len(ids)
        assert [cell.value for row in book[title][area.coord] for cell in row] == ids
        seen += len(custom)
    assert seen == 9  # the schedule has no rows for new tasks


def test_charts_are_said_without_a_format() -> None:
    book: Workbook = said(sample("invoice-approval"), FRIDAY)
    assert [len(sheet.charts) for sheet in book.sheets if sheet.charts] == [2]
