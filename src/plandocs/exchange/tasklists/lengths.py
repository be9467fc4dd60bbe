"""Lengths, lags and shares as people type them into lists of tasks, in five languages.

`5d`, `5 Tage`, `1,5 semaines`, `3h`, `2 w 3 d`, `10 days?`: a question mark is Project's sign for an estimate. What is
not one length gives None.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Literal

from plandocs.exchange.spreadsheets import Cell
from plandocs.exchange.typed_values import typed_number
from plandocs.plan.values import Duration, LagUnit

Unit = Literal["d", "w", "h", "ed", "eh", "ew", "mo", "min", "emo"]
LONGEST_DAYS = 5_000
"""A task that is longer is surely a slip of the pen."""
_DAYS_A_MONTH = 20
_DAYS_A_WEEK = 5
_HOURS_A_DAY = 8

_UNITS: dict[Unit, str] = {
    "d": "d|day|days|t|tg|tag|tage|tagen|at|arbeitstag|arbeitstage|wd|j|jr|jrs|jour|jours|jo|dia|dias",
    "w": "w|wk|wks|week|weeks|wo|woche|wochen|kw|sem|sems|semaine|semaines|sm|semana|semanas|s",
    "h": "h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures|hora|horas",
    "ed": "ed|eday|edays|elapsed day|elapsed days|ft|ftag|ftage|kt|kalendertag|kalendertage|je|ej|jour calendaire"
    "|jours calendaires|dt|ddt|calendar day|calendar days|dia corrido|dias corridos|dias naturales|ddias",
    "eh": "eh|ehr|ehrs|ehour|ehours|elapsed hours|fstd|fstunde|fstunden|he|hdt",
    "ew": "ew|ewk|ewks|eweek|eweeks|elapsed weeks|fw|fwo|fwoche|fwochen|seme|semdt",
    "mo": "mo|mon|mons|month|months|mth|mths|monat|monate|monaten|mois|ms|mes|meses",
    "emo": "emo|emon|emons|emonth|emonths|fmonat|fmonate",
    "min": "m|min|mins|minute|minutes|minuten|minuto|minutos",
}
_UNIT_OF: dict[str, Unit] = {word: unit for unit, words in _UNITS.items() for word in words.split("|")}
_PART = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*([a-z]+(?: [a-z]+)*)?\.?\s*(?:,|and|und|et|y|e|\+)?\s*")


def length_of(value: Cell | None, unit: Literal["d", "w", "h", ""]) -> Duration | None:
    """Return the length that a cell means; a number alone is of the unit that the column has, else of days."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        return _bounded(Decimal(repr(value)), unit or "d")
    if not isinstance(value, str):
        return None
    text = _plain(value).rstrip("?").strip()
    number = re.fullmatch(r"\d+(?:[.,]\d+)?", text)
    if number:
        amount = typed_number(text)
        return None if amount is None else _bounded(amount, unit or "d")
    parts = _parts(text)
    if not parts:
        return None
    if len(parts) == 1:
        return _bounded(*parts[0])
    return _sum(parts)


def lag_of(sign: str, text: str) -> tuple[Decimal, LagUnit] | None:
    """Return a lag: `2d`, `2 Tage`, `50%`, `1 semaine`; a number alone is of days. A negative one is a lead."""
    factor = -1 if sign in "-−–" else 1
    bare = _plain(text)
    share = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*%", bare)
    if share:
        return factor * Decimal(share[1].replace(",", ".")), "%"
    number = re.fullmatch(r"\d+(?:[.,]\d+)?", bare)
    parts = [(Decimal(bare.replace(",", ".")), "d")] if number else _parts(bare)
    if len(parts) != 1:
        return None
    amount, unit = parts[0]
    if unit == "mo":
        amount, unit = amount * _DAYS_A_MONTH, "d"
    elif unit == "emo":
        amount, unit = amount * 30, "ed"
    elif unit == "min":
        amount, unit = amount / 60, "h"
    if amount > LONGEST_DAYS * _HOURS_A_DAY:
        return None
    return factor * _tidy(amount), unit  # type: ignore[return-value]  # months and minutes are gone


def _parts(text: str) -> list[tuple[Decimal, Unit]]:
    """Return amounts with their units; none where something else stands in the text."""
    found: list[tuple[Decimal, Unit]] = []
    place = 0
    while place < len(text):
        part = _PART.match(text, place)
        unit = _UNIT_OF.get(part[2] or "") if part else None
        if part is None or unit is None or part.end() == place:
            return []
        found.append((Decimal(part[1].replace(",", ".")), unit))
        place = part.end()
    return found


def _sum(parts: list[tuple[Decimal, Unit]]) -> Duration | None:
    """Return several amounts as one: of days where all are whole weeks and days, else of hours."""
    units = {unit for _, unit in parts}
    if units <= {"d", "w", "mo"}:
        each = {"d": 1, "w": _DAYS_A_WEEK, "mo": _DAYS_A_MONTH}
        return _bounded(sum((amount * each[unit] for amount, unit in parts), Decimal(0)), "d")
    if units <= {"d", "h", "min"}:
        hours = {"d": Decimal(_HOURS_A_DAY), "h": Decimal(1), "min": Decimal(1) / 60}
        return _bounded(sum((amount * hours[unit] for amount, unit in parts), Decimal(0)), "h")
    return None


def _bounded(amount: Decimal, unit: Unit | str) -> Duration | None:
    """Return a length in a unit of plans; None for a negative one, and for one that nobody means."""
    if unit in ("mo", "emo"):
        amount, unit = (amount * _DAYS_A_MONTH, "d") if unit == "mo" else (amount * 30, "ed")
    elif unit == "min":
        amount, unit = amount / 60, "h"
    elif unit in ("eh", "ew"):
        amount, unit = (amount / 24 if unit == "eh" else amount * 7), "ed"
    days = {"d": Decimal(1), "ed": Decimal(1), "w": Decimal(_DAYS_A_WEEK), "h": Decimal(1) / _HOURS_A_DAY}[unit]
    if not 0 <= amount * days <= LONGEST_DAYS:
        return None
    return Duration(_tidy(amount), unit)  # type: ignore[arg-type]  # only units of plans are left


def _tidy(amount: Decimal) -> Decimal:
    """Return an amount with at most four figures behind the point: 0.1 + 0.2 of a spreadsheet is 0.3."""
    return round(amount, 4).normalize() + 0


def _plain(text: str) -> str:
    text = text.replace("\xa0", " ").replace("\u202f", " ").strip().casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
