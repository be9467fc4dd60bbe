"""What follows when an action comes late: for work that is shared, too, what waits for it by the plan's links."""

from __future__ import annotations

from collections.abc import Mapping

from plandocs.content.facts import Ask, Facts
from plandocs.content.wording import Words

_NAMED = 2
"""Names that are told of what waits; the rest is counted."""

Waiting = Mapping[str, tuple[str, ...]]
"""The names of what waits for a task, by the task's id."""


def waiting(facts: Facts) -> Waiting:
    """Return what waits for each task in the agreed plan, in the plan's order; buffers wait for nobody."""
    found: dict[str, list[str]] = {}
    for row in facts.agreed_view.rows:
        for predecessor in () if row.is_buffer else row.predecessor_ids:
            found.setdefault(predecessor, []).append(row.name)
    return {key: tuple(names) for key, names in found.items()}


def if_late(ask: Ask, waits: Waiting, words: Words) -> str:
    """Return what follows when an action comes late: the plan's words, else what waits for it; empty for neither."""
    names = waits.get(ask.id, ()) if ask.source == "task" else ()
    if ask.if_late or not names:
        return ask.if_late
    return words.say("common.ask.holds_up", names=names[:_NAMED], more=len(names[_NAMED:]))
