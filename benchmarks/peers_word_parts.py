"""What a careful person adds to a python-docx document by hand: contents, fields, bookmarks, sections, controls.

python-docx has no calls for these, so they are made the way its users make them: with elements of the same library.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as field_of
from itertools import count

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from plandocs.content.blocks import Rich, Signature, Subheading, Tone
from plandocs.content.document import Document

MUTED = RGBColor(0x5B, 0x66, 0x72)
TONES: dict[Tone, RGBColor] = {
    "good": RGBColor(0x1E, 0x7A, 0x46),
    "watch": RGBColor(0x9A, 0x5B, 0x00),
    "bad": RGBColor(0xB0, 0x2A, 0x1F),
    "neutral": MUTED,
    "accent": RGBColor(0x0F, 0x76, 0x6E),
}


@dataclass(frozen=True)
class Way:
    """How a document is made, tuned by hand or not, and the next numbers of headings, tables and figures."""

    tuned: bool = False
    headings: Iterator[int] = field_of(default_factory=lambda: count(1))
    tables: Iterator[int] = field_of(default_factory=lambda: count(1))
    figures: Iterator[int] = field_of(default_factory=lambda: count(1))


def contents(word: WordDocument, document: Document) -> None:
    """Add a contents list: a linked entry with a page field for each heading."""
    number = 0
    for section in document.sections:
        heads = [section.title, *(block.text for block in section.blocks if isinstance(block, Subheading))]
        for head in filter(None, heads):
            number += 1
            entry = word.add_paragraph()
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"_Toc{number}")
            run = entry.add_run(f"{head}\t")
            link.append(run._r)
            entry._p.append(link)
            field(entry, f"PAGEREF _Toc{number} \\h", "1")


def bookmarked(paragraph: WordParagraph, name: str, number: int) -> None:
    """Put a bookmark around a paragraph."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag.endswith("Start"):
            mark.set(qn("w:name"), name)
            paragraph._p.insert(1, mark)
        else:
            paragraph._p.append(mark)


def field(paragraph: WordParagraph, code: str, result: str) -> None:
    """Add a complex field with its result."""
    for kind in ("begin", "", "separate"):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
    paragraph.add_run(result)
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), "end")
    paragraph.add_run()._r.append(mark)


def write(paragraph: WordParagraph, text: Rich) -> None:
    """Add a line to a paragraph, a run for each of its spans: strong, muted, a status, a reference."""
    if isinstance(text, str):
        paragraph.add_run(text)
        return
    for span in text:
        if span.anchor and not span.text:
            field(paragraph, f"REF {span.anchor} \\h", "1")
            continue
        run = paragraph.add_run(span.text)
        if span.strong:
            run.bold = True
        if span.italic:
            run.italic = True
        if span.tone is not None or span.muted:
            run.font.color.rgb = MUTED if span.tone is None else TONES[span.tone]


def whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def described(table: WordTable, title: str) -> None:
    """Give a table its alternative text."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    table._tbl.tblPr.append(caption)


def caption(word: WordDocument, text: str, kind: str, number: int) -> None:
    """Add a numbered caption that a list of tables or figures would find, with a bookmark for references to it."""
    paragraph = word.add_paragraph(f"{kind} ", style="Caption")
    field(paragraph, f"SEQ {kind} \\* ARABIC", str(number))
    bookmarked(paragraph, f"_Ref{kind}{number}", 1000 + number)
    paragraph.add_run(f"  {text}")


def page_header(word: WordDocument, text: str, logo: bytes) -> None:
    """Set the header: what the document is, and the logo."""
    paragraph = word.sections[0].header.paragraphs[0]
    paragraph.text = f"{text}\t\t"
    paragraph.add_run().add_picture(io.BytesIO(logo), height=Cm(0.8))


def page_footer(word: WordDocument, text: str) -> None:
    """Set the footer: its text, and the page of how many."""
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.text = f"{text}\t"
    field(paragraph, "PAGE", "1")
    paragraph.add_run(" / ")
    field(paragraph, "NUMPAGES", "1")


def turn(word: WordDocument, *, landscape: bool) -> None:
    """Begin a section on a page of the other orientation."""
    last = word.sections[-1]
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = last.page_height, last.page_width


def controls(word: WordDocument, signatures: tuple[Signature, ...], labels: tuple[str, ...]) -> None:
    """Add a content control to fill in for each label of each signature."""
    for signature in signatures:
        for number, label in enumerate(labels):
            paragraph = word.add_paragraph(f"{label}: ")
            control, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
            alias = OxmlElement("w:alias")
            alias.set(qn("w:val"), f"{label} {number}")
            properties.append(alias)
            run = paragraph.add_run((signature.name, signature.title, "", "")[number])
            content.append(run._r)
            control.append(properties)
            control.append(content)
            paragraph._p.append(control)
