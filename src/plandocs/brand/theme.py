"""Puts a brand into the theme of an Office file, and into the literals that Office keeps beside theme references.

Word, PowerPoint and Excel read colours and fonts from theme parts; restyling those restyles the file. Word also writes
the resolved colour and font beside each reference, and Excel the font's name, and other programs and previews read
only these: they are rewritten too. All functions take and give the bytes of a part.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from lxml import etree

from plandocs.brand.contrast import channels
from plandocs.brand.model import SLOTS, Brand

TEMPLATE_LITERALS: Mapping[str, str] = {"D5DAE0": "line", "DCEEEB": "accent_soft", "8A94A0": "neutral"}
"""The literals in which our templates draw the roles that a theme has no slot for."""

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THEME_PART = re.compile(r"^/?(word|ppt|xl)/theme/theme(Override)?\d+\.xml$")
_WORD_PART = re.compile(r"^/?word/(?!theme/|_rels/|media/|embeddings/|charts/)[^/]+\.xml$")
_EXCEL_PART = re.compile(r"^/?xl/(styles|sharedStrings)\.xml$")

_WORD_SLOTS: Mapping[str, str] = {
    "dark1": "dk1",
    "text1": "dk1",
    "light1": "lt1",
    "background1": "lt1",
    "dark2": "dk2",
    "text2": "dk2",
    "light2": "lt2",
    "background2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
}
"""Theme slots by the names that Word uses for them. Source: ECMA-376 part 1, 17.18.97 ST_ThemeColor."""

_WORD_LITERALS = (("themeColor", "themeTint", "themeShade"), ("themeFill", "themeFillTint", "themeFillShade"))
_TAG_WITH_COLOR = re.compile(rb"<[\w:.-]+\s[^<>]*?\btheme(?:Color|Fill)\s*=[^<>]*>")
_TAG_WITH_FONT = re.compile(rb"<(?:[\w.-]+:)?rFonts\s[^<>]*?Theme\s*=[^<>]*>")
_ATTRIBUTE = re.compile(r"""([\w.-]+:)?([\w.-]+)(\s*=\s*)("[^"]*"|'[^']*')""")
_EXCEL_FONT = re.compile(
    rb"(<(?:[\w.-]+:)?(?:font|rPr)>(?:(?!</(?:[\w.-]+:)?(?:font|rPr)>).)*?</(?:[\w.-]+:)?(?:font|rPr)>)", re.DOTALL
)
_EXCEL_SCHEME = re.compile(rb"""<(?:[\w.-]+:)?scheme\s+val\s*=\s*["'](major|minor)["']""")
_EXCEL_NAME = re.compile(rb"""(<(?:[\w.-]+:)?(?:name|rFont)\s+val\s*=\s*)(?:"[^"]*"|'[^']*')""")

_Theme = tuple[str, tuple[str, ...], str, str]
"""A brand's name, its twelve slots in order, and its heading and body family: what a theme part depends on."""


def restyle_parts(parts: Mapping[str, bytes], brand: Brand) -> dict[str, bytes]:
    """Return the parts of a package that change under a brand, by name: themes and parts with cached literals."""
    changed: dict[str, bytes] = {}
    for name, data in parts.items():
        restyle = _restyler(name)
        if restyle is not None:
            new = restyle(data, brand)
            if new != data:
                changed[name] = new
    return changed


def restyle_theme(xml: bytes, brand: Brand) -> bytes:
    """Return a theme part in a brand's colours and fonts.

    All twelve slots are replaced, also those that follow the system; Latin families are the brand's, without the
    description of another face (`panose`). Families for other scripts stay.
    """
    return _theme_with(xml, _theme_of(brand))


def restyle_word_literals(xml: bytes, brand: Brand) -> bytes:
    """Return a Word part whose colours and font names beside theme references are the brand's."""
    return _word_with(xml, _theme_of(brand))


def restyle_excel_fonts(xml: bytes, brand: Brand) -> bytes:
    """Return a workbook's styles or strings, with the brand's family in each font that follows the theme."""
    return _excel_with(xml, _theme_of(brand))


def without_references(xml: bytes, colors: Mapping[str, str]) -> bytes:
    """Return a Word part in which references to some slots of a theme are the colours that `colors` gives them."""
    return _each_tag(_TAG_WITH_COLOR, xml, lambda tag: _unreferenced(tag, colors))


def _restyler(name: str) -> Callable[[bytes, Brand], bytes] | None:
    if _THEME_PART.match(name):
        return restyle_theme
    if _WORD_PART.match(name):
        return restyle_word_literals
    if _EXCEL_PART.match(name):
        return restyle_excel_fonts
    return None


def _theme_of(brand: Brand) -> _Theme:
    return brand.name, tuple(brand.theme_slots().values()), brand.fonts.heading, brand.fonts.body


# Theme parts


@lru_cache(maxsize=32)
def _theme_with(xml: bytes, theme: _Theme) -> bytes:
    name, colors, heading, body = theme
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(xml, parser)
    for scheme in root.iter(f"{_DRAWING}clrScheme"):
        scheme.set("name", name)
        for slot, color in zip(SLOTS, colors, strict=True):
            _set_color(scheme, slot, color)
    for fonts in root.iter(f"{_DRAWING}fontScheme"):
        fonts.set("name", name)
        for kind, family in (("majorFont", heading), ("minorFont", body)):
            for latin in fonts.iterfind(f"{_DRAWING}{kind}/{_DRAWING}latin"):
                latin.attrib.clear()
                latin.set("typeface", family)
    if root.tag == f"{_DRAWING}theme":
        root.set("name", name)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_color(scheme: etree._Element, slot: str, color: str) -> None:
    element = scheme.find(f"{_DRAWING}{slot}")
    if element is None:
        return
    for child in list(element):
        element.remove(child)
    etree.SubElement(element, f"{_DRAWING}srgbClr").set("val", color)


# What Word keeps beside theme references


@lru_cache(maxsize=64)
def _word_with(xml: bytes, theme: _Theme) -> bytes:
    _, colors, heading, body = theme
    slots = dict(zip(SLOTS, colors, strict=True))
    xml = _each_tag(_TAG_WITH_COLOR, xml, lambda tag: _recolored(tag, slots))
    return _each_tag(_TAG_WITH_FONT, xml, lambda tag: _refonted(tag, heading, body))


def _each_tag(pattern: re.Pattern[bytes], xml: bytes, change: Callable[[str], str]) -> bytes:
    """Return the XML with the start tags that match changed; equal tags, of which there are many, only once."""
    changed: dict[bytes, bytes] = {}

    def replaced(found: re.Match[bytes]) -> bytes:
        tag = found[0]
        if tag not in changed:
            changed[tag] = change(tag.decode()).encode()
        return changed[tag]

    return pattern.sub(replaced, xml)


def _recolored(tag: str, slots: Mapping[str, str]) -> str:
    """Return a start tag with its literals resolved anew: `val` or `color` by themeColor, `fill` by themeFill."""
    said = {found[2]: found[4][1:-1] for found in _ATTRIBUTE.finditer(tag)}
    for reference, tint, shade in _WORD_LITERALS:
        slot = _WORD_SLOTS.get(said.get(reference, ""))
        if slot is None:
            continue
        color = _tinted(slots[slot], said.get(tint), said.get(shade))
        literal = "fill" if reference == "themeFill" else _color_attribute(tag)
        if literal in said:
            tag = _with_value(tag, literal, color)
    return tag


def _unreferenced(tag: str, colors: Mapping[str, str]) -> str:
    """Return a start tag with its literals resolved, and without the references that they came from."""
    said = {found[2]: found[4][1:-1] for found in _ATTRIBUTE.finditer(tag)}
    for names in _WORD_LITERALS:
        reference, tint, shade = names
        slot = _WORD_SLOTS.get(said.get(reference, ""), "")
        literal = "fill" if reference == "themeFill" else _color_attribute(tag)
        if slot not in colors or literal not in said:
            continue
        tag = _with_value(tag, literal, _tinted(colors[slot], said.get(tint), said.get(shade)))
        tag = re.sub(rf"""\s+(?:[\w.-]+:)?(?:{"|".join(names)})\s*=\s*(?:"[^"]*"|'[^']*')""", "", tag)
    return tag


def _color_attribute(tag: str) -> str:
    """Return which attribute holds the literal of themeColor: `val` of a `color`, else `color`."""
    name = re.match(r"<(?:[\w.-]+:)?([\w.-]+)", tag)
    return "val" if name is not None and name[1] == "color" else "color"


def _refonted(tag: str, heading: str, body: str) -> str:
    """Return a start tag of `rFonts` whose families are those that its theme references mean."""
    said = {found[2]: found[4][1:-1] for found in _ATTRIBUTE.finditer(tag)}
    for literal, reference in (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme")):
        if literal in said and reference in said:
            tag = _with_value(tag, literal, heading if said[reference].startswith("major") else body)
    return tag


def _with_value(tag: str, attribute: str, value: str) -> str:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

    def replaced(found: re.Match[str]) -> str:
        return f'{found[1] or ""}{found[2]}{found[3]}"{escaped}"' if found[2] == attribute else found[0]

    return _ATTRIBUTE.sub(replaced, tag)


def _tinted(color: str, tint: str | None, shade: str | None) -> str:
    """Return a colour lightened by a tint or darkened by a shade, each two hex digits of what remains of it.

    Source: ECMA-376 part 1, 17.3.2.6 color, themeShade and themeTint; both work on the lightness.
    """
    if tint is None and shade is None:
        return color
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in channels(color)))
    if shade is not None:
        light *= int(shade, 16) / 255
    if tint is not None:
        kept = int(tint, 16) / 255
        light = light * kept + (1 - kept)
    return "".join(f"{round(value * 255):02X}" for value in colorsys.hls_to_rgb(hue, light, saturation))


# What Excel keeps beside theme references


@lru_cache(maxsize=16)
def _excel_with(xml: bytes, theme: _Theme) -> bytes:
    _, _, heading, body = theme
    families = {b"major": heading, b"minor": body}

    def refonted(found: re.Match[bytes]) -> bytes:
        scheme = _EXCEL_SCHEME.search(found[0])
        if scheme is None:
            return found[0]
        family = families[scheme[1]].replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").encode()
        return _EXCEL_NAME.sub(lambda name: name[1] + b'"' + family + b'"', found[0])

    return _EXCEL_FONT.sub(refonted, xml)
