"""Checks of any Office file: entries, content types, relationships, drawings and charts.

Each of these faults makes Office offer to repair the file, or loses a part without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from plandocs.render.check.view import NAMESPACES, Finding, Rule, View, repeated, tag, xpath, xpath_texts
from plandocs.render.package import sniff_image
from plandocs.render.relationships import rels_name, rels_source

_MAIN_ROOTS = (tag("w:document"), tag("p:presentation"), tag("x:workbook"))
_IDENTITIES = re.compile(rb'\sId="([^"]*)"')
_ANY_PICTURE = ("image/png", "image/jpeg", "image/gif")
_SIZES = tuple(map(tag, ("a:ext", "a:chExt", "a:off", "a:chOff", "wp:extent")))
_OFFSET = tag("wp:posOffset")
_SIDES = ("cx", "cy", "x", "y")
_ODD_SIZES = tuple(
    (start, re.compile(start + rest))
    for start, rest in (
        (b' cx="', rb'(?!\d+")'),
        (b' cy="', rb'(?!\d+")'),
        (b' x="', rb'(?!-?\d+")'),
        (b' y="', rb'(?!-?\d+")'),
        (b"posOffset>", rb"(?!-?\d+<)"),
    )
)
"""For each place of a number: what it begins with, which is found far faster than the pattern for an odd one."""
_AXES = xpath_texts("//c:axId/@val | //c:crossAx/@val")
_AXIS_DEFINITIONS = xpath_texts("//c:plotArea/*[c:crossAx]/c:axId/@val")
_NUMBERS = xpath("//c:numCache/c:pt/c:v | //c:numLit/c:pt/c:v")


def main_part(view: View) -> Iterator[Finding]:
    """Office opens a file through its main part.

    Strict Open XML is another format with the same extension.
    """
    part = view.main()
    root = view.root_tag(part)
    if not root:
        yield part or "/", "the file has no readable document, presentation or workbook part"
    elif root not in _MAIN_ROOTS:
        strict = "purl.oclc.org" in root
        yield part, "the file is Strict Open XML: save it as an ordinary one" if strict else f"root {root}"


def duplicate_parts(view: View) -> Iterator[Finding]:
    """Part names are compared without case: of two equal ones, Office keeps one."""
    for name in repeated(part.casefold() for part in view.package.parts):
        yield name, "two parts have this name"


def well_formed(view: View) -> Iterator[Finding]:
    """A part that is no well-formed XML, a control character in it included, cannot be opened."""
    for part in sorted(view.package.parts):
        view.require_well_formed(part)
    yield from view.bad_xml


def part_content_type(view: View) -> Iterator[Finding]:
    """A part without a content type is not loaded."""
    for part in sorted(view.package.parts):
        if not view.package.content_type(part):
            yield part, "the part has no content type"


def dangling_relationship(view: View) -> Iterator[Finding]:
    """A relationship must lead to a part that is in the file."""
    for source in _sources(view):
        rels = view.rels(source)
        for item in rels:
            if item.external or item.target.startswith("#"):
                continue
            target = rels.target(item.id)
            if target not in view.package.parts:
                yield rels_name(source), f"{item.id} leads to {target}, which is not in the file"


def orphan_relationships(view: View) -> Iterator[Finding]:
    """Relationships of a part that is gone."""
    for source in _sources(view):
        if source != "/" and source not in view.package.parts:
            yield rels_name(source), f"the part {source} these relationships belong to is not in the file"


def duplicate_relationship_id(view: View) -> Iterator[Finding]:
    """Relationship ids are unique within their part."""
    for part, data in sorted(view.package.parts.items()):
        if part.endswith(".rels"):
            for identity in repeated(value.decode() for value in _IDENTITIES.findall(data)):
                yield part, f"two relationships are called {identity}"


def unknown_relationship_id(view: View) -> Iterator[Finding]:
    """An id used in a part's XML must be among its relationships."""
    namespace = NAMESPACES["r"].encode()
    for part in sorted(view.package.parts):
        data = b"" if part.endswith(".rels") else view.once(part)
        if namespace not in data:
            continue
        prefixes = b"|".join(sorted(set(re.findall(rb'xmlns:([\w.-]+)="' + namespace + b'"', data))))
        pattern = rb' (?:%s):\w+="([^"]*)"' % prefixes
        used = {value.decode() for value in re.findall(pattern, data)} if prefixes else set[str]()
        known = {item.id for item in view.rels(part)} | {""}
        for identity in sorted(used - known):
            yield part, f"{identity} is used and not among the part's relationships"


def orphan_part(view: View) -> Iterator[Finding]:
    """A part no relationship leads to is dead weight, and may carry a template's old content."""
    reached = {"/"}
    todo = ["/"]
    while todo:
        rels = view.rels(todo.pop())
        targets = {rels.target(item.id) for item in rels if not item.external} - reached
        reached |= targets
        todo += sorted(targets)
    for part in sorted(view.package.parts):
        if part not in reached and not part.endswith(".rels"):
            yield part, "no relationship leads to the part"


def picture_type(view: View) -> Iterator[Finding]:
    """A picture must be what its content type says."""
    for part, data in sorted(view.package.parts.items()):
        declared = view.package.content_type(part)
        if declared in _ANY_PICTURE and (sniff_image(data) or ("", ""))[1] != declared:
            yield part, f"the picture is declared as {declared} and is not"


def drawing_size(view: View) -> Iterator[Finding]:
    """Positions and sizes of shapes are whole numbers, and sizes not negative."""
    for part in sorted(view.package.parts):
        data = b"" if part.endswith(".rels") else view.once(part)
        if b"drawingml" not in data:
            continue
        is_odd = _has_odd_size_in_template if view.package.is_shared(part) else _has_odd_size
        root = view.root(part) if is_odd(data) else None
        if root is None:
            continue
        sizes = [(name, item.get(name)) for item in root.iter(*_SIZES) for name in _SIDES]
        sizes += [("x", item.text or "") for item in root.iter(_OFFSET)]
        for name, value in sizes:
            digits = value if name in ("cx", "cy") or value is None else value.removeprefix("-")
            if digits is not None and not digits.isdecimal():
                yield part, f"a shape has the position or size {value!r}"


def _has_odd_size(tags: bytes) -> bool:
    return any(start in tags and odd.search(tags) for start, odd in _ODD_SIZES)


_has_odd_size_in_template = lru_cache(maxsize=64)(_has_odd_size)


def chart_axes(view: View) -> Iterator[Finding]:
    """Axis ids are not negative, and every axis a chart names is defined."""
    for part, root in view.roots("drawingml.chart+xml"):
        used = _AXES(root)
        for value in sorted({value for value in used if not value.isdecimal()}):
            yield part, f"the axis id {value} is negative or no number"
        for value in sorted(set(used) - set(_AXIS_DEFINITIONS(root))):
            yield part, f"the axis {value} is used and not defined"


def chart_numbers(view: View) -> Iterator[Finding]:
    """A stored chart value is a finite number."""
    for part, root in view.roots("drawingml.chart+xml"):
        for item in _NUMBERS(root):
            if not is_number(item.text or ""):
                yield part, f"a chart holds the value {item.text!r}"


def chart_sharing(view: View) -> Iterator[Finding]:
    """A chart is of one page or sheet, and its workbook of one chart: a copy that shares them loses its values."""
    for ending, what, relationship in (
        ("drawingml.chart+xml", "chart", "chart"),
        ("spreadsheetml.sheet", "workbook of a chart", "package"),
    ):
        wanted = set(view.parts_of_type(ending))
        found: dict[str, set[str]] = {}
        for source in _sources(view) if wanted else []:
            for target in set(view.targets_of(source, relationship)) & wanted:
                found.setdefault(target, set()).add(source)
        for target, sources in sorted(found.items()):
            if len(sources) > 1:
                yield target, f"{' and '.join(sorted(sources))} share this {what}"


def is_number(text: str) -> bool:
    """Return whether a stored value is a finite number in XML's notation."""
    try:
        value = float(text)
    except ValueError:
        return False
    return value - value == 0


def _sources(view: View) -> list[str]:
    return [rels_source(part) for part in sorted(view.package.parts) if part.endswith(".rels")]


RULES = (
    Rule("package-main-part", main_part),
    Rule("package-duplicate-part", duplicate_parts),
    Rule("package-part-type", part_content_type),
    Rule("package-dangling-relationship", dangling_relationship),
    Rule("package-orphan-relationships", orphan_relationships),
    Rule("package-duplicate-relationship", duplicate_relationship_id),
    Rule("package-unknown-relationship", unknown_relationship_id),
    Rule("package-orphan-part", orphan_part, severity="warning"),
    Rule("package-picture-type", picture_type),
    Rule("drawing-size", drawing_size),
    Rule("chart-axis", chart_axes),
    Rule("chart-number", chart_numbers),
    Rule("chart-sharing", chart_sharing),
)

LAST_RULES = (Rule("package-bad-xml", well_formed),)
"""Run after all others: only the parts whose trees nobody asked for are still to be read."""
