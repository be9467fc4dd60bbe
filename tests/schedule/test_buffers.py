"""Buffers: the chain each one protects, computed sizes, joins without one, and their use. Counted by hand.

Monday 11 January 2027 is the start; there are no holidays.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plandocs.plan.load import load_plan
from plandocs.schedule.buffers import buffer_use, protecting_buffers
from plandocs.schedule.comparison import compare
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.result import Schedule
from tests.schedule.plans import plan_of
from tests.schedule.worked import REALISTIC, REALISTIC_CALENDAR

SAMPLE = Path(__file__).parents[2] / "samples" / "invoice-approval.yaml"


def _sized(tasks: str, size: str, *, buffer: str = "BUF", as_of: date | None = None, **more: Any) -> Schedule:
    """Return the schedule of some tasks; the buffer's duration is left out in favour of its size."""
    plan = plan_of(
        tasks, extra={buffer: {"kind": "buffer", "size": size, "duration": None}, **more.pop("extra", {})}, **more
    )
    return schedule_plan(plan, as_of=as_of)


def _plain(tasks: str, extra: dict[str, dict[str, Any]], as_of: date | None = None) -> Schedule:
    return schedule_plan(plan_of(tasks, extra=extra), as_of=as_of)


CHAIN = "A; 4d\nB; 6d; A\nBUF; ; B\nG; 1d; BUF"


def test_share_of_the_chain_is_a_task_with_dates() -> None:
    schedule = _sized(CHAIN, "50%")
    buffer = schedule.task("BUF")
    assert (buffer.duration_days, buffer.is_buffer, buffer.is_milestone) == (5, True, False)
    assert (buffer.start, buffer.finish) == (date(2027, 1, 25), date(2027, 1, 29))
    assert schedule.task("G").start == date(2027, 2, 1)
    assert schedule.buffers[0].protects == ("A", "B")
    assert schedule.buffers[0].kind == "project"


@pytest.mark.parametrize(("size", "days"), [("10%", 1), ("15%", 2), ("25%", 3), ("100%", 10), ("1%", 1)])
def test_share_is_rounded_up_to_whole_days(size: str, days: int) -> None:
    assert _sized(CHAIN, size).task("BUF").duration_days == days


@pytest.mark.parametrize(
    ("high", "days"),
    [(("7d", "10d"), 5), (("5d", "7d"), 2), (("4d", "11d"), 5)],  # √(3²+4²), √(1²+1²) rounded up, √(0²+5²)
)
def test_estimates_give_the_root_of_the_squares_of_their_reserve(high: tuple[str, str], days: int) -> None:
    extra = {"A": {"estimate": ["3d", "4d", high[0]]}, "B": {"estimate": ["5d", "6d", high[1]]}}
    assert _sized(CHAIN, "estimates", extra=extra).task("BUF").duration_days == days


def test_feeding_buffer_takes_its_chain_from_where_it_leaves_the_critical_one() -> None:
    schedule = _sized("K; 1d\nC; 10d; K\nF1; 2d; K\nF2; 4d; F1\nBUF; ; F2\nJ; 1d; C, BUF", "50%")
    assert schedule.buffers[0].protects == ("F1", "F2")
    assert schedule.buffers[0].kind == "feeding"
    assert schedule.task("BUF").duration_days == 3
    assert schedule.task("BUF").start == date(2027, 1, 20)
    assert [(join.task, join.into, join.is_buffered) for join in schedule.joins] == [("BUF", "J", True)]


def test_chain_ends_at_the_buffer_before() -> None:
    tasks = "A; 4d\nB1; 2d; A\nC; 4d; B1\nBUF; ; C"
    schedule = _sized(tasks, "50%", extra={"B1": {"kind": "buffer"}})
    assert [(buffer.id, buffer.protects, buffer.days) for buffer in schedule.buffers] == [
        ("B1", ("A",), 2),
        ("BUF", ("C",), 2),
    ]


def test_tasks_that_run_beside_each_other_count_once() -> None:
    assert _sized("A; 5d\nB; 4d; A SS+2d\nBUF; ; B", "50%").task("BUF").duration_days == 3, "six days from A to B"


def test_plan_of_hours_rounds_up_to_hours() -> None:
    buffer = _sized("A; 4h\nB; 5h; A\nBUF; ; B", "50%").task("BUF")
    assert buffer.duration_days == 0.625, "five of eight hours"


def test_elapsed_days_are_counted_in_their_own_unit() -> None:
    assert _sized(CHAIN, "30%", day_count="elapsed").task("BUF").duration_days == 3


def test_progress_does_not_change_an_agreed_size() -> None:
    extra = {"A": {"started": "2027-01-11", "finished": "2027-01-25"}}
    schedule = _sized(CHAIN, "50%", as_of=date(2027, 1, 26), extra=extra)
    assert schedule.task("BUF").duration_days == 5


def test_plan_backward_from_a_target_makes_room_for_the_buffer() -> None:
    schedule = _sized(CHAIN, "50%", start=None, target_go_live="2027-02-26")
    assert schedule.start == date(2027, 2, 5), "sixteen working days end on Friday 26 February"
    assert schedule.task("BUF").duration_days == 5


@pytest.mark.parametrize(
    ("tasks", "size", "words"),
    [("A; 4d\nBUF; ", "50%", "lies before it"), ("A; 4d\nBUF; ; A", "estimates", "has an estimate")],
)
def test_size_that_has_nothing_to_come_from_is_reported(tasks: str, size: str, words: str) -> None:
    schedule = _sized(tasks, size)
    assert schedule.task("BUF").duration_days == 1
    assert [problem.rule for problem in schedule.problems] == ["buffer-of-nothing"]
    assert words in schedule.problems[0].message


def test_joins_of_the_worked_plan_have_its_near_critical_floats() -> None:
    extra = {"T07": {"kind": "buffer"}, "T16": {"kind": "buffer"}}
    joins = schedule_plan(plan_of(REALISTIC, calendar=REALISTIC_CALENDAR, extra=extra)).joins
    assert [(join.task, join.into, join.total_float) for join in joins] == [
        ("T10", "T11", 1),
        ("T15", "T18", 1),
        ("T14", "T18", 2),
    ]
    assert not any(join.is_buffered for join in joins)


def test_forecast_of_the_worked_plan_is_compared_with_what_was_agreed() -> None:
    plan = load_plan(SAMPLE).plan
    found = compare(schedule_plan(plan), schedule_plan(plan, as_of=date(2027, 1, 29)))
    assert (found.slip, found.delay) == (3, "minor")
    slips = {moved.agreed.id: moved.slip for moved in found.tasks}
    assert (slips["T03"], slips["T18"], slips["M1"]) == (3, 3, 0)
    (state,) = found.buffers
    assert (state.use.id, state.use.used, state.use.left) == ("T16", 3, 0)
    assert state.chain_percent == 42, "T01, T03, T04 and a ninth of T08: 11 of 26 days"


HOURS = {
    "people": {"ann": {"name": "Ann", "side": "vendor"}, "bob": {"name": "Bob", "side": "customer"}},
    "calendars": {"customer": {"hours": ["08:00-12:00"]}},
}


def test_hours_that_a_calendar_leaves_free_do_not_part_a_buffer_from_its_chain() -> None:
    """Bob works mornings: A takes Monday to Wednesday. The buffer of six hours, half of A's twelve, has the afternoon
    and Thursday morning; G, which needs Bob from 08:00 on, is on Friday, so that the buffer could slip some hours."""
    extra = {"A": {"owner": "bob"}, "G": {"owner": "bob"}}
    schedule = _sized("A; 12h\nBUF; ; A\nG; 4h; BUF", "50%", extra=extra, **HOURS)
    assert schedule.buffers[0].protects == ("A",)
    assert schedule.problems == ()
    assert schedule.critical_path == ("A", "BUF", "G")
    assert schedule.critical_branches == ((("A",),), (("BUF",),), (("G",),))


def test_the_go_live_is_protected_by_the_chain_with_the_fewest_days() -> None:
    """A (5) and then B1 (2) end with C (7) on Tuesday the 19th, where J begins: what C loses, B1 does not give back."""
    kinds = {name: {"kind": "buffer"} for name in ("B1", "B2")}
    schedule = _plain("A; 5d\nB1; 2d; A\nC; 7d\nJ; 2d; B1, C\nB2; 3d; J\nG; 1d; B2", kinds)
    assert protecting_buffers(schedule, ["B1", "B2"]) == ("B2",)


def test_buffers_of_one_chain_protect_the_go_live_together() -> None:
    """C is a day shorter than A and B1: the chain through B1 alone decides."""
    kinds = {name: {"kind": "buffer"} for name in ("B1", "B2")}
    schedule = _plain("A; 5d\nB1; 2d; A\nC; 6d\nJ; 2d; B1, C\nB2; 3d; J\nG; 1d; B2", kinds)
    assert protecting_buffers(schedule, ["B1", "B2"]) == ("B1", "B2")
    assert protecting_buffers(schedule, ["B2"]) == ("B2",), "what is not shown is not counted"


def test_a_chain_without_buffer_leaves_the_go_live_unprotected() -> None:
    schedule = _plain("A; 5d\nB1; 2d; A\nC; 7d\nG; 1d; B1, C", {"B1": {"kind": "buffer"}})
    assert protecting_buffers(schedule, ["B1"]) == ()


def test_what_a_buffer_beside_takes_up_saves_none_of_the_one_that_protects() -> None:
    """S ends two days late. F, on a chain beside with days to spare, and B2 both start two days later than agreed."""
    kinds = {name: {"kind": "buffer"} for name in ("F", "B2")}
    tasks = "S; 1d\nD; 1d; S\nF; 2d; D\nC; 7d; S\nJ; 2d; F, C\nB2; 3d; J\nG; 1d; B2"
    agreed = _plain(tasks, kinds)
    late = {**kinds, "S": {"started": date(2027, 1, 11), "finished": date(2027, 1, 13)}}
    forecast = _plain(tasks, late, as_of=date(2027, 1, 13))
    used = {use.id: (use.used, use.size) for use in buffer_use(agreed, forecast, date(2027, 1, 13), ["F", "B2"])}
    assert used == {"F": (2, 2), "B2": (2, 3)}


def test_a_buffer_of_hours_is_used_in_parts_of_a_day() -> None:
    """Four hours of eight: half a day, which a lost day uses up."""
    kinds = {"B": {"kind": "buffer"}}
    tasks = "A; 2d\nB; 4h; A\nG; 4h; B"
    late = {**kinds, "A": {"started": date(2027, 1, 11), "finished": date(2027, 1, 13)}}
    agreed, forecast = _plain(tasks, kinds), _plain(tasks, late, as_of=date(2027, 1, 13))
    (use,) = buffer_use(agreed, forecast, date(2027, 1, 13), ["B"])
    assert (use.size, use.used, use.left) == (0.5, 0.5, 0)
