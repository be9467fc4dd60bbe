"""Who stands behind the plan: the sponsor's word, and approvals that still mean this version."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.places import KeyPath
from plandocs.plan.registers import AlignmentEntry, Approval
from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule

_SHOWN_DIGITS = 8
_STANDS = {"not_asked": "has not been asked yet", "asked": "has been asked and has not answered"}
_ALIGNED_ROLES = ("champion", "it", "end_user_manager", "procurement", "legal")


@rule(
    "S36",
    "approved-without-sponsor",
    "a plan over the sponsor's doubts is stopped later, when it costs more",
    severity="error",
)
def approved_without_sponsor(case: Case) -> Iterator[Finding]:
    """An approved plan has the sponsor's confirmation."""
    if not case.plan.approvals:
        return
    approved_by = {approval.by for approval in case.plan.approvals}
    for key, person in case.with_role("sponsor"):
        entries = _entries(case, key)
        unconfirmed = [(i, entry) for i, entry in entries if entry.status != "confirmed"]
        if unconfirmed:
            i, entry = unconfirmed[0]
            concern = f"has a concern: {entry.concern}" if entry.concern else "has a concern"
            message = f"the plan is approved, but its sponsor {person.name} {_STANDS.get(entry.status, concern)}"
            fix = f"win {person.name} first and write 'status: confirmed', or take the approval out"
            path: KeyPath = ("alignment", i, "status")
            yield Finding(message, path if case.source.has(path) else path[:-1], fix)
        elif not entries and key not in approved_by:
            message = f"the plan is approved, but nothing says that its sponsor {person.name} has confirmed it"
            fix = f"ask {person.name}, and add {key} to 'alignment' with 'status: confirmed' and the date"
            yield Finding(message, ("approvals",), fix, on_key=True)


@rule(
    "S36",
    "sponsor-unconfirmed",
    "without the sponsor's word, nobody's time is promised",
    severity="warning",
    lite="off",
)
def sponsor_unconfirmed(case: Case) -> Iterator[Finding]:
    """The sponsor has confirmed the plan, while it is not approved yet."""
    for key, person in case.with_role("sponsor") if not case.plan.approvals else ():
        entries = _entries(case, key)
        unconfirmed = [i for i, entry in entries if entry.status != "confirmed"]
        if not entries or unconfirmed:
            path = ("alignment", unconfirmed[0], "status") if unconfirmed else ("people", key)
            fix = f"ask {person.name}; under 'alignment', give {key} 'status: confirmed' and the date of the answer"
            yield Finding(f"the sponsor {person.name} has not confirmed the plan", path, fix, on_key=not unconfirmed)


@rule("S35", "concern-written-down", "a concern without words cannot be answered", severity="warning")
def concern_written_down(case: Case) -> Iterator[Finding]:
    """Who has a concern is written down with it."""
    for i, entry in enumerate(case.plan.alignment):
        if entry.status == "concern" and not entry.concern:
            message = f"{case.called(entry.person)} has a concern, but nobody has written down which"
            fix = f"ask {case.called(entry.person)} again, and add 'concern:' with what the worry is"
            yield Finding(message, ("alignment", i), fix)


@rule("S35", "confirmation-dated", "a yes without a date cannot be checked", severity="warning", lite="off")
def confirmation_dated(case: Case) -> Iterator[Finding]:
    """Who has confirmed the plan did so on a day."""
    for i, entry in enumerate(case.plan.alignment):
        if entry.status == "confirmed" and entry.date is None:
            message = f"{case.called(entry.person)} has confirmed the plan, but nobody says on which day"
            fix = "add 'date:' with the day, and 'method:' with how it was said, such as call or e-mail"
            yield Finding(message, ("alignment", i), fix)


@rule("S34", "customer-asked", "who was not asked was not won", severity="warning", standard="off")
def customer_asked(case: Case) -> Iterator[Finding]:
    """Of the customer's champion, IT, end-user managers, procurement and legal, somebody was asked for each.

    One of several who share a role is enough: the lead of the pilot site speaks before the leads of later waves.
    """
    asked = {entry.person for entry in case.plan.alignment}
    for role in _ALIGNED_ROLES:
        people = [(key, person) for key, person in case.with_role(role) if person.side == "customer"]
        if people and not any(key in asked for key, _ in people):
            key, person = people[0]
            message = f"nobody has noted whether {person.name} ({_spoken(role)}) stands behind the plan"
            fix = f"ask, and add 'person: {key}' with the answer under 'alignment'"
            yield Finding(message, ("people", key), fix, on_key=True)


@rule("S40", "approval-stale", "an approval holds for the version that was read", severity="error")
def approval_stale(case: Case) -> Iterator[Finding]:
    """Everybody's latest approval has the hash of this plan."""
    latest = _latest(case)
    if not any(approval.hash for _, approval in latest):
        return
    now = plan_hash(case.plan)
    for i, approval in latest:
        given = approval.hash.strip().casefold()
        if given and (len(given) < _SHOWN_DIGITS or not now.startswith(given)):
            approved, shown = approval.hash[:_SHOWN_DIGITS], now[:_SHOWN_DIGITS]
            message = f"{case.called(approval.by)} approved version {approved}, but the plan is version {shown} now"
            fix = "send the plan as it is and ask for a new approval, or undo what was changed since"
            yield Finding(message, ("approvals", i, "hash"), fix)


@rule(
    "S40",
    "approval-hash",
    "without the version, nobody can tell whether later changes were approved too",
    severity="warning",
    lite="off",
)
def approval_hash(case: Case) -> Iterator[Finding]:
    """Approvals record the hash of the approved version."""
    for i, approval in _latest(case):
        if not approval.hash:
            message = f"the approval of {case.called(approval.by)} does not say which version was approved"
            fix = f"if it was the plan as it is now, add 'hash: {plan_hash(case.plan)[:_SHOWN_DIGITS]}'; else ask again"
            yield Finding(message, ("approvals", i), fix)


def _spoken(role: str) -> str:
    return "IT" if role == "it" else role.replace("_", " ")


def _entries(case: Case, person: str) -> list[tuple[int, AlignmentEntry]]:
    return [(i, entry) for i, entry in enumerate(case.plan.alignment) if entry.person == person]


def _latest(case: Case) -> list[tuple[int, Approval]]:
    """Return each person's latest approval; of two on one day, the one further down."""
    latest: dict[str, tuple[int, Approval]] = {}
    for i, approval in enumerate(case.plan.approvals):
        if approval.by not in latest or approval.date >= latest[approval.by][1].date:
            latest[approval.by] = (i, approval)
    return sorted(latest.values(), key=lambda found: found[0])
