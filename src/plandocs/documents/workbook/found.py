"""Rows that show what is chosen of a table, found anew by formula whenever the table changes."""

from __future__ import annotations

from collections.abc import Sequence

from plandocs.content.sheets import DataTable, Formula, Item, Value, address, quoted
from plandocs.documents.workbook.blocks import RowMaker, shortened
from plandocs.documents.workbook.setting import place_of


def nth_chosen(table: DataTable, chosen: str, place: int) -> str:
    """Return the array formula of the id in the nth row, from 1, that a condition chooses; empty where none is left."""
    rows = f"ROW({table.whole('id')})-ROW({table.headers('id')})"
    return f'IFERROR(INDEX({table.whole("id")},SMALL(IF({chosen},{rows}),{place})),"")'


def found_rows(
    table: DataTable,
    chosen: str,
    keys: tuple[tuple[str, str], ...],
    shown: Sequence[tuple[str, tuple[Value, ...]]],
    nothing: str,
    most: int,
) -> tuple[RowMaker, ...]:
    """Return rows that show the chosen rows of a table in order; the first says so when there are none.

    `chosen` is a condition over the table's columns; `keys` are the columns that are shown, with their styles, and
    `shown` what they hold today, by id. The id stands last in each row; the other cells look themselves up by it.
    """
    empty: tuple[Value, ...] = ("",) * len(keys)

    def maker(place: int) -> RowMaker:
        identity, values = shown[place - 1] if place <= len(shown) else ("", empty)

        def make(row: int, column: int) -> tuple[Item | None, ...]:
            own = f"${address(row, column + len(keys))}"
            found = nth_chosen(table, chosen, place)
            items = []
            for number, ((key, style), value) in enumerate(zip(keys, values, strict=True)):
                first = place == 1 and number == 0
                otherwise = quoted(nothing) if first else '""'
                result = nothing if first and not identity else value
                cell = f"INDEX({table.whole(key)},{place_of(table, 'id', own)})"
                text = f'IF({own}="",{otherwise},IF({cell}="","",{cell}))'
                items.append(Item(shortened(text, result) if number == 0 else Formula(text, result), style))
            return (*items, Item(Formula(found, identity, array=True), "formula_id"))

        return make

    return tuple(maker(place) for place in range(1, most + 1))
