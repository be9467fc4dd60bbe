"""The project plan: the document that both sides sign.

Sections come in a fixed order; which of them a plan gets is decided by its tier and by what it holds. A section with
nothing to say is left out, never printed empty. All dates are the agreed ones; a forecast is one labelled line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from plandocs.content.blocks import HeatMap, Matrix, Table
from plandocs.content.document import Document, Section
from plandocs.content.facts import Facts
from plandocs.content.fields.make import plan_fields
from plandocs.content.gantt import Gantt
from plandocs.content.wording import Words
from plandocs.documents.project_plan import (
    acceptance,
    annexes,
    capacity,
    changes,
    fees,
    glossary,
    people,
    processes,
    readiness,
    responsibilities,
    risks,
    rollout,
    scope,
    security,
    signing,
    success,
    summary,
    task_list,
    timeline,
)
from plandocs.documents.project_plan.cover import cover, fixed_words, footer

Writer = Callable[[Facts, Words], Section | None]

SECTIONS: tuple[Writer, ...] = (
    summary.executive_summary,
    summary.background,
    scope.scope_in,
    scope.scope_out,
    scope.deliverables,
    rollout.approach,
    timeline.timeline,
    task_list.task_list,
    people.roles,
    responsibilities.responsibilities,
    risks.dependencies,
    risks.assumptions,
    risks.risks,
    risks.adoption,
    people.communication,
    changes.changes,
    acceptance.acceptance,
    fees.fees,
    security.security,
    success.success,
    processes.processes,
    signing.sign_off,
    annexes.alignment,
    annexes.discovery,
    timeline.full_chart,
    annexes.waivers,
    glossary.glossary,
    readiness.readiness_page,
    capacity.capacity_page,
)
"""Every section in its order."""

SECTION_KEYS = (
    "summary",
    "background",
    "scope_in",
    "scope_out",
    "deliverables",
    "approach",
    "timeline",
    "tasks",
    "roles",
    "responsibilities",
    "dependencies",
    "assumptions",
    "risks",
    "adoption",
    "communication",
    "changes",
    "acceptance",
    "fees",
    "security",
    "success",
    "processes",
    "signoff",
    "alignment",
    "discovery",
    "chart",
    "waivers",
    "glossary",
    "readiness",
    "capacity",
)
"""The names of the sections, which a template's `{{ block.NAME }}` can ask for."""

LITE: frozenset[Writer] = frozenset(
    {
        summary.executive_summary,
        scope.scope_in,
        scope.scope_out,
        timeline.timeline,
        task_list.task_list,
        responsibilities.responsibilities,
        risks.risks,
        people.communication,
        success.success,
        signing.sign_off,
        readiness.readiness_page,
        capacity.capacity_page,
    }
)
"""The sections that a small project gets. Source: documents, section 2."""

CONTRACT: frozenset[Writer] = frozenset(
    {
        scope.deliverables,
        risks.assumptions,
        changes.changes,
        acceptance.acceptance,
        fees.fees,
        security.security,
    }
)
"""The sections that a statement of work has besides, however small the project is."""


def project_plan(facts: Facts, words: Words) -> Document:
    """Return the project plan of a plan; as a statement of work where the facts say so."""
    project = facts.plan.project
    lite = project.tier == "lite"
    said = "sow" if facts.sow else "paper"
    title = words.say(f"plan.{said}.file_title", project=project.name)
    kept = LITE | CONTRACT if facts.sow else LITE
    writers = [write for write in SECTIONS if not lite or write in kept]
    sections = tuple(section for section in (write(facts, words) for write in writers) if section is not None)
    if lite:
        sections = tuple(map(_without_captions, sections))
    return Document(
        properties=facts.properties(title, words.say(f"plan.{said}.kind")),
        formats=words.formats,
        sections=sections,
        template="brief" if lite else "plan",
        cover=cover(facts, words),
        contents=not lite,
        lists=project.tier == "enterprise",
        compact=lite,
        paper="Letter" if words.formats.paper == "Letter" else "A4",
        footer=footer(facts, words),
        words=fixed_words(facts, words),
        fields=plan_fields(facts.agreed_view),
        section_keys=SECTION_KEYS,
    )


def _without_captions(section: Section) -> Section:
    """Return a section of a document so short that its tables and figures are named by their headings."""
    blocks = tuple(
        replace(block, caption="") if isinstance(block, Table | Gantt | HeatMap | Matrix) else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks)
