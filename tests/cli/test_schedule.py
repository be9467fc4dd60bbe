"""`plandocs schedule`: the contract's JSON, the readable table, and what stops it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).parents[2] / "samples" / "invoice-approval.yaml"
TASK_KEYS = {
    "id", "name", "start", "finish", "early_start", "early_finish", "late_start", "late_finish",
    "start_day", "finish_day", "total_float", "free_float", "critical",
}  # fmt: skip


def test_json_is_the_object_of_the_contract(run: Callable[..., Any]) -> None:
    answer = run("schedule", SAMPLE, "--json")
    assert answer.code == 0
    made = json.loads(answer.out)
    assert made["project"] == "HF-2027-01"
    assert (made["start"], made["finish"], made["go_live"]) == ("2027-01-11", "2027-03-10", "2027-02-25")
    assert len(made["tasks"]) == 21 + 4
    for task in made["tasks"]:
        assert set(task) >= TASK_KEYS
    assert [task["id"] for task in made["tasks"]][:3] == ["T01", "T02", "T03"]


def test_as_of_gives_the_forecast(run: Callable[..., Any]) -> None:
    """The date is worked plan a's: as of Fri 29 Jan without action, go-live Tue 2 Mar."""
    made = json.loads(run("schedule", SAMPLE, "--json", "--as-of", "2027-01-29").out)
    assert made["go_live"] == "2027-03-02"


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_table_fits_the_terminal(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    answer = run("schedule", SAMPLE)
    assert answer.code == 0
    assert answer.err == ""
    assert max(map(len, answer.out.splitlines())) <= columns
    assert "Go-live           Thu 25 Feb 2027 (T18)" in answer.out


def test_a_broken_plan_is_exit_code_1_with_its_place_on_stderr(run: Callable[..., Any], broken: Path) -> None:
    answer = run("schedule", broken, "--json")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(f"{broken}:10:")
    assert "TX" in answer.err
    assert "^^" in answer.err


def test_a_missing_file_is_exit_code_3(run: Callable[..., Any], tmp_path: Path) -> None:
    answer = run("schedule", tmp_path / "nowhere.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert "nowhere.yaml" in answer.err
    assert "Traceback" not in answer.err


def test_a_folder_is_no_plan(run: Callable[..., Any], tmp_path: Path) -> None:
    assert run("schedule", tmp_path).code == 3
