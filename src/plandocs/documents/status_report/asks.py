"""What we need from you: the customer's open actions by date. A full page has shorter rows, and at last fewer.

What is late or due in the next weeks is never left out; of later actions, what does not fit is counted.
"""

from __future__ import annotations

from typing import Literal

from plandocs.content.blocks import Cell, Chip, Column, Paragraph, Row, Table
from plandocs.content.document import Section
from plandocs.content.facts import Ask, Facts
from plandocs.content.wording import Words

Detail = Literal["whole", "brief", "least", "clipped"]
"""How much is told: everything, or less where the page is full."""
LONGEST_NAME, LONGEST_ACTION, LONGEST_OWNER = 72, 60, 30
"""Characters that names keep on a page so full that they must be clipped."""


SOON = 20
"""Working days within which an action is due soon: four weeks."""


def open_asks(facts: Facts) -> list[Ask]:
    """Return the customer's open actions by date, those without one last."""
    return [ask for ask in facts.asks if not ask.done and ask.is_the_customers]


def due_soon(facts: Facts) -> int:
    """Return up to which of the open actions, by date, something is late or due soon."""
    waiting = enumerate(open_asks(facts), start=1)
    late_or_soon = (
        place for place, ask in waiting if ask.overdue_days or (ask.days_left is not None and ask.days_left <= SOON)
    )
    return max(late_or_soon, default=0)


def asks(facts: Facts, words: Words, detail: Detail = "whole", most: int | None = None) -> Section:
    """Return the open actions with owner, date, days left and what follows when they come late.

    On a fuller page only what an action holds up is told, then not even that, and at last long names are clipped so
    that a row is one line. With `most`, the first so many are listed and the others counted. Source: documents, weekly
    status.
    """
    waiting = open_asks(facts)
    columns: tuple[Column, ...] = (
        Column(words.say("status.asks.action")),
        Column(words.say("status.asks.owner")),
        Column(words.say("status.asks.due"), "date"),
        Column(words.say("status.asks.left")),
        Column(words.say("status.asks.late" if detail == "whole" else "status.asks.blocks")),
    )
    rows = tuple(
        Row(
            (
                clipped(ask.action, LONGEST_ACTION, detail),
                clipped(ask.owner or words.say("common.not_assigned"), LONGEST_OWNER, detail),
                ask.due,
                time_left(ask, words),
                ask.if_late if detail == "whole" else _blocks(ask),
            )
        )
        for ask in waiting[:most]
    )
    if detail in ("least", "clipped") or not any(row.cells[-1] for row in rows):
        columns, rows = columns[:-1], tuple(Row(row.cells[:-1]) for row in rows)
    table = Table("asks", columns, rows, empty=words.say("status.asks.none"))
    title = words.say("status.asks.title", customer=facts.customer)
    return Section(key="asks", title=title, blocks=(table, *_left_out(waiting[len(rows) :], words)))


def _left_out(later: list[Ask], words: Words) -> tuple[Paragraph, ...]:
    """Return a line that counts the actions that are not listed."""
    if not later:
        return ()
    days = [ask.due for ask in later if ask.due is not None]
    key, values = ("more", {"day": min(days)}) if days else ("more_undated", {})
    return (Paragraph(words.say(f"status.asks.{key}", n=len(later), **values), kind="note"),)


def clipped(text: str, most: int, detail: Detail) -> str:
    """Return a text cut after a word, with an ellipsis, where the page asks for it; else the text itself."""
    if detail != "clipped" or len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def time_left(ask: Ask, words: Words) -> Cell:
    """Return how many working days are left, or by how many an action is late; empty where it has no date."""
    if ask.overdue_days:
        return Chip(words.say("status.asks.overdue", n=ask.overdue_days), "bad")
    if ask.days_left is None:
        return ""
    return words.say("status.asks.today") if ask.days_left == 0 else words.say("status.asks.days", n=ask.days_left)


def _blocks(ask: Ask) -> str:
    return ask.blocks[0] if ask.blocks else ""
