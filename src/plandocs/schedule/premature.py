"""What a task was to wait for, but does not, because a date that was set by hand overrules the links.

Links that run from finish to start, without a lead, go in, and through them all that lies before the task. Where every
link is kept there is nothing to say.
"""

from __future__ import annotations

from plandocs.plan.model import Plan
from plandocs.schedule.result import Schedule, ScheduledTask
from plandocs.schedule.rows import plan_rows


def overtaken(plan: Plan, schedule: Schedule, task_id: str) -> tuple[ScheduledTask, ...]:
    """Return the work that must be finished before a task, but ends after it begins; what ends last comes first.

    Empty for a task that has begun: then nothing can be moved any more.
    """
    task = schedule.by_id.get(task_id)
    if task is None or task.started is not None or task.finished is not None:
        return ()
    if not any(problem.rule == "date-breaks-link" for problem in schedule.problems):
        return ()
    begins = _end(task) if task.is_milestone else (task.start, task.start_time or "00:00")
    found = [schedule.by_id[name] for name in _before(plan, task_id) if name in schedule.by_id]
    late = [row for row in found if not row.is_milestone and not row.is_buffer and _end(row) > begins]
    return tuple(sorted(late, key=_end, reverse=True))


def _end(task: ScheduledTask) -> tuple[object, str]:
    return task.finish, task.finish_time or "24:00"


def _before(plan: Plan, task_id: str) -> list[str]:
    """Return all that lies before a task by links from finish to start, in the order in which it is found."""
    links = {
        row.id: [link.predecessor for link in row.links if link.type == "FS" and link.lag >= 0]
        for row in plan_rows(plan)
    }
    found: dict[str, None] = {}
    waiting = [task_id]
    while waiting:
        for name in links.get(waiting.pop(), ()):
            if name not in found:
                found[name] = None
                waiting.append(name)
    return list(found)
