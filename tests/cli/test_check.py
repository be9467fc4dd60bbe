"""`plandocs check`: findings as text and as the JSON of the contract, and the exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plandocs import api
from plandocs.errors import Problem

FINDING_KEYS = {"rule", "severity", "where", "line", "column", "message", "fix"}
WARNING = Problem(
    rule="S21", name="no-buffer", severity="warning", message="no buffer", path="p.yaml", line=2, column=1
)
SAMPLE = Path(__file__).parents[2] / "samples" / "invoice-approval.yaml"


@pytest.fixture
def only_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "check", lambda _path, *, strict: [WARNING])


def test_a_structural_error_is_a_finding(run: Callable[..., Any], broken: Path) -> None:
    answer = run("check", broken, "--json")
    assert answer.code == 1
    made = json.loads(answer.out)
    assert made["ok"] is False
    assert [set(finding) >= FINDING_KEYS for finding in made["findings"]] == [True]
    assert (made["findings"][0]["line"], made["findings"][0]["severity"]) == (10, "error")
    assert made["findings"][0]["where"] == "phases[0].tasks[1].after[0]"


def test_broken_yaml_is_a_finding_too(run: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "tab.yaml"
    path.write_text("project:\n\tname: x\n", encoding="utf-8")
    answer = run("check", path, "--json")
    assert answer.code == 1
    made = json.loads(answer.out)
    assert (made["ok"], made["findings"][0]["line"]) == (False, 2)


def test_text_shows_the_line_and_a_summary(run: Callable[..., Any], broken: Path) -> None:
    answer = run("check", broken)
    assert answer.code == 1
    assert answer.err == ""
    lines = answer.out.splitlines()
    assert lines[0] == "1 error"
    assert lines[1].startswith(f"{broken}:10:")
    assert lines[-1] == f"{broken}: failed, 1 error"


@pytest.mark.usefixtures("only_a_warning")
def test_a_warning_passes_unless_strict(run: Callable[..., Any]) -> None:
    easy, strict = run("check", "p.yaml", "--json"), run("check", "p.yaml", "--json", "--strict")
    assert (easy.code, json.loads(easy.out)["ok"]) == (0, True)
    assert (strict.code, json.loads(strict.out)["ok"]) == (1, False)


@pytest.mark.usefixtures("only_a_warning")
def test_rules_are_shown_by_id_and_name(run: Callable[..., Any]) -> None:
    assert "p.yaml:2:1: warning[S21 no-buffer]: no buffer" in run("check", "p.yaml").out


def test_a_missing_file_is_exit_code_3_not_1(run: Callable[..., Any], tmp_path: Path) -> None:
    answer = run("check", tmp_path / "nowhere.yaml", "--json")
    assert (answer.code, answer.out) == (3, "")
    assert "nowhere.yaml" in answer.err


def test_the_flagship_has_no_errors(run: Callable[..., Any]) -> None:
    answer = run("check", SAMPLE, "--json")
    assert (answer.code, json.loads(answer.out)["ok"]) == (0, True)


def test_scope_that_grew_since_the_baseline_is_found(run: Callable[..., Any], tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    text = SAMPLE.with_name("bakery.yaml").read_text("utf-8")
    plan.write_text(text, encoding="utf-8")
    assert run("baseline", plan).code == 0
    assert "scope-grown" not in run("check", plan).out
    assert text.count("scope:\n  in:\n") == 1
    plan.write_text(text.replace("scope:\n  in:\n", "scope:\n  in:\n    - Delivery by bicycle\n"), encoding="utf-8")
    assert (
        "warning[S81 scope-grown]: 'Delivery by bicycle' is in scope, but not in the baseline" in run("check", plan).out
    )


def test_a_damaged_baseline_hides_no_finding(run: Callable[..., Any], tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(SAMPLE.with_name("bakery.yaml").read_text("utf-8"), encoding="utf-8")
    assert run("baseline", plan, "--name", "v1").code == 0
    (tmp_path / "plan.baselines" / "v1.json").write_text("{}", encoding="utf-8")
    answer = run("check", plan)
    assert answer.code == 1
    assert "v1.json" in answer.out
    assert "sponsor-is-champion" in answer.out
