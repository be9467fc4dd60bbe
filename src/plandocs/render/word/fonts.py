"""The font table of a Word file: which families it is set in, and what Word takes where one is not installed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.render.package import parse_xml, serialise
from plandocs.render.word.names import tag

_EMBEDDED = tuple(tag(f"embed{style}") for style in ("Regular", "Bold", "Italic", "BoldItalic"))
_GENERIC = {"serif": "roman", "sans-serif": "swiss", "monospace": "modern"}
_SERIF = re.compile(r"serif(?<!sans-serif)|georgia|times|cambria|garamond|roman|caladea|antiqua", re.IGNORECASE)


def with_fallbacks(font_table: bytes, used: frozenset[str], brand: Brand, path: str) -> bytes:
    """Return a font table that names the brand's families, each with its stand-ins as alternative names.

    Families that neither the file uses nor the brand are left out, unless they are embedded. Source: ECMA-376 part 1,
    17.8.3.1 altName, which may list several names with commas.
    """
    root = parse_xml(font_table, path=path, part="font table")
    for old in list(root.iterchildren(tag("font"))):
        if old.get(tag("name"), "") not in used and all(old.find(kind) is None for kind in _EMBEDDED):
            root.remove(old)
    for family, others in _families(brand).items():
        known = (item for item in root.iterchildren(tag("font")) if item.get(tag("name")) == family)
        font = next(known, None)
        if font is None:
            font = _added(root, family, others)
        named = [other for other in others if other not in _GENERIC]
        if named and font.find(tag("altName")) is None:
            alternative = etree.Element(tag("altName"))
            alternative.set(tag("val"), ",".join(named))
            font.insert(0, alternative)
    return serialise(root)


def _added(root: etree._Element, family: str, others: tuple[str, ...]) -> etree._Element:
    """Add a family to a font table: a serif or not, by its generic stand-in or by its name."""
    font = etree.SubElement(root, tag("font"))
    font.set(tag("name"), family)
    generic = next((_GENERIC[other] for other in others if other in _GENERIC), "")
    kind = generic or ("roman" if _SERIF.search(" ".join((family, *others))) else "swiss")
    etree.SubElement(font, tag("family")).set(tag("val"), kind)
    etree.SubElement(font, tag("pitch")).set(tag("val"), "variable")
    return font


def _families(brand: Brand) -> Mapping[str, tuple[str, ...]]:
    fonts = brand.fonts
    return {fonts.heading: fonts.heading_fallbacks, fonts.body: fonts.body_fallbacks}
