"""The sheet Read me says of each other sheet which columns come back into the plan: those, and no others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from plandocs.api import BuildOptions, load
from plandocs.api.documents import facts_of
from plandocs.content.facts import Facts
from plandocs.content.sheet_memory import comes_back, is_typed_into, takes_rows
from plandocs.content.sheets import DataTable, Sheet, Workbook
from plandocs.documents.workbook import workbook
from plandocs.schedule.from_plan import schedule_plan
from plandocs.syncing.workbook.fields import HOURS, REGISTERS, TASKS, TOUCHPOINT, WORK
from tests.syncing.workbooks import made, opened

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
FRIDAY = date(2027, 1, 29)
DAY = frozenset({"date"})
READ = {
    "Tasks": frozenset(TASKS),
    "Touchpoints": frozenset(TOUCHPOINT),
    "Assignments": frozenset(WORK) - {"id", "person"},
    "HoursPerWeek": frozenset(HOURS),
    "DaysOff": DAY | {"holiday"},
    "DaysWorked": DAY,
    **{name: frozenset(register.fields) for name, register in REGISTERS.items()},
}
"""The columns that the reader has a key of the plan for; of the RACI matrix it takes every column there is."""


def facts(plan: Path, audience: str = "internal") -> Facts:
    loaded = load(plan)
    return facts_of(loaded, schedule_plan(loaded.plan), BuildOptions(audience=audience), FRIDAY)


def whole(plan: Path, audience: str = "internal") -> Workbook:
    found = facts(plan, audience)
    return workbook(found, found.words)


def tables(book: Workbook) -> Iterator[tuple[Sheet, DataTable]]:
    for sheet in book.sheets:
        for table in (*sheet.tables, *sheet.kept):
            if is_typed_into(table) and table.name != "Actions":
                yield sheet, table


def listed(book: Workbook) -> dict[str, str]:
    """Return what Read me says comes back, by the title of the sheet."""
    sheet = next(sheet for sheet in book.sheets if sheet.key == "read_me")
    (area,) = sheet.areas
    texts = [[item.value if item is not None else None for item in row] for row in area.rows]
    start = next(n for n, row in enumerate(texts) if row and row[0] == "What comes back into the plan")
    end = next(n for n, row in enumerate(texts) if n > start and not row)
    return {str(row[0]): str(row[1]) for row in texts[start + 1 : end]}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_each_column_that_comes_back_has_a_key_of_the_plan_and_no_other_has(sample: Path) -> None:
    seen = 0
    for _, table in tables(whole(sample)):
        back = {column.key for column in table.columns if comes_back(table.name, column)}
        if table.name == "RACI":
            assert back == {key for key in back if key == "activity" or key.startswith("role_")}
            continue
        assert back <= READ[table.name], table.name
        there = {column.key for column in table.columns}
        assert READ[table.name] & there == back, table.name
        seen += len(back)
    assert seen > 5


def test_read_me_lists_them_by_sheet_and_names_the_sheets_that_are_for_reading() -> None:
    book = whole(SAMPLES[0].with_name("invoice-approval.yaml"))
    said = listed(book)
    titles = {sheet.title for sheet in book.sheets} - {"Read me"}
    reading = said.pop("Other sheets")
    for sheet, table in tables(book):
        for column in table.columns:
            if comes_back(table.name, column):
                assert column.title in said[sheet.title], (sheet.title, column.title)
        assert ("; new rows too" in said[sheet.title]) == any(
            takes_rows(other.name) for own, other in tables(book) if own is sheet
        )
    assert said["Schedule"] == ("Task, Owner, Actual start, Actual finish, Done and Planned days")
    unread = [sheet.title for sheet in book.sheets if sheet.title in titles and sheet.title not in said]
    assert {"Dashboard", "Heat map", "Burn-up", "Lists"} <= set(unread)
    assert reading == (
        f"{', '.join(unread[:-1])} and {unread[-1]}: nothing is read back; what is typed there stays there."
    )


def test_the_sheet_in_the_file_says_so(tmp_path: Path) -> None:
    plan = Path(shutil.copy(SAMPLES[0].with_name("invoice-approval.yaml"), tmp_path / "plan.yaml"))
    sheet = opened(made(plan, FRIDAY))["Read me"]
    column = [str(cell.value) for cell in sheet["A"]]
    at = column.index("What comes back into the plan")
    assert sheet.cell(at + 2, 1).value == "Schedule"
    assert str(sheet.cell(at + 2, 2).value).startswith("Task, Owner")


def test_a_brand_s_own_words_are_kept_in_the_workbook_and_nothing_is_kept_without_them() -> None:
    found = facts(SAMPLES[0].with_name("invoice-approval.yaml"))
    assert workbook(found, found.words).own_words == {}

    class Own:
        texts: ClassVar = {"common.risk_status.open": " Pending ", "deck.x": "y", "workbook.title": "{{ project }}"}

        def say(self, key: str, values: object) -> str:
            return self.texts[key]

    words = found.words.with_own(Own())
    assert workbook(replace(found, words=words), words).own_words == {"common.risk_status.open": "Pending"}
