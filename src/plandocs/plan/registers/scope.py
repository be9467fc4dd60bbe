"""What is delivered, what is not, and what was asked before: scope, deliverables, discovery."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from plandocs.plan.base import Entry, text_entries
from plandocs.plan.unknown import known
from plandocs.plan.values import Audience, Day, DayOrText, Flag, Many, ScopeType


class ScopeItem(Entry):
    """Something that is delivered."""

    id: str = ""
    """A short id, such as F1, that tasks and deliverables refer to."""
    text: str
    """What is delivered, specific enough to be tested."""
    type: ScopeType = "feature"
    """feature, integration, training, data or customisation."""
    audience: Audience = "customer"
    """customer, or internal: never in a customer's file."""


class Exclusion(Entry):
    """Something that is agreed not to be delivered."""

    id: str = ""
    """A short id."""
    text: str
    """What is left out."""
    reason: str = ""
    """Why it is left out."""
    revisit: DayOrText | None = None
    """When to look at it again: a date, or a text such as "phase 2"."""


class ParkedIdea(Entry):
    """An idea kept for a later phase."""

    id: str = ""
    """A short id."""
    idea: str
    """The idea."""
    requester: str = ""
    """Who asked: a person's id, or a name."""
    date: Day | None = None
    """When it was asked."""
    value: str = ""
    """What it would be worth."""
    revisit: DayOrText | None = None
    """When to look at it again."""


class Assumption(Entry):
    """Something taken as true, and what follows when it is not."""

    id: str = ""
    """A short id."""
    text: str
    """The assumption."""
    source: str = ""
    """Where it comes from."""
    if_false: str = ""
    """What follows when it does not hold."""


class Constraint(Entry):
    """A limit on budget, time, availability or technology."""

    id: str = ""
    """A short id."""
    text: str
    """The constraint."""
    source: str = ""
    """Where it comes from."""


class Scope(Entry):
    """What is in, what is out, and what is parked."""

    in_: tuple[ScopeItem, ...] = Field(default=(), alias="in")
    """Items that are delivered."""
    out: tuple[Exclusion, ...] = ()
    """Exclusions, each with a reason and a revisit point."""
    parking_lot: tuple[ParkedIdea, ...] = ()
    """Ideas for a later phase."""
    assumptions: tuple[Assumption, ...] = ()
    """What the plan takes as true."""
    constraints: tuple[Constraint, ...] = ()
    """What limits the plan."""

    @model_validator(mode="before")
    @classmethod
    def _plain_texts(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        keys = {"in": "text", "out": "text", "parking_lot": "idea", "assumptions": "text", "constraints": "text"}
        return {key: text_entries(value, keys[key]) if key in keys else value for key, value in data.items()}


class Deliverable(Entry):
    """A thing handed over, with the test it must pass."""

    id: str = ""
    """A short id, such as D1."""
    name: str
    """What is handed over."""
    description: str = ""
    """One or two sentences on it."""
    format: str = ""
    """In what form: configured system, document, session."""
    owner: str = ""
    """Who hands it over: a person's id."""
    task: str = ""
    """The task or milestone on whose finish it is due."""
    acceptance: str = ""
    """The criterion it must meet."""
    reviewer: str = ""
    """Who accepts it: a person's id."""
    scope: Many[str] = ()
    """Scope items that it covers."""


class DiscoveryQuestion(Entry):
    """A question of discovery and its answer."""

    id: str = ""
    """A short id."""
    question: str
    """The question."""
    answer: str = ""
    """The answer; `unknown` while nobody knows."""
    source: str = ""
    """Where the answer comes from: handoff, discovery call, workflow session, contract."""
    gate: Flag = False
    """Whether an unknown answer stops a customer-ready build."""
    topic: str = ""
    """use, process, tools, data, integration, security, compliance, infrastructure, people, constraint."""
    owner: str = ""
    """Who finds the answer: a person's id."""
    due: Day | None = None
    """By when."""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it yet: `unknown` is no answer."""
        return not known(self.answer)
