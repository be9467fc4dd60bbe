"""XML in the order in which it is given: elements of MSPDI as texts, and its ways to write times and lengths."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plandocs.render.xmltext import escape_text

DAY = 1440


def element(name: str, value: str | int | float | bool | None) -> str:
    """Return an element with a value, escaped; nothing for None and for an empty text."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        value = int(value)
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"<{name}>{escape_text(text)}</{name}>"


def elements(*pairs: tuple[str, str | int | float | bool | None]) -> str:
    """Return elements in the order given, without those that have no value."""
    return "".join(element(name, value) for name, value in pairs)


def around(name: str, parts: Iterable[str]) -> str:
    """Return an element around parts that are XML already; nothing where there are none."""
    inside = "".join(parts)
    return f"<{name}>{inside}</{name}>" if inside else ""


def moment(instant: int) -> str:
    """Return an instant of the schedule, minutes since day ordinal 0, as MSPDI writes it."""
    day, minute = divmod(instant, DAY)
    return f"{date.fromordinal(day).isoformat()}T{minute // 60:02}:{minute % 60:02}:00"


def clock(minute: int) -> str:
    """Return a minute of the day; the end of a day is its beginning."""
    minute %= DAY
    return f"{minute // 60:02}:{minute % 60:02}:00"


def length(minutes: int) -> str:
    """Return a length in minutes: hours are never days here."""
    return f"PT{minutes // 60}H{minutes % 60}M0S"
