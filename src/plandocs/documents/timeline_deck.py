"""The timeline deck: every task as a bar on a slide of its phase, to plan with in a workshop and to be pulled back.

It shows the agreed dates, as the kickoff deck does; bars that are dragged there become a change of the plan with
`plandocs pull`. A phase that has more rows than a slide holds goes on over the next ones.
"""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import KeyValues, Paragraph
from plandocs.content.document import Deck, Slide
from plandocs.content.facts import Facts, PhaseFact, gantt_of
from plandocs.content.fields.make import plan_fields
from plandocs.content.wording import Words
from plandocs.documents.kickoff_deck.notes import speaker_notes
from plandocs.documents.kickoff_deck.opening import COVER_ROOM
from plandocs.documents.kickoff_deck.phrases import TITLE_ROOM, share_room, shortened
from plandocs.documents.kickoff_deck.plan import timeline

_MOST_ROWS = 15
"""A phase is planned on one slide where it can be: a wave with its twelve tasks, their bracket and their milestone."""
_PART = 14
"""Characters that a title keeps for `(1 of 2)`, in any language."""


def timeline_deck(facts: Facts, words: Words) -> Deck:
    """Return the cover, the overview of the kickoff deck, and a chart of each phase."""
    facts = facts.agreed_view
    project = facts.plan.project
    slides = [_cover(facts), replace(timeline(facts), single=True), *(_phase(phase, facts) for phase in facts.phases)]
    marks = [words.say("common.draft_mark")] if facts.draft else []
    marks += [words.say("common.internal_mark")] if facts.internal else []
    footer = words.say("deck.footer", code=facts.code, name=project.name, version=project.version)
    return Deck(
        properties=facts.properties(
            words.say("timeline.file_title", project=project.name), words.say("timeline.subject")
        ),
        formats=words.formats,
        slides=tuple(slides),
        footer=" · ".join([*marks, footer]),
        words=words.table("deck.renderer"),
        fields=plan_fields(facts),
    )


def _cover(facts: Facts) -> Slide:
    words, project = facts.words, facts.plan.project
    customer, vendor = share_room(facts.customer, facts.vendor, COVER_ROOM)
    pairs = (
        (words.say("deck.cover.code"), facts.code),
        (words.say("deck.cover.version"), project.version),
        (words.say("deck.cover.hash"), facts.plan_hash[:8]),
    )
    mark = "common.draft_mark" if facts.draft else "common.internal_mark" if facts.internal else ""
    subtitle = words.say("timeline.cover.subtitle", start=facts.agreed.start, finish=facts.agreed.finish)
    return Slide(
        kind="cover",
        title=words.say("deck.cover.title", customer=customer, vendor=vendor),
        subtitle=f"{words.say(mark)} · {subtitle}" if mark else subtitle,
        blocks=(Paragraph(project.name), KeyValues("control", pairs)),
        notes=speaker_notes(words, "cover", book="timeline"),
    )


def _phase(phase: PhaseFact, facts: Facts) -> Slide:
    """Return the chart of one phase, from its first day to its last."""
    words = facts.words
    tasks = sum(1 for row in phase.tasks if not row.is_milestone and not row.is_buffer)
    span = words.formats.span(phase.start, phase.finish)
    room = max(24, TITLE_ROOM - _PART - len(words.say("timeline.phase.title", name="", tasks=tasks, span=span)))
    title = words.say("timeline.phase.title", name=shortened(phase.name, room), tasks=tasks, span=span)
    goal = phase.goal or (words.say("timeline.phase.ends", name=phase.milestone.name) if phase.milestone else "")
    return Slide(
        kind="timeline",
        title=title,
        subtitle=goal,
        blocks=(replace(gantt_of(f"timeline-{phase.id}", [phase], facts.agreed, words), most_rows=_MOST_ROWS),),
        notes=speaker_notes(words, "phase", [row.name for row in phase.tasks], book="timeline"),
    )
