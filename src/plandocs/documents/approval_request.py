"""The message that asks for approval: what is approved, what is still open, how to answer, and by when.

An approval holds for one version: the message names it with the plan's hash, and says so where an earlier approval is
stale. The first section is the envelope, whom it goes to; the rest is the body. Source: S33–S36, S40.
"""

from __future__ import annotations

from plandocs.content.blocks import Bullets, Cell, Column, KeyValues, Paragraph, Row, Table
from plandocs.content.document import Document, Section
from plandocs.content.facts import Facts, PersonFact
from plandocs.content.wording import Words
from plandocs.documents.project_plan.cover import fixed_words, footer
from plandocs.documents.project_plan.summary import next_asks

_APPROVERS = ("sponsor",)
_COPIED = ("champion", "procurement", "legal")
_ASKS = 5


def approval_request(facts: Facts, words: Words) -> Document:
    """Return the message; its title is the subject, its first section the envelope."""
    facts = facts.agreed_view
    project = facts.plan.project
    by = project.confirm_by
    is_done = facts.approval == "approved"
    key = "approval.subject_done" if is_done else "approval.subject_by" if by else "approval.subject"
    subject = words.say(key, project=project.name, version=project.version, by=by)
    makers = (_what, _next, _open) if is_done else (_what, _next, _open, _reply)
    sections = [section for make in makers if (section := make(facts, words)) is not None]
    return Document(
        properties=facts.properties(subject, words.say("approval.file_subject")),
        formats=words.formats,
        sections=(_envelope(facts, subject, words), _opening(facts, words), *sections, _closing(facts, words)),
        template="status",
        compact=True,
        footer=footer(facts, words),
        words=fixed_words(facts, words),
    )


def approvers(facts: Facts) -> tuple[PersonFact, ...]:
    """Return the customer's people who approve: those who sign, else the sponsors."""
    sow = facts.plan.sow
    signers = [facts.people.get(entry.person) for entry in (sow.signatories if sow else ())]
    found = [person for person in signers if person is not None and person.side == "customer"]
    return tuple(found) or _of_roles(facts, _APPROVERS)


def _of_roles(facts: Facts, roles: tuple[str, ...]) -> tuple[PersonFact, ...]:
    """Return the customer's people who have one of several roles, each once."""
    people = [person for role in roles for person in facts.people.with_role(role) if person.side == "customer"]
    return tuple(dict.fromkeys(people))


def _envelope(facts: Facts, subject: str, words: Words) -> Section:
    to = approvers(facts)
    copied = [person for person in _of_roles(facts, _COPIED) if person not in to]
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


def _opening(facts: Facts, words: Words) -> Section:
    names = [person.name for person in approvers(facts)]
    greeting = words.say("approval.greeting", names=names) if names else words.say("approval.greeting_nobody")
    project = facts.plan.project
    by = project.confirm_by
    if facts.approval == "approved":
        key = "approval.ask_done"
    else:
        key = "approval.ask_again" if facts.approval == "stale" else "approval.ask"
        key = f"{key}_by" if by else key
    ask = words.say(key, project=project.name, version=project.version, by=by)
    return Section(key="opening", title="", blocks=(Paragraph(greeting), Paragraph(ask, kind="lead")))


def _what(facts: Facts, words: Words) -> Section:
    """Return what an approval means: dates, scope, owners, fees."""
    agreed, scope = facts.agreed, facts.scope
    dates = {"start": agreed.start, "go_live": agreed.go_live, "finish": agreed.finish}
    key = "approval.what.dates" if agreed.go_live else "approval.what.dates_no_go_live"
    points = [words.say(key, **dates)]
    if scope.included:
        key = "approval.what.scope_out" if scope.excluded else "approval.what.scope"
        points.append(words.say(key, n=len(scope.included), out=len(scope.excluded)))
    own = sum(task.side == "customer" for task in facts.tasks)
    if own:
        points.append(words.say("approval.what.owners", n=own, customer=facts.customer))
    fees = facts.plan.sow.fees if facts.plan.sow else None
    if fees is not None and fees.total is not None:
        points.append(words.say("approval.what.fees", total=fees.total))
    title = words.say("approval.what.title_done" if facts.approval == "approved" else "approval.what.title")
    return Section(key="what", title=title, blocks=(Bullets(tuple(points)),))


def _next(facts: Facts, words: Words) -> Section | None:
    """Return the customer's first actions."""
    asks = next_asks(facts)[:_ASKS]
    if not asks:
        return None
    columns = (
        Column(words.say("approval.next.action")),
        Column(words.say("approval.next.owner")),
        Column(words.say("approval.next.due"), "date"),
    )
    rows = tuple(Row((ask.what, ask.owner or words.say("plan.no_owner"), ask.agreed_due)) for ask in asks)
    table = Table("first_asks", columns, rows)
    return Section(key="next", title=words.say("approval.next.title"), blocks=(table,))


def _open(facts: Facts, words: Words) -> Section | None:
    """Return what an approver should know is not settled: open questions, concerns, silence."""
    points = [
        words.say("approval.open.question", number=question.number, question=question.question)
        for question in facts.open_questions.asked
    ]
    customers = [entry for entry in facts.alignment if facts.people.side_of(entry.person) == "customer"]
    points += [
        words.say("approval.open.concern", name=facts.people.name(entry.person), concern=entry.concern)
        for entry in customers
        if entry.status == "concern" and entry.concern
    ]
    silent = list(dict.fromkeys(facts.people.name(entry.person) for entry in customers if entry.status == "asked"))
    points += [words.say("approval.open.waiting", names=silent)] if silent else []
    if not points:
        return None
    return Section(key="open", title=words.say("approval.open.title"), blocks=(Bullets(tuple(points)),))


def _reply(facts: Facts, words: Words) -> Section:
    values = {"version": facts.plan.project.version, "hash": facts.plan_hash[:8]}
    points = (
        words.say("approval.reply.reply", **values),
        words.say("approval.reply.sign"),
        words.say("approval.reply.change"),
    )
    return Section(key="reply", title=words.say("approval.reply.title"), blocks=(Bullets(points, numbered=False),))


def _closing(facts: Facts, words: Words) -> Section:
    """Return who asks."""
    pm = facts.project_manager
    lines = [words.say("approval.sign_off")]
    lines += [pm.name, *([pm.title] if pm.title else []), facts.vendor] if pm else [facts.vendor]
    return Section(key="closing", title="", blocks=tuple(Paragraph(line) for line in lines))
