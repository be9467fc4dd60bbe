"""What a status date does: facts stay, unfinished work moves past it. Dates from the worked plan's status data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.result import Schedule
from tests.schedule.plans import plan_of
from tests.schedule.worked import REALISTIC, REALISTIC_CALENDAR

AS_OF = date(2027, 1, 29)

STATUS: dict[str, dict[str, Any]] = {
    "T01": {"started": "2027-01-11", "finished": "2027-01-11"},
    "T02": {"started": "2027-01-12", "finished": "2027-01-13"},
    "T03": {"started": "2027-01-12", "finished": "2027-01-26"},
    "T04": {"started": "2027-01-27", "finished": "2027-01-28"},
    "T05": {"started": "2027-01-14", "finished": "2027-01-21"},
    "T06": {"started": "2027-01-19", "finished": "2027-01-22"},
    "T07": {"started": "2027-01-25", "finished": "2027-01-25"},
    "T08": {"started": "2027-01-29"},
    "T09": {"started": "2027-01-26", "finished": "2027-01-29"},
    "T10": {"remaining": "6d"},
}


def _forecast(as_of: date = AS_OF, **changes: dict[str, Any]) -> Schedule:
    tasks = REALISTIC
    extra = {task: dict(facts) for task, facts in STATUS.items()}
    for task, facts in changes.items():
        facts = dict(facts)
        if "line" in facts:
            line = facts.pop("line")
            tasks = "\n".join(line if row.startswith(f"{task};") else row for row in tasks.splitlines())
        extra[task] = {**extra.get(task, {}), **facts}
    return schedule_plan(plan_of(tasks, calendar=REALISTIC_CALENDAR, go_live="T18", extra=extra), as_of=as_of)


def test_status_of_29_january_forecasts_go_live_on_2_march() -> None:
    schedule = _forecast()
    assert schedule.go_live == date(2027, 3, 2)
    assert schedule.task("M2").finish == date(2027, 2, 12)
    assert schedule.task("T08").finish == date(2027, 2, 10)
    assert schedule.task("T10").start == date(2027, 2, 1)
    assert schedule.task("T10").finish == date(2027, 2, 8)
    assert schedule.working_days_between(date(2027, 2, 25), date(2027, 3, 2)) == 3


def test_milestone_is_reached_when_its_predecessors_are_finished() -> None:
    assert _forecast().task("M1").finish == date(2027, 1, 25)


def test_spending_the_buffer_alone_wins_one_day_because_documentation_drives() -> None:
    schedule = _forecast(T16={"line": "T16; 0d; T12"})
    assert schedule.go_live == date(2027, 3, 1)
    assert "T15" in schedule.critical_path


def test_buffer_cohorts_and_later_documentation_hold_the_go_live() -> None:
    schedule = _forecast(T16={"line": "T16; 0d; T12"}, T14={"line": "T14; 3d; T13"}, T18={"line": "T18; 1d; T17, T14"})
    assert schedule.go_live == date(2027, 2, 25)
    assert schedule.task("T15").finish == date(2027, 2, 26)
    assert schedule.task("M4").finish == date(2027, 3, 10)


def test_agreed_schedule_knows_no_progress() -> None:
    extra = {task: dict(facts) for task, facts in STATUS.items()}
    plan = plan_of(REALISTIC, calendar=REALISTIC_CALENDAR, go_live="T18", extra=extra)
    assert schedule_plan(plan).go_live == date(2027, 2, 25)
    assert schedule_plan(plan).task("T03").finish == date(2027, 1, 21)


def test_facts_after_the_status_date_are_not_known_yet() -> None:
    schedule = _forecast(as_of=date(2027, 1, 22))
    t03 = schedule.task("T03")
    assert t03.finished is None
    assert t03.finish == date(2027, 1, 25), "eight days were worked of seven: one more is needed"


def test_finished_tasks_show_their_actual_dates_and_are_not_critical() -> None:
    t03 = _forecast().task("T03")
    assert (t03.start, t03.finish) == (date(2027, 1, 12), date(2027, 1, 26))
    assert not t03.critical
    assert t03.progress == 100
    assert [driver.kind for driver in t03.drivers] == ["actual"]


def test_actual_dates_on_days_off_are_kept() -> None:
    plan = plan_of("A; 2d\nB; 1d; A", extra={"A": {"started": "2027-01-16", "finished": "2027-01-17"}})
    schedule = schedule_plan(plan, as_of=date(2027, 1, 18))
    assert (schedule.task("A").start, schedule.task("A").finish) == (date(2027, 1, 16), date(2027, 1, 17))
    assert schedule.task("B").start == date(2027, 1, 19)


@pytest.mark.parametrize(
    ("facts", "finish"),
    [
        ({}, date(2027, 1, 22)),  # three of ten days are worked: seven are left
        ({"progress": "50%"}, date(2027, 1, 20)),  # five left after Wednesday 13
        ({"remaining": "1d"}, date(2027, 1, 14)),
        ({"progress": "100%"}, date(2027, 1, 13)),
        ({"progress": "33%"}, date(2027, 1, 22)),  # 6.7 days left are seven whole days
    ],
)
def test_started_task_finishes_when_its_remaining_work_is_done(facts: dict[str, Any], finish: date) -> None:
    plan = plan_of("A; 10d", extra={"A": {"started": "2027-01-11", **facts}})
    schedule = schedule_plan(plan, as_of=date(2027, 1, 13))
    assert (schedule.task("A").start, schedule.task("A").finish) == (date(2027, 1, 11), finish)


def test_waiting_task_moves_past_the_status_date() -> None:
    schedule = schedule_plan(plan_of("A; 2d\nB; 1d; A"), as_of=date(2027, 1, 15))
    assert schedule.task("A").start == date(2027, 1, 18)
    assert schedule.task("B").finish == date(2027, 1, 20)
    assert [driver.kind for driver in schedule.task("A").drivers] == ["as_of"]


def test_work_begun_out_of_sequence_waits_for_its_predecessor_with_what_is_left() -> None:
    plan = plan_of(
        "A; 10d\nB; 4d; A", extra={"A": {"started": "2027-01-11"}, "B": {"started": "2027-01-12", "remaining": "2d"}}
    )
    schedule = schedule_plan(plan, as_of=date(2027, 1, 13))
    assert schedule.task("A").finish == date(2027, 1, 22)
    assert schedule.task("B").start == date(2027, 1, 12)
    assert schedule.task("B").finish == date(2027, 1, 26)


def test_plan_on_track_forecasts_its_agreed_dates() -> None:
    agreed = schedule_plan(plan_of(REALISTIC, calendar=REALISTIC_CALENDAR))
    as_of = date(2027, 1, 29)
    extra: dict[str, dict[str, Any]] = {}
    for task in agreed.tasks:
        if task.is_milestone:
            continue
        if task.finish <= as_of:
            extra[task.id] = {"started": task.start.isoformat(), "finished": task.finish.isoformat()}
        elif task.start <= as_of:
            extra[task.id] = {"started": task.start.isoformat()}
    forecast = schedule_plan(plan_of(REALISTIC, calendar=REALISTIC_CALENDAR, extra=extra), as_of=as_of)
    assert [(t.id, t.start, t.finish) for t in forecast.tasks] == [(t.id, t.start, t.finish) for t in agreed.tasks]
