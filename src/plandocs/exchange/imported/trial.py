"""Whether an imported plan gives the dates that stood in the file, and what keeps it to them.

The plan is scheduled by its links. Where the file has a later start than the links give, the task is held by
`start_no_earlier_than`: somebody had a reason for that date. Whatever then still comes out otherwise is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from plandocs.errors import PlanError, Problem
from plandocs.exchange.imported.model import ImportedLine
from plandocs.exchange.imported.shaping import Shaped
from plandocs.plan.model import Plan
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.result import Schedule

HELD = "as in the file: its links alone would let it start earlier"
FIRST = "as in the file; better a link to what it waits for"
_FIXED = (
    "must_start_on",
    "must_finish_on",
    "start_no_earlier_than",
    "start_no_later_than",
    "finish_no_earlier_than",
    "finish_no_later_than",
    "as_late_as_possible",
)
_SHOWN = 20


def keep_to_dates(made: Shaped, as_of: date | None) -> None:
    """Hold the tasks of a plan at the dates of its file, and tell which dates come out otherwise."""
    tasks = {task["id"]: task for phase in made.data["phases"] for task in phase["tasks"]}
    try:
        computed = _schedule(made.data, as_of)
        held = _hold(tasks, made.lines, computed)
        if held:
            computed = _without_needless(tasks, made.data, as_of)
    except PlanError as error:
        made.problems += [
            Problem(
                rule=one.rule, severity="warning", message=f"the dates cannot be computed: {one.message}", fix=one.fix
            )
            for one in error.problems
        ]
        return
    for identity, task in tasks.items():
        if task.get("start_no_earlier_than") and identity in held:
            made.lines[identity].remarks["start_no_earlier_than"] = HELD if task.get("after") else FIRST
    made.problems += _differences(made.lines, computed, "calendar" in made.data)


def _schedule(data: Mapping[str, Any], as_of: date | None) -> Schedule:
    return schedule_plan(Plan.model_validate(data), as_of=as_of)


def _hold(tasks: Mapping[str, dict[str, Any]], lines: Mapping[str, ImportedLine], computed: Schedule) -> set[str]:
    """Hold every task that would start before its date, and return their ids."""
    held = set()
    for identity, task in tasks.items():
        start = lines[identity].start
        if start is None or any(task.get(key) for key in _FIXED):
            continue
        if computed.task(identity).start < start:
            task["start_no_earlier_than"] = start
            held.add(identity)
    return held


def _without_needless(tasks: Mapping[str, dict[str, Any]], data: Mapping[str, Any], as_of: date | None) -> Schedule:
    """Let go of tasks that their links hold anyway, once those before them are held; return the schedule then."""
    with_all = _schedule(data, as_of)
    needless = [
        (task, task["start_no_earlier_than"])
        for identity, task in tasks.items()
        if "start_no_earlier_than" in task and any(one.kind == "link" for one in with_all.task(identity).drivers)
    ]
    for task, _ in needless:
        del task["start_no_earlier_than"]
    without = _schedule(data, as_of)
    if all(without.task(identity).start == with_all.task(identity).start for identity in tasks):
        return without
    for task, day in needless:
        task["start_no_earlier_than"] = day
    return with_all


def _differences(lines: Mapping[str, ImportedLine], computed: Schedule, knows_days_off: bool) -> Iterator[Problem]:
    """Yield where the plan has other dates than the file, the first twenty one by one."""
    found = []
    for identity, line in lines.items():
        task = computed.task(identity)
        said = []
        if line.start and line.start != task.start and not task.is_milestone:
            said.append(f"starts on {task.start} in the plan, on {line.start} in the file")
        if line.finish and line.finish != task.finish:
            said.append(f"finishes on {task.finish} in the plan, on {line.finish} in the file")
        if said:
            found.append((identity, line, " and ".join(said)))
    for identity, line, text in found[:_SHOWN]:
        yield Problem(
            rule="dates-differ",
            severity="warning",
            message=f"{identity} '{line.name}' {text}",
            where=line.place,
            fix=f"'plandocs schedule PLAN --why {identity}' tells what gives the date"
            + ("" if knows_days_off else "; with --country, public holidays are days off"),
        )
    if len(found) > _SHOWN:
        message = f"{len(found) - _SHOWN} more tasks have other dates in the plan than in the file"
        yield Problem(rule="dates-differ", severity="warning", message=message)
