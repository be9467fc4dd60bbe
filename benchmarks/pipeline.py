"""The steps of a build, each callable alone: from the text of a plan to the bytes of its documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from plandocs import api
from plandocs.brand.load import load_brand
from plandocs.brand.model import Brand
from plandocs.content.document import Deck, Document
from plandocs.content.facts import Facts
from plandocs.content.formats import Formats
from plandocs.content.sheets import Workbook
from plandocs.content.wording import Words
from plandocs.documents.kickoff_deck import kickoff_deck
from plandocs.documents.project_plan import project_plan
from plandocs.documents.status_report import status_report
from plandocs.documents.workbook import workbook
from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.load import LoadedPlan, load_text
from plandocs.render.excel import render_workbook
from plandocs.render.powerpoint import render_deck
from plandocs.render.word import render_document
from plandocs.rules import check_rules
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.result import Schedule

OPTIONS = api.BuildOptions(draft=True)


@dataclass(frozen=True, slots=True)
class Contents:
    """What the four documents of a plan say, before any format."""

    plan: Document
    kickoff: Deck
    workbook: Workbook
    status: Document
    logo: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan that is read and scheduled, with what its documents need."""

    text: str
    loaded: LoadedPlan
    agreed: Schedule
    as_of: date
    brand: Brand


def prepare(text: str, as_of: date) -> Prepared:
    """Read and schedule a plan."""
    loaded = load_text(text)
    return Prepared(text, loaded, schedule_plan(loaded.plan), as_of, load_brand("default"))


def documents(prepared: Prepared) -> dict[str, bytes]:
    """Return the four documents, as `plandocs build` makes them."""
    made, _ = api.make_documents(prepared.loaded, prepared.agreed, OPTIONS)
    return made


def facts(prepared: Prepared) -> Facts:
    """Return the facts that all documents are made of."""
    project = prepared.loaded.plan.project
    return Facts(
        plan=prepared.loaded.plan,
        agreed=prepared.agreed,
        forecast=schedule_plan(prepared.loaded.plan, as_of=prepared.as_of),
        as_of=prepared.as_of,
        words=Words.of(Formats(project.language, project.currency)),
        plan_hash=plan_hash(prepared.loaded.plan),
    )


def contents(prepared: Prepared) -> Contents:
    """Return what the four documents say, as `documents` makes them: the workbook has the agreed plan."""
    known = facts(prepared)
    agreed = replace(known, forecast=None, as_of=prepared.agreed.start)
    return Contents(
        project_plan(known, known.words),
        kickoff_deck(known, known.words),
        workbook(agreed, agreed.words),
        status_report(known, known.words),
        prepared.brand.logo.data if prepared.brand.logo is not None else b"",
    )


def steps(prepared: Prepared) -> dict[str, Callable[[], object]]:
    """Return each step of a build as a call, in the order of a build."""
    said, brand, known = contents(prepared), prepared.brand, facts(prepared)
    agreed = replace(known, forecast=None, as_of=prepared.agreed.start)
    return {
        "read": lambda: load_text(prepared.text),
        "schedule": lambda: schedule_plan(prepared.loaded.plan),
        "rules": lambda: check_rules(prepared.loaded, prepared.agreed),
        "say plan": lambda: project_plan(known, known.words),
        "say deck": lambda: kickoff_deck(known, known.words),
        "say workbook": lambda: workbook(agreed, agreed.words),
        "say status": lambda: status_report(known, known.words),
        "set plan": lambda: render_document(said.plan, brand, brand.template(f"word/{said.plan.template}.docx")),
        "set deck": lambda: render_deck(said.kickoff, brand, brand.template("powerpoint/kickoff.pptx")),
        "set workbook": lambda: render_workbook(said.workbook, brand, brand.template("excel/workbook.xlsx")),
        "set status": lambda: render_document(said.status, brand, brand.template(f"word/{said.status.template}.docx")),
    }
