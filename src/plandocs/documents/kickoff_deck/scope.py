"""The slide of what is in, out and parked, with a line below each item where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.content.blocks import ColumnBoard, ListColumn, Tone
from plandocs.content.document import Slide
from plandocs.content.facts import Facts
from plandocs.content.facts.registers import ScopeLine
from plandocs.documents.kickoff_deck.notes import speaker_notes
from plandocs.documents.kickoff_deck.opening import day_or_text
from plandocs.documents.kickoff_deck.phrases import clause

REMARK_ROOM = 80
"""Characters of a reason below what is out of scope; a longer one is told by its first clause."""
_PHASE_2 = frozenset({"phase 2", "fase 2"})
"""When parked ideas are looked at again, as plans in our languages write it."""


def scope(facts: Facts) -> Slide | None:
    """Return what is in, out and parked; None when the plan says nothing of it."""
    words, lists = facts.words, facts.scope
    if not lists.included and not lists.excluded and not lists.parked:
        return None
    named: tuple[tuple[str, tuple[ScopeLine, ...], Tone | None], ...] = (
        ("in", lists.included, "accent"),
        ("out", lists.excluded, "neutral"),
        ("parked", lists.parked, None),
    )
    empty = words.say("deck.scope.empty")
    phase_2 = bool(lists.parked) and all(str(line.revisit).casefold() in _PHASE_2 for line in lists.parked)
    columns = tuple(
        ListColumn(
            words.say(f"deck.scope.{key}", n=len(lines)),
            tuple((line.id, line.text) for line in lines),
            tone,
            empty,
            remarks=_scope_remarks(lines, facts, with_day=key != "parked" or not phase_2),
        )
        for key, lines, tone in named
        if lines or key != "parked"
    )
    reasons = [words.formats.pair(line.text, line.reason) for line in lists.excluded if line.reason]
    counts = {"included": len(lists.included), "excluded": len(lists.excluded), "parked": len(lists.parked)}
    return Slide(
        kind="scope",
        title=words.say("deck.scope.title", phase_2=phase_2, **counts),
        blocks=(ColumnBoard(columns),),
        notes=speaker_notes(words, "scope", reasons),
    )


def _scope_remarks(lines: Sequence[ScopeLine], facts: Facts, *, with_day: bool) -> tuple[str, ...]:
    """Return one thing that stands below each line of scope; () where there is nothing at all.

    Of one that is in, the day the last of its tasks is done; of the others why they are out or what they are worth,
    else when they are looked at again.
    """
    words = facts.words
    remarks = []
    for line in lines:
        done = [row.agreed_finish for row in facts.rows if line.id in row.scope]
        remark = words.say("deck.scope.done", when=words.formats.short_date(max(done))) if done else ""
        remark = remark or clause((line.reason or line.value).strip().rstrip("."), REMARK_ROOM)
        if not remark and with_day and line.revisit:
            remark = words.say("deck.scope.revisit", when=day_or_text(line.revisit, facts))
        remarks.append(remark)
    return tuple(remarks) if any(remarks) else ()
