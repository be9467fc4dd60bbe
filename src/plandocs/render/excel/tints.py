"""Colours that no theme slot carries: tints and hairlines, written as literals and moved to each brand.

Excel's own tints of a strong colour are garish, because they keep its saturation. Our template therefore carries
mixtures with paper as literals, made from the default palette below; a workbook gets the same mixtures of its brand.
Any other literal colour in a template is somebody's own choice, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from plandocs.brand.contrast import mix
from plandocs.brand.model import Brand

DRAWN_WITH: Mapping[str, str] = MappingProxyType(
    {
        "ink": "1B2430",
        "paper": "FFFFFF",
        "accent": "0F766E",
        "accent_strong": "0B4F4A",
        "accent_soft": "DCEEEB",
        "line": "D5DAE0",
        "surface": "F3F6F7",
        "second": "B35F2E",
        "good": "2E7D4F",
        "watch": "E0A526",
        "bad": "B3261E",
        "neutral": "8A94A0",
    }
)
"""The colours that the template was drawn with."""

TINTS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        "line": ("line", 0.0),
        "input": ("accent_soft", 0.35),
        "bar": ("accent", 0.55),
        "today": ("second", 0.72),
        "day_off": ("neutral", 0.78),
        "good": ("good", 0.72),
        "watch": ("watch", 0.55),
        "bad": ("bad", 0.68),
        "neutral": ("neutral", 0.72),
        "accent": ("accent", 0.80),
        "heat_low": ("good", 0.65),
        "heat_medium": ("watch", 0.45),
        "heat_high": ("bad", 0.50),
    }
)
"""For each tint: its role, and the share of paper in it."""

_LITERAL = re.compile(rb'rgb="FF([0-9A-F]{6})"')


def tint(name: str, colors: Mapping[str, str] = DRAWN_WITH) -> str:
    """Return a tint of a palette as six hex digits."""
    role, share = TINTS[name]
    return mix(colors[role], colors["paper"], share)


def recolor(styles: bytes, brand: Brand) -> bytes:
    """Return a styles part with our tints as the brand has them."""
    known = {tint(name).encode(): tint(name, brand.colors).encode() for name in TINTS}
    return _LITERAL.sub(lambda found: b'rgb="FF' + known.get(found[1], found[1]) + b'"', styles)
