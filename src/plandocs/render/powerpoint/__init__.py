"""PowerPoint: a deck on slides of a template, in a brand. Knows no plan and no schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plandocs.brand.model import Brand
    from plandocs.content.document import Deck


def render_deck(deck: Deck, brand: Brand, template: bytes) -> bytes:
    """Return the deck as a PowerPoint file; see `deck.render_deck`."""
    from plandocs.render.powerpoint.deck import render_deck as render

    return render(deck, brand, template)


__all__ = ["render_deck"]
