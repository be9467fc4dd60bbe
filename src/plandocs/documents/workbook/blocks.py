"""A block of the dashboard: a heading, a header row, rows of formulas, and the rules that colour them.

Formulas are made for the row they come to stand in, because they refer to cells beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plandocs.content.sheets import Area, AreaRule, Formula, Item, RuleStyle, Value, address
from plandocs.documents.workbook.setting import Setting

_MOST_CHARACTERS = 110
"""Three lines of a wide column; longer texts are read on their own sheet."""

RowMaker = Callable[[int, int], tuple[Item | None, ...]]
"""Makes a row of items for the row and first column it is placed at."""


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """A rule over one column of a block, counted from 0. `{cell}` in `when` is the column's first cell."""

    column: int
    when: str
    style: RuleStyle


@dataclass(frozen=True, slots=True)
class Block:
    """A block before it is placed."""

    heading: str | Formula
    titles: tuple[tuple[str, str], ...]
    """Pairs of a title and its header style."""
    rows: tuple[RowMaker, ...]
    rules: tuple[ColumnRule, ...] = ()
    total: RowMaker | None = None

    def placed(self, row: int, column: int) -> tuple[Area, tuple[AreaRule, ...]]:
        """Return the block's cells from a row and column on, and its rules."""
        head: tuple[Item | None, ...] = (
            Item(self.heading, "heading"),
            *(Item(None, "heading") for _ in self.titles[1:]),
        )
        lines = [head, tuple(Item(title, style) for title, style in self.titles)]
        first = row + 2
        # A row that says less than its header is ruled as far as it: the hairline would end in the middle.
        lines += [
            (*items, *[Item(None, "formula_id")] * (len(self.titles) - len(items)))
            for items in (maker(first + place, column) for place, maker in enumerate(self.rows))
        ]
        last = first + len(self.rows) - 1
        if self.total is not None:
            lines.append(self.total(last + 1, column))
        rules = tuple(
            AreaRule(
                f"{address(first, column + rule.column)}:{address(last, column + rule.column)}",
                rule.when.replace("{cell}", address(first, column + rule.column)),
                rule.style,
            )
            for rule in self.rules
            if self.rows
        )
        return Area(row, column, tuple(lines), (22.0,)), rules


def shortened(formula: str, text: Value) -> Formula:
    """Return a formula for a text that another gives, cut after a word where it is long, with its result.

    Programs count the characters of a text in UTF-16.
    """
    head = f"LEFT({formula},{_MOST_CHARACTERS - 1})"
    spaces = f'LEN({head})-LEN(SUBSTITUTE({head}," ",""))'
    whole_words = f'IFERROR(LEFT({head},FIND(CHAR(127),SUBSTITUTE({head}," ",CHAR(127),{spaces}))-1),{head})'
    cut = f'IF(LEN({formula})>{_MOST_CHARACTERS},{whole_words}&"…",{formula})'
    units = str(text).encode("utf-16-le")
    if len(units) <= 2 * _MOST_CHARACTERS:
        return Formula(cut, text)
    kept = units[: 2 * (_MOST_CHARACTERS - 1)].decode("utf-16-le", errors="ignore")
    return Formula(cut, (kept.rpartition(" ")[0] if " " in kept else kept) + "…")


def titles(setting: Setting, keys: Sequence[str], *, numbers: bool = False) -> tuple[tuple[str, str], ...]:
    """Return worded column titles with their header styles; those over figures stand at the right."""
    return tuple((setting.say(f"column.{key}"), "header_number" if numbers else "header") for key in keys)
