"""What `diff` finds between two versions: days counted by hand on the sample's calendar, entries by their ids."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plandocs import baselining
from plandocs.baseline.difference.model import Difference, FieldChange
from plandocs.baseline.difference.registers import as_text
from tests.documents.changed_plans import AGREED, replaced, write_changed


@pytest.fixture
def flagship(tmp_path: Path) -> Difference:
    """The flagship after CR-001 against its baseline."""
    plan = write_changed(tmp_path)
    return baselining.compare("v1.0", str(plan))[0]


def between(tmp_path: Path, old: str, new: str) -> Difference:
    """Return the difference of two plan texts."""
    paths = (tmp_path / "old.yaml", tmp_path / "new.yaml")
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(text, encoding="utf-8")
    return baselining.compare(str(paths[0]), str(paths[1]))[0]


def test_the_go_live_moves_by_the_days_between(flagship: Difference) -> None:
    """T08 now ends 10 Feb and T08b 17 Feb (15 Feb is a holiday), so T11 ends on 19 Feb instead of the 9th: 7 days.

    From Thu 25 Feb seven working days are 26 Feb, 1 to 5 March and Mon 8 March.
    """
    assert flagship.go_live is not None
    assert (flagship.go_live.old, flagship.go_live.new) == (date(2027, 2, 25), date(2027, 3, 8))
    assert flagship.go_live.days == 7
    assert (flagship.finish.days, flagship.start.days) == (7, 0)
    assert flagship.day_word == "working day"


def test_milestones_are_told_in_days(flagship: Difference) -> None:
    assert [(move.id, move.old, move.new, move.days) for move in flagship.milestones] == [
        ("M2", date(2027, 2, 9), date(2027, 2, 19), 7),
        ("M3", date(2027, 2, 23), date(2027, 3, 4), 7),
        ("M4", date(2027, 3, 10), date(2027, 3, 19), 7),
    ]


def test_registers_say_what_came_went_and_changed(flagship: Difference) -> None:
    found = {register.key: [(entry.kind, entry.id) for entry in register.entries] for register in flagship.registers}
    assert found == {
        "scope.in": [("added", "F5")],
        "scope.out": [("removed", "X2")],
        "tasks": [("changed", "T08"), ("added", "T08b"), ("changed", "T11"), ("changed", "T12"), ("changed", "T15")],
        "project": [("changed", "")],
        "changes": [("changed", "CR-001")],
    }


def test_fields_name_the_old_and_the_new_value(flagship: Difference) -> None:
    tasks = next(register for register in flagship.registers if register.key == "tasks")
    fields = {entry.id: entry.fields for entry in tasks.entries if entry.kind == "changed"}
    assert fields == {
        "T08": (FieldChange("duration", "9d", "12d"),),
        "T11": (FieldChange("after", "T08, T10", "T08, T08b, T10"),),
        "T12": (FieldChange("name", "User acceptance test, 12 scripts", "User acceptance test, 14 scripts"),),
        "T15": (FieldChange("owner", "kim", "otto"),),
    }


def test_the_other_way_round_is_the_opposite(tmp_path: Path) -> None:
    plan = write_changed(tmp_path)
    made = baselining.compare(str(plan), "v1.0")[0]
    assert made.go_live is not None
    assert made.go_live.days == -7
    scope = next(register for register in made.registers if register.key == "scope.in")
    assert [(entry.kind, entry.id) for entry in scope.entries] == [("removed", "F5")]


def test_progress_reports_and_comments_are_no_difference(tmp_path: Path) -> None:
    new = replaced(AGREED, ("started: 2027-01-29", "started: 2027-02-01"), ("remaining: 6d", "remaining: 7d"))
    made = between(tmp_path, AGREED, new + "\n# a comment\n")
    assert made.is_empty


def test_a_milestone_that_went_has_no_new_date(tmp_path: Path) -> None:
    old = MINIMAL.replace("tasks:", "milestone: {id: M1, name: Ready}\n    tasks:")
    made = between(tmp_path, old, MINIMAL)
    assert [(move.id, move.new, move.days) for move in made.milestones] == [("M1", None, None)]


def test_elapsed_days_are_calendar_days(tmp_path: Path) -> None:
    """From Friday the 15th to Monday the 18th are three calendar days."""
    old = MINIMAL.replace("go_live: T2", "go_live: T2, day_count: elapsed").replace("duration: 2d", "duration: 4d")
    made = between(tmp_path, old, old.replace("duration: 4d", "duration: 7d"))
    assert made.go_live is not None
    assert (made.go_live.old, made.go_live.new, made.go_live.days) == (date(2027, 1, 15), date(2027, 1, 18), 3)
    assert made.day_word == "day"


def test_money_people_and_risks_are_told(tmp_path: Path) -> None:
    new = replaced(AGREED, ("hours_per_week: 8", "hours_per_week: 10"), after="  jonas:\n")
    new = replaced(new, ("likelihood: H", "likelihood: M"), after="id: R001")
    new = replaced(new, ("total: 38000", "total: 45200"))
    found = {
        register.key: [(entry.kind, entry.id, entry.fields) for entry in register.entries]
        for register in between(tmp_path, AGREED, new).registers
    }
    assert found == {
        "people": [("changed", "jonas", (FieldChange("hours_per_week", "8", "10"),))],
        "risks": [("changed", "R001", (FieldChange("likelihood", "H", "M"),))],
        "sow": [("changed", "", (FieldChange("fees.total", "38000", "45200"),))],
    }


def test_entries_without_ids_are_the_same_by_their_text(tmp_path: Path) -> None:
    old = MINIMAL + "scope: {in: [Import of 226 records, Import of 226 records, One training]}\n"
    new = MINIMAL + "scope: {in: [Import of 226 records, One training, A second training]}\n"
    entries = between(tmp_path, old, new).registers[0].entries
    assert [(entry.kind, entry.name) for entry in entries] == [
        ("added", "A second training"),
        ("removed", "Import of 226 records"),
    ]


def test_values_read_as_they_are_typed() -> None:
    assert as_text(["T08", "T10"]) == "T08, T10"
    assert as_text({"jonas": "2h", "kim": "30h"}) == "jonas: 2h, kim: 30h"
    assert as_text([{"date": "2027-01-18", "name": "Holiday"}]) == "{date: 2027-01-18, name: Holiday}"
    assert as_text(True) == "true"
    assert as_text(None) == ""


MINIMAL = """\
project: {name: Small, id: S-1, start: 2027-01-11, go_live: T2}
people: {rhea: {name: Rhea Demoville, role: implementation_pm, side: vendor}}
phases:
  - id: setup
    name: Setup
    tasks:
      - {id: T1, name: Kickoff, duration: 1d, owner: rhea}
      - {id: T2, name: Go-live, duration: 2d, owner: rhea, after: [T1], kind: go_live}
"""
