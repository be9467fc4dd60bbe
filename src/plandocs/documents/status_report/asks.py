"""What we need from you: the customer's open actions by date. Never cut; what is far off is counted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from plandocs.content.blocks import Block, Cell, Chip, Column, Paragraph, Row, Table
from plandocs.content.document import Section
from plandocs.content.facts import Ask, Facts
from plandocs.content.wording import Words

Detail = Literal["whole", "brief", "least", "clipped"]
"""How much is told: everything, or less where the page is full."""
AHEAD = timedelta(days=28)
"""How far ahead every action is listed."""
MOST_ACTIONS = 8
"""Actions up to which later ones are listed as well."""
MOST_CLIPPED, LEAST_CLIPPED = 20, 6
"""Actions that a page holds which nothing else makes fit, and that stay on any page; the rest is counted."""
LONGEST_NAME, LONGEST_OWNER = 72, 30
"""Characters that names keep on a page so full that they must be clipped."""


def asks(facts: Facts, words: Words, detail: Detail = "whole", most: int = MOST_CLIPPED) -> Section:
    """Return the open actions with owner, date, days left and what follows when they come late.

    On a fuller page only what an action holds up is told, then not even that, and at last long names are clipped and
    the `most` next actions are listed.
    """
    waiting = [ask for ask in facts.asks if not ask.done and ask.is_the_customers]
    near = [ask for ask in waiting if _is_near(ask, facts.as_of)]
    later = [ask for ask in waiting if not _is_near(ask, facts.as_of)]
    if len(waiting) <= max(MOST_ACTIONS, len(near) + 1):
        near, later = waiting, []
    if detail == "clipped":
        near, later = near[:most], [*near[most:], *later]
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
                clipped(ask.action, LONGEST_NAME, detail),
                clipped(ask.owner or words.say("common.not_assigned"), LONGEST_OWNER, detail),
                ask.due,
                time_left(ask, words),
                ask.if_late if detail == "whole" else _blocks(ask),
            )
        )
        for ask in near
    )
    if detail in ("least", "clipped") or not any(row.cells[-1] for row in rows):
        columns, rows = columns[:-1], tuple(Row(row.cells[:-1]) for row in rows)
    blocks: list[Block] = [Table("asks", columns, rows, empty=words.say("status.asks.none"))]
    if later:
        dates = [ask.due for ask in later if ask.due is not None]
        key = "status.asks.more" if dates else "status.asks.more_undated"
        blocks.append(Paragraph(words.say(key, n=len(later), day=min(dates, default=None)), kind="note"))
    title = words.say("status.asks.title", customer=facts.customer)
    return Section(key="asks", title=title, blocks=tuple(blocks))


def clipped(text: str, most: int, detail: Detail) -> str:
    """Return a text cut after a word, with an ellipsis, where the page asks for it; else the text itself."""
    if detail != "clipped" or len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def _is_near(ask: Ask, as_of: date) -> bool:
    return ask.overdue_days > 0 or (ask.due is not None and ask.due <= as_of + AHEAD)


def time_left(ask: Ask, words: Words) -> Cell:
    """Return how many working days are left, or by how many an action is late; empty where it has no date."""
    if ask.overdue_days:
        return Chip(words.say("status.asks.overdue", n=ask.overdue_days), "bad")
    if ask.days_left is None:
        return ""
    return words.say("status.asks.today") if ask.days_left == 0 else words.say("status.asks.days", n=ask.days_left)


def _blocks(ask: Ask) -> str:
    return ask.blocks[0] if ask.blocks else ""
