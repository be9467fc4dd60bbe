"""The charter: one page on which both sides say yes to a project.

Why, what success means, what is in and out, the milestones, who answers for it, what could stop it. All dates are the
agreed ones. What the page does not hold is counted, never silently lost; the project plan has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plandocs.content.blocks import (
    Block,
    Card,
    Cards,
    Cell,
    Chip,
    Column,
    ColumnBoard,
    KeyValues,
    ListColumn,
    Paragraph,
    Row,
    Signature,
    SignOff,
    Table,
)
from plandocs.content.document import Cover, Document, Section
from plandocs.content.facts import Facts
from plandocs.content.facts.registers import ScopeLine
from plandocs.content.fields.make import plan_fields
from plandocs.content.wording import Words
from plandocs.documents.one_page import Detail, fitted
from plandocs.documents.project_plan.cover import TONES, fixed_words, footer, shortened
from plandocs.documents.project_plan.durations import after_kickoff
from plandocs.documents.project_plan.signing import sign_off
from plandocs.documents.project_plan.tables import without_empty_columns

_LEADS = ("sponsor", "champion", "implementation_pm")
_LONGEST_TITLE = 100
_LONGEST_NAME = 60
_LONGEST_FIGURE = 60
_LONGEST_PERSON = 84
_LINE_OF_COLUMN = 56
_LINES_OF_CELL = 96
"""Characters that one line of a half page and two lines of a table's wide cell hold: cutting shorter wins no room."""


def charter(facts: Facts, words: Words) -> Document:
    """Return the charter with as much detail as its page holds."""
    return fitted(lambda detail: _charter(facts.agreed_view, words, detail))


def _charter(facts: Facts, words: Words, detail: Detail) -> Document:
    project = facts.plan.project
    makers = (_purpose, _goals, _scope, _milestones, _people, _risks)
    sections = [section for make in makers if (section := make(facts, words, detail)) is not None]
    return Document(
        properties=facts.properties(
            words.say("charter.file_title", project=project.name), words.say("charter.subject")
        ),
        formats=words.formats,
        sections=(*sections, _sign_off(facts, words)),
        template="brief",
        cover=Cover(
            kind=words.say("charter.kind"),
            title=shortened(project.name, _LONGEST_TITLE),
            line=_line(facts, words),
            parties=(("", shortened(project.customer, _LONGEST_NAME)), ("", shortened(project.vendor, _LONGEST_NAME))),
            status=Chip(words.say(f"common.approval.{facts.approval}"), TONES[facts.approval]),
            control=KeyValues("control", ()),
        ),
        compact=True,
        paper="Letter" if words.formats.paper == "Letter" else "A4",
        footer=footer(facts, words),
        words=fixed_words(facts, words),
        fields=plan_fields(facts),
    )


def _line(facts: Facts, words: Words) -> str:
    agreed = facts.agreed
    if agreed.go_live is None:
        return words.say("charter.line_no_go_live", start=agreed.start, finish=agreed.finish)
    return words.say("charter.line", start=agreed.start, go_live=agreed.go_live)


def _purpose(facts: Facts, words: Words, detail: Detail) -> Section:
    """Return the reason for the project, and its dates and value as figures."""
    text = facts.goals.summary or facts.goals.problem
    blocks: list[Block] = [Paragraph(_sentences(text, 3 * detail.characters))] if text else []
    blocks.append(_cards(facts, words))
    return Section(key="purpose", title=words.say("charter.purpose.title"), blocks=tuple(blocks))


def _sentences(text: str, most: int) -> str:
    """Return the first sentences of a text, as many as have room; the first one is cut where even that has none."""
    whole = " ".join(text.split())
    cut = whole.rfind(". ", 0, most)
    return whole if len(whole) <= most else whole[: cut + 1] if cut > 0 else shortened(whole, most)


def _cards(facts: Facts, words: Words) -> Cards:
    agreed, formats = facts.agreed, words.formats
    phases = words.say("plan.summary.card_phases", n=len(facts.phases), tasks=len(facts.tasks))
    cards = [Card(words.say("plan.summary.card_start"), formats.short_date(agreed.start), phases)]
    if agreed.go_live is not None:
        note = after_kickoff(facts, agreed.go_live, words)
        cards.append(Card(words.say("plan.summary.card_go_live"), formats.short_date(agreed.go_live), note))
    note = after_kickoff(facts, agreed.finish, words)
    cards.append(Card(words.say("plan.summary.card_finish"), formats.short_date(agreed.finish), note))
    fees = facts.plan.sow.fees if facts.plan.sow else None
    if fees is not None and fees.total is not None:
        note = words.say("charter.value_note") if "model" in fees.model_fields_set and fees.model == "fixed" else ""
        cards.append(Card(words.say("charter.value"), formats.money(fees.total), note))
    return Cards(tuple(cards))


def _goals(facts: Facts, words: Words, detail: Detail) -> Section | None:
    measures = facts.goals.objectives or facts.goals.criteria
    if not measures:
        return None
    rows = [
        Row(
            (
                shortened(item.text, detail.characters),
                shortened(item.baseline, min(_LONGEST_FIGURE, detail.characters)),
                shortened(item.target, min(_LONGEST_FIGURE, detail.characters)),
                shortened(item.by, _LONGEST_FIGURE) if isinstance(item.by, str) else item.by,
            )
        )
        for item in measures[: detail.entries]
    ]
    columns = (
        Column(words.say("charter.goals.goal"), share=4.0),
        Column(words.say("charter.goals.baseline"), share=1.5),
        Column(words.say("charter.goals.target"), share=1.5),
        Column(words.say("charter.goals.by"), share=1.0),
    )
    blocks = _with_rest(Table("goals", columns, tuple(rows)), len(measures) - len(rows), words)
    return Section(key="goals", title=words.say("charter.goals.title"), blocks=blocks)


def _scope(facts: Facts, words: Words, detail: Detail) -> Section | None:
    scope = facts.scope
    if not scope.included and not scope.excluded:
        return None
    columns = (
        ListColumn(
            words.say("charter.scope.in"), _items(scope.included, detail, words), empty=words.say("charter.scope.none")
        ),
        ListColumn(
            words.say("charter.scope.out"), _items(scope.excluded, detail, words), empty=words.say("charter.scope.none")
        ),
    )
    return Section(key="scope", title=words.say("charter.scope.title"), blocks=(ColumnBoard(columns),))


def _items(lines: Sequence[ScopeLine], detail: Detail, words: Words) -> tuple[tuple[str, str], ...]:
    most = max(_LINE_OF_COLUMN, detail.characters * 2 // 3)
    shown = [("•", shortened(line.text, most)) for line in lines[: detail.entries]]
    rest = len(lines) - len(shown)
    return (*shown, *([("+", " " + words.say("charter.more", n=rest))] if rest else []))


def _milestones(facts: Facts, words: Words, detail: Detail) -> Section | None:
    marks = facts.milestones
    if not marks:
        return None
    told = [*(mark for mark in marks if mark.is_go_live), marks[-1], *marks]
    chosen = list(dict.fromkeys(mark.id for mark in told))[: detail.entries]
    kept = [mark for mark in marks if mark.id in chosen]
    rows = tuple(
        Row((shortened(mark.name, detail.characters), mark.agreed_finish), marked=mark.is_go_live) for mark in kept
    )
    columns = (
        Column(words.say("charter.milestones.name"), share=4.0),
        Column(words.say("charter.milestones.date"), "date", share=1.0),
    )
    blocks = _with_rest(Table("charter_milestones", columns, rows), len(marks) - len(rows), words)
    return Section(key="milestones", title=words.say("charter.milestones.title"), blocks=blocks)


def _people(facts: Facts, words: Words, detail: Detail) -> Section | None:
    pairs: list[tuple[str, Cell]] = []
    for role in _LEADS:
        for person in facts.people.with_role(role)[:1]:
            key = "charter.people.with_company" if person.company else "charter.people.person"
            text = words.say(key, name=person.name, title=person.title, company=person.company)
            pairs.append(
                (words.say(f"charter.people.{role}"), shortened(text, max(_LONGEST_PERSON, detail.characters)))
            )
    if not pairs:
        return None
    title = words.say("charter.people.title")
    return Section(key="people", title=title, blocks=(KeyValues(title, tuple(pairs)),))


def _risks(facts: Facts, words: Words, detail: Detail) -> Section | None:
    risks = [risk for risk in facts.risks if risk.is_open]
    if not risks:
        return None
    rows = tuple(
        Row(
            (
                shortened(risk.risk, max(_LINES_OF_CELL, detail.characters)),
                shortened(risk.mitigation, max(_LINES_OF_CELL, detail.characters)),
                shortened(risk.owner, detail.characters // 2),
            )
        )
        for risk in risks[: (detail.entries + 1) // 2]
    )
    columns = (
        Column(words.say("charter.risks.risk"), share=3.0),
        Column(words.say("charter.risks.mitigation"), share=3.0),
        Column(words.say("charter.risks.owner"), share=1.2),
    )
    blocks = _with_rest(Table("charter_risks", columns, rows), len(risks) - len(rows), words)
    return Section(key="risks", title=words.say("charter.risks.title"), blocks=blocks)


def _with_rest(table: Table, rest: int, words: Words) -> tuple[Block, ...]:
    """Return a table, and below it how many entries it leaves out."""
    shown = without_empty_columns(table)
    return (shown, Paragraph(words.say("charter.more", n=rest), kind="note")) if rest else (shown,)


def _shortened(signature: Signature) -> Signature:
    """Return a signer in two short lines."""
    return replace(
        signature,
        name=shortened(signature.name, _LONGEST_NAME),
        title=shortened(signature.title, _LONGEST_NAME),
        side=shortened(signature.side, _LONGEST_NAME),
    )


def _sign_off(facts: Facts, words: Words) -> Section:
    """Return the sign-off block of the plan with one signer a side."""
    whole = next(block for block in sign_off(facts, words).blocks if isinstance(block, SignOff))
    signers = whole.signatures
    other = next((signer for signer in signers if signer.side != signers[0].side), None)
    chosen = (signers[0], other) if other is not None else signers[:2]
    statement = words.say("charter.sign.statement", version=facts.plan.project.version, hash=facts.plan_hash[:8])
    block = replace(whole, statement=statement, signatures=tuple(map(_shortened, chosen)), brief=True)
    return Section(key="signoff", title=words.say("charter.sign.title"), blocks=(block,))
