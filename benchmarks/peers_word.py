"""A document as somebody makes it with python-docx: its public calls, and elements where there are none."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Length, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell

from benchmarks import peers_word_parts as parts
from benchmarks.peers_word_parts import Way
from plandocs.content.blocks import (
    Block,
    Bullets,
    Callout,
    Cards,
    Cell,
    Chain,
    Chip,
    ColumnBoard,
    ColumnKind,
    HeatMap,
    KeyValues,
    Matrix,
    Paragraph,
    Rich,
    SignOff,
    Span,
    Subheading,
    Table,
    TeamBoard,
)
from plandocs.content.document import Document
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt, GanttRow
from plandocs.render.text.plain import RIGHT_ALIGNED, cell_text, rich_text

INK = RGBColor(0x1B, 0x24, 0x30)
HEAD = "0B4F4A"
TABLE_STYLE = "Light Grid Accent 1"
CELL_STYLE = "Table Text"
BAR = {"task": "0F766E", "buffer": "DCEEEB", "milestone": "C2703D", "phase": "1B2430"}
MOST_DAYS = 35


def make(document: Document, logo: bytes, *, tuned: bool = False) -> bytes:
    """Return the document as the bytes of a .docx."""
    word, way = docx.Document(), Way(tuned)
    word.styles["Normal"].font.name = "Arial"
    word.styles["Normal"].font.size = Pt(10.5)
    _cell_style(word)
    word.core_properties.title = document.properties.title
    parts.page_header(word, document.properties.title, logo)
    parts.page_footer(word, document.footer)
    if document.cover is not None:
        word.add_picture(io.BytesIO(logo), height=Cm(1.5))
        word.add_heading(document.cover.title, 0)
        word.add_paragraph(document.cover.line)
        _key_values(word, way, document.cover.control, document.formats)
        word.add_page_break()
    if document.contents:
        parts.contents(word, document)
    turned = False
    for section in document.sections:
        if section.landscape != turned:
            turned = not turned
            parts.turn(word, landscape=turned)
        if section.title:
            _heading(word, section.title, 1, way)
        for block in section.blocks:
            _block(word, block, document.formats, way)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _cell_style(word: WordDocument) -> None:
    """Make the style of texts in tables: Word lets the size of Normal win over that of a table's style."""
    style = word.styles.add_style(CELL_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.font.size = Pt(9.5)
    style.font.color.rgb = INK
    style.paragraph_format.space_after = Pt(2)


def _heading(word: WordDocument, text: str, level: int, way: Way) -> None:
    """Add a heading with the bookmark that its entry in the contents leads to."""
    number = next(way.headings)
    parts.bookmarked(word.add_heading(text, level), f"_Toc{number}", number)


def _block(word: WordDocument, block: Block, formats: Formats, way: Way) -> None:
    match block:
        case Paragraph():
            parts.write(word.add_paragraph(), block.text)
        case Subheading():
            _heading(word, block.text, block.level, way)
        case Bullets():
            for item in block.items:
                parts.write(word.add_paragraph(style="List Number" if block.numbered else "List Bullet"), item)
        case Callout():
            quote = word.add_paragraph(f"{block.title} ", style="Intense Quote")
            parts.write(quote, block.text)
        case Cards():
            _grid(word, way, [card.label for card in block.cards], [[card.value for card in block.cards]])
        case KeyValues():
            _key_values(word, way, block, formats)
        case Table():
            if block.rows:
                _table(word, block, formats, way)
            else:
                word.add_paragraph(block.empty)
        case Matrix():
            _grid(word, way, [block.corner, *block.heads], [[name, *cells] for name, cells in block.rows])
        case HeatMap():
            _heat_map(word, block)
        case Chain():
            word.add_paragraph(" → ".join(step.text for step in block.steps))
        case ColumnBoard():
            for column in block.columns:
                word.add_heading(column.title, 2)
                for key, text in column.items:
                    word.add_paragraph(f"{key} {text}", style="List Bullet")
        case TeamBoard():
            for team in block.teams:
                _grid(word, way, [team.title, ""], [[member.name, member.role] for member in team.members])
        case SignOff():
            word.add_paragraph(block.statement)
            parts.controls(word, block.signatures, block.labels)
        case Gantt():
            _gantt(word, block, way)
        case _:
            word.add_paragraph(getattr(block, "alt", ""))


def _key_values(word: WordDocument, way: Way, block: KeyValues, formats: Formats) -> None:
    _grid(word, way, ["", ""], [[label, cell_text(value, "text", formats)] for label, value in block.pairs])


def _table(word: WordDocument, block: Table, formats: Formats, way: Way) -> None:
    kinds = [column.kind for column in block.columns]
    rows = [[_said(cell, kind, formats) for cell, kind in zip(row.cells, kinds, strict=False)] for row in block.rows]
    table = _grid(word, way, [column.title for column in block.columns], rows)
    parts.described(table, block.caption)
    right = [number for number, kind in enumerate(kinds) if kind in RIGHT_ALIGNED]
    if right:
        for row in table.rows[1:]:
            cells = row.cells
            for number in right:
                cells[number].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if block.caption:
        parts.caption(word, block.caption, "Table", next(way.tables))


def _said(cell: Cell, kind: ColumnKind, formats: Formats) -> Rich:
    """Return a cell as it is written: spans stay spans, a status is one."""
    if isinstance(cell, tuple):
        return cell
    text = cell_text(cell, kind, formats)
    return (Span(text, tone=cell.tone),) if isinstance(cell, Chip) else text


def _grid(word: WordDocument, way: Way, heads: Sequence[str], rows: Sequence[Sequence[Rich]]) -> WordTable:
    """Add a table: row by row, as the library's documentation shows it, or when tuned all rows at once."""
    table = word.add_table(rows=len(rows) + 1 if way.tuned else 1, cols=len(heads))
    table.style = TABLE_STYLE
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    made = list(table.rows) if way.tuned else []
    widths, style = _widths(heads, rows), word.styles[CELL_STYLE]
    for number, texts in enumerate([heads, *rows]):
        row = made[number] if way.tuned else table.rows[0] if number == 0 else table.add_row()
        parts.whole(row)
        for cell, text, width in zip(row.cells, texts, widths, strict=False):
            cell.width = width  # Word takes a column's width from its cells
            paragraph = cell.paragraphs[0]
            if way.tuned:
                paragraph._p.get_or_add_pPr().style = style.style_id  # without looking it up for each cell
            else:
                paragraph.style = style
            parts.write(paragraph, text)
    return table


def _widths(heads: Sequence[str], rows: Sequence[Sequence[Rich]]) -> list[Length]:
    """Return the widths of columns: in proportion to their longest texts, within bounds."""
    longest = [
        max([len(head), *(len(rich_text(row[number])) for row in rows if number < len(row))])
        for number, head in enumerate(heads)
    ]
    shares = [min(max(letters, 8), 40) for letters in longest]
    return [Emu(Cm(16) * share // sum(shares)) for share in shares]


def _shade(cell: _Cell, color: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), color)
    cell._tc.get_or_add_tcPr().append(shading)


def _heat_map(word: WordDocument, block: HeatMap) -> None:
    found = dict(block.cells)
    table = word.add_table(rows=3, cols=3)
    for row, likelihood in zip(table.rows, "HML", strict=True):
        for cell, impact in zip(row.cells, "LMH", strict=True):
            cell.text = ", ".join(found.get((likelihood, impact), ()))
            _shade(cell, HEAD)


def _gantt(word: WordDocument, block: Gantt, way: Way) -> None:
    days = (block.finish - block.start).days + 1
    unit = 1 if days <= MOST_DAYS else 7
    columns = -(-days // unit)
    table = word.add_table(rows=len(block.rows) + 1, cols=columns + 1)
    rows = iter(table.rows)
    for number, cell in enumerate(next(rows).cells[1:]):
        first = block.start + timedelta(days=number * unit)
        if first.weekday() < unit:
            cell.text = str(first.day)
    parts.described(table, block.caption)
    for row, line in zip(block.rows, rows, strict=True):
        parts.whole(line)
        cells = line.cells
        cells[0].paragraphs[0].add_run(row.label).bold = row.critical
        for number in range(_column(row.start, block, unit), _column(row.finish, block, unit) + 1):
            _shade(cells[number + 1], _color(row))
    parts.caption(word, block.caption, "Figure", next(way.figures))


def _column(day: date, block: Gantt, unit: int) -> int:
    return max(0, min((day - block.start).days, (block.finish - block.start).days)) // unit


def _color(row: GanttRow) -> str:
    return HEAD if row.critical and row.kind == "task" else BAR[row.kind]
