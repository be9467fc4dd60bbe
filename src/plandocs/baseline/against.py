"""What delays are measured against: the dates that a baseline has frozen, in the place of today's agreed ones.

A schedule and a baseline go in, and the same schedule comes out with the frozen dates. Floats, links and calendars
stay today's; what was added to the plan since has the plan's own dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from plandocs.baseline.model import Baseline
from plandocs.schedule.result import Schedule, ScheduledTask

Days = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A frozen agreement. `dated` is the day of its last approval, None where nobody has approved it.

    `days` are the first and last day of each task, buffer and milestone by id, both inclusive.
    """

    name: str
    dated: date | None
    plan_hash: str
    start: date
    finish: date
    go_live: date | None
    days: Mapping[str, Days]

    @classmethod
    def of(cls, baseline: Baseline) -> Against:
        """Return what a baseline has frozen."""
        return cls(
            name=baseline.name,
            dated=baseline.approved_on,
            plan_hash=baseline.plan_hash,
            start=baseline.start,
            finish=baseline.finish,
            go_live=baseline.go_live,
            days={task.id: (task.start, task.finish) for task in baseline.tasks},
        )

    def agreed(self, schedule: Schedule) -> Schedule:
        """Return today's agreed schedule with the dates that were frozen.

        The go-live is the frozen one, also where another task is the go-live by now.
        """
        days = dict(self.days)
        live = schedule.go_live_task
        if live is not None and live not in days and self.go_live is not None:
            days[live] = (self.go_live, self.go_live)
        go_live = days[live][1] if live in days else schedule.go_live
        tasks = tuple(_as_frozen(task, days.get(task.id)) for task in schedule.tasks)
        return replace(schedule, tasks=tasks, start=self.start, finish=self.finish, go_live=go_live)


def _as_frozen(task: ScheduledTask, days: Days | None) -> ScheduledTask:
    if days is None or days == (task.start, task.finish):
        return task
    return replace(task, start=days[0], finish=days[1])
