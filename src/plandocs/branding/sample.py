"""The plan with which brands are tried: it has something for every section, slide and sheet."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from plandocs import api
from plandocs.content.document import Document
from plandocs.content.own_wording import OwnWording
from plandocs.render.doctor import Sample
from plandocs.resources import bundled

FULL_PLAN = "dock-scheduling.yaml"
"""A plan of the largest tier. All its sections together are all that there are."""


def sample_plan() -> Path:
    """Return the plan file of the sample that comes with plandocs."""
    return bundled("samples") / FULL_PLAN


@lru_cache(maxsize=4)
def sample(wording: OwnWording | None = None) -> Sample:
    """Return the sample's documents, as content without a format, in a company's own wording where that is given.

    Raises PlanError for an own string that cannot be said.
    """
    from plandocs.content.facts import Facts
    from plandocs.content.formats import Formats
    from plandocs.content.wording import Words
    from plandocs.documents.kickoff_deck import MAKERS, kickoff_deck
    from plandocs.documents.project_plan import project_plan
    from plandocs.documents.status_report import status_report
    from plandocs.documents.workbook import workbook
    from plandocs.plan.fingerprint import plan_hash

    loaded, agreed = api.schedule(sample_plan())
    as_of = loaded.plan.default_as_of() or agreed.start
    project = loaded.plan.project
    words = Words.of(Formats(project.language, project.currency))
    facts = Facts(
        plan=loaded.plan,
        agreed=agreed,
        forecast=api.schedule(sample_plan(), as_of=as_of)[1],
        as_of=as_of,
        words=words if wording is None else wording.within(words),
        plan_hash=plan_hash(loaded.plan),
        audience="internal",
        draft=True,
    )
    plan = project_plan(facts, facts.words)
    documents = (plan, _brief(plan), status_report(facts, facts.words))
    blocks = frozenset(section.key for document in documents for section in document.sections)
    deck = kickoff_deck(facts, facts.words)
    return Sample(
        documents=documents,
        deck=deck,
        workbook=workbook(facts, facts.words),
        blocks=blocks,
        slide_kinds=frozenset({*MAKERS, *(slide.kind for slide in deck.slides)}),
    )


def _brief(plan: Document) -> Document:
    """Return the plan as a small project has it: other template, no contents list."""
    from dataclasses import replace

    return replace(plan, template="brief", contents=False, compact=True)
