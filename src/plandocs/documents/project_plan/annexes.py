"""Annexes: who stands behind the plan, what was asked and answered, and what was waived."""

from __future__ import annotations

from plandocs.content.blocks import Chip, Column, Paragraph, Row, Table, Tone
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.content.rule_names import rule_called
from plandocs.content.wording import Words, upper_first
from plandocs.documents.project_plan.tables import without_empty_columns
from plandocs.plan.registers import DiscoveryQuestion
from plandocs.plan.unknown import known

_TONES: dict[str, Tone] = {"not_asked": "neutral", "asked": "accent", "concern": "watch", "confirmed": "good"}


def alignment(facts: Facts, words: Words) -> Section | None:
    """Return who has agreed to what, and which concerns are open."""
    entries = facts.alignment
    if not entries:
        return None
    lead = words.say(
        "plan.alignment.lead_all" if all(entry.status == "confirmed" for entry in entries) else "plan.alignment.lead",
        confirmed=sum(1 for entry in entries if entry.status == "confirmed"),
        n=len(entries),
        concerns=sum(1 for entry in entries if entry.status == "concern"),
    )
    columns = (
        Column(words.say("plan.alignment.person")),
        Column(words.say("plan.alignment.topic")),
        Column(words.say("plan.alignment.status"), "chip"),
        Column(words.say("plan.alignment.method")),
        Column(words.say("plan.alignment.date"), "date"),
        Column(words.say("plan.alignment.concern")),
    )
    rows = tuple(
        Row(
            (
                facts.people.name(entry.person),
                entry.topic,
                Chip(words.say(f"common.alignment_status.{entry.status}"), _TONES[entry.status]),
                upper_first(entry.method),
                entry.date,
                entry.concern,
            )
        )
        for entry in entries
    )
    table = without_empty_columns(Table("alignment", columns, rows, caption=words.say("plan.alignment.caption")))
    return Section(
        key="alignment", title=words.say("plan.alignment.title"), blocks=(Paragraph(lead, kind="lead"), table)
    )


def is_answered(answer: str) -> bool:
    """Return whether a question has an answer: `unknown` is none."""
    return bool(known(answer))


def discovery(facts: Facts, words: Words) -> Section | None:
    """Return the questions of discovery with their answers and where they come from."""
    entries = facts.discovery
    if not entries:
        return None
    is_open = [not is_answered(entry.answer) for entry in entries]
    lead = words.say(
        "plan.discovery.lead" if any(is_open) else "plan.discovery.lead_all",
        answered=is_open.count(False),
        n=len(entries),
    )
    columns = (
        Column(words.say("plan.discovery.id"), "id"),
        Column(words.say("plan.discovery.question")),
        Column(words.say("plan.discovery.answer")),
        Column(words.say("plan.discovery.source")),
    )
    rows = tuple(
        Row(
            (
                entry.id or f"Q{number}",
                entry.question,
                _open(entry, facts, words) if unanswered else entry.answer,
                upper_first(entry.source),
            )
        )
        for number, (entry, unanswered) in enumerate(zip(entries, is_open, strict=True), start=1)
    )
    table = without_empty_columns(Table("discovery", columns, rows, caption=words.say("plan.discovery.caption")))
    return Section(
        key="discovery", title=words.say("plan.discovery.title"), blocks=(Paragraph(lead, kind="lead"), table)
    )


def _open(entry: DiscoveryQuestion, facts: Facts, words: Words) -> str:
    """Return who answers an open question, and by when."""
    return words.say("plan.discovery.open_line", owner=facts.people.name(entry.owner), due=entry.due)


def waivers(facts: Facts, words: Words) -> Section | None:
    """Return the planning rules that are knowingly not kept, with who decided so and why; None in lite plans."""
    entries = facts.waivers
    if not entries or facts.plan.project.tier == "lite":
        return None
    columns = tuple(Column(words.say(f"plan.waivers.{key}")) for key in ("rule", "reason", "by"))
    rows = tuple(Row((rule_called(entry.rule, words), entry.reason, facts.people.name(entry.by))) for entry in entries)
    table = Table("waivers", columns, rows, caption=words.say("plan.waivers.caption"))
    lead = Paragraph(words.say("plan.waivers.lead", n=len(entries)), kind="lead")
    return Section(key="waivers", title=words.say("plan.waivers.title"), blocks=(lead, table))
