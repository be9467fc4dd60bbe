"""The RACI page: who decides, who does, who is asked and who is told, to pin to a wall.

It lies on its side where there are many roles. A matrix too long for one page goes on, with its head repeated.
"""

from __future__ import annotations

from plandocs.content.blocks import Block, Bullets, Chip, KeyValues, Matrix, Paragraph
from plandocs.content.document import Cover, Document, Section
from plandocs.content.facts import Facts
from plandocs.content.fields.make import plan_fields
from plandocs.content.wording import Words
from plandocs.documents.project_plan.cover import TONES, fixed_words, footer, shortened

_UPRIGHT_COLUMNS = 8
"""Roles that an upright page has room for with their names in full."""
_TURNED_ROWS = 20
_UPRIGHT_ROWS = 32
"""Activities of one line that a page on its side has room for, and an upright one."""
_ROWS_OF_LEGEND = 5
"""Activities in whose place the letters are explained, a line each."""
_LONGEST_TITLE = 100
_LONGEST_NAME = 60
_LETTERS = ("A", "R", "C", "I")


def raci_page(facts: Facts, words: Words) -> Document | None:
    """Return the page; None where the plan has no letters."""
    raci = facts.raci
    if not raci.rows:
        return None
    project = facts.plan.project
    lies = _lies(len(raci.heads), len(raci.rows))
    most = _TURNED_ROWS if lies else _UPRIGHT_ROWS
    is_full = most - _ROWS_OF_LEGEND < len(raci.rows) <= most
    key = words.say("common.raci_key") if is_full else ""
    matrix = Matrix(raci.heads, raci.rows, corner=words.say("raci.activity"), key=key)
    holders = [
        words.say("raci.holder", role=head, names=[person.name for person in facts.people.with_role(key)])
        for head, key in zip(raci.heads, raci.keys, strict=True)
        if facts.people.with_role(key)
    ]
    blocks: list[Block] = [matrix]
    blocks += [Paragraph(words.say("raci.holders", items=holders), kind="note")] if holders else []
    how = Bullets(tuple(words.say(f"raci.how.{letter}") for letter in _LETTERS))
    legend = () if is_full else (Section(key="how", title=words.say("raci.how.title"), blocks=(how,)),)
    return Document(
        properties=facts.properties(words.say("raci.file_title", project=project.name), words.say("raci.subject")),
        formats=words.formats,
        sections=(
            Section(key="raci", title=words.say("raci.title"), blocks=tuple(blocks)),
            *legend,
        ),
        template="brief",
        cover=Cover(
            kind=words.say("raci.kind"),
            title=shortened(project.name, _LONGEST_TITLE),
            line=words.say("raci.line", activities=len(raci.rows), roles=len(raci.heads)),
            parties=(("", shortened(project.customer, _LONGEST_NAME)), ("", shortened(project.vendor, _LONGEST_NAME))),
            status=Chip(words.say(f"common.approval.{facts.approval}"), TONES[facts.approval]),
            control=KeyValues("control", ()),
        ),
        compact=True,
        paper="Letter" if words.formats.paper == "Letter" else "A4",
        footer=footer(facts, words),
        words=fixed_words(facts, words),
        fields=plan_fields(facts.agreed_view),
        landscape=lies,
    )


def _lies(columns: int, rows: int) -> bool:
    """Return whether the page lies on its side: many roles, unless the activities then need a page more."""
    return columns > _UPRIGHT_COLUMNS and not _TURNED_ROWS < rows <= _UPRIGHT_ROWS
