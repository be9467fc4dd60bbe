"""When work is done: weeks, hours, holidays, freezes; and spans of days."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import Field, model_validator

from plandocs.plan.base import Entry
from plandocs.plan.values import Day, Many, Shift, Weekday


class DateRange(Entry):
    """A span of days, both ends included."""

    from_: Day = Field(alias="from")
    """The first day."""
    to: Day
    """The last day."""
    reason: str = ""
    """Why."""

    @model_validator(mode="after")
    def _in_order(self) -> DateRange:
        if self.to < self.from_:
            raise ValueError(f"the span ends ({self.to}) before it starts ({self.from_}); exchange the two dates")
        return self


WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Holiday(Entry):
    """A day off."""

    date: Day
    """The day."""
    name: str = ""
    """What it is called."""


class CalendarSpec(Entry):
    """When work is done."""

    week: Many[Weekday] = ("mon", "tue", "wed", "thu", "fri")
    """The working days of the week."""
    hours_per_day: Decimal | None = Field(default=None, gt=0, le=24)
    """The length of a working day; 8 when nothing is said."""
    hours: Many[Shift] | dict[Weekday, Many[Shift]] | None = None
    """Exact working times, such as ["09:00-13:00", "14:00-18:00"], or by day of the week."""
    working_days: Many[Day] = ()
    """Days worked although the week says not."""
    country: str = ""
    """Country whose public holidays count, such as US."""
    subdivision: str = ""
    """State or region of the country."""
    holidays: tuple[Holiday, ...] = ()
    """Days off: dates, or dates with names."""
    freezes: tuple[DateRange, ...] = ()
    """Spans without a go-live."""

    @model_validator(mode="before")
    @classmethod
    def _plain_holidays(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("holidays"), list | tuple):
            return data
        holidays = [item if isinstance(item, dict) else {"date": item} for item in data["holidays"]]
        return {**data, "holidays": holidays}
