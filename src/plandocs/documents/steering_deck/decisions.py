"""What the committee is asked for: decisions that only it can take, and what holds the project up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plandocs.content.blocks import Chip, Column, Decision, Decisions, Paragraph, Row, Subheading, Table, Tone
from plandocs.content.document import Slide
from plandocs.content.facts import Facts
from plandocs.content.facts.asks import DECISIONS, Ask
from plandocs.content.wording import Words
from plandocs.documents.kickoff_deck.notes import number_word, speaker_notes
from plandocs.documents.kickoff_deck.tables import without_empty_columns
from plandocs.documents.status_report.counting import counted
from plandocs.plan.registers import Change

MOST_DECISIONS = 6
FEW_DECISIONS = 3
"""Decisions that have a panel each; more of them are rows of a table."""
MOST_BLOCKERS = 8
MOST_TOGETHER = 6
"""Decisions and things that hold us up, together, that share one slide: two with a line each look empty. A decision
with a panel of its own counts as two."""
AHEAD = timedelta(days=28)
"""How far ahead an acceptance or a go-live counts as a decision of this meeting."""
REPLANNED = ("moderate", "major")
"""Delays that change the dates everybody was told. Source: S65, S66."""


@dataclass(frozen=True, slots=True)
class _Decision:
    what: str
    basis: str
    """Between what is chosen, or why it has to be decided."""
    who: str
    by: date | None


def decisions(facts: Facts) -> Slide | None:
    """Return the decisions that are wanted, with what they stand on, who takes them and until when; None for none.

    What holds the project up stands below them where both are short.
    """
    words = facts.words
    wanted = list(_wanted(facts))
    if not wanted:
        return None
    shown = wanted[:MOST_DECISIONS]
    blocked = list(_blocked(facts))
    few = _have_panels(wanted, blocked)
    blocks: list[Decisions | Table | Paragraph | Subheading] = [
        _panels(shown, words) if few else _decisions_table(shown, words)
    ]
    if len(wanted) > len(shown):
        blocks.append(Paragraph(words.say("steering.decisions.more", n=len(wanted) - len(shown)), "note"))
    last = max((item.by for item in wanted if item.by is not None), default=None)
    title = words.say("steering.decisions.title", word=number_word(words, len(wanted)), n=len(wanted), last=last)
    if _share_a_slide(wanted, blocked):
        title = words.say("steering.decisions.title_blocked", decisions=title, things=_blockers_title(blocked, words))
        blocks += [Subheading(words.say("steering.decisions.blocked")), _blockers_table(blocked, words)]
    return Slide(
        kind="asks",
        title=title,
        blocks=tuple(blocks),
        notes=speaker_notes(words, "decisions", [item.what for item in shown], book="steering"),
    )


def blockers(facts: Facts) -> Slide | None:
    """Return what is blocked, late or open and holds work up, the worst first; None when nothing does.

    None too where it stands below the decisions already.
    """
    words = facts.words
    rows = list(_blocked(facts))
    if not rows or _share_a_slide(list(_wanted(facts)), rows):
        return None
    shown = rows[:MOST_BLOCKERS]
    blocks: list[Table | Paragraph] = [_blockers_table(shown, words)]
    if len(rows) > len(shown):
        blocks.append(Paragraph(words.say("steering.blockers.more", n=len(rows) - len(shown)), "note"))
    return Slide(
        kind="dependencies",
        title=_blockers_title(rows, words),
        blocks=tuple(blocks),
        notes=speaker_notes(words, "blockers", [str(row.cells[0]) for row in shown], book="steering"),
    )


def _panels(shown: Sequence[_Decision], words: Words) -> Decisions:
    """Return a few decisions with a panel each."""
    items = [
        Decision(item.what, item.basis, item.who, words.formats.day(item.by) if item.by is not None else "")
        for item in shown
    ]
    return Decisions(tuple(items), words.say("steering.decisions.who"), words.say("steering.decisions.by"))


def _decisions_table(shown: Sequence[_Decision], words: Words) -> Table:
    table = Table(
        "decisions",
        (
            Column(words.say("steering.decisions.what")),
            Column(words.say("steering.decisions.basis")),
            Column(words.say("steering.decisions.who")),
            Column(words.say("steering.decisions.by"), "date"),
        ),
        tuple(Row((item.what, item.basis, item.who, item.by)) for item in shown),
        caption=words.say("steering.decisions.caption"),
    )
    return without_empty_columns(table)


def _share_a_slide(wanted: Sequence[_Decision], blocked: Sequence[Row]) -> bool:
    """Return whether decisions and what holds us up are both there, and short enough for one slide."""
    return bool(wanted) and bool(blocked) and len(wanted) + len(blocked) <= MOST_TOGETHER


def _have_panels(wanted: Sequence[_Decision], blocked: Sequence[Row]) -> bool:
    """Return whether each decision has a panel: few do, unless what holds us up below them needs the room."""
    if len(wanted) > FEW_DECISIONS:
        return False
    return not _share_a_slide(wanted, blocked) or 2 * len(wanted) + len(blocked) <= MOST_TOGETHER


def _blockers_title(rows: Sequence[Row], words: Words) -> str:
    return words.say("steering.blockers.title", word=number_word(words, len(rows)), n=len(rows))


def _blockers_table(rows: Sequence[Row], words: Words) -> Table:
    table = Table(
        "blockers",
        (
            Column(words.say("steering.blockers.what")),
            Column(words.say("steering.blockers.state"), "chip"),
            Column(words.say("steering.blockers.detail")),
            Column(words.say("steering.blockers.owner")),
        ),
        tuple(rows),
        caption=words.say("steering.blockers.caption"),
    )
    return without_empty_columns(table)


def _wanted(facts: Facts) -> Iterator[_Decision]:
    """Yield the decisions: changes that wait, a new date that must be approved, blockades, coming acceptances."""
    words, progress = facts.words, facts.progress
    sponsor = next((person.name for person in facts.people.with_role("sponsor")), "")
    for change in facts.changes:
        if change.status in ("open", "assessed"):
            who = facts.people.name(change.approver) if change.approver else sponsor
            yield _Decision(words.formats.pair(change.id, change.request), _options(change, facts), who, None)
    if progress.delay in REPLANNED and progress.forecast_go_live is not None:
        what = words.say("steering.decisions.new_date", go_live=progress.forecast_go_live)
        basis = words.say("steering.decisions.new_date_basis", count=counted(progress.slip, facts, words))
        yield _Decision(what, basis, sponsor, None)
    if facts.approval in ("for_approval", "stale"):
        what = words.say("steering.decisions.approve", version=facts.plan.project.version)
        basis = words.say(f"steering.decisions.approve_{facts.approval}")
        yield _Decision(what, basis, sponsor, facts.plan.project.confirm_by)
    for ask in facts.asks:
        if ask.done or ask.kind not in DECISIONS or ask.due is None or ask.due > facts.as_of + AHEAD:
            continue
        basis = words.say("steering.decisions.holds_up", names=list(ask.blocks)) if ask.blocks else ""
        what = words.say(f"steering.decisions.{'accept' if ask.kind == 'validation' else 'decide'}", what=ask.what)
        yield _Decision(what, ask.consequence or basis, _who_decides(ask, facts), ask.due)


def _who_decides(ask: Ask, facts: Facts) -> str:
    """Return the customer's people of shared work, whose decision it is; the owner of what is the customer's own."""
    row = facts.by_id.get(ask.id)
    if not ask.joint or row is None:
        return ask.owner
    people = facts.people
    return facts.words.say(
        "common.joined", items=[people.name(who) for who in row.with_ids if people.side_of(who) == "customer"]
    )


def _options(change: Change, facts: Facts) -> str:
    """Return the ways to answer a change, in short, each with its effect."""
    words = facts.words
    said = []
    for number, option in enumerate(change.options, start=1):
        effect = words.say("steering.decisions.effect", days=option.days, cost=option.cost)
        said.append(words.say("steering.decisions.option", number=number, text=option.text, effect=effect))
    return " ".join(said)


def _blocked(facts: Facts) -> Iterator[Row]:
    words = facts.words
    for entry in facts.dependencies:
        if entry.is_open and entry.status == "blocked":
            state = words.say("steering.blockers.blocked", hours=entry.blocked_hours)
            yield Row((entry.what, Chip(state, "bad"), entry.blocker or entry.escalation, entry.owner))
    for entry in facts.dependencies:
        if entry.is_open and entry.status != "blocked" and entry.overdue:
            state = words.say("steering.blockers.late", count=counted(-(entry.days_left or 0), facts, words))
            yield Row((entry.what, Chip(state, "bad"), entry.blocker or entry.escalation, entry.owner))
    for ask in facts.asks:
        if not ask.done and ask.overdue_days and not any(entry.id == ask.id for entry in facts.dependencies):
            state = words.say("steering.blockers.late", count=counted(ask.overdue_days, facts, words))
            holds = words.say("steering.blockers.holds_up", names=list(ask.blocks)) if ask.blocks else ""
            yield Row((ask.what, Chip(state, "bad"), ask.consequence or holds, ask.owner))
    for issue in facts.issues:
        if issue.status != "closed":
            tone: Tone = "bad" if issue.severity in ("critical", "high") else "watch"
            mark = Chip(words.say("steering.blockers.open"), tone)
            yield Row((issue.issue, mark, issue.resolution, facts.people.name(issue.owner) if issue.owner else ""))
