"""From the plan's calendars to patterns of work: week, hours, days worked extra, closures, public holidays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from plandocs.errors import PlanError, Problem
from plandocs.plan.model import WEEKDAYS, CalendarSpec
from plandocs.schedule.calendar import DAY, Shifts, WeekPattern, length, merged, office_hours, usual_day
from plandocs.schedule.days import WorkingDays
from plandocs.schedule.public_holidays import public_holidays

_HOURS = re.compile(r"^\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*$")
_DEFAULT_HOURS = Decimal(8)


def week_pattern(
    name: str, spec: CalendarSpec, project: WeekPattern | None = None, language: str = "en"
) -> WeekPattern:
    """Return the pattern of one calendar of the plan.

    A named calendar that gives no hours keeps those of `project`. With hours by day of the week, the days that have
    hours are worked, beside any `week` that is written out. A shift past midnight goes on into the next day.
    """
    usual = _usual_shifts(name, spec, project)
    week = _week(name, spec, usual)
    if not any(week):
        raise PlanError(
            Problem(
                rule="calendar-without-work",
                message=f"{_label(name)} has no working time",
                where=_where(name),
            )
        )
    extra = {day.toordinal(): week[day.weekday()] or usual for day in spec.working_days}
    closed: dict[int, Shifts] = {holiday.date.toordinal(): () for holiday in spec.holidays}
    if spec.hours_per_day is not None:
        day_minutes = _minutes(spec.hours_per_day)
    elif spec.hours is None and project is not None:
        day_minutes = project.day_minutes
    else:
        day_minutes = usual_day(week)
    return WeekPattern(
        name,
        week,
        day_minutes,
        {**closed, **extra},
        {holiday.date.toordinal(): holiday.name for holiday in spec.holidays},
        public_holidays(spec.country, spec.subdivision, language) if spec.country else None,
    )


def every_day(pattern: WeekPattern) -> WeekPattern:
    """Return a pattern that works each calendar day like its usual one: what an elapsed day count means."""
    return WeekPattern(pattern.name, (_commonest(pattern.week),) * 7, pattern.day_minutes)


def working_days(pattern: WeekPattern, first: date, last: date) -> WorkingDays:
    """Return the days a pattern works, with all its exceptions and the public holidays from `first` to `last`."""
    week = [bool(shifts) for shifts in pattern.week]
    closed = [date.fromordinal(o) for o, shifts in pattern.exceptions.items() if not shifts]
    opened = [date.fromordinal(o) for o, shifts in pattern.exceptions.items() if shifts]
    if pattern.public_holidays is not None:
        for year in range(first.year, last.year + 1):
            closed += [d for d in pattern.public_holidays(year) if d.toordinal() not in pattern.exceptions]
    return WorkingDays.of(week, closed, opened)


def days_off(pattern: WeekPattern, first: date, last: date) -> tuple[tuple[date, str], ...]:
    """Return the closures and public holidays from `first` to `last` that fall on days the week works."""
    found: dict[date, str] = {}
    for ordinal, name in pattern.holiday_names.items():
        found[date.fromordinal(ordinal)] = name
    if pattern.public_holidays is not None:
        for year in range(first.year, last.year + 1):
            for day, name in pattern.public_holidays(year).items():
                if not found.get(day):
                    found[day] = name
    return tuple(
        (day, found[day])
        for day in sorted(found)
        if first <= day <= last and pattern.week[day.weekday()] and not pattern.shifts_on(day.toordinal())
    )


def _usual_shifts(name: str, spec: CalendarSpec, project: WeekPattern | None) -> Shifts:
    """Return the shifts of an ordinary day, for weekdays and extra days without hours of their own."""
    if isinstance(spec.hours, tuple):
        return _parse_shifts(name, spec.hours)[0]
    if isinstance(spec.hours, Mapping) and spec.hours:
        return _commonest(tuple(_parse_shifts(name, texts)[0] for texts in spec.hours.values()))
    if spec.hours_per_day is None and project is not None:
        return _commonest(project.week)
    return office_hours(_minutes(_DEFAULT_HOURS if spec.hours_per_day is None else spec.hours_per_day))


def _week(name: str, spec: CalendarSpec, usual: Shifts) -> tuple[Shifts, ...]:
    """Return seven days' shifts from Monday, with what spills over midnight added to the next day."""
    own: list[list[tuple[int, int]]] = [[] for _ in WEEKDAYS]
    by_day = spec.hours if isinstance(spec.hours, Mapping) else {}
    listed = set(spec.week) if not by_day or "week" in spec.model_fields_set else set()
    for index, weekday in enumerate(WEEKDAYS):
        if weekday in by_day:
            today, spilled = _parse_shifts(name, by_day[weekday])
        elif weekday in listed:
            today, spilled = usual, ()
            if isinstance(spec.hours, tuple):
                spilled = _parse_shifts(name, spec.hours)[1]
        else:
            continue
        own[index] += today
        own[(index + 1) % 7] += spilled
    return tuple(merged(shifts) for shifts in own)


def _parse_shifts(name: str, texts: tuple[str, ...]) -> tuple[Shifts, Shifts]:
    """Return the shifts of a day, and what of them lies after midnight on the next."""
    today: list[tuple[int, int]] = []
    spilled: list[tuple[int, int]] = []
    for text in texts:
        found = _HOURS.match(text)
        start, end = _clock(found) if found else (0, 0)
        if not found or start == end or max(start, end) > DAY:
            raise PlanError(
                Problem(
                    rule="bad-hours",
                    message=f"'{text}' in {_label(name)} is not a span of hours",
                    where=f"{_where(name)}.hours",
                    fix='write "09:00-13:00"; the whole day is "00:00-24:00"',
                )
            )
        if end > start:
            today.append((start, end))
        else:
            today.append((start, DAY))
            if end:
                spilled.append((0, end))
    return merged(today), merged(spilled)


def _clock(found: re.Match[str]) -> tuple[int, int]:
    return int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])


def _commonest(week: tuple[Shifts, ...]) -> Shifts:
    """Return the shifts most days have; of equally common ones the longer, then the earlier."""
    counts = Counter(shifts for shifts in week if shifts)
    return max(counts, key=lambda shifts: (counts[shifts], length(shifts), [-start for start, _ in shifts]))


def _minutes(hours: Decimal) -> int:
    return int((hours * 60).to_integral_value(ROUND_HALF_UP))


def _label(name: str) -> str:
    return f"calendar '{name}'" if name else "the project calendar"


def _where(name: str) -> str:
    return f"calendars.{name}" if name else "calendar"
