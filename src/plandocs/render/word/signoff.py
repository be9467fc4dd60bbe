"""The sign-off block: one column a signer, kept on one page, with fields to fill in."""

from __future__ import annotations

from plandocs.content.blocks import Signature, SignOff
from plandocs.render.word.palette import border
from plandocs.render.word.paragraphs import paragraph, run
from plandocs.render.word.setting import Setting
from plandocs.render.word.tables import cell, table_row, table_xml
from plandocs.render.xmltext import escape_attribute

_GUTTER = 400
_LINE_HEIGHT = 620
_BLANK = "\u00a0"


def sign_off(block: SignOff, setting: Setting) -> str:
    """Return what is signed, and the signers two and two side by side."""
    keep = "<w:keepNext/>" if block.signatures else ""
    out = paragraph(setting.styles["body"], run(block.statement), keep)
    signers = list(block.signatures)
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
    contents = (
        [run(signer.name or _BLANK) for signer in signers],
        [run(signer.title or _BLANK) for signer in signers],
        [run(signer.anchor or _BLANK, setting.style("Muted")) for signer in signers],
        [None for _ in signers],
    )
    for number, (label, values) in enumerate(zip(labels, contents, strict=True)):
        tall = number == 2
        cells = []
        for value in values:
            field = run(_BLANK * 24) if value is None else value
            control = _control(label, field, setting) if number in (0, 1, 3) else field
            inside = paragraph(setting.style("Sign Label"), run(label)) + paragraph(
                setting.style("Sign Value"), control
            )
            cells.append(inside)
        rows.append(_row(cells, widths, setting, lined=True, height=_LINE_HEIGHT + (260 if tall else 0)))
    return rows


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
