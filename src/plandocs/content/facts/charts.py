"""Gantt, heat map and the chances of dates as blocks, from the facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from plandocs.content.blocks import ChartColumn, ColumnChart, HeatMap
from plandocs.content.facts.registers import RiskFact
from plandocs.content.facts.tasks import PhaseFact, TaskFact
from plandocs.content.facts.uncertainty import UncertaintyFacts, in_percent
from plandocs.content.gantt import Gantt, GanttLink, GanttRow
from plandocs.content.wording import Words
from plandocs.schedule.result import Schedule

LEVELS = ("H", "M", "L")
_MOST_NON_WORKING_DAYS = 400
"""Beyond about a year nobody shades single days."""


def gantt_of(
    name: str,
    phases: Sequence[PhaseFact],
    schedule: Schedule,
    words: Words,
    *,
    today: date | None = None,
    baseline: bool = False,
    caption: str = "",
) -> Gantt:
    """Return the Gantt of some phases, with every row that they have.

    `baseline` keeps the agreed dates of rows that have moved, to be drawn below their bars.
    """
    rows: list[GanttRow] = []
    for phase in phases:
        rows.append(_phase_row(phase, words))
        rows += [_task_row(row, words, baseline) for row in phase.tasks]
    dates = [row.start for row in rows] + [row.finish for row in rows]
    start, finish = min(dates), max(dates)
    ids = {row.id for row in rows}
    tasks = [row for phase in phases for row in phase.tasks]
    links = tuple(
        GanttLink(link.predecessor, row.id, link.type)
        for row in tasks
        if row.id in ids
        for link in row.links
        if link.predecessor in ids
    )
    shown_today = today if today is not None and start <= today <= finish else None
    return Gantt(
        name=name,
        start=start,
        finish=finish,
        rows=tuple(rows),
        links=links,
        non_working=_non_working(schedule, start, finish),
        today=shown_today,
        today_label=words.say("common.gantt.today", day=shown_today) if shown_today else "",
        legend=_legend(rows, words, shown_today),
        caption=caption,
        alt=words.say(
            "common.gantt.alt",
            tasks=sum(1 for row in tasks if not row.is_milestone and not row.is_buffer),
            milestones=sum(1 for row in tasks if row.is_milestone),
            start=start,
            finish=finish,
            go_live=schedule.go_live,
        ),
    )


def _phase_row(phase: PhaseFact, words: Words) -> GanttRow:
    alt = words.say(
        "common.gantt.row",
        name=phase.name,
        start=phase.start,
        finish=phase.finish,
        owner="",
        critical=False,
        progress=phase.percent,
    )
    return GanttRow(
        id=phase.id,
        label=phase.name,
        kind="phase",
        start=phase.start,
        finish=phase.finish,
        phase=phase.id,
        critical=phase.critical,
        progress=phase.percent,
        alt=alt,
    )


def _task_row(row: TaskFact, words: Words, baseline: bool) -> GanttRow:
    kind = "milestone" if row.is_milestone else "buffer" if row.is_buffer else "task"
    moved = baseline and (row.agreed_start, row.agreed_finish) != (row.start, row.finish)
    key = {"milestone": "milestone_row", "buffer": "buffer_row", "task": "row"}[kind]
    return GanttRow(
        id=row.id,
        label=row.name,
        kind=kind,  # type: ignore[arg-type]
        start=row.start,
        finish=row.finish,
        owner=row.owner,
        phase=row.phase,
        critical=row.critical,
        progress=row.percent,
        baseline_start=row.agreed_start if moved else None,
        baseline_finish=row.agreed_finish if moved else None,
        alt=words.say(
            f"common.gantt.{key}",
            name=row.name,
            start=row.start,
            finish=row.finish,
            owner=row.owner,
            critical=row.critical,
            progress=row.percent,
        ),
    )


def _non_working(schedule: Schedule, start: date, finish: date) -> tuple[date, ...]:
    span = (finish - start).days + 1
    if span > _MOST_NON_WORKING_DAYS:
        return ()
    days = (start + timedelta(days=offset) for offset in range(span))
    return tuple(day for day in days if not schedule.is_working(day))


def _legend(rows: Sequence[GanttRow], words: Words, today: date | None) -> tuple[tuple[str, str], ...]:
    """Return only what the chart uses, in a fixed order."""
    kinds = {row.kind for row in rows}
    used = {
        "task": "task" in kinds,
        "progress": any(row.progress for row in rows if row.kind == "task"),
        "critical": any(row.critical for row in rows if row.kind != "phase"),
        "buffer": "buffer" in kinds,
        "milestone": "milestone" in kinds,
        "baseline": any(row.baseline_finish for row in rows),
    }
    legend = [(key, words.say(f"common.gantt.{key}")) for key, is_used in used.items() if is_used]
    if today is not None:
        legend.append(("today", words.say("common.gantt.today", day=today)))
    return tuple(legend)


def heat_map_of(risks: Sequence[RiskFact], words: Words, caption: str = "") -> HeatMap:
    """Return the open risks by likelihood and impact; closed ones are gone from the map."""
    cells = []
    for likelihood in LEVELS:
        for impact in reversed(LEVELS):
            ids = tuple(
                risk.id for risk in risks if risk.is_open and (risk.likelihood, risk.impact) == (likelihood, impact)
            )
            cells.append(((likelihood, impact), ids))
    labels = tuple((level, words.say(f"common.level.{level}")) for level in LEVELS)
    in_words = dict(labels)
    told = [
        words.say("common.heatmap.cell", likelihood=in_words[spot[0]], impact=in_words[spot[1]].lower(), ids=list(ids))
        for spot, ids in cells
        if ids
    ]
    return HeatMap(
        cells=tuple(cells),
        likelihood_label=words.say("common.heatmap.likelihood"),
        impact_label=words.say("common.heatmap.impact"),
        level_labels=labels,
        caption=caption,
        alt=words.say("common.heatmap.alt", cells=" ".join(told) if told else words.say("common.heatmap.none")),
    )


def chance_chart_of(found: UncertaintyFacts, words: Words, caption: str = "") -> ColumnChart:
    """Return the share of runs that are done by each day, the days that matter marked in words."""
    marks = dict(words.table("common.chance.mark"))
    told = [
        words.say("common.chance.told", day=chance.day, percent=in_percent(chance.share))
        for chance in found.chances
        if chance.mark
    ]
    return ColumnChart(
        name="chances",
        columns=tuple(
            ChartColumn(label, in_percent(chance.share) / 100, marks.get(chance.mark, ""))
            for label, chance in zip(
                _labels([chance.day for chance in found.chances], words), found.chances, strict=True
            )
        ),
        series=words.say("common.chance.series"),
        caption=caption,
        alt=words.say("common.chance.alt", first=found.chances[0].day, last=found.chances[-1].day, items=told),
    )


def _labels(days: Sequence[date], words: Words) -> list[str]:
    """Return days as the labels of an axis: without their year, but for the first of each where there are several."""
    labels = [words.formats.day_month(day) for day in days]
    if days[0].year == days[-1].year:
        return labels
    before = [None, *(day.year for day in days)]
    return [
        f"{label}\n{day.year}" if day.year != year else label
        for label, day, year in zip(labels, days, before, strict=False)
    ]
