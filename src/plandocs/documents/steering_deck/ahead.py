"""What comes next: the rows of the coming four weeks, as a chart that can be read from the back of the room."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from plandocs.content.document import Slide
from plandocs.content.facts import Facts, TaskFact, gantt_of
from plandocs.content.gantt import Gantt
from plandocs.documents.kickoff_deck.notes import speaker_notes

AHEAD = timedelta(days=28)
MOST_ROWS = 12
"""Rows that are read on one slide."""


def ahead(facts: Facts) -> Slide | None:
    """Return what is open in the coming four weeks; None when nothing is left to do then."""
    words = facts.words
    until = facts.as_of + AHEAD
    open_ = [row for row in facts.rows if row.state != "done" and row.start <= until]
    if not open_:
        return None
    shown = _most_telling(open_)
    marks = [row for row in open_ if (row.is_milestone or row.is_go_live) and row.finish <= until]
    theirs = [ask for ask in facts.asks if not ask.done and ask.due is not None and ask.due <= until]
    title = words.say(
        "steering.ahead.title",
        until=until,
        milestones=len(marks),
        tasks=sum(1 for row in open_ if not row.is_milestone and not row.is_buffer),
        actions=len(theirs),
        customer=facts.customer,
    )
    left = len(open_) - len(shown)
    return Slide(
        kind="timeline",
        title=title,
        subtitle=words.say("steering.ahead.more", n=left) if left else "",
        blocks=(_chart(shown, facts),),
        notes=speaker_notes(words, "ahead", [row.name for row in shown], book="steering"),
    )


def _most_telling(rows: list[TaskFact]) -> list[TaskFact]:
    """Return the rows that fit on a slide, in plan order: milestones, critical and late work first."""

    def weight(row: TaskFact) -> tuple[bool, bool, bool, int]:
        return (not row.is_go_live, not row.is_milestone, not row.critical, -row.slip)

    kept = {row.id for row in sorted(rows, key=weight)[:MOST_ROWS]}
    return [row for row in rows if row.id in kept]


def _chart(rows: list[TaskFact], facts: Facts) -> Gantt:
    ids = {row.id for row in rows}
    phases = [
        replace(phase, tasks=kept)
        for phase in facts.phases
        if (kept := tuple(row for row in phase.tasks if row.id in ids))
    ]
    whole = gantt_of("ahead", phases, facts.current, facts.words, today=facts.as_of, baseline=True)
    shown = tuple(row for row in whole.rows if row.kind != "phase")
    start = min(facts.as_of, *(row.start for row in shown))
    chart = replace(
        whole,
        rows=shown,
        links=tuple(link for link in whole.links if {link.predecessor, link.successor} <= ids),
        start=start,
        finish=max(row.finish for row in shown),
        non_working=tuple(day for day in whole.non_working if day >= start),
        legend=tuple(item for item in whole.legend if item[0] != "phase"),
    )
    return with_today(chart, facts)


def with_today(chart: Gantt, facts: Facts) -> Gantt:
    """Return a chart with the line of its as-of date, wherever that day lies in what the chart spans."""
    if chart.today is not None or not chart.start <= facts.as_of <= chart.finish:
        return chart
    label = facts.words.say("common.gantt.today", day=facts.as_of)
    return replace(chart, today=facts.as_of, today_label=label, legend=(*chart.legend, ("today", label)))
