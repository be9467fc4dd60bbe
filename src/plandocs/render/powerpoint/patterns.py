"""A slide of the template, taken out of it as a whole, to be put back once or many times.

With a slide go the parts that are its own: notes, charts with their workbooks, diagrams, comments. Each copy gets them
anew under free names, so that editing one chart changes one slide. Pictures and films are shared; animations and
transitions are part of the slide and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from plandocs.render.package import Package
from plandocs.render.powerpoint.layouts import R
from plandocs.render.powerpoint.presentation import SLIDE_TYPE, cut_references
from plandocs.render.relationships import Relationship

_ELSEWHERE = frozenset({"slideLayout", "slideMaster", "notesMaster"})
"""Relationships to parts that stay in the package and are not copied."""
_SHARED = frozenset({"image", "media", "video", "audio", "font"})
_ONCE = frozenset({"comments"})
"""What goes with the first copy only: what somebody remarked on one slide was not said of ten."""
_DIGITS = re.compile(r"\d+(?=\.[^./]+$)")
_MONIKER = re.compile(rb'(<(?:\w+:)?sldMk\b[^>]*\bsldId=")\d+(")')
_COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pattern: its bytes, content type, and where its relationships lead."""

    data: bytes
    content_type: str
    rels: tuple[Relationship, ...]
    targets: Mapping[str, str]
    """Absolute part names by relationship id, for those that stay inside the file."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A template slide with all that is its own. `slide` and `layout` are part names, `identity` its slide id."""

    slide: str
    layout: str
    notes: str
    parts: Mapping[str, Part]


def take_pattern(package: Package, slide: str) -> Pattern:
    """Return a slide of the package, and what only belongs to it, as a pattern; the package stays as it is."""
    parts: dict[str, Part] = {}
    waiting = [slide]
    while waiting:
        name = waiting.pop()
        rels = package.rels(name)
        kept, targets = [], {}
        for item in rels:
            kind = item.type.rpartition("/")[2]
            if not item.external:
                target = rels.target(item.id)
                targets[item.id] = target
                if kind not in _ELSEWHERE and target in package.parts and target not in parts and kind != "slide":
                    waiting.append(target)
            kept.append(item)
        data = package.parts[name]
        parts[name] = Part(data, package.content_type(name), tuple(kept), targets)
    rels = package.rels(slide)
    return Pattern(slide, rels.target_of("slideLayout") or "", rels.target_of("notesSlide") or "", parts)


class Copying:
    """Puts a pattern into a package; told apart by `number`, the place of the new slide from 1 on."""

    def __init__(self, package: Package, pattern: Pattern, number: int, *, first: bool) -> None:
        self.package = package
        self.pattern = pattern
        self.slide = f"/ppt/slides/slide{number}.xml"
        self._number = number
        self._first = first
        self._names: dict[str, str] = {pattern.slide: self.slide}
        self.jumps: list[tuple[str, str, str]] = []
        """Links to other slides of the template: the part, its relationship, and the slide as the template calls it."""

    def put(self) -> str:
        """Add the slide and its parts, and return the slide's part name. Links to other slides are still to be led."""
        self._add(self.pattern.slide, SLIDE_TYPE)
        return self.slide

    @property
    def own_parts(self) -> Iterator[str]:
        """The names of the copied parts that hold XML, the slide first."""
        return (name for name in self._names.values() if self.package.content_type(name).endswith("xml"))

    @property
    def notes(self) -> str:
        """The part of the copied notes; empty where the template's slide has none."""
        return self._names.get(self.pattern.notes, "")

    def _add(self, source: str, content_type: str) -> None:
        part = self.pattern.parts[source]
        name = self._names[source]
        self.package.add_part(name, content_type, part.data)
        rels = self.package.rels(name)
        for item in list(rels):
            rels.remove(item.id)
        moved: dict[str, str] = {}
        gone: set[str] = set()
        for item in part.rels:
            target = self._target(item, part)
            if target is None:
                gone.add(item.id)
            else:
                moved[item.id] = rels.add(item.type, target, external=item.external)
                if target not in self.package.parts and item.type.rpartition("/")[2] == "slide":
                    self.jumps.append((name, moved[item.id], target))
        if gone:
            cut_references(self.package.xml(name), gone)
        if any(old != new for old, new in moved.items()):
            _rename(self.package.xml(name), moved)

    def _target(self, item: Relationship, part: Part) -> str | None:
        """Return where a relationship leads in the copy, None where it goes."""
        if item.external:
            return item.target
        target, kind = part.targets[item.id], item.type.rpartition("/")[2]
        if kind in _ELSEWHERE:
            return target
        if target in self._names:
            return self._names[target]
        if kind == "slide":
            return target
        if (kind in _ONCE and not self._first) or target not in self.pattern.parts:
            return None
        return self._shared(target) if kind in _SHARED else self._own(target, kind)

    def _shared(self, target: str) -> str:
        held, package = self.pattern.parts[target], self.package
        name = target
        if package.parts.get(target, held.data) != held.data:
            name = package.next_name(_pattern_of(target))
        if name not in package.parts:
            package.add_part(name, held.content_type, held.data)
        self._names[target] = name
        return name

    def _own(self, target: str, kind: str) -> str:
        package = self.package
        name = f"/ppt/notesSlides/notesSlide{self._number}.xml" if kind == "notesSlide" else target
        if name in package.parts:
            name = package.next_name(_pattern_of(target))
        self._names[target] = name
        self._add(target, self.pattern.parts[target].content_type)
        return name


def lead_jumps(package: Package, jumps: Iterable[tuple[str, str, str]], slides: Mapping[str, str]) -> None:
    """Lead links between slides to where those stand now; `slides` are the new part names by the template's."""
    for part, identity, target in jumps:
        rels = package.rels(part)
        rels.remove(identity)
        if target in slides:
            new = rels.add("slide", slides[target])
            _rename(package.xml(part), {identity: new})
        else:
            cut_references(package.xml(part), {identity})


def renumber_comments(package: Package, slide: str, identity: int) -> None:
    """Make the comments of a slide point to its new id."""
    for item in package.rels(slide).find_all(_COMMENTS):
        part = package.rels(slide).target(item.id)
        data = package.parts[part]
        package.set_part(part, _MONIKER.sub(rb"\g<1>" + str(identity).encode() + rb"\2", data))


def _pattern_of(name: str) -> str:
    """Return the pattern of a part's name: `/ppt/charts/chart7.xml` is one of `/ppt/charts/chart{}.xml`."""
    if _DIGITS.search(name):
        return _DIGITS.sub("{}", name, count=1)
    head, _, ending = name.rpartition(".")
    return f"{head}{{}}.{ending}"


def _rename(root: etree._Element, moved: Mapping[str, str]) -> None:
    """Give relationship ids their new names."""
    for node in root.iter():
        for key, value in node.attrib.items():
            if str(key).startswith(R) and value in moved:
                node.set(key, moved[str(value)])
