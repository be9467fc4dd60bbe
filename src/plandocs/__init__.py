"""plandocs: one plan file in; a project plan, a kickoff deck, a workbook and the weekly status out.

    import plandocs
    plandocs.build("plan.yaml", out="documents")

The names below are loaded when they are first used, so that importing plandocs costs nothing.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plandocs.api import BuildResult
    from plandocs.errors import Problem
    from plandocs.plan.load import LoadedPlan
    from plandocs.schedule.result import Schedule

__version__ = "0.1.0"

__all__ = ["__version__", "build", "check", "load", "schedule"]


def load(plan: str | Path) -> LoadedPlan:
    """Read and validate a plan file; `plandocs.errors.PlanError` carries every mistake with its place."""
    from plandocs import api

    return api.load(Path(plan))


def check(plan: str | Path, *, strict: bool = False) -> list[Problem]:
    """Return every finding about a plan: mistakes in the file, and planning rules that it breaks."""
    from plandocs import api

    return api.check(Path(plan), strict=strict)


def schedule(plan: str | Path, *, as_of: date | None = None) -> Schedule:
    """Return the computed schedule: as agreed, or as forecast from an as-of date."""
    from plandocs import api

    return api.schedule(Path(plan), as_of=as_of)[1]


def build(plan: str | Path, *, out: str | Path = ".", **options: Any) -> BuildResult:
    """Make the documents of a plan. `options` are the fields of `plandocs.api.BuildOptions`."""
    from plandocs import api

    return api.build(Path(plan), api.BuildOptions(out=Path(out), **options))
