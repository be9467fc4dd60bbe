"""The steering deck: where the project stands on a day, for those who decide, in five to seven slides.

It is made of the same facts as the weekly status and the workbook of that day. Slides that have nothing to say, such as
decisions when none is wanted, are left out; the others say in their title what is to be known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from plandocs.content.document import Deck, Slide
from plandocs.content.facts import Facts
from plandocs.content.wording import Words
from plandocs.documents.fields import plan_fields
from plandocs.documents.kickoff_deck import together
from plandocs.documents.steering_deck import ahead, decisions, where

MAKERS: tuple[Callable[[Facts], Slide | None], ...] = (
    where.cover,
    where.where,
    where.milestones,
    decisions.decisions,
    decisions.blockers,
    together.risks,
    ahead.ahead,
)
"""The slides in the order in which they are shown."""


def steering_deck(facts: Facts, words: Words) -> Deck:
    """Return the steering deck of a plan at the as-of date of its facts."""
    slides = [slide for make in MAKERS if (slide := make(facts)) is not None]
    project = facts.plan.project
    footer = words.say("deck.footer", code=facts.code, name=project.name, version=project.version)
    marks = [words.say("common.draft_mark")] if facts.draft else []
    marks += [words.say("common.internal_mark")] if facts.internal else []
    return Deck(
        properties=facts.properties(
            words.say("steering.file_title", project=project.name, as_of=facts.as_of), words.say("steering.subject")
        ),
        formats=words.formats,
        slides=tuple(replace(slide, single=True) for slide in slides),
        footer=" · ".join([*marks, footer]),
        words=words.table("deck.renderer"),
        fields=plan_fields(facts),
    )
