"""Where we are: the cover, the state of the project in one sentence, the milestones against what was agreed."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Bullets, Callout, Cards, Chip, KeyValues, Paragraph
from plandocs.content.document import Slide
from plandocs.content.facts import Facts, ProgressFacts, gantt_of
from plandocs.content.gantt import Gantt
from plandocs.content.wording import Words
from plandocs.documents.kickoff_deck.notes import speaker_notes
from plandocs.documents.kickoff_deck.opening import COVER_ROOM
from plandocs.documents.kickoff_deck.phrases import TITLE_ROOM, share_room, shortened
from plandocs.documents.status_report.counting import counted
from plandocs.documents.status_report.milestones import milestone_table, next_milestone, progress_chart
from plandocs.documents.status_report.where import RAG_TONES, figures, highlights, is_live, reason, told_by_title
from plandocs.documents.steering_deck.ahead import with_today

MOST_BESIDE = 7
"""Milestones and phases, together, up to which the phases stand as a chart below the table of milestones."""


def cover(facts: Facts) -> Slide:
    """Return the cover: both names, the day it speaks of, and the status in a word."""
    words, project, progress = facts.words, facts.plan.project, facts.progress
    customer, vendor = share_room(facts.customer, facts.vendor, COVER_ROOM)
    pairs = (
        (words.say("deck.cover.code"), facts.code),
        (words.say("deck.cover.version"), project.version),
        (words.say("deck.cover.hash"), facts.plan_hash[:8]),
        (
            words.say("deck.cover.status"),
            Chip(words.say(f"common.rag.{progress.shown_rag}"), RAG_TONES[progress.shown_rag]),
        ),
    )
    mark = "common.draft_mark" if facts.draft else "common.internal_mark" if facts.internal else ""
    subtitle = words.say("steering.cover.subtitle", as_of=facts.as_of)
    return Slide(
        kind="cover",
        title=words.say("deck.cover.title", customer=customer, vendor=vendor),
        subtitle=f"{words.say(mark)} · {subtitle}" if mark else subtitle,
        blocks=(Paragraph(project.name), KeyValues("control", pairs)),
        notes=speaker_notes(words, "cover", book="steering", number=progress.report_number),
    )


def where(facts: Facts) -> Slide:
    """Return the status with its reason, four figures, and what a person wants said."""
    words, progress = facts.words, facts.progress
    tone = RAG_TONES[progress.shown_rag]
    status = Callout(_why(facts, words), tone=tone, title=words.say(f"common.rag.{progress.shown_rag}"))
    blocks: list[Callout | Cards | Bullets] = [status, figures(facts, words)]
    said = highlights(progress) or _coming(facts)
    if said:
        blocks.append(Bullets(said))
    return Slide(
        kind="status",
        title=state_sentence(facts, progress),
        blocks=tuple(blocks),
        notes=speaker_notes(words, "where", list(progress.highlights), book="steering"),
    )


def _why(facts: Facts, words: Words) -> str:
    """Return why the status has its colour; where all is as agreed, as the title says already, what comes next."""
    progress = facts.progress
    following = next_milestone(facts, words)
    if progress.reasons or progress.override is not None or not following:
        return reason(facts, words, said=told_by_title(facts))
    return following


def _coming(facts: Facts) -> tuple[str, ...]:
    """Return what comes next, where nobody wrote a highlight and the reason of the status does not say it."""
    following = next_milestone(facts, facts.words)
    return (following,) if following and following != _why(facts, facts.words) else ()


def milestones(facts: Facts) -> Slide | None:
    """Return every milestone with its agreed date, its forecast and what lies between; None without milestones.

    Planned against done work stands below, once there is a line to draw; before that the phases with what was agreed.
    """
    words, rows = facts.words, facts.milestones
    if not rows:
        return None
    moved = [row for row in rows if row.slip > 0 and row.state != "done"]
    reached = sum(1 for row in rows if row.state == "done")
    alike = len({row.slip for row in moved}) == 1
    values = {"n": len(rows), "moved": len(moved), "reached": reached, "alike": alike}
    if moved:
        worst = max(moved, key=lambda row: row.slip)
        count = counted(worst.slip, facts, words)
        empty = words.say("steering.milestones.title_moved", name="", count=count, **values)
        name = shortened(worst.name, max(24, TITLE_ROOM - len(empty)))
        title = words.say("steering.milestones.title_moved", name=name, count=count, **values)
    else:
        title = words.say("steering.milestones.title", **values)
    picture = progress_chart(facts, words) or _phases_chart(facts)
    table = milestone_table(facts, words)
    return Slide(
        kind="milestones",
        title=title,
        subtitle=words.say("steering.milestones.subtitle", as_of=facts.as_of, baseline=facts.baseline),
        blocks=(table,) if picture is None else (table, picture),
        notes=speaker_notes(words, "milestones", [row.name for row in moved], book="steering"),
    )


def _phases_chart(facts: Facts) -> Gantt | None:
    """Return the phases as they are forecast, the agreed ones below; None where a table leaves them no room."""
    if len(facts.phases) + len(facts.milestones) > MOST_BESIDE:
        return None
    whole = gantt_of("phases", facts.phases, facts.current, facts.words, today=facts.as_of)
    phases = {phase.id: phase for phase in facts.phases}
    rows = []
    for row in (item for item in whole.rows if item.kind == "phase"):
        phase = phases[row.id]
        moved = (phase.agreed_start, phase.agreed_finish) != (row.start, row.finish)
        agreed = (phase.agreed_start, phase.agreed_finish) if moved else (None, None)
        marks = ((phase.milestone.finish, phase.milestone.name),) if phase.milestone is not None else ()
        rows.append(replace(row, baseline_start=agreed[0], baseline_finish=agreed[1], marks=marks))
    used = {
        "milestone": any(row.marks for row in rows),
        "baseline": any(row.baseline_finish for row in rows),
        "today": whole.today is not None,
    }
    legend = tuple(
        (key, facts.words.say(f"common.gantt.{key}", day=whole.today)) for key, is_used in used.items() if is_used
    )
    start = min(phase.agreed_start for phase in facts.phases)
    finish = max(phase.agreed_finish for phase in facts.phases)
    chart = replace(
        whole,
        rows=tuple(rows),
        links=(),
        start=min(whole.start, start),
        finish=max(whole.finish, finish),
        legend=legend,
    )
    return with_today(chart, facts)


def state_sentence(facts: Facts, progress: ProgressFacts) -> str:
    """Return the state of the project as the sentence a sponsor would repeat."""
    words, go_live = facts.words, progress.forecast_go_live
    if go_live is None:
        key = "later_no_go_live" if progress.slip > 0 else "no_go_live"
        finish = facts.current.finish
        return words.say(
            f"steering.where.{key}", finish=finish, count=counted(progress.slip, facts, words), done=progress.percent
        )
    if is_live(facts):
        return words.say("steering.where.live", go_live=go_live, done=progress.percent)
    key = "later" if progress.slip > 0 else "earlier" if progress.slip < 0 else "kept"
    count = counted(abs(progress.slip), facts, words)
    return words.say(
        f"steering.where.{key}", go_live=go_live, count=count, done=progress.percent, agreed=progress.agreed_go_live
    )
