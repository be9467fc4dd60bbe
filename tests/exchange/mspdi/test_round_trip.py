"""A plan out to Project and back: what both can say is the same, and so are all dates."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plandocs.plan.load import load_plan, load_text
from plandocs.plan.model import Plan
from plandocs.schedule.from_plan import schedule_plan
from tests.exchange.mspdi.trips import CONSTRAINTS, back, dates, differences, sent
from tests.schedule.test_differential import _plan_and_reference, networks
from tests.schedule.test_laws import wild_plans

ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "samples").glob("*.yaml"))
NOT_OF_PROJECT = {"lag-of-the-predecessor"}
"""Project counts lags on the calendar of the task that waits, always; an export tells it."""
RULES = [
    path for path in sorted((ROOT / "tests" / "plans" / "scheduling").glob("*.yaml")) if path.stem not in NOT_OF_PROJECT
]
assert len(SAMPLES) >= 4
assert len(RULES) >= 30
START = date(2027, 3, 1)

RICH = """
project: {name: Everything that both can say, id: EV-1, customer: Three Otters Bakery, vendor: Nimbusfold Software,
  start: 2027-03-01, go_live: T6, currency: EUR, summary: A short one}
calendar: {hours_per_day: 7.5, holidays: [{date: 2027-03-26, name: Good Friday}], working_days: [2027-03-06]}
calendars:
  customer: {week: [sun, mon, tue, wed, thu], holidays: [2027-03-09]}
  shifts: {hours: ["06:00-14:00"]}
people:
  bea: {name: Bea Crumbsworth, role: [sponsor, champion], side: customer, hours_per_week: 6, title: Owner,
    email: bea@otters.example, unavailable: [{from: 2027-03-15, to: 2027-03-19}]}
  finn: {name: Finn Setupsky, role: implementation_pm, side: vendor}
  crew: {name: Field crew, side: third_party, company: Ledgerlark Connect, units: 3, calendar: shifts}
phases:
  - id: setup
    name: Set up & configure
    goal: Everything is set up
    tasks:
      - {id: T1, name: Price list, duration: 2d, owner: bea, deadline: 2027-03-05, effort: {bea: 4h}}
      - {id: T2, name: "Check <it>", duration: 1.5d, owner: finn, with: [bea], after: [T1 FS+1d], audience: internal}
      - {id: T3, name: Lay cables, duration: 2w, owner: crew, needs: {crew: 2}, after: [T1 SS+50%]}
      - {id: B1, name: Buffer, kind: buffer, duration: 1d, after: [T2, T3 FF-1d]}
    milestone: {id: M1, name: Ready, owner: bea}
  - id: live
    name: Go live
    after: [setup FS+1d]
    tasks:
      - {id: T4, name: Dry out, duration: 3ed, after: [M1 FS+2ed]}
      - {id: T5, name: Count, duration: 3h, owner: finn, calendar: shifts, after: [T4], estimate: [2h, 3h, 5h]}
      - {id: T6, name: Go-live, kind: go_live, duration: 0d, owner: finn, after: [T5],
          start_no_earlier_than: 2027-04-06}
      - {id: T7, name: Write it up, duration: 1w, owner: finn, effort: {finn: 10h}, after: [T6 SF+6d],
          as_late_as_possible: true, description: "In two\\nlines"}
    milestone: {id: M2, name: Done, after: [T6, T7], deadline: 2027-05-01, audience: internal}
"""


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_come_back_as_they_were(path: Path) -> None:
    plan = load_plan(path).plan
    again, made = back(sent(plan))
    assert not list(differences(plan, again))
    assert dates(schedule_plan(again)) == dates(schedule_plan(plan))
    assert not [problem for problem in made.problems if problem.severity != "info"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_with_progress_have_the_same_forecast(path: Path) -> None:
    plan = load_plan(path).plan
    as_of = plan.default_as_of() or schedule_plan(plan).start + timedelta(days=9)
    again, made = back(sent(plan, as_of))
    assert not list(differences(plan, again))
    assert dates(schedule_plan(again, as_of=as_of)) == dates(schedule_plan(plan, as_of=as_of))
    tasks = {task.id: task for task in again.tasks()}
    for task in plan.tasks():
        if task.finished is not None and task.finished <= as_of:
            assert (task.started, task.finished) == (tasks[task.id].started, tasks[task.id].finished), task.id
    assert made.as_of == as_of


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_rule_of_the_scheduler_gives_the_same_dates_after_the_trip(path: Path) -> None:
    plan = load_plan(path).plan
    again, _ = back(sent(plan))
    assert dates(schedule_plan(again)) == dates(schedule_plan(plan))


def test_everything_that_both_can_say_comes_back() -> None:
    plan = load_text(RICH).plan
    again, made = back(sent(plan))
    assert not list(differences(plan, again))
    assert dates(schedule_plan(again)) == dates(schedule_plan(plan))
    assert (again.project.go_live, again.project.currency, again.project.summary) == ("T6", "EUR", "A short one")
    assert again.people["bea"].unavailable == plan.people["bea"].unavailable
    assert again.calendars["customer"].week == ("mon", "tue", "wed", "thu", "sun")
    assert {holiday.date for holiday in again.calendar.holidays} == {date(2027, 3, 26)}
    assert again.calendar.holidays[0].name == "Good Friday"
    assert again.calendar.working_days == (date(2027, 3, 6),)
    assert again.calendar.hours_per_day == plan.calendar.hours_per_day
    assert next(task for task in again.tasks() if task.id == "T7").description == "In two\nlines"
    assert not [problem for problem in made.problems if problem.severity != "info"]


def test_a_second_trip_changes_no_byte() -> None:
    plan = load_text(RICH).plan
    first = sent(plan)
    assert first == sent(plan)
    again, made = back(first)
    assert back(sent(again))[1].text == made.text


def _has_one_constraint(plan: Plan) -> bool:
    return not any(task.as_late_as_possible and any(getattr(task, key) for key in CONSTRAINTS) for task in plan.tasks())


@settings(max_examples=60, deadline=None)
@given(wild_plans(), st.one_of(st.none(), st.integers(0, 25)))
def test_dates_of_any_plan_are_the_same_after_the_trip(plan: Plan, day: int | None) -> None:
    assume(_has_one_constraint(plan))
    as_of = None if day is None else START + timedelta(days=day)
    again, _ = back(sent(plan, as_of))
    assert dates(schedule_plan(again, as_of=as_of)) == dates(schedule_plan(plan, as_of=as_of))
    if as_of is None:
        assert not [found for found in differences(plan, again) if found[1] != "effort"]


@settings(max_examples=40, deadline=None)
@given(networks(3))
def test_links_on_several_calendars_give_the_same_dates_after_the_trip(network: Any) -> None:
    plan, _ = _plan_and_reference(network)
    again, _ = back(sent(plan))
    assert dates(schedule_plan(again)) == dates(schedule_plan(plan))
