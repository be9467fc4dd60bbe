"""How sure the go-live date is: the plan played through many times, for one audience.

What is simulated is the agreed plan, as plan and deck print it: progress does not count. A customer's edition is played
without the internal risks, so that nothing can be inferred of them; internal tasks, whose days are in every date, take
part and are neither named nor counted. Always the same trials, without numpy: the same plan gives the same numbers on
every machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from plandocs.content.facts.tasks import TaskFact
from plandocs.plan.model import Plan
from plandocs.plan.registers import Risk
from plandocs.schedule.result import Schedule
from plandocs.schedule.simulation import Simulation, simulate

MOST_TRIALS, LEAST_TRIALS = 2_000, 500
_WORK = 120_000
"""Tasks times trials: what a build has time for without numpy."""
_SEED = 1
_MOST_DAYS = 16
_NEARLY_NONE, _NEARLY_ALL = 0.005, 0.99
_DECIDES = 0.2
_LEAST_COST = 0.05
_MOST_ROWS = 5
_WEEK = 7

Mark = Literal["", "agreed", "half", "eight"]


@dataclass(frozen=True, slots=True)
class Chance:
    """The share of runs, from 0 to 1, that are done by a day, and what makes the day worth marking."""

    day: date
    share: float
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Decider:
    """A task whose length is uncertain, and the share of runs in which it is on the path that decides the date."""

    row: TaskFact
    share: float


@dataclass(frozen=True, slots=True)
class Cost:
    """A risk, its probability, and the working days it costs: when it happens, and on average over all runs."""

    id: str
    risk: str
    probability: float
    days: float
    expected: float


@dataclass(frozen=True, slots=True, kw_only=True)
class UncertaintyFacts:
    """What the runs say. `agreed` is the agreed go-live, or the end of the project where no go-live is named.

    `estimated` counts visible tasks with an estimate, `risks` those that were played. `half` and `eight` are the days
    by which half and eight of ten runs are done. `chances` rise from one day to the next and are empty where every run
    ends on one day. `deciders` and `costs` come most first, five at most.
    """

    trials: int
    estimated: int
    risks: int
    is_go_live: bool
    agreed: date
    agreed_share: float
    half: date
    eight: date
    target: date | None
    target_share: float | None
    chances: tuple[Chance, ...]
    deciders: tuple[Decider, ...]
    costs: tuple[Cost, ...]


def uncertainty_facts(
    plan: Plan, agreed: Schedule, rows: Sequence[TaskFact], *, internal: bool
) -> UncertaintyFacts | None:
    """Return how sure the date is; None for a plan without estimates and without risks that cost days."""
    risks = [risk for risk in plan.risks if internal or risk.audience != "internal"]
    tasks = list(plan.tasks())
    if not any(task.estimate for task in tasks) and not any(risk.days and risk.tasks for risk in risks):
        return None
    trials = max(LEAST_TRIALS, min(MOST_TRIALS, _WORK // len(tasks)))
    made = simulate(plan.model_copy(update={"risks": risks}), trials=trials, seed=_SEED, with_numpy=False)
    with_estimate = {task.id for task in tasks if task.estimate}
    estimated = sum(1 for row in rows if row.id in with_estimate)
    if not estimated and not made.costs:
        return None
    day = agreed.go_live or agreed.finish
    shares = _shares(made)
    half, eight = made.percentile(50).day, made.percentile(80).day
    target = made.target if made.target != day else None
    uncertain = with_estimate | _hit(risks, made)
    return UncertaintyFacts(
        trials=trials,
        estimated=estimated,
        risks=len(made.costs),
        is_go_live=agreed.go_live is not None,
        agreed=day,
        agreed_share=_by(shares, day),
        half=half,
        eight=eight,
        target=target,
        target_share=None if target is None else made.target_probability,
        chances=() if len(shares) == 1 else _chances(shares, agreed, day, half, eight),
        deciders=_deciders(made, [row for row in rows if row.id in uncertain]),
        costs=_costs(made, risks),
    )


def in_percent(share: float) -> int:
    """Return a share in whole percent; only none is 0, only all is 100."""
    if share in (0.0, 1.0):
        return round(100 * share)
    return min(99, max(1, round(100 * share)))


def _shares(made: Simulation) -> Mapping[date, float]:
    """Return the share of runs that are done by each day on which some are."""
    counts = accumulate(count for _, count in made.histogram)
    return {day: count / made.trials for (day, _), count in zip(made.histogram, counts, strict=True)}


def _by(shares: Mapping[date, float], day: date) -> float:
    return max((share for known, share in shares.items() if known <= day), default=0.0)


def _chances(shares: Mapping[date, float], agreed: Schedule, day: date, half: date, eight: date) -> tuple[Chance, ...]:
    """Return a row of days from the first with a chance to the one that is nearly sure, the agreed day among them.

    Every working day where those are few; else every so many weeks, on the agreed date's day of the week.
    """
    first = min(day, *(known for known, share in shares.items() if share >= _NEARLY_NONE))
    last = max(day, min(known for known, share in shares.items() if share >= _NEARLY_ALL))
    span = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    days = [found for found in span if agreed.is_working(found) or found in (day, half, eight)]
    if len(days) > _MOST_DAYS:
        days = _grid(first, last, day)
    marked: dict[Mark, date] = {"eight": _first_from(days, eight), "half": _first_from(days, half), "agreed": day}
    marks = {found: mark for mark, found in marked.items()}
    return tuple(Chance(found, _by(shares, found), marks.get(found, "")) for found in days)


def _grid(first: date, last: date, day: date) -> list[date]:
    """Return days around all from first to last, `day` among them, as many weeks apart as it takes to be few."""
    weeks = 1
    while True:
        step = timedelta(days=_WEEK * weeks)
        before = -(-(day - first) // step)
        after = -(-(last - day) // step)
        if before + after < _MOST_DAYS:
            return [day + step * number for number in range(-before, after + 1)]
        weeks *= 2


def _first_from(days: Sequence[date], day: date) -> date:
    return next((found for found in days if found >= day), days[-1])


def _hit(risks: Sequence[Risk], made: Simulation) -> set[str]:
    ids = {cost.id for cost in made.costs}
    return {task for risk in risks if risk.id in ids for task in risk.tasks}


def _deciders(made: Simulation, rows: Sequence[TaskFact]) -> tuple[Decider, ...]:
    found = [Decider(row, made.criticality.get(row.id, 0.0)) for row in rows]
    found = [decider for decider in found if decider.share >= _DECIDES]
    return tuple(sorted(found, key=lambda decider: -decider.share)[:_MOST_ROWS])


def _costs(made: Simulation, risks: Sequence[Risk]) -> tuple[Cost, ...]:
    names = {risk.id: risk.risk for risk in risks}
    found = [
        Cost(cost.id, names[cost.id], cost.probability, cost.days_if_it_happens, cost.expected_days)
        for cost in made.costs
        if cost.expected_days >= _LEAST_COST
    ]
    return tuple(found[:_MOST_ROWS])
