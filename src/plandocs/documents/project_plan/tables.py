"""Tables of the plan: columns that nobody filled are left out, not printed blank."""

from __future__ import annotations

from dataclasses import replace

from plandocs.content.blocks import Row, Table


def without_empty_columns(table: Table) -> Table:
    """Return a table without the columns that are empty in every row; the first column stays."""
    rows = [row for row in table.rows if row.kind != "group"]
    used = [
        number
        for number in range(len(table.columns))
        if number == 0 or not rows or any(row.cells[number] not in (None, "") for row in rows)
    ]
    if len(used) == len(table.columns):
        return table
    return replace(
        table,
        columns=tuple(table.columns[number] for number in used),
        rows=tuple(
            Row(tuple(row.cells[number] for number in used), row.kind, row.indent, row.marked) for row in table.rows
        ),
    )
