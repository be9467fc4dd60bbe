"""Sites and waves."""

from __future__ import annotations

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
