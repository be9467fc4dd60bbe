"""Reasons as Word comments, each at the first changes of what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from plandocs.content.review import Reason
from plandocs.render.package import Package
from plandocs.render.word.names import WML, W, tag
from plandocs.render.word.redline.marks import Marks
from plandocs.render.xmltext import clean_text

_MARKS = (tag("ins"), tag("del"))
_COMMENTS = f"{WML}.comments+xml"


@dataclass(slots=True, eq=False)
class Place:
    """A changed paragraph or row: its element, its text, and the texts of its cells where it is a row."""

    element: etree._Element
    text: str
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class Places:
    """The changes of a document in reading order."""

    found: list[Place] = field(default_factory=list)

    def note(self, element: etree._Element, text: str, cells: tuple[str, ...]) -> None:
        """Remember a change."""
        self.found.append(Place(element, text, cells))

    def of(self, names: Sequence[str]) -> Place | None:
        """Return the first change of what has one of some names: the row it is called by, else a text that names it."""
        for place in self.found:
            if any(name == cell for name in names for cell in place.cells[:3]):
                return place
        for name in names:
            word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            for place in self.found:
                if word.search(place.text):
                    return place
        return None


def add_reasons(package: Package, reasons: Sequence[Reason], places: Places, marks: Marks) -> int:
    """Write reasons as comments at the changes they explain; return how many places have got one.

    A reason of which nothing has changed in the document stands at its own entry, if that is new, else nowhere.
    """
    written = 0
    for reason in reasons:
        anchors: list[Place] = []
        for names in reason.subjects:
            place = places.of(names)
            if place is not None and place not in anchors:
                anchors.append(place)
        anchors.sort(key=places.found.index)
        own = places.of(reason.own) if not anchors and reason.own else None
        for number, place in enumerate([own] if own else anchors):
            texts = (reason.again,) if number else reason.paragraphs
            if _anchor(place.element, _comment(package, texts, marks)):
                written += 1
    return written


def _comment(package: Package, texts: Sequence[str], marks: Marks) -> etree._Element:
    """Return a new comment, added to the package."""
    root = _comments(package)
    made = marks.element("comment")
    ids = [int(item.get(tag("id"), "0")) for item in root.iterchildren(tag("comment"))]
    made.set(tag("id"), str(max(ids, default=-1) + 1))
    made.set(tag("initials"), marks.reviewer.initials)
    for number, text in enumerate(texts):
        run = etree.SubElement(etree.SubElement(made, tag("p")), tag("r"))
        if not number:
            etree.SubElement(run, tag("annotationRef"))
            run = etree.SubElement(run.getparent(), tag("r"))  # type: ignore[arg-type]  # the paragraph
        etree.SubElement(run, tag("t")).text = clean_text(text)
    root.append(made)
    return made


def _comments(package: Package) -> etree._Element:
    main = package.main_part()
    name = package.rels(main).target_of("comments")
    if name is None:
        name = (
            "/word/comments.xml"
            if "/word/comments.xml" not in package.parts
            else package.next_name("/word/comments{}.xml")
        )
        package.add_part(name, _COMMENTS, etree.tostring(etree.Element(tag("comments"), nsmap={"w": W})))
        package.rels(main).add("comments", name)
    return package.xml(name)


def _anchor(element: etree._Element, comment: etree._Element) -> bool:
    """Put a comment's range around the changes of a paragraph, or of the first changed paragraph of a row."""
    paragraphs = [element] if element.tag == tag("p") else list(element.iter(tag("p")))
    changed = next((item for item in paragraphs if any(True for _ in item.iter(*_MARKS))), paragraphs[0])
    inside = [item for item in changed if item.tag != tag("pPr")]
    touched = [item for item in inside if item.tag in _MARKS or any(True for _ in item.iter(*_MARKS))] or inside
    start, end, reference = (etree.Element(tag(name)) for name in ("commentRangeStart", "commentRangeEnd", "r"))
    for item in (start, end):
        item.set(tag("id"), comment.get(tag("id"), ""))
    etree.SubElement(reference, tag("commentReference")).set(tag("id"), comment.get(tag("id"), ""))
    if touched:
        touched[0].addprevious(start)
        touched[-1].addnext(end)
    else:
        changed.append(start)
        changed.append(end)
    end.addnext(reference)
    return True
