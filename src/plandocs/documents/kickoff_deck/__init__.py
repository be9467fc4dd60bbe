"""The kickoff deck: the plan in the sponsor's hands, one idea a slide, as content without a format.

How many slides there are is the tier's: lite has five, standard twelve, enterprise fifteen where there are waves. What
standard leaves out of the main part, how we stay in touch and how changes work, opens its appendix. A slide that the
plan has nothing for is left out. The deck is always as of the kickoff: nothing has happened yet, whatever date a build
asks for; a forecast is one labelled line below the timeline. Everything internal is gone before, with the facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from plandocs.content.document import Deck, Slide
from plandocs.content.facts import Facts
from plandocs.content.fields.make import plan_fields
from plandocs.content.wording import Words
from plandocs.documents.kickoff_deck import appendix, opening, plan, scope, together, working
from plandocs.documents.kickoff_deck.certainty import certainty
from plandocs.documents.kickoff_deck.effort import effort
from plandocs.documents.kickoff_deck.processes import processes

Maker = Callable[[Facts], Slide | None]

MAKERS: dict[str, Maker] = {
    "cover": opening.cover,
    "agenda": opening.agenda,
    "goals": opening.goals,
    "team": opening.team,
    "scope": scope.scope,
    "timeline": plan.timeline,
    "critical_path": plan.critical_path,
    "asks": together.asks,
    "dependencies": together.dependencies,
    "raci": together.raci,
    "risks": together.risks,
    "communication": working.communication,
    "changes": working.changes,
    "waves": plan.waves,
    "sign_off": working.sign_off,
}
"""The slides by kind, in the order in which they are shown."""

TIERS: dict[str, tuple[str, ...]] = {
    "lite": ("cover", "goals", "timeline", "asks", "sign_off"),
    "standard": tuple(kind for kind in MAKERS if kind not in ("communication", "changes", "waves")),
    "enterprise": tuple(MAKERS),
}
"""The main slides of each tier. A standard plan with several sites shows its waves too."""

SECTIONS = {
    "opening": ("cover", "agenda", "goals", "team"),
    "plan": ("scope", "timeline", "critical_path", "waves"),
    "together": ("asks", "dependencies", "raci", "risks", "communication", "changes"),
    "decision": ("sign_off",),
}


def kickoff_deck(facts: Facts, words: Words) -> Deck:
    """Return the kickoff deck of a plan."""
    forecast, facts = facts, _at_kickoff(facts)
    tier = facts.plan.project.tier
    kinds = TIERS[tier]
    if tier == "standard" and facts.plan.rollout is not None and facts.plan.rollout.waves:
        kinds = tuple(kind for kind in MAKERS if kind in kinds or kind == "waves")
    made = [(kind, MAKERS[kind](facts)) for kind in kinds]
    slides = [_in_section(slide, kind, words) for kind, slide in made if slide is not None]
    slides = [plan.with_forecast(slide, forecast) for slide in slides]
    if tier != "lite":
        slides += _appendix(facts, words, kinds, certainty(facts, forecast.uncertainty))
    project = facts.plan.project
    footer = words.say("deck.footer", code=facts.code, name=project.name, version=project.version)
    marks = [words.say("common.draft_mark")] if facts.draft else []
    marks += [words.say("common.internal_mark")] if facts.internal else []
    return Deck(
        properties=replace(
            facts.properties(words.formats.pair(project.name, slides[0].title), words.say("deck.subject")),
            as_of=forecast.forecast.as_of if forecast.forecast is not None else None,
        ),
        formats=words.formats,
        slides=tuple(slides),
        footer=" · ".join([*marks, footer]),
        words=(*words.table("deck.renderer"), ("mark", " · ".join(marks))),
        fields=plan_fields(facts, informed=facts.internal),
    )


def _appendix(facts: Facts, words: Words, shown: tuple[str, ...], sure: Slide | None) -> list[Slide]:
    """Return the appendix: its divider, tasks, how sure the date is, main slides of larger tiers, data, words."""
    named: list[tuple[str, Slide]] = []
    told = processes(facts)
    how = words.say("deck.processes.line") if told else words.say("deck.appendix.changes_line")
    lines = {"communication": words.say("deck.appendix.communication_line"), "changes": how}
    for kind in ("communication", "changes"):
        slide = MAKERS[kind](facts) if kind not in shown else None
        if slide is not None:
            named.append((lines[kind], replace(slide, single=True)))
    named += [(how, slide) for slide in told]
    line = "tasks_short_line" if appendix.is_short(facts) else "tasks_line"
    named.insert(0, (words.say(f"deck.appendix.{line}"), appendix.task_table(facts)))
    if sure is not None:
        named.insert(1, (words.say("deck.certainty.line"), sure))
    time = effort(facts)
    if time is not None:
        named.append((words.say("deck.effort.line"), time))
    data = appendix.data_slide(facts)
    if data is not None:
        named.append((words.say("deck.appendix.data_line"), data))
    named.append((words.say("deck.appendix.glossary_line"), appendix.glossary(facts)))
    section = words.say("deck.section.appendix")
    slides = [appendix.divider(facts, list(dict.fromkeys(line for line, _ in named))), *(slide for _, slide in named)]
    return [replace(slide, section=section) for slide in slides]


def _in_section(slide: Slide, kind: str, words: Words) -> Slide:
    key = next(key for key, kinds in SECTIONS.items() if kind in kinds)
    return replace(slide, section=words.say(f"deck.section.{key}"), single=True)


def _at_kickoff(facts: Facts) -> Facts:
    """Return the facts of the agreed plan on the day of the kickoff."""
    view = facts.agreed_view
    return view if view.as_of == facts.agreed.start else replace(view, as_of=facts.agreed.start)
