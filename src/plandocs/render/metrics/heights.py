"""How tall a single line of a font is, where a page holds just so many lines.

Word sets lines at the height that a font itself asks for: a page of Calibri has six lines less than one of Arial.
"""

from __future__ import annotations

_HEIGHTS: dict[str, float] = {
    "arial": 1.149, "liberation sans": 1.149, "helvetica": 1.149, "helvetica neue": 1.149,
    "calibri": 1.221, "carlito": 1.221, "cambria": 1.172, "caladea": 1.172,
    "times new roman": 1.149, "times": 1.149, "liberation serif": 1.149,
    "aptos": 1.221, "aptos display": 1.221, "segoe ui": 1.33, "open sans": 1.362, "noto sans": 1.362,
    "verdana": 1.215, "tahoma": 1.207, "trebuchet ms": 1.161, "georgia": 1.136, "garamond": 1.125,
    "book antiqua": 1.24, "palatino linotype": 1.35,
}  # fmt: skip
"""Ascent, descent and gap in ems, as the fonts say them."""
_STRANGER = 1.36
"""What a font that is not among them is taken to have: as much as the tallest of them."""
USUAL = _HEIGHTS["arial"]
"""The height for which our templates are set."""


def single_line(font: str) -> float:
    """Return the height of a single line of a font in ems."""
    return _HEIGHTS.get(font.casefold(), _STRANGER)
