"""The foot of the status: scope, the next check-in, whom to call, and how the status is set."""

from __future__ import annotations

from plandocs.content.blocks import Block, Paragraph
from plandocs.content.facts import Facts, PersonFact
from plandocs.content.wording import Words
from plandocs.documents.status_report.counting import unit_word


def closing(facts: Facts, words: Words) -> tuple[Block, ...]:
    """Return the closing lines, small."""
    parts = [_scope(facts, words)] if facts.scope.included else []
    following = [(day, entry.what) for entry in facts.communications for day in entry.dates if day > facts.as_of]
    if following:
        day, what = min(following)
        parts.append(words.say("status.closing.next", day=day, what=what))
    contacts = [_contact(person, words) for person in _contacts(facts)]
    if contacts:
        parts.append(words.say("status.closing.contact", items=contacts))
    lines = [Paragraph(" ".join(parts), kind="note")] if parts else []
    rule = words.say("status.closing.rule", unit=unit_word(facts, words))
    if facts.baseline:
        rule = f"{words.say('status.closing.against', baseline=facts.baseline)} {rule}"
    return (*lines, Paragraph(rule, kind="note"))


def _scope(facts: Facts, words: Words) -> str:
    waiting = [change for change in facts.changes if change.status in ("open", "assessed")]
    approved = [change for change in facts.changes if change.status == "approved"]
    return words.say(
        "status.closing.scope_changed" if approved else "status.closing.scope",
        items=len(facts.scope.included),
        open=len(waiting),
        ids=[change.id for change in waiting],
        approved=len(approved),
        approved_ids=[change.id for change in approved],
    )


def _contacts(facts: Facts) -> list[PersonFact]:
    """Return whom to call: the project manager, then the sponsor; one name where both are one person."""
    people = (facts.project_manager, *facts.people.with_role("sponsor")[:1])
    return list({person.name: person for person in people if person is not None}.values())


def _contact(person: PersonFact, words: Words) -> str:
    return words.say("status.closing.contact_line", name=person.name, email=person.email)
