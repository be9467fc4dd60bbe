"""What a file of another program says of a project, before it has the shape of a plan.

Lines stand in the file's order and know their level in the outline; links name lines by the key that the file gives
them. Values are those of a plan already: durations, dates, percents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plandocs.errors import Problem
from plandocs.exchange.patching.writing import Value
from plandocs.plan.values import Duration, LagUnit, LinkType


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedLink:
    """That a line waits for another, named by its key. `place` is where the file says so."""

    predecessor: str
    type: LinkType = "FS"
    lag: Decimal = Decimal(0)
    unit: LagUnit = "d"
    place: str = ""

    def written(self, predecessor: str) -> str:
        """Return the link as a plan writes it, to the id that the predecessor has there."""
        from plandocs.plan.values import Link

        return str(Link(predecessor, self.type, self.lag, self.unit))


@dataclass(slots=True, kw_only=True)
class ImportedLine:
    """One line of an outline: a task, a milestone, or a heading with what stands below it.

    `level` counts from 1. `id` is an id of its own that the file gives, empty for none. `is_heading` says that it is a
    heading although nothing may stand below it; `closes_phase`, that it is the milestone in which its phase ends.
    `start` and `finish` are the dates in the file, to compare with: they become nothing by themselves. `fields` are
    further keys of a plan's task or phase, in the words of the plan. `remarks` become comments behind its keys.
    """

    key: str
    place: str
    name: str
    level: int = 1
    id: str = ""
    is_heading: bool = False
    closes_phase: bool = False
    length: Duration | None = None
    links: list[ImportedLink] = field(default_factory=list)
    owner: str = ""
    helpers: tuple[str, ...] = ()
    start: date | None = None
    finish: date | None = None
    fields: dict[str, Value] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class ImportedPerson:
    """Somebody whom the file names. `id` is an id of its own, empty for none; `fields` are keys of a plan's person."""

    key: str
    name: str
    id: str = ""
    fields: dict[str, Value] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class ImportedProject:
    """A whole file: keys of `project`, calendars, people, lines, and what was not understood or not taken over.

    `source` says in words what the plan was made from. `as_of` is the day up to which progress in it is known.
    `keeps_ids` says that all ids in the file are those of a plan. `baseline` has the dates that were agreed once, by
    the keys of lines, both inclusive.
    """

    source: str
    project: dict[str, Value] = field(default_factory=dict)
    calendar: dict[str, Value] = field(default_factory=dict)
    calendars: dict[str, dict[str, Value]] = field(default_factory=dict)
    people: list[ImportedPerson] = field(default_factory=list)
    lines: list[ImportedLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    as_of: date | None = None
    keeps_ids: bool = False
    baseline: dict[str, tuple[date, date]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the person who imports says beside the file; it wins over the file. Empty texts say nothing.

    `start_if_unknown` is the kickoff where neither says one. `side` is that of people whose side the file does not say.
    """

    name: str = ""
    id: str = ""
    customer: str = ""
    vendor: str = ""
    start: date | None = None
    start_if_unknown: date
    language: str = ""
    country: str = ""
    side: str = ""
