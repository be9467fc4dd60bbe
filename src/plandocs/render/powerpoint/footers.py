"""Makes the footers of a company's template readable: date, footer and slide number too faint for their ground.

Office's own template has them in a grey that is too light for small text, and most companies' templates are made of it.
Each such colour on a layout becomes the nearest one that can be read; everything else is left as the template has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from plandocs.brand.contrast import READABLE, contrast, until_readable
from plandocs.render.package import Package
from plandocs.render.powerpoint.contrast_check import color_of, grounds_at, look_of, styles_of, text_place
from plandocs.render.powerpoint.layers import layers_below, pages_of
from plandocs.render.powerpoint.layouts import A, Layouts, P

if TYPE_CHECKING:
    from plandocs.render.powerpoint.layers import Pages

_FEET = ("ftr", "dt", "sldNum")


def make_footers_readable(package: Package, layouts: Layouts) -> None:
    """Darken, or on dark pages lighten, the footers of all layouts where they are too faint."""
    for layout in layouts.items:
        root = package.xml(layout.part)
        pages = pages_of(package, root, layout.part)
        below = layers_below(pages, layout.page)
        places = {(item.type, item.index): item.box for item in layout.foot()}
        for shape in root.iter(f"{P}sp"):
            mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            kind = mark.get("type", "") if mark is not None else ""
            body = shape.find(f"{P}txBody")
            if mark is None or kind not in _FEET or body is None:
                continue
            place = places.get((kind, mark.get("idx", "0")))
            if place is None:
                continue
            grounds = grounds_at(text_place(body, place, styles_of(shape, pages, None)), below)
            better = _better(shape, pages, grounds)
            if better:
                _set_color(body, better)


def _better(shape: etree._Element, pages: Pages, grounds: tuple[str, ...]) -> str:
    """Return the nearest readable colour; empty where the colour can be read, or is not known."""
    looks = [found for style in styles_of(shape, pages, None) if (found := look_of(style, 1)) is not None]
    color = color_of(looks, pages.slots)
    if color is None or len(grounds) != 1 or contrast(color, grounds[0]) >= READABLE:
        return ""
    toward = max(("000000", "FFFFFF"), key=lambda end: contrast(end, grounds[0]))
    return until_readable(color, grounds[0], toward)


def _set_color(body: etree._Element, color: str) -> None:
    """Give the first level of a placeholder's text a colour."""
    style = body.find(f"{A}lstStyle")
    if style is None:
        style = etree.Element(f"{A}lstStyle")
        body.insert(1, style)
    level = style.find(f"{A}lvl1pPr")
    if level is None:
        level = etree.Element(f"{A}lvl1pPr")
        style.insert(1 if style.find(f"{A}defPPr") is not None else 0, level)
    look = level.find(f"{A}defRPr")
    if look is None:
        look = etree.SubElement(level, f"{A}defRPr")
    for old in look.findall(f"{A}solidFill"):
        look.remove(old)
    fill = etree.Element(f"{A}solidFill")
    etree.SubElement(fill, f"{A}srgbClr", val=color)
    look.insert(1 if look.find(f"{A}ln") is not None else 0, fill)
