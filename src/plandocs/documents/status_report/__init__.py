"""The weekly status: one page, in the order in which a busy sponsor reads.

Where we are, what we need from you, what was done and comes next, what is in the way, and the milestones. All of it
is computed from dates and progress; a person writes only the highlights. What does not fit is counted, never lost.
"""

from __future__ import annotations

from datetime import timedelta

from plandocs.content.blocks import Block, Chip, KeyValues, Tone
from plandocs.content.document import Cover, Document, Section
from plandocs.content.facts import Facts
from plandocs.content.wording import Words
from plandocs.documents.status_report import closing, milestones, where, work
from plandocs.documents.status_report.asks import asks
from plandocs.documents.status_report.fit import Budget

TONES: dict[str, Tone] = {"green": "good", "amber": "watch", "red": "bad"}
_WORD_KEYS = ("contents", "page", "of", "figure", "table", "section")


def status_report(facts: Facts, words: Words) -> Document:
    """Return the status at the facts' as-of date."""
    fixed = [where.where(facts, words), asks(facts, words), milestones.milestones(facts, words)]
    end = closing.closing(facts, words)
    budget = Budget.of(words.formats.paper, [block for section in fixed for block in section.blocks], end)
    flexible = work.Lists.of(facts, words).cut(budget)
    chart = milestones.burn_up(facts, words) if budget.has_room_for_chart(flexible) else None
    sections: list[Section] = [fixed[0], fixed[1], *flexible.sections(words), fixed[2]]
    tail: tuple[Block, ...] = (chart,) if chart else ()
    last = sections[-1]
    sections[-1] = Section(key=last.key, title=last.title, blocks=(*last.blocks, *tail, *end))
    return Document(
        properties=facts.properties(
            words.say("status.file_title", project=facts.plan.project.name, as_of=facts.as_of),
            words.say("status.subject"),
        ),
        formats=words.formats,
        sections=tuple(sections),
        template="status",
        cover=_cover(facts, words),
        compact=True,
        paper="Letter" if words.formats.paper == "Letter" else "A4",
        footer=words.say(
            "status.footer",
            vendor=facts.vendor,
            code=facts.code,
            version=facts.plan.project.version,
            hash=facts.plan_hash[:8],
        ),
        words=_fixed_words(facts, words),
    )


def _cover(facts: Facts, words: Words) -> Cover:
    progress, project = facts.progress, facts.plan.project
    pm = facts.project_manager
    monday = facts.as_of - timedelta(days=facts.as_of.weekday())
    rag = progress.shown_rag
    return Cover(
        kind=words.say("status.kind"),
        title=project.name,
        line=words.say(
            "status.line",
            monday=monday,
            number=progress.report_number,
            count=progress.report_count,
            as_of=facts.as_of,
            pm=pm.name if pm else "",
        ),
        parties=(("", project.customer), ("", project.vendor)),
        status=Chip(words.say(f"common.rag.{rag}"), TONES[rag]),
        control=KeyValues("control", ()),
    )


def _fixed_words(facts: Facts, words: Words) -> tuple[tuple[str, str], ...]:
    found = [(key, words.say(f"plan.word.{key}")) for key in _WORD_KEYS]
    mark = "common.draft_mark" if facts.draft else "common.internal_mark" if facts.internal else ""
    return (*found, ("mark", words.say(mark))) if mark else tuple(found)
