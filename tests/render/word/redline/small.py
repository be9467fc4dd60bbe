"""Small Word files to mark against each other: a body, the parts it needs, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plandocs.content.review import Reason, Reviewer
from plandocs.render.package import Package
from plandocs.render.relationships import XML_HEAD
from plandocs.render.word.names import WML, W
from plandocs.render.word.redline import Redline, redline

REVIEWER = Reviewer("Rhea Demoville", "RD", date(2027, 1, 29))
_SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
_STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
    for kind, name in (("paragraph", "Normal"), ("paragraph", "Lead"), ("character", "Strong"), ("table", "Grid"))
)


def word_file(body: str) -> bytes:
    """Return a Word file with a body."""
    package = Package("small.docx")
    main = package.add_part(
        "/word/document.xml", f"{WML}.document.main+xml", _part("document", f"<w:body>{body}{_SECTION}</w:body>")
    )
    package.rels().add("officeDocument", main)
    styles = package.add_part("/word/styles.xml", f"{WML}.styles+xml", _part("styles", _STYLES))
    package.rels(main).add("styles", styles)
    return package.to_bytes()


def p(text: str, style: str = "Normal", *, strong: bool = False) -> str:
    """Return a paragraph."""
    look = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>' if strong else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def table(*rows: Sequence[str]) -> str:
    """Return a table; a cell is its paragraphs' XML."""
    grid = '<w:gridCol w:w="1000"/>' * len(rows[0])
    lines = "".join(
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in row)
        + "</w:tr>"
        for row in rows
    )
    look = '<w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def marked(old: str, new: str, *reasons: Reason) -> Redline:
    """Return the redline of two bodies."""
    return redline(word_file(old), word_file(new), REVIEWER, reasons)


def _part(name: str, inside: str) -> bytes:
    return f'{XML_HEAD}<w:{name} xmlns:w="{W}">{inside}</w:{name}>'.encode()
