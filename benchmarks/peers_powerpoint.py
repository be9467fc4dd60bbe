"""A deck as somebody makes it with python-pptx: tables, shapes and notes by its public calls."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.shapes.shapetree import SlideShapes
from pptx.slide import Slide as PowerPointSlide
from pptx.util import Emu, Inches, Pt

from plandocs.content.blocks import (
    Block,
    Bullets,
    Callout,
    Cards,
    Chain,
    ColumnBoard,
    HeatMap,
    KeyValues,
    Matrix,
    Paragraph,
    SignOff,
    Table,
    TeamBoard,
)
from plandocs.content.document import Deck
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt
from plandocs.render.text.plain import cell_text, rich_text

INK = RGBColor(0x1B, 0x24, 0x30)
ACCENT = RGBColor(0x0F, 0x76, 0x6E)
SOFT = RGBColor(0xDC, 0xEE, 0xEB)
TITLE_ONLY = 5
LEFT, TOP, WIDTH, HEIGHT = Inches(0.6), Inches(1.5), Inches(12.1), Inches(5.2)
MOST_ROWS = 12


def make(deck: Deck) -> bytes:
    """Return the deck as the bytes of a .pptx; a table or a Gantt that does not fit goes on over further slides."""
    file = pptx.Presentation()
    file.slide_width, file.slide_height = Inches(13.333), Inches(7.5)
    file.core_properties.title = deck.properties.title
    for slide in deck.slides:
        made = _add_slide(file, slide.title, slide.notes)
        for block in slide.blocks:
            _block(file, made, slide.title, block, deck.formats)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _add_slide(file: object, title: str, notes: Sequence[str]) -> PowerPointSlide:
    slide: PowerPointSlide = file.slides.add_slide(file.slide_layouts[TITLE_ONLY])  # type: ignore[attr-defined]
    slide.shapes.title.text = title  # type: ignore[union-attr]
    if notes:
        slide.notes_slide.notes_text_frame.text = "\n".join(notes)  # type: ignore[union-attr]
    return slide


def _block(file: object, slide: PowerPointSlide, title: str, block: Block, formats: Formats) -> None:
    shapes = slide.shapes
    match block:
        case Paragraph() | Callout():
            _text(shapes, [rich_text(block.text)])
        case Bullets():
            _text(shapes, [rich_text(item) for item in block.items])
        case Cards():
            _boxes(shapes, [f"{card.value}\n{card.label}" for card in block.cards])
        case KeyValues():
            _pages(file, slide, title, ["", ""], [[k, cell_text(v, "text", formats)] for k, v in block.pairs])
        case Table():
            kinds = [column.kind for column in block.columns]
            rows = [
                [cell_text(cell, kind, formats) for cell, kind in zip(row.cells, kinds, strict=False)]
                for row in block.rows
            ]
            _pages(file, slide, title, [column.title for column in block.columns], rows)
        case Matrix():
            _pages(file, slide, title, [block.corner, *block.heads], [[name, *cells] for name, cells in block.rows])
        case HeatMap():
            found = dict(block.cells)
            rows = [[", ".join(found.get((up, across), ())) for across in "LMH"] for up in "HML"]
            _table(shapes, ["", "", ""], rows)
        case Chain():
            _boxes(shapes, [f"{step.text}\n{step.note}" for step in block.steps])
        case ColumnBoard():
            _boxes(shapes, ["\n".join([c.title, *(f"{k} {t}" for k, t in c.items)]) for c in block.columns])
        case TeamBoard():
            _boxes(shapes, ["\n".join([t.title, *(f"{m.name}, {m.role}" for m in t.members)]) for t in block.teams])
        case SignOff():
            _table(shapes, list(block.labels), [[s.name, s.title, "", ""] for s in block.signatures])
        case Gantt():
            for number, part in enumerate(block.split(MOST_ROWS)):
                target = slide if number == 0 else _add_slide(file, title, ())
                _gantt(target.shapes, part)
        case _:
            _text(shapes, [getattr(block, "alt", "")])


def _pages(
    file: object, slide: PowerPointSlide, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    for first in range(0, max(1, len(rows)), MOST_ROWS):
        target = slide if first == 0 else _add_slide(file, title, ())
        _table(target.shapes, heads, rows[first : first + MOST_ROWS])


def _table(shapes: SlideShapes, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    frame = shapes.add_table(len(rows) + 1, len(heads), LEFT, TOP, WIDTH, Inches(0.4) * (len(rows) + 1))
    for row, texts in zip(frame.table.rows, [heads, *rows], strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            run = cell.text_frame.paragraphs[0].add_run()
            run.text = text
            run.font.size = Pt(12)
            run.font.color.rgb = INK


def _text(shapes: SlideShapes, lines: Sequence[str]) -> None:
    frame = shapes.add_textbox(LEFT, TOP, WIDTH, HEIGHT).text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(16)
        run.font.color.rgb = INK


def _boxes(shapes: SlideShapes, texts: Sequence[str]) -> None:
    width = Emu(WIDTH // max(1, len(texts)))
    for number, text in enumerate(texts):
        shape = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Emu(LEFT + number * width), TOP, width, Inches(2))
        shape.fill.solid()
        shape.fill.fore_color.rgb = SOFT
        shape.text_frame.text = text
        for paragraph in shape.text_frame.paragraphs:
            paragraph.font.size = Pt(14)
            paragraph.font.color.rgb = INK


def _gantt(shapes: SlideShapes, gantt: Gantt) -> None:
    label, days = Inches(3.4), (gantt.finish - gantt.start).days + 1
    row_height = Emu(HEIGHT // max(1, len(gantt.rows)))

    def across(day: date) -> int:
        return LEFT + label + (WIDTH - label) * (day - gantt.start).days // days

    for number, row in enumerate(gantt.rows):
        top = Emu(TOP + number * row_height)
        frame = shapes.add_textbox(LEFT, top, label, row_height).text_frame
        run = frame.paragraphs[0].add_run()
        run.text = row.label
        run.font.size = Pt(12)
        run.font.bold = row.critical
        kind = MSO_SHAPE.DIAMOND if row.kind == "milestone" else MSO_SHAPE.ROUNDED_RECTANGLE
        left, right = across(row.start), across(row.finish) + (WIDTH - label) // days
        bar = shapes.add_shape(kind, Emu(left), top, Emu(max(1, right - left)), Emu(row_height * 6 // 10))
        bar.name = f"task {row.id}"
        bar.fill.solid()
        bar.fill.fore_color.rgb = SOFT if row.kind == "buffer" else ACCENT
        bar.line.color.rgb = INK if row.critical else ACCENT
