"""Who holds what while a task runs, how much of each there is, and when somebody is away.

Units are thousandths of a person, so that four hours of a five-day task hold a tenth. Owner and `with` hold a whole
unit each, or less when their effort says so; `needs` holds units of a team. Buffers and what is finished hold nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from plandocs.errors import Problem
from plandocs.plan.model import Plan
from plandocs.schedule.dating import Solved
from plandocs.schedule.lengths import minutes

WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Holdings:
    """`of[i]` maps people to the units that activity i holds; `capacity` says how many units a person has.

    `away` lists (person, first day, last day) as ordinals. `problems` names tasks that need more than there is.
    """

    of: tuple[dict[str, int], ...]
    capacity: dict[str, int]
    away: tuple[tuple[str, int, int], ...]
    problems: tuple[Problem, ...]


def holdings(plan: Plan, solved: Solved) -> Holdings:
    """Return who holds what in a solved plan."""
    capacity = {key: person.units * WHOLE for key, person in plan.people.items()}
    of: list[dict[str, int]] = []
    problems: list[Problem] = []
    for index in range(solved.network.count):
        held = _held(solved, index)
        for person, units in held.items():
            if units > capacity.get(person, 0):
                problems.append(_too_much(solved.rows[index].id, person, units, capacity.get(person, 0)))
        of.append({person: min(units, capacity[person]) for person, units in held.items() if person in capacity})
    away = tuple(
        (key, span.from_.toordinal(), span.to.toordinal())
        for key, person in plan.people.items()
        for span in person.unavailable
    )
    return Holdings(tuple(of), capacity, away, tuple(problems))


def _held(solved: Solved, index: int) -> dict[str, int]:
    row, activity = solved.rows[index], solved.network.activities[index]
    is_finished = activity.progress is not None and activity.progress.finish is not None
    if row.kind == "buffer" or row.is_milestone or is_finished:
        return {}
    calendar = solved.network.calendars[activity.calendar]
    length = minutes(row.length, calendar)
    held = dict.fromkeys(row.people, WHOLE)
    for person, effort in row.effort.items():
        share = -(-WHOLE * minutes(effort, calendar) // length)
        held[person] = min(held.get(person, WHOLE), share)
    held.update({team: units * WHOLE for team, units in row.needs.items()})
    return {person: units for person, units in held.items() if units}


def _too_much(task: str, person: str, units: int, capacity: int) -> Problem:
    return Problem(
        rule="needs-more-than-there-is",
        severity="warning",
        message=f"'{task}' needs {units / WHOLE:g} of '{person}', but there is {capacity / WHOLE:g}",
        where=f"task {task}",
        fix=f"lower the need, or raise units of '{person}'",
    )
