"""Facts in the language that a brand speaks, where the plan names none."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.facts import Facts
from plandocs.content.formats import Formats
from plandocs.content.wording import Words


def in_language(facts: Facts, language: str) -> Facts:
    """Return the facts in a language, unless the plan itself names one or the language is empty.

    The plan's hash stays: what was agreed does not depend on who prints it.
    """
    project = facts.plan.project
    if not language or "language" in project.model_fields_set:
        return facts
    spoken = facts.plan.model_copy(update={"project": project.model_copy(update={"language": language})})
    return replace(facts, plan=spoken, words=Words.of(Formats(language, project.currency)))
