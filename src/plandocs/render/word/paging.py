"""Pages: paper, portrait and landscape sections, and the headers that go with them."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from plandocs.render.package import Package
from plandocs.render.relationships import rels_name
from plandocs.render.word.names import r, tag

PAPERS: Mapping[str, tuple[int, int]] = {"A4": (11906, 16838), "Letter": (12240, 15840)}
"""Width and height of a sheet, in twentieths of a point."""
_SIZE, _MARGIN = tag("pgSz"), tag("pgMar")
_TABLE_STYLE = re.compile(r"(<w:tblPr><w:tblStyle [^>]*/>)(?!<w:tblpPr|<w:tblOverlap)")
_W, _H, _ORIENT = tag("w"), tag("h"), tag("orient")
_AFTER_SIZE = ("pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols")


def set_paper(section: etree._Element, paper: str) -> None:
    """Set a section's paper; it stays portrait or landscape."""
    size = _size(section)
    width, height = PAPERS[paper]
    if size.get(_ORIENT) == "landscape":
        width, height = height, width
    size.set(_W, str(width))
    size.set(_H, str(height))
    if tag("code") in size.attrib:
        del size.attrib[tag("code")]


def text_width(section: etree._Element, *, landscape: bool = False) -> int:
    """Return the width of the text on a section's pages, or on its pages turned."""
    size = _size(section)
    margin = section.find(_MARGIN)
    columns = section.find(tag("cols"))
    if not landscape and columns is not None and int(columns.get(tag("num"), "1")) > 1:
        return _column_width(section, columns)
    width = int(size.get(_H, "16838") if landscape else size.get(_W, "11906"))
    if margin is None:
        return width - 2880
    sides = ("top", "bottom") if landscape else ("left", "right")
    taken = sum(abs(int(margin.get(tag(side), "1440"))) for side in sides)
    return width - taken - (0 if landscape else int(margin.get(tag("gutter"), "0")))


def is_right_to_left(section: etree._Element) -> bool:
    """Return whether a section's pages are those of a script that runs from right to left."""
    found = section.find(tag("bidi"))
    return found is not None and found.get(tag("val"), "1") not in ("0", "false", "off")


def mirrored(xml: str) -> str:
    """Return written content whose tables have their first column at the right."""
    return _TABLE_STYLE.sub(r"\1<w:bidiVisual/>", xml)


def _column_width(section: etree._Element, columns: etree._Element) -> int:
    """Return the width of the text in the narrowest of several columns."""
    own = [int(item.get(_W, "0")) for item in columns.iterchildren(tag("col"))]
    if own and min(own) > 0:
        return min(own)
    whole = copy.deepcopy(section)
    for item in whole.findall(tag("cols")):
        whole.remove(item)
    number, space = int(columns.get(tag("num"), "1")), int(columns.get(tag("space"), "720"))
    return (text_width(whole) - space * (number - 1)) // number


def turn(section: etree._Element) -> None:
    """Lay a section's pages on their side, if they do not lie so: sheet and margins turn together."""
    size = _size(section)
    if size.get(_ORIENT) == "landscape":
        return
    width, height = size.get(_W, "11906"), size.get(_H, "16838")
    size.set(_W, height)
    size.set(_H, width)
    size.set(_ORIENT, "landscape")
    margin = section.find(_MARGIN)
    if margin is not None:
        # The header keeps its place, so what is now the upper margin may not become less than it needs.
        sides = {side: margin.get(tag(side), "1440") for side in ("top", "right", "bottom", "left")}
        for old, new in (("top", "left"), ("right", "top"), ("bottom", "right"), ("left", "bottom")):
            margin.set(tag(new), sides[old])


def turned(section: etree._Element) -> etree._Element:
    """Return a copy of a portrait section for landscape pages."""
    found = copy.deepcopy(section)
    turn(found)
    without_title_page(found)
    for columns in found.findall(tag("cols")):
        for name in ("num", "equalWidth", "sep"):
            if columns.get(tag(name)) is not None:
                del columns.attrib[tag(name)]
        for item in list(columns):
            columns.remove(item)
    return found


def without_title_page(section: etree._Element) -> None:
    """Take the different first page, and its header and footer, from a section."""
    for item in section.findall(tag("titlePg")):
        section.remove(item)
    for kind in ("headerReference", "footerReference"):
        for item in section.findall(tag(kind)):
            if item.get(tag("type")) == "first":
                section.remove(item)


def starts_new_page(section: etree._Element) -> None:
    """Let a section begin on a new page."""
    for item in section.findall(tag("type")):
        section.remove(item)
    kind = etree.Element(tag("type"))
    kind.set(tag("val"), "nextPage")
    section.insert(_index_of_type(section), kind)


def widen_headers(package: Package, part: str, section: etree._Element, old: int, new: int) -> None:
    """Give a landscape section headers and footers of its own, with what stood at the right edge at its new place."""
    rels = package.rels(part)
    for kind in ("header", "footer"):
        for reference in section.findall(tag(f"{kind}Reference")):
            source = rels.target(reference.get(r("id"), ""))
            name = package.add_part(
                package.next_name(f"/word/{kind}{{}}.xml"), package.content_type(source), package.parts[source]
            )
            if len(package.rels(source)):
                # Both parts are in one folder, so the relative targets and the ids hold for the copy too.
                package.parts[rels_name(name)] = package.rels(source).to_bytes()
            root = package.xml(name)
            for paragraph in root.iter(tag("p")):
                if any(True for _ in paragraph.iterfind(f"{tag('r')}/{tag('tab')}")):
                    _move_tab(paragraph, old, new)
            reference.set(r("id"), rels.add(kind, name))
    package.flush()


def move_edge_tabs(package: Package, names: Iterable[str], old: int, new: int) -> None:
    """Move the tab stops at the old right edge of the text to the new one, in styles, headers and footers."""
    pattern = re.compile(rf'(<w:tab w:val="right"[^>]*? w:pos="){old}(")'.encode())
    for name in names:
        package.set_part(name, pattern.sub(rf"\g<1>{new}\g<2>".encode(), package.parts[name]), shared=True)


def add_list_numbers(package: Package, part: str, instances: Iterable[str]) -> None:
    """Add numbering instances to a document's numbering part."""
    name = package.rels(part).target_of("numbering")
    if name is None:
        raise ValueError("there is no numbering to add to")
    data = package.parts[name].decode()
    # Only `numIdMacAtCleanup` may follow the instances.
    end = data.find("<w:numIdMacAtCleanup")
    end = end if end >= 0 else data.rindex("</w:numbering>")
    package.set_part(name, (data[:end] + "".join(instances) + data[end:]).encode())


def _move_tab(paragraph: etree._Element, old: int, new: int) -> None:
    properties = paragraph.find(tag("pPr"))
    if properties is None:
        properties = etree.Element(tag("pPr"))
        paragraph.insert(0, properties)
    tabs = properties.find(tag("tabs"))
    if tabs is None:
        tabs = etree.Element(tag("tabs"))
        _insert_tabs(properties, tabs)
    for kind, position in (("clear", old), ("right", new)):
        item = etree.SubElement(tabs, tag("tab"))
        item.set(tag("val"), kind)
        item.set(tag("pos"), str(position))


def _insert_tabs(properties: etree._Element, tabs: etree._Element) -> None:
    """Insert tab stops at their place in the fixed order of paragraph properties."""
    before = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
              "suppressLineNumbers", "pBdr", "shd")  # fmt: skip
    index = sum(1 for item in properties if item.tag in {tag(name) for name in before})
    properties.insert(index, tabs)


def _size(section: etree._Element) -> etree._Element:
    size = section.find(_SIZE)
    if size is None:
        size = etree.Element(_SIZE)
        size.set(_W, str(PAPERS["A4"][0]))
        size.set(_H, str(PAPERS["A4"][1]))
        following = {tag(name) for name in _AFTER_SIZE}
        index = next((n for n, item in enumerate(section) if item.tag in following), len(section))
        section.insert(index, size)
    return size


def _index_of_type(section: etree._Element) -> int:
    before = {tag(name) for name in ("headerReference", "footerReference", "footnotePr", "endnotePr")}
    return sum(1 for item in section if item.tag in before)
