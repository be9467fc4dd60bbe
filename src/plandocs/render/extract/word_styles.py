"""Adds to a Word template the styles of ours that it lacks, with the lists that some of them need."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from plandocs.render.package import Package
from plandocs.render.word import finish
from plandocs.render.word.names import WML, W, tag
from plandocs.render.word.styles import bring_along, read_styles
from plandocs.resources import bundled

_OURS = "word/plan.docx"
_NUMBERING = "/word/numbering.xml"


def add_styles(package: Package, main: str, styles: str, names: Sequence[str]) -> None:
    """Add styles of our own template by name. Headings come without their numbers, lists with a list of their own."""
    ours = Package.open((bundled("templates") / _OURS).read_bytes(), name=_OURS)
    our_main = ours.main_part()
    root = package.xml(styles)
    before = {style.id for style in read_styles(root)}
    bring_along(root, names, ours.parse(finish.styles_part(ours, our_main, _OURS)))
    numbers: dict[str, str] = {}
    for style in read_styles(root):
        if style.id in before:
            continue
        properties = style.xml.find(f"{tag('pPr')}/{tag('numPr')}")
        instance = None if properties is None else properties.find(tag("numId"))
        if properties is None or instance is None:
            continue
        if style.xml.find(f"{tag('pPr')}/{tag('outlineLvl')}") is not None:
            _without_number(properties)
            continue
        old = instance.get(tag("val"), "")
        if old not in numbers:
            numbers[old] = _add_list(package, main, ours.parse(ours.rels(our_main).target_of("numbering") or ""), old)
        instance.set(tag("val"), numbers[old])
    package.flush()


def drop_dangling(package: Package, styles: str) -> int:
    """Remove references from styles to styles that are not there, which Word overlooks, and return how many."""
    root = package.xml(styles)
    ids = {style.id for style in read_styles(root)}
    count = 0
    for style in root.iterchildren(tag("style")):
        for kind in ("basedOn", "next", "link"):
            item = style.find(tag(kind))
            if item is not None and item.get(tag("val"), "") not in ids:
                style.remove(item)
                count += 1
    package.flush()
    return count


def drop_old_effects(package: Package, main: str) -> None:
    """Remove the second styles part of Word 2010, which no later Word reads and which contradicts changed styles."""
    rels = package.rels(main)
    for item in list(rels.find_all("stylesWithEffects")):
        part = rels.target(item.id)
        rels.remove(item.id)
        if part in package.parts:
            package.drop_part(part)


def _without_number(properties: etree._Element) -> None:
    parent = properties.getparent()
    assert parent is not None
    parent.remove(properties)
    indent = parent.find(tag("ind"))
    if indent is not None:
        parent.remove(indent)


def _add_list(package: Package, main: str, ours: etree._Element, number: str) -> str:
    """Add one of our lists to the template's and return the number of its instance."""
    root = _numbering(package, main)
    instance = next(item for item in ours.iterchildren(tag("num")) if item.get(tag("numId")) == number)
    of = instance.find(tag("abstractNumId"))
    wanted = "" if of is None else of.get(tag("val"), "")
    abstract = next(item for item in ours.iterchildren(tag("abstractNum")) if item.get(tag("abstractNumId")) == wanted)
    copy = deepcopy(abstract)
    fresh = _next(root, "abstractNum", "abstractNumId")
    copy.set(tag("abstractNumId"), fresh)
    for unique in ("nsid", "tmpl"):
        item = copy.find(tag(unique))
        if item is not None:
            copy.remove(item)
    others = root.findall(tag("abstractNum"))
    root.insert(root.index(others[-1]) + 1 if others else 0, copy)
    made = _next(root, "num", "numId")
    item = etree.Element(tag("num"))
    item.set(tag("numId"), made)
    etree.SubElement(item, tag("abstractNumId")).set(tag("val"), fresh)
    instances = root.findall(tag("num"))
    root.insert(root.index(instances[-1] if instances else copy) + 1, item)
    return made


def _next(root: etree._Element, kind: str, attribute: str) -> str:
    used = [int(item.get(tag(attribute), "0")) for item in root.iterchildren(tag(kind))]
    return str(max(used, default=0) + 1)


def _numbering(package: Package, main: str) -> etree._Element:
    """Return the tree of the numbering part, which is made where there is none."""
    part = package.rels(main).target_of("numbering")
    if part is None or part not in package.parts:
        empty = etree.tostring(etree.Element(tag("numbering"), nsmap={"w": W}))
        part = package.add_part(_NUMBERING, f"{WML}.numbering+xml", empty)
        package.rels(main).add("numbering", part)
    return package.xml(part)
