"""Bold, italic and code within a value that a tag prints: its run is parted and keeps its own look besides."""

from __future__ import annotations

import copy
import re

from lxml import etree

from plandocs.content.blocks import Span
from plandocs.content.markup.inline import has_signs, plain, spans
from plandocs.content.markup.lists import flat
from plandocs.render.word.names import tag

BEGIN, END = "\ue006", "\ue007"
_FIRST_LOOK = 0xE010
_STRONG, _ITALIC, _CODE = 1, 2, 4
_MARKED = re.compile(f"{BEGIN}([\ue010-\ue017])([^{END}]*){END}")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_AFTER_STYLE = ("rStyle",)
_AFTER_FONTS = ("rStyle", "rFonts")


def marked(text: str) -> str:
    """Return a value with its marks as private characters around what they mark; a value without any as it is."""
    if not has_signs(text) and "\n" not in text:
        return text
    found = spans(flat(text))
    return found if isinstance(found, str) else "".join(map(_marked, found))


def part_runs(xml: str) -> str:
    """Return XML with its runs parted where a printed value has marks."""
    if BEGIN not in xml:
        return xml
    root = etree.fromstring(xml)
    for run in [item for item in root.iter(tag("r")) if any(BEGIN in (node.text or "") for node in item)]:
        _part(run)
    return etree.tostring(root, encoding="unicode")


def _marked(span: Span) -> str:
    look = _STRONG * span.strong + _ITALIC * span.italic + _CODE * span.code
    text = plain(f"[{span.text}]({span.href})") if span.href else span.text
    return f"{BEGIN}{chr(_FIRST_LOOK + look)}{text}{END}" if look and text else text


def _part(run: etree._Element) -> None:
    """Replace a run by several: one for each stretch with a look of its own."""
    look = run.find(tag("rPr"))
    made: list[etree._Element] = []
    for child in [item for item in run if item is not look]:
        if child.tag != tag("t"):
            made.append(_run(look, 0, child))
            continue
        position = 0
        text = child.text or ""
        for found in _MARKED.finditer(text):
            made += _texts(look, 0, text[position : found.start()])
            made += _texts(look, ord(found[1]) - _FIRST_LOOK, found[2])
            position = found.end()
        made += _texts(look, 0, text[position:])
    for item in made:
        run.addprevious(item)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _texts(look: etree._Element | None, marks: int, text: str) -> list[etree._Element]:
    if not text:
        return []
    node = etree.Element(tag("t"))
    node.text = text
    node.set(_SPACE, "preserve")
    return [_run(look, marks, node)]


def _run(look: etree._Element | None, marks: int, child: etree._Element) -> etree._Element:
    run = etree.Element(tag("r"))
    own = etree.Element(tag("rPr")) if look is None else copy.deepcopy(look)
    if marks & _CODE:
        for item in own.findall(tag("rFonts")):
            own.remove(item)
        fonts = etree.Element(tag("rFonts"))
        for name in ("ascii", "hAnsi", "cs"):
            fonts.set(tag(name), "Courier New")
        own.insert(_behind(own, _AFTER_STYLE), fonts)
    for mark, name in ((_ITALIC, "i"), (_STRONG, "b")):
        if marks & mark:
            for item in own.findall(tag(name)):
                own.remove(item)
            place = _behind(own, (*_AFTER_FONTS, "b", "bCs") if name == "i" else _AFTER_FONTS)
            own.insert(place, etree.Element(tag(name)))
    if len(own):
        run.append(own)
    run.append(child)
    return run


def _behind(look: etree._Element, names: tuple[str, ...]) -> int:
    """Return the place behind the last of the named children: the order of a run's properties is fixed."""
    wanted = {tag(name) for name in names}
    return max((number for number, item in enumerate(look, start=1) if item.tag in wanted), default=0)
