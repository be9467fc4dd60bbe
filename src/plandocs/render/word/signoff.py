"""The sign-off block: one column a signer, kept on one page, with content controls to fill in.

Name and title are text, the date is chosen from a calendar, and the signature takes what a signer puts there: a
picture, ink or text. None of the controls can be deleted by mistake. Beside the signature stands the text that an
e-signing service looks for, where the plan names one.
"""

from __future__ import annotations

import re

from plandocs.content.blocks import Signature, SignOff
from plandocs.content.formats import Formats
from plandocs.render.word.palette import border
from plandocs.render.word.paragraphs import paragraph, run
from plandocs.render.word.setting import Setting
from plandocs.render.word.signing_lines import signing_lines
from plandocs.render.word.tables import cell, table_row, table_xml
from plandocs.render.xmltext import escape_attribute

_GUTTER = 400
_LINE_HEIGHT = 620
_SIGNATURE_ROOM = 260
_BLANK = "\u00a0"
_KEPT = re.compile(r"(<w:pPr><w:pStyle [^>]*/>)(?:<w:keepNext/>)?")
_KINDS = ("name", "title", "signature", "date")


def sign_off(block: SignOff, setting: Setting) -> str:
    """Return what is signed, and the signers two and two side by side."""
    keep = "<w:keepNext/>" if block.signatures else ""
    out = paragraph(setting.styles["body"], run(block.statement), keep)
    if block.brief and block.signatures:
        return out + signing_lines(block, setting)
    signers = list(enumerate(block.signatures, start=1))
    width = (setting.width - _GUTTER) // 2
    widths = (setting.width - _GUTTER - width, _GUTTER, width)
    rows = []
    for first in range(0, len(signers), 2):
        rows += _pair(signers[first : first + 2], block.labels, widths, setting)
    if rows:
        rows[-1] = _released(rows[-1])
        out += table_xml("", widths, rows, setting, title=block.statement[:120], head=False, own="Plandocs Plain")
    return out


def _released(row: str) -> str:
    """Return the last row without the hold on what follows, which its styles have: the block ends here."""
    return _KEPT.sub(r'\1<w:keepNext w:val="0"/>', row)


def _pair(
    signers: list[tuple[int, Signature]],
    labels: tuple[str, str, str, str],
    widths: tuple[int, ...],
    setting: Setting,
) -> list[str]:
    heads = [paragraph(setting.style("Board Head"), run(signer.side)) for _, signer in signers]
    rows = [_row(heads, widths, setting, lined=False)]
    for label, kind in zip(labels, _KINDS, strict=True):
        cells = [_field(label, kind, number, signer, setting) for number, signer in signers]
        height = _LINE_HEIGHT + (_SIGNATURE_ROOM if kind == "signature" else 0)
        rows.append(_row(cells, widths, setting, lined=True, height=height))
    return rows


def _field(label: str, kind: str, number: int, signer: Signature, setting: Setting) -> str:
    """Return one line of a signer's block: a label, and below it what is known or room to write."""
    known = {"name": signer.name, "title": signer.title}.get(kind, "")
    inside = _control(label, kind, number, known, setting)
    if kind == "signature":
        inside += run(signer.anchor, setting.style("Sign Anchor"))
    return paragraph(setting.style("Sign Label"), run(label)) + paragraph(setting.style("Sign Value"), inside)


def _row(cells: list[str], widths: tuple[int, ...], setting: Setting, *, lined: bool, height: int = 0) -> str:
    rule = border(setting.brand, "bottom", "ink" if lined else "accent", 4 if lined else 12)
    blank = paragraph(setting.style("Section End"), "", "<w:keepNext/>")
    out = [cell(widths[0], cells[0], borders=rule), cell(widths[1], blank)]
    out.append(cell(widths[2], cells[1], borders=rule) if len(cells) > 1 else cell(widths[2], blank))
    return table_row(out, height=height)


def _control(label: str, kind: str, number: int, known: str, setting: Setting) -> str:
    """Return a content control: a signer tabs from field to field, and writing replaces the room that is shown."""
    name = escape_attribute(f"{label} {number}")
    empty = "" if known else "<w:showingPlcHdr/>"
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="plandocs:sign:{number}:{kind}"/>'
        f'<w:id w:val="{setting.control_id()}"/><w:lock w:val="sdtLocked"/>{empty}{_content(kind, setting.formats)}'
        f"</w:sdtPr><w:sdtContent>{run(known or _BLANK * 24)}</w:sdtContent></w:sdt>"
    )


def _content(kind: str, formats: Formats) -> str:
    """Return what a control takes: a date from a calendar, a signature in any form, else text."""
    if kind == "signature":
        return "<w:richText/>"
    if kind != "date":
        return "<w:text/>"
    return (
        f'<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="{escape_attribute(formats.language)}"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )
