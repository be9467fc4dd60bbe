"""Tags in a Word template: found, made whole, and named by their place.

Word splits a tag's text over runs, even inside its braces, and turns straight quotes into curly ones. Here the text
of each paragraph is read across its runs; every tag becomes one marker in the tree, and its text, cleaned, goes into
a list. A paragraph or a table row that holds nothing but `{% … %}` is replaced by its markers, so that it leaves
nothing behind; cells of one row that do so repeat or choose columns. Nothing here evaluates a tag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from plandocs.errors import Problem
from plandocs.render.word.columns import column_tags, mark_columns, why_not
from plandocs.render.word.names import tag

Kind = Literal["value", "control", "comment", "block"]

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use characters around the number of a tag in the text of the tree."""
TARGET = "plandocs-tag"
"""The target of the processing instructions that stand for whole paragraphs and rows."""

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENING = re.compile(r"\{\{|\{%|\{#")
_BLOCK = re.compile(r"^\{\{-?\s*block\.([A-Za-z_][A-Za-z0-9_]*)\s*-?\}\}$")
_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‘’‚‛‹›＇", "'"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\n\r\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", None),
    }
)
"""What Word makes of a tag's quotes and spaces, and marks of direction within it."""
_PRIVATE = re.compile("[\ue000-\ue017]")
_RANGES = frozenset(
    tag(f"{name}{end}") for name in ("bookmark", "commentRange", "permissions") for end in ("Start", "End")
)
"""Beginnings and ends of stretches of text, which outlive the paragraph that they stand in."""
_DELETED = (tag("del"), tag("moveFrom"))
_HEADING = re.compile(r"^(heading|title)", re.IGNORECASE)
_P, _T, _TR, _TC, _TBL = tag("p"), tag("t"), tag("tr"), tag("tc"), tag("tbl")
_TEXT_BOX = tag("txbxContent")
_CONTENT = frozenset(
    tag(name) for name in ("drawing", "pict", "object", "br", "sectPr", "fldChar", "sym", "footnoteReference")
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its text with straight quotes, what it is, and where it stands, in a reader's words."""

    text: str
    kind: Kind
    place: str
    block: str = ""
    alone: bool = False
    """Whether it stands for its whole paragraph or row."""
    container: int = 0
    """Which element holds it: an opening and its closing tag must agree."""
    style: str = ""
    """The style of the paragraph that a block takes the place of."""


@dataclass(slots=True)
class Story:
    """One part of a template with text: its tree, with markers where the tags were, and the tags."""

    label: str
    root: etree._Element
    tags: list[Tag]
    problems: list[Problem]
    columns: bool = False
    """Whether columns of a table are repeated or chosen."""


def gather(root: etree._Element, label: str, path: str) -> Story:
    """Replace every tag in a part by a marker and return the tags in the order of the text.

    `label` names the part for a reader (`header 1`; empty for the body) and `path` the template. A tag that is not
    closed is a problem.
    """
    story = Story(label, root, [], [])
    _cleanse(root)
    finder = _Finder(story, path)
    for paragraph in list(root.iter(_P)):
        if paragraph.getparent() is not None:
            finder.paragraph(paragraph)
    return story


class _Finder:
    def __init__(self, story: Story, path: str) -> None:
        self._story = story
        self._path = path
        self._done: set[etree._Element] = set()
        self._looked_at: set[etree._Element] = set()
        self._containers: dict[etree._Element, int] = {}
        self._numbers = _numbered(story.root)

    def paragraph(self, paragraph: etree._Element) -> None:
        """Mark the tags of one paragraph, and of its whole row where the row holds nothing else."""
        if paragraph in self._done:
            return
        nodes = _texts(paragraph)
        full = "".join(node.text or "" for node in nodes)
        if not _OPENING.search(full):
            return
        row = next(paragraph.iterancestors(_TR, _TEXT_BOX), None)
        if row is not None and row.tag == _TR:
            self._columns(row)
            if paragraph in self._done or self._row(row):
                return
        place = self._place(paragraph)
        rest = _TAG.sub("", full)
        if _OPENING.search(rest):
            message = f"a tag in {place} is not closed: {rest.strip()[:60]}"
            self._story.problems.append(
                Problem(rule="template-syntax", message=message, path=self._path, where=place, fix="close it: }} or %}")
            )
            return
        found = _TAG.findall(full)
        if not rest.strip() and _is_removable(paragraph, found) and not _has_content(paragraph):
            self._replace(paragraph, found, place, style=_style_of(paragraph))
        else:
            self._inline(paragraph, nodes, place)

    def _columns(self, row: etree._Element) -> None:
        """Mark the columns that a row's cells with tags alone repeat or choose."""
        if row in self._looked_at:
            return
        self._looked_at.add(row)
        found = column_tags(row)
        if not found:
            return
        table = next(row.iterancestors(_TBL))
        place = self._place(next(found[0].cell.iter(_P)))
        message = why_not(table, row, found)
        if message:
            self._story.problems.append(
                Problem(rule="template-column", message=f"{place}: {message}", path=self._path, where=place)
            )
            self._done.update(row.iter(_P))
            return
        container = self._container(table)
        for item in found:
            where = self._place(next(item.cell.iter(_P)))
            numbers = [self._add(text, where, alone=True, container=container) for text in item.texts]
            item.mark = " ".join(map(str, numbers))
        for cell in mark_columns(table, row, found, TARGET):
            self._done.update(cell.iter(_P))
        self._story.columns = True

    def _row(self, row: etree._Element) -> bool:
        """Replace a row by its control tags if it holds nothing else; tell whether it did."""
        paragraphs = list(row.iter(_P))
        full = ["".join(node.text or "" for node in _texts(item)) for item in paragraphs]
        found = [text for item in full for text in _TAG.findall(item)]
        if not found or any(_kind(text) not in ("control", "comment") for text in found):
            return False
        if any(_TAG.sub("", item).strip() for item in full) or any(_has_content(item) for item in paragraphs):
            return False
        place = self._place(next(item for item, text in zip(paragraphs, full, strict=True) if text.strip()))
        self._done.update(paragraphs)
        self._replace(row, found, place)
        return True

    def _replace(self, element: etree._Element, found: list[str], place: str, style: str = "") -> None:
        parent = element.getparent()
        assert parent is not None
        numbers = [
            str(self._add(text, place, alone=True, container=self._container(parent), style=style)) for text in found
        ]
        mark = etree.ProcessingInstruction(TARGET, " ".join(numbers))
        mark.tail = element.tail
        ranges = list(element.iter(*_RANGES))
        parent.replace(element, mark)
        _drop_comments(self._story.root, element, ranges)
        for item in reversed(ranges):
            item.tail = None
            mark.addnext(item)

    def _inline(self, paragraph: etree._Element, nodes: list[etree._Element], place: str) -> None:
        """Put a marker where each tag begins and take the rest of its text out of the runs it is spread over."""
        full = "".join(node.text or "" for node in nodes)
        spans = [(found.start(), found.end(), found.group()) for found in _TAG.finditer(full)]
        _settle(paragraph, nodes, spans)
        numbers = [self._add(text, place, alone=False, container=self._container(paragraph)) for _, _, text in spans]
        start = 0
        for node in nodes:
            text = node.text or ""
            end = start + len(text)
            out, at = [], start
            for (first, last, _), number in zip(spans, numbers, strict=True):
                if last <= start or first >= end:
                    continue
                out.append(full[at : max(at, first)])
                if first >= start:
                    out.append(f"{OPEN}{number}{CLOSE}")
                at = min(last, end)
            out.append(full[at:end])
            node.text = "".join(out)
            if node.text != text:
                node.set(_SPACE, "preserve")
            start = end

    def _add(self, text: str, place: str, *, alone: bool, container: int, style: str = "") -> int:
        clean = text.translate(_STRAIGHT)
        block = _BLOCK.match(clean)
        kind = "block" if block else _kind(clean)
        self._story.tags.append(Tag(clean, kind, place, block[1] if block else "", alone, container, style))
        return len(self._story.tags) - 1

    def _container(self, element: etree._Element) -> int:
        """Return a number for an element; it is held on to, because lxml forgets elements nobody holds."""
        return self._containers.setdefault(element, len(self._containers) + 1)

    def _place(self, paragraph: etree._Element) -> str:
        """Return where a paragraph stands: `table 1, row 3, column 2, under 'Team'`, `header 1, paragraph 1`."""
        cell = next(paragraph.iterancestors(_TC), None)
        if cell is not None:
            row, table = next(cell.iterancestors(_TR)), next(cell.iterancestors(_TBL))
            column = 1 + sum(1 for _ in cell.itersiblings(_TC, preceding=True))
            where = f"table {self._numbers[table]}, row {self._numbers[row]}, column {column}"
        else:
            where = f"paragraph {self._numbers[paragraph]}"
        if next(paragraph.iterancestors(_TEXT_BOX), None) is not None:
            where = f"text box, {where}"
        above = self._heading_above(paragraph)
        parts = [self._story.label, where, f"under '{above}'" if above else ""]
        return ", ".join(part for part in parts if part)

    def _heading_above(self, paragraph: etree._Element) -> str:
        found = ""
        for item in self._story.root.iter(_P):
            if item is paragraph:
                break
            if _HEADING.match(_style_of(item)):
                found = "".join(node.text or "" for node in _texts(item)).strip()
        return found[:40] if OPEN not in found else ""


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    """Return the text nodes of a paragraph's own runs; those of text boxes within it belong to other paragraphs."""
    nodes = list(paragraph.iter(_T))
    if any(True for _ in paragraph.iter(*_DELETED)):
        nodes = [node for node in nodes if next(node.iterancestors(*_DELETED), None) is None]
    if any(True for _ in paragraph.iter(_TEXT_BOX)):
        nodes = [node for node in nodes if next(node.iterancestors(_P), None) is paragraph]
    return nodes


def _cleanse(root: etree._Element) -> None:
    """Take our own marks from a template that has some: they would be read as tags of ours."""
    for item in list(root.iter()):
        if isinstance(item, etree._ProcessingInstruction):
            parent = item.getparent()
            if parent is not None and item.target == TARGET:
                etree.strip_tags(parent, etree.ProcessingInstruction)
            continue
        if item.text and _PRIVATE.search(item.text):
            item.text = _PRIVATE.sub("", item.text)
        for name, value in item.attrib.items():
            if _PRIVATE.search(str(value)):
                item.set(name, _PRIVATE.sub("", str(value)))


def _settle(paragraph: etree._Element, nodes: list[etree._Element], spans: list[tuple[int, int, str]]) -> None:
    """Accept what was deleted within a tag, and let a content control with a tag go its own way.

    A control that shows its hint, or is bound to data, would lose what the tag prints.
    """
    position, runs = 0, []
    for node in nodes:
        end = position + len(node.text or "")
        runs.append((position, end, node))
        position = end
    for first, last, _ in spans:
        inside = [node for start, end, node in runs if start < last and end > first]
        for control in inside[0].iterancestors(tag("sdt")):
            for name in ("showingPlcHdr", "dataBinding"):
                for item in control.findall(f"{tag('sdtPr')}/{tag(name)}"):
                    _remove(item)
        if len(inside) < 2:
            continue
        within = False
        for item in list(paragraph.iter(_T, *_DELETED)):
            if item is inside[0] or item is inside[-1]:
                within = item is inside[0]
            elif within and item.tag in _DELETED:
                _remove(item)


def _remove(item: etree._Element) -> None:
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)


def _drop_comments(root: etree._Element, gone: etree._Element, ranges: list[etree._Element]) -> None:
    """Take from a story the stretches of comments whose mark has gone with a tag's paragraph."""
    numbers = {item.get(tag("id")) for item in gone.iter(tag("commentReference"))}
    if not numbers:
        return
    for item in [*root.iter(tag("commentRangeStart"), tag("commentRangeEnd")), *ranges]:
        if item.tag != tag("bookmarkStart") and item.tag != tag("bookmarkEnd") and item.get(tag("id")) in numbers:
            if item in ranges:
                ranges.remove(item)
            _remove(item)


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{tag('pPr')}/{tag('pStyle')}")
    return "" if style is None else style.get(tag("val"), "")


def _kind(text: str) -> Kind:
    return "value" if text.startswith("{{") else "control" if text.startswith("{%") else "comment"


def _is_removable(paragraph: etree._Element, found: list[str]) -> bool:
    kinds = {_kind(text) for text in found}
    if kinds <= {"control", "comment"}:
        return True
    return len(found) == 1 and _BLOCK.match(found[0].translate(_STRAIGHT)) is not None


def _has_content(paragraph: etree._Element) -> bool:
    return any(item.tag in _CONTENT for item in paragraph.iter())


def _numbered(root: etree._Element) -> dict[etree._Element, int]:
    """Return the numbers of the paragraphs and tables of a part, and of the rows of each table, before any is gone."""
    numbers: dict[etree._Element, int] = {}
    for name in (_P, _TBL):
        numbers |= {item: number for number, item in enumerate(root.iter(name), start=1)}
    for table in root.iter(_TBL):
        numbers |= {row: number for number, row in enumerate(table.iterchildren(_TR), start=1)}
    return numbers


def paragraph_places(root: etree._Element, label: str) -> list[tuple[etree._Element, str]]:
    """Return the paragraphs of a part, before its tags are gathered, each with the place that problems name it by."""
    finder = _Finder(Story(label, root, [], []), "")
    return [(paragraph, finder._place(paragraph)) for paragraph in root.iter(_P)]
