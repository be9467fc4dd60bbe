"""`plandocs capacity`: the flagship's champion, with the figures of the worked plan, on a terminal and as JSON."""

import json
from pathlib import Path

import pytest

from plandocs.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
FLAGSHIP = str(SAMPLES / "invoice-approval.yaml")


def test_weeks_are_marked_by_a_word_and_each_way_has_its_go_live(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert main(["capacity", FLAGSHIP]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    champion = next(line for line in lines if line.startswith("Jonas Sampleworth  "))
    assert champion.split()[2:] == [
        *("3.6/8.0", "4.4/6.4", "2.0/8.0", "4.0/8.0", "11.7/8.0", "11.1/6.4", "13.2/8.0", "5.0/8.0", "3.0/8.0")
    ]
    assert lines[lines.index(champion) + 1].split() == ["over", "over", "over"]
    assert [line for line in lines if line.split() == ["away"]], "Wei's week of leave is told as such"
    assert "13.6 hours are missing: week of Mon 8 Feb 2027, 11.7 of 8 h; week of Mon 15 Feb 2027" in out
    assert "1. Give the work more time: go-live Thu 2027-03-11, 10 working days later" in out
    assert "Pia Standinsky takes over 15 hours" in out
    assert "Marta Exemplar decides by Fri 5 Feb 2027" in out
    assert "\x1b" not in out


def test_json_has_the_weeks_and_the_four_ways(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["capacity", FLAGSHIP, "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["project"], made["as_of"], made["go_live"]) == ("HF-2027-01", None, "2027-02-25")
    assert {"person", "week", "demand", "supply", "short", "tasks"} <= set(made["capacity"][0])
    (over,) = made["overbooked"]
    assert (over["person"], over["missing_hours"]) == ("jonas", 13.6)
    assert [week["week"] for week in over["weeks"]] == ["2027-02-08", "2027-02-15", "2027-02-22"]
    assert [(way["kind"], way["go_live"], way["days"]) for way in over["options"][::2]] == [
        ("extend", "2027-03-11", 10),
        ("add", "2027-02-25", 0),
    ]


def test_a_plan_in_which_nobody_is_short_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["capacity", str(SAMPLES / "bakery.yaml")]) == 0
    assert capsys.readouterr().out.rstrip().endswith("Nobody is asked for more hours than there are.")


def test_costs_are_told_in_the_plans_currency(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(FLAGSHIP).read_text("utf-8")
    pia = "pia: {name: Pia Standinsky, "
    assert text.count(pia) == 1
    plan = tmp_path / "plan.yaml"
    plan.write_text(text.replace(pia, f"{pia}hourly_rate: 80, "), "utf-8")
    assert main(["capacity", str(plan)]) == 0
    assert "stays, cost USD 1,200" in " ".join(capsys.readouterr().out.split()).replace("\u00a0", " ")


def test_a_missing_plan_is_exit_code_three(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["capacity", "nowhere.yaml"]) == 3
    assert "nowhere.yaml" in capsys.readouterr().err
