"""A document as Markdown: the text part of a status mail, and something to paste into a chat or a wiki.

Pictures (charts, heat maps, Gantts) become the sentence that describes them. Text of the plan is escaped where
Markdown would read it as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plandocs.content.blocks import (
    Block,
    Bullets,
    Callout,
    Card,
    Cards,
    Chain,
    ColumnBoard,
    ColumnChart,
    Form,
    HeatMap,
    KeyValues,
    LineChart,
    Matrix,
    Paragraph,
    Rich,
    SignOff,
    Span,
    Subheading,
    Table,
    TeamBoard,
    TimeLine,
)
from plandocs.content.document import Document
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt
from plandocs.render.text.plain import RIGHT_ALIGNED, SHAPES, cell_text, item_text, marked_title

_MARKUP = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\d*)(>|#(?=[#\s])|[+-](?=\s)|(?<=\d)[.)](?=\s))")


def render_markdown(document: Document) -> str:
    """Return the document as Markdown, ending in a line end. A section that says nothing is left out."""
    lines = [f"# {escaped(marked_title(document))}", ""]
    for section in document.sections:
        body = [line for block in section.blocks for line in block_lines(block, document.formats)]
        if section.title and body:
            lines += [f"## {escaped(section.title)}", ""]
        lines += body
    if document.footer:
        lines += ["---", "", escaped(document.footer), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def block_lines(block: Block, formats: Formats) -> list[str]:
    """Return a block as lines that end in an empty one; nothing for a block without content."""
    lines = _lines(block, formats)
    return [*lines, ""] if lines else []


def escaped(text: str) -> str:
    """Return a text of the plan so that Markdown shows it as it is, on one line."""
    joined = _MARKUP.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))
    return _LINE_START.sub(r"\1\\\2", joined)


def _lines(block: Block, formats: Formats) -> list[str]:
    match block:
        case Paragraph():
            return [_rich(block.text)]
        case Subheading():
            return [f"{'#' * (block.level + 1)} {escaped(block.text)}"]
        case Bullets():
            return [f"{f'{n}.' if block.numbered else '-'} {_rich(item)}" for n, item in enumerate(block.items, 1)]
        case Callout():
            title = f"**{escaped(block.title)}** " if block.title else ""
            return [f"> {SHAPES[block.tone]} {title}{_rich(block.text)}"]
        case Cards():
            return [_card(card, formats) for card in block.cards]
        case KeyValues():
            return [
                f"- {formats.pair(f'**{escaped(k)}**', escaped(cell_text(v, 'text', formats)))}" for k, v in block.pairs
            ]
        case Table():
            return _table(block, formats)
        case Matrix():
            return _grid([block.corner, *block.heads], [(name, *cells) for name, cells in block.rows]) or [block.empty]
        case Chain():
            return [" → ".join(escaped(step.text + (f" ({step.note})" if step.note else "")) for step in block.steps)]
        case ColumnBoard():
            return _parted(_column(column.title, column.items, column.empty) for column in block.columns)
        case TeamBoard():
            return _parted(_column(team.title, [(m.name, m.role) for m in team.members], "") for team in block.teams)
        case Form():
            return [f"- {escaped(item_text(question.number, question.text))}" for question in block.questions]
        case SignOff():
            return [escaped(block.statement)]
        case HeatMap() | TimeLine() | LineChart() | ColumnChart() | Gantt():
            return [escaped(block.alt)] if block.alt else []


def _table(table: Table, formats: Formats) -> list[str]:
    if not table.rows:
        return [escaped(table.empty)] if table.empty else []
    kinds = [column.kind for column in table.columns]
    rows = [
        [cell_text(cell, kind, formats) for cell, kind in zip(row.cells, kinds, strict=False)] for row in table.rows
    ]
    right = [kind in RIGHT_ALIGNED for kind in kinds]
    lines = _grid([column.title for column in table.columns], rows, right)
    return [f"**{escaped(table.caption)}**", "", *lines] if table.caption else lines


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool] = ()) -> list[str]:
    body = [_row(row, len(heads)) for row in rows]
    if not body:
        return []
    rule = ["---:" if index < len(right) and right[index] else "---" for index in range(len(heads))]
    return [_row(heads, len(heads)), f"| {' | '.join(rule)} |", *body]


def _row(cells: Sequence[str], width: int) -> str:
    filled = [*cells, *[""] * (width - len(cells))]
    return f"| {' | '.join(escaped(cell).replace('|', chr(92) + '|') for cell in filled)} |"


def _parted(groups: Iterable[list[str]]) -> list[str]:
    """Return groups of lines with an empty line between them."""
    lines: list[str] = []
    for group in groups:
        lines += ["", *group] if lines else group
    return lines


def _column(title: str, items: Iterable[tuple[str, str]], empty: str) -> list[str]:
    rows = [f"- {escaped(item_text(key, text))}" for key, text in items] or ([escaped(empty)] if empty else [])
    return [f"**{escaped(title)}**", "", *rows]


def _card(card: Card, formats: Formats) -> str:
    note = f" ({escaped(card.note)})" if card.note else ""
    return f"- {formats.pair(escaped(card.label), f'**{escaped(card.value)}**')}{note}"


def _emphasised(text: str, span: Span) -> str:
    """Return a span's text in the marks that say what it is."""
    if span.code and "`" not in span.text:
        return f"`{span.text}`"
    text = f"*{text}*" if span.italic else text
    return f"**{text}**" if span.strong else text


def _rich(text: Rich) -> str:
    if isinstance(text, str):
        return escaped(text)
    parts: list[str] = []
    for span in text:
        lead, trail = span.text[: len(span.text) - len(span.text.lstrip())], span.text[len(span.text.rstrip()) :]
        body = escaped(span.text)
        if span.href:
            body = f"[{body}](<{span.href}>)"
        elif body:
            body = _emphasised(body, span)
        parts.append(lead + body + trail if body else span.text)
    return "".join(parts)
