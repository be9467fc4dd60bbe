"""Blocks as HTML with the elements that mean what they are: lists, tables with headers, figures, headings.

Style comes from the page's style sheet by class; on a phone a table's rows become cards, whose cells name their
column. A status is always a shape and a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.brand.model import Brand
from plandocs.content.blocks import (
    Block,
    Bullets,
    Callout,
    Card,
    Cards,
    Cell,
    Chain,
    Chip,
    Column,
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
    Tone,
)
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt
from plandocs.render.html.gantt import gantt_svg, legend_mark
from plandocs.render.text.plain import RIGHT_ALIGNED, SHAPES, cell_text, item_text
from plandocs.render.xmltext import escape_attribute, escape_text

_FOLDED = "dates"
"""The table that is read on demand: it repeats a picture."""


class BlockWriter:
    """Blocks in one language; `words` are the fixed words that the document gives."""

    def __init__(self, brand: Brand, formats: Formats, words: dict[str, str]) -> None:
        self._brand = brand
        self._formats = formats
        self._words = words

    def block(self, block: Block) -> str:
        """Return one block; an empty text for one that says nothing."""
        match block:
            case Paragraph():
                look = "" if block.kind == "body" else f' class="{block.kind}"'
                return f"<p{look}>{self.rich(block.text)}</p>"
            case Subheading():
                return f"<h3>{escape_text(block.text)}</h3>"
            case Bullets():
                return self._bullets(block)
            case Callout():
                title = f"<strong>{self._tone(block.tone, block.title)}</strong> " if block.title else ""
                return f'<p class="callout t-{block.tone}">{title}{self.rich(block.text)}</p>'
            case Cards():
                return f'<dl class="cards">{"".join(map(self._card, block.cards))}</dl>'
            case KeyValues():
                pairs = (f"<dt>{escape_text(label)}</dt><dd>{self._value(value)}</dd>" for label, value in block.pairs)
                return f"<dl>{''.join(pairs)}</dl>"
            case Table():
                return self._table(block)
            case ColumnBoard():
                columns = (
                    self._list(column.title, [item_text(*item) for item in column.items], column.empty)
                    for column in block.columns
                )
                return f'<div class="columns">{"".join(columns)}</div>'
            case TeamBoard():
                teams = (self._list(t.title, [f"{m.name}, {m.role}" for m in t.members]) for t in block.teams)
                return f'<div class="columns">{"".join(teams)}</div>'
            case Gantt():
                return self._gantt(block)
            case Chain():
                return self._bullets(Bullets(tuple(f"{s.text} {s.note}".strip() for s in block.steps), numbered=True))
            case Form():
                return self._bullets(Bullets(tuple(item_text(q.number, q.text) for q in block.questions)))
            case SignOff():
                return f"<p>{escape_text(block.statement)}</p>"
            case Matrix():
                heads = (Column(block.corner), *(Column(head) for head in block.heads))
                return self._rows(heads, [[escape_text(name), *map(escape_text, row)] for name, row in block.rows])
            case HeatMap() | TimeLine() | LineChart() | ColumnChart():
                return f"<p>{escape_text(block.alt)}</p>" if block.alt else ""

    def rich(self, text: Rich) -> str:
        """Return a line of text with its emphasis and links."""
        return escape_text(text) if isinstance(text, str) else "".join(map(self._span, text))

    def _bullets(self, block: Bullets) -> str:
        if not block.items:
            return ""
        tag = "ol" if block.numbered else "ul"
        return f"<{tag}>{''.join(f'<li>{self.rich(item)}</li>' for item in block.items)}</{tag}>"

    def _list(self, title: str, items: Sequence[str], empty: str = "") -> str:
        said = self._bullets(Bullets(tuple(items))) if items else f"<p>{escape_text(empty)}</p>"
        return f"<div><h3>{escape_text(title)}</h3>{said}</div>"

    def _card(self, card: Card) -> str:
        tone = f" t-{card.tone}" if card.tone else ""
        value = self._tone(card.tone, "") + " " if card.tone else ""
        note = f'<dd class="note">{escape_text(card.note)}</dd>' if card.note else ""
        return (
            f'<div class="card{tone}"><dt>{escape_text(card.label)}</dt>'
            f'<dd class="value">{value}{escape_text(card.value)}</dd>{note}</div>'
        )

    def _table(self, table: Table) -> str:
        if not table.rows:
            return f"<p>{escape_text(table.empty)}</p>" if table.empty else ""
        rows = [
            [self._cell(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)]
            for row in table.rows
        ]
        if table.name == _FOLDED:
            inner = self._rows(table.columns, rows, name=table.name)
            return f"<details><summary>{escape_text(table.caption)}</summary>{inner}</details>"
        return self._rows(table.columns, rows, table.caption, table.name)

    def _rows(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], caption: str = "", name: str = "") -> str:
        """Return a table. Its roles are written out: a browser forgets them when a phone shows rows as cards."""
        sides = [' class="right"' if column.kind in RIGHT_ALIGNED else "" for column in columns]
        heads = "".join(
            f'<th scope="col" role="columnheader"{side}>{escape_text(column.title)}</th>'
            for column, side in zip(columns, sides, strict=True)
        )
        body = "".join(f'<tr role="row">{self._row(columns, row)}</tr>' for row in rows)
        look = f' class="{name}"' if name else ""
        title = f"<caption>{escape_text(caption)}</caption>" if caption else ""
        return (
            f'<table role="table"{look}>{title}<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
            f'<tbody role="rowgroup">{body}</tbody></table>'
        )

    def _row(self, columns: Sequence[Column], row: Sequence[str]) -> str:
        first, *rest = row
        cells = [f'<th scope="row" role="rowheader">{first}</th>']
        for column, value in zip(columns[1:], rest, strict=True):
            look = "right" if column.kind in RIGHT_ALIGNED else "day" if column.kind == "date" else ""
            named = f' class="{look}"' if look else ""
            cells.append(f'<td role="cell"{named} data-label="{escape_attribute(column.title)}">{value}</td>')
        return "".join(cells)

    def _cell(self, cell: Cell, column: Column) -> str:
        if column.kind == "percent" and isinstance(cell, int):
            share = min(max(cell, 0), 100)
            meter = f'<span class="meter" aria-hidden="true"><i style="width:{share}%"></i></span>'
            return f"{meter}{escape_text(self._formats.percent(cell))}"
        return self._value(cell, column)

    def _value(self, cell: Cell, column: Column | None = None) -> str:
        if isinstance(cell, Chip):
            return self._tone(cell.tone, cell.text)
        if isinstance(cell, tuple):
            return self.rich(cell)
        return escape_text(cell_text(cell, column.kind if column else "text", self._formats))

    def _tone(self, tone: Tone, text: str) -> str:
        return f'<span class="tone t-{tone}"><span aria-hidden="true">{SHAPES[tone]}</span> {escape_text(text)}</span>'

    def _gantt(self, block: Gantt) -> str:
        legend = "".join(f"<li>{legend_mark(kind)}{escape_text(word)}</li>" for kind, word in block.legend)
        scroll = escape_attribute(f"{block.caption}. {self._words.get('scroll', '')}".strip())
        return (
            f"<figure><figcaption>{escape_text(block.caption)}</figcaption>"
            f'<div class="scroll" role="region" tabindex="0" aria-label="{scroll}">'
            f"{gantt_svg(block, self._brand, self._formats)}</div>"
            f'<ul class="legend">{legend}</ul></figure>'
        )

    def _span(self, span: Span) -> str:
        html = escape_text(span.text)
        if span.tone:
            html = self._tone(span.tone, span.text)
        html = f"<code>{html}</code>" if span.code else f"<em>{html}</em>" if span.italic else html
        if span.href.startswith(("https://", "http://", "mailto:")):
            html = f'<a href="{escape_attribute(span.href)}" rel="noopener noreferrer">{html}</a>'
        html = f'<span class="note">{html}</span>' if span.muted else html
        return f"<strong>{html}</strong>" if span.strong else html
