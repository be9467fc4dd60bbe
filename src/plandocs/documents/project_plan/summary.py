"""The executive summary, on one page, and the background with its objectives."""

from __future__ import annotations

from plandocs.content.blocks import (
    Block,
    Bullets,
    Callout,
    Card,
    Cards,
    Column,
    Paragraph,
    Row,
    Span,
    Subheading,
    Table,
)
from plandocs.content.document import Section
from plandocs.content.facts import Ask, Facts, MeasureFact, PersonFact
from plandocs.content.wording import Words
from plandocs.documents.project_plan.cover import first_sentence
from plandocs.documents.project_plan.durations import after_kickoff, counts_elapsed

_GOALS = 4
_ASKS = 4
_TYPES = 5


def executive_summary(facts: Facts, words: Words) -> Section:
    """Return goals, scope, timeline, people and asks on one page."""
    blocks: list[Block] = [Paragraph(_lead(facts, words), kind="lead"), _cards(facts, words)]
    forecast = forecast_line(facts, words)
    if forecast is not None:
        blocks.append(forecast)
    lite = facts.plan.project.tier == "lite"
    confirm = facts.plan.project.confirm_by if facts.approval != "approved" else None
    summary = facts.goals.summary
    if summary and not (lite and _is_one_sentence(summary)):
        blocks.append(Paragraph(summary))
    goals = _goals(facts, words)
    if goals:
        blocks += [Subheading(words.say("plan.summary.goals")), Bullets(goals)] if not lite else [Bullets(goals)]
    if not lite:
        blocks += _scope_and_people(facts, words)
        blocks += _asks(facts, words, _ASKS - (forecast is not None) - (confirm is not None))
    if confirm is not None:
        text = words.say("plan.summary.confirm", day=confirm)
        blocks.append(Callout(text, title=words.say("plan.summary.confirm_title")))
    return Section(key="summary", title=words.say("plan.summary.title"), blocks=tuple(blocks), new_page=not lite)


def _is_one_sentence(text: str) -> bool:
    """Return whether a text is no more than the line that the head of a short plan prints already."""
    return first_sentence(text) == text.strip()


def forecast_line(facts: Facts, words: Words) -> Callout | None:
    """Return the one labelled line that a plan says about the forecast; None where there is nothing to say."""
    agreed, forecast = facts.measured.agreed.go_live, facts.forecast.go_live if facts.forecast else None
    if agreed is None or forecast is None or agreed == forecast:
        return None
    slip = facts.agreed.working_days_between(agreed, forecast)
    direction = words.say("plan.summary.later" if slip > 0 else "plan.summary.earlier")
    text = words.say(
        "plan.summary.forecast",
        as_of=facts.as_of,
        go_live=forecast,
        days=abs(slip),
        direction=direction,
        elapsed=counts_elapsed(facts),
        baseline=facts.baseline,
    )
    return Callout(text, tone="watch" if slip > 0 else "good", title=words.say("plan.summary.forecast_title"))


def _lead(facts: Facts, words: Words) -> str:
    agreed = facts.agreed
    if agreed.go_live is None:
        return words.say("plan.summary.lead_no_go_live", start=agreed.start, finish=agreed.finish)
    span = after_kickoff(facts, agreed.go_live, words)
    lead = words.say(
        "plan.summary.lead", customer=facts.customer, go_live=agreed.go_live, span=span, done=agreed.finish
    )
    signed = facts.plan.project.contract_signed
    if signed is None:
        return lead
    value = words.say("plan.summary.value", days=(agreed.go_live - signed).days, signed=signed, go_live=agreed.go_live)
    return f"{lead} {value}"


def _cards(facts: Facts, words: Words) -> Cards:
    agreed, formats = facts.agreed, words.formats
    target = facts.plan.project.target_go_live
    cards = [
        Card(
            words.say("plan.summary.card_start"),
            formats.short_date(agreed.start),
            words.say("plan.summary.card_phases", n=len(facts.phases), tasks=len(facts.tasks)),
        )
    ]
    if agreed.go_live is not None:
        note = after_kickoff(facts, agreed.go_live, words, in_days=True)
        if target is not None:
            key = "card_target_kept" if target == agreed.go_live else "card_target"
            note = words.say(f"plan.summary.{key}", day=target)
        cards.append(Card(words.say("plan.summary.card_go_live"), formats.short_date(agreed.go_live), note))
    cards.append(
        Card(
            words.say("plan.summary.card_finish"),
            formats.short_date(agreed.finish),
            after_kickoff(facts, agreed.finish, words),
        )
    )
    buffer = facts.critical.buffer_days
    if buffer:
        cards.append(
            Card(
                words.say("plan.summary.card_buffer"),
                words.say("plan.days", n=buffer),
                words.say("plan.summary.card_buffer_note"),
            )
        )
    return Cards(tuple(cards))


def _goals(facts: Facts, words: Words) -> tuple[str, ...]:
    measures = facts.goals.objectives or facts.goals.criteria
    return tuple(_goal(measure, words) for measure in measures[:_GOALS])


def _goal(measure: MeasureFact, words: Words) -> str:
    text = measure.text.rstrip(".")
    if measure.baseline_known and measure.target_known:
        return words.say(
            "plan.summary.goal_measured", text=text, baseline=measure.baseline, target=measure.target, by=measure.by
        )
    if measure.target_known:
        return words.say("plan.summary.goal_target", text=text, target=measure.target, by=measure.by)
    return words.say("plan.summary.goal", text=text)


def _scope_and_people(facts: Facts, words: Words) -> list[Block]:
    blocks: list[Block] = []
    scope = facts.scope
    if scope.included:
        types = list(dict.fromkeys(line.type_label for line in scope.included))
        line = words.say(
            "plan.summary.scope_line",
            included=len(scope.included),
            excluded=len(scope.excluded),
            parked=len(scope.parked),
            types=[words.within(text) for text in types[:_TYPES]],
        )
        blocks.append(Paragraph((Span(f"{words.say('plan.summary.scope')}.  ", strong=True), Span(line))))
    leads = [
        person for role in ("sponsor", "champion", "implementation_pm") for person in facts.people.with_role(role)[:1]
    ]
    if leads:
        items = [
            words.say(
                "plan.summary.people_line",
                name=person.name,
                role=_in_a_sentence(person, words),
                company=person.company,
            )
            for person in dict.fromkeys(leads)
        ]
        line = words.say("plan.summary.people_sentence", items=items)
        blocks.append(Paragraph((Span(f"{words.say('plan.summary.people')}.  ", strong=True), Span(line))))
    return blocks


def _asks(facts: Facts, words: Words, most: int) -> list[Block]:
    asks = next_asks(facts)[:most]
    if not asks:
        return []
    columns = (
        Column(words.say("plan.responsibilities.action")),
        Column(words.say("plan.responsibilities.owner")),
        Column(words.say("plan.responsibilities.due"), "date"),
    )
    rows = tuple(Row((ask.action, ask.owner or words.say("plan.no_owner"), ask.agreed_due)) for ask in asks)
    return [
        Subheading(words.say("plan.summary.asks", customer=facts.customer)),
        Table("next_asks", columns, rows),
    ]


def _in_a_sentence(person: PersonFact, words: Words) -> str:
    return ", ".join(words.within(role) for role in person.roles) or words.within(person.title)


def next_asks(facts: Facts) -> list[Ask]:
    """Return the customer's actions that are still to be done, by date; of shared work only the decisions."""
    return [ask for ask in facts.asks if not ask.done and ask.is_the_customers]


def background(facts: Facts, words: Words) -> Section | None:
    """Return the current state and the objectives with their figures; None where the plan says neither."""
    goals = facts.goals
    if not goals.background and not goals.objectives and not goals.problem:
        return None
    if goals.problem:
        lead = words.say("plan.background.lead", problem=goals.problem)
    elif goals.objectives:
        lead = _objectives_lead(goals.objectives, words)
    else:
        lead = words.say("plan.background.lead_plain", customer=facts.customer)
    blocks: list[Block] = [Paragraph(lead, kind="lead")]
    if goals.background:
        blocks.append(Paragraph(goals.background))
    if goals.objectives:
        blocks.append(_objectives(goals.objectives, words))
    return Section(key="background", title=words.say("plan.background.title"), blocks=tuple(blocks))


def _objectives_lead(objectives: tuple[MeasureFact, ...], words: Words) -> str:
    whole = sum(1 for item in objectives if item.is_complete)
    key = "lead_objectives" if whole == len(objectives) else "lead_objectives_open"
    return words.say(f"plan.background.{key}", n=len(objectives), whole=whole)


def _objectives(objectives: tuple[MeasureFact, ...], words: Words) -> Table:
    keys = ("objective", "metric", "baseline", "target", "by", "measured_by")
    columns = tuple(Column(words.say(f"plan.background.{key}")) for key in keys)
    rows = tuple(
        Row((item.text, item.metric, item.baseline, item.target, item.by, item.measured_by)) for item in objectives
    )
    used = [number for number in range(len(columns)) if any(row.cells[number] for row in rows)]
    return Table(
        "objectives",
        tuple(columns[number] for number in used),
        tuple(Row(tuple(row.cells[number] for number in used)) for row in rows),
        caption=words.say("plan.background.objectives_caption"),
    )
