"""The message that goes with a change request: what is asked for, the answers with their dates, how to reply.

The first section is the envelope, whom it goes to; the rest is the body.
"""

from __future__ import annotations

from plandocs.content.blocks import Bullets, Cell, KeyValues, Paragraph
from plandocs.content.document import Document, Section
from plandocs.content.facts import Facts, PersonFact
from plandocs.content.wording import Words
from plandocs.documents.change_answers import called, declined, moved_by, runs_beside, shown_options, size_of
from plandocs.documents.project_plan.cover import fixed_words, footer
from plandocs.whatif.answers import Assessment, Decision, Option

_COPIED = ("champion", "procurement")


def change_message(facts: Facts, words: Words, assessment: Assessment, decision: Decision | None) -> Document:
    """Return the message; its title is the subject. With a `decision` it tells what was decided instead of asking."""
    change, project = assessment.change, facts.plan.project
    is_open = decision is None and change.status != "rejected"
    key = "change.message.subject" if is_open else "change.message.subject_decided"
    subject = words.say(key, id=change.id, project=project.name)
    body = (_opening, _answers, _reply)
    sections = [make(facts, words, assessment, decision) for make in body]
    return Document(
        properties=facts.properties(subject, words.say("change.subject")),
        formats=words.formats,
        sections=(_envelope(facts, words, assessment, subject), *sections, _closing(facts, words)),
        template="status",
        compact=True,
        footer=footer(facts, words),
        words=fixed_words(facts, words),
    )


def _to(facts: Facts, assessment: Assessment) -> tuple[PersonFact, ...]:
    sow = facts.plan.sow
    named = facts.people.get(assessment.change.approver or (sow.change_approver if sow else ""))
    if named is not None:
        return (named,)
    return tuple(person for person in facts.people.with_role("sponsor") if person.side == "customer")


def _envelope(facts: Facts, words: Words, assessment: Assessment, subject: str) -> Section:
    to = _to(facts, assessment)
    asked = facts.people.get(assessment.change.requester)
    others = [person for role in _COPIED for person in facts.people.with_role(role) if person.side == "customer"]
    copied = [person for person in dict.fromkeys((*((asked,) if asked else ()), *others)) if person not in to]
    pairs: list[tuple[str, Cell]] = [
        (words.say("approval.envelope.to"), _addresses(to, words) or words.say("approval.envelope.nobody"))
    ]
    if copied:
        pairs.append((words.say("approval.envelope.cc"), _addresses(copied, words)))
    pairs.append((words.say("approval.envelope.subject"), subject))
    return Section(key="envelope", title="", blocks=(KeyValues("envelope", tuple(pairs)),))


def _addresses(people: tuple[PersonFact, ...] | list[PersonFact], words: Words) -> str:
    return "; ".join(
        words.say("approval.envelope.address", name=person.name, email=person.email) if person.email else person.name
        for person in people
    )


def _opening(facts: Facts, words: Words, assessment: Assessment, decision: Decision | None) -> Section:
    change = assessment.change
    names = [person.name for person in _to(facts, assessment)]
    greeting = words.say("approval.greeting", names=names) if names else words.say("approval.greeting_nobody")
    is_open = decision is None and change.status != "rejected"
    key = "change.message.ask" if is_open else "change.message.told"
    ask = words.say(key, id=change.id, project=facts.plan.project.name, request=change.request)
    blocks = [Paragraph(greeting), Paragraph(ask, kind="lead")]
    extended = next((option for option in assessment.options if option.kind == "extend"), None)
    if is_open and extended is not None and extended.go_live is not None:
        size = size_of(facts, words, assessment)
        moved = extended.go_live != assessment.go_live
        key = "change.message.effect" if moved else "change.message.effect_none"
        effect = words.say(key, size=size, today=assessment.go_live, later=extended.go_live)
        if runs_beside(assessment):
            effect = f"{effect} {words.say('change.how.beside')}"
        blocks.append(Paragraph(effect))
    return Section(key="opening", title="", blocks=tuple(blocks))


def _answers(facts: Facts, words: Words, assessment: Assessment, decision: Decision | None) -> Section:
    options = shown_options(facts, assessment)
    if decision is not None:
        chosen = [option for option in options if option.number == decision.number]
        text = words.say(
            "change.decision.decided",
            n=decision.number,
            name=facts.people.name(decision.approver) if decision.approver else "",
            day=decision.decided,
            text=" ".join(_answer(facts, words, option) for option in chosen),
        )
        return Section(key="answers", title=words.say("change.decision.title"), blocks=(Paragraph(text),))
    if assessment.change.status == "rejected":
        text = declined(facts, words, assessment)
        return Section(key="answers", title=words.say("change.decision.title"), blocks=(Paragraph(text),))
    lines = tuple(_answer(facts, words, option) for option in options)
    numbered = [option.number for option in options] == list(range(1, len(options) + 1))
    if not numbered:
        lines = tuple(f"{option.number}. {line}" for option, line in zip(options, lines, strict=True))
    title = words.say("change.message.options")
    return Section(key="answers", title=title, blocks=(Bullets(lines, numbered=numbered),))


def _answer(facts: Facts, words: Words, option: Option) -> str:
    text = called(facts, words, option)
    if option.go_live is None or option.days is None:
        return words.say("change.message.option_unknown", text=text)
    key = "same" if not option.days else "later" if option.days > 0 else "earlier"
    effect = words.say(f"change.message.{key}", count=moved_by(facts, words, option.days))
    return words.say("change.message.option", text=text, go_live=option.go_live, effect=effect, cost=option.cost)


def _reply(facts: Facts, words: Words, assessment: Assessment, decision: Decision | None) -> Section:
    attached = words.say("change.message.attached")
    if decision is not None:
        title = words.say("change.message.next_title")
        return Section(key="next", title=title, blocks=(Bullets((words.say("change.message.next"), attached)),))
    if assessment.change.status == "rejected":
        return Section(key="next", title="", blocks=(Paragraph(attached),))
    change_id = assessment.change.id
    points = (
        words.say("change.message.reply", id=change_id),
        words.say("change.message.reply_none", id=change_id),
        attached,
    )
    return Section(key="reply", title=words.say("change.message.reply_title"), blocks=(Bullets(points),))


def _closing(facts: Facts, words: Words) -> Section:
    """Return who writes."""
    pm = facts.project_manager
    lines = [words.say("approval.sign_off")]
    lines += [pm.name, *([pm.title] if pm.title else []), facts.vendor] if pm else [facts.vendor]
    return Section(key="closing", title="", blocks=tuple(Paragraph(line) for line in lines))
