"""The values at the surface: the JSON contract, working days, the critical chain as steps."""

from __future__ import annotations

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plandocs.schedule.critical import Node, critical_branches, critical_path, natural_key
from plandocs.schedule.days import WorkingDays
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.to_json import schedule_as_dict
from tests.schedule.plans import plan_of
from tests.schedule.worked import REALISTIC, REALISTIC_CALENDAR


def test_json_has_the_contracts_keys_and_values() -> None:
    plan = plan_of(REALISTIC, calendar=REALISTIC_CALENDAR, go_live="T18", id="HF-2027-01")
    found = json.loads(json.dumps(schedule_as_dict(schedule_plan(plan))))
    assert {key: found[key] for key in ("project", "start", "finish", "go_live")} == {
        "project": "HF-2027-01", "start": "2027-01-11", "finish": "2027-03-10", "go_live": "2027-02-25",
    }  # fmt: skip
    assert found["critical_path"][:2] == ["T01", "T03"]
    row = found["tasks"][1]
    expected = {
        "id": "T02", "name": "T02", "start": "2027-01-12", "finish": "2027-01-13", "early_start": "2027-01-12",
        "early_finish": "2027-01-13", "late_start": "2027-01-12", "late_finish": "2027-01-13", "start_day": 2,
        "finish_day": 3, "total_float": 0, "free_float": 0, "critical": True,
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected
    assert [task["id"] for task in found["tasks"]] == [line.split(";")[0] for line in REALISTIC.split("\n") if line]


def test_json_gives_half_days_of_float_as_they_are() -> None:
    rows = schedule_as_dict(schedule_plan(plan_of("A; 1d\nB; 1.5d\nC; 1d; A, B")))["tasks"]
    assert rows[0]["total_float"] == 0.5
    assert rows[0]["late_start"] == "2027-01-11T13:00"
    assert isinstance(rows[1]["total_float"], int)


WEEK = (True, True, True, True, True, False, False)


def test_slip_is_counted_in_signed_working_days() -> None:
    days = WorkingDays.of(WEEK, closed=[date(2027, 1, 18)])
    assert days.working_days_between(date(2027, 1, 15), date(2027, 1, 15)) == 0
    assert days.working_days_between(date(2027, 1, 15), date(2027, 1, 19)) == 1
    assert days.working_days_between(date(2027, 1, 19), date(2027, 1, 15)) == -1
    assert days.count(date(2027, 1, 15), date(2027, 1, 19)) == 2


dates = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(st.sets(dates, max_size=20), st.sets(dates, max_size=5), dates, st.integers(-60, 60))
def test_working_days_agree_with_stepping_day_by_day(
    closed: set[date], opened: set[date], day: date, count: int
) -> None:
    days = WorkingDays.of(WEEK, closed, opened)

    def worked(one: date) -> bool:
        return one in opened or (one.weekday() < 5 and one not in closed)

    assert days.is_working(day) == worked(day)
    found, left = day, abs(count)
    step = timedelta(days=1 if count >= 0 else -1)
    while left or not worked(found):
        if count == 0 and worked(found):
            break
        found += step
        left -= worked(found) and left > 0
    assert days.add_working_days(day, count) == found


def test_natural_order_puts_t2_before_t10() -> None:
    assert sorted(["T10", "T2", "B1", "T1-10", "T1-9"], key=natural_key) == ["B1", "T1-9", "T1-10", "T2", "T10"]


def _nodes(*edges: str, critical: str = "") -> list[Node]:
    ids = sorted({name for edge in edges for name in edge.split(">")})
    return [
        Node(
            name,
            is_task=not name.startswith("M"),
            is_critical=name in (critical or "".join(ids)),
            ends_project=not any(edge.startswith(name + ">") for edge in edges),
            driven_by=tuple(ids.index(edge.split(">")[0]) for edge in edges if edge.endswith(">" + name)),
        )
        for name in ids
    ]


def test_branches_between_two_joints_are_one_step() -> None:
    nodes = _nodes("A>B", "A>C", "C>D", "B>E", "D>E")
    assert critical_branches(nodes, range(5)) == ((("A",),), (("B",), ("C", "D")), (("E",),))
    assert critical_path(nodes) == ("A", "B", "E")


def test_branch_that_never_joins_again_stays_a_branch() -> None:
    nodes = _nodes("A>B", "A>C", "C>D")
    assert critical_branches(nodes, range(4)) == ((("A",),), (("B",), ("C", "D")))


def test_two_chains_from_the_start_run_beside_each_other() -> None:
    nodes = _nodes("A>C", "B>C")
    assert critical_branches(nodes, range(3)) == ((("A",), ("B",)), (("C",),))
