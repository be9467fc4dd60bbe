"""The sign-off: what both sides agree to by signing, who signs, and who has approved it before."""

from __future__ import annotations

from plandocs.content.blocks import (
    Block,
    Chip,
    Column,
    ColumnKind,
    Paragraph,
    Row,
    Signature,
    SignOff,
    Subheading,
    Table,
)
from plandocs.content.document import Section
from plandocs.content.facts import Facts, PersonFact
from plandocs.content.wording import Words
from plandocs.documents.project_plan.tables import without_empty_columns

_COLUMNS: tuple[tuple[str, ColumnKind], ...] = (
    ("by", "text"),
    ("role", "text"),
    ("on", "date"),
    ("version", "text"),
    ("hash", "text"),
    ("method", "text"),
    ("holds", "chip"),
)


def sign_off(facts: Facts, words: Words) -> Section:
    """Return the block both sides sign: who the plan names, else the sponsor and the project manager."""
    key = "plan.signoff.statement_sow" if facts.sow else "plan.signoff.statement"
    statement = words.say(key, version=facts.plan.project.version, hash=facts.plan_hash[:8])
    labels = (
        words.say("plan.signoff.name"),
        words.say("plan.signoff.role"),
        words.say("plan.signoff.signature"),
        words.say("plan.signoff.date"),
    )
    blocks: list[Block] = [SignOff(statement, _signatures(facts), labels)]
    blocks += _approvals(facts, words)
    return Section(key="signoff", title=words.say("plan.signoff.title"), blocks=tuple(blocks))


def _signatures(facts: Facts) -> tuple[Signature, ...]:
    sow = facts.plan.sow
    company = {"customer": facts.customer, "vendor": facts.vendor}
    if sow and sow.signatories:
        found = []
        for entry in sow.signatories:
            person = facts.people.get(entry.person)
            side = entry.side or (person.side if person else "customer")
            name = entry.name or (person.name if person else entry.person)
            title = entry.title or ((person.title or person.role) if person else "")
            found.append(Signature(company.get(side, side), name, title, entry.anchor))
        return tuple(found)
    sponsor, manager = facts.signer("customer"), facts.signer("vendor")
    return (_signature(facts.customer, sponsor), _signature(facts.vendor, manager))


def _signature(company: str, person: PersonFact | None) -> Signature:
    return Signature(company, person.name, person.title or person.role) if person else Signature(company, "", "")


def _approvals(facts: Facts, words: Words) -> list[Block]:
    """Return who has approved which version; nothing where nobody has."""
    entries = facts.approvals
    if not entries:
        return []
    rows = tuple(
        Row(
            (
                entry.name,
                entry.role,
                entry.date,
                entry.version,
                entry.hash,
                entry.method,
                Chip(words.say("plan.approvals.this"), "good")
                if entry.holds
                else Chip(words.say("plan.approvals.earlier"), "watch"),
            )
        )
        for entry in entries
    )
    columns = tuple(Column(words.say(f"plan.approvals.{key}"), kind) for key, kind in _COLUMNS)
    table = without_empty_columns(Table("approvals", columns, rows, caption=words.say("plan.approvals.caption")))
    key = (
        "plan.approvals.lead_stale"
        if any(entry.latest and not entry.holds for entry in entries)
        else "plan.approvals.lead"
    )
    lead = words.say(key, n=len(entries))
    return [Subheading(words.say("plan.approvals.title")), Paragraph(lead), table]
