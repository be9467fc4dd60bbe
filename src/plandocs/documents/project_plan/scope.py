"""Scope, what is left out, and deliverables."""

from __future__ import annotations

from plandocs.content.blocks import Block, Cell, Column, Paragraph, Row, Span, Table
from plandocs.content.document import Section
from plandocs.content.facts import DeliverableFact, Facts
from plandocs.content.wording import Words
from plandocs.documents.project_plan.tables import without_empty_columns


def scope_in(facts: Facts, words: Words) -> Section | None:
    """Return the numbered items that are delivered, in five lists."""
    items = facts.scope.included
    if not items:
        return None
    delivered = _delivered(facts)
    rows: list[Row] = []
    for label in dict.fromkeys(item.type_label for item in items):
        rows.append(Row((label, None, None), kind="group"))
        rows += [
            Row((item.id, item.text, ", ".join(delivered.get(item.id, ()))))
            for item in items
            if item.type_label == label
        ]
    columns: tuple[Column, ...] = (
        Column(words.say("plan.scope_in.id"), "id"),
        Column(words.say("plan.scope_in.item")),
        Column(words.say("plan.scope_in.tasks")),
    )
    if facts.plan.project.tier == "lite" or not delivered:
        columns, rows = columns[:2], [Row(row.cells[:2], kind=row.kind) for row in rows]
    return Section(
        key="scope_in",
        title=words.say("plan.scope_in.title"),
        blocks=(
            Paragraph(words.say("plan.scope_in.lead", n=len(items)), kind="lead"),
            Table("scope_in", columns, tuple(rows), caption=words.say("plan.scope_in.caption")),
        ),
    )


def _delivered(facts: Facts) -> dict[str, list[str]]:
    """Return what delivers each item of the scope: the deliverables, else the tasks that say so."""
    sources = facts.deliverables if any(item.scope for item in facts.deliverables) else facts.tasks
    delivered: dict[str, list[str]] = {}
    for source in sources:
        for key in source.scope:
            delivered.setdefault(key, []).append(source.id)
    return delivered


def scope_out(facts: Facts, words: Words) -> Section | None:
    """Return what is left out and what is parked for later."""
    out, parked = facts.scope.excluded, facts.scope.parked
    if not out and not parked:
        return None
    lead = words.say("plan.scope_out.lead" if out else "plan.scope_out.lead_parked", out=len(out), parked=len(parked))
    blocks: list[Block] = [Paragraph(lead, kind="lead")]
    if out:
        columns: tuple[Column, ...] = (
            Column(words.say("plan.scope_out.id"), "id"),
            Column(words.say("plan.scope_out.item")),
            Column(words.say("plan.scope_out.reason")),
            Column(words.say("plan.scope_out.revisit")),
        )
        rows = tuple(Row((line.id, line.text, line.reason, line.revisit)) for line in out)
        blocks.append(
            without_empty_columns(Table("scope_out", columns, rows, caption=words.say("plan.scope_out.out_caption")))
        )
    if parked:
        columns = (
            Column(words.say("plan.scope_out.id"), "id"),
            Column(words.say("plan.scope_out.idea")),
            Column(words.say("plan.scope_out.requester")),
            Column(words.say("plan.scope_out.asked"), "date"),
            Column(words.say("plan.scope_out.value")),
            Column(words.say("plan.scope_out.revisit")),
        )
        rows = tuple(Row((line.id, line.text, line.requester, line.asked, line.value, line.revisit)) for line in parked)
        table = Table("parking_lot", columns, rows, caption=words.say("plan.scope_out.parked_caption"))
        blocks.append(without_empty_columns(table))
    return Section(key="scope_out", title=words.say("plan.scope_out.title"), blocks=tuple(blocks))


def deliverables(facts: Facts, words: Words) -> Section | None:
    """Return what is handed over, with date and acceptance criterion."""
    items = facts.agreed_view.deliverables
    if not items:
        return None
    dates = [item.due for item in items if item.due]
    tested = "tested" if all(item.acceptance for item in items) else "plain"
    if len(set(dates)) > 1:
        lead = words.say(f"plan.deliverables.lead_span_{tested}", n=len(items), first=min(dates), last=max(dates))
    else:
        lead = words.say(f"plan.deliverables.lead_{tested}", n=len(items))
    columns: tuple[Column, ...] = (
        Column(words.say("plan.deliverables.id"), "id"),
        Column(words.say("plan.deliverables.name")),
        Column(words.say("plan.deliverables.acceptance")),
        Column(words.say("plan.deliverables.owner")),
        Column(words.say("plan.deliverables.reviewer")),
        Column(words.say("plan.deliverables.due"), "date"),
    )
    rows = tuple(Row((item.id, _named(item), item.acceptance, item.owner, item.reviewer, item.due)) for item in items)
    table = Table("deliverables", columns, rows, caption=words.say("plan.deliverables.caption"))
    return Section(
        key="deliverables",
        title=words.say("plan.deliverables.title"),
        blocks=(Paragraph(lead, kind="lead"), without_empty_columns(table)),
    )


def _named(item: DeliverableFact) -> Cell:
    """Return a deliverable's name, and below it what it is and in which form it comes."""
    below = [text for text in (item.description, item.format) if text]
    return (Span(item.name, strong=True), *(Span(f"\n{text}", muted=True) for text in below)) if below else item.name
