"""The layouts of a template: which there are, where their placeholders are, and which one serves a slide.

A slide's layout is found by the brand's map, then by our own layouts' names, then by type. Placeholders that give no
place of their own inherit it from the master, as PowerPoint does. A layout that is not there is a located error with
the list of what is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from plandocs.errors import PlanError, Problem, did_you_mean
from plandocs.render.package import Package, parse_xml
from plandocs.render.powerpoint.geometry import EMU_PER_POINT, Box

if TYPE_CHECKING:
    from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

NAMES: Mapping[str, tuple[str, ...]] = {
    "cover": ("Cover", "Title Slide"),
    "section": ("Section", "Section Header"),
    "goals": ("Title on tint", "Title only", "Title Only"),
    "team": ("Title on tint", "Title only", "Title Only"),
    "asks": ("Call to action", "Title only", "Title Only"),
    "changes": ("Title on tint", "Title only", "Title Only"),
    "sign_off": ("Closing", "Title only", "Title Only"),
}
"""Layout names by slide kind, the first that the template has; `OTHERS` for kinds that are not named here."""
OTHERS = ("Title only", "Title Only")
TYPES: Mapping[str, tuple[str, ...]] = {"cover": ("title",), "section": ("secHead", "title")}
OTHER_TYPES = ("titleOnly", "obj", "tx", "objTx", "txAndObj")

_FOOT = frozenset({"ftr", "dt", "sldNum"})
_TITLES = frozenset({"title", "ctrTitle"})
_GROUNDS = {"bg1": "paper", "lt1": "paper", "bg2": "surface", "lt2": "surface", "tx2": "accent_strong"}
_GROUNDS |= {"dk2": "accent_strong", "tx1": "ink", "dk1": "ink", "accent1": "accent"}
_DEFAULT_TITLE = 26.0
_GAP = 11.0


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder of a layout: its type (`obj` where the file gives none), index, name, place, text size.

    `anchor` is where its text stands: `t`, `ctr`, `b`, or empty where the file says nothing.
    """

    type: str
    index: str
    name: str
    box: Box
    size: float | None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout of the template. `band` is the lower edge of what is drawn across its top, 0 for nothing."""

    part: str
    name: str
    type: str
    ground: str
    placeholders: tuple[Placeholder, ...]
    page: Box
    band: float = 0.0

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
        edges = [item.box.bottom + _GAP for item in (title, subtitle) if item is not None]
        top = max(edges, default=page.h * 0.18)
        top = max(top, self.band + _GAP + 4 if self.band else 0.0)
        foot = min((item.box.y for item in self.foot() if item.box.y > page.h / 2), default=page.h * 0.93)
        return Box(left, top, width, foot - _GAP - top)


@dataclass(frozen=True, slots=True)
class Layouts:
    """All layouts of a template, and how problems call the file."""

    items: tuple[Layout, ...]
    label: str

    def serving(self, kind: str, chosen: Mapping[str, str]) -> Layout:
        """Return the layout for a slide kind; `chosen` is the brand's map of kinds to names.

        Raises PlanError, naming what the template has, when there is none.
        """
        by_name = {item.name.casefold(): item for item in reversed(self.items)}
        wanted = chosen.get(kind)
        if wanted is not None:
            if wanted.casefold() not in by_name:
                raise self._missing(kind, f"the brand wants the layout '{wanted}' for {kind} slides", wanted)
            return by_name[wanted.casefold()]
        for name in NAMES.get(kind, OTHERS):
            if name.casefold() in by_name:
                return by_name[name.casefold()]
        for type_ in TYPES.get(kind, OTHER_TYPES):
            found = next((item for item in self.items if item.type == type_ and item.title()), None)
            if found is not None:
                return found
        raise self._missing(kind, f"no layout serves {kind} slides", NAMES.get(kind, OTHERS)[0])

    def _missing(self, kind: str, what: str, wanted: str) -> PlanError:
        names = [item.name for item in self.items]
        guess = did_you_mean(wanted, names)
        fix = guess or f"name one of the template's layouts in the brand file: layouts: {{{kind}: NAME}}"
        return PlanError(
            Problem(
                rule="missing-layout",
                message=f"{what}; the template has: {', '.join(names) or 'none'}",
                path=self.label,
                where=f"layout for {kind}",
                fix=fix,
            )
        )


def read_layouts(package: Package, main: str, label: str) -> Layouts:
    """Return the layouts of all masters, in the template's order."""
    root = package.xml(main)
    size = root.find(f"{P}sldSz")
    page = Box(0, 0, 960, 540)
    if size is not None:
        page = Box(0, 0, int(size.get("cx", "0")) / EMU_PER_POINT, int(size.get("cy", "0")) / EMU_PER_POINT)
    found: list[Layout] = []
    for reference in root.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId"):
        part = package.rels(main).target(reference.get(f"{R}id", ""))
        master = package.parts[part]
        for item in _layout_ids(master, label, part):
            name = package.rels(part).target(item)
            found.append(_layout(name, package.parts[name], master, page, label))
    return Layouts(tuple(found), label)


@lru_cache(maxsize=16)
def _layout_ids(master: bytes, label: str, part: str) -> tuple[str, ...]:
    """Return the relationships that lead from a master to its layouts, in order."""
    root = parse_xml(master, path=label, part=part)
    return tuple(item.get(f"{R}id", "") for item in root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"))


@lru_cache(maxsize=16)
def _master(data: bytes, label: str) -> tuple[Mapping[str, Placeholder], str]:
    """Return what layouts inherit from a master: placeholders by kind, and the ground."""
    root = parse_xml(data, path=label, part="slide master")
    return _master_placeholders(root), _ground(root) or "paper"


@lru_cache(maxsize=128)
def _layout(part: str, data: bytes, master: bytes, page: Box, label: str) -> Layout:
    """Return a layout; the same bytes are read once, however many decks are made of them."""
    root = parse_xml(data, path=label, part=part)
    inherited, ground = _master(master, label)
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
            placeholders.append(Placeholder(read.type, read.index, read.name, box, size, anchor))
    title = root.find(f"{P}cSld")
    name = title.get("name", "") if title is not None else ""
    band = _band(root, page)
    return Layout(part, name, root.get("type", ""), _ground(root) or ground, tuple(placeholders), page, band)


def _band(root: etree._Element, page: Box) -> float:
    """Return the lower edge of a shape drawn across the top of the page, such as a coloured band behind the title."""
    edges = []
    for shape in root.iter(f"{P}sp", f"{P}pic"):
        box = own_box(shape)
        if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None and box is not None:
            across = box.w >= 0.9 * page.w and box.y <= 0.05 * page.h
            edges += [box.bottom] if across and box.bottom <= 0.5 * page.h else []
    return max(edges, default=0.0)


def _master_placeholders(master: etree._Element) -> dict[str, Placeholder]:
    sizes = {}
    for tag, kind in (("titleStyle", "title"), ("bodyStyle", "body")):
        default = master.find(f"{P}txStyles/{P}{tag}/{A}lvl1pPr/{A}defRPr")
        if default is not None and default.get("sz"):
            sizes[kind] = int(default.get("sz", "0")) / 100
    found: dict[str, Placeholder] = {}
    for shape in master.iter(f"{P}sp"):
        read = _read(shape)
        if read is None:
            continue
        if read.box is None:
            continue
        above = _inherits(read.type)
        size = read.size or sizes.get(above)
        found.setdefault(above, Placeholder(read.type, read.index, read.name, read.box, size, read.anchor))
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


def _read(shape: etree._Element) -> _Own | None:
    """Return what a shape that is a placeholder says of itself."""
    mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    if mark is None:
        return None
    names = shape.find(f"{P}nvSpPr/{P}cNvPr")
    name = names.get("name", "") if names is not None else ""
    default = shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr")
    size = int(default.get("sz", "0")) / 100 if default is not None and default.get("sz") else None
    body = shape.find(f"{P}txBody/{A}bodyPr")
    anchor = body.get("anchor", "") if body is not None else ""
    return _Own(mark.get("type", "obj"), mark.get("idx", "0"), name, own_box(shape), size, anchor)


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


def _ground(root: etree._Element) -> str:
    """Return the role of a page's own background, or nothing where it has none that is a role's colour."""
    colour = root.find(f"{P}cSld/{P}bg/{P}bgPr/{A}solidFill/{A}schemeClr")
    if colour is None:
        colour = root.find(f"{P}cSld/{P}bg/{P}bgRef/{A}schemeClr")
    return _GROUNDS.get(colour.get("val", ""), "") if colour is not None else ""
