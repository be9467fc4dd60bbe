"""Success and handover: criteria, exit criteria of the phases, and who supports it afterwards."""

from __future__ import annotations

from datetime import date

from plandocs.content.blocks import Block, Bullets, Callout, Column, Paragraph, Row, Subheading, Table
from plandocs.content.document import Section
from plandocs.content.facts import Facts, PersonFact, TaskFact
from plandocs.content.wording import Words, sentence
from plandocs.documents.project_plan.tables import without_empty_columns


def success(facts: Facts, words: Words) -> Section | None:
    """Return when the project is complete: criteria, exit criteria, and who supports it afterwards."""
    criteria = facts.goals.criteria
    phases = [phase for phase in facts.phases if phase.exit_criteria]
    if not criteria and not phases:
        return None
    lite = facts.plan.project.tier == "lite"
    blocks: list[Block] = [Paragraph(_lead(facts, bool(phases), words), kind="lead")]
    if criteria:
        keys = ("criterion", "baseline", "target", "by", "measured_by", "owner")
        columns = tuple(Column(words.say(f"plan.success.{key}")) for key in keys)
        rows = tuple(Row((c.text, c.baseline, c.target, c.by, c.measured_by, c.owner)) for c in criteria)
        table = Table("success", columns, rows, caption=words.say("plan.success.caption"))
        blocks.append(without_empty_columns(table))
    if phases and not lite:
        blocks.append(Subheading(words.say("plan.success.exit")))
        for phase in phases:
            blocks += [Subheading(phase.name, level=3), Bullets(phase.exit_criteria)]
    blocks += _handover(facts, words)
    return Section(key="success", title=words.say("plan.success.title"), blocks=tuple(blocks))


def _lead(facts: Facts, has_exit: bool, words: Words) -> str:
    """Return what completes the project, and which criteria can only be measured after the handover."""
    criteria, handover = facts.goals.criteria, facts.agreed.finish
    later = [entry.by for entry in criteria if isinstance(entry.by, date) and entry.by > handover]
    parts = [words.say("plan.success.lead_exit")] if has_exit else []
    if criteria:
        values = {"n": len(criteria), "later": len(later), "last": max(later, default=None), "handover": handover}
        parts.append(words.say("plan.success.lead_criteria", **values))
    return " ".join(parts)


def _handover(facts: Facts, words: Words) -> list[Block]:
    blocks: list[Block] = []
    hypercare = [row for row in facts.agreed_view.rows if row.kind == "hypercare"]
    if hypercare:
        blocks.append(Paragraph(_hypercare(hypercare[-1], facts, words)))
    last = facts.agreed_view.milestones[-1] if facts.agreed_view.milestones else None
    if last is not None and last.acceptance:
        blocks.append(Callout(sentence(last.acceptance), title=words.say("plan.success.completion_title")))
    return blocks


def _hypercare(row: TaskFact, facts: Facts, words: Words) -> str:
    """Return until when support is intensive, who leads it and where to reach them; who follows, if somebody else."""
    support = next(iter(facts.people.with_role("support")), None)
    leads = facts.people.get(row.owner_id)
    owner = _reached(leads, words) if leads else row.owner or words.say("plan.no_owner")
    if support is None or support == leads:
        return words.say("plan.success.hypercare_plain", finish=row.agreed_finish, owner=owner)
    support_name = _reached(support, words)
    return words.say("plan.success.hypercare", finish=row.agreed_finish, owner=owner, support=support_name)


def _reached(person: PersonFact, words: Words) -> str:
    """Return a person's name, and the address under which support is reached where the plan has it."""
    return words.say("plan.success.contact", name=person.name, email=person.email)
