"""`plandocs export`: to stdout or into a file, and how it fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def test_a_calendar_goes_to_stdout_with_its_own_line_ends(plan: Path) -> None:
    from tests.cli.conftest import process

    done = process("export", plan, "--to", "ics")
    assert done.returncode == 0
    assert done.stdout.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"DTSTART;VALUE=DATE:20270112\r\n" in done.stdout  # the go-live, two days from the 12th
    assert done.stdout == process("export", plan, "--to", "ics").stdout


def test_a_file_is_written_and_named(run: Callable[..., Any], plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "tasks.csv"
    answer = run("export", plan, "--to", "csv", "-o", out)
    assert (answer.code, answer.out.strip()) == (0, str(out))
    assert out.read_bytes().startswith(b"id,wbs,name,")


def test_json_tells_the_file_or_holds_the_content(run: Callable[..., Any], plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "dates.ics"
    assert json.loads(run("export", plan, "--to", "ics", "-o", out, "--json").out) == {"to": "ics", "file": str(out)}
    held = json.loads(run("export", plan, "--to", "csv", "--json").out)
    assert held["to"] == "csv"
    assert held["content"].count("\r\n") == 3  # a head and two tasks


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("nowhere.yaml", "--to", "ics"), 3), (("nowhere.yaml",), 2), (("x.yaml", "--to", "pdf"), 2)],
)
def test_what_cannot_be_exported_is_one_message(run: Callable[..., Any], arguments: tuple[str, ...], code: int) -> None:
    answer = run("export", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert "Traceback" not in answer.err


def test_a_plan_that_is_not_valid_is_not_exported(run: Callable[..., Any], broken: Path) -> None:
    answer = run("export", broken, "--to", "json")
    assert (answer.code, answer.out) == (1, "")
    assert "unknown-predecessor" in answer.err


def test_a_history_that_cannot_be_kept_is_a_warning(run: Callable[..., Any], plan: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.history").write_text("a file where the folder should be")
    answer = run("status", plan, "--as-of", "2027-01-12", "--draft", "-o", tmp_path / "out")
    assert answer.code == 0
    assert "warning[history-not-kept]" in answer.err
    assert "--no-history" in answer.err
