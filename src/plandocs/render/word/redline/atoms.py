"""A paragraph as atoms: the smallest things that can be inserted or deleted by themselves.

A text is parted into words, spaces and closing punctuation. A field with its result is one atom, and so is a drawing;
a link or a content control is around its atoms, never among them. Bookmarks and the halves of fields that begin or end
in another paragraph are markers: they have their place, and are never inserted or deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal, Protocol

from lxml import etree

from plandocs.render.word.names import tag

Kind = Literal["text", "break", "field", "object", "marker"]


class Targets(Protocol):
    """What the ids of one file lead to."""

    def shown_by(self, drawing: etree._Element) -> str:
        """Return what a drawing shows: equal for equal ones, whatever their ids."""
        ...

    def leads_to(self, link: etree._Element) -> str:
        """Return where a link goes outside of the file; empty for a link within it."""
        ...


_SPACE = " \u2000-\u200a\u3000"
"""Spaces at which a line may break; a no-break space belongs to its word."""
_CJK = "\u2e80-\u2fff\u3001-\u9fff\uac00-\ud7af"
_CLOSING = rf"[.,;:!?)\]]+(?=[{_SPACE}]|$)"
_WORDS = re.compile(rf"[{_SPACE}]+|{_CLOSING}|[{_CJK}]|(?:(?!{_CLOSING})[^{_SPACE}{_CJK}])+")
_BREAKS = {tag("tab"): "\t", tag("br"): "\n", tag("cr"): "\n", tag("noBreakHyphen"): "\u2011", tag("softHyphen"): ""}
_MARKERS = frozenset(
    tag(name)
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd",
    )
)  # fmt: skip
_WRAPPERS = frozenset(tag(name) for name in ("hyperlink", "sdt", "fldSimple", "smartTag", "customXml", "dir", "bdo"))
_LEFT_OUT = frozenset(tag(name) for name in ("pPr", "proofErr", "lastRenderedPageBreak"))
_FIELD_PARTS = frozenset(tag(name) for name in ("fldChar", "instrText"))


@dataclass(frozen=True, slots=True, eq=False)
class Wrapper:
    """A link or control around atoms. `signature` is equal for two that lead to the same or ask for the same."""

    element: etree._Element
    signature: str


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """One piece of a paragraph.

    `text` is what a reader sees of it; two atoms of equal `key` are the same but for their `look`, the run properties
    as XML. `runs` are its own runs, for all but texts.
    """

    kind: Kind
    text: str
    key: str
    look: str
    properties: etree._Element | None
    runs: tuple[etree._Element, ...]
    wrappers: tuple[Wrapper, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One child of a run with the run's properties, or what stands between runs."""

    properties: etree._Element | None
    element: etree._Element
    wrappers: tuple[Wrapper, ...]
    in_run: bool


def atoms_of(paragraph: etree._Element, targets: Targets) -> list[Atom]:
    """Return the atoms of a paragraph in order."""
    pieces = list(_pieces(paragraph, (), targets))
    ends = _field_ends(pieces)
    atoms: list[Atom] = []
    number = 0
    while number < len(pieces):
        end = ends.get(number)
        if end is not None:
            atoms.append(_field(pieces[number : end + 1]))
            number = end + 1
            continue
        atoms += _atoms(pieces[number], targets)
        number += 1
    return atoms


def words_of(text: str) -> list[str]:
    """Return a text parted into words, spaces and closing punctuation; joined they are the text."""
    return _WORDS.findall(text)


def text_run(text: str, properties: etree._Element | None) -> etree._Element:
    """Return a run that shows a text."""
    run = etree.Element(tag("r"))
    if properties is not None:
        run.append(deepcopy(properties))
    item = etree.SubElement(run, tag("t"))
    item.text = text
    if text != text.strip() or "  " in text:
        item.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def shell(wrapper: Wrapper) -> tuple[etree._Element, etree._Element]:
    """Return a copy of a wrapper without its content, and the element that takes content."""
    made = like(wrapper.element)
    for item in wrapper.element:
        if item.tag in (tag("sdtPr"), tag("sdtEndPr"), tag("smartTagPr"), tag("customXmlPr")):
            made.append(deepcopy(item))
    if wrapper.element.tag == tag("sdt"):
        return made, etree.SubElement(made, tag("sdtContent"))
    return made, made


def like(element: etree._Element) -> etree._Element:
    """Return an empty element with the name and attributes of another."""
    made = etree.Element(element.tag)
    for name, value in element.attrib.items():
        made.set(name, value)
    return made


def look_of(properties: etree._Element | None) -> str:
    """Return run properties as text; empty for none."""
    if properties is None or not len(properties):
        return ""
    return "".join(etree.tostring(item, encoding="unicode", with_tail=False) for item in properties)


def _pieces(parent: etree._Element, wrappers: tuple[Wrapper, ...], targets: Targets) -> Iterator[_Piece]:
    for item in parent:
        if not isinstance(item.tag, str) or item.tag in _LEFT_OUT:
            continue
        if item.tag == tag("r"):
            properties = item.find(tag("rPr"))
            for child in item:
                if isinstance(child.tag, str) and child.tag != tag("rPr") and child.tag not in _LEFT_OUT:
                    yield _Piece(properties, child, wrappers, in_run=True)
        elif item.tag in _WRAPPERS:
            inside = item.find(tag("sdtContent")) if item.tag == tag("sdt") else item
            if inside is not None:
                yield from _pieces(inside, (*wrappers, Wrapper(item, _signature(item, targets))), targets)
        elif not item.tag.endswith(("sdtPr", "smartTagPr", "customXmlPr")):
            yield _Piece(None, item, wrappers, in_run=False)


def _signature(item: etree._Element, targets: Targets) -> str:
    name = etree.QName(item).localname
    if name == "hyperlink":
        return f"{name} {targets.leads_to(item)}"
    if name == "fldSimple":
        return f"{name} {item.get(tag('instr'), '').strip()}"
    alias = item.find(f"{tag('sdtPr')}/{tag('alias')}")
    return f"{name} {'' if alias is None else alias.get(tag('val'), '')}"


def _field_ends(pieces: list[_Piece]) -> dict[int, int]:
    """Return where each outermost field of the paragraph begins and ends; halves of fields are not among them."""
    open_at: list[int] = []
    found: dict[int, int] = {}
    for number, piece in enumerate(pieces):
        if piece.element.tag != tag("fldChar"):
            continue
        kind = piece.element.get(tag("fldCharType"))
        if kind == "begin":
            open_at.append(number)
        elif kind == "end" and open_at:
            found[open_at.pop()] = number
    return {
        start: end for start, end in found.items() if not any(other < start and found[other] > end for other in found)
    }


def _field(pieces: list[_Piece]) -> Atom:
    """Return a field as one atom: equal to another of its kind that shows the same."""
    code = "".join(piece.element.text or "" for piece in pieces if piece.element.tag == tag("instrText"))
    text = "".join(_shown(piece.element) for piece in pieces)
    result = next((piece for piece in pieces if piece.element.tag == tag("t")), pieces[0])
    kind = code.split()[0] if code.split() else ""
    runs = tuple(_run(piece) for piece in pieces)
    key = f"field {kind} {text}"
    return Atom("field", text, key, look_of(result.properties), result.properties, runs, pieces[0].wrappers)


def _atoms(piece: _Piece, targets: Targets) -> Iterator[Atom]:
    element, properties, wrappers = piece.element, piece.properties, piece.wrappers
    look = look_of(properties)
    if element.tag == tag("t"):
        for word in words_of(element.text or ""):
            yield Atom("text", word, word, look, properties, (), wrappers)
    elif not piece.in_run and element.tag in _MARKERS:
        yield Atom("marker", "", "", "", None, (element,), wrappers)
    elif element.tag in _FIELD_PARTS or element.tag == tag("commentReference"):
        yield Atom("marker", "", "", "", None, (_run(piece),), wrappers)
    elif element.tag in _BREAKS and element.get(tag("type"), "textWrapping") == "textWrapping":
        text = _BREAKS[element.tag]
        yield Atom("break", text, f"break {text}", look, properties, (_run(piece),), wrappers)
    else:
        run = _run(piece) if piece.in_run else element
        yield Atom("object", "", f"object {targets.shown_by(element)}", look, properties, (run,), wrappers)


def _run(piece: _Piece) -> etree._Element:
    run = etree.Element(tag("r"))
    if piece.properties is not None:
        run.append(deepcopy(piece.properties))
    run.append(deepcopy(piece.element))
    return run


def _shown(element: etree._Element) -> str:
    return (element.text or "") if element.tag == tag("t") else _BREAKS.get(element.tag, "")
