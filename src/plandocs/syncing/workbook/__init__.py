"""A workbook that a team has worked in, against the plan as it is now: which edits are taken, and which need a person.

The workbook remembers what it was made with, so a cell counts as edited only where it says something else by now; a
cell that plan and workbook have both changed is told and left alone. Every change is tried on the plan before it is
proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from plandocs.content.sheet_memory import (
    KeptTable,
    kept_table,
    remembered,
    remembered_held,
    remembered_words,
    tables_of,
)
from plandocs.errors import PlanError, Problem
from plandocs.exchange.found_tables import find_tables
from plandocs.exchange.spreadsheets import read_spreadsheet
from plandocs.plan.fingerprint import plan_hash
from plandocs.render.package import Package
from plandocs.render.properties import own_properties
from plandocs.syncing.changes import Proposal
from plandocs.syncing.workbook.entries import Group
from plandocs.syncing.workbook.merge import Merge
from plandocs.syncing.workbook.overtyped import Overtyped
from plandocs.syncing.workbook.time_entries import TimeEntries
from plandocs.syncing.workbook.trying import fitting
from plandocs.syncing.workbook.values import Reading

if TYPE_CHECKING:
    from plandocs.content.facts import Facts
    from plandocs.content.sheets import Workbook
    from plandocs.plan.load import LoadedPlan


def edits_of(loaded: LoadedPlan, data: bytes, name: str, overwrite: bool) -> Proposal:
    """Return what a workbook's edits change in a plan.

    Raises PlanError for a file that is no workbook of ours, that belongs to another project, or that does not remember
    what it was made with; `overwrite` then takes whatever differs from the plan.
    """
    package = Package.open(data, name=name)
    said = own_properties(package)
    book = read_spreadsheet(package, name)
    facts = _facts(loaded, said)
    made = _made_now(facts)
    now = {table.name: table for table in tables_of(made)}
    base = _require_ours(loaded, said, overwrite, name)
    found = find_tables(book, base or {table: kept_table(made) for table, made in now.items()})
    reading = Reading(book, facts.words, loaded.plan)
    entries = TimeEntries(facts, loaded.source, reading, name, now)
    problems: list[Problem] = []
    groups: list[Group] = []
    same = 0
    for table in found.values():
        merge = Merge(table, (base or {}).get(table.kept.name), now.get(table.kept.name), reading, name, overwrite)
        merged = merge.merged()
        problems += merged.problems
        same += merged.same
        groups += [entries.group(table.kept.name, row, problems) for row in merged.rows]
        problems += _columns_gone(table.lost, table.grid.title, name)
        problems += _far_below(table.beyond, table.grid.title, name)
    problems += _tables_gone(base or {}, found, name)
    groups, refused = fitting([group for group in groups if group.patches], loaded, name)
    problems += refused
    stamped = said.get("plan-hash", "")
    same_plan = bool(stamped) and plan_hash(loaded.plan).startswith(stamped)
    problems += Overtyped(book, made, remembered_held(said), reading, name, same_plan).problems()
    if stamped and not same_plan:
        message = f"the agreed plan has changed since the workbook was made from plan {stamped}; each cell was compared"
        problems.append(Problem(rule="plan-changed", severity="info", message=message, path=name))
    changes = tuple(change for group in groups for change in group.changes)
    patches = tuple(patch for group in groups for patch in group.patches)
    return Proposal(changes, patches, tuple(problems), same)


def _require_ours(
    loaded: LoadedPlan, said: Mapping[str, str], overwrite: bool, name: str
) -> dict[str, KeptTable] | None:
    """Return what the workbook remembers; None where it remembers nothing and everything is to be taken."""
    project = loaded.plan.project.id
    if said.get("project") and project and said["project"] != project:
        message = f"the workbook was made for project '{said['project']}', the plan is '{project}'"
        raise PlanError(Problem(rule="other-project", message=message, path=name, fix="name the plan it was made from"))
    kept = remembered(said)
    if kept is not None or overwrite:
        return kept
    if said.get("document") != "workbook":
        message, fix = "this is no workbook that plandocs made", "name the file that 'plandocs build' wrote"
    else:
        message = "the workbook does not remember what it was made with, so edits cannot be told from older values"
        fix = "build it again and edit that; --overwrite takes everything that differs from the plan"
    raise PlanError(Problem(rule="no-memory", message=message, path=name, fix=fix))


def _facts(loaded: LoadedPlan, said: Mapping[str, str]) -> Facts:
    """Return the plan's facts as the workbook shows them: its audience, its day, its language."""
    from plandocs.api.documents import facts_of
    from plandocs.api.options import BuildOptions
    from plandocs.content.formats import Formats
    from plandocs.content.wording import Words
    from plandocs.plan.values import parse_language
    from plandocs.schedule.from_plan import schedule_plan

    try:
        as_of = date.fromisoformat(said["as-of"]) if "as-of" in said else None
        language = parse_language(said["language"]) if "language" in said else loaded.plan.project.language
    except ValueError:
        as_of, language = None, loaded.plan.project.language
    audience = "internal" if said.get("audience") == "internal" else "customer"
    facts = facts_of(loaded, schedule_plan(loaded.plan), BuildOptions(audience=audience), as_of)
    project = loaded.plan.project
    words, plan = facts.words, loaded.plan
    if language != project.language:
        plan = loaded.plan.model_copy(update={"project": project.model_copy(update={"language": language})})
        words = Words.of(Formats(language, project.currency))
    own = remembered_words(said)
    return replace(facts, plan=plan, words=words.with_own(_OwnWords(own)) if own else words)


class _OwnWords:
    """The words that a workbook was made with where its brand has own ones: plain texts, never evaluated."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def say(self, key: str, values: Mapping[str, object]) -> str:
        """Return the text of a key; what it is given has no place in a plain text."""
        return self.texts[key]


def _made_now(facts: Facts) -> Workbook:
    """Return the workbook as it would be made now."""
    from plandocs.documents.workbook import workbook

    return workbook(facts, facts.words)


def _columns_gone(lost: Iterable[object], sheet: str, name: str) -> list[Problem]:
    titles = [getattr(column, "title", "") for column in lost]
    if not titles:
        return []
    listed = ", ".join(f"'{title}'" for title in titles)
    message = f"sheet '{sheet}' has no column {listed} any more, so nothing was read of it"
    return [Problem(rule="column-gone", severity="warning", message=message, path=name, where=sheet)]


def _far_below(row: int, sheet: str, name: str) -> list[Problem]:
    if not row:
        return []
    message = f"row {row} of sheet '{sheet}' stands far below its table, so it was not read"
    fix = "move it up to the table's rows, if it belongs there"
    return [Problem(rule="row-below", severity="warning", message=message, path=name, where=sheet, fix=fix)]


def _tables_gone(base: Mapping[str, KeptTable], found: Mapping[str, object], name: str) -> list[Problem]:
    return [
        Problem(
            rule="table-gone",
            severity="warning",
            message=f"the table '{table}' is not in the workbook any more, so nothing was read of it",
            path=name,
        )
        for table in base
        if table not in found
    ]
