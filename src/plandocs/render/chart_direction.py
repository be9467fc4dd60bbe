"""Native charts from right to left: the first category at the right, and the axis of values with it."""

from __future__ import annotations

import re

from plandocs.render.direction import runs_right_to_left

_PLACE = re.compile('<c:x val="([0-9.]+)"/>(<c:y val="[0-9.]+"/><c:w val="([0-9.]+)"/>)')


def category_order(language: str) -> str:
    """Return the order of an axis of categories, as the value of `c:orientation`."""
    return "maxMin" if runs_right_to_left(language) else "minMax"


def value_side(language: str) -> str:
    """Return the side on which the axis of values stands, as the value of `c:axPos`."""
    return "r" if runs_right_to_left(language) else "l"


def placed(layout: str, language: str) -> str:
    """Return a manual layout, whose x and w are shares of the chart's width, on its other side where text runs so."""
    if not runs_right_to_left(language):
        return layout
    return _PLACE.sub(lambda m: f'<c:x val="{1 - float(m[1]) - float(m[3]):.4g}"/>{m[2]}', layout)
