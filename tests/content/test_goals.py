"""What the plan calls unknown is left out of sentences and told in words in tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from plandocs.content.facts import Facts
from plandocs.exchange.playbooks import playbook_names, playbook_path, started
from plandocs.plan.load import load_text
from plandocs.plan.unknown import known
from tests.content.test_facts import facts_of
from tests.documents.reading import made, text_of


def _facts(project: str, more: str = "") -> Facts:
    return facts_of(
        load_text(
            f"project: {{name: X, start: 2027-01-11{project}}}\n"
            "people: {kim: {name: Kim Stubworth, side: vendor}}\n"
            "phases: [{id: p, name: P, tasks: [{id: T1, name: Work, duration: 1d, owner: kim}]}]\n" + more
        ).plan
    )


@pytest.mark.parametrize("word", ["unknown", " Unknown ", "TBD", "?", ""])
def test_unknown_is_no_text(word: str) -> None:
    assert known(word) == ""
    assert known(f"{word} things") != ""


def test_unknown_texts_are_empty_and_unknown_figures_are_told() -> None:
    goals = _facts(
        ", problem: unknown, summary: unknown, objectives: [{text: unknown, target: '9'}]",
        "success_criteria: [{text: Faster, baseline: unknown, target: unknown, measured_by: kim}]\n",
    ).goals
    assert (goals.problem, goals.summary, goals.objectives) == ("", "", ())
    criterion = goals.criteria[0]
    assert (criterion.baseline, criterion.target, criterion.target_known) == ("Not known yet", "Not known yet", False)
    assert (criterion.measured_by, criterion.measured_by_person) == ("Kim Stubworth", True)


def test_how_it_is_measured_stays_a_text() -> None:
    facts = _facts("", "success_criteria: [{text: Faster, target: 3 days, measured_by: Monthly report}]\n")
    criterion = facts.goals.criteria[0]
    assert (criterion.measured_by, criterion.measured_by_person, criterion.is_complete) == (
        "Monthly report",
        False,
        False,
    )


@pytest.mark.parametrize("name", playbook_names())
def test_a_starting_plan_prints_neither_placeholders_nor_role_codes(name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(started(playbook_path(name), {"start": "2027-02-01"}), encoding="utf-8")
    files = made(path, draft=True)
    for kind in ("plan", "kickoff", "status", "markdown"):
        text = text_of(kind, files[kind]).casefold()
        for wrong in ("unknown", "why the customer bought", "what is better afterwards", "two or three sentences"):
            assert wrong not in text, (kind, wrong)
        assert not [line for line in text.splitlines() if "measured by" in line and line.rstrip().endswith(" csm")]
        assert "csm" not in text.split()
    assert "its target is still to be agreed" in text_of("kickoff", files["kickoff"])


def test_a_starting_plan_asks_for_what_it_does_not_know() -> None:
    plan = load_text(started(playbook_path("standard"), {"start": "2027-02-01"})).plan
    asked = [ask.what for ask in facts_of(plan).asks if ask.source == "question"]
    assert "Answer: What made you decide for this project, in your own words?" in asked


def test_the_deck_counts_its_dated_actions_alike(tmp_path: Path) -> None:
    """Nine of the playbook's twelve are on the slide of actions; undated questions are on neither slide."""
    path = tmp_path / "plan.yaml"
    path.write_text(started(playbook_path("standard"), {"start": "2027-02-01"}), encoding="utf-8")
    text = text_of("kickoff", made(path, draft=True)["kickoff"])
    assert "Owners: 12 dated actions on your side" in text
    assert "3 later actions up to" in text
