"""Where we are: the status in one sentence, three figures, and what a person wants said."""

from __future__ import annotations

from plandocs.content.blocks import Block, Bullets, Callout, Card, Cards, Tone
from plandocs.content.document import Section
from plandocs.content.facts import Facts, ProgressFacts
from plandocs.content.facts.progress import Reason
from plandocs.content.wording import Words, sentence
from plandocs.documents.status_report.counting import counted, unit_word
from plandocs.documents.status_report.trend import trend_sentence

RAG_TONES: dict[str, Tone] = {"green": "good", "amber": "watch", "red": "bad"}
MOST_WORDS = 100
"""Words of highlights that are printed. Source: documents, weekly status."""


def where(facts: Facts, words: Words) -> Section:
    """Return the status, its reason, the figures and the highlights."""
    progress = facts.progress
    blocks: list[Block] = [
        Callout(
            reason(facts, words),
            tone=RAG_TONES[progress.shown_rag],
            title=words.say(f"common.rag.{progress.shown_rag}"),
        ),
        figures(facts, words),
    ]
    said = highlights(progress)
    if said:
        blocks.append(Bullets(said))
    if facts.internal and progress.notes:
        notes = " ".join(map(sentence, progress.notes))
        blocks.append(Callout(notes, tone="neutral", title=words.say("status.where.notes_title")))
    return Section(key="where", title=words.say("status.where.title"), blocks=tuple(blocks))


def reason(facts: Facts, words: Words, *, said: str = "") -> str:
    """Return why the status has its colour: the worst reasons, what is done about a delay, and an override.

    `said` is the key of a reason that stands in the title above and need not be told again.
    """
    progress = facts.progress
    parts = [why(facts, item, words) for item in progress.reasons[:2] if item.key != said]
    if not progress.reasons:
        parts = [_green(facts, words)]
    moved = trend_sentence(facts, words)
    if moved:
        parts.insert(1, moved)
    if progress.delay != "none":
        known = "again" if facts.trend is not None and facts.trend.last.delay == progress.delay else "response"
        parts.append(words.say(f"status.where.{known}.{progress.delay}", unit=unit_word(facts, words)))
    if progress.override is not None:
        by_rule = words.say(f"common.rag.{progress.rag}")
        parts.insert(0, words.say("status.where.override", reason=progress.override[1], by_rule=by_rule))
    return " ".join(parts)


def why(facts: Facts, item: Reason, words: Words) -> str:
    """Return one reason of a status as a sentence."""
    progress, key, values = facts.progress, item.key, dict(item.values)
    if key == "overtaken":
        values = {**values, "go_live": progress.forecast_go_live}
    if key == "slip":
        values = {**values, "count": counted(values["days"], facts, words)}
        if progress.forecast_go_live is None or progress.agreed_go_live is None:
            return words.say("status.where.reason.slip_no_go_live", **values)
        values = {**values, "go_live": progress.forecast_go_live, "agreed": progress.agreed_go_live}
        key = "slip_still" if _is_unmoved(facts) else key
    return words.say(f"status.where.reason.{key}", **values)


def _is_unmoved(facts: Facts) -> bool:
    """Whether the report before gave the same late go-live, measured against the same agreed date."""
    trend, progress = facts.trend, facts.progress
    return trend is not None and (trend.last.go_live_forecast, trend.last.go_live_agreed) == (
        progress.forecast_go_live,
        progress.agreed_go_live,
    )


def _green(facts: Facts, words: Words) -> str:
    progress = facts.progress
    go_live = progress.forecast_go_live
    if go_live is None:
        return words.say("status.where.green_no_go_live", finish=facts.current.finish)
    row = facts.by_id.get(facts.agreed.go_live_task or "")
    if row is not None and row.state == "done":
        return words.say("status.where.green_live", go_live=go_live)
    if progress.slip < 0:
        return words.say("status.where.green_early", go_live=go_live, count=counted(-progress.slip, facts, words))
    is_back = facts.trend is not None and facts.trend.last.slip > 0
    return words.say("status.where.green_back" if is_back else "status.where.green", go_live=go_live)


def figures(facts: Facts, words: Words) -> Cards:
    """Return the four figures of a status: go-live, delay, buffer left, work done."""
    progress = facts.progress
    done = Card(
        words.say("status.where.card_done"),
        words.formats.percent(progress.percent),
        words.say("status.where.card_done_note", planned=progress.planned_percent),
    )
    return Cards((_go_live(facts, words), _slip(facts, words), _buffer(progress, words), done))


def _go_live(facts: Facts, words: Words) -> Card:
    progress = facts.progress
    agreed = progress.agreed_go_live or facts.agreed.finish
    forecast = progress.forecast_go_live or facts.current.finish
    label = words.say("status.where.card_go_live" if progress.agreed_go_live else "status.where.card_finish")
    note = words.say("status.where.card_go_live_same")
    if progress.overtaken is not None:
        note = words.say("status.where.card_go_live_set")
    if forecast != agreed:
        note = words.say("status.where.card_go_live_note", agreed=agreed)
    return Card(label, words.formats.short_date(forecast), note)


def _slip(facts: Facts, words: Words) -> Card:
    progress = facts.progress
    label = words.say("status.where.card_slip")
    if progress.overtaken is not None:
        value = words.say("status.where.card_slip_value", n=max(progress.slip, 0) + progress.overtaken.days)
        tone: Tone = "bad" if progress.rag == "red" else "watch"
        return Card(label, value, words.say("status.where.card_slip_overtaken"), tone=tone)
    if progress.slip <= 0:
        value = words.say("status.where.card_slip_none")
        if progress.slip < 0:
            value = words.say("status.where.card_slip_early", n=-progress.slip)
        return Card(label, value, words.say("status.where.card_slip_none_note"), tone="good")
    tone = "bad" if progress.delay == "major" else "watch"
    note = words.say(
        "status.where.card_slip_note", delay=words.say(f"common.delay.{progress.delay}"), unit=unit_word(facts, words)
    )
    return Card(label, words.say("status.where.card_slip_value", n=progress.slip), note, tone=tone)


def _buffer(progress: ProgressFacts, words: Words) -> Card:
    label = words.say("status.where.card_buffer")
    size, left = progress.buffer_size, progress.buffer_left
    if not size:
        return Card(label, words.say("status.where.card_buffer_none"), words.say("status.where.card_buffer_none_note"))
    used = size - left
    note = (
        words.say("status.where.card_buffer_note", used=used) if used else words.say("status.where.card_buffer_unused")
    )
    tone: Tone | None = "watch" if left == 0 else None
    return Card(label, words.say("status.where.card_buffer_value", left=left, size=size), note, tone=tone)


def highlights(progress: ProgressFacts) -> tuple[str, ...]:
    """Return the highlights up to a hundred words; the first is always printed."""
    shown: list[str] = []
    count = 0
    for text in progress.highlights:
        count += len(text.split())
        if shown and count > MOST_WORDS:
            break
        shown.append(text)
    return tuple(shown)
