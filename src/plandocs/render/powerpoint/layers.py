"""What lies below the text of a slide: the page's background and the shapes on it, from bottom to top.

Everything is read from the file: the slide's own background, its layout's or its master's, the colour map that is in
force, the shapes that master and layout draw, and the slide's own. A picture, an effect or a gradient of unknown
colours is a layer of unknown colour, so that nothing is claimed of text on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plandocs.brand.contrast import mix
from plandocs.render.drawing_colours import Shade, shade_of
from plandocs.render.package import Package
from plandocs.render.powerpoint.geometry import EMU_PER_POINT, Box
from plandocs.render.powerpoint.layouts import A, P, own_box

if TYPE_CHECKING:
    from lxml import etree

_USUAL = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_FILLS = ("noFill", "solidFill", "gradFill", "pattFill", "blipFill", "grpFill")
_UNKNOWN: tuple[Shade, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """A filled area: every colour that it has, none where its colours are unknown."""

    box: Box
    shades: tuple[Shade, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """A slide's page and those that it inherits from, and its theme's colours as they are called on it."""

    slide: etree._Element
    layout: etree._Element
    master: etree._Element
    slots: Mapping[str, str]


def read_pages(package: Package, slide: str) -> Pages:
    """Return a slide with its layout, its master and its colours; KeyError where the file lacks one of them."""
    return pages_of(package, package.parse(slide), package.rels(slide).target_of("slideLayout") or "")


def pages_of(package: Package, slide: etree._Element, layout: str) -> Pages:
    """Return a slide's tree, or the layout's own, with the layout of a name, its master and its colours."""
    master = package.rels(layout).target_of("slideMaster") or ""
    theme = package.rels(master).target_of("theme") or ""
    roots = [slide, package.parse(layout), package.parse(master)]
    own = {}
    for item in package.parse(theme).iterfind(f".//{A}clrScheme/*"):
        found = shade_of(item, {})
        own[item.tag.rpartition("}")[2]] = found.color if found is not None else ""
    return Pages(roots[0], roots[1], roots[2], own | {name: own.get(slot, "") for name, slot in _map(roots).items()})


def _map(roots: Sequence[etree._Element]) -> dict[str, str]:
    """Return which slot each name of text and background stands for: the slide's map, its layout's or its master's."""
    slide, layout, master = roots
    overrides = [root.find(f"{P}clrMapOvr/{A}overrideClrMapping") for root in (slide, layout)]
    found = next((item for item in overrides if item is not None), master.find(f"{P}clrMap"))
    return {name: (found.get(name) if found is not None else None) or slot for name, slot in _USUAL.items()}


def layers_below(pages: Pages, page: Box) -> list[Layer]:
    """Return the layers below everything that the slide itself draws."""
    found = [Layer(page, _background(pages))]
    shown = pages.slide.get("showMasterSp", "1") in ("1", "true")
    if shown and pages.layout.get("showMasterSp", "1") in ("1", "true"):
        found += _drawn(pages.master, pages.slots)
    if shown:
        found += _drawn(pages.layout, pages.slots)
    return found


def _background(pages: Pages) -> tuple[Shade, ...]:
    for root in (pages.slide, pages.layout, pages.master):
        found = root.find(f"{P}cSld/{P}bg")
        if found is None:
            continue
        reference = found.find(f"{P}bgRef")
        if reference is not None:  # plain fills are numbered 1001 and 1; others of the theme may be gradients
            shade = shade_of(reference, pages.slots)
            return (shade,) if shade is not None and reference.get("idx") in ("1", "1001") else _UNKNOWN
        properties = found.find(f"{P}bgPr")
        return fill_of(properties, pages.slots) or _UNKNOWN
    return (Shade(pages.slots.get("bg1") or "FFFFFF"),)


def _drawn(root: etree._Element, slots: Mapping[str, str]) -> Iterator[Layer]:
    """Yield what a master or layout draws itself; its placeholders are not shown on slides."""
    tree = root.find(f"{P}cSld/{P}spTree")
    for node, box in shapes_of(tree):
        if node.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None:
            layer = layer_of(node, box, slots)
            if layer is not None:
                yield layer


def shapes_of(tree: etree._Element | None, place: Placement | None = None) -> Iterator[tuple[etree._Element, Box]]:
    """Yield every shape, picture and frame with its place on the page, those in groups too, from bottom to top."""
    place = place or Placement()
    for node in tree if tree is not None else ():
        if node.tag == f"{P}grpSp":
            yield from shapes_of(node, place.inside(node))
        elif node.tag in (f"{P}sp", f"{P}pic", f"{P}graphicFrame"):
            yield node, place.on_page(own_box(node) or _frame_box(node))


@dataclass(frozen=True, slots=True)
class Placement:
    """How places inside a group become places on the page: scaled, then moved, in points."""

    x: float = 0.0
    y: float = 0.0
    across: float = 1.0
    down: float = 1.0

    def on_page(self, box: Box) -> Box:
        """Return a box of the group where it is on the page."""
        return Box(self.x + box.x * self.across, self.y + box.y * self.down, box.w * self.across, box.h * self.down)

    def inside(self, group: etree._Element) -> Placement:
        """Return the placement for what is in a group."""
        frame = group.find(f"{P}grpSpPr/{A}xfrm")
        if frame is None:
            return self
        outer, inner = _frame(frame, "off", "ext"), _frame(frame, "chOff", "chExt")
        if not inner.w or not inner.h:
            return self
        across, down = outer.w / inner.w, outer.h / inner.h
        return Placement(
            self.x + (outer.x - inner.x * across) * self.across,
            self.y + (outer.y - inner.y * down) * self.down,
            self.across * across,
            self.down * down,
        )


def _frame_box(node: etree._Element) -> Box:
    frame = node.find(f"{P}xfrm")
    return _frame(frame, "off", "ext") if frame is not None else Box(0, 0, 0, 0)


def _frame(frame: etree._Element, corner: str, size: str) -> Box:
    offset, extent = frame.find(f"{A}{corner}"), frame.find(f"{A}{size}")
    if offset is None or extent is None:
        return Box(0, 0, 0, 0)
    numbers = (offset.get("x", "0"), offset.get("y", "0"), extent.get("cx", "0"), extent.get("cy", "0"))
    return Box(*(int(number) / EMU_PER_POINT for number in numbers))


def layer_of(node: etree._Element, box: Box, slots: Mapping[str, str]) -> Layer | None:
    """Return the area that a shape covers; None for one without a fill."""
    if node.tag == f"{P}pic":
        return Layer(box, _UNKNOWN)
    properties = node.find(f"{P}spPr")
    fill = fill_of(properties, slots)
    if fill is None:  # the shape says nothing: its style does, where it has one
        reference = node.find(f"{P}style/{A}fillRef")
        if reference is None or reference.get("idx", "0") == "0":
            return None
        shade = shade_of(reference, slots)
        fill = (shade,) if shade is not None and reference.get("idx") == "1" else _UNKNOWN
    elif properties is not None and properties.find(f"{A}noFill") is not None:
        return None
    return Layer(box, fill)


def fill_of(properties: etree._Element | None, slots: Mapping[str, str]) -> tuple[Shade, ...] | None:
    """Return the colours of the fill that is said here; None where nothing is said, empty for none or unknown ones."""
    if properties is None:
        return None
    fill = next((node for node in properties if node.tag.rpartition("}")[2] in _FILLS), None)
    if fill is None:
        return None
    kind = fill.tag.rpartition("}")[2]
    if kind == "solidFill":
        nodes = [fill]
    elif kind == "gradFill":
        nodes = list(fill.iterfind(f"{A}gsLst/{A}gs"))
    elif kind == "pattFill":
        nodes = [*fill.iterfind(f"{A}fgClr"), *fill.iterfind(f"{A}bgClr")]
    else:
        nodes = []
    shades = [shade_of(node, slots) for node in nodes]
    return tuple(shade for shade in shades if shade is not None) if all(shades) else _UNKNOWN


def colours_at(layers: Sequence[Layer], x: float, y: float) -> tuple[str, ...]:
    """Return the colours that may be seen at a point, as six hex digits; none where they are unknown."""
    seen: tuple[str, ...] = ()
    for layer in layers:
        if not (layer.box.x <= x <= layer.box.right and layer.box.y <= y <= layer.box.bottom):
            continue
        if any(shade.cover < 1 for shade in layer.shades):
            seen = tuple(mix(below, shade.color, shade.cover) for below in seen for shade in layer.shades)
        else:
            seen = tuple(shade.color for shade in layer.shades)
    return seen
