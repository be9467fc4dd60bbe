"""Working time: split shifts, round the clock, six-day weeks, extra days, holidays, and calendars of two sides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.errors import PlanError
from plandocs.schedule.calendar import WeekPattern, WorkCalendar, office_hours
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.to_json import schedule_as_dict
from tests.schedule.plans import plan_of


def _rows(tasks: str, **more: Any) -> dict[str, tuple[str, str]]:
    """Return start and finish as they are printed, by id."""
    rows = schedule_as_dict(schedule_plan(plan_of(tasks, **more)))["tasks"]
    return {row["id"]: (row["start"], row["finish"]) for row in rows}


def test_half_days_show_times_of_the_usual_office_hours() -> None:
    found = _rows("A; 0.5d\nB; 1d; A\nC; 4h; B\nD; 1d; C")
    assert found["A"] == ("2027-01-11", "2027-01-11T12:00")
    assert found["B"] == ("2027-01-11T13:00", "2027-01-12T12:00")
    assert found["C"] == ("2027-01-12T13:00", "2027-01-12")
    assert found["D"] == ("2027-01-13", "2027-01-13")


def test_split_shifts_are_worked_in_both_halves() -> None:
    found = _rows("A; 6h\nB; 4h; A", calendar={"hours": ["09:00-13:00", "14:00-18:00"]})
    assert found["A"] == ("2027-01-11", "2027-01-11T16:00")
    assert found["B"] == ("2027-01-11T16:00", "2027-01-12T11:00")


def test_round_the_clock_day_is_twenty_four_hours() -> None:
    found = _rows("A; 1d\nB; 12h; A", calendar={"hours": ["00:00-24:00"]})
    assert found["A"] == ("2027-01-11", "2027-01-11")
    assert found["B"] == ("2027-01-12", "2027-01-12T12:00")


def test_hours_by_weekday_make_a_short_saturday_a_working_day() -> None:
    week = {day: ["08:00-16:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
    found = _rows("A; 5d\nB; 4h; A\nC; 1d; B", calendar={"hours": {**week, "sat": ["08:00-12:00"]}})
    assert found["B"] == ("2027-01-16", "2027-01-16")
    assert found["C"] == ("2027-01-18", "2027-01-18")


def test_night_shift_goes_on_into_the_next_day() -> None:
    found = _rows("A; 8h\nB; 1h; A", calendar={"hours": ["22:00-06:00"]})
    assert found["A"] == ("2027-01-11", "2027-01-12T06:00"), "22:00 is where Monday's work begins"
    assert found["B"][0] == "2027-01-12T22:00"


def test_six_day_week_and_a_day_worked_extra() -> None:
    assert _rows("A; 6d", calendar={"week": ["mon", "tue", "wed", "thu", "fri", "sat"]})["A"][1] == "2027-01-16"
    assert _rows("A; 6d", calendar={"working_days": ["2027-01-17"]})["A"][1] == "2027-01-17"


def test_public_holidays_of_a_country_are_days_off_and_listed() -> None:
    plan = plan_of("A; 10d", start="2027-07-01", calendar={"country": "US"})
    schedule = schedule_plan(plan)
    assert schedule.task("A").finish == date(2027, 7, 15)
    assert (date(2027, 7, 5), "Independence Day (observed)") in schedule.holidays


def test_own_working_day_wins_over_a_public_holiday() -> None:
    plan = plan_of("A; 3d", start="2027-07-01", calendar={"country": "US", "working_days": ["2027-07-05"]})
    assert schedule_plan(plan).task("A").finish == date(2027, 7, 5)


def test_unknown_country_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(PlanError) as raised:
        schedule_plan(plan_of("A; 1d", calendar={"country": "USQ"}))
    assert raised.value.problems[0].rule == "unknown-country"


def test_duration_beyond_all_calendars_is_an_error_not_a_crash() -> None:
    with pytest.raises(PlanError) as raised:
        schedule_plan(plan_of("A; 9999999d"))
    assert raised.value.problems[0].rule == "schedule-out-of-time"


PEOPLE = {
    "rhea": {"name": "Rhea", "side": "vendor"},
    "jonas": {"name": "Jonas", "side": "customer"},
    "noor": {"name": "Noor", "side": "third_party", "calendar": "part time"},
}
SIDES = {
    "customer": {"week": ["sun", "mon", "tue", "wed", "thu"], "holidays": ["2027-01-12"]},
    "part time": {"week": ["tue", "thu"]},
}


def _sides(owner: str, *others: str, duration: str = "4d", **keys: Any) -> tuple[str, str]:
    extra = {"A": {"owner": owner, "with": list(others), **keys}}
    return _rows(f"A; {duration}", people=PEOPLE, calendars=SIDES, extra=extra)["A"]


def test_task_of_one_side_runs_on_that_sides_calendar() -> None:
    assert _sides("rhea") == ("2027-01-11", "2027-01-14")
    assert _sides("jonas") == ("2027-01-11", "2027-01-17")


def test_joint_task_runs_when_everyone_works() -> None:
    assert _sides("rhea", "jonas") == ("2027-01-11", "2027-01-18")


def test_persons_calendar_wins_over_the_sides() -> None:
    assert _sides("noor", duration="2d") == ("2027-01-12", "2027-01-14")
    assert _sides("jonas", "noor", duration="2d") == ("2027-01-14", "2027-01-19")


def test_tasks_own_calendar_wins_over_its_people() -> None:
    assert _sides("jonas", calendar="part time", duration="2d") == ("2027-01-12", "2027-01-14")


SITES = {"sites": {"ash": {"name": "Ashmoor", "calendar": "ash"}, "bel": {"name": "Bellweather"}}}


def _at_site(owner: str, *sites: str) -> tuple[str, str]:
    calendars = {**SIDES, "ash": {"week": ["tue", "wed", "thu", "fri"]}}
    extra = {"A": {"owner": owner, "sites": list(sites)}}
    return _rows("A; 4d", people=PEOPLE, calendars=calendars, extra=extra, rollout=SITES)["A"]


def test_task_at_a_site_runs_when_its_people_and_the_site_work() -> None:
    assert _at_site("rhea", "ash") == ("2027-01-12", "2027-01-15")
    assert _at_site("jonas", "ash") == ("2027-01-13", "2027-01-20")


def test_site_without_a_calendar_changes_nothing() -> None:
    assert _at_site("rhea", "bel") == ("2027-01-11", "2027-01-14")


def test_sites_of_a_phase_hold_for_tasks_that_say_nothing() -> None:
    plan = plan_of("A; 1d\nB; 1d", calendars={"ash": {"week": ["tue"]}}, rollout=SITES, extra={"B": {"sites": ["bel"]}})
    phase = plan.phases[0].model_copy(update={"sites": ("ash",)})
    schedule = schedule_plan(plan.model_copy(update={"phases": (phase,)}))
    assert [task.start for task in schedule.tasks] == [date(2027, 1, 12), date(2027, 1, 11)]


def test_milestone_of_two_sides_lies_on_the_very_finish_of_the_latest() -> None:
    extra = {"A": {"owner": "jonas"}, "B": {"owner": "rhea"}}
    found = _rows("A; 5d\nB; 4d\nM; 0d; A, B\nC; 1d; M", people=PEOPLE, calendars=SIDES, extra=extra)
    assert found["M"] == ("2027-01-18", "2027-01-18")
    found = _rows("A; 4d\nB; 4d\nM; 0d; A, B\nC; 1d; M", people=PEOPLE, calendars=SIDES, extra=extra)
    assert found["M"] == ("2027-01-17", "2027-01-17"), "a Sunday, which only the customer works"
    assert found["C"] == ("2027-01-18", "2027-01-18")


def test_float_is_in_working_days_of_the_project_calendar() -> None:
    extra = {"A": {"owner": "jonas"}}
    plan = plan_of("A; 1d\nB; 5d\nC; 1d; A, B", people=PEOPLE, calendars=SIDES, extra=extra)
    task = schedule_plan(plan).task("A")
    assert (task.finish, task.late_finish) == (date(2027, 1, 11), date(2027, 1, 17)), "the customer works Sundays"
    assert task.total_float == 4, "Tuesday to Friday"


week_shifts = st.lists(
    st.sampled_from([(), ((480, 720), (780, 1020)), ((0, 1440),), ((600, 660),)]), min_size=7, max_size=7
)


@given(week_shifts.filter(any), st.integers(-20_000, 20_000), st.booleans())
def test_coordinates_and_instants_are_inverse(week: list[Any], coordinate: int, snaps: bool) -> None:
    calendar = WorkCalendar(WeekPattern("", tuple(week), 480), 739_000, snaps=snaps)
    start, finish = calendar.start_instant(coordinate), calendar.finish_instant(coordinate)
    assert finish <= start
    assert calendar.coordinate(start) == calendar.coordinate(finish) == coordinate
    assert calendar.start_instant(coordinate + 1) > start
    assert calendar.finish_instant(coordinate + 1) > finish


@pytest.mark.parametrize("hours", [4, 6, 8, 10, 15, 16, 24])
def test_office_hours_are_as_long_as_asked_and_inside_the_day(hours: int) -> None:
    shifts = office_hours(hours * 60)
    assert sum(end - start for start, end in shifts) == hours * 60
    assert shifts[0][0] >= 0
    assert shifts[-1][1] <= 1440


@given(st.sets(st.integers(0, 30), max_size=8), st.sets(st.integers(0, 30), max_size=4))
def test_more_time_off_never_finishes_earlier(some: set[int], more: set[int]) -> None:
    def finish(closed: set[int]) -> date:
        holidays = [date.fromordinal(date(2027, 1, 11).toordinal() + day).isoformat() for day in sorted(closed)]
        tasks = "A; 3d\nB; 4d; A SS+1d\nC; 2d; A FF\nD; 3d; B FS-1d, C FS+2ed"
        return schedule_plan(plan_of(tasks, calendar={"holidays": holidays})).finish

    assert finish(some | more) >= finish(some)
