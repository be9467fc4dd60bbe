"""What the scheduler costs: the engine alone, `plandocs schedule` from file to JSON, and tj3 beside it."""

from __future__ import annotations

import gc
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import timing
from benchmarks.networks import START, plan_file, rows_of, taskjuggler_file
from benchmarks.report import Measure
from plandocs.schedule.cpm import run_passes
from plandocs.schedule.from_plan import solve_rows
from plandocs.schedule.network import build_network

ENGINE_GOALS = {1_000: 0.030, 10_000: 0.3, 100_000: 3.0}
WHOLE_GOALS = {100: 0.3, 1_000: 0.5, 10_000: 2.5}
BESIDE = {100: 1.5, 1_000: 4.0}
"""How many times slower tj3 is at least, by tasks; with more tasks it takes minutes."""


def scheduler() -> Iterator[Measure]:
    """Tell the time of the engine, of the whole command, and of tj3 where it is installed."""
    yield from _engine()
    with tempfile.TemporaryDirectory() as folder:
        yield from _whole(Path(folder))
        yield from _beside_taskjuggler(Path(folder))


def _engine() -> Iterator[Measure]:
    """Measure network and both passes: calendars, four link types, lags; the collector off, as the command runs."""
    for tasks, goal in ENGINE_GOALS.items():
        rows, book = rows_of(tasks)
        solved = solve_rows(rows, book, START, None).network

        def run(activities=solved.activities, ties=solved.ties, calendars=solved.calendars) -> object:  # type: ignore[no-untyped-def]
            return run_passes(build_network(activities, ties, calendars))

        gc.disable()
        took = timing.seconds(run, runs=1 if tasks > 50_000 else 5)
        gc.enable()
        yield Measure(f"engine, {tasks:,} tasks", took * 1000, "ms", goal=goal * 1000)


def _whole(folder: Path) -> Iterator[Measure]:
    for tasks, goal in WHOLE_GOALS.items():
        took = timing.seconds(_plandocs(folder, tasks), runs=3)
        yield Measure(f"plandocs schedule --json, {tasks:,} tasks", took, "s", goal=goal)


def _beside_taskjuggler(folder: Path) -> Iterator[Measure]:
    program = shutil.which("tj3")
    if program is None:
        yield Measure("tj3 / ours", 0, note="skipped: tj3 is not installed (Debian package tj3)")
        return
    for tasks, goal in BESIDE.items():
        times = timing.alternately(
            {"ours": _plandocs(folder, tasks), "tj3": _taskjuggler(program, folder, tasks)}, runs=3
        )
        note = f"{times['tj3']:.2f} s against {times['ours']:.2f} s"
        yield Measure(f"tj3 / ours, {tasks:,} tasks", times["tj3"] / times["ours"], goal=goal, at_least=True, note=note)


def _plandocs(folder: Path, tasks: int) -> Callable[[], object]:
    path = folder / f"{tasks}.yaml"
    path.write_text(plan_file(tasks), encoding="utf-8")
    return timing.process("-m", "plandocs", "schedule", str(path), "--json")


def _taskjuggler(program: str, folder: Path, tasks: int) -> Callable[[], object]:
    path = folder / f"{tasks}.tjp"
    path.write_text(taskjuggler_file(tasks), encoding="utf-8")
    return lambda: subprocess.run([program, "--silent", path.name], cwd=folder, check=True, capture_output=True)
