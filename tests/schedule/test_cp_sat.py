"""OR-Tools on small workloads: the optimum of trying everything, from any start, and the same twice."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandocs.schedule.levelling import level_plan
from plandocs.schedule.rcpsp import BEST, Found, Workload, cp_sat, shortest_found
from plandocs.schedule.rcpsp.generation import serial
from plandocs.schedule.rcpsp.packed import Packed
from tests.schedule.plans import plan_of
from tests.schedule.test_rcpsp import assert_feasible, workload, workloads


def _one_after_the_other(work: Workload) -> Found:
    starts, time = [], 0
    for duration in work.durations:
        starts.append(time)
        time += duration
    return Found(tuple(starts), time, 0)


def _shortest_of_all_orders(work: Workload) -> int:
    """Try every order with the serial scheme; where all links are regular one of them gives an optimum."""
    packed = Packed(work)
    known = [
        packed.cost(serial(packed, order, packed.before, packed.releases, packed.base))
        for order in permutations(range(packed.count))
        if all(order.index(a) < order.index(b) for a, b in packed.links)
    ]
    return min(known)


def test_a_bad_schedule_becomes_a_proved_optimum() -> None:
    """Twelve days of work for two take six."""
    work = workload([2, 2, 3, 3, 2], [[1]] * 5, [2])
    found = cp_sat.improved(work, _one_after_the_other(work))
    assert (found.length, found.bound) == (6, 6)
    assert_feasible(work, found.starts)


def test_an_optimum_that_no_simple_bound_proves_is_proved() -> None:
    """Two machines, three tasks of two days that need one each: 3 days of machine time, but 4 days long."""
    work = workload([2, 2, 2], [[1]] * 3, [2])
    quick = shortest_found(work)
    assert (quick.length, quick.bound) == (4, 3)
    assert cp_sat.improved(work, quick) == Found(quick.starts, 4, 4)


@settings(max_examples=40, deadline=None)
@given(workloads())
def test_the_solver_keeps_links_capacity_and_what_is_booked(work: Workload) -> None:
    quick = shortest_found(work)
    found = cp_sat.improved(work, quick)
    assert_feasible(work, found.starts)
    assert quick.bound <= found.bound <= found.length <= quick.length


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_the_solver_proves_what_trying_all_orders_finds(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 6))
    durations = data.draw(st.lists(st.integers(1, 6), min_size=count, max_size=count))
    demands = data.draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), min_size=count, max_size=count))
    links = [(a, b) for b in range(1, count) for a in sorted(data.draw(st.sets(st.integers(0, b - 1), max_size=2)))]
    work = workload(durations, demands, [5, 2], links)
    found = cp_sat.improved(work, _one_after_the_other(work))
    assert found.length == found.bound == _shortest_of_all_orders(work)


def test_the_same_workload_gives_the_same_starts() -> None:
    durations = [3, 5, 2, 7, 4, 6, 1, 8, 3, 5, 2, 4]
    demands = [[2], [3], [1], [4], [2], [3], [4], [1], [2], [3], [2], [1]]
    work = workload(durations, demands, [5], [(0, 2), (0, 3), (1, 4), (2, 5), (3, 5), (4, 6), (1, 7)])
    first, second = (cp_sat.improved(work, _one_after_the_other(work)) for _ in range(2))
    assert first == second
    assert first.is_optimal


def test_level_best_asks_the_solver_where_the_heuristic_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three tasks of two days for a team of two: three days of work each, but four days long."""
    crew = {"crew": {"name": "Crew", "side": "vendor", "units": 2}}
    plan = plan_of("A; 2d\nB; 2d\nC; 2d", people=crew, extra={task: {"needs": {"crew": 1}} for task in "ABC"})
    made = level_plan(plan, best=True).levelling
    assert made is not None
    assert (made.method, made.length_days, made.verdict) == ("cp_sat", 4, "proved optimal")

    monkeypatch.setattr(cp_sat, "is_installed", lambda: False)
    made = level_plan(plan, best=True).levelling
    assert made is not None
    assert (made.method, made.misses_solver, made.bound_days) == ("heuristic", True, 3)
    assert made.verdict == "within 33.4 % of the lower bound"


def test_a_large_effort_needs_no_solver_to_be_good() -> None:
    """Fifteen tasks of one to fifteen days, three at a time: 120 days of work take 40."""
    found = shortest_found(workload(range(1, 16), [[1]] * 15, [3]), BEST)
    assert found.length == 40
