"""Office files as companies have them, made with the three well-known libraries: none knows anything of plandocs."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm
from openpyxl.drawing.image import Image
from PIL import Image as Picture
from pptx.util import Inches

COLORS = {
    "dk1": '<a:sysClr val="windowText" lastClr="101828"/>',
    "lt1": '<a:sysClr val="window" lastClr="FFFFFF"/>',
    "dk2": '<a:srgbClr val="3B1C57"/>',
    "lt2": '<a:srgbClr val="F6F2FA"/>',
    "accent1": '<a:srgbClr val="6D28D9"/>',
    "accent2": '<a:srgbClr val="BE185D"/>',
    "accent3": '<a:srgbClr val="2E7D32"/>',
    "accent4": '<a:srgbClr val="0EA5E9"/>',
    "accent5": '<a:srgbClr val="B91C1C"/>',
    "accent6": '<a:srgbClr val="A3A3A3"/>',
    "hlink": '<a:srgbClr val="FFFF00"/>',
    "folHlink": '<a:srgbClr val="4C1D95"/>',
}
"""A theme of violets: the text follows the system, one accent is green, one red, and links cannot be read."""


def picture(width: int = 200, height: int = 60, kind: str = "PNG", color: str = "#6D28D9") -> bytes:
    """Return a picture of one colour."""
    out = io.BytesIO()
    Picture.new("RGB", (width, height), color).save(out, kind)
    return out.getvalue()


def themed(data: bytes, heading: str = "Cambria", body: str = "Calibri") -> bytes:
    """Return an Office file with every theme in the company's colours and fonts."""
    source = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if re.search(r"theme/theme\d+\.xml$", name):
                text = content.decode()
                for slot, color in COLORS.items():
                    text = re.sub(rf"(<a:{slot}>).*?(</a:{slot}>)", rf"\g<1>{color}\g<2>", text, flags=re.DOTALL)
                for kind, family in (("major", heading), ("minor", body)):
                    pattern = rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*'
                    text = re.sub(pattern, rf"\g<1>{family}", text)
                content = text.encode()
            target.writestr(name, content)
    return out.getvalue()


def deck(kind: str = "PNG") -> bytes:
    """Return a deck of 4:3 slides with a logo and a background picture on its master, a footer, and a slide."""
    made = pptx.Presentation()
    master = made.slide_masters[0]
    image, relationship = master.part.get_or_add_image_part(io.BytesIO(picture(kind=kind)))
    background, back = master.part.get_or_add_image_part(io.BytesIO(picture(640, 480, color="#F6F2FA")))
    del image, background
    for name, rel, size in (("Background", back, (9144000, 6858000)), ("Picture 7", relationship, (1828800, 548640))):
        element = master.shapes._spTree
        element.insert(
            2,
            pptx.oxml.parse_xml(
                '<p:pic xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
                'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
                'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:nvPicPr>'
                f'<p:cNvPr id="{90 + size[0] % 7}" name="{name}" descr="A picture"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
                f'<p:blipFill><a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
                "<p:spPr><a:xfrm>"
                f'<a:off x="0" y="0"/><a:ext cx="{size[0]}" cy="{size[1]}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
                "</a:prstGeom></p:spPr></p:pic>"
            ),
        )
    made.slide_layouts[0].placeholders[1].height = Inches(2.6)
    made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = "Our sample slide"  # type: ignore[union-attr]
    for shape in master.placeholders:
        if shape.placeholder_format.type is not None and "FOOTER" in str(shape.placeholder_format.type):
            shape.text_frame.text = "Violet & Co., confidential"  # type: ignore[attr-defined]
    out = io.BytesIO()
    made.save(out)
    return themed(out.getvalue())


def letter() -> bytes:
    """Return a letterhead: A4, a logo in its header, a footer, and a heading style of the company's own naming."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()), width=Mm(40))
    section.footer.paragraphs[0].text = "Violet & Co., 1 Mauve Street, London"
    for name, level in (("Violet Head A", 0), ("Violet Head B", 1)):
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        properties = style.element.get_or_add_pPr()
        properties.append(docx.oxml.parse_xml(
            f'<w:outlineLvl xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:val="{level}"/>'
        ))  # fmt: skip
    for name in ("Heading 1", "Heading 2", "List Bullet", "List Number", "Caption"):
        made.styles[name].delete()
    made.core_properties.author = "Somebody"
    out = io.BytesIO()
    made.save(out)
    return themed(out.getvalue())


def book() -> bytes:
    """Return a workbook with a cover sheet, a logo, a footer and a defined name."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Our cover"
    sheet["B2"] = "{{ project.name }}"
    sheet["B3"] = "for {{ project.customer }}"
    sheet.page_setup.paperSize = 9
    sheet.oddFooter.center.text = "Violet & Co."
    sheet.add_image(Image(io.BytesIO(picture())), "E2")
    out = io.BytesIO()
    made.save(out)
    return themed(out.getvalue())


def written(folder: Path) -> dict[str, Path]:
    """Write the three files and return them by format."""
    files = {"letter.docx": letter(), "deck.pptx": deck(), "book.xlsx": book()}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {Path(name).suffix[1:]: folder / name for name in files}
