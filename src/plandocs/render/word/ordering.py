"""The fixed order of paragraph properties: Word calls a file damaged whose children stand in another one."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from plandocs.render.word.names import tag

PARAGRAPH = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc"),
)
"""The properties of a paragraph up to its alignment (ECMA-376 part 1, 17.3.1.26)."""
TABLE = ("tblStyle", "tblpPr", "tblOverlap", "bidiVisual")
"""The first properties of a table (ECMA-376 part 1, 17.4.59)."""


def placed(parent: etree._Element, name: str, order: Sequence[str] = PARAGRAPH) -> etree._Element:
    """Return a child by its name in an order; where there is none, it is made at its place."""
    found = parent.find(tag(name))
    if found is None:
        earlier = {tag(item) for item in order[: order.index(name)]}
        found = etree.Element(tag(name))
        parent.insert(sum(1 for item in parent if item.tag in earlier), found)
    return found


def first_child(parent: etree._Element, name: str) -> etree._Element:
    """Return a child that comes first in its parent, made where there is none."""
    found = parent.find(tag(name))
    if found is None:
        found = etree.Element(tag(name))
        parent.insert(0, found)
    return found


def paragraph_defaults(styles: etree._Element) -> etree._Element:
    """Return the properties that paragraphs have by default, in the root of a styles part."""
    defaults = first_child(styles, "docDefaults")
    whole = defaults.find(tag("pPrDefault"))
    if whole is None:
        whole = etree.SubElement(defaults, tag("pPrDefault"))
    return first_child(whole, "pPr")


def style_properties(style: etree._Element) -> etree._Element:
    """Return a style's paragraph properties, made where it has none: behind what describes the style."""
    found = style.find(tag("pPr"))
    if found is None:
        found = etree.Element(tag("pPr"))
        described = sum(1 for item in style if item.tag not in (tag("rPr"), tag("tblPr"), tag("trPr"), tag("tcPr")))
        style.insert(described, found)
    return found
