"""Trials: against a plain one-trial-at-a-time reference, against closed forms, and laws."""

from __future__ import annotations

import random
from datetime import date
from importlib.util import find_spec
from typing import Any

import pytest

from plandocs.plan.model import Plan
from plandocs.schedule.distributions import quantiles
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.simulation import simulate
from tests.schedule.plans import plan_of

TASKS = {
    "A": (2, 4, 9, ()),
    "B": (3, 5, 6, ("A",)),
    "C": (1, 6, 12, ("A",)),
    "D": (4, 4, 10, ("B", "C")),
    "E": (2, 8, 9, ("B",)),
    "G": (1, 1, 2, ("D", "E")),
}


def _plan(risks: list[dict[str, Any]] | None = None, **project: Any) -> Plan:
    lines = [f"{task}; {likely}d; {', '.join(after)}" for task, (_, likely, _, after) in TASKS.items()]
    extra = {
        task: {"estimate": [f"{low}d", f"{likely}d", f"{high}d"], "owner": "ann"}
        for task, (low, likely, high, _) in TASKS.items()
    }
    plan = plan_of(lines, extra=extra, go_live="G", **project)
    if not risks:
        return plan
    return Plan.model_validate({**plan.model_dump(by_alias=True, exclude_unset=True), "risks": risks})


def _reference(trials: int, draw: Any) -> list[float]:
    """Run trials one by one: finish is the longest chain of durations, in days."""
    rng = random.Random(99)
    found = []
    for _ in range(trials):
        finish: dict[str, float] = {}
        for task, (low, likely, high, after) in TASKS.items():
            finish[task] = max((finish[before] for before in after), default=0.0) + draw(rng, low, likely, high)
        found.append(finish["G"])
    return sorted(found)


def _pert(rng: random.Random, low: float, likely: float, high: float) -> float:
    mode = (likely - low) / (high - low)
    return low + (high - low) * rng.betavariate(1 + 4 * mode, 5 - 4 * mode)


def _triangular(rng: random.Random, low: float, likely: float, high: float) -> float:
    return rng.triangular(low, high, likely)


@pytest.mark.parametrize(("shape", "draw"), [("pert", _pert), ("triangular", _triangular)])
def test_percentiles_agree_with_a_plain_reference(shape: Any, draw: Any) -> None:
    expected = _reference(40_000, draw)
    found = simulate(_plan(), trials=20_000, shape=shape, with_numpy=False)
    for percent in (50, 80):
        reference = expected[len(expected) * percent // 100]
        assert found.percentile(percent).days == pytest.approx(reference, rel=0.005)


def test_same_seed_gives_the_same_answer_and_another_seed_another() -> None:
    one, again = simulate(_plan(), trials=500), simulate(_plan(), trials=500)
    assert one == again
    assert simulate(_plan(), trials=500, seed=2).percentiles != one.percentiles


@pytest.mark.skipif(find_spec("numpy") is None, reason="numpy is not installed")
def test_numpy_gives_the_very_numbers_of_plain_python() -> None:
    risks = [{"id": "R1", "risk": "late", "likelihood": "M", "impact": "H", "days": [1, 2, 6], "tasks": ["B"]}]
    fast = simulate(_plan(risks), trials=3_000, with_numpy=True, owner_factor=0.3)
    slow = simulate(_plan(risks), trials=3_000, with_numpy=False, owner_factor=0.3)
    assert (fast.backend, slow.backend) == ("numpy", "python")
    assert fast.histogram == slow.histogram
    assert fast.percentiles == slow.percentiles
    assert fast.criticality == pytest.approx(slow.criticality)
    assert [cost.id for cost in fast.costs] == ["R1"]


def test_plan_without_estimates_keeps_its_agreed_dates_in_every_trial() -> None:
    plan = plan_of("A; 3d\nB; 2d; A\nC; 1d; A\nM; 0d; B, C", go_live="M")
    found = simulate(plan, trials=50)
    assert found.histogram == ((schedule_plan(plan).task("M").finish, 50),)
    assert found.criticality == {"A": 1.0, "B": 1.0, "C": 0.0}
    assert found.estimated == 0


def test_criticality_follows_the_longer_of_two_even_branches_half_the_time() -> None:
    extra = {task: {"estimate": ["2d", "4d", "6d"]} for task in "AB"}
    found = simulate(plan_of("A; 4d\nB; 4d\nC; 1d; A, B", extra=extra), trials=4_000, with_numpy=False)
    assert found.criticality["A"] == pytest.approx(0.5, abs=0.03)
    assert found.criticality["A"] + found.criticality["B"] == pytest.approx(1.0, abs=0.001)
    assert found.criticality["C"] == 1.0


def test_certain_risk_delays_every_trial_and_costs_its_days() -> None:
    risks = [
        {"id": "R1", "risk": "x", "likelihood": "H", "impact": "H", "probability": "100%", "days": 3, "tasks": ["G"]}
    ]
    without, with_it = simulate(_plan(), trials=400), simulate(_plan(risks), trials=400)
    assert with_it.percentile(50).days == pytest.approx(without.percentile(50).days + 3)


def test_risk_that_happens_in_half_the_trials_costs_half_its_days() -> None:
    risks = [
        {"id": "R1", "risk": "x", "likelihood": "L", "impact": "H", "probability": "50%", "days": 8, "tasks": ["G"]},
        {"id": "R2", "risk": "y", "likelihood": "H", "impact": "H", "days": 1, "tasks": ["A"], "status": "closed"},
        {"id": "R3", "risk": "z", "likelihood": "H", "impact": "H", "tasks": ["A"]},
    ]
    costs = simulate(_plan(risks), trials=6_000, with_numpy=False).costs
    assert [cost.id for cost in costs] == ["R1"], "closed risks and risks without days cost nothing"
    assert costs[0].days_if_it_happens == pytest.approx(8, abs=0.3)
    assert costs[0].expected_days == pytest.approx(4, abs=0.15)


def test_luck_shared_by_an_owner_widens_the_spread() -> None:
    def spread(factor: float) -> float:
        found = simulate(_plan(), trials=4_000, owner_factor=factor, with_numpy=False)
        return found.percentile(95).days - found.percentile(10).days

    assert spread(0.9) > 1.3 * spread(0.0)


def test_probability_of_the_target_counts_the_trials_that_keep_it() -> None:
    found = simulate(_plan(target_go_live="2027-02-05"), trials=1_000)
    kept = sum(count for day, count in found.histogram if day <= date(2027, 2, 5))
    assert found.target_probability == kept / 1_000
    assert 0 < kept < 1_000


def test_finished_work_is_certain_and_remaining_work_scales_with_its_estimate() -> None:
    extra: dict[str, dict[str, Any]] = {
        "A": {"started": "2027-01-11", "finished": "2027-01-12", "estimate": ["1d", "2d", "9d"]},
        "B": {"started": "2027-01-13", "remaining": "2d", "estimate": ["4d", "4d", "4d"]},
    }
    plan = plan_of("A; 2d\nB; 4d; A\nM; 0d; B", extra=extra, go_live="M")
    found = simulate(plan, trials=20, as_of=date(2027, 1, 14))
    assert found.histogram == ((date(2027, 1, 18), 20),)


@pytest.mark.parametrize("mode", [0.0, 0.2, 0.5, 1.0])
def test_pert_table_has_the_mean_of_its_formula(mode: float) -> None:
    table = quantiles(10, 10 + 20 * mode, 30, "pert")
    assert sum(table) / len(table) == pytest.approx((10 + 4 * (10 + 20 * mode) + 30) / 6, rel=0.002)


def test_estimate_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="in that order"):
        quantiles(5, 4, 6, "pert")
