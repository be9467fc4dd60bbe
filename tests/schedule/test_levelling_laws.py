"""Laws of levelled plans with fixed dates, limits, progress, part-time work and one or two calendars."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.levelling import level_plan
from plandocs.schedule.result import Schedule
from tests.schedule.plans import plan_of

AS_OF = date(2027, 1, 14)
FIXED = ("must_start_on", "must_finish_on", "start_no_later_than", "finish_no_later_than")

Tasks = list[tuple[str, dict[str, Any]]]


@st.composite
def tasks(draw: st.DrawFn) -> Tasks:
    made: Tasks = []
    for index in range(draw(st.integers(2, 8))):
        links = []
        for source in sorted(draw(st.sets(st.integers(0, index - 1), max_size=2))) if index else []:
            kind, lag = draw(st.sampled_from(["FS", "FS", "SS", "FF"])), draw(st.sampled_from(["", "", "+1d", "-1d"]))
            links.append(f"T{source} {kind}{lag}")
        days = draw(st.integers(1, 4))
        extra: dict[str, Any] = {
            "owner": draw(st.sampled_from(["ann", "bob"])),
            "needs": draw(st.sampled_from([{}, {}, {"crew": 1}, {"crew": 2}, {"crew": 3}])),
        }
        if draw(st.integers(0, 4)) == 0:
            extra["effort"] = {extra["owner"]: f"{4 * days}h"}
        match draw(st.integers(0, 9)):
            case 0 | 1:
                extra[draw(st.sampled_from(FIXED))] = f"2027-01-{draw(st.integers(12, 22))}"
            case 2:
                extra["as_late_as_possible"] = True
            case 3:
                extra["start_no_earlier_than"] = f"2027-01-{draw(st.integers(12, 22))}"
        made.append((f"T{index}; {days}d; {', '.join(links)}", extra))
    return made


def _plan(made: Tasks, *, sides: bool, progress: dict[str, Any] | None = None) -> Any:
    """Return the plan of some tasks; the first of them has begun where there is `progress`."""
    people = {
        "ann": {"name": "Ann", "side": "vendor", "unavailable": [{"from": "2027-01-18", "to": "2027-01-19"}]},
        "bob": {"name": "Bob", "side": "customer"},
        "crew": {"name": "Crew", "side": "vendor", "units": 3},
    }
    extra = {line.split(";")[0]: dict(more) for line, more in made}
    if progress:
        first = extra[made[0][0].split(";")[0]]
        kept = {key: first[key] for key in ("owner", "needs", "effort") if key in first}
        extra[made[0][0].split(";")[0]] = kept | progress
    calendars = {"customer": {"week": ["sun", "mon", "tue", "wed", "thu"]}} if sides else {}
    return plan_of([line for line, _ in made], people=people, extra=extra, calendars=calendars)


def _load(plan: Any, schedule: Schedule, among: set[str]) -> Counter[tuple[str, date]]:
    """Count the units in use by person and day, in halves: 4 h a day hold half a person."""
    load: Counter[tuple[str, date]] = Counter()
    for task in plan.tasks():
        found = schedule.task(task.id)
        if task.id not in among or found.finished:
            continue
        off = (4, 5) if task.owner == "bob" and plan.calendars else (5, 6)
        held = {task.owner: 1 if task.effort else 2} | {team: 2 * units for team, units in task.needs.items()}
        day = max(found.start, schedule.as_of + timedelta(days=1)) if schedule.as_of else found.start
        while day <= found.finish:
            for person, halves in held.items() if day.weekday() not in off else ():
                load[person, day] += halves
            day += timedelta(days=1)
    return load


def _pinned(plan: Any) -> set[str]:
    """Return the tasks that a fixed date or progress may hold at a place that is too full."""
    return {task.id for task in plan.tasks() if task.started or any(getattr(task, key) for key in FIXED)}


def _assert_within_capacity(plan: Any, schedule: Schedule) -> None:
    pinned = _pinned(plan)
    alone = _load(plan, schedule, pinned)
    free = {task.id for task in plan.tasks()} - pinned
    moved = _load(plan, schedule, free)
    for (person, day), halves in moved.items():
        assert halves + alone[person, day] <= max(2 * plan.people[person].units, alone[person, day]), (person, day)
        for span in plan.people[person].unavailable:
            assert not span.from_ <= day <= span.to


@pytest.mark.parametrize("sides", [False, True])
@settings(max_examples=150, deadline=None)
@given(made=tasks())
def test_nobody_is_asked_for_more_than_there_is_beside_fixed_dates(sides: bool, made: Tasks) -> None:
    plan = _plan(made, sides=sides)
    _assert_within_capacity(plan, level_plan(plan))


@pytest.mark.parametrize("sides", [False, True])
@settings(max_examples=80, deadline=None)
@given(made=tasks())
def test_work_in_progress_keeps_its_place_and_the_rest_goes_round_it(sides: bool, made: Tasks) -> None:
    plan = _plan(made, sides=sides, progress={"started": "2027-01-11", "remaining": "3d"})
    schedule, forecast = level_plan(plan, as_of=AS_OF), schedule_plan(plan, as_of=AS_OF)
    first = made[0][0].split(";")[0]
    assert (schedule.task(first).start, schedule.task(first).finish) == (
        forecast.task(first).start,
        forecast.task(first).finish,
    )
    _assert_within_capacity(plan, schedule)


@pytest.mark.parametrize("sides", [False, True])
@settings(max_examples=80, deadline=None)
@given(made=tasks(), data=st.data())
def test_the_order_of_rows_in_the_file_changes_nothing(sides: bool, made: Tasks, data: st.DataObject) -> None:
    schedule = level_plan(_plan(made, sides=sides))
    again = level_plan(_plan(data.draw(st.permutations(made)), sides=sides))
    for task in schedule.tasks:
        other = again.task(task.id)
        assert (task.start, task.finish, task.levelled_by) == (other.start, other.finish, other.levelled_by)


@pytest.mark.parametrize("sides", [False, True])
@settings(max_examples=80, deadline=None)
@given(made=tasks())
def test_levelling_moves_nothing_before_its_unlevelled_start(sides: bool, made: Tasks) -> None:
    plan = _plan(made, sides=sides)
    schedule, plain = level_plan(plan), schedule_plan(plan)
    for task in schedule.tasks:
        assert task.start >= plain.task(task.id).start
        assert task.early_start == plain.task(task.id).early_start


@pytest.mark.parametrize("sides", [False, True])
@settings(max_examples=80, deadline=None)
@given(made=tasks())
def test_a_plan_is_never_longer_than_one_task_after_the_other(sides: bool, made: Tasks) -> None:
    """Finish-to-start links and no dates: even one at a time, and off Friday to Sunday, it takes four days of seven."""
    bare = [
        (line.split(";")[0] + ";" + line.split(";")[1], {key: more[key] for key in ("owner", "needs")})
        for line, more in made
    ]
    days = sum(int(line.split(";")[1].strip()[:-1]) for line, _ in bare)
    schedule = level_plan(_plan(bare, sides=sides))
    weeks = -(-days // 4) + 2
    assert schedule.finish <= date(2027, 1, 11) + timedelta(weeks=weeks)


@settings(max_examples=80, deadline=None)
@given(made=tasks())
def test_the_bound_is_not_above_the_length_and_equal_when_proved(made: Tasks) -> None:
    made_of = level_plan(_plan(made, sides=False)).levelling
    assert made_of is not None
    assert made_of.bound_days <= made_of.length_days
    assert made_of.proved_optimal == (made_of.bound_days == made_of.length_days)
