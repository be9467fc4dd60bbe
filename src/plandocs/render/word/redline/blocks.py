"""A story as blocks: paragraphs, tables with their rows and cells, controls, and stretches that one field fills."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from plandocs.render.word.names import tag
from plandocs.render.word.redline.alignment import Piece
from plandocs.render.word.redline.atoms import Atom, Targets, atoms_of, words_of

Kind = Literal["paragraph", "section", "table", "control", "field", "other"]
_ID = re.compile(r"[A-Za-z]{1,5}[-_.]?\d[\w.-]*")
_NOT_CONTENT = frozenset(tag(name) for name in ("tcPr", "sectPr", "sdtPr", "sdtEndPr"))
_LOOKED_AT = 3
"""Cells of a row among which its id is looked for."""


@dataclass(slots=True, eq=False)
class Block:
    """One block of a story. A table has rows; a control, or a field over several paragraphs, has blocks inside.

    `opening` and `closing` are the runs with which such a field begins and ends; its paragraphs are without them.
    """

    kind: Kind
    element: etree._Element
    piece: Piece
    atoms: list[Atom] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    inside: list[Block] = field(default_factory=list)
    opening: list[etree._Element] = field(default_factory=list)
    closing: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Row:
    """A table row. `shape` is what a row cannot change and stay itself: columns, fills and borders of its cells."""

    element: etree._Element
    cells: list[Cell]
    piece: Piece
    shape: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Cell:
    """A table cell, and how many columns it spans."""

    element: etree._Element
    span: int
    blocks: list[Block]


def read_blocks(parent: etree._Element, targets: Targets) -> list[Block]:
    """Return the content of a body, a cell, a header or a control as blocks."""
    blocks: list[Block] = []
    stretch: list[etree._Element] = []
    depth = 0
    for item in parent:
        if not isinstance(item.tag, str) or item.tag in _NOT_CONTENT:
            continue
        depth += _fields_left_open(item)
        if depth > 0 or stretch:
            stretch.append(item)
            if depth > 0:
                continue
            blocks.append(_field(stretch, targets))
            stretch = []
        else:
            blocks.append(_block(item, targets))
    return [*blocks, *(_block(item, targets) for item in stretch)]


def are_alike(old: etree._Element, new: etree._Element) -> bool:
    """Return whether two elements are letter by letter the same: then the new one is taken as it is.

    Bookmarks, links and list numbers of the old file have names of their own, so elements with any are not.
    """
    return etree.tostring(old, with_tail=False) == etree.tostring(new, with_tail=False)


def text_of(blocks: Sequence[Block]) -> str:
    """Return what blocks show as text, a space between any two paragraphs."""
    out: list[str] = []
    for block in blocks:
        if block.atoms:
            out.append("".join(atom.text for atom in block.atoms))
        out += [text_of(cell.blocks) for row in block.rows for cell in row.cells]
        if block.inside:
            out.append(text_of(block.inside))
    return " ".join(part for part in out if part)


def style_of(paragraph: etree._Element) -> str:
    """Return the id of a paragraph's style."""
    found = paragraph.find(f"{tag('pPr')}/{tag('pStyle')}")
    return "" if found is None else found.get(tag("val"), "")


def _block(item: etree._Element, targets: Targets) -> Block:
    if item.tag == tag("p"):
        return _paragraph(item, targets)
    if item.tag == tag("tbl"):
        return _table(item, targets)
    if item.tag == tag("sdt"):
        content = item.find(tag("sdtContent"))
        inside = [] if content is None else read_blocks(content, targets)
        return Block("control", item, _whole("control", inside), inside=inside)
    text = etree.QName(item).localname
    return Block("other", item, Piece("other", f"other {text}", "", Counter([text])))


def _paragraph(item: etree._Element, targets: Targets) -> Block:
    atoms = atoms_of(item, targets)
    ending = item.find(f"{tag('pPr')}/{tag('sectPr')}")
    kind: Kind = "paragraph" if ending is None else "section"
    sort: str = kind
    if ending is not None:
        size = ending.find(tag("pgSz"))
        sort += " " + ("" if size is None else size.get(tag("orient"), "portrait"))
    keys = [atom.key for atom in atoms if atom.kind != "marker"]
    words = Counter(key for key in keys if key.strip())
    return Block(kind, item, Piece(sort, "\x1f".join([sort, *keys]), "", words, style_of(item)), atoms)


def _table(item: etree._Element, targets: Targets) -> Block:
    rows = [_row(row, targets) for row in item.iterchildren(tag("tr"))]
    described = item.find(f"{tag('tblPr')}/{tag('tblCaption')}")
    name = "" if described is None else described.get(tag("val"), "")
    words: Counter[str] = Counter()
    for row in rows:
        words.update(row.piece.words)
    signature = "\x1d".join(["table", name, *(row.piece.signature for row in rows)])
    return Block("table", item, Piece("table", signature, name, words), rows=rows)


def _row(item: etree._Element, targets: Targets) -> Row:
    cells = [_cell(cell, targets) for cell in item.iterchildren(tag("tc"))]
    texts = [text_of(cell.blocks) for cell in cells]
    shape = tuple(_shape(cell) for cell in cells)
    is_head = item.find(f"{tag('trPr')}/{tag('tblHeader')}") is not None
    signature = "\x1e".join(f"{look}\x1f{_signature(cell.blocks)}" for look, cell in zip(shape, cells, strict=True))
    words = Counter(word for text in texts for word in words_of(text) if word.strip())
    kind = "head" if is_head else "row"
    return Row(item, cells, Piece(kind, f"{kind} {signature}", "head" if is_head else _name(texts), words), shape)


def _cell(item: etree._Element, targets: Targets) -> Cell:
    span = item.find(f"{tag('tcPr')}/{tag('gridSpan')}")
    return Cell(item, 1 if span is None else int(span.get(tag("val"), "1")), read_blocks(item, targets))


def _name(texts: Sequence[str]) -> str:
    """Return what a row is called: its id where it has one, else its first words."""
    for text in texts[:_LOOKED_AT]:
        if _ID.fullmatch(text):
            return text
    return next((text for text in texts if any(letter.isalpha() for letter in text)), "")


def _shape(cell: Cell) -> str:
    properties = cell.element.find(tag("tcPr"))
    kept = [] if properties is None else properties.iterchildren(tag("tcBorders"), tag("shd"), tag("vMerge"))
    return f"{cell.span}" + "".join(etree.tostring(item, encoding="unicode", with_tail=False) for item in kept)


def _signature(blocks: Sequence[Block]) -> str:
    return "\x1d".join(block.piece.signature for block in blocks)


def _whole(kind: str, inside: Sequence[Block]) -> Piece:
    words: Counter[str] = Counter()
    for block in inside:
        words.update(block.piece.words)
    return Piece(kind, f"{kind} {_signature(inside)}", kind, words)


def _fields_left_open(item: etree._Element) -> int:
    """Return how many more fields begin than end in a paragraph; below 0 where some end that began before."""
    if item.tag != tag("p"):
        return 0
    kinds = [part.get(tag("fldCharType")) for part in item.iter(tag("fldChar"))]
    return kinds.count("begin") - kinds.count("end")


def _field(stretch: list[etree._Element], targets: Targets) -> Block:
    """Return paragraphs that one field fills, such as the contents list, with its two halves taken out of them."""
    opening = _unclosed(stretch[0])
    closing = _unopened(stretch[-1])
    for run in [*opening, *closing]:
        run.getparent().remove(run)  # type: ignore[union-attr]  # runs of a paragraph
    inside = [_block(item, targets) for item in stretch]
    return Block(
        "field", stretch[0], _whole("field", inside), inside=inside,
        opening=[deepcopy(run) for run in opening], closing=[deepcopy(run) for run in closing],
    )  # fmt: skip


def _unclosed(paragraph: etree._Element) -> list[etree._Element]:
    """Return the runs from a field's beginning to the start of its result, where it does not end in the paragraph."""
    runs = list(paragraph.iterchildren(tag("r")))
    for number, run in enumerate(runs):
        if not _has(run, "begin"):
            continue
        depth = 0
        for item in [part for other in runs[number:] for part in other.iter(tag("fldChar"))]:
            depth += {"begin": 1, "end": -1}.get(item.get(tag("fldCharType"), ""), 0)
        if depth > 0:
            last = next((n for n in range(number, len(runs)) if _has(runs[n], "separate")), number)
            return runs[number : last + 1]
    return []


def _unopened(paragraph: etree._Element) -> list[etree._Element]:
    """Return the run that ends a field which began in an earlier paragraph."""
    last = [run for run in paragraph.iterchildren(tag("r")) if _has(run, "end")][-1:]
    return last if _fields_left_open(paragraph) < 0 else []


def _has(run: etree._Element, kind: str) -> bool:
    return any(item.get(tag("fldCharType")) == kind for item in run.iterchildren(tag("fldChar")))
