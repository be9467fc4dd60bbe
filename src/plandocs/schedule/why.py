"""Why a task lies where it does: the chain of reasons up to the start, and what its float is spent against.

Reasons are values here; `content/reasons.py` puts them into words, the same ones on the terminal and in documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plandocs.plan.model import Plan
from plandocs.schedule.critical import natural_key
from plandocs.schedule.dating import date_schedule
from plandocs.schedule.drivers import limiting_ties
from plandocs.schedule.from_plan import solve
from plandocs.schedule.result import Driver, Schedule, ScheduledTask


@dataclass(frozen=True, slots=True)
class Step:
    """One task of the chain and what fixes its date. `others` are further links that fix it just as well."""

    task: ScheduledTask
    driver: Driver
    others: tuple[Driver, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a task lies where it does. `steps` lead from the task back to the start of its chain.

    `float_against` are the successors that the task's free float is spent against: the first it would delay.
    """

    task: ScheduledTask
    steps: tuple[Step, ...]
    float_against: tuple[str, ...]


def explain(schedule: Schedule, task_id: str, *, float_against: tuple[str, ...] = ()) -> Explanation:
    """Return the explanation of one task; KeyError for an id that the plan does not have."""
    task = schedule.task(task_id)
    return Explanation(task, tuple(_chain(schedule, task)), float_against)


def explain_in_plan(plan: Plan, task_id: str, *, as_of: date | None = None) -> Explanation:
    """Return the explanation of one task of a plan, with what its float is spent against."""
    solved = solve(plan, as_of=as_of)
    schedule = date_schedule(plan, solved)
    place = {row.id: index for index, row in enumerate(solved.rows)}
    ties = limiting_ties(solved.network, solved.passes)[place[schedule.task(task_id).id]]
    limits = [solved.rows[solved.network.ties[number].successor] for number in ties]
    names = dict.fromkeys(row.phase or row.id if row.gathers else row.id for row in limits)
    return explain(schedule, task_id, float_against=tuple(sorted(names, key=natural_key)))


def _chain(schedule: Schedule, task: ScheduledTask) -> Iterator[Step]:
    seen: set[str] = set()
    at: ScheduledTask | None = task
    while at is not None and at.id not in seen:
        seen.add(at.id)
        drivers = sorted(at.drivers, key=lambda driver: _preference(schedule, driver))
        if not drivers:
            return
        yield Step(at, drivers[0], tuple(drivers[1:]))
        at = schedule.by_id.get(drivers[0].by)


def _preference(schedule: Schedule, driver: Driver) -> tuple[object, ...]:
    """Follow the critical predecessor first, then a task before a milestone, then the id that sorts first."""
    task = schedule.by_id.get(driver.by)
    if task is None:
        return (1, True, ())
    return (0 if task.critical else 1, task.is_milestone, natural_key(task.id))
