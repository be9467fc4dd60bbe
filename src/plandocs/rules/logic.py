"""Tasks that hang together: each but the start waits for something, and something waits for each but the end."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.plan.model import Task
from plandocs.rules.case import Case, titled
from plandocs.rules.registry import Finding, rule

_START_DATES = ("start_no_earlier_than", "finish_no_earlier_than", "must_start_on", "must_finish_on")
_LAST_KINDS = frozenset({"hypercare", "go_live"})


@rule("S2", "loose-start", "dates that follow from nothing are wrong from the first day on", severity="warning")
def loose_start(case: Case) -> Iterator[Finding]:
    """Every task but the first waits for another one, or has a date of its own before which it does not start."""
    gated = {task.id for phase in case.plan.phases if phase.after for task in phase.tasks}
    loose = [(path, task) for path, task in case.tasks() if not task.after and task.id not in gated]
    for path, task in loose[1:]:
        if not _has_begun(task) and not any(getattr(task, key) is not None for key in _START_DATES):
            message = f"{titled(task.id, task.name)} waits for no other task, so it is planned for the first day"
            fix = "add 'after:' with the tasks that come first, or 'start_no_earlier_than:' with a day"
            yield Finding(message, path, fix)


@rule("S2", "loose-end", "work that nothing waits for is late without anybody seeing it", severity="warning")
def loose_end(case: Case) -> Iterator[Finding]:
    """Something waits for every task but the last one, the go-live and the support after it."""
    awaited = _awaited(case)
    loose = [(path, task) for path, task in case.tasks() if task.id not in awaited and not _is_end(case, task)]
    for path, task in loose:
        so = "so this buffer protects nothing" if task.is_buffer else "so no date moves when it is late"
        message = f"nothing waits for {titled(task.id, task.name)}, {so}"
        yield Finding(message, path, f"add {task.id} to the 'after:' of the task or milestone that needs it")


def _awaited(case: Case) -> set[str]:
    """Return the tasks that something waits for; a phase that is waited for, or has a milestone, gathers its tasks."""
    links = [task.after for _, task in case.tasks()]
    links += [milestone.after for _, milestone in case.milestones()]
    links += [phase.after for phase in case.plan.phases]
    named = {link.predecessor for after in links for link in after}
    gathering = [
        phase
        for phase in case.plan.phases
        if phase.id in named or (phase.milestone is not None and not phase.milestone.after)
    ]
    return named | {task.id for phase in gathering for task in phase.tasks}


def _is_end(case: Case, task: Task) -> bool:
    """Whether a plan may end with a task: a milestone, the go-live, the support after it, or what finishes last.

    A buffer is no end: it is there for what comes after it.
    """
    if task.is_milestone or task.kind in _LAST_KINDS or task.id == case.plan.project.go_live:
        return True
    if task.is_buffer:
        return False
    if case.schedule is None:
        return task is [entry for _, entry in case.tasks()][-1]
    return case.schedule.by_id[task.id].finish == case.schedule.finish


def _has_begun(task: Task) -> bool:
    return task.started is not None or task.finished is not None
