"""Laws that hold for every plan: links, floats, chains, progress. Plans are made up by hypothesis."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plandocs.schedule.comparison import go_live_slip
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.result import Schedule
from tests.schedule.plans import plan_of

START = date(2027, 3, 1)
DATED = (
    "start_no_earlier_than", "start_no_later_than", "finish_no_earlier_than", "finish_no_later_than",
    "must_start_on", "must_finish_on", "deadline",
)  # fmt: skip
PEOPLE = {"ann": {"name": "Ann", "side": "vendor"}, "bob": {"name": "Bob", "side": "customer"}}
CUSTOMER = {"customer": {"week": ["sun", "mon", "tue", "wed"], "holidays": ["2027-03-09"]}}


def _iso(offset: int) -> str:
    return (START + timedelta(days=offset)).isoformat()


offsets = st.integers(0, 40).map(_iso)


@st.composite
def wild_plans(draw: st.DrawFn, *, dated: bool = True, progress: bool = True, whole_days: bool = False) -> Any:
    lines, extra = [], {}
    lags = ["", "", "+2d", "+1w"] if whole_days else ["", "", "+2d", "-1d", "+3ed", "+50%", "+4h", "+1w"]
    lengths = ["1d", "3d", "1w"] if whole_days else ["0d", "1d", "3d", "0.5d", "5h", "2ed", "1w"]
    for index in range(draw(st.integers(1, 10))):
        links = []
        for source in sorted(draw(st.sets(st.integers(0, index - 1), max_size=3))) if index else []:
            lag = draw(st.sampled_from(lags))
            links.append(f"T{source} {draw(st.sampled_from(['FS', 'SS', 'FF', 'SF']))}{lag}")
        length = draw(st.sampled_from(lengths))
        keys: dict[str, Any] = {"owner": draw(st.sampled_from(["ann", "bob"]))}
        if draw(st.booleans()):
            keys["with"] = ["bob"]
        if dated and draw(st.integers(0, 3)) == 0:
            keys[draw(st.sampled_from(DATED))] = draw(offsets)
        if dated and draw(st.integers(0, 9)) == 0:
            keys["as_late_as_possible"] = True
        if progress and draw(st.integers(0, 2)) == 0:
            started = draw(st.integers(0, 20))
            keys["started"] = _iso(started)
            kind = draw(st.sampled_from(["finished", "progress", "remaining", "nothing"]))
            if kind == "finished":
                keys["finished"] = _iso(started + draw(st.integers(0, 6)))
            elif kind == "progress":
                keys["progress"] = draw(st.sampled_from(["0%", "33%", "100%"]))
            elif kind == "remaining":
                keys["remaining"] = draw(st.sampled_from(["0d", "2d", "3h"]))
        lines.append(f"T{index}; {length}; {', '.join(links)}")
        extra[f"T{index}"] = keys
    count = draw(st.sampled_from(["working", "elapsed"]))
    calendars = CUSTOMER if draw(st.booleans()) else {}
    return plan_of(lines, start=START.isoformat(), people=PEOPLE, calendars=calendars, extra=extra, day_count=count)


def _assert_sound(schedule: Schedule) -> None:
    for task in schedule.tasks:
        assert task.start <= task.finish, task.id
        assert task.free_float >= 0, task.id
    chain = schedule.critical_path
    assert len(set(chain)) == len(chain)
    assert all(task_id in schedule.by_id for task_id in chain)


@settings(max_examples=100, deadline=None)
@given(wild_plans())
def test_every_sound_plan_has_a_schedule(plan: Any) -> None:
    _assert_sound(schedule_plan(plan))


@settings(max_examples=120, deadline=None)
@given(wild_plans(), st.integers(0, 30))
def test_unfinished_work_lies_behind_the_status_date(plan: Any, offset: int) -> None:
    as_of = START + timedelta(days=offset)
    schedule = schedule_plan(plan, as_of=as_of)
    _assert_sound_forecast(schedule, as_of)
    tasks = {task.id: task for task in plan.tasks()}
    for found in schedule.tasks:
        task = tasks[found.id]
        if found.finished is not None:
            assert found.finish == task.finished, found.id
        if found.started is not None and not found.is_milestone:
            assert found.start == task.started, found.id
        if found.is_milestone or found.finished is not None:
            continue
        if found.started is None:
            assert found.start > as_of, found.id
        is_all_done = task.progress == 100 or (task.remaining is not None and task.remaining.is_zero)
        if not is_all_done:
            assert found.finish > as_of, found.id


def _assert_sound_forecast(schedule: Schedule, as_of: date) -> None:
    for task in schedule.tasks:
        assert task.start <= task.finish, task.id
    assert schedule.as_of == as_of


@settings(max_examples=120, deadline=None)
@given(wild_plans(dated=False, progress=False, whole_days=True), st.integers(0, 30))
def test_a_plan_on_track_forecasts_its_baseline(plan: Any, offset: int) -> None:
    """Everything up to the status date has happened as agreed: nothing moves, neither what is done nor what comes.

    Work of whole days alone: a report says of which day something was, not at what time of it.
    """
    as_of = START + timedelta(days=offset)
    agreed = schedule_plan(plan)
    forecast = schedule_plan(_as_agreed(plan, agreed, as_of), as_of=as_of)
    moved = {
        task.id: (task.start, task.finish, now.start, now.finish)
        for task in agreed.tasks
        if (task.start, task.finish) != ((now := forecast.task(task.id)).start, now.finish)
    }
    assert moved == {}
    assert go_live_slip(agreed, forecast) == 0


def _as_agreed(plan: Any, agreed: Schedule, as_of: date) -> Any:
    """Return a plan of which everything up to a day is reported as it was agreed."""

    def reported(task: Any) -> Any:
        dates = agreed.task(task.id)
        if dates.start > as_of:
            return task
        done = {"finished": dates.finish} if dates.finish <= as_of else {}
        return task.model_copy(update={"started": dates.start, **done})

    phases = [phase.model_copy(update={"tasks": tuple(map(reported, phase.tasks))}) for phase in plan.phases]
    return plan.model_copy(update={"phases": tuple(phases)})


@settings(max_examples=100, deadline=None)
@given(wild_plans(dated=False, progress=False))
def test_floats_are_ordered_and_a_critical_chain_reaches_the_finish(plan: Any) -> None:
    schedule = schedule_plan(plan)
    for task in schedule.tasks:
        assert task.total_float_days >= 0, task.id
        assert task.free_float_days <= task.total_float_days + 1e-9, task.id
        assert (task.late_start, task.late_finish) >= (task.early_start, task.early_finish)
    if schedule.critical_path:
        last = schedule.task(schedule.critical_path[-1])
        tail = [task for task in schedule.tasks if task.finish == schedule.finish]
        assert last in tail or any(task.is_milestone for task in tail)


@settings(max_examples=100, deadline=None)
@given(wild_plans(dated=False, progress=False), st.randoms(use_true_random=False))
def test_order_in_the_file_changes_no_date(plan: Any, rng: Any) -> None:
    phase = plan.phases[0]
    shuffled = list(phase.tasks)
    rng.shuffle(shuffled)
    again = plan.model_copy(update={"phases": (phase.model_copy(update={"tasks": tuple(shuffled)}),)})
    one, other = schedule_plan(plan), schedule_plan(again)
    assert one.critical_path == other.critical_path
    for task in one.tasks:
        twin = other.task(task.id)
        assert (task.start, task.finish, task.late_start, task.late_finish, task.total_float, task.free_float) == (
            twin.start, twin.finish, twin.late_start, twin.late_finish, twin.total_float, twin.free_float,
        )  # fmt: skip
