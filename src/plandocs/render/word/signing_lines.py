"""The sign-off block of a page that has little room: one line a signer, with room to sign and to date."""

from __future__ import annotations

from plandocs.content.blocks import SignOff
from plandocs.render.word.palette import border
from plandocs.render.word.paragraphs import paragraph, run
from plandocs.render.word.setting import Setting
from plandocs.render.word.tables import cell, table_row, table_xml

_HEIGHT = 620
_SHARES = (0.44, 0.36, 0.20)
_BLANK = "\u00a0"


def signing_lines(block: SignOff, setting: Setting) -> str:
    """Return the signers as the rows of a table: who, for whom, a line for the signature and one for the date."""
    name, _, signature, day = block.labels
    widths = [int(setting.width * share) for share in _SHARES]
    widths[0] += setting.width - sum(widths)
    keep = "<w:keepNext/>"
    heads = [
        cell(width, paragraph(setting.style("Table Head"), run(label), keep))
        for width, label in zip(widths, (name, signature, day), strict=True)
    ]
    rule = border(setting.brand, "bottom", "ink", 4)
    label, text = setting.style("Table Label"), setting.style("Table Text")
    rows = [table_row(heads, head=True)]
    for number, signer in enumerate(block.signatures, start=1):
        more = keep if number < len(block.signatures) else ""
        about = " · ".join(part for part in (signer.title, signer.side) if part)
        who = paragraph(text, run(signer.name or _BLANK), more) + paragraph(label, run(about), more)
        blank = paragraph(text, run(_BLANK) + run(signer.anchor, setting.style("Sign Anchor")), more)
        cells = [who, blank, paragraph(text, run(_BLANK), more)]
        rows.append(
            table_row(
                [cell(width, inside, borders=rule) for width, inside in zip(widths, cells, strict=True)],
                height=_HEIGHT,
            )
        )
    return table_xml("table", widths, rows, setting, title=block.statement[:120], head=True)
