"""A sheet of ours put into a sheet of the template: our content, in the frame that the template gives it."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from plandocs.render.excel.styles import MAIN
from plandocs.render.package import parse_xml, serialise

_X = f"{{{MAIN}}}"
_ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
    *("webPublishItems", "tableParts", "extLst"),
)
"""The order of a worksheet's elements. Source: ECMA-376 part 1, 18.3.1.99."""
_KEPT = (
    *("printOptions", "pageMargins", "headerFooter", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF"),
    *("picture", "oleObjects", "controls", "extLst"),
)
"""What the template's sheet keeps; all else is ours."""
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def in_place(ours: bytes, template: etree._Element, name: str) -> bytes:
    """Return our sheet's XML with what the template's sheet keeps."""
    root = parse_xml(ours, path=name, part=name)
    for tag in _KEPT:
        found = template.find(f"{_X}{tag}")
        if found is not None and (len(found) or found.attrib):
            _put(root, deepcopy(found))
    for item in template.iterchildren(_ALTERNATE):
        inside = next((child for child in item.iter() if child.tag in (f"{_X}controls", f"{_X}oleObjects")), None)
        if inside is not None:
            _put(root, deepcopy(item), as_tag=etree.QName(inside).localname)
    _keep_tab(root, template)
    return serialise(root)


def _put(root: etree._Element, item: etree._Element, as_tag: str = "") -> None:
    """Put an element at its place, for that of ours if there is one."""
    tag = as_tag or etree.QName(item).localname
    for old in root.findall(f"{_X}{tag}"):
        root.remove(old)
    rank = _ORDER.index(tag)
    for child in root:
        name = etree.QName(child).localname
        if name in _ORDER and _ORDER.index(name) > rank:
            child.addprevious(item)
            return
    root.append(item)


def _keep_tab(root: etree._Element, template: etree._Element) -> None:
    """Give the tab the template's colour."""
    colour, properties = template.find(f"{_X}sheetPr/{_X}tabColor"), root.find(f"{_X}sheetPr")
    if colour is None or properties is None:
        return
    for old in properties.findall(f"{_X}tabColor"):
        properties.remove(old)
    properties.insert(0, deepcopy(colour))
