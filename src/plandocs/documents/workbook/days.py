"""Working days in a workbook: the week, the holidays, and formulas that count by them.

The formulas use the names `WorkWeek`, `Holidays` and, where a plan works on days that its week does not, `ExtraDays`.
They give what the schedule gives, to the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plandocs.content.sheets import Name, quoted
from plandocs.schedule.days import WorkingDays
from plandocs.schedule.patterns import days_off
from plandocs.schedule.result import Schedule

WEEK_NAME, HOLIDAYS_NAME, EXTRA_NAME = "WorkWeek", "Holidays", "ExtraDays"

_MARGIN = timedelta(days=370)
"""How far before and after the plan its holidays are listed: clocks reach a little outside it."""
_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class CountedDays:
    """The calendar that a workbook's formulas count by. Days off and extra days are sorted, with names where known."""

    days: WorkingDays
    closed: tuple[tuple[date, str], ...]
    opened: tuple[date, ...]

    @property
    def week(self) -> str:
        """The week as Excel writes it, Monday first: 0 is a working day, 1 a day off."""
        return "".join("0" if works else "1" for works in self.days.week)

    def constants(self) -> tuple[Name, ...]:
        """Return the names with their values in them, for a workbook without a sheet for the calendar."""
        names = [Name(WEEK_NAME, quoted(self.week)), Name(HOLIDAYS_NAME, _array([day for day, _ in self.closed]))]
        if self.opened:
            names.append(Name(EXTRA_NAME, _array(self.opened)))
        return tuple(names)

    def between(self, first: str, last: str) -> str:
        """Return a formula for the signed working days from one date to another; the same day gives 0."""
        low, high = f"MIN({first},{last})", f"MAX({first},{last})"
        count = f"NETWORKDAYS.INTL({low}+1,{high},{WEEK_NAME},{HOLIDAYS_NAME})"
        if self.opened:
            count = f"({count}+SUMPRODUCT(({EXTRA_NAME}>{low})*({EXTRA_NAME}<={high})))"
        return f"IF({first}={last},0,SIGN({last}-{first})*{count})"

    def after(self, day: str, count: int) -> str:
        """Return a formula for the date some working days after a day, or before it.

        Only for a week without extra days: see `can_step`.
        """
        return f"WORKDAY.INTL({day},{count},{WEEK_NAME},{HOLIDAYS_NAME})"

    @property
    def can_step(self) -> bool:
        """Whether `after` gives what the schedule gives: Excel's function knows no extra working days."""
        return not self.opened

    def is_off(self, day: str) -> str:
        """Return a formula that holds for a day without work."""
        count = f"NETWORKDAYS.INTL({day},{day},{WEEK_NAME},{HOLIDAYS_NAME})"
        if self.opened:
            count = f"{count}+SUMPRODUCT(--({EXTRA_NAME}={day}))"
        return f"{count}=0"


def counted_days(agreed: Schedule, current: Schedule, as_of: date) -> CountedDays:
    """Return the calendar of a schedule, with the days off that its dates and clocks can meet."""
    named: Mapping[date, str] = dict(agreed.holidays) | dict(current.holidays)
    first = min(agreed.start, current.start, as_of) - _MARGIN
    last = max(agreed.finish, current.finish, as_of) + _MARGIN
    if agreed.basis is not None:
        # Public holidays of the years beside the plan's too: dates that are calculated may come to lie there.
        named = dict(days_off(agreed.basis.book.home_pattern, first, last)) | dict(named)
        closed = sorted(named)
    else:
        closed = [date.fromordinal(ordinal) for ordinal in agreed.days.closed]
    opened = [date.fromordinal(ordinal) for ordinal in agreed.days.opened]
    return CountedDays(
        agreed.days,
        tuple((day, named.get(day, "")) for day in closed if first <= day <= last),
        tuple(day for day in opened if first <= day <= last),
    )


def _array(days: list[date] | tuple[date, ...]) -> str:
    """Return dates as an array of serial numbers; without any, a day before all plans."""
    return "{" + ";".join(str((day - _DAY_ZERO).days) for day in days) + "}" if days else "{1}"
