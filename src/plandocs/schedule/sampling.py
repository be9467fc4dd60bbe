"""What is drawn in a trial: durations from three-point estimates, and risks that happen or do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plandocs.errors import PlanError, Problem
from plandocs.plan.model import Plan
from plandocs.plan.registers import Risk
from plandocs.schedule.columns import Column, Columns
from plandocs.schedule.course import is_finished
from plandocs.schedule.dating import Solved
from plandocs.schedule.distributions import Shape, unit_quantiles
from plandocs.schedule.lengths import minutes

LIKELIHOOD = {"H": 0.7, "M": 0.4, "L": 0.15}
"""What a likelihood means where a risk gives no probability."""

_OPEN = ("open", "monitoring")


@dataclass(frozen=True, slots=True)
class Event:
    """A risk as it is drawn: its probability, and by each task it hits the table of what it adds, in minutes."""

    id: str
    probability: float
    tables: dict[int, Column]


@dataclass(frozen=True, slots=True)
class Draw:
    """One block of trials: durations with all risks, and for each event when it happened and what it added."""

    durations: list[Column]
    happened: list[Column]
    added: list[dict[int, Column]]


class Sampler:
    """Draws durations. `tables` holds the quantiles of each unfinished activity with an estimate, in minutes.

    A task in progress has its remaining work stretched or shrunk as much as its estimate.
    """

    def __init__(self, plan: Plan, solved: Solved, columns: Columns, shape: Shape, owner_factor: float) -> None:
        self._columns = columns
        self._owner_factor = owner_factor
        self._owners = [row.people[0] if row.people else "" for row in solved.rows]
        self._planned = [float(activity.duration) for activity in solved.network.activities]
        self.tables = _tables(solved, columns, shape)
        self.events = _events(plan.risks, solved, columns)

    def draw(self) -> Draw:
        """Return the durations of as many trials as the columns are long."""
        columns = self._columns
        durations = self._durations()
        draw = Draw(durations, [], [])
        for event in self.events:
            happened = columns.uniform()
            size = columns.uniform()
            added = {}
            for index, table in event.tables.items():
                added[index] = columns.where_below(happened, event.probability, columns.pick(table, size), 0.0)
                durations[index] = columns.add(durations[index], added[index])
            draw.happened.append(happened)
            draw.added.append(added)
        return draw

    def _durations(self) -> list[Column]:
        """Return a column of minutes for each activity."""
        columns = self._columns
        durations: list[Column] = []
        luck: dict[str, Column] = {}
        for index, planned in enumerate(self._planned):
            table = self.tables.get(index)
            if table is None:
                durations.append(planned)
                continue
            owner = self._owners[index]
            if not self._owner_factor or not owner:
                durations.append(columns.sample(table))
                continue
            own = columns.uniform()
            if owner not in luck:
                luck[owner] = columns.uniform()
            own = columns.where_below(columns.uniform(), self._owner_factor, luck[owner], own)
            durations.append(columns.pick(table, own))
        return durations


def _tables(solved: Solved, columns: Columns, shape: Shape) -> dict[int, Column]:
    tables: dict[int, Column] = {}
    for index, (row, activity) in enumerate(zip(solved.rows, solved.network.activities, strict=True)):
        if row.estimate is None or is_finished(activity):
            continue
        calendar = solved.network.calendars[activity.calendar]
        planned = minutes(row.length, calendar)
        share = activity.duration / planned if planned else 1.0
        low, likely, high = (round(share * minutes(point, calendar)) for point in row.estimate)
        if not low <= likely <= high:
            raise PlanError(_out_of_order(row.id))
        tables[index] = columns.table(unit_quantiles(low, likely, high, shape), low, high)
    return tables


def _out_of_order(task: str) -> Problem:
    """Return what is wrong with an estimate whose units only a calendar can compare."""
    return Problem(
        rule="estimate-order",
        message="an estimate goes from optimistic over most likely to pessimistic",
        where=f"task {task}",
        fix="put the three durations in rising order, best in one unit",
    )


def _events(risks: Sequence[Risk], solved: Solved, columns: Columns) -> list[Event]:
    """Return the open risks that cost days of unfinished tasks. A day is one of the calendar that the task runs on."""
    place = {row.id: index for index, row in enumerate(solved.rows)}
    activities, calendars = solved.network.activities, solved.network.calendars
    events = []
    for risk in risks:
        hit = [place[task] for task in risk.tasks if task in place and not is_finished(activities[place[task]])]
        if risk.days is None or risk.status not in _OPEN or not hit:
            continue
        points = risk.days if isinstance(risk.days, tuple) else (risk.days, risk.days, risk.days)
        tables = {}
        for index in hit:
            day = calendars[activities[index].calendar].pattern.day_minutes
            low, likely, high = (round(point * day) for point in points)
            tables[index] = columns.table(unit_quantiles(low, likely, high, "triangular"), low, high)
        chance = LIKELIHOOD[risk.likelihood] if risk.probability is None else float(risk.probability) / 100
        events.append(Event(risk.id, chance, tables))
    return events
