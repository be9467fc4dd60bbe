"""The slides on working together: how we stay in touch, how changes work, what is confirmed at the end."""

from __future__ import annotations

from datetime import date

from plandocs.content.blocks import (
    Callout,
    Chain,
    Column,
    KeyValues,
    Mark,
    Paragraph,
    Row,
    Signature,
    SignOff,
    Step,
    Table,
    TimeLine,
)
from plandocs.content.document import Slide
from plandocs.content.facts import CommunicationFact, Facts
from plandocs.documents.kickoff_deck.notes import speaker_notes
from plandocs.documents.kickoff_deck.phrases import joined
from plandocs.documents.kickoff_deck.together import escalation
from plandocs.plan.registers import Process

MOST_KINDS = 7
_LETTERS = (
    *("mail", "post", "letter", "chat", "newsletter", "intranet"),
    *("brief", "rundschreiben", "aushang"),
    *("correo", "carta", "boletín"),
    *("courrier", "lettre", "message", "affich", "bulletin"),
    *("correio", "mensagem", "boletim", "comunicado", "mural"),
)
"""Channels that are read, not attended: what comes through them is no meeting."""
MOST_MEETINGS = 3
_CHANGE_STEPS = 5
_CONTACTS = ("sponsor", "champion", "implementation_pm", "csm")


def communication(facts: Facts) -> Slide | None:
    """Return the touchpoints on a line of time, what each is, and the way up when something is stuck."""
    words, agreed = facts.words, facts.agreed
    entries = facts.communications[:MOST_KINDS]
    if not entries:
        return None
    dated = [entry for entry in entries if _dates(entry)]
    blocks: list[TimeLine | Table | Callout | Paragraph] = []
    if dated:
        start = min(min(_dates(entry)) for entry in dated)
        marks = tuple(Mark(day, entry.what) for entry in dated for day in _dates(entry))
        alt = words.say("deck.communication.alt", start=start, finish=agreed.finish)
        kinds = tuple(dict.fromkeys(entry.what for entry in dated))
        blocks.append(TimeLine(min(start, agreed.start), agreed.finish, kinds, marks, alt))
    undated = [entry for entry in entries if not _dates(entry)]
    if undated or not dated:
        blocks.append(_touchpoints(undated or list(entries), facts))
    ladder = escalation(facts)
    if ladder is not None:
        blocks.append(ladder)
    if len(facts.communications) > len(entries):
        blocks.append(Paragraph(words.say("deck.more", n=len(facts.communications) - len(entries)), "note"))
    count = sum(len(_dates(entry)) for entry in facts.communications)
    key = "title" if count else "title_undated"
    return Slide(
        kind="communication",
        title=words.say(f"deck.communication.{key}", n=count, finish=agreed.finish),
        blocks=tuple(blocks),
        notes=speaker_notes(words, "communication", [_said(entry) for entry in entries]),
    )


def changes(facts: Facts) -> Slide | None:
    """Return the change process as a flow, its options, and the other ways of working with their keepers."""
    words = facts.words
    process = next((entry for entry in facts.processes if "change" in f"{entry.id} {entry.name}".casefold()), None)
    steps = _change_steps(process, facts)
    approver = facts.people.name(facts.plan.sow.change_approver) if facts.plan.sow else ""
    blocks: list[Chain | Table | Callout] = [
        Chain(steps, "flow", words.say("deck.changes.alt", n=len(steps))),
        Callout(words.say("deck.changes.options"), title=words.say("deck.changes.options_title")),
    ]
    others = [entry for entry in facts.processes if entry is not process]
    if others:
        blocks.append(_processes(others, facts))
    lines = [words.formats.pair(entry.name, facts.people.name(entry.owner)) for entry in facts.processes if entry.owner]
    return Slide(
        kind="changes",
        title=words.say("deck.changes.title", steps=len(steps), approver=approver),
        blocks=tuple(blocks),
        notes=speaker_notes(words, "changes", lines),
    )


def sign_off(facts: Facts) -> Slide:
    """Return what is to be confirmed and by when, the next meetings, contacts, and the lines to sign on."""
    words, project = facts.words, facts.plan.project
    title = (
        words.say("deck.sign_off.title", day=project.confirm_by)
        if project.confirm_by
        else words.say("deck.sign_off.title_undated")
    )
    blocks: list[Table | KeyValues | SignOff] = []
    meetings = _meetings(facts)
    if meetings:
        blocks.append(meetings)
    contacts = _contacts(facts)
    if contacts:
        blocks.append(KeyValues("contacts", contacts))
    blocks.append(_signatures(facts))
    return Slide(
        kind="sign_off",
        title=title,
        blocks=tuple(blocks),
        notes=speaker_notes(words, "sign_off"),
    )


def _dates(entry: CommunicationFact) -> tuple[date, ...]:
    return entry.dates or ((entry.starts,) if entry.starts else ())


def _said(entry: CommunicationFact) -> str:
    parts = [entry.what, entry.cadence, entry.channel, entry.format]
    return ", ".join(part for part in parts if part)


def _touchpoints(entries: list[CommunicationFact], facts: Facts) -> Table:
    words = facts.words
    heads = dict(words.table("deck.communication.column"))
    return Table(
        "touchpoints",
        tuple(Column(heads[key]) for key in ("what", "cadence", "who", "format")),
        tuple(Row((entry.what, entry.cadence, joined(entry.who, words), entry.format)) for entry in entries),
        caption=words.say("deck.communication.title_undated"),
    )


def _change_steps(process: Process | None, facts: Facts) -> tuple[Step, ...]:
    """Return the plan's own steps; our five where the plan describes none."""
    words = facts.words
    own = process.steps if process is not None else ()
    if own and len(own) != _CHANGE_STEPS:
        return tuple(Step(text) for text in own[:_CHANGE_STEPS])
    return tuple(
        Step(
            words.say(f"deck.changes.step.{number}"),
            own[number - 1] if own else words.say(f"deck.changes.note.{number}"),
        )
        for number in range(1, _CHANGE_STEPS + 1)
    )


def _processes(entries: list[Process], facts: Facts) -> Table:
    words = facts.words
    heads = dict(words.table("deck.changes.column"))
    return Table(
        "processes",
        (Column(heads["name"]), Column(heads["owner"]), Column(heads["version"]), Column(heads["review"], "date")),
        tuple(
            Row((entry.name, facts.people.name(entry.owner), entry.version, entry.last_review)) for entry in entries[:4]
        ),
        caption=heads["name"],
    )


def is_meeting(entry: CommunicationFact) -> bool:
    """Return whether people come together: a touchpoint with a length, or whose channel is none that is read."""
    if entry.minutes:
        return True
    return not any(word in entry.channel.casefold() for word in _LETTERS)


def _meetings(facts: Facts) -> Table | None:
    """Return the first three meetings after the kickoff; mails are none."""
    words, start = facts.words, facts.agreed.start
    attended = [entry for entry in facts.communications if is_meeting(entry)]
    dated = sorted(
        ((day, entry) for entry in attended for day in entry.dates if day > start),
        key=lambda pair: (pair[0], pair[1].what),
    )[:MOST_MEETINGS]
    if not dated:
        return None
    heads = dict(words.table("deck.sign_off.column"))
    rows = tuple(Row((entry.what, day, joined(entry.who, words))) for day, entry in dated)
    columns = (Column(heads["what"]), Column(heads["when"], "date"), Column(heads["with"]))
    return Table("meetings", columns, rows, caption=words.say("deck.sign_off.meetings"))


def _contacts(facts: Facts) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for role in _CONTACTS:
        people = facts.people.with_role(role)
        if people and all(people[0].name != name for _, name in found):
            found.append((facts.words.say(f"deck.sign_off.contact.{role}"), people[0].name))
    return tuple(found)


def _signatures(facts: Facts) -> SignOff:
    words, sow = facts.words, facts.plan.sow
    sides = {"customer": facts.customer, "vendor": facts.vendor}
    signers = []
    for entry in sow.signatories if sow else ():
        person = facts.people.get(entry.person)
        side = entry.side or (person.side if person else "")
        name, title = entry.name or (person.name if person else ""), entry.title or (person.title if person else "")
        signers.append(Signature(sides.get(side, side), name, title, entry.anchor))
    if not signers:
        for side, company in sides.items():
            person = facts.signer(side)
            name, title = (person.name, person.title or person.role) if person else ("", "")
            signers.append(Signature(company, name, title))
    labels = dict(words.table("deck.sign_off.label"))
    statement = words.say("deck.sign_off.statement", version=facts.plan.project.version, hash=facts.plan_hash[:8])
    return SignOff(statement, tuple(signers), (labels["name"], labels["title"], labels["signature"], labels["date"]))
