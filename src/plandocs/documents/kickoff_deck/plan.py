"""The slides of the plan itself: scope, timeline, critical path, waves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from plandocs.content.blocks import (
    Card,
    Cards,
    Chain,
    Lane,
    Lanes,
    Step,
)
from plandocs.content.document import Slide
from plandocs.content.facts import Facts, PhaseFact, TaskFact, gantt_of
from plandocs.content.gantt import Gantt, GanttLink, GanttRow
from plandocs.documents.kickoff_deck.appendix import is_short
from plandocs.documents.kickoff_deck.notes import number_word, speaker_notes
from plandocs.documents.kickoff_deck.phrases import TITLE_ROOM, joined, share_room
from plandocs.plan.registers import Wave

MOST_ROWS = 12
"""Rows of the timeline."""
SPARE_ROWS = 2
FREEZE_AHEAD, FREEZE_SHOWN = timedelta(days=35), timedelta(days=13)
"""How far behind the last wave a freeze may begin to be shown, and how much of it is shown then."""
MOST_STEPS = 12
"""Steps of the critical path that are shown one by one; a longer chain is told by phase."""


def timeline(facts: Facts) -> Slide:
    """Return the timeline: phases with their milestones and the rows that matter most, twelve at most.

    More phases than twelve are all shown: the chart then goes on over several slides.
    """
    words, agreed = facts.words, facts.agreed
    shown = _timeline_rows(facts)
    whole = gantt_of("timeline", facts.phases, agreed, words)
    gantt = _short_gantt(whole, shown, facts)
    number = len(facts.phases)
    phases = words.say("deck.timeline.phases", word=number_word(words, number), n=number)
    title = (
        words.say("deck.timeline.title", go_live=agreed.go_live, phases=phases)
        if agreed.go_live
        else words.say("deck.timeline.title_no_go_live", finish=agreed.finish, phases=phases)
    )
    lines = [
        words.formats.pair(phase.milestone.name, words.formats.day(phase.milestone.finish))
        for phase in facts.phases
        if phase.milestone is not None
    ]
    left = len(whole.rows) - len(gantt.rows) - sum(len(row.marks) for row in gantt.rows if row.kind == "phase")
    if left > 0:
        in_appendix = facts.plan.project.tier != "lite" and not is_short(facts)
        lines.append(words.say("deck.timeline.more" if in_appendix else "deck.timeline.more_elsewhere", n=left))
    return Slide(
        kind="timeline",
        title=title,
        subtitle=_timeline_subtitle(facts),
        blocks=(gantt,),
        notes=speaker_notes(words, "timeline", lines),
    )


def with_forecast(slide: Slide, facts: Facts) -> Slide:
    """Return a slide of dates with the forecast beside them, labelled, where one was asked for and it differs."""
    forecast, agreed = facts.forecast, facts.agreed
    if slide.kind not in ("timeline", "critical_path") or forecast is None:
        return slide
    if not forecast.go_live or not agreed.go_live or forecast.go_live == agreed.go_live:
        return slide
    values = {"as_of": forecast.as_of, "forecast": forecast.go_live, "agreed": agreed.go_live}
    notes = (*slide.notes, facts.words.say("deck.notes.forecast", **values))
    if slide.kind == "timeline":
        return replace(slide, notes=notes, subtitle=facts.words.say("deck.timeline.forecast", **values))
    return replace(slide, notes=notes)


def critical_path(facts: Facts) -> Slide | None:
    """Return the chain that decides the date, with its buffers and the room beside it."""
    words, critical, agreed = facts.words, facts.critical, facts.agreed
    chain = critical.to_go_live or critical.chain
    if len(chain) < 2:
        return None
    steps, end = _steps(chain, facts), agreed.go_live
    work = [row for row in chain if not row.is_buffer]
    first, last = _first_named(work), work[-1]
    key = "title" if critical.buffer_days else "title_no_buffer"
    key = f"deck.critical_path.{key if end else 'title_no_go_live'}"
    ends = share_room(first.name, last.name, TITLE_ROOM - len(words.say(key, first="", last="")))
    title = words.say(key, first=ends[0], last=ends[1])
    beside = [row.name for row in critical.beside if not row.is_buffer and (not end or row.agreed_start < end)]
    return Slide(
        kind="critical_path",
        title=title,
        subtitle=words.say("deck.critical_path.beside", names=joined(beside, words, 3)) if beside else "",
        blocks=(
            Chain(steps, "chevrons", words.say("deck.critical_path.alt", names=[step.text for step in steps])),
            Cards(_path_cards(facts)),
        ),
        notes=speaker_notes(words, "critical_path", [_dated(row, facts) for row in work]),
    )


def waves(facts: Facts) -> Slide | None:
    """Return the waves of a rollout over several sites; None where there are none."""
    words, rollout = facts.words, facts.plan.rollout
    if rollout is None:
        return None
    phases = {phase.id: phase for phase in facts.phases}
    dated = [(wave, phases[wave.phase]) for wave in rollout.waves if wave.phase in phases]
    if not dated:
        return None
    freezes = facts.plan.calendar.freezes
    start = min(phase.agreed_start for _, phase in dated)
    finish = max(phase.agreed_finish for _, phase in dated)
    near = [gap for gap in freezes if gap.from_ <= finish + FREEZE_AHEAD and gap.to >= start]
    closed = tuple(
        (
            gap.from_,
            gap.to,
            words.say("deck.waves.closed", span=words.formats.span(gap.from_, gap.to), reason=gap.reason),
        )
        for gap in near
    )
    finish = max([finish, *(min(gap.to, gap.from_ + FREEZE_SHOWN) for gap in near)])
    lanes = Lanes(start, finish, tuple(_lane(wave, phase, facts) for wave, phase in dated), closed)
    return Slide(
        kind="waves",
        title=_waves_title([len(wave.sites) for wave, _ in dated], facts),
        subtitle=words.say("deck.waves.subtitle", strategy=rollout.strategy, reason=rollout.reason),
        blocks=(lanes,),
        notes=speaker_notes(
            words, "waves", [words.formats.pair(lane.title, f"{lane.note}, {lane.label}") for lane in lanes.lanes]
        ),
    )


def _timeline_rows(facts: Facts) -> set[str]:
    """Return the ids of the task rows shown below the phases: go-lives, buffers, then the longest critical work.

    A chart that its phases alone spread over slides has no work beside go-lives and buffers.
    """
    slides = -(-(len(facts.phases) + 1) // MOST_ROWS)
    # Where the chart goes on over slides, it is cut before a phase: that may leave some rows free.
    room = slides * (MOST_ROWS if slides == 1 else MOST_ROWS - SPARE_ROWS) - len(facts.phases)
    rows = [row for row in facts.rows if not row.is_milestone]

    def weight(row: TaskFact) -> tuple[bool, bool, bool, float]:
        return (
            not row.is_go_live,
            not (row.is_buffer and row.critical),
            not row.critical,
            -float(row.duration_days),
        )

    if slides > 1:
        rows = [row for row in rows if row.is_go_live or row.is_buffer]
    return {row.id for row in sorted(rows, key=weight)[: max(0, room)]}


def _short_gantt(whole: Gantt, shown: set[str], facts: Facts) -> Gantt:
    """Return the chart with the chosen rows; milestones stand on their phase's row, go-lives on their own."""
    marks = {
        phase.id: ((phase.milestone.finish, phase.milestone.name),)
        for phase in facts.phases
        if phase.milestone is not None
    }
    # A go-live of one day is a diamond: its bar would be narrower than that.
    days = {row.id for row in facts.go_lives if row.start == row.finish}
    marks |= {row.id: ((row.finish, ""),) for row in facts.go_lives if not row.is_milestone and row.id not in days}
    rows: list[GanttRow] = []
    for row in whole.rows:
        if row.kind == "phase" or row.id in shown:
            kind = "milestone" if row.id in days else row.kind
            held = _held(row, whole, shown) if row.kind == "phase" else ()
            rows.append(replace(row, kind=kind, marks=marks.get(row.id, ()), held=held))
    ids = {row.id for row in rows if row.kind != "phase"}
    tasks = [row for row in facts.rows if row.id in ids]
    links = tuple(
        GanttLink(link.predecessor, row.id, link.type) for row in tasks for link in row.links if link.predecessor in ids
    )
    kickoff = facts.agreed.start
    return replace(
        whole,
        rows=tuple(rows),
        links=links,
        today=kickoff,
        today_label=facts.words.say("deck.timeline.kickoff_flag", day=kickoff),
        legend=_legend(rows, facts),
    )


def _held(phase: GanttRow, whole: Gantt, shown: set[str]) -> tuple[GanttRow, ...]:
    """Return the phase's buffers that are not shown themselves, and its critical rows where none of them is shown."""
    rows = [row for row in whole.rows if row.phase == phase.id and row.kind in ("task", "buffer")]
    told = any(row.critical for row in rows if row.id in shown)
    return tuple(row for row in rows if row.id not in shown and (row.kind == "buffer" or (row.critical and not told)))


def _legend(rows: Sequence[GanttRow], facts: Facts) -> tuple[tuple[str, str], ...]:
    kinds = {row.kind for row in rows} | {row.kind for phase in rows for row in phase.held if row.kind == "buffer"}
    critical = [row for row in rows if row.kind != "phase"] + [row for phase in rows for row in phase.held]
    used = {
        "task": "task" in kinds,
        "critical": any(row.critical for row in critical),
        "buffer": "buffer" in kinds,
        "milestone": "milestone" in kinds or any(row.marks for row in rows),
    }
    return tuple((key, facts.words.say(f"common.gantt.{key}")) for key, is_used in used.items() if is_used)


def _timeline_subtitle(facts: Facts) -> str:
    words, agreed = facts.words, facts.agreed
    buffers = facts.critical.buffer_days
    beside = any(row.is_buffer for row in facts.agreed_view.rows)
    key = "subtitle" if buffers else "subtitle_unprotected" if beside else "subtitle_no_buffer"
    tasks = len(facts.tasks)
    return words.say(f"deck.timeline.{key}", start=agreed.start, finish=agreed.finish, tasks=tasks, buffers=buffers)


def _first_named(work: Sequence[TaskFact]) -> TaskFact:
    """Return the first task that is more than the kickoff itself."""
    return next((row for row in work[1:-1] if row.duration_days > 1), work[0])


def _dated(row: TaskFact, facts: Facts) -> str:
    span = facts.words.formats.span(row.agreed_start, row.agreed_finish)
    return f"{row.name}, {span}, {row.owner}" if row.owner else f"{row.name}, {span}"


def _steps(chain: Sequence[TaskFact], facts: Facts) -> tuple[Step, ...]:
    """Return the chain step by step; by phase where it has more steps than a slide shows."""
    formats = facts.words.formats
    if len(chain) <= MOST_STEPS:
        return tuple(
            Step(row.name, _short_span(row, facts), "buffer" if row.is_buffer else _step_kind(row, facts))
            for row in chain
        )
    steps: list[Step] = []
    for phase in facts.phases:
        rows = [row for row in chain if row.phase == phase.id]
        if rows:
            first, last = min(row.agreed_start for row in rows), max(row.agreed_finish for row in rows)
            span = f"{formats.day_month(first)} – {formats.day_month(last)}"
            steps.append(Step(phase.name, facts.words.say("deck.critical_path.phase_note", span=span, tasks=len(rows))))
    return tuple(steps)


def _short_span(row: TaskFact, facts: Facts) -> str:
    formats = facts.words.formats
    if row.agreed_start == row.agreed_finish:
        return formats.day_month(row.agreed_finish)
    return f"{formats.day_month(row.agreed_start)} – {formats.day_month(row.agreed_finish)}"


def _step_kind(row: TaskFact, facts: Facts) -> Literal["plain", "milestone"]:
    return "milestone" if row.id == facts.agreed.go_live_task else "plain"


def _path_cards(facts: Facts) -> tuple[Card, ...]:
    words, critical, agreed = facts.words, facts.critical, facts.agreed
    buffers = list(dict.fromkeys(row.name for row in critical.protecting))
    days = words.say("deck.critical_path.buffer_value", n=critical.buffer_days)
    note = joined(buffers, words, 4) if buffers else words.say("deck.critical_path.no_buffer")
    cards = [Card(words.say("deck.critical_path.buffer"), days, note)]
    if critical.next_float is not None:
        next_rows = [row.name for row in critical.near if row.total_float == critical.next_float]
        told = joined(next_rows, words, 2) if next_rows else ""
        value = words.say("deck.critical_path.next_value", n=critical.next_float)
        cards.append(
            Card(words.say("deck.critical_path.next"), value, told or words.say("deck.critical_path.next_note_none"))
        )
    if agreed.go_live:
        asked = facts.plan.project.target_go_live
        note = words.say("deck.critical_path.go_live_note", day=asked) if asked else ""
        note = note or words.say("deck.critical_path.finish_note", day=agreed.finish)
        cards.append(Card(words.say("deck.critical_path.go_live"), words.formats.day(agreed.go_live), note))
    else:
        cards.append(Card(words.say("deck.critical_path.finish"), words.formats.day(agreed.finish)))
    return tuple(cards)


def _lane(wave: Wave, phase: PhaseFact, facts: Facts) -> Lane:
    words, rollout = facts.words, facts.plan.rollout
    sites = rollout.sites if rollout is not None else {}
    names = [sites[key].name if key in sites else key for key in wave.sites]
    go_live = next((row for row in phase.tasks if row.kind == "go_live"), None)
    label = words.say("deck.waves.go_live", day=go_live.agreed_finish) if go_live else ""
    criteria = []
    if wave.entry:
        criteria.append(words.say("deck.waves.entry", items=words.formats.apart(wave.entry)))
    exits = list(wave.exit) or list(phase.exit_criteria)
    if exits:
        criteria.append(words.say("deck.waves.exit", items=words.formats.apart(exits)))
    return Lane(
        id=wave.id,
        title=wave.name or phase.name,
        start=phase.agreed_start,
        finish=phase.agreed_finish,
        note=", ".join(names),
        go_live=go_live.agreed_finish if go_live else None,
        label=label,
        criteria=tuple(criteria),
    )


def _waves_title(sizes: Sequence[int], facts: Facts) -> str:
    """Return `Pilot 2 sites, then 2, then 3`; a first wave of more than two sites is no pilot. Source: S71."""
    words = facts.words
    first = words.say("deck.waves.first" if sizes[0] <= 2 else "deck.waves.first_plain", n=sizes[0])
    return words.say("deck.waves.title", waves=first + "".join(words.say("deck.waves.later", n=n) for n in sizes[1:]))
