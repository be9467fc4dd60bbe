"""A process in the same words wherever it is told: in the project plan, on the deck, in the text to pin. Source: S94.

In goes a process of the plan; out come its words as they are, with the line that says who keeps it.
"""

from __future__ import annotations

from plandocs.content.blocks import Block, Bullets, Paragraph
from plandocs.content.facts import Facts
from plandocs.content.wording import Words
from plandocs.plan.registers import Process


def process_blocks(entry: Process, facts: Facts, words: Words) -> list[Block]:
    """Return a process without its name: its text, its steps, and who keeps it in which version."""
    blocks: list[Block] = []
    if entry.text:
        blocks.append(Paragraph(entry.text))
    if entry.steps:
        blocks.append(Bullets(tuple(entry.steps), numbered=True))
    keeper = keeper_line(entry, facts, words)
    if keeper:
        blocks.append(Paragraph(keeper, kind="note"))
    return blocks


def keeper_line(entry: Process, facts: Facts, words: Words) -> str:
    """Return who keeps a process, in which version, and when it was reviewed; empty where nobody does."""
    owner = facts.people.name(entry.owner)
    if not owner:
        return ""
    return words.say("plan.processes.owner", owner=owner, version=entry.version, reviewed=entry.last_review)
