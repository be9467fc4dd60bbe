"""Change control: how a change is handled, when, and by whom it is approved; and the requests so far."""

from __future__ import annotations

from plandocs.content.blocks import Block, Bullets, Column, ColumnKind, Paragraph, Row, Subheading, Table
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.content.wording import Words, upper_first
from plandocs.documents.process_blocks import process_blocks
from plandocs.documents.project_plan.tables import without_empty_columns
from plandocs.plan.registers import Change, Process

_CHANGE_PROCESS = "change"


def changes(facts: Facts, words: Words) -> Section:
    """Return how a change is handled, when, and by whom it is approved; and the requests so far."""
    sow = facts.plan.sow
    approver = facts.people.name(sow.change_approver) if sow and sow.change_approver else _sponsor(facts)
    pm = facts.project_manager
    names = {
        "pm": pm.name if pm else facts.vendor,
        "approver": approver or words.say("plan.changes.nobody"),
    }
    own = change_process(facts)
    if own is not None:
        title, steps = words.say("plan.changes.steps_own"), process_blocks(own, facts, words)
    else:
        title = words.say("plan.changes.steps")
        ours = (upper_first(words.say(f"plan.changes.step_{number}", **names)) for number in range(1, 6))
        steps = [Bullets(tuple(ours), numbered=True)]
    blocks: list[Block] = [
        Paragraph(words.say("plan.changes.lead", approver=approver), kind="lead"),
        Subheading(title),
        *steps,
        *([Paragraph(words.say("plan.changes.ways"))] if own is not None else []),
        Subheading(words.say("plan.changes.triggers")),
        Bullets(tuple(words.say(f"plan.changes.trigger_{number}") for number in range(1, 5))),
    ]
    closing = []
    if sow and sow.change_limit is not None and approver:
        closing.append(words.say("plan.changes.limit", approver=approver, limit=sow.change_limit))
    if sow and sow.precedence:
        closing.append(words.say("plan.changes.precedence", items=list(sow.precedence)))
    if closing:
        blocks.append(Paragraph(" ".join(closing)))
    if facts.changes:
        blocks.append(_change_log(facts, words))
        options = _options(facts.changes, words)
        blocks += [options] if options else []
    return Section(key="changes", title=words.say("plan.changes.title"), blocks=tuple(blocks))


def change_process(facts: Facts) -> Process | None:
    """Return the plan's own change process, where it has one with steps."""
    own = (process for process in facts.processes if process.id.startswith(_CHANGE_PROCESS))
    return next((process for process in own if process.steps), None)


def _sponsor(facts: Facts) -> str:
    sponsors = facts.people.with_role("sponsor")
    return sponsors[0].name if sponsors else ""


def _change_log(facts: Facts, words: Words) -> Table:
    columns = (
        Column(words.say("plan.changes.id"), "id"),
        Column(words.say("plan.changes.request")),
        Column(words.say("plan.changes.requester")),
        Column(words.say("plan.changes.date"), "date"),
        Column(words.say("plan.changes.decision")),
        Column(words.say("plan.changes.approver")),
        Column(words.say("plan.changes.decided"), "date"),
    )
    rows = tuple(
        Row(
            (
                item.id,
                item.request,
                facts.people.name(item.requester),
                item.date,
                _decision(item, words),
                facts.people.name(item.approver),
                item.decided,
            )
        )
        for item in facts.changes
    )
    return without_empty_columns(Table("changes", columns, rows, caption=words.say("plan.changes.log_caption")))


def _decision(change: Change, words: Words) -> str:
    """Return what became of a request, with the number of the option taken."""
    status = words.say(f"common.change_status.{change.status}")
    if change.chosen is None or not 1 <= change.chosen <= len(change.options):
        return status
    return words.say("plan.changes.chosen", status=status, number=change.chosen)


def _options(entries: tuple[Change, ...], words: Words) -> Table | None:
    """Return the ways there were to answer each request: what it costs in days and money; None without any."""
    keys: tuple[tuple[str, ColumnKind], ...] = (
        ("number", "id"),
        ("option", "text"),
        ("days", "number"),
        ("go_live", "date"),
        ("cost", "money"),
        ("taken", "text"),
    )
    rows: list[Row] = []
    for change in entries:
        if not change.options:
            continue
        rows.append(Row((f"{change.id}  {change.request}", *([None] * 5)), kind="group"))
        for number, item in enumerate(change.options, start=1):
            taken = words.say("plan.changes.taken_mark") if number == change.chosen else ""
            rows.append(Row((str(number), item.text, item.days, item.go_live, item.cost, taken), marked=bool(taken)))
    if not rows:
        return None
    columns = tuple(Column(words.say(f"plan.changes.{key}"), kind) for key, kind in keys)
    caption = words.say("plan.changes.options_caption")
    return without_empty_columns(Table("change_options", columns, tuple(rows), caption=caption))
