"""Cells as XML: a value and where it stands become one `<c>` element.

Texts are always texts: what begins with `=`, `+`, `-` or `@` is stored as a string and never as a formula. Dates are
counted as Excel counts them. Nothing here knows a style's look; it is given the index.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from plandocs.content.sheets import Value
from plandocs.render.xmltext import clean_text, escape_cell, escape_text, space_attribute

TEXT_LIMIT = 32_767
"""What one cell can hold; Excel cuts the rest without a word."""

_EXCEL_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_COUNTED_DAY = date(1900, 3, 1).toordinal()
"""Excel takes 1900 for a leap year: earlier days would be one off."""


class SharedStrings:
    """The texts of a workbook, each kept once. `kept` are the entries a template brought, as XML."""

    def __init__(self, kept: tuple[str, ...] = ()) -> None:
        self._kept = kept
        self._first = len(kept)
        self._index: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._kept) + len(self._index)

    def index(self, text: str) -> int:
        """Return the number of a text."""
        return self._index.setdefault(text, len(self._index) + self._first)

    def to_bytes(self) -> bytes:
        """Return the shared strings part."""
        rows = [f"<si><t{space_attribute(text)}>{escape_cell(text)}</t></si>" for text in map(fitting, self._index)]
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' uniqueCount="{len(self)}">{"".join(self._kept)}{"".join(rows)}</sst>'
        ).encode()


def fitting(text: str) -> str:
    """Return a text that a cell can hold; of a longer one the beginning, and how much was left out."""
    if len(text) <= TEXT_LIMIT:
        return text
    kept = TEXT_LIMIT - 40
    return f"{clean_text(text[:kept])} […+{len(text) - kept:,}]"


def cell(place: str, style: int, value: Value, strings: SharedStrings) -> str:
    """Return the cell at a place such as `B7`; None gives an empty cell that keeps its style."""
    if isinstance(value, str):
        if not value:
            return f'<c r="{place}" s="{style}"/>'
        return f'<c r="{place}" s="{style}" t="s"><v>{strings.index(value)}</v></c>'
    if value is None:
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, date):
        if value.toordinal() < _FIRST_COUNTED_DAY:
            return f'<c r="{place}" s="{style}" t="s"><v>{strings.index(value.isoformat())}</v></c>'
        return f'<c r="{place}" s="{style}"><v>{serial(value)}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" s="{style}" t="b"><v>{int(value)}</v></c>'
    return f'<c r="{place}" s="{style}"><v>{number(value)}</v></c>'


def formula_cell(place: str, style: int, formula: str, result: Value, *, array: bool = False) -> str:
    """Return a cell with a formula and its stored result. `formula` is XML already."""
    opening = f'<f t="array" ref="{place}">' if array else "<f>"
    head = f'<c r="{place}" s="{style}"'
    if result is None or isinstance(result, str):
        text = "" if result is None else escape_cell(fitting(result))
        return f'{head} t="str">{opening}{formula}</f><v>{text}</v></c>'
    if isinstance(result, bool):
        return f'{head} t="b">{opening}{formula}</f><v>{int(result)}</v></c>'
    return f"{head}>{opening}{formula}</f><v>{number(result)}</v></c>"


def number(value: int | float | Decimal | date) -> str:
    """Return a number, or a date as its serial number, in XML's notation.

    ValueError for what is not finite: one such cell makes Excel offer to repair the file.
    """
    if isinstance(value, date):
        return serial(value)
    if isinstance(value, int):
        return str(value)
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"a cell cannot hold the number {value}")
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def serial(day: date) -> str:
    """Return the days since Excel's day zero; a time of day is the fraction."""
    whole = day.toordinal() - _EXCEL_DAY_ZERO
    if not isinstance(day, datetime):
        return str(whole)
    fraction = (day.hour * 3600 + day.minute * 60 + day.second) / 86400
    return number(whole + fraction)


def formula_xml(formula: str) -> str:
    """Return a formula's text for the inside of an element."""
    return escape_text(formula)
