"""The workbook alone, against openpyxl writing the same values and formulas into plain cells.

`python -m benchmarks.sheets ours|cells|rows 1000` writes one in a process of its own and prints what memory it took.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula

from benchmarks import timing
from benchmarks.pipeline import contents, facts, prepare
from benchmarks.plans import AS_OF, plan_text
from benchmarks.report import Measure
from plandocs.documents.workbook import workbook
from plandocs.render.excel import render_workbook

TASKS = 1000
Cell = str | int | float | bool | object


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A sheet's filled cells: by row, (column, value or formula) from left to right. Both count from 1."""

    title: str
    rows: tuple[tuple[int, tuple[tuple[int, Cell], ...]], ...]


def plain_sheets(data: bytes) -> tuple[PlainSheet, ...]:
    """Return what a workbook's cells hold, without styles, empty cells and everything else."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = []
    for sheet in book.worksheets:
        rows = []
        for cells in sheet.iter_rows():
            filled = tuple((cell.column, _plain(cell.value)) for cell in cells if cell.value is not None)
            if filled:
                rows.append((cells[0].row, filled))
        found.append(PlainSheet(sheet.title, tuple(rows)))
    if not any(sheet.rows for sheet in found):
        raise ValueError("the workbook has no cells to compare with")
    return tuple(found)


def _plain(value: Cell) -> Cell:
    return value.text if isinstance(value, ArrayFormula) else value


def count(sheets: tuple[PlainSheet, ...]) -> int:
    """Return the number of filled cells."""
    return sum(len(cells) for sheet in sheets for _, cells in sheet.rows)


def by_cells(sheets: tuple[PlainSheet, ...]) -> bytes:
    """Write the cells as openpyxl's documentation shows it: one after the other, without a style."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        target = book.create_sheet(sheet.title)
        for row, cells in sheet.rows:
            for column, value in cells:
                target.cell(row, column, value)  # type: ignore[arg-type]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_rows(sheets: tuple[PlainSheet, ...]) -> bytes:
    """Write the cells the quickest way that openpyxl knows: whole rows, streamed, never looked at again."""
    book = openpyxl.Workbook(write_only=True)
    for sheet in sheets:
        target = book.create_sheet(sheet.title)
        last = 0
        for row, cells in sheet.rows:
            for _ in range(row - last - 1):
                target.append(())
            line: list[Cell | None] = [None] * cells[-1][0]
            for column, value in cells:
                line[column - 1] = value
            target.append(line)
            last = row
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheets() -> Iterator[Measure]:
    """Compare our workbook, with its styles, rules, names, drop-downs and checks, with openpyxl's bare cells."""
    prepared = prepare(plan_text(TASKS), AS_OF)
    said, known, brand = contents(prepared).workbook, facts(prepared), prepared.brand
    template = brand.template("excel/workbook.xlsx")
    plain = plain_sheets(render_workbook(said, brand, template))
    times = timing.alternately(
        {
            "write": lambda: render_workbook(said, brand, template),
            "say": lambda: workbook(known, known.words),
            "cells": lambda: by_cells(plain),
            "rows": lambda: by_rows(plain),
        },
        runs=5,
    )
    ours, cells, rows = times["write"], times["cells"], times["rows"]
    note = f"{ours * 1000:.0f} ms against {cells * 1000:.0f} ms, {count(plain):,} filled cells"
    yield Measure("at least as fast as plain openpyxl: ours / its cells", ours / cells, goal=1, note=note)
    yield Measure("ours / openpyxl's write-only rows", ours / rows, note=f"{rows * 1000:.0f} ms")
    whole = ours + times["say"]
    note = f"{times['say'] * 1000:.0f} ms more for what it says and the results of its formulas"
    yield Measure("ours from the plan's facts on / openpyxl's cells", whole / cells, note=note)
    taken = {how: memory(how, TASKS) for how in ("ours", "cells", "rows")}
    note = ", ".join(f"{how} {megabytes:.0f} MB" for how, megabytes in taken.items())
    yield Measure("memory for writing: ours / openpyxl's cells", taken["ours"] / taken["cells"], goal=1.5, note=note)
    more = memory("ours", TASKS * 4)
    note = f"{more:.0f} MB for {TASKS * 4:,} tasks"
    yield Measure("memory for writing four times as many tasks", more / taken["ours"], goal=4.5, note=note)


def memory(how: str, tasks: int) -> float:
    """Return the most megabytes that the writing holds at once, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.sheets", how, str(tasks)]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return float(made["megabytes"])


def main(how: str, tasks: int) -> None:
    """Write one workbook and print the most memory that Python held for it at once, without what C libraries hold."""
    prepared = prepare(plan_text(tasks), AS_OF)
    said, brand = contents(prepared).workbook, prepared.brand
    template = brand.template("excel/workbook.xlsx")
    if how == "ours":
        write: Callable[[], bytes] = lambda: render_workbook(said, brand, template)  # noqa: E731
    else:
        plain = plain_sheets(render_workbook(said, brand, template))
        write = lambda: (by_cells if how == "cells" else by_rows)(plain)  # noqa: E731
    tracemalloc.start()
    write()
    print(json.dumps({"megabytes": tracemalloc.get_traced_memory()[1] / 2**20}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
