"""Who does what: roles and RACI, and how everybody is kept informed."""

from __future__ import annotations

import re

from plandocs.content.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    ColumnKind,
    Mark,
    Matrix,
    Paragraph,
    Row,
    Span,
    Subheading,
    Table,
    TimeLine,
)
from plandocs.content.document import Section
from plandocs.content.facts import CommunicationFact, Facts, PersonFact
from plandocs.content.wording import Words
from plandocs.documents.project_plan.tables import without_empty_columns

_RANGE = re.compile(r"(?<=\d)-(?=\d)")
"""The hyphen of a range such as weeks 1-4."""
_LEAST_DUTIES = 2
"""Roles from which on it is worth telling them apart."""
_SIDES = ("customer", "vendor", "third_party")


def roles(facts: Facts, words: Words) -> Section:
    """Return the people with their roles, what each role does, and the responsibility matrix."""
    pm = facts.project_manager
    counts = [words.say("plan.roles.side_count", n=n, company=company) for company, n in _head_count(facts) if n]
    lead = words.say("plan.roles.lead", items=counts, pm=pm.name if pm else "", total=facts.people.headcount())
    keys: tuple[tuple[str, ColumnKind], ...] = (
        ("name", "text"),
        ("role", "text"),
        ("title_column", "text"),
        ("hours", "number"),
        ("backup", "text"),
    )
    columns = tuple(Column(words.say(f"plan.roles.{key}"), kind) for key, kind in keys)
    rows: list[Row] = []
    for company, people in _by_company(facts).items():
        rows.append(Row((company, None, None, None, None), kind="group"))
        rows += [_person(person, words) for person in people]
    table = Table("people", columns, tuple(rows), caption=words.say("plan.roles.people_caption"))
    blocks: list[Block] = [Paragraph(lead, kind="lead"), without_empty_columns(table)]
    return Section(
        key="roles", title=words.say("plan.roles.title"), blocks=(*blocks, *_duties(facts, words), *_raci(facts, words))
    )


def _by_company(facts: Facts) -> dict[str, list[PersonFact]]:
    """Return the people by company: the customer's, the vendor's, then each third party's own."""
    groups: dict[str, list[PersonFact]] = {}
    for side in _SIDES:
        for person in facts.people.of_side(side):
            groups.setdefault(person.company or person.side_label, []).append(person)
    return groups


def _head_count(facts: Facts) -> list[tuple[str, int]]:
    """Return how many work on the project, by company; those who are only kept informed do not count."""
    return [
        (company, sum(person.units for person in people if not person.informed_only))
        for company, people in _by_company(facts).items()
    ]


def _person(person: PersonFact, words: Words) -> Row:
    role = ", ".join(person.roles)
    title = "" if person.title.casefold() == role.casefold() else person.title
    if person.informed_only:
        role = words.say("plan.roles.informed", role=role or person.role)
    name: Cell = person.name
    if person.units > 1:
        name = (Span(person.name), Span("\n" + words.say("plan.roles.units", n=person.units), muted=True))
    return Row((name, role or person.title, title if role else "", person.hours_per_week, person.backup))


def _duties(facts: Facts, words: Words) -> list[Block]:
    """Return what each role does, in the order of the people; roles of a plan's own making speak for themselves."""
    texts = dict(words.table("plan.roles.does"))
    people = [person for group in _by_company(facts).values() for person in group if not person.informed_only]
    held = dict.fromkeys(role for person in people for role in person.role_ids if role in texts)
    if len(held) < _LEAST_DUTIES:
        return []
    columns = (Column(words.say("plan.roles.role")), Column(words.say("plan.roles.duty")))
    rows = tuple(Row((facts.people.role_label(role), texts[role])) for role in held)
    table = Table("duties", columns, rows, caption=words.say("plan.roles.duties_caption"))
    return [Subheading(words.say("plan.roles.duties")), table]


def _raci(facts: Facts, words: Words) -> list[Block]:
    """Return the matrix, and below it who holds the roles in its heads."""
    raci = facts.raci
    if not raci.rows:
        return []
    matrix = Matrix(
        heads=raci.heads,
        rows=raci.rows,
        corner=words.say("plan.roles.activity"),
        key=words.say("common.raci_key"),
        caption=words.say("plan.roles.raci_caption"),
    )
    holders = [
        words.say("plan.roles.holder", role=head, names=[person.name for person in facts.people.with_role(key)])
        for head, key in zip(raci.heads, raci.keys, strict=True)
        if facts.people.with_role(key)
    ]
    note = [Paragraph(words.say("plan.roles.holders", items=holders), kind="note")] if holders else []
    return [Subheading(words.say("plan.roles.raci")), matrix, *note]


def communication(facts: Facts, words: Words) -> Section | None:
    """Return the touchpoints, their calendar, and the way of escalation."""
    entries = facts.communications
    lite = facts.plan.project.tier == "lite"
    if not entries:
        return None
    firsts = [day for entry in entries for day in (entry.starts, *entry.dates[:1]) if day]
    lead = words.say("plan.communication.lead", n=len(entries), first=min(firsts, default=None))
    columns = (
        Column(words.say("plan.communication.what")),
        Column(words.say("plan.communication.cadence")),
        Column(words.say("plan.communication.channel")),
        Column(words.say("plan.communication.owner")),
        Column(words.say("plan.communication.first"), "date"),
    )
    rows = tuple(
        Row(
            (
                _for_whom(entry),
                _RANGE.sub("–", entry.cadence),
                _channel(entry),
                entry.owner,
                min((day for day in (entry.starts, *entry.dates[:1]) if day), default=None),
            )
        )
        for entry in entries
    )
    table = without_empty_columns(
        Table("communication", columns, rows, caption=words.say("plan.communication.caption"))
    )
    blocks: list[Block] = [Paragraph(lead, kind="lead"), table]
    if not lite:
        calendar = _calendar(facts, words)
        blocks += [calendar] if calendar else []
        blocks += [Subheading(words.say("plan.communication.escalation")), Bullets(_escalation(facts, words), True)]
    return Section(key="communication", title=words.say("plan.communication.title"), blocks=tuple(blocks))


def _for_whom(entry: CommunicationFact) -> Cell:
    """Return what is told, and below it whom: a column of its own would leave little room for names."""
    if not entry.who:
        return entry.what
    return (Span(entry.what, strong=True), Span(f"\n{', '.join(entry.who)}", muted=True))


def _channel(entry: CommunicationFact) -> Cell:
    """Return how it is told, and below it what is used or sent."""
    if entry.channel and entry.format:
        return (Span(entry.channel), Span(f"\n{entry.format}", muted=True))
    return entry.channel or entry.format


def _calendar(facts: Facts, words: Words) -> TimeLine | None:
    dated = [entry for entry in facts.communications if entry.dates]
    if not dated:
        return None
    marks = tuple(Mark(day, entry.what, entry.what) for entry in dated for day in entry.dates)
    start = min(facts.agreed.start, *(mark.day for mark in marks))
    finish = max(facts.agreed.finish, *(mark.day for mark in marks))
    items = [words.say("plan.communication.calendar_item", what=entry.what, n=len(entry.dates)) for entry in dated]
    kinds = tuple(dict.fromkeys(entry.what for entry in dated))
    alt = words.say("plan.communication.calendar_alt", start=start, finish=finish, items=items)
    return TimeLine(start, finish, kinds, marks, alt=alt, caption=words.say("plan.communication.calendar_caption"))


def _escalation(facts: Facts, words: Words) -> tuple[str, ...]:
    pm = facts.project_manager
    sponsors = facts.people.with_role("sponsor")
    pm_name = pm.name if pm else facts.vendor
    sponsor = sponsors[0].name if sponsors else facts.customer
    return (
        words.say("plan.communication.step_pm", pm=pm_name),
        words.say("plan.communication.step_sponsor", sponsor=sponsor),
        words.say("plan.communication.step_decide", sponsor=sponsor),
    )
