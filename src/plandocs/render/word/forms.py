"""Forms: a question and below it a field to fill in, each a content control that says which question it answers.

The tag stands twice, as the control's and as a bookmark around it: LibreOffice drops the tags of some controls when it
saves, and keeps bookmarks. A control cannot be deleted in Word, only filled. It is one for formatted text, because
LibreOffice 7.4 loses the line breaks in controls for plain text (tests/exchange/test_answers.py).
"""

from __future__ import annotations

from plandocs.content.blocks import Form, FormQuestion
from plandocs.render.word.palette import border, shading
from plandocs.render.word.paragraphs import MARKS, paragraph, run
from plandocs.render.word.setting import Setting
from plandocs.render.word.tables import cell, table_row, table_xml
from plandocs.render.xmltext import escape_attribute

_NUMBER_WIDTH = 794
_FIELD_HEIGHT = 680
_ABOVE_QUESTION = 150
_AROUND_ANSWER = 85


def form(block: Form, setting: Setting) -> str:
    """Return the questions as one table; nothing for a form without questions."""
    if not block.questions:
        return ""
    widths = (_NUMBER_WIDTH, setting.width - _NUMBER_WIDTH)
    rows = [row for question in block.questions for row in _rows(question, block, widths, setting)]
    return table_xml("", widths, rows, setting, title=block.name, head=False, own="Plandocs Plain")


def _rows(question: FormQuestion, block: Form, widths: tuple[int, int], setting: Setting) -> list[str]:
    """Return a question's row, which stays with its field, and the field's, which may go on to the next page."""
    text, strong, label = setting.style("Table Text"), setting.style("Strong"), setting.style("Table Label")
    keep = "<w:keepNext/>"
    asked = paragraph(text, run(question.text, strong), keep)
    notes = []
    if question.mark:
        notes.append(run(f"{MARKS['watch']}\u00a0", setting.style("Chip Watch")) + run(question.mark))
    if question.note:
        notes.append(run(question.note))
    if notes:
        asked += paragraph(label, run(" · ").join(notes), keep)
    number = paragraph(label, run(question.number), keep)
    field = paragraph(text, setting.bookmark(question.tag, _control(question, block, setting)))
    edge = border(setting.brand, "bottom", "accent", 6)
    answer = [
        cell(widths[0], paragraph(text, "")),
        cell(
            widths[1],
            field,
            borders=edge,
            fill=shading(setting.brand, "surface") + _padding(_AROUND_ANSWER, _AROUND_ANSWER, _AROUND_ANSWER),
        ),
    ]
    tall = f'<w:tr><w:trPr><w:trHeight w:val="{_FIELD_HEIGHT}" w:hRule="atLeast"/></w:trPr>{"".join(answer)}</w:tr>'
    above = _padding(_ABOVE_QUESTION, 40, _AROUND_ANSWER)
    return [table_row([cell(widths[0], number, fill=above), cell(widths[1], asked, fill=above)]), tall]


def _padding(top: int, bottom: int, left: int) -> str:
    """Return a cell's own margins, which stand behind its fill."""
    return (
        f'<w:tcMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/>'
        f'<w:bottom w:w="{bottom}" w:type="dxa"/></w:tcMar>'
    )


def _control(question: FormQuestion, block: Form, setting: Setting) -> str:
    """Return an empty field that shows its prompt until somebody types."""
    name = escape_attribute(f"{block.label} {question.number}"[:64])
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{escape_attribute(question.tag)}"/>'
        f'<w:id w:val="{setting.control_id()}"/><w:lock w:val="sdtLocked"/><w:showingPlcHdr/>'
        f"</w:sdtPr><w:sdtContent>{run(block.prompt, setting.style('Muted'))}</w:sdtContent></w:sdt>"
    )
