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
_MOST_REASONS = 2
_OF_THE_WAY_THERE = frozenset({"slip", "buffer", "overtaken"})
"""Reasons that say nothing any more once the go-live is past."""
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

    `said` is what stands in the title above and need not be told again (see `told_by_title`). Once the go-live is past,
    it is told when it was, and what is left.
    """
    progress = facts.progress
    live = is_live(facts)
    skipped = _OF_THE_WAY_THERE if live else {said}
    parts = [why(facts, item, words) for item in progress.reasons if item.key not in skipped][:_MOST_REASONS]
    if live:
        parts = [_live(facts, words, said), *parts]
    elif not progress.reasons:
        parts = [_green(facts, words)]
    moved = trend_sentence(facts, words)
    if moved and not _tells_what_stays(facts, said):
        parts.insert(1, moved)
    if progress.delay != "none" and not live:
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
        if facts.trend is not None and _is_unmoved(facts):
            values["day"] = facts.trend.last.as_of
            key = "slip_still"
    if key == "contract" and any(other.key == "slip" for other in progress.reasons):
        key = "contract_too"
    return words.say(f"status.where.reason.{key}", **values)


def is_live(facts: Facts) -> bool:
    """Return whether the go-live is past."""
    row = facts.by_id.get(facts.agreed.go_live_task or "")
    return row is not None and row.state == "done"


def _is_unmoved(facts: Facts) -> bool:
    """Whether the report before gave the same go-live, measured against the same agreed date."""
    trend, progress = facts.trend, facts.progress
    return trend is not None and (trend.last.go_live_forecast, trend.last.go_live_agreed) == (
        progress.forecast_go_live,
        progress.agreed_go_live,
    )


def _tells_what_stays(facts: Facts, said: str) -> bool:
    """Whether the first sentence says already that the go-live is where the report before had it."""
    progress = facts.progress
    if not _is_unmoved(facts) or progress.override is not None:
        return False
    slips = any(item.key == "slip" for item in progress.reasons[:_MOST_REASONS])
    return (slips and said != "slip") or (not progress.reasons and progress.slip == 0)


def _green(facts: Facts, words: Words) -> str:
    progress, trend = facts.progress, facts.trend
    go_live = progress.forecast_go_live
    if go_live is None:
        key = "finished" if _is_finished(facts) else "green_no_go_live"
        return words.say(f"status.where.{key}", finish=facts.current.finish)
    if progress.slip < 0:
        return words.say("status.where.green_early", go_live=go_live, count=counted(-progress.slip, facts, words))
    if progress.override is not None:
        return words.say("status.where.green_by_dates", go_live=go_live)
    if trend is not None and _is_unmoved(facts):
        return words.say("status.where.green_still", go_live=go_live, day=trend.last.as_of)
    is_back = trend is not None and trend.last.slip > 0
    return words.say("status.where.green_back" if is_back else "status.where.green", go_live=go_live)


def told_by_title(facts: Facts) -> str:
    """Return what a title that tells the go-live and its delay says already: the key of a reason, or `live`."""
    return "live" if is_live(facts) else "slip"


def _live(facts: Facts, words: Words, said: str) -> str:
    """Return since when the customer is live, against what was agreed, and what is left until the handover."""
    progress = facts.progress
    left = words.say(f"status.where.{'finished' if _is_finished(facts) else 'handover'}", finish=facts.current.finish)
    if said == "live":
        return left
    key = "live_late" if progress.slip > 0 else "live_early" if progress.slip < 0 else "live"
    since = words.say(
        f"status.where.{key}",
        go_live=progress.forecast_go_live,
        agreed=progress.agreed_go_live,
        count=counted(abs(progress.slip), facts, words),
    )
    return f"{since} {left}"


def _is_finished(facts: Facts) -> bool:
    return all(row.state == "done" for row in facts.rows if not row.is_buffer)


def figures(facts: Facts, words: Words) -> Cards:
    """Return the four figures of a status: go-live, delay, buffer left, work done."""
    progress = facts.progress
    done = Card(
        words.say("status.where.card_done"),
        words.formats.percent(progress.percent),
        words.say("status.where.card_done_note", planned=progress.planned_percent),
    )
    return Cards((_go_live(facts, words), _slip(facts, words), _buffer(facts, words), done))


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


def _buffer(facts: Facts, words: Words) -> Card:
    progress = facts.progress
    label = words.say("status.where.card_buffer")
    size, left = progress.buffer_size, progress.buffer_left
    if not size:
        spent = any(row.is_buffer and not row.duration_days for row in facts.rows)
        key = "past" if is_live(facts) else "gone" if progress.protecting or spent else "none"
        note = words.say(f"status.where.card_buffer_{key}_note")
        return Card(label, words.say("status.where.card_buffer_none"), note)
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
