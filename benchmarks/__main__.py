"""`python -m benchmarks [--json] [GROUP ...]`: every ratio in one run; exit code 1 when a goal is missed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict

from benchmarks import floor, peers, timing
from benchmarks.levelling import levelling, levelling_best
from benchmarks.pipeline import contents, documents, prepare, steps
from benchmarks.plans import AS_OF, plan_text, unowned
from benchmarks.report import Measure, table
from benchmarks.scheduler import scheduler
from benchmarks.sheets import TASKS as SHEETS_OF
from benchmarks.sheets import sheets
from benchmarks.simulation import simulation
from plandocs.rules import check_rules

SMALL, LARGE = 60, 1000
SIZES = (250, 1000, 4000)


def start_up() -> Iterator[Measure]:
    """Compare the start of commands with the start of Python."""
    calls = {
        "python -c pass": timing.process("-c", "pass"),
        "plandocs --version": timing.process("-m", "plandocs", "--version"),
        "plandocs check (21 tasks)": timing.process("-m", "plandocs", "check", "samples/invoice-approval.yaml"),
        "the three Office libraries": timing.process("-c", "import docx, pptx, openpyxl"),
    }
    times = timing.alternately(calls, runs=9)
    base = times.pop("python -c pass")
    for name, took in times.items():
        yield Measure(name, took / base, note=f"{took * 1000:.0f} ms against {base * 1000:.0f} ms")


def small() -> Iterator[Measure]:
    """Compare the four documents of a small plan with the floor and with the usual libraries."""
    plan = prepare(plan_text(SMALL), AS_OF)
    parts = floor.parts_of(documents(plan))
    times = timing.alternately(
        {
            "ours": lambda: documents(plan),
            "floor": lambda: floor.write(parts),
            "peers": lambda: peers.documents(contents(plan)),
            "tuned": lambda: peers.documents(contents(plan), tuned=True),
        },
        runs=7,
    )
    ours, note = times["ours"], f"{times['ours'] * 1000:.0f} ms"
    yield Measure("ours / floor", ours / times["floor"], goal=12, note=f"{note} against {times['floor'] * 1000:.1f} ms")
    yield Measure("usual libraries, tables tuned by hand / ours", times["tuned"] / ours)
    yield Measure(
        "usual libraries / ours",
        times["peers"] / ours,
        goal=6,
        at_least=True,
        note=f"{times['peers'] * 1000:.0f} ms against {note}",
    )


def large() -> Iterator[Measure]:
    """Compare a large plan with the floor and with a small plan."""
    plans = {size: prepare(plan_text(size), AS_OF) for size in (SMALL, LARGE)}
    parts = floor.parts_of(documents(plans[LARGE]))
    times = timing.alternately(
        {
            "small": lambda: documents(plans[SMALL]),
            "large": lambda: documents(plans[LARGE]),
            "floor": lambda: floor.write(parts),
        },
        runs=5,
    )
    yield Measure("documents", times["large"], "s", goal=1)
    yield Measure("ours / floor", times["large"] / times["floor"], goal=15, note=f"{times['floor'] * 1000:.0f} ms")
    yield Measure(f"growth from {SMALL} tasks", times["large"] / times["small"], goal=8)


def checking() -> Iterator[Measure]:
    """Compare the planning rules with the reading of the plan: as it is, and with a finding or two on every task."""
    for name, text in ((f"{LARGE} tasks", plan_text(LARGE)), (f"{LARGE} tasks, none owned", unowned(plan_text(LARGE)))):
        plan = prepare(text, AS_OF)
        found = len(check_rules(plan.loaded, plan.agreed))
        calls = {step: steps(plan)[step] for step in ("read", "rules")}
        with timing.without_collector():
            times = timing.alternately(calls, runs=7, clock=time.process_time)
        note = f"{times['rules'] * 1000:.0f} ms against {times['read'] * 1000:.0f} ms, {found} findings"
        yield Measure(f"rules / load, {name}", times["rules"] / times["read"], goal=1, note=note)


def growth() -> Iterator[Measure]:
    """Tell how every step grows with the number of tasks."""
    plans = {size: prepare(plan_text(size), AS_OF) for size in SIZES}
    calls: dict[str, dict[int, Callable[[], object]]] = {}
    for size, plan in plans.items():
        for name, call in steps(plan).items():
            calls.setdefault(name, {})[size] = call
    for name, by_size in calls.items():
        with timing.without_collector():
            times = [timing.seconds(call, runs=3) for call in by_size.values()]
        note = ", ".join(f"{took * 1000:.0f} ms" for took in times)
        yield Measure(name, timing.exponent(SIZES, times), "", goal=1.3, note=note)


def memory() -> Iterator[Measure]:
    """Tell the peak memory of whole builds."""
    for size in (SMALL, LARGE):
        command = [sys.executable, "-m", "benchmarks.once", str(size)]
        made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        yield Measure(f"{size} tasks", made["megabytes"], "MB", note=f"whole build {made['seconds']:.2f} s")


GROUPS: tuple[tuple[str, Callable[[], Iterator[Measure]]], ...] = (
    ("Start-up, as multiples of `python -c pass`", start_up),
    (f"Four documents of {SMALL} tasks, from the schedule to bytes", small),
    (f"Four documents of {LARGE} tasks", large),
    ("Checking: the planning rules against the reading of the file, in processor time", checking),
    (f"The workbook of {SHEETS_OF} tasks against plain openpyxl", sheets),
    (f"Growth: exponent from {SIZES[1]} to {SIZES[2]} tasks (1 is linear, 2 quadratic), times at {SIZES}", growth),
    ("The scheduler alone, with calendars and all link types", scheduler),
    ("Levelling, on projects made as PSPLIB's were", levelling),
    ("Levelling with `--level best` and OR-Tools (two minutes; only when asked for by name)", levelling_best),
    ("Simulation", simulation),
    ("Peak memory of `plandocs build`", memory),
)
ON_REQUEST = (levelling_best,)


def main(arguments: list[str]) -> int:
    """Measure, print, and return whether a goal was missed."""
    os.environ["PLANDOCS_SOFFICE"] = ""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
    chosen = [word for word in arguments if not word.startswith("-")]
    found: dict[str, list[Measure]] = {}
    for title, measure in GROUPS:
        if measure.__name__ in chosen or (not chosen and measure not in ON_REQUEST):
            found[title] = list(measure())
            if "--json" not in arguments:
                print(table(title, found[title]), flush=True)
    if "--json" in arguments:
        print(
            json.dumps({title: [asdict(m) | {"met": m.met} for m in rows] for title, rows in found.items()}, indent=2)
        )
    return 0 if all(m.met for rows in found.values() for m in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
