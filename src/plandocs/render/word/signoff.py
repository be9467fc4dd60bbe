"""The sign-off block: one column a signer, kept on one page, with fields to fill in."""

from __future__ import annotations

from plandocs.content.blocks import Signature, SignOff
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


def sign_off(block: SignOff, setting: Setting) -> str:
    """Return what is signed, and the signers two and two side by side."""
    keep = "<w:keepNext/>" if block.signatures else ""
    out = paragraph(setting.styles["body"], run(block.statement), keep)
    signers = list(block.signatures)
    if block.brief and signers:
        return out + signing_lines(block, setting)
    width = (setting.width - _GUTTER) // 2
    widths = (setting.width - _GUTTER - width, _GUTTER, width)
    rows = []
    for first in range(0, len(signers), 2):
        rows += _pair(signers[first : first + 2], block.labels, widths, setting)
    if rows:
        out += table_xml("", widths, rows, setting, title=block.statement[:120], head=False, own="Plandocs Plain")
    return out


def _pair(
    signers: list[Signature], labels: tuple[str, str, str, str], widths: tuple[int, ...], setting: Setting
) -> list[str]:
    heads = [paragraph(setting.style("Board Head"), run(signer.side)) for signer in signers]
    rows = [_row(heads, widths, setting, lined=False)]
    for label, kind in zip(labels, ("name", "title", "signature", "date"), strict=True):
        cells = [_field(label, kind, signer, setting) for signer in signers]
        height = _LINE_HEIGHT + (_SIGNATURE_ROOM if kind == "signature" else 0)
        rows.append(_row(cells, widths, setting, lined=True, height=height))
    return rows


def _field(label: str, kind: str, signer: Signature, setting: Setting) -> str:
    """Return one line of a signer's block: a label, and below it what is known or room to write."""
    if kind == "signature":
        inside = run(_BLANK) + run(signer.anchor, setting.style("Sign Anchor"))
    else:
        known = {"name": signer.name, "title": signer.title}.get(kind, "")
        inside = _control(label, run(known or _BLANK * 24), setting)
    return paragraph(setting.style("Sign Label"), run(label)) + paragraph(setting.style("Sign Value"), inside)


def _row(cells: list[str], widths: tuple[int, ...], setting: Setting, *, lined: bool, height: int = 0) -> str:
    rule = border(setting.brand, "bottom", "ink" if lined else "accent", 4 if lined else 12)
    blank = paragraph(setting.style("Section End"), "", "<w:keepNext/>")
    out = [cell(widths[0], cells[0], borders=rule), cell(widths[1], blank)]
    out.append(cell(widths[2], cells[1], borders=rule) if len(cells) > 1 else cell(widths[2], blank))
    return table_row(out, height=height)


def _control(label: str, inside: str, setting: Setting) -> str:
    """Return a content control around runs, so that a signer tabs from field to field."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape_attribute(label)}"/><w:id w:val="{setting.control_id()}"/>'
        f"<w:text/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )
