"""How short levelled schedules are, and how long finding them takes, on projects made as PSPLIB's were.

Gaps are means over the grid of `progen`, against the shortest schedules known (`best_known.json`). Times are the
search's own, of the slowest project. With OR-Tools every few projects are tried, because each takes ten seconds.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from benchmarks import timing
from benchmarks.best_known import shortest_known
from benchmarks.progen import instances, large
from benchmarks.report import Measure
from plandocs.plan.load import load_text
from plandocs.schedule.levelling import level_plan
from plandocs.schedule.rcpsp import BEST, cp_sat, schedule_within_capacity, shortest_found

GAP_GOALS = {"j30": 2.5, "j60": 3.6, "j120": 7.0}
TIME_GOALS = {"j30": 10.0, "j60": 20.0, "j120": 40.0}
BEST_GOALS = {"j30": 0.1, "j60": 1.0, "j120": 4.5}
LARGE, LARGE_GOAL = 1000, 0.5
_EVERY = {"j30": 5, "j60": 7, "j120": 11}
"""With OR-Tools, one project in so many: no divisor of the grid's rows, so that all strengths are met."""


def levelling() -> Iterator[Measure]:
    """Measure `--level`: the gap to the shortest schedules known, and the time of the slowest project."""
    for name, goal in GAP_GOALS.items():
        gaps, times = [], []
        for instance in instances(name):
            work = instance.workload()
            gaps.append(_gap(instance.name, work.length(schedule_within_capacity(work))))
            times.append(1000 * timing.least(lambda work=work: schedule_within_capacity(work), runs=5))  # type: ignore[misc]
        note = f"{len(gaps)} projects, largest {max(gaps):.1f} %"
        yield Measure(f"{name}: gap to the shortest known", statistics.mean(gaps), "%", goal=goal, note=note)
        note = f"slowest project; mean {statistics.mean(times):.1f} ms"
        yield Measure(f"{name}: search", max(times), "ms", goal=TIME_GOALS[name], note=note)
    plan = load_text(large(LARGE).plan_file()).plan
    took = timing.seconds(lambda: level_plan(plan), runs=3)
    yield Measure(f"level_plan, {LARGE:,} tasks", took, "s", goal=LARGE_GOAL)


def levelling_best() -> Iterator[Measure]:
    """Measure `--level best` with OR-Tools, where they are installed, and the genetic search alone beside it."""
    if not cp_sat.is_installed():
        yield Measure("with CP-SAT", 0, "%", note="skipped: the extra optimize (ortools) is not installed")
        return
    for name, goal in BEST_GOALS.items():
        alone, solved, proved = [], [], 0
        chosen = instances(name)[:: _EVERY[name]]
        for instance in chosen:
            work = instance.workload()
            found = shortest_found(work, BEST)
            better = found if found.is_optimal else cp_sat.improved(work, found)
            alone.append(_gap(instance.name, found.length))
            solved.append(_gap(instance.name, better.length))
            proved += better.is_optimal
        note = f"{len(chosen)} projects, {proved} proved; without CP-SAT {statistics.mean(alone):.2f} %"
        yield Measure(f"{name}: gap with CP-SAT", statistics.mean(solved), "%", goal=goal, note=note)


def _gap(name: str, length: int) -> float:
    return 100 * (length / shortest_known(name) - 1)
