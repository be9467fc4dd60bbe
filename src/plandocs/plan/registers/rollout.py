"""How the scope goes live: sites, waves, and whether in phases or at once."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from plandocs.plan.base import Entry
from plandocs.plan.values import Flag, Many


class Site(Entry):
    """A place of the rollout."""

    name: str
    """The site's name."""
    address: str = ""
    """Where it is."""
    lead: str = ""
    """Who leads there: a person's id."""
    calendar: str = ""
    """The calendar that holds there."""
    users: int | None = Field(default=None, ge=0)
    """How many people will use it."""
    values: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    """Values for entries of the template that are written for each site, such as {training: 4d}."""


class Wave(Entry):
    """A group of sites that go live together."""

    id: str
    """A short id, such as W1."""
    name: str = ""
    """The wave's name."""
    sites: Many[str] = ()
    """The sites' ids."""
    phase: str = ""
    """The phase that holds its tasks, where it is written out."""
    entry: Many[str] = ()
    """What must be true before it starts."""
    exit: Many[str] = ()
    """What must be true when it ends."""
    values: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    """Values for the wave template, such as {buffer: 3d}; a list fills a list, such as {leads: [es, fen]}."""


class RolloutAnswers(Entry):
    """The four questions of a rollout. Source: S72."""

    sites_alike: Flag | None = None
    """Are the sites alike?"""
    shared_data: Flag | None = None
    """Do they share data?"""
    local_decisions: Flag | None = None
    """Are decisions taken at the sites?"""
    limited_resources: Flag | None = None
    """Are the people who do it limited?"""


Grade = Literal["low", "medium", "high"]


class ReleaseAnswers(Entry):
    """What decides whether the scope goes live in phases or at once. Source: S73."""

    complexity: Grade | None = None
    """How hard it is technically: low, medium or high; told by the plan's triggers when left out."""
    use_cases: int | None = Field(default=None, ge=1)
    """How many use cases there are; the features in scope when left out."""
    risk_appetite: Grade | None = None
    """How much the customer is ready to risk on one day: low, medium or high."""
    customer_resources: Grade | None = None
    """How much time the customer's people have for it: low, medium or high."""
    urgency: Grade | None = None
    """How soon all of it is needed: low, medium or high."""
    commitment: Grade | None = None
    """How firmly the customer stands behind the change: low, medium or high."""


class Release(Entry):
    """Whether the scope goes live in phases or all at once."""

    strategy: Literal["phased", "big_bang"] | None = None
    """phased or big_bang; what the answers speak for when left out."""
    reason: str = ""
    """Why; the answers say it when left out."""
    first: str = ""
    """The scope item that is worth most: phase 1 holds it."""
    answers: ReleaseAnswers | None = None
    """The questions that decide it."""
