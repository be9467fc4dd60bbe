"""The rules that hold between the companies: security and compliance, and the processes they work by."""

from __future__ import annotations

from plandocs.content.blocks import (
    Block,
    Bullets,
    Column,
    Paragraph,
    Row,
    Subheading,
    Table,
)
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.content.wording import Words
from plandocs.documents.project_plan.annexes import is_answered
from plandocs.documents.project_plan.changes import change_process
from plandocs.documents.project_plan.references import referring
from plandocs.documents.project_plan.tables import without_empty_columns
from plandocs.plan.registers import Process

_SECURITY_TOPICS = ("security", "compliance")


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
            blocks.append(Paragraph(referring(words, "plan.processes.elsewhere", "changes", name=entry.name)))
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
