"""What makes a project technically hard, and what such a project needs beside the usual."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule

_MANY_INTEGRATIONS = 3


@rule("S75", "many-integrations", "three integrations are a technical project of their own", severity="warning")
def many_integrations(case: Case) -> Iterator[Finding]:
    """Three or more integrations come with an architect, a buffer, a test and a technical risk. Source: S74."""
    plan = case.plan
    count = sum(1 for item in plan.scope.in_ if item.type == "integration")
    if count < _MANY_INTEGRATIONS:
        return
    present = {
        "an architect among the people": bool(plan.with_role("architect")),
        "a buffer": any(task.is_buffer for task in plan.tasks()),
        "a task of kind 'validation'": any(task.kind == "validation" for task in plan.tasks()),
        "a risk of category 'technology'": any("tech" in risk.category.casefold() for risk in plan.risks),
    }
    for what, there in present.items():
        if not there:
            yield Finding(f"{count} integrations ask for {what}", ("scope", "in"), f"add {what}", on_key=True)
