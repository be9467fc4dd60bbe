"""The milestones with agreed and forecast dates, and the burn-up from the third report on."""

from __future__ import annotations

from datetime import date

from plandocs.content.blocks import Block, Cell, Chip, Column, LineChart, Row, Series, Table, Tone
from plandocs.content.document import Section
from plandocs.content.facts import Facts, TaskFact
from plandocs.content.wording import Words
from plandocs.documents.status_report.asks import LONGEST_NAME, Detail, clipped
from plandocs.documents.status_report.trend import trend_chart

CHART_FROM_REPORT = 3
"""The report from which on a line says something. Source: documents, weekly status."""
_TOGETHER = 0.1
"""The share of all work within which two lines end at one place."""
_TONES: dict[str, Tone] = {"done": "good", "on_track": "good", "at_risk": "watch", "late": "bad"}


def milestones(
    facts: Facts, words: Words, detail: Detail = "whole", *, with_chart: bool = True, paged: bool = True
) -> Section:
    """Return every milestone and go-live: agreed date, forecast, delay and state. The agreed date is never edited.

    How their dates moved, or planned and done work, stands beside them, but for the fullest pages. A mail, which is not
    `paged`, has them one below the other.
    """
    chart = progress_chart(facts, words) if with_chart else None
    blocks: tuple[Block, ...] = (
        milestone_table(facts, words, detail, narrow=paged and chart is not None),
        *([chart] if chart else []),
    )
    return Section(key="milestones", title=words.say("status.milestones.title"), blocks=blocks)


def milestone_table(facts: Facts, words: Words, detail: Detail = "whole", *, narrow: bool = False) -> Table:
    """Return the table of milestones and go-lives, with what the report before said where one is known.

    A `narrow` one has a chart beside it, which leaves three dates no room for a year that is always the same.
    """
    last = facts.trend.last_forecasts if facts.trend is not None else {}
    shown = [day for row in facts.milestones for day in (row.agreed_finish, last.get(row.id), row.finish) if day]
    short = narrow and bool(last) and len({day.year for day in shown}) == 1

    def cell(day: date | None) -> Cell:
        return words.formats.day_month(day) if short and day is not None else day

    before = (Column(words.say("status.milestones.last_forecast"), "date"),) if last else ()
    columns = (
        Column(words.say("status.milestones.milestone")),
        Column(words.say("status.milestones.agreed"), "date"),
        *before,
        Column(words.say("status.milestones.forecast"), "date"),
        Column(words.say("status.milestones.slip"), "number"),
        Column(words.say("status.milestones.state"), "chip"),
    )
    rows = tuple(
        Row(
            (
                clipped(row.name, LONGEST_NAME, detail),
                cell(row.agreed_finish),
                *((cell(last.get(row.id)),) if last else ()),
                cell(row.finish),
                max(row.slip, 0),
                milestone_state(row, facts, words),
            )
        )
        for row in facts.milestones
    )
    return Table("milestones", columns, rows)


def milestone_state(row: TaskFact, facts: Facts, words: Words) -> Chip:
    """Return whether a milestone is reached, holds its date, is at risk or late."""
    if row.state == "done":
        key = "done"
    elif row.finish < facts.as_of or row.agreed_finish < facts.as_of:
        key = "late"
    else:
        overtakes = row.id == facts.current.go_live_task and facts.progress.overtaken is not None
        key = "at_risk" if row.slip > 0 or overtakes else "on_track"
    return Chip(words.say(f"common.milestone_state.{key}"), _TONES[key])


def next_milestone(facts: Facts, words: Words) -> str:
    """Return the milestone that comes next with its day, as a sentence; empty where none is ahead."""
    coming = [row for row in facts.milestones if row.state != "done" and row.finish >= facts.as_of]
    following = min(coming, key=lambda row: row.finish, default=None)
    return words.say("steering.where.next_milestone", name=following.name, day=following.finish) if following else ""


def progress_chart(facts: Facts, words: Words) -> LineChart | None:
    """Return how the milestones moved over the reports, where some did and enough is known; else the burn-up."""
    return trend_chart(facts, words) or burn_up(facts, words)


def burn_up(facts: Facts, words: Words) -> LineChart | None:
    """Return planned and done work over time, from the third report on."""
    progress = facts.progress
    if progress.report_number < CHART_FROM_REPORT:
        return None
    burn = progress.burn_up
    known = [value for value in burn.done if value is not None]
    planned = [value for value, day in zip(burn.planned, burn.points, strict=True) if day <= facts.as_of]
    alt = words.say(
        "status.milestones.burn_up_alt",
        done=round(known[-1], 1) if known else 0,
        total=burn.total,
        planned=planned[-1] if planned else 0,
        as_of=facts.as_of,
    )
    series: tuple[Series, ...] = (
        Series(words.say("status.milestones.burn_up_planned"), burn.planned),
        Series(words.say("status.milestones.burn_up_done"), burn.done),
    )
    last = burn.done[-1]
    if last is not None and abs(last - burn.planned[-1]) < _TOGETHER * burn.total:
        series = series[1:]  # at the end both lines, and their names, would lie on each other
    return LineChart(
        name="burn-up",
        points=burn.points,
        series=series,
        unit=words.say("status.milestones.burn_up_unit"),
        alt=alt,
        beside=True,
    )
