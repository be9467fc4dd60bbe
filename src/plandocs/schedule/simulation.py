"""When will it really go live? Thousands of trials with estimates and risks drawn at random.

Durations come from the tasks' three-point estimates and risks from the register, as events that happen or not. The
same plan, number of trials and seed give the same answer, with numpy or without. Only percentiles become dates.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from plandocs.plan.model import Plan
from plandocs.schedule.calendar import DAY
from plandocs.schedule.columns import Column, Columns, columns_for
from plandocs.schedule.criticality import criticality
from plandocs.schedule.dating import Solved
from plandocs.schedule.distributions import Shape, quantiles
from plandocs.schedule.from_plan import solve
from plandocs.schedule.lengths import minutes
from plandocs.schedule.rows import go_live_row
from plandocs.schedule.trials import Trials

PERCENTILES = (10, 50, 80, 95)

_LIKELIHOOD = {"H": 0.7, "M": 0.4, "L": 0.15}
_SAME = 1e-6
_BLOCK = 2500
"""Trials at a time: their numbers fit into a processor's cache."""

_OPEN = ("open", "monitoring")


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

    `target_probability` is None without a target. `criticality` is by task, from 0 to 1. `costs` come dearest first.
    `histogram` counts trials by day. `estimated` tasks had an estimate; with none and no risk every trial is alike.
    """

    trials: int
    seed: int
    backend: str
    of: str
    percentiles: tuple[Percentile, ...]
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
    index = None if row is None else list(solved.rows).index(row)
    columns = columns_for(seed, with_numpy=with_numpy)
    outcome = _Outcome([0.0] * solved.network.count)
    sampling = _Sampling(plan, solved, owner_factor, _tables(solved, columns, shape))
    while len(outcome.moments) < trials:
        columns.trials = min(_BLOCK, trials - len(outcome.moments))
        _run_block(sampling, columns, index, outcome)
    dating = _Dating(solved, index)
    ordered = sorted(outcome.moments)
    target = plan.project.target_go_live
    counts = dating.histogram(ordered)
    return Simulation(
        trials=trials,
        seed=seed,
        backend=columns.name,
        of="" if row is None else row.id,
        percentiles=tuple(_percentile(percent, ordered, dating) for percent in PERCENTILES),
        target=target,
        target_probability=None if target is None else sum(n for day, n in counts.items() if day <= target) / trials,
        criticality={
            r.id: outcome.critical_trials[i] / trials
            for i, r in enumerate(solved.rows)
            if not r.gathers and not r.is_milestone
        },
        costs=_costs(outcome, dating),
        histogram=tuple(sorted(counts.items())),
        estimated=len(sampling.tables),
    )


@dataclass(slots=True)
class _Outcome:
    """What the trials have given so far. `happened` holds a flag a trial for each risk."""

    critical_trials: list[float]
    moments: list[float] = field(default_factory=list)
    happened: dict[str, list[bool]] = field(default_factory=dict)
    probabilities: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sampling:
    """What durations are drawn from. `tables` holds the quantiles of each activity that has an estimate."""

    plan: Plan
    solved: Solved
    owner_factor: float
    tables: dict[int, Column]


def _tables(solved: Solved, columns: Columns, shape: Shape) -> dict[int, Column]:
    """Return the quantiles, in minutes, of each unfinished activity with an estimate.

    A task in progress has its remaining work stretched or shrunk as much as its estimate.
    """
    tables: dict[int, Column] = {}
    for index, (row, activity) in enumerate(zip(solved.rows, solved.network.activities, strict=True)):
        if row.estimate is None or _is_finished(solved, index):
            continue
        calendar = solved.network.calendars[activity.calendar]
        planned = minutes(row.length, calendar)
        share = activity.duration / planned if planned else 1.0
        low, likely, high = (share * minutes(point, calendar) for point in row.estimate)
        tables[index] = columns.column(quantiles(low, likely, high, shape))
    return tables


def _run_block(sampling: _Sampling, columns: Columns, index: int | None, outcome: _Outcome) -> None:
    """Run as many trials as the columns are long, and add what they give to the outcome."""
    durations = _durations(sampling, columns)
    _add_risks(sampling, columns, durations, outcome)
    run = Trials(sampling.solved.network, sampling.solved.passes, durations, columns)
    outcome.moments += columns.as_list(run.ends() if index is None else run.moment(index))
    for number, share in enumerate(criticality(run)):
        outcome.critical_trials[number] += share * columns.trials


def _durations(sampling: _Sampling, columns: Columns) -> list[Column]:
    """Return a column of minutes for each activity."""
    solved = sampling.solved
    durations: list[Column] = []
    luck: dict[str, Column] = {}
    for index, (row, activity) in enumerate(zip(solved.rows, solved.network.activities, strict=True)):
        table = sampling.tables.get(index)
        if table is None:
            durations.append(float(activity.duration))
            continue
        own = columns.uniform()
        if sampling.owner_factor and row.people:
            owner = row.people[0]
            if owner not in luck:
                luck[owner] = columns.uniform()
            own = columns.where_below(columns.uniform(), sampling.owner_factor, luck[owner], own)
        durations.append(columns.pick(table, own))
    return durations


def _add_risks(sampling: _Sampling, columns: Columns, durations: list[Column], outcome: _Outcome) -> None:
    """Lengthen the tasks that risks hit, and note in which trials each risk happened."""
    solved = sampling.solved
    place = {row.id: index for index, row in enumerate(solved.rows)}
    day = solved.book.home_pattern.day_minutes
    for risk in sampling.plan.risks:
        hit = [place[task] for task in risk.tasks if task in place and not _is_finished(solved, place[task])]
        if risk.days is None or risk.status not in _OPEN or not hit:
            continue
        probability = _LIKELIHOOD[risk.likelihood] if risk.probability is None else float(risk.probability) / 100
        event = columns.uniform()
        points = risk.days if isinstance(risk.days, tuple) else (risk.days, risk.days, risk.days)
        low, likely, high = (point * day for point in points)
        table = columns.column(quantiles(low, likely, high, "triangular"))
        drawn = columns.pick(table, columns.uniform())
        lost = columns.where_below(event, probability, drawn, 0.0)
        for index in hit:
            durations[index] = columns.add(durations[index], lost)
        outcome.probabilities[risk.id] = probability
        outcome.happened.setdefault(risk.id, []).extend(u < probability for u in columns.as_list(event))


def _is_finished(solved: Solved, index: int) -> bool:
    progress = solved.network.activities[index].progress
    return progress is not None and progress.finish is not None


def _costs(outcome: _Outcome, dating: _Dating) -> tuple[RiskCost, ...]:
    """Return what each risk costs: the mean go-live of the trials with it against those without it."""
    if not outcome.happened:
        return ()
    days = [dating.days(moment) for moment in outcome.moments]
    costs = []
    for risk, flags in outcome.happened.items():
        with_it = [day for day, flag in zip(days, flags, strict=True) if flag]
        without = [day for day, flag in zip(days, flags, strict=True) if not flag]
        both = bool(with_it) and bool(without)
        difference = sum(with_it) / len(with_it) - sum(without) / len(without) if both else 0.0
        probability = outcome.probabilities[risk]
        costs.append(RiskCost(risk, probability, difference, difference * probability))
    return tuple(sorted(costs, key=lambda cost: (-cost.expected_days, cost.id)))


def _percentile(percent: int, ordered: Sequence[float], dating: _Dating) -> Percentile:
    moment = ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]
    return Percentile(percent, dating.day(moment), round(dating.days(moment), 4))


class _Dating:
    """Turns the moments of trials into days: coordinates of the one calendar, or instants when there are several."""

    def __init__(self, solved: Solved, index: int | None) -> None:
        calendars = {activity.calendar for activity in solved.network.activities}
        self._calendar = solved.network.calendars[calendars.pop()] if len(calendars) == 1 else None
        self._home = solved.book.calendar(solved.book.home)
        self._first = self._home.opens(solved.start.toordinal())
        self._begins = index is not None and solved.passes.begins[index]

    def day(self, moment: float) -> date:
        """Return the day a moment falls on."""
        return date.fromordinal(self._ordinal(ceil(moment - _SAME)))

    def histogram(self, ordered: Sequence[float]) -> dict[date, int]:
        """Return how many of some sorted moments fall on each day."""
        counts: dict[date, int] = {}
        first = 0
        while first < len(ordered):
            ordinal = self._ordinal(ceil(ordered[first] - _SAME))
            last = bisect_right(ordered, self._end(ordinal) + _SAME, lo=first + 1)
            counts[date.fromordinal(ordinal)] = counts.get(date.fromordinal(ordinal), 0) + last - first
            first = last
        return counts

    def _end(self, ordinal: int) -> int:
        """Return the last moment of a day."""
        if self._calendar is None:
            return (ordinal + 1) * DAY
        return self._calendar.closes(ordinal) - self._begins

    def days(self, moment: float) -> float:
        """Return working days of the project calendar from its start, with fractions."""
        if self._calendar is self._home:
            coordinate = moment
        else:
            minute = ceil(moment - _SAME)
            instant = minute if self._calendar is None else self._calendar.finish_instant(minute)
            coordinate = float(self._home.coordinate(instant))
        return (coordinate - self._first) / self._home.pattern.day_minutes

    def _ordinal(self, minute: int) -> int:
        if self._calendar is None:
            return (minute - 1) // DAY
        day, _ = self._calendar.start_day(minute) if self._begins else self._calendar.finish_day(minute)
        return day
