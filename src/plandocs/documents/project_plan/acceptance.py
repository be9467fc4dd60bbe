"""How work is accepted: what is handed over, how long it is looked at, what silence means, what a rejection leads to.

A number that nobody entered is marked as open, never made up.
"""

from __future__ import annotations

from plandocs.content.blocks import Block, Bullets, Paragraph, Rich
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.content.wording import Words
from plandocs.documents.project_plan.references import referring
from plandocs.plan.registers import AcceptanceTerms


def acceptance(facts: Facts, words: Words) -> Section | None:
    """Return the acceptance procedure; None for a plan with neither terms nor anything to accept."""
    given = facts.plan.sow.acceptance if facts.plan.sow else None
    if given is None and not facts.deliverables and not facts.sow:
        return None
    lead: Rich = words.say("plan.acceptance.lead")
    if any(item.acceptance for item in facts.deliverables):
        lead = referring(words, "plan.acceptance.lead_criteria", "deliverables")
    blocks: list[Block] = [Paragraph(lead, kind="lead")]
    if given is not None and given.procedure:
        blocks.append(Paragraph(given.procedure))
    blocks.append(Bullets(_steps(facts, given or AcceptanceTerms(), words), numbered=True))
    return Section(key="acceptance", title=words.say("plan.acceptance.title"), blocks=tuple(blocks))


def _steps(facts: Facts, terms: AcceptanceTerms, words: Words) -> tuple[str, ...]:
    sponsor = next(iter(facts.people.with_role("sponsor")), None)
    pm = facts.project_manager
    values = {
        "customer": facts.customer,
        "vendor": facts.vendor,
        "review": _period(terms.review_days, "review", words),
        "cure": _period(terms.cure_days, "cure", words),
        "sponsor": sponsor.name if sponsor else facts.customer,
        "pm": pm.name if pm else facts.vendor,
    }
    if terms.max_rejections is None:
        rejections = words.say("plan.to_complete", what=words.say("plan.acceptance.open.rejections"))
    else:
        rejections = words.say("plan.acceptance.rejections", n=terms.max_rejections)
    return (
        words.say("plan.acceptance.step_handover", **values),
        words.say("plan.acceptance.step_review", **values),
        words.say("plan.acceptance.step_deemed", **values),
        words.say("plan.acceptance.step_cure", **values),
        words.say("plan.acceptance.step_escalate", rejections=rejections, **values),
    )


def _period(days: int | None, name: str, words: Words) -> str:
    """Return a number of business days, or the mark of one that is still to be agreed."""
    if days is None:
        return words.say("plan.to_complete", what=words.say(f"plan.acceptance.open.{name}"))
    return words.say("plan.acceptance.period", n=days)
