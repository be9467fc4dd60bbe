"""Levelling: small cases counted by hand, optima found by trying everything, and laws on made-up plans."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.levelling import level_plan
from plandocs.schedule.rcpsp import Effort, Workload, schedule_within_capacity
from plandocs.schedule.result import Schedule
from plandocs.schedule.to_json import schedule_as_dict
from plandocs.schedule.why import explain
from tests.schedule.plans import plan_of

PEOPLE: dict[str, Any] = {
    "ann": {"name": "Ann", "side": "vendor"},
    "bob": {"name": "Bob", "side": "customer"},
    "crew": {"name": "Crew", "side": "vendor", "units": 3},
}


def _levelled(tasks: str, people: dict[str, Any] | None = None, **extra: dict[str, Any]) -> Schedule:
    return level_plan(plan_of(tasks, people=people or PEOPLE, extra=extra))


def _spans(schedule: Schedule) -> dict[str, tuple[int, int]]:
    return {task.id: (task.start.day, task.finish.day) for task in schedule.tasks}


def test_two_tasks_of_one_person_run_one_after_the_other() -> None:
    schedule = _levelled("A; 3d\nB; 2d\nC; 4d; A", A={"owner": "ann"}, B={"owner": "ann"})
    assert _spans(schedule) == {"A": (11, 13), "B": (14, 15), "C": (14, 19)}
    assert schedule.task("B").levelled_by == ("A",)
    assert schedule.task("B").early_start == date(2027, 1, 11)
    assert schedule.task("A").levelled_by == ()


def test_a_moved_task_is_driven_by_whom_it_waits_for() -> None:
    schedule = _levelled("A; 3d\nB; 2d", A={"owner": "ann"}, B={"owner": "ann"})
    (driver,) = schedule.task("B").drivers
    assert (driver.kind, driver.name, driver.by) == ("person", "ann", "A")
    assert (driver.name, driver.by) == ("ann", "A")


def test_leave_names_the_one_who_is_away_and_nobody_else() -> None:
    people = {**PEOPLE, "ann": {**PEOPLE["ann"], "unavailable": [{"from": "2027-01-11", "to": "2027-01-13"}]}}
    schedule = _levelled("A; 3d", people, A={"owner": "bob", "with": ["ann"]})
    assert _spans(schedule) == {"A": (14, 18)}
    assert schedule.task("A").levelled_by == ("ann",)
    (driver,) = schedule.task("A").drivers
    assert (driver.name, driver.by, driver.on) == ("ann", "", date(2027, 1, 13))


def test_successor_of_a_moved_task_waits_for_it() -> None:
    schedule = _levelled("A; 3d\nB; 2d\nD; 1d; B\nC; 9d; A", A={"owner": "ann"}, B={"owner": "ann"})
    assert schedule.task("D").levelled_by == ("B",)


def test_team_of_three_does_three_things_at_once() -> None:
    needs = {task: {"needs": {"crew": 1}} for task in "ABCD"}
    spans = _spans(_levelled("A; 2d\nB; 2d\nC; 2d\nD; 2d", **needs))
    assert sorted(spans.values()) == [(11, 12), (11, 12), (11, 12), (13, 14)]


def test_small_effort_lets_tasks_share_a_person() -> None:
    half = {"owner": "ann", "effort": {"ann": "8h"}}
    spans = _spans(_levelled("A; 2d\nB; 2d", A=half, B=half))
    assert spans == {"A": (11, 12), "B": (11, 12)}
    spans = _spans(_levelled("A; 2d\nB; 2d", A=half, B={"owner": "ann", "effort": {"ann": "9h"}}))
    assert sorted(spans.values()) == [(11, 12), (13, 14)]


def test_work_waits_until_its_person_is_back() -> None:
    away = {"ann": {**PEOPLE["ann"], "unavailable": [{"from": "2027-01-12", "to": "2027-01-13"}]}}
    schedule = _levelled("A; 2d", people={**PEOPLE, **away}, A={"owner": "ann"})
    assert _spans(schedule) == {"A": (14, 15)}
    assert schedule.task("A").levelled_by == ("ann",)
    assert schedule_plan(plan_of("A; 2d", people={**PEOPLE, **away})).task("A").start == date(2027, 1, 11)


def test_buffers_hold_nobody() -> None:
    both = {"owner": "ann"}
    assert _spans(_levelled("A; 2d\nB; 2d", A=both, B={**both, "kind": "buffer"})) == {"A": (11, 12), "B": (11, 12)}


def test_fixed_dates_are_not_moved() -> None:
    schedule = _levelled("A; 2d\nB; 2d", A={"owner": "ann"}, B={"owner": "ann", "must_start_on": "2027-01-12"})
    assert _spans(schedule) == {"A": (14, 15), "B": (12, 13)}


def test_need_above_capacity_is_reported() -> None:
    schedule = _levelled("A; 2d", A={"needs": {"crew": 4}})
    assert [problem.rule for problem in schedule.problems] == ["needs-more-than-there-is"]


def test_levelled_json_keeps_the_unlevelled_early_dates() -> None:
    schedule = _levelled("A; 3d\nB; 2d\nC; 4d; A", A={"owner": "ann"}, B={"owner": "ann"})
    row = schedule_as_dict(schedule)["tasks"][1]
    assert (row["start"], row["early_start"], row["levelled_by"]) == ("2027-01-14", "2027-01-11", ["A"])


def test_plan_of_two_sides_is_levelled_on_their_calendars() -> None:
    calendars = {"customer": {"week": ["sun", "mon", "tue", "wed", "thu"]}}
    extra = {"A": {"owner": "bob"}, "B": {"owner": "bob"}, "C": {"owner": "ann"}}
    plan = plan_of("A; 3d\nB; 2d\nC; 6d; A", people=PEOPLE, calendars=calendars, extra=extra)
    schedule = level_plan(plan)
    assert _spans(schedule)["B"] == (14, 17), "Thursday and Sunday"
    assert schedule.task("B").levelled_by == ("A",)


def test_work_in_progress_stays_where_it_is() -> None:
    extra = {
        "A": {"owner": "ann", "started": "2027-01-11", "remaining": "2d"},
        "B": {"owner": "ann"},
    }
    schedule = level_plan(plan_of("A; 3d\nB; 2d", people=PEOPLE, extra=extra), as_of=date(2027, 1, 13))
    assert _spans(schedule) == {"A": (11, 15), "B": (18, 19)}


@st.composite
def plans(draw: st.DrawFn, sides: bool) -> Any:
    lines, extra = [], {}
    for index in range(draw(st.integers(1, 9))):
        links = []
        for source in sorted(draw(st.sets(st.integers(0, index - 1), max_size=2))) if index else []:
            kind, lag = draw(st.sampled_from(["FS", "SS", "FF"])), draw(st.sampled_from(["", "+1d", "-1d", "+2d"]))
            links.append(f"T{source} {kind}{lag}")
        lines.append(f"T{index}; {draw(st.integers(0, 4))}d; {', '.join(links)}")
        extra[f"T{index}"] = {
            "owner": draw(st.sampled_from(["ann", "bob"])),
            "needs": draw(st.sampled_from([{}, {"crew": 1}, {"crew": 2}, {"crew": 3}])),
        }
    away = [{"from": "2027-01-14", "to": "2027-01-15"}] if draw(st.booleans()) else []
    people = {**PEOPLE, "ann": {**PEOPLE["ann"], "unavailable": away}}
    calendars = {"customer": {"week": ["sun", "mon", "tue", "wed", "thu"]}} if sides else {}
    return plan_of(lines, people=people, extra=extra, calendars=calendars)


def _load(plan: Any, schedule: Schedule) -> dict[tuple[str, date], int]:
    """Count, day by day, the units in use; only days that the task's owner's side works."""
    load: dict[tuple[str, date], int] = {}
    for task in plan.tasks():
        found = schedule.task(task.id)
        if found.is_milestone:
            continue
        off = (4, 5) if task.owner == "bob" and plan.calendars else (5, 6)
        held = {task.owner: 1, **task.needs}
        day = found.start
        while day <= found.finish:
            for person, units in held.items() if day.weekday() not in off else ():
                load[person, day] = load.get((person, day), 0) + units
            day += timedelta(days=1)
    return load


@pytest.mark.parametrize("sides", [False, True])
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_levelled_plans_never_exceed_capacity_and_keep_their_links(sides: bool, data: st.DataObject) -> None:
    plan = data.draw(plans(sides))
    unlevelled, schedule = schedule_plan(plan), level_plan(plan)
    for (person, day), units in _load(plan, schedule).items():
        assert units <= plan.people[person].units, (person, day)
        for span in plan.people[person].unavailable:
            assert not span.from_ <= day <= span.to
    for task in schedule.tasks:
        assert task.start >= unlevelled.task(task.id).start
        assert task.early_start == unlevelled.task(task.id).early_start
    again = level_plan(plan)
    assert again.tasks == schedule.tasks


def _workload(durations: list[int], before: list[list[int]], demands: list[int], capacity: int) -> Workload:
    return Workload(
        durations,
        [[(source, durations[source]) for source in sources] for sources in before],
        [0] * len(durations),
        [[demand] for demand in demands],
        [False] * len(durations),
        [capacity],
    )


def _best_of_all_orders(work: Workload) -> int:
    """Try every order; some order of placing tasks at their first gap gives an optimum (Sprecher et al. 1995)."""
    best = 10_000
    for order in permutations(range(len(work.durations))):
        used: dict[int, int] = {}
        finish: dict[int, int] = {}
        for index in order:
            if any(source not in finish for source, _ in work.before[index]):
                break
            start = max((finish[source] for source, _ in work.before[index]), default=0)
            span = work.durations[index]
            while any(used.get(t, 0) + work.demands[index][0] > work.capacity[0] for t in range(start, start + span)):
                start += 1
            for t in range(start, start + span):
                used[t] = used.get(t, 0) + work.demands[index][0]
            finish[index] = start + span
        else:
            best = min(best, max(finish.values()))
    return best


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_small_workloads_come_within_a_tenth_of_the_optimum(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 6))
    durations = data.draw(st.lists(st.integers(1, 6), min_size=count, max_size=count))
    demands = data.draw(st.lists(st.integers(1, 4), min_size=count, max_size=count))
    before = [sorted(data.draw(st.sets(st.integers(0, i - 1), max_size=2))) if i else [] for i in range(count)]
    work = _workload(durations, before, demands, 5)
    starts = schedule_within_capacity(work)
    length = max(s + d for s, d in zip(starts, durations, strict=True))
    assert _best_of_all_orders(work) <= length <= 1.1 * _best_of_all_orders(work) + 1


def test_more_samples_are_never_worse() -> None:
    durations = [3, 5, 2, 7, 4, 6, 1, 8, 3, 5, 2, 4]
    demands = [2, 3, 1, 4, 2, 3, 4, 1, 2, 3, 2, 1]
    before = [[], [], [0], [0], [1], [2, 3], [4], [1], [5], [6], [7], [8]]
    work = _workload(durations, before, demands, 5)

    def length(samples: int) -> int:
        starts = schedule_within_capacity(work, Effort(placements=10_000, schedules=samples, population=10, samples=0))
        return max(s + d for s, d in zip(starts, durations, strict=True))

    assert length(600) <= length(60) <= length(1)
    assert length(600) >= -(-sum(d * u for d, u in zip(durations, demands, strict=True)) // 5)


def test_only_tasks_that_free_the_units_are_named() -> None:
    """Three in the crew: A holds two until Wednesday, B one until Friday. C needs two: it waits for A, not for B."""
    needs = {"A": {"needs": {"crew": 2}}, "B": {"needs": {"crew": 1}}, "C": {"needs": {"crew": 2}}}
    schedule = _levelled("A; 3d\nB; 5d\nC; 4d\nD; 9d; A", **needs)
    assert _spans(schedule)["C"] == (14, 19)
    assert schedule.task("C").levelled_by == ("A",)
    (driver,) = schedule.task("C").drivers
    assert (driver.kind, driver.name, driver.by) == ("person", "crew", "A")


def test_a_team_with_enough_to_spare_is_not_waited_for() -> None:
    """C needs Ann, whom A holds. B ends on the same day, but the crew had enough for C all along."""
    extra = {
        "A": {"owner": "ann"},
        "B": {"needs": {"crew": 1}},
        "C": {"owner": "ann", "needs": {"crew": 1}},
    }
    schedule = _levelled("A; 3d\nB; 3d\nC; 2d\nD; 9d; A", **extra)
    assert schedule.task("C").levelled_by == ("A",)
    assert [driver.name for driver in schedule.task("C").drivers] == ["ann"]


def test_several_holders_of_a_team_are_all_named() -> None:
    needs = {task: {"needs": {"crew": 1}} for task in "AB"} | {"C": {"needs": {"crew": 3}}}
    schedule = _levelled("A; 3d\nB; 3d\nC; 2d\nD; 9d; A, B", **needs)
    assert schedule.task("C").levelled_by == ("A", "B")


def test_why_of_a_levelled_task_leads_over_whom_it_waits_for() -> None:
    schedule = _levelled("A; 3d\nB; 2d\nD; 1d; B\nC; 9d; A", A={"owner": "ann"}, B={"owner": "ann"})
    steps = [(step.task.id, step.driver.kind, step.driver.by) for step in explain(schedule, "D").steps]
    assert steps == [("D", "link", "B"), ("B", "person", "A"), ("A", "project_start", "")]


def test_as_late_as_possible_still_shares_people() -> None:
    """A and B could both end with the project on Friday the 22nd; one person cannot do both then."""
    late = {"owner": "ann", "as_late_as_possible": True}
    schedule = _levelled("A; 2d\nB; 2d\nC; 10d", A=late, B=late)
    (first, last), (start, _) = sorted(_spans(schedule)[task] for task in "AB")
    assert last < start
    assert first == 21


def test_start_no_later_than_stands_and_others_go_round_it() -> None:
    """B, which is to start by the 12th, would wait for A and its long successor without its date."""
    schedule = _levelled(
        "A; 3d\nB; 2d\nC; 9d; A", A={"owner": "ann"}, B={"owner": "ann", "start_no_later_than": "2027-01-12"}
    )
    assert _spans(schedule) == {"B": (11, 12), "A": (13, 15), "C": (18, 28)}


def test_two_sides_are_levelled_as_short_as_it_can_be() -> None:
    """Bob works Sunday to Thursday. A (1 day) leads to Ann's ten days, so it comes before B: 12 to 25 January."""
    calendars = {"customer": {"week": ["sun", "mon", "tue", "wed", "thu"]}}
    extra = {"A": {"owner": "bob"}, "B": {"owner": "bob"}, "C": {"owner": "ann"}}
    schedule = level_plan(plan_of("B; 4d\nA; 1d\nC; 10d; A", people=PEOPLE, calendars=calendars, extra=extra))
    assert _spans(schedule) == {"A": (11, 11), "B": (12, 17), "C": (12, 25)}
    assert schedule.levelling is not None
    assert schedule.levelling.verdict == "proved optimal"


def test_levelled_json_says_how_good_it_is() -> None:
    schedule = _levelled("A; 3d\nB; 2d", A={"owner": "ann"}, B={"owner": "ann"})
    assert schedule_as_dict(schedule)["levelling"] == {
        "method": "heuristic",
        "length_days": 5,
        "bound_days": 5,
        "proved_optimal": True,
        "gap_percent": 0,
        "result": "proved optimal",
    }
    assert "levelling" not in schedule_as_dict(schedule_plan(plan_of("A; 3d")))


def test_critical_path_of_a_levelled_plan_leads_over_its_people() -> None:
    """Ann does A until Wednesday, because E waits for it, then B, on which C waits: the chain is as long as A and E."""
    owners = {task: {"owner": "ann"} for task in "AB"}
    schedule = _levelled("A; 3d\nE; 7d; A\nB; 3d\nC; 4d; B", **owners)
    assert _spans(schedule) == {"A": (11, 13), "E": (14, 22), "B": (14, 18), "C": (19, 22)}
    assert {task.id: task.total_float for task in schedule.tasks} == {"A": 0, "E": 0, "B": 0, "C": 0}
    assert schedule.critical_branches == ((("A",),), (("B", "C"), ("E",)))


def test_float_ends_where_others_need_the_same_people() -> None:
    """B waits for K until Wednesday, and is Ann's. A, on the 11th, can slip a day before it is in B's way."""
    owners = {task: {"owner": "ann"} for task in "AB"}
    schedule = _levelled("K; 2d\nB; 3d; K\nA; 1d", **owners)
    assert _spans(schedule) == {"K": (11, 12), "B": (13, 15), "A": (11, 11)}
    assert schedule.task("A").total_float == 1
    assert schedule.task("A").late_finish == date(2027, 1, 12)
