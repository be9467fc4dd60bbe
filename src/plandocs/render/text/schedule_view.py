"""A schedule on a terminal: a table of tasks with their bars beside them, and what decides the dates.

In go plain rows with dates, out comes text that fits a width. Critical tasks are told by a word and by the shape of
their bars, never by colour alone. Nothing here computes a date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plandocs.content.formats import NBSP, Formats
from plandocs.render.text.columns import display_width, left, right, wrapped
from plandocs.render.text.timescale import Timescale

Style = Literal["heading", "strong", "muted"]
Paint = Callable[[Style, str], str]

_ENGLISH = Formats("en", "")
_MOST_CHART = 84
_LEAST_CHART = 12
_LEAST_NAME = 14
_MOST_NAME = 44
_GOOD_CHART = 28
_BARS = {"critical": "█", "task": "▒", "done": "▓", "buffer": "░", "milestone": "◆"}
_MEANINGS = (
    ("critical", "critical"),
    ("task", "has float"),
    ("done", "done"),
    ("buffer", "buffer"),
    ("milestone", "milestone"),
)
_NEAR_CRITICAL_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRow:
    """One task, buffer or milestone. `done` is percent done, None where nothing is known."""

    id: str
    name: str
    kind: Literal["task", "buffer", "milestone"]
    start: date
    finish: date
    days: int | float
    float_days: int
    critical: bool
    done: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One more line under the table: what it is about, and its pieces; a line breaks only between them."""

    label: str
    pieces: tuple[str, ...]
    separator: str = ", "


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleView:
    """A schedule as it is shown: rows under their phases, and the facts around them.

    `day_word` says what a day is: `working day` or `day`. `target_slip` is by how many of them the go-live misses its
    target; negative when it is early. `steps` is the critical path; a step is one id, or the
    parallel chains between two steps.
    """

    title: str
    project_id: str
    start: date
    finish: date
    length_days: int
    day_word: str
    phases: tuple[tuple[str, tuple[ScheduleRow, ...]], ...]
    go_live: date | None = None
    go_live_task: str | None = None
    target: date | None = None
    target_slip: int = 0
    as_of: date | None = None
    steps: tuple[tuple[tuple[str, ...], ...], ...] = ()
    notes: tuple[Note, ...] = ()

    def rows(self) -> list[ScheduleRow]:
        """Return all rows in order."""
        return [row for _, rows in self.phases for row in rows]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Widths of the columns; 0 leaves a column out."""

    id: int
    name: int
    day: int
    days: int
    done: int
    float: int
    chart: int
    one_year: bool


def no_paint(_style: Style, text: str) -> str:
    """Leave text as it is."""
    return text


def schedule_view(view: ScheduleView, width: int, paint: Paint = no_paint) -> str:
    """Return the schedule as lines of at most `width` columns."""
    layout = _layout(view, width)
    scale = Timescale(view.start, view.finish, layout.chart) if layout.chart else None
    lines = [paint("heading", left(_heading(view), width).rstrip()), ""]
    lines += [paint("muted", line.rstrip()) for line in _header(layout, scale)]
    for name, rows in view.phases:
        if name:
            lines.append(paint("strong", left(name, width).rstrip()))
        lines += [_line(row, layout, scale, view, paint) for row in rows]
    lines += ["", *_facts(view, width, paint)]
    if scale is not None:
        lines.append(paint("muted", _legend(view)))
    return "\n".join(lines)


def _heading(view: ScheduleView) -> str:
    parts = [view.title, view.project_id, f"as of {_day(view.as_of)}" if view.as_of else ""]
    return "  ·  ".join(part for part in parts if part)


def _layout(view: ScheduleView, width: int) -> _Layout:
    """Share the width out: names get what they need while the bars keep a good width, then half of what is left."""
    rows = view.rows()
    one_year = view.start.year == view.finish.year
    id_width = min(12, max((display_width(row.id) for row in rows), default=2))
    day = len("Mon 11 Jan") if one_year else len("11 Jan 2027")
    days = 4 if width >= 96 else 0
    done = 4 if any(row.done is not None for row in rows) else 0
    float_width = max(len("critical"), max((len(_float(row)) for row in rows), default=0))
    fixed = 2 + id_width + 2 + 2 + day + 2 + day + 2 + float_width + 2
    fixed += sum(column + 2 for column in (days, done) if column)
    longest = max((display_width(row.name) for row in rows), default=_LEAST_NAME)
    name = max(_LEAST_NAME, min(longest, _MOST_NAME, max((width - fixed) // 2, width - fixed - _GOOD_CHART)))
    chart = min(_MOST_CHART, width - fixed - name)
    if chart < _LEAST_CHART:
        name, chart = max(_LEAST_NAME, min(longest, width - fixed + 2)), 0
    return _Layout(id_width, name, day, days, done, float_width, chart, one_year)


def _header(layout: _Layout, scale: Timescale | None) -> list[str]:
    cells = [left("", 2 + layout.id), left("Task", layout.name), left("Start", layout.day), left("Finish", layout.day)]
    cells += [right("Days", layout.days)] if layout.days else []
    cells += [right("Done", layout.done)] if layout.done else []
    cells.append(left("Float", layout.float))
    words = "  ".join(cells[1:])
    first = f"{cells[0]}  {words}"
    if scale is None:
        return [first]
    return [" " * display_width(first) + "  " + scale.months(), f"{first}  {scale.weeks()}"]


def _line(row: ScheduleRow, layout: _Layout, scale: Timescale | None, view: ScheduleView, paint: Paint) -> str:
    start = "" if row.kind == "milestone" else _table_day(row.start, layout)
    cells = [left(row.name, layout.name), left(start, layout.day), left(_table_day(row.finish, layout), layout.day)]
    if layout.days:
        cells.append(right("" if row.kind == "milestone" else f"{row.days:g}", layout.days))
    if layout.done:
        cells.append(right("" if row.done is None else "done" if row.done == 100 else f"{row.done}%", layout.done))
    cells.append(left(_float(row), layout.float))
    text = f"  {left(row.id, layout.id)}  " + "  ".join(cells)
    if scale is None:
        return paint("strong", text.rstrip()) if row.critical else text.rstrip()
    sign = _BARS[_look(row)]
    bar = scale.bar(row.start if row.kind != "milestone" else row.finish, row.finish, sign, view.as_of).rstrip()
    return (paint("strong", text) if row.critical else text) + f"  {bar}" if bar else text.rstrip()


def _look(row: ScheduleRow) -> str:
    if row.kind != "task":
        return row.kind
    return "done" if row.done == 100 else "critical" if row.critical else "task"


def _float(row: ScheduleRow) -> str:
    if row.done == 100:
        return ""
    if row.critical and row.float_days == 0:
        return "critical"
    if row.float_days < 0:
        return f"{_days(-row.float_days)} late"
    return _days(row.float_days)


def _facts(view: ScheduleView, width: int, paint: Paint) -> list[str]:
    facts = [("Kickoff", [_day(view.start)])]
    if view.go_live is not None:
        facts.append(("Go-live", [_day(view.go_live) + (f" ({view.go_live_task})" if view.go_live_task else "")]))
        if view.target is not None:
            facts.append(("Target go-live", [f"{_day(view.target)}, {_against_target(view)}"]))
    facts.append(("Finish", [f"{_day(view.finish)}, after {_days(view.length_days, view.day_word)}"]))
    if view.steps:
        facts.append(("Critical path", wrapped(map(_step, view.steps), width - 18, " → ")))
    near = [row for row in view.rows() if not row.critical and 0 < row.float_days <= _NEAR_CRITICAL_DAYS]
    if near:
        facts.append(("Near-critical", wrapped((f"{r.id} {_days(r.float_days)}" for r in near), width - 18, ", ")))
    facts += [(note.label, wrapped(note.pieces, width - 18, note.separator)) for note in view.notes]
    lines: list[str] = []
    for label, values in facts:
        for index, value in enumerate(values):
            lines.append(f"{paint('muted', left(label if index == 0 else '', 16))}  {value}")
    return lines


def _step(chains: tuple[tuple[str, ...], ...]) -> str:
    if len(chains) == 1:
        return " → ".join(chains[0])
    return "(" + " | ".join(" → ".join(chain) for chain in chains) + ")"


def _against_target(view: ScheduleView) -> str:
    if view.target_slip == 0:
        return "met"
    days = _days(abs(view.target_slip), view.day_word)
    return f"missed by {days}" if view.target_slip > 0 else f"{days} early"


def _legend(view: ScheduleView) -> str:
    rows = view.rows()
    used = set(map(_look, rows))
    parts = [f"{_BARS[key]} {word}" for key, word in _MEANINGS if key in used]
    return "   ".join([*parts, "│ status date"] if view.as_of else parts)


def _table_day(day: date, layout: _Layout) -> str:
    full = _day(day)
    return full[: -len(" 2027")] if layout.one_year else full[len("Mon ") :]


def _day(day: date | None) -> str:
    return _ENGLISH.day(day).replace(NBSP, " ") if day else ""


def _days(number: int | float, word: str = "day") -> str:
    return f"{number:g} {word}{'' if number == 1 else 's'}"
