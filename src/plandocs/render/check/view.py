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
from typing import TypeVar

from lxml import etree

from plandocs.errors import PlanError, Problem, Severity
from plandocs.render.package import Package, parse_xml, require_well_formed

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
        self._shared: dict[Callable[[View], object], object] = {}
        self._by_ending: dict[str, list[tuple[str, etree._Element]]] = {}

    def root(self, part: str) -> etree._Element | None:
        """Return the root element of a part; None when it is absent, no XML, or not well formed.

        The root of a worksheet is without its cells, which are read as bytes (see `sheets.py`).
        """
        if part not in self._roots:
            self._roots[part] = self._parse(part) if self.is_xml(part) else None
        return self._roots[part]

    def is_xml(self, part: str) -> bool:
        """Return whether a part is present and XML by its content type or name."""
        if part not in self.package.parts:
            return False
        content_type = self.package.content_type(part)
        return content_type.endswith(("+xml", "/xml")) or part.endswith((".xml", ".rels"))

    def roots(self, ending: str) -> list[tuple[str, etree._Element]]:
        """Return name and root of each part whose content type ends so: `slide+xml`, `worksheet+xml`."""
        if ending not in self._by_ending:
            types = self.package.content_type
            named = [(part, self.root(part)) for part in sorted(self.package.parts) if types(part).endswith(ending)]
            self._by_ending[ending] = [(part, root) for part, root in named if root is not None]
        return self._by_ending[ending]

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
        rels = self.package.rels(source)
        found = [rels.target(item.id) for item in rels.find_all(relationship) if not item.external]
        return [part for part in found if part in self.package.parts]

    def _parse(self, part: str) -> etree._Element | None:
        data = self.package.parts[part]
        try:
            if self.package.content_type(part).endswith("worksheet+xml"):
                require_well_formed(data, path=self.name, part=part)
                data = without_cells(data)
            return parse_xml(data, path=self.name, part=part)
        except PlanError as error:
            self.bad_xml += [(part, problem.message) for problem in error.problems]
            return None


def without_cells(data: bytes) -> bytes:
    """Return a worksheet's XML with the content of its sheetData taken out; other XML as it is."""
    start, end = _CELLS_START.search(data), _CELLS_END.search(data)
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
