"""Trials: against a plain one-trial-at-a-time reference, against closed forms, and laws."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from typing import Any

import pytest

from plandocs.plan.model import Plan
from plandocs.schedule.distributions import quantiles
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.simulation import Simulation, simulate
from tests.schedule.plain_simulation import Task, finishes, percentile
from tests.schedule.plans import plan_of

PLAIN: dict[str, dict[str, Task]] = {
    "two branches that meet": {
        "A": (2, 4, 9, "ann", ()),
        "B": (3, 5, 6, "ann", ("A",)),
        "C": (1, 6, 12, "bob", ("A",)),
        "D": (4, 4, 10, "bob", ("B", "C")),
        "E": (2, 8, 9, "ann", ("B",)),
        "G": (1, 1, 2, "ann", ("D", "E")),
    },
    "a chain": {f"T{n}": (2 + n % 3, 4 + n % 4, 9 + n, "ann", (f"T{n - 1}",) if n else ()) for n in range(15)},
    "twelve even branches": {
        "S": (1, 2, 3, "ann", ()),
        **{f"P{n:02}": (5, 10, 20, "ann" if n % 2 else "bob", ("S",)) for n in range(12)},
        "G": (2, 2, 2, "ann", tuple(f"P{n:02}" for n in range(12))),
    },
    "points at the edges": {
        "A": (5, 5, 15, "ann", ()),
        "B": (5, 15, 15, "bob", ("A",)),
        "C": (8, 8, 8, "bob", ("A",)),
        "G": (3, 4, 30, "ann", ("B", "C")),
    },
}
TASKS = PLAIN["two branches that meet"]


def _plan(risks: list[dict[str, Any]] | None = None, tasks: dict[str, Task] = TASKS, **project: Any) -> Plan:
    lines = [f"{task}; {likely}d; {', '.join(after)}" for task, (_, likely, _, _, after) in tasks.items()]
    extra = {
        task: {"estimate": [f"{low}d", f"{likely}d", f"{high}d"], "owner": owner}
        for task, (low, likely, high, owner, _) in tasks.items()
    }
    people = {"ann": {"name": "Ann", "side": "vendor"}, "bob": {"name": "Bob", "side": "vendor"}}
    plan = plan_of(lines, extra=extra, people=people, go_live=list(tasks)[-1], **project)
    if not risks:
        return plan
    return Plan.model_validate({**plan.model_dump(by_alias=True, exclude_unset=True), "risks": risks})


def _agrees(found: Simulation, expected: list[float]) -> None:
    for percent in (50, 80):
        assert found.percentile(percent).days == pytest.approx(percentile(expected, percent), rel=0.005)


@pytest.mark.parametrize("shape", ["pert", "triangular"])
@pytest.mark.parametrize("network", PLAIN)
def test_percentiles_agree_with_a_plain_reference(network: str, shape: Any) -> None:
    tasks = PLAIN[network]
    expected = finishes(tasks, list(tasks)[-1], 40_000, shape=shape)
    _agrees(simulate(_plan(tasks=tasks), trials=20_000, shape=shape, with_numpy=False), expected)


def test_percentiles_with_risks_agree_with_a_plain_reference() -> None:
    risks: list[dict[str, Any]] = [
        {"id": "R1", "probability": "35%", "days": [2, 4, 9], "tasks": ["C", "E"]},
        {"id": "R2", "likelihood": "H", "days": 3, "tasks": ["A"]},  # high is 70 %
        {"id": "R3", "probability": "10%", "days": 20, "tasks": ["D"]},
    ]
    risks = [{"risk": "x", "likelihood": "L", "impact": "H", **risk} for risk in risks]
    expected = finishes(
        TASKS,
        "G",
        60_000,
        risks=((0.35, (2, 4, 9), ("C", "E")), (0.7, (3, 3, 3), ("A",)), (0.1, (20, 20, 20), ("D",))),
    )
    _agrees(simulate(_plan(risks), trials=40_000), expected)


@pytest.mark.parametrize("network", PLAIN)
def test_owners_who_share_their_luck_agree_with_a_plain_reference(network: str) -> None:
    tasks = PLAIN[network]
    expected = finishes(tasks, list(tasks)[-1], 60_000, owners_share_luck=True)
    _agrees(simulate(_plan(tasks=tasks), trials=40_000, shape="triangular", owner_factor=1.0), expected)


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
    assert fast.costs == slow.costs
    assert [cost.id for cost in fast.costs] == ["R1"]


TWO_CALENDARS: dict[str, Any] = {
    "calendars": {"customer": {"week": ["sun", "mon", "tue", "wed", "thu"]}, "short": {"hours_per_day": 6}},
    "people": {"ann": {"name": "Ann", "side": "vendor"}, "cem": {"name": "Cem", "side": "customer"}},
}


def _two_calendars(**project: Any) -> Plan:
    owners = {"A": "ann", "B": "cem", "C": "ann", "D": "cem", "E": "ann"}
    links = {"B": "A", "C": "A SS+2d", "D": "B FF+1d, C", "E": "B FS+2ed, D", "G": "E"}
    lines = [f"{task}; 4d; {links.get(task, '')}" for task in owners]
    extra = {task: {"owner": owner, "estimate": ["3d", "4d", "9d"]} for task, owner in owners.items()}
    return plan_of([*lines, "G; 0d; E"], extra=extra, go_live="G", **TWO_CALENDARS, **project)


@pytest.mark.skipif(find_spec("numpy") is None, reason="numpy is not installed")
def test_numpy_gives_the_very_numbers_on_several_calendars_too() -> None:
    fast = simulate(_two_calendars(), trials=3_000, with_numpy=True)
    slow = simulate(_two_calendars(), trials=3_000, with_numpy=False)
    assert fast.histogram == slow.histogram
    assert fast.percentiles == slow.percentiles
    assert fast.criticality == pytest.approx(slow.criticality)
    assert not any(day.weekday() >= 5 for day, _ in fast.histogram), (
        "Ann finishes last, and works from Monday to Friday"
    )


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
    assert with_it.costs[0].expected_days == 3


def test_risk_that_happens_in_half_the_trials_costs_half_its_days() -> None:
    risks = [
        {"id": "R1", "risk": "x", "likelihood": "L", "impact": "H", "probability": "50%", "days": 8, "tasks": ["G"]},
        {"id": "R2", "risk": "y", "likelihood": "H", "impact": "H", "days": 1, "tasks": ["A"], "status": "closed"},
        {"id": "R3", "risk": "z", "likelihood": "H", "impact": "H", "tasks": ["A"]},
    ]
    costs = simulate(_plan(risks), trials=6_000, with_numpy=False).costs
    assert [cost.id for cost in costs] == ["R1"], "closed risks and risks without days cost nothing"
    assert costs[0].days_if_it_happens == pytest.approx(8)
    assert costs[0].expected_days == pytest.approx(4, abs=0.15)


def test_risk_on_work_with_float_costs_only_what_moves_the_go_live() -> None:
    risks = [{"id": "R1", "risk": "x", "likelihood": "H", "impact": "H", "probability": "50%", "days": 5, "tasks": "B"}]
    plan = plan_of("A; 8d\nB; 4d\nG; 1d; A, B", go_live="G")
    plan = Plan.model_validate({**plan.model_dump(by_alias=True, exclude_unset=True), "risks": risks})
    (cost,) = simulate(plan, trials=2_000).costs
    assert cost.days_if_it_happens == pytest.approx(1), "five days, of which four are float"


def test_risk_days_are_days_of_the_calendar_the_task_runs_on() -> None:
    risks = [
        {"id": "R1", "risk": "x", "likelihood": "H", "impact": "H", "probability": "100%", "days": 2, "tasks": "A"}
    ]
    plan = plan_of("A; 3ed\nG; 0d; A", go_live="G")
    plan = Plan.model_validate({**plan.model_dump(by_alias=True, exclude_unset=True), "risks": risks})
    assert simulate(plan, trials=5).histogram == ((date(2027, 1, 15), 5),), "11 January and five days of time"


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


BUFFERED = "A; 4d\nR; 3d; A\nG; 1d; R"


@pytest.mark.parametrize(
    ("days", "go_live"),
    [(0, 20), (2, 20), (3, 20), (4, 21), (5, 22)],  # of January; the buffer is 15, 18 and 19 January
)
def test_buffer_is_used_up_before_the_go_live_moves(days: int, go_live: int) -> None:
    plan = plan_of(BUFFERED, extra={"R": {"kind": "buffer"}}, go_live="G")
    risk = {
        "id": "R1",
        "risk": "x",
        "likelihood": "H",
        "impact": "H",
        "probability": "100%",
        "days": days,
        "tasks": "A",
    }
    risky = Plan.model_validate({**plan.model_dump(by_alias=True, exclude_unset=True), "risks": [risk]})
    found = simulate(risky, trials=3)
    assert found.histogram == ((date(2027, 1, go_live), 3),)
    assert found.criticality["A"] == 1.0, "the longest path leads through the buffer"


def test_work_that_is_early_leaves_the_go_live_behind_a_buffer_where_it_is() -> None:
    extra: dict[str, Any] = {"R": {"kind": "buffer"}, "A": {"estimate": ["1d", "1d", "4d"]}}
    found = simulate(plan_of(BUFFERED, extra=extra, go_live="G"), trials=50)
    assert found.histogram == ((date(2027, 1, 20), 50),)


LATE_A = {"A": {"estimate": ["5d", "5d", "5d"]}}
"""A task that takes five days where the plan says three."""


@pytest.mark.parametrize(
    ("keys", "go_live"),
    [
        ({}, 19),  # A is 11 to 15 January, B 18 and 19
        ({"must_start_on": "2027-01-14"}, 19),  # not kept against work that is not done
        ({"must_finish_on": "2027-01-15"}, 19),
        ({"start_no_later_than": "2027-01-14"}, 19),
        ({"must_start_on": "2027-01-21"}, 22),
        ({"must_finish_on": "2027-01-25"}, 25),
        ({"finish_no_earlier_than": "2027-01-25"}, 25),
        ({"must_start_on": "2027-01-12"}, 13),  # the agreed schedule breaks the link: so does every trial
    ],
)
def test_dates_hold_work_back_but_do_not_make_it_early(keys: dict[str, Any], go_live: int) -> None:
    plan = plan_of("A; 3d\nB; 2d; A\nG; 0d; B", extra={**LATE_A, "B": keys}, go_live="G")
    assert simulate(plan, trials=3).histogram == ((date(2027, 1, go_live), 3),)


def test_shorter_work_still_ends_on_the_day_it_must_finish() -> None:
    extra: dict[str, Any] = {"B": {"must_finish_on": "2027-01-25", "estimate": ["1d", "1d", "1d"]}}
    plan = plan_of("A; 3d\nB; 2d; A\nG; 0d; B", extra=extra, go_live="G")
    assert simulate(plan, trials=3).histogram == ((date(2027, 1, 25), 3),)


def test_work_as_late_as_possible_does_not_start_before_its_agreed_date() -> None:
    # B could start on 12 January; as late as possible it is 18 to 20 January, before G on the 21st, which waits for C.
    extra: dict[str, Any] = {"B": {"as_late_as_possible": True}, "C": {"estimate": ["2d", "2d", "2d"]}}
    plan = plan_of("A; 1d\nB; 3d; A\nC; 7d; A\nG; 1d; B, C", extra=extra, go_live="G")
    assert schedule_plan(plan).task("B").start == date(2027, 1, 18)
    assert simulate(plan, trials=3).histogram == ((date(2027, 1, 21), 3),)


def test_plan_from_a_target_keeps_its_kickoff_and_starts_work_as_soon_as_it_can() -> None:
    # Backward from Friday 5 February: A is 1 to 3 February, B the 4th and 5th, C the 5th. From the same kickoff C can
    # start on the 1st, so that its three days instead of one do not move the go-live.
    extra: dict[str, Any] = {"C": {"estimate": ["3d", "3d", "3d"]}}
    plan = plan_of(
        "A; 3d\nB; 2d; A\nC; 1d\nG; 0d; B, C", start=None, target_go_live="2027-02-05", extra=extra, go_live="G"
    )
    assert schedule_plan(plan).task("C").start == date(2027, 2, 5)
    found = simulate(plan, trials=3)
    assert found.histogram == ((date(2027, 2, 5), 3),)
    assert found.target_probability == 1.0


def test_finished_work_is_not_critical_and_work_in_progress_is() -> None:
    extra: dict[str, dict[str, Any]] = {
        "A": {"started": "2027-01-11", "finished": "2027-01-12"},
        "B": {"started": "2027-01-13", "estimate": ["4d", "6d", "9d"]},
    }
    plan = plan_of("A; 2d\nB; 6d; A\nC; 1d; A\nG; 1d; B, C", extra=extra, go_live="G")
    found = simulate(plan, trials=40, as_of=date(2027, 1, 14))
    assert found.criticality == {"A": 0.0, "B": 1.0, "C": 0.0, "G": 1.0}


def test_work_after_the_go_live_does_not_decide_it() -> None:
    found = simulate(plan_of("A; 3d\nG; 1d; A\nH; 20d; G SS\nX; 30d", go_live="G"), trials=5)
    assert found.criticality == {"A": 1.0, "G": 1.0, "H": 0.0, "X": 0.0}


def test_without_a_go_live_the_last_finish_counts_even_where_something_waits_for_its_start() -> None:
    found = simulate(plan_of("A; 9d\nB; 1d; A SS"), trials=5)
    assert found.histogram == ((date(2027, 1, 21), 5),)
    assert found.criticality == {"A": 1.0, "B": 0.0}


def test_milestone_at_a_beginning_of_work_is_dated_by_that_day() -> None:
    extra = {"B": {"estimate": ["2d", "3d", "9d"]}}
    for more in ({}, {"calendars": TWO_CALENDARS["calendars"], "people": TWO_CALENDARS["people"]}):
        plan = plan_of("A; 5d\nB; 3d; A\nG; 0d; B SS", extra=extra, go_live="G", **more)
        assert simulate(plan, trials=5).histogram == ((date(2027, 1, 18), 5),), "the Monday on which B starts"


@pytest.mark.parametrize("mode", [0.0, 0.2, 0.5, 1.0])
def test_pert_table_has_the_mean_of_its_formula(mode: float) -> None:
    table = quantiles(10, 10 + 20 * mode, 30, "pert")
    assert sum(table) / len(table) == pytest.approx((10 + 4 * (10 + 20 * mode) + 30) / 6, rel=0.002)


def test_estimate_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="in that order"):
        quantiles(5, 4, 6, "pert")
