"""Every date, day, float and chain that the worked plans list. Expectations are typed from there."""

from __future__ import annotations

from datetime import date

import pytest

from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.result import Schedule
from tests.schedule.plans import plan_of
from tests.schedule.worked import (
    BAKERY,
    ENTERPRISE,
    ENTERPRISE_CALENDAR,
    GOLDEN,
    PATHS,
    REALISTIC,
    REALISTIC_CALENDAR,
)

GOLDEN_DAYS = (
    "A1 1, A2 2-3, A3 4-10, A4 8-12, A5 15-25, A6 15-20, A7 21-25, A8 26-28, A9 29-35, A10 32-34, A11 35-40, "
    "A12 35-42, A13 43-45, A14 46, A15 46-52, A16 53-56, A17 57-60, M1 14, M2 28, M3 42, M4 60"
)

REALISTIC_DATES = """
T01 1-11; T02 1-12..1-13; T03 1-12..1-21; T04 1-22..1-25; T05 1-14..1-21; T06 1-19..1-22; T07 1-25; M1 1-25;
T08 1-26..2-5; T09 1-26..1-29; T10 2-1..2-4; T11 2-8..2-9; M2 2-9; T12 2-10..2-17; T13 2-12..2-16; T14 2-17..2-22;
T15 2-17..2-23; T16 2-18..2-22; M3 2-23; T17 2-23..2-24; T18 2-25; T19 2-25..3-3; T20 3-4..3-8; T21 3-9..3-10; M4 3-10
"""

BAKERY_DATES = """
S1 2-1; S2 2-2..2-3; S3 2-2; S4 2-3..2-4; S5 2-2..2-4; S6 2-5; M1 2-5; S7 2-8; S8 2-9; S9 2-8; S10 2-9; M2 2-9;
S11 2-10; S12 2-11..2-12; S13 2-12; M3 2-12
"""


def _expected(text: str, year: int = 2027) -> dict[str, tuple[date, date]]:
    """Read `T02 1-12..1-13; ...` as start and finish by id."""
    found = {}
    for entry in text.replace("\n", " ").split(";"):
        task, span = entry.split()
        first, _, last = span.partition("..")
        start, finish = (date(year, *map(int, day.split("-"))) for day in (first, last or first))
        found[task] = (start, finish)
    assert found
    return found


def _dates(schedule: Schedule) -> dict[str, tuple[date, date]]:
    return {task.id: (task.start, task.finish) for task in schedule.tasks}


def _floats(schedule: Schedule) -> dict[str, int]:
    """Return the floats of tasks that have any."""
    return {t.id: t.total_float for t in schedule.tasks if t.total_float and not t.is_milestone}


def _realistic(**more: object) -> Schedule:
    tasks = REALISTIC
    for task, line in more.items():
        tasks = "\n".join(str(line) if row.startswith(f"{task};") else row for row in tasks.splitlines())
    return schedule_plan(plan_of(tasks, calendar=REALISTIC_CALENDAR, go_live="T18"))


def test_golden_plan_has_every_listed_day_range() -> None:
    schedule = schedule_plan(plan_of(GOLDEN, day_count="elapsed", go_live="A14"))
    listed = [entry.split() for entry in GOLDEN_DAYS.split(", ")]
    assert len(listed) == 21
    for task, days in listed:
        first, _, last = days.partition("-")
        found = schedule.task(task)
        assert (task, found.start_day, found.finish_day) == (task, int(first), int(last or first))


def test_golden_plan_has_the_listed_floats_and_no_other() -> None:
    schedule = schedule_plan(plan_of(GOLDEN, day_count="elapsed"))
    assert _floats(schedule) == {"A4": 2, "A10": 3, "A11": 5, "A12": 3}


def test_golden_plan_has_the_listed_critical_chain_with_its_parallel_branch() -> None:
    schedule = schedule_plan(plan_of(GOLDEN, day_count="elapsed"))
    assert "-".join(schedule.critical_path) == "A1-A2-A3-B1-A5-A8-A9-B2-A13-A14-A15-A16-A17"
    steps = ["|".join("-".join(chain) for chain in step) for step in schedule.critical_branches]
    assert " ".join(steps) == "A1 A2 A3 B1 A5|A6-A7 A8 A9 B2 A13 A14 A15 A16 A17"


def test_golden_plan_ends_on_day_sixty_of_a_seven_day_calendar() -> None:
    schedule = schedule_plan(plan_of(GOLDEN, day_count="elapsed", go_live="A14"))
    assert schedule.finish == date(2027, 3, 11)
    assert schedule.go_live == date(2027, 2, 25)


def test_realistic_plan_has_every_listed_date() -> None:
    schedule = _realistic()
    assert _dates(schedule) == _expected(REALISTIC_DATES)
    assert schedule.go_live == date(2027, 2, 25)
    assert (schedule.task("M4").finish - schedule.start).days + 1 == 59


def test_realistic_plan_has_the_listed_near_critical_tasks_and_all_others_zero() -> None:
    assert _floats(_realistic()) == {"T09": 1, "T10": 1, "T13": 1, "T15": 1, "T14": 2}


def test_two_critical_branches_of_the_realistic_plan_meet_at_t08() -> None:
    steps = ["|".join("-".join(chain) for chain in step) for step in _realistic().critical_branches]
    assert " ".join(steps) == "T01 T02-T05-T06-T07|T03-T04 T08 T11 T12 T16 T17 T18 T19 T20 T21"
    assert _realistic().critical_path[:4] == ("T01", "T03", "T04", "T08")


def test_holidays_of_the_realistic_plan_are_in_the_output() -> None:
    assert _realistic().holidays == ((date(2027, 1, 18), ""), (date(2027, 2, 15), ""))


def test_change_request_of_ten_days_before_integration_moves_go_live_to_11_march() -> None:
    assert _realistic(T11="T11; 12d; T08, T10").go_live == date(2027, 3, 11)


def test_bakery_has_every_listed_date_and_float() -> None:
    schedule = schedule_plan(plan_of(BAKERY, start="2027-02-01", go_live="S11"))
    assert _dates(schedule) == _expected(BAKERY_DATES)
    assert _floats(schedule) == {"S2": 1, "S5": 1}
    assert schedule.go_live == date(2027, 2, 10)
    assert schedule.task("M3").finish_day == 10


@pytest.mark.parametrize(
    ("change", "length", "floats", "critical"),
    [
        ({}, 42, {"A": 7, "B": 0, "C": 4}, "B"),
        ({"A1": 27}, 42, {"A": 0, "B": 0, "C": 4}, "AB"),
        ({"A1": 28}, 43, {"A": 0, "B": 1, "C": 5}, "A"),
        ({"C1": 27}, 43, {"C": 0}, "C"),
        ({"B1": 22}, 39, {"A": 4, "B": 0, "C": 1}, "B"),
        ({"B1": 20}, 38, {"B": 1, "C": 0}, "C"),
    ],
)
def test_paths_of_35_42_and_38_days(change: dict[str, int], length: int, floats: dict[str, int], critical: str) -> None:
    tasks = PATHS
    for task, days in change.items():
        tasks = "\n".join(f"{task}; {days}d; K" if line.startswith(f"{task};") else line for line in tasks.splitlines())
    schedule = schedule_plan(plan_of(tasks))
    assert schedule.task("G").finish_day == length
    for path, total_float in floats.items():
        assert {schedule.task(f"{path}{part}").total_float for part in (1, 2)} == {total_float}
    assert {task.id[0] for task in schedule.tasks if task.critical} == {"K", "G", *critical}


def test_enterprise_plan_has_the_listed_size() -> None:
    schedule = _enterprise()
    plan = plan_of(ENTERPRISE)
    assert len([task for task in schedule.tasks if not task.is_milestone]) == 75
    assert len([task for task in schedule.tasks if task.is_milestone]) == 9
    assert sum(len(task.after) for task in plan.tasks()) == 109


def _enterprise(**changes: str) -> Schedule:
    tasks = ENTERPRISE
    for task, line in changes.items():
        tasks = "\n".join(line if row.startswith(f"{task};") else row for row in tasks.splitlines())
    return schedule_plan(plan_of(tasks, start="2027-04-05", calendar=ENTERPRISE_CALENDAR))


def test_enterprise_plan_has_the_listed_gates_and_go_lives() -> None:
    schedule = _enterprise()
    listed = {
        "M0": (4, 27), "M1": (5, 19), "M2": (6, 24), "M3": (6, 10), "M4": (7, 14), "M5": (8, 24), "M6": (9, 28),
        "M7": (10, 29), "M8": (11, 11), "W1-10": (8, 9), "W2-10": (9, 20), "W3-10": (10, 21),
    }  # fmt: skip
    assert {task: schedule.task(task).finish for task in listed} == {
        task: date(2027, *day) for task, day in listed.items()
    }
    assert schedule.task("M8").finish_day == 156


def test_enterprise_plan_has_the_listed_critical_chain() -> None:
    chain = _enterprise().critical_path
    assert "-".join(chain[:12]) == "C01-C02-C06-C08-C11-C16-C17-C21-C30-C31-C34-C35"
    wave = [1, 2, 3, 7, 8, 9, 10, 11, 12]
    assert list(chain[12:]) == [f"W{n}-{k}" for n in (1, 2, 3) for k in wave] + ["C37", "C38", "C39"]


def test_enterprise_plan_has_the_listed_near_critical_tasks() -> None:
    near = {task.id: task.total_float for task in _enterprise().tasks if 0 < task.total_float <= 2}
    assert near == {"C05": 1, "C09": 1, "C04": 2}
    assert _enterprise().task("C18").total_float == 16


@pytest.mark.parametrize(("days", "go_live"), [(6, date(2027, 10, 29)), (7, date(2027, 11, 1))])
def test_longer_group_uat_moves_the_third_wave(days: int, go_live: date) -> None:
    schedule = _enterprise(C30=f"C30; {8 + days}d; C21, C28, C29")
    assert schedule.task("W3-10").finish == go_live
