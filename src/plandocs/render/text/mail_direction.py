"""A mail from right to left: mail programs know no logical sides, so the sides in its styles are exchanged.

Every text goes by its own script, as the direction `auto` says, and stands at the right all the same.
"""

from __future__ import annotations

import re

from plandocs.render.html_direction import ordered_texts

_SIDE = re.compile(r"\b(left|right)\b")
_STYLE = re.compile(r'(?<= style=")[^"]*(?=")|(?<= align=")(?:left|right)(?=")')
_PADDING = re.compile(r"(padding|margin):([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;]+)")
_TEXT_BLOCK = re.compile(r"<(p|h[1-6]|th|td|div|caption)\b([^>]*)>(?!\s*<(?:table|p|h\d|ul|ol|div)\b)")


def turned_mail(html: str) -> str:
    """Return a mail written from left to right as one from right to left."""
    html = _STYLE.sub(lambda found: _other_sides(found[0]), html)
    html = _TEXT_BLOCK.sub(lambda found: f'<{found[1]} dir="auto"{_placed(found[2])}>', html)
    return ordered_texts(html).replace("<html ", '<html dir="rtl" ', 1).replace("<body ", '<body dir="rtl" ', 1)


def _other_sides(style: str) -> str:
    swapped = _SIDE.sub(lambda found: "right" if found[1] == "left" else "left", style)
    return _PADDING.sub(r"\1:\2 \5 \4 \3", swapped)


def _placed(attributes: str) -> str:
    """Return attributes with the side on which text stands, where they do not say it."""
    if " align=" in attributes or "text-align:" in attributes or ' style="' not in attributes:
        return attributes
    return attributes.replace(' style="', ' style="text-align:right;', 1)
