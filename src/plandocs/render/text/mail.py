"""A document as an HTML mail: one column of 600 pixels, tables with inline styles, no pictures, no scripts.

Mail programs drop style sheets, so every element carries its own style; the few rules in the head only serve
programs that have a dark mode. Colours and fonts are the brand's. Nothing is loaded from anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
    ColumnBoard,
    ColumnChart,
    ColumnKind,
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
from plandocs.content.document import Document
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt
from plandocs.render.direction import runs_right_to_left
from plandocs.render.text.mail_direction import turned_mail
from plandocs.render.text.mail_style import MailStyle
from plandocs.render.text.plain import RIGHT_ALIGNED, SHAPES, cell_text, item_text, marked_title
from plandocs.render.xmltext import escape_attribute, escape_text

_FULL = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"'
_ONE_LINE = 14
"""Characters up to which the texts of a column stay on one line: `6 days` and `5 days late` beside long actions."""


def render_mail(document: Document, brand: Brand) -> str:
    """Return the document as a whole HTML file for the body of a mail."""
    writer = _Writer(MailStyle.of(brand), document.formats)
    body = [writer.title(marked_title(document))]
    for section in document.sections:
        blocks = [html for block in section.blocks if (html := writer.block(block))]
        if blocks:
            body += [writer.heading(section.title)] if section.title else []
            body += blocks
    if document.footer:
        body.append(writer.paragraph(document.footer, "small"))
    html = writer.page(marked_title(document), document.properties.language, body)
    return turned_mail(html) if runs_right_to_left(document.properties.language) else html


class _Writer:
    """Blocks as HTML in one style and one language."""

    def __init__(self, style: MailStyle, formats: Formats) -> None:
        self._style = style
        self._formats = formats

    def page(self, title: str, language: str, rows: Sequence[str]) -> str:
        style = self._style
        cells = "\n".join(f'<tr><td style="padding:0 24px">{row}</td></tr>' for row in rows)
        return (
            f'<!DOCTYPE html>\n<html lang="{escape_attribute(language)}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n'
            '<meta name="supported-color-schemes" content="light dark">\n'
            f"<title>{escape_text(title)}</title>\n<style>{style.dark_mode}</style>\n</head>\n"
            f'<body class="page" style="margin:0;padding:0;background:{style.ground}">\n'
            f'<table {_FULL}><tr><td align="center">\n'
            f'<table role="presentation" class="sheet" width="600" cellpadding="0" cellspacing="0" border="0" '
            f'style="width:100%;max-width:600px;background:{style.paper};border-top:4px solid {style.accent}">\n'
            f'{cells}\n<tr><td style="padding:0 0 24px"></td></tr>\n</table>\n</td></tr></table>\n</body>\n</html>\n'
        )

    def title(self, text: str) -> str:
        return f'<h1 class="strong" style="{self._style.title}">{escape_text(text)}</h1>'

    def heading(self, text: str, level: int = 2) -> str:
        return f'<h{level} class="strong" style="{self._style.heading}">{escape_text(text)}</h{level}>'

    def paragraph(self, text: Rich, kind: str = "body") -> str:
        look = {"lead": self._style.lead, "note": self._style.small, "small": self._style.small}
        css = "muted" if kind in ("note", "small") else "ink"
        return f'<p class="{css}" style="{look.get(kind, self._style.body)}">{self._rich(text)}</p>'

    def block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self.paragraph(block.text, block.kind)
            case Subheading():
                return self.heading(block.text, min(block.level + 1, 6))
            case Bullets():
                return self._bullets(block)
            case Callout():
                return self._callout(block)
            case Cards():
                return self._cards(block.cards)
            case KeyValues():
                return self._pairs(block)
            case Table():
                return self._table(block)
            case Matrix():
                rows = [[escape_text(name), *map(escape_text, cells)] for name, cells in block.rows]
                return self._grid([block.corner, *block.heads], rows) if rows else self._said(block.empty)
            case Chain():
                return self._said(" → ".join(f"{s.text} ({s.note})" if s.note else s.text for s in block.steps))
            case ColumnBoard():
                return "".join(self._list(c.title, [item_text(k, t) for k, t in c.items]) for c in block.columns)
            case TeamBoard():
                return "".join(self._list(t.title, [f"{m.name}, {m.role}" for m in t.members]) for t in block.teams)
            case Form():
                return self._bullets(Bullets(tuple(item_text(q.number, q.text) for q in block.questions)))
            case SignOff():
                return self._said(block.statement)
            case HeatMap() | TimeLine() | LineChart() | ColumnChart() | Gantt():
                return self._said(block.alt)

    def _said(self, text: str) -> str:
        return self.paragraph(text) if text else ""

    def _list(self, title: str, items: Sequence[str]) -> str:
        return self.heading(title, 3) + self._bullets(Bullets(tuple(items))) if items else ""

    def _bullets(self, block: Bullets) -> str:
        if not block.items:
            return ""
        tag = "ol" if block.numbered else "ul"
        items = "".join(f'<li style="margin:0 0 4px">{self._rich(item)}</li>' for item in block.items)
        return f'<{tag} class="ink" style="{self._style.list}">{items}</{tag}>'

    def _callout(self, block: Callout) -> str:
        title = f"<strong>{escape_text(block.title)}</strong> " if block.title else ""
        bar = self._style.tones[block.tone]
        return (
            f'<table {_FULL} style="margin:0 0 16px">'
            f'<tr><td class="tint ink" style="border-left:4px solid {bar};{self._style.callout}">'
            f"{self._mark(block.tone)} {title}{self._rich(block.text)}</td></tr></table>"
        )

    def _cards(self, cards: Sequence[Card]) -> str:
        width = 100 // max(1, len(cards))
        cells = "".join(
            f'<td class="tint" width="{width}%" valign="top" style="{self._style.card}">'
            f'<div class="muted" style="{self._style.label}">{escape_text(card.label)}</div>'
            f'<div class="strong" style="{self._style.figure}">'
            f"{f'{self._mark(card.tone)} ' if card.tone else ''}{escape_text(card.value)}</div>"
            f'<div class="muted" style="{self._style.label}">{escape_text(card.note)}</div></td>'
            for card in cards
        )
        return f'<table {_FULL} style="margin:0 0 16px"><tr>{cells}</tr></table>'

    def _pairs(self, block: KeyValues) -> str:
        rows = "".join(
            f'<tr><th scope="row" class="muted" align="left" valign="top" style="{self._style.cell};'
            f'font-weight:normal">{escape_text(label)}</th><td class="ink" valign="top" style="{self._style.cell}">'
            f"{self._cell(value)}</td></tr>"
            for label, value in block.pairs
        )
        return f'<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">{rows}</table>'

    def _table(self, table: Table) -> str:
        if not table.rows:
            return self._said(table.empty)
        kinds = [column.kind for column in table.columns]
        columns = zip(*(row.cells for row in table.rows), strict=False)
        kept = [
            all(len(cell_text(cell, kind, self._formats)) <= _ONE_LINE for cell in cells)
            for cells, kind in zip(columns, kinds, strict=False)
        ]
        rows = [
            [self._tabled(cell, kind, whole=whole) for cell, kind, whole in zip(row.cells, kinds, kept, strict=False)]
            for row in table.rows
        ]
        heads = [column.title for column in table.columns]
        return self._grid(heads, rows, [kind in RIGHT_ALIGNED for kind in kinds], table.caption)

    def _grid(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool] = (), caption: str = ""
    ) -> str:
        sides = ["right" if index < len(right) and right[index] else "left" for index in range(len(heads))]
        head = "".join(
            f'<th scope="col" class="strong" align="{side}" valign="bottom" style="{self._style.head}">'
            f"{escape_text(text)}</th>"
            for text, side in zip(heads, sides, strict=True)
        )
        body = "".join(
            "<tr>"
            + "".join(
                f'<td class="ink" align="{side}" valign="top" style="{self._style.cell}">{cell}</td>'
                for cell, side in zip(row, sides, strict=False)
            )
            + "</tr>"
            for row in rows
        )
        title = (
            f'<caption class="muted" align="top" style="{self._style.label};text-align:left">'
            f"{escape_text(caption)}</caption>"
            if caption
            else ""
        )
        return (
            '<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">'
            f"{title}<tr>{head}</tr>{body}</table>"
        )

    def _tabled(self, cell: Cell, kind: ColumnKind, *, whole: bool) -> str:
        """Return a cell of a table as HTML; a `whole` one does not break: not every mail program knows `nowrap`."""
        if isinstance(cell, tuple):
            return self._cell(cell)
        if isinstance(cell, Chip):
            return self._cell(replace(cell, text=_unbroken(cell.text)) if whole else cell)
        text = cell_text(cell, kind, self._formats)
        return escape_text(_unbroken(text) if whole else text)

    def _cell(self, cell: object) -> str:
        if isinstance(cell, Chip):
            return f"{self._mark(cell.tone)}\u00a0{escape_text(cell.text)}"
        if isinstance(cell, tuple):
            return self._rich(cell)
        return escape_text(cell_text(cell, "text", self._formats))  # type: ignore[arg-type]

    def _mark(self, tone: Tone) -> str:
        return f'<span style="color:{self._style.tones[tone]}">{SHAPES[tone]}</span>'

    def _rich(self, text: Rich) -> str:
        if isinstance(text, str):
            return escape_text(text)
        return "".join(map(self._span, text))

    def _span(self, span: Span) -> str:
        html = escape_text(span.text)
        html = f"<code>{html}</code>" if span.code else f"<em>{html}</em>" if span.italic else html
        if span.href.startswith(("https://", "http://", "mailto:")):
            html = f'<a class="link" href="{escape_attribute(span.href)}" style="color:{self._style.link}">{html}</a>'
        if span.muted:
            html = f'<span class="muted" style="color:{self._style.muted}">{html}</span>'
        return f"<strong>{html}</strong>" if span.strong else html


def _unbroken(text: str) -> str:
    return text.replace(" ", "\u00a0")
