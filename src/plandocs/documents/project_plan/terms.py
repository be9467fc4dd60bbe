"""What is agreed between the companies: acceptance, fees, security, processes, sign-off."""

from __future__ import annotations

from decimal import Decimal

from plandocs.content.blocks import (
    Block,
    Bullets,
    Column,
    Paragraph,
    Row,
    Signature,
    SignOff,
    Span,
    Subheading,
    Table,
)
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.content.wording import Words, upper_first
from plandocs.documents.project_plan.annexes import is_answered
from plandocs.documents.project_plan.changes import change_process
from plandocs.documents.project_plan.tables import without_empty_columns
from plandocs.plan.registers import Process

_SECURITY_TOPICS = ("security", "compliance")


def acceptance(facts: Facts, words: Words) -> Section | None:
    """Return how work is accepted. A number that nobody entered is marked as open, never invented."""
    terms = facts.plan.sow.acceptance if facts.plan.sow else None
    if terms is None and not facts.deliverables:
        return None
    blocks: list[Block] = [Paragraph(words.say("plan.acceptance.lead"), kind="lead")]
    if terms is not None and terms.procedure:
        blocks.append(Paragraph(terms.procedure))
    values = (
        ("review", terms.review_days if terms else None),
        ("cure", terms.cure_days if terms else None),
        ("rejections", terms.max_rejections if terms else None),
    )
    lines = tuple(
        words.say(f"plan.acceptance.{key}", n=number, customer=facts.customer)
        if number is not None
        else words.say(f"plan.acceptance.{key}_open")
        for key, number in values
    )
    blocks.append(Bullets(lines))
    return Section(key="acceptance", title=words.say("plan.acceptance.title"), blocks=tuple(blocks))


def fees(facts: Facts, words: Words) -> Section | None:
    """Return the price and the billing plan; None where the plan has neither."""
    sow = facts.plan.sow
    billing = facts.agreed_view.billing
    if sow is None or (sow.fees is None and not billing):
        return None
    total = sow.fees.total if sow.fees else None
    model = sow.fees.model if sow.fees else "plain"
    if model == "fixed" and total is None:
        model = "plain"
    values = {"n": len(billing), "total": total, "ceiling": sow.fees.not_to_exceed if sow.fees else None}
    blocks: list[Block] = [Paragraph(words.say(f"plan.fees.lead_{model}", **values), kind="lead")]
    if billing:
        columns = (
            Column(words.say("plan.fees.trigger")),
            Column(words.say("plan.fees.deliverables")),
            Column(words.say("plan.fees.percent"), "percent"),
            Column(words.say("plan.fees.amount"), "money"),
            Column(words.say("plan.fees.expected"), "date"),
            Column(words.say("plan.fees.terms")),
        )
        rows = [
            Row(
                (
                    upper_first(item.trigger),
                    ", ".join(item.deliverables),
                    item.percent,
                    item.amount,
                    item.expected,
                    item.terms,
                )
            )
            for item in billing
        ]
        amounts = [item.amount for item in billing if item.amount is not None]
        shares = [item.percent for item in billing if item.percent is not None]
        rows.append(
            Row(
                (
                    words.say("plan.fees.total"),
                    None,
                    sum(shares, Decimal(0)) if shares else None,
                    sum(amounts, Decimal(0)) if amounts else None,
                    None,
                    None,
                ),
                kind="total",
            )
        )
        table = Table("billing", columns, tuple(rows), caption=words.say("plan.fees.caption"))
        blocks.append(without_empty_columns(table))
    if sow.fees and sow.fees.notes:
        blocks.append(Paragraph(sow.fees.notes, kind="note"))
    return Section(key="fees", title=words.say("plan.fees.title"), blocks=tuple(blocks))


def security(facts: Facts, words: Words) -> Section | None:
    """Return what was answered on security and compliance; None where nobody asked."""
    points = [entry for entry in facts.discovery if entry.topic in _SECURITY_TOPICS]
    if not points:
        return None
    waiting = sum(not is_answered(entry.answer) for entry in points)
    columns = (
        Column(words.say("plan.security.what")),
        Column(words.say("plan.security.status")),
        Column(words.say("plan.security.owner")),
        Column(words.say("plan.security.date"), "date"),
    )
    rows = tuple(
        Row((entry.question, _answer(entry.answer, words), facts.people.name(entry.owner), entry.due))
        for entry in points
    )
    table = Table("security", columns, rows, caption=words.say("plan.security.caption"))
    return Section(
        key="security",
        title=words.say("plan.security.title"),
        blocks=(
            Paragraph(words.say("plan.security.lead", n=len(points), answered=len(points) - waiting), kind="lead"),
            without_empty_columns(table),
        ),
    )


def _answer(answer: str, words: Words) -> str:
    return answer if is_answered(answer) else words.say("plan.discovery.open")


def processes(facts: Facts, words: Words) -> Section | None:
    """Return how the two sides work together: each process with its owner, version and steps."""
    entries = facts.processes
    if not entries:
        return None
    blocks: list[Block] = [Paragraph(words.say("plan.processes.lead", n=len(entries)), kind="lead")]
    elsewhere = change_process(facts)
    for entry in entries:
        if entry is elsewhere:
            line = (
                Span(f"{words.say('plan.processes.elsewhere', name=entry.name)} "),
                Span("", anchor="changes"),
                Span("."),
            )
            blocks.append(Paragraph(line))
            continue
        blocks += [Subheading(entry.name), *_process(entry, facts, words)]
    return Section(key="processes", title=words.say("plan.processes.title"), blocks=tuple(blocks))


def _process(entry: Process, facts: Facts, words: Words) -> list[Block]:
    blocks: list[Block] = []
    if entry.text:
        blocks.append(Paragraph(entry.text))
    if entry.steps:
        blocks.append(Bullets(tuple(entry.steps), numbered=True))
    owner = facts.people.name(entry.owner)
    if owner:
        line = words.say("plan.processes.owner", owner=owner, version=entry.version, reviewed=entry.last_review)
        blocks.append(Paragraph(line, kind="note"))
    return blocks


def sign_off(facts: Facts, words: Words) -> Section:
    """Return the block both sides sign: who the plan names, else the sponsor and the project manager."""
    project = facts.plan.project
    statement = words.say("plan.signoff.statement", version=project.version, hash=facts.plan_hash[:8])
    labels = (
        words.say("plan.signoff.name"),
        words.say("plan.signoff.role"),
        words.say("plan.signoff.signature"),
        words.say("plan.signoff.date"),
    )
    return Section(
        key="signoff",
        title=words.say("plan.signoff.title"),
        blocks=(SignOff(statement, _signatures(facts), labels),),
    )


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
    sponsors = facts.people.with_role("sponsor")
    pm = facts.project_manager
    customer = sponsors[0] if sponsors else None
    return (
        Signature(
            facts.customer, customer.name if customer else "", customer.title or customer.role if customer else ""
        ),
        Signature(facts.vendor, pm.name if pm else "", pm.title or pm.role if pm else ""),
    )
