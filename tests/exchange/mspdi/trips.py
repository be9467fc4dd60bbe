"""A plan out to MSPDI and back, and what must have come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from plandocs.exchange.imported import Imported, finished
from plandocs.exchange.imported.model import Given
from plandocs.exchange.mspdi import Edition, read_mspdi, to_mspdi
from plandocs.plan.load import load_text
from plandocs.plan.model import Plan
from plandocs.schedule.dating import date_schedule
from plandocs.schedule.from_plan import schedule_plan, solve
from plandocs.schedule.result import Schedule

GIVEN = Given(start_if_unknown=date(2027, 1, 4))
CONSTRAINTS = (
    "start_no_earlier_than", "start_no_later_than", "finish_no_earlier_than", "finish_no_later_than", "must_start_on",
    "must_finish_on",
)  # fmt: skip
OF_TASKS = (
    "name", "duration", "after", "owner", "with_", "effort", "needs", "calendar", *CONSTRAINTS, "deadline",
    "as_late_as_possible", "kind", "audience", "estimate",
)  # fmt: skip
"""What a plan and Project can both say of a task, or Project can keep for a plan."""
OF_PEOPLE = ("name", "role", "side", "title", "email", "company", "hours_per_week", "units", "calendar")


def sent(plan: Plan, as_of: date | None = None, *, internal: bool = True) -> bytes:
    """Return a plan's export, at agreed dates or as a forecast with those as its baseline."""
    solved = solve(plan, as_of=as_of)
    agreed = {task.id: (task.start, task.finish) for task in schedule_plan(plan).tasks} if as_of else {}
    return to_mspdi(plan, solved, date_schedule(plan, solved), Edition(internal, agreed))[0]


def back(data: bytes) -> tuple[Plan, Imported]:
    """Return the plan that an export is read back as."""
    made = finished(read_mspdi(data, "project.xml"), GIVEN, path="project.xml", name="project")
    return load_text(made.text).plan, made


def dates(schedule: Schedule) -> list[tuple[str, date, date]]:
    """Return the dates of a schedule in its order."""
    return [(task.id, task.start, task.finish) for task in schedule.tasks]


def differences(one: Plan, other: Plan) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield what two plans say otherwise of the same task, person, phase or milestone."""
    tasks = {task.id: task for task in other.tasks()}
    for task in one.tasks():
        alone = task.model_copy(update={"with_": tuple(name for name in task.with_ if name != task.owner)})
        keys = OF_TASKS
        if task.is_milestone:  # its lags count on its predecessors' calendar, where a week may be three days
            keys = tuple(key for key in OF_TASKS if key != "after")
            assert [link.predecessor for link in task.after] == [link.predecessor for link in tasks[task.id].after]
        yield from _unlike(task.id, alone, tasks[task.id], keys)
    for key, person in one.people.items():
        yield from _unlike(key, person, other.people[key], OF_PEOPLE)
    for phase, again in zip(one.phases, other.phases, strict=True):
        yield from _unlike(phase.id, phase, again, ("id", "name", "goal", "after"))
        if phase.milestone is not None:
            keys = ("id", "name", "after", "owner", "deadline", "start_no_earlier_than", "audience")
            yield from _unlike(phase.id, phase.milestone, again.milestone, keys)
    yield from _unlike("project", one.project, other.project, ("name", "id", "customer", "vendor", "day_count"))


def _unlike(label: str, one: Any, other: Any, keys: tuple[str, ...]) -> Iterator[tuple[str, str, Any, Any]]:
    for key in keys:
        if getattr(one, key) != getattr(other, key):
            yield label, key, getattr(one, key), getattr(other, key)
