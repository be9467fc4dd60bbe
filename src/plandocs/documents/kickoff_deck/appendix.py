"""The appendix: the task table, the data that is moved, and the words we use."""

from __future__ import annotations

from plandocs.content.blocks import Column, Row, Table
from plandocs.content.document import Slide
from plandocs.content.facts import Facts, TaskFact
from plandocs.content.facts.registers import ScopeLine
from plandocs.documents.kickoff_deck.notes import speaker_notes
from plandocs.documents.kickoff_deck.tables import without_empty_columns

LEAST_DATA_ROWS = 3
MOST_TASK_ROWS = 88
"""Rows of the task table: what fits on eight slides of twelve with room for cells of two lines."""


def divider(facts: Facts, lines: list[str]) -> Slide:
    """Return the slide that opens the appendix and says what is in it."""
    words = facts.words
    return Slide(
        kind="section",
        title=words.say("deck.appendix.section"),
        subtitle=words.say("deck.appendix.section_line", items=lines),
        notes=speaker_notes(words, "section"),
    )


def task_table(facts: Facts) -> Slide:
    """Return the task table; phases and milestones with a counted pointer where the table would be too long."""
    words, view = facts.words, facts.agreed_view
    rows = len(view.rows) + len(view.phases)
    if rows > MOST_TASK_ROWS:
        return _short_table(facts)
    heads = dict(words.table("deck.appendix.column"))
    columns = (
        Column(heads["wbs"], "id"),
        Column(heads["task"]),
        Column(heads["owner"]),
        Column(heads["start"], "date"),
        Column(heads["finish"], "date"),
        Column(heads["float"], "number"),
    )
    body: list[Row] = []
    for phase in view.phases:
        body.append(Row((phase.name, None, None, None, None, None), kind="group"))
        body += [_task_row(row, facts) for row in phase.tasks]
    title = words.say("deck.appendix.tasks")
    return Slide(
        kind="appendix",
        title=title,
        blocks=(Table("tasks", columns, tuple(body), caption=title),),
        notes=speaker_notes(words, "appendix"),
    )


def is_short(facts: Facts) -> bool:
    """Return whether the plan has too many tasks for the appendix."""
    return len(facts.rows) + len(facts.phases) > MOST_TASK_ROWS


def data_slide(facts: Facts) -> Slide | None:
    """Return the data objects of the scope, each with the task that finishes it.

    None where there are so few that the scope slide tells all of them.
    """
    words = facts.words
    items = [line for line in facts.scope.included if line.type == "data"]
    if len(items) < LEAST_DATA_ROWS:
        return None
    heads = dict(words.table("deck.appendix.data_column"))
    title = words.say("deck.appendix.data")
    table = Table(
        "data",
        (
            Column(heads["id"], "id"),
            Column(heads["text"]),
            Column(heads["task"]),
            Column(heads["owner"]),
            Column(heads["finish"], "date"),
        ),
        tuple(_data_row(line, facts) for line in items),
        caption=title,
    )
    table = without_empty_columns(table)
    notes = speaker_notes(words, "data", [line.text for line in items])
    return Slide(kind="appendix", title=title, blocks=(table,), notes=notes)


def glossary(facts: Facts) -> Slide:
    """Return the words of planning as this deck uses them."""
    words = facts.words
    heads = dict(words.table("deck.appendix.glossary_column"))
    title = words.say("deck.appendix.glossary")
    table = Table(
        "glossary",
        (Column(heads["term"], share=0.2), Column(heads["meaning"], share=0.8)),
        tuple(Row((entry["term"], entry["meaning"]), marked=True) for entry in words.groups("common.glossary")),
        caption=title,
    )
    return Slide(kind="appendix", title=title, blocks=(table,), notes=speaker_notes(words, "glossary"))


def _data_row(line: ScopeLine, facts: Facts) -> Row:
    """Return a data object with the last of the tasks that deliver it."""
    tasks = [row for row in facts.agreed_view.rows if line.id in row.scope and not row.is_milestone]
    if not tasks:
        return Row((line.id, line.text, None, None, None))
    last = max(tasks, key=lambda row: row.agreed_finish)
    return Row((line.id, line.text, last.name, last.owner, last.agreed_finish))


def _task_row(row: TaskFact, facts: Facts) -> Row:
    words = facts.words
    room = words.say("deck.appendix.critical") if row.critical else words.say("deck.appendix.float", n=row.total_float)
    if row.is_milestone:
        room = ""
    start = None if row.is_milestone else row.agreed_start
    return Row((row.wbs, row.name, row.owner, start, row.agreed_finish, room), marked=row.is_milestone)


def _short_table(facts: Facts) -> Slide:
    words, view = facts.words, facts.agreed_view
    heads = dict(words.table("deck.appendix.phase_column"))
    body: list[Row] = []
    for phase in view.phases[:MOST_TASK_ROWS]:
        reached = phase.milestone
        name, day = (reached.name, reached.agreed_finish) if reached is not None else (None, None)
        body.append(Row((phase.name, phase.agreed_start, phase.agreed_finish, name, day), marked=True))
    title = words.say("deck.appendix.tasks_short")
    columns = (
        Column(heads["phase"]),
        Column(heads["start"], "date"),
        Column(heads["finish"], "date"),
        Column(heads["milestone"]),
        Column(heads["reached"], "date"),
    )
    table = without_empty_columns(Table("phases", columns, tuple(body), caption=title))
    pointer = words.say("deck.appendix.short_note", n=len(view.tasks))
    return Slide(
        kind="appendix",
        title=title,
        subtitle=pointer,
        blocks=(table,),
        notes=(*speaker_notes(words, "appendix"), pointer),
    )
