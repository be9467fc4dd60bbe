"""Sentences that lead elsewhere in the plan: `section 5`, `Table 3`, right in every language's word order."""

from __future__ import annotations

from plandocs.content.blocks import Span
from plandocs.content.wording import Words

_PLACE = "\ue000"
"""Stands for the reference while the sentence is said."""


def referring(words: Words, key: str, anchor: str, **values: object) -> tuple[Span, ...]:
    """Return the sentence of a key in which `{{ ref }}` is a live reference to a section, table or figure.

    `anchor` is the key of a section or the name of a captioned block that the document has. ValueError for a wording
    that does not say `{{ ref }}`.
    """
    before, place, after = words.say(key, ref=_PLACE, **values).partition(_PLACE)
    if not place:
        raise ValueError(f"the wording of '{key}' has no {{{{ ref }}}}")
    spans = (Span(before), Span("", anchor=anchor), Span(after))
    return tuple(span for span in spans if span.text or span.anchor)
