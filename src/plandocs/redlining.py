"""The project plan with its changes since an agreed version: both made alike, then one marked against the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plandocs.content.facts import Facts

Rendered = Callable[["Facts"], bytes]
"""Makes the Word project plan of facts, without page numbers: no page of a marked document is that of another view."""


def redlined(facts: Facts, agreed: Facts, label: str, rendered: Rendered) -> bytes:
    """Return the project plan of `facts` as tracked changes against that of `agreed`, which is called `label`."""
    from plandocs.documents.redline import reasons, reviewer
    from plandocs.render.word.redline import redline

    made = redline(
        rendered(agreed),
        rendered(facts),
        reviewer(facts, agreed),
        reasons(facts, agreed, facts.words),
        against=label,
    )
    return made.data
