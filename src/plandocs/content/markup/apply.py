"""Marks of the plan's texts carried into finished documents, or taken out where a format shows none.

Documents are made of the texts as they were typed. Where the plan has marks at all, one walk over the finished document
turns them into spans and lists; titles, labels and everything in decks and workbooks lose theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from plandocs.content.blocks import Block, Bullets, Callout, KeyValues, Paragraph, Rich, Row, Span
from plandocs.content.document import Document
from plandocs.content.fields.lazy import Fields
from plandocs.content.formats import Formats
from plandocs.content.markup.inline import has_signs, plain, spans
from plandocs.content.markup.lists import flat, has_list, stretches
from plandocs.content.sheets import AreaRule, Bounds, Formula, GridGantt, Name, Rule, SheetColumn

_Made = TypeVar("_Made")
_UNTOUCHED = (Span, Formats, Fields, SheetColumn, Rule, AreaRule, Bounds, GridGantt, Name)
"""What holds no text of the plan, or formulas: a star multiplies there."""
_SIGNS = (
    ("`", re.compile("`")),
    ("](", re.compile(r"\]\(")),
    ("\\n", re.compile(r"\\n")),
    ("*", re.compile(r"\*[^\s*]")),
    ("_", re.compile(r"_(?<!\w_)\w")),
    ("|", re.compile(r"\|[-+\d]*\s*$", re.MULTILINE)),
)
"""What a plan file has where it may have marks: a text to look for first, because that is fast, and what it must be."""


@dataclass(frozen=True, slots=True)
class Markup:
    """What a plan's documents go through: nothing at all where its file has no sign of a mark."""

    present: bool

    @classmethod
    def of(cls, lines: Iterable[str]) -> Markup:
        """Return what the lines of a plan file ask for."""
        written = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
        return cls(any(text in written and sign.search(written) for text, sign in _SIGNS))

    def document(self, document: Document) -> Document:
        """Return a document with its marks as spans and lists."""
        if not self.present:
            return document
        sections = tuple(replace(item, blocks=_blocks(item.blocks)) for item in document.sections)
        return without_marks(replace(document, sections=sections))

    def plain(self, made: _Made) -> _Made:
        """Return a deck or a workbook without marks."""
        return without_marks(made) if self.present else made


def without_marks(made: _Made) -> _Made:
    """Return a value with the marks taken out of every text in it; spans are left as they are."""
    found: _Made = _walked(made)
    return found


def _blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(made for block in blocks for made in _block(block))


def _block(block: Block) -> list[Block]:
    """Return a block with its marks as spans: a paragraph with lists in it becomes several blocks."""
    match block:
        case Paragraph(text=str() as text) if has_list(text):
            return [_listed(item.kind, item.lines, block) for item in stretches(text)]
        case Paragraph() | Callout():
            return [replace(block, text=_rich(block.text))]
        case Bullets():
            return [replace(block, items=tuple(map(_rich, block.items)))]
        case KeyValues():
            return [replace(block, pairs=tuple((label, _cell(value)) for label, value in block.pairs))]
    rows = getattr(block, "rows", ())
    if rows and isinstance(rows[0], Row):
        made: Any = block
        return [replace(made, rows=tuple(replace(row, cells=tuple(map(_cell, row.cells))) for row in rows))]
    return [block]


def _listed(kind: str, lines: tuple[str, ...], block: Paragraph) -> Block:
    if kind == "text":
        return replace(block, text=spans("\n".join(lines)))
    return Bullets(tuple(spans(line) for line in lines), numbered=kind == "numbers")


def _rich(text: Rich) -> Rich:
    if isinstance(text, str):
        return spans(flat(text))
    return tuple(made for span in text for made in _span(span))


def _span(span: Span) -> Iterable[Span]:
    """Return a span of ours that holds an author's text: what it says already stays so."""
    found = spans(flat(span.text)) if has_signs(span.text) or "\n" in span.text else span.text
    if isinstance(found, str):
        return (replace(span, text=found),) if found != span.text else (span,)
    if span.anchor or span.href or span.tone:
        return (replace(span, text=plain(span.text)),)
    return (replace(item, strong=item.strong or span.strong, muted=item.muted or span.muted) for item in found)


def _cell(value: Any) -> Any:
    return _rich(value) if isinstance(value, str | tuple) else value


def _walked(value: Any) -> Any:
    if isinstance(value, str):
        return plain(flat(value)) if has_signs(value) or "\n" in value else value
    if isinstance(value, Formula):
        return replace(value, value=_walked(value.value))
    if isinstance(value, _UNTOUCHED):
        return value
    if isinstance(value, tuple):
        made = tuple(map(_walked, value))
        return made if any(new is not old for new, old in zip(made, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for name in _names(type(value)):
            old = getattr(value, name)
            new = _walked(old)
            if new is not old:
                changed[name] = new
        return replace(value, **changed) if changed else value
    return value


@lru_cache(maxsize=256)
def _names(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind) if item.init)
