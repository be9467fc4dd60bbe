"""Who carries the plan: sponsor and champion, hours, backups, one project manager."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.rules.case import Case, titled
from plandocs.rules.registry import Finding, rule

_LEAST_CHAMPION_HOURS = 5
_DUTIES = {"sponsor": "decides, and to whom one escalates", "champion": "leads the work day by day"}
_NEEDED_ROLES = (
    ("vendor", "customer success", ("csm",)),
    ("vendor", "implementation or engineering", ("implementation_specialist", "engineer", "architect")),
    ("vendor", "training", ("trainer",)),
    ("vendor", "support", ("support",)),
    ("customer", "IT", ("it", "security", "data", "architect")),
    ("customer", "the users", ("end_user", "end_user_manager", "subject_expert")),
)


@rule("S26", "sponsor-named", "without a sponsor nobody can decide or escalate", severity="error")
def sponsor_named(case: Case) -> Iterator[Finding]:
    """The customer has a sponsor."""
    yield from _nobody_of_the_customer(case, "sponsor")


@rule("S26", "champion-named", "without a champion nobody owns the plan day by day", severity="error")
def champion_named(case: Case) -> Iterator[Finding]:
    """The customer has a champion."""
    yield from _nobody_of_the_customer(case, "champion")


def _nobody_of_the_customer(case: Case, role: str) -> Iterator[Finding]:
    found = case.with_role(role)
    if not found:
        fix = f"give 'role: {role}' to the customer's person who {_DUTIES[role]}"
        yield Finding(f"nobody is named as the customer's {role}", ("people",), fix, on_key=True)
    elif not any(person.side == "customer" for _, person in found):
        key, person = found[0]
        message = f"the {role} {person.name} is not on the customer's side"
        yield Finding(message, ("people", key), f"give somebody on the customer's side 'role: {role}'", on_key=True)


@rule("S33", "sponsor-is-champion", "nobody can escalate to themselves", severity="warning")
def sponsor_is_champion(case: Case) -> Iterator[Finding]:
    """Sponsor and champion are two people."""
    sponsors, champions = case.plan.with_role("sponsor"), case.plan.with_role("champion")
    for key in champions:
        if sponsors == [key]:
            message = f"{case.called(key)} is sponsor and champion at once"
            fix = "name a second person as champion, or add the reason for one person under 'waivers:'"
            yield Finding(message, ("people", key, "role"), fix)


@rule("S27", "champion-hours", "a champion with under five hours a week cannot keep up", severity="error")
def champion_hours(case: Case) -> Iterator[Finding]:
    """A champion has at least five hours a week."""
    for key, person in case.with_role("champion"):
        hours = person.hours_per_week
        if hours is not None and hours < _LEAST_CHAMPION_HOURS:
            given = f"{hours.normalize():f}"
            message = f"the champion {person.name} has {given} hours a week; {_LEAST_CHAMPION_HOURS} are the least"
            fix = "agree on more hours, or name another champion who has them"
            yield Finding(message, ("people", key, "hours_per_week"), fix)


@rule("S27", "champion-hours-given", "hours that nobody asked for are not there", severity="warning")
def champion_hours_given(case: Case) -> Iterator[Finding]:
    """The champion's hours are known."""
    for key, person in case.with_role("champion"):
        if person.hours_per_week is None:
            message = f"nobody says how many hours a week the champion {person.name} has for the project"
            yield Finding(message, ("people", key), "ask, and add 'hours_per_week:' with the number", on_key=True)


@rule("S28", "named-backup", "the plan must survive a week of absence", severity="warning", lite="off")
def named_backup(case: Case) -> Iterator[Finding]:
    """Every champion has a named backup."""
    for key, person in case.with_role("champion"):
        if not person.backup:
            message = f"nobody stands in for the champion {person.name}"
            fix = "add 'backup:' with the id of somebody who can"
            yield Finding(message, ("people", key), fix, on_key=True)


@rule("S28", "backup-is-somebody-else", "nobody can stand in for themselves", severity="warning")
def backup_is_somebody_else(case: Case) -> Iterator[Finding]:
    """Nobody is their own backup."""
    for key, person in case.plan.people.items():
        if person.backup == key:
            message = f"{person.name} is named as the one who stands in for {person.name}"
            yield Finding(message, ("people", key, "backup"), "write the id of a second person")


@rule("S25", "roles-filled", "a large project needs every hand it counts on", severity="warning", standard="off")
def roles_filled(case: Case) -> Iterator[Finding]:
    """Each side has the people that a large project needs.

    Vendor: customer success, implementation or engineering, training, support. Customer: IT, and users or experts.
    """
    filled = {(person.side, role) for person in case.plan.people.values() for role in person.role}
    for side, what, roles in _NEEDED_ROLES:
        if not any((side, role) in filled for role in roles):
            message = f"nobody on the {side}'s side stands for {what}"
            fix = f"give 'role: {roles[0]}' to whoever does that, or add the person to 'people'"
            yield Finding(message, ("people",), fix, on_key=True)


@rule("S31", "informed-only", "work stays undone when its owner does not know that it is theirs", severity="warning")
def informed_only(case: Case) -> Iterator[Finding]:
    """Nobody who is only informed owns a task."""
    for path, task in case.tasks():
        person = case.plan.people.get(task.owner)
        if person is not None and person.informed_only:
            message = f"{titled(task.id, task.name)} is owned by {person.name}, who is only kept informed"
            fix = f"give the task to somebody else, or take 'informed_only' off {person.name}"
            yield Finding(message, (*path, "owner"), fix)


@rule("S89", "one-implementation-pm", "what two run, or none, nobody answers for", severity="error", lite="warning")
def one_implementation_pm(case: Case) -> Iterator[Finding]:
    """Exactly one person is implementation project manager."""
    managers = case.with_role("implementation_pm")
    if not managers:
        fix = "give 'role: implementation_pm' to the person who runs the project"
        yield Finding("nobody is named as the implementation project manager", ("people",), fix, on_key=True)
    for key, person in managers[1:]:
        message = f"{person.name} is a second implementation project manager beside {managers[0][1].name}"
        yield Finding(message, ("people", key, "role"), "keep one of them, and give the other another role")


@rule("S90", "pm-is-account-manager", "who sells more cannot say no to more", severity="error", lite="warning")
def pm_is_account_manager(case: Case) -> Iterator[Finding]:
    """The implementation project manager is not the account manager."""
    for key, person in case.with_role("implementation_pm"):
        if "account_manager" in person.role:
            message = f"{person.name} is implementation project manager and account manager at once"
            yield Finding(message, ("people", key, "role"), "give one of the roles to somebody else")
