"""Change requests that were thought through before somebody decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule

_PATIENCE = timedelta(days=7)


@rule("S61", "change-trigger", "what brought a change about tells what it needs", severity="warning", lite="off")
def change_trigger(case: Case) -> Iterator[Finding]:
    """A change request says what brought it about: added scope, acceleration, found complexity, external impact."""
    for i, change in enumerate(case.plan.changes):
        if not change.trigger:
            fix = "add 'trigger:' added scope, acceleration, found complexity or external impact"
            yield Finding(f"change '{change.id}' does not say what brought it about", ("changes", i), fix)


@rule("S78", "change-assessed", "who decides must know what it takes", severity="warning")
def change_assessed(case: Case) -> Iterator[Finding]:
    """A change that is assessed or approved says how much work it is."""
    for i, change in enumerate(case.plan.changes):
        is_known = change.duration or change.impact_days is not None or change.impact_hours is not None
        if change.status in ("assessed", "approved") and not is_known:
            message = f"change '{change.id}' is {change.status}, but does not say how much work it is"
            yield Finding(message, ("changes", i), "add 'duration:', 'impact_days:' or 'impact_hours:'")


@rule("S79", "change-in-plan", "an approved change must alter the plan", severity="warning")
def change_in_plan(case: Case) -> Iterator[Finding]:
    """What was approved is in the plan: the go-live is not before the approved one, and what was traded is out."""
    go_live = case.schedule.go_live if case.schedule else None
    in_scope = {item.id for item in case.plan.scope.in_}
    for i, change in enumerate(case.plan.changes):
        if change.status != "approved" or not change.chosen or change.chosen > len(change.options):
            continue
        option = change.options[change.chosen - 1]
        path = ("changes", i, "chosen")
        fix = f"set the status to open and run 'plandocs change PLAN {change.id} --apply {change.chosen}'"
        if go_live is not None and option.kind == "extend" and option.go_live and go_live < option.go_live:
            message = f"change '{change.id}' was approved with go-live {option.go_live}, but the plan has {go_live}"
            yield Finding(message, path, fix)
        for name in option.trade:
            if option.kind == "trade" and name in in_scope:
                yield Finding(f"change '{change.id}' gave up '{name}', which is still in scope", path, fix)


@rule("S80", "change-waiting", "a request without an answer is worked on in silence", severity="warning")
def change_waiting(case: Case) -> Iterator[Finding]:
    """A change request is assessed within a week."""
    for i, change in enumerate(case.plan.changes):
        if change.status != "open" or change.date is None or case.as_of is None:
            continue
        waiting = case.as_of - change.date
        if waiting > _PATIENCE:
            message = f"change '{change.id}' has been open for {waiting.days} days without an assessment"
            yield Finding(message, ("changes", i, "date"), f"run 'plandocs change PLAN {change.id}'")


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


@rule("S61", "change-requested-by", "a wish without a name cannot be weighed", severity="warning")
def change_requested_by(case: Case) -> Iterator[Finding]:
    """A change request says who asked for it and when."""
    for i, change in enumerate(case.plan.changes):
        wanted = {"requester": change.requester, "date": change.date}
        for key in (key for key, value in wanted.items() if not value):
            asked = "who asked for it" if key == "requester" else "when it was asked for"
            yield Finding(f"change '{change.id}' does not say {asked}", ("changes", i), f"add '{key}:'")
