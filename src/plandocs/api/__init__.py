"""The pipeline: a plan file in, findings, a schedule or finished documents out.

Every document of one build is made from the same facts. Documents are made in memory, all of them, before the first
is written, so a plan or template that is wrong leaves no half set behind. Nothing here asks the clock.
"""

from __future__ import annotations

from plandocs.api.building import build
from plandocs.api.changes import Assessed, assess_change, build_change, capacity_options, decision_of, recover
from plandocs.api.documents import facts_of, make_documents
from plandocs.api.exporting import EXPORTS, Exported, export, exported, write_export
from plandocs.api.options import DECKS, DOCUMENTS, SIBLINGS, BuildOptions, BuildResult, Progress
from plandocs.api.plans import (
    capacity,
    check,
    comparison,
    explain,
    levelled,
    load,
    missed_target,
    no_such_task,
    ready,
    schedule,
    scheduled,
    simulate,
)

__all__ = [
    "DECKS",
    "DOCUMENTS",
    "EXPORTS",
    "SIBLINGS",
    "Assessed",
    "BuildOptions",
    "BuildResult",
    "Exported",
    "Progress",
    "assess_change",
    "build",
    "build_change",
    "capacity",
    "capacity_options",
    "check",
    "comparison",
    "decision_of",
    "explain",
    "export",
    "exported",
    "facts_of",
    "levelled",
    "load",
    "make_documents",
    "missed_target",
    "no_such_task",
    "ready",
    "recover",
    "schedule",
    "scheduled",
    "simulate",
    "write_export",
]
