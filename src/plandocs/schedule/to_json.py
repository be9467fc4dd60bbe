"""The schedule, what explains it and what trials say, as the plain data of `schedule --json` and `simulate --json`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from plandocs.schedule.result import Driver, Levelling, Schedule, ScheduledTask

if TYPE_CHECKING:
    from plandocs.schedule.capacity import PersonWeek
    from plandocs.schedule.comparison import Comparison, TaskSlip
    from plandocs.schedule.simulation import Simulation
    from plandocs.schedule.target import TargetFit
    from plandocs.schedule.why import Explanation, Step


NEAR_CRITICAL_DAYS = 2
"""Float up to which work that is not critical is worth watching. Source: S48."""


def schedule_as_dict(schedule: Schedule, comparison: Comparison | None = None) -> dict[str, Any]:
    """Return the contract's object: ISO dates, with a time of day only where work is not whole days.

    With a comparison, what was agreed and the slips stand beside the forecast.
    """
    slips = {} if comparison is None else {moved.agreed.id: moved for moved in comparison.tasks}
    return {
        "project": schedule.project_id,
        "start": schedule.start.isoformat(),
        "finish": schedule.finish.isoformat(),
        "go_live": _day(schedule.go_live),
        "go_live_task": schedule.go_live_task,
        "as_of": _day(schedule.as_of),
        "day_count": schedule.day_count,
        "critical_path": list(schedule.critical_path),
        "critical_branches": [[list(chain) for chain in step] for step in schedule.critical_branches],
        "near_critical": [task.id for task in schedule.tasks if is_near_critical(task)],
        "buffers": _buffers(schedule, comparison),
        "joins": [
            {"task": join.task, "into": join.into, "total_float": join.total_float, "buffered": join.is_buffered}
            for join in schedule.joins
        ],
        "holidays": _holidays(schedule.holidays),
        "holidays_by_calendar": {name: _holidays(days) for name, days in schedule.holidays_by_calendar.items()},
        "conflicts": [
            {
                "rule": problem.rule,
                "severity": problem.severity,
                "where": problem.where,
                "message": problem.message,
            }
            for problem in schedule.problems
        ],
        **({} if comparison is None else {"agreed": _agreed(comparison)}),
        **({} if schedule.levelling is None else {"levelling": _levelling(schedule.levelling)}),
        "tasks": [_task(task) | _slip(slips.get(task.id)) for task in schedule.tasks],
    }


def _holidays(days: Sequence[tuple[date, str]]) -> list[dict[str, str]]:
    return [{"date": day.isoformat(), "name": name} for day, name in days]


def is_near_critical(task: ScheduledTask) -> bool:
    """Return whether unfinished work is not critical, but nearly."""
    return not task.critical and not task.is_milestone and 0 < task.total_float <= NEAR_CRITICAL_DAYS


def _agreed(comparison: Comparison) -> dict[str, Any]:
    """Return what was agreed, and by how many working days the forecast misses it."""
    return {
        "finish": comparison.agreed.finish.isoformat(),
        "go_live": _day(comparison.agreed.go_live),
        "slip": comparison.slip,
        "finish_slip": comparison.finish_slip,
        "delay_class": comparison.delay,
    }


def _slip(moved: TaskSlip | None) -> dict[str, Any]:
    if moved is None:
        return {}
    task = moved.agreed
    return {
        "agreed_start": _moment(task.start, task.start_time),
        "agreed_finish": _moment(task.finish, task.finish_time),
        "slip": moved.slip,
    }


def _buffers(schedule: Schedule, comparison: Comparison | None) -> list[dict[str, Any]]:
    states = {} if comparison is None else {state.use.id: state for state in comparison.buffers}
    rows = []
    for buffer in schedule.buffers if comparison is None else comparison.agreed.buffers:
        row = {"id": buffer.id, "kind": buffer.kind, "days": buffer.days, "protects": list(buffer.protects)}
        state = states.get(buffer.id)
        if state is not None:
            row |= {"used": state.use.used, "left": state.use.left, "chain_percent": state.chain_percent}
        rows.append(row)
    return rows


def _levelling(made: Levelling) -> dict[str, Any]:
    return {
        "method": made.method,
        "length_days": made.length_days,
        "bound_days": made.bound_days,
        "proved_optimal": made.proved_optimal,
        "gap_percent": round(made.gap_percent, 2),
        "result": made.verdict,
    }


def target_as_dict(fit: TargetFit) -> dict[str, Any]:
    """Return how a target go-live that is missed fits the schedule."""
    return {
        "date": fit.target.isoformat(),
        "days_short": fit.days_short,
        "latest_kickoff": _day(fit.latest_kickoff),
        "chain": list(fit.chain),
        "savings": [{"task": saving.task, "days": saving.days} for saving in fit.savings],
    }


def capacity_as_list(weeks: Iterable[PersonWeek]) -> list[dict[str, Any]]:
    """Return the weeks of people with work; `supply` is None where nobody said how many hours somebody has."""
    return [
        {
            "person": week.person,
            "week": week.monday.isoformat(),
            "demand": round(week.demand, 2),
            "supply": None if week.supply is None else round(week.supply, 2),
            "short": week.is_short,
            "tasks": {share.task: round(share.hours, 2) for share in week.shares},
        }
        for week in weeks
    ]


def explanation_as_dict(explanation: Explanation, reason: Callable[[Step], str], about_float: str) -> dict[str, Any]:
    """Return why a task lies where it does: the chain back to the start, each step in words and as data.

    `reason` puts a step into words; `about_float` says what the task's float is spent against.
    """
    return {
        "task": _task(explanation.task),
        "chain": [
            {
                "id": step.task.id,
                "name": step.task.name,
                "start": _moment(step.task.start, step.task.start_time),
                "finish": _moment(step.task.finish, step.task.finish_time),
                "driver": _driver(step.driver),
                "others": [_driver(driver) for driver in step.others],
                "reason": reason(step),
            }
            for step in explanation.steps
        ],
        "float_against": list(explanation.float_against),
        "float": about_float,
    }


def simulation_as_dict(made: Simulation) -> dict[str, Any]:
    """Return what trials say. It does not name the backend: numbers are the same with every one."""
    return {
        "trials": made.trials,
        "seed": made.seed,
        "go_live_task": made.of or None,
        **{f"p{found.percent}": found.day.isoformat() for found in made.percentiles},
        "percentiles": [
            {"percent": found.percent, "date": found.day.isoformat(), "days": found.days} for found in made.percentiles
        ],
        "planned": made.planned.isoformat(),
        "planned_probability": made.planned_probability,
        "target_go_live": _day(made.target),
        "target_probability": made.target_probability,
        "criticality": made.criticality,
        "risks": [
            {
                "id": cost.id,
                "probability": cost.probability,
                "days_if_it_happens": round(cost.days_if_it_happens, 4),
                "expected_days": round(cost.expected_days, 4),
            }
            for cost in made.costs
        ],
        "histogram": [{"date": day.isoformat(), "trials": count} for day, count in made.histogram],
        "estimated_tasks": made.estimated,
    }


def _task(task: ScheduledTask) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": task.id,
        "name": task.name,
        "kind": task.kind,
        "phase": task.phase,
        "start": _moment(task.start, task.start_time),
        "finish": _moment(task.finish, task.finish_time),
        "early_start": _moment(task.early_start, task.early_start_time),
        "early_finish": _moment(task.early_finish, task.early_finish_time),
        "late_start": _moment(task.late_start, task.late_start_time),
        "late_finish": _moment(task.late_finish, task.late_finish_time),
        "start_day": task.start_day,
        "finish_day": task.finish_day,
        "duration_days": task.duration_days,
        "total_float": task.total_float_days,
        "free_float": task.free_float_days,
        "critical": task.critical,
        "milestone": task.is_milestone,
        "drivers": [_driver(driver) for driver in task.drivers],
    }
    if task.progress is not None:
        row["progress"] = task.progress
    if task.started is not None:
        row["started"] = task.started.isoformat()
    if task.finished is not None:
        row["finished"] = task.finished.isoformat()
    if task.levelled_by:
        row["levelled_by"] = list(task.levelled_by)
    return row


def _driver(driver: Driver) -> dict[str, str]:
    pairs = {
        "kind": driver.kind,
        "by": driver.by,
        "link": driver.link,
        "lag": driver.lag,
        "on": _day(driver.on) or "",
        "name": driver.name,
    }
    return {key: value for key, value in pairs.items() if value}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moment(day: date, time: str | None) -> str:
    return day.isoformat() if time is None else f"{day.isoformat()}T{time}"
