"""The change request on paper: what is asked for, what each answer does to dates and milestones, and the decision.

All dates come from the assessment, which has re-run the schedule with every answer. A customer's edition names no
internal task and no internal item of scope. Source: S61–S63, S77–S81.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plandocs.content.blocks import (
    Block,
    Callout,
    Card,
    Cards,
    Cell,
    Chip,
    KeyValues,
    Paragraph,
    Signature,
    SignOff,
    Tone,
)
from plandocs.content.document import Cover, Document, Section
from plandocs.content.facts import Facts
from plandocs.content.fields.make import plan_fields
from plandocs.content.wording import Words
from plandocs.documents.change_answers import (
    called,
    declined,
    milestones_section,
    moved_by,
    options_section,
    plain,
    size_of,
)
from plandocs.documents.project_plan.cover import fixed_words, footer, shortened
from plandocs.documents.project_plan.signing import sign_off
from plandocs.whatif.answers import Assessment, Decision

_LONGEST_TITLE = 100
_LONGEST_NAME = 60
_TONES: dict[str, Tone] = {
    "open": "watch",
    "assessed": "watch",
    "approved": "good",
    "rejected": "neutral",
    "deferred": "neutral",
}


def change_request(facts: Facts, words: Words, assessment: Assessment, decision: Decision | None) -> Document:
    """Return the document in which a change request is decided, or was: `decision` None while it is open."""
    change, project = assessment.change, facts.plan.project
    makers = (_asked, _effect, options_section, milestones_section)
    sections = [section for make in makers if (section := make(facts, words, assessment)) is not None]
    title = words.say("change.file_title", id=change.id, project=project.name)
    return Document(
        properties=facts.properties(title, words.say("change.subject")),
        formats=words.formats,
        sections=(*sections, _decision(facts, words, assessment, decision)),
        template="brief",
        cover=Cover(
            kind=words.say("change.kind"),
            title=shortened(_title(assessment), _LONGEST_TITLE),
            line=_line(facts, words, assessment),
            parties=(("", shortened(project.customer, _LONGEST_NAME)), ("", shortened(project.vendor, _LONGEST_NAME))),
            status=_status(words, assessment, decision),
            control=KeyValues("control", ()),
        ),
        compact=True,
        paper="Letter" if words.formats.paper == "Letter" else "A4",
        footer=footer(facts, words),
        words=fixed_words(facts, words),
        fields=plan_fields(facts),
    )


def _status(words: Words, assessment: Assessment, decision: Decision | None) -> Chip:
    status = assessment.change.status
    if decision is not None:
        option = assessment.option(decision.number)
        status = "deferred" if option is not None and option.kind == "defer" else "approved"
    return Chip(words.say(f"common.change_status.{status}"), _TONES[status])


def _line(facts: Facts, words: Words, assessment: Assessment) -> str:
    change = assessment.change
    name = facts.people.name(change.requester) if change.requester else ""
    key = "line_dated" if name and change.date else "line_named" if name else "line_day" if change.date else "line"
    return words.say(f"change.{key}", name=name, day=change.date)


def _asked(facts: Facts, words: Words, assessment: Assessment) -> Section:
    change = assessment.change
    pairs: list[tuple[str, Cell]] = []
    if change.trigger:
        pairs.append((words.say("change.asked.trigger"), change.trigger[:1].upper() + change.trigger[1:]))
    if change.work:
        pairs.append((words.say("change.asked.work"), change.work))
    pairs.append((words.say("change.asked.size"), size_of(facts, words, assessment)))
    tasks = [
        words.say(
            "change.asked.task",
            name=facts.by_id[length.task].name,
            before=plain(length.before),
            after=plain(length.after),
        )
        for length in assessment.lengths
        if length.task in facts.by_id
    ]
    if assessment.new_task is not None:
        tasks = [words.say("change.asked.new_task")]
    if tasks:
        pairs.append((words.say("change.asked.tasks"), "; ".join(tasks)))
    if change.cost is not None:
        pairs.append((words.say("change.asked.cost"), words.formats.money(change.cost)))
    title = words.say("change.asked.title")
    is_in_title = len(_title(assessment)) <= _LONGEST_TITLE
    lead = () if is_in_title else (Paragraph(change.request, kind="lead"),)
    return Section(key="asked", title=title, blocks=(*lead, KeyValues(title, tuple(pairs))))


def _title(assessment: Assessment) -> str:
    return f"{assessment.change.id}  {assessment.change.request}"


def _effect(facts: Facts, words: Words, assessment: Assessment) -> Section | None:
    """Return what the whole request does to go-live and handover, as figures."""
    extended = next((option for option in assessment.options if option.kind == "extend"), None)
    if extended is None or extended.go_live is None or extended.finish is None or extended.days is None:
        return None
    short = words.formats.short_date
    note = (
        words.say("change.card.today_forecast", day=assessment.as_of)
        if assessment.as_of
        else words.say("change.card.today_note")
    )
    cards = (
        Card(words.say("change.card.today"), short(assessment.go_live), note),
        Card(
            words.say("change.card.with_work"),
            short(extended.go_live),
            _moves(facts, words, extended.days, "change.card"),
            tone="watch" if extended.days > 0 else None,
        ),
        Card(
            words.say("change.card.handover"),
            short(extended.finish),
            words.say("change.card.handover_note", day=assessment.finish),
        ),
    )
    return Section(key="effect", title="", blocks=(Cards(cards),))


def _moves(facts: Facts, words: Words, days: int, keys: str) -> str:
    if not days:
        return words.say(f"{keys}.same")
    return words.say(f"{keys}.{'later' if days > 0 else 'earlier'}", count=moved_by(facts, words, days))


def _decision(facts: Facts, words: Words, assessment: Assessment, decision: Decision | None) -> Section:
    change = assessment.change
    blocks: list[Block] = [Callout(_decided(facts, words, assessment, decision))]
    whole = next(block for block in sign_off(facts, words).blocks if isinstance(block, SignOff))
    values = {"id": change.id, "version": facts.plan.project.version, "hash": facts.plan_hash[:8]}
    if change.status == "rejected" and decision is None:
        return Section(key="decision", title=words.say("change.decision.title"), blocks=tuple(blocks))
    if decision is None:
        statement = words.say("change.decision.statement", **values)
    else:
        statement = words.say("change.decision.statement_decided", n=decision.number, **values)
    blocks.append(replace(whole, statement=statement, signatures=_signers(whole.signatures), brief=True))
    return Section(key="decision", title=words.say("change.decision.title"), blocks=tuple(blocks))


def _decided(facts: Facts, words: Words, assessment: Assessment, decision: Decision | None) -> str:
    change = assessment.change
    if decision is not None:
        option = assessment.option(decision.number)
        return words.say(
            "change.decision.decided",
            n=decision.number,
            name=facts.people.name(decision.approver) if decision.approver else "",
            day=decision.decided,
            text=called(facts, words, option) if option is not None else "",
        )
    if change.status == "rejected":
        return declined(facts, words, assessment)
    approver = approver_of(facts, assessment)
    key = "change.decision.wanted" if approver else "change.decision.wanted_nobody"
    return words.say(key, name=approver)


def approver_of(facts: Facts, assessment: Assessment) -> str:
    """Return the name of who decides: the request's approver, the contract's, the sponsor; empty for nobody."""
    sow = facts.plan.sow
    named = assessment.change.approver or (sow.change_approver if sow else "")
    if named:
        return facts.people.name(named)
    sponsor = next((person for person in facts.people.with_role("sponsor") if person.side == "customer"), None)
    return sponsor.name if sponsor else ""


def _signers(signatures: Sequence[Signature]) -> tuple[Signature, ...]:
    """Return one signer a side, in two short lines each."""
    other = next((signer for signer in signatures if signer.side != signatures[0].side), None)
    chosen = (signatures[0], other) if other is not None else tuple(signatures[:2])
    return tuple(
        replace(
            signer,
            name=shortened(signer.name, _LONGEST_NAME),
            title=shortened(signer.title, _LONGEST_NAME),
            side=shortened(signer.side, _LONGEST_NAME),
        )
        for signer in chosen
    )
