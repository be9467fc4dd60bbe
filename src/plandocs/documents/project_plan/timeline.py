"""The timeline with its Gantt, phases, milestones and what decides the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plandocs.content.blocks import Block, Bullets, Column, Paragraph, Row, Span, Subheading, Table
from plandocs.content.document import Section
from plandocs.content.facts import Facts, PhaseFact, TaskFact, gantt_of
from plandocs.content.facts.tasks import NEAR_CRITICAL_FLOAT
from plandocs.content.gantt import Gantt, GanttRow
from plandocs.content.reasons import whole_reason
from plandocs.content.wording import Words
from plandocs.documents.project_plan.certainty import certainty
from plandocs.schedule.why import explain

MOST_ROWS_IN_TEXT = 45
"""Rows up to which the timeline shows every task; beyond, phases and milestones, and the tasks in an annex."""
MOST_ROWS_IN_ANNEX = 250
"""Rows up to which the annex shows every task: a longer chart is read in the workbook."""
ROWS_OF_A_FIGURE = 15
"""Rows of a figure in the annex up to which it takes in the next phase: two such stand on a page."""
_MOST_IN_A_LINE = 12
"""Links of the critical path that are told in one line; a longer chain is told by phase."""
_LANDSCAPE_WEEKS = 13
_LANDSCAPE_ROWS = 24
"""Rows that a landscape page holds: a longer chart stands upright on one page, not on two that lie."""
MOST_NEAR = 12
"""Near-critical tasks that are listed; the rest is counted."""


def timeline(facts: Facts, words: Words) -> Section:
    """Return the picture of the plan, its phases and milestones, and what decides the date."""
    view = facts.agreed_view
    agreed = facts.agreed
    lite = facts.plan.project.tier == "lite"
    lead = words.say(
        "plan.timeline.lead", go_live=agreed.go_live, phases=len(view.phases), start=agreed.start, finish=agreed.finish
    )
    chart = _gantt(facts, words, overview=is_overview(view))
    tables: list[Block] = [] if lite or len(view.phases) < 2 else [_phases(view, words)]
    if view.milestones and not lite:
        tables.append(_milestones(view, words))
    blocks: list[Block] = [Paragraph(lead, kind="lead"), chart, *tables]
    blocks += _critical(facts, words, lite=lite)
    blocks += [] if lite else certainty(facts, words)
    is_wide = _is_long(facts) and len(chart.rows) <= _LANDSCAPE_ROWS
    return Section(
        key="timeline",
        title=words.say("plan.timeline.title"),
        blocks=tuple(blocks),
        landscape=is_wide and not lite and not is_overview(view),
    )


def is_overview(view: Facts) -> bool:
    """Return whether the timeline rolls the chart up to phases and milestones."""
    return len(view.rows) + len(view.phases) > MOST_ROWS_IN_TEXT


def _is_long(facts: Facts) -> bool:
    return (facts.agreed.finish - facts.agreed.start).days / 7 > _LANDSCAPE_WEEKS


def full_chart(facts: Facts, words: Words) -> Section | None:
    """Return the annex with every task, a figure for each phase or some small ones, where the timeline rolls them up.

    Each figure has a scale of its own, so that a phase of three weeks is seen day by day in a plan of three years.
    """
    view = facts.agreed_view
    if not is_overview(view) or len(view.rows) > MOST_ROWS_IN_ANNEX:
        return None
    lead = words.say("plan.chart.lead", n=len(view.tasks))
    figures = [_detail(facts, words, phases) for phases in _figures(view.phases)]
    return Section(
        key="chart",
        title=words.say("plan.chart.title"),
        blocks=(Paragraph(lead, kind="lead"), *figures),
    )


def _figures(phases: Sequence[PhaseFact]) -> list[list[PhaseFact]]:
    """Return the phases in plan order, neighbours together while their rows are few."""
    found: list[list[PhaseFact]] = []
    rows = 0
    for phase in phases:
        own = len(phase.tasks) + 1
        if found and rows + own <= ROWS_OF_A_FIGURE:
            found[-1].append(phase)
            rows += own
        else:
            found.append([phase])
            rows = own
    return found


def _gantt(facts: Facts, words: Words, *, overview: bool) -> Gantt:
    """Return the chart of the whole agreed plan, or of its phases with their buffers, go-lives and milestones."""
    view = facts.agreed_view
    phases = tuple(map(_rolled_up, view.phases)) if overview else view.phases
    caption = words.say("plan.timeline.gantt_overview_caption" if overview else "plan.timeline.gantt_caption")
    return _chart("timeline", phases, facts, words, caption)


def _detail(facts: Facts, words: Words, phases: Sequence[PhaseFact]) -> Gantt:
    """Return the chart of some phases with every row."""
    caption = words.say("plan.chart.caption", phases=[phase.name for phase in phases])
    return _chart(f"chart-{phases[0].id}", phases, facts, words, caption)


def _chart(name: str, phases: Sequence[PhaseFact], facts: Facts, words: Words, caption: str) -> Gantt:
    """Return the agreed rows of some phases.

    Where a forecast was asked for, the chart shows today and what is done by then. A go-live of one day is a milestone.
    Rows that are not where the frozen baseline has them show its days below their bars.
    """
    today = facts.as_of if facts.forecast else None
    chart = gantt_of(name, phases, facts.agreed, words, today=today, caption=caption)
    percent = {row.id: row.percent for row in facts.rows} if facts.forecast else {}
    view = facts.agreed_view
    rows = tuple(
        _beside_baseline(replace(_as_milestone(row, view), progress=percent.get(row.id, 0)), facts)
        for row in chart.rows
    )
    shown = [day for row in rows for day in (row.baseline_start, row.baseline_finish) if day is not None]
    start, finish = min([chart.start, *shown]), max([chart.finish, *shown])
    return replace(chart, rows=rows, start=start, finish=finish, legend=_legend(rows, chart, facts, words))


def _rolled_up(phase: PhaseFact) -> PhaseFact:
    """Return a phase with the rows of an overview: buffers, go-lives and milestones."""
    shown = tuple(row for row in phase.tasks if row.is_milestone or row.is_go_live or row.is_buffer)
    return replace(phase, tasks=shown)


def _beside_baseline(row: GanttRow, facts: Facts) -> GanttRow:
    """Return a row with the days of the baseline, where the plan has moved it since."""
    days = facts.against.days.get(row.id) if facts.against is not None else None
    if days is None or row.kind not in ("task", "buffer") or days == (row.start, row.finish):
        return row
    return replace(row, baseline_start=days[0], baseline_finish=days[1])


def _as_milestone(row: GanttRow, view: Facts) -> GanttRow:
    fact = view.by_id.get(row.id)
    is_mark = fact is not None and fact.is_go_live and row.start == row.finish
    return replace(row, kind="milestone") if is_mark else row


def _legend(rows: tuple[GanttRow, ...], chart: Gantt, facts: Facts, words: Words) -> tuple[tuple[str, str], ...]:
    """Return what the chart uses, once progress is drawn and go-lives are marks."""
    kinds = {row.kind for row in rows}
    used = {
        "task": "task" in kinds,
        "progress": any(row.progress for row in rows if row.kind == "task"),
        "critical": any(row.critical for row in rows if row.kind != "phase"),
        "buffer": "buffer" in kinds,
        "milestone": "milestone" in kinds,
        "baseline": any(row.baseline_finish for row in rows),
    }
    named = {"baseline": facts.baseline} if facts.baseline else {}
    legend = [(key, named.get(key) or words.say(f"common.gantt.{key}")) for key, is_used in used.items() if is_used]
    return (*legend, *(item for item in chart.legend if item[0] == "today"))


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
    chain = critical.to_go_live
    if len(chain) > 1 and not lite:
        blocks += [Subheading(words.say("plan.timeline.critical")), Paragraph(_deciding(facts, words))]
    if len(chain) > 1:
        blocks.append(_chain(chain, words))
    if len(chain) > 1 and not lite:
        blocks.append(_reasons(facts, words))
    lines: list[str] = []
    on_chain = {row.id for row in chain}
    beside = tuple(row for row in critical.deciding if row.id not in on_chain)
    if beside and not lite:
        lines.append(words.say("plan.timeline.beside", items=_names(beside)))
    for key, rows in (("buffers", critical.protecting), ("buffers_beside", critical.buffers_beside)):
        if rows:
            items = [words.say("plan.timeline.buffer_item", name=row.name, n=row.duration_days) for row in rows]
            lines.append(words.say(f"plan.timeline.{key}", items=items, protected=bool(critical.protecting)))
    if not critical.buffers:
        lines.append(words.say("plan.timeline.no_buffer"))
    lines += _calendar(facts, words)
    near = [] if lite else _near(critical.near, words)
    # What runs side by side with the chain is told right after it, before what might take its place.
    return [*blocks, Bullets(tuple(lines)), *near]


def _deciding(facts: Facts, words: Words) -> str:
    """Return how many tasks decide the date, and what a lost day costs: buffer first, where there is any."""
    critical = facts.critical
    return words.say(
        "plan.timeline.chain_lead",
        n=len(critical.deciding),
        buffer=critical.buffer_days,
        go_live=facts.agreed.go_live,
    )


def _chain(rows: tuple[TaskFact, ...], words: Words) -> Block:
    """Return the critical path in words: in one line, or a line a phase where it is long."""
    if len(rows) <= _MOST_IN_A_LINE:
        return Paragraph(words.say("plan.timeline.chain", items=_names(rows)))
    by_phase: dict[str, list[str]] = {}
    for row in rows:
        by_phase.setdefault(row.phase_name, []).append(row.name)
    return Bullets(
        tuple(
            (Span(words.formats.pair(phase, ""), strong=True), Span(words.say("plan.timeline.chain", items=names)))
            for phase, names in by_phase.items()
        )
    )


def _reasons(facts: Facts, words: Words) -> Table:
    """Return, from the kickoff on, what fixes each date of the chain that leads to the go-live."""
    chain = facts.critical.to_go_live
    rows = facts.agreed_view.by_id
    names = {phase.id: phase.name for phase in facts.agreed_view.phases} | {row.id: row.name for row in rows.values()}
    columns = (
        Column(words.say("plan.timeline.task")),
        Column(words.say("plan.timeline.when")),
        Column(words.say("plan.timeline.why")),
    )
    lines = []
    for step in reversed(explain(facts.agreed, chain[-1].id).steps):
        row = rows.get(step.task.id)
        if row is None:
            continue
        why = words.say("common.why.earlier_work")
        if not step.driver.by or step.driver.by in names:
            why = whole_reason(step, words, names.__getitem__)
        lines.append(Row((row.name, words.formats.span(row.agreed_start, row.agreed_finish), why)))
    return Table("reasons", columns, tuple(lines), caption=words.say("plan.timeline.reasons_caption"))


def _near(rows: tuple[TaskFact, ...], words: Words) -> list[Block]:
    """Return the tasks that would decide the date if they lost a few days, the least float first. Source: S46."""
    if not rows:
        return []
    columns = (
        Column(words.say("plan.timeline.near_id"), "id"),
        Column(words.say("plan.timeline.task")),
        Column(words.say("plan.timeline.near_owner")),
        Column(words.say("plan.timeline.finish"), "date"),
        Column(words.say("plan.timeline.near_float"), "number"),
    )
    shown = rows[:MOST_NEAR]
    table = Table(
        "near",
        columns,
        tuple(Row((row.id, row.name, row.owner, row.agreed_finish, row.total_float)) for row in shown),
        caption=words.say("plan.timeline.near_caption"),
    )
    left = len(rows) - len(shown)
    lead = words.say("plan.timeline.near_lead", n=len(rows), most=NEAR_CRITICAL_FLOAT, left=left)
    return [Paragraph(lead), table]


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
