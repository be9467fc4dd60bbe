"""Columns are as wide as their texts ask for."""

from __future__ import annotations

from plandocs.render.word.widths import SAMPLE, ColumnText, column_widths


def _widths(*cells: str) -> tuple[int, ...]:
    columns = [ColumnText("A", cells), ColumnText("B", ["word " * 40])]
    return column_widths(columns, 9000, font="Arial", size=10, padding=100)


def test_of_equally_long_cells_the_first_are_measured() -> None:
    # A set would choose others in every run, and the file would not be the same.
    narrow = [f"{number:010b}".translate({48: "i", 49: "l"}) for number in range(SAMPLE)]
    wide = [f"W{number:09}" for number in range(3 * SAMPLE)]
    assert _widths(*narrow, *wide) == _widths(*narrow)
    assert _widths(*wide, *narrow) == _widths(*wide) != _widths(*narrow)
