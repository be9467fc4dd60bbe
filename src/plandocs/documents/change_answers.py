"""The answers to a change request, as a table, and the milestones under each of them."""

from __future__ import annotations

from decimal import Decimal

from plandocs.content.blocks import Cell, Column, Paragraph, Row, Table
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.content.wording import Words
from plandocs.documents.project_plan.tables import without_empty_columns
from plandocs.whatif.answers import Assessment, Option

_MOST_MILESTONES = 14


def options_section(facts: Facts, words: Words, assessment: Assessment) -> Section:
    """Return the answers with their dates, days and costs, and how they were computed."""
    rows = []
    for option in shown_options(facts, assessment):
        unknown = words.say("change.options.unknown")
        rows.append(
            Row(
                (
                    str(option.number),
                    called(facts, words, option),
                    option.go_live or unknown,
                    _days(facts, words, option),
                    _cost(words, option),
                    _changes(facts, words, option),
                )
            )
        )
    columns = (
        Column(words.say("change.options.number"), "id"),
        Column(words.say("change.options.option")),
        Column(words.say("change.options.go_live"), "date"),
        Column(words.say("change.options.days")),
        Column(words.say("change.options.cost")),
        Column(words.say("change.options.effect")),
    )
    table = without_empty_columns(Table("change_options", columns, tuple(rows)))
    return Section(
        key="options", title=words.say("change.options.title"), blocks=(table, _how(facts, words, assessment))
    )


def _days(facts: Facts, words: Words, option: Option) -> str:
    if option.days is None:
        return ""
    if not option.days:
        return words.say("change.options.none")
    text = moved_by(facts, words, option.days)
    return text if option.days > 0 else f"−{text}"


def _cost(words: Words, option: Option) -> Cell:
    if option.cost is not None:
        return words.formats.money(option.cost)
    return words.say("change.options.unpriced") if option.kind == "resource" else ""


def _changes(facts: Facts, words: Words, option: Option) -> str:
    """Return what an answer changes in the plan, as sentences' parts: the tasks by name, the scope, the work."""
    if option.kind == "defer":
        return words.say("change.options.parked")
    parts = [
        words.say("change.options.dropped", name=facts.by_id[length.task].name)
        if not length.after
        else words.say(
            "change.options.longer",
            name=facts.by_id[length.task].name,
            before=plain(length.before),
            after=plain(length.after),
        )
        for length in option.lengths
        if length.task in facts.by_id
    ]
    if option.new_days is not None:
        parts.append(words.say("change.options.task_added", days=plain(option.new_days)))
    if option.kind == "trade" and option.text and option.items:
        parts.append(words.say("change.options.phase_two", items=_items(facts, option)))
    if option.hours is not None:
        parts.append(words.say("change.options.hours", hours=plain(option.hours)))
    if not parts and option.go_live is not None:
        parts.append(words.say("change.options.nothing"))
    return words.formats.apart(parts)


def _items(facts: Facts, option: Option) -> list[str]:
    texts = {item.id: item.text for item in facts.plan.scope.in_}
    return [texts.get(name, name) for name in option.items]


def milestones_section(facts: Facts, words: Words, assessment: Assessment) -> Section | None:
    """Return the milestones with their dates under each answer that moves one."""
    today = {mark.id: mark.finish if assessment.as_of else mark.agreed_finish for mark in facts.milestones}
    moving = [
        option
        for option in shown_options(facts, assessment)
        if any(option.milestones.get(name, day) != day for name, day in today.items())
    ]
    if not moving:
        return None
    marks = [mark for mark in facts.milestones if any(mark.id in option.milestones for option in moving)]
    touched = [mark for mark in marks if any(option.milestones[mark.id] != today[mark.id] for option in moving)]
    shown = touched[-_MOST_MILESTONES:]
    columns = [
        Column(words.say("change.milestones.milestone"), share=3.0),
        Column(words.say("change.milestones.today"), "date"),
    ]
    columns += [Column(words.say("change.milestones.option", n=option.number), "date") for option in moving]
    rows = tuple(
        Row((mark.name, today[mark.id], *(option.milestones[mark.id] for option in moving)), marked=mark.is_go_live)
        for mark in shown
    )
    title = words.say("change.milestones.title")
    return Section(key="milestones", title=title, blocks=(Table("change_milestones", tuple(columns), rows),))


def _how(facts: Facts, words: Words, assessment: Assessment) -> Paragraph:
    """Return how the figures were come by, for a reader who doubts them."""
    kinds = {option.kind for option in shown_options(facts, assessment) if option.go_live is not None}
    keys = ["schedule", "new_task" if assessment.new_task is not None else "spread"]
    keys += [
        kind for kind in ("trade", "resource") if kind in kinds and (kind == "trade" or assessment.new_task is None)
    ]
    if runs_beside(assessment):
        keys.append("beside")
    text = " ".join(words.say(f"change.how.{key}") for key in keys)
    return Paragraph(text, kind="note")


def runs_beside(assessment: Assessment) -> bool:
    """Return whether the request names no task, so that its work is taken to run beside everything else."""
    return assessment.new_task is not None and not assessment.change.tasks


def shown_options(facts: Facts, assessment: Assessment) -> list[Option]:
    """Return the answers that an audience may see: none that trades an internal item of scope in a customer's file."""
    hidden = {item.id for item in facts.plan.scope.in_ if item.audience == "internal"}
    return [option for option in assessment.options if facts.internal or not hidden.intersection(option.items)]


def called(facts: Facts, words: Words, option: Option) -> str:
    """Return what an answer is called: by the plan, else by its kind."""
    if option.text:
        return option.text
    return words.say(f"change.options.{option.kind}", items=_items(facts, option)).strip()


def moved_by(facts: Facts, words: Words, days: int) -> str:
    """Return a number of days in words, without its sign."""
    unit = "days" if facts.agreed.day_count == "elapsed" else "working_days"
    return words.say(f"common.unit.{unit}", n=abs(days))


def declined(facts: Facts, words: Words, assessment: Assessment) -> str:
    """Return by whom and when a request was declined, in words."""
    change = assessment.change
    name = facts.people.name(change.approver) if change.approver else ""
    return words.say("change.decision.rejected", name=name, day=change.decided)


def size_of(facts: Facts, words: Words, assessment: Assessment) -> str:
    """Return how much work a request is, in days and hours."""
    key = "change.asked.size_value_elapsed" if facts.agreed.day_count == "elapsed" else "change.asked.size_value"
    return words.say(key, days=plain(assessment.days), hours=plain(assessment.hours))


def plain(amount: Decimal) -> int | Decimal:
    """Return an amount as a whole number where it is one, else with two decimals at most."""
    return int(amount) if amount == amount.to_integral_value() else round(amount, 2)
