"""A plan file read, checked and scheduled. What stops the scheduler is placed in the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from plandocs.errors import PlanError, Problem, UsageError, did_you_mean

if TYPE_CHECKING:
    from plandocs.plan.load import LoadedPlan
    from plandocs.rules import Frozen
    from plandocs.rules.readiness import Readiness
    from plandocs.schedule.capacity import PersonWeek
    from plandocs.schedule.comparison import Comparison
    from plandocs.schedule.result import Schedule
    from plandocs.schedule.simulation import Simulation
    from plandocs.schedule.target import TargetFit
    from plandocs.schedule.why import Explanation


def load(path: Path) -> LoadedPlan:
    """Read and validate a plan. PlanError carries every mistake, each with its place."""
    from plandocs.plan.load import load_plan

    return load_plan(path)


def check(path: Path, *, strict: bool = False) -> list[Problem]:
    """Return everything there is to say about a plan: mistakes in it, or findings of the planning rules.

    With `strict` warnings count as errors. Only a file that cannot be read raises (FileError).
    """
    try:
        loaded = load(path)
        return findings(loaded, scheduled(loaded), path, strict=strict)
    except PlanError as error:
        return list(error.problems)


def schedule(path: Path, *, as_of: date | None = None) -> tuple[LoadedPlan, Schedule]:
    """Return a plan with its schedule: as agreed, or as forecast from the as-of date."""
    loaded = load(path)
    return loaded, scheduled(loaded, as_of)


def levelled(path: Path, *, as_of: date | None = None, best: bool = False) -> tuple[LoadedPlan, Schedule]:
    """Return a plan with its levelled schedule: nobody has two tasks at once. `best` takes longer and looks further."""
    from plandocs.schedule.levelling import level_plan

    loaded = load(path)
    with located(loaded):
        known = known_as_of(loaded, as_of)
        made = level_plan(loaded.plan, as_of=known, best=best)
    return loaded, replace(made, as_of=as_of)


def explain(path: Path, task: str, *, as_of: date | None = None) -> Explanation:
    """Return why a task lies where it does; UsageError for an id that the plan does not have."""
    from plandocs.schedule.why import explain_in_plan

    loaded = load(path)
    with located(loaded):
        try:
            return explain_in_plan(loaded.plan, task, as_of=known_as_of(loaded, as_of))
        except KeyError:
            raise UsageError(no_such_task(task, scheduled(loaded))) from None


def no_such_task(task: str, schedule: Schedule) -> Problem:
    """Return that a plan has no task or milestone of an id, with the nearest one that it has."""
    return Problem(
        rule="unknown-task",
        message=f"the plan has no task or milestone '{task}'",
        fix=did_you_mean(task, schedule.by_id) or "'plandocs schedule' lists them",
    )


def comparison(loaded: LoadedPlan, schedule: Schedule) -> Comparison | None:
    """Return what a forecast has moved against the agreed plan; None for the agreed plan itself."""
    from plandocs.schedule.comparison import compare

    return None if schedule.as_of is None else compare(scheduled(loaded), schedule)


def capacity(loaded: LoadedPlan, schedule: Schedule) -> tuple[PersonWeek, ...]:
    """Return the hours asked of each person by week, against the hours they have; only people with effort."""
    from plandocs.schedule.capacity import weekly_demand

    with located(loaded):
        return weekly_demand(loaded.plan, schedule)


def ready(path: Path) -> Readiness:
    """Return how ready a plan is to be started, in the six steps of S9, by its agreed dates."""
    from plandocs.rules.readiness import readiness

    loaded, agreed = schedule(path)
    with located(loaded):
        return readiness(loaded.plan, agreed)


def missed_target(loaded: LoadedPlan, schedule: Schedule) -> TargetFit | None:
    """Return by how much a schedule misses its target go-live and what would keep it; None when it is kept."""
    from plandocs.schedule.target import target_fit

    target = loaded.plan.project.target_go_live
    if target is None or schedule.go_live is None or schedule.go_live <= target:
        return None
    with located(loaded):
        return target_fit(loaded.plan, as_of=known_as_of(loaded, schedule.as_of))


def simulate(
    path: Path,
    *,
    trials: int = 10_000,
    seed: int = 1,
    shape: Literal["pert", "triangular"] = "pert",
    owner_factor: float = 0.0,
    as_of: date | None = None,
) -> tuple[LoadedPlan, Simulation]:
    """Return a plan with what trials of its estimates and risks say about the go-live."""
    from plandocs.schedule.simulation import simulate

    loaded = load(path)
    with located(loaded):
        known = known_as_of(loaded, as_of)
        return loaded, simulate(
            loaded.plan, trials=trials, seed=seed, shape=shape, owner_factor=owner_factor, as_of=known
        )


def scheduled(loaded: LoadedPlan, as_of: date | None = None, *, agreed: Schedule | None = None) -> Schedule:
    """Return the schedule of a plan; what stops the scheduler is placed in the plan file.

    `agreed` is the agreed schedule where it is known already.
    """
    from plandocs.schedule.from_plan import schedule_plan

    with located(loaded):
        known = known_as_of(loaded, as_of, agreed)
        made = agreed if agreed is not None and known is None else schedule_plan(loaded.plan, as_of=known)
        return made if known == as_of else replace(made, as_of=as_of)


@contextmanager
def located(loaded: LoadedPlan) -> Iterator[None]:
    """Place what stops the scheduler in the plan file."""
    try:
        yield
    except PlanError as error:
        raise PlanError(loaded.source.located(error.problems)) from None


def known_as_of(loaded: LoadedPlan, as_of: date | None, agreed: Schedule | None = None) -> date | None:
    """Return the as-of date that the scheduler is to count with.

    None up to the kickoff day of a plan of which nothing is reported yet: it is on its agreed dates, for the day has
    only begun.
    """
    from plandocs.schedule.from_plan import schedule_plan

    if as_of is None or _is_under_way(loaded):
        return as_of
    return as_of if as_of > (agreed or schedule_plan(loaded.plan)).start else None


def _is_under_way(loaded: LoadedPlan) -> bool:
    """Whether any progress is reported."""
    return any(task.started or task.finished or task.progress or task.remaining for task in loaded.plan.tasks())


def findings(loaded: LoadedPlan, agreed: Schedule, path: Path, *, strict: bool = False) -> list[Problem]:
    """Return what the reading of the file and the planning rules say of a plan; `strict` makes errors of warnings.

    `path` is the plan file, beside which its baselines stand: one that is damaged is a finding, too. FileError for one
    that cannot be read.
    """
    from plandocs.rules import check_rules

    frozen: Frozen | None = None
    damaged: tuple[Problem, ...] = ()
    try:
        frozen = _frozen(path)
    except PlanError as error:
        damaged = error.problems
    found = [*loaded.problems, *damaged, *check_rules(loaded, agreed, frozen=frozen)]
    if strict:
        found = [replace(p, severity="error") if p.severity == "warning" else p for p in found]
    return sorted(found, key=Problem.sort_key)


def _frozen(path: Path) -> Frozen | None:
    """Return what rules ask of the newest baseline beside a plan file; None where there is none."""
    from plandocs.baseline.shelf import shelf_of
    from plandocs.rules import Frozen

    if not shelf_of(path).is_dir():
        return None
    from plandocs.baseline.model import newest
    from plandocs.baseline.shelf import baselines_of

    baseline = newest(baselines_of(path))
    return Frozen(baseline.name, baseline.scope) if baseline else None
