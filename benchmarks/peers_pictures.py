"""The pictures of a deck by python-pptx: Gantt, line of time, boards, heat map, with as many shapes as ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.shapetree import SlideShapes
from pptx.table import _Cell
from pptx.util import Emu, Inches, Pt

from plandocs.content.blocks import Card, ColumnBoard, HeatMap, Matrix, SignOff, Step, TeamBoard, TimeLine
from plandocs.content.gantt import Gantt, GanttRow

INK = RGBColor(0x1B, 0x24, 0x30)
MUTED = RGBColor(0x5B, 0x66, 0x72)
LINE = RGBColor(0xD5, 0xDA, 0xE0)
ACCENT = RGBColor(0x0F, 0x76, 0x6E)
SOFT = RGBColor(0xDC, 0xEE, 0xEB)
MARK = RGBColor(0xC2, 0x70, 0x3D)
LEFT, TOP, WIDTH, HEIGHT = Inches(0.6), Inches(1.5), Inches(12.1), Inches(5.2)
LABELS = Inches(3.4)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
SECTIONS = "http://schemas.microsoft.com/office/powerpoint/2010/main"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def described(made: Shape, words: str) -> None:
    """Give a shape its alternative text, for which python-pptx has no call."""
    made._element._nvXxPr.cNvPr.set("descr", words)


def decorative(made: Shape) -> None:
    """Say that a shape is only decoration, so that a screen reader leaves it out: another thing without a call."""
    properties = made._element._nvXxPr.cNvPr
    extension = etree.SubElement(etree.SubElement(properties, f"{{{DRAWING}}}extLst"), f"{{{DRAWING}}}ext")
    extension.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    etree.SubElement(extension, f"{{{DECORATIVE}}}decorative", nsmap={"adec": DECORATIVE}).set("val", "1")


def sorter_sections(file: Presentation, names: Sequence[str]) -> None:
    """Group the slides in the slide sorter: the names of the first slides in order, the rest in the last group."""
    ids = [int(entry.get("id")) for entry in file.slides._sldIdLst]
    ends = etree.SubElement(file._element, f"{{{SLIDES}}}extLst")
    extension = etree.SubElement(ends, f"{{{SLIDES}}}ext", uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}")
    sections = etree.SubElement(extension, f"{{{SECTIONS}}}sectionLst", nsmap={"p14": SECTIONS})
    last, group = None, None
    for number, slide in enumerate(ids):
        name = names[min(number, len(names) - 1)]
        if group is None or name != last:
            key = f"{{00000000-0000-0000-0000-{len(sections):012d}}}"
            section = etree.SubElement(sections, f"{{{SECTIONS}}}section", name=name, id=key)
            last, group = name, etree.SubElement(section, f"{{{SECTIONS}}}sldIdLst")
        etree.SubElement(group, f"{{{SECTIONS}}}sldId", id=str(slide))


def rule_below(cell: _Cell) -> None:
    """Draw a hairline below a cell, for which python-pptx has no call either."""
    properties = cell._tc.get_or_add_tcPr()
    border, fill, color = (OxmlElement(f"a:{name}") for name in ("lnB", "solidFill", "srgbClr"))
    border.set("w", "6350")
    color.set("val", str(LINE))
    fill.append(color)
    border.append(fill)
    properties.append(border)


def circles(shapes: SlideShapes, block: Matrix) -> None:
    """Put a filled circle behind each accountable letter."""
    width, height = WIDTH // (len(block.heads) + 1), Inches(0.4)
    for down, (_, cells) in enumerate(block.rows, start=1):
        for right, letter in enumerate(cells, start=1):
            if "A" in letter:
                made = shape(
                    shapes, MSO_SHAPE.OVAL, (LEFT + right * width, TOP + down * height, height, height), ACCENT
                )
                made.text_frame.text = letter


def sign_off(shapes: SlideShapes, block: SignOff) -> None:
    """Draw a card for each side: a label and a line to write on for each part of a signature."""
    width = WIDTH // max(1, len(block.signatures))
    text(shapes, (LEFT, TOP, WIDTH, Inches(0.4)), block.statement, 14)
    for number, signature in enumerate(block.signatures):
        x = LEFT + number * width
        shape(shapes, MSO_SHAPE.RECTANGLE, (x, TOP + Inches(0.6), width - Inches(0.2), Inches(2.4)), SOFT)
        for down, (label, value) in enumerate(
            zip(block.labels, (signature.name, signature.title, "", ""), strict=True)
        ):
            y = TOP + Inches(0.7) + down * Inches(0.5)
            text(shapes, (x, y, Inches(1.2), Inches(0.4)), label, 12)
            text(shapes, (x + Inches(1.3), y, width - Inches(1.6), Inches(0.4)), value, 12)
            line(shapes, x + Inches(1.3), y + Inches(0.4), x + width - Inches(0.3), y + Inches(0.4))


def text(shapes: SlideShapes, box: tuple[int, int, int, int], words: str, size: int, *, bold: bool = False) -> Shape:
    """Add a text box."""
    made = shapes.add_textbox(*map(Emu, box))
    made.text_frame.word_wrap = True
    run = made.text_frame.paragraphs[0].add_run()
    run.text = words
    run.font.size = Pt(size)
    run.font.bold = bold
    run.font.color.rgb = INK
    return made


def shape(shapes: SlideShapes, kind: MSO_SHAPE, box: tuple[int, int, int, int], fill: RGBColor) -> Shape:
    """Add a filled shape without outline."""
    made = shapes.add_shape(kind, *(Emu(max(1, number)) for number in box))
    made.fill.solid()
    made.fill.fore_color.rgb = fill
    made.line.fill.background()
    return made


def line(shapes: SlideShapes, x1: int, y1: int, x2: int, y2: int, color: RGBColor = LINE) -> None:
    """Add a straight line."""
    made = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Emu(x1), Emu(y1), Emu(x2), Emu(y2))
    made.line.color.rgb = color
    made.line.width = Pt(0.75)
    decorative(made)


def gantt(shapes: SlideShapes, block: Gantt) -> None:
    """Draw months and weeks, a label and a bar for each row, links, the status date and a legend."""
    days = (block.finish - block.start).days + 1
    top, room = TOP + Inches(0.6), WIDTH - LABELS
    height = (HEIGHT - Inches(1)) // max(1, len(block.rows))

    def across(day: date) -> int:
        return LEFT + LABELS + room * (day - block.start).days // days

    monday = block.start + timedelta(days=-block.start.weekday() % 7)
    step = 7 if days < 120 else 28
    for number in range((block.finish - monday).days // step + 1):
        day = monday + timedelta(days=number * step)
        text(shapes, (across(day), TOP + Inches(0.25), Inches(0.8), Inches(0.3)), f"{day.day} {day:%b}", 10)
        line(shapes, across(day), top, across(day), top + height * len(block.rows))
    bars: dict[str, Shape] = {}
    for number, row in enumerate(block.rows):
        place = top + number * height
        text(shapes, (LEFT, place, LABELS, height), row.label, 12, bold=row.kind == "phase")
        bars[row.id] = _bar(shapes, row, place, height, across)
        said = f"{row.start.day} {row.start:%b} – {row.finish.day} {row.finish:%b}"
        text(shapes, (across(row.finish) + Inches(0.1), place, Inches(1.6), height), said, 10)
    for link in block.links:
        joined = shapes.add_connector(MSO_CONNECTOR.ELBOW, 0, 0, 0, 0)
        joined.begin_connect(bars[link.predecessor], 3)
        joined.end_connect(bars[link.successor], 1)
    if block.today is not None:
        line(shapes, across(block.today), top, across(block.today), top + height * len(block.rows), MARK)
        text(shapes, (across(block.today), TOP, Inches(1.2), Inches(0.3)), block.today_label, 10)
    for number, (_, word) in enumerate(block.legend):
        x, y = LEFT + number * Inches(1.6), TOP + HEIGHT - Inches(0.3)
        shape(shapes, MSO_SHAPE.RECTANGLE, (x, y, Inches(0.3), Inches(0.15)), ACCENT)
        text(shapes, (x + Inches(0.4), y, Inches(1.2), Inches(0.3)), word, 10)


def _bar(shapes: SlideShapes, row: GanttRow, top: int, height: int, across: Callable[[date], int]) -> Shape:
    left, right = across(row.start), across(row.finish + timedelta(days=1))
    if row.kind == "milestone":
        made = shape(shapes, MSO_SHAPE.DIAMOND, (right - Inches(0.1), top, Inches(0.2), Inches(0.2)), MARK)
    else:
        fill = SOFT if row.kind == "buffer" else INK if row.kind == "phase" else ACCENT
        made = shape(shapes, MSO_SHAPE.ROUNDED_RECTANGLE, (left, top, right - left, height * 6 // 10), fill)
    made.name = f"task {row.id}"
    described(made, row.alt)
    if row.critical:
        made.line.color.rgb = INK
        made.line.width = Pt(1.5)
    if row.progress:
        done = (right - left) * row.progress // 100
        shape(shapes, MSO_SHAPE.ROUNDED_RECTANGLE, (left, top, done, height * 6 // 10), INK)
    return made


def time_line(shapes: SlideShapes, block: TimeLine) -> None:
    """Draw a line for each kind, and a dot for each mark."""
    days = max(1, (block.finish - block.start).days)
    height = HEIGHT // max(1, len(block.kinds) + 1)
    for number, kind in enumerate(block.kinds):
        y = TOP + number * height
        text(shapes, (LEFT, y, LABELS, height), kind, 12)
        line(shapes, LEFT + LABELS, y, LEFT + WIDTH, y)
    for mark in block.marks:
        x = LEFT + LABELS + (WIDTH - LABELS) * (mark.day - block.start).days // days
        y = TOP + (block.kinds.index(mark.kind) if mark.kind in block.kinds else 0) * height
        shape(shapes, MSO_SHAPE.OVAL, (x, y, Inches(0.14), Inches(0.14)), ACCENT)
        if mark.label:
            text(shapes, (x, y + Inches(0.15), Inches(1), Inches(0.3)), mark.label, 10)


def cards(shapes: SlideShapes, block: Sequence[Card]) -> None:
    """Draw a card with its value and its label."""
    width = WIDTH // max(1, len(block))
    for number, card in enumerate(block):
        x = LEFT + number * width
        shape(shapes, MSO_SHAPE.RECTANGLE, (x, TOP, width - Inches(0.2), Inches(1.6)), SOFT)
        text(shapes, (x, TOP, width - Inches(0.2), Inches(0.6)), card.value, 28, bold=True)
        text(shapes, (x, TOP + Inches(0.7), width - Inches(0.2), Inches(0.4)), f"{card.label} {card.note}", 12)


def steps(shapes: SlideShapes, block: Sequence[Step]) -> None:
    """Draw a chevron for each step, with its note below."""
    width = WIDTH // max(1, len(block))
    for number, step in enumerate(block):
        made = shape(shapes, MSO_SHAPE.CHEVRON, (LEFT + number * width, TOP, width, Inches(1)), SOFT)
        made.text_frame.text = step.text
        made.text_frame.paragraphs[0].font.size = Pt(12)
        text(shapes, (LEFT + number * width, TOP + Inches(1.1), width, Inches(0.4)), step.note, 12)


def column_board(shapes: SlideShapes, block: ColumnBoard) -> None:
    """Draw lists side by side, an item in two boxes and a hairline below."""
    width = WIDTH // max(1, len(block.columns))
    for number, column in enumerate(block.columns):
        x = LEFT + number * width
        shape(shapes, MSO_SHAPE.RECTANGLE, (x, TOP, width - Inches(0.2), Inches(0.05)), ACCENT)
        text(shapes, (x, TOP, width, Inches(0.4)), column.title, 14, bold=True)
        for down, (key, words) in enumerate(column.items, start=1):
            y = TOP + down * Inches(0.4)
            text(shapes, (x, y, Inches(0.6), Inches(0.4)), key, 12)
            text(shapes, (x + Inches(0.6), y, width - Inches(0.8), Inches(0.4)), words, 12)
            line(shapes, x, y, x + width - Inches(0.2), y)


def team_board(shapes: SlideShapes, block: TeamBoard) -> None:
    """Draw each person with initials, name and role."""
    width = WIDTH // max(1, len(block.teams))
    for number, team in enumerate(block.teams):
        x = LEFT + number * width
        text(shapes, (x, TOP, width, Inches(0.4)), team.title, 14, bold=True)
        for down, member in enumerate(team.members, start=1):
            y = TOP + down * Inches(0.5)
            badge = shape(shapes, MSO_SHAPE.OVAL, (x, y, Inches(0.4), Inches(0.4)), SOFT)
            badge.text_frame.text = member.initials
            text(shapes, (x + Inches(0.5), y, width // 2, Inches(0.4)), member.name, 12, bold=True)
            text(shapes, (x + width // 2, y, width // 2, Inches(0.4)), f"{member.role} {member.note}", 12)
            line(shapes, x, y, x + width - Inches(0.2), y)


def heat_map(shapes: SlideShapes, block: HeatMap) -> None:
    """Draw nine cells, a chip for each risk, and the levels."""
    found, side = dict(block.cells), Inches(1.3)
    for down, likelihood in enumerate("HML"):
        for right, impact in enumerate("LMH"):
            x, y = LEFT + Inches(0.8) + right * side, TOP + down * side
            shape(shapes, MSO_SHAPE.RECTANGLE, (x, y, side, side), SOFT)
            for number, risk in enumerate(found.get((likelihood, impact), ())):
                place = (x, y + number * Inches(0.3), Inches(0.7), Inches(0.25))
                chip = shape(shapes, MSO_SHAPE.ROUNDED_RECTANGLE, place, ACCENT)
                chip.text_frame.text = risk
    for number, (_, word) in enumerate(block.level_labels):
        text(shapes, (LEFT, TOP + number * side, Inches(0.8), side), word, 10)
        text(shapes, (LEFT + Inches(0.8) + number * side, TOP + 3 * side, side, Inches(0.3)), word, 10)
