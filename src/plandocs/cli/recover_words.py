"""What a recovery is called in the plan's language: each way, what it costs, and what may go wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plandocs.cli.change_page import number
from plandocs.content.formats import NBSP
from plandocs.content.wording import Words

if TYPE_CHECKING:
    from plandocs.plan.model import Plan
    from plandocs.schedule.comparison import DelayClass
    from plandocs.whatif.actions import Action


class RecoveryWords:
    """The words of a recovery of one plan, for a terminal: blanks that must not break are plain ones there."""

    def __init__(self, plan: Plan, words: Words) -> None:
        self._words = words
        self._tasks = {task.id: task.name for task in plan.tasks()}
        self._items = {item.id: item.text for item in plan.scope.in_}
        self._elapsed = plan.project.day_count == "elapsed"

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the file `recover`, with its values."""
        return self._words.say(f"recover.{key}", **values).replace(NBSP, " ")

    def days(self, count: int) -> str:
        """Return a number of days under the plan's own count."""
        kind = "elapsed" if self._elapsed else "working"
        return self._words.say(f"status.unit.counted_{kind}", n=count).replace(NBSP, " ")

    def response(self, delay: DelayClass) -> str:
        """Return what a delay of a class asks for. Source: S64–S66."""
        unit = self._words.say("status.unit.elapsed" if self._elapsed else "status.unit.working")
        return self._words.say(f"status.where.response.{delay}", unit=unit).replace(NBSP, " ")

    def task(self, name: str) -> str:
        """Return a task by id and name; a milestone that is no task by its id alone."""
        return self.say("task", id=name, name=self._tasks[name]) if name in self._tasks else name

    def what(self, action: Action) -> str:
        """Return what would be done."""
        if action.technique == "descope":
            return self.say("what.descope", item=self.say("task", id=action.item, name=self._items[action.item]))
        return self.say(
            f"what.{action.technique}",
            task=self.task(action.on[0]),
            earlier=[self.task(name) for name in action.on[1:]],
            before=number(action.before or Decimal(0)),
            after=number(action.after or Decimal(0)),
        )

    def cost(self, action: Action) -> str:
        """Return what it costs, in words."""
        outside = "_outside" if action.outside and action.technique in ("approval", "second_person") else ""
        return self.say(f"cost.{action.technique}{outside}", days=number(action.saved), work=number(action.person_days))

    def risk(self, action: Action) -> str:
        """Return what may go wrong with it."""
        return self.say(f"risk.{action.technique}")
