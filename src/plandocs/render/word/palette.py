"""A brand's colours as WordprocessingML: a theme reference where the theme has the role, with the literal beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from plandocs.brand.model import Brand

THEME: Mapping[str, str] = {
    "ink": "text1",
    "paper": "background1",
    "accent_strong": "text2",
    "surface": "background2",
    "accent": "accent1",
    "second": "accent2",
    "good": "accent3",
    "watch": "accent4",
    "bad": "accent5",
    "muted": "accent6",
}
"""Word's names of the theme's slots, by role."""


@lru_cache(maxsize=512)
def shading(brand: Brand, role: str) -> str:
    """Return a `w:shd` element that fills with a role's colour."""
    theme = THEME.get(role)
    reference = f' w:themeFill="{theme}"' if theme else ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{brand.colors[role]}"{reference}/>'


@lru_cache(maxsize=512)
def hatch(brand: Brand, role: str, ground: str) -> str:
    """Return a `w:shd` element with thin diagonal stripes of one role over another."""
    stripe = f' w:themeColor="{THEME[role]}"' if role in THEME else ""
    fill = f' w:themeFill="{THEME[ground]}"' if ground in THEME else ""
    return (
        f'<w:shd w:val="thinDiagStripe" w:color="{brand.colors[role]}"{stripe} w:fill="{brand.colors[ground]}"{fill}/>'
    )


@lru_cache(maxsize=512)
def border(brand: Brand, side: str, role: str, size: int) -> str:
    """Return one border of a cell; `size` in eighths of a point."""
    theme = THEME.get(role)
    reference = f' w:themeColor="{theme}"' if theme else ""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{brand.colors[role]}"{reference}/>'
