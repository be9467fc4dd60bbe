"""Reports that come every week, tell the delay as it is, and have a reason where a person overrules the rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from plandocs.plan.model import Task
from plandocs.plan.registers import Communication
from plandocs.rules.case import Case, Delay, titled
from plandocs.rules.registry import Finding, rule
from plandocs.schedule.comparison import MINOR_SLIP, MODERATE_SLIP

_LONGEST_GAP = timedelta(days=10)
_CLOSE_WEEKS = range(1, 5)
_WEEKLY_WEEKS = range(5, 9)
_TWICE = 2


@rule("S54", "touchpoints", "silence in the first weeks is where projects drift", severity="warning", lite="off")
def touchpoints(case: Case) -> Iterator[Finding]:
    """Where touchpoints have days, there are two a week in weeks 1 to 4 and one in weeks 5 to 8.

    As far as the plan is so long: after the go-live every second week is enough, and the week of it has its own calls.
    """
    dated = [entry for entry in case.plan.communications if entry.days]
    if not dated or case.schedule is None:
        return
    weeks = (case.schedule.finish - case.schedule.start).days // 7 + 1
    for week in (week for week in _CLOSE_WEEKS if week <= weeks):
        count = _touches(dated, week)
        if count < _TWICE:
            told = "no touchpoint on a fixed day" if not count else "one touchpoint on a fixed day"
            message = f"week {week} of the project has {told}; the first four weeks need two"
            fix = "add a call or a mail, with its day ('days: [fri]') and its weeks ('weeks: 1-4')"
            yield Finding(message, ("communications",), fix)
            return
    until = case.schedule.go_live or case.schedule.finish
    last = (until - case.schedule.start).days // 7 + 1
    for week in (week for week in _WEEKLY_WEEKS if week < last):
        if not _touches(dated, week):
            message = f"week {week} of the project has no touchpoint on a fixed day; weeks 5 to 8 need one"
            fix = "add a call or a mail, with its day ('days: [tue]') and its weeks ('weeks: 5-8')"
            yield Finding(message, ("communications",), fix)
            return


def _touches(dated: Sequence[Communication], week: int) -> int:
    """Return how many touchpoints a week of the project has, of those that are held every week."""
    return sum(len(entry.days) for entry in dated if entry.every == 1 and _covers(entry.weeks, week))


@rule("S55", "weekly-report", "a week without a report is a week of guesses", severity="warning")
def weekly_report(case: Case) -> Iterator[Finding]:
    """Reports follow each other within ten days."""
    for i, (earlier, later) in enumerate(pairwise(case.plan.reports), start=1):
        gap = later.as_of - earlier.as_of
        if gap > _LONGEST_GAP:
            message = f"{gap.days} days lie between the reports of {earlier.as_of} and {later.as_of}"
            yield Finding(message, ("reports", i, "as_of"), "report every week, also when nothing has moved")


@rule("S64", "delay-minor", "a few days are what buffers are for", severity="info")
def delay_minor(case: Case) -> Iterator[Finding]:
    """A delay of 1 to 3 days at the last report is absorbed; the dates that were told stay."""
    found = case.delay
    if found is not None and 0 < found.slip <= MINOR_SLIP:
        message = f"the last report forecasts the go-live for {found.go_live}, {_days_late(found)}: a minor delay"
        fix = "keep the dates you told and absorb it; 'plandocs recover' says how"
        yield Finding(message, ("reports", found.report, "as_of"), fix)


@rule("S65", "delay-moderate", "people who hear of a delay late cannot plan around it", severity="info")
def delay_moderate(case: Case) -> Iterator[Finding]:
    """A delay of 4 to 10 days at the last report is compressed, and its dates are told."""
    found = case.delay
    if found is not None and MINOR_SLIP < found.slip <= MODERATE_SLIP:
        message = f"the last report forecasts the go-live for {found.go_live}, {_days_late(found)}: a moderate delay"
        fix = "see what 'plandocs recover' can win back, then tell everybody the revised dates"
        yield Finding(message, ("reports", found.report, "as_of"), fix)


@rule("S66", "delay-major", "a plan that is weeks late is no plan any more", severity="warning")
def delay_major(case: Case) -> Iterator[Finding]:
    """A delay of more than 10 days at the last report asks for a revised plan."""
    found = case.delay
    if found is not None and found.slip > MODERATE_SLIP:
        message = f"the last report forecasts the go-live for {found.go_live}, {_days_late(found)}: a major delay"
        fix = "revise the plan, say what caused it, have the sponsor approve it, and freeze it: 'plandocs baseline'"
        yield Finding(message, ("reports", found.report, "as_of"), fix)


@rule("S66", "major-on-track", "a plan that is weeks late is not on track", severity="error")
def major_on_track(case: Case) -> Iterator[Finding]:
    """No report shows a major delay as on track."""
    override = case.plan.reports[-1].override if case.plan.reports else None
    if override is None or override.status != "green":
        return
    found = case.delay
    if found is not None and found.slip > MODERATE_SLIP:
        message = f"the last report is set to green by hand, but the go-live is {_days_late(found)}"
        fix = "take 'override:' out, or set it to red"
        yield Finding(message, ("reports", found.report, "override", "status"), fix)


@rule("S67", "delay-explained", "a delay without a word looks like one that nobody has seen", severity="warning")
def delay_explained(case: Case) -> Iterator[Finding]:
    """A report with a delay of more than 3 days says in words what caused it and what is done."""
    found = case.delay
    if found is None or found.slip <= MINOR_SLIP:
        return
    report = case.plan.reports[found.report]
    if not report.highlights and not report.notes:
        message = f"the report of {report.as_of} forecasts the go-live {_days_late(found)}, and says nothing about it"
        fix = "add 'highlights:' with the cause and what is done; 'plandocs recover' says what can be won back"
        yield Finding(message, ("reports", found.report), fix)


@rule("S48", "critical-task-waits", "each day that critical work waits, the go-live waits", severity="warning")
def critical_task_waits(case: Case) -> Iterator[Finding]:
    """At the last report, no critical task waits although it could have started."""
    if case.schedule is None or not case.plan.reports or case.as_of is None:
        return
    done = {task.id for _, task in case.tasks() if task.finished is not None and task.finished < case.as_of}
    phases = {phase.id: {task.id for task in phase.tasks} for phase in case.plan.phases}
    for path, task in case.tasks():
        planned = case.schedule.by_id[task.id]
        waits_for = [*task.after, *case.plan.phases[int(path[1])].after]
        if not planned.critical or planned.start >= case.as_of or _has_begun(task) or task.is_buffer:
            continue
        if all(link.type == "FS" and not link.lag and _is_done(link.predecessor, done, phases) for link in waits_for):
            message = (
                f"{titled(task.id, task.name)} is critical and should have started on {planned.start}; nothing holds "
                f"it up any more, and nobody says that it has started"
            )
            yield Finding(message, path, "start it, or add 'started:' with the day on which it was")


@rule("S70", "override-reason", "a colour without a reason is a wish", severity="error")
def override_reason(case: Case) -> Iterator[Finding]:
    """A status that a person sets against the rule has a reason, which is printed."""
    for i, report in enumerate(case.plan.reports):
        if report.override is not None and not report.override.reason:
            message = f"the status of {report.as_of} is set to {report.override.status} by hand, without a reason"
            fix = "add 'reason:', which is printed with it, or take 'override:' out"
            yield Finding(message, ("reports", i, "override"), fix)


def _days_late(delay: Delay) -> str:
    return "1 working day late" if delay.slip == 1 else f"{delay.slip} working days late"


def _has_begun(task: Task) -> bool:
    return bool(task.started or task.finished or task.progress)


def _is_done(name: str, done: set[str], phases: Mapping[str, set[str]]) -> bool:
    """Whether what a link names is done: a task, or every task of a phase. Of milestones nobody knows."""
    return name in done or (bool(phases.get(name)) and phases[name] <= done)


def _covers(weeks: str, week: int) -> bool:
    """Return whether a span of project weeks such as `1-4` or `5-` has a week; no span has them all."""
    first, dash, last = weeks.replace(" ", "").partition("-")
    if not first.isdigit():
        return not weeks
    return int(first) <= week <= (int(last) if last.isdigit() else 10_000 if dash else int(first))
