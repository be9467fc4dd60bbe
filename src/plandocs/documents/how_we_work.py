"""The processes as one text to pin where people work: the plan's own words, without any formatting. Source: S94."""

from __future__ import annotations

from plandocs.content.document import Document, Section
from plandocs.content.facts import Facts
from plandocs.content.wording import Words
from plandocs.documents.process_blocks import process_blocks
from plandocs.documents.project_plan.cover import fixed_words, footer


def how_we_work(facts: Facts, words: Words) -> Document | None:
    """Return the processes, a section each; None where the plan has none for this audience."""
    if not facts.processes:
        return None
    title = words.say("plan.processes.title")
    return Document(
        properties=facts.properties(words.formats.pair(facts.plan.project.name, title), title),
        formats=words.formats,
        sections=tuple(
            Section(key=f"process_{number}", title=entry.name, blocks=tuple(process_blocks(entry, facts, words)))
            for number, entry in enumerate(facts.processes, start=1)
        ),
        template="status",
        compact=True,
        footer=footer(facts, words),
        words=fixed_words(facts, words),
    )
