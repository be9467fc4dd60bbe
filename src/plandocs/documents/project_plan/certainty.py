"""How sure the agreed date is: the chance of each date as a chart, the tasks that decide it, the risks that cost it."""

from __future__ import annotations

from plandocs.content.blocks import Block, Column, Paragraph, Row, Subheading, Table
from plandocs.content.facts import Facts, UncertaintyFacts, chance_chart_of, in_percent
from plandocs.content.wording import Words


def certainty(facts: Facts, words: Words) -> list[Block]:
    """Return the part of the timeline that says how sure its date is; nothing for a plan without uncertainty."""
    found = facts.uncertainty
    if found is None:
        return []
    title = words.say("plan.certainty.title" if found.is_go_live else "plan.certainty.title_finish")
    blocks: list[Block] = [Subheading(title), Paragraph(_lead(facts, found, words))]
    if not found.chances:
        return blocks
    caption = words.say("plan.certainty.caption", go_live=found.is_go_live, as_of=facts.forecast and facts.as_of)
    blocks.append(chance_chart_of(found, words, caption))
    if found.deciders:
        blocks.append(_deciders(found, words))
    if found.costs:
        blocks.append(_costs(found, words))
    return blocks


def _lead(facts: Facts, found: UncertaintyFacts, words: Words) -> str:
    key = "plan.certainty.lead" if found.chances else "plan.certainty.lead_one"
    return words.say(
        key,
        go_live=found.is_go_live,
        agreed=found.agreed,
        percent=in_percent(found.agreed_share),
        half=found.half,
        eight=found.eight,
        target=found.target,
        target_percent=None if found.target_share is None else in_percent(found.target_share),
        trials=found.trials,
        tasks=found.estimated,
        risks=found.risks,
        buffers=bool(facts.critical.buffers),
    )


def _deciders(found: UncertaintyFacts, words: Words) -> Table:
    columns = (
        Column(words.say("plan.certainty.task_id"), "id"),
        Column(words.say("plan.certainty.task")),
        Column(words.say("plan.certainty.owner")),
        Column(words.say("plan.certainty.decides"), "percent"),
    )
    rows = tuple(
        Row((decider.row.id, decider.row.name, decider.row.owner, in_percent(decider.share)))
        for decider in found.deciders
    )
    return Table("deciders", columns, rows, caption=words.say("plan.certainty.deciders_caption"))


def _costs(found: UncertaintyFacts, words: Words) -> Table:
    columns = (
        Column(words.say("plan.certainty.risk_id"), "id"),
        Column(words.say("plan.certainty.risk")),
        Column(words.say("plan.certainty.probability"), "percent"),
        Column(words.say("plan.certainty.days"), "number"),
        Column(words.say("plan.certainty.expected"), "number"),
    )
    rows = tuple(
        Row((cost.id, cost.risk, in_percent(cost.probability), round(cost.days, 1), round(cost.expected, 1)))
        for cost in found.costs
    )
    return Table("costs", columns, rows, caption=words.say("plan.certainty.costs_caption"))
