import re
from pathlib import Path

import pytest

from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.load import load_text

BASE = """
project: {name: Order desk, start: 2027-01-11, version: "0.1"}
people:
  bea: {name: Bea Crumbsworth, side: customer, role: sponsor}
  finn: {name: Finn Setupsky, side: vendor}
phases:
  - id: setup
    name: Setup
    tasks:
      - {id: T1, name: Kickoff, duration: 1d, owner: finn}
      - {id: T2, name: Configuration, duration: 3d, after: [T1], owner: finn}
    milestone: {id: M1, name: Ready}
scope: {in: [{id: F1, text: Online orders}], out: [{text: Delivery, reason: No van}]}
dependencies: [{id: K1, type: customer, what: Price list, owner: bea, due: 2027-01-12}]
sow: {fees: 1000, billing: [{trigger: M1, percent: 100%}]}
"""


def hash_of(text: str) -> str:
    return plan_hash(load_text(text).plan)


def changed(old: str, new: str) -> str:
    assert BASE.count(old) == 1
    return hash_of(BASE.replace(old, new))


def test_hash_is_64_hex_digits() -> None:
    assert re.fullmatch("[0-9a-f]{64}", hash_of(BASE))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("duration: 3d", "duration: 4d"),
        ("start: 2027-01-11", "start: 2027-01-12"),
        ("after: [T1], owner: finn", "after: [T1], owner: bea"),
        ("after: [T1], ", ""),
        ("Online orders", "Online orders and delivery"),
        ("reason: No van", "reason: Later"),
        ("role: sponsor", "role: champion"),
        ("due: 2027-01-12", "due: 2027-01-13"),
        ("fees: 1000", "fees: 1001"),
        ("{id: M1, name: Ready}", "{id: M1, name: Ready, acceptance: All done}"),
    ],
)
def test_what_was_agreed_changes_the_hash(old: str, new: str) -> None:
    assert changed(old, new) != hash_of(BASE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Kickoff, duration: 1d", "name: Kickoff, started: 2027-01-11, finished: 2027-01-11, duration: 1d"),
        ("duration: 3d", "duration: 3d, started: 2027-01-12, progress: 50%, remaining: 2d"),
        ("{id: M1, name: Ready}", "{id: M1, name: Ready, finished: 2027-01-14}"),
        ("due: 2027-01-12", "due: 2027-01-12, status: blocked, blocked_since: 2027-01-12, blocker: Leave"),
        ('version: "0.1"', 'version: "1.0"'),
        ("role: sponsor", "role: sponsor, email: bea@example.com, phone: 1"),
        ("\nsow:", "\napprovals: [{by: bea, date: 2027-01-10, hash: 01234567}]\nsow:"),
        ("\nsow:", "\nreports: [{as_of: 2027-01-15, highlights: Fine}]\nsow:"),
        ("\nsow:", "\nalignment: [{person: bea, status: confirmed}]\nsow:"),
        ("\nsow:", "\nrisks: [{id: R1, risk: Late, likelihood: H, impact: H}]\nsow:"),
        ("\nsow:", "\nchanges: [{id: CR-1, request: Delivery}]\nissues: [{id: I1, issue: Broken}]\nsow:"),
    ],
)
def test_what_lives_on_after_the_signature_does_not(old: str, new: str) -> None:
    assert changed(old, new) == hash_of(BASE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("duration: 3d", "duration: 3.0d"),
        ("name: Configuration", 'name: "Configuration"  '),
        ("{id: T1, name: Kickoff", "{name: Kickoff, id: T1"),
        ("fees: 1000", 'fees: {total: "1,000.00"}'),
        ("after: [T1]", "after: T1 FS+0d"),
        ("\nsow:", "\n# a remark\nrisks: []\nsow:"),
    ],
)
def test_spelling_does_not_change_the_hash(old: str, new: str) -> None:
    assert changed(old, new) == hash_of(BASE)


def test_wave_template_and_written_phases_have_the_hash_of_their_phases() -> None:
    waves = Path(__file__).parents[1] / "plans" / "correct" / "waves.yaml"
    text = waves.read_text("utf-8")
    assert hash_of(text) != hash_of(text.replace("buffer: 3d", "buffer: 2d"))
