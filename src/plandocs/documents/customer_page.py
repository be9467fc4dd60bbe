"""The customer's page: where we are and what is needed from whom, in one file for a browser.

It says what the weekly status says, complete, with every action under its person, and the timeline as a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plandocs.content.blocks import Block, Chip, Column, KeyValues, Paragraph, Row, Subheading, Table
from plandocs.content.document import Cover, Document, Section
from plandocs.content.facts import Ask, Facts, gantt_of
from plandocs.content.wording import Words
from plandocs.documents.status_report import closing, milestones, where, work
from plandocs.documents.status_report.asks import time_left

MOST_ROWS = 150
"""Rows up to which the timeline shows every task; beyond, phases and milestones, and all dates stand in the table."""


def customer_page(facts: Facts, words: Words) -> Document:
    """Return the page at the facts' as-of date."""
    project = facts.plan.project
    return Document(
        properties=facts.properties(
            words.say("page.file_title", project=project.name, as_of=facts.as_of), words.say("page.subject")
        ),
        formats=words.formats,
        sections=tuple(_sections(facts, words)),
        template="page",
        cover=_cover(facts, words),
        footer=words.say(
            "page.footer", vendor=facts.vendor, code=facts.code, version=project.version, hash=facts.plan_hash[:8]
        ),
        words=_fixed_words(facts, words),
    )


def _sections(facts: Facts, words: Words) -> list[Section]:
    lists = work.Lists.of(facts, words)
    sections = [where.where(facts, words), _asks(facts, words)]
    if facts.milestones:
        reached = milestones.milestone_table(facts, words)
        sections.append(Section(key="milestones", title=words.say("status.milestones.title"), blocks=(reached,)))
    sections += [_timeline(facts, words), _progress(facts, words), *lists.sections(words)]
    end = closing.closing(facts, words)
    return [*sections, Section(key="contact", title=words.say("page.contact.title"), blocks=end)]


def _asks(facts: Facts, words: Words) -> Section:
    """Return every open action of the customer under its person, whose next one is due first stands first."""
    waiting = [ask for ask in facts.asks if not ask.done and ask.is_the_customers]
    title = words.say("page.asks.title", customer=facts.customer)
    if not waiting:
        return Section(key="asks", title=title, blocks=(Paragraph(words.say("status.asks.none")),))
    by_person: dict[str, list[Ask]] = {}
    for ask in waiting:
        by_person.setdefault(_who(ask, facts, words), []).append(ask)
    late = sum(1 for ask in waiting if ask.overdue_days)
    coming = min((ask.due for ask in waiting if ask.due is not None and not ask.overdue_days), default=None)
    blocks: list[Block] = [Paragraph(words.say("page.asks.lead", n=len(waiting), late=late, day=coming), kind="lead")]
    for name, asks in by_person.items():
        blocks.append(Subheading(words.say("page.asks.person", name=name, n=len(asks))))
        blocks.append(_ask_table(asks, words))
    return Section(key="asks", title=title, blocks=tuple(blocks))


def _who(ask: Ask, facts: Facts, words: Words) -> str:
    """Return whom an action waits for: its owner; in work of somebody else's, the customer's people who decide."""
    row = facts.by_id.get(ask.id)
    if ask.joint and row is not None:
        theirs = [person for person in row.with_ids if facts.people.side_of(person) == "customer"]
        return words.say("page.asks.several", names=list(facts.people.names(theirs)))
    return ask.owner or words.say("page.asks.nobody")


def _ask_table(asks: Sequence[Ask], words: Words) -> Table:
    columns: tuple[Column, ...] = (
        Column(words.say("status.asks.action")),
        Column(words.say("status.asks.due"), "date"),
        Column(words.say("status.asks.left")),
        Column(words.say("status.asks.late")),
    )
    rows = [Row((ask.what, ask.due, time_left(ask, words), ask.if_late)) for ask in asks]
    if not any(row.cells[-1] for row in rows):
        columns, rows = columns[:-1], [Row(row.cells[:-1]) for row in rows]
    return Table("asks", columns, tuple(rows))


def _progress(facts: Facts, words: Words) -> Section:
    columns = (
        Column(words.say("page.progress.phase")),
        Column(words.say("page.progress.start"), "date"),
        Column(words.say("page.progress.agreed"), "date"),
        Column(words.say("page.progress.finish"), "date"),
        Column(words.say("page.progress.done"), "percent"),
    )
    rows = tuple(
        Row((phase.name, phase.start, phase.agreed_finish, phase.finish, phase.percent)) for phase in facts.phases
    )
    return Section(key="progress", title=words.say("page.progress.title"), blocks=(Table("progress", columns, rows),))


def _timeline(facts: Facts, words: Words) -> Section:
    """Return the forecast as a picture, with the agreed dates of what has moved, and as a table for whom it is not."""
    chart = gantt_of(
        "timeline", facts.phases, facts.current, words, today=facts.as_of, baseline=facts.forecast is not None
    )
    if facts.baseline:
        named = tuple((key, facts.baseline if key == "baseline" else text) for key, text in chart.legend)
        chart = replace(chart, legend=named)
    key = "caption"
    if len(chart.rows) > MOST_ROWS:
        key = "caption_phases"
        chart = replace(chart, rows=tuple(row for row in chart.rows if row.kind in ("phase", "milestone")), links=())
    chart = replace(chart, caption=words.say(f"page.timeline.{key}", as_of=facts.as_of))
    columns = (
        Column(words.say("page.timeline.task")),
        Column(words.say("page.timeline.owner")),
        Column(words.say("page.timeline.start"), "date"),
        Column(words.say("page.timeline.finish"), "date"),
        Column(words.say("page.timeline.done"), "percent"),
    )
    rows = tuple(Row((row.name, row.owner, row.start, row.finish, row.percent)) for row in facts.rows)
    return Section(
        key="timeline",
        title=words.say("page.timeline.title"),
        blocks=(chart, Table("dates", columns, rows, caption=words.say("page.timeline.table"))),
    )


def _cover(facts: Facts, words: Words) -> Cover:
    project, pm = facts.plan.project, facts.project_manager
    rag = facts.progress.shown_rag
    return Cover(
        kind=words.say("page.kind"),
        title=project.name,
        line=words.say("page.line", as_of=facts.as_of, pm=pm.name if pm else ""),
        parties=tuple(("", name) for name in (project.customer, project.vendor) if name),
        status=Chip(words.say(f"common.rag.{rag}"), where.RAG_TONES[rag]),
        control=KeyValues("control", ()),
    )


def _fixed_words(facts: Facts, words: Words) -> tuple[tuple[str, str], ...]:
    found = [("skip", "page.skip"), ("contents", "page.contents"), ("scroll", "page.timeline.scroll")]
    if facts.draft or facts.internal:
        found.append(("mark", "common.draft_mark" if facts.draft else "common.internal_mark"))
    return tuple((name, words.say(key)) for name, key in found)
