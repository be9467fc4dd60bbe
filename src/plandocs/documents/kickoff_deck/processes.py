"""How both sides work together, word for word: the processes of the plan on slides of the appendix. Source: S94."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plandocs.content.blocks import Column, Row, Table
from plandocs.content.document import Slide
from plandocs.content.facts import Facts
from plandocs.documents.kickoff_deck.notes import speaker_notes
from plandocs.documents.kickoff_deck.phrases import TITLE_ROOM, joined, shortened
from plandocs.documents.process_blocks import keeper_line
from plandocs.plan.registers import Process

_MOST_ROWS = 11
"""Rows of a slide, a process's heading counted as one."""


def processes(facts: Facts) -> list[Slide]:
    """Return each process with its own words and who keeps it, whole on one slide where it can be.

    Nothing where no process says more than its name.
    """
    entries = [entry for entry in facts.processes if entry.text or entry.steps]
    return [_slide(pack, facts) for pack in _packed(entries)]


def _slide(entries: Sequence[Process], facts: Facts) -> Slide:
    words = facts.words
    columns = (Column(words.say("deck.processes.name"), "id"), Column(words.say("deck.processes.words")))
    rows = tuple(row for entry in entries for row in _rows(entry, facts))
    names = [entry.name for entry in entries]
    title = words.say("deck.processes.title", names=joined(names, words))
    return Slide(
        kind="appendix",
        title=shortened(title, TITLE_ROOM),
        blocks=(Table("how_we_work", columns, rows, caption=words.say("deck.processes.words")),),
        notes=speaker_notes(words, "processes", names),
    )


def _packed(entries: Sequence[Process]) -> list[list[Process]]:
    """Return the processes by slides: as few slides as there can be, about equally full."""
    fewest = len(_filled(entries, _MOST_ROWS))
    tight = next(most for most in range(1, _MOST_ROWS + 1) if len(_filled(entries, most)) == fewest)
    return _filled(entries, tight)


def _filled(entries: Sequence[Process], most: int) -> list[list[Process]]:
    slides: list[list[Process]] = []
    room = 0
    for entry in entries:
        rows = 1 + bool(entry.text) + len(entry.steps)
        if rows > room:
            slides.append([])
            room = most
        slides[-1].append(entry)
        room -= rows
    return slides


def _rows(entry: Process, facts: Facts) -> Iterator[Row]:
    """Yield a process: its name with who keeps it over its text and its numbered steps."""
    keeper = keeper_line(entry, facts, facts.words)
    yield Row((facts.words.formats.pair(entry.name, keeper) if keeper else entry.name, None), kind="group")
    if entry.text:
        yield Row((None, entry.text))
    for number, step in enumerate(entry.steps, start=1):
        yield Row((f"{number}.", step))
