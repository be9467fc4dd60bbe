"""How ready the plan is: a page of the internal edition, six steps with what is still missing. Source: S9."""

from __future__ import annotations

from plandocs.content.blocks import Chip, Column, Paragraph, Row, Table, Tone
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.content.wording import Words
from plandocs.rules.readiness import Step, readiness

_ALL, _HALF = 100, 50


def readiness_page(facts: Facts, words: Words) -> Section | None:
    """Return the six steps with their share done; None in a customer's edition and in a contract."""
    if not facts.internal or facts.sow:
        return None
    found = readiness(facts.plan, facts.agreed)
    ahead = found.next_step
    lead = (
        words.say("ready.lead_ready")
        if ahead is None
        else words.say("ready.lead", step=words.within(words.say(f"ready.steps.{ahead.name}")), percent=ahead.percent)
    )
    columns = (
        Column(words.say("ready.step")),
        Column(words.say("ready.done"), "chip"),
        Column(words.say("ready.missing"), share=4),
    )
    rows = tuple(_row(step, words) for step in found.steps)
    table = Table("readiness", columns, rows, caption=words.say("ready.caption"))
    return Section(key="readiness", title=words.say("ready.title"), blocks=(Paragraph(lead, kind="lead"), table))


def open_sentences(step: Step, words: Words) -> tuple[str, ...]:
    """Return what a step is still missing, a sentence for each check."""
    return tuple(
        words.say(f"ready.open.{step.name}.{check.name}", n=len(check.missing), names=list(check.missing))
        for check in step.open_checks
    )


def _row(step: Step, words: Words) -> Row:
    tone: Tone = "good" if step.percent == _ALL else "watch" if step.percent >= _HALF else "bad"
    share = Chip(words.formats.percent(step.percent), tone)
    missing = " ".join(open_sentences(step, words)) or words.say("ready.nothing")
    return Row((words.say(f"ready.steps.{step.name}"), share, missing))
