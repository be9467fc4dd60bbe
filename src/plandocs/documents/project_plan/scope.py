"""Scope, what is left out, deliverables, and the approach."""

from __future__ import annotations

from plandocs.content.blocks import Block, Bullets, Cell, Column, Paragraph, Row, Span, Subheading, Table
from plandocs.content.document import Section
from plandocs.content.facts import DeliverableFact, Facts
from plandocs.content.wording import Words
from plandocs.documents.project_plan.tables import without_empty_columns


def scope_in(facts: Facts, words: Words) -> Section | None:
    """Return the numbered items that are delivered, in five lists."""
    items = facts.scope.included
    if not items:
        return None
    delivered: dict[str, list[str]] = {}
    for row in facts.tasks:
        for key in row.scope:
            delivered.setdefault(key, []).append(row.wbs)
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
            Column(words.say("plan.scope_out.value")),
            Column(words.say("plan.scope_out.revisit")),
        )
        rows = tuple(Row((line.id, line.text, line.requester, line.value, line.revisit)) for line in parked)
        table = Table("parking_lot", columns, rows, caption=words.say("plan.scope_out.parked_caption"))
        blocks.append(without_empty_columns(table))
    return Section(key="scope_out", title=words.say("plan.scope_out.title"), blocks=tuple(blocks))


def deliverables(facts: Facts, words: Words) -> Section | None:
    """Return what is handed over, with date and acceptance criterion."""
    items = facts.agreed_view.deliverables
    if not items:
        return None
    dates = [item.due for item in items if item.due]
    if len(set(dates)) > 1:
        lead = words.say("plan.deliverables.lead_span", n=len(items), first=min(dates), last=max(dates))
    else:
        lead = words.say("plan.deliverables.lead", n=len(items))
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
    """Return a deliverable's name with its form below it."""
    return (Span(item.name), Span(f"\n{item.format}", muted=True)) if item.format else item.name


def approach(facts: Facts, words: Words) -> Section:
    """Return the phases with their goals, the waves where there are sites, and how it is tested."""
    rollout = facts.plan.rollout
    blocks: list[Block] = []
    if rollout is not None and rollout.waves:
        lead = words.say(
            "plan.approach.lead_waves",
            sites=sum(len(wave.sites) for wave in rollout.waves),
            waves=len(rollout.waves),
            strategy=words.say(f"plan.approach.strategy.{rollout.strategy}"),
        )
    else:
        lead = words.say("plan.approach.lead", phases=len(facts.phases), customer=facts.customer)
    blocks.append(Paragraph(lead, kind="lead"))
    if rollout is not None and rollout.reason:
        blocks.append(Paragraph(rollout.reason))
    columns = tuple(Column(words.say(f"plan.approach.{key}")) for key in ("phase", "goal", "outcome"))
    rows = tuple(
        Row((phase.name, phase.goal, phase.milestone.name if phase.milestone else None)) for phase in facts.phases
    )
    table = Table("phase_goals", columns, rows, caption=words.say("plan.approach.phases_caption"))
    blocks.append(without_empty_columns(table))
    if rollout is not None and rollout.waves:
        blocks.append(_waves(facts, words))
    tests = [row for row in facts.agreed_view.rows if row.kind == "validation"]
    if tests:
        lines = tuple(
            words.say(
                "plan.approach.testing_line",
                name=row.name,
                start=row.agreed_start,
                finish=row.agreed_finish,
                owner=row.owner or words.say("plan.no_owner"),
            )
            for row in tests
        )
        blocks += [Subheading(words.say("plan.approach.testing")), Bullets(lines)]
    return Section(key="approach", title=words.say("plan.approach.title"), blocks=tuple(blocks))


def _waves(facts: Facts, words: Words) -> Table:
    rollout = facts.plan.rollout
    assert rollout is not None
    columns = tuple(Column(words.say(f"plan.approach.{key}")) for key in ("wave", "sites", "entry", "exit"))
    rows = tuple(
        Row(
            (
                wave.name or wave.id,
                ", ".join(rollout.sites[key].name if key in rollout.sites else key for key in wave.sites),
                "; ".join(wave.entry),
                "; ".join(wave.exit),
            )
        )
        for wave in rollout.waves
    )
    return without_empty_columns(Table("waves", columns, rows, caption=words.say("plan.approach.waves_caption")))
