"""What one sees of a plan that was tried: which tasks are open, how much is left of them, what waits for them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property

from plandocs.plan.model import Milestone, Plan, Task
from plandocs.plan.values import Duration
from plandocs.schedule.progress import progress_state
from plandocs.whatif.edits import Edit, SetLength, SetRemaining
from plandocs.whatif.trial import Trial

SHARE_OF_TWO = Decimal(2) / Decimal(3)
"""Of a task's time that two people take: the second does half as much as the first, who has to show them round."""


class Sight:
    """A trial with its tasks at hand."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.plan: Plan = trial.plan
        self.as_of: date | None = trial.as_of
        self.tasks = {task.id: task for task in self.plan.tasks()}
        self._index = {row.id: index for index, row in enumerate(trial.solved.rows)}

    def is_open(self, task: Task) -> bool:
        """Return whether a task is not finished and takes time."""
        return self._state(task) != "finished" and self.left(task) > 0

    def is_waiting(self, task: Task) -> bool:
        """Return whether a task has not begun."""
        return self._state(task) == "waiting"

    def left(self, task: Task) -> Decimal:
        """Return the days that are left of a task, on its own calendar."""
        network = self.trial.solved.network
        activity = network.activities[self._index[task.id]]
        return Decimal(activity.duration) / network.calendars[activity.calendar].pattern.day_minutes

    def shortened(self, task: Task, days: Decimal) -> Edit:
        """Return the edit that leaves so many days of a task."""
        length = length_of(days, self.day_minutes(task))
        if task.remaining is not None or not self.is_waiting(task):
            return SetRemaining(task.id, length)
        return SetLength(task.id, length)

    def day_minutes(self, task: Task) -> int:
        """Return the working minutes of a day on a task's calendar."""
        network = self.trial.solved.network
        return network.calendars[network.activities[self._index[task.id]].calendar].pattern.day_minutes

    def driving(self, task: Task) -> set[str]:
        """Return the tasks whose links fix a task's start."""
        solved = self.trial.solved
        return {
            solved.rows[solved.network.ties[number].predecessor].id for number in solved.driving[self._index[task.id]]
        }

    def roles(self, task: Task) -> set[str]:
        """Return the roles of the people on a task."""
        people = (self.plan.people.get(name) for name in (task.owner, *task.with_))
        return {role for person in people if person is not None for role in person.role}

    def is_outside(self, task: Task) -> bool:
        """Return whether a task's owner is of another company than customer and vendor."""
        owner = self.plan.people.get(task.owner)
        return owner is not None and owner.side == "third_party"

    @cached_property
    def followers(self) -> dict[str, list[Task | Milestone]]:
        """What waits for each task, milestones that wait for their whole phase among them."""
        found: dict[str, list[Task | Milestone]] = {}
        for phase in self.plan.phases:
            for entry in (*phase.tasks, *((phase.milestone,) if phase.milestone else ())):
                names = [link.predecessor for link in entry.after]
                if isinstance(entry, Milestone) and not names:
                    names = [task.id for task in phase.tasks]
                for name in dict.fromkeys((*names, *(link.predecessor for link in phase.after))):
                    found.setdefault(name, []).append(entry)
        return found

    def _state(self, task: Task) -> str:
        return progress_state(self.trial.solved.rows[self._index[task.id]], self.as_of)


def length_of(days: Decimal, day_minutes: int) -> Duration:
    """Return days as a duration: whole days where they are whole, else hours rounded up to a quarter."""
    if days == days.to_integral_value():
        return Duration(days, "d")
    quarters = (days * day_minutes / 15).to_integral_value(ROUND_CEILING)
    return Duration(quarters / 4, "h")


def rounded_up(days: Decimal, like: Decimal) -> Decimal:
    """Return days rounded up to whole ones where `like` is whole, else to hundredths."""
    step = Decimal(1) if like == like.to_integral_value() else Decimal("0.01")
    return days.quantize(step, ROUND_CEILING)


def share_of_item(task: Task, left: Decimal) -> Decimal:
    """Return the days of a task that one of its scope items stands for, rounded down to whole days."""
    share = left / len(task.scope)
    return share if len(task.scope) == 1 else share.to_integral_value(ROUND_FLOOR)
