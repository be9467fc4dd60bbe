"""Dates that the logic gives, against dates that were promised, frozen or unwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from plandocs.plan.registers import DateRange
from plandocs.rules.case import Case, titled
from plandocs.rules.registry import Finding, rule
from plandocs.schedule.result import Schedule

_FRIDAY = 4
_LARGEST = 3
_SEARCHED_DAYS = 3660


@rule("S19", "target-too-early", "a date that the work does not allow is missed for certain", severity="error")
def target_too_early(case: Case) -> Iterator[Finding]:
    """The target go-live is not earlier than the computed one."""
    schedule, target = case.schedule, case.plan.project.target_go_live
    if schedule is None or target is None or schedule.go_live is None or schedule.go_live <= target:
        return
    short = schedule.working_days_between(target, schedule.go_live)
    kickoff = schedule.add_working_days(schedule.start, -short)
    message = f"the target go-live {target} is {_days(short)} earlier than the plan allows ({schedule.go_live})"
    fix = f"start by {kickoff}, cut work that decides the date{_longest(schedule)}, or move it to {schedule.go_live}"
    yield Finding(message, ("project", "target_go_live"), fix)


@rule("S20", "contract-deadline", "the contract's date is the one that costs", severity="warning")
def contract_deadline(case: Case) -> Iterator[Finding]:
    """The plan ends no later than the contract asks."""
    deadline = case.plan.project.contract_deadline
    if case.schedule is None or deadline is None or case.schedule.finish <= deadline:
        return
    late = case.schedule.working_days_between(deadline, case.schedule.finish)
    message = f"the plan ends on {case.schedule.finish}, {_days(late)} after the contract's date {deadline}"
    yield Finding(message, ("project", "contract_deadline"), "shorten the critical path, or agree on a new date")


@rule("S24", "buffer-on-critical-path", "without reserve, the first slip moves the go-live", severity="warning")
def buffer_on_critical_path(case: Case) -> Iterator[Finding]:
    """The critical path has a buffer; without a schedule, the plan has one at all."""
    fix = "add a task with 'kind: buffer' before the go-live, and let the go-live wait for it"
    if case.schedule is None:
        if not any(task.is_buffer for task in case.plan.tasks()):
            yield Finding("the plan has no buffer", ("phases",), fix, on_key=True)
        return
    tasks = case.schedule.by_id
    if not any(task.is_buffer and task.critical for task in tasks.values()):
        yield Finding("the critical path has no buffer", ("phases",), fix, on_key=True)


@rule("go-live-in-freeze", "go-live-in-freeze", "nothing goes live while changes are frozen", severity="error")
def go_live_in_freeze(case: Case) -> Iterator[Finding]:
    """No go-live falls into a freeze."""
    freezes = [freeze for spec in (case.plan.calendar, *case.plan.calendars.values()) for freeze in spec.freezes]
    for path, task_id, day in _go_live_days(case):
        for freeze in freezes:
            if freeze.from_ <= day <= freeze.to:
                why = f" ({freeze.reason})" if freeze.reason else ""
                message = (
                    f"the go-live '{task_id}' on {day} falls into the freeze from {freeze.from_} to {freeze.to}{why}"
                )
                yield Finding(message, path, f"go live before {freeze.from_}{_next_day(case, day, freezes)}")


@rule(
    "go-live-on-friday",
    "go-live-on-friday",
    "the problems of the first day meet people on their days off",
    severity="warning",
)
def go_live_on_friday(case: Case) -> Iterator[Finding]:
    """No go-live falls on the last working day before a weekend or holiday."""
    if case.schedule is None:
        return
    for path, task_id, day in _go_live_days(case):
        elapsed = case.schedule.day_count == "elapsed"
        last = day.weekday() == _FRIDAY if elapsed else not case.schedule.is_working(day + timedelta(days=1))
        if last:
            message = f"the go-live '{task_id}' is on {day:%A} {day}, and the next day is off"
            yield Finding(message, path, "move it to the first day after that, or plan support over the days off")


@rule("S22", "milestone-date-typed", "a typed date stays where it is when the work moves", severity="warning")
def milestone_date_typed(case: Case) -> Iterator[Finding]:
    """Milestones have the dates that follow from the work before them, not dates that somebody typed."""
    for path, task in case.tasks():
        for key in ("must_start_on", "must_finish_on") if task.is_milestone else ():
            day = getattr(task, key)
            if day is not None:
                message = f"the milestone {titled(task.id, task.name)} is fixed on {day} by hand"
                fix = "let it wait for the work it stands for ('after:'); a promise is a 'deadline:', which is checked"
                yield Finding(message, (*path, key), fix)


@rule("S45", "critical-path-idle", "days on which critical work waits for a date are lost", severity="info")
def critical_path_idle(case: Case) -> Iterator[Finding]:
    """Critical work begins when the work before it ends, not on a later date that was set by hand."""
    if case.schedule is None:
        return
    for path, task in case.tasks():
        planned = case.schedule.by_id[task.id]
        date_set = next((driver for driver in planned.drivers if driver.kind == "constraint"), None)
        if date_set is None or not planned.critical or planned.started or planned.finished:
            continue
        if any(link.type != "FS" or link.lag for link in task.after):
            continue  # a lag is waited for as agreed, and need not end where the work before it does
        before = [case.schedule.by_id.get(link.predecessor) for link in task.after]
        ends = [row.finish for row in before if row is not None]
        idle = case.schedule.working_days_between(max(ends), planned.start) - 1 if ends else 0
        if idle > 0:
            message = (
                f"the critical path stands still for {_days(idle)} before {titled(task.id, task.name)}, which waits "
                f"for {planned.start} although the work before it ends on {max(ends)}"
            )
            at = (*path, date_set.name) if case.source.has((*path, date_set.name)) else path
            yield Finding(message, at, "agree on an earlier date, or use the days for other work")


def _longest(schedule: Schedule) -> str:
    """Return the longest critical tasks in brackets: what it pays to cut. A buffer is not work, a go-live is kept."""
    critical = [task for task in schedule.tasks if task.critical and not task.is_milestone and not task.is_buffer]
    work = sorted((task for task in critical if task.kind != "go_live"), key=lambda task: -task.duration_days)
    told = ", ".join(f"{task.id} {_day_count(task.duration_days)}" for task in work[:_LARGEST])
    return f" ({told})" if told else ""


def _day_count(days: float) -> str:
    return "1 day" if days == 1 else f"{days:g} days"


def _go_live_days(case: Case) -> Iterator[tuple[tuple[str | int, ...], str, date]]:
    if case.schedule is not None:
        for path, entry in case.go_lives():
            scheduled = case.schedule.by_id.get(entry.id)
            if scheduled is not None:
                yield path, entry.id, scheduled.finish


def _next_day(case: Case, day: date, freezes: list[DateRange]) -> str:
    """Return the first working day outside all freezes, in words."""
    for ahead in range(1, _SEARCHED_DAYS):
        later = day + timedelta(days=ahead)
        frozen = any(freeze.from_ <= later <= freeze.to for freeze in freezes)
        if not frozen and case.schedule is not None and case.schedule.is_working(later):
            return f", or on {later} at the earliest after it"
    return ""


def _days(count: int) -> str:
    return "1 working day" if count == 1 else f"{count} working days"
