"""What the plan waits for: owners, written commitments, backups, blocks that nobody escalates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from plandocs.plan.registers import Dependency
from plandocs.rules.case import Case, titled
from plandocs.rules.registry import Finding, rule

_PATIENCE = timedelta(hours=48)
_MANAGER_KNOWS = timedelta(hours=24)


@rule("S42", "customer-dependency-owner", "an action without a name is done by nobody", severity="error")
def customer_dependency_owner(case: Case) -> Iterator[Finding]:
    """A customer dependency has an owner on the customer's side."""
    for path, entry in _open(case, "customer"):
        person = case.plan.people.get(entry.owner)
        fix = "add 'owner:' with the id of somebody on the customer's side"
        if person is None:
            message = f"the customer has to deliver {_named(entry)}, but nobody there is named for it"
            yield Finding(message, path, fix)
        elif person.side != "customer":
            message = f"the customer has to deliver {_named(entry)}, but {person.name}, who is named, is not theirs"
            yield Finding(message, (*path, "owner"), "write the id of somebody on the customer's side")


@rule("S43", "external-commitment", "without a written word it is a hope, not a date", severity="error")
def external_commitment(case: Case) -> Iterator[Finding]:
    """An external dependency has a written commitment."""
    for path, entry in _open(case, "external"):
        if not entry.commitment_ref:
            message = f"{_named(entry)} comes from an outside party that has not promised it in writing"
            fix = "get a letter, an order or an e-mail, and add 'commitment_ref:' with its number or date"
            yield Finding(message, path, fix)


@rule("S43", "external-backup", "an outside party has other customers, and may fail", severity="warning")
def external_backup(case: Case) -> Iterator[Finding]:
    """An external dependency has a backup plan."""
    for path, entry in _open(case, "external"):
        if not entry.backup_plan:
            message = f"{_named(entry)} comes from an outside party, and nobody says what is done when it fails to come"
            yield Finding(message, path, "add 'backup_plan:' with what is done then")


@rule("S43", "external-buffer", "nobody here can shorten an outside party's delay", severity="warning", lite="off")
def external_buffer(case: Case) -> Iterator[Finding]:
    """An external dependency has a buffer of its own, or float where it is needed."""
    for path, entry in _open(case, "external"):
        if not entry.buffer and not _has_float(case, entry):
            message = f"{_named(entry)} comes from an outside party, and no buffer is planned for when it is late"
            fix = "plan a task of 'kind: buffer' behind it, and name it here: 'buffer:' with its id"
            yield Finding(message, path, fix)


@rule("S44", "vendor-reserved", "a colleague who is not reserved is elsewhere", severity="warning")
def vendor_reserved(case: Case) -> Iterator[Finding]:
    """A vendor resource is reserved."""
    for path, entry in _open(case, "vendor"):
        if not entry.reserved:
            message = f"nobody has reserved {_named(entry)}, which the vendor's own house has to provide"
            fix = "have it reserved, then add 'reserved: true', or the days with 'from:' and 'to:'"
            yield Finding(message, path, fix)


@rule("S44", "vendor-dependency-shown", "what is the vendor's own stays with the vendor", severity="warning")
def vendor_dependency_shown(case: Case) -> Iterator[Finding]:
    """A vendor dependency is not shown to the customer."""
    for path, entry in _with_paths(case):
        if entry.type == "vendor" and not entry.is_internal:
            message = f"{_named(entry)} is the vendor's own matter, and would be printed in the customer's documents"
            fix = "take 'audience: customer' out: what the vendor waits for is internal by itself"
            yield Finding(message, (*path, "audience"), fix)


@rule(
    "S49",
    "dependency-due",
    "what has no date, or one that is too late, holds up the work that needs it",
    severity="warning",
)
def dependency_due(case: Case) -> Iterator[Finding]:
    """A dependency on a person outside the team has a due date, before the task that needs it starts."""
    for path, entry in _open(case, "customer", "external", "vendor"):
        if entry.due is None:
            if entry.type != "vendor":
                yield Finding(f"nobody says by when {_named(entry)} is needed", path, "add 'due:' with a day")
            continue
        for name in entry.needed_by:
            task = case.schedule.by_id.get(name) if case.schedule else None
            if task is not None and entry.due > task.start and entry.type != "vendor":
                needing = titled(name, task.name)
                message = (
                    f"{_named(entry)} is due on {entry.due}, but {needing}, which needs it, starts on {task.start}"
                )
                yield Finding(message, (*path, "due"), f"agree on {task.start} or an earlier day, or start that later")
                break


@rule("S49", "dependency-owner", "what nobody owns is not delivered", severity="warning")
def dependency_owner(case: Case) -> Iterator[Finding]:
    """Every dependency has an owner. The customer's own dependencies have a stricter rule."""
    for path, entry in _open(case, "external", "vendor", "finish_to_start"):
        if not entry.owner:
            yield Finding(f"nobody is named who delivers {_named(entry)}", path, "add 'owner:' with a person's id")


@rule("S49", "dependency-overdue", "a date that passes in silence was no date", severity="warning")
def dependency_overdue(case: Case) -> Iterator[Finding]:
    """What others deliver is done by its due date, or somebody has escalated it. A block has a rule of its own."""
    for path, entry in _open(case, "customer", "external", "finish_to_start"):
        if entry.due is None or case.as_of is None or entry.due >= case.as_of:
            continue
        if entry.status != "blocked" and entry.escalated_on is None:
            message = f"{_named(entry)} was due on {entry.due}, and is neither done nor escalated"
            asked = f"ask {case.called(entry.owner)}" if entry.owner else "ask for it"
            yield Finding(message, (*path, "due"), f"{asked} and agree on a new day, or add 'escalated_on:' with a day")


@rule("S53", "dependency-hidden", "who is not asked does not deliver", severity="warning")
def dependency_hidden(case: Case) -> Iterator[Finding]:
    """What the customer has to deliver is in the customer's documents."""
    for path, entry in _open(case, "customer"):
        if entry.is_internal:
            message = f"the customer has to deliver {_named(entry)}, but it is internal, so no report asks them for it"
            yield Finding(message, (*path, "audience"), "take 'audience: internal' out")


@rule("S56", "blocker-told", "who hears of a block early can still help", severity="warning")
def blocker_told(case: Case) -> Iterator[Finding]:
    """What is blocked for more than 24 hours is known to the manager. After 48 hours it is a matter of S52."""
    leaders = [person.name for _, person in case.with_role("leadership") if person.side == "vendor"]
    manager = f"{leaders[0]}, your manager," if leaders else "your manager"
    for path, entry, blocked in _blocked(case):
        if _MANAGER_KNOWS < blocked <= _PATIENCE:
            message = f"{_named(entry)} has been blocked for {_hours(blocked)}, and nobody has passed it on"
            fix = f"tell {manager} today, and add 'escalated_on:' with the day; after 48 hours the status is red"
            yield Finding(message, (*path, "blocked_since"), fix)


@rule(
    "S52",
    "blocked-escalated",
    "after 48 hours a block is a matter for those who can lift it, and the status is red",
    severity="error",
)
def blocked_escalated(case: Case) -> Iterator[Finding]:
    """Nothing is blocked for more than 48 hours without having been escalated."""
    for path, entry, blocked in _blocked(case):
        if blocked > _PATIENCE:
            message = f"{_named(entry)} has been blocked for {_hours(blocked)}, and nobody has escalated it"
            to_whom = f" ({entry.escalation})" if entry.escalation else ""
            fix = f"escalate it now{to_whom}, and add 'escalated_on:' with the day"
            yield Finding(message, (*path, "blocked_since"), fix)


@rule("S52", "blocked-since", "without a date nobody sees how long it has lasted", severity="warning")
def blocked_since(case: Case) -> Iterator[Finding]:
    """What is blocked says since when."""
    for path, entry in _with_paths(case):
        if entry.status == "blocked" and entry.blocked_since is None:
            message = f"{_named(entry)} is blocked, and nobody says since when"
            yield Finding(message, path, "add 'blocked_since:' with the day")


@rule("S51", "blocked-why", "a block that nobody explains is not lifted", severity="warning")
def blocked_why(case: Case) -> Iterator[Finding]:
    """What is blocked says what holds it up."""
    for path, entry in _with_paths(case):
        if entry.status == "blocked" and not entry.blocker:
            message = f"{_named(entry)} is blocked, and nobody says by what"
            yield Finding(message, path, "add 'blocker:' with what holds it up")


@rule(
    "S50", "escalation-plan", "who is asked first when it is late must be known before", severity="warning", lite="off"
)
def escalation_plan(case: Case) -> Iterator[Finding]:
    """What a customer or an outside party delivers says to whom it goes when it does not come."""
    for path, entry in _open(case, "customer", "external"):
        if not entry.escalation:
            message = f"nobody is named whom you turn to when {_named(entry)} does not come"
            yield Finding(
                message, path, "add 'escalation:' with a name and a time, such as: To the sponsor after 48 hours"
            )


def _named(entry: Dependency) -> str:
    return titled(entry.id, entry.what)


def _blocked(case: Case) -> Iterator[tuple[tuple[str | int, ...], Dependency, timedelta]]:
    """Yield what is blocked since a known day and was not escalated, with how long it has been."""
    for path, entry in _with_paths(case):
        if entry.status == "blocked" and entry.escalated_on is None and entry.blocked_since and case.as_of:
            yield path, entry, _end(case.as_of) - _end(entry.blocked_since)


def _hours(span: timedelta) -> str:
    return f"{int(span.total_seconds() // 3600)} hours"


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
