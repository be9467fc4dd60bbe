"""How sure the agreed date is: the chance of each date, the tasks that decide it and the risks that cost it."""

from __future__ import annotations

from plandocs.content.blocks import Block, KeyValues
from plandocs.content.document import Slide
from plandocs.content.facts import Facts, UncertaintyFacts, chance_chart_of, in_percent
from plandocs.content.wording import Words
from plandocs.documents.kickoff_deck.notes import speaker_notes
from plandocs.documents.kickoff_deck.phrases import joined, shortened

_SURE = 0.8
_TEN = 10
_MOST_NAMED, _MOST_RISKS = 3, 2
_NAME_ROOM, _RISK_ROOM = 34, 38


def certainty(facts: Facts, found: UncertaintyFacts | None) -> Slide | None:
    """Return the slide; None for a plan without uncertainty, or where every run ends on the same day."""
    if found is None or not found.chances:
        return None
    words = facts.words
    key = "title_sure" if found.agreed_share >= _SURE else "title"
    title = words.say(
        f"deck.certainty.{key}", agreed=found.agreed, tenths=_tenths(found.agreed_share, words), eight=found.eight
    )
    subtitle = words.say("deck.certainty.subtitle", trials=found.trials, tasks=found.estimated, risks=found.risks)
    caption = words.say("deck.certainty.caption", go_live=found.is_go_live)
    return Slide(
        kind="appendix",
        title=title,
        subtitle=subtitle,
        blocks=(chance_chart_of(found, words, caption), *_behind(found, words)),
        notes=speaker_notes(words, "certainty", _points(facts, found)),
        single=True,
    )


def _tenths(share: float, words: Words) -> str:
    """Return a share in tenths; only none is none of ten, only all is ten."""
    tenths = round(share * _TEN)
    if tenths == 0 and share > 0:
        return words.say("deck.certainty.tenths_none")
    if tenths == _TEN and share < 1:
        return words.say("deck.certainty.tenths_all")
    return str(tenths)


def _behind(found: UncertaintyFacts, words: Words) -> tuple[Block, ...]:
    """Return what is behind the chances, in two lines: tasks and risks."""
    pairs = []
    if found.deciders:
        pairs.append((words.say("deck.certainty.decides"), joined(_deciders(found, words), words)))
    if found.costs:
        pairs.append((words.say("deck.certainty.costs"), joined(_costs(found, words), words)))
    return (KeyValues("behind", tuple(pairs)),) if pairs else ()


def _deciders(found: UncertaintyFacts, words: Words) -> list[str]:
    return [
        words.say(
            "deck.certainty.decides_item",
            name=shortened(decider.row.name, _NAME_ROOM),
            percent=in_percent(decider.share),
        )
        for decider in found.deciders[:_MOST_NAMED]
    ]


def _costs(found: UncertaintyFacts, words: Words) -> list[str]:
    return [
        words.say(
            "deck.certainty.costs_item",
            id=cost.id,
            risk=shortened(cost.risk, _RISK_ROOM),
            days=round(cost.expected, 1),
        )
        for cost in found.costs[:_MOST_RISKS]
    ]


def _points(facts: Facts, found: UncertaintyFacts) -> list[str]:
    """Return what to say: how far the agreed date holds, the surer dates, the date asked for, the buffer."""
    words = facts.words
    points = [
        words.say("deck.certainty.note_agreed", day=found.agreed, percent=in_percent(found.agreed_share)),
        words.say("deck.certainty.note_half", half=found.half, eight=found.eight),
    ]
    if found.target is not None and found.target_share is not None:
        points.append(words.say("deck.certainty.note_target", day=found.target, percent=in_percent(found.target_share)))
    if facts.critical.buffers:
        points.append(words.say("deck.certainty.note_buffers"))
    points += [words.formats.pair(cost.id, cost.risk) for cost in found.costs[:2]]
    return points
