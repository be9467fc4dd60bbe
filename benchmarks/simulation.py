"""What a simulation costs, with numpy and without, on one calendar and on three; and how right its percentiles are.

Times are processor time, the least of some runs: what the goals are about is the work, not the machine's other work.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import timing
from benchmarks.report import Measure
from plandocs.plan.model import Plan
from plandocs.schedule.simulation import simulate

TASKS, TRIALS = 200, 10_000
GOALS = {True: 0.15, False: 1.5}
_ACCURACY = 0.5
_SIZES = (200, 1000, 4000)
_LINKS = ("", "", " SS+2d", " FF+1d", " SF+6d", " FS+2ed")
_CALENDARS = {"customer": {"week": ["sun", "mon", "tue", "wed", "thu"]}, "partner": {"week": ["mon", "tue", "wed"]}}
_SIDES = ("vendor", "customer", "third_party")


def simulation() -> Iterator[Measure]:
    """Tell the time of simulations, their growth, and how far P50 and P80 are from a plain forward pass."""
    for calendars in (1, 3):
        plan = plan_of(TASKS, calendars)
        for with_numpy, goal in GOALS.items():
            took = _processor(lambda plan=plan, n=with_numpy: simulate(plan, trials=TRIALS, with_numpy=n))  # type: ignore[misc]
            name = f"{TASKS} tasks, {TRIALS:,} trials, {_named(calendars)}, {'numpy' if with_numpy else 'plain Python'}"
            yield Measure(name, took, "s", goal=goal)
    times = []
    for tasks in _SIZES:
        plan = plan_of(tasks, 3)
        times.append(_processor(lambda plan=plan: simulate(plan, trials=1000, with_numpy=True), runs=2))  # type: ignore[misc]
    note = ", ".join(f"{took * 1000:.0f} ms" for took in times)
    yield Measure(f"growth, 1,000 trials of {_SIZES} tasks", timing.exponent(_SIZES, times), "", goal=1.3, note=note)
    yield from _accuracy()


def plan_of(tasks: int, calendars: int) -> Plan:
    """Return a plan of tasks with estimates, all link types, on one calendar or one for each of three sides."""
    rng = random.Random(7)
    sides = _SIDES[:calendars]
    return Plan.model_validate(
        {
            "project": {"name": "Simulated", "id": "S", "start": "2027-01-11", "go_live": f"T{tasks - 1}"},
            "calendars": {key: spec for key, spec in _CALENDARS.items() if calendars > 1},
            "people": {side: {"name": side, "side": side, "calendar": _calendar(side)} for side in sides},
            "phases": [{"id": "p", "name": "P", "tasks": [_task(n, tasks, sides, rng) for n in range(tasks)]}],
        }
    )


def _calendar(side: str) -> str:
    return {"customer": "customer", "third_party": "partner"}.get(side, "")


def _task(n: int, tasks: int, sides: tuple[str, ...], rng: random.Random) -> dict[str, Any]:
    likely = rng.randint(2, 9)
    before = sorted({rng.randint(max(0, n - 12), n - 1) for _ in range(rng.randint(1, 3))}) if n else []
    if n == tasks - 1:
        before = list(range(max(0, n - 10), n))
    return {
        "id": f"T{n}",
        "name": f"Task {n}",
        "duration": f"{likely}d",
        "estimate": [f"{max(1, likely - 2)}d", f"{likely}d", f"{likely + rng.randint(1, 9)}d"],
        "owner": rng.choice(sides),
        "after": [f"T{other}{rng.choice(_LINKS) if n < tasks - 1 else ''}" for other in before],
    }


def _accuracy() -> Iterator[Measure]:
    """Compare with a forward pass of one trial after another, whose numbers come from `random.betavariate`."""
    rng = random.Random(11)
    tasks = {n: (rng.randint(1, 4), rng.randint(4, 8), rng.randint(9, 20), _earlier(n, rng)) for n in range(40)}
    found = sorted(_finish(tasks, rng) for _ in range(40_000))
    rows = [
        {"id": f"T{n}", "name": "x", "duration": f"{likely}d", "after": [f"T{other}" for other in before],
         "estimate": [f"{low}d", f"{likely}d", f"{high}d"]}
        for n, (low, likely, high, before) in tasks.items()
    ]  # fmt: skip
    plan = Plan.model_validate(
        {
            "project": {"name": "Plain", "id": "P", "start": "2027-01-11", "go_live": "T39"},
            "people": {"ann": {"name": "Ann", "side": "vendor"}},
            "phases": [{"id": "p", "name": "P", "tasks": rows}],
        }
    )
    made = simulate(plan, trials=TRIALS)
    for percent in (50, 80):
        plain = found[len(found) * percent // 100]
        ours = made.percentile(percent).days
        note = f"{ours:.2f} days against {plain:.2f}"
        yield Measure(f"P{percent}, off a plain reference", 100 * abs(ours / plain - 1), "%", goal=_ACCURACY, note=note)


def _earlier(n: int, rng: random.Random) -> list[int]:
    return sorted({rng.randint(max(0, n - 6), n - 1) for _ in range(3)}) if n else []


def _finish(tasks: dict[int, tuple[int, int, int, list[int]]], rng: random.Random) -> float:
    finish: dict[int, float] = {}
    for n, (low, likely, high, before) in tasks.items():
        rise = 4 * (likely - low) / (high - low)
        duration = low + (high - low) * rng.betavariate(1 + rise, 5 - rise)
        finish[n] = max((finish[other] for other in before), default=0.0) + duration
    return finish[39]


def _processor(call: Callable[[], object], *, runs: int = 4) -> float:
    """Return the least processor time of some calls, after one that warms the tables up."""
    call()
    times = []
    for _ in range(runs):
        begin = time.process_time()
        call()
        times.append(time.process_time() - begin)
    return min(times)


def _named(calendars: int) -> str:
    return "one calendar" if calendars == 1 else f"{calendars} calendars"
