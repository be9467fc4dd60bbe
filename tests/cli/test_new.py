"""`plandocs new`: a plan that loads, schedules and builds as a draft, and never replaces a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plandocs import api
from plandocs.cli import questions
from plandocs.exchange.playbooks import playbook_names


@pytest.mark.parametrize("name", playbook_names())
def test_a_new_plan_can_be_scheduled_at_once(run: Callable[..., Any], tmp_path: Path, name: str) -> None:
    path = tmp_path / "plan.yaml"
    answer = run("new", path, "--from", name, "--customer", "Three Otters & Co", "--start", "2027-02-01")
    assert answer.code == 0
    assert answer.out == f"{path}\n"
    loaded, schedule = api.schedule(path)
    assert loaded.problems == ()
    assert loaded.plan.project.customer == "Three Otters & Co"
    assert loaded.plan.project.id == "TOC-2027-02"
    assert schedule.start == date(2027, 2, 1)
    assert schedule.go_live is not None
    assert schedule.problems == ()


@pytest.mark.parametrize("name", playbook_names())
def test_a_new_plan_says_honestly_what_is_unknown(run: Callable[..., Any], tmp_path: Path, name: str) -> None:
    path = tmp_path / "plan.yaml"
    run("new", path, "--from", name)
    plan = api.load(path).plan
    assert [question.answer for question in plan.discovery if question.gate]
    assert {question.answer for question in plan.discovery} == {"unknown"}


@pytest.mark.parametrize("name", playbook_names())
def test_the_only_errors_of_a_new_plan_are_its_unknowns(run: Callable[..., Any], tmp_path: Path, name: str) -> None:
    path = tmp_path / "plan.yaml"
    run("new", path, "--from", name)
    errors = [problem for problem in api.check(path) if problem.severity == "error"]
    assert errors
    assert {problem.rule for problem in errors} == {"S13"}


@pytest.mark.parametrize("name", playbook_names())
def test_a_new_plan_builds_as_a_draft(run: Callable[..., Any], tmp_path: Path, name: str) -> None:
    path = tmp_path / "plan.yaml"
    run("new", path, "--from", name, "--id", "NEW")
    assert run("build", path, "-o", tmp_path / "out").code == 1
    answer = run("build", path, "-o", tmp_path / "out", "--draft", "--only", "kickoff,workbook")
    assert answer.code == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["NEW Kickoff.pptx", "NEW Workbook.xlsx"]


def test_a_kickoff_nobody_named_is_said(run: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    answer = run("new", path, "--json")
    made = json.loads(answer.out)
    assert date.fromisoformat(made["start"]).strftime("%w") == "1"
    assert "The kickoff is set to Mon" in answer.err


def test_a_file_that_exists_is_never_overwritten(run: Callable[..., Any], plan: Path) -> None:
    before = plan.read_bytes()
    answer = run("new", plan)
    assert (answer.code, answer.out) == (3, "")
    assert "error[plan-exists]" in answer.err
    assert "fix: give another name" in answer.err
    assert plan.read_bytes() == before


def test_an_own_plan_is_a_playbook_too(run: Callable[..., Any], plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "next.yaml"
    assert run("new", path, "--from", plan, "--name", "Next, please", "--start", "2027-05-03").code == 0
    loaded = api.load(path).plan
    assert (loaded.project.name, loaded.project.start) == ("Next, please", date(2027, 5, 3))


def test_a_broken_plan_is_no_playbook(run: Callable[..., Any], broken: Path, tmp_path: Path) -> None:
    answer = run("new", tmp_path / "next.yaml", "--from", broken)
    assert answer.code == 1
    assert not (tmp_path / "next.yaml").exists()


def test_an_unknown_playbook_is_wrong_usage(run: Callable[..., Any], tmp_path: Path) -> None:
    answer = run("new", tmp_path / "plan.yaml", "--from", "standart")
    assert answer.code == 2
    assert "did you mean 'standard'?" in answer.err


def test_a_missing_folder_is_exit_code_3(run: Callable[..., Any], tmp_path: Path) -> None:
    answer = run("new", tmp_path / "no" / "plan.yaml")
    assert answer.code == 3
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("answers", "tier", "said"),
    [
        (("--people", 4), "lite", "The suggested tier is lite (nothing speaks for more)"),
        (("--people", 12, "--sites", 1, "--integrations", 2), "lite", "lite (nothing speaks for more)"),
        (("--people", 13), "standard", "standard (13 people)"),
        (("--integrations", 3), "standard", "standard (3 integrations)"),
        (("--people", 4, "--sites", 7), "enterprise", "enterprise (7 sites)"),
        ((), "standard", ""),
    ],
)
def test_the_answers_suggest_tier_and_playbook(
    run: Callable[..., Any], tmp_path: Path, answers: tuple[object, ...], tier: str, said: str
) -> None:
    path = tmp_path / "plan.yaml"
    answer = run("new", path, *answers)
    assert answer.code == 0
    assert api.load(path).plan.project.tier == tier
    assert said in answer.err
    assert ("suggested tier" in answer.err) is bool(said)


def test_on_a_terminal_the_questions_are_asked_and_may_be_left_open(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["Three Otters Bakery", "", "", "3", "", ""])
    monkeypatch.setattr(questions, "somebody_answers", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _text: next(answers))
    path = tmp_path / "plan.yaml"
    answer = run("new", path, "--start", "2027-02-01")
    assert answer.code == 0
    project = api.load(path).plan.project
    assert (project.customer, project.tier) == ("Three Otters Bakery", "lite")
    assert next(answers, None) is None


def test_without_a_terminal_nothing_is_asked(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.prompt", lambda *_a, **_k: pytest.fail("a question was asked"))
    assert run("new", tmp_path / "plan.yaml").code == 0
