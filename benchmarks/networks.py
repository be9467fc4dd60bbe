"""Networks for the scheduler: tasks on two calendars, with all four link types and lags, for plandocs and for tj3.

The same size always gives the same network: chains side by side that lean on each other. Task n waits for the task
`_CHAINS` before it, and every third one for another chain too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from plandocs.plan.model import Plan
from plandocs.plan.values import Duration, Link, LinkType
from plandocs.schedule.calendar_book import CalendarBook
from plandocs.schedule.rows import Row

_CHAINS = 12
_LINKS: tuple[LinkType, ...] = ("FS", "SS", "FF", "SF", "FS", "FS")
START = date(2027, 1, 11)


def rows_of(tasks: int) -> tuple[list[Row], CalendarBook]:
    """Return the network as the scheduler's rows, with its calendars."""
    data = _data(tasks)
    (phase,) = data.pop("phases")
    plan = Plan.model_validate({**data, "phases": [{**phase, "tasks": phase["tasks"][:1]}]})
    rows = [
        Row(
            id=task["id"],
            name=task["name"],
            length=Duration(Decimal(1 + n % 5), "d"),
            links=tuple(Link(f"T{other}", link, Decimal(lag), "d") for other, link, lag in _before(n)),
            calendar=task["calendar"],
        )
        for n, task in enumerate(phase["tasks"])
    ]
    return rows, CalendarBook(plan, START.toordinal())


def plan_file(tasks: int) -> str:
    """Return the same plan as a file: YAML, a task a line."""
    data = _data(tasks)
    (phase,) = data.pop("phases")
    lines = [f"{key}: {json.dumps(value)}" for key, value in data.items()]
    lines += ["phases:", f"  - id: {phase['id']}", f"    name: {phase['name']}", "    tasks:"]
    lines += [f"      - {json.dumps(task)}" for task in phase["tasks"]]
    return "\n".join(lines) + "\n"


def taskjuggler_file(tasks: int) -> str:
    """Return a project of the same size and shape for tj3. Its links are all FS: it has no others between lengths."""
    lines = [f'project p "P" {START} +{2 + tasks // 1000}y {{', "  timingresolution 60min", "}", 'resource r "R"']
    for n in range(tasks):
        before = [f"!t{other}" for other, _, _ in _before(n)]
        depends = f" depends {', '.join(before)}" if before else ""
        lines.append(f'task t{n} "Task {n}" {{ length {1 + n % 5}d{depends} }}')
    lines.append('taskreport "out" { formats csv columns id, start, end }')
    return "\n".join(lines) + "\n"


def _data(tasks: int) -> dict[str, Any]:
    rows = [
        {
            "id": f"T{n}",
            "name": f"Task {n}",
            "duration": f"{1 + n % 5}d",
            "after": [f"T{other} {link}+{lag}d" for other, link, lag in _before(n)],
            "calendar": "site" if n % 4 == 3 else "",
        }
        for n in range(tasks)
    ]
    return {
        "project": {"name": f"A network of {tasks} tasks", "id": f"N-{tasks}", "start": START.isoformat()},
        "calendar": {"holidays": ["2027-01-18", "2027-02-15", "2027-05-31", "2027-12-24"]},
        "calendars": {"site": {"week": ["sun", "mon", "tue", "wed", "thu"]}},
        "people": {"rhea": {"name": "Rhea Demoville", "role": "implementation_pm", "side": "vendor"}},
        "phases": [{"id": "work", "name": "Work", "tasks": rows}],
    }


def _before(n: int) -> Iterator[tuple[int, LinkType, int]]:
    """Yield what a task waits for: predecessor, type and days of lag."""
    if n >= _CHAINS:
        yield n - _CHAINS, _LINKS[n % len(_LINKS)], int(n % 7 == 0)
        if n % 3 == 0:
            yield n - _CHAINS + 1, _LINKS[n // 3 % len(_LINKS)], 0
