"""Who does what: roles and RACI, what the customer contributes, and how everybody is kept informed."""

from __future__ import annotations

from plandocs.content.blocks import Block, Bullets, Column, Mark, Matrix, Paragraph, Row, Subheading, Table, TimeLine
from plandocs.content.document import Section
from plandocs.content.facts import Ask, Facts
from plandocs.content.wording import Words
from plandocs.documents.project_plan.tables import without_empty_columns

_SIDES = ("customer", "vendor", "third_party")


def roles(facts: Facts, words: Words) -> Section:
    """Return the people with their roles, and the responsibility matrix."""
    pm = facts.project_manager
    counts = []
    for side in _SIDES:
        people = facts.people.of_side(side)
        if people:
            company = people[0].company or people[0].side_label
            counts.append(words.say("plan.roles.side_count", n=sum(p.units for p in people), company=company))
    lead = words.say("plan.roles.lead", items=counts, pm=pm.name if pm else "")
    columns = (
        Column(words.say("plan.roles.name")),
        Column(words.say("plan.roles.role")),
        Column(words.say("plan.roles.hours"), "number"),
        Column(words.say("plan.roles.backup")),
    )
    rows: list[Row] = []
    for side in _SIDES:
        people = facts.people.of_side(side)
        if not people:
            continue
        rows.append(Row((people[0].company or people[0].side_label, None, None, None), kind="group"))
        rows += [
            Row((person.name, person.title or person.role, person.hours_per_week, person.backup)) for person in people
        ]
    table = Table("people", columns, tuple(rows), caption=words.say("plan.roles.people_caption"))
    blocks: list[Block] = [Paragraph(lead, kind="lead"), without_empty_columns(table)]
    raci = facts.raci
    if raci.rows:
        blocks.append(Subheading(words.say("plan.roles.raci")))
        blocks.append(
            Matrix(
                heads=raci.heads,
                rows=raci.rows,
                corner=words.say("plan.roles.activity"),
                key=words.say("common.raci_key"),
                caption=words.say("plan.roles.raci_caption"),
            )
        )
    return Section(key="roles", title=words.say("plan.roles.title"), blocks=tuple(blocks))


def responsibilities(facts: Facts, words: Words) -> Section | None:
    """Return what the customer does, by when, and what happens when it comes late."""
    asks = facts.agreed_view.asks
    if not asks:
        return None
    lite = facts.plan.project.tier == "lite"
    dates = [ask.agreed_due for ask in asks if ask.agreed_due]
    if dates:
        lead = words.say("plan.responsibilities.lead", n=len(asks), first=min(dates))
    else:
        lead = words.say("plan.responsibilities.lead_undated", n=len(asks))
    columns = (
        Column(words.say("plan.responsibilities.action")),
        Column(words.say("plan.responsibilities.owner")),
        Column(words.say("plan.responsibilities.due"), "date"),
        Column(words.say("plan.responsibilities.consequence")),
    )
    rows = tuple(
        Row((ask.what, ask.owner or words.say("plan.no_owner"), ask.agreed_due, _consequence(ask, words)))
        for ask in asks
    )
    table = Table(
        "responsibilities", columns, rows, caption=words.say("plan.responsibilities.caption", customer=facts.customer)
    )
    blocks: list[Block] = [Paragraph(lead, kind="lead"), without_empty_columns(table)]
    hours = [
        words.say("plan.responsibilities.hours_item", name=person.name, hours=person.hours_per_week)
        for person in facts.people.of_side("customer")
        if person.hours_per_week
    ]
    if hours:
        key = "plan.responsibilities.hours_one" if len(hours) == 1 else "plan.responsibilities.hours"
        blocks.append(Paragraph(words.say(key, items=hours), kind="note" if lite else "body"))
    title = words.say("plan.responsibilities.title", customer=facts.customer)
    return Section(key="responsibilities", title=title, blocks=tuple(blocks))


def _consequence(ask: Ask, words: Words) -> str:
    if ask.consequence:
        return ask.consequence
    return words.say("plan.responsibilities.blocks", items=list(ask.blocks)) if ask.blocks else ""


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
        Column(words.say("plan.communication.who")),
        Column(words.say("plan.communication.cadence")),
        Column(words.say("plan.communication.channel")),
        Column(words.say("plan.communication.owner")),
        Column(words.say("plan.communication.first"), "date"),
    )
    rows = tuple(
        Row(
            (
                entry.what,
                ", ".join(entry.who),
                entry.cadence,
                entry.channel,
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
    return TimeLine(start, finish, kinds, marks, alt=alt)


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
