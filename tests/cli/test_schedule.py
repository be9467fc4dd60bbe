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


def test_forecast_says_what_was_agreed_and_what_slips(run: Callable[..., Any]) -> None:
    """Worked plan a, Fri 29 Jan: three working days late, class minor, buffer 0 of 3 left, M1 on time."""
    made = json.loads(run("schedule", SAMPLE, "--json", "--as-of", "2027-01-29").out)
    agreed = made["agreed"]
    assert (agreed["go_live"], agreed["slip"], agreed["delay_class"]) == ("2027-02-25", 3, "minor")
    tasks = {task["id"]: task for task in made["tasks"]}
    assert (tasks["T18"]["agreed_finish"], tasks["T18"]["slip"]) == ("2027-02-25", 3)
    assert tasks["M1"]["slip"] == 0
    assert [(row["id"], row["used"], row["left"]) for row in made["buffers"] if "used" in row] == [("T16", 3, 0)]
    page = run("schedule", SAMPLE, "--as-of", "2027-01-29").out
    assert "3 days late, minor delay; agreed go-live Thu 25 Feb 2027" in page
    assert "Latest kickoff" not in page, "the project has started"


def test_near_critical_tasks_and_joins_of_the_agreed_plan_are_listed(run: Callable[..., Any]) -> None:
    made = json.loads(run("schedule", SAMPLE, "--json").out)
    assert made["near_critical"] == ["T09", "T10", "T13", "T14", "T15"]
    assert [(join["task"], join["into"], join["total_float"]) for join in made["joins"]] == [
        ("T10", "T11", 1), ("T15", "T18", 1), ("T14", "T18", 2),
    ]  # fmt: skip
    assert "agreed" not in made


def test_capacity_is_the_weekly_demand_of_the_worked_plan(run: Callable[..., Any]) -> None:
    """Worked plan a: the champion's hours by week from 11 January, against 8; 6.4 in weeks with a holiday."""
    made = json.loads(run("schedule", SAMPLE, "--capacity", "--json").out)
    weeks = [row for row in made["capacity"] if row["person"] == "jonas"]
    assert [round(row["demand"], 1) for row in weeks] == [3.6, 4.4, 2.0, 4.0, 11.7, 11.1, 13.2, 5.0, 3.0]
    assert [row["supply"] for row in weeks] == [8, 6.4, 8, 8, 8, 6.4, 8, 8, 8]
    assert [row["week"] for row in weeks if row["short"]] == ["2027-02-08", "2027-02-15", "2027-02-22"]
    page = run("schedule", SAMPLE, "--capacity").out
    assert "11.7/8.0" in page
    assert page.count("over") > 3


def test_capacity_without_hours_says_what_to_add(run: Callable[..., Any], tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "project: {name: X, start: 2027-01-11}\npeople: {kim: {name: Kim, side: vendor}}\n"
        "phases: [{id: p, name: P, tasks: [{id: T1, name: Work, duration: 1d, owner: kim}]}]\n"
    )
    answer = run("schedule", plan, "--capacity")
    assert (answer.code, answer.out) == (0, "")
    assert "effort" in answer.err


@pytest.mark.parametrize("columns", [40, 60, 120])
def test_capacity_fits_the_terminal(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    page = run("schedule", SAMPLE, "--capacity").out
    assert max(map(len, page.splitlines()[1:-1])) <= columns


def test_days_off_of_every_calendar_are_listed(run: Callable[..., Any], tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "project: {name: X, start: 2027-05-17}\ncalendars: {customer: {country: GB, subdivision: ENG}}\n"
        "people: {kim: {name: Kim, side: customer}}\n"
        "phases: [{id: p, name: P, tasks: [{id: T1, name: Work, duration: 15d, owner: kim}]}]\n"
    )
    made = json.loads(run("schedule", plan, "--json").out)
    assert made["holidays"] == []
    assert [row["date"] for row in made["holidays_by_calendar"]["customer"]] == ["2027-05-31"], "Spring Bank Holiday"


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


def test_why_leads_from_the_task_back_to_the_start(run: Callable[..., Any]) -> None:
    """The chain is worked plan a's: documentation waits for training, that for UAT, and so on to the kickoff."""
    answer = run("schedule", SAMPLE, "--why", "T15")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert [line.split()[0] for line in lines[:9]] == ["T15", "T13", "T12", "M2", "T11", "T08", "T04", "T03", "T01"]
    assert "Wed 17 Feb 2027 to Tue 23 Feb 2027: starts after T13 finishes" in lines[0]
    assert lines[8].endswith("starts with the project")
    assert lines[-1].startswith("T15 can slip 1 working day")


def test_why_as_json_has_every_step_with_its_driver(run: Callable[..., Any]) -> None:
    made = json.loads(run("schedule", SAMPLE, "--why", "T13", "--json").out)
    assert made["task"]["id"] == "T13"
    assert made["chain"][0]["driver"] == {"kind": "link", "by": "T12", "link": "SS", "lag": "+2d"}
    assert made["chain"][-1]["driver"] == {"kind": "project_start"}


@pytest.mark.parametrize("more", [[], ["--level"]])
def test_why_of_a_task_that_is_not_there_names_the_nearest(run: Callable[..., Any], more: list[str]) -> None:
    answer = run("schedule", SAMPLE, "--why", "t15", *more)
    assert (answer.code, answer.out) == (2, "")
    assert "did you mean 'T15'" in answer.err


@pytest.mark.parametrize(
    "words",
    [["--level", SAMPLE], [SAMPLE, "--level"], [SAMPLE, "--level", "best"], ["--level", "best", SAMPLE]],
)
def test_level_moves_the_connector_behind_the_leave(run: Callable[..., Any], words: list[object]) -> None:
    """Wei is away 1-5 February: T08 cannot begin on 26 January and start again, so it begins on Monday 8 February."""
    answer = run("schedule", *words, "--json")
    assert answer.code == 0
    made = json.loads(answer.out)
    tasks = {task["id"]: task for task in made["tasks"]}
    assert (tasks["T08"]["early_start"], tasks["T08"]["start"]) == ("2027-01-26", "2027-02-08")
    assert tasks["T08"]["levelled_by"] == ["wei"]
    assert tasks["T11"]["levelled_by"] == ["T08"]
    assert "levelled_by" not in tasks["T05"]


def test_level_says_for_whom_tasks_wait(run: Callable[..., Any]) -> None:
    out = run("schedule", SAMPLE, "--level").out
    assert "Waiting           T08 for Wei Mockridge (away until Fri 5 Feb 2027)" in out
    why = run("schedule", SAMPLE, "--level", "--why", "T11").out
    assert "T08 ERP connector build and test" in why
    assert "waits for wei, who is away until Fri 5 Feb 2027" in why


def test_level_knows_no_other_word(run: Callable[..., Any]) -> None:
    assert run("schedule", SAMPLE, "--level=worst").code == 2


@pytest.fixture
def short(tmp_path: Path) -> Path:
    text = SAMPLE.read_text("utf-8")
    assert text.count("target_go_live: 2027-02-25") == 1
    path = tmp_path / "short.yaml"
    path.write_text(text.replace("target_go_live: 2027-02-25", "target_go_live: 2027-02-19"), "utf-8")
    return path


def test_a_missed_target_says_what_would_keep_it(run: Callable[..., Any], short: Path) -> None:
    """Four working days (22 to 25 February) are short; four before 11 January is Tuesday 5 January."""
    out = run("schedule", short).out
    assert "Fri 19 Feb 2027, missed by 4 working days" in out
    assert "Latest kickoff    Tue 5 Jan 2027" in out
    assert "Worth cutting     T11 wins 2 days" in out
    target = json.loads(run("schedule", short, "--json").out)["target"]
    assert (target["days_short"], target["latest_kickoff"]) == (4, "2027-01-05")
    assert target["chain"] == ["T01", "T03", "T04", "T08", "T11", "T12", "T16", "T17", "T18"]
    assert target["savings"][0] == {"task": "T11", "days": 2}


def test_a_target_that_is_kept_needs_no_advice(run: Callable[..., Any]) -> None:
    assert "target" not in json.loads(run("schedule", SAMPLE, "--json").out)
    assert "Latest kickoff" not in run("schedule", SAMPLE).out
