"""One of the two files that are compared: where its links lead and what its drawings show.

The old file's ids are given names of their own first, so that what of it goes into the new file cannot be taken for
something there: bookmarks, relationships, lists, drawings, controls.
"""

from __future__ import annotations

import re
from hashlib import sha256

from lxml import etree

from plandocs.render.package import Package
from plandocs.render.word.names import R, tag, wp

OLD = "was:"
"""Begins the old file's relationship ids and list numbers until they are settled."""
OLD_BOOKMARK = "_Was"
"""Begins the old file's bookmark names."""
REFERENCE = re.compile(r"(\b(?:PAGEREF|REF|NOTEREF)\s+\"?)([^\s\"\\]+)")
REFERRING = tuple(tag(name) for name in ("hyperlink", "instrText", "delInstrText", "fldSimple"))
"""What leads to a bookmark."""
_RELATIONSHIPS = (f"{{{R}}}id", f"{{{R}}}embed", f"{{{R}}}link", f"{{{R}}}pict", f"{{{R}}}href")
_IDS = re.compile(
    r' (?:xmlns:\w+|w14:\w+|(?:w|wp14|wps):(?:id|rsid\w*|anchorId|editId))="[^"]*"|(?<=docPr) id="\d+"'
    r'|(?<=cNvPr) id="\d+"'
)


class Side:
    """A story of one file: the body, a header or a footer."""

    def __init__(self, package: Package, part: str, root: etree._Element) -> None:
        self.package = package
        self.part = part
        self.root = root

    def shown_by(self, drawing: etree._Element) -> str:
        """Return a digest of a drawing and of the parts that it shows."""
        text = etree.tostring(drawing, encoding="unicode", with_tail=False)
        digest = sha256()
        for item in drawing.iter():
            for name in _RELATIONSHIPS:
                found = item.get(name) if isinstance(item.tag, str) else None
                if found:
                    text = text.replace(f'"{found}"', '""')
                    digest.update(self._content(found.removeprefix(OLD)))
        digest.update(_IDS.sub("", text).encode())
        return digest.hexdigest()

    def leads_to(self, link: etree._Element) -> str:
        """Return where a link goes outside of the file; empty for a link within it."""
        found = link.get(f"{{{R}}}id", "").removeprefix(OLD)
        rels = self.package.rels(self.part)
        return rels.target(found) if found in rels else ""

    def _content(self, relationship: str) -> bytes:
        rels = self.package.rels(self.part)
        if relationship not in rels:
            return b""
        target = rels.target(relationship)
        return self.package.parts.get(target, target.encode())


def set_old_apart(side: Side, first_number: int) -> None:
    """Rename what the old story is known by; drawings and controls are numbered from `first_number` on."""
    _close_bookmarks_at_once(side.root)
    names: dict[str, str] = {}
    for number, item in enumerate(side.root.iter(tag("bookmarkStart"))):
        name = item.get(tag("name"), "")
        names[name.casefold()] = f"{OLD_BOOKMARK}{number:06d}"
        item.set(tag("name"), names[name.casefold()])
    fresh = first_number
    for item in side.root.iter():
        if not isinstance(item.tag, str):
            continue
        for attribute in _RELATIONSHIPS:
            if item.get(attribute):
                item.set(attribute, OLD + item.get(attribute, ""))
        if item.tag == tag("numId"):
            item.set(tag("val"), OLD + item.get(tag("val"), ""))
        elif item.tag == wp("docPr") or (item.tag == tag("id") and item.get(tag("val"))):
            item.set("id" if item.tag == wp("docPr") else tag("val"), str(fresh))
            fresh += 1
        elif item.tag in (tag("bookmarkStart"), tag("bookmarkEnd")):
            item.set(tag("id"), str(first_number + int(item.get(tag("id"), "0"))))
        redirect(item, names)


def redirect(item: etree._Element, names: dict[str, str]) -> None:
    """Let a link or reference lead to another bookmark; `names` are by the old name without case."""
    if item.tag == tag("hyperlink"):
        anchor = item.get(tag("anchor"), "")
        if anchor.casefold() in names:
            item.set(tag("anchor"), names[anchor.casefold()])
    elif item.tag in (tag("instrText"), tag("delInstrText")):
        item.text = REFERENCE.sub(lambda found: found[1] + names.get(found[2].casefold(), found[2]), item.text or "")
    elif item.tag == tag("fldSimple"):
        text = item.get(tag("instr"), "")
        item.set(tag("instr"), REFERENCE.sub(lambda found: found[1] + names.get(found[2].casefold(), found[2]), text))


def highest_number(root: etree._Element) -> int:
    """Return the highest id of any drawing, control, bookmark or mark of a story."""
    found = [0]
    for item in root.iter():
        if isinstance(item.tag, str):
            values = (item.get(tag("id")), item.get("id"), item.get(tag("val")) if item.tag == tag("id") else None)
            found += [int(value) for value in values if value and value.isdecimal() and int(value) < 2**30]
    return max(found)


def _close_bookmarks_at_once(root: etree._Element) -> None:
    """Let a bookmark that ends in another paragraph end where it starts: one of the two may not be kept."""
    ends = {item.get(tag("id")): item for item in root.iter(tag("bookmarkEnd"))}
    for item in list(root.iter(tag("bookmarkStart"))):
        end = ends.get(item.get(tag("id")))
        if end is not None and end.getparent() is not item.getparent():
            item.addnext(end)
