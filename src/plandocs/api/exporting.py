"""A plan for other programs: calendars, a table, plain data, a project of Microsoft Project."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.api.documents import facts_of
from plandocs.api.measuring import measure
from plandocs.api.options import BuildOptions
from plandocs.api.plans import known_as_of, load, located, scheduled
from plandocs.errors import Problem
from plandocs.output import write_whole

if TYPE_CHECKING:
    from plandocs.content.facts import Facts
    from plandocs.plan.load import LoadedPlan

EXPORTS = ("ics", "csv", "json", "mspdi")


@dataclass(frozen=True, slots=True)
class Exported:
    """A plan in another format, and what of it that format cannot hold."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def export(path: Path, to: str, *, as_of: date | None = None, audience: str = "customer") -> bytes:
    """Return a plan in another format, as one audience may see it: at agreed dates, or as forecast from a day.

    PlanError for a plan that is not valid; planning rules do not stop an export. ValueError for a format that is none
    of `EXPORTS`.
    """
    return exported(path, to, as_of=as_of, audience=audience).data


def exported(path: Path, to: str, *, as_of: date | None = None, audience: str = "customer") -> Exported:
    """Return what `export` returns, with what the format cannot hold."""
    if to not in EXPORTS:
        raise ValueError(f"no export to '{to}'")
    loaded = load(path)
    if to == "mspdi":
        return _project(path, loaded, as_of, internal=audience == "internal")
    options = BuildOptions(audience=audience)
    facts = facts_of(loaded, scheduled(loaded), options, as_of)
    facts = replace(facts, against=measure(path, options)).measured if as_of is not None else facts
    if to == "ics":
        return Exported(_calendar(facts))
    from plandocs.exchange.data import to_csv, to_json

    return Exported(to_csv(facts) if to == "csv" else to_json(facts))


def write_export(path: Path, data: bytes) -> None:
    """Write an export whole or not at all. FileError when it cannot be written."""
    write_whole(path, data)


def _project(path: Path, loaded: LoadedPlan, as_of: date | None, *, internal: bool) -> Exported:
    """Return a plan for Microsoft Project, with its frozen baseline, else with the agreed dates of a forecast."""
    from plandocs.baseline.model import newest
    from plandocs.baseline.shelf import baselines_of
    from plandocs.exchange.mspdi import Edition, to_mspdi
    from plandocs.schedule.dating import date_schedule
    from plandocs.schedule.from_plan import solve

    with located(loaded):
        solved = solve(loaded.plan, as_of=known_as_of(loaded, as_of))
        schedule = date_schedule(loaded.plan, solved)
    frozen = newest(baselines_of(path))
    tasks = frozen.tasks if frozen else scheduled(loaded).tasks if as_of is not None else ()
    edition = Edition(internal, {task.id: (task.start, task.finish) for task in tasks})
    data, problems = to_mspdi(loaded.plan, solved, schedule, edition)
    return Exported(data, tuple(replace(problem, path=str(path)) for problem in problems))


def _calendar(facts: Facts) -> bytes:
    from plandocs.content.markup.apply import without_marks
    from plandocs.documents.calendar_dates import calendar_dates
    from plandocs.exchange.ics import to_ics

    return to_ics(without_marks(calendar_dates(facts, facts.words)))
