"""Backward from a target go-live, and what is said when a target does not fit. Dates from the worked plan."""

from __future__ import annotations

from datetime import date

import pytest

from plandocs.errors import PlanError
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.target import target_fit
from tests.schedule.plans import plan_of
from tests.schedule.worked import REALISTIC, REALISTIC_CALENDAR


def test_plan_with_a_target_alone_starts_on_the_latest_day_that_keeps_it() -> None:
    plan = plan_of(REALISTIC, start=None, target_go_live="2027-02-25", go_live="T18", calendar=REALISTIC_CALENDAR)
    schedule = schedule_plan(plan)
    assert schedule.start == date(2027, 1, 11)
    assert schedule.go_live == date(2027, 2, 25)
    assert schedule.task("M4").finish == date(2027, 3, 10)


def test_tasks_scheduled_backward_are_as_late_as_the_target_allows() -> None:
    plan = plan_of(REALISTIC, start=None, target_go_live="2027-02-25", go_live="T18", calendar=REALISTIC_CALENDAR)
    schedule = schedule_plan(plan)
    for task, finish in {"T09": (2, 1), "T15": (2, 24), "T14": (2, 24)}.items():
        assert schedule.task(task).finish == date(2027, *finish)
        assert schedule.task(task).start == schedule.task(task).late_start
    assert schedule.task("M3").finish == date(2027, 2, 24)


def test_kickoff_is_never_on_a_day_off() -> None:
    plan = plan_of("A; 5d\nG; 1d; A", start=None, target_go_live="2027-01-25", go_live="G")
    schedule = schedule_plan(plan)
    assert (schedule.start, schedule.go_live) == (date(2027, 1, 18), date(2027, 1, 25))


def test_target_behind_an_earliest_date_cannot_be_reached() -> None:
    plan = plan_of(
        "G; 1d", start=None, target_go_live="2027-01-25", go_live="G",
        extra={"G": {"start_no_earlier_than": "2027-02-01"}},
    )  # fmt: skip
    with pytest.raises(PlanError) as raised:
        schedule_plan(plan)
    assert [problem.rule for problem in raised.value.problems] == ["target-out-of-reach"]


def test_target_that_does_not_fit_is_short_by_working_days() -> None:
    """Go-live is Thu 25 Feb; a target of Fri 19 Feb is four working days short, kickoff four days earlier."""
    plan = plan_of(REALISTIC, target_go_live="2027-02-19", go_live="T18", calendar=REALISTIC_CALENDAR)
    fit = target_fit(plan)
    assert fit is not None
    assert fit.days_short == 4
    assert fit.latest_kickoff == date(2027, 1, 5)
    assert fit.chain == ("T01", "T03", "T04", "T08", "T11", "T12", "T16", "T17", "T18")


def test_savings_name_what_each_task_of_the_chain_would_win_back() -> None:
    """T12 runs five days beside nothing but its followers; without T08, T10 drives and wins one day only."""
    plan = plan_of(REALISTIC, target_go_live="2027-02-19", go_live="T18", calendar=REALISTIC_CALENDAR)
    fit = target_fit(plan)
    assert fit is not None
    days = {saving.task: saving.days for saving in fit.savings}
    assert days["T08"] == 1
    assert days["T11"] == 2
    assert days["T16"] == 1, "documentation T15 drives then"
    assert "T03" not in days, "configuration is as long"


def test_target_that_fits_is_not_short() -> None:
    plan = plan_of(REALISTIC, target_go_live="2027-03-01", go_live="T18", calendar=REALISTIC_CALENDAR)
    fit = target_fit(plan)
    assert fit is not None
    assert fit.days_short == -2
