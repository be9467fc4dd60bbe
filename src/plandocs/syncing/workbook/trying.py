"""Changes tried on the plan before they are proposed: all at once, and one row after the other where that fails."""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.errors import PlanError, Problem
from plandocs.exchange.patching import patched
from plandocs.plan.load import LoadedPlan, load_text
from plandocs.syncing.workbook.entries import Group


def fitting(groups: Sequence[Group], loaded: LoadedPlan, file: str) -> tuple[list[Group], list[Problem]]:
    """Return the rows' changes with which the plan stays a valid one, and why the others are left out."""
    text = "\n".join((*loaded.source.lines, "")).encode("utf-8", "surrogatepass")
    name = loaded.source.name
    if not groups:
        return [], []
    try:
        _tried(text, groups, name)
    except PlanError:
        pass
    else:
        return list(groups), []
    kept: list[Group] = []
    problems: list[Problem] = []
    for group in groups:
        try:
            _tried(text, [*kept, group], name)
        except PlanError as error:
            problems.append(_refused(group, error, file))
        else:
            kept.append(group)
    return kept, problems


def _tried(text: bytes, groups: Sequence[Group], name: str) -> None:
    """Raise PlanError where the changes cannot be written, or the plan is no valid one with them."""
    from plandocs.schedule.from_plan import schedule_plan

    after = patched(text, [patch for group in groups for patch in group.patches], name)
    schedule_plan(load_text(after, name).plan)


def _refused(group: Group, error: PlanError, file: str) -> Problem:
    said = next(problem for problem in error.problems if problem.severity == "error")
    message = f"{group.place}: what this row says does not fit the plan: {said.message}"
    return Problem(rule=said.rule, name=said.name, message=message, path=file, where=group.place, fix=said.fix)
