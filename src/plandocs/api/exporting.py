"""A plan for other programs: calendars, a table, plain data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.api.documents import facts_of
from plandocs.api.measuring import measure
from plandocs.api.options import BuildOptions
from plandocs.api.plans import load, scheduled
from plandocs.output import write_whole

if TYPE_CHECKING:
    from plandocs.content.facts import Facts

EXPORTS = ("ics", "csv", "json")


def export(path: Path, to: str, *, as_of: date | None = None, audience: str = "customer") -> bytes:
    """Return a plan in another format, as one audience may see it: at agreed dates, or as forecast from a day.

    PlanError for a plan that is not valid; planning rules do not stop an export. ValueError for a format that is none
    of `EXPORTS`.
    """
    loaded = load(path)
    options = BuildOptions(audience=audience)
    facts = facts_of(loaded, scheduled(loaded), options, as_of)
    facts = replace(facts, against=measure(path, options)).measured if as_of is not None else facts
    if to == "ics":
        return _calendar(facts)
    if to not in EXPORTS:
        raise ValueError(f"no export to '{to}'")
    from plandocs.exchange.data import to_csv, to_json

    return to_csv(facts) if to == "csv" else to_json(facts)


def write_export(path: Path, data: bytes) -> None:
    """Write an export whole or not at all. FileError when it cannot be written."""
    write_whole(path, data)


def _calendar(facts: Facts) -> bytes:
    from plandocs.content.markup.apply import without_marks
    from plandocs.documents.calendar_dates import calendar_dates
    from plandocs.exchange.ics import to_ics

    return to_ics(without_marks(calendar_dates(facts, facts.words)))
