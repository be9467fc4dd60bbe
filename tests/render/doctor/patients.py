"""Templates with one fault each, made from the bundled ones by changing a part, and the sample they are tried with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from plandocs.brand.load import load_brand
from plandocs.brand.model import Brand
from plandocs.branding.sample import sample
from plandocs.errors import Problem
from plandocs.render.doctor import check_template
from plandocs.render.package import Package

TEMPLATES = Path(__file__).parents[3] / "templates"
WORD, DECK, BOOK = "word/plan.docx", "powerpoint/kickoff.pptx", "excel/workbook.xlsx"
LABELS = {WORD: "acme plan.docx", DECK: "acme deck.pptx", BOOK: "acme book.xlsx"}
Change = Callable[[Package], None]


def bundled(name: str) -> bytes:
    """Return a bundled template."""
    return (TEMPLATES / name).read_bytes()


def changed(name: str, change: Change | None = None) -> bytes:
    """Return a bundled template after a change to its package."""
    package = Package.open(bundled(name), name=name)
    if change is not None:
        change(package)
    return package.to_bytes()


def substituted(part: str, pattern: str, new: str) -> Change:
    """Return a change that replaces what a pattern finds in a part; it must find something."""

    def change(package: Package) -> None:
        text, count = re.subn(pattern, lambda _: new, package.parts[part].decode(), flags=re.DOTALL)
        assert count, f"nothing in {part} matches {pattern}"
        package.set_part(part, text.encode())

    return change


def brand_with(name: str, data: bytes, **changes: object) -> Brand:
    """Return the default brand with a template of its own."""
    brand = load_brand("default")
    own = {**brand.templates, name: data}
    return replace(brand, templates=own, own_templates={name: LABELS[name]}, **changes)  # type: ignore[arg-type]


def findings(name: str, data: bytes, **changes: object) -> list[Problem]:
    """Return what the doctor says about a template."""
    return check_template(name, brand_with(name, data, **changes), sample())


def body(*paragraphs: str) -> Change:
    """Return a change that gives a Word template a text of its own, before its last section's properties."""
    return substituted("/word/document.xml", r"(?<=<w:body>).*(?=<w:sectPr>)", "".join(paragraphs))


def p(*runs: str, style: str = "") -> str:
    """Return a paragraph of runs."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{''.join(f'<w:r><w:t>{text}</w:t></w:r>' for text in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of texts."""
    width = len(rows[0])
    grid = '<w:gridCol w:w="2000"/>' * width
    cells = "".join(
        "<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{p(text)}</w:tc>' for text in row)
        + "</w:tr>"
        for row in rows
    )  # fmt: skip
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>'


SECTIONS = p("{{ block.sections }}")
"""What a template's text needs at least to have nothing said about it."""
