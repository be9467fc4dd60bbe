"""What the customer is asked to do: their tasks, their dependencies, open questions, and the confirmation.

One list, sorted by date, that plan, deck, workbook and status all draw from, with the same words. Work that a
customer's person shares with an owner on the other side is in it too, marked as joint, under its owner's name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from plandocs.content.facts.people import People
from plandocs.content.facts.registers import DependencyFact
from plandocs.content.facts.tasks import PhaseFact, TaskFact
from plandocs.content.wording import Words
from plandocs.plan.model import Plan
from plandocs.plan.unknown import known
from plandocs.schedule.result import Schedule

DECISIONS = frozenset({"gate", "validation", "go_live"})
"""Kinds of shared work that ask the customer for a decision."""
_NAMED = 2
"""Names that are told of what an action holds up; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing the customer is asked for. `blocks` are the names of what waits for it.

    `action` is what is asked, with the customer's people beside it where somebody else owns it; `if_late` is what
    follows when it comes late, in the plan's words (`consequence`), else what it holds up. `due` is the agreed date
    once that has passed, else the current one; `agreed_due` is the agreed one. `days_left` counts working days from the
    as-of date to `due`, negative when overdue. `joint` marks work that somebody else owns and the customer's people
    take part in. `kind` is the task's kind.
    """

    id: str
    source: Literal["task", "dependency", "question", "approval"]
    what: str
    action: str
    owner_id: str
    owner: str
    start: date | None
    due: date | None
    agreed_due: date | None
    blocks: tuple[str, ...]
    consequence: str
    if_late: str
    days_left: int | None
    state: Literal["open", "in_progress", "done"]
    joint: bool = False
    kind: str = ""

    @property
    def done(self) -> bool:
        """Whether nothing is left to be done."""
        return self.state == "done"

    @property
    def is_the_customers(self) -> bool:
        """Whether it waits for the customer: work of theirs, or shared work in which they decide."""
        return not self.joint or self.kind in DECISIONS

    @property
    def overdue_days(self) -> int:
        """Working days past the agreed date; 0 when it is not overdue."""
        return -self.days_left if self.days_left is not None and self.days_left < 0 else 0


def customer_asks(
    plan: Plan,
    people: People,
    words: Words,
    phases: tuple[PhaseFact, ...],
    dependencies: tuple[DependencyFact, ...],
    agreed: Schedule,
    as_of: date,
) -> tuple[Ask, ...]:
    """Return the asks by due date; undated ones come last. A task that a dependency repeats is listed once."""
    rows = [row for phase in phases for row in phase.tasks]
    done = {row.id for row in rows if row.state == "done"}
    same = {(row.owner_id, row.agreed_finish): row for row in reversed(rows) if not row.is_milestone}
    asks = [
        _from_dependency(entry, same.get((entry.owner_id, entry.due)) if entry.due else None, done)
        for entry in dependencies
        if _is_customers(entry)
    ]
    taken = {(entry.owner_id, entry.due) for entry in dependencies if _is_customers(entry)}
    successors = _successors(rows)
    asks += [
        _from_task(row, successors.get(row.id, ()), agreed, as_of)
        for row in rows
        if row.side == "customer"
        and not row.is_buffer
        and not row.is_milestone
        and (row.owner_id, row.agreed_finish) not in taken
    ]
    asks += [_shared(row, people, words, agreed, as_of) for row in rows if _is_shared(row, people, agreed)]
    asks += [
        _from_question(number, plan, people, words, agreed, as_of)
        for number, question in enumerate(plan.discovery)
        if not known(question.answer) and people.side_of(question.owner) in ("customer", "")
    ]
    told = (replace(ask, if_late=ask.consequence or _holds_up(ask.blocks, words)) for ask in asks)
    return tuple(sorted(told, key=lambda ask: (ask.due is None, ask.due or date.max, ask.id)))


def _is_customers(entry: DependencyFact) -> bool:
    return entry.type == "customer" or (entry.side == "customer" and entry.type != "vendor")


def _successors(rows: list[TaskFact]) -> dict[str, tuple[str, ...]]:
    waiting: dict[str, list[str]] = {}
    for row in rows:
        if row.is_buffer or row.state == "done":
            continue
        for predecessor in row.predecessor_ids:
            waiting.setdefault(predecessor, []).append(row.name)
    return {key: tuple(names) for key, names in waiting.items()}


def _holds_up(blocks: tuple[str, ...], words: Words) -> str:
    if not blocks:
        return ""
    return words.say("common.ask.holds_up", names=blocks[:_NAMED], more=len(blocks[_NAMED:]))


def _from_dependency(entry: DependencyFact, task: TaskFact | None, finished: set[str]) -> Ask:
    """Return the ask of a dependency; `task` is the task that it repeats, whose consequence and start are its own.

    What is in `finished` waits no longer.
    """
    named = zip(entry.needed_by, entry.needed_by_names, strict=True)
    begun = entry.status in ("in_progress", "on_track") or (task is not None and _state(task) == "in_progress")
    return Ask(
        id=entry.id,
        source="dependency",
        what=entry.what,
        action=entry.what,
        owner_id=entry.owner_id,
        owner=entry.owner,
        start=entry.outreach_from,
        due=entry.due,
        agreed_due=entry.due,
        blocks=tuple(name for key, name in named if key not in finished),
        consequence=task.consequence if task else "",
        if_late="",
        days_left=entry.days_left,
        state="done" if not entry.is_open else "in_progress" if begun else "open",
    )


def _from_task(row: TaskFact, blocks: tuple[str, ...], agreed: Schedule, as_of: date) -> Ask:
    done = row.state == "done"
    due = row.agreed_finish if not done and row.agreed_finish < as_of else row.finish
    return Ask(
        id=row.id,
        source="task",
        what=row.name,
        action=row.name,
        owner_id=row.owner_id,
        owner=row.owner,
        start=row.start,
        due=due,
        agreed_due=row.agreed_finish,
        blocks=blocks,
        consequence=row.consequence,
        if_late="",
        days_left=None if done else agreed.working_days_between(as_of, due),
        state=_state(row),
        kind=row.kind,
    )


def _state(row: TaskFact) -> Literal["open", "in_progress", "done"]:
    if row.state == "done":
        return "done"
    return "in_progress" if row.started is not None or row.percent > 0 else "open"


def _is_shared(row: TaskFact, people: People, agreed: Schedule) -> bool:
    """Whether customer's people take part in work that is not theirs, beyond the meeting of the first day."""
    if row.agreed_finish <= agreed.start:
        return False
    joins = any(people.side_of(person) == "customer" for person in row.with_ids)
    return joins and row.side != "customer" and not row.is_buffer and not row.is_milestone


def _shared(row: TaskFact, people: People, words: Words, agreed: Schedule, as_of: date) -> Ask:
    mine = [people.name(person) for person in row.with_ids if people.side_of(person) == "customer"]
    ask = _from_task(row, (), agreed, as_of)
    return replace(ask, action=words.say("common.ask.joint", what=row.name, names=mine), joint=True)


def _from_question(number: int, plan: Plan, people: People, words: Words, agreed: Schedule, as_of: date) -> Ask:
    question = plan.discovery[number]
    what = words.say("common.ask.open_question", question=question.question)
    return Ask(
        id=question.id or f"Q{number + 1}",
        source="question",
        what=what,
        action=what,
        owner_id=question.owner,
        owner=people.name(question.owner),
        start=None,
        due=question.due,
        agreed_due=question.due,
        blocks=(),
        consequence="",
        if_late="",
        days_left=agreed.working_days_between(as_of, question.due) if question.due else None,
        state="open",
    )
