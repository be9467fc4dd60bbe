"""How a Word template looks to a careful reader: pictures, language, fonts, and colours that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.brand.theme import restyle_parts
from plandocs.errors import Problem
from plandocs.render.doctor import common
from plandocs.render.package import Package, parse_xml
from plandocs.render.word import finish
from plandocs.render.word.names import WP, tag, wp
from plandocs.render.word.styles import TEXT, Style, read_styles
from plandocs.render.word.tags import paragraph_places
from plandocs.render.word.theming import LOGO

_FONT = re.compile(rb'<w:rFonts\s(?![^>]*Theme=)[^>]*?w:ascii="([^"]+)"')
_STYLE_ASKED = re.compile(rb'<w:(?:p|r|tbl)Style w:val="([^"]+)"')
_HEX = re.compile(r"^[0-9A-Fa-f]{6}$")
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_LARGE_HALF_POINTS, _LARGE_BOLD_HALF_POINTS = 36, 28
_EMBEDDED = tuple(tag(f"embed{style}") for style in ("Regular", "Bold", "Italic", "BoldItalic"))


def look(package: Package, brand: Brand, label: str, named: common.Places) -> Iterator[Problem]:
    """Yield what a careful reader would object to in a template, dressed in the brand."""
    main = package.main_part()
    parts = dict(package.parts) | restyle_parts(package.parts, brand)
    styles = finish.styles_part(package, main, label)
    texts = (main, *finish.story_parts(package, main))
    for part in texts:
        root = parse_xml(parts[part], path=label, part=part)
        story = "" if part == main else finish.part_label(part)
        yield from _pictures(root, label, named.get(part, part))
        yield from _faint_cells(root, story, label)
    root = parse_xml(parts[styles], path=label, part=styles)
    used = _in_use(read_styles(root), [parts[part] for part in texts], brand)
    yield from _language(root, label)
    theme = package.rels(main).target_of("theme")
    drawn = [(f"style '{style.name}'", etree.tostring(style.xml)) for style in used]
    yield from common.recolored(package, theme, drawn, brand, label)
    yield from _faint_styles(used, brand, label)
    fonts = [(family, f"style '{style.name}'") for style in used for family in _literal_fonts(style.xml)]
    fonts = [*((family, "the styles") for family in _default_fonts(root)), *fonts]
    fonts += common.fonts_matching(_FONT, [(part, parts[part]) for part in texts], lambda part: named.get(part, part))
    yield from common.fonts_not_at_hand(fonts, _embedded(package, main), brand, label)


def _in_use(styles: Sequence[Style], texts: Sequence[bytes], brand: Brand) -> list[Style]:
    """Return the styles that a document is set in: those of the template's texts, ours, and what they are based on."""
    names = {name.casefold() for name in (*TEXT.values(), *brand.styles.values())}
    asked = {found.decode() for text in texts for found in _STYLE_ASKED.findall(text)}
    by_id = {style.id: style for style in styles}
    waiting = [style.id for style in styles if style.name.casefold() in names or style.id in asked]
    waiting += [style.id for style in styles if style.xml.get(tag("default")) == "1"]
    used: set[str] = set()
    while waiting:
        identity = waiting.pop()
        if identity in by_id and identity not in used:
            used.add(identity)
            base = by_id[identity].xml.find(tag("basedOn"))
            waiting += [] if base is None else [base.get(tag("val"), "")]
    return [style for style in styles if style.id in used]


def _literal_fonts(item: etree._Element) -> Iterator[str]:
    """Yield the families that an element names itself, and not by the theme."""
    for fonts in item.iter(tag("rFonts")):
        family = fonts.get(tag("ascii"), "")
        if family and fonts.get(tag("asciiTheme")) is None:
            yield family


def _default_fonts(root: etree._Element) -> list[str]:
    defaults = root.find(tag("docDefaults"))
    return [] if defaults is None else list(_literal_fonts(defaults))


def _pictures(root: etree._Element, label: str, where: str) -> Iterator[Problem]:
    for item in root.iter(wp("docPr")):
        if item.get("descr") or item.get("name") == LOGO or item.find(f".//{_DECORATIVE}") is not None:
            continue
        inside = item.getparent()
        if inside is None or next(inside.iter(f"{{{WP}}}docPr", "{*}pic", "{*}chart"), None) is None:
            continue
        if next(inside.iter("{*}pic", "{*}chart", "{*}relIds"), None) is None:
            continue  # a text box says what it says
        message = f"the picture '{item.get('name', '')}' has no alternative text, so who cannot see it learns nothing"
        fix = "in Word: right-click, View Alt Text; or mark it as decorative"
        yield common.problem("template-alt-text", message, label, where, fix=fix)


def _language(root: etree._Element, label: str) -> Iterator[Problem]:
    found = root.find(f"{tag('docDefaults')}/{tag('rPrDefault')}/{tag('rPr')}/{tag('lang')}")
    if found is None or not found.get(tag("val")):
        message = (
            "the template's styles name no language, so documents cannot say theirs and are checked in the reader's"
        )
        fix = "in Word: Review, Language, Set Proofing Language, Set As Default"
        yield common.problem("template-language", message, label, "the styles", fix=fix)


def _embedded(package: Package, main: str) -> list[str]:
    """Return the families that the file brings along."""
    part = package.rels(main).target_of("fontTable")
    if part is None or part not in package.parts:
        return []
    fonts = package.parse(part).iterchildren(tag("font"))
    return [font.get(tag("name"), "") for font in fonts if any(font.find(kind) is not None for kind in _EMBEDDED)]


def _faint_styles(used: Sequence[Style], brand: Brand, label: str) -> Iterator[Problem]:
    """Yield styles whose text cannot be read on their own fill, or on paper where plandocs sets text in them."""
    ours = {name.casefold() for name in TEXT.values()} | {name.casefold() for name in brand.styles.values()}
    for style in used:
        where = f"style '{style.name}'"
        looks = [("", style.xml), *((item.get(tag("type"), ""), item) for item in style.xml.iter(tag("tblStylePr")))]
        for kind, item in looks:
            text, fill = _color(item), _fill(item)
            place = f"{where}, {_AREAS.get(kind, kind)}" if kind else where
            if text and (fill or (style.kind == "paragraph" and style.name.casefold() in ours)):
                ground = fill or brand.colors["paper"]
                if text == fill:
                    continue  # a swatch: its text is not meant to be seen
                yield from common.too_faint(text, ground, "text in", label, place, large=_is_large(item))


_AREAS = {"firstRow": "header row", "lastRow": "total row", "firstCol": "first column", "lastCol": "last column"}


def _faint_cells(root: etree._Element, story: str, label: str) -> Iterator[Problem]:
    """Yield texts whose own colour cannot be read on the fill of their paragraph or cell."""
    for paragraph, place in paragraph_places(root, story):
        cell = next(paragraph.iterancestors(tag("tc")), None)
        fill = _own_fill(paragraph.find(f"{tag('pPr')}/{tag('shd')}"))
        if not fill and cell is not None:
            fill = _own_fill(cell.find(f"{tag('tcPr')}/{tag('shd')}"))
        for run in paragraph.iterchildren(tag("r")) if fill else ():
            text = _value(run.find(f"{tag('rPr')}/{tag('color')}"))
            if text and "".join(node.text or "" for node in run.iter(tag("t"))).strip():
                yield from common.too_faint(text, fill, "text in", label, place)


def _color(item: etree._Element) -> str:
    return _value(item.find(f"{tag('rPr')}/{tag('color')}"))


def _fill(item: etree._Element) -> str:
    found = (item.find(f"{tag(holder)}/{tag('shd')}") for holder in ("rPr", "pPr", "tcPr"))
    return next((fill for fill in map(_own_fill, found) if fill), "")


def _own_fill(shade: etree._Element | None) -> str:
    value = "" if shade is None else shade.get(tag("fill"), "")
    return value.upper() if _HEX.match(value) else ""


def _value(color: etree._Element | None) -> str:
    value = "" if color is None else color.get(tag("val"), "")
    return value.upper() if _HEX.match(value) else ""


def _is_large(item: etree._Element) -> bool:
    size = item.find(f"{tag('rPr')}/{tag('sz')}")
    bold = item.find(f"{tag('rPr')}/{tag('b')}")
    points = int(size.get(tag("val"), "0")) if size is not None and size.get(tag("val"), "").isdecimal() else 0
    return points >= _LARGE_HALF_POINTS or (bold is not None and points >= _LARGE_BOLD_HALF_POINTS)
