"""What the plan rests on: dependencies, assumptions, risks, and how the change lands."""

from __future__ import annotations

from plandocs.content.blocks import Block, Bullets, Cell, Chip, Column, Paragraph, Row, Span, Subheading, Table, Tone
from plandocs.content.document import Section
from plandocs.content.facts import DependencyFact, Facts, ImpactFact, RiskFact, heat_map_of
from plandocs.content.wording import Words, upper_first
from plandocs.documents.project_plan.rollout import led_lines
from plandocs.documents.project_plan.tables import without_empty_columns

DEPENDENCY_TONES: dict[str, Tone] = {
    "not_started": "neutral",
    "in_progress": "accent",
    "on_track": "good",
    "blocked": "bad",
    "done": "good",
}
BAND_TONES: dict[str, Tone] = {"high": "bad", "medium": "watch", "low": "good"}


def dependencies(facts: Facts, words: Words) -> Section | None:
    """Return the register of dependencies, grouped by kind."""
    entries = facts.dependencies
    if not entries:
        return None
    blocked = sum(1 for entry in entries if entry.status == "blocked")
    still_open = sum(1 for entry in entries if entry.is_open)
    lead = words.say(
        "plan.dependencies.lead" if still_open else "plan.dependencies.lead_done",
        n=len(entries),
        open=still_open,
        blocked=blocked,
        owned=all(entry.owner and entry.due for entry in entries),
    )
    columns: tuple[Column, ...] = (
        Column(words.say("plan.dependencies.id"), "id"),
        Column(words.say("plan.dependencies.what")),
        Column(words.say("plan.dependencies.owner")),
        Column(words.say("plan.dependencies.due"), "date"),
        Column(words.say("plan.dependencies.status")),
        Column(words.say("plan.dependencies.escalation")),
    )
    rows: list[Row] = []
    for label in dict.fromkeys(entry.type_label for entry in entries):
        rows.append(Row((label, *([None] * 5)), kind="group"))
        rows += [_dependency(entry, words) for entry in entries if entry.type_label == label]
    table = Table("dependencies", columns, tuple(rows), caption=words.say("plan.dependencies.caption"))
    return Section(
        key="dependencies",
        title=words.say("plan.dependencies.title"),
        blocks=(Paragraph(lead, kind="lead"), without_empty_columns(table)),
    )


def _dependency(entry: DependencyFact, words: Words) -> Row:
    chip = Chip(entry.status_label, DEPENDENCY_TONES[entry.status])
    status: Cell = chip
    if entry.blocker and entry.is_open:
        status = (Span(chip.text, tone=chip.tone), Span(f"\n{entry.blocker}", muted=True))
    what: Cell = entry.what
    if entry.commitment:
        commitment = words.say("plan.dependencies.commitment", ref=entry.commitment)
        what = (Span(entry.what), Span(f"\n{commitment}", muted=True))
    return Row((entry.id, what, entry.owner, entry.due, status, _way_out(entry, words)))


def _way_out(entry: DependencyFact, words: Words) -> str:
    """Return to whom it goes when it is held up, and what is done instead."""
    parts = [upper_first(entry.escalation)] if entry.escalation else []
    if entry.backup:
        parts.append(words.say("plan.dependencies.backup", what=entry.backup))
    return "\n".join(parts)


def assumptions(facts: Facts, words: Words) -> Section | None:
    """Return what is taken as true with what follows when it is not, and what limits the plan."""
    taken, limits = facts.plan.scope.assumptions, facts.plan.scope.constraints
    if not taken and not limits:
        return None
    if taken:
        lead = words.say("plan.assumptions.lead", n=len(taken), answered=all(item.if_false for item in taken))
    else:
        lead = words.say("plan.assumptions.lead_constraints", n=len(limits))
    blocks: list[Block] = [Paragraph(lead, kind="lead")]
    if taken:
        columns = tuple(
            Column(words.say(f"plan.assumptions.{key}"), kind)  # type: ignore[arg-type]
            for key, kind in (("id", "id"), ("text", "text"), ("source", "text"), ("if_false", "text"))
        )
        rows = tuple(
            Row((item.id or f"A{number}", item.text, upper_first(item.source), item.if_false))
            for number, item in enumerate(taken, start=1)
        )
        table = Table("assumptions", columns, rows, caption=words.say("plan.assumptions.caption"))
        blocks.append(without_empty_columns(table))
    if limits:
        lines = tuple(
            words.say("plan.assumptions.constraint_source", text=item.text, source=item.source)
            if item.source
            else words.say("plan.assumptions.constraint", text=item.text)
            for item in limits
        )
        blocks += [Subheading(words.say("plan.assumptions.constraints")), Bullets(lines)]
    return Section(key="assumptions", title=words.say("plan.assumptions.title"), blocks=tuple(blocks))


def risks(facts: Facts, words: Words) -> Section | None:
    """Return the risks on a map and in a register."""
    entries = facts.risks
    if not entries:
        return None
    lite = facts.plan.project.tier == "lite"
    shown = [entry for entry in entries if entry.is_open]
    high = sum(1 for entry in shown if entry.band == "high")
    owned = all(entry.owner and entry.mitigation for entry in shown)
    lead = (
        words.say("plan.risks.lead", n=len(shown), high=high, owned=owned)
        if shown
        else words.say("plan.risks.lead_none")
    )
    blocks: list[Block] = [Paragraph(lead, kind="lead")]
    if shown and not lite:
        blocks.append(heat_map_of(entries, words, caption=words.say("plan.risks.map_caption")))
    columns: tuple[Column, ...] = (
        Column(words.say("plan.risks.id"), "id"),
        Column(words.say("plan.risks.risk")),
        Column(words.say("plan.risks.band"), "chip"),
        Column(words.say("plan.risks.mitigation")),
        Column(words.say("plan.risks.owner")),
        Column(words.say("plan.risks.status")),
    )
    rows = tuple(_risk(entry) for entry in entries)
    if lite:
        columns, rows = columns[:-1], tuple(Row(row.cells[:-1]) for row in rows)
    table = Table("risks", columns, rows, caption=words.say("plan.risks.caption"))
    blocks.append(without_empty_columns(table))
    return Section(key="risks", title=words.say("plan.risks.title"), blocks=tuple(blocks))


def _risk(entry: RiskFact) -> Row:
    band = Chip(entry.band_label, BAND_TONES[entry.band])
    return Row((entry.id, entry.risk, band, entry.mitigation, entry.owner, entry.status_label))


def adoption(facts: Facts, words: Words) -> Section | None:
    """Return who is touched by the change, most first, and the training."""
    impacts = facts.impacts
    if not impacts:
        return None
    lead = words.say("plan.adoption.lead", group=impacts[0].group, n=len(impacts))
    columns: tuple[Column, ...] = (
        Column(words.say("plan.adoption.group")),
        Column(words.say("plan.adoption.people"), "number"),
        Column(words.say("plan.adoption.score"), "number"),
        Column(words.say("plan.adoption.impact")),
        Column(words.say("plan.adoption.action")),
        Column(words.say("plan.adoption.owner")),
        Column(words.say("plan.adoption.due"), "date"),
    )
    rows = tuple(
        Row((_touched(item, facts), item.people, item.score, _what_changes(item, words), *_prepared(item)))
        for item in impacts
    )
    table = Table("adoption", columns, rows, caption=words.say("plan.adoption.caption"))
    ranked = Paragraph(words.say("plan.adoption.ranked"), kind="note")
    blocks: list[Block] = [Paragraph(lead, kind="lead"), without_empty_columns(table), ranked]
    training = [row for row in facts.agreed_view.rows if row.kind == "training"]
    if training:
        blocks += [Subheading(words.say("plan.adoption.training")), Bullets(led_lines(training, words))]
    return Section(key="adoption", title=words.say("plan.adoption.title"), blocks=tuple(blocks))


def _touched(item: ImpactFact, facts: Facts) -> Cell:
    """Return a group, and whose it is where it is not the customer's own."""
    if item.side == "customer":
        return item.group
    whose = (
        facts.vendor if item.side == "vendor" else facts.words.say("workbook.impact.beyond", customer=facts.customer)
    )
    return (Span(item.group), Span(f"\n{whose}", muted=True))


def _what_changes(item: ImpactFact, words: Words) -> Cell:
    """Return what changes for a group, whether that is a prediction, and what its people often say against it."""
    more = [] if item.known else [words.say("workbook.impact.predicted")]
    more += [words.say("plan.adoption.complaint", text=item.complaint)] if item.complaint else []
    return (Span(item.impact), *(Span(f"\n{line}", muted=True) for line in more)) if more else item.impact


def _prepared(item: ImpactFact) -> tuple[Cell, Cell, Cell]:
    return item.action, item.owner, item.due
