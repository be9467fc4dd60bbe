"""The decks beside the kickoff: one for the steering committee, the weekly status on one slide, one of the timeline."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from plandocs.output import safe_stem

if TYPE_CHECKING:
    from plandocs.brand.model import Brand
    from plandocs.content.facts import Facts
    from plandocs.content.markup.apply import Markup

TEMPLATE = "powerpoint/kickoff.pptx"


def make_decks(
    only: Collection[str],
    facts: Facts,
    dated: Callable[[], Facts],
    brand: Brand,
    markup: Markup,
    step: Callable[[str], None],
) -> dict[str, bytes]:
    """Return the decks asked for as bytes by file name. `dated` gives the facts of the day a status speaks of."""
    from plandocs.render.check.damage import with_template
    from plandocs.render.powerpoint import render_deck

    made: dict[str, bytes] = {}
    stem = safe_stem(facts.code)
    if "steering" in only:
        from plandocs.documents.steering_deck import steering_deck

        step("steering")
        now = dated()
        deck = markup.plain(steering_deck(now, now.words))
        made[f"{stem} Steering {now.as_of.isoformat()}.pptx"] = with_template(
            partial(render_deck, deck), brand, TEMPLATE
        )
    if "slide" in only:
        from plandocs.documents.status_slide import status_slide

        step("slide")
        now = dated()
        deck = markup.plain(status_slide(now, now.words))
        made[f"{stem} Status Slide {now.as_of.isoformat()}.pptx"] = with_template(
            partial(render_deck, deck), brand, TEMPLATE
        )
    if "timeline" in only:
        from plandocs.documents.timeline_deck import timeline_deck

        step("timeline")
        deck = markup.plain(timeline_deck(facts, facts.words))
        made[f"{stem} Timeline.pptx"] = with_template(partial(render_deck, deck), brand, TEMPLATE)
    return made
