"""Parsers of the small texts a plan is written in: dates, percentages, money, hours, flags, ids.

Each takes what YAML or JSON gave and raises ValueError with a message in the user's words; after the semicolon stands
how to mend it.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

_PERCENT = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*%?\s*$")
_HOURS_PER_WEEK = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*h?\s*(?:/\s*week|/\s*wk|per week)?\s*$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$")
_DAY_HELP = "look up how many days the month has, or whether day and month are exchanged"
_ID_LIKE_A_LAG = re.compile(r"[+-]\s*\d+(\.\d+)?(ed|eh|ew|d|h|w|%)$")
_SHIFT = re.compile(r"^\s*(\d{1,2}):([0-5]\d)\s*[-–]\s*(\d{1,2}):([0-5]\d)\s*$")
_TIME = re.compile(r"^\s*(\d{1,2}):([0-5]\d)\s*$")
_MINUTES_A_DAY = 1440
_LANGUAGE = re.compile(r"^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?$")
_CURRENCY = re.compile(r"^[A-Z]{3}$")


def parse_day(value: object) -> date:
    """Read an ISO date. Numbers are refused, because 20270111 is more often a slip than a date."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DAY.match(value.strip()):
        raise ValueError(f"'{value}' is not a date; write it as year-month-day, for example 2027-01-29")
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError(f"there is no day {value.strip()} in the calendar; {_DAY_HELP}") from None


def parse_moment(value: object) -> date | datetime:
    """Read an ISO date, or a date with a time of day such as 2027-01-22T09:00."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _MOMENT.match(value.strip()):
        try:
            return datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(f"there is no moment {value.strip()} in the calendar; {_DAY_HELP}") from None
    return parse_day(value)


def parse_day_or_text(value: object) -> date | str:
    """Read a date where there is one, else a text such as `phase 2`."""
    if isinstance(value, str) and not _DAY.match(value.strip()):
        return value
    return parse_day(value)


def parse_percent(value: object) -> Decimal:
    """Read `60%`, `60` or 60 as 60; more than 100 or less than 0 is refused."""
    found = _PERCENT.match(str(value)) if isinstance(value, str | int | float | Decimal) else None
    if found is None or isinstance(value, bool) or Decimal(found[1]) > 100:
        raise ValueError(f"'{value}' is not a percentage from 0% to 100%; write it as 60%")
    return Decimal(found[1])


def parse_hours_per_week(value: object) -> Decimal:
    """Read `2h/week`, `2h` or 2 as hours a week."""
    found = _HOURS_PER_WEEK.match(str(value)) if isinstance(value, str | int | float | Decimal) else None
    if found is None or isinstance(value, bool):
        raise ValueError(f"'{value}' is not hours a week; write 2h/week")
    return Decimal(found[1])


def parse_money(value: object) -> Decimal:
    """Read an exact amount of money; thousands may be parted by commas, spaces or underscores."""
    if isinstance(value, Decimal):
        return value
    text = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    try:
        amount = Decimal(re.sub(r"[,_\s ]", "", text))
    except InvalidOperation:
        raise ValueError(f"'{value}' is not an amount of money; write 11400 or 11400.50") from None
    if not amount.is_finite():
        raise ValueError(f"'{value}' is not an amount of money; write 11400 or 11400.50")
    return amount


def parse_flag(value: object) -> bool:
    """Read true or false only; yes, no, on and off are plain text in a plan."""
    if isinstance(value, bool):
        return value
    if value in ("true", "True", "TRUE"):
        return True
    if value in ("false", "False", "FALSE"):
        return False
    raise ValueError(f"'{value}' is neither true nor false; write true or false")


def parse_id(value: object) -> str:
    """Read an id. Spaces and an ending like a lag are refused, because a link could not name it."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text or any(c.isspace() for c in text):
        raise ValueError(f"'{value}' is not an id; write a short word without spaces, such as T02")
    if _ID_LIKE_A_LAG.search(text):
        raise ValueError(f"the id '{text}' ends like a lag, so no link could name it; write it otherwise")
    return text


def parse_shift(value: object) -> str:
    """Read a span of working time such as `09:00-13:00`; one that ends before it starts runs past midnight."""
    found = _SHIFT.match(value) if isinstance(value, str) else None
    start, end = (int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])) if found else (0, 0)
    if start == end or max(start, end) > _MINUTES_A_DAY:
        raise ValueError(f"'{value}' is not a span of hours; write 09:00-13:00, or 00:00-24:00 for the whole day")
    return str(value).strip()


def parse_time_of_day(value: object) -> str:
    """Read a time of day such as `9:30`; it is kept with two digits each."""
    found = _TIME.match(value) if isinstance(value, str) else None
    if found is None or int(found[1]) > 23:
        raise ValueError(f"'{value}' is not a time of day; write 09:30 or 14:00")
    return f"{int(found[1]):02}:{found[2]}"


def parse_language(value: object) -> str:
    """Read a language with or without its region, such as `en-GB`; one that nothing is known of is refused."""
    found = _LANGUAGE.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"'{value}' is not a language; write en-US, en-GB, de or fr-CA")
    language, script, region = found[1].lower(), found[2], found[3]
    if language != "en":
        from babel.localedata import exists

        if not exists(language):
            raise ValueError(f"nothing is known of the language '{value}'; write en-US, en-GB, de or fr-CA")
    return "-".join(part for part in (language, script and script.title(), region and region.upper()) if part)


def parse_currency(value: object) -> str:
    """Read a currency by its three letters."""
    text = value.strip().upper() if isinstance(value, str) else ""
    if not _CURRENCY.match(text):
        raise ValueError(f"'{value}' is not a currency; write its three letters, such as USD or EUR")
    return text


def parse_version(value: object) -> object:
    """Read the version of the file format, which is a whole number."""
    return int(value) if isinstance(value, str) and value.strip().isdecimal() else value


def parse_weekday(value: object) -> object:
    """Read a day of the week by its first three letters or its whole name, in any case."""
    text = value.strip().lower() if isinstance(value, str) else ""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return text[:3] if text in names else text or value


def parse_raci(value: object) -> str:
    """Read one cell of a RACI matrix; responsible and accountable in one cell is written R/A."""
    if value is None:
        return ""
    text = str(value).upper().replace(" ", "").replace(",", "/").replace("RA", "R/A").replace("AR", "A/R")
    if text in ("A/R", "R/A"):
        return "R/A"
    if text in ("", "R", "A", "C", "I"):
        return text
    raise ValueError(f"'{value}' is not a RACI letter; write R, A, C, I or R/A")
