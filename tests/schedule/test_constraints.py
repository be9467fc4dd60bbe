"""Constraints and deadlines: what they move, what they only measure, and the conflicts that are reported."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.result import Schedule
from tests.schedule.plans import plan_of


def _with(tasks: str, task: str, **keys: Any) -> Schedule:
    return schedule_plan(plan_of(tasks, extra={task: keys}))


@pytest.mark.parametrize(
    ("key", "day", "span"),
    [
        ("start_no_earlier_than", "2027-01-20", (20, 21)),
        ("start_no_earlier_than", "2027-01-16", (18, 19)),  # a Saturday
        ("start_no_earlier_than", "2027-01-12", (14, 15)),  # the link is later
        ("finish_no_earlier_than", "2027-01-20", (19, 20)),
        ("finish_no_earlier_than", "2027-01-16", (15, 18)),  # on a Saturday nothing finishes
        ("start_no_later_than", "2027-01-20", (14, 15)),
        ("start_no_later_than", "2027-01-13", (13, 14)),  # wins over the link
        ("finish_no_later_than", "2027-01-14", (13, 14)),
        ("finish_no_later_than", "2027-01-29", (14, 15)),
        ("must_start_on", "2027-01-19", (19, 20)),
        ("must_start_on", "2027-01-12", (12, 13)),
        ("must_finish_on", "2027-01-22", (21, 22)),
        ("deadline", "2027-01-12", (14, 15)),  # moves nothing
    ],
)
def test_constraint_moves_the_task(key: str, day: str, span: tuple[int, int]) -> None:
    found = _with("A; 3d\nB; 2d; A", "B", **{key: day}).task("B")
    assert (found.start, found.finish) == (date(2027, 1, span[0]), date(2027, 1, span[1]))


def test_fixed_date_that_breaks_a_link_is_reported_with_the_link() -> None:
    problems = _with("A; 3d\nB; 2d; A FS+1d", "B", must_start_on="2027-01-12").problems
    assert [problem.rule for problem in problems] == ["date-breaks-link"]
    assert "must_start_on 2027-01-12" in problems[0].message
    assert "'A FS+1d'" in problems[0].message


def test_fixed_date_that_agrees_with_its_links_is_no_conflict() -> None:
    assert _with("A; 3d\nB; 2d; A", "B", must_start_on="2027-01-14").problems == ()


def test_missed_deadline_gives_negative_float_along_the_chain_and_is_reported() -> None:
    schedule = _with("A; 3d\nB; 2d; A\nC; 1d\nD; 9d", "B", deadline="2027-01-13")
    assert {task.id: task.total_float for task in schedule.tasks} == {"A": -2, "B": -2, "C": 8, "D": 0}
    assert schedule.task("B").late_finish == date(2027, 1, 13)
    assert [problem.rule for problem in schedule.problems] == ["deadline-missed"]
    assert schedule.task("A").critical


def test_kept_deadline_caps_late_dates_only() -> None:
    schedule = _with("A; 3d\nB; 2d; A\nD; 9d", "B", deadline="2027-01-18")
    assert schedule.task("B").finish == date(2027, 1, 15)
    assert schedule.task("B").total_float == 1
    assert schedule.task("A").total_float == 1
    assert schedule.problems == ()


def test_must_finish_on_fixes_late_dates_too() -> None:
    schedule = _with("A; 3d\nB; 2d; A\nC; 4d; B\nD; 20d", "B", must_finish_on="2027-01-20")
    assert schedule.task("B").total_float == 0
    assert schedule.task("A").late_finish == date(2027, 1, 18)


def test_as_late_as_possible_stands_at_the_latest_dates() -> None:
    schedule = _with("A; 3d\nB; 2d\nC; 1d; A, B", "B", as_late_as_possible=True)
    task = schedule.task("B")
    assert (task.start, task.finish) == (date(2027, 1, 12), date(2027, 1, 13))
    assert task.early_start == date(2027, 1, 11)


def test_successor_of_what_is_as_late_as_possible_follows_it() -> None:
    schedule = _with("A; 6d\nB; 1d\nC; 1d; B", "B", as_late_as_possible=True)
    assert schedule.task("B").start == date(2027, 1, 15)
    assert schedule.task("C").start == date(2027, 1, 18)


def test_drivers_name_the_constraint_and_its_date() -> None:
    driver = _with("A; 3d\nB; 2d; A", "B", start_no_earlier_than="2027-01-20").task("B").drivers[0]
    assert (driver.kind, driver.name, driver.on) == ("constraint", "start_no_earlier_than", date(2027, 1, 20))


def test_early_dates_before_the_constraint_are_not_shown_for_fixed_tasks() -> None:
    task = _with("A; 3d\nB; 2d; A", "B", must_start_on="2027-01-19").task("B")
    assert task.early_start == task.late_start == date(2027, 1, 19)


def test_where_a_date_is_missed_the_critical_path_is_the_one_driving_chain() -> None:
    """X is late for its deadline beside A and B, which drive the finish: no chain leads from X to B."""
    schedule = _with("A; 3d\nX; 2d; A\nB; 5d; A", "X", deadline="2027-01-12")
    assert schedule.critical_path == ("A", "B")
    assert schedule.critical_branches == ((("A",),), (("B",),))
