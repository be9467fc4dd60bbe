"""Touchpoints, days off and hours that are typed into a workbook go to the plan's own line, or are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plandocs import api, syncing
from tests.syncing.test_workbook import FRIDAY, messages, plan, said, synced  # noqa: F401
from tests.syncing.workbooks import made, opened, saved

Book = Any


def cell(book: Book, table: str, at: dict[str, object], title: str) -> Any:
    """Return the cell of a table's row that says `at`, below a title; of the first such row."""
    sheet = next(sheet for sheet in book if table in sheet.tables)
    head, *rows = sheet[sheet.tables[table].ref]
    titles = [str(item.value) for item in head]
    for row in rows:
        values = [value.date() if hasattr(value := item.value, "date") else value for item in row]
        if all(values[titles.index(key)] == wanted for key, wanted in at.items()):
            return row[titles.index(title)]
    raise AssertionError(f"no row of {table} says {at}")


def empty(book: Book, table: str, title: str) -> Any:
    return cell(book, table, {next(iter(_titles(book, table))): None}, title)


def _titles(book: Book, table: str) -> list[str]:
    sheet = next(sheet for sheet in book if table in sheet.tables)
    return [str(item.value) for item in sheet[sheet.tables[table].ref][0]]


def test_what_one_date_of_a_touchpoint_says_goes_to_the_touchpoint(plan: Path) -> None:  # noqa: F811
    book = opened(made(plan, FRIDAY))
    series = {"Touchpoint": "Working call"}
    cell(book, "Touchpoints", series, "Minutes").value = 45
    cell(book, "Touchpoints", series, "Owner").value = api.load(plan).plan.people["otto"].name
    found = synced(plan, saved(book))
    assert messages(found) == []
    assert said(found) == {"communications[1].minutes": "minutes: 45", "communications[1].owner": "owner: otto"}


def test_a_touchpoint_s_rows_must_not_contradict_each_other(plan: Path) -> None:  # noqa: F811
    book = opened(made(plan, FRIDAY))
    sheet = next(sheet for sheet in book if "Touchpoints" in sheet.tables)
    minutes = _titles(book, "Touchpoints").index("Minutes") + 1
    name = _titles(book, "Touchpoints").index("Touchpoint") + 1
    rows = [row for row in range(6, sheet.max_row) if sheet.cell(row, name).value == "Working call"]
    assert len(rows) == 4  # Tuesdays of weeks 1 to 4
    for row in rows:
        sheet.cell(row, minutes).value = 60 if row == rows[2] else 45
    found = synced(plan, saved(book))
    assert said(found) == {"communications[1].minutes": "minutes: 45"}
    (message,) = messages(found)
    assert message.startswith(f"'Calendar'!G{rows[2]}: 'Working call' has one 'minutes' for all its dates")


def test_a_date_moves_where_it_falls_once_and_is_told_where_it_follows_a_rhythm(plan: Path) -> None:  # noqa: F811
    book = opened(made(plan, FRIDAY))
    cell(book, "Touchpoints", {"Touchpoint": "Project announcement"}, "Date").value = "2027-01-07"
    found = synced(plan, saved(book))
    assert (said(found), messages(found)) == ({"communications[0].starts": "starts: 2027-01-07"}, [])
    book = opened(made(plan, FRIDAY))
    cell(book, "Touchpoints", {"Touchpoint": "Status mail"}, "Date").value = "2027-01-16"
    found = synced(plan, saved(book))
    assert found.changes == ()
    assert "the dates of 'Status mail' follow from its days and weeks" in messages(found)[0]


def test_a_new_touchpoint_has_a_date_and_people_by_name(plan: Path) -> None:  # noqa: F811
    book = opened(made(plan, FRIDAY))
    people = api.load(plan).plan.people
    for title, value in {
        "Date": "2027-02-24", "Touchpoint": "Rehearsal", "Who": f"{people['jonas'].name}, the cutover team",
        "Owner": people["rhea"].name, "Minutes": 90,
    }.items():  # fmt: skip
        sheet = next(sheet for sheet in book if "Touchpoints" in sheet.tables)
        top, bottom = (int(part.strip("ABCDEFGHIJ")) for part in sheet.tables["Touchpoints"].ref.split(":"))
        column = _titles(book, "Touchpoints").index(title) + 1
        row = next(row for row in range(top + 1, bottom + 1) if sheet.cell(row, 8).value is None)
        sheet.cell(row, column).value = value
    found = synced(plan, saved(book))
    assert messages(found) == []
    syncing.write(found)
    new = api.load(plan).plan.communications[-1]
    assert (new.what, new.starts, new.who, new.owner, new.minutes) == (
        "Rehearsal", date(2027, 2, 24), ("jonas", "the cutover team"), "rhea", 90)  # fmt: skip


def test_a_day_off_is_added_renamed_and_moved_and_a_public_holiday_is_told(plan: Path) -> None:  # noqa: F811
    assert [str(day.date) for day in api.load(plan).plan.calendar.holidays] == ["2027-01-18", "2027-02-15"]
    book = opened(made(plan, FRIDAY))
    cell(book, "DaysOff", {"Date": date(2027, 2, 15)}, "Name").value = "Moved feast"
    cell(book, "DaysOff", {"Date": date(2027, 1, 18)}, "Date").value = "2027-01-19"
    empty(book, "DaysOff", "Name").value = "Company day"
    empty(book, "DaysOff", "Date").value = "2027-03-05"
    data = saved(book)
    found = synced(plan, data)
    assert messages(found) == []
    syncing.write(found)
    after = {str(day.date): day.name for day in api.load(plan).plan.calendar.holidays}
    assert list(after) == ["2027-01-19", "2027-02-15", "2027-03-05"]
    assert (after["2027-02-15"], after["2027-03-05"]) == ("Moved feast", "Company day")
    assert synced(plan, data).changes == ()


def test_a_public_holiday_of_the_country_is_told(plan: Path) -> None:  # noqa: F811
    text = plan.read_text("utf-8")
    assert "\n  holidays:" in text
    plan.write_text(text.replace("\n  holidays:", "\n  country: US\n  holidays:", 1), "utf-8")
    book = opened(made(plan, FRIDAY))
    cell(book, "DaysOff", {"Date": date(2027, 7, 5)}, "Name").value = "ours"
    found = synced(plan, saved(book))
    assert found.changes == ()
    assert "is a public holiday" in messages(found)[0]


def test_hours_of_a_task_and_of_a_person_go_to_their_lines(plan: Path) -> None:  # noqa: F811
    before = api.load(plan).plan
    jonas = before.people["jonas"].name
    book = opened(made(plan, FRIDAY, "internal"))
    sheet = next(sheet for sheet in book if "Assignments" in sheet.tables)
    task = next(t for t in before.tasks() if set(t.effort) == {"kim", "jonas"} and str(t.effort["jonas"]) == "4h")
    cell(book, "Assignments", {"Person": jonas, "ID": task.id}, "Hours").value = 6.5
    row = next(row for row in range(6, 20) if sheet.cell(row, 1).value == jonas)
    sheet.cell(row, 2).value = 10
    found = synced(plan, saved(book))
    assert messages(found) == []
    syncing.write(found)
    after = api.load(plan).plan
    assert str(next(t for t in after.tasks() if t.id == task.id).effort["jonas"]) == "6.5h"
    assert after.people["jonas"].hours_per_week == 10
    assert len(found.changes) == 2


def test_other_lines_of_the_capacity_sheet_are_not_hours_of_people(plan: Path) -> None:  # noqa: F811
    book = opened(made(plan, FRIDAY, "internal"))
    sheet = next(sheet for sheet in book if "Assignments" in sheet.tables)
    row = next(row for row in range(6, 30) if sheet.cell(row, 1).value is None)
    sheet.cell(row, 1).value, sheet.cell(row, 2).value = "Everybody together", 40
    found = synced(plan, saved(book))
    assert (found.changes, found.problems) == ((), ())


def test_a_word_of_hours_is_named_with_its_cell(plan: Path) -> None:  # noqa: F811
    book = opened(made(plan, FRIDAY, "internal"))
    sheet = next(sheet for sheet in book if "Assignments" in sheet.tables)
    sheet.cell(7, 2).value = "plenty"
    found = synced(plan, saved(book))
    assert found.changes == ()
    assert messages(found) == ["'Capacity'!B7: 'plenty' is not a number of hours"]


def test_change_impacts_come_home(plan: Path) -> None:  # noqa: F811
    first = api.load(plan).plan.change_impacts[0]
    book = opened(made(plan, FRIDAY))
    at = {"Group": first.group, "What changes": first.impact}
    cell(book, "ChangeImpacts", at, "People").value = 55
    cell(book, "ChangeImpacts", at, "Action").value = "A short film"
    found = synced(plan, saved(book))
    assert messages(found) == []
    assert said(found) == {
        "change_impacts[0].people": "people: 55", "change_impacts[0].action": "action: A short film"}  # fmt: skip


@pytest.mark.parametrize("row", [9, 12])
def test_a_change_s_options_are_told_and_not_taken_in_a_new_row_too(plan: Path, row: int) -> None:  # noqa: F811
    book = opened(made(plan, date(2027, 2, 5), "internal"))  # the request was made on the 2nd
    sheet = book["Changes"]
    head = [cell.value for cell in sheet[8]]
    row = row if row == 9 else next(n for n in range(9, 30) if sheet.cell(n, 1).value is None)
    sheet.cell(row, head.index("Options") + 1).value = "Wear a hat"
    if row != 9:
        sheet.cell(row, head.index("Request") + 1).value = "Hats for everybody"
    found = synced(plan, saved(book))
    assert [change.about for change in found.changes] == ([] if row == 9 else ["Hats for everybody"])
    (message,) = messages(found)
    assert message.startswith(f"'Changes'!I{row}: ")
    assert "is not read back from here" in message
