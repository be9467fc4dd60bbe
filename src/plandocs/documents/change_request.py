"""The change request on paper: what is asked for, what each answer does to dates and milestones, and the decision.

All dates come from the assessment, which has re-run the schedule with every answer. A customer's edition names no
internal task and no internal item of scope. Source: S61–S63, S77–S81.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from plandocs.content.blocks import (
    Block,
    Callout,
    Card,
    Cards,
    Cell,
    Chip,
    Column,
    KeyValues,
    Paragraph,
    Row,
    Signature,
    SignOff,
    Table,
    Tone,
)
from plandocs.content.document import Cover, Document, Section
from plandocs.content.facts import Facts
from plandocs.content.fields.make import plan_fields
from plandocs.content.wording import Words
from plandocs.documents.project_plan.cover import fixed_words, footer, shortened
from plandocs.documents.project_plan.signing import sign_off
from plandocs.documents.project_plan.tables import without_empty_columns
from plandocs.whatif.request import Assessment, Decision, Option

_LONGEST_TITLE = 100
_LONGEST_NAME = 60
_MOST_MILESTONES = 14
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
    makers = (_asked, _effect, _options, _milestones)
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


def shown_options(facts: Facts, assessment: Assessment) -> list[Option]:
    """Return the answers that an audience may see: none that trades an internal item of scope in a customer's file."""
    hidden = {item.id for item in facts.plan.scope.in_ if item.audience == "internal"}
    return [option for option in assessment.options if facts.internal or not hidden.intersection(option.items)]


def called(facts: Facts, words: Words, option: Option) -> str:
    """Return what an answer is called: by the plan, else by its kind."""
    if option.text:
        return option.text
    return words.say(f"change.options.{option.kind}", items=_items(facts, option)).strip()


def moved_by(facts: Facts, words: Words, days: int) -> str:
    """Return a number of days in words, without its sign."""
    unit = "days" if facts.agreed.day_count == "elapsed" else "working_days"
    return words.say(f"common.unit.{unit}", n=abs(days))


def size_of(facts: Facts, words: Words, assessment: Assessment) -> str:
    """Return how much work a request is, in days and hours."""
    key = "change.asked.size_value_elapsed" if facts.agreed.day_count == "elapsed" else "change.asked.size_value"
    return words.say(key, days=_plain(assessment.days), hours=_plain(assessment.hours))


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
            before=_plain(length.before),
            after=_plain(length.after),
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


def _options(facts: Facts, words: Words, assessment: Assessment) -> Section:
    rows = []
    for option in shown_options(facts, assessment):
        unknown = words.say("change.options.unknown")
        rows.append(
            Row(
                (
                    str(option.number),
                    called(facts, words, option),
                    option.go_live or unknown,
                    _days(facts, words, option),
                    _cost(words, option),
                    _changes(facts, words, option),
                )
            )
        )
    columns = (
        Column(words.say("change.options.number"), "id"),
        Column(words.say("change.options.option")),
        Column(words.say("change.options.go_live"), "date"),
        Column(words.say("change.options.days")),
        Column(words.say("change.options.cost")),
        Column(words.say("change.options.effect")),
    )
    table = without_empty_columns(Table("change_options", columns, tuple(rows)))
    return Section(
        key="options", title=words.say("change.options.title"), blocks=(table, _how(facts, words, assessment))
    )


def _days(facts: Facts, words: Words, option: Option) -> str:
    if option.days is None:
        return ""
    if not option.days:
        return words.say("change.options.none")
    text = moved_by(facts, words, option.days)
    return text if option.days > 0 else f"−{text}"


def _cost(words: Words, option: Option) -> Cell:
    if option.cost is not None:
        return words.formats.money(option.cost)
    return words.say("change.options.unpriced") if option.kind == "resource" else ""


def _changes(facts: Facts, words: Words, option: Option) -> str:
    """Return what an answer changes in the plan, as sentences' parts: the tasks by name, the scope, the work."""
    if option.kind == "defer":
        return words.say("change.options.parked")
    parts = [
        words.say("change.options.dropped", name=facts.by_id[length.task].name)
        if not length.after
        else words.say(
            "change.options.longer",
            name=facts.by_id[length.task].name,
            before=_plain(length.before),
            after=_plain(length.after),
        )
        for length in option.lengths
        if length.task in facts.by_id
    ]
    if option.new_days is not None:
        parts.append(words.say("change.options.task_added", days=_plain(option.new_days)))
    if option.kind == "trade" and option.text and option.items:
        parts.append(words.say("change.options.phase_two", items=_items(facts, option)))
    if option.hours is not None:
        parts.append(words.say("change.options.hours", hours=_plain(option.hours)))
    if not parts and option.go_live is not None:
        parts.append(words.say("change.options.nothing"))
    return "; ".join(parts)


def _items(facts: Facts, option: Option) -> list[str]:
    texts = {item.id: item.text for item in facts.plan.scope.in_}
    return [texts.get(name, name) for name in option.items]


def _milestones(facts: Facts, words: Words, assessment: Assessment) -> Section | None:
    """Return the milestones with their dates under each answer that moves one."""
    today = {mark.id: mark.finish if assessment.as_of else mark.agreed_finish for mark in facts.milestones}
    moving = [
        option
        for option in shown_options(facts, assessment)
        if any(option.milestones.get(name, day) != day for name, day in today.items())
    ]
    if not moving:
        return None
    marks = [mark for mark in facts.milestones if any(mark.id in option.milestones for option in moving)]
    touched = [mark for mark in marks if any(option.milestones[mark.id] != today[mark.id] for option in moving)]
    shown = touched[-_MOST_MILESTONES:]
    columns = [
        Column(words.say("change.milestones.milestone"), share=3.0),
        Column(words.say("change.milestones.today"), "date"),
    ]
    columns += [Column(words.say("change.milestones.option", n=option.number), "date") for option in moving]
    rows = tuple(
        Row((mark.name, today[mark.id], *(option.milestones[mark.id] for option in moving)), marked=mark.is_go_live)
        for mark in shown
    )
    title = words.say("change.milestones.title")
    return Section(key="milestones", title=title, blocks=(Table("change_milestones", tuple(columns), rows),))


def _how(facts: Facts, words: Words, assessment: Assessment) -> Paragraph:
    """Return how the figures were come by, for a reader who doubts them."""
    kinds = {option.kind for option in shown_options(facts, assessment) if option.go_live is not None}
    keys = ["schedule", "new_task" if assessment.new_task is not None else "spread"]
    keys += [
        kind for kind in ("trade", "resource") if kind in kinds and (kind == "trade" or assessment.new_task is None)
    ]
    text = " ".join(words.say(f"change.how.{key}") for key in keys)
    return Paragraph(text, kind="note")


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
        name = facts.people.name(change.approver) if change.approver else ""
        return words.say("change.decision.rejected", name=name, day=change.decided)
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


def _plain(amount: Decimal) -> int | Decimal:
    """Return an amount as a whole number where it is one, else with two decimals at most."""
    return int(amount) if amount == amount.to_integral_value() else round(amount, 2)
