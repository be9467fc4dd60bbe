"""`plandocs sync`: shows, writes, and says what it did not take."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.documents.sibling_plans import PLAN, one, plan_file
from tests.exchange.filling import filled, typed_into_the_control
from tests.syncing.workbooks import made, typed


@pytest.fixture
def open_plan(tmp_path: Path) -> Path:
    return plan_file(tmp_path)


@pytest.fixture
def answered(open_plan: Path) -> Path:
    path = open_plan.parent / "answered.docx"
    data = one(open_plan, "questionnaire")
    path.write_bytes(filled(data, {"Q1": "LedgerLeaf\nand a drawer", "Q2": "Yes"}, typed_into_the_control))
    return path


def test_a_dry_run_shows_and_writes_nothing(run: Callable[..., Any], open_plan: Path, answered: Path) -> None:
    answer = run("sync", open_plan, answered, "--dry-run")
    assert answer.code == 0
    assert answer.out == (
        "Q2 Is single sign-on needed?  discovery[1].answer\n"
        "  + Yes\n"
        "Q1 Which till is used?  discovery[0].answer\n"
        "  - unknown\n"
        "  + LedgerLeaf\n"
        "  + and a drawer\n"
        f"{open_plan}: 2 answers would be written, 4 left empty, 5 questions still open\n"
    )
    assert open_plan.read_text(encoding="utf-8") == PLAN


def test_the_answers_are_written(run: Callable[..., Any], open_plan: Path, answered: Path) -> None:
    answer = run("sync", open_plan, answered, "--json")
    result = json.loads(answer.out)
    assert (answer.code, result["written"], result["open"]) == (0, True, 5)
    assert result["changes"][0] == {
        "where": "discovery[1].answer", "id": "Q2", "question": "Is single sign-on needed?", "old": "", "new": "Yes",
    }  # fmt: skip
    assert "answer: Yes" in open_plan.read_text(encoding="utf-8")
    again = run("sync", open_plan, answered)
    assert (
        again.out
        == f"{open_plan}: nothing to take over, 2 as the plan has them, 4 left empty, 5 questions still open\n"
    )


def test_what_is_left_out_is_exit_code_1(run: Callable[..., Any], open_plan: Path, answered: Path) -> None:
    plan_file(open_plan.parent, PLAN.replace("answer: unknown", "answer: PaperTill"))
    answer = run("sync", open_plan, answered)
    assert answer.code == 1
    assert "error[answer-differs]" in answer.err
    assert "--overwrite" in answer.err
    assert "1 answer written" in answer.out
    assert "PaperTill" in open_plan.read_text(encoding="utf-8")
    assert run("sync", open_plan, answered, "--overwrite").code == 0
    assert "PaperTill" not in open_plan.read_text(encoding="utf-8")


def test_a_workbook_shows_its_changes_then_writes_them(run: Callable[..., Any], open_plan: Path) -> None:
    book = open_plan.parent / "book.xlsx"
    book.write_bytes(typed(made(open_plan), {("Tasks", "T1", "Owner"): "Finn Setupsky"}))
    before = open_plan.read_text(encoding="utf-8")
    answer = run("sync", open_plan, book, "--dry-run")
    assert answer.code == 0
    assert "T1 Price list  phases[0].tasks[0].owner\n  - Bea Crumbsworth\n  + owner: finn\n" in answer.out
    assert answer.out.splitlines()[-1].endswith("plan.yaml: 1 change would be written")
    assert open_plan.read_text(encoding="utf-8") == before
    assert run("sync", open_plan, book).out.splitlines()[-1].endswith("plan.yaml: 1 change written")
    assert open_plan.read_text(encoding="utf-8") == before.replace("2d, owner: bea", "2d, owner: finn")


def test_a_file_of_another_kind_is_exit_code_2(run: Callable[..., Any], open_plan: Path) -> None:
    answer = run("sync", open_plan, "notes.txt")
    assert (answer.code, answer.out) == (2, "")
    assert "error[cannot-sync]: plandocs reads nothing back out of .txt files" in answer.err


@pytest.mark.parametrize(("plan", "file"), [("none.yaml", "answered.docx"), ("plan.yaml", "none.docx")])
def test_a_missing_file_is_exit_code_3(
    run: Callable[..., Any], open_plan: Path, answered: Path, plan: str, file: str
) -> None:
    assert run("sync", open_plan.parent / plan, answered.parent / file).code == 3


def test_what_a_stranger_typed_does_not_move_the_cursor(run: Callable[..., Any], open_plan: Path) -> None:
    path = open_plan.parent / "x.docx"
    path.write_bytes(filled(one(open_plan, "questionnaire"), {"Q1": "up\u202e\u009b2J"}, typed_into_the_control))
    out = run("sync", open_plan, path, "--dry-run").out
    assert "\u202e" not in out
    assert "\u009b" not in out
