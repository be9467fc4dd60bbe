"""Filling a playbook: only values of `project` change, in the style of the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from plandocs.errors import PlanError, UsageError
from plandocs.exchange.playbooks import filled, first_monday, playbook_names, playbook_path, project_code, started
from plandocs.plan.load import load_text

BLOCK = """\
# A playbook
plandocs: 1
project:
  name: New implementation   # the name
  customer:
  start: 2027-01-11          # the kickoff
people: {name: not this one}
"""


def test_values_are_replaced_and_comments_stay() -> None:
    assert filled(BLOCK, {"name": "Orders", "start": "2027-02-01"}) == BLOCK.replace(
        "New implementation", "Orders"
    ).replace("2027-01-11", "2027-02-01")


def test_an_empty_value_is_filled() -> None:
    assert "  customer: Three Otters Bakery\n" in filled(BLOCK, {"customer": "Three Otters Bakery"})


def test_a_missing_key_is_added_in_front() -> None:
    assert "project:\n  tier: lite\n  name: New" in filled(BLOCK, {"tier": "lite"})


def test_flow_style_stays_flow_style() -> None:
    text = "project: {name: A, start: 2027-01-11}\n"
    assert filled(text, {"name": "B, C", "tier": "lite"}) == (
        'project: {tier: lite, name: "B, C", start: 2027-01-11}\n'
    )


@pytest.mark.parametrize(
    "value",
    [
        "a: b",
        "# x",
        '"',
        "'",
        "no",
        "null",
        "{x}",
        "x #y",
        "- a",
        "Ødegård & Søn",
        "北京",
        "1e3",
        "x\\n",
        "emoji 🎉",
        "a,b",
    ],
)
def test_every_value_is_read_back_as_it_was_given(value: str) -> None:
    for text in (BLOCK, "project: {name: A, start: 2027-01-11}\n"):
        assert yaml.safe_load(filled(text, {"name": value}))["project"]["name"] == value


def test_a_playbook_without_a_project_is_refused() -> None:
    with pytest.raises(PlanError, match="no project"):
        filled("people: {}\n", {"name": "x"})


def test_the_packaged_playbooks() -> None:
    assert playbook_names() == ["enterprise", "small", "standard"]
    assert playbook_path("small").name == "small.yaml"


def test_an_unknown_playbook_is_wrong_usage_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        playbook_path("standart")
    assert caught.value.problems[0].fix == "did you mean 'standard'?"
    own = tmp_path / "own.yaml"
    own.write_text(BLOCK, encoding="utf-8")
    assert playbook_path(str(own)) == own


@pytest.mark.parametrize(
    ("customer", "code"),
    [
        ("Harrowby & Finch Textiles", "HFT-2027-01"),
        ("Three Otters Bakery", "TOB-2027-01"),
        ("", "NEW-2027-01"),
        ("a b c d e f", "ABCD-2027-01"),
    ],
)
def test_a_project_code_is_made_of_initials_and_month(customer: str, code: str) -> None:
    assert project_code(customer, date(2027, 1, 11)) == code


@pytest.mark.parametrize(("today", "monday"), [("2027-01-11", "2027-01-18"), ("2027-01-12", "2027-01-25")])
def test_the_first_monday_is_at_least_a_week_away(today: str, monday: str) -> None:
    assert first_monday(date.fromisoformat(today)) == date.fromisoformat(monday)


OWN = """\
# Ours
project: {name: Ours, start: 2027-01-11, go_live: T2}
calendar: {holidays: [2027-02-03]}
people: {kim: {name: Kim Stubworth, side: vendor}}
phases:
  - id: only
    name: Only
    tasks:
      - {id: T1, name: Work, duration: 5d, owner: kim}
      - {id: T2, name: Go-live, kind: go_live, duration: 1d, after: [T1], start_no_earlier_than: start+7d}
scope: {parking_lot: [{idea: More, revisit: go_live+4w}]}
dependencies: [{id: D1, type: customer, what: Review, owner: kim, due: "start + 2d", backup_plan: start+2 days is text}]
communications: [{what: Welcome, owner: kim, starts: start-3d}]
"""


def test_relative_dates_follow_from_the_kickoff_and_the_go_live(tmp_path: Path) -> None:
    """Kickoff Monday 1 February 2027; Wednesday is a holiday. The go-live is Thursday 11, the eighth working day on."""
    playbook = tmp_path / "ours.yaml"
    playbook.write_text(OWN, encoding="utf-8")
    text = started(playbook, {"start": "2027-02-01"})
    plan = load_text(text).plan
    assert plan.dependencies[0].due == date(2027, 2, 4), "two working days on, Wednesday left out"
    assert plan.communications[0].starts == date(2027, 1, 27), "three working days before"
    assert plan.phases[0].tasks[1].start_no_earlier_than == date(2027, 2, 11)
    assert plan.scope.parking_lot[0].revisit == date(2027, 3, 11), "four weeks after the go-live"
    assert "# Ours" in text
    assert "start+2 days is text" in text


def test_wrong_playbook_is_a_located_problem(tmp_path: Path) -> None:
    playbook = tmp_path / "ours.yaml"
    playbook.write_text(OWN.replace("owner: kim}", "owner: kin}"), encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        started(playbook, {"start": "2027-02-01"})
    assert {(problem.rule, problem.path) for problem in caught.value.problems} == {("unknown-person", str(playbook))}
    playbook.write_bytes(b"project: [\xff")
    with pytest.raises(PlanError):
        started(playbook, {})


def test_brand_brings_its_own_playbooks(tmp_path: Path) -> None:
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "small.yaml").write_text(OWN, encoding="utf-8")
    assert playbook_path("small", tmp_path) == tmp_path / "playbooks" / "small.yaml"
    assert playbook_path("standard", tmp_path).parent != tmp_path / "playbooks"
    with pytest.raises(UsageError) as caught:
        playbook_path("smal", tmp_path)
    assert "small" in caught.value.problems[0].fix
