"""Change requests, recoveries and capacity of a plan file: computed, and a request's documents written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.api.building import require_ready, written
from plandocs.api.documents import make_change_papers
from plandocs.api.measuring import measure
from plandocs.api.options import BuildOptions, BuildResult
from plandocs.api.plans import findings, known_as_of, load, located, scheduled
from plandocs.errors import PlanError, Problem, UsageError, did_you_mean

if TYPE_CHECKING:
    from plandocs.plan.load import LoadedPlan
    from plandocs.plan.registers import Change
    from plandocs.schedule.result import Schedule
    from plandocs.whatif.answers import Assessment, Decision
    from plandocs.whatif.capacity import Capacity
    from plandocs.whatif.recovery import Recovery


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """A change request with its computed answers, in its plan. `problems` are where the plan says otherwise."""

    path: Path
    loaded: LoadedPlan
    agreed: Schedule
    assessment: Assessment
    problems: tuple[Problem, ...]


def assess_change(path: Path, change_id: str, *, as_of: date | None = None) -> Assessed:
    """Return what a change request does to a plan: as agreed, or as forecast at a day.

    UsageError for an id that the plan does not have; PlanError for a request that is approved, whose work is in the
    plan already, and for one that cannot be computed.
    """
    from plandocs.whatif.request import assess

    loaded = load(path)
    index = _index(loaded, change_id)
    change = loaded.plan.changes[index]
    if change.status == "approved":
        message = f"change '{change.id}' is approved, so its work counts as part of the plan and cannot be added again"
        fix = "'plandocs diff' tells what an approval changed; set the status to open if the plan lacks the work"
        raise PlanError(loaded.source.problem("change-approved", message, ("changes", index, "status"), fix=fix))
    agreed = scheduled(loaded)
    with located(loaded):
        assessment = assess(loaded.plan, index, as_of=known_as_of(loaded, as_of, agreed))
    problems = (*_beside(loaded, assessment), *_differences(loaded, assessment), *_frozen(loaded, assessment))
    return Assessed(path=path, loaded=loaded, agreed=agreed, assessment=assessment, problems=problems)


def decision_of(change: Change) -> Decision | None:
    """Return what the plan says was decided of a change request, None while it is open."""
    from plandocs.whatif.answers import decision_of as decided

    return decided(change)


def build_change(assessed: Assessed, options: BuildOptions, decision: Decision | None) -> BuildResult:
    """Make a change request's document and message and write them; see `build` for what is left alone or refused."""
    loaded = assessed.loaded
    if assessed.assessment.change.audience == "internal" and options.audience == "customer":
        message = f"change '{assessed.assessment.change.id}' is internal, so there is no customer's document of it"
        raise UsageError(Problem(rule="internal-change", message=message, fix="add --audience internal"))
    problems = findings(loaded, assessed.agreed, assessed.path)
    require_ready(assessed.path, problems, options)
    made, notes = make_change_papers(loaded, assessed.agreed, options, assessed.assessment, decision)
    return written(made, options, notes)


def recover(path: Path, *, as_of: date | None = None, goal: date | None = None) -> tuple[LoadedPlan, Recovery]:
    """Return how a plan's go-live could be won back: as of a day, else the plan's last report.

    `goal` is, when left out, the go-live of the newest baseline, else the agreed one. UsageError where
    nothing says of which day to speak.
    """
    from plandocs.whatif.recovery import recovery

    loaded = load(path)
    day = as_of or loaded.plan.default_as_of()
    if day is None:
        message = "the plan reports no progress, so nothing says of which day to speak"
        raise UsageError(Problem(rule="no-as-of", message=message, path=str(path), fix="add --as-of DATE"))
    if goal is None:
        against = measure(path, BuildOptions())
        goal = against.go_live if against is not None else None
    with located(loaded):
        return loaded, replace(recovery(loaded.plan, known_as_of(loaded, day), goal=goal), as_of=day)


def capacity_options(path: Path, *, as_of: date | None = None) -> tuple[LoadedPlan, Capacity]:
    """Return who is asked for more hours than they have, by week, and the ways out with what each does to the dates."""
    from plandocs.whatif.capacity import capacity

    loaded = load(path)
    with located(loaded):
        return loaded, replace(capacity(loaded.plan, known_as_of(loaded, as_of)), as_of=as_of)


def _index(loaded: LoadedPlan, change_id: str) -> int:
    ids = [change.id for change in loaded.plan.changes]
    if change_id in ids:
        return ids.index(change_id)
    fix = did_you_mean(change_id, ids) or (f"the plan has {', '.join(ids[:8])}" if ids else "add it under 'changes:'")
    raise UsageError(Problem(rule="unknown-change", message=f"the plan has no change request '{change_id}'", fix=fix))


def _differences(loaded: LoadedPlan, assessment: Assessment) -> list[Problem]:
    """Return where the plan says something else of an answer than the schedule does, each at its place."""
    found = []
    unit = "day" if loaded.plan.project.day_count == "elapsed" else "working day"

    def counted(days: object) -> str:
        return f"{days:g} {unit}" if days == 1 else f"{days:g} {unit}s"

    for option in assessment.options:
        for difference in option.differences:
            path = ("changes", assessment.index, "options", option.number - 1, difference.what)
            if difference.what == "days":
                said, is_now = counted(difference.stated), counted(difference.computed)
            else:
                said, is_now = f"go-live {difference.stated}", f"{difference.computed}"
            message = f"option {option.number} says {said}; the schedule says {is_now}"
            fix = f"write '{difference.what}: {difference.computed}', or leave it out"
            found.append(loaded.source.problem("option-differs", message, path, severity="warning", fix=fix))
    return found


def _beside(loaded: LoadedPlan, assessment: Assessment) -> list[Problem]:
    """Return a warning where the work goes into no task of the plan, so that it is taken to run beside the others."""
    change, task = assessment.change, assessment.new_task
    if task is None:
        return []
    days = f"{assessment.days.normalize():f}"
    unmoved = any(option.kind == "extend" and option.days == 0 for option in assessment.options)
    effect = ", and the go-live does not move for it" if unmoved else ""
    path: tuple[str | int, ...] = ("changes", assessment.index)
    fix = "name the tasks in which the work comes in, for example 'tasks: [T08]': they take as much longer"
    if change.tasks:
        path = (*path, "tasks")
        message = f"no task of change '{change.id}' can take its work any more ({', '.join(change.tasks)})"
        message += f": its {days} days run beside all other work as a task of their own{effect}"
    else:
        message = f"change '{change.id}' names no task, so its {days} days run beside all other work{effect}"
    return [loaded.source.problem("change-beside-the-plan", message, path, severity="warning", fix=fix)]


def _frozen(loaded: LoadedPlan, assessment: Assessment) -> list[Problem]:
    """Return the answers with which the plan would go live while changes are frozen."""
    from plandocs.whatif.trial import frozen_by

    found = []
    for option in assessment.options:
        freeze = frozen_by(loaded.plan, option.go_live) if option.go_live else None
        if freeze is not None:
            why = f" ({freeze.reason})" if freeze.reason else ""
            message = (
                f"with option {option.number} the go-live is {option.go_live}, in the freeze until {freeze.to}{why}"
            )
            fix = "offer an option that goes live before the freeze, or plan the go-live after it"
            path = ("changes", assessment.index, "options", option.number - 1)
            found.append(loaded.source.problem("go-live-in-freeze", message, path, severity="warning", fix=fix))
    return found
