"""A cell as what it says and as a value of the plan: days, people, choices in words, shares, amounts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from plandocs.content.sheet_memory import normal
from plandocs.content.wording import Words
from plandocs.errors import did_you_mean
from plandocs.exchange.patching import Value
from plandocs.exchange.spreadsheets import Cell, CellError, Spreadsheet
from plandocs.exchange.typed_values import as_share, typed_day, typed_number, typed_share
from plandocs.plan.durations import plain_decimal
from plandocs.plan.model import Plan
from plandocs.plan.parsing import parse_raci
from plandocs.syncing.workbook.fields import Field

_LENGTH = re.compile(r"\d+(?:\.\d+)?\s*[a-z]{1,2}")
_LONGEST_TEXT = 20_000


class Unusable(Exception):
    """A cell that cannot be taken: why, and what to write instead."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.fix = fix


@dataclass(frozen=True)
class Reading:
    """What it takes to read the cells of one workbook: its days, its words, and the plan's people."""

    book: Spreadsheet
    words: Words
    plan: Plan

    @property
    def language(self) -> str:
        """The language that the workbook was made in."""
        return self.words.formats.language

    def said(self, cell: Cell | None, kind: str) -> str:
        """Return what a cell says, in the form in which the values of a column of its kind are compared."""
        if isinstance(cell, CellError):
            return f"\0{cell.text}"
        if cell is None or isinstance(cell, bool | datetime):
            return normal(cell if not isinstance(cell, bool) else str(cell).lower(), kind)
        if kind == "date":
            found = self.book.day(cell) if isinstance(cell, float) else typed_day(cell, self.language)
            return normal(cell if found is None else found, kind)
        if kind in ("number", "money", "percent"):
            if isinstance(cell, str):
                number = typed_share(cell) if kind == "percent" else typed_number(cell)
            else:
                number = as_share(Decimal(repr(cell))) if kind == "percent" else Decimal(repr(cell))
            return normal(cell if number is None else number, kind)
        return normal(cell, kind)

    def value(self, cell: Cell | None, field: Field, said: str) -> Value:
        """Return what a cell means for a key of the plan; None for an empty one. Raises Unusable."""
        if isinstance(cell, CellError):
            raise Unusable(f"the cell holds no value but {cell.text}", "type the value itself")
        if said == "":
            if field.needed:
                raise Unusable(f"'{field.key}' may not be empty", "fill it in, or undo the change")
            return None
        match field.what:
            case "day" | "moment" | "day_or_text":
                return self._day(said, field)
            case "person":
                return self._person(said)
            case "choice":
                return self._choice(said, self.words.table(field.words))
            case "level":
                return self._choice(said, self.words.table("common.level"))
            case "number" | "money" | "whole" | "share":
                return self._number(cell, said, field)
            case "length":
                return self._length(said)
            case "option":
                return self._option(said)
            case "people":
                return [self._person(part) for part in map(str.strip, said.split(",")) if part]
            case "hours":
                return self._hours(said)
        text = cell if isinstance(cell, str) else said
        if len(text) > _LONGEST_TEXT:
            raise Unusable(f"the text has more than {_LONGEST_TEXT:,} characters", "shorten it")
        return "\n".join(line.rstrip() for line in text.strip().split("\n"))

    def _day(self, said: str, field: Field) -> Value:
        try:
            if len(said) > 10 and field.what == "moment":
                datetime.fromisoformat(said)
                return said
            return date.fromisoformat(said[:10] if len(said) == 16 else said)
        except ValueError:
            if field.what == "day_or_text":
                return said
        example = self.words.formats.short_date(date(2027, 1, 29)).replace("\xa0", " ")
        raise Unusable(f"'{said}' is not a day", f"write it like 2027-01-29 or {example}")

    def _person(self, said: str) -> Value:
        found = self._by_name.get(said.casefold())
        if found is not None and len(found) > 1:
            ids = ", ".join(found)
            raise Unusable(f"several people are called '{said}'", f"write one of their ids: {ids}")
        return found[0] if found else said

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        names: dict[str, list[str]] = {key.casefold(): [key] for key in self.plan.people}
        for key, person in self.plan.people.items():
            keys = names.setdefault(normal(person.name, "text").casefold(), [])
            if key not in keys:
                keys.append(key)
        return names

    def nearest_person(self, said: str) -> str:
        """Return a question after a person whose name is nearly so; empty where none is."""
        return did_you_mean(said, [person.name for person in self.plan.people.values()])

    def _choice(self, said: str, table: tuple[tuple[str, str], ...]) -> Value:
        folded = said.casefold()
        for key, word in table:
            if folded in (key.casefold(), key.replace("_", " ").casefold(), normal(word, "text").casefold()):
                return key
        words = [word for _, word in table]
        raise Unusable(f"'{said}' is none of the choices", f"choose one of {', '.join(words)}")

    def _number(self, cell: Cell | None, said: str, field: Field) -> Value:
        fix = "write it like 60%" if field.what == "share" else "type a number"
        if isinstance(cell, bool | datetime):
            raise Unusable(f"'{said}' is not a number", fix)
        try:
            number = Decimal(said)
        except ArithmeticError:
            raise Unusable(f"'{said}' is not a number", fix) from None
        if not number.is_finite():
            raise Unusable(f"'{said}' is not a number", fix)
        if field.what == "share":
            if not 0 <= number <= 1:
                raise Unusable(f"'{said}' is not a share from 0% to 100%", "write it like 60%")
            return f"{plain_decimal(round(number * 100, 2))}%"
        if field.what == "whole" and number != number.to_integral_value():
            raise Unusable(f"'{said}' is not a whole number", "type a whole number")
        return int(number) if number == number.to_integral_value() else number

    def _length(self, said: str) -> Value:
        text = said.lower()
        if _LENGTH.fullmatch(text):
            return text.replace(" ", "")
        try:
            number = Decimal(text)
        except ArithmeticError:
            number = Decimal(-1)
        if not number.is_finite() or number < 0:
            raise Unusable(f"'{said}' is not a duration in days", "type a number of working days")
        return f"{plain_decimal(number)}d"

    def _hours(self, said: str) -> Value:
        try:
            number = Decimal(said)
        except ArithmeticError:
            number = Decimal(-1)
        if not number.is_finite() or number < 0:
            raise Unusable(f"'{said}' is not a number of hours", "type a number")
        return int(number) if number == number.to_integral_value() else number

    def _option(self, said: str) -> Value:
        found = re.match(r"\d{1,3}(?=\D|$)", said)
        if found is None:
            raise Unusable(f"'{said}' does not begin with the number of an option", "write its number, such as 2")
        return int(found[0])

    def letter(self, cell: Cell | None, said: str) -> Value:
        """Return a RACI letter; None for an empty cell. Raises Unusable."""
        if isinstance(cell, CellError):
            raise Unusable(f"the cell holds no value but {cell.text}", "type the letter itself")
        try:
            return parse_raci(said) or None
        except ValueError:
            raise Unusable(f"'{said}' is not a RACI letter", "write R, A, C, I or R/A") from None
