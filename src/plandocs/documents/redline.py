"""Why the project plan has changed since a version was agreed: approved change requests, as comments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plandocs.content.facts import Facts
from plandocs.content.review import Reason, Reviewer
from plandocs.content.wording import Words
from plandocs.plan.registers import Change, ChangeOption


def reviewer(facts: Facts, agreed: Facts) -> Reviewer:
    """Return whose changes they are: the plan's author's, on the as-of date, else on the day of the last decision.

    Where neither is known it is the day that the plan counts from.
    """
    author = facts.properties("", "").author
    decided = [change.decided for change in _new(facts, agreed) if change.decided]
    last = max([*decided, facts.plan.default_as_of() or facts.as_of])
    initials = "".join(word[0] for word in author.split()[:3])
    return Reviewer(author, initials, facts.as_of if facts.forecast else last)


def reasons(facts: Facts, agreed: Facts, words: Words) -> tuple[Reason, ...]:
    """Return the reasons of what has changed: requests that were approved since, in the order of the change log."""
    return tuple(_reason(change, facts, agreed, words) for change in _new(facts, agreed))


def _new(facts: Facts, agreed: Facts) -> list[Change]:
    """Return the visible requests that are approved now and were not when the version was agreed."""
    before = {change.id for change in agreed.plan.changes if change.status == "approved"}
    return [change for change in facts.changes if change.status == "approved" and change.id not in before]


def _reason(change: Change, facts: Facts, agreed: Facts, words: Words) -> Reason:
    taken = change.options[change.chosen - 1] if change.chosen and change.chosen <= len(change.options) else None
    return Reason(
        paragraphs=tuple(_paragraphs(change, taken, facts, words)),
        again=words.say("redline.again", id=change.id, request=change.request),
        subjects=tuple(_subjects(change, taken, facts, agreed)),
        own=(change.id,),
    )


def _paragraphs(change: Change, taken: ChangeOption | None, facts: Facts, words: Words) -> Iterator[str]:
    yield words.say("redline.request", id=change.id, request=change.request)
    if taken is not None:
        yield words.say("redline.option", text=taken.text)
    days = _days(change, taken)
    if days > 0:
        yield words.say("redline.later", n=int(days) if days == int(days) else days)
    cost = taken.cost if taken is not None and taken.cost is not None else change.cost
    if cost:
        yield words.say("redline.cost", amount=cost)
    approver = facts.people.name(change.approver) if change.approver else ""
    if approver and change.decided:
        yield words.say("redline.approved", approver=approver, day=change.decided)
    elif approver:
        yield words.say("redline.approved_undated", approver=approver)
    elif change.decided:
        yield words.say("redline.approved_on", day=change.decided)


def _days(change: Change, taken: ChangeOption | None) -> float:
    """Return the working days by which a change moves the go-live; the option taken says it, else the request."""
    days = change.impact_days if taken is None else taken.days
    return days or 0


def _subjects(change: Change, taken: ChangeOption | None, facts: Facts, agreed: Facts) -> Iterator[tuple[str, ...]]:
    """Return what a change has changed: the go-live, scope that came or went with it, and the tasks that it touches."""
    now, then = facts.agreed.go_live, agreed.agreed.go_live
    if _days(change, taken) and now is not None and now != then:
        yield _dated(now, facts)
    tasks = {task.id: task for task in facts.plan.tasks()}
    known = {item.id for item in agreed.plan.scope.in_}
    texts = {item.id: item.text for item in (*agreed.plan.scope.in_, *facts.plan.scope.in_)}
    came = [item for task in change.tasks if task in tasks for item in tasks[task].scope if item not in known]
    for item in dict.fromkeys([*came, *(taken.trade if taken else ())]):
        yield (item, *([texts[item]] if item in texts else []))
    for task in change.tasks:
        yield (task, *([tasks[task].name] if task in tasks else []))


def _dated(day: date, facts: Facts) -> tuple[str, ...]:
    return (facts.words.formats.day(day),)
