"""The decks beside the kickoff: one for the steering committee, one of the timeline to plan with."""

from __future__ import annotations

from collections.abc import Callable, Collection
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
    from plandocs.render.powerpoint import render_deck

    made: dict[str, bytes] = {}
    stem, template = safe_stem(facts.code), brand.template(TEMPLATE)
    if "steering" in only:
        from plandocs.documents.steering_deck import steering_deck

        step("steering")
        now = dated()
        deck = markup.plain(steering_deck(now, now.words))
        made[f"{stem} Steering {now.as_of.isoformat()}.pptx"] = render_deck(deck, brand, template)
    if "timeline" in only:
        from plandocs.documents.timeline_deck import timeline_deck

        step("timeline")
        made[f"{stem} Timeline.pptx"] = render_deck(markup.plain(timeline_deck(facts, facts.words)), brand, template)
    return made
