"""Plans drawn from a number, with all that a workbook's calculation knows: links, lags, calendars, dates, progress.

And edits of them, as somebody types them into a workbook and as the plan says them.
"""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

START = date(2027, 1, 11)
AS_OF = date(2027, 2, 3)
Data = dict[str, Any]

_LINKS = ("FS", "FS", "FS", "FS", "SS", "FF", "SF")
_DATES = (
    "start_no_earlier_than",
    "finish_no_earlier_than",
    "start_no_later_than",
    "finish_no_later_than",
    "must_start_on",
    "must_finish_on",
    "deadline",
)


def drawn(number: int) -> Data:
    """Return a plan drawn from a number. Every third has several calendars, every second dates that hold work."""
    draw = random.Random(number)
    several = number % 3 == 0
    elapsed = number % 7 == 3 and not several
    phases: list[Data] = []
    known: list[str] = []
    for p in range(draw.randint(2, 4)):
        tasks = []
        for n in range(draw.randint(6, 9)):
            name = f"T{p}{n}"
            tasks.append(_task(draw, name, known, number, [phase["id"] for phase in phases], several))
            known.append(name)
        phase: Data = {"id": f"P{p}", "name": f"Phase {p}", "tasks": tasks}
        if draw.random() < 0.7:
            phase["milestone"] = {"id": f"M{p}", "name": f"Milestone {p}"}
            if draw.random() < 0.3:
                phase["milestone"]["start_no_earlier_than"] = _day(draw).isoformat()
            if draw.random() < 0.2:
                phase["milestone"]["deadline"] = _day(draw).isoformat()
            known.append(f"M{p}")
        phases.append(phase)
    plan: Data = {
        "project": {
            "name": f"Drawn {number}",
            "id": f"D-{number}",
            "start": START.isoformat(),
            "tier": "standard" if number == 1 else "lite",
            "day_count": "elapsed" if elapsed else "working",
            "lag_calendar": draw.choice(["successor", "predecessor"]) if several else "successor",
        },
        "calendar": {
            "holidays": sorted({_day(draw).isoformat() for _ in range(draw.randint(0, 5))}),
            "working_days": ["2027-01-23", "2027-02-13"] if number % 5 == 1 else [],
        },
        "people": {
            "ann": {"name": "Ann", "side": "vendor"},
            "cas": {"name": "Cas", "side": "customer"},
            "dee": {"name": "Dee", "side": "third_party", "calendar": "part"}
            if several
            else {"name": "Dee", "side": "third_party"},
        },
        "phases": phases,
    }
    if several:
        plan["calendars"] = {
            "customer": {
                "week": ["sun", "mon", "tue", "wed", "thu"],
                "holidays": [_day(draw).isoformat() for _ in range(2)],
                **({"working_days": ["2027-01-22"]} if draw.random() < 0.3 else {}),
            },
            "part": {"week": ["tue", "wed", "thu", "fri", "sat"], "hours_per_day": 6},
        }
    return plan


def _task(draw: random.Random, name: str, known: list[str], number: int, phases: list[str], several: bool) -> Data:
    task: Data = {"id": name, "name": name, "duration": f"{draw.randint(1, 8)}d"}
    if draw.random() < 0.12:
        task["duration"] = "0d"
    elif draw.random() < 0.08:
        task["duration"] = f"{draw.randint(1, 6)}ed"
    elif draw.random() < 0.1:
        task["duration"] = "1w"
    task["owner"] = draw.choice(["ann", "cas", "dee"])
    if several and draw.random() < 0.4:
        task["with"] = [draw.choice(["ann", "cas", "dee"])]
    after = [_link(draw, other) for other in draw.sample(known, min(len(known), draw.choice([0, 1, 1, 1, 2, 3])))]
    if phases and draw.random() < 0.2:
        after.append(_link(draw, draw.choice(phases)))
    task["after"] = after
    if number % 2 and draw.random() < 0.25:
        task[draw.choice(_DATES)] = _day(draw).isoformat()
    if task["duration"] == "0d":
        return task
    state = draw.random()
    begun = START + timedelta(days=draw.randrange(20))
    if state < 0.15:
        task |= {"started": begun.isoformat(), "finished": (begun + timedelta(days=draw.randrange(8))).isoformat()}
    elif state < 0.35:
        task["started"] = begun.isoformat()
        if draw.random() < 0.6:
            task["progress"] = f"{draw.choice([10, 25, 33, 60, 95])}%"
        elif draw.random() < 0.4 and task["duration"].endswith("d") and not task["duration"].endswith("ed"):
            task["remaining"] = f"{draw.randint(1, 4)}d"
    return task


def _link(draw: random.Random, other: str) -> str:
    kind = draw.choice(_LINKS)
    lag = draw.choice(["", "", "", "+1d", "+2d", "-1d", "+3ed", "-1ed"])
    return f"{other} {kind}{lag}" if kind != "FS" or lag else other


def _day(draw: random.Random) -> date:
    return START + timedelta(days=draw.randrange(75))


@dataclass
class Edit:
    """Cells by table or sheet, id and column, with what is typed; and the plan that says the same."""

    plan: Data
    tasks: dict[tuple[str, str], Any] = field(default_factory=dict)
    dates: dict[tuple[str, str], Any] = field(default_factory=dict)
    lags: dict[tuple[str, str, int], float] = field(default_factory=dict)


def edited(plan: Data, number: int, tracked: bool) -> Edit:
    """Return some edits of a plan, drawn from a number."""
    draw = random.Random(1000 + number)
    edit = Edit(copy.deepcopy(plan))
    tasks = [task for phase in edit.plan["phases"] for task in phase["tasks"] if task["duration"] != "0d"]
    for task in draw.sample(tasks, min(3, len(tasks))):
        length = draw.randint(1, 12)
        task["duration"] = f"{length}ed" if task["duration"].endswith("ed") else f"{length}d"
        edit.tasks[task["id"], "planned_days"] = length
    for task in draw.sample(tasks, min(2, len(tasks))):
        day = _day(draw)
        task["start_no_earlier_than"] = day.isoformat()
        edit.dates[task["id"], "start_no_earlier_than"] = day
    _edit_lags(edit, tasks, draw)
    if tracked:
        for task in draw.sample(tasks, min(3, len(tasks))):
            _report(edit, task, draw)
    return edit


def _edit_lags(edit: Edit, tasks: list[Data], draw: random.Random) -> None:
    plain = [(task, n) for task in tasks for n, link in enumerate(task["after"]) if " " in link and link[-1] == "d"]
    for task, n in draw.sample(plain, min(2, len(plain))):
        link, lag = task["after"][n], draw.randint(-2, 4)
        unit = "ed" if link.endswith("ed") else "d"
        task["after"][n] = f"{link[: link.index(' ') + 3]}{lag:+d}{unit}"
        edit.lags[task["id"], link.split()[0], n] = lag


def _report(edit: Edit, task: Data, draw: random.Random) -> None:
    """Report a start, a share done or a finish of a task that nothing is reported of yet."""
    if "started" in task:
        return
    begun = START + timedelta(days=draw.randrange(22))
    task["started"] = begun.isoformat()
    edit.tasks[task["id"], "started"] = begun
    if draw.random() < 0.5:
        share = draw.choice([20, 45, 80])
        task["progress"] = f"{share}%"
        edit.tasks[task["id"], "done"] = share / 100
