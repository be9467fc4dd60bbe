"""A firm's template for the pictures of docs/templates.md: letterhead, own words, loops over rows and columns."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.shared import Mm, Pt

FIRST = "{% for risk in risks | top(3) %}"
RISKS = ("{{ risk.id }}", "{{ risk.risk }}", "{{ risk.owner | first_name }}")
PHASES = ("Phase", "{% for phase in phases %}", "{{ phase.name }}", "{% endfor %}")
UNTIL = ("Until", "", "{{ phase.finish | day_month }}", "")


def example() -> bytes:
    """Return the template as a file."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(150)
    section.top_margin = section.bottom_margin = Mm(22)
    made.styles["Normal"].font.size = Pt(10)
    section.header.paragraphs[0].text = "Acme Consulting\t\t{{ project.customer }}"
    made.add_heading("Our promise to {{ project.customer }}", 1)
    made.add_paragraph(
        "{{ team.vendor | names | listed }} bring {{ project.name }} live by {{ project.go_live | date }}."
        " {% if project.confirm_by %}Please confirm by {{ project.confirm_by | short_date }}.{% endif %}"
    )
    _table(made, PHASES, UNTIL)
    made.add_paragraph()
    _table(made, ("No.", "What may happen", "Owner"), (FIRST, "", ""), RISKS, ("{% endfor %}", "", ""))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _table(made: Document, *rows: tuple[str, ...]) -> None:
    table = made.add_table(len(rows), len(rows[0]), style="Light Grid Accent 1")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
