"""Weekly demand and supply, with the champion's hours of the worked plan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plandocs.plan.model import Plan
from plandocs.schedule.capacity import absences, weekly_demand
from plandocs.schedule.from_plan import schedule_plan
from tests.schedule.plans import plan_of
from tests.schedule.worked import REALISTIC, REALISTIC_CALENDAR

CHAMPION_HOURS = (
    "T01 2, T05 4, T06 2, T09 2, T10 4, T11 3, T12 12, T13 3, T14 4, T15 3, T17 3, T18 6, T19 5, T20 3, T21 2"
)


def _plan(**keys: Any) -> Plan:
    hours = dict(entry.split() for entry in CHAMPION_HOURS.split(", "))
    assert sum(map(int, hours.values())) == 58
    extra = {task: {"effort": {"jonas": f"{hour}h"}} for task, hour in hours.items()}
    extra["T08"] = {"with": ["wei"]}
    leave = [{"from": "2027-02-01", "to": "2027-02-05", "reason": "leave"}]
    people = {
        "jonas": {"name": "Jonas", "side": "customer", "hours_per_week": 8, **keys},
        "wei": {"name": "Wei", "side": "customer", "hours_per_week": 6, "unavailable": leave},
    }
    return plan_of(REALISTIC, calendar=REALISTIC_CALENDAR, extra=extra, people=people)


def test_champions_weekly_demand_is_that_of_the_worked_plan() -> None:
    plan = _plan()
    weeks = weekly_demand(plan, schedule_plan(plan))
    assert weeks[0].monday == date(2027, 1, 11)
    assert [round(week.demand, 1) for week in weeks] == [3.6, 4.4, 2.0, 4.0, 11.7, 11.1, 13.2, 5.0, 3.0]


def test_supply_is_less_in_the_two_weeks_with_a_holiday() -> None:
    plan = _plan()
    weeks = weekly_demand(plan, schedule_plan(plan))
    assert [week.supply for week in weeks] == pytest.approx([8, 6.4, 8, 8, 8, 6.4, 8, 8, 8])
    assert [week.monday for week in weeks if week.is_short] == [date(2027, 2, day) for day in (8, 15, 22)]


def test_leave_and_other_commitments_lower_the_supply() -> None:
    leave = [{"from": "2027-01-14", "to": "2027-01-17"}]
    plan = _plan(unavailable=leave, other_commitments="3h/week")
    first, second = weekly_demand(plan, schedule_plan(plan))[:2]
    assert (first.supply, first.days_away) == (pytest.approx(3.0), 2)
    assert (second.supply, second.days_away) == (pytest.approx(4.0), 0)


def test_person_without_hours_has_demand_only() -> None:
    plan = plan_of("A; 2d", extra={"A": {"effort": {"ann": "6h"}}})
    (week,) = weekly_demand(plan, schedule_plan(plan))
    assert (week.demand, week.supply, week.is_short) == (6.0, None, False)


def test_leave_of_the_it_lead_meets_the_connector() -> None:
    plan = _plan()
    (absence,) = absences(plan, schedule_plan(plan))
    assert (absence.person, absence.task, absence.days, absence.reason) == ("wei", "T08", 5, "leave")
    assert (absence.first, absence.last) == (date(2027, 2, 1), date(2027, 2, 5))
