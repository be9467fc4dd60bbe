"""A Gantt chart as an inline SVG: every bar has its words, and the whole is told to people who do not see it.

One unit of the drawing is a pixel at full width; the browser scales it. Names are cut by the shipped font metrics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plandocs.brand.model import Brand
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt, GanttRow
from plandocs.render.direction import runs_right_to_left
from plandocs.render.metrics import TextMetrics, metrics
from plandocs.render.xmltext import escape_text

WIDTH = 1000
LABELS = 290
ROW, BAR, HEAD, FOOT = 24, 13, 44, 24
_DAYS_UP_TO, _WEEKS_UP_TO = 35, 200
"""Days up to which the scale has days, and up to which it has weeks; beyond, months alone."""
MOST_ROWS = 42
"""Rows that are read on a printed page."""
_INDENT, _GAP = 14, 5
_CRITICAL = "♦"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days `start` to `finish`, both inclusive, over the chart's width."""

    start: date
    finish: date
    turned: bool = False
    """Whether time runs from right to left: the drawing is mirrored then, text begins at its right."""

    @property
    def per_day(self) -> float:
        return (WIDTH - LABELS) / ((self.finish - self.start).days + 1)

    def at(self, day: date) -> float:
        """Return where a day begins."""
        return round(LABELS + (day - self.start).days * self.per_day, 1)

    def x(self, place: float, wide: float = 0.0) -> float:
        """Return where something is drawn that stands at a place from left to right and is so wide."""
        return round(WIDTH - place - wide, 1) if self.turned else place


def gantt_svg(block: Gantt, brand: Brand, formats: Formats) -> str:
    """Return the chart as SVG elements, one or, where it is longer than a page, several with the same scale.

    An empty text for a chart without rows.
    """
    parts = block.split(MOST_ROWS) if block.rows else ()
    hatch = (
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V6" stroke="#{brand.tint("ink", 0.45)}"/></pattern></defs>'
    )
    return "".join(
        _part(part, f"gantt-{block.name}-{n}", "" if n else hatch, brand, formats) for n, part in enumerate(parts)
    )


def _part(block: Gantt, key: str, patterns: str, brand: Brand, formats: Formats) -> str:
    start = block.start - timedelta(days=block.start.weekday())
    finish = block.finish + timedelta(days=6 - block.finish.weekday())
    scale = _Scale(start, finish, runs_right_to_left(formats.language))
    tall = HEAD + ROW * len(block.rows)
    font = metrics(brand.fonts.body, 12)
    rows = "".join(_row(n, row, scale, font, brand, formats) for n, row in enumerate(block.rows))
    return (
        f'<svg viewBox="0 0 {WIDTH} {tall + FOOT}" role="img" aria-labelledby="{key}">'
        f'<title id="{key}">{escape_text(block.alt)}</title>'
        f"{patterns}{_grid(block, scale, tall, font, formats)}{rows}{_today(block, scale, tall, font)}</svg>"
    )


def legend_mark(kind: str) -> str:
    """Return the small picture of a legend's entry: what is drawn for that kind of mark."""
    drawn = {
        "task": '<rect class="bar" width="32" height="12" y="2"/>',
        "progress": '<rect class="done" width="32" height="12" y="2"/>',
        "critical": '<rect class="bar" width="32" height="12" y="2"/><rect class="edge" x="1" y="3" width="30" '
        'height="10"/>',
        "buffer": '<rect class="buffer" x="1" y="3" width="30" height="10" fill="url(#hatch)"/>',
        "milestone": '<path class="diamond" d="M16 1l7 7-7 7-7-7z"/>',
        "baseline": '<rect class="agreed" width="32" height="3" y="7"/>',
        "today": '<path class="today" d="M16 0V16"/>',
    }
    return f'<svg viewBox="0 0 32 16" aria-hidden="true">{drawn.get(kind, "")}</svg>'


def _grid(block: Gantt, scale: _Scale, tall: int, font: TextMetrics, formats: Formats) -> str:
    days = (scale.finish - scale.start).days + 1
    parts = []
    if days <= _DAYS_UP_TO:
        wide = round(scale.per_day, 1)
        parts += [
            f'<rect class="off" x="{scale.x(scale.at(day), wide)}" y="{HEAD}" width="{wide}" height="{tall - HEAD}"/>'
            for day in block.non_working
        ]
    for first, last in _months(scale):
        x, end = scale.at(first), scale.at(last + timedelta(days=1))
        name = font.cut(formats.month(first), end - x - 2 * _GAP)
        if font.width(formats.month(first)) <= end - x - _GAP:
            parts.append(f'<text class="b" x="{scale.x(x + 3):g}" y="14">{escape_text(name)}</text>')
        if days > _WEEKS_UP_TO:
            parts.append(f'<path class="rule" d="M{scale.x(x)} 20V{tall}"/>')
    if days <= _WEEKS_UP_TO:
        mondays = [scale.start + timedelta(days=7 * n) for n in range(days // 7)]
        widest = max(font.width(formats.day_month(day)) for day in mondays) + 2 * _GAP
        every = max(1, -(-int(widest) // max(1, int(7 * scale.per_day))))
        for n, day in enumerate(mondays):
            parts.append(f'<path class="rule" d="M{scale.x(scale.at(day))} 20V{tall}"/>')
            if n % every == 0:
                x = scale.x(scale.at(day) + 3)
                parts.append(f'<text class="m" x="{x:g}" y="34">{formats.day_month(day)}</text>')
    return "".join(parts)


def _months(scale: _Scale) -> Iterator[tuple[date, date]]:
    day = scale.start
    while day <= scale.finish:
        after = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield day, min(after - timedelta(days=1), scale.finish)
        day = after


def _row(n: int, row: GanttRow, scale: _Scale, font: TextMetrics, brand: Brand, formats: Formats) -> str:
    y = HEAD + n * ROW
    is_phase = row.kind == "phase"
    mark = f"{_CRITICAL} " if row.critical and row.kind == "task" else ""
    bold = metrics(brand.fonts.body, 12, True) if is_phase else font
    x = 0 if is_phase else _INDENT
    name = bold.cut(f"{mark}{row.label}", LABELS - x - 2 * _GAP)
    look = ' class="b"' if is_phase else ""
    label = f'<text{look} x="{scale.x(x):g}" y="{y + 16}">{escape_text(name)}</text>'
    line = f'<path class="rule" d="M0 {y + ROW}H{WIDTH}"/>'
    return f"<g>{_title(row)}{line}{label}{_bar(row, y, scale)}{_dates(row, y, scale, font, formats)}</g>"


def _title(row: GanttRow) -> str:
    return f"<title>{escape_text(row.alt or row.label)}</title>"


def _bar(row: GanttRow, y: int, scale: _Scale) -> str:
    x, end = scale.at(row.start), scale.at(row.finish + timedelta(days=1))
    wide = max(round(end - x, 1), 2.0)
    top = y + (ROW - BAR) // 2
    left = scale.x(x, wide)
    parts = []
    if row.baseline_start is not None and row.baseline_finish is not None:
        was, until = scale.at(row.baseline_start), scale.at(row.baseline_finish + timedelta(days=1))
        if row.kind == "milestone":
            was = until - 6
        parts.append(
            f'<rect class="agreed" x="{scale.x(was, max(until - was, 2)):g}" y="{top + BAR + 1}" '
            f'width="{max(until - was, 2):g}" height="3"/>'
        )
    if row.kind == "milestone":
        middle, half = round(end - scale.per_day / 2, 1), 7
        drawn = f"M{scale.x(middle)} {y + 12 - half}l{half} {half}-{half} {half}-{half}-{half}z"
        parts.append(f'<path class="diamond" d="{drawn}"/>')
    elif row.kind == "phase":
        parts.append(f'<rect class="phase" x="{left}" y="{top + 3}" width="{wide}" height="5"/>')
    elif row.kind == "buffer":
        parts.append(f'<rect class="buffer" x="{left}" y="{top}" width="{wide}" height="{BAR}" fill="url(#hatch)"/>')
    else:
        parts.append(f'<rect class="bar" x="{left}" y="{top}" width="{wide}" height="{BAR}" rx="1.5"/>')
        if row.progress:
            done = round(wide * row.progress / 100, 1)
            at = scale.x(x, done)
            parts.append(f'<rect class="done" x="{at}" y="{top}" width="{done}" height="{BAR}" rx="1.5"/>')
        if row.critical:
            parts.append(f'<rect class="edge" x="{left}" y="{top}" width="{wide}" height="{BAR}" rx="1.5"/>')
    return "".join(parts)


def _dates(row: GanttRow, y: int, scale: _Scale, font: TextMetrics, formats: Formats) -> str:
    """Return a row's dates beside its bar: at the right where there is room, else at the left."""
    if row.kind == "phase":
        return ""
    text = formats.day_month(row.finish)
    if row.kind != "milestone" and row.start != row.finish:
        text = f"{formats.day_month(row.start)} – {text}"
    right = scale.at(row.finish + timedelta(days=1)) + _GAP + (3 if row.kind == "milestone" else 0)
    if right + font.width(text) <= WIDTH:
        return f'<text class="m" x="{scale.x(right):g}" y="{y + 16}">{escape_text(text)}</text>'
    left = scale.at(row.start) - _GAP - (7 if row.kind == "milestone" else 0)
    if left - font.width(text) < LABELS:
        return ""
    return f'<text class="m" x="{scale.x(left):g}" y="{y + 16}" text-anchor="end">{escape_text(text)}</text>'


def _today(block: Gantt, scale: _Scale, tall: int, font: TextMetrics) -> str:
    if block.today is None:
        return ""
    x = scale.at(block.today + timedelta(days=1))
    wide = font.width(block.today_label) + 2 * _GAP
    left = min(max(x - wide / 2, LABELS), WIDTH - wide)
    label = escape_text(block.today_label)
    return (
        f'<g><title>{label}</title><path class="today" d="M{scale.x(x)} {HEAD - 4}V{tall + 4}"/>'
        f'<rect class="flag" x="{scale.x(left, wide):g}" y="{tall + 4}" width="{wide:g}" height="18"/>'
        f'<text class="on" x="{scale.x(left + _GAP):g}" y="{tall + 17}">{label}</text></g>'
    )
