"""The slides on who does what: asks, dependencies, RACI, risks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from plandocs.content.blocks import Callout, Chip, Column, Matrix, Paragraph, Row, Table, Tone
from plandocs.content.document import Slide
from plandocs.content.facts import Ask, DependencyFact, Facts, heat_map_of
from plandocs.documents.if_late import Waiting, if_late, waiting
from plandocs.documents.kickoff_deck.notes import number_word, speaker_notes
from plandocs.documents.kickoff_deck.phrases import dated_asks
from plandocs.documents.kickoff_deck.tables import without_empty_columns

FIRST_DAYS = 14
MOST_ASKS = 9
MOST_RISKS = 5
MOST_ACTIVITIES = 8
_BANDS: dict[str, Tone] = {"high": "bad", "medium": "watch", "low": "neutral"}
_TONES: dict[str, Tone] = {
    "not_started": "neutral",
    "in_progress": "accent",
    "on_track": "good",
    "blocked": "bad",
    "done": "good",
}


def asks(facts: Facts) -> Slide | None:
    """Return the customer's dated actions, those of the first fourteen days first, nine at most."""
    words, agreed = facts.words, facts.agreed
    dated = dated_asks(facts)
    if not dated:
        return None
    limit = agreed.start + timedelta(days=FIRST_DAYS - 1)
    shown = dated[:MOST_ASKS]
    soon = sum(1 for ask in shown if _due(ask) <= limit)
    heads = dict(words.table("deck.asks.column"))
    key = "title" if soon and soon < len(shown) else "title_soon" if soon else "title_later"
    first = number_word(words, soon or len(shown)).lower()
    title = words.say(
        f"deck.asks.{key}", word=first, n=soon or len(shown), later=len(shown) - soon, last=_due(shown[-1])
    )
    table = Table(
        "asks",
        (Column(heads["what"]), Column(heads["owner"]), Column(heads["due"], "date"), Column(heads["blocks"])),
        tuple(_ask_rows(shown, limit, facts)),
        caption=words.say("deck.asks.caption"),
    )
    blocks: list[Table | Paragraph] = [without_empty_columns(table)]
    if len(dated) > len(shown):
        last = max(_due(ask) for ask in dated)
        blocks.append(Paragraph(words.say("deck.asks.more", n=len(dated) - len(shown), last=last), "note"))
    hours = [
        words.say("deck.asks.hours", name=person.name, hours=person.hours_per_week)
        for person in facts.people.of_side("customer")
        if person.hours_per_week
    ]
    return Slide(
        kind="asks",
        title=title,
        subtitle=words.say("deck.asks.subtitle", hours=hours[:3]) if hours else "",
        blocks=tuple(blocks),
        notes=speaker_notes(words, "asks", [_told(ask, facts) for ask in shown]),
    )


def dependencies(facts: Facts) -> Slide | None:
    """Return what could stop the project: when it is asked for, when it is due, where it goes when stuck."""
    words = facts.words
    entries = [entry for entry in facts.dependencies if not _done_by_kickoff(entry, facts)]
    if not entries:
        return None
    shown = sorted(entries, key=lambda entry: (entry.due is None, entry.due or date.max, entry.id))
    heads = dict(words.table("deck.dependencies.column"))
    table = Table(
        "dependencies",
        (
            Column(heads["id"], "id"),
            Column(heads["what"]),
            Column(heads["owner"]),
            Column(heads["outreach"], "date"),
            Column(heads["due"], "date"),
            Column(heads["status"], "chip"),
            Column(heads["escalation"]),
        ),
        tuple(_dependency_row(entry, facts, with_status=not _under_way(facts)) for entry in shown),
        caption=words.say("deck.dependencies.caption"),
    )
    backups = [
        words.formats.pair(entry.what, words.say("deck.dependencies.backup", plan=entry.backup))
        for entry in shown
        if entry.backup
    ]
    return Slide(
        kind="dependencies",
        title=words.say("deck.dependencies.title", word=number_word(words, len(entries)), n=len(entries)),
        blocks=(without_empty_columns(table),),
        notes=speaker_notes(words, "dependencies", backups or [entry.what for entry in shown]),
    )


def raci(facts: Facts) -> Slide | None:
    """Return who decides, who does and who is told, for at most eight activities; the rest is counted."""
    words, table = facts.words, facts.raci
    if not table.rows:
        return None
    shown = _most_shared(table.rows)
    matrix = Matrix(
        heads=table.heads,
        rows=shown,
        corner=words.say("deck.raci.corner"),
        key=words.say("common.raci_key"),
        caption=words.say("deck.raci.caption"),
    )
    lines = [
        words.formats.pair(name, f"{_accountable(letters, table.heads)} (A)")
        for name, letters in shown
        if "A" in "".join(letters)
    ]
    left = len(table.rows) - len(shown)
    more = (Paragraph(words.say("deck.raci.more", n=left), "note"),) if left else ()
    return Slide(
        kind="raci",
        title=words.say("deck.raci.title", activities=len(shown), roles=len(table.heads)),
        blocks=(matrix, *more),
        notes=speaker_notes(words, "raci", lines),
    )


def risks(facts: Facts) -> Slide | None:
    """Return the open risks with what is already done about them, five at most, and the heat map of all."""
    words = facts.words
    open_ = [risk for risk in facts.risks if risk.is_open]
    if not open_:
        return None
    shown = open_[:MOST_RISKS]
    heads = dict(words.table("deck.risks.column"))
    caption = words.say("deck.risks.caption")
    table = Table(
        "risks",
        (
            Column(heads["id"], "id"),
            Column(heads["band"], "chip"),
            Column(heads["risk"]),
            Column(heads["mitigation"]),
            Column(heads["owner"]),
        ),
        tuple(
            Row((risk.id, Chip(risk.band_label, _BANDS[risk.band]), risk.risk, risk.mitigation, risk.owner))
            for risk in shown
        ),
        caption=caption,
    )
    blocks: list[object] = [heat_map_of(open_, words, caption), without_empty_columns(table)]
    if len(open_) > len(shown):
        blocks.append(Paragraph(words.say("deck.risks.more", n=len(open_) - len(shown)), "note"))
    return Slide(
        kind="risks",
        title=words.say("deck.risks.title", n=len(shown), word=number_word(words, len(shown))),
        blocks=tuple(blocks),  # type: ignore[arg-type]
        notes=speaker_notes(
            words, "risks", [words.formats.pair(risk.id, risk.mitigation) for risk in shown if risk.mitigation]
        ),
    )


def escalation(facts: Facts) -> Callout | None:
    """Return the way up when something is stuck: whom it reaches after 24 and 48 hours. Source: S52, S56."""
    words = facts.words
    first = facts.project_manager
    sponsors = facts.people.with_role("sponsor")
    if first is None or not sponsors:
        return None
    text = words.say("deck.communication.ladder", first=first.name, second=sponsors[0].name)
    return Callout(text, title=words.say("deck.communication.ladder_title"))


def _ask_rows(asks: Sequence[Ask], limit: date, facts: Facts) -> Iterator[Row]:
    """Yield the actions of the first fourteen days and then the later ones, each under a heading of its own."""
    words, waits = facts.words, waiting(facts)
    soon = [ask for ask in asks if _due(ask) <= limit]
    later = asks[len(soon) :]
    if soon and later:
        yield Row((words.say("deck.asks.soon"), None, None, None), kind="group")
    yield from (_ask_row(ask, waits, facts) for ask in soon)
    if soon and later:
        yield Row((words.say("deck.asks.later"), None, None, None), kind="group")
    yield from (_ask_row(ask, waits, facts) for ask in later)


def _due(ask: Ask) -> date:
    assert ask.agreed_due is not None
    return ask.agreed_due


def _ask_row(ask: Ask, waits: Waiting, facts: Facts) -> Row:
    """Return an action with what happens when it is late."""
    return Row((ask.action, ask.owner or facts.words.say("deck.no_one"), _due(ask), if_late(ask, waits, facts.words)))


def _told(ask: Ask, facts: Facts) -> str:
    when = facts.words.formats.day(_due(ask))
    return facts.words.formats.pair(ask.owner, f"{ask.action}, {when}") if ask.owner else f"{ask.action}, {when}"


def _done_by_kickoff(entry: DependencyFact, facts: Facts) -> bool:
    """Whether a dependency was over on the day of the kickoff: it is done, and was due by then."""
    return not entry.is_open and (entry.due is None or entry.due <= facts.agreed.start)


def _under_way(facts: Facts) -> bool:
    """Whether the plan was written on after the kickoff: then its states are not those of that day."""
    start = facts.agreed.start
    later = any(not entry.is_open and not _done_by_kickoff(entry, facts) for entry in facts.dependencies)
    moved = any(entry.blocked_since and entry.blocked_since > start for entry in facts.dependencies)
    return later or moved or any(task.started and task.started > start for task in facts.plan.tasks())


def _dependency_row(entry: DependencyFact, facts: Facts, *, with_status: bool) -> Row:
    formats = facts.words.formats
    return Row(
        (
            entry.id,
            entry.what,
            entry.owner,
            formats.day_month(entry.outreach_from) if entry.outreach_from else None,
            entry.due,
            Chip(entry.status_label, _TONES[entry.status]) if with_status else None,
            entry.escalation,
        )
    )


def _most_shared(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the activities that ask most roles to act or to be asked, in the plan's order; of equals the first."""
    asked = [sum(1 for letter in letters if letter not in ("", "I")) for _, letters in rows]
    kept = sorted(range(len(rows)), key=lambda number: (-asked[number], number))[:MOST_ACTIVITIES]
    return tuple(rows[number] for number in sorted(kept))


def _accountable(letters: tuple[str, ...], heads: tuple[str, ...]) -> str:
    return next((head for head, letter in zip(heads, letters, strict=True) if "A" in letter), "")
