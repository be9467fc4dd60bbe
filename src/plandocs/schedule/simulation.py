"""When will it really go live? Thousands of trials with estimates and risks drawn at random.

Durations come from the tasks' three-point estimates and risks from the register, as events that happen or not. The
same plan, number of trials and seed give the same answer, with numpy or without. Only percentiles become dates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from plandocs.plan.model import Plan
from plandocs.schedule.columns import Column, Columns, columns_for
from plandocs.schedule.course import Course, plan_course
from plandocs.schedule.criticality import criticality
from plandocs.schedule.dating import Solved
from plandocs.schedule.distributions import Shape
from plandocs.schedule.from_plan import solve
from plandocs.schedule.moments import Moments
from plandocs.schedule.rows import go_live_row, plan_rows
from plandocs.schedule.sampling import Draw, Sampler
from plandocs.schedule.trials import Trials

PERCENTILES = (10, 50, 80, 95)

_BLOCK = 2500
"""Trials at a time: their numbers fit into a processor's cache."""


@dataclass(frozen=True, slots=True)
class Percentile:
    """A date that is kept in `percent` of the trials, and the working days to it from the start, unrounded."""

    percent: int
    day: date
    days: float


@dataclass(frozen=True, slots=True)
class RiskCost:
    """What a risk costs the go-live: days in the trials in which it happens, and weighed by its probability."""

    id: str
    probability: float
    days_if_it_happens: float
    expected_days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What the trials say about the go-live, or the project's finish where the plan names no go-live.

    `planned` is what the schedule says without chance: the agreed date, or with an as-of date the forecast.
    `target_probability` is None without a target. `criticality` is by task, from 0 to 1. `costs` come dearest first.
    `histogram` counts trials by day. `estimated` tasks had an estimate; with none and no risk every trial is alike.
    """

    trials: int
    seed: int
    backend: str
    of: str
    percentiles: tuple[Percentile, ...]
    planned: date
    planned_probability: float
    target: date | None
    target_probability: float | None
    criticality: dict[str, float]
    costs: tuple[RiskCost, ...]
    histogram: tuple[tuple[date, int], ...]
    estimated: int

    def percentile(self, percent: int) -> Percentile:
        """Return one of the percentiles."""
        return next(found for found in self.percentiles if found.percent == percent)


def simulate(
    plan: Plan,
    *,
    trials: int = 10_000,
    seed: int = 1,
    shape: Shape = "pert",
    owner_factor: float = 0.0,
    as_of: date | None = None,
    with_numpy: bool | None = None,
) -> Simulation:
    """Return what `trials` trials say.

    `owner_factor` is the chance that a task's luck in a trial is that of its owner rather than its own: 0 makes tasks
    independent, 1 lets all of an owner's tasks go well or badly together. `with_numpy` forces a backend.
    """
    solved = solve(plan, as_of=as_of)
    row = go_live_row(plan, solved.rows)
    goal = next((index for index, found in enumerate(solved.rows) if found is row), None)
    course = _course(plan, solved)
    columns = columns_for(seed, with_numpy=with_numpy)
    sampler = Sampler(plan, solved, columns, shape, owner_factor)
    moments = Moments(solved, course)
    found = _Found([0.0] * solved.network.count)
    while len(found.moments) < trials:
        columns.trials = min(_BLOCK, trials - len(found.moments))
        draw = sampler.draw()
        run = Trials(course, draw.durations, columns)
        if not found.moments:
            found.costs = _costs(run, draw, sampler, moments, goal)
        found.add(run, goal)
    ordered = sorted(found.moments)
    target = plan.project.target_go_live
    counts = moments.histogram(ordered)
    planned = moments.day(_planned(course, goal, columns))
    return Simulation(
        trials=trials,
        seed=seed,
        backend=columns.name,
        of="" if row is None else row.id,
        percentiles=tuple(_percentile(percent, ordered, moments, columns) for percent in PERCENTILES),
        planned=planned,
        planned_probability=_share_by(counts, planned),
        target=target,
        target_probability=None if target is None else _share_by(counts, target),
        criticality={
            r.id: found.critical_trials[i] / trials
            for i, r in enumerate(solved.rows)
            if not r.gathers and not r.is_milestone
        },
        costs=found.costs,
        histogram=tuple(counts.items()),
        estimated=len(sampler.tables),
    )


@dataclass(slots=True)
class _Found:
    """What the trials have given so far."""

    critical_trials: list[float]
    moments: list[float] = field(default_factory=list)
    costs: tuple[RiskCost, ...] = ()

    def add(self, run: Trials, goal: int | None) -> None:
        """Add a block of trials."""
        self.moments += run.columns.as_list(_moment(run, goal))
        for number, share in enumerate(criticality(run, goal)):
            self.critical_trials[number] += share * run.columns.trials


def _course(plan: Plan, solved: Solved) -> Course:
    held = {row.id for row in plan_rows(plan) if row.as_late_as_possible}
    return plan_course(
        solved.network,
        solved.passes,
        held={index for index, row in enumerate(solved.rows) if row.id in held},
        buffers={index for index, row in enumerate(solved.rows) if row.kind == "buffer"},
    )


def _planned(course: Course, goal: int | None, columns: Columns) -> float:
    """Return the moment at which the schedule itself ends."""
    finishes = course.passes.scheduled[1::2]
    ends = course.last if goal is None else [goal]
    if course.finishes is None:
        return float(max(finishes[index] for index in ends))
    return max(float(columns.through(course.finishes[index], float(finishes[index]))) for index in ends)


def _share_by(counts: Mapping[date, int], day: date) -> float:
    """Return the share of trials that end by a day."""
    return sum(count for known, count in counts.items() if known <= day) / sum(counts.values())


def _moment(run: Trials, goal: int | None) -> Column:
    return run.ends() if goal is None else run.moment(goal)


def _costs(run: Trials, draw: Draw, sampler: Sampler, moments: Moments, goal: int | None) -> tuple[RiskCost, ...]:
    """Return what each risk costs in a block of trials: they are run again without it, all other luck being equal."""
    columns = run.columns
    worked = moments.worked(_moment(run, goal), columns)
    costs = []
    for event, happened, added in zip(sampler.events, draw.happened, draw.added, strict=True):
        durations = list(draw.durations)
        for index, more in added.items():
            durations[index] = columns.subtract(durations[index], more)
        without = Trials(run.course, durations, columns, before=run, changed=added)
        lost = columns.subtract(worked, moments.worked(_moment(without, goal), columns))
        expected = moments.days(columns.mean(lost))
        share = columns.mean(columns.where_below(happened, event.probability, 1.0, 0.0))
        costs.append(RiskCost(event.id, event.probability, expected / share if share else 0.0, expected))
    return tuple(sorted(costs, key=lambda cost: (-cost.expected_days, cost.id)))


def _percentile(percent: int, ordered: Sequence[float], moments: Moments, columns: Columns) -> Percentile:
    moment = ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]
    return Percentile(percent, moments.day(moment), round(moments.days(moments.worked(moment, columns)), 4))
