"""A past report as a file: read back as it was, and refused with its place where it is damaged."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plandocs.errors import FileError
from plandocs.history.file import read_report, to_bytes
from plandocs.history.model import PastReport, ReportedMilestone
from plandocs.history.shelf import reports_of

REPORT = PastReport(
    project="SH-1",
    as_of=date(2027, 1, 22),
    number=2,
    version="1.0",
    plan_hash="0123abcd",
    status="amber",
    go_live_agreed=date(2027, 2, 25),
    go_live_forecast=date(2027, 3, 2),
    slip=3,
    delay="minor",
    buffer_size=3,
    buffer_left=0.5,
    percent=24,
    planned_percent=28,
    milestones=(
        ReportedMilestone(
            id="M1",
            name="Größe \u201cready\u201d",
            agreed=date(2027, 1, 25),
            forecast=date(2027, 1, 26),
            slip=1,
            done=False,
        ),
    ),
    plan_file="a" * 64,
)


def test_a_report_is_read_back_as_it_was_written() -> None:
    assert read_report(to_bytes(REPORT), "x.json") == REPORT


def test_a_file_has_one_value_a_line_so_that_it_can_be_compared() -> None:
    lines = to_bytes(REPORT).decode().splitlines()
    assert '  "slip": 3,' in lines
    assert '    "forecast": "2027-03-02"' in lines


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"as_of": "2027-02-30"}, "'as_of', which is no date"),
        ({"slip": "3"}, "'slip', which is no number"),
        ({"slip": 1e300}, "'slip', which is no number"),
        ({"percent": 1.5}, "'percent', which is no whole number"),
        ({"status": "blue"}, "'status', which is none of green, amber, red"),
        ({"go_live": []}, "'go_live'"),
        ({"milestones": [1]}, "'milestones'"),
        ({"milestones": [{"done": 1}]}, "'done'"),
        ({"plan_file": "../../etc/passwd"}, "'plan_file'"),
        ({"plandocs_report": 2}, "the file is no report of format 1"),
        ({"project": None}, "'project', which is no text"),
    ],
)
def test_what_is_damaged_is_named(change: dict[str, Any], said: str) -> None:
    content = {**json.loads(to_bytes(REPORT)), **change}
    with pytest.raises(FileError) as caught:
        read_report(json.dumps(content).encode(), "beside/x.json")
    assert said in caught.value.problems[0].message
    assert caught.value.problems[0].path == "beside/x.json"
    assert caught.value.problems[0].fix


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[" * 100_000, b"[]", b"null"])
def test_what_is_no_report_is_no_traceback(data: bytes) -> None:
    with pytest.raises(FileError):
        read_report(data, "x.json")


def test_a_missing_key_is_named() -> None:
    content = json.loads(to_bytes(REPORT))
    del content["buffer"]
    with pytest.raises(FileError) as caught:
        read_report(json.dumps(content).encode(), "x.json")
    assert "'buffer'" in caught.value.problems[0].message


def test_reports_come_by_date_and_other_files_are_left_aside(tmp_path: Path) -> None:
    shelf = tmp_path / "plan.history"
    shelf.mkdir()
    for day in ("2027-02-05", "2027-01-22"):
        content = {**json.loads(to_bytes(REPORT)), "as_of": day}
        (shelf / f"{day}.json").write_text(json.dumps(content))
    (shelf / "2027-01-22.plan.json").write_text("{")
    (shelf / "notes.txt").write_text("mine")
    assert [report.as_of.day for report in reports_of(tmp_path / "plan.yaml")] == [22, 5]


def test_a_report_under_another_days_name_is_refused(tmp_path: Path) -> None:
    shelf = tmp_path / "plan.history"
    shelf.mkdir()
    (shelf / "2027-02-05.json").write_bytes(to_bytes(REPORT))
    with pytest.raises(FileError) as caught:
        reports_of(tmp_path / "plan.yaml")
    assert "2027-01-22" in caught.value.problems[0].message
