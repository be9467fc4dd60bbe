"""`plandocs rules` lists and explains; `check --sarif` gives what the SARIF standard requires."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plandocs.rules import all_rules

SAMPLE = Path(__file__).parents[2] / "samples" / "dock-scheduling.yaml"


def test_the_list_has_a_line_for_each_rule(run: Callable[..., Any]) -> None:
    answer = run("rules")
    assert answer.code == 0
    assert len(answer.out.splitlines()) == len(all_rules()) > 90


@pytest.mark.parametrize("word", ["S27", "s27", "champion-hours"])
def test_a_rule_is_explained_by_id_or_name(run: Callable[..., Any], word: str) -> None:
    answer = run("rules", word)
    assert answer.code == 0
    assert "S27 champion-hours\n  A champion has at least five hours a week.\n  Why: " in answer.out
    assert "Error in lite, error in standard, error in enterprise." in answer.out


def test_an_id_without_a_rule_says_why(run: Callable[..., Any]) -> None:
    assert "No rule checks it: it tests the scheduler, not a plan" in run("rules", "S46").out


def test_an_unknown_rule_is_wrong_usage(run: Callable[..., Any]) -> None:
    answer = run("rules", "champion-hour")
    assert answer.code == 2
    assert "did you mean 'champion-hours'?" in answer.err


def test_the_json_has_every_tier(run: Callable[..., Any]) -> None:
    (rule,) = json.loads(run("rules", "named-backup", "--json").out)["rules"]
    assert rule["severity"] == {"lite": None, "standard": "warning", "enterprise": "warning"}


def test_sarif_has_what_the_standard_requires(run: Callable[..., Any]) -> None:
    answer = run("check", SAMPLE, "--sarif")
    assert answer.code == 0
    log = json.loads(answer.out)
    assert log["version"] == "2.1.0"
    (made,) = log["runs"]
    driver = made["tool"]["driver"]
    assert driver["name"] == "plandocs"
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(set(rules)) == len(rules)
    assert made["results"]
    for result in made["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith("dock-scheduling.yaml")
        region = place["region"]
        assert region["startLine"] >= 1
        assert 1 <= region["startColumn"] < region["endColumn"]
    levels = {result["ruleId"]: result["level"] for result in made["results"]}
    # Worked plan c: Max on Monday 17 May and the test slot E2 without float; E3 is waived.
    assert levels == {"over-capacity": "warning", "external-buffer": "warning", "external-commitment": "note"}


def test_sarif_of_a_broken_plan_and_both_formats_at_once(run: Callable[..., Any], broken: Path) -> None:
    answer = run("check", broken, "--sarif")
    assert answer.code == 1
    (result,) = json.loads(answer.out)["runs"][0]["results"]
    assert result["level"] == "error"
    assert run("check", broken, "--sarif", "--json").code == 2


def test_ready_tells_each_step_and_what_is_missing(run: Callable[..., Any]) -> None:
    answer = run("ready", SAMPLE.with_name("bakery.yaml"))
    assert answer.code == 0
    # Worked plan b: everything is known and agreed; nobody has approved it yet.
    assert "100 %  Alignment" in answer.out
    assert "The approval of this version is missing from Bea Crumbsworth." in answer.out
    made = json.loads(run("ready", SAMPLE.with_name("bakery.yaml"), "--json").out)
    assert made["ready"] is False
    assert [step["percent"] for step in made["steps"]] == [100, 100, 100, 100, 100, 0]
