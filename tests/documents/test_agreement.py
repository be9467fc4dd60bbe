"""All four documents of a plan say the same: dates, owners, scope, read back with the usual libraries."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from plandocs import api
from tests.documents.reading import SAMPLES, made, shown, text_of

PLANS = sorted(SAMPLES.glob("*.yaml"))
OFFICE = ("plan", "kickoff", "workbook", "status")


def test_there_are_samples() -> None:
    assert len(PLANS) >= 3


@pytest.fixture(scope="module", params=PLANS, ids=lambda path: path.stem)
def built(request: pytest.FixtureRequest) -> tuple[Path, dict[str, bytes]]:
    return request.param, made(request.param)


def test_every_document_prints_the_same_go_live(built: tuple[Path, dict[str, bytes]]) -> None:
    path, files = built
    _, schedule = api.schedule(path)
    assert schedule.go_live is not None
    for kind in (*OFFICE, "markdown", "mail"):
        assert shown(schedule.go_live) in text_of(kind, files[kind]), kind


def test_every_milestone_has_one_date_in_plan_deck_and_workbook(built: tuple[Path, dict[str, bytes]]) -> None:
    path, files = built
    _loaded, schedule = api.schedule(path)
    milestones = [row for row in schedule.tasks if row.is_milestone]
    assert milestones
    for kind in ("plan", "workbook"):
        text = text_of(kind, files[kind])
        for row in milestones:
            assert row.name in text, (kind, row.id)
            assert shown(row.finish) in text, (kind, row.id)


def test_the_workbook_holds_the_scheduler_s_dates(built: tuple[Path, dict[str, bytes]]) -> None:
    path, files = built
    _, schedule = api.schedule(path)
    book = openpyxl.load_workbook(io.BytesIO(files["workbook"]), data_only=True)
    sheet = book["Schedule"]
    grid = [list(row) for row in sheet.iter_rows(values_only=True)]
    found = 0
    for row in grid:
        ids = [cell for cell in row if isinstance(cell, str) and cell in schedule.by_id]
        if not ids:
            continue
        dates = [cell.date() for cell in row if isinstance(cell, datetime)]
        task = schedule.by_id[ids[0]]
        assert task.start in dates
        assert task.finish in dates
        found += 1
    assert found == len(schedule.tasks)


def test_the_plan_s_task_list_has_every_task_with_its_dates_and_owner(built: tuple[Path, dict[str, bytes]]) -> None:
    path, files = built
    loaded, schedule = api.schedule(path)
    document = docx.Document(io.BytesIO(files["plan"]))
    rows = {
        tuple(re.sub(r"\s+", " ", cell.text).strip() for cell in row.cells)
        for table in document.tables
        for row in table.rows
    }
    tasks = {task.id: task for task in loaded.plan.tasks()}
    for scheduled in schedule.tasks:
        if scheduled.id not in tasks or scheduled.is_milestone:
            continue
        task = tasks[scheduled.id]
        owner = loaded.plan.people[task.owner].name if task.owner else ""
        mine = [row for row in rows if task.name in " ".join(row) and owner in " ".join(row)]
        assert any(_names(row, scheduled.start) and _names(row, scheduled.finish) for row in mine), (
            f"{task.id} {task.name}: {mine}"
        )


def _names(row: tuple[str, ...], day: date) -> bool:
    text = " ".join(row)
    return shown(day) in text or f"{day.day} {day:%b}" in text


def test_scope_reads_the_same_in_plan_and_deck(built: tuple[Path, dict[str, bytes]]) -> None:
    path, files = built
    plan = api.load(path).plan
    text = text_of("plan", files["plan"])
    for item in (*plan.scope.in_, *plan.scope.out):
        assert item.text in text
    if plan.project.tier != "lite":
        deck = text_of("kickoff", files["kickoff"]).replace("\n", " ")
        shown_items = [item for item in (*plan.scope.in_, *plan.scope.out) if item.text in deck]
        more = re.findall(r"\+\s?(\d+) more", deck)
        assert len(shown_items) + sum(int(n) for n in more) >= len(plan.scope.in_) + len(plan.scope.out)


def test_owners_are_named_alike_everywhere(built: tuple[Path, dict[str, bytes]]) -> None:
    path, files = built
    plan = api.load(path).plan
    owners = {plan.people[task.owner].name for task in plan.tasks() if task.owner}
    assert owners
    for kind in ("plan", "workbook"):
        text = text_of(kind, files[kind])
        assert {name for name in owners if name not in text} == set(), kind


def test_forecast_and_agreed_dates_are_told_apart() -> None:
    files = made(SAMPLES / "invoice-approval.yaml", as_of=date(2027, 1, 29))
    for kind in OFFICE:
        text = text_of(kind, files[kind])
        assert "25 Feb 2027" in text, kind
        assert "2 Mar 2027" in text, kind


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_an_action_has_one_owner_and_one_consequence_in_plan_and_deck(path: Path) -> None:
    """Owners are those of the plan file; what follows a late action reads alike in both documents."""
    plan = api.load(path).plan
    files = made(path)
    owners = {task.name: plan.people[task.owner].name for task in plan.tasks() if task.owner}
    document = docx.Document(io.BytesIO(files["plan"]))
    actions = next(table for table in document.tables if _cells(table.rows[0])[-1] == "If it comes late")
    told = {cells[0]: cells for cells in map(_cells, actions.rows[1:])}
    checked = 0
    for action, cells in told.items():
        name = action.partition(" (with ")[0]
        if name in owners:
            assert cells[1] == owners[name], action
            checked += 1
    assert checked
    deck = pptx.Presentation(io.BytesIO(files["kickoff"]))
    shown = 0
    for slide in deck.slides:
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            for cells in map(_cells, table.rows):
                if cells[0] in told and len(cells) == 4:
                    assert cells[3] == told[cells[0]][-1]
                    assert cells[1] == told[cells[0]][1]
                    shown += 1
    assert shown


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_plan_and_deck_count_the_same_actions(path: Path) -> None:
    """The plan counts them in a sentence, the deck among the decisions; neither counts coming to the kickoff."""
    files = made(path)
    counts = {
        kind: {int(n) for n in re.findall(pattern, text_of(kind, files[kind]).replace("\u00a0", " "))}
        for kind, pattern in (("plan", r"(\d+) actions with an owner"), ("kickoff", r"Owners: (\d+) dated actions"))
    }
    assert len(counts["plan"]) == 1
    lite = api.load(path).plan.project.tier == "lite"  # its deck has no agenda, where the number stands
    assert counts["kickoff"] == (set() if lite else counts["plan"])


def _cells(row: object) -> list[str]:
    return [re.sub(r"\s+", " ", cell.text).strip() for cell in row.cells]  # type: ignore[attr-defined]
