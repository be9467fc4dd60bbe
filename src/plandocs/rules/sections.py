"""What the plan document must hold: how success is seen, why the project exists, who decides."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule


@rule("S37", "success-criteria", "without a measure, nobody can say that it worked", severity="warning", lite="off")
def success_criteria(case: Case) -> Iterator[Finding]:
    """The plan says by what its success is seen."""
    if not case.plan.success_criteria:
        fix = "add 'success_criteria:' with what is measured, where it stands today and where it shall stand"
        yield Finding("the plan does not say how you will see that it was a success", (), fix)


@rule("S38", "plan-sections", "a large plan is read by people who were not there", severity="warning", standard="off")
def plan_sections(case: Case) -> Iterator[Finding]:
    """A large plan has a summary, objectives, assumptions and a table of who decides and who does."""
    project = case.plan.project
    wanted = (
        (project.summary, "summary", "summary:' under 'project", ("project",)),
        (project.objectives, "objectives", "objectives:' under 'project", ("project",)),
        (case.plan.scope.assumptions, "assumptions", "assumptions:' under 'scope", ("scope",)),
        (case.plan.raci, "table of who decides and who does (RACI)", "raci:", ("raci",)),
    )
    for value, what, key, path in wanted:
        if not value:
            at = path if case.source.has(path) else ()
            yield Finding(f"the plan has no {what}", at, f"add '{key}'", on_key=True)
