"""Whether a task makes sense by itself: a length, dates in order, progress that fits; reports, and days of risks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plandocs.errors import Problem
from plandocs.plan.model import Plan, Task
from plandocs.plan.source import KeyPath, Source

_ORDERED = (
    ("start_no_earlier_than", "start_no_later_than"),
    ("finish_no_earlier_than", "finish_no_later_than"),
    ("must_start_on", "must_finish_on"),
    ("must_start_on", "finish_no_later_than"),
    ("must_start_on", "start_no_later_than"),
    ("start_no_earlier_than", "must_start_on"),
    ("start_no_earlier_than", "must_finish_on"),
    ("start_no_earlier_than", "finish_no_later_than"),
    ("started", "finished"),
)


def check_task(task: Task, path: KeyPath, source: Source) -> Iterator[tuple[KeyPath, Problem]]:
    """Yield what is wrong with one task, each problem with its key path."""
    yield from _size(task, path, source)
    if task.each is not None:
        at: KeyPath = (*path, "each")
        message = f"task '{task.id}' is to be written for each site, but stands in no template"
        fix = "move it into 'rollout: template: tasks:', or leave 'each' out"
        yield at, source.problem("each-outside-template", message, at, fix=fix, on_key=True)
    if task.duration is None and task.estimate is None and task.size is None:
        fix = "add 'duration: 3d', or 'duration: 0d' for a milestone"
        message = f"task '{task.id}' has neither a duration nor an estimate"
        yield path, source.problem("no-duration", message, path, fix=fix)
    if task.is_milestone and (task.duration or task.estimate) and (task.effort or task.needs):
        at = (*path, "effort" if task.effort else "needs")
        message = f"milestone '{task.id}' takes no time, so it takes no work either"
        yield at, source.problem("milestone-with-work", message, at, fix="give it a duration", on_key=True)
    yield from _estimate_order(task, path, source)
    for first, second in _ORDERED:
        one, other = getattr(task, first), getattr(task, second)
        if isinstance(one, date) and isinstance(other, date) and other < one:
            at = (*path, second)
            message = f"'{second}' ({other}) lies before '{first}' ({one})"
            yield at, source.problem("dates-crossed", message, at, fix="exchange or mend the two dates")
    yield from _progress(task, path, source)


def check_report_order(plan: Plan, source: Source) -> Iterator[tuple[KeyPath, Problem]]:
    """Yield a problem for each report that does not come after the one above it."""
    for i in range(1, len(plan.reports)):
        before, this = plan.reports[i - 1].as_of, plan.reports[i].as_of
        if this <= before:
            at: KeyPath = ("reports", i, "as_of")
            word = "has the same date as" if this == before else "is older than"
            message = f"the report of {this} {word} the one above it"
            yield at, source.problem("report-order", message, at, fix="list the reports from old to new, one a day")


def check_risk_days(plan: Plan, source: Source) -> Iterator[tuple[KeyPath, Problem]]:
    """Yield a problem for each risk whose lost days are less than none, or not in rising order."""
    for i, risk in enumerate(plan.risks):
        days = risk.days if isinstance(risk.days, tuple) else (risk.days or 0.0,)
        if list(days) != sorted(days) or days[0] < 0:
            at: KeyPath = ("risks", i, "days")
            message = "the days that a risk costs go from fewest over most likely to most, none of them negative"
            yield at, source.problem("risk-days", message, at, fix="put the three numbers in rising order")


def _size(task: Task, path: KeyPath, source: Source) -> Iterator[tuple[KeyPath, Problem]]:
    at: KeyPath = (*path, "size")
    if task.size is not None and not task.is_buffer:
        message = f"task '{task.id}' has a size, but is no buffer"
        yield at, source.problem("size-of-no-buffer", message, at, fix="add 'kind: buffer', or give it a duration")
    elif task.size is not None and (task.duration is not None or task.estimate is not None):
        message = f"buffer '{task.id}' has a size and a duration"
        yield at, source.problem("size-and-duration", message, at, fix="keep one of the two", on_key=True)


def _estimate_order(task: Task, path: KeyPath, source: Source) -> Iterator[tuple[KeyPath, Problem]]:
    if task.estimate is None or len({duration.unit for duration in task.estimate}) > 1:
        return
    low, likely, high = (duration.amount for duration in task.estimate)
    if not low <= likely <= high:
        at: KeyPath = (*path, "estimate")
        message = "an estimate goes from optimistic over most likely to pessimistic"
        yield at, source.problem("estimate-order", message, at, fix="put the three durations in rising order")


def _progress(task: Task, path: KeyPath, source: Source) -> Iterator[tuple[KeyPath, Problem]]:
    if task.finished is not None and task.progress is not None and task.progress < 100:
        at: KeyPath = (*path, "progress")
        message = f"task '{task.id}' is finished, but its progress is {task.progress:f}%"
        yield at, source.problem("progress-mismatch", message, at, fix="leave out the progress, or the finish")
    if task.finished is not None and task.remaining is not None and not task.remaining.is_zero:
        at = (*path, "remaining")
        message = f"task '{task.id}' is finished, but {task.remaining} remain"
        yield at, source.problem("progress-mismatch", message, at, fix="leave out what remains, or the finish")
