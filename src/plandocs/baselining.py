"""Baselines and versions at the command's side: freezing a plan beside its file, finding versions, comparing them.

With `api` and `output` the only place that writes. Nothing here asks the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from plandocs.errors import PlanError, Problem, UsageError, did_you_mean, has_errors
from plandocs.output import write_whole

if TYPE_CHECKING:
    from plandocs.baseline.difference.model import Difference
    from plandocs.baseline.model import Baseline
    from plandocs.baseline.versions import Version
    from plandocs.plan.load import LoadedPlan
    from plandocs.schedule.result import Schedule

Outcome = Literal["made", "unchanged", "approved", "replaced"]


@dataclass(frozen=True, slots=True)
class Frozen:
    """A baseline with its file, and what freezing did: nothing new, a new file, or approvals added to one."""

    path: Path
    baseline: Baseline
    outcome: Outcome
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadVersion:
    """A version of a plan with the file it was loaded from, and what there is to say about it."""

    version: Version
    loaded: LoadedPlan
    problems: tuple[Problem, ...] = ()


def freeze(
    plan: Path,
    *,
    name: str | None = None,
    approved_by: Sequence[str] = (),
    approved_on: date | None = None,
    method: str = "",
    force: bool = False,
) -> Frozen:
    """Freeze a plan as a baseline beside its file; `v<version>` is its name when none is given.

    The same agreement under the same name changes nothing, or adds approvals. UsageError when the name is taken by
    another one and `force` is not given, or an approver is nobody of the plan; PlanError when the plan is not valid,
    or is to be approved with rule errors in it.
    """
    from plandocs.baseline.file import to_bytes
    from plandocs.baseline.model import freeze as frozen
    from plandocs.baseline.model import recorded
    from plandocs.baseline.shelf import baselines_of, path_of
    from plandocs.plan.fingerprint import plan_hash
    from plandocs.plan.load import load_source
    from plandocs.plan.source import read_source
    from plandocs.rules import check_rules

    source = read_source(plan)
    loaded = load_source(source)
    schedule = _schedule(loaded)
    problems = sorted([*loaded.problems, *check_rules(loaded, schedule)], key=Problem.sort_key)
    if approved_by and has_errors(problems):
        raise PlanError([*problems, _not_approvable(plan)])
    for person in approved_by:
        if person not in loaded.plan.people:
            raise UsageError(_nobody(person, loaded))
    wanted = f"v{loaded.plan.project.version}" if name is None else name
    path = path_of(plan, wanted)
    others = baselines_of(plan)
    there = next((item for item in others if path_of(plan, item.name) == path), None)
    made = frozen(
        loaded.plan,
        source.data,
        schedule,
        plan_hash(loaded.plan),
        name=wanted,
        number=there.number if there else 1 + max((item.number for item in others), default=0),
        approvals=[recorded(loaded.plan, by, approved_on or schedule.start, method) for by in approved_by],
    )
    outcome: Outcome = "made"
    if there is not None and (there.plan_hash, there.tasks) == (made.plan_hash, made.tasks):
        known = {(item.by, item.date): item for item in there.approvals}
        known.update({(item.by, item.date): item for item in made.approvals if (item.by, item.date) not in known})
        approvals = tuple(sorted(known.values(), key=lambda item: (item.date, item.by)))
        outcome = "unchanged" if approvals == there.approvals else "approved"
        made = replace(there, approvals=approvals)
    elif there is not None:
        if not force:
            raise UsageError(_taken(there, path))
        outcome = "replaced"
    if outcome != "unchanged":
        write_whole(path, to_bytes(made))
    return Frozen(path, made, outcome, tuple(problems))


def read_version(reference: str, beside: Path | None = None) -> ReadVersion:
    """Return the version that a path or a baseline's name means; `beside` is the plan whose baseline a name is of.

    FileError when there is no such file, UsageError when a plan has no baseline of that name, PlanError when what is
    there is not valid.
    """
    from plandocs.baseline.file import agreed_plan, is_baseline, read_baseline
    from plandocs.baseline.shelf import bytes_at, named, path_of
    from plandocs.baseline.versions import moved_since, version_of_baseline, version_of_plan
    from plandocs.plan.fingerprint import plan_hash
    from plandocs.plan.load import load_source
    from plandocs.plan.source import parse_source

    path = Path(reference)
    if not path.exists() and beside is not None and beside.is_file() and _is_name(reference):
        baseline = named(beside, reference)
        path = path_of(beside, baseline.name)
    else:
        data = bytes_at(path)
        if not is_baseline(data):
            loaded = load_source(parse_source(data, str(path)))
            schedule = _schedule(loaded)
            return ReadVersion(version_of_plan(path.name, loaded.plan, schedule, plan_hash(loaded.plan)), loaded)
        baseline = read_baseline(data, str(path))
    loaded = agreed_plan(baseline, str(path))
    version = version_of_baseline(baseline, loaded.plan, _schedule(loaded))
    return ReadVersion(version, loaded, tuple(moved_since(version, str(path))))


def compare(old: str, new: str) -> tuple[Difference, list[Problem]]:
    """Return what differs between two versions, each a plan file, a baseline file, or the name of a baseline.

    A name is of a baseline of the other's plan file.
    """
    from plandocs.baseline.difference.compare import difference

    before = read_version(old, beside=Path(new))
    after = read_version(new, beside=Path(old))
    return difference(before.version, after.version), [*before.problems, *after.problems]


def _schedule(loaded: LoadedPlan) -> Schedule:
    from plandocs.schedule.from_plan import schedule_plan

    try:
        return schedule_plan(loaded.plan)
    except PlanError as error:
        raise PlanError(loaded.source.located(error.problems)) from None


def _is_name(reference: str) -> bool:
    """Return whether a reference reads like a baseline's name and not like a path."""
    return "/" not in reference and "\\" not in reference and Path(reference).suffix not in (".yaml", ".yml", ".json")


def _taken(there: Baseline, path: Path) -> Problem:
    return Problem(
        rule="baseline-exists",
        message=f"the baseline '{there.name}' is there already, of another state of the plan",
        path=str(path),
        fix="raise project.version, give another --name, or replace it with --force",
    )


def _nobody(person: str, loaded: LoadedPlan) -> Problem:
    return Problem(
        rule="unknown-person",
        message=f"the plan has no person '{person}' who could approve it",
        fix=did_you_mean(person, loaded.plan.people) or f"there are {', '.join(loaded.plan.people)}",
    )


def _not_approvable(plan: Path) -> Problem:
    return Problem(
        rule="not-ready",
        message="the plan has errors, so it was not frozen as approved",
        path=str(plan),
        fix="mend the errors, waive a rule with its reason, or freeze it without --approved-by",
    )
