"""A brand put on a Word template: colours, fonts and the logo.

Themes and the literals beside theme references are `brand.theme`'s; here come the roles that have no slot in a theme,
which are found by the literals that our templates draw them with, and the picture.
"""

from __future__ import annotations

import re

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.brand.theme import TEMPLATE_LITERALS, restyle_parts
from plandocs.render.metrics.heights import USUAL, single_line
from plandocs.render.package import Package
from plandocs.render.word.fonts import with_fallbacks
from plandocs.render.word.names import a, r, wp

LOGO = "brand:logo"

_FAMILY = re.compile(rb'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"')
_LINES = re.compile(r'(<w:spacing [^<>]*?w:line=")(\d+)(" w:lineRule="auto")')
_LITERAL = re.compile(r'(w:(?:color|fill|val)=")(' + "|".join(TEMPLATE_LITERALS) + r')(")')


def restyle(package: Package, brand: Brand) -> None:
    """Set a package's themes, and the literals of its parts, to the brand's colours and fonts.

    Every part of Word that holds text or styles is looked at, headers and footers included.
    """
    for name, data in restyle_parts(package.parts, brand).items():
        package.set_part(name, data)
    _name_fonts(package, brand)
    for name, data in package.parts.items():
        if name.startswith("/word/") and name.endswith(".xml") and b"w:" in data:
            changed = _LITERAL.sub(lambda found: _role_literal(found, brand), data.decode())
            if changed.encode() != data:
                package.set_part(name, changed.encode())


def settle_lines(package: Package, styles: str, brand: Brand) -> None:
    """Set the lines of a page that must stay one as close as Arial's, for which it is counted, whatever the font."""
    ratio = USUAL / single_line(brand.fonts.body)
    if ratio < 1:
        scaled = _LINES.sub(
            lambda found: f"{found[1]}{round(int(found[2]) * ratio)}{found[3]}", package.parts[styles].decode()
        )
        package.set_part(styles, scaled.encode())


def _name_fonts(package: Package, brand: Brand) -> None:
    """Let the font table name the brand's families and what stands in for them."""
    part = package.rels(package.main_part()).target_of("fontTable")
    if part is None or part not in package.parts:
        return
    texts = (data for name, data in package.parts.items() if name.startswith("/word/") and name != part)
    used = frozenset(found.decode() for data in texts for found in _FAMILY.findall(data))
    package.set_part(part, with_fallbacks(package.parts[part], used, brand, package.name))


def _role_literal(found: re.Match[str], brand: Brand) -> str:
    return f"{found[1]}{brand.colors[TEMPLATE_LITERALS[found[2]]]}{found[3]}"


def place_logo(package: Package, part: str, root: etree._Element, brand: Brand) -> None:
    """Put the brand's logo in the place of each picture named `brand:logo`, inside its box; without a logo, none.

    A paragraph that held nothing but the picture goes with it, unless its cell would be left empty.
    """
    for properties in [item for item in root.iter(wp("docPr")) if item.get("name") == LOGO]:
        frame = properties.getparent()
        assert frame is not None
        extent = frame.find(wp("extent"))
        if brand.logo is None or extent is None:
            _remove_picture(frame)
            continue
        name = package.add_image(brand.logo.data, folder="/word/media")
        relationship = package.rels(part).add("image", name)
        box = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
        width, height = brand.logo.fit(*box)
        for item in [extent, *frame.iter(a("ext"))]:
            if item.get("cx") is not None:
                item.set("cx", str(width))
                item.set("cy", str(height))
        for blip in frame.iter(a("blip")):
            blip.set(r("embed"), relationship)
        properties.set("descr", brand.logo.name)


def _remove_picture(frame: etree._Element) -> None:
    drawing = frame.getparent()
    run = None if drawing is None else drawing.getparent()
    paragraph = None if run is None else run.getparent()
    if run is None or paragraph is None:
        return
    paragraph.remove(run)
    holder = paragraph.getparent()
    if holder is None or any(child.tag.endswith("}r") for child in paragraph):
        return
    if not holder.tag.endswith("}tc"):
        holder.remove(paragraph)


def drop_unused_images(package: Package, part: str, xml: str) -> None:
    """Remove the pictures that a part no longer shows, such as a template's own logo."""
    rels = package.rels(part)
    for item in list(rels.find_all("image")):
        if f'"{item.id}"' in xml:
            continue
        target = rels.target(item.id)
        rels.remove(item.id)
        if not any(_leads_to(package, other, target) for other in package.parts if other.endswith(".xml")):
            package.drop_part(target)


def _leads_to(package: Package, source: str, target: str) -> bool:
    rels = package.rels(source)
    return any(not item.external and rels.target(item.id) == target for item in rels)
