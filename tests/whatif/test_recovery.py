"""What wins back a late go-live: the flagship's figures, and plans small enough to count by hand.

The flagship's dates are those of the worked plans: as of 29 January the go-live is forecast for Tue 2 March; the whole
buffer gives 1 March, because the documentation decides then; with the cohorts in three days and the documentation after
the go-live besides, Thu 25 February holds.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plandocs.errors import PlanError
from plandocs.plan.load import load_plan, load_text
from plandocs.plan.model import Plan
from plandocs.plan.values import Duration, Link
from plandocs.schedule.from_plan import schedule_plan
from plandocs.whatif.edits import LeaveOut, SetLength, SetLinks, edited
from plandocs.whatif.recovery import Recovery, recovery
from plandocs.whatif.trial import Trial

SAMPLES = Path(__file__).parents[2] / "samples"
AS_OF = date(2027, 1, 29)


@pytest.fixture(scope="module")
def flagship() -> Plan:
    return load_plan(SAMPLES / "invoice-approval.yaml").plan


@pytest.fixture(scope="module")
def found(flagship: Plan) -> Recovery:
    return recovery(flagship, AS_OF)


def plan(tasks: str, more: str = "") -> Plan:
    """A plan from Mon 1 Feb 2027 without holidays, reported as of Fri 5 Feb; everything is late by what is typed."""
    return load_text(
        "project: {name: P, start: 2027-02-01, go_live: live}\n"
        "people:\n"
        "  ann: {name: Ann, role: sponsor, side: customer}\n"
        "  vic: {name: Vic, role: engineer, side: vendor}\n"
        "  pat: {name: Pat, role: engineer, side: third_party}\n"
        f"phases:\n  - id: p\n    name: P\n    tasks:\n{tasks}{more}"
    ).plan


def row(text: str) -> str:
    return f"      - {{{text}}}\n"


FIRST = row("id: a, name: A, duration: 5d, owner: vic, started: 2027-02-01, remaining: 2d")
"""A should end on Fri 5 Feb, and has two days left: Tue 9 Feb."""
LIVE = "id: live, name: Live, kind: go_live, duration: 1d, owner: vic"


def keys(found: Recovery) -> dict[str, int]:
    return {tried.actions[0].key: tried.won for tried in found.single}


def test_forecast_without_action_is_the_worked_plans(found: Recovery) -> None:
    assert (found.goal, found.forecast) == (date(2027, 2, 25), date(2027, 3, 2))
    assert (found.slip, found.delay) == (3, "minor")


def test_the_whole_buffer_wins_a_day_because_documentation_decides_then(found: Recovery) -> None:
    spent = next(tried for tried in found.single if tried.actions[0].key == "buffer T16")
    assert (spent.go_live, spent.won, spent.decided_by) == (date(2027, 3, 1), 1, ("T15",))


def test_buffer_cohorts_in_three_days_and_documentation_later_hold_the_date(found: Recovery) -> None:
    best = found.proposals[0]
    assert {action.key for action in best.actions} == {"buffer T16", "second_person T14", "after_go_live T15"}
    cohorts = next(action for action in best.actions if action.on == ("T14",))
    assert (cohorts.before, cohorts.after, cohorts.person_days) == (4, 3, 3)
    assert (best.go_live, best.slip, best.finish) == (date(2027, 2, 25), 0, date(2027, 3, 10))


def test_the_worked_recovery_gives_the_worked_dates(flagship: Plan) -> None:
    links = (Link("T17"), Link("T14"))
    changed = edited(flagship, [LeaveOut("T16"), SetLength("T14", Duration(Decimal(3), "d")), SetLinks("T18", links)])
    schedule = schedule_plan(changed, as_of=AS_OF)
    assert schedule.go_live == date(2027, 2, 25)
    assert schedule.task("T15").finish == date(2027, 2, 26)
    assert schedule.task("M4").finish == date(2027, 3, 10)


def test_trial_and_schedule_agree_on_the_flagship(flagship: Plan) -> None:
    trial = Trial.of(flagship, AS_OF)
    assert (trial.go_live, trial.finish) == (trial.schedule.go_live, trial.schedule.finish)


def test_every_proposal_holds_the_goal_and_none_has_more_than_it_needs(found: Recovery) -> None:
    assert len(found.proposals) == 3
    sets = [{action.key for action in tried.actions} for tried in found.proposals]
    assert all(tried.go_live <= found.goal for tried in found.proposals)
    assert not any(one < other for one in sets for other in sets)
    assert [tried.burden for tried in found.proposals] == sorted(tried.burden for tried in found.proposals)


def test_a_plan_on_its_date_has_nothing_to_win_back() -> None:
    found = recovery(plan(row("id: a, name: A, duration: 5d, owner: vic") + row(f"{LIVE}, after: [a]")), None)
    assert (found.slip, found.single, found.proposals, found.best) == (0, (), (), None)
    assert found.is_enough


def test_second_person_takes_two_thirds_in_whole_days() -> None:
    # B 6d: Wed 10 to Wed 17 Feb, live Thu 18 Feb; agreed live Tue 16 Feb. With two people B takes 4 days.
    found = recovery(
        plan(FIRST + row("id: b, name: B, duration: 6d, owner: vic, after: [a]") + row(f"{LIVE}, after: [b]")),
        date(2027, 2, 5),
    )
    assert (found.forecast, found.slip) == (date(2027, 2, 18), 2)
    assert keys(found)["second_person b"] == 2
    assert found.proposals[0].person_days == 4


def test_overlap_is_half_of_the_shorter_task() -> None:
    # C begins 2 days before B ends: 4 and 6 days, half of 4.
    tasks = (
        FIRST
        + row("id: b, name: B, duration: 4d, owner: vic, after: [a]")
        + row("id: c, name: C, duration: 6d, owner: vic, after: [b]")
        + row(f"{LIVE}, after: [c]")
    )
    assert keys(recovery(plan(tasks), date(2027, 2, 5)))["overlap c"] == 2


def test_no_work_overlaps_with_the_test_it_waits_for() -> None:
    tasks = (
        FIRST
        + row("id: t, name: T, kind: validation, duration: 4d, owner: vic, after: [a]")
        + row("id: c, name: C, duration: 6d, owner: vic, after: [t]")
        + row(f"{LIVE}, after: [c]")
    )
    assert "overlap c" not in keys(recovery(plan(tasks), date(2027, 2, 5)))


def test_a_sponsors_decision_is_halved_and_no_second_person_helps() -> None:
    tasks = FIRST + row("id: d, name: D, duration: 4d, owner: ann, after: [a]") + row(f"{LIVE}, after: [d]")
    found = keys(recovery(plan(tasks), date(2027, 2, 5)))
    assert found["approval d"] == 2
    assert "second_person d" not in found


def test_another_companys_task_asks_more() -> None:
    tasks = (
        FIRST
        + row("id: b, name: B, duration: 6d, owner: pat, after: [a]")
        + row("id: c, name: C, duration: 6d, owner: vic, after: [b]")
        + row(f"{LIVE}, after: [c]")
    )
    actions = {tried.actions[0].key: tried.actions[0] for tried in recovery(plan(tasks), date(2027, 2, 5)).single}
    outside, own = actions["second_person b"], actions["second_person c"]
    assert (outside.outside, own.outside) == (True, False)
    assert outside.burden == own.burden + 2


@pytest.mark.parametrize(
    ("written", "is_offered"),
    [
        ("duration: 6d, owner: vic, after: [a]", True),
        ("kind: validation, duration: 6d, owner: vic, after: [a]", False),
        ("kind: training, duration: 6d, owner: vic, after: [a]", False),
        ("duration: 6d, owner: vic, after: [a], scope: [F]", False),
        ("duration: 6d, owner: vic, after: [a], scope: [T]", True),
    ],
)
def test_only_work_that_nobody_needs_on_the_day_is_finished_later(written: str, is_offered: bool) -> None:
    scope = "scope: {in: [{id: F, text: Feature}, {id: T, text: Handbook, type: training}]}\n"
    tasks = FIRST + row(f"id: b, name: B, {written}") + row(f"{LIVE}, after: [a, b]")
    found = keys(recovery(plan(tasks, scope), date(2027, 2, 5)))
    assert ("after_go_live b" in found) is is_offered


def test_work_that_other_work_waits_for_is_not_finished_later() -> None:
    tasks = (
        FIRST
        + row("id: b, name: B, duration: 6d, owner: vic, after: [a]")
        + row("id: c, name: C, duration: 1d, owner: vic, after: [b]")
        + row(f"{LIVE}, after: [b, c]")
    )
    assert "after_go_live b" not in keys(recovery(plan(tasks), date(2027, 2, 5)))


def test_an_item_of_scope_is_an_even_share_of_its_tasks() -> None:
    # B delivers three items in 6 days: two days each.
    scope = "scope: {in: [{id: F1, text: One}, {id: F2, text: Two}, {id: F3, text: Three}]}\n"
    tasks = (
        FIRST
        + row("id: b, name: B, duration: 6d, owner: vic, after: [a], scope: [F1, F2, F3]")
        + row(f"{LIVE}, after: [b]")
    )
    assert keys(recovery(plan(tasks, scope), date(2027, 2, 5)))["descope F2"] == 2


def test_what_is_finished_is_not_compressed() -> None:
    tasks = (
        row("id: a, name: A, duration: 3d, owner: vic, started: 2027-02-01, finished: 2027-02-05")
        + row("id: b, name: B, duration: 6d, owner: vic, after: [a]")
        + row(f"{LIVE}, after: [b]")
    )
    found = recovery(plan(tasks), date(2027, 2, 5))
    assert found.slip == 2
    assert all("a" not in tried.actions[0].on for tried in found.single)


def test_it_is_said_when_nothing_suffices() -> None:
    # A alone is left before the go-live: 10 days, 7 with two people; 10 days are lost.
    tasks = row("id: a, name: A, duration: 5d, owner: vic, started: 2027-02-01, remaining: 10d") + row(
        f"{LIVE}, after: [a]"
    )
    found = recovery(plan(tasks), date(2027, 2, 5))
    assert (found.slip, found.delay) == (10, "moderate")
    assert not found.is_enough
    assert found.proposals == ()
    assert found.best is not None
    assert (found.best.won, found.best.slip) == (3, 7)


def test_a_go_live_in_a_freeze_holds_no_date() -> None:
    # With two people on B the go-live is Tue 16 Feb, the goal; nothing may go live on that day.
    tasks = FIRST + row("id: b, name: B, duration: 6d, owner: vic, after: [a]") + row(f"{LIVE}, after: [b]")
    open_day = recovery(plan(tasks), date(2027, 2, 5))
    assert open_day.proposals[0].go_live == date(2027, 2, 16)
    frozen = "calendar: {freezes: [{from: 2027-02-16, to: 2027-02-16}]}\n"
    closed = recovery(plan(tasks, frozen), date(2027, 2, 5))
    assert all(tried.go_live != date(2027, 2, 16) for tried in closed.proposals)


def test_a_goal_of_its_own_asks_for_less() -> None:
    tasks = FIRST + row("id: b, name: B, duration: 6d, owner: vic, after: [a]") + row(f"{LIVE}, after: [b]")
    assert recovery(plan(tasks), date(2027, 2, 5), goal=date(2027, 2, 18)).slip == 0


def test_a_plan_without_go_live_says_so() -> None:
    made = load_text(
        "project: {name: P, start: 2027-02-01}\npeople: {vic: {name: Vic, side: vendor}}\n"
        "phases: [{id: p, name: P, tasks: [{id: a, name: A, duration: 1d}]}]"
    ).plan
    with pytest.raises(PlanError) as error:
        recovery(made, date(2027, 2, 5))
    assert error.value.problems[0].rule == "no-go-live"


def test_waves_of_seven_sites_are_tried_in_bounds() -> None:
    made = recovery(load_plan(SAMPLES / "dock-scheduling.yaml").plan, date(2027, 6, 1))
    assert made.slip > 10
    assert made.delay == "major"
    assert made.best is not None
    assert made.best.go_live < made.forecast
