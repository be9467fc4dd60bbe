"""What the plan waits for: owners, written commitments, backups, blocks that nobody escalates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from plandocs.plan.registers import Dependency
from plandocs.rules.case import Case
from plandocs.rules.registry import Finding, rule

_PATIENCE = timedelta(hours=48)


@rule("S42", "customer-dependency-owner", "a customer's action needs a customer's name", severity="error")
def customer_dependency_owner(case: Case) -> Iterator[Finding]:
    """A customer dependency has an owner on the customer's side."""
    for path, entry in _open(case, "customer"):
        person = case.plan.people.get(entry.owner)
        if person is None:
            yield Finding(
                f"dependency '{entry.id}' ({entry.what}) has no owner", path, "add 'owner:' with a customer's person"
            )
        elif person.side != "customer":
            message = f"dependency '{entry.id}' is the customer's, but {person.name} is not"
            yield Finding(message, (*path, "owner"), "name somebody on the customer's side")


@rule("S43", "external-commitment", "an outside party without a written word is a hope", severity="error")
def external_commitment(case: Case) -> Iterator[Finding]:
    """An external dependency has a written commitment."""
    for path, entry in _open(case, "external"):
        if not entry.commitment_ref:
            message = f"external dependency '{entry.id}' ({entry.what}) has no written commitment"
            yield Finding(message, path, "add 'commitment_ref:' with the letter, order or e-mail")


@rule("S43", "external-backup", "an outside party may fail", severity="warning")
def external_backup(case: Case) -> Iterator[Finding]:
    """An external dependency has a backup plan."""
    for path, entry in _open(case, "external"):
        if not entry.backup_plan:
            yield Finding(f"external dependency '{entry.id}' has no backup plan", path, "add 'backup_plan:'")


@rule("S43", "external-buffer", "an outside party may be late", severity="warning", lite="off")
def external_buffer(case: Case) -> Iterator[Finding]:
    """An external dependency has a buffer of its own, or float where it is needed."""
    for path, entry in _open(case, "external"):
        if not entry.buffer and not _has_float(case, entry):
            message = f"nothing protects the plan when external dependency '{entry.id}' is late"
            yield Finding(message, path, "add 'buffer:' with the id of a buffer task")


@rule("S44", "vendor-reserved", "a colleague who is not reserved is elsewhere", severity="warning")
def vendor_reserved(case: Case) -> Iterator[Finding]:
    """A vendor resource is reserved."""
    for path, entry in _open(case, "vendor"):
        if not entry.reserved:
            message = f"vendor dependency '{entry.id}' is not reserved"
            yield Finding(message, path, "add 'reserved: true' or the days, once it is")


@rule("S44", "vendor-dependency-shown", "what is the vendor's own stays with the vendor", severity="warning")
def vendor_dependency_shown(case: Case) -> Iterator[Finding]:
    """A vendor dependency is not shown to the customer."""
    for path, entry in _with_paths(case):
        if entry.type == "vendor" and not entry.is_internal:
            message = f"vendor dependency '{entry.id}' would be printed in the customer's documents"
            yield Finding(message, (*path, "audience"), "leave 'audience' out, or write 'internal'")


@rule("S49", "dependency-due", "what has no date is not asked for", severity="warning")
def dependency_due(case: Case) -> Iterator[Finding]:
    """A dependency on a person outside the team has a due date, before the task that needs it starts."""
    for path, entry in _open(case, "customer", "external", "vendor"):
        if entry.due is None:
            if entry.type != "vendor":
                yield Finding(f"dependency '{entry.id}' has no due date", path, "add 'due:'")
            continue
        for name in entry.needed_by:
            task = case.schedule.by_id.get(name) if case.schedule else None
            if task is not None and entry.due > task.start and entry.type != "vendor":
                message = f"dependency '{entry.id}' is due {entry.due}, but '{name}' starts on {task.start}"
                yield Finding(message, (*path, "due"), f"agree on a date before {task.start}")
                break


@rule("S49", "dependency-owner", "what nobody owns is not delivered", severity="warning")
def dependency_owner(case: Case) -> Iterator[Finding]:
    """Every dependency has an owner. The customer's own dependencies have a stricter rule."""
    for path, entry in _open(case, "external", "vendor", "finish_to_start"):
        if not entry.owner:
            message = f"dependency '{entry.id}' ({entry.what}) has no owner"
            yield Finding(message, path, "add 'owner:' with a person's id")


@rule("S52", "blocked-escalated", "a block older than 48 hours is an escalation", severity="error")
def blocked_escalated(case: Case) -> Iterator[Finding]:
    """Nothing is blocked for more than 48 hours without having been escalated."""
    for path, entry in _with_paths(case):
        if entry.status != "blocked" or entry.escalated_on is not None:
            continue
        if entry.blocked_since is None or case.as_of is None:
            continue
        blocked = _end(case.as_of) - _end(entry.blocked_since)
        if blocked > _PATIENCE:
            hours = int(blocked.total_seconds() // 3600)
            message = f"dependency '{entry.id}' has been blocked for {hours} hours and was not escalated"
            yield Finding(message, (*path, "blocked_since"), "escalate it, and add 'escalated_on:'")


@rule("S52", "blocked-since", "without a date nobody sees how long it has lasted", severity="warning")
def blocked_since(case: Case) -> Iterator[Finding]:
    """What is blocked says since when."""
    for path, entry in _with_paths(case):
        if entry.status == "blocked" and entry.blocked_since is None:
            yield Finding(f"nobody says since when dependency '{entry.id}' is blocked", path, "add 'blocked_since:'")


@rule("S51", "blocked-why", "a block that nobody explains is not lifted", severity="warning")
def blocked_why(case: Case) -> Iterator[Finding]:
    """What is blocked says what holds it up."""
    for path, entry in _with_paths(case):
        if entry.status == "blocked" and not entry.blocker:
            yield Finding(f"nobody says what blocks dependency '{entry.id}'", path, "add 'blocker:'")


@rule(
    "S50", "escalation-plan", "who is asked first when it is late must be known before", severity="warning", lite="off"
)
def escalation_plan(case: Case) -> Iterator[Finding]:
    """What a customer or an outside party delivers says to whom it goes when it does not come."""
    for path, entry in _open(case, "customer", "external"):
        if not entry.escalation:
            message = f"dependency '{entry.id}' does not say to whom it is escalated"
            yield Finding(message, path, "add 'escalation:', to whom and how")


def _with_paths(case: Case) -> Iterator[tuple[tuple[str | int, ...], Dependency]]:
    for i, entry in enumerate(case.plan.dependencies):
        yield ("dependencies", i), entry


def _open(case: Case, *types: str) -> Iterator[tuple[tuple[str | int, ...], Dependency]]:
    """Yield the dependencies of some types that are not done."""
    for path, entry in _with_paths(case):
        if entry.type in types and entry.status != "done":
            yield path, entry


def _has_float(case: Case, entry: Dependency) -> bool:
    if case.schedule is None or not entry.needed_by:
        return False
    tasks = [case.schedule.by_id.get(name) for name in entry.needed_by]
    return all(task is not None and task.total_float > 0 for task in tasks)


def _end(moment: date | datetime) -> datetime:
    """Return a moment; a plain date stands for the end of its day."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time.min) + timedelta(days=1)
