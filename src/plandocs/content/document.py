"""A document that is read on pages, and a deck that is shown: their shape, without a format.

A deck is its own structure, not a paginated document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from plandocs.content.blocks import Block, Chip, Decisions, KeyValues, Lanes, StackedChart
from plandocs.content.fields.lazy import Fields
from plandocs.content.formats import Formats

Paper = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a file says of itself. `dated` is the as-of date or the project's start: no clock is asked."""

    title: str
    subject: str
    author: str
    company: str
    project_id: str
    project_name: str
    customer: str
    vendor: str
    version: str
    plan_hash: str
    """The first eight characters of the plan's hash."""
    language: str
    dated: date
    as_of: date | None
    keywords: tuple[str, ...] = ()
    draft: bool = False
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page: what it is, for whom, and how far it is agreed."""

    kind: str
    """The document's kind in words: Project plan."""
    title: str
    line: str
    """One line of purpose."""
    parties: tuple[tuple[str, str], ...]
    """Pairs of label and company."""
    status: Chip
    control: KeyValues
    """Version, date, plan hash, author, distribution."""
    approvals: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered section. `key` is its stable name: `scope_in`, `timeline`."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document on pages.

    `compact` sets small tiers and status pages: no contents list, tight spacing, everything on few pages. `fields` are
    the plan's facts that a template's tags may print, made when one asks; `section_keys` names every section that a
    document of this kind can have, so that a template may place one that this plan does not fill.
    """

    properties: Properties
    formats: Formats
    sections: tuple[Section, ...]
    template: str
    """Which template it is set in: `plan`, `status`."""
    cover: Cover | None = None
    contents: bool = False
    lists: bool = False
    """Whether lists of figures and tables follow the contents list, as a long document needs them."""
    compact: bool = False
    paper: Paper = "A4"
    footer: str = ""
    words: tuple[tuple[str, str], ...] = ()
    """The fixed words a renderer needs: contents, page, of, figure, table."""
    fields: Fields = field(default_factory=Fields, compare=False)
    section_keys: tuple[str, ...] = ()
    landscape: bool = False
    """Whether all of its pages lie on their side."""
    stamped: tuple[tuple[str, str], ...] = ()
    """Further facts, by name, that the file carries unseen, for whoever reads it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide: a sentence, and what proves it.

    `kind` picks the layout: cover, agenda, goals, team, scope, timeline, critical_path, asks, dependencies, raci,
    risks, communication, changes, waves, sign_off, appendix, section. `blocks` are placed by the renderer: one fills
    the width, two stand side by side.
    """

    kind: str
    title: str
    blocks: tuple[Block | Decisions | Lanes | StackedChart, ...] = ()
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    """Purpose, talking points, a question to ask, the source in the plan: a paragraph each."""
    section: str = ""
    """The section of the slide sorter it belongs to."""
    single: bool = False
    """Whether it must stay one slide: what does not fit is then shortened and counted, never carried on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A deck of slides.

    `fields` are the plan's facts that tags on a template's own slides may print, made when one asks.
    """

    properties: Properties
    formats: Formats
    slides: tuple[Slide, ...]
    footer: str = ""
    words: tuple[tuple[str, str], ...] = ()
    fields: Fields = field(default_factory=Fields, compare=False)
