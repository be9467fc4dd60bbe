"""`plandocs simulate`: one task with a closed form, the same answer twice, and plans that leave nothing to chance."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import MINIMAL, process

SAMPLE = Path(__file__).parents[2] / "samples" / "invoice-approval.yaml"
ONE_TASK = """\
plandocs: 1
project: {name: One task, id: ONE, start: 2027-01-11, go_live: T1, target_go_live: 2027-01-13}
people:
  rhea: {name: Rhea Demoville, role: implementation_pm, side: vendor}
phases:
  - id: work
    name: Work
    tasks:
      - {id: T1, name: All of it, duration: 2d, estimate: [1d, 2d, 5d], owner: rhea}
"""


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "one.yaml"
    path.write_text(ONE_TASK, encoding="utf-8")
    return path


def test_percentiles_are_those_of_the_triangle(run: Callable[..., Any], one: Path) -> None:
    """Quantiles of the triangle 1, 2, 5: 1 + √0.4 = 1.63, then 5 - √(12·(1-p)) = 2.55, 3.45 and 4.23 days.

    Days 2, 3, 4 and 5 from Monday 11 January. Three days are kept with 1 - 2²/12 = 66.7 %.
    """
    answer = run("simulate", one, "--shape", "triangular", "--json")
    assert (answer.code, answer.err) == (0, "")
    made = json.loads(answer.out)
    assert (made["project"], made["go_live_task"], made["trials"]) == ("ONE", "T1", 10_000)
    assert [made[key] for key in ("p10", "p50", "p80", "p95")] == [f"2027-01-{day}" for day in (12, 13, 14, 15)]
    assert made["target_probability"] == pytest.approx(2 / 3, abs=0.02)
    assert made["criticality"] == {"T1": 1.0}
    assert sum(row["trials"] for row in made["histogram"]) == 10_000


def test_the_same_seed_gives_the_same_answer_and_another_seed_another(run: Callable[..., Any], one: Path) -> None:
    first, second, other = (run("simulate", one, "--json", "--seed", seed).out for seed in (5, 5, 6))
    assert first == second
    assert first != other


def test_numpy_changes_nothing_but_the_time(
    run: Callable[..., Any], one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_numpy = run("simulate", one, "--json")
    monkeypatch.setitem(sys.modules, "numpy", None)
    assert run("simulate", one, "--json").out == with_numpy.out


@pytest.mark.parametrize("columns", [50, 80, 130])
def test_the_histogram_fits_the_terminal(
    run: Callable[..., Any], one: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = run("simulate", one).out
    assert max(map(len, out.splitlines())) <= columns
    assert "P50     Wed 13 Jan 2027" in out
    assert "Agreed  Tue 12 Jan 2027" in out
    assert "Target  Wed 13 Jan 2027" in out
    assert out.count("█") > 0


def test_a_plan_without_estimates_says_that_it_leaves_nothing_to_chance(run: Callable[..., Any], plan: Path) -> None:
    answer = run("simulate", plan, "--json")
    assert answer.code == 0
    assert "no open task has an estimate" in answer.err
    made = json.loads(answer.out)
    assert made["p10"] == made["p95"] == "2027-01-13"  # a day of kickoff, two of go-live, from Monday 11 January


def test_a_risk_with_days_is_told_with_what_it_costs(run: Callable[..., Any], tmp_path: Path) -> None:
    risk = "risks: [{id: R1, risk: Late papers, likelihood: M, impact: M, probability: 50%, days: 4, tasks: [T1]}]\n"
    path = tmp_path / "risk.yaml"
    path.write_text(MINIMAL + risk, encoding="utf-8")
    (cost,) = json.loads(run("simulate", path, "--json").out)["risks"]
    assert (cost["id"], cost["probability"], cost["days_if_it_happens"]) == ("R1", 0.5, 4.0)
    assert "Late papers" in run("simulate", path).out


def test_the_agreed_date_stands_beside_the_trials_that_keep_it(run: Callable[..., Any], one: Path) -> None:
    """Two days are kept by the triangle 1, 2, 5 with its distribution at the mode: (2 - 1) / (5 - 1) = 25 %."""
    made = json.loads(run("simulate", one, "--shape", "triangular", "--json").out)
    assert made["planned"] == "2027-01-12"
    assert made["planned_probability"] == pytest.approx(0.25, abs=0.02)
    out = run("simulate", one, "--as-of", "2027-01-11").out
    assert "Forecast" in out
    assert "Agreed" not in out


def test_an_estimate_that_only_a_calendar_can_order_is_one_clear_error(run: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "mixed.yaml"
    path.write_text(ONE_TASK.replace("[1d, 2d, 5d]", "[1d, 2h, 5d]"), encoding="utf-8")
    answer = run("simulate", path)
    assert answer.code == 1
    assert answer.err.count("error[estimate-order]") == 1
    assert "mixed.yaml:9:" in answer.err


@pytest.mark.parametrize("words", [["--trials", "0"], ["--seed", "-1"], ["--owner-factor", "2"], ["--shape", "flat"]])
def test_numbers_out_of_range_are_wrong_usage(run: Callable[..., Any], one: Path, words: list[str]) -> None:
    answer = run("simulate", one, *words)
    assert (answer.code, answer.out) == (2, "")


def test_every_stdout_encoding_can_show_the_bars(one: Path) -> None:
    done = process("simulate", one, "--trials", "200", environment={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"?" not in done.stdout
    assert b"##" in done.stdout
