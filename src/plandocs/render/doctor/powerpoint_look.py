"""How a PowerPoint template looks to a careful reader: pictures, fonts, and text that cannot be read on its ground."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.errors import PlanError, Problem
from plandocs.render.doctor import common
from plandocs.render.drawing_colours import shade_of
from plandocs.render.package import Package
from plandocs.render.powerpoint.layouts import A, Layout, P, Placeholder
from plandocs.render.powerpoint.logo import NAME, ON_DARK
from plandocs.render.powerpoint.orders import read_order

_FONT = re.compile(rb'<a:latin\s[^>]*?typeface="([^"+][^"]*)"')
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_ALIASES = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2", "phClr": "accent1"}
_LARGE, _LARGE_BOLD = 18.0, 14.0
_TITLES = ("title", "ctrTitle")


def look(
    package: Package, serving: Sequence[Layout], brand: Brand, label: str, named: common.Places
) -> Iterator[Problem]:
    """Yield what a careful reader would object to in a template, dressed in the brand."""
    pages = [part for part in named if part.startswith(("/ppt/slideMasters/", "/ppt/slideLayouts/"))]
    for part in (*pages, *kept_slides(package)):
        try:
            yield from _pictures(package.parse(part), label, named[part])
        except PlanError as error:
            yield from error.problems
    yield from _together(problem for layout in serving for problem in _faint(package, layout, brand, label))
    parts = [(part, package.parts[part]) for part in pages]
    used = common.fonts_matching(_FONT, parts, lambda part: named[part])
    yield from common.fonts_not_at_hand(used, _embedded(package), brand, label)


def kept_slides(package: Package) -> list[str]:
    """Return the template's slides that stay: those with an order in their notes that does not drop them."""
    main = package.main_part()
    found = []
    for number, item in enumerate(package.rels(main).find_all("slide"), start=1):
        slide = package.rels(main).target(item.id)
        notes = package.rels(slide).target_of("notesSlide")
        if notes in package.parts and notes is not None:
            order, problems = read_order(deepcopy(package.parse(notes)), number, package.name)
            if order is not None and not problems:
                found.append(slide)
    return found


def _together(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield findings that say the same of several placeholders once, with the first and how many more."""
    groups: dict[str, list[Problem]] = {}
    for item in problems:
        groups.setdefault(item.message, []).append(item)
    for group in groups.values():
        more = f" and {len(group) - 1} more" if len(group) > 1 else ""
        yield replace(group[0], where=f"{group[0].where}{more}")


def _pictures(root: etree._Element, label: str, where: str) -> Iterator[Problem]:
    for picture in root.iter(f"{P}pic"):
        names = picture.find(f"{P}nvPicPr/{P}cNvPr")
        name = "" if names is None else names.get("name", "")
        told = names is not None and (names.get("descr") or names.find(f".//{_DECORATIVE}") is not None)
        if name in (NAME, ON_DARK) or told:
            continue
        message = f"the picture '{name}' has no alternative text, so who cannot see it learns nothing"
        fix = "in PowerPoint: View, Slide Master, right-click the picture, View Alt Text; or mark it as decorative"
        yield common.problem("template-alt-text", message, label, where, fix=fix)


def _embedded(package: Package) -> list[str]:
    """Return the families that the file brings along."""
    listed = package.parse(package.main_part()).iterfind(f"{P}embeddedFontLst/{P}embeddedFont/{P}font")
    return [font.get("typeface", "") for font in listed]


def _faint(package: Package, layout: Layout, brand: Brand, label: str) -> Iterator[Problem]:
    """Yield the placeholders of a layout whose text cannot be read on the layout's ground."""
    if layout.band or not _is_plain(package, layout):
        return
    masters = package.rels(layout.part).target_of("slideMaster")
    master = package.parse(masters) if masters in package.parts and masters else None
    ground = brand.colors[layout.ground]
    own = package.parse(layout.part)
    for item in layout.placeholders:
        color = _text_color(own, master, item, brand)
        if color is not None:
            size = item.size or (24.0 if item.type in _TITLES else 14.0)
            large = size >= _LARGE or (item.type in _TITLES and size >= _LARGE_BOLD)
            where = f"layout '{layout.name}', placeholder '{item.name}'"
            yield from common.too_faint(color, ground, "text in", label, where, large=large)


def _is_plain(package: Package, layout: Layout) -> bool:
    """Return whether a layout's ground is one of the brand's colours, and no picture, gradient or colour of its own."""
    masters = package.rels(layout.part).target_of("slideMaster")
    for part in (layout.part, masters):
        ground = package.parse(part).find(f"{P}cSld/{P}bg") if part in package.parts and part else None
        if ground is not None:
            return next(ground.iter(f"{A}schemeClr"), None) is not None and not any(
                True for _ in ground.iter(f"{A}gradFill", f"{A}blipFill", f"{A}pattFill", f"{A}srgbClr")
            )
    return True


def _text_color(layout: etree._Element, master: etree._Element | None, item: Placeholder, brand: Brand) -> str | None:
    """Return the colour of a placeholder's first level: its own, its master's, or that of the master's text styles."""
    above = "title" if item.type in _TITLES else item.type
    for root, by_index in ((layout, True), (master, False)):
        for shape in root.iter(f"{P}sp") if root is not None else ():
            mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if mark is None:
                continue
            if mark.get("idx", "0") == item.index if by_index else mark.get("type", "obj") == above:
                fill = shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr/{A}solidFill")
                if fill is not None:
                    return resolved(fill, brand)
    style = "titleStyle" if item.type in _TITLES else "bodyStyle"
    found = None if master is None else master.find(f"{P}txStyles/{P}{style}/{A}lvl1pPr/{A}defRPr/{A}solidFill")
    return None if found is None else resolved(found, brand)


def resolved(fill: etree._Element, brand: Brand) -> str | None:
    """Return the colour of a solid fill in the brand as six hex digits, or None where it is of another kind."""
    slots = brand.theme_slots()
    named = slots | {name: slots[slot] for name, slot in _ALIASES.items() if slot in slots}
    found = shade_of(fill, named)
    return None if found is None else found.color
