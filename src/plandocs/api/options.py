"""What can be asked of a build, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from plandocs.errors import Problem

DOCUMENTS = ("plan", "kickoff", "workbook", "status")
"""What `build` makes, in the order in which it makes it."""
SIBLINGS = ("questionnaire", "charter", "raci", "approval", "processes", "page")
DECKS = ("steering", "timeline", "slide")
"""What `build` makes beside them when it is asked for by name."""

REPORTS = frozenset({"status", "slide", "page", "steering"})
"""What tells of the state at the as-of date, so that what it says is kept."""

MEASURED = REPORTS | {"plan", "workbook"}
"""What holds dates against a baseline."""

Progress = Callable[[str, int, int], None]
"""Told what is being made, how many steps are done, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What to build, how, and where to. `as_of` None gives the agreed plan, and a status as of the last report.

    `sow` makes the project plan a statement of work, which must have all its parts. `redline` is the version against
    which the plan is marked besides: a baseline's name, or a path. `baseline` is the name of the one that delays
    are measured against: the newest when None, the agreed plan itself when `none`. `history` reads what earlier reports
    said from beside the plan, and keeps what this one says; `again` makes the report of the as-of date from what was
    kept, and keeps nothing.
    """

    out: Path = Path()
    brand: str = "default"
    only: frozenset[str] = frozenset(DOCUMENTS)
    as_of: date | None = None
    audience: Literal["customer", "internal"] | str = "customer"
    draft: bool = False
    pdf: bool = False
    force: bool = False
    sow: bool = False
    redline: str | None = None
    baseline: str | None = None
    history: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build wrote, what it left alone, and what it found.

    `kept` are files that somebody edited; `other_edition` files of the other audience, the customer's or the internal
    one, that have the same names.
    """

    files: tuple[Path, ...]
    kept: tuple[Path, ...] = ()
    other_edition: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
