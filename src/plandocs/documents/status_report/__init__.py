"""The weekly status: one page, in the order in which a busy sponsor reads.

Where we are, what we need from you, what was done and comes next, what is in the way, and the milestones. All of it
is computed from dates and progress; a person writes only the highlights. Of what was done, what comes next and what
is in the way, what does not fit is counted, never lost, and stands in the mail. Milestones and actions that are late or
due in the next weeks are never cut, later actions only counted when nothing else gives way: where the others alone fill
the page, the report goes on to another one and says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

from plandocs.content.blocks import Chip, KeyValues, Paragraph, Tone
from plandocs.content.document import Cover, Document, Section
from plandocs.content.facts import Facts
from plandocs.content.fields.make import plan_fields
from plandocs.content.wording import Words
from plandocs.documents.status_report import closing, milestones, where, work
from plandocs.documents.status_report.asks import LONGEST_NAME, Detail, asks, clipped, due_soon, open_asks
from plandocs.documents.status_report.fit import Budget

TONES: dict[str, Tone] = {"green": "good", "amber": "watch", "red": "bad"}
DETAILS: tuple[Detail, ...] = ("whole", "brief", "least", "clipped")
"""How much the rows tell, the most first: less where the page is full."""
SECTION_KEYS = ("where", "asks", "work", "blockers", "milestones")
"""The names of the sections, which a template's `{{ block.NAME }}` can ask for."""
_LONGEST_TITLE = 84
_Fitted = tuple[Cover, tuple[Section, ...]]
"""The head, and the sections below it."""
_WORD_KEYS = ("contents", "page", "of", "figure", "table", "section")


def status_report(facts: Facts, words: Words, *, paged: bool = True) -> Document:
    """Return the status at the facts' as-of date. `paged` cuts it to one page; a mail has none and is complete."""
    fitted = (_on_one_page(facts, words) or _on_more_pages(facts, words)) if paged else _complete(facts, words)
    cover, sections = fitted
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


def _complete(facts: Facts, words: Words) -> _Fitted:
    """Return the head and all there is to say, for what has no pages."""
    reached = milestones.milestones(facts, words, paged=False)
    last = _with_end(reached, facts, words)
    lists = work.Lists.of(facts, words).sections(words)
    return _cover(facts, words, "whole"), (where.where(facts, words), asks(facts, words), *lists, last)


def _on_one_page(facts: Facts, words: Words) -> _Fitted | None:
    """Return the head and the sections on one page; None where every action and milestone is too much for it.

    The lists give way first: before rows of actions tell less than what they hold up, only one item of each is left.
    At last every row is one line, and no chart stands beside the milestones.
    """
    whole, told = work.Lists.of(facts, words), where.where(facts, words)
    for detail, with_chart in (*((detail, True) for detail in DETAILS), (DETAILS[-1], False)):
        cover, asked = _cover(facts, words, detail), asks(facts, words, detail)
        last = _with_end(milestones.milestones(facts, words, detail, with_chart=with_chart), facts, words)
        fixed = (*told.blocks, *asked.blocks, *last.blocks)
        budget = Budget.of(words.formats, cover, fixed, one_line_rows=not with_chart)
        if budget.lines < 0:
            continue
        lists = whole.clipped(detail).cut(budget)
        if budget.fits(lists) and (lists.is_full or detail != "whole"):
            return cover, (told, asked, *lists.sections(words), last)
    return _with_later_counted(facts, words, whole, told)


def _with_later_counted(facts: Facts, words: Words, whole: work.Lists, told: Section) -> _Fitted | None:
    """Return one page on which as many of the later actions are counted as do not fit; None where all are due soon."""
    detail = DETAILS[-1]
    cover = _cover(facts, words, detail)
    last = _with_end(milestones.milestones(facts, words, detail, with_chart=False), facts, words)
    best, least, most = None, due_soon(facts), len(open_asks(facts)) - 1
    while least <= most:  # the more are listed, the less fits: halving finds how many
        middle = (least + most) // 2
        asked = asks(facts, words, detail, middle)
        budget = Budget.of(words.formats, cover, (*told.blocks, *asked.blocks, *last.blocks), one_line_rows=True)
        lists = whole.clipped(detail).cut(budget) if budget.lines >= 0 else whole
        if budget.lines >= 0 and budget.fits(lists):
            best, least = (cover, (told, asked, *lists.sections(words), last)), middle + 1
        else:
            most = middle - 1
    return best


def _on_more_pages(facts: Facts, words: Words) -> _Fitted:
    """Return the head and the sections on as few pages as hold them; what was done begins a page, behind the actions.

    Lists and rows are cut as on one page, each by the room of the pages it stands on.
    """
    whole, told = work.Lists.of(facts, words), where.where(facts, words)
    told = replace(told, blocks=(*told.blocks, Paragraph(words.say("status.where.more_pages"), kind="note")))
    last = _with_end(milestones.milestones(facts, words), facts, words)
    tried = []
    for detail in DETAILS:
        cover, asked = _cover(facts, words, detail), asks(facts, words, detail)
        tried.append((cover, asked, Budget.of(words.formats, cover, (*told.blocks, *asked.blocks))))
    cover, asked, lists = _first_that_fits(tried, whole, last, words)
    done, *others = lists.sections(words)
    return cover, (told, asked, replace(done, new_page=True), *others, last)


def _first_that_fits(
    tried: list[tuple[Cover, Section, Budget]], whole: work.Lists, last: Section, words: Words
) -> tuple[Cover, Section, work.Lists]:
    """Return the head, the actions and the lists that take the fewest pages, told as fully as these allow."""
    paper = words.formats.paper
    for pages in count(1):
        for cover, asked, before in tried:
            if before.on_pages(pages, paper).lines < 0:
                continue
            behind = Budget.of(words.formats, cover, last.blocks).on_pages(pages, paper)
            lists = whole.cut(behind)
            if behind.fits(lists):
                return cover, asked, lists
    raise AssertionError("pages are counted without end")


def _with_end(reached: Section, facts: Facts, words: Words) -> Section:
    return replace(reached, blocks=(*reached.blocks, *closing.closing(facts, words)))


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
