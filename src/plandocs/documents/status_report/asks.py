"""What we need from you: the customer's open actions by date. Never cut; what is far off is counted."""

from __future__ import annotations

from datetime import date, timedelta

from plandocs.content.blocks import Block, Cell, Chip, Column, Paragraph, Row, Table
from plandocs.content.document import Section
from plandocs.content.facts import Ask, Facts
from plandocs.content.wording import Words

AHEAD = timedelta(days=14)
"""How far ahead actions are listed."""


def asks(facts: Facts, words: Words) -> Section:
    """Return the open actions of the next two weeks with owner, date, days left and what they hold up."""
    waiting = [ask for ask in facts.asks if not ask.done]
    near = [ask for ask in waiting if _is_near(ask, facts.as_of)]
    later = [ask for ask in waiting if not _is_near(ask, facts.as_of)]
    columns = (
        Column(words.say("status.asks.action")),
        Column(words.say("status.asks.owner")),
        Column(words.say("status.asks.due"), "date"),
        Column(words.say("status.asks.left")),
        Column(words.say("status.asks.blocks")),
    )
    rows = tuple(
        Row((ask.what, ask.owner or words.say("common.not_assigned"), ask.due, _left(ask, words), _blocks(ask)))
        for ask in near
    )
    blocks: list[Block] = [Table("asks", columns, rows, empty=words.say("status.asks.none"))]
    if later:
        dates = [ask.due for ask in later if ask.due is not None]
        key = "status.asks.more" if dates else "status.asks.more_undated"
        blocks.append(Paragraph(words.say(key, n=len(later), day=min(dates, default=None)), kind="note"))
    title = words.say("status.asks.title", customer=facts.customer)
    return Section(key="asks", title=title, blocks=tuple(blocks))


def _is_near(ask: Ask, as_of: date) -> bool:
    return ask.overdue_days > 0 or (ask.due is not None and ask.due <= as_of + AHEAD)


def _left(ask: Ask, words: Words) -> Cell:
    if ask.overdue_days:
        return Chip(words.say("status.asks.overdue", n=ask.overdue_days), "bad")
    if ask.days_left is None:
        return ""
    return words.say("status.asks.today") if ask.days_left == 0 else str(ask.days_left)


def _blocks(ask: Ask) -> str:
    return ask.blocks[0] if ask.blocks else ""
