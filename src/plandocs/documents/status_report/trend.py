"""What moved from report to report: a sentence with its arrow, and the milestones' delays over the reports."""

from __future__ import annotations

from collections.abc import Iterator

from plandocs.content.blocks import LineChart, Series
from plandocs.content.facts import Facts, TaskFact, TrendFacts
from plandocs.content.wording import Words
from plandocs.documents.status_report.asks import clipped
from plandocs.documents.status_report.counting import counted

FROM_REPORTS = 3
"""The reports from which on lines say something. Source: documents, weekly status."""
MOST_LINES = 2
"""Lines that a small chart can name at their ends."""
_LONGEST_NAME = 16


def trend_sentence(facts: Facts, words: Words) -> str:
    """Return how the go-live's forecast moved since the report before; empty where nothing is known, or it is past."""
    trend, live = facts.trend, facts.by_id.get(facts.agreed.go_live_task or "")
    if trend is None or trend.moved is None or (live is not None and live.state == "done"):
        return ""
    key = "later" if trend.moved > 0 else "earlier" if trend.moved < 0 else "same"
    return words.say(f"status.trend.{key}", day=trend.last.as_of, count=counted(abs(trend.moved), facts, words))


def trend_chart(facts: Facts, words: Words) -> LineChart | None:
    """Return how late milestones were in each report, from the third on; None while none of them was ever late.

    Milestones that moved alike share a line. The go-live's comes first, then that of the one furthest behind; a date
    that is earlier than agreed counts as kept, as in the table.
    """
    trend = facts.trend
    if trend is None or len(trend.points) < FROM_REPORTS:
        return None
    lines = list(_lines(facts, trend))
    if not lines:
        return None
    agreed = Series(words.say("status.trend.agreed"), tuple(0 for _ in trend.points))
    shown = lines[:MOST_LINES]
    told = [
        words.say("status.trend.told", names=names, slips=[slip for slip in slips if slip is not None])
        for names, slips in lines
    ]
    return LineChart(
        name="milestone-trend",
        points=trend.points,
        series=(agreed, *(Series(clipped(names[0], _LONGEST_NAME, "clipped"), slips) for names, slips in shown)),
        unit=words.say("status.trend.unit"),
        caption=words.say("status.trend.caption"),
        alt=words.say("status.trend.alt", first=trend.points[0], last=trend.points[-1], lines=told),
        beside=True,
    )


def _lines(facts: Facts, trend: TrendFacts) -> Iterator[tuple[list[str], tuple[int | None, ...]]]:
    """Yield the names of milestones that were late alike with their days, the go-live's first, then the latest."""
    go_live = facts.current.go_live_task
    alike: dict[tuple[int | None, ...], list[TaskFact]] = {}
    for row in sorted(facts.milestones, key=lambda row: row.id != go_live):
        slips = tuple(None if slip is None else max(slip, 0) for slip in trend.slips[row.id])
        if any(slips):
            alike.setdefault(slips, []).append(row)
    lines = sorted(alike.items(), key=lambda line: (line[1][0].id != go_live, -(line[0][-1] or 0)))
    yield from (([row.name for row in rows], slips) for slips, rows in lines)
