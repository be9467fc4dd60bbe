"""Trials against the engine itself: each trial is a network of its own, and has its dates and longest paths."""

from __future__ import annotations

import random
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandocs.schedule.columns import Columns, columns_for
from plandocs.schedule.course import plan_course
from plandocs.schedule.cpm import Passes, bent_bound, finish_instant, project_finish, run_passes
from plandocs.schedule.criticality import criticality
from plandocs.schedule.from_plan import schedule_plan, solve
from plandocs.schedule.network import BentLink, Network, build_network
from plandocs.schedule.simulation import simulate
from plandocs.schedule.trials import Trials
from tests.schedule.plans import plan_of
from tests.schedule.test_differential import _plan_and_reference, networks

TRIALS = 7
BACKENDS = [False, pytest.param(True, marks=pytest.mark.skipif(find_spec("numpy") is None, reason="no numpy"))]


def _without_dates(network: Any) -> Any:
    """Return a made-up network whose tasks all last and have no dates of their own."""
    tasks, calendars = network
    plain = {"snet": None, "fnet": None, "deadline": None}
    return [{**task, **plain, "duration": max(1, task["duration"])} for task in tasks], calendars


def _solved(network: Any) -> Network:
    plan, _ = _plan_and_reference(network)
    return solve(plan).network


def _with_durations(network: Network, durations: list[int]) -> Network:
    activities = [replace(a, duration=d) for a, d in zip(network.activities, durations, strict=True)]
    return build_network(activities, network.ties, network.calendars)


def _runs(network: Network, seed: int, with_numpy: bool) -> tuple[Trials, list[Network]]:
    """Return trials of random durations in minutes, and the network that each of them is."""
    rng = random.Random(seed)
    drawn = [[rng.choice([rng.randint(1, 4000), 1440]) for _ in network.activities] for _ in range(TRIALS)]
    columns: Columns = columns_for(1, with_numpy=with_numpy)
    columns.trials = TRIALS
    durations = [columns.column([float(trial[i]) for trial in drawn]) for i in range(network.count)]
    course = plan_course(network, run_passes(network), (), ())
    return Trials(course, durations, columns), [_with_durations(network, trial) for trial in drawn]


@pytest.mark.parametrize("with_numpy", BACKENDS)
@settings(max_examples=60, deadline=None)
@given(network=networks(calendars=3), seed=st.integers(0, 10**6))
def test_each_trial_has_the_dates_of_its_own_network(network: Any, seed: int, with_numpy: bool) -> None:
    run, each = _runs(_solved(_without_dates(network)), seed, with_numpy)
    as_list = run.columns.as_list
    for trial, one in enumerate(each):
        passes = run_passes(one)
        found = [as_list(column)[trial] for column in run.position]
        assert found == passes.early
        if run.course.finishes is not None:
            assert as_list(run.ends())[trial] == passes.finish


@pytest.mark.parametrize("with_numpy", BACKENDS)
@settings(max_examples=60, deadline=None)
@given(network=networks(calendars=1), seed=st.integers(0, 10**6))
def test_on_one_calendar_a_task_is_critical_where_it_has_no_float(network: Any, seed: int, with_numpy: bool) -> None:
    tasks, calendars = _without_dates(network)
    # Over a lag in elapsed time there is float of less than a day of rest, although the link drives.
    working = [
        {**task, "links": [(source, kind, lag, "d") for source, kind, lag, _ in task["links"]]} for task in tasks
    ]
    run, each = _runs(_solved((working, calendars)), seed, with_numpy)
    expected = [0] * run.course.network.count
    for one in each:
        passes = run_passes(one)
        for index in range(one.count):
            expected[index] += passes.late[2 * index + 1] <= passes.early[2 * index + 1]
    assert criticality(run, None) == pytest.approx([count / TRIALS for count in expected])


@pytest.mark.parametrize("with_numpy", BACKENDS)
@settings(max_examples=60, deadline=None)
@given(network=networks(calendars=3), seed=st.integers(0, 10**6), data=st.data())
def test_a_task_is_critical_where_a_chain_of_driving_links_leads_to_the_goal(
    network: Any, seed: int, data: Any, with_numpy: bool
) -> None:
    run, each = _runs(_solved(_without_dates(network)), seed, with_numpy)
    goal = data.draw(st.one_of(st.none(), st.integers(0, run.course.network.count - 1)))
    expected = [0] * run.course.network.count
    for one in each:
        for index in _on_longest_paths(one, run_passes(one), goal):
            expected[index] += 1
    assert criticality(run, goal) == pytest.approx([count / TRIALS for count in expected])


def _on_longest_paths(network: Network, passes: Passes, goal: int | None) -> set[int]:
    """Walk every path back from the goal, one link at a time."""
    finish = project_finish(network, passes.early, passes.begins)
    ends = [finish_instant(network, i, passes.early, passes.begins) for i in range(network.count)]
    paths = [[i] for i in range(network.count) if (ends[i] == finish if goal is None else i == goal)]
    found: set[int] = set()
    while paths:
        path = paths.pop()
        found.add(path[-1])
        for tie, link in zip(network.ties, network.links, strict=True):
            if tie.successor != path[-1] or tie.predecessor in found:
                continue
            if isinstance(link, BentLink):
                bound, _ = bent_bound(network, link, tie.successor, passes.early, passes.begins)
            else:
                bound = passes.early[link[0]] + link[1]
            if bound == passes.early[2 * tie.successor]:
                paths.append([*path, tie.predecessor])
    return found


@settings(max_examples=80, deadline=None)
@given(st.one_of(networks(calendars=1), networks(calendars=3)))
def test_plans_without_estimates_end_on_their_agreed_day_in_every_trial(network: Any) -> None:
    plan, _ = _plan_and_reference(network)
    assert simulate(plan, trials=2, with_numpy=False).histogram == ((schedule_plan(plan).finish, 2),)


@pytest.mark.parametrize(
    "keys",
    [
        {"must_start_on": "2027-01-13"},  # before what it waits for
        {"must_start_on": "2027-01-20"},
        {"must_finish_on": "2027-01-22"},
        {"start_no_later_than": "2027-01-12"},
        {"finish_no_later_than": "2027-01-14"},
        {"finish_no_earlier_than": "2027-01-27"},
        {"start_no_earlier_than": "2027-01-26"},
        {"as_late_as_possible": True},
    ],
)
def test_every_kind_of_date_is_kept_where_nothing_varies(keys: dict[str, Any]) -> None:
    plan = plan_of("A; 5d\nB; 3d; A\nC; 9d; A\nM; 0d; B", extra={"B": keys}, go_live="M")
    assert simulate(plan, trials=2).histogram == ((schedule_plan(plan).task("M").finish, 2),)


def test_link_to_the_earliest_start_of_a_phase_follows_the_earliest() -> None:
    phases = [
        {"id": "p", "name": "P", "tasks": [{"id": "A", "duration": "9d"}, {"id": "B", "duration": "2d", "after": "A"}]},
        {"id": "q", "name": "Q", "tasks": [{"id": "C", "duration": "1d", "after": ["p SS+1d"]}]},
    ]
    plan = plan_of("X; 1d", go_live="C").model_copy()
    data = plan.model_dump(by_alias=True, exclude_unset=True)
    for phase in phases:
        for task in phase["tasks"]:
            task["name"] = task["id"]  # type: ignore[index]
    data["phases"] = phases
    plan = type(plan).model_validate(data)
    assert simulate(plan, trials=2).histogram == ((schedule_plan(plan).task("C").finish, 2),)
