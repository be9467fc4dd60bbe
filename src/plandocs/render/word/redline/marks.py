"""The marks of a review: insertions, deletions and changed looks with their ids.

Every mark carries the same author and date, and an id that no other mark of the file has. Nothing here asks the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Literal

from lxml import etree

from plandocs.content.review import Reviewer
from plandocs.render.word.names import tag

Change = Literal["ins", "del"]

_DELETED = {tag("t"): tag("delText"), tag("instrText"): tag("delInstrText")}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARK = tag("rPr")
_BEHIND_MARK = (tag("sectPr"), tag("pPrChange"))


class Marks:
    """Makes the marks of one file. Ids begin at `first`."""

    def __init__(self, reviewer: Reviewer, first: int) -> None:
        self.reviewer = reviewer
        self._next = first
        self._date = f"{reviewer.dated.isoformat()}T00:00:00Z"

    def element(self, name: str) -> etree._Element:
        """Return an empty mark: `ins`, `del`, `rPrChange`, `pPrChange` or `comment`."""
        self._next += 1
        made = etree.Element(tag(name))
        made.set(tag("id"), str(self._next - 1))
        made.set(tag("author"), self.reviewer.author)
        made.set(tag("date"), self._date)
        return made

    def around(self, change: Change, runs: Iterable[etree._Element]) -> etree._Element:
        """Return runs as inserted or deleted. Deleted runs have deleted texts; those inside a drawing stay."""
        made = self.element(change)
        made.extend(list(runs))
        if change == "del":
            for item in (child for run in made.iterchildren(tag("r")) for child in run.iterchildren(*_DELETED)):
                item.tag = _DELETED[item.tag]
                item.set(_SPACE, "preserve")
        return made

    def paragraph(self, paragraph: etree._Element, change: Change) -> None:
        """Mark the end of a paragraph: without it, its text joins that of the next paragraph."""
        look = self._mark_look(paragraph)
        look.insert(len(look) if look.find(tag("ins")) is None else 1, self.element(change))
        first = [item for item in look if item.tag in (tag("ins"), tag("del"))]
        for number, item in enumerate(first):
            look.insert(number, item)

    def gap(self) -> etree._Element:
        """Return a paragraph that is inserted and deleted at once: accepting takes it away, and so does rejecting."""
        made = etree.Element(tag("p"))
        self.paragraph(made, "ins")
        self.paragraph(made, "del")
        return made

    def row(self, row: etree._Element, change: Change) -> None:
        """Mark a table row as inserted or deleted."""
        properties = row.find(tag("trPr"))
        if properties is None:
            properties = etree.Element(tag("trPr"))
            row.insert(0 if row.find(tag("tblPrEx")) is None else 1, properties)
        properties.append(self.element(change))

    def restyled(self, paragraph: etree._Element, before: etree._Element | None) -> None:
        """Say what the properties of a paragraph were; `before` is the old `w:pPr`."""
        change = self.element("pPrChange")
        old = etree.SubElement(change, tag("pPr"))
        for item in () if before is None else before:
            if item.tag not in (tag("rPr"), tag("sectPr"), tag("pPrChange")):
                old.append(deepcopy(item))
        properties_of(paragraph).append(change)

    def relooked(self, run: etree._Element, before: etree._Element | None) -> None:
        """Say what the look of a run was; `before` is the old `w:rPr`."""
        look = run.find(_MARK)
        if look is None:
            look = etree.Element(_MARK)
            run.insert(0, look)
        change = self.element("rPrChange")
        change.append(etree.Element(_MARK) if before is None else deepcopy(before))
        look.append(change)

    def _mark_look(self, paragraph: etree._Element) -> etree._Element:
        properties = properties_of(paragraph)
        look = properties.find(_MARK)
        if look is None:
            look = etree.Element(_MARK)
            behind = next((item for item in properties if item.tag in _BEHIND_MARK), None)
            properties.insert(len(properties) if behind is None else properties.index(behind), look)
        return look


def properties_of(paragraph: etree._Element) -> etree._Element:
    """Return the properties of a paragraph; they are added where there are none."""
    found = paragraph.find(tag("pPr"))
    if found is None:
        found = etree.Element(tag("pPr"))
        paragraph.insert(0, found)
    return found
