"""Security, privacy and compliance: what is asked for and what proves it, and what was answered about it."""

from __future__ import annotations

from plandocs.content.blocks import Block, Column, ColumnKind, Paragraph, Row, Table
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.content.wording import Words, upper_first
from plandocs.documents.project_plan.annexes import is_answered
from plandocs.documents.project_plan.tables import without_empty_columns
from plandocs.plan.registers import DiscoveryQuestion

_TOPICS = ("security", "compliance")
_OBLIGATION: tuple[tuple[str, ColumnKind], ...] = (
    ("id", "id"),
    ("obligation", "text"),
    ("source", "text"),
    ("evidence", "text"),
    ("owner", "text"),
    ("due", "date"),
)
_QUESTION: tuple[tuple[str, ColumnKind], ...] = (
    ("what", "text"),
    ("status", "text"),
    ("owner", "text"),
    ("date", "date"),
)


def security(facts: Facts, words: Words) -> Section | None:
    """Return the obligations with their evidence, and the answers on security; None where there are neither."""
    obligations = facts.agreed_view.obligations
    questions = [entry for entry in facts.discovery if entry.topic in _TOPICS]
    if not obligations and not questions:
        return None
    answered = sum(is_answered(entry.answer) for entry in questions)
    parts = [words.say("plan.security.lead_obligations", n=len(obligations))] if obligations else []
    if questions:
        parts.append(words.say("plan.security.lead", n=len(questions), answered=answered))
    blocks: list[Block] = [Paragraph(" ".join(parts), kind="lead")]
    if obligations:
        blocks.append(_obligations(facts, words))
    if questions:
        blocks.append(_questions(questions, facts, words))
    return Section(key="security", title=words.say("plan.security.title"), blocks=tuple(blocks))


def _obligations(facts: Facts, words: Words) -> Table:
    columns = tuple(Column(words.say(f"plan.security.{key}"), kind) for key, kind in _OBLIGATION)
    rows = tuple(
        Row((item.id, item.text, item.source, item.evidence, item.owner, item.due))
        for item in facts.agreed_view.obligations
    )
    caption = words.say("plan.security.obligations_caption")
    return without_empty_columns(Table("obligations", columns, rows, caption=caption))


def _questions(questions: list[DiscoveryQuestion], facts: Facts, words: Words) -> Table:
    columns = tuple(Column(words.say(f"plan.security.{key}"), kind) for key, kind in _QUESTION)
    rows = tuple(
        Row(
            (
                entry.question,
                upper_first(entry.answer) if is_answered(entry.answer) else words.say("plan.discovery.open"),
                facts.people.name(entry.owner),
                entry.due,
            )
        )
        for entry in questions
    )
    return without_empty_columns(Table("security", columns, rows, caption=words.say("plan.security.caption")))
