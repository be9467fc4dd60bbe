"""The weekly status: one page, in the order in which a busy sponsor reads.

Where we are, what we need from you, what was done and comes next, what is in the way, and the milestones. All of it
is computed from dates and progress; a person writes only the highlights. What does not fit is counted, never lost,
and stands in the mail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from plandocs.content.blocks import Chip, KeyValues, Tone
from plandocs.content.document import Cover, Document
from plandocs.content.facts import Facts
from plandocs.content.fields.make import plan_fields
from plandocs.content.wording import Words
from plandocs.documents.status_report import closing, milestones, where, work
from plandocs.documents.status_report.asks import LEAST_CLIPPED, LONGEST_NAME, MOST_CLIPPED, Detail, asks, clipped
from plandocs.documents.status_report.fit import Budget

TONES: dict[str, Tone] = {"green": "good", "amber": "watch", "red": "bad"}
DETAILS: tuple[Detail, ...] = ("whole", "brief", "least", "clipped")
"""How much the actions tell, the most first: less where the page is full."""
SECTION_KEYS = ("where", "asks", "work", "blockers", "milestones")
"""The names of the sections, which a template's `{{ block.NAME }}` can ask for."""
_LONGEST_TITLE = 84
_WORD_KEYS = ("contents", "page", "of", "figure", "table", "section")


def status_report(facts: Facts, words: Words, *, paged: bool = True) -> Document:
    """Return the status at the facts' as-of date. `paged` cuts it to one page; a mail has none and is complete."""
    end = closing.closing(facts, words)
    whole = work.Lists.of(facts, words)
    for detail, most in _steps():
        cover = _cover(facts, words, detail)
        asked, reached = (
            asks(facts, words, detail, most),
            milestones.milestones(facts, words, detail, with_chart=most == MOST_CLIPPED, paged=paged),
        )
        fixed = [where.where(facts, words), asked, reached]
        blocks = [block for section in fixed for block in section.blocks]
        budget = Budget.of(words.formats.paper, cover, blocks, end)
        lists = whole.clipped(detail).cut(budget) if paged else whole
        is_enough = lists.is_full or detail == "clipped" or (detail == "least" and not lists.musts_left_out)
        if not paged or (is_enough and budget.fits(lists)):
            break
    last = fixed[2]
    sections = (*fixed[:2], *lists.sections(words), replace(last, blocks=(*last.blocks, *end)))
    return Document(
        properties=facts.properties(
            words.say("status.file_title", project=facts.plan.project.name, as_of=facts.as_of),
            words.say("status.subject"),
        ),
        formats=words.formats,
        sections=sections,
        template="status",
        cover=cover,
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
        fields=plan_fields(facts),
        section_keys=SECTION_KEYS,
    )


def _steps() -> Iterator[tuple[Detail, int]]:
    """Yield how much the actions tell, the most first; at last fewer and fewer of them."""
    yield from ((detail, MOST_CLIPPED) for detail in DETAILS)
    yield from (("clipped", most) for most in range(MOST_CLIPPED - 2, LEAST_CLIPPED - 1, -2))


def _cover(facts: Facts, words: Words, detail: Detail) -> Cover:
    progress, project = facts.progress, facts.plan.project
    pm = facts.project_manager
    monday = facts.as_of - timedelta(days=facts.as_of.weekday())
    rag = progress.shown_rag
    return Cover(
        kind=words.say("status.kind"),
        title=clipped(project.name, _LONGEST_TITLE, detail),
        line=words.say(
            "status.line",
            monday=monday,
            number=progress.report_number,
            count=progress.report_count,
            as_of=facts.as_of,
            pm=pm.name if pm else "",
        ),
        parties=tuple(("", clipped(name, LONGEST_NAME, detail)) for name in (project.customer, project.vendor)),
        status=Chip(words.say(f"common.rag.{rag}"), TONES[rag]),
        control=KeyValues("control", ()),
    )


def _fixed_words(facts: Facts, words: Words) -> tuple[tuple[str, str], ...]:
    found = [(key, words.say(f"plan.word.{key}")) for key in _WORD_KEYS]
    mark = "common.draft_mark" if facts.draft else "common.internal_mark" if facts.internal else ""
    return (*found, ("mark", words.say(mark))) if mark else tuple(found)
