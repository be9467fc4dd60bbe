"""Durations and lags in minutes: what `d`, `w`, `h` and the elapsed units mean on a calendar."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from plandocs.plan.values import Duration
from plandocs.schedule.calendar import DAY, WorkCalendar

ELAPSED_MINUTES = {"ed": DAY, "eh": 60, "ew": 7 * DAY}


def minutes(length: Duration, calendar: WorkCalendar) -> int:
    """Return a duration in minutes: of work on `calendar`, or of time for elapsed units."""
    return amount_in_minutes(length.amount, length.unit, calendar)


def amount_in_minutes(amount: Decimal, unit: str, calendar: WorkCalendar) -> int:
    """Return an amount of a unit in minutes; negative amounts (leads) give negative minutes."""
    if unit in ELAPSED_MINUTES:
        each = ELAPSED_MINUTES[unit]
    elif unit == "h":
        each = 60
    else:
        each = calendar.pattern.day_minutes * (calendar.pattern.days_per_week if unit == "w" else 1)
    return int((amount * each).to_integral_value(ROUND_HALF_UP))


def as_days(amount_minutes: int, day_minutes: int) -> int | float:
    """Return minutes as days: a whole number where it is one, else to four decimals."""
    whole, rest = divmod(amount_minutes, day_minutes)
    return round(amount_minutes / day_minutes, 4) if rest else whole
