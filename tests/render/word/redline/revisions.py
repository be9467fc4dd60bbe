"""Accepting and rejecting tracked changes, written from the standard and apart from the code under test.

ECMA-376 part 1, 17.13.5: what is inserted stays or goes, what is deleted goes or stays; a paragraph whose end goes
joins the next one and takes that one's properties; a row that goes takes its cells along.
"""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def parts_of(data: bytes) -> dict[str, etree._Element]:
    """Return the roots of body, headers and footers by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = [
            name
            for name in file.namelist()
            if name == "word/document.xml" or name.startswith(("word/header", "word/footer"))
        ]
        return {name: etree.fromstring(file.read(name)) for name in sorted(names)}


def resolved(root: etree._Element, decision: Literal["accept", "reject"]) -> etree._Element:
    """Return a story in which every change has been accepted or rejected."""
    goes, stays = ("del", "ins") if decision == "accept" else ("ins", "del")
    for row in list(root.iter(w("tr"))):
        if row.find(f"{w('trPr')}/{w(goes)}") is not None:
            row.getparent().remove(row)
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None:
            table.getparent().remove(table)
    for change in list(root.iter(w("pPrChange"), w("rPrChange"))):
        properties = change.getparent()
        old = change[0]
        properties.remove(change)
        if decision == "reject":
            kept = [item for item in properties if item.tag in (w("rPr"), w("sectPr"))] if old.tag == w("pPr") else []
            for item in list(properties):
                properties.remove(item)
            properties.extend([*old, *kept])
    joining = [p for p in root.iter(w("p")) if p.find(f"{w('pPr')}/{w('rPr')}/{w(goes)}") is not None]
    for item in list(root.iter(w(goes))):
        if item.getparent().tag not in (w("rPr"), w("trPr")):
            item.getparent().remove(item)
    for item in list(root.iter(w(stays))):
        parent = item.getparent()
        if parent.tag not in (w("rPr"), w("trPr")):
            for child in list(item):
                item.addprevious(child)
        parent.remove(item)
    for item in root.iter(w("delText")):
        item.tag = w("t")
    for item in root.iter(w("delInstrText")):
        item.tag = w("instrText")
    for paragraph in reversed(joining):
        content = [item for item in paragraph if item.tag != w("pPr")]
        following = paragraph.getnext()
        if following is not None and following.tag == w("p"):
            place = 1 if following.find(w("pPr")) is not None else 0
            for number, item in enumerate(content):
                following.insert(place + number, item)
        else:
            assert not any(text_of(item) for item in content), "text would be lost"
        paragraph.getparent().remove(paragraph)
    return root


def text_of(element: etree._Element) -> str:
    """Return the text that an element shows, fields by their results."""
    shown = {w("tab"): "\t", w("br"): "\n", w("noBreakHyphen"): "\u2011"}
    items = (item for item in element.iter(w("t"), *shown) if item.getparent().tag == w("r"))
    return "".join((item.text or "") if item.tag == w("t") else shown[item.tag] for item in items)


def shape_of(story: etree._Element) -> list[object]:
    """Return a story as nested lists: paragraphs as style and text, tables as rows of cells, sections by their page."""
    out: list[object] = []
    for item in story:
        if item.tag == w("p"):
            style = item.find(f"{w('pPr')}/{w('pStyle')}")
            page = item.find(f"{w('pPr')}/{w('sectPr')}/{w('pgSz')}")
            section = "" if page is None else page.get(w("orient"), "portrait")
            drawings = sum(1 for _ in item.iter(w("drawing")))
            out.append(("" if style is None else style.get(w("val")), text_of(item), section, drawings))
        elif item.tag == w("tbl"):
            out.append([[shape_of(cell) for cell in row.iter(w("tc"))] for row in item.iterchildren(w("tr"))])
        elif item.tag == w("sdt"):
            out.append(shape_of(item.find(w("sdtContent"))))
    return out


def stories(data: bytes, decision: Literal["accept", "reject", "as_is"] = "as_is") -> dict[str, list[object]]:
    """Return every story of a file by name, resolved or as it is."""
    found = {}
    for name, root in parts_of(data).items():
        story = root if decision == "as_is" else resolved(root, decision)
        body = story.find(w("body"))
        found[name] = shape_of(story if body is None else body)
    return found
