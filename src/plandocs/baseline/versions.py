"""Two versions of a plan side by side: each a plan file as it is now, or a baseline.

A version knows its dates. Those of a baseline are the frozen ones, whatever today's program would compute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plandocs.baseline.model import AgreedTask, Baseline
from plandocs.errors import Problem
from plandocs.plan.model import Plan
from plandocs.schedule.result import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version: what it is called, its plan, and its dates by task and milestone id. `hash` is the plan's."""

    label: str
    plan: Plan
    schedule: Schedule
    hash: str
    start: date
    finish: date
    go_live: date | None
    dates: Mapping[str, AgreedTask]
    baseline: Baseline | None = None


def version_of_plan(label: str, plan: Plan, schedule: Schedule, plan_hash: str) -> Version:
    """Return a plan file's version: its agreed dates, without progress."""
    dates = {
        task.id: AgreedTask(id=task.id, name=task.name, start=task.start, finish=task.finish) for task in schedule.tasks
    }
    return Version(
        label=label,
        plan=plan,
        schedule=schedule,
        hash=plan_hash,
        start=schedule.start,
        finish=schedule.finish,
        go_live=schedule.go_live,
        dates=dates,
    )


def version_of_baseline(baseline: Baseline, plan: Plan, schedule: Schedule) -> Version:
    """Return a baseline's version. `schedule` is its plan's as computed today: for its calendar, not for its dates."""
    return Version(
        label=baseline.name,
        plan=plan,
        schedule=schedule,
        hash=baseline.plan_hash,
        start=baseline.start,
        finish=baseline.finish,
        go_live=baseline.go_live,
        dates={task.id: task for task in baseline.tasks},
        baseline=baseline,
    )


def moved_since(version: Version, path: str) -> list[Problem]:
    """Return that a baseline's plan gives other dates today than were frozen; empty for a plan file."""
    if version.baseline is None:
        return []
    moved = [
        task.id
        for task in version.schedule.tasks
        if task.id not in version.dates
        or (task.start, task.finish) != (version.dates[task.id].start, version.dates[task.id].finish)
    ]
    if not moved and len(version.dates) == len(version.schedule.tasks):
        return []
    return [
        Problem(
            rule="baseline-dates",
            severity="warning",
            message=f"the plan of the baseline '{version.label}' gives other dates today than were agreed"
            + (f", for example for '{moved[0]}'" if moved else ""),
            path=path,
            fix="the agreed dates are used; public holidays or the scheduler have changed since",
        )
    ]
