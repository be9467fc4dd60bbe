"""The annex of words: what the words of planning mean here. A standard plan has those that it uses, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.content.blocks import Column, Paragraph, Row, Table
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.content.wording import Words


def glossary(facts: Facts, words: Words) -> Section | None:
    """Return what the words of planning mean in this plan; None in lite plans, but for statements of work.

    Large plans and statements of work explain every word, others those that they use.
    """
    tier = facts.plan.project.tier
    if facts.sow or tier == "enterprise":
        entries = (*words.groups("common.glossary"), *words.groups("plan.glossary.term"))
        pairs = [(entry["term"], entry["meaning"]) for entry in entries]
    elif tier == "lite":
        return None
    else:
        pairs = [(words.say(f"{key}.term"), words.say(f"{key}.meaning")) for key in _used(facts)]
    terms = sorted(pairs, key=lambda pair: pair[0].casefold())
    rows = tuple(Row(pair) for pair in terms)
    columns = (Column(words.say("plan.glossary.word")), Column(words.say("plan.glossary.meaning")))
    table = Table("glossary", columns, rows, caption=words.say("plan.glossary.caption"))
    lead = Paragraph(words.say("plan.glossary.lead"), kind="lead")
    return Section(key="glossary", title=words.say("plan.glossary.title"), blocks=(lead, table))


def _used(facts: Facts) -> Iterator[str]:
    """Yield the keys of the words that a plan's own entries bring into its document: at most half a page of them.

    What a whole section is about is explained there: responsibilities, deliverables, acceptance, dependencies. The hash
    on the cover and the float of the task list are in every plan.
    """
    rows, phases, rollout = facts.agreed_view.rows, facts.plan.phases, facts.plan.rollout
    wanted = {
        "common.glossary.buffer": any(row.is_buffer for row in rows),
        "common.glossary.critical_path": any(row.critical for row in rows),
        "common.glossary.float": bool(rows),
        "common.glossary.milestone": any(row.is_milestone for row in rows),
        "common.glossary.go_live": facts.agreed.go_live_task is not None,
        "common.glossary.exit_criterion": any(phase.exit_criteria for phase in phases),
        "common.glossary.champion": bool(facts.people.with_role("champion")),
        "common.glossary.sponsor": bool(facts.people.with_role("sponsor")),
        "plan.glossary.term.intensive_support": any(row.kind == "hypercare" for row in rows),
        "plan.glossary.term.plan_hash": True,
        "plan.glossary.term.wave": rollout is not None and bool(rollout.waves),
    }
    yield from (key for key, is_used in wanted.items() if is_used)
