"""The workbook as a workbook: frozen, filtered, printable, styled, and the same bytes every time."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest

from plandocs.render.check import check_package
from tests.documents.workbooks import (
    FRIDAY,
    all_text,
    at,
    built,
    bytes_of,
    opened,
    sample,
    small_plan,
    table,
)

# How it behaves as a workbook


def test_tables_are_frozen_filtered_and_printed_large_enough_to_read() -> None:
    book = opened(built("invoice-approval"))
    seen = 0
    for sheet in book:
        if sheet.title in ("Schedule", "Risks", "Dependencies", "Issues", "Changes", "Parking lot"):
            seen += 1
            [found] = sheet.tables.values()
            header = int("".join(letter for letter in found.ref.split(":")[0] if letter.isdigit()))
            assert sheet.freeze_panes == f"C{header + 1}"
            assert found.autoFilter is not None
            assert sheet.print_title_rows == (f"${header}:${header}" if sheet.title != "Schedule" else "$4:$5")
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 1)
            if sheet.title == "Schedule":
                assert 60 <= sheet.page_setup.scale <= 100
            else:
                assert sheet.sheet_properties.pageSetUpPr.fitToPage
                assert sheet.page_setup.fitToHeight == 0
        assert not sheet.sheet_view.showGridLines
        assert sheet.sheet_view.zoomScale == 90
        assert "HF-2027-01" in (sheet.oddFooter.left.text or "")
        assert not sheet.merged_cells.ranges
    assert seen == 6


def test_wide_sheets_print_what_matters_and_the_bars() -> None:
    book = opened(built("invoice-approval", FRIDAY))
    sheet = book["Schedule"]
    listed, bars = sheet.print_area.split(",")
    assert listed.startswith("'Schedule'!$A$1:")
    printed = {cell.value for cell in sheet[listed.split("!")[1].replace("$", "")][4]}
    assert {"Task", "Owner", "Forecast start", "Forecast finish", "Slip", "Status"} <= printed
    assert sheet[bars.split("!")[1].replace("$", "")][2][0].value == at(2027, 1, 11)
    assert sheet.print_title_cols == "$A:$B"
    shown = sheet[bars.split("!")[1].replace("$", "")]
    assert shown[0][0].row == 3, "the title stands in row 1, where two columns have no room for it"
    legend = [cell.value for cell in shown[0] if isinstance(cell.value, str)]
    assert legend == [
        *("Planned", "Done", "Critical path", "Buffer, as planned"),
        *("Milestone", "As-of date"),
    ]


def test_registers_are_one_page_wide_without_their_bookkeeping() -> None:
    book = opened(built("invoice-approval", FRIDAY))
    for title, first, last in (("Risks", "ID", "Status"), ("Dependencies", "ID", "Days left")):
        sheet = book[title]
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, title
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0), (
            "one page is what is meant by nothing"
        )
        area = sheet[sheet.print_area.split("!")[1].replace("$", "")]
        [table] = sheet.tables.values()
        header = next(row for row in area if row[0].coordinate == table.ref.split(":")[0])
        assert (header[0].value, header[-1].value) == (first, last)
        assert area[0][0].row == 1


def test_british_paper_is_a4() -> None:
    assert opened(built("bakery"))["Schedule"].page_setup.paperSize == 9


def test_columns_are_wide_enough_for_dates_and_narrow_enough_to_read() -> None:
    for name in ("invoice-approval", "sixty-days", "bakery"):
        book = opened(built(name))
        for sheet in book:
            for found in sheet.tables.values():
                for cell in sheet[found.ref][0]:
                    width = sheet.column_dimensions[cell.column_letter].width
                    assert 8 <= width <= 60, f"{sheet.title}!{cell.coordinate}"
                    below = [row[0].value for row in sheet[f"{cell.column_letter}6:{cell.column_letter}60"]]
                    if any(isinstance(value, datetime) for value in below):
                        assert width >= 16, f"{sheet.title}!{cell.coordinate}"


def test_dates_are_real_and_named_in_the_plans_language() -> None:
    sheet = opened(built("bakery"))["Schedule"]
    cell = next(cell for row in sheet.iter_rows(min_row=6) for cell in row if isinstance(cell.value, datetime))
    assert cell.number_format == "[$-809]ddd d mmm yyyy"


def test_inputs_and_formulas_have_styles_of_their_own() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(built("invoice-approval")))["Schedule"]
    heads = {sheet.cell(5, column).value: column for column in range(1, 18)}
    styles = {name: sheet.cell(6, heads[name]).style for name in ("Task", "Actual start", "Status")}
    assert styles == {
        "Task": "Plandocs Text",
        "Actual start": "Plandocs Input Date",
        "Status": "Plandocs Formula Text",
    }


def test_text_that_looks_like_a_formula_stays_text() -> None:
    hostile = ['=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "{{ project.name }}", "a & <b> \"c\" 'd' %"]
    plan = small_plan(issues=[{"id": f"I{n}", "issue": text} for n, text in enumerate(hostile)])
    data = bytes_of(plan)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Issues"]
    cells = [sheet.cell(row, 2) for row in range(6, 12)]
    assert [cell.value for cell in cells] == hostile
    assert {cell.data_type for cell in cells} == {"s"}
    assert check_package(data) == []


# As a file


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert bytes_of(sample("bakery")) == built("bakery")


@pytest.mark.parametrize("brand", ["default", "harbour"])
@pytest.mark.parametrize("name", ["invoice-approval", "sixty-days", "bakery"])
def test_the_checker_finds_nothing(name: str, brand: str) -> None:
    assert check_package(built(name, FRIDAY if name == "invoice-approval" else None, "customer", brand)) == []


def test_a_brand_changes_colours_fonts_and_logo() -> None:
    default, harbour = (all_text(built("bakery", None, "customer", brand)) for brand in ("default", "harbour"))
    assert "Cambria" in harbour
    assert "Cambria" not in default
    assert "0F766E" in default
    assert "0F766E" not in harbour


def test_a_thousand_tasks() -> None:
    tasks = [
        {
            "id": f"T{n}",
            "name": f"Task {n}",
            "duration": "2d",
            "owner": "ana",
            "after": [f"T{n - 10}"] if n > 10 else [],
        }
        for n in range(1, 1001)
    ]
    data = bytes_of(small_plan(phases=[{"id": "p", "name": "All", "tasks": tasks}]))
    rows = table(opened(data), "Tasks")
    assert len(rows) == 1000
    assert {row["Status"] for row in rows} == {"Not started"}
