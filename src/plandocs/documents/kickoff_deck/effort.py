"""How much of people's time the tasks ask for, by week and side: stacked columns."""

from __future__ import annotations

from plandocs.content.blocks import Series, StackedChart
from plandocs.content.document import Slide
from plandocs.content.facts import Facts
from plandocs.documents.kickoff_deck.notes import speaker_notes

_LEAST_WEEKS = 2
_TENTHS_BELOW = 10.0


def _told(hours: float) -> float:
    """Return hours as a sentence tells them: whole ones, but for few."""
    return hours if hours < _TENTHS_BELOW else round(hours)


def effort(facts: Facts) -> Slide | None:
    """Return the slide; None for a plan whose tasks ask for no hours, or for those of one week only."""
    found = facts.agreed_view.effort
    if found is None or len(found.mondays) < _LEAST_WEEKS:
        return None
    words = facts.words
    theirs = all(side.side == "customer" for side in found.sides)
    title = words.say(
        "deck.effort.title" if theirs else "deck.effort.title_all",
        total=_told(found.total),
        peak=_told(found.peak),
        monday=found.peak_monday,
    )
    sums = [(side.company, round(sum(side.hours), 1)) for side in found.sides]
    told = [words.say("deck.effort.side", company=company, hours=hours) for company, hours in sums]
    chart = StackedChart(
        name="effort",
        points=found.mondays,
        series=tuple(Series(side.company, tuple(hours or None for hours in side.hours)) for side in found.sides),
        unit=words.say("deck.effort.unit"),
        caption=words.say("deck.effort.caption"),
        alt=words.say(
            "deck.effort.alt",
            first=found.mondays[0],
            last=found.mondays[-1],
            sides=told,
            peak=found.peak,
            monday=found.peak_monday,
        ),
    )
    return Slide(
        kind="appendix",
        title=title,
        subtitle=words.say("deck.effort.subtitle", tasks=found.tasks),
        blocks=(chart,),
        notes=speaker_notes(words, "effort", [*told, words.say("deck.effort.note_even")]),
        single=True,
    )
