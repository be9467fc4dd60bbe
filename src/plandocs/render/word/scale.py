"""The time axis of a chart in a table: days, half weeks, weeks or months as columns.

Word takes 63 columns in a table, so the finest step that fits is chosen. Non-working weekdays take no column, except
where every day is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plandocs.content.formats import Formats

MOST_SLOTS = 58
"""Columns the axis may take: 63 less those of the labels."""
_DAY_SCALE_WEEKS = 5
_WEEK_LINES = 13
"""Weeks up to which each week begins with a hairline; beyond, each month."""
_MONTH_LINES = 18
"""Months up to which each month begins with a hairline; beyond, each quarter."""
_WEEK = timedelta(days=7)
_ALL_DAYS = tuple(range(7))
_WHOLE_MONTH = 6
"""More weeks than a month begins: only the first is named."""


@dataclass(frozen=True, slots=True)
class Group:
    """Columns under one heading: from `first` up to but not including `last`."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A time axis of `slots` equal columns.

    `per_unit` is how many columns a week has, or a month where the axis goes by months; it is less than one where a
    column holds several. `upper` is the first line of its heading, `rhythms` are what its second may be, the finest
    first: each begins anew with the group above. `lines` are the columns that begin with a hairline, `shaded` the
    columns of days without work (at day scale only).
    """

    origin: date
    slots: int
    weekdays: tuple[int, ...]
    per_unit: float
    by_month: bool
    upper: tuple[Group, ...]
    rhythms: tuple[tuple[Group, ...], ...]
    lines: frozenset[int]
    shaded: frozenset[int]

    def first(self, day: date) -> int:
        """Return the column in which a bar that starts on `day` begins."""
        return min(max(int(self._position(day, end=False) + 0.0001), 0), self.slots - 1)

    def last(self, day: date) -> int:
        """Return the column behind a bar that ends on `day`."""
        position = self._position(day, end=True)
        whole = int(position)
        return min(max(whole + (1 if position - whole > 0.0001 else 0), 1), self.slots)

    def lower(self, fits: Callable[[Group], bool]) -> tuple[Group, ...]:
        """Return the second line of the heading: the finest rhythm whose names all fit, else the coarsest.

        A group that its heading cuts short may stay without its name.
        """
        return next((groups for groups in self.rhythms if all(map(fits, _whole(groups)))), self.rhythms[-1])

    def span(self, start: date, finish: date) -> tuple[int, int]:
        """Return the columns of a bar: at least one."""
        first = self.first(start)
        return first, max(self.last(finish), first + 1)

    def _position(self, day: date, *, end: bool) -> float:
        if self.by_month:
            return self._month_position(day, end=end)
        weeks, weekday = divmod((day - self.origin).days, 7)
        before = sum(1 for shown in self.weekdays if shown < weekday)
        if end and weekday in self.weekdays:
            before += 1
        return weeks * self.per_unit + before * self.per_unit / len(self.weekdays)

    def _month_position(self, day: date, *, end: bool) -> float:
        index = (day.year - self.origin.year) * 12 + day.month - self.origin.month
        length = (_next_month(day) - day.replace(day=1)).days
        return (index + (day.day - (0 if end else 1)) / length) * self.per_unit


def axis_of(start: date, finish: date, non_working: Sequence[date], formats: Formats) -> Axis:
    """Return the axis for a span of days, both included."""
    monday = start - timedelta(days=start.weekday())
    weeks = (finish - monday).days // 7 + 1
    off = frozenset(non_working)
    if weeks <= _DAY_SCALE_WEEKS:
        return _by_weeks(monday, weeks, _ALL_DAYS, 7, off, formats)
    shown = _worked_weekdays(start, finish, off)
    for per_week in range(len(shown), 0, -1):
        if weeks * per_week <= MOST_SLOTS:
            return _by_weeks(monday, weeks, shown, per_week, frozenset(), formats)
    return _by_months(start, finish, formats)


def _worked_weekdays(start: date, finish: date, off: frozenset[date]) -> tuple[int, ...]:
    worked = {
        day.weekday() for day in (start + timedelta(days=n) for n in range((finish - start).days + 1)) if day not in off
    }
    return tuple(sorted(worked)) or _ALL_DAYS


def _by_weeks(
    monday: date, weeks: int, weekdays: tuple[int, ...], per_week: int, off: frozenset[date], formats: Formats
) -> Axis:
    mondays = [monday + n * _WEEK for n in range(weeks)]
    upper = _month_groups(mondays, per_week, formats)
    begins = tuple(group.first for group in upper)
    days = tuple((n * per_week, str(mondays[n].day)) for n in range(weeks))
    rhythms = tuple(_every(days, begins, every, weeks * per_week) for every in (1, 2, _WHOLE_MONTH))
    shaded: frozenset[int] = frozenset()
    if per_week == len(_ALL_DAYS):
        # At day scale a second line of Mondays is left where the days themselves do not fit.
        names = tuple((n, str((monday + timedelta(days=n)).day)) for n in range(weeks * per_week))
        rhythms = (_every(names, (0,), 1, weeks * per_week), rhythms[0])
        shaded = frozenset(n for n, _ in names if monday + timedelta(days=n) in off)
    lines = {n * per_week for n in range(weeks)} if weeks <= _WEEK_LINES else set(begins)
    return Axis(monday, weeks * per_week, weekdays, per_week, False, upper, rhythms, frozenset(lines - {0}), shaded)


def _every(units: Sequence[tuple[int, str]], begins: Sequence[int], every: int, slots: int) -> tuple[Group, ...]:
    """Return groups of `every` units, begun anew at each of the columns `begins`; the last ends at `slots`."""
    starts: list[tuple[int, str]] = []
    count = 0
    for first, text in units:
        count = 0 if first in begins else count + 1
        if count % every == 0:
            starts.append((first, text))
    ends = [first for first, _ in starts[1:]] + [slots]
    return tuple(Group(first, last, text) for (first, text), last in zip(starts, ends, strict=True))


def _whole(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups that are not cut short: half as wide as the widest, at least."""
    widest = max(group.last - group.first for group in groups)
    return tuple(group for group in groups if (group.last - group.first) * 2 > widest)


def _month_groups(mondays: Sequence[date], per_week: int, formats: Formats) -> tuple[Group, ...]:
    """Return the months over the weeks; a week belongs to the month of its Thursday, as ISO weeks belong to years."""
    months: list[tuple[date, int]] = []
    for number, monday in enumerate(mondays):
        month = (monday + timedelta(days=3)).replace(day=1)
        if not months or months[-1][0] != month:
            months.append((month, number * per_week))
    ends = [first for _, first in months[1:]] + [len(mondays) * per_week]
    return tuple(Group(first, last, formats.month(month)) for (month, first), last in zip(months, ends, strict=True))


def _by_months(start: date, finish: date, formats: Formats) -> Axis:
    months: list[date] = []
    month = start.replace(day=1)
    while month <= finish:
        months.append(month)
        month = _next_month(month)
    step = next((n for n in (4, 3, 2, 1) if len(months) * n <= MOST_SLOTS), 0)
    if not step:
        return _by_years(start.year, finish.year)
    years: list[Group] = []
    for number, day in enumerate(months):
        if not years or years[-1].text != str(day.year):
            years.append(Group(number * step, number * step, str(day.year)))
        years[-1] = Group(years[-1].first, (number + 1) * step, years[-1].text)
    begins = tuple(group.first for group in years)
    names = tuple((n * step, _month_name(month, formats)) for n, month in enumerate(months))
    rhythms = tuple(_every(names, begins, every, len(months) * step) for every in (1, 3, 6, 12))
    lines = frozenset(group.first for group in rhythms[0 if len(months) <= _MONTH_LINES else 1]) - {0}
    return Axis(months[0], len(months) * step, (), step, True, tuple(years), rhythms, lines, frozenset())


def _by_years(first: int, last: int) -> Axis:
    """Return an axis for a plan of many years: four columns a year, or fewer."""
    years = last - first + 1
    each = next((n for n in (4, 2, 1) if years * n <= MOST_SLOTS), 1)
    together = -(-years * each // MOST_SLOTS)
    slots = -(-years * each // together)
    every = max(1, -(-years // 12))
    edges = [n * each // together for n in range(0, years, every)] + [slots]
    lower = tuple(
        Group(edges[n], edges[n + 1], str(first + n * every)) for n in range(len(edges) - 1) if edges[n] < edges[n + 1]
    )
    upper = (Group(0, slots, f"{first} – {last}"),)
    lines = frozenset(group.first for group in lower) - {0}
    return Axis(date(first, 1, 1), slots, (), each / (12 * together), True, upper, (lower,), lines, frozenset())


def _month_name(month: date, formats: Formats) -> str:
    return formats.month(month).replace("\u00a0", " ").replace(str(month.year), "").strip()


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
