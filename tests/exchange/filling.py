"""A questionnaire filled in as people and programs do it, by changes of its XML that are not ours."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

Fill = Callable[[etree._Element, str], None]


def number_rows(body: etree._Element) -> dict[str, etree._Element]:
    """Return the answer cell by the printed number of its question."""
    cells: dict[str, etree._Element] = {}
    for table in body.iter(qn("w:tbl")):
        rows = list(table.iterchildren(qn("w:tr")))
        for asked, filled in zip(rows[::2], rows[1::2], strict=True):
            number = "".join(node.text for node in next(asked.iter(qn("w:tc"))).iter(qn("w:t")))
            cells[number] = list(filled.iter(qn("w:tc")))[-1]
    return cells


def filled(data: bytes, answers: Mapping[str, str], fill: Fill) -> bytes:
    """Return a questionnaire with answers by number, each put into its cell in one way."""
    document = docx.Document(io.BytesIO(data))
    cells = number_rows(document.element.body)
    for number, text in answers.items():
        fill(cells[number], text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def runs(text: str) -> list[etree._Element]:
    """Return a text as Word writes what is typed, a line break for each new line."""
    made = []
    for n, line in enumerate(text.split("\n")):
        run = parse_xml(f"<w:r {nsdecls('w')}>{'<w:br/>' if n else ''}<w:t xml:space='preserve'/></w:r>")
        run.find(qn("w:t")).text = line
        made.append(run)
    return made


def typed_into_the_control(cell: etree._Element, text: str) -> None:
    """What Word does: the prompt goes, the mark that it shows goes, the text comes."""
    control = next(cell.iter(qn("w:sdt")))
    mark = control.find(qn("w:sdtPr")).find(qn("w:showingPlcHdr"))
    mark.getparent().remove(mark)
    content = control.find(qn("w:sdtContent"))
    for child in list(content):
        content.remove(child)
    content.extend(runs(text))


def typed_beside_the_control(cell: etree._Element, text: str) -> None:
    """The prompt is left standing, and the text is typed behind it."""
    next(cell.iter(qn("w:p"))).extend(runs(text))


def typed_over_everything(cell: etree._Element, text: str) -> None:
    """Control and bookmark are gone; paragraphs of plain text stand in the cell."""
    first = next(cell.iter(qn("w:p")))
    style = first.find(qn("w:pPr"))
    for paragraph in list(cell.iter(qn("w:p"))):
        paragraph.getparent().remove(paragraph)
    for line in text.split("\n"):
        paragraph = parse_xml(f"<w:p {nsdecls('w')}/>")
        paragraph.append(parse_xml(etree.tostring(style)))
        paragraph.extend(runs(line))
        cell.append(paragraph)


def typed_with_a_deletion(cell: etree._Element, text: str) -> None:
    """The text is typed, and a part of it is deleted with changes tracked."""
    typed_into_the_control(cell, text)
    content = next(cell.iter(qn("w:sdtContent")))
    gone = "<w:del w:id='901' w:author='A'><w:r><w:delText>gone</w:delText></w:r></w:del>"
    content.append(parse_xml(gone.replace("<w:del ", f"<w:del {nsdecls('w')} ", 1)))
    new = f"<w:ins {nsdecls('w')} w:id='902' w:author='A'><w:r><w:t xml:space='preserve'> added</w:t></w:r></w:ins>"
    content.append(parse_xml(new))


def without_tags(cell: etree._Element, text: str) -> None:
    """The control stays and loses its tag, as in LibreOffice; the bookmark keeps it."""
    typed_into_the_control(cell, text)
    tag = next(cell.iter(qn("w:tag")))
    tag.getparent().remove(tag)
