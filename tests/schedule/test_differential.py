"""The engine against the slow reference, on networks that hypothesis makes up: no difference is allowed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plandocs.schedule.from_plan import schedule_plan
from tests.schedule import reference
from tests.schedule.plans import plan_of
from tests.schedule.reference import RefLink, RefTask

START = date(2027, 3, 1)
SPAN = 700
BEFORE = 150
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

weeks = st.sets(st.integers(0, 6), min_size=2)
closures = st.sets(st.integers(0, 40), max_size=6)
lags = st.one_of(
    st.tuples(st.integers(-3, 4), st.just("d")),
    st.tuples(st.integers(-3, 5), st.just("ed")),
    st.tuples(st.sampled_from([0, 100, 200]), st.just("%")),
)


HARD = {
    "start_no_later_than": "not_after",
    "finish_no_later_than": "done_by",
    "must_start_on": "must_start",
    "must_finish_on": "must_finish",
}
hard = st.tuples(st.sampled_from(sorted(HARD)), st.integers(7, 40))
"""A date that wins over links: from the second week on, so that there is working time before it."""


@st.composite
def networks(
    draw: st.DrawFn, calendars: int, *, constraints: bool = False
) -> tuple[list[dict[str, Any]], list[tuple[set[int], set[int]]]]:
    """Return task descriptions in topological order and (week, closures) of the calendars, the project's first."""
    calendar_list = [(draw(weeks), draw(closures)) for _ in range(calendars)]
    tasks = []
    for index in range(draw(st.integers(1, 9))):
        links = []
        if index:
            for source in sorted(draw(st.sets(st.integers(0, index - 1), max_size=3))):
                lag, unit = draw(lags)
                links.append((source, draw(st.sampled_from(["FS", "FS", "SS", "FF", "SF"])), lag, unit))
        tasks.append(
            {
                "duration": draw(st.sampled_from([0, 1, 2, 2, 4, 6])),
                "calendar": draw(st.integers(0, calendars - 1)),
                "links": links,
                "hard": draw(st.one_of(st.none(), st.none(), hard)) if constraints else None,
                "late": constraints and draw(st.integers(0, 9)) == 0,
                "snet": draw(st.one_of(st.none(), st.none(), st.integers(0, 25))),
                "fnet": draw(st.one_of(st.none(), st.none(), st.integers(0, 25))),
                "deadline": draw(st.one_of(st.none(), st.none(), st.integers(0, 60))),
            }
        )
    return tasks, calendar_list


def _day(offset: int) -> str:
    return (START + timedelta(days=offset)).isoformat()


def _spec(calendar: tuple[set[int], set[int]]) -> dict[str, Any]:
    week, closed = calendar
    return {"week": [WEEKDAYS[day] for day in sorted(week)], "holidays": [_day(offset) for offset in sorted(closed)]}


def _cells(calendar: tuple[set[int], set[int]]) -> list[int]:
    week, closed = calendar
    return [
        offset
        for offset in range(-BEFORE, SPAN)
        if (START + timedelta(days=offset)).weekday() in week and offset not in closed
    ]


def _lag_text(lag: int, unit: str) -> str:
    return f"{'+' if lag >= 0 else '-'}{abs(lag)}{unit}"


def _plan_and_reference(network: Any, *, lag_calendar: str = "successor") -> tuple[Any, list[RefTask]]:
    tasks, calendars = network
    names = ["", *(f"c{n}" for n in range(1, len(calendars)))]
    lines, extra, twins = [], {}, []
    for index, task in enumerate(tasks):
        after = [f"T{source} {kind}{_lag_text(lag, unit)}" for source, kind, lag, unit in task["links"]]
        lines.append(f"T{index}; {task['duration']}d; {', '.join(after)}")
        keys = {"start_no_earlier_than": "snet", "finish_no_earlier_than": "fnet", "deadline": "deadline"}
        extra[f"T{index}"] = {key: _day(task[short]) for key, short in keys.items() if task[short] is not None}
        if task["hard"] is not None:
            extra[f"T{index}"][task["hard"][0]] = _day(task["hard"][1])
        extra[f"T{index}"]["as_late_as_possible"] = task["late"]
        if len(calendars) > 1:
            extra[f"T{index}"]["calendar"] = names[task["calendar"]] or "project"
        ref_links = []
        for source, kind, lag, unit in task["links"]:
            cells = tasks[source]["duration"] * lag // 100 if unit == "%" else lag
            lag_cells = _cells(calendars[tasks[source]["calendar"]]) if lag_calendar == "predecessor" else None
            ref_links.append(RefLink(source, kind, cells, unit == "ed", lag_cells))
        twins.append(
            RefTask(
                _cells(calendars[task["calendar"]]),
                task["duration"],
                ref_links,
                task["snet"],
                task["fnet"],
                task["deadline"],
                late=task["late"],
                **({HARD[task["hard"][0]]: task["hard"][1]} if task["hard"] else {}),
            )
        )
    named = {name or "project": _spec(calendar) for name, calendar in zip(names, calendars, strict=True)}
    plan = plan_of(
        lines,
        start=START.isoformat(),
        calendar=_spec(calendars[0]),
        calendars=named,
        extra=extra,
        lag_calendar=lag_calendar,
    )
    return plan, twins


def _compare(network: Any, *, floats: bool, lag_calendar: str = "successor") -> None:
    plan, twins = _plan_and_reference(network, lag_calendar=lag_calendar)
    schedule = schedule_plan(plan)
    early = reference.earliest(twins, 0)
    for task, dates in zip(schedule.tasks, early, strict=True):
        assert _offsets(task.start, task.finish) == [dates.start // 2, dates.finish // 2], task.id
        assert task.start_time is task.finish_time is None
    finish = max(dates.finish for dates in early)
    late = reference.latest(twins, early, finish)
    for index, task in enumerate(schedule.tasks):
        assert _offsets(task.late_start, task.late_finish) == [late[index].start // 2, late[index].finish // 2], task.id
        if floats:
            spent, allowed = (reference.worked_before(twins[0].cells, d[index].finish) for d in (early, late))
            assert task.total_float == allowed - spent, task.id
            assert task.free_float == reference.free_cells(twins, early, index, finish), task.id


@settings(max_examples=600)
@given(networks(calendars=1, constraints=True))
def test_constraints_give_the_reference_dates_and_conflicts(network: Any) -> None:
    _compare_constrained(network)


@settings(max_examples=600)
@given(networks(calendars=2, constraints=True))
def test_constraints_on_two_calendars_give_the_reference_dates_and_conflicts(network: Any) -> None:
    _compare_constrained(network)


def _compare_constrained(network: Any) -> None:
    plan, twins = _plan_and_reference(network)
    schedule = schedule_plan(plan)
    early = reference.earliest(twins, 0)
    finish = max(dates.finish for dates in early)
    late = reference.latest(twins, early, finish)
    scheduled = reference.earliest(twins, 0, late)
    for task, first, last, now in zip(schedule.tasks, early, late, scheduled, strict=True):
        assert _offsets(task.early_start, task.early_finish) == [first.start // 2, first.finish // 2], task.id
        assert _offsets(task.late_start, task.late_finish) == [last.start // 2, last.finish // 2], task.id
        assert _offsets(task.start, task.finish) == [now.start // 2, now.finish // 2], task.id
    said = [problem.message for problem in schedule.problems if problem.rule == "date-breaks-link"]
    broken = reference.broken(twins, scheduled)
    links = [task.after for task in plan.tasks()]
    assert len(said) == len(broken)
    for index, number in broken:
        assert any(f"'T{index}'" in text and f"'{links[index][number]}'" in text for text in said)


def _offsets(*days: date) -> list[int]:
    return [(day - START).days for day in days]


@settings(max_examples=800)
@given(networks(calendars=1))
def test_one_calendar_gives_the_reference_dates_and_floats(network: Any) -> None:
    _compare(network, floats=True)


@settings(max_examples=800)
@given(networks(calendars=3))
def test_several_calendars_give_the_reference_dates(network: Any) -> None:
    _compare(network, floats=False)


@settings(max_examples=400)
@given(networks(calendars=3))
def test_lags_on_the_predecessors_calendar_give_the_reference_dates(network: Any) -> None:
    _compare(network, floats=False, lag_calendar="predecessor")


HOURS = {
    "one shift": ((9, 17),),
    "split": ((8, 12), (13, 17)),
    "late": ((14, 22),),
    "night too": ((0, 6), (20, 24)),
    "always": ((0, 24),),
}

hour_lags = st.one_of(st.tuples(st.integers(-9, 20), st.just("h")), st.tuples(st.integers(-30, 60), st.just("eh")))


@st.composite
def hour_networks(draw: st.DrawFn) -> Any:
    calendars = [(draw(weeks), draw(closures), draw(st.sampled_from(sorted(HOURS)))) for _ in range(2)]
    tasks = []
    for index in range(draw(st.integers(1, 7))):
        links = []
        if index:
            sources = sorted(draw(st.sets(st.integers(0, index - 1), max_size=3)))
            links = [(source, draw(st.sampled_from(["FS", "SS", "FF", "SF"])), *draw(hour_lags)) for source in sources]
        tasks.append((draw(st.integers(1, 20)), draw(st.integers(0, 1)), links))
    return tasks, calendars


def _hour_cells(calendar: Any) -> list[int]:
    week, closed, hours = calendar
    days = _cells((week, closed))
    return [24 * day + hour for day in days for first, last in HOURS[hours] for hour in range(first, last)]


@settings(max_examples=500)
@given(hour_networks())
def test_plans_of_hours_give_the_reference_times(network: Any) -> None:
    tasks, calendars = network
    lines, extra, twins = [], {}, []
    for index, (duration, calendar, links) in enumerate(tasks):
        after = [f"T{source} {kind}{_lag_text(lag, unit)}" for source, kind, lag, unit in links]
        lines.append(f"T{index}; {duration}h; {', '.join(after)}")
        extra[f"T{index}"] = {"calendar": f"c{calendar}"}
        ref_links = [RefLink(source, kind, lag, unit == "eh") for source, kind, lag, unit in links]
        twins.append(RefTask(_hour_cells(calendars[calendar]), duration, ref_links, in_hours=True))
    named = {
        f"c{number}": {**_spec(spec[:2]), "hours": [f"{a:02d}:00-{b:02d}:00" for a, b in HOURS[spec[2]]]}
        for number, spec in enumerate(calendars)
    }
    plan = plan_of(lines, start=START.isoformat(), calendars=named, extra=extra)
    for task, dates in zip(schedule_plan(plan).tasks, reference.earliest(twins, 0), strict=True):
        if task.start_time is not None:
            assert _moment(task.start, task.start_time) == dates.start // 2, task.id
        if task.finish_time is not None:
            assert _moment(task.finish, task.finish_time) == dates.finish // 2 + 1, task.id
        assert (task.start - START).days == dates.start // 2 // 24, task.id
        assert (task.finish - START).days == dates.finish // 2 // 24, task.id


def _moment(day: date, clock: str) -> int:
    """Return hours since the start of the plan."""
    since = datetime.combine(day, time.fromisoformat(clock)) - datetime.combine(START, time())
    return int(since.total_seconds() // 3600)
