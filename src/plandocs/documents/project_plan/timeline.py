"""The timeline with its Gantt, phases, milestones and what decides the date; and the task list."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Block, Bullets, Column, Paragraph, Row, Span, Subheading, Table
from plandocs.content.document import Section
from plandocs.content.facts import Facts, TaskFact, gantt_of
from plandocs.content.gantt import Gantt
from plandocs.content.wording import Words

MOST_ROWS_IN_TEXT = 45
"""Rows up to which the timeline shows every task; beyond, phases and milestones, and the tasks in an annex."""
MOST_ROWS_IN_ANNEX = 250
"""Rows up to which the annex shows every task: a longer chart is read in the workbook."""
_MOST_IN_A_LINE = 12
"""Links of the critical path that are told in one line; a longer chain is told by phase."""
_LANDSCAPE_WEEKS = 13
_NEAR = 6


def timeline(facts: Facts, words: Words) -> Section:
    """Return the picture of the plan, its phases and milestones, and what decides the date."""
    view = facts.agreed_view
    agreed = facts.agreed
    lite = facts.plan.project.tier == "lite"
    lead = words.say(
        "plan.timeline.lead", go_live=agreed.go_live, phases=len(view.phases), start=agreed.start, finish=agreed.finish
    )
    blocks: list[Block] = [Paragraph(lead, kind="lead"), _gantt(facts, words, overview=is_overview(view))]
    if not lite:
        blocks.append(_phases(view, words))
    if view.milestones and not lite:
        blocks.append(_milestones(view, words))
    blocks += _critical(facts, words, lite=lite)
    return Section(
        key="timeline",
        title=words.say("plan.timeline.title"),
        blocks=tuple(blocks),
        landscape=_is_long(facts) and not lite and not is_overview(view),
    )


def is_overview(view: Facts) -> bool:
    """Return whether the timeline rolls the chart up to phases and milestones."""
    return len(view.rows) + len(view.phases) > MOST_ROWS_IN_TEXT


def _is_long(facts: Facts) -> bool:
    return (facts.agreed.finish - facts.agreed.start).days / 7 > _LANDSCAPE_WEEKS


def full_chart(facts: Facts, words: Words) -> Section | None:
    """Return the annex with every task on the chart, where the timeline shows the overview."""
    view = facts.agreed_view
    if not is_overview(view) or len(view.rows) > MOST_ROWS_IN_ANNEX:
        return None
    lead = words.say("plan.chart.lead", n=len(view.tasks))
    return Section(
        key="chart",
        title=words.say("plan.chart.title"),
        blocks=(Paragraph(lead, kind="lead"), _gantt(facts, words, overview=False)),
        landscape=True,
    )


def _gantt(facts: Facts, words: Words, *, overview: bool) -> Gantt:
    """Return the chart of the agreed plan: no progress is drawn on it, and today only where a date was asked for."""
    view = facts.agreed_view
    caption = words.say("plan.timeline.gantt_overview_caption" if overview else "plan.timeline.gantt_caption")
    today = facts.as_of if facts.forecast else None
    name = "timeline" if overview or not is_overview(view) else "chart"
    chart = gantt_of(name, view.phases, facts.agreed, words, today=today, overview=overview, caption=caption)
    return replace(
        chart,
        rows=tuple(replace(row, progress=0) for row in chart.rows),
        legend=tuple(item for item in chart.legend if item[0] != "progress"),
    )


def _phases(view: Facts, words: Words) -> Table:
    columns: tuple[Column, ...] = (
        Column(words.say("plan.timeline.phase")),
        Column(words.say("plan.timeline.tasks"), "number"),
        Column(words.say("plan.timeline.start"), "date"),
        Column(words.say("plan.timeline.finish"), "date"),
    )
    rows = tuple(
        Row(
            (
                phase.name,
                sum(1 for row in phase.tasks if not row.is_milestone and not row.is_buffer),
                phase.agreed_start,
                phase.agreed_finish,
            )
        )
        for phase in view.phases
    )
    return Table("phases", columns, rows, caption=words.say("plan.timeline.phases_caption"))


def _milestones(view: Facts, words: Words) -> Table:
    columns: tuple[Column, ...] = (
        Column(words.say("plan.timeline.milestone_id"), "id"),
        Column(words.say("plan.timeline.milestone")),
        Column(words.say("plan.timeline.criterion")),
        Column(words.say("plan.timeline.date"), "date"),
    )
    with_criterion = any(row.acceptance for row in view.milestones)
    rows = tuple(
        Row((row.id, row.name, *([row.acceptance] if with_criterion else []), row.agreed_finish))
        for row in view.milestones
    )
    if not with_criterion:
        columns = (columns[0], columns[1], columns[3])
    return Table("milestones", columns, rows, caption=words.say("plan.timeline.milestones_caption"))


def _critical(facts: Facts, words: Words, *, lite: bool) -> list[Block]:
    """Return the critical path in words, what runs beside it, and the time kept in reserve."""
    critical = facts.critical
    blocks: list[Block] = []
    if critical.chain and not lite:
        blocks.append(Subheading(words.say("plan.timeline.critical")))
        decisive = len(critical.to_go_live)
        blocks.append(Paragraph(words.say("plan.timeline.chain_lead", n=decisive)))
    if critical.chain:
        blocks.append(_chain(critical.to_go_live, words))
    lines: list[str] = []
    if critical.beside and not lite:
        lines.append(words.say("plan.timeline.beside", items=_names(critical.beside)))
    if critical.near and not lite:
        items = [
            words.say("plan.timeline.near_item", name=row.name, n=row.total_float) for row in critical.near[:_NEAR]
        ]
        lines.append(words.say("plan.timeline.near", items=items))
    if critical.buffers:
        items = [words.say("plan.timeline.buffer_item", name=row.name, n=row.duration_days) for row in critical.buffers]
        lines.append(words.say("plan.timeline.buffers", items=items))
    else:
        lines.append(words.say("plan.timeline.no_buffer"))
    lines += _calendar(facts, words)
    blocks.append(Bullets(tuple(lines)))
    return blocks


def _chain(rows: tuple[TaskFact, ...], words: Words) -> Block:
    """Return the critical path in words: in one line, or a line a phase where it is long."""
    if len(rows) <= _MOST_IN_A_LINE:
        return Paragraph(words.say("plan.timeline.chain", items=_names(rows)))
    by_phase: dict[str, list[str]] = {}
    for row in rows:
        by_phase.setdefault(row.phase_name, []).append(row.name)
    return Bullets(
        tuple(
            (Span(f"{phase}: ", strong=True), Span(words.say("plan.timeline.chain", items=names)))
            for phase, names in by_phase.items()
        )
    )


def _calendar(facts: Facts, words: Words) -> list[str]:
    """Return the days off and the freezes, one line each."""
    lines = []
    if facts.agreed.holidays:
        items = [
            f"{words.formats.short_date(day)}{f' ({name})' if name else ''}" for day, name in facts.agreed.holidays[:12]
        ]
        lines.append(words.say("plan.timeline.days_off", items=items))
    lines += [
        words.say("plan.timeline.freeze", first=freeze.from_, last=freeze.to, reason=freeze.reason)
        for freeze in facts.plan.calendar.freezes
    ]
    return lines


def _names(rows: tuple[TaskFact, ...]) -> list[str]:
    return [row.name for row in rows]


def task_list(facts: Facts, words: Words) -> Section:
    """Return every task with its owner, agreed dates, predecessors and float."""
    view = facts.agreed_view
    lite = facts.plan.project.tier == "lite"
    critical = sum(1 for row in view.tasks if row.critical)
    lead = words.say("plan.tasks.lead", n=len(view.tasks), critical=critical)
    wbs_of = {row.id: row.wbs for row in view.rows}
    rows: list[Row] = []
    for phase in view.phases:
        start, finish = phase.agreed_start, phase.agreed_finish
        blank = (None,) if lite else (None, None)
        rest = () if lite else (None, None, None)
        rows.append(Row((str(phase.number), phase.name, *blank, start, finish, *rest), kind="group"))
        rows += [_task(row, wbs_of, words, lite=lite) for row in phase.tasks]
    keys: tuple[tuple[str, str], ...] = (
        ("wbs", "id"),
        ("task", "text"),
        ("owner", "text"),
        ("side", "text"),
        ("start", "date"),
        ("finish", "date"),
        ("days", "number"),
        ("after", "text"),
        ("float", "number"),
    )
    if lite:
        keys = tuple(key for key in keys if key[0] in ("wbs", "task", "owner", "start", "finish"))
    columns = tuple(Column(words.say(f"plan.tasks.{key}"), kind) for key, kind in keys)  # type: ignore[arg-type]
    table = Table("tasks", columns, tuple(rows), caption=words.say("plan.tasks.caption"), wide=not lite)
    blocks: tuple[Block, ...] = (table,) if lite else (Paragraph(lead, kind="lead"), table)
    return Section(key="tasks", title=words.say("plan.tasks.title"), blocks=blocks, landscape=not lite)


def _task(row: TaskFact, wbs_of: dict[str, str], words: Words, *, lite: bool) -> Row:
    name = f"◆ {row.name}" if row.is_milestone else row.name
    start = None if row.is_milestone else row.agreed_start
    if lite:
        return Row((row.wbs, name, row.owner, start, row.agreed_finish), marked=row.is_milestone)
    after = ", ".join(dict.fromkeys(wbs_of[key] for key in row.predecessor_ids if key in wbs_of))
    days = None if row.is_milestone else row.duration_days
    float_days = None if row.is_milestone else row.total_float
    return Row(
        (row.wbs, name, row.owner, _side(row, words), start, row.agreed_finish, days, after, float_days),
        marked=row.is_milestone,
    )


def _side(row: TaskFact, words: Words) -> str:
    return words.say(f"common.side.{row.side}") if row.side else ""
