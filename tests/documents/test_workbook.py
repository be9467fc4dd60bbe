"""The workbook read back: sheets by tier and audience, dates and clocks against the worked plans, formulas anew."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest

from plandocs.content.formats import Formats
from plandocs.content.wording import Words
from plandocs.render.check import check_package
from plandocs.render.metrics import metrics
from tests.documents.workbooks import (
    FRIDAY,
    all_text,
    at,
    built,
    by_id,
    bytes_of,
    opened,
    said,
    sample,
    small_plan,
    table,
)
from tests.render.excel.recalculation import differences

STANDARD = [
    *("Read me", "Dashboard", "Schedule", "RACI", "Risks", "Heat map", "Dependencies", "Issues", "Changes"),
    *("Parking lot", "Calendar", "Change impact", "Board", "Calculation", "Burn-up", "Lists", "Holidays"),
]


# Which sheets


def test_a_small_project_gets_three_sheets_and_its_calculation() -> None:
    assert opened(built("bakery")).sheetnames == ["Schedule", "Actions", "Risks", "Calculation"]


def test_a_small_project_with_an_issue_gets_its_register() -> None:
    plan = small_plan(project={"tier": "lite"}, issues=[{"id": "I1", "issue": "Printer broken"}])
    assert [sheet.title for sheet in said(plan).sheets] == ["Schedule", "Actions", "Risks", "Issues", "Calculation"]


def test_the_customers_edition_has_the_standard_sheets() -> None:
    assert opened(built("invoice-approval", FRIDAY)).sheetnames == STANDARD


def test_the_internal_edition_adds_alignment_and_capacity() -> None:
    book = opened(built("invoice-approval", FRIDAY, "internal"))
    assert [name for name in book.sheetnames if name not in STANDARD] == ["Alignment", "Capacity", "Ways out"]
    assert all(sheet.sheet_state == "visible" for sheet in book)


def test_nothing_internal_is_anywhere_in_the_customers_file() -> None:
    secrets = ("reference call", "R006", "Capacity", "Dev reserved", "Alignment status", "INTERNAL")
    inside = all_text(built("invoice-approval", FRIDAY, "internal"))
    assert "reference call" in inside
    assert "R006" in inside
    customers = all_text(built("invoice-approval", FRIDAY))
    assert [secret for secret in secrets if secret in customers] == []


# Dates, owners, clocks: expectations from the worked plans


def test_agreed_dates_are_those_of_the_worked_plan() -> None:
    tasks = by_id(opened(built("invoice-approval")), "Tasks")
    assert tasks["T01"]["Start"] == at(2027, 1, 11)
    assert (tasks["T05"]["Start"], tasks["T05"]["Finish"]) == (at(2027, 1, 14), at(2027, 1, 21))
    assert tasks["T18"]["Finish"] == at(2027, 2, 25)
    assert tasks["M4"]["Finish"] == at(2027, 3, 10)
    assert {key: tasks[key]["Float"] for key in ("T09", "T10", "T13", "T15", "T14")} == {
        "T09": 1,
        "T10": 1,
        "T13": 1,
        "T15": 1,
        "T14": 2,
    }
    assert tasks["T12"]["Owner"] == "Jonas Sampleworth"


def test_an_agreed_plan_compares_with_nothing_and_has_no_progress() -> None:
    book = opened(built("invoice-approval"))
    rows = table(book, "Tasks")
    assert not {"Slip", "Baseline finish", "Forecast finish"} & set(rows[0])
    assert {(row["Actual start"], row["Actual finish"], row["Done"], row["Status"]) for row in rows} == {
        (None, None, 0, "Not started")
    }
    assert book["Dashboard"]["B3"].value == at(2027, 1, 11)
    shown = [str(cell.value) for row in book["Dashboard"].iter_rows() for cell in row if cell.value is not None]
    assert [text for text in shown if text in ("Go-live now", "Slip, days", "Slip", "Now", "on time")] == []
    assert {"Agreed go-live", "On track"} <= set(shown)


def test_the_forecast_slips_three_working_days_against_the_baseline() -> None:
    tasks = by_id(opened(built("invoice-approval", FRIDAY)), "Tasks")
    go_live = tasks["T18"]
    assert go_live["Forecast finish"] == at(2027, 3, 2)
    assert go_live["Baseline finish"] == at(2027, 2, 25)
    assert go_live["Slip"] == 3
    assert tasks["T03"]["Slip"] == 3
    assert (tasks["T05"]["Status"], tasks["T08"]["Status"]) == ("Done", "In progress")


def test_the_dashboard_says_what_the_worked_plan_says() -> None:
    sheet = opened(built("invoice-approval", FRIDAY))["Dashboard"]
    figures = {sheet.cell(5, column).value: sheet.cell(6, column).value for column in range(1, 13)}
    assert figures["Go-live now"] == at(2027, 3, 2)
    assert figures["Agreed go-live"] == at(2027, 2, 25)
    assert figures["Slip, days"] == 3
    assert figures["Buffer days left"] == 0
    assert figures["Status on 29\u00a0Jan"] == "At risk"
    assert [sheet.cell(7, column).value for column in (2, 4)] == ["minor", "of 3"]


def block_of(book: Any, heading: str) -> list[list[Any]]:
    """Return the rows of a block of the dashboard, below its header, up to the first empty one."""
    sheet = book["Dashboard"]
    place = next(cell for row in sheet.iter_rows() for cell in row if cell.value == heading)
    rows = []
    for row in sheet.iter_rows(min_row=place.row + 2, min_col=place.column, max_col=place.column + 5):
        if not row[0].value:
            break
        rows.append([cell.value for cell in row])
    return rows


def test_each_buffer_says_what_is_used_and_left() -> None:
    """The one before the go-live takes the three days that are lost. The configuration buffer, which the other of two
    critical branches does not have before it, went by on 25 January."""
    rows = block_of(opened(built("invoice-approval", FRIDAY)), "Buffers, in days")
    assert rows == [
        ["Buffer: acceptance fixes and retest", at(2027, 2, 22), 3, 3, 0, "Open"],
        ["Configuration buffer (protects a part of the work)", at(2027, 1, 25), 1, 1, 0, "Past"],
    ]


def test_milestones_and_go_live_have_the_states_of_the_status_report() -> None:
    rows = block_of(opened(built("invoice-approval", FRIDAY)), "Milestones")
    assert [row[1] for row in rows] == ["Reached", "At risk", "At risk", "At risk", "At risk"]
    assert rows[3][:5] == ["Go-live", "At risk", at(2027, 2, 25), at(2027, 3, 2), 3]


def test_a_dependency_that_nobody_has_committed_to_is_chased() -> None:
    entries = [
        {"id": "K1", "type": "customer", "what": "Data", "owner": "bea", "due": "2027-03-20"},
        {"id": "K2", "type": "customer", "what": "Access", "due": "2027-03-20", "commitment_ref": "mail of 4 Jan"},
        {"id": "K3", "type": "customer", "what": "Room", "due": "2027-03-20", "escalated_on": "2027-01-12"},
    ]
    rows = by_id(opened(bytes_of(small_plan(dependencies=entries), date(2027, 1, 19))), "Dependencies")
    assert [rows[key]["Attention"] for key in ("K1", "K2", "K3")] == ["No commitment", None, "Escalated"]


def test_a_touchpoint_with_only_a_start_has_its_date() -> None:
    rows = table(opened(built("invoice-approval")), "Touchpoints")
    assert [row["Date"] for row in rows if row["Touchpoint"] == "Project announcement"] == [at(2027, 1, 6)]


def test_options_of_a_change_say_days_and_money() -> None:
    change = {
        "id": "C1",
        "request": "More sites",
        "options": [
            {"text": "Later", "days": 10, "go_live": "2027-03-11"},
            {"text": "Another consultant", "days": 0, "cost": "7200"},
        ],
    }
    rows = by_id(opened(bytes_of(small_plan(changes=[change], project={"currency": "USD"}))), "Changes")
    assert rows["C1"]["Options"].replace("\u00a0", " ").splitlines() == [
        "1. Later (10 days later, go-live Thu 11 Mar 2027)",
        "2. Another consultant (no delay, USD 7,200)",
    ]


@pytest.mark.parametrize("language", ["en-GB", "de-DE", "es-ES", "fr-FR", "pt-BR"])
def test_what_a_sheet_is_for_ends_before_the_logo(language: str) -> None:
    """A small plan's schedule is narrow and has the logo; how its dates follow stands in a line of its own below."""
    plan = sample("bakery")
    project = plan.project.model_copy(update={"language": language})
    sheet = opened(bytes_of(plan.model_copy(update={"project": project}))).worksheets[0]
    (logo,) = sheet._images
    # A column's width is told in characters of seven pixels, of which 96 are an inch.
    left = sum(sheet.column_dimensions[chr(65 + n)].width for n in range(logo.anchor._from.col)) * 7 * 72 / 96
    assert left > 300
    assert metrics("Arial", 10).width(sheet["A2"].value) < left
    assert [sheet[place].value for place in ("A4", "B4")] == [None, None]  # these columns come again beside the bars
    words = Words.of(Formats(language, "GBP"))
    assert sheet["C4"].value == words.say("workbook.dates.follow")


@pytest.mark.parametrize("as_of", [None, FRIDAY])
def test_rows_of_the_dashboard_are_ruled_as_far_as_their_header(as_of: date | None) -> None:
    """Agreed plans have neither `Now` nor `Slip`; columns of a side that are not headed are not ruled either."""
    sheet = opened(built("invoice-approval", as_of))["Dashboard"]
    places = {str(cell.value): (cell.row, cell.column) for row in sheet.iter_rows(max_col=8) for cell in row}
    for heading, width in (("Milestones", 5), ("Buffers, in days", 6), ("Tasks by phase", 6), ("Next 14 days", 5)):
        row, column = places[heading]
        ruled = [sheet.cell(row + 2, column + n).border.bottom.style is not None for n in range(width)]
        assert ruled == [True] * width, heading


def test_long_texts_on_the_dashboard_end_at_a_word() -> None:
    risk = {"id": "R1", "risk": "word " * 40, "likelihood": "H", "impact": "H"}
    [row] = block_of(opened(bytes_of(small_plan(risks=[risk]))), "Top risks")
    assert row[0] == ("word " * 21).rstrip() + "…"


def test_many_buffers_keep_formulas_short() -> None:
    tasks = [
        {
            "id": f"T{n}",
            "name": f"Step {n}",
            "duration": "1d",
            "owner": "ana",
            "after": [f"T{n - 1}"] if n else [],
            **({"kind": "buffer"} if n % 2 else {}),
        }
        for n in range(60)
    ]
    plan = small_plan(phases=[{"id": "p", "name": "All", "tasks": tasks}])
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(plan, date(2027, 1, 19))))
    lengths = [len(str(cell.value)) for row in book["Dashboard"].iter_rows() for cell in row if cell.data_type == "f"]
    assert len(lengths) > 150
    assert max(lengths) < 2000


def test_reach_out_dates_step_over_the_holiday() -> None:
    """D1 is due on 21 January; the 18th is a holiday."""
    rows = by_id(opened(built("invoice-approval")), "Dependencies")
    assert (rows["D1"]["Reach out from"], rows["D1"]["Reach out by"]) == (at(2027, 1, 13), at(2027, 1, 15))


def test_scores_follow_likelihood_times_impact() -> None:
    risks = by_id(opened(built("invoice-approval")), "Risks")
    assert {key: (row["Score"], row["Band"]) for key, row in risks.items()} == {
        "R001": (9, "High"),
        "R002": (6, "High"),
        "R003": (4, "Medium"),
        "R004": (6, "High"),
        "R005": (6, "High"),
    }
    assert next(row["ID"] for row in table(opened(built("invoice-approval")), "Risks")) == "R001"


def test_the_heat_map_has_each_risk_in_its_cell() -> None:
    sheet = opened(built("invoice-approval", FRIDAY, "internal"))["Heat map"]
    grid = {
        (sheet.cell(row, 2).value, sheet.cell(9, column).value): sheet.cell(row, column).value
        for row in (6, 7, 8)
        for column in (3, 4, 5)
    }
    assert grid["High", "High"] == "1\nR001"
    assert grid["Medium", "High"] == "2\nR002, R005"
    assert grid["Low", "Medium"] == "1\nR006"
    assert not grid["Low", "High"]


def test_change_impacts_are_ranked_as_in_the_worked_plan() -> None:
    rows = table(opened(built("invoice-approval")), "ChangeImpacts")
    assert [row["Score"] for row in rows] == [10, 10, 4, 3]
    assert rows[0]["Group"] == "Approvers"


def test_champion_demand_by_week_is_spread_over_the_days_of_each_task() -> None:
    """Agreed dates; hours a week of the worked plan, without the tasks that another person takes."""
    book = opened(built("invoice-approval", None, "internal"))
    sheet = book["Capacity"]
    row = next(cells for cells in sheet.iter_rows(min_row=6, max_row=12) if cells[0].value == "Jonas Sampleworth")
    weeks = [round(float(cell.value), 1) for cell in row[7:16]]
    assert weeks == [3.6, 4.4, 2.0, 4.0, 11.7, 11.1, 13.2, 5.0, 3.0]
    assert row[2].value == 3


# RACI


def raci(*rows: dict[str, str]) -> list[dict[str, Any]]:
    plan = small_plan(raci=list(rows))
    return table(opened(bytes_of(plan)), "RACI")


def test_raci_checks_name_what_is_wrong() -> None:
    found = raci(
        {"activity": "Kickoff", "champion": "A", "it": "R"},
        {"activity": "Account Setup", "champion": "I", "it": "C", "csm": "R", "engineer": "R", "support": "I"},
        {"activity": "Training", "champion": "A", "it": "A", "csm": "R"},
        {"activity": "Review", "champion": "A", "it": "C"},
        {"activity": "Go-live", "champion": "R/A"},
    )
    assert [row["Check"] for row in found] == ["OK", "no A", "2 A", "no R", "OK"]


def test_raci_has_drop_downs_and_counts_by_role() -> None:
    book = opened(built("invoice-approval"))
    sheet = book["RACI"]
    assert any(rule.formula1 == "List_raci_letter" for rule in sheet.data_validations.dataValidation)
    assert [sheet.cell(5, column).value for column in (2, 3, 4)] == [3, 1, 3]
    assert sheet["A4"].value == "7 rows settled, 0 to settle before the kickoff"


# Formulas


@cache
def saturdays(tier: str = "standard") -> bytes:
    """Saturdays are worked, holidays fall on due dates, a dependency is blocked since an hour of the day."""
    holidays = ["2027-01-18", {"date": "2027-01-20", "name": "Day off"}]
    plan = small_plan(
        project={"tier": tier},
        calendar={"working_days": ["2027-01-16"], "holidays": holidays},
        dependencies=[
            {"id": "K1", "type": "customer", "what": "Data", "owner": "bea", "due": "2027-01-20"},
            {
                "id": "K2",
                "type": "customer",
                "what": "Access",
                "owner": "bea",
                "due": "2027-01-16",
                "status": "blocked",
                "blocked_since": "2027-01-11T09:30",
            },
            {"id": "K3", "type": "external", "what": "No date yet"},
        ],
        risks=[{"id": "R1", "risk": "Late", "likelihood": "H", "impact": "L", "status": "closed"}],
        issues=[{"id": "I1", "issue": "Slow", "raised": "2027-01-12", "target": "2027-01-13", "status": "open"}],
    )
    return bytes_of(plan, date(2027, 1, 19))


@cache
def odd_names() -> bytes:
    """Names full of signs that formulas, wildcards and references give a meaning."""
    long_name = "langer ? Name ~ mit 'Anführung' \"zwei\""
    tasks = [
        {"id": "A*", "name": "n" * 300, "duration": "0.5d", "owner": "ana", "finished": "2027-01-11"},
        {"id": "A?", "name": "=1+1", "duration": "3d", "owner": "ana", "after": ["A*"]},
        {"id": "B~", "name": "Puffer", "kind": "buffer", "duration": "2d", "after": ["A?"]},
    ]
    milestone = {"id": "[M]", "name": "Fertig, 'alles'"}
    plan = small_plan(
        project={"name": "Größe & Co <§> 你好 مرحبا 🎉", "language": "de-DE"},
        phases=[
            {"id": "p", "name": f"Ein *sehr* {long_name}", "tasks": tasks, "milestone": milestone},
            {"id": "q", "name": f"ein *SEHR* {long_name}", "tasks": [{"id": "Z", "name": "z", "duration": "1d"}]},
        ],
        raci=[{"activity": "x", "letters": {"Rolle [A] #1, 'x'": "A", "ana": "R", "rolle [a] #1, 'X'": "C"}}],
    )
    return bytes_of(plan, date(2027, 1, 12), "internal")


@cache
def empty() -> bytes:
    return bytes_of(small_plan())


def test_recalculation_gives_what_is_stored() -> None:
    books = {
        "internal, forecast": built("invoice-approval", FRIDAY, "internal"),
        "customer, agreed": built("invoice-approval"),
        "elapsed days": built("sixty-days"),
        "small": built("bakery", date(2027, 2, 4)),
        "saturdays": saturdays(),
        "saturdays in a small workbook": saturdays("lite"),
        "odd names": odd_names(),
        "empty": empty(),
    }
    found = differences(books)
    assert {name: wrong for name, (_, wrong) in found.items() if wrong} == {}
    assert min(count for count, _ in found.values()) > 25
    assert sum(count for count, _ in found.values()) > 1500


def test_clocks_count_worked_saturdays_and_hours_of_the_day() -> None:
    blocked = by_id(opened(saturdays()), "Dependencies")["K2"]
    assert blocked["Hours blocked"] == 182
    assert blocked["Attention"] == "Overdue"
    assert blocked["Days left"] == -1


def test_sheets_that_nothing_is_typed_into_are_left_out_of_an_empty_plan() -> None:
    titles = opened(empty()).sheetnames
    assert [title for title in STANDARD if title not in titles] == ["RACI", "Heat map", "Calendar", "Change impact"]


def test_an_empty_plan_still_gives_registers_ready_to_type_in() -> None:
    assert check_package(empty()) == []
    book = opened(empty())
    assert table(book, "Issues") == []
    assert book["Issues"]["A4"].value == "Nothing is recorded yet. Type the first entry into the next empty row."
    assert len(list(book["Issues"][book["Issues"].tables["Issues"].ref])) == 7


def test_odd_names_do_not_break_the_file() -> None:
    assert check_package(odd_names()) == []
    heads = [cell.value for cell in opened(odd_names())["RACI"][8]]
    assert len({str(head).casefold() for head in heads}) == len(heads)


def test_every_formula_has_its_result() -> None:
    book = openpyxl.load_workbook(io.BytesIO(built("invoice-approval", FRIDAY, "internal")))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(found) > 500
    with zipfile.ZipFile(io.BytesIO(built("invoice-approval", FRIDAY, "internal"))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sum(len(re.findall(rb"<f[ >]", sheet)) for sheet in sheets) == len(found)
    results = rb"(?:</f>|<f t=\"shared\" si=\"\d+\"/>)<v>"
    assert sum(len(re.findall(results, sheet)) for sheet in sheets) == len(found)


def test_no_cell_asks_the_clock() -> None:
    text = all_text(built("invoice-approval", FRIDAY, "internal"))
    assert "TODAY(" not in text
    assert "NOW(" not in text
