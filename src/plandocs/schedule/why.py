"""Why a task lies where it does: the chain of reasons up to the start, and what its float is spent against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from plandocs.plan.model import Plan
from plandocs.schedule.critical import natural_key
from plandocs.schedule.dating import date_schedule
from plandocs.schedule.drivers import limiting_ties
from plandocs.schedule.from_plan import solve
from plandocs.schedule.result import Driver, Schedule, ScheduledTask

_TYPES = {
    "FS": "starts after {by} finishes",
    "SS": "starts after {by} starts",
    "FF": "finishes after {by} finishes",
    "SF": "finishes after {by} starts",
}


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


def sentences(explanation: Explanation, day: Callable[[date], str] = date.isoformat) -> list[str]:
    """Return the explanation as lines of English, the asked task first. `day` writes a date."""
    lines = [_sentence(step, day) for step in explanation.steps]
    return [*lines, about_float(explanation)]


def _sentence(step: Step, day: Callable[[date], str]) -> str:
    task = step.task
    span = day(task.start) if task.start == task.finish else f"{day(task.start)} to {day(task.finish)}"
    also = list(dict.fromkeys(driver.by for driver in step.others if driver.by))
    beside = f" (also fixed by {', '.join(also)})" if also else ""
    return f"{task.id} {task.name}, {span}: {reason(step.driver, day)}{beside}"


def reason(driver: Driver, day: Callable[[date], str] = date.isoformat) -> str:
    """Return one driver in words. `day` writes a date."""
    on = day(driver.on) if driver.on is not None else ""
    if driver.kind == "link":
        return _TYPES[driver.link].format(by=driver.by) + _lag(driver.lag)
    if driver.kind == "constraint":
        return f"{driver.name.replace('_', ' ')} {on}".rstrip()
    if driver.kind == "person" and not driver.by:
        return f"waits for {driver.name}, who is away until {on}"
    words = {
        "project_start": "starts with the project",
        "actual": f"has started on {on}",
        "as_of": f"cannot start before the status date {on} is over",
        "target": f"is as late as the target {on} allows",
        "calendar": f"waits for working time of {driver.name}",
        "person": f"waits for {driver.name}, who is busy with {driver.by}",
    }
    return words[driver.kind]


def _lag(lag: str) -> str:
    if not lag:
        return ""
    return f", {lag[1:]} {'later' if lag.startswith('+') else 'before that'}"


def about_float(explanation: Explanation) -> str:
    """Return what a task's float is spent against, in words."""
    task = explanation.task
    if task.total_float < 0:
        return f"{task.id} is {_days(-task.total_float)} too late for a date that was set behind it"
    if task.critical:
        return f"{task.id} has no float: every day it slips moves the finish"
    return f"{task.id} can slip {_days(task.total_float)}{_against(explanation)}"


def _against(explanation: Explanation) -> str:
    if not explanation.float_against:
        return " before the finish moves"
    successors = ", ".join(explanation.float_against)
    free = explanation.task.free_float
    moves = "moves" if len(explanation.float_against) == 1 else "move"
    return f" before the finish moves; {successors} {moves} {f'after {_days(free)}' if free else 'with it at once'}"


def _days(count: int) -> str:
    return "1 working day" if count == 1 else f"{count} working days"
