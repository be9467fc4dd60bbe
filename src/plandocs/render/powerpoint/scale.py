"""A scale of time: where a day lies on the slide, and the two rows of names above it.

The lower row names weeks by their Monday; days up to five weeks, months beyond a year. Names that would not fit are
left out in a regular rhythm, never squeezed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from plandocs.content.formats import Formats
from plandocs.render.powerpoint.bars import scale_name
from plandocs.render.powerpoint.geometry import Box
from plandocs.render.powerpoint.shapes import Canvas
from plandocs.render.powerpoint.text import para

Unit = Literal["day", "week", "month"]
SIZE = 12.0
_MOST_LINES = 24
"""Columns up to which each has its line, named or not."""
_YEAR_PARTS = (1, 2, 3, 4, 6, 12)
_APART = 14.0
"""The room that the name of a month needs beside its own width: nearer names run together."""
HEADER = 36.0
"""The height of the two rows of names."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days `start` to `finish`, both inclusive and whole weeks (or months), over a width from `x`."""

    start: date
    finish: date
    x: float
    width: float
    unit: Unit

    @classmethod
    def over(cls, first: date, last: date, x: float, width: float) -> TimeScale:
        """Return the scale for a span of days: rounded out to whole weeks, to whole months beyond a year."""
        days = (last - first).days + 1
        if days > 366:
            start, finish = first.replace(day=1), _next_month(last) - timedelta(days=1)
            return cls(start, finish, x, width, "month")
        start = first - timedelta(days=first.weekday())
        finish = last + timedelta(days=6 - last.weekday())
        return cls(start, finish, x, width, "day" if days <= 35 else "week")

    @property
    def per_day(self) -> float:
        """The width of one day."""
        return self.width / ((self.finish - self.start).days + 1)

    def at(self, day: date) -> float:
        """Return the left edge of a day."""
        return self.x + (day - self.start).days * self.per_day

    def after(self, day: date) -> float:
        """Return the right edge of a day."""
        return self.at(day) + self.per_day

    def ticks(self) -> Iterator[date]:
        """Yield the days on which the lower row's columns begin."""
        day = self.start
        while day <= self.finish:
            yield day
            if self.unit == "month":
                day = _next_month(day)
            else:
                day += timedelta(days=1 if self.unit == "day" else 7)

    def groups(self) -> Iterator[tuple[date, date]]:
        """Yield the upper row's spans: months, or years above months."""
        day = self.start
        while day <= self.finish:
            after = date(day.year + 1, 1, 1) if self.unit == "month" else _next_month(day)
            yield day, min(after - timedelta(days=1), self.finish)
            day = after


def draw_scale(scale: TimeScale, box: Box, canvas: Canvas) -> list[Box]:
    """Write the two rows of names at the top of the box and a light line down for every column; return their places."""
    places: list[Box] = []
    setting = canvas.setting
    formats, font = setting.formats, setting.metrics(SIZE)
    quiet = setting.text_colour("muted")
    top, low = Box(box.x, box.y, box.w, HEADER / 2), box.y + HEADER / 2
    free = scale.x
    heads = list(scale.groups())
    bold = setting.metrics(SIZE, bold=True)
    # Of the months between the first and the last, either all or none have their year.
    rooms = [scale.after(last) - scale.at(first) for first, last in heads[1:-1]]
    full = all(
        bold.width(_head(first, scale, formats)) + _APART <= room
        for (first, _), room in zip(heads[1:-1], rooms, strict=True)
    )
    # Where no month has room for its year, the first takes that of its neighbours: the year must be told.
    nowhere = all(
        bold.width(_head(first, scale, formats)) + _APART > scale.after(last) - scale.at(first) for first, last in heads
    )
    told = 0
    for first, last in heads:
        x, edge = max(scale.at(first), free), scale.after(last)
        label = _head(first, scale, formats, short=not full and first.year == told)
        if bold.width(label) + _APART > edge - x:
            label = _head(first, scale, formats, short=True)
        if nowhere and not places:
            label = _head(first, scale, formats)
        wide = bold.width(label) + 6
        if first > scale.start:
            canvas.rule(scale.at(first), top.y + 2, scale.at(first), low, "line")
        if len(heads) > 2 and not nowhere and label != _head(first, scale, formats) and first == heads[0][0]:
            wide += _APART  # a short name of a few days runs into its neighbour's
        if x <= scale.at(first) + 1 and (wide <= edge - x or (nowhere and not places and x + wide <= box.right)):
            heavy = (para(label, SIZE, bold=True, colour=setting.on_ground),)
            places.append(Box(x + 2, top.y, wide, HEADER / 2))
            canvas.text(places[-1], heavy, anchor="ctr")
            free = x + wide
            told = first.year if str(first.year) in label else told
    ticks = list(scale.ticks())
    labels = [_tick(tick, scale.unit, formats) for tick in ticks]
    step = _rhythm([font.width(label) + 7 for label in labels], scale, ticks)
    for place, (tick, label) in enumerate(zip(ticks, labels, strict=True)):
        x = scale.at(tick)
        if place and scale.unit != "day" and (place % step == 0 or (step <= 2 and len(ticks) <= _MOST_LINES)):
            canvas.rule(x, low + HEADER / 2, x, box.bottom, "line", 0.5)
        if place % step == 0:
            wide = font.width(label) + 4
            if x + wide <= box.right + 2:
                places.append(Box(x + 2, low, wide, HEADER / 2))
                canvas.text(places[-1], (para(label, SIZE, colour=quiet),), anchor="ctr")
    name = scale_name(scale.start, scale.finish, turned=setting.turned)
    canvas.rule(scale.x, low + HEADER / 2, scale.x + scale.width, low + HEADER / 2, "line", name=name)
    return places


def shade_days(scale: TimeScale, days: tuple[date, ...], box: Box, canvas: Canvas) -> None:
    """Shade days without work, neighbours as one; only where days can be told apart."""
    if scale.unit != "day":
        return
    fill = "surface" if canvas.setting.ground == "paper" else "line"
    for first, last in _runs([day for day in days if scale.start <= day <= scale.finish]):
        canvas.shape(Box(scale.at(first), box.y, scale.after(last) - scale.at(first), box.h), fill=fill)


def draw_today(
    scale: TimeScale, today: date, label: str, box: Box, canvas: Canvas, *, beside: Sequence[Box] = ()
) -> None:
    """Draw the line of today with its date in a flag; `box` is the chart from its flag's top to its foot.

    Where the line would run through one of the names `beside` it, it begins below them.
    """
    if not scale.start <= today <= scale.finish:
        return
    setting = canvas.setting
    x = scale.at(today)
    wide = setting.metrics(SIZE, bold=True).width(label) + 12
    left = x if x + wide <= box.right else x - wide
    words = para(label, SIZE, bold=True, colour=setting.on("second"))
    crossed = [place for place in beside if place.x < x < place.right - 2]
    top = max((place.bottom for place in crossed), default=box.y + 17)
    canvas.rule(x, top, x, box.bottom, "second", 1.5, name="plandocs:today", alt=label)
    canvas.shape(
        Box(left, box.y, wide, 17), fill="second", text=(words,), inset=(6, 0, 4, 0), name="plandocs:today:flag"
    )


def _head(first: date, scale: TimeScale, formats: Formats, *, short: bool = False) -> str:
    """Return the name of a year, or of a month: `Feb 2027`, short `Feb`."""
    if scale.unit == "month":
        return str(first.year)
    name = formats.month(first)
    return name.replace(str(first.year), "").strip("\u00a0 ./年") if short else name


def _tick(day: date, unit: Unit, formats: Formats) -> str:
    if unit == "month":
        return formats.month(day).replace(str(day.year), "").strip("\u00a0 ./年")
    return str(day.day) if unit == "day" else formats.day_month(day)


def _rhythm(widths: list[float], scale: TimeScale, ticks: list[date]) -> int:
    """Return every how many columns a name fits; months go by the parts of a year, so that each year is the same."""
    column = scale.width / max(1, len(ticks))
    least = max(1, -(-int(max(widths, default=1.0) + 0.999) // max(1, int(column))))
    if scale.unit != "month" or least > _YEAR_PARTS[-1]:
        return least
    return next(part for part in _YEAR_PARTS if part >= least)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _runs(days: list[date]) -> Iterator[tuple[date, date]]:
    first = last = None
    for day in sorted(days):
        if first is None or last is None or day != last + timedelta(days=1):
            if first is not None and last is not None:
                yield first, last
            first = day
        last = day
    if first is not None and last is not None:
        yield first, last
