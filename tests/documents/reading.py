"""Reads the words out of Office files with the usual libraries, as a customer's own tools would."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pptx
from docx.oxml.ns import qn
from lxml import etree

from plandocs import api
from plandocs.schedule.from_plan import schedule_plan

SAMPLES = Path(__file__).parents[2] / "samples"


def made(path: Path, **options: object) -> dict[str, bytes]:
    """Return every document of a plan by kind: plan, kickoff, workbook, status, markdown, mail."""
    loaded = api.load(path)
    files, _ = api.make_documents(loaded, schedule_plan(loaded.plan), api.BuildOptions(**options))  # type: ignore[arg-type]
    kinds = {"Project Plan.docx": "plan", "Kickoff.pptx": "kickoff", "Workbook.xlsx": "workbook"}
    out: dict[str, bytes] = {}
    for name, data in files.items():
        kind = next((kind for ending, kind in kinds.items() if name.endswith(ending)), "")
        out[kind or {"docx": "status", "md": "markdown", "html": "mail"}[name.rpartition(".")[2]]] = data
    return out


def text_of(kind: str, data: bytes) -> str:
    """Return all visible text of a document with plain single spaces, speaker notes and headers included."""
    reader = {"plan": _word, "status": _word, "kickoff": _slides, "workbook": _cells}.get(kind)
    text = "\n".join(reader(data)) if reader else data.decode()
    return re.sub(r"[^\S\n]+", " ", text)


def _word(data: bytes) -> Iterator[str]:
    document = docx.Document(io.BytesIO(data))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element, section.first_page_header._element]
    for part in parts:
        for paragraph in part.iter(qn("w:p")):
            nodes = paragraph.iter(qn("w:t"), qn("w:tab"))
            yield "".join(node.text or "" for node in nodes)


def _slides(data: bytes) -> Iterator[str]:
    deck = pptx.Presentation(io.BytesIO(data))
    for slide in deck.slides:
        for node in slide.element.iter(f"{{{pptx.oxml.ns._nsmap['a']}}}p"):
            yield "".join(run.text or "" for run in node.iter(f"{{{pptx.oxml.ns._nsmap['a']}}}t"))
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


def _cells(data: bytes) -> Iterator[str]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                if isinstance(value, datetime | date):
                    yield shown(value.date() if isinstance(value, datetime) else value)
                elif value is not None:
                    yield str(value)


def shown(day: date) -> str:
    """Return a day as the documents print it, without its weekday."""
    return f"{day.day} {day:%b} {day.year}"


def every_string(data: bytes) -> str:
    """Return everything that is written anywhere in a package: text, attributes, notes, properties, embedded files."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode()
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            found.append(name)
            if name.endswith((".xml", ".rels", ".vml")):
                root = etree.fromstring(part)
                for element in root.iter():
                    found += [element.text or "", element.tail or "", *element.attrib.values()]
                found.append("".join(root.itertext()))
            elif zipfile.is_zipfile(io.BytesIO(part)):
                found.append(every_string(part))
    return "\n".join(found)
