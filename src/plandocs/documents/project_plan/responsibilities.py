"""What the customer contributes: actions with owner and date, and what follows when one comes late."""

from __future__ import annotations

from plandocs.content.blocks import Block, Chip, Column, Paragraph, Row, Table
from plandocs.content.document import Section
from plandocs.content.facts import Ask, Facts
from plandocs.content.wording import Words
from plandocs.documents.if_late import if_late, waiting
from plandocs.documents.project_plan.tables import without_empty_columns


def responsibilities(facts: Facts, words: Words) -> Section | None:
    """Return what the customer does or takes part in, by when, and what happens when it comes late.

    The dates are the agreed ones. Where a forecast was asked for, a column says how far each action is.
    """
    asks = facts.agreed_view.asks
    if not asks:
        return None
    states = {ask.id: ask for ask in facts.asks} if facts.forecast else {}
    keys = ["action", "owner", "due", *(["state"] if states else []), "consequence"]
    kinds = {"due": "date", "state": "chip"}
    columns = tuple(Column(words.say(f"plan.responsibilities.{key}"), kinds.get(key, "text")) for key in keys)  # type: ignore[arg-type]
    waits = waiting(facts)
    rows = tuple(
        Row(
            (
                ask.action,
                ask.owner or words.say("plan.no_owner"),
                ask.agreed_due,
                *([_state(states.get(ask.id, ask), words)] if states else []),
                if_late(ask, waits, words),
            )
        )
        for ask in asks
    )
    caption = words.say("plan.responsibilities.caption", customer=facts.customer)
    blocks: list[Block] = [
        Paragraph(_lead(asks, words), kind="lead"),
        without_empty_columns(Table("responsibilities", columns, rows, caption=caption)),
    ]
    hours = _hours(facts, words)
    blocks += [hours] if hours else []
    title = words.say("plan.responsibilities.title", customer=facts.customer)
    return Section(key="responsibilities", title=title, blocks=tuple(blocks))


def _lead(asks: tuple[Ask, ...], words: Words) -> str:
    dates = [ask.agreed_due for ask in asks if ask.agreed_due]
    owned = all(ask.owner for ask in asks)
    if dates:
        whole = owned and len(dates) == len(asks)
        return words.say("plan.responsibilities.lead", n=len(asks), first=min(dates), owned=whole)
    return words.say("plan.responsibilities.lead_undated", n=len(asks), owned=owned)


def _state(ask: Ask, words: Words) -> Chip:
    if ask.done:
        return Chip(words.say("common.state.done"), "good")
    if ask.overdue_days:
        return Chip(words.say("plan.responsibilities.late", n=ask.overdue_days), "bad")
    if ask.state == "in_progress":
        return Chip(words.say("plan.responsibilities.in_progress"), "accent")
    return Chip(words.say("plan.responsibilities.open"), "neutral")


def _hours(facts: Facts, words: Words) -> Paragraph | None:
    items = [
        words.say("plan.responsibilities.hours_item", name=person.name, hours=person.hours_per_week)
        for person in facts.people.of_side("customer")
        if person.hours_per_week
    ]
    if not items:
        return None
    key = "plan.responsibilities.hours_one" if len(items) == 1 else "plan.responsibilities.hours"
    return Paragraph(words.say(key, items=items), kind="note" if facts.plan.project.tier == "lite" else "body")
