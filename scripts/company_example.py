"""The Office files of an invented company, as a marketing department hands them out: letterhead, deck and workbook.

They know nothing of plandocs. The pictures of docs/templates.md and a test make a brand of them (`brand new --from`),
a third look beside the two bundled ones. Quarry & Tern Advisory does not exist.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
from docx.oxml import parse_xml as word_xml
from docx.shared import Mm
from openpyxl.drawing.image import Image as SheetPicture
from PIL import Image, ImageDraw
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Inches

NAME = "Quarry & Tern Advisory"
COLORS = {
    "dk1": "1E2330", "lt1": "FFFFFF", "dk2": "1B2A49", "lt2": "F4F1EC", "accent1": "1B2A49", "accent2": "B84B34",
    "accent3": "588B8B", "accent4": "E8B04A", "accent5": "B3362B", "accent6": "8C8C8C", "hlink": "1B4F8F",
    "folHlink": "6B4A7A",
}  # fmt: skip
HEADING, BODY = "Cambria", "Calibri"
ORDER = "plandocs: repeat phase in phases after timeline"
"""What the notes of the example's slide ask for."""
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
_WIDER = 13.333 / 10
_SHAPES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def logo(color: str = "#1B2A49") -> bytes:
    """Return the company's mark: a quarry's three steps and a tern above them."""
    picture = Image.new("RGBA", (640, 200), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    for step, (left, top) in enumerate(((20, 130), (90, 90), (160, 50))):
        pen.rectangle((left, top, left + 60, 180), fill=color if step < 2 else "#B84B34")
    pen.polygon(((250, 70), (330, 110), (410, 60), (335, 140)), fill=color)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def letter() -> bytes:
    """Return the letterhead: A4, a mark in the header, a rule and the address in the footer."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin = Mm(38)
    picture = section.header.paragraphs[0].add_run().add_picture(io.BytesIO(logo()), width=Mm(44))
    picture._inline.docPr.set("descr", f"Logo of {NAME}")
    footer = section.footer.paragraphs[0]
    footer.text = f"{NAME} · 4 Chalk Lane, Fernhaven · quarryandtern.example"
    footer._p.get_or_add_pPr().append(
        word_xml(
            '<w:pBdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:top w:val="single" '
            'w:sz="12" w:space="6" w:color="B84B34" w:themeColor="accent2"/></w:pBdr>'
        )
    )
    return _themed(made)


def deck() -> bytes:
    """Return the deck: wide slides, a navy cover with a band, a rule below each title, a mark at the foot."""
    made = pptx.Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    master = made.slide_masters[0]
    for holder in (master, *made.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = int(shape.left * _WIDER), int(shape.width * _WIDER)
    for shape in master.placeholders:
        if "TITLE" in str(shape.placeholder_format.type):
            shape.left, shape.top, shape.width, shape.height = Inches(0.6), Inches(0.4), Inches(12.1), Inches(1.0)
    _title_style(master)
    _bar(master, Inches(0.6), Inches(1.42), Inches(1.4), Inches(0.05), MSO_THEME_COLOR.ACCENT_2)
    _bar(master, 0, HEIGHT - Inches(0.12), WIDTH, Inches(0.12), MSO_THEME_COLOR.ACCENT_3)
    _mark(master, Inches(11.5), Inches(6.72))
    cover = made.slide_layouts[0]
    cover.background.fill.solid()
    cover.background.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
    cover._element.set("showMasterSp", "0")
    _bar(cover, 0, 0, Inches(0.4), HEIGHT, MSO_THEME_COLOR.ACCENT_4)
    for shape in cover.placeholders:
        for paragraph in shape.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.color.rgb = RGBColor(255, 255, 255)
        shape._element.txBody.insert(
            1, parse_xml(
                f'<a:lstStyle xmlns:a="{_DRAWING}"><a:lvl1pPr algn="l"><a:buNone/><a:defRPr><a:solidFill>'
                '<a:schemeClr val="bg1"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
            ),
        )  # fmt: skip
        for older in shape._element.txBody.findall(f"{{{_DRAWING}}}lstStyle")[1:]:
            shape._element.txBody.remove(older)
    return _themed(made)


def with_slide(deck: bytes) -> bytes:
    """Return the deck with a slide that is there for each phase."""
    made = pptx.Presentation(io.BytesIO(deck))
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "{{ phase.number }}. {{ phase.name }}"  # type: ignore[union-attr]
    lines = slide.placeholders[1].text_frame  # type: ignore[attr-defined]
    lines.text = "{{ phase.start | until(phase.finish) }}"
    for text in ("Done when:", "{% for line in phase.exit_criteria %}", "{{ line | sentence }}", "{% endfor %}"):
        lines.add_paragraph().text = text
    slide.notes_slide.notes_text_frame.text = ORDER  # type: ignore[union-attr]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def book() -> bytes:
    """Return the workbook: a cover sheet with fields, a mark, and a footer."""
    made = openpyxl.Workbook()
    sheet: Any = made.active
    sheet.title = "Cover"
    sheet.sheet_view.showGridLines = False
    sheet["B8"] = "{{ project.name }}"
    sheet["B9"] = "for {{ project.customer }}, live {{ project.go_live | short_date }}"
    sheet["B8"].style, sheet["B9"].style = "Title", "Headline 2"
    sheet.column_dimensions["B"].width = 70
    picture = SheetPicture(io.BytesIO(logo()))
    picture.width, picture.height = 220, 69
    sheet.add_image(picture, "B2")
    sheet.oddFooter.left.text = NAME
    return _themed(made)


def written(folder: Path) -> list[Path]:
    """Write the three files into a folder and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {"letter.docx": letter(), "deck.pptx": deck(), "book.xlsx": book()}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def _title_style(master: Any) -> None:
    style = master._element.find(f"{{{_SHAPES}}}txStyles/{{{_SHAPES}}}titleStyle/{{{_DRAWING}}}lvl1pPr")
    style.set("algn", "l")
    look = style.find(f"{{{_DRAWING}}}defRPr")
    look.set("sz", "2800")
    look.set("b", "1")
    look.find(f"{{{_DRAWING}}}solidFill/{{{_DRAWING}}}schemeClr").set("val", "tx2")


def _bar(holder: Any, left: int, top: int, width: int, height: int, color: Any) -> None:
    """Draw a bar behind everything on a master or layout, in a colour of the theme."""
    slot = str(color).split(".")[-1].split(" ")[0].replace("ACCENT_", "accent").lower()
    holder.shapes._spTree.insert(
        2,
        parse_xml(
            f'<p:sp xmlns:p="{_SHAPES}" xmlns:a="{_DRAWING}"><p:nvSpPr><p:cNvPr id="{900 + top % 97}" name="Bar"/>'
            f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
            f'<a:schemeClr val="{slot}"/></a:solidFill></p:spPr></p:sp>'
        ),
    )


def _mark(master: Any, left: int, top: int) -> None:
    _, relationship = master.part.get_or_add_image_part(io.BytesIO(logo()))
    master.shapes._spTree.insert(
        2,
        parse_xml(
            f'<p:pic xmlns:p="{_SHAPES}" xmlns:a="{_DRAWING}" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:nvPicPr>'
            f'<p:cNvPr id="980" name="Logo" descr="Logo of {NAME.replace("&", "&amp;")}"/><p:cNvPicPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/>'
            f'</a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
            f'<a:ext cx="{Inches(1.4)}" cy="{Inches(0.44)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</p:spPr></p:pic>"
        ),
    )


def _themed(made: Any) -> bytes:
    """Return a file with its themes in the company's colours and fonts."""
    source, out = io.BytesIO(), io.BytesIO()
    made.save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if re.search(r"theme/theme\d+\.xml$", name):
                text = data.decode()
                for slot, color in COLORS.items():
                    fresh = rf'\g<1><a:srgbClr val="{color}"/>\g<2>'
                    text = re.sub(rf"(<a:{slot}>).*?(</a:{slot}>)", fresh, text, flags=re.DOTALL)
                for kind, family in (("major", HEADING), ("minor", BODY)):
                    text = re.sub(rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{family}", text)
                data = text.encode()
            new.writestr(name, data)
    return out.getvalue()
