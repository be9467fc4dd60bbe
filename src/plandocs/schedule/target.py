"""Does the plan keep its target go-live? If not: by how much, since when, along which chain, and what to cut first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from plandocs.errors import PlanError
from plandocs.plan.model import Plan
from plandocs.schedule.backward import latest_kickoff
from plandocs.schedule.calendar import DAY
from plandocs.schedule.cpm import finish_instant, forward_pass
from plandocs.schedule.dating import Solved, date_schedule
from plandocs.schedule.from_plan import solve
from plandocs.schedule.network import build_network
from plandocs.schedule.result import Schedule
from plandocs.schedule.rows import Row, go_live_row
from plandocs.schedule.why import explain

_TRIED = 40


@dataclass(frozen=True, slots=True)
class Saving:
    """What leaving out one task would win back for the go-live, in working days."""

    task: str
    days: int


@dataclass(frozen=True, slots=True)
class TargetFit:
    """A target go-live against the schedule.

    `days_short` is negative or 0 when the target is kept. `latest_kickoff` is the last day to start on and still
    keep the target, None when no start would do. `chain` drives the go-live. `savings` are the tasks worth cutting
    first, best first; buffers are among them, because spending one is a decision too.
    """

    target: date
    go_live: date
    days_short: int
    latest_kickoff: date | None
    chain: tuple[str, ...]
    savings: tuple[Saving, ...]


def target_fit(plan: Plan, *, as_of: date | None = None) -> TargetFit | None:
    """Return how a plan's target go-live fits its schedule; None when it has no target or no go-live."""
    target = plan.project.target_go_live
    solved = solve(plan, as_of=as_of)
    go_live = go_live_row(plan, solved.rows)
    if target is None or go_live is None:
        return None
    schedule = date_schedule(plan, solved)
    finish = schedule.task(go_live.id).finish
    steps = reversed(explain(schedule, go_live.id).steps)
    chain = tuple(step.task.id for step in steps if not step.task.is_milestone)
    return TargetFit(
        target=target,
        go_live=finish,
        days_short=schedule.working_days_between(target, finish),
        latest_kickoff=_kickoff(solved, target, go_live),
        chain=chain,
        savings=_savings(solved, schedule, go_live, chain),
    )


def _kickoff(solved: Solved, target: date, go_live: Row) -> date | None:
    try:
        return latest_kickoff(solved.rows, solved.book, target, go_live)
    except PlanError:
        return None


def _savings(solved: Solved, schedule: Schedule, go_live: Row, chain: tuple[str, ...]) -> tuple[Saving, ...]:
    """Return what leaving out each unfinished task of the chain wins back; the longest ones are tried."""
    tasks = [schedule.task(task_id) for task_id in chain if task_id != go_live.id]
    open_tasks = [task for task in tasks if task.started is None and task.finished is None]
    longest = sorted(open_tasks, key=lambda task: (-task.duration_days, task.id))[:_TRIED]
    place = {row.id: index for index, row in enumerate(solved.rows)}
    now = schedule.task(go_live.id).finish
    savings = []
    for task in longest:
        without = _go_live_without(solved, place[task.id], place[go_live.id])
        savings.append(Saving(task.id, schedule.working_days_between(without, now)))
    return tuple(sorted((s for s in savings if s.days > 0), key=lambda saving: (-saving.days, saving.task)))


def _go_live_without(solved: Solved, left_out: int, go_live: int) -> date:
    """Return the day of the go-live when one activity takes no time."""
    activities = list(solved.network.activities)
    activities[left_out] = replace(activities[left_out], duration=0)
    network = build_network(activities, solved.network.ties, solved.network.calendars)
    begins = [False] * network.count
    position = forward_pass(network, begins)
    instant = finish_instant(network, go_live, position, begins)
    return date.fromordinal((instant - 1) // DAY)
