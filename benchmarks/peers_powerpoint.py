"""A deck as somebody makes it with python-pptx: tables, shapes and notes by its public calls."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation
from pptx.shapes.shapetree import SlideShapes
from pptx.slide import Slide as PowerPointSlide
from pptx.util import Inches, Pt

from benchmarks import peers_pictures as pictures
from benchmarks.peers_pictures import HEIGHT, INK, LEFT, TOP, WIDTH
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
    TimeLine,
)
from plandocs.content.document import Deck, Slide
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt
from plandocs.render.text.plain import cell_text, rich_text

TITLE_ONLY = 5
FOOTERS = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
"""What a new slide does not get from its layout: copied by hand, or the slide has no number."""
MOST_ROWS = 12


def make(deck: Deck, logo: bytes, *, tuned: bool = False) -> bytes:
    """Return the deck as the bytes of a .pptx; a table or a Gantt that does not fit goes on over further slides.

    `tuned` asks a table for its rows once, instead of for each cell as the library's documentation does.
    """
    file = pptx.Presentation()
    file.slide_width, file.slide_height = Inches(13.333), Inches(7.5)
    file.core_properties.title = deck.properties.title
    for slide in deck.slides:
        made = _add_slide(file, slide.title, slide.notes)
        pictures.text(made.shapes, (LEFT, Inches(7), WIDTH, Inches(0.3)), deck.footer, 10)
        if slide.kind == "cover":
            made.shapes.add_picture(io.BytesIO(logo), LEFT, Inches(0.5), height=Inches(0.6))
        for block in slide.blocks:
            _block(file, made, slide, block, deck.formats, tuned)
    pictures.sorter_sections(file, [slide.section for slide in deck.slides])
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _add_slide(file: Presentation, title: str, notes: Sequence[str]) -> PowerPointSlide:
    slide: PowerPointSlide = file.slides.add_slide(file.slide_layouts[TITLE_ONLY])
    slide.shapes.title.text = title  # type: ignore[union-attr]
    for placeholder in slide.slide_layout.placeholders:
        if placeholder.placeholder_format.type in FOOTERS:
            slide.shapes._spTree.append(deepcopy(placeholder._element))
    if notes:
        slide.notes_slide.notes_text_frame.text = "\n".join(notes)  # type: ignore[union-attr]
    return slide


def _block(
    file: Presentation, slide: PowerPointSlide, said: Slide, block: Block, formats: Formats, tuned: bool
) -> None:
    shapes = slide.shapes
    match block:
        case Paragraph() | Callout():
            _text(shapes, [rich_text(block.text)])
        case Bullets():
            _text(shapes, [rich_text(item) for item in block.items])
        case Cards():
            pictures.cards(shapes, block.cards)
        case KeyValues():
            _pages(file, slide, said, tuned, ["", ""], [[k, cell_text(v, "text", formats)] for k, v in block.pairs])
        case Table():
            kinds = [column.kind for column in block.columns]
            rows = [
                [cell_text(cell, kind, formats) for cell, kind in zip(row.cells, kinds, strict=False)]
                for row in block.rows
            ]
            _pages(file, slide, said, tuned, [column.title for column in block.columns], rows)
        case Matrix():
            _pages(
                file, slide, said, tuned, [block.corner, *block.heads], [[name, *cells] for name, cells in block.rows]
            )
            pictures.circles(shapes, block)
        case HeatMap():
            pictures.heat_map(shapes, block)
        case Chain():
            pictures.steps(shapes, block.steps)
        case ColumnBoard():
            pictures.column_board(shapes, block)
        case TeamBoard():
            pictures.team_board(shapes, block)
        case SignOff():
            pictures.sign_off(shapes, block)
        case Gantt():
            for number, part in enumerate(block.split(MOST_ROWS)):
                target = slide if number == 0 else _add_slide(file, said.title, said.notes)
                pictures.gantt(target.shapes, part)
        case TimeLine():
            pictures.time_line(shapes, block)
        case _:
            _text(shapes, [getattr(block, "alt", "")])


def _pages(
    file: Presentation,
    slide: PowerPointSlide,
    said: Slide,
    tuned: bool,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    for first in range(0, max(1, len(rows)), MOST_ROWS):
        target = slide if first == 0 else _add_slide(file, said.title, said.notes)
        _table(target.shapes, heads, rows[first : first + MOST_ROWS], tuned)


def _table(shapes: SlideShapes, heads: Sequence[str], rows: Sequence[Sequence[str]], tuned: bool) -> None:
    frame = shapes.add_table(len(rows) + 1, len(heads), LEFT, TOP, WIDTH, Inches(0.4) * (len(rows) + 1))
    made = [row.cells for row in frame.table.rows] if tuned else []
    for number, texts in enumerate([heads, *rows]):
        for column, text in enumerate(texts[: len(heads)]):
            cell = made[number][column] if tuned else frame.table.cell(number, column)
            run = cell.text_frame.paragraphs[0].add_run()
            run.text = text
            run.font.size = Pt(12)
            run.font.color.rgb = INK
            pictures.rule_below(cell)


def _text(shapes: SlideShapes, lines: Sequence[str]) -> None:
    frame = shapes.add_textbox(LEFT, TOP, WIDTH, HEIGHT).text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(16)
        run.font.color.rgb = INK
