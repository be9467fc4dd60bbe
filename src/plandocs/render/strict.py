"""Strict Open XML read as the transitional kind that Office writes by default.

"Strict Open XML Document" in Office's Save As dialog writes the same elements in other namespaces (ISO/IEC 29500-1
against part 4), and some values in another form: lengths with their unit (`612pt` for 12240), shares with a percent
sign (`65%` for 65000), and start and end for left and right. All of these are put back when a package is opened, so
that nothing else needs to know of the kind. A file that is not strict is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from lxml import etree

MARK = b"http://purl.oclc.org/ooxml/"
"""What every namespace of strict files begins with."""
_OFFICE = "http://schemas.openxmlformats.org/"
_WHOLE: Mapping[str, str] = {
    "officeDocument/relationships/metadata/core-properties": "package/2006/relationships/metadata/core-properties",
    "officeDocument/relationships/metadata/thumbnail": "package/2006/relationships/metadata/thumbnail",
    "officeDocument/relationships/extendedProperties": "officeDocument/2006/relationships/extended-properties",
    "officeDocument/relationships/customProperties": "officeDocument/2006/relationships/custom-properties",
    "officeDocument/extendedProperties": "officeDocument/2006/extended-properties",
    "officeDocument/customProperties": "officeDocument/2006/custom-properties",
}
"""Namespaces and relationship types that are not only older by their year."""
_ROOMS = ("officeDocument", "wordprocessingml", "presentationml", "spreadsheetml", "drawingml", "schemaLibrary")
_NAMESPACE = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z0-9/.-]+)")
_LENGTH = re.compile(r"^(-?\d+(?:\.\d+)?)(pt|pc|pi|in|cm|mm)$")
_SHARE = re.compile(r"^(-?\d+(?:\.\d+)?)%$")
_POINTS = {
    "pt": Decimal(1), "pc": Decimal(12), "pi": Decimal(12), "in": Decimal(72), "cm": Decimal(72) / Decimal("2.54"),
    "mm": Decimal(72) / Decimal("25.4"),
}  # fmt: skip
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_EMU, _TWIPS, _HALF_POINTS, _THOUSANDTHS, _FIFTIETHS = 12700, 20, 2, 1000, 50
_IN_HALF_POINTS = frozenset(
    f"{_W}{name}" for name in ("sz", "szCs", "position", "kern", "hps", "hpsRaise", "hpsBaseText")
)
_WIDTHS = frozenset(f"{_W}{name}" for name in ("tblW", "tcW", "wBefore", "wAfter", "tblInd", "tblCellSpacing"))
_SIDED = frozenset(f"{_W}{name}" for name in ("tblBorders", "tcBorders", "tblCellMar", "tcMar"))
_SIDES: Mapping[str, str] = {"start": "left", "end": "right"}
_INDENTS: Mapping[str, str] = {
    f"{_W}start": f"{_W}left", f"{_W}end": f"{_W}right",
    f"{_W}startChars": f"{_W}leftChars", f"{_W}endChars": f"{_W}rightChars",
}  # fmt: skip
_ALIGNED = frozenset(f"{_W}{name}" for name in ("jc", "lvlJc", "tab"))
_FLOWS: Mapping[str, str] = {"tb": "lrTb", "rl": "tbRl", "lr": "btLr", "tbV": "lrTbV", "rlV": "tbRlV", "lrV": "tbLrV"}
Scale = Callable[[Decimal], str]


def is_strict(parts: Mapping[str, bytes]) -> bool:
    """Return whether a package is of the strict kind: its own relationships say so."""
    return MARK in parts.get("/_rels/.rels", b"")


def transitional(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a strict package as transitional ones; a part that is no XML stays, and is told of later."""
    return {
        name: _part(name, data) if MARK in data and name.endswith((".xml", ".rels")) else data
        for name, data in parts.items()
    }


def _part(name: str, data: bytes) -> bytes:
    data = _NAMESPACE.sub(_named, data)
    if name.endswith(".rels"):
        return data
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return data
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        return data  # refused when it is read
    for item in root.iter():
        if isinstance(item.tag, str):
            _element(item)
    for name in ("conformance", f"{_W}conformance"):
        if name in root.attrib:
            del root.attrib[name]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _named(found: re.Match[bytes]) -> bytes:
    """Return the transitional name of a strict namespace or relationship type."""
    path = found[1].decode()
    whole = _WHOLE.get(path)
    if whole is None:
        room, _, rest = path.partition("/")
        if room not in _ROOMS:
            return found[0]
        whole = f"{room}/2006/{rest}"
    return f"{_OFFICE}{whole}".encode()


def _element(item: etree._Element) -> None:
    tag = str(item.tag)
    if tag.startswith(_W):
        _word(item, tag)
    scale, share = _units(tag)
    for name, value in item.attrib.items():
        text = str(value)
        if text[-1:] == "%" and (found := _SHARE.match(text)):
            item.set(name, share(Decimal(found[1])))
        elif text[-1:].isalpha() and text[:1] in "-0123456789" and (found := _LENGTH.match(text)):
            item.set(name, scale(Decimal(found[1]) * _POINTS[found[2]]))


def _units(tag: str) -> tuple[Scale, Scale]:
    """Return how an element has lengths, from points, and shares, from hundredths."""
    if tag.startswith(_CHART):
        return _times(_EMU), _times(1)
    if not tag.startswith(_W):
        return _times(_EMU), _times(_THOUSANDTHS)
    return _times(_HALF_POINTS if tag in _IN_HALF_POINTS else _TWIPS), _times(_FIFTIETHS if tag in _WIDTHS else 1)


def _times(units: int) -> Scale:
    return lambda value: str(int((value * units).to_integral_value()))


def _word(item: etree._Element, tag: str) -> None:
    """Put left and right where a Word part has start and end, and the older names of directions."""
    if tag in _SIDED:
        for side in item:
            local = str(side.tag).rpartition("}")[2]
            if local in _SIDES:
                side.tag = f"{_W}{_SIDES[local]}"
    elif tag == f"{_W}ind":
        for new, old in _INDENTS.items():
            if new in item.attrib:
                item.set(old, str(item.attrib.pop(new)))
    elif tag in _ALIGNED and item.get(f"{_W}val") in _SIDES:
        item.set(f"{_W}val", _SIDES[str(item.get(f"{_W}val"))])
    elif tag == f"{_W}textDirection" and item.get(f"{_W}val") in _FLOWS:
        item.set(f"{_W}val", _FLOWS[str(item.get(f"{_W}val"))])
