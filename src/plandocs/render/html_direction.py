"""Texts of pages and mails from right to left: sentences that run the other way keep their full stops and dates."""

from __future__ import annotations

import re

from plandocs.render.direction import dates_kept, embedded, reads_left_to_right

_ITEM = re.compile(r"(<li\b[^>]*>)(.*?)(?=</li>)", re.DOTALL)
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")


def ordered_texts(html: str) -> str:
    """Return HTML whose texts from left to right are in order.

    A paragraph takes its direction from its own text; an item of a list has the page's, for its mark's sake, so that
    there the text is put between marks.
    """
    html = _ITEM.sub(lambda found: found[1] + _embedded(found[2]), html)
    return _TEXT.sub(lambda found: _kept(found[0]), html)


def _embedded(inside: str) -> str:
    pieces = re.split(r"(<[^>]*>)", inside)
    pieces[::2] = embedded(pieces[::2])
    return "".join(pieces)


def _kept(text: str) -> str:
    return dates_kept([text])[0] if reads_left_to_right(text) else text
