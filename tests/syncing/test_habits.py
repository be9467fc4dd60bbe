"""Whatever program saved a workbook, whatever its habits: exactly its edits come home, or a cell is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plandocs import api, syncing
from plandocs.exchange.libreoffice import find_soffice
from tests.render.excel.recalculation import saved_by_libreoffice
from tests.syncing.habits import HABITS, as_formulas, by_openpyxl, inline_strings
from tests.syncing.test_workbook import FRIDAY, messages, plan, synced  # noqa: F401
from tests.syncing.workbooks import made, opened, packed, parts, places, saved, typed

EDITS: dict[tuple[str, str, str], Any] = {
    ("Risks", "R002", "Owner"): "Wei Mockridge",
    ("Risks", "R001", "Due"): 46427,  # 9 Feb 2027, as Excel counts days
    ("Tasks", "T08", "Done"): 0.6,
    ("Issues", "+1", "Issue"): "The printer jams",
}
NEW = {"owner: wei", "due: 2027-02-09", "progress: 60%"}


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.__name__)
def test_exactly_the_edits_come_home(plan: Path, habit: Callable[[bytes], bytes]) -> None:  # noqa: F811
    data = made(plan, FRIDAY)
    untouched = synced(plan, habit(data))
    assert (untouched.changes, untouched.problems) == ((), ())
    assert untouched.same > 300
    found = synced(plan, habit(typed(data, EDITS)))
    assert messages(found) == []
    changes = {change.new for change in found.changes}
    assert len(found.changes) == 4
    assert changes > NEW
    assert any("issue: The printer jams" in change for change in changes - NEW)


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_what_others_have_saved(plan: Path) -> None:  # noqa: F811
    data = typed(made(plan, FRIDAY), EDITS)
    books = saved_by_libreoffice({"openpyxl": by_openpyxl(data), "inline": inline_strings(data)})
    assert len(books) == 2
    for book in books.values():
        found = synced(plan, book)
        assert messages(found) == []
        assert {change.new for change in found.changes} > NEW


@pytest.mark.parametrize("value", ["4", "4 d", "4d", " 4 ", 4])
def test_days_typed_as_text_are_days(plan: Path, value: Any) -> None:  # noqa: F811
    found = synced(plan, typed(made(plan, FRIDAY), {("Tasks", "T12", "Planned days"): value}))
    assert messages(found) == []
    assert [change.new for change in found.changes] == ["duration: 4d"]


@pytest.mark.parametrize("value", ["60 per cent", "60 Prozent", "60.0%", "+60 %", "0.60", "60 pour cent"])
def test_a_share_in_words_is_a_share(plan: Path, value: str) -> None:  # noqa: F811
    found = synced(plan, typed(made(plan, FRIDAY), {("Tasks", "T08", "Done"): value}))
    assert [change.new for change in found.changes] == ["progress: 60%"]


@pytest.mark.parametrize("value", ["60 pieces", "0,6 %%", "6O %", "60 % done", "60/100"])
def test_a_share_that_is_none_is_named(plan: Path, value: str) -> None:  # noqa: F811
    found = synced(plan, typed(made(plan, FRIDAY), {("Tasks", "T08", "Done"): value}))
    assert found.changes == ()
    (message,) = messages(found)
    assert message.startswith("'Schedule'!")


def test_a_cell_with_an_error_is_named(plan: Path) -> None:  # noqa: F811
    data = made(plan, FRIDAY)
    files = parts(data)
    part, place = places(data)("Risks", "R002", "Owner")
    text = files[part].decode()
    start = text.index(f'<c r="{place}"')
    end = text.index("</c>", start)
    files[part] = f'{text[:start]}<c r="{place}" t="e"><v>#REF!</v>{text[end:]}'.encode()
    found = synced(plan, packed(files))
    assert found.changes == ()
    assert messages(found) == [f"'Risks'!{place}: the cell holds no value but #REF!"]


def test_a_formula_without_a_result_is_named(plan: Path) -> None:  # noqa: F811
    data = as_formulas(made(plan, FRIDAY))
    part, place = places(data)("Risks", "R002", "Owner")
    files = parts(data)
    text = files[part].decode()
    start = text.index(f'r="{place}"')
    cut = text.index("<v>", start), text.index("</v>", start) + len("</v>")
    files[part] = (text[: cut[0]] + text[cut[1] :]).encode()
    found = synced(plan, packed(files))
    assert found.changes == ()
    (message,) = messages(found)
    assert message == f"'Risks'!{place}: the cell holds no value but a formula without a result"


def test_a_row_inserted_into_a_table_is_a_new_entry(plan: Path) -> None:  # noqa: F811
    book = opened(made(plan, FRIDAY))
    sheet = book["Risks"]
    top, last = 5, sheet.max_column
    bottom = int(sheet.tables["Risks"].ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    rows = [[sheet.cell(row, column).value for column in range(1, last + 1)] for row in range(top, bottom + 1)]
    head = rows[0]
    new = [None] * last
    for title, value in {"Risk": "Fog", "Likelihood": "Low", "Impact": "Low"}.items():
        new[head.index(title)] = value
    rows.insert(2, new)
    for number, row in enumerate(rows):
        for column, value in enumerate(row, start=1):
            sheet.cell(top + number, column).value = value
    found = synced(plan, saved(book))
    assert messages(found) == []
    syncing.write(found)
    assert api.load(plan).plan.risks[-1].risk == "Fog"
    assert len(found.changes) == 1


def test_the_same_id_in_two_rows_is_told_with_its_cell(plan: Path) -> None:  # noqa: F811
    book = opened(made(plan, FRIDAY))
    sheet = book["Risks"]
    row = next(row for row in range(6, 40) if sheet.cell(row, 1).value is None)
    sheet.cell(row, 1).value, sheet.cell(row, 2).value = "R002", "Copied and changed"
    found = synced(plan, saved(book))
    assert found.changes == ()
    (message,) = messages(found)
    assert message.startswith(f"'Risks'!A{row}: ")


def test_two_workbooks_of_one_sheet_are_told_apart_by_their_tables(plan: Path) -> None:  # noqa: F811
    """A copy of a sheet has no table of ours: what is typed into it stays there, and the sheet itself is read."""
    book = opened(made(plan, FRIDAY))
    copy = book.copy_worksheet(book["Risks"])
    copy.title = "Risks (old)"
    copy["B6"].value = "Something else"
    book.move_sheet(copy, -9)
    found = synced(plan, saved(book))
    assert (found.changes, found.problems) == ((), ())
