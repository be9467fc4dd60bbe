"""Filling a playbook: only values of `project` change, in the style of the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from plandocs.cli.playbooks import filled, first_monday, playbook_names, playbook_path, project_code
from plandocs.errors import PlanError, UsageError

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
    assert playbook_names() == ["multi-site", "small", "standard"]
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
