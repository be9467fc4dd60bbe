"""What a check sees of an Office file: its parts, and each part's tree, parsed once.

A rule is a small function that takes a `View` and yields findings: the place, and what is wrong there. It may
rely on well-formed trees: parts that are not well formed are reported by one rule and invisible to the
others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from lxml import etree

from plandocs.errors import PlanError, Problem, Severity
from plandocs.render.check.rows import Scan, scan_rows
from plandocs.render.check.tags import Tags, decoded, read_tags, values_in
from plandocs.render.package import Package, parse_xml, require_well_formed
from plandocs.render.relationships import Relationships, rels_name, rels_source

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "a16": "http://schemas.microsoft.com/office/drawing/2014/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}

_CELLS_START = re.compile(rb"<(?:\w+:)?sheetData(?:\s[^>]*)?(?<!/)>")
_CELLS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_READ_AT_ONCE = 1024
_FALLBACK = f"{{{NAMESPACES['mc']}}}Fallback"
T = TypeVar("T")
Finding = tuple[str, str]
"""Where (a part, a sheet and cell), and what is wrong."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its id, which is never reused, and the function that finds."""

    id: str
    find: Callable[[View], Iterable[Finding]]
    severity: Severity = "error"

    @property
    def reason(self) -> str:
        """Return in one line why the rule exists: the first line of the function's docstring."""
        return (self.find.__doc__ or "").partition("\n")[0]

    def problems(self, view: View) -> Iterator[Problem]:
        """Return the rule's findings as problems of the file."""
        for where, message in self.find(view):
            yield Problem(rule=self.id, message=message, severity=self.severity, path=view.name, where=where)


class View:
    """A package for reading, with its trees parsed once and its unreadable parts set aside."""

    def __init__(self, package: Package) -> None:
        package.flush()
        self.package = package
        self.name = package.name
        self.bad_xml: list[Finding] = []
        self._roots: dict[str, etree._Element | None] = {}
        self._rels: dict[str, Relationships] = {}
        self._shared: dict[Callable[[View], object], object] = {}
        self._by_type: dict[str, list[str]] = {}
        for part in sorted(package.parts):
            self._by_type.setdefault(package.content_type(part), []).append(part)
        self._by_ending: dict[str, list[str]] = {}
        self._tags: dict[str, Tags | None] = {}
        self._values: dict[tuple[str, str, str], set[str]] = {}
        self._sound: dict[str, bool] = {}
        self._root_tags: dict[str, str] = {}
        self._scans: dict[str, Scan] = {}

    def root(self, part: str) -> etree._Element | None:
        """Return the root element of a part; None when it is absent, no XML, or not well formed.

        The root of a worksheet is without its cells, which are read as bytes (see `sheets.py`).
        """
        if part not in self._roots:
            self._roots[part] = self._parse(part) if self.is_xml(part) else None
        return self._roots[part]

    def rels(self, source: str = "/") -> Relationships:
        """Return the relationships of a part; none when they cannot be read."""
        if source not in self._rels:
            try:
                self._rels[source] = self.package.rels(source)
            except PlanError as error:
                self.bad_xml += [(rels_name(source), problem.message) for problem in error.problems]
                self._rels[source] = Relationships(source)
        return self._rels[source]

    def tags(self, part: str) -> Tags | None:
        """Return the different tags of an XML part; None where only its tree tells them apart."""
        if part not in self._tags:
            read = _tags_of_template if self.package.is_shared(part) else read_tags
            self._tags[part] = read(self.package.parts[part]) if self.is_xml(part) else None
        return self._tags[part]

    def once(self, part: str) -> bytes:
        """Return the different tags of a part one after the other, for searches that look at a single tag.

        Worksheets are given whole: what there is to know of their cells comes from `scan`.
        """
        tags = None if part in self.parts("worksheet+xml") else self.tags(part)
        return self.package.parts[part] if tags is None else tags.once

    def values(self, part: str, element: str, attribute: str) -> set[str]:
        """Return the values that an attribute has in such elements of a part: `values(p, "w:pStyle", "w:val")`.

        Reads the different tags, which is many times faster than the tree, when the prefix is the usual one and no
        twin for older programs (`mc:Fallback`) repeats ids; else the tree, without such twins.
        """
        key = (part, element, attribute)
        if key not in self._values:
            tags = self._plain_tags(part, element)
            found = None if tags is None else tags.values(element, attribute)
            self._values[key] = set(self._values_in_tree(part, element, attribute) if found is None else found)
        return self._values[key]

    def repeated(self, part: str, element: str, attribute: str) -> list[str]:
        """Return the values that an attribute has more than once in such elements of a part."""
        tags, start = self._plain_tags(part, element), f"<{element}".encode()
        if tags is not None and tags.once.count(start) == self.package.parts[part].count(start):
            values = tags.values(element, attribute)
            if values is not None:
                return repeated(values)  # no tag is there twice
        return repeated(self.sequence(part, element, attribute))

    def sequence(self, part: str, element: str, attribute: str) -> list[str]:
        """Return the value of an attribute in each such element of a part, in order."""
        tags, data = self._plain_tags(part, element), self.package.parts[part]
        if tags is None:
            return self._values_in_tree(part, element, attribute)
        if f"<{element}".encode() not in tags.once:
            return []
        found = values_in(data, element, attribute)
        is_odd = len(found) != data.count(f"<{element} ".encode()) and tags.values(element, attribute) is None
        return self._values_in_tree(part, element, attribute) if is_odd else decoded(found)

    def _plain_tags(self, part: str, element: str) -> Tags | None:
        """Return a part's tags when an element can be told by its prefix, and stands there once for all programs."""
        prefix = element.partition(":")[0]
        tags = self.tags(part)
        if tags is None or f'xmlns:{prefix}="{NAMESPACES[prefix]}"'.encode() not in tags.once:
            return None
        return None if b"Fallback" in tags.once else tags

    def _values_in_tree(self, part: str, element: str, attribute: str) -> list[str]:
        if element.partition(":")[2].encode() not in self.package.parts[part]:
            return []
        root = self.root(part)
        if root is None:
            return []
        name = tag(attribute) if ":" in attribute else attribute
        items = [item for item in root.iter(tag(element)) if next(item.iterancestors(_FALLBACK), None) is None]
        return [item.get(name, "") for item in items if name in item.attrib]

    def root_tag(self, part: str) -> str:
        """Return the root element's name in lxml's form, without a tree; empty where `root` would be None."""
        if part not in self._root_tags:
            self._root_tags[part] = self._find_root_tag(part)
        return self._root_tags[part]

    def _find_root_tag(self, part: str) -> str:
        if part in self._roots:
            root = self._roots[part]
            return "" if root is None else str(root.tag)
        if not self.is_well_formed(part):
            return ""
        parser = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True)
        data = self.package.parts[part]
        for start in range(0, len(data), _READ_AT_ONCE):
            parser.feed(data[start : start + _READ_AT_ONCE])
            for event in parser.read_events():
                if event is not None and isinstance(event[1], etree._Element):
                    return str(event[1].tag)
        return ""

    def is_well_formed(self, part: str) -> bool:
        """Return whether a part is well-formed XML; one that is XML and is not goes among `bad_xml`, once."""
        if part in self._roots:
            return self._roots[part] is not None
        if part not in self._sound:
            self._sound[part] = self.is_xml(part) and self._read_through(part)
        return self._sound[part]

    def _read_through(self, part: str) -> bool:
        if self.package.is_from_tree(part):
            return True
        try:
            if self.package.is_shared(part):
                _require_template_part(self.package.parts[part], self.name, part)
            else:
                require_well_formed(self.package.parts[part], path=self.name, part=part)
        except PlanError as error:
            self.bad_xml += [(part, problem.message) for problem in error.problems]
            return False
        return True

    def require_well_formed(self, part: str) -> None:
        """Put an XML part among `bad_xml` when it is not well formed."""
        if part.endswith(".rels"):
            self.rels(rels_source(part))
        else:
            self.is_well_formed(part)

    def is_xml(self, part: str) -> bool:
        """Return whether a part is present and XML by its content type or name."""
        if part not in self.package.parts:
            return False
        content_type = self.package.content_type(part)
        return content_type.endswith(("+xml", "/xml")) or part.endswith((".xml", ".rels"))

    def parts(self, ending: str, *needles: bytes) -> list[str]:
        """Return the XML parts whose content type ends so: `slide+xml`, `worksheet+xml`.

        With needles, only those with a tag that holds one of them: a search is far cheaper than a tree.
        """
        if ending not in self._by_ending:
            groups = [parts for kind, parts in self._by_type.items() if kind.endswith(ending)]
            self._by_ending[ending] = sorted(part for parts in groups for part in parts)
        found = self._by_ending[ending]
        return [part for part in found if not needles or any(needle in self.once(part) for needle in needles)]

    def parts_of_type(self, ending: str) -> list[str]:
        """Return the parts, XML or not, whose content type ends so."""
        return sorted(part for kind, parts in self._by_type.items() if kind.endswith(ending) for part in parts)

    def roots(self, ending: str, *needles: bytes) -> list[tuple[str, etree._Element]]:
        """Return name and root of the parts `parts` gives, without those that are not well formed."""
        found = [(part, self.root(part)) for part in self.parts(ending, *needles)]
        return [(part, root) for part, root in found if root is not None]

    def shared(self, make: Callable[[View], T]) -> T:
        """Return what `make` gathers from this view, gathered once for all rules."""
        if make not in self._shared:
            self._shared[make] = make(self)
        return self._shared[make]  # type: ignore[return-value]

    def main(self) -> str:
        """Return the name of the main part, or an empty text when the package has none."""
        part = self.target_of("/", "officeDocument")
        return part or ""

    def target_of(self, source: str, relationship: str) -> str | None:
        """Return the first target of a type that is really there."""
        return next(iter(self.targets_of(source, relationship)), None)

    def targets_of(self, source: str, relationship: str) -> list[str]:
        """Return the internal targets of a type that are really there, in order."""
        rels = self.rels(source)
        found = [rels.target(item.id) for item in rels.find_all(relationship) if not item.external]
        return [part for part in found if part in self.package.parts]

    def scan(self, part: str) -> Scan:
        """Return what the rows of a worksheet part hold, as its bytes are."""
        if part not in self._scans:
            self._scans[part] = scan_rows(self.package.parts[part])
        return self._scans[part]

    def _is_proved(self, part: str) -> bool:
        """Return whether a worksheet is well formed for certain, from its distinct cells alone."""
        proof = self.scan(part).proof
        if proof is None:
            return False
        try:
            require_well_formed(proof, path=self.name, part=part)
        except PlanError:
            return False  # the whole is read then, and told with its own message
        return True

    def _parse(self, part: str) -> etree._Element | None:
        if self._sound.get(part) is False:
            return None  # reported already
        data = self.package.parts[part]
        try:
            cells = self.package.content_type(part).endswith("worksheet+xml")
            if cells and part not in self._sound and not self._is_proved(part):
                require_well_formed(data, path=self.name, part=part)
            return parse_xml(without_cells(data) if cells else data, path=self.name, part=part)
        except PlanError as error:
            self.bad_xml += [(part, problem.message) for problem in error.problems]
            return None


def without_cells(data: bytes) -> bytes:
    """Return a worksheet's XML with the content of its sheetData taken out; other XML as it is."""
    start = _CELLS_START.search(data)
    end = _CELLS_END.search(data, max(0, data.rfind(b"</", 0, max(0, data.rfind(b"sheetData")))))
    return data if start is None or end is None else data[: start.end()] + data[end.start() :]


def xpath(expression: str) -> Callable[[etree._Element], list[etree._Element]]:
    """Return a compiled XPath that gives elements."""
    return etree.XPath(expression, namespaces=NAMESPACES)  # type: ignore[return-value]


def xpath_texts(expression: str) -> Callable[[etree._Element], list[str]]:
    """Return a compiled XPath that gives attribute values."""
    return etree.XPath(expression, namespaces=NAMESPACES, smart_strings=False)  # type: ignore[return-value]


def tag(name: str) -> str:
    """Return a prefixed name in lxml's form: `w:p` → `{http://…}p`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def repeated(values: Iterable[str]) -> list[str]:
    """Return the values that occur more than once, each once, in first order."""
    return [value for value, count in Counter(values).items() if count > 1]


_tags_of_template = lru_cache(maxsize=64)(read_tags)
"""The parts that many documents share are read once."""


@lru_cache(maxsize=64)
def _require_template_part(data: bytes, path: str, part: str) -> None:
    require_well_formed(data, path=path, part=part)
