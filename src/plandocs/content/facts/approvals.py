"""Who approved which version of the plan, and how far the plan is agreed by that. Source: S36, S40."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plandocs.content.facts.people import People
from plandocs.plan.model import Plan
from plandocs.plan.registers import Approval

ApprovalState = Literal["draft", "for_approval", "approved", "stale"]
SHOWN_DIGITS = 8
"""Digits of a plan's hash that are printed, and that an approval must at least name."""


@dataclass(frozen=True, slots=True)
class ApprovalFact:
    """One approval. `hash` is as documents print it, empty where the approval names none.

    `holds` tells whether it is of the plan as it is now; an approval that names neither hash nor version says nothing
    else. `latest` tells whether it is that person's last word.
    """

    name: str
    role: str
    date: date
    version: str
    hash: str
    method: str
    holds: bool
    latest: bool


def approval_facts(plan: Plan, people: People, plan_hash: str) -> tuple[ApprovalFact, ...]:
    """Return the approvals by date; those of one day in the order of the plan."""
    last = {id(entry) for entry in _latest(plan)}
    return tuple(
        ApprovalFact(
            name=people.name(entry.by),
            role=_role(people, entry.by),
            date=entry.date,
            version=entry.version,
            hash=entry.hash.strip().lower()[:SHOWN_DIGITS],
            method=entry.method,
            holds=_holds(entry, plan, plan_hash),
            latest=id(entry) in last,
        )
        for entry in sorted(plan.approvals, key=lambda entry: entry.date)
    )


def approval_state(plan: Plan, plan_hash: str, *, draft: bool) -> ApprovalState:
    """Return how far a plan is agreed.

    Approved needs everybody's latest approval to be of this plan, and a sponsor who does not stand against it: no plan
    is approved over the sponsor's doubts.
    """
    if draft:
        return "draft"
    if not plan.approvals:
        return "for_approval"
    if not all(_holds(entry, plan, plan_hash) for entry in _latest(plan)):
        return "stale"
    return "approved" if all(_stands_behind(plan, key) for key in plan.with_role("sponsor")) else "for_approval"


def _holds(entry: Approval, plan: Plan, plan_hash: str) -> bool:
    given = entry.hash.strip().lower()
    if given:
        return len(given) >= SHOWN_DIGITS and plan_hash.startswith(given)
    return not entry.version or entry.version == plan.project.version


def _stands_behind(plan: Plan, sponsor: str) -> bool:
    answers = [entry.status for entry in plan.alignment if entry.person == sponsor]
    if answers:
        return all(status == "confirmed" for status in answers)
    return any(entry.by == sponsor for entry in plan.approvals)


def _latest(plan: Plan) -> list[Approval]:
    """Return each person's latest approval; of two on one day, the one further down."""
    latest: dict[str, Approval] = {}
    for entry in plan.approvals:
        if entry.by not in latest or entry.date >= latest[entry.by].date:
            latest[entry.by] = entry
    return list(latest.values())


def _role(people: People, person_id: str) -> str:
    person = people.get(person_id)
    return (person.title or person.role) if person else ""
