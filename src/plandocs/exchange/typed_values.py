"""What people type into cells, as values: days, numbers and shares in the ways that several languages write them.

A text that cannot be taken for one thing only gives None; nothing is guessed. Babel is asked for the names of months.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from plandocs.content.formats import locale_of

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2})?)?")
_PARTS = re.compile(r"(\d{1,2})[./\- ]+(\d{1,2})[./\- ]+(\d{4}|\d{2})")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "º", "de", "del", "o", "a"})
_LONGEST_NUMBER = 24
_MISTYPED = re.compile(r"\d[OolI](?![^\W\d_])|(?<![^\W\d_])[OolI]\d")
"""A letter that was meant for a nought or a one: `6O` is no six."""
_SHARE = re.compile(
    r"([-+]?[\d.,\s’']+?)\s*(%|percent|per cent|prozent|pour cent|por ciento|por cento)?", re.IGNORECASE
)
_MONTH_FIRST = frozenset({"US", "PH"})


def typed_day(text: str, language: str) -> date | datetime | None:
    """Return the day that a text means: `2027-01-29`, `29.01.2027`, `29 Jan 2027`, `Jan 29, 2027`; a time may follow.

    Of figures alone the language says which is the month, unless one is above 12; English without a region takes
    the month first only where nothing else fits.
    """
    text = text.strip().replace("\xa0", " ").replace("\u202f", " ")
    iso = _ISO.fullmatch(text)
    if iso:
        day = _day(int(iso[1]), int(iso[2]), int(iso[3]))
        if day is None or iso[4] is None:
            return day
        hour, minute = int(iso[4]), int(iso[5])
        return datetime(day.year, day.month, day.day, hour, minute) if hour < 24 and minute < 60 else None
    parts = _PARTS.fullmatch(text)
    if parts:
        first, second, year = int(parts[1]), int(parts[2]), _year(parts[3])
        month_first = language.replace("_", "-").partition("-")[2].upper() in _MONTH_FIRST and "." not in text
        if month_first:
            return _day(year, first, second) or _day(year, second, first)
        return _day(year, second, first) or _day(year, first, second)
    return _in_words(text, language)


def _in_words(text: str, language: str) -> date | None:
    figures: list[str] = []
    month = 0
    months, weekdays = _names(language)
    for word in _WORDS.findall(text.casefold()):
        if word.isdecimal():
            figures.append(word)
        elif word in months:
            if month:
                return None
            month = months[word]
        elif word not in weekdays and word not in _ORDINALS:
            return None
    if not month or len(figures) != 2:
        return None
    if len(figures[0]) == 4:
        figures.reverse()
    return _day(_year(figures[1]), month, int(figures[0])) if len(figures[1]) in (2, 4) else None


@lru_cache(maxsize=16)
def _names(language: str) -> tuple[dict[str, int], frozenset[str]]:
    """Return the months by name, those of the language and English ones, and the names of the days of the week."""
    months: dict[str, int] = {}
    weekdays: set[str] = set()
    for tag in ("en", language):
        locale = locale_of(tag)
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[form][width].items():
                    months[_bare(name)] = number
                weekdays |= {_bare(name) for name in locale.days[form][width].values()}
    months.setdefault("sept", 9)
    return months, frozenset(weekdays)


def _bare(name: str) -> str:
    return name.casefold().strip(". ")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def typed_number(text: str) -> Decimal | None:
    """Return the number that a text means, with comma or point, currency and blanks left out.

    One sign alone with three figures behind it (`1.200`, `1,200`) parts thousands.
    """
    bare = re.sub(r"[^\d.,+\-]", "", re.sub(r"(?<=\d)['’\s](?=\d{3})", "", text.strip()))
    if not bare or len(bare) > _LONGEST_NUMBER or re.search(r"\d\s*[^\W\d_]+\s*\d", text):
        return None
    if _MISTYPED.search(text):
        return None
    last = max(bare.rfind(","), bare.rfind("."))
    if last >= 0:
        sign = bare[last]
        other = "." if sign == "," else ","
        if bare.count(sign) > 1 or (other not in bare and re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", bare)):
            bare = bare.replace(sign, "").replace(other, ".")
        else:
            bare = bare.replace(other, "").replace(sign, ".")
    try:
        found = Decimal(bare)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def typed_share(text: str) -> Decimal | None:
    """Return the share of one that a text means: `60%`, `60 %`, `60 percent`, `60` and `0,6` are 0.6."""
    found = _SHARE.fullmatch(text.strip())
    number = None if found is None else typed_number(found[1])
    in_hundredths = found is not None and bool(found[2])
    return None if number is None else as_share(number, in_hundredths=in_hundredths)


def as_share(number: Decimal, *, in_hundredths: bool = False) -> Decimal:
    """Return a number as a share of one: what is above 1 was meant in hundredths."""
    return number / 100 if in_hundredths or number > 1 else number
