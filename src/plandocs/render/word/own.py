"""What a template itself brings to the numbers of a document: its own headings, captions and contents list.

A firm's boilerplate has headings of its own between the sections; they count, and they stand in the contents list. Its
captions count among the tables and figures, and the list of contents that it came with is the place for ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from plandocs.render.word.names import tag

SLOT = re.compile("\ue005([A-Za-z0-9_]+)\ue005")
_SEQUENCE = re.compile(r"^\s*SEQ\s+(Table|Figure)\b")
_CONTENTS = re.compile(r"^\s*TOC\b")
_P, _T, _FIELD, _CODE = tag("p"), tag("t"), tag("fldChar"), tag("instrText")


@dataclass(slots=True)
class OwnHeading:
    """A heading of the template: its level, its text, whether it counts, and its paragraph."""

    level: int
    text: str
    counts: bool
    paragraph: etree._Element


@dataclass(slots=True)
class OwnCaption:
    """A caption's number in the template: `table` or `figure`, and the text that shows it, where there is one."""

    kind: str
    shown: etree._Element | None


Piece = str | OwnHeading | OwnCaption
"""What counts, in the order of the text: the name of a block, or something of the template's own."""


def brings_numbers(xml: str, headings: Mapping[str, int]) -> bool:
    """Return whether evaluated XML has a heading or caption of its own; `headings` maps style ids to levels."""
    return "SEQ " in xml or any(f'<w:pStyle w:val="{style}"/>' in xml for style in headings)


def pieces_of(root: etree._Element, headings: Mapping[str, int]) -> list[Piece]:
    """Return the blocks, headings and captions of an evaluated part in the order of its text."""
    out: list[Piece] = []
    for item in _in_order(root):
        if isinstance(item, str):
            out += SLOT.findall(item)
        elif item.tag == _P:
            out += _heading(item, headings)
        elif item.tag == _CODE and (found := _SEQUENCE.match(_code_of(item))):
            out.append(OwnCaption(found[1].lower(), _shown(item)))
        elif item.tag == tag("fldSimple") and (found := _SEQUENCE.match(item.get(tag("instr"), ""))):
            out.append(OwnCaption(found[1].lower(), next(item.iter(_T), None)))
    return out


def mark_heading(heading: OwnHeading, number: int, name: str) -> None:
    """Put a heading of the template into a bookmark, so that the contents list can lead there."""
    start, end = etree.Element(tag("bookmarkStart")), etree.Element(tag("bookmarkEnd"))
    for item in (start, end):
        item.set(tag("id"), str(number))
    start.set(tag("name"), name)
    paragraph = heading.paragraph
    paragraph.insert(1 if len(paragraph) and paragraph[0].tag == tag("pPr") else 0, start)
    paragraph.append(end)


def own_contents(root: etree._Element) -> list[etree._Element]:
    """Return the paragraphs of the template's own contents list; none where it has none that can be replaced."""
    code = next((item for item in root.iter(_CODE) if _CONTENTS.match(_code_of(item))), None)
    first = None if code is None else next(code.iterancestors(_P), None)
    if first is None or first.getparent() is None:
        return []
    found, depth = [], 0
    for paragraph in [first, *first.itersiblings()]:
        found.append(paragraph)
        for mark in paragraph.iter(_FIELD):
            depth += {"begin": 1, "end": -1}.get(mark.get(tag("fldCharType"), ""), 0)
        if depth <= 0:
            return found
    return []


def _heading(paragraph: etree._Element, headings: Mapping[str, int]) -> list[Piece]:
    style = paragraph.find(f"{tag('pPr')}/{tag('pStyle')}")
    level = headings.get("" if style is None else style.get(tag("val"), ""))
    text = "".join(node.text or "" for node in paragraph.iter(_T)).strip()
    if level is None or not text or next(paragraph.iterancestors(tag("txbxContent")), None) is not None:
        return []
    numbering = paragraph.find(f"{tag('pPr')}/{tag('numPr')}/{tag('numId')}")
    return [OwnHeading(level, text, numbering is None or numbering.get(tag("val")) != "0", paragraph)]


def _in_order(item: etree._Element) -> Iterator[etree._Element | str]:
    """Return elements, and the texts between them, in the order of the document."""
    for event, element in etree.iterwalk(item, events=("start", "end")):
        if event == "start":
            if isinstance(element.tag, str):
                yield element
            if element.text and "\ue005" in element.text:
                yield element.text
        elif element.tail and "\ue005" in element.tail:
            yield element.tail


def _code_of(item: etree._Element) -> str:
    """Return the code of a field from one of its pieces on: Word may have split it over runs."""
    run = item.getparent()
    paragraph = None if run is None else run.getparent()
    if run is None or paragraph is None:
        return item.text or ""
    out = ""
    for other in paragraph.iter(_CODE, _FIELD):
        if other.tag == _FIELD:
            if out:
                break
        elif other is item or out:
            out += other.text or ""
    return out


def _shown(code: etree._Element) -> etree._Element | None:
    """Return the text that shows a field's result."""
    paragraph = next(code.iterancestors(_P), None)
    state = ""
    for item in [] if paragraph is None else paragraph.iter(_CODE, _FIELD, _T):
        if item is code:
            state = "code"
        elif state and item.tag == _FIELD:
            state = item.get(tag("fldCharType"), "")
            if state == "end":
                return None
        elif state == "separate" and item.tag == _T:
            return item
    return None
