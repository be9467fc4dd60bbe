"""From a plan file to a plan: read, expand the waves, validate, check what refers to what.

All problems are collected, not only the first. Where a value is wrong, the rest of the plan is still cross-checked
with that value left out, so that one run shows everything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from plandocs.errors import PlanError, Problem, has_errors
from plandocs.plan.expand import expand_waves
from plandocs.plan.explain import explain_errors
from plandocs.plan.model import Plan
from plandocs.plan.references import check_references
from plandocs.plan.source import Data, KeyPath, Source, parse_source, read_source

_UNREFERRED = frozenset(Plan.model_fields) - {
    "project",
    "calendar",
    "calendars",
    "people",
    "phases",
    "rollout",
    "scope",
    "deliverables",
}


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """A valid plan with the text it came from. `problems` are warnings; errors are raised."""

    plan: Plan
    source: Source
    problems: tuple[Problem, ...] = ()


def load_plan(path: Path, *, name: str = "") -> LoadedPlan:
    """Read a plan file. `name` is how messages call it; the path as given when left out.

    Raises FileError when the file cannot be read, and PlanError with every error found.
    """
    return load_source(read_source(path, name=name))


def load_text(text: str | bytes, name: str = "plan.yaml") -> LoadedPlan:
    """Read a plan from text. Raises PlanError with every error found."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return load_source(parse_source(data, name))


def load_source(source: Source) -> LoadedPlan:
    """Return the plan that a source holds. Raises PlanError with every error found."""
    source = expand_waves(source)
    plan, refused = _validate(source)
    problems = [*source.problems, *refused.values()]
    if plan is not None:
        problems += [problem for path, problem in check_references(plan, source) if not _touches_any(path, refused)]
    if plan is None or has_errors(problems):
        raise PlanError(problems)
    ordered = tuple(sorted(problems, key=Problem.sort_key))
    return LoadedPlan(plan, replace(source, problems=ordered), ordered)


def _validate(source: Source) -> tuple[Plan | None, dict[KeyPath, Problem]]:
    """Return the plan, without the values that were refused, and the problems by key path.

    The plan is None when it cannot be read even without them.
    """
    try:
        return Plan.model_validate(source.data), {}
    except ValidationError as error:
        refused = explain_errors(error.errors(include_url=False), source, Plan)
    if any(_names_an_entry(path) for path in refused):
        return None, refused
    data: Data = source.data
    for path in refused:
        data = _mended(data, path[:-1] if isinstance(path[-1], int) else path)
    return _without_broken_registers(data), refused


def _without_broken_registers(data: Data) -> Plan | None:
    """Return the plan, if need be without the registers that still cannot be read and that nothing refers to."""
    try:
        return Plan.model_validate(data)
    except ValidationError as error:
        broken = {str(problem["loc"][0]) for problem in error.errors(include_url=False) if problem["loc"]}
    if not broken <= _UNREFERRED or not isinstance(data, dict):
        return None
    try:
        return Plan.model_validate({key: value for key, value in data.items() if key not in broken})
    except ValidationError:
        return None


def _names_an_entry(path: KeyPath) -> bool:
    """Return whether others may refer to what is refused here: then nothing can be said about references."""
    if len(path) < 2:
        return not path or path[0] in Plan.model_fields.keys() - _UNREFERRED
    return len(path) == 2 and path[0] in ("people", "calendars", "phases")


def _mended(data: Data, path: KeyPath) -> Data:
    """Return the data without a refused value, or with a stand-in for a missing one.

    What lies around it is copied, not changed. A list keeps its length, so that key paths stay true.
    """
    head, rest = path[0], path[1:]
    if isinstance(data, dict):
        key = cast(str, head)
        if rest and key in data:
            return {**data, key: _mended(data[key], rest)}
        if key in data:
            return {name: value for name, value in data.items() if name != key}
        return {**data, key: "?"}
    if isinstance(data, list) and isinstance(head, int) and rest:
        return [*data[:head], _mended(data[head], rest), *data[head + 1 :]]
    return data


def _touches_any(path: KeyPath, refused: dict[KeyPath, Problem]) -> bool:
    """Return whether a key path lies at, above or below a refused value."""
    return any(path[: len(other)] == other or other[: len(path)] == path for other in refused)
