"""The weekly status on one slide: where we are in a sentence, four figures, what is needed, and the milestones.

It says what the page says, from the same facts; what does not fit is counted.
"""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Bullets, Callout, Cards, Column, Row, Table
from plandocs.content.document import Deck, Slide
from plandocs.content.facts import Ask, Facts
from plandocs.content.fields.make import plan_fields
from plandocs.content.wording import Words
from plandocs.documents.kickoff_deck.notes import speaker_notes
from plandocs.documents.kickoff_deck.phrases import shortened
from plandocs.documents.status_report.counting import counted
from plandocs.documents.status_report.milestones import milestone_state, next_milestone
from plandocs.documents.status_report.trend import trend_sentence
from plandocs.documents.status_report.where import RAG_TONES, figures, highlights, is_live, reason, told_by_title, why

MOST_ASKS = 3
"""Actions that stand beside the milestones; the rest is counted."""
MOST_MILESTONES = 5
LONGEST_OWNER = 30
"""Characters of an owner's name, which stays where the action before it is cut."""
_SAID_BY_FIGURES = frozenset({"slip", "buffer"})
"""Reasons of a status that title and figures tell."""


def status_slide(facts: Facts, words: Words) -> Deck:
    """Return a deck of one slide: the status at the facts' as-of date."""
    project = facts.plan.project
    footer = words.say("deck.footer", code=facts.code, name=project.name, version=project.version)
    marks = [words.say("common.draft_mark")] if facts.draft else []
    marks += [words.say("common.internal_mark")] if facts.internal else []
    return Deck(
        properties=facts.properties(
            words.say("status.file_title", project=project.name, as_of=facts.as_of), words.say("status.subject")
        ),
        formats=words.formats,
        slides=(replace(_slide(facts, words), single=True),),
        footer=" · ".join([*marks, footer]),
        words=words.table("deck.renderer"),
        fields=plan_fields(facts),
    )


def _slide(facts: Facts, words: Words) -> Slide:
    progress = facts.progress
    rag = progress.shown_rag
    blocks: list[Bullets | Table] = []
    asks, milestones = _asks(facts, words), _milestones(facts, words)
    blocks += [block for block in (asks, milestones) if block is not None]
    return Slide(
        kind="status",
        title=_title(facts, words),
        subtitle=words.say(
            "status.slide.subtitle", project=facts.plan.project.name, as_of=facts.as_of, baseline=facts.baseline
        ),
        blocks=(
            Callout(_sentence(facts, words), tone=RAG_TONES[rag], title=words.say(f"common.rag.{rag}")),
            _figures(facts, words),
            *blocks,
        ),
        notes=speaker_notes(words, "where", list(highlights(progress)), book="steering"),
    )


def _title(facts: Facts, words: Words) -> str:
    """Return the state in one line: the date, and what lies between it and the agreed one."""
    progress = facts.progress
    return words.say(
        "status.slide.title",
        go_live=progress.forecast_go_live,
        finish=facts.current.finish,
        is_live=is_live(facts),
        slip=progress.slip,
        count=counted(abs(progress.slip), facts, words),
    )


def _sentence(facts: Facts, words: Words) -> str:
    """Return in a line or two what title and figures do not say: an override, another reason, what moved, what follows.

    The page tells all of it.
    """
    progress = facts.progress
    if progress.override is not None:
        return words.say(
            "status.where.override", reason=progress.override[1], by_rule=words.say(f"common.rag.{progress.rag}")
        )
    others = [item for item in progress.reasons if item.key not in _SAID_BY_FIGURES]
    parts = [why(facts, item, words) for item in others[:1]]
    moved = trend_sentence(facts, words)
    if moved and not parts:
        parts.append(moved)
    if not parts and not progress.reasons and not is_live(facts):
        parts.append(next_milestone(facts, words))
    return " ".join(parts) or reason(facts, words, said=told_by_title(facts))


def _figures(facts: Facts, words: Words) -> Cards:
    """Return the four figures alone: what their notes add stands in the title and the sentence."""
    return Cards(tuple(replace(card, note="") for card in figures(facts, words).cards))


def _asks(facts: Facts, words: Words) -> Bullets | None:
    """Return the next actions of the customer with owner and date; the last line counts the others. None for none."""
    waiting = [ask for ask in facts.asks if not ask.done and ask.is_the_customers]
    if not waiting:
        return None
    shown = waiting if len(waiting) <= MOST_ASKS else waiting[:MOST_ASKS]
    items = [_ask(ask, facts, words) for ask in shown]
    endings = [_owner(ask, facts, words) for ask in shown]
    if len(waiting) > len(shown):
        items.append(words.say("status.more", n=len(waiting) - len(shown)))
        endings.append("")
    return Bullets(tuple(items), title=words.say("status.slide.asks", customer=facts.customer), endings=tuple(endings))


def _ask(ask: Ask, facts: Facts, words: Words) -> str:
    return words.say(
        "status.slide.ask",
        action=ask.what,
        owner=_owner(ask, facts, words),
        due=ask.due,
        late=ask.overdue_days,
    )


def _owner(ask: Ask, facts: Facts, words: Words) -> str:
    """Return whom an action waits for, as its line ends: it stays where the line is cut.

    Of work that somebody else owns it is the customer's people who decide in it.
    """
    row = facts.by_id.get(ask.id) if ask.joint else None
    theirs = [person for person in row.with_ids if facts.people.side_of(person) == "customer"] if row else []
    name = words.say("page.asks.several", names=list(facts.people.names(theirs))) if theirs else ask.owner
    return words.say("status.slide.owner", name=shortened(name or words.say("common.not_assigned"), LONGEST_OWNER))


def _milestones(facts: Facts, words: Words) -> Table | None:
    """Return the milestones that are still to come, then those reached last, as far as there is room; None for none."""
    rows = list(facts.milestones)
    while len(rows) > MOST_MILESTONES and rows[0].state == "done":
        del rows[0]
    left = len(rows) - MOST_MILESTONES
    shown = rows if left <= 0 else rows[: MOST_MILESTONES - 1]
    if not shown:
        return None
    day = words.formats.day_month
    made = [
        Row((row.name, day(row.agreed_finish), day(row.finish), milestone_state(row, facts, words))) for row in shown
    ]
    if len(rows) > len(shown):
        made.append(Row((words.say("status.more", n=len(rows) - len(shown)), "", "", "")))
    columns = (
        Column(words.say("status.milestones.milestone")),
        Column(words.say("status.milestones.agreed")),
        Column(words.say("status.milestones.forecast")),
        Column(words.say("status.milestones.state"), "chip"),
    )
    return Table("milestones", columns, tuple(made))
