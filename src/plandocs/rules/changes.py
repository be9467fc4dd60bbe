"""Change requests that were thought through before somebody decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from plandocs.rules.case import Case, titled
from plandocs.rules.registry import Finding, rule

_PATIENCE = timedelta(days=7)


@rule(
    "S77",
    "change-trigger",
    "what brought a change about tells who answers for it, and who pays",
    severity="warning",
    lite="off",
)
def change_trigger(case: Case) -> Iterator[Finding]:
    """A change request says what brought it about: added scope, acceleration, found complexity, external impact."""
    for i, change in enumerate(case.plan.changes):
        if not change.trigger:
            message = f"change {titled(change.id, change.request)} does not say what brought it about"
            fix = "add 'trigger:' with one of: added scope, acceleration, found complexity, external impact"
            yield Finding(message, ("changes", i), fix)


@rule("S78", "change-assessed", "who decides must know what it takes", severity="warning")
def change_assessed(case: Case) -> Iterator[Finding]:
    """A change that is assessed or approved says how much work it is."""
    for i, change in enumerate(case.plan.changes):
        is_known = change.duration or change.impact_days is not None or change.impact_hours is not None
        if change.status in ("assessed", "approved") and not is_known:
            named = titled(change.id, change.request)
            message = f"change {named} is {change.status}, but does not say how much work it is"
            fix = "add 'duration:' with the time it needs, such as 5d, or 'impact_hours:' with the effort"
            yield Finding(message, ("changes", i), fix)


@rule("S79", "change-in-plan", "what is approved and not planned does not happen", severity="warning")
def change_in_plan(case: Case) -> Iterator[Finding]:
    """What was approved is in the plan: the go-live is not before the approved one, and what was traded is out."""
    go_live = case.schedule.go_live if case.schedule else None
    in_scope = {item.id for item in case.plan.scope.in_}
    for i, change in enumerate(case.plan.changes):
        if change.status != "approved" or not change.chosen or change.chosen > len(change.options):
            continue
        option = change.options[change.chosen - 1]
        path = ("changes", i, "chosen")
        fix = f"set its status to open, and let 'plandocs change PLAN {change.id} --apply {change.chosen}' write it in"
        if go_live is not None and option.kind == "extend" and option.go_live and go_live < option.go_live:
            named = titled(change.id, change.request)
            message = f"change {named} was approved with go-live {option.go_live}, but the plan still has {go_live}"
            yield Finding(message, path, fix)
        for name in option.trade:
            if option.kind == "trade" and name in in_scope:
                named = titled(change.id, change.request)
                yield Finding(
                    f"change {named} was approved in exchange for '{name}', which is still in scope", path, fix
                )


@rule("S80", "change-waiting", "a request without an answer is worked on in silence", severity="warning")
def change_waiting(case: Case) -> Iterator[Finding]:
    """A change request is assessed within a week."""
    for i, change in enumerate(case.plan.changes):
        if change.status != "open" or change.date is None or case.as_of is None:
            continue
        waiting = case.as_of - change.date
        if waiting > _PATIENCE:
            named = titled(change.id, change.request)
            message = f"change {named} was asked for {waiting.days} days ago, and nobody has assessed it"
            fix = f"'plandocs change PLAN {change.id}' computes what it would do; then set its status to assessed"
            yield Finding(message, ("changes", i, "date"), fix)


@rule("S62", "change-options", "a change without options is a demand", severity="warning")
def change_options(case: Case) -> Iterator[Finding]:
    """An assessed or decided change lists the ways to answer it."""
    for i, change in enumerate(case.plan.changes):
        if change.status in ("assessed", "approved") and not change.options:
            message = f"change {titled(change.id, change.request)} is {change.status}, but lists no way to answer it"
            fix = f"add 'options:'; 'plandocs change PLAN {change.id}' computes four: more time, a trade, help, later"
            yield Finding(message, ("changes", i), fix)


@rule("S63", "change-decision", "a decision has a name, a date and a choice", severity="warning")
def change_decision(case: Case) -> Iterator[Finding]:
    """An approved change says who decided, when, and for which option."""
    for i, change in enumerate(case.plan.changes):
        if change.status != "approved":
            continue
        wanted: list[tuple[object, str, str]] = [
            (change.approver, "who decided", "add 'approver:' with a person's id"),
            (change.decided, "on which day", "add 'decided:' with the day of the decision"),
        ]
        if change.options:
            wanted.append((change.chosen, "for which option", "add 'chosen:' with its number, counted from 1"))
        for value, what, fix in wanted:
            if not value:
                message = f"change {titled(change.id, change.request)} is approved, but nobody says {what}"
                yield Finding(message, ("changes", i), fix)


@rule("S63", "change-chosen", "an option that is not there cannot be taken", severity="error")
def change_chosen(case: Case) -> Iterator[Finding]:
    """The chosen option exists."""
    for i, change in enumerate(case.plan.changes):
        if change.chosen is not None and not 1 <= change.chosen <= len(change.options):
            count = len(change.options)
            there = f"has {'no options' if not count else '1 option' if count == 1 else f'{count} options'}"
            message = f"change {titled(change.id, change.request)} takes option {change.chosen}, but {there}"
            numbers = "write 1" if count == 1 else f"write a number from 1 to {count}"
            fix = numbers if count else "add 'options:', or take 'chosen:' out"
            yield Finding(message, ("changes", i, "chosen"), fix)


@rule(
    "S61",
    "change-requested-by",
    "without a name and a day, nobody can ask back or see how long it has waited",
    severity="warning",
)
def change_requested_by(case: Case) -> Iterator[Finding]:
    """A change request says who asked for it and when."""
    for i, change in enumerate(case.plan.changes):
        wanted: list[tuple[object, str, str]] = [
            (change.requester, "who asked for it", "add 'requester:' with a person's id"),
            (change.date, "when it was asked for", "add 'date:' with the day"),
        ]
        for value, what, fix in wanted:
            if not value:
                message = f"change {titled(change.id, change.request)} does not say {what}"
                yield Finding(message, ("changes", i), fix)


@rule("S81", "scope-without-approval", "what slips into the scope is paid by nobody", severity="warning")
def scope_without_approval(case: Case) -> Iterator[Finding]:
    """Scope that a change request asks for is in the plan only once the request is approved.

    An item of scope that a request brought has the request's id, as `plandocs change --apply` writes it.
    """
    undecided = {change.id: change for change in case.plan.changes if change.status != "approved"}
    for i, item in enumerate(case.plan.scope.in_):
        change = undecided.get(item.id)
        if change is not None:
            message = (
                f"{titled(item.id, item.text)} is in scope, but the change request of that name is {change.status}"
            )
            fix = f"have it decided first: 'plandocs change PLAN {change.id}'; until then, move it to the parking lot"
            yield Finding(message, ("scope", "in", i), fix)


@rule("S81", "scope-grown", "a report would call the scope unchanged, and it is not", severity="warning")
def scope_grown(case: Case) -> Iterator[Finding]:
    """What is in scope was in the newest baseline, or has the id of the approved change request that brought it."""
    if case.frozen is None:
        return
    known = case.frozen.scope | {change.id for change in case.plan.changes}
    for i, item in enumerate(case.plan.scope.in_):
        if item.id not in known and item.text not in known:
            named = titled(item.id, item.text) if item.id else f"'{item.text}'"
            message = f"{named} is in scope, but not in the baseline '{case.frozen.name}'"
            fix = "give it the id of the change request that brought it, or take it out until one is approved"
            yield Finding(message, ("scope", "in", i), fix)
