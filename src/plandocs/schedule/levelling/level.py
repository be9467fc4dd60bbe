"""The way of a plan through levelling: what may be moved, where it goes, and what the passes make of that.

The starts that are found become releases of a second pass, so that every link and calendar is kept by the same engine.
Facts and fixed dates stay; when they alone exceed somebody's capacity, that is reported by the rules, not moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from plandocs.plan.model import Plan
from plandocs.plan.values import Link
from plandocs.schedule.cpm import run_passes
from plandocs.schedule.dating import Solved, date_schedule
from plandocs.schedule.drivers import driving_ties
from plandocs.schedule.from_plan import solve
from plandocs.schedule.holdings import Holdings, holdings
from plandocs.schedule.lengths import as_days
from plandocs.schedule.levelling.case import HEURISTIC, SOLVER_MISSING, Case, Placed, case_of
from plandocs.schedule.levelling.many_calendars import placed_on_many_calendars
from plandocs.schedule.levelling.one_calendar import placed_on_one_calendar
from plandocs.schedule.levelling.waiting import Waiting
from plandocs.schedule.network import CycleError, Tie, build_network
from plandocs.schedule.rcpsp import BEST, DEFAULT, Found, Workload, cp_sat, shortest_found
from plandocs.schedule.result import Levelling, Schedule


def level_plan(
    plan: Plan, *, as_of: date | None = None, best: bool = False, seed: int = 1, seconds: float = cp_sat.SECONDS
) -> Schedule:
    """Return the levelled schedule of a plan: `start`/`finish` within capacity, `early_*` as they were without.

    With `best` the search goes on for longer, and for `seconds` more with OR-Tools where they are installed; the
    same seed gives the same dates, but for what `cp_sat` says. `levelled_by` of a task that had to move names the
    tasks or people it waits for.
    """
    solved = solve(plan, as_of=as_of)
    held = holdings(plan, solved)
    case, placed = _within_limits(solved, held, best=best, seed=seed, seconds=seconds)
    levelled = _with_releases(case, placed.starts)
    return replace(_merged(plan, case, levelled), levelling=_outcome(solved, placed))


def _within_limits(solved: Solved, held: Holdings, *, best: bool, seed: int, seconds: float) -> tuple[Case, Placed]:
    """Return where the tasks go. What would pass its latest start is pinned to it, and the others go round it."""
    limits: dict[int, int] = {}
    while True:
        case = case_of(solved, held, limits)
        placed = _placed(case, best=best, seed=seed, seconds=seconds)
        passed = {
            index: activity.latest_start
            for index, activity in enumerate(solved.network.activities)
            if activity.latest_start is not None and not case.pinned[index] and activity.duration
            if placed.starts[index] > activity.latest_start
        }
        if not passed:
            return case, placed
        limits |= passed


def _placed(case: Case, *, best: bool, seed: int, seconds: float) -> Placed:
    effort = BEST if best else DEFAULT

    def solver(work: Workload) -> tuple[Found, str]:
        found = shortest_found(work, effort, seed=seed)
        if not best or found.is_optimal:
            return found, HEURISTIC
        if not cp_sat.is_installed():
            return found, SOLVER_MISSING
        return cp_sat.improved(work, found, seconds=seconds, seed=seed), cp_sat.METHOD

    return placed_on_one_calendar(case, solver) or placed_on_many_calendars(case, best=best, seed=seed)


def _with_releases(case: Case, starts: Sequence[int]) -> Solved:
    """Return the plan solved again, with no activity before its levelled start."""
    solved = case.solved
    activities = [
        activity
        if activity.fixed is not None or not activity.duration or (activity.progress is not None and case.pinned[index])
        else replace(activity, release=max(activity.release, starts[index]), as_late_as_possible=False)
        for index, activity in enumerate(solved.network.activities)
    ]
    network = build_network(activities, solved.network.ties, solved.network.calendars)
    passes = run_passes(network)
    return replace(solved, network=network, passes=passes, driving=driving_ties(network, passes))


def _merged(plan: Plan, case: Case, levelled: Solved) -> Schedule:
    """Return the levelled schedule with unlevelled early dates and what each moved task waits for."""
    before = date_schedule(plan, case.solved)
    after = date_schedule(plan, levelled)
    waiting = Waiting(levelled, case.held)
    after = _with_floats(after, date_schedule(plan, _with_successions(levelled, waiting)))
    tasks = []
    for index, task in enumerate(after.tasks):
        was = before.tasks[index]
        kept = replace(
            task,
            early_start=was.early_start,
            early_finish=was.early_finish,
            early_start_time=was.early_start_time,
            early_finish_time=was.early_finish_time,
        )
        moved = (task.start, task.start_time) != (was.start, was.start_time) and not task.is_milestone
        tasks.append(waiting.explained(index, kept) if moved else kept)
    return replace(after, tasks=tuple(tasks), problems=(*after.problems, *case.held.problems))


def _with_successions(levelled: Solved, waiting: Waiting) -> Solved:
    """Return the levelled plan with a link for each succession: float ends where others need the same people.

    What stands where a date puts it gets none, and neither does work that leads have turned round.
    """
    network = levelled.network
    free = [a.fixed is None and a.latest_start is None and a.progress is None for a in network.activities]
    pairs = sorted((first, second) for first, second in waiting.successions() if free[first] and free[second])
    while pairs:
        ties = [Tie(first, second, lag_calendar=network.activities[second].calendar) for first, second in pairs]
        try:
            made = build_network(network.activities, (*network.ties, *ties), network.calendars)
        except CycleError as error:
            ids = set(error.members)
            turned = {index for index, activity in enumerate(network.activities) if activity.id in ids}
            pairs = [pair for pair in pairs if not turned.issuperset(pair)]
            continue
        passes = run_passes(made)
        links = (*levelled.links, *(Link(levelled.rows[first].id) for first, _ in pairs))
        return replace(levelled, links=links, network=made, passes=passes, driving=driving_ties(made, passes))
    return levelled


def _with_floats(after: Schedule, waits: Schedule) -> Schedule:
    """Return the levelled schedule with late dates, floats and critical path as the waits leave them."""
    tasks = tuple(
        replace(
            task,
            late_start=other.late_start,
            late_finish=other.late_finish,
            late_start_time=other.late_start_time,
            late_finish_time=other.late_finish_time,
            total_float=other.total_float,
            free_float=other.free_float,
            total_float_days=other.total_float_days,
            free_float_days=other.free_float_days,
            critical=other.critical,
        )
        for task, other in zip(after.tasks, waits.tasks, strict=True)
    )
    return replace(
        after,
        tasks=tasks,
        critical_path=waits.critical_path,
        critical_branches=waits.critical_branches,
        buffers=waits.buffers,
        joins=waits.joins,
    )


def _outcome(solved: Solved, placed: Placed) -> Levelling:
    """Return how good the levelled schedule is, in days of the project calendar."""
    day = solved.book.home_pattern.day_minutes
    return Levelling(
        method=HEURISTIC if placed.method == SOLVER_MISSING else placed.method,
        length_days=as_days(placed.length, day),
        bound_days=as_days(placed.bound, day),
        proved_optimal=placed.length <= placed.bound,
        misses_solver=placed.method == SOLVER_MISSING,
    )
