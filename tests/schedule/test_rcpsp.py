"""The search on workloads whose optimum is counted by hand, and its parts one by one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandocs.schedule.rcpsp import BEST, Found, Workload, schedule_within_capacity, shortest_found
from plandocs.schedule.rcpsp.bounds import least_length, longest_paths
from plandocs.schedule.rcpsp.generation import parallel
from plandocs.schedule.rcpsp.justification import doubly_justified
from plandocs.schedule.rcpsp.packed import Packed

Link = tuple[int, int]


def workload(
    durations: Sequence[int],
    demands: Sequence[Sequence[int]],
    capacity: Sequence[int],
    links: Sequence[Link] = (),
    **more: object,
) -> Workload:
    """Return a workload with finish-to-start links; other keywords replace fields."""
    before = [[(a, durations[a]) for a, b in links if b == index] for index in range(len(durations))]
    fields: dict[str, object] = {
        "durations": durations,
        "before": before,
        "releases": [0] * len(durations),
        "demands": demands,
        "pinned": [False] * len(durations),
        "capacity": capacity,
    }
    return Workload(**fields | more)  # type: ignore[arg-type]


def assert_feasible(work: Workload, starts: Sequence[int]) -> None:
    """Count every moment's units, and look at every link, of activities that are not pinned."""
    free = [index for index, pinned in enumerate(work.pinned) if not pinned]
    for index in free:
        assert starts[index] >= work.releases[index]
        for source, distance in work.before[index]:
            assert starts[index] >= starts[source] + distance
    for r, most in enumerate(work.capacity):
        for time in range(work.length(starts)):
            running = [i for i, s in enumerate(starts) if s <= time < s + work.durations[i]]
            used = sum(min(work.demands[i][r], most) for i in running)
            used += sum(units for resource, first, last, units in work.taken if resource == r and first <= time < last)
            pinned_alone = all(work.pinned[i] for i in running if work.demands[i][r])
            assert used <= most or pinned_alone


def test_two_workers_share_twelve_days_of_work_evenly() -> None:
    """3 + 3 beside 2 + 2 + 2 takes 6 days, half of 12; the longest first would take 7."""
    found = shortest_found(workload([2, 2, 3, 3, 2], [[1]] * 5, [2]))
    assert (found.length, found.bound, found.is_optimal) == (6, 6, True)


def test_waiting_for_urgent_work_beats_starting_what_is_there() -> None:
    """B can begin on day 1, and 10 days follow it: C must not take the machine on day 0. 1 + 5 + 10 = 16."""
    work = workload([1, 5, 4, 10], [[0], [1], [1], [0]], [1], [(0, 1), (1, 3)])
    packed = Packed(work)
    heads, tails = longest_paths(packed)
    assert work.length(packed.unpacked(parallel(packed, [0, 1, 2, 3]))) == 4 + 5 + 10
    found = shortest_found(work)
    assert (found.length, found.starts[1]) == (16, 1)
    assert least_length(packed, heads, tails) == 16


def test_justification_fills_the_gap_that_a_bad_order_leaves() -> None:
    """Two machines; P, Q, R take 2, 2 and 4. P and Q side by side and R after them: 6. R beside P and Q: 4."""
    packed = Packed(workload([2, 2, 4], [[1], [1], [1]], [2]))
    assert doubly_justified(packed, [0, 0, 2]) == [2, 0, 0] or doubly_justified(packed, [0, 0, 2]) == [0, 2, 0]


def test_pinned_work_stays_and_the_rest_goes_round_it() -> None:
    """One worker, pinned on days 2 to 4: 3 days of work fit only after it, 2 days before it."""
    work = workload([3, 3, 2], [[1]] * 3, [1], releases=[2, 0, 0], pinned=[True, False, False])
    assert schedule_within_capacity(work) == [2, 5, 0]


def test_link_into_pinned_work_is_kept_where_it_can_be() -> None:
    """A must be done before the pinned P begins on day 4; B, longer and without a link, can wait."""
    work = workload([4, 2, 6], [[1], [0], [1]], [1], [(0, 1)], releases=[0, 4, 0], pinned=[False, True, False])
    assert schedule_within_capacity(work) == [0, 4, 4]


def test_what_is_asked_to_start_by_a_time_does_so_where_it_can() -> None:
    work = workload([4, 2, 6], [[1], [1], [1]], [1], due={1: 0})
    starts = schedule_within_capacity(work)
    assert (starts[1], work.length(starts)) == (0, 12)


def test_time_that_is_taken_is_left_alone() -> None:
    """Two workers; one is away from 1 to 3, so that both are free together from 3 on only."""
    work = workload([2, 1], [[2], [2]], [2], taken=[(0, 1, 3, 1)])
    starts = schedule_within_capacity(work)
    assert_feasible(work, starts)
    assert sorted(starts) == [0, 3]


def test_the_bound_waits_for_who_is_away() -> None:
    """The only worker comes on day 5: three days of work end on day 8 at the earliest."""
    found = shortest_found(workload([3], [[1]], [1], taken=[(0, 0, 5, 1)]))
    assert (found.length, found.bound) == (8, 8)


def test_the_bound_counts_the_work_between_heads_and_tails() -> None:
    """A day before and a day after six days of work for one machine: 1 + 6 + 1."""
    links = [(0, 1), (0, 2), (0, 3), (1, 4), (2, 4), (3, 4)]
    found = shortest_found(workload([1, 2, 2, 2, 1], [[0], [1], [1], [1], [0]], [1], links))
    assert (found.length, found.bound) == (8, 8)


def test_the_bound_knows_tasks_that_cannot_run_side_by_side() -> None:
    """Four tasks of 3 days need three of five machines each: 12 days, although their work alone would take 8."""
    found = shortest_found(workload([3] * 4, [[3]] * 4, [5]))
    assert (found.length, found.bound) == (12, 12)


def test_tasks_that_may_overlap_by_their_links_are_no_sequence() -> None:
    """B starts a day after A starts: both take 5 days side by side, 6 in all."""
    work = workload([5, 5], [[1], [1]], [2], before=[[], [(0, 1)]])
    found = shortest_found(work)
    assert (found.length, found.bound) == (6, 6)


def test_demand_above_capacity_counts_as_capacity() -> None:
    assert sorted(schedule_within_capacity(workload([2, 2], [[5], [1]], [3]))) == [0, 2]


def test_nothing_to_place_gives_nothing() -> None:
    assert shortest_found(workload([], [], [1])) == Found((), 0, 0)
    assert shortest_found(workload([3], [[1]], [1], releases=[2], pinned=[True])).starts == (2,)


def test_times_may_be_minutes_of_years() -> None:
    """Forty tasks of 250 days of 480 minutes, two at a time."""
    found = shortest_found(workload([120_000] * 40, [[1]] * 40, [2]))
    assert found.length == 20 * 120_000


@st.composite
def workloads(draw: st.DrawFn) -> Workload:
    count = draw(st.integers(1, 7))
    durations = draw(st.lists(st.integers(0, 5), min_size=count, max_size=count))
    before = [
        [(source, draw(st.integers(-2, 6))) for source in sorted(draw(st.sets(st.integers(0, i - 1), max_size=2)))]
        if i
        else []
        for i in range(count)
    ]
    pinned = draw(st.lists(st.sampled_from([False, False, False, True]), min_size=count, max_size=count))
    taken = draw(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 6), st.integers(4, 9), st.just(1)), max_size=1))
    return Workload(
        durations,
        before,
        draw(st.lists(st.integers(0, 4), min_size=count, max_size=count)),
        draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=count, max_size=count)),
        pinned,
        (3, 2),
        taken,
    )


@settings(max_examples=300, deadline=None)
@given(workloads())
def test_every_schedule_keeps_links_and_capacity_whatever_the_links(work: Workload) -> None:
    found = shortest_found(work)
    assert_feasible(work, found.starts)
    assert found.bound <= found.length
    assert shortest_found(work) == found


@pytest.mark.parametrize("seed", [1, 2])
def test_more_effort_is_never_worse(seed: int) -> None:
    durations = [3, 5, 2, 7, 4, 6, 1, 8, 3, 5, 2, 4]
    demands = [[2], [3], [1], [4], [2], [3], [4], [1], [2], [3], [2], [1]]
    links = [(0, 2), (0, 3), (1, 4), (2, 5), (3, 5), (4, 6), (1, 7), (5, 8), (6, 9), (7, 10), (8, 11)]
    work = workload(durations, demands, [5], links)
    assert shortest_found(work, BEST, seed=seed).length <= shortest_found(work, seed=seed).length
