"""The presentation part: the template's own slides go, the deck's come in, sections are listed.

With a slide goes all that only it used: its notes, charts, pictures, embedded workbooks. What stays is what can be
reached from the package, so nothing of a sample deck travels into a customer's file.
"""

from __future__ import annotations

import uuid
from collections.abc import Container, Sequence

from lxml import etree

from plandocs.render.chart_book import CHART_TYPE, SHEET_TYPE
from plandocs.render.package import Package
from plandocs.render.powerpoint.layouts import A, P, R
from plandocs.render.powerpoint.shapes import Chart, chart_id
from plandocs.render.relationships import rels_name

SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
FIRST_SLIDE_ID = 256
_SECTIONS_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_NAMESPACE = uuid.UUID("6c1d9d0e-6f2b-4d57-9a55-2f6a8b0c7d11")
_BEFORE_SLIDES = (f"{P}sldMasterIdLst", f"{P}notesMasterIdLst", f"{P}handoutMasterIdLst")
_OF_SLIDES = (f"{P}custShowLst",)
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"
_LINKS = (f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver")
_FRAMES = (f"{P}pic", f"{P}graphicFrame", f"{P}contentPart")


def drop_slides(package: Package, main: str) -> None:
    """Take the template's slides out of the presentation, with its custom shows, sections and thumbnail."""
    root, rels = package.xml(main), package.rels(main)
    listed = root.find(f"{P}sldIdLst")
    if listed is not None:
        for item in listed:
            rels.remove(item.get(f"{R}id", ""))
        root.remove(listed)
    for tag in _OF_SLIDES:
        for item in root.findall(tag):
            root.remove(item)
    _drop_sections(root)
    _drop_links_to_slides(package, main)
    for thumbnail in list(package.rels().find_all("thumbnail")):
        package.rels().remove(thumbnail.id)


def _drop_links_to_slides(package: Package, main: str) -> None:
    """Take out what leads to a slide from elsewhere: the outline's view, links on layouts, a show of some slides."""
    for source in sorted(reachable(package) - {main}):
        if package.content_type(source) in (SLIDE_TYPE, _NOTES_TYPE) or not _leads_to_slide(package, source):
            continue
        gone = {item.id for item in package.rels(source).find_all("slide")}
        for identity in gone:
            package.rels(source).remove(identity)
        cut_references(package.xml(source), gone)
    settings = package.rels(main).target_of("presProps")
    if settings in package.parts and b"custShow" in package.parts[settings]:
        shown = package.xml(settings).find(f"{P}showPr")
        for item in [] if shown is None else [*shown.findall(f"{P}custShow"), *shown.findall(f"{P}sldRg")]:
            item.getparent().remove(item)  # type: ignore[union-attr]


def _leads_to_slide(package: Package, source: str) -> bool:
    return b'/slide"' in package.parts.get(rels_name(source), b"")


def cut_references(root: etree._Element, gone: Container[str]) -> None:
    """Take out what refers to relationships that are gone: of a link the link alone, else the element or its shape."""
    for node in list(root.iter()):
        if any(str(key).startswith(R) and value in gone for key, value in node.attrib.items()):
            _cut(node)


def _cut(node: etree._Element) -> None:
    if node.tag not in _LINKS:
        node = next((item for item in node.iterancestors() if item.tag in _FRAMES), node)
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def drop_unused(package: Package, before: set[str]) -> None:
    """Remove the parts that could be reached `before` and cannot be any more."""
    for part in sorted(before - reachable(package)):
        package.drop_part(part)


def add_slide(package: Package, number: int, layout: str, xml: str, charts: Sequence[Chart] = ()) -> str:
    """Add slide `number`, counted from 1, with its charts and return its part's name."""
    part = package.add_part(f"/ppt/slides/slide{number}.xml", SLIDE_TYPE, xml.encode())
    package.rels(part).add("slideLayout", layout)
    for place, chart in enumerate(charts, start=1):
        name = package.add_part(package.next_name("/ppt/charts/chart{}.xml"), CHART_TYPE, chart.xml.encode())
        book = package.add_part(package.next_name("/ppt/embeddings/chart-data{}.xlsx"), SHEET_TYPE, chart.book)
        package.rels(name).add("package", book)
        added = package.rels(part).add("chart", name)
        assert added == chart_id(place), "the slide names its charts before they are added"
    return part


def sections_of(package: Package, main: str) -> dict[str, str]:
    """Return the section that each slide of the template is in, by the slide's id."""
    found = {}
    for section in package.xml(main).iter(f"{{{_P14}}}section"):
        for item in section.iter(f"{{{_P14}}}sldId"):
            found[item.get("id", "")] = section.get("name", "")
    return found


def list_slides(package: Package, main: str, slides: Sequence[tuple[str, str]]) -> None:
    """Name the slides in the presentation, in order, and the sections of the slide sorter.

    `slides` are pairs of part and section; a slide without a section belongs to the one before it.
    """
    root, rels = package.xml(main), package.rels(main)
    listed = etree.Element(f"{P}sldIdLst")
    for number, (part, _) in enumerate(slides):
        item = etree.SubElement(listed, f"{P}sldId")
        item.set("id", str(FIRST_SLIDE_ID + number))
        item.set(f"{R}id", rels.add("slide", part))
    place = 0
    for child in root:
        if child.tag in _BEFORE_SLIDES:
            place = list(root).index(child) + 1
    root.insert(place, listed)
    if any(section for _, section in slides):
        _add_sections(root, [section for _, section in slides])


def _add_sections(root: etree._Element, sections: Sequence[str]) -> None:
    extensions = root.find(f"{P}extLst")
    if extensions is None:
        extensions = etree.SubElement(root, f"{P}extLst")
    holder = etree.SubElement(extensions, f"{P}ext")
    holder.set("uri", _SECTIONS_URI)
    listed = etree.SubElement(holder, f"{{{_P14}}}sectionLst", nsmap={"p14": _P14})
    slides: etree._Element | None = None
    current = None
    for number, name in enumerate(sections):
        if slides is None or (name and name != current):
            current = name
            section = etree.SubElement(listed, f"{{{_P14}}}section")
            section.set("name", name or "1")
            section.set("id", "{" + str(uuid.uuid5(_NAMESPACE, f"{number}:{name}")).upper() + "}")
            slides = etree.SubElement(section, f"{{{_P14}}}sldIdLst")
        etree.SubElement(slides, f"{{{_P14}}}sldId").set("id", str(FIRST_SLIDE_ID + number))


def _drop_sections(root: etree._Element) -> None:
    extensions = root.find(f"{P}extLst")
    if extensions is None:
        return
    for item in list(extensions):
        if item.get("uri") == _SECTIONS_URI:
            extensions.remove(item)
    if not len(extensions):
        root.remove(extensions)


def reachable(package: Package) -> set[str]:
    """Return the parts that relationships lead to, from the package on."""
    found: set[str] = set()
    waiting = ["/"]
    while waiting:
        source = waiting.pop()
        if source != "/" and rels_name(source) not in package.parts and not len(package.rels(source)):
            continue
        rels = package.rels(source)
        for item in rels:
            target = "" if item.external else rels.target(item.id)
            if target in package.parts and target not in found:
                found.add(target)
                waiting.append(target)
    return found
