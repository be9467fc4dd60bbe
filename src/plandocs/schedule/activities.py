"""From rows to activities and ties: durations and lags to minutes, dates to coordinates, actuals to progress.

The rules that give a plan's words their meaning are here and nowhere else:

- `1d` is a day of the calendar the task runs on; under an elapsed day count, a calendar day. `1w` is that calendar's
  working days of a week. `1h` is an hour of work. `1ed` is 24 hours of time.
- A lag in `d`, `w` or `h` runs on the successor's calendar, or on the predecessor's where the plan says so. A lag in
  `%` is that share of the predecessor's duration, elapsed when the duration is elapsed.
- A milestone without a calendar runs on the one its predecessors share, else on time itself, so that it can lie on
  the very finish of the latest.
- A status date means the end of that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from plandocs.plan.values import Link
from plandocs.schedule.calendar import WorkCalendar
from plandocs.schedule.calendar_book import ELAPSED, PROJECT, CalendarBook, Key
from plandocs.schedule.lengths import ELAPSED_MINUTES, amount_in_minutes, minutes
from plandocs.schedule.network import Activity, Bound, Tie, topological_order
from plandocs.schedule.progress import forecast, progress_state
from plandocs.schedule.rows import Row

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What every activity of one schedule is built with."""

    book: CalendarBook
    start: date
    as_of: date | None


def build_activities(
    rows: Sequence[Row], book: CalendarBook, start: date, as_of: date | None
) -> tuple[list[Activity], list[Tie], list[Link]]:
    """Return an activity per row, the ties between them, and the plan's link behind each tie."""
    setting = _Setting(book, start, as_of)
    place = {row.id: index for index, row in enumerate(rows)}
    edges = [(place[link.predecessor], index, link) for index, row in enumerate(rows) for link in row.links]
    keys = _calendar_keys(rows, book, edges)
    activities = [_activity(row, key, setting) for row, key in zip(rows, keys, strict=True)]
    ties = [
        _tie(link, source, target, rows, keys, book)
        for source, target, link in edges
    ]  # fmt: skip
    return activities, ties, [link for _, _, link in edges]


def _calendar_keys(rows: Sequence[Row], book: CalendarBook, edges: Sequence[tuple[int, int, Link]]) -> list[Key]:
    """Return each row's calendar: by its length's unit and people; a milestone's by its predecessors."""
    keys = [_own_key(row, book) for row in rows]
    sources: list[list[int]] = [[] for _ in rows]
    for source, target, _ in edges:
        sources[target].append(source)
    for index in topological_order(len(rows), ((source, target) for source, target, _ in edges)):
        if rows[index].is_milestone and not rows[index].calendar and sources[index]:
            met = {keys[source] for source in sources[index]}
            keys[index] = met.pop() if len(met) == 1 else ELAPSED
    return keys


def _own_key(row: Row, book: CalendarBook) -> Key:
    if row.is_milestone and not row.calendar:
        return book.home
    if row.length.unit == "ed":
        return ELAPSED
    if book.counts_elapsed and row.length.unit != "h":
        return book.home
    return book.key_for(row.calendar, row.people, row.sites)


def _tie(link: Link, source: int, target: int, rows: Sequence[Row], keys: Sequence[Key], book: CalendarBook) -> Tie:
    """Return a link with its lag in minutes."""
    unit: str = link.lag_unit
    amount = link.lag
    runs_on = source if book.lags_of_predecessor else target
    lag_key = _lag_key(rows[runs_on], keys[runs_on], unit, book)
    lag_calendar = book.calendar(lag_key)
    elapsed = unit in ELAPSED_MINUTES
    if unit == "%":
        share = minutes(rows[source].length, book.calendar(keys[source])) * amount / _HUNDRED
        lag = int(share.to_integral_value(ROUND_HALF_UP))
        elapsed = rows[source].length.unit == "ed"
    else:
        lag = amount_in_minutes(amount, unit, lag_calendar)
    return Tie(source, target, link.type[0] == "F", link.type[1] == "F", lag, elapsed, book.index(lag_key))


def _lag_key(row: Row, key: Key, unit: str, book: CalendarBook) -> Key:
    """Return the calendar a lag runs on that is counted on the calendar of `row`."""
    if book.counts_elapsed and unit != "h":
        return book.home
    if key not in (ELAPSED, book.home) or key == PROJECT:
        return key
    return PROJECT if row.is_milestone else book.key_for(row.calendar, row.people, row.sites)


def _activity(row: Row, key: Key, setting: _Setting) -> Activity:
    """Return a row's activity: its bounds as agreed, then what progress makes of them."""
    calendar = setting.book.calendar(key)
    state = progress_state(row, setting.as_of)
    is_estimated_anew = setting.as_of is not None and state == "waiting" and row.started is None
    length = row.remaining if is_estimated_anew and row.remaining and not row.remaining.is_zero else row.length
    duration = minutes(length, calendar)
    release, is_finish = _release(row, calendar, duration, setting.start)
    latest_start, start_begins = _latest_start(row, calendar, duration)
    latest_finish, finish_begins = _latest_finish(row, calendar, duration)
    agreed = Activity(
        id=row.id,
        calendar=setting.book.index(key),
        duration=duration,
        release=release,
        release_is_finish=is_finish,
        fixed=_fixed_start(row, calendar, duration),
        fixed_is_finish=row.must_start_on is None,
        latest_start=latest_start,
        latest_start_is_finish=not start_begins,
        latest_finish=latest_finish,
        latest_finish_is_finish=not finish_begins,
        as_late_as_possible=row.as_late_as_possible,
        takes_earliest=row.gathers == "starts",
    )
    if setting.as_of is None or row.gathers:
        return agreed
    return forecast(agreed, row, state, calendar, setting.as_of)


def _release(row: Row, calendar: WorkCalendar, duration: int, start: date) -> tuple[int, bool]:
    """Return the earliest start, and whether it comes from an end of work."""
    bounds = [(calendar.opens(start.toordinal()), 1)]
    if row.start_no_earlier_than is not None:
        bounds.append((calendar.opens(row.start_no_earlier_than.toordinal()), 1))
    if row.finish_no_earlier_than is not None:
        bounds.append(_finish_release(row, calendar, duration, row.finish_no_earlier_than.toordinal()))
    release, begins = max(bounds)
    return release, not begins


def _finish_release(row: Row, calendar: WorkCalendar, duration: int, ordinal: int) -> tuple[int, int]:
    """Return the start from which work ends on the day or, when it is off, at the end of the next working day."""
    if calendar.work_of_day(ordinal):
        return calendar.closes(ordinal) - duration, 0
    opening = calendar.opens(ordinal)
    if row.is_milestone:
        return opening, 1
    next_day, _ = calendar.start_day(opening)
    return calendar.closes(next_day) - duration, 0


def _fixed_start(row: Row, calendar: WorkCalendar, duration: int) -> int | None:
    if row.must_start_on is not None:
        return calendar.opens(row.must_start_on.toordinal())
    if row.must_finish_on is not None:
        return calendar.closes(row.must_finish_on.toordinal()) - duration
    return None


def _latest_start(row: Row, calendar: WorkCalendar, duration: int) -> tuple[int | None, bool]:
    """Return the start that links may not pass, because fixed dates win over links; and whether work begins there."""
    bounds = []
    if row.start_no_later_than is not None:
        bounds.append(_opening_by(row, calendar, row.start_no_later_than))
    if row.finish_no_later_than is not None:
        bounds.append((calendar.closes(row.finish_no_later_than.toordinal()) - duration, False))
    return min(bounds, default=(None, False))


def _opening_by(row: Row, calendar: WorkCalendar, day: date) -> Bound:
    """Return the opening of `day`, or of the last working day before it; for a milestone the end of that one."""
    ordinal = day.toordinal()
    if calendar.work_of_day(ordinal):
        return calendar.opens(ordinal), True
    if row.is_milestone:
        return calendar.opens(ordinal), False
    before, _ = calendar.finish_day(calendar.closes(ordinal))
    return calendar.opens(before), True


def _latest_finish(row: Row, calendar: WorkCalendar, duration: int) -> tuple[int | None, bool]:
    """Return the finish that late dates may not pass, and whether work begins there."""
    bounds = [
        (calendar.closes(day.toordinal()), False)
        for day in (row.deadline, row.target, row.finish_no_later_than)
        if day is not None
    ]
    if row.start_no_later_than is not None:
        opening, begins = _opening_by(row, calendar, row.start_no_later_than)
        bounds.append((opening + duration, begins and not duration))
    return min(bounds, default=(None, False))
