"""Dates, numbers and money as a reader of one language writes them.

English dates read `Thu 25 Feb 2027`: the month is a word, so nobody takes day for month on either side of an ocean.
Other languages follow their own conventions, through Babel. Nothing here asks the machine's locale.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

NBSP = "\u00a0"

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIRST_OF_MONTH = {"fr": "1er", "pt": "1º"}
"""Languages that count the first day of a month: `1er févr. 2027`."""
_FIRST = re.compile(r"(?<!\d)1(?=[\s–])")
_LETTER_REGIONS = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "SV", "HN", "NI", "CR", "PA", "DO", "PR"})


@dataclass(frozen=True, slots=True)
class Formats:
    """How one language (`en-US`, `de`) writes dates, numbers and money in one currency."""

    language: str
    currency: str

    @property
    def paper(self) -> str:
        """The paper of the language's region: Letter in North America and a few more, else A4."""
        region = self.language.replace("_", "-").partition("-")[2].upper()
        return "Letter" if region in _LETTER_REGIONS else "A4"

    def day(self, day: date) -> str:
        """Return a day with its weekday, its parts held together: `Thu 25 Feb 2027`."""
        return _date(self.language, day, "full")

    def short_date(self, day: date) -> str:
        """Return a day without weekday: `25 Feb 2027`."""
        return _date(self.language, day, "year")

    def day_month(self, day: date) -> str:
        """Return a day without its year: `25 Feb`."""
        return _date(self.language, day, "short")

    def month(self, day: date) -> str:
        """Return the month and year: `Feb 2027`."""
        return _date(self.language, day, "month")

    def span(self, first: date, last: date) -> str:
        """Return a span of days, the shared parts once: `12–13 Jan 2027`; one day alone when both are the same."""
        if first == last:
            return self.short_date(first)
        if not self._is_english:
            return _babel_span(self.language, first, last, "yMMMd")
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.short_date(last)}"
        if first.year == last.year:
            return f"{self.day_month(first)} – {self.short_date(last)}"
        return f"{self.short_date(first)} – {self.short_date(last)}"

    def short_span(self, first: date, last: date) -> str:
        """Return a span of days without its year: `12–13 Jan`, `12 Jan – 3 Feb`, or `12 Jan` for one day."""
        if first == last:
            return self.day_month(first)
        if not self._is_english:
            return _babel_span(self.language, first, last, "MMMd")
        start = str(first.day) if first.month == last.month else f"{self.day_month(first)} "
        return f"{start}–{'' if first.month == last.month else ' '}{self.day_month(last)}"

    def pair(self, name: str, text: str) -> str:
        """Return a name and what is said of it: `Owner: Kim`, in French with the blank before the colon."""
        return f"{name}{self._before_marks}: {text}"

    def apart(self, items: Sequence[str]) -> str:
        """Return items that may have commas of their own, set apart by semicolons: `Alpha, Beta; Gamma`."""
        return f"{self._before_marks}; ".join(items)

    def number(self, value: int | float | Decimal) -> str:
        """Return a number with the language's separators and at most two decimals, none of them needless."""
        return _number(self.language, Decimal(str(value)))

    def money(self, value: Decimal) -> str:
        """Return an amount with its currency, cents only where there are any."""
        return _money(self.language, self.currency, value)

    def currency_sign(self) -> tuple[str, bool]:
        """Return the currency as it stands beside an amount, and whether it stands before it."""
        if self._is_english:
            return self.currency, True
        from babel.numbers import get_currency_symbol

        pattern = _money_pattern(self.language, "")
        return get_currency_symbol(self.currency, locale_of(self.language)), pattern.index("¤") < pattern.index("0")

    def percent(self, value: int | float | Decimal) -> str:
        """Return a share given in hundredths: 60 is `60%`, or as the language writes it.

        A decimal is an agreed share and keeps up to two decimals, 33.33%; other numbers are measured, and rounded.
        """
        if isinstance(value, Decimal) and value != value.to_integral_value():
            return _exact_percent(self.language, value)
        return _percent(self.language, Decimal(str(value)))

    @property
    def _before_marks(self) -> str:
        """What stands before a colon or a semicolon."""
        return NBSP if self.language.lower().startswith("fr") else ""

    @property
    def _is_english(self) -> bool:
        return self.language.lower().startswith("en")


def _date(language: str, day: date, form: str) -> str:
    if language.lower().startswith("en"):
        month = _MONTHS[day.month - 1]
        if form == "full":
            return f"{_WEEKDAYS[day.weekday()]}{NBSP}{day.day}{NBSP}{month}{NBSP}{day.year}"
        if form == "year":
            return f"{day.day}{NBSP}{month}{NBSP}{day.year}"
        return f"{day.day}{NBSP}{month}" if form == "short" else f"{month}{NBSP}{day.year}"
    return _babel_date(language, day, form)


@lru_cache(maxsize=4096)
def _babel_date(language: str, day: date, form: str) -> str:
    from babel.dates import format_skeleton

    skeleton = {"full": "yMMMEd", "year": "yMMMd", "short": "MMMd", "month": "yMMM"}[form]
    text = str(format_skeleton(skeleton, day, locale=locale_of(language)))
    return _as_written(language, text).replace(" ", NBSP)


@lru_cache(maxsize=4096)
def _babel_span(language: str, first: date, last: date, skeleton: str) -> str:
    """Return a span of days: closed up within a month, `11–13 janv. 2027`, else with room for a line to break."""
    from babel.dates import format_interval

    text = str(format_interval(first, last, skeleton, locale=locale_of(language)))
    dash = "–" if (first.year, first.month) == (last.year, last.month) else " – "
    before, parted, after = re.sub(r"\s*–\s*", "–", _as_written(language, text)).replace(" ", NBSP).partition("–")
    return f"{before}{dash}{after}" if parted else before


def _as_written(language: str, text: str) -> str:
    """Return a date as people write it where the locale data has only the rule for all days.

    Portuguese leaves out `de` beside an abbreviated month, `25 fev. 2027`. Source: ABNT NBR 5892.
    """
    spoken = language[:2].lower()
    if spoken == "pt":
        text = text.replace(" de ", " ")
    return _FIRST.sub(_FIRST_OF_MONTH[spoken], text) if spoken in _FIRST_OF_MONTH else text


@lru_cache(maxsize=4096)
def _number(language: str, value: Decimal) -> str:
    from babel.numbers import format_decimal

    return _common_blank(str(format_decimal(value, format="#,##0.##", locale=locale_of(language))))


@lru_cache(maxsize=4096)
def _money(language: str, currency: str, value: Decimal) -> str:
    from babel.numbers import format_currency

    locale = locale_of(language)
    whole = value == value.to_integral_value()
    text = format_currency(
        value,
        currency,
        locale=locale,
        currency_digits=not whole,
        format=_money_pattern(language, decimals="" if whole else ".00"),
    )
    return _common_blank(str(text)).replace(" ", NBSP)


def _common_blank(text: str) -> str:
    """Return a number with the no-break space that every font has: the narrow one of French many fonts lack."""
    return text.replace("\u202f", NBSP)


def _money_pattern(language: str, decimals: str) -> str:
    """Return how a language writes an amount: `USD 12,500` in English, which knows several dollars, else by Babel."""
    if language.lower().startswith("en"):
        return f"¤¤ #,##0{decimals}"
    pattern = str(locale_of(language).currency_formats["standard"].pattern).partition(";")[0]
    return re.sub(r"\.0+", decimals, pattern)


@lru_cache(maxsize=4096)
def _percent(language: str, value: Decimal) -> str:
    from babel.numbers import format_percent

    return _common_blank(str(format_percent(value / 100, locale=locale_of(language))))


@lru_cache(maxsize=4096)
def _exact_percent(language: str, value: Decimal) -> str:
    from babel.numbers import format_percent

    locale = locale_of(language)
    pattern = re.sub("0(?!.*0)", "0.##", locale.percent_formats[None].pattern)
    return str(format_percent(value / 100, format=pattern, locale=locale))


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    """Return Babel's locale of a language tag; ValueError for a tag that Babel does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language.replace("-", "_"))
    except UnknownLocaleError:
        raise ValueError(
            f"'{language}' is not a language that can be written; use a tag such as en-US or de-DE"
        ) from None
