"""What the deck's tables have in common."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Table


def without_empty_columns(table: Table) -> Table:
    """Return a table without the columns that no plain row fills: a heading over nothing tells nothing."""
    plain = [row for row in table.rows if row.kind == "plain"]
    kept = [place for place in range(len(table.columns)) if any(row.cells[place] not in (None, "") for row in plain)]
    if not plain or len(kept) == len(table.columns):
        return table
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in table.rows),
    )
