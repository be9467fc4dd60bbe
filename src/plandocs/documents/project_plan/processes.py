"""How the two sides work together: each process with its owner, version and steps."""

from __future__ import annotations

from plandocs.content.blocks import Block, Paragraph, Subheading
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.content.wording import Words
from plandocs.documents.process_blocks import process_blocks
from plandocs.documents.project_plan.changes import change_process
from plandocs.documents.project_plan.references import referring


def processes(facts: Facts, words: Words) -> Section | None:
    """Return how the two sides work together: each process with its owner, version and steps."""
    entries = facts.processes
    if not entries:
        return None
    blocks: list[Block] = [Paragraph(words.say("plan.processes.lead", n=len(entries)), kind="lead")]
    elsewhere = change_process(facts)
    for entry in entries:
        if entry is elsewhere:
            blocks.append(Paragraph(referring(words, "plan.processes.elsewhere", "changes", name=entry.name)))
            continue
        blocks += [Subheading(entry.name), *process_blocks(entry, facts, words)]
    return Section(key="processes", title=words.say("plan.processes.title"), blocks=tuple(blocks))
