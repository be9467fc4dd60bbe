"""Change requests that were thought through before somebody decided."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule

_DECISION = {"approver": "who decided", "decided": "when it was decided", "chosen": "which option was taken"}


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
                message = f"change '{change.id}' is approved, but does not say {_DECISION[key]}"
                yield Finding(message, ("changes", i), f"add '{key}:'")


@rule("S63", "change-chosen", "an option that is not there cannot be taken", severity="error")
def change_chosen(case: Case) -> Iterator[Finding]:
    """The chosen option exists."""
    for i, change in enumerate(case.plan.changes):
        if change.chosen is not None and not 1 <= change.chosen <= len(change.options):
            message = f"change '{change.id}' takes option {change.chosen}, but lists {len(change.options)} only"
            fix = "write the number of an option that is listed, counted from 1"
            yield Finding(message, ("changes", i, "chosen"), fix)


@rule("S61", "change-requested-by", "a wish without a name cannot be weighed", severity="warning")
def change_requested_by(case: Case) -> Iterator[Finding]:
    """A change request says who asked for it and when."""
    for i, change in enumerate(case.plan.changes):
        wanted = {"requester": change.requester, "date": change.date}
        for key in (key for key, value in wanted.items() if not value):
            asked = "who asked for it" if key == "requester" else "when it was asked for"
            yield Finding(f"change '{change.id}' does not say {asked}", ("changes", i), f"add '{key}:'")


@rule("S62", "change-assessed", "nobody can decide on what was not estimated", severity="warning")
def change_assessed(case: Case) -> Iterator[Finding]:
    """A change that is assessed or approved says what work it is and how long it takes."""
    for i, change in enumerate(case.plan.changes):
        if change.status not in ("assessed", "approved"):
            continue
        time_said = bool(change.duration) or change.impact_days is not None
        wanted = {"work": (bool(change.work), "what has to be done"), "duration": (time_said, "how long it takes")}
        for key, (said, what) in wanted.items():
            if not said:
                message = f"change '{change.id}' is {change.status}, but does not say {what}"
                yield Finding(message, ("changes", i), f"add '{key}:'")


@rule("S80", "change-in-plan", "a change that is not in the plan is not done", severity="warning")
def change_in_plan(case: Case) -> Iterator[Finding]:
    """An approved change names the tasks that it altered, unless the choice was to do it later."""
    for i, change in enumerate(case.plan.changes):
        if change.status != "approved" or change.tasks:
            continue
        number = change.chosen or 0
        chosen = change.options[number - 1] if 1 <= number <= len(change.options) else None
        if chosen is None or chosen.kind != "defer":
            message = f"change '{change.id}' is approved, but names no task of the plan that it altered"
            yield Finding(message, ("changes", i), "alter the plan, and add 'tasks:' with their ids")
