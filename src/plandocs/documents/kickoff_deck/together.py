"""The slides on who does what: asks, dependencies, RACI, risks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from plandocs.content.blocks import Callout, Chip, Column, Matrix, Paragraph, Row, Table, Tone
from plandocs.content.document import Slide
from plandocs.content.facts import Ask, DependencyFact, Facts, heat_map_of
from plandocs.documents.kickoff_deck.notes import number_word, speaker_notes
from plandocs.documents.kickoff_deck.tables import without_empty_columns

FIRST_DAYS = 14
MOST_ASKS = 9
MOST_DEPENDENCIES = 8
MOST_ACTIVITIES = 8
MOST_RISKS = 5
_TONES: dict[str, Tone] = {
    "not_started": "neutral",
    "in_progress": "accent",
    "on_track": "good",
    "blocked": "bad",
    "done": "good",
}


def asks(facts: Facts) -> Slide | None:
    """Return the customer's dated actions of the first fourteen days, by date; the next ones where there are none."""
    words, agreed = facts.words, facts.agreed
    dated = [ask for ask in facts.asks if ask.agreed_due is not None]
    if not dated:
        return None
    limit = agreed.start + timedelta(days=FIRST_DAYS - 1)
    soon = [ask for ask in dated if _due(ask) <= limit]
    shown = dated[: max(1, MOST_ASKS - (2 if soon else 0))]
    heads = dict(words.table("deck.asks.column"))
    table = Table(
        "asks",
        (Column(heads["what"]), Column(heads["owner"]), Column(heads["due"], "date"), Column(heads["blocks"])),
        tuple(_ask_rows(shown, limit, facts)),
        caption=words.say("deck.asks.title" if soon else "deck.asks.title_later"),
    )
    later = len(dated) - len(shown)
    blocks: list[Table | Paragraph] = [without_empty_columns(table)]
    if later:
        last = max(_due(ask) for ask in dated)
        blocks.append(Paragraph(words.say("deck.asks.more", n=later, last=last), "note"))
    hours = [
        words.say("deck.asks.hours", name=person.name, hours=person.hours_per_week)
        for person in facts.people.of_side("customer")
        if person.hours_per_week
    ]
    return Slide(
        kind="asks",
        title=words.say("deck.asks.title" if soon else "deck.asks.title_later"),
        subtitle=words.say("deck.asks.subtitle", n=len(shown), last=_due(shown[-1]), hours=hours[:3]),
        blocks=tuple(blocks),
        notes=speaker_notes(words, "asks", [_told(ask, facts) for ask in shown]),
    )


def dependencies(facts: Facts) -> Slide | None:
    """Return what could stop the project: when it is asked for, when it is due, where it goes when stuck."""
    words, entries = facts.words, facts.dependencies
    if not entries:
        return None
    open_ = [entry for entry in entries if entry.is_open]
    done = len(entries) - len(open_)
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
        tuple(_dependency_row(entry, facts) for entry in shown[:MOST_DEPENDENCIES]),
        caption=words.say("deck.dependencies.title", word=number_word(words, len(entries)), n=len(entries)),
    )
    values = {"word": number_word(words, len(entries)), "n": len(entries), "done": done}
    key = "title_all_done" if not open_ else "title_done" if done and facts.forecast else "title"
    backups = [
        f"{entry.what}: {words.say('deck.dependencies.backup', plan=entry.backup)}" for entry in shown if entry.backup
    ]
    blocks: tuple[Table | Paragraph, ...] = (without_empty_columns(table),)
    if len(shown) > MOST_DEPENDENCIES:
        blocks = (*blocks, Paragraph(words.say("deck.more", n=len(shown) - MOST_DEPENDENCIES), "note"))
    return Slide(
        kind="dependencies",
        title=words.say(f"deck.dependencies.{key}", **values),
        blocks=blocks,
        notes=speaker_notes(words, "dependencies", backups or [entry.what for entry in shown]),
    )


def raci(facts: Facts) -> Slide | None:
    """Return who decides, who does and who is told, for at most eight activities."""
    words, table = facts.words, facts.raci
    if not table.rows:
        return None
    shown = table.rows[:MOST_ACTIVITIES]
    matrix = Matrix(
        heads=table.heads,
        rows=shown,
        corner=words.say("deck.raci.corner"),
        key=words.say("common.raci_key"),
        caption=words.say("deck.raci.caption"),
    )
    blocks: tuple[Matrix | Paragraph, ...] = (matrix,)
    if len(table.rows) > len(shown):
        blocks = (matrix, Paragraph(words.say("deck.more", n=len(table.rows) - len(shown)), "note"))
    lines = [f"{name}: {_accountable(letters, table.heads)} (A)" for name, letters in shown if "A" in "".join(letters)]
    return Slide(
        kind="raci",
        title=words.say("deck.raci.title", activities=len(table.rows), roles=len(table.heads)),
        blocks=blocks,
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
        (Column(heads["id"], "id"), Column(heads["risk"]), Column(heads["mitigation"]), Column(heads["owner"])),
        tuple(Row((risk.id, risk.risk, risk.mitigation, risk.owner)) for risk in shown),
        caption=caption,
    )
    blocks: list[object] = [heat_map_of(open_, words, caption), without_empty_columns(table)]
    if len(open_) > len(shown):
        blocks.append(Paragraph(words.say("deck.risks.more", n=len(open_) - len(shown)), "note"))
    return Slide(
        kind="risks",
        title=words.say("deck.risks.title", n=len(shown), word=number_word(words, len(shown))),
        blocks=tuple(blocks),  # type: ignore[arg-type]
        notes=speaker_notes(words, "risks", [f"{risk.id}: {risk.mitigation}" for risk in shown if risk.mitigation]),
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
    words = facts.words
    soon = [ask for ask in asks if _due(ask) <= limit]
    later = asks[len(soon) :]
    if soon and later:
        yield Row((words.say("deck.asks.soon"), None, None, None), kind="group")
    yield from (_ask_row(ask, facts) for ask in soon)
    if soon and later:
        yield Row((words.say("deck.asks.later"), None, None, None), kind="group")
    yield from (_ask_row(ask, facts) for ask in later)


def _due(ask: Ask) -> date:
    assert ask.agreed_due is not None
    return ask.agreed_due


def _ask_row(ask: Ask, facts: Facts) -> Row:
    owner = ask.owner or facts.words.say("deck.no_one")
    shown = list(ask.blocks[:2])
    blocks = facts.words.say("common.joined", items=shown)
    rest = len(ask.blocks) - len(shown)
    if rest:
        blocks = f"{', '.join(shown)} {facts.words.say('deck.more_short', n=rest)}"
    return Row((ask.what, owner, _due(ask), blocks or ask.consequence))


def _told(ask: Ask, facts: Facts) -> str:
    when = facts.words.formats.day(_due(ask))
    return f"{ask.owner}: {ask.what}, {when}" if ask.owner else f"{ask.what}, {when}"


def _dependency_row(entry: DependencyFact, facts: Facts) -> Row:
    """Return a dependency's row. Its clocks count only where an as-of date was asked for."""
    formats = facts.words.formats
    red = entry.red and facts.forecast is not None
    return Row(
        (
            entry.id,
            entry.what,
            entry.owner,
            formats.day_month(entry.outreach_from) if entry.outreach_from else None,
            entry.due,
            Chip(entry.status_label, "bad" if red else _TONES[entry.status]),
            entry.escalation,
        )
    )


def _accountable(letters: tuple[str, ...], heads: tuple[str, ...]) -> str:
    return next((head for head, letter in zip(heads, letters, strict=True) if "A" in letter), "")
