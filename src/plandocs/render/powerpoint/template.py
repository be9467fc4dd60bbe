"""A template made ready: in the brand, without its slides, its layouts and the slides it wants kept read.

This is done once for a template and a brand; a deck begins as a copy of the package.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from plandocs.brand.model import Brand
from plandocs.errors import PlanError, Problem
from plandocs.render.guard import refuse_damage, refuse_harm
from plandocs.render.own_accents import keep_own_accents
from plandocs.render.package import Package, serialise
from plandocs.render.powerpoint.footers import make_footers_readable
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.layouts import (
    Layouts,
    P,
    R,
    is_placeholder,
    own_box,
    read_layouts,
    shape_name,
    slot_name,
    slot_shapes,
)
from plandocs.render.powerpoint.logo import place_logos
from plandocs.render.powerpoint.orders import MARK, Order, read_order
from plandocs.render.powerpoint.patterns import Pattern, take_pattern
from plandocs.render.powerpoint.presentation import drop_slides, drop_unused, reachable, sections_of
from plandocs.render.powerpoint.slots import unknown_slots
from plandocs.render.powerpoint.theming import restyle

TEMPLATE = "powerpoint/kickoff.pptx"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_OTHER_MAIN_TYPES = ("presentationml.template.main+xml", "presentationml.slideshow.main+xml")


@dataclass(frozen=True, slots=True)
class Kept:
    """A slide of the template that stays. `number` is its place in the template, for messages.

    `leads` says that it stands before the samples, `slots` are pairs of a name and a box on it.
    """

    order: Order
    pattern: Pattern
    number: int
    leads: bool
    section: str = ""
    slots: tuple[tuple[str, Box], ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """A template ready to be copied."""

    package: Package
    layouts: Layouts
    kept: tuple[Kept, ...] = field(default=())


@lru_cache(maxsize=4)
def ready(template: bytes, brand: Brand) -> Ready:
    """Return a template in the brand and without its slides. Raises PlanError for one that cannot be used."""
    label = brand.template_label(TEMPLATE)
    package = Package.open(template, name=label)
    main = package.main_part()
    refuse_harm(package)
    foreign = TEMPLATE in brand.own_templates or template != brand.templates.get(TEMPLATE)
    if foreign:
        refuse_damage(package)
        keep_own_accents(package)
    _require_presentation(package, main)
    restyle(package, brand)
    before = reachable(package)
    kept = _kept_slides(package, main)
    drop_slides(package, main)
    layouts = read_layouts(package, main, label)
    problems = unknown_slots(_layout_slots(layouts), (), label)
    if problems:
        raise PlanError(problems)
    _hide_slots(package, layouts)
    if foreign:
        make_footers_readable(package, layouts)
    masters = [package.rels(main).target(item.id) for item in package.rels(main).find_all("slideMaster")]
    place_logos(package, [*masters, *(item.part for item in layouts.items)], brand)
    if not any("comment" in part.casefold() for item in kept for part in item.pattern.parts):
        _drop_authors(package, main)
    drop_unused(package, before)
    package.flush()
    return Ready(package, layouts, tuple(kept))


def _require_presentation(package: Package, main: str) -> None:
    """Take a template or slide show for a presentation; refuse what is another kind of file."""
    kind = package.content_type(main)
    if kind.endswith(_OTHER_MAIN_TYPES):
        package.set_content_type(main, _MAIN_TYPE)
    elif kind != _MAIN_TYPE:
        message = "the template is no PowerPoint presentation"
        raise PlanError(
            Problem(rule="template-format", message=message, path=package.name, fix="save it in PowerPoint as .pptx")
        )


def _kept_slides(package: Package, main: str) -> list[Kept]:
    """Return the slides whose notes ask to be kept. Raises PlanError with all that is wrong with their orders."""
    root, rels = package.xml(main), package.rels(main)
    sections = sections_of(package, main)
    found: list[Kept] = []
    problems: list[Problem] = []
    samples = 0
    listed = root.findall(f"{P}sldIdLst/{P}sldId")
    for number, item in enumerate(listed, start=1):
        slide = rels.target(item.get(f"{R}id", ""))
        order, wrong = _order_of(package, slide, number)
        problems += wrong
        if order is None:
            samples += 1
            continue
        slots = _take_slots(package, slide)
        problems += unknown_slots(((name, f"slide {number}") for name, _ in slots), (), package.name)
        _drop_show_links(package, slide)
        pattern = take_pattern(package, slide)
        section = sections.get(item.get("id", ""), "")
        found.append(Kept(order, pattern, number, samples == 0, section, tuple(slots)))
    if problems:
        raise PlanError(problems)
    if samples == 0:
        found = [Kept(item.order, item.pattern, item.number, False, item.section, item.slots) for item in found]
    return found


def _order_of(package: Package, slide: str, number: int) -> tuple[Order | None, list[Problem]]:
    notes = package.rels(slide).target_of("notesSlide")
    if notes is None or notes not in package.parts or MARK[:-1].encode() not in package.parts[notes].lower():
        return None, []
    root = package.parse(notes)
    order, problems = read_order(root, number, package.name)
    package.set_part(notes, serialise(root))
    return order, problems


def _take_slots(package: Package, slide: str) -> list[tuple[str, Box]]:
    """Take the slots out of a slide and return them; a slot without a place of its own has its layout's."""
    root = package.parse(slide)
    layout = package.rels(slide).target_of("slideLayout")
    found = []
    for shape in slot_shapes(root):
        box = own_box(shape) or _inherited_box(shape, package.parse(layout) if layout else None)
        parent = shape.getparent()
        if parent is not None and box is not None:
            parent.remove(shape)
            found.append((slot_name(shape_name(shape)), box))
    if found:
        package.set_part(slide, serialise(root))
    return found


def _inherited_box(shape: etree._Element, layout: etree._Element | None) -> Box | None:
    mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    if mark is None or layout is None:
        return None
    for item in layout.iter(f"{P}sp"):
        above = item.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if above is not None and above.get("idx", "0") == mark.get("idx", "0"):
            return own_box(item)
    return None


def _drop_show_links(package: Package, slide: str) -> None:
    """Take out links to custom shows, which go with the samples they show."""
    if b"ppaction://customshow" not in package.parts[slide]:
        return
    root = package.parse(slide)
    for node in list(root.iter()):
        parent = node.getparent()
        if parent is not None and str(node.get("action", "")).startswith("ppaction://customshow"):
            parent.remove(node)
    package.set_part(slide, serialise(root))


def _layout_slots(layouts: Layouts) -> list[tuple[str, str]]:
    return [(name, f"layout '{item.name}'") for item in layouts.items for name, _ in item.slots]


def _hide_slots(package: Package, layouts: Layouts) -> None:
    """Take the shapes that mark slots out of the layouts, where every slide would show them."""
    for layout in (item for item in layouts.items if item.slots):
        for shape in slot_shapes(package.xml(layout.part)):
            parent = shape.getparent()
            if parent is not None and not is_placeholder(shape):
                parent.remove(shape)


def _drop_authors(package: Package, main: str) -> None:
    """Take out the names of those who commented on the samples."""
    rels = package.rels(main)
    for item in [*rels.find_all("commentAuthors"), *rels.find_all("authors")]:
        rels.remove(item.id)
