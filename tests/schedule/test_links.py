"""Link types, lags and units, each with dates counted by hand. Monday 11 January 2027 is the start."""

from __future__ import annotations

from datetime import date

import pytest

from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.network import CycleError
from tests.schedule.plans import plan_of


def _span(tasks: str, task: str, **more: object) -> tuple[int, int]:
    """Return start and finish of a task as days of January 2027 (32 is 1 February)."""
    found = schedule_plan(plan_of(tasks, **more)).task(task)  # type: ignore[arg-type]
    return (found.start - date(2026, 12, 31)).days, (found.finish - date(2026, 12, 31)).days


@pytest.mark.parametrize(
    ("link", "span"),
    [
        ("A", (14, 15)),  # A is 11 to 13
        ("A FS+1d", (15, 18)),
        ("A FS-1d", (13, 14)),
        ("A SS", (11, 12)),
        ("A SS+2d", (13, 14)),
        ("A FF", (12, 13)),
        ("A FF+2d", (14, 15)),
        ("A FF-2d", (11, 12)),  # never before the project starts
        ("A SF+5d", (14, 15)),
        ("A FS+2ed", (18, 19)),  # Thursday and Friday pass, then a weekend
        ("A FS+1w", (21, 22)),
        ("A FS+100%", (19, 20)),  # three days later
        ("A SS+50%", (12, 13)),  # one and a half days: on Tuesday at noon
    ],
)
def test_link_types_and_lags(link: str, span: tuple[int, int]) -> None:
    found = _span(f"A; 3d\nB; 2d; {link}", "B")
    expected = (12, 14) if link == "A SS+50%" else span
    assert found == expected


def test_lag_is_counted_in_working_days() -> None:
    assert _span("A; 3d\nB; 1d; A FS+2d", "B") == (18, 18)
    assert _span("A; 3d\nB; 1d; A FS+2d", "B", calendar={"holidays": ["2027-01-14"]}) == (19, 19)


@pytest.mark.parametrize(
    ("of", "start"),
    [("successor", 18), ("predecessor", 17)],  # Thu and Sun of the customer; Thu and Fri of the vendor
)
def test_days_of_a_lag_are_those_of_the_successor_or_where_the_plan_says_so_of_the_predecessor(
    of: str, start: int
) -> None:
    people = {"rhea": {"name": "Rhea", "side": "vendor"}, "jonas": {"name": "Jonas", "side": "customer"}}
    calendars = {"customer": {"week": ["sun", "mon", "tue", "wed", "thu"]}}
    extra = {"A": {"owner": "rhea"}, "B": {"owner": "jonas"}}
    plan = plan_of("A; 3d\nB; 1d; A FS+2d", people=people, calendars=calendars, extra=extra, lag_calendar=of)
    assert schedule_plan(plan).task("B").start == date(2027, 1, start)


def test_elapsed_duration_runs_over_the_weekend() -> None:
    tasks = "A; 5d\nB; 3ed; A\nC; 1d; B"
    assert _span(tasks, "B") == (16, 18)
    assert _span(tasks, "C") == (19, 19)


def test_start_to_finish_ends_when_the_predecessor_starts() -> None:
    assert _span("A; 3d\nC; 2d; A\nB; 2d; C SF", "B") == (12, 13)


def test_milestone_lies_on_the_finish_of_its_latest_predecessor() -> None:
    assert _span("A; 5d\nB; 2d\nM; 0d; A, B", "M") == (15, 15)
    assert _span("A; 5d\nM; 0d; A FS+1d", "M") == (18, 18)


def test_milestone_without_predecessor_is_at_the_start() -> None:
    assert _span("A; 5d\nM; 0d", "M") == (11, 11)


def test_milestone_after_a_start_lies_on_that_start() -> None:
    assert _span("A; 5d\nB; 2d; A\nM; 0d; B SS", "M") == (18, 18)


def test_milestone_with_an_earliest_date_waits_for_it() -> None:
    assert _span("A; 1d\nM; 0d; A", "M", extra={"M": {"start_no_earlier_than": "2027-01-16"}}) == (18, 18)


def test_order_of_tasks_in_the_file_changes_nothing() -> None:
    lines = ["A; 3d", "B; 2d; A", "C; 4d; A SS+1d", "D; 1d; B, C", "M; 0d; D"]
    forward = schedule_plan(plan_of(lines))
    backward = schedule_plan(plan_of(reversed(lines)))
    assert {t.id: t for t in forward.tasks} == {t.id: t for t in backward.tasks}
    assert forward.critical_path == backward.critical_path
    assert forward.critical_branches == backward.critical_branches


def test_cycle_is_refused_with_its_members() -> None:
    with pytest.raises(CycleError) as raised:
        schedule_plan(plan_of("A; 1d; C\nB; 1d; A\nC; 1d; B\nD; 1d"))
    assert raised.value.members == ("A", "B", "C")


def _two_phases(links: list[str]) -> dict[str, tuple[date, date]]:
    from plandocs.plan.model import Plan

    plan = Plan.model_validate(
        {
            "project": {"name": "P", "start": "2027-01-11"},
            "people": {"ann": {"name": "Ann", "side": "vendor"}},
            "phases": [
                {
                    "id": "one",
                    "name": "One",
                    "tasks": [
                        {"id": "A", "name": "A", "duration": "2d", "start_no_earlier_than": "2027-01-13"},
                        {"id": "B", "name": "B", "duration": "5d", "start_no_earlier_than": "2027-01-12"},
                    ],
                },
                {
                    "id": "two",
                    "name": "Two",
                    "after": links,
                    "tasks": [
                        {"id": "C", "name": "C", "duration": "1d"},
                        {"id": "D", "name": "D", "duration": "2d"},
                    ],
                    "milestone": {"id": "M", "name": "Done"},
                },
            ],
        }
    )
    return {task.id: (task.start, task.finish) for task in schedule_plan(plan).tasks}


def test_link_to_a_phase_waits_for_its_last_task() -> None:
    found = _two_phases(["one"])
    assert found["C"] == (date(2027, 1, 19), date(2027, 1, 19))
    assert found["D"] == (date(2027, 1, 19), date(2027, 1, 20))
    assert found["M"] == (date(2027, 1, 20), date(2027, 1, 20))
    assert set(found) == {"A", "B", "C", "D", "M"}, "no hidden point is shown"


def test_start_of_a_phase_is_that_of_its_earliest_task() -> None:
    assert _two_phases(["one SS+1d"])["C"] == (date(2027, 1, 13), date(2027, 1, 13))
