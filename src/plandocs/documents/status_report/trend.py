"""What moved from report to report: a sentence with its arrow, and the milestones' delays over the reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

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
_APART = 0.25
"""How far apart, of the chart's height, lines must end so that their names do not touch."""
_Line = tuple[list[str], tuple[int | None, ...]]
"""Names of milestones that were late alike, and their days in each report."""


def trend_sentence(facts: Facts, words: Words) -> str:
    """Return how the go-live's forecast moved since the report before; empty where nothing is known, or it is past."""
    trend, live = facts.trend, facts.by_id.get(facts.agreed.go_live_task or "")
    if trend is None or trend.moved is None or (live is not None and live.state == "done"):
        return ""
    key = "later" if trend.moved > 0 else "earlier" if trend.moved < 0 else "same"
    if key == "later" and trend.last.go_live_forecast == trend.last.go_live_agreed == facts.progress.agreed_go_live:
        key = "later_first"
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
    told = [
        words.say("status.trend.told", names=names, slips=[slip for slip in slips if slip is not None])
        for names, slips in lines
    ]
    # The weeks to come hold the lines' names, which stand behind their last point.
    ahead = [timedelta(weeks=n + 1) for n in range(-(-len(trend.points) * 2 // 5))]
    return LineChart(
        name="milestone-trend",
        points=(*trend.points, *(trend.points[-1] + week for week in ahead)),
        series=tuple(Series(name, (*values, *(None for _ in ahead))) for name, values in _shown(lines, words)),
        unit=words.say("status.trend.unit"),
        caption=words.say("status.trend.caption"),
        alt=words.say("status.trend.alt", first=trend.points[0], last=trend.points[-1], lines=told),
        beside=True,
    )


def _shown(lines: list[_Line], words: Words) -> Iterator[tuple[str, tuple[int | None, ...]]]:
    """Yield the lines that are drawn, by name: what was agreed, the first, and one more whose name has room."""
    most = max(slip for _, slips in lines for slip in slips if slip is not None)
    agreed: _Line = ([words.say("status.trend.agreed")], tuple(0 for _ in lines[0][1]))
    chosen = [lines[0]]
    for line in (agreed, *lines[1:]):
        is_apart = all(abs(_end(line) - _end(other)) >= _APART * most for other in chosen)
        if is_apart and len(chosen) <= MOST_LINES:
            chosen.append(line)
    if agreed in chosen:
        chosen.remove(agreed)
        chosen.insert(0, agreed)
    for names, values in chosen:
        yield clipped(names[0], _LONGEST_NAME, "clipped"), values


def _end(line: _Line) -> int:
    return line[1][-1] or 0


def _lines(facts: Facts, trend: TrendFacts) -> Iterator[_Line]:
    """Yield the names of milestones that were late alike with their days, the go-live's first, then the latest."""
    go_live = facts.current.go_live_task
    alike: dict[tuple[int | None, ...], list[TaskFact]] = {}
    for row in sorted(facts.milestones, key=lambda row: row.id != go_live):
        slips = tuple(None if slip is None else max(slip, 0) for slip in trend.slips[row.id])
        if any(slips):
            alike.setdefault(slips, []).append(row)
    lines = sorted(alike.items(), key=lambda line: (line[1][0].id != go_live, -(line[0][-1] or 0)))
    yield from (([row.name for row in rows], slips) for slips, rows in lines)
