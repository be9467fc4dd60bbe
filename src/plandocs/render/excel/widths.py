"""How wide columns are and how tall headers: measured by the brand's font, so that nothing is cut to ####.

Widths are in characters, as Excel counts them: digits of the body font at its size, plus a little padding.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from plandocs.content.sheets import DataTable, SheetColumn, Value
from plandocs.render.metrics import metrics

NARROWEST, WIDEST = 8.0, 60.0
SIZE = 10.0
LINE_POINTS = 12.75
ROW_POINTS = 17.25
"""The height of a row of one line."""

_PIXELS_PER_POINT = 96 / 72
_DIGIT_PIXELS = 7
_PADDING_PIXELS = 12
_CELL_PIXELS = 6
_DEFAULT_WIDTH = 8.43
_SURE = 0.97
"""The share of a column that a line may fill: programs set the same text a little wider or narrower."""
_TALLEST = 409.0
"""Excel's limit for a row."""
_FILTER_PIXELS = 20
"""The filter button in a header takes this much of its line."""

_SAMPLES = {"date": "Wed 28 Aug 2027", "percent": "100%", "letter": "R/A"}
_ROWS_MEASURED = 400
_WRAPPED_CHARACTERS = 34
"""Longer texts wrap, rather than make their column as wide as they are."""


def table_widths(table: DataTable, font: str) -> dict[int, float]:
    """Return the width of each of a table's columns, by its number on the sheet."""
    return {
        table.column + place: _column_width(column, [row[place] for row in table.rows[:_ROWS_MEASURED]], font)
        for place, column in enumerate(table.columns)
    }


def header_height(table: DataTable, widths: dict[int, float], font: str) -> float:
    """Return the height that the header's titles need, wrapped to their columns."""
    measure = metrics(font, SIZE, True)
    lines = 1
    for place, column in enumerate(table.columns):
        inside = (widths[table.column + place] * _DIGIT_PIXELS - _FILTER_PIXELS) / _PIXELS_PER_POINT
        lines = max(lines, len(measure.wrap(column.title, max(inside, 1.0))))
    return lines * LINE_POINTS + 8


class Fitting:
    """Measures how tall the texts of a sheet's columns make their rows. Each text is measured once a width."""

    __slots__ = ("_bold", "_known", "_plain", "_widths")

    def __init__(self, font: str, widths: Mapping[int, float]) -> None:
        self._plain = metrics(font, SIZE)
        self._bold = metrics(font, SIZE, True)
        self._widths = widths
        self._known: dict[tuple[str, float, bool], float] = {}

    def height(self, text: str, column: int, *, bold: bool = False) -> float:
        """Return the height of a row in which a text wraps to a column; a single line is `ROW_POINTS`."""
        width = self._widths.get(column, _DEFAULT_WIDTH)
        key = (text, width, bold)
        found = self._known.get(key)
        if found is None:
            measure = self._bold if bold else self._plain
            inside = max((width * _DIGIT_PIXELS - _CELL_PIXELS) / _PIXELS_PER_POINT, 1.0)
            inside *= _SURE
            lines = 1 if "\n" not in text and measure.width(text) <= inside else len(measure.wrap(text, inside))
            found = self._known[key] = min(ROW_POINTS + (lines - 1) * LINE_POINTS, _TALLEST)
        return found


def text_width(text: str, font: str, *, bold: bool = False, size: float = SIZE) -> float:
    """Return the width in characters that a text needs on one line."""
    return (metrics(font, size, bold).width(text) * _PIXELS_PER_POINT / _SURE + _PADDING_PIXELS) / _DIGIT_PIXELS


def _column_width(column: SheetColumn, values: list[Value], font: str) -> float:
    longest_word = max((text_width(word, font, bold=True) for word in column.title.split()), default=0.0)
    header = longest_word + (_FILTER_PIXELS - _PADDING_PIXELS / 2) / _DIGIT_PIXELS
    texts = {_as_shown(value, column) for value in values if value is not None and value != ""}
    if column.choices is not None:
        texts |= set(column.choices.values)
    content = max((text_width(text, font) for text in texts), default=0.0)
    if column.kind in _SAMPLES:
        content = max(content, text_width(_SAMPLES[column.kind], font))
    if column.kind == "text" and content > column.most:
        content = max(min(_WRAPPED_CHARACTERS, column.most), _balanced(texts, font), _longest_word(texts, font))
    return round(min(max(NARROWEST, header, content), max(column.most, header), WIDEST), 1)


def _balanced(texts: set[str], font: str) -> float:
    """Return a width at which most of the texts take two lines at most."""
    widths = sorted(text_width(text, font) for text in texts)
    return widths[len(widths) * 3 // 4] * 0.55 + 2


def _longest_word(texts: set[str], font: str) -> float:
    return max((text_width(word, font) for text in texts for word in text.split()), default=0.0)


def _as_shown(value: Value, column: SheetColumn) -> str:
    if isinstance(value, date):
        return _SAMPLES["date"]
    if column.kind == "money" and isinstance(value, int | float | Decimal):
        return f"{value:,.2f} USD"
    if isinstance(value, float):
        return f"{value:.2f}"
    if column.tones:
        return f"{value} ● "
    return str(value)
