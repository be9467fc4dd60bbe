"""The layouts of a template: which there are, where their placeholders and slots are, and what ground they give.

Placeholders that give no place of their own inherit it from the master, as PowerPoint does. Which layout serves which
slide is the matter of `choosing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from plandocs.render.package import Package, parse_xml
from plandocs.render.powerpoint.geometry import EMU_PER_POINT, Box
from plandocs.render.powerpoint.grounds import Ground, ground_of

if TYPE_CHECKING:
    from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

SLOT = "plandocs:"
"""How the name of a shape begins that marks the place of a block."""

_DRAWN = frozenset({"card", "person", "closed", "link", "today", "line"})
"""Names of shapes that we draw ourselves, on slides that somebody made a template of."""
_COPY = re.compile(r"\s+\d+$")
"""What PowerPoint puts behind the name of a shape that was copied from a layout."""
_FOOT = frozenset({"ftr", "dt", "sldNum"})
_TITLES = frozenset({"title", "ctrTitle"})
_DEFAULT_TITLE = 26.0
_GAP = 11.0
_THIN = 8.0
"""The height, in points, up to which a shape is a line."""
_INSET = (7.2, 7.2)
"""Margins of text where no file says any."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder of a layout: its type (`obj` where the file gives none), index, name, place, text size.

    `anchor` is where its text stands: `t`, `ctr`, `b`, or empty where the file says nothing. One that is `moved` stands
    elsewhere on slides than on the layout.
    """

    type: str
    index: str
    name: str
    box: Box
    size: float | None
    anchor: str = ""
    moved: bool = False
    align: str = ""
    """The side its text stands at, `l`, `ctr` or `r`; empty where neither layout nor master says."""
    inset: tuple[float, float] = (7.2, 7.2)
    """The margins of its text at the left and right, in points."""
    bare: bool = False
    """Whether the layout gives no sample text: some readers then lose the look that slides inherit."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout of the template. `band` is the lower edge of what is drawn across its top, 0 for nothing.

    `slots` are pairs of a name and a box: where shapes named `plandocs:<block>` stand. `scheme` are pairs of a theme
    slot and the name by which the master's colour map calls it, empty for the usual map. `direction` is `rtl` where
    text runs from right to left unless a paragraph says otherwise.
    """

    part: str
    name: str
    type: str
    ground: str
    placeholders: tuple[Placeholder, ...]
    page: Box
    band: float = 0.0
    rule: float = 0.0
    """The lower edge of a thin line drawn just below the title, 0 for none."""
    slots: tuple[tuple[str, Box], ...] = ()
    scheme: tuple[tuple[str, str], ...] = ()
    direction: str = ""

    def title(self) -> Placeholder | None:
        """Return the title placeholder."""
        return next((item for item in self.placeholders if item.type in _TITLES), None)

    def subtitle(self) -> Placeholder | None:
        """Return the placeholder for the line below the title."""
        typed = next((item for item in self.placeholders if item.type == "subTitle"), None)
        return typed or next((item for item in self.placeholders if item.name.casefold() == "subtitle"), None)

    def named(self, name: str) -> Placeholder | None:
        """Return a placeholder by name, without regard to case."""
        return next((item for item in self.placeholders if item.name.casefold() == name.casefold()), None)

    def foot(self) -> list[Placeholder]:
        """Return the footer, date and slide number placeholders."""
        return [item for item in self.placeholders if item.type in _FOOT]

    def content(self) -> list[Placeholder]:
        """Return the placeholders for a slide's body."""
        subtitle = self.subtitle()
        return [
            item
            for item in self.placeholders
            if item.type not in _FOOT and item.type not in _TITLES and item is not subtitle and item.type != "pic"
        ]

    def free(self) -> Box:
        """Return what lies below the title and above the foot."""
        return self._below_title(None)

    def lift(self, title_height: float) -> float:
        """Return by how much subtitle and body move up below a title whose text is only so high.

        Nothing moves below a title that stands at the middle or foot of its box, or on a band.
        """
        title = self.title()
        if title is None or title.anchor != "t" or self.band or self.content():
            return 0.0
        return max(0.0, title.box.h - title_height)

    def region(self, *, with_subtitle: bool, lift: float = 0.0) -> Box:
        """Return where a slide's body goes: its content placeholders, else what is free below the title."""
        subtitle = self.subtitle() if with_subtitle else None
        content = self.content()
        if content:
            region = content[0].box
            for item in content[1:]:
                region = region.around(item.box)
            floor = subtitle.box.bottom + 6 if subtitle else region.y
            return region if floor <= region.y else Box(region.x, floor, region.w, region.bottom - floor)
        region = self._below_title(subtitle)
        return Box(region.x, region.y - lift, region.w, region.h + lift)

    def _below_title(self, subtitle: Placeholder | None) -> Box:
        title = self.title()
        page = self.page
        left = title.box.x if title else page.w * 0.045
        width = title.box.w if title else page.w * 0.91
        if title is not None and title.align in ("", "l"):
            left, width = left + title.inset[0], width - sum(title.inset)
        edges = [item.box.bottom + _GAP for item in (title, subtitle) if item is not None]
        top = max(edges, default=page.h * 0.18)
        top = max(top, self.band + _GAP + 4 if self.band else 0.0, self.rule + _GAP if self.rule else 0.0)
        foot = min((item.box.y for item in self.foot() if item.box.y > page.h / 2), default=page.h * 0.93)
        return Box(left, top, width, foot - _GAP - top)


@dataclass(frozen=True, slots=True)
class Layouts:
    """All layouts of a template, and how problems call the file."""

    items: tuple[Layout, ...]
    label: str


def read_layouts(package: Package, main: str, label: str) -> Layouts:
    """Return the layouts of all masters, in the template's order."""
    root = package.xml(main)
    size = root.find(f"{P}sldSz")
    page = Box(0, 0, 960, 540)
    if size is not None:
        page = Box(0, 0, int(size.get("cx", "0")) / EMU_PER_POINT, int(size.get("cy", "0")) / EMU_PER_POINT)
    rtl = _default_direction(root)
    found: list[Layout] = []
    for reference in root.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId"):
        part = package.rels(main).target(reference.get(f"{R}id", ""))
        master = package.parts[part]
        for item in _layout_ids(master, label, part):
            name = package.rels(part).target(item)
            found.append(_layout(name, package.parts[name], master, page, label, rtl))
    return Layouts(tuple(found), label)


def _default_direction(presentation: etree._Element) -> str:
    """Return `rtl` where text that says nothing of its direction runs from right to left."""
    first = presentation.find(f"{P}defaultTextStyle/{A}lvl1pPr")
    return "rtl" if first is not None and first.get("rtl") in ("1", "true") else ""


@lru_cache(maxsize=16)
def _layout_ids(master: bytes, label: str, part: str) -> tuple[str, ...]:
    """Return the relationships that lead from a master to its layouts, in order."""
    root = parse_xml(master, path=label, part=part)
    return tuple(item.get(f"{R}id", "") for item in root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"))


@lru_cache(maxsize=16)
def _master(data: bytes, label: str) -> tuple[Mapping[str, Placeholder], Ground, tuple[Box, ...]]:
    """Return what layouts inherit from a master: placeholders by kind, the ground, and its thin lines."""
    root = parse_xml(data, path=label, part="slide master")
    return _master_placeholders(root), ground_of(root, None), tuple(_thin_lines(root))


@lru_cache(maxsize=128)
def _layout(part: str, data: bytes, master: bytes, page: Box, label: str, direction: str) -> Layout:
    """Return a layout; the same bytes are read once, however many decks are made of them."""
    root = parse_xml(data, path=label, part=part)
    inherited, above_ground, lines = _master(master, label)
    placeholders = []
    for shape in root.iter(f"{P}sp"):
        read = _read(shape)
        if read is None:
            continue
        above = inherited.get(_inherits(read.type))
        box = read.box or (above.box if above else None)
        if box is not None:
            size = read.size or (above.size if above else None)
            anchor = read.anchor or (above.anchor if above else "")
            align = read.align or (above.align if above else "")
            inset = _inset(read.inset, above.inset if above else _INSET)
            placeholders.append(
                Placeholder(
                    read.type, read.index, read.name, box, size, anchor, align=align, inset=inset, bare=read.bare
                )
            )
    lines = (*_thin_lines(root), *(lines if root.get("showMasterSp") != "0" else ()))
    title = root.find(f"{P}cSld")
    ground = ground_of(root, above_ground)
    return Layout(
        part=part,
        name=title.get("name", "") if title is not None else "",
        type=root.get("type", ""),
        ground=ground.role,
        placeholders=tuple(placeholders),
        page=page,
        band=_band(root, page),
        rule=_rule(lines, placeholders),
        slots=tuple(_slots(root, placeholders)),
        scheme=ground.scheme,
        direction=direction,
    )


def _slots(root: etree._Element, placeholders: Sequence[Placeholder]) -> Iterator[tuple[str, Box]]:
    """Yield the slots of a layout: its own shapes and its placeholders that are named `plandocs:<block>`."""
    for item in placeholders:
        if name := slot_name(item.name):
            yield name, item.box
    for shape in slot_shapes(root):
        box = own_box(shape)
        if box is not None and not is_placeholder(shape):
            yield slot_name(shape_name(shape)), box


def slot_name(name: str) -> str:
    """Return what a slot of this name asks for; empty for other shapes, those of an earlier deck among them."""
    if not name.casefold().startswith(SLOT):
        return ""
    asked = _COPY.sub("", name[len(SLOT) :]).strip()
    return "" if ":" in asked or asked in _DRAWN else asked


def slot_shapes(root: etree._Element) -> list[etree._Element]:
    """Return the shapes of a page that are slots."""
    return [shape for shape in root.iter(f"{P}sp") if slot_name(shape_name(shape))]


def is_placeholder(shape: etree._Element) -> bool:
    """Return whether a shape is a placeholder: on a layout, such a shape is not shown."""
    return shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is not None


def shape_name(shape: etree._Element) -> str:
    """Return the name of a shape, picture, group or frame."""
    names = shape.find(f"./*/{P}cNvPr")
    return names.get("name", "") if names is not None else ""


def _band(root: etree._Element, page: Box) -> float:
    """Return the lower edge of a shape drawn across the top of the page, such as a coloured band behind the title."""
    edges = []
    for shape in root.iter(f"{P}sp", f"{P}pic"):
        box = own_box(shape)
        if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None and box is not None:
            across = box.w >= 0.9 * page.w and box.y <= 0.05 * page.h
            edges += [box.bottom] if across and box.bottom <= 0.5 * page.h else []
    return max(edges, default=0.0)


def _thin_lines(root: etree._Element) -> Iterator[Box]:
    """Yield the places of what is drawn as a line across a page: shapes and connectors that are wide and very low."""
    for shape in root.iter(f"{P}sp", f"{P}cxnSp"):
        box = own_box(shape)
        if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None and box is not None and box.h <= _THIN <= box.w:
            yield box


def _rule(lines: Sequence[Box], placeholders: Sequence[Placeholder]) -> float:
    """Return the lower edge of a line drawn just below the title, so that nothing touches it; 0 for none."""
    title = next((item for item in placeholders if item.type in _TITLES), None)
    if title is None:
        return 0.0
    foot = title.box.bottom
    return max((line.bottom for line in lines if foot - _THIN <= line.y <= foot + 2 * _THIN), default=0.0)


def _master_placeholders(master: etree._Element) -> dict[str, Placeholder]:
    sizes, sides = {}, {}
    for tag, kind in (("titleStyle", "title"), ("bodyStyle", "body")):
        default = master.find(f"{P}txStyles/{P}{tag}/{A}lvl1pPr/{A}defRPr")
        if default is not None and default.get("sz"):
            sizes[kind] = int(default.get("sz", "0")) / 100
        level = master.find(f"{P}txStyles/{P}{tag}/{A}lvl1pPr")
        sides[kind] = level.get("algn", "") if level is not None else ""
    found: dict[str, Placeholder] = {}
    for shape in master.iter(f"{P}sp"):
        read = _read(shape)
        if read is None:
            continue
        if read.box is None:
            continue
        above = _inherits(read.type)
        size = read.size or sizes.get(above)
        align = read.align or sides.get(above, "")
        inset = _inset(read.inset, _INSET)
        found.setdefault(
            above,
            Placeholder(
                read.type, read.index, read.name, read.box, size, read.anchor, align=align, inset=inset, bare=False
            ),
        )
    return found


def _inherits(kind: str) -> str:
    """Return the kind of master placeholder that a layout's placeholder inherits from."""
    if kind in _TITLES:
        return "title"
    return kind if kind in _FOOT else "body"


@dataclass(frozen=True, slots=True)
class _Own:
    """What a placeholder says of itself; the rest it inherits."""

    type: str
    index: str
    name: str
    box: Box | None
    size: float | None
    anchor: str
    align: str
    inset: tuple[float | None, float | None]
    bare: bool


def _read(shape: etree._Element) -> _Own | None:
    """Return what a shape that is a placeholder says of itself."""
    mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    if mark is None:
        return None
    name = shape_name(shape)
    default = shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr")
    size = int(default.get("sz", "0")) / 100 if default is not None and default.get("sz") else None
    body = shape.find(f"{P}txBody/{A}bodyPr")
    anchor = body.get("anchor", "") if body is not None else ""
    level = shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")
    align = level.get("algn", "") if level is not None else ""
    bare = not any(item.text for item in shape.iter(f"{A}t"))
    sides = [body.get(side) if body is not None else None for side in ("lIns", "rIns")]
    left, right = (int(side) / EMU_PER_POINT if side is not None else None for side in sides)
    place = own_box(shape)
    return _Own(mark.get("type", "obj"), mark.get("idx", "0"), name, place, size, anchor, align, (left, right), bare)


def _inset(own: tuple[float | None, float | None], above: tuple[float, float]) -> tuple[float, float]:
    """Return the margins that a placeholder has: its own, else those of the one that it inherits from."""
    left, right = (said if said is not None else given for said, given in zip(own, above, strict=True))
    return left, right


def own_box(shape: etree._Element) -> Box | None:
    """Return the place that a shape gives itself."""
    offset, extent = shape.find(f"{P}spPr/{A}xfrm/{A}off"), shape.find(f"{P}spPr/{A}xfrm/{A}ext")
    if offset is None or extent is None:
        return None
    return Box(
        int(offset.get("x", "0")) / EMU_PER_POINT,
        int(offset.get("y", "0")) / EMU_PER_POINT,
        int(extent.get("cx", "0")) / EMU_PER_POINT,
        int(extent.get("cy", "0")) / EMU_PER_POINT,
    )


def title_size(placeholder: Placeholder) -> float:
    """Return the size that a title has by its layout and master."""
    return placeholder.size or _DEFAULT_TITLE
