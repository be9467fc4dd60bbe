"""Change requests that were thought through before somebody decided."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule


@rule("S62", "change-options", "a change without options is a demand", severity="warning")
def change_options(case: Case) -> Iterator[Finding]:
    """An assessed or decided change lists the ways to answer it."""
    for i, change in enumerate(case.plan.changes):
        if change.status in ("assessed", "approved") and not change.options:
            yield Finding(f"change '{change.id}' is {change.status} without options", ("changes", i), "add 'options:'")


@rule("S63", "change-decision", "a decision has a name, a date and a choice", severity="warning")
def change_decision(case: Case) -> Iterator[Finding]:
    """An approved change says who decided, when, and for which option."""
    for i, change in enumerate(case.plan.changes):
        if change.status != "approved":
            continue
        wanted: dict[str, object] = {"approver": change.approver, "decided": change.decided}
        if change.options:
            wanted["chosen"] = change.chosen
        for key, value in wanted.items():
            if not value:
                yield Finding(f"change '{change.id}' is approved, but has no '{key}'", ("changes", i), f"add '{key}:'")


@rule("S63", "change-chosen", "an option that is not there cannot be taken", severity="error")
def change_chosen(case: Case) -> Iterator[Finding]:
    """The chosen option exists."""
    for i, change in enumerate(case.plan.changes):
        if change.chosen is not None and not 1 <= change.chosen <= len(change.options):
            message = f"change '{change.id}' chose option {change.chosen} of {len(change.options)}"
            yield Finding(message, ("changes", i, "chosen"), "options are counted from 1")
