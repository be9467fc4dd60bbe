"""The days in the columns of a list: one order of day and month for the whole file, found from its own dates.

A date such as 03/04/2027 has two meanings. If any date of the file can be read in one order only, that order holds
for all; else that of the language, and it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from plandocs.exchange.spreadsheets import Cell, Spreadsheet
from plandocs.exchange.typed_values import typed_day

Order = Literal["dmy", "mdy"]
_FIGURES = re.compile(r"\s*(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})\s*")
_TIME = re.compile(r"[ ,T]+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?$", re.IGNORECASE)
_WEEKDAY = re.compile(r"^[^\W\d_]{2,10}\.?,?\s+(?=\d)")
_FIRST, _LAST = date(1990, 1, 1), date(2199, 12, 31)


@dataclass(slots=True)
class DayReader:
    """Reads the days of one file. `ambiguous` are the cells' texts that could have been read in the other order too."""

    book: Spreadsheet
    language: str
    order: Order
    is_certain: bool
    ambiguous: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, book: Spreadsheet, language: str, texts: Iterable[str], order: Order | None) -> DayReader:
        """Return a reader for the texts in a file's columns of dates; `order` is what the user says, if anything."""
        if order is not None:
            return cls(book, language, order, is_certain=True)
        texts = list(texts)
        found = [parts for parts in map(_FIGURES.fullmatch, texts) if parts]
        day_first = sum(int(parts[1]) > 12 for parts in found)
        month_first = sum(int(parts[2]) > 12 for parts in found)
        if day_first != month_first:
            return cls(book, language, "dmy" if day_first > month_first else "mdy", is_certain=True)
        by_dots = any("." in text for text in texts)
        usual: Order = "mdy" if language == "en" and not by_dots else "dmy"
        return cls(book, language, usual, is_certain=by_dots or language != "en")

    def day(self, value: Cell | None) -> date | None:
        """Return the day that a cell means; None for one that means none. A time of day is left out."""
        found: date | None = None
        if isinstance(value, datetime):
            found = value.date()
        elif isinstance(value, float):
            moment = self.book.day(value)
            found = moment.date() if moment else None
        elif isinstance(value, str):
            found = self._typed(value.strip())
        return found if found and _FIRST <= found <= _LAST else None

    def _typed(self, text: str) -> date | None:
        bare = _TIME.sub("", text)
        parts = _FIGURES.fullmatch(bare) or _FIGURES.fullmatch(_WEEKDAY.sub("", bare))
        if parts is None:
            found = typed_day(bare, self.language) or typed_day(_WEEKDAY.sub("", bare), self.language)
            return found.date() if isinstance(found, datetime) else found
        first, second = int(parts[1]), int(parts[2])
        year = int(parts[3]) if len(parts[3]) == 4 else 2000 + int(parts[3])
        day, month = (first, second) if self.order == "dmy" else (second, first)
        if month > 12 and day <= 12:
            day, month = month, day
        elif first != second and max(first, second) <= 12 and not self.is_certain:
            self.ambiguous.append(text)
        try:
            return date(year, month, day)
        except ValueError:
            return None
