"""Tables with their rows inserted, deleted or changed inside.

A table whose columns are others, or whose rows are drawn otherwise, such as a chart of bars in time, is replaced as a
whole: the old one, and below it the new one. Everything else is marked row by row, and inside of rows cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree

from plandocs.render.word.names import tag
from plandocs.render.word.redline.alignment import Pair, align
from plandocs.render.word.redline.atoms import like
from plandocs.render.word.redline.blocks import Block, Cell, Row, are_alike
from plandocs.render.word.redline.marks import Change, Marks

Whole = Callable[[list[Block], Change], list[etree._Element]]
"""Writes blocks that are inserted or deleted as they are."""
Merged = Callable[[list[Block], list[Block]], tuple[list[etree._Element], bool]]
"""Writes blocks against others; tells whether anything has changed."""
Noted = Callable[[etree._Element, Row], None]
"""Is told of every row with a change."""


def whole_table(block: Block, change: Change, whole: Whole, marks: Marks, noted: Noted) -> etree._Element:
    """Return a table of which every row is inserted or deleted."""
    made = _without_rows(block.element)
    for row in block.rows:
        made.append(_whole_row(row, change, whole, marks))
        noted(made[-1], row)
    return made


def merged_table(
    old: Block, new: Block, whole: Whole, merged: Merged, marks: Marks, noted: Noted
) -> tuple[list[etree._Element], bool]:
    """Return a table with the rows of both, or both tables, and whether any row has changed."""
    pairs = align([row.piece for row in old.rows], [row.piece for row in new.rows])
    if _is_another(old, new, pairs):
        before = whole_table(old, "del", whole, marks, noted)
        return [before, marks.gap(), whole_table(new, "ins", whole, marks, noted)], True
    made = _without_rows(new.element)
    widths = _widths(new.element)
    changed = False
    for i, j in pairs:
        if i is not None and j is not None and old.rows[i].shape == new.rows[j].shape:
            row, differs = _merged_row(old.rows[i], new.rows[j], merged)
            made.append(row)
            if differs:
                noted(row, new.rows[j])
            changed = changed or differs
            continue
        changed = True
        if i is not None:
            made.append(_whole_row(old.rows[i], "del", whole, marks))
            _set_widths(made[-1], widths)
            noted(made[-1], old.rows[i])
        if j is not None:
            made.append(_whole_row(new.rows[j], "ins", whole, marks))
            noted(made[-1], new.rows[j])
    return [made], changed


def _is_another(old: Block, new: Block, pairs: Sequence[Pair]) -> bool:
    """Return whether two tables have other columns, or most of their common rows another shape."""
    if len(_widths(old.element)) != len(_widths(new.element)):
        return True
    both = [(old.rows[i].shape, new.rows[j].shape) for i, j in pairs if i is not None and j is not None]
    return 2 * sum(before != after for before, after in both) > len(both)


def _merged_row(old: Row, new: Row, merged: Merged) -> tuple[etree._Element, bool]:
    if are_alike(old.element, new.element):
        return new.element, False
    made = _without(new.element)
    changed = False
    for before, after in zip(old.cells, new.cells, strict=True):
        content, differs = merged(before.blocks, after.blocks)
        made.append(_cell(after, content))
        changed = changed or differs
    return made, changed


def _whole_row(row: Row, change: Change, whole: Whole, marks: Marks) -> etree._Element:
    made = _without(row.element)
    for cell in row.cells:
        made.append(_cell(cell, whole(cell.blocks, change)))
    marks.row(made, change)
    return made


def _cell(cell: Cell, content: list[etree._Element]) -> etree._Element:
    made = like(cell.element)
    properties = cell.element.find(tag("tcPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    made.extend(content)
    return made


def _without(row: etree._Element) -> etree._Element:
    """Return a row without its cells."""
    made = like(row)
    made.extend(deepcopy(item) for item in row if item.tag != tag("tc"))
    return made


def _without_rows(table: etree._Element) -> etree._Element:
    made = like(table)
    made.extend(deepcopy(item) for item in table if item.tag in (tag("tblPr"), tag("tblGrid")))
    return made


def _widths(table: etree._Element) -> list[int]:
    """Return the widths of a table's columns in twips."""
    return [int(item.get(tag("w"), "0")) for item in table.iterfind(f"{tag('tblGrid')}/{tag('gridCol')}")]


def _set_widths(row: etree._Element, widths: Sequence[int]) -> None:
    """Make the cells of a row as wide as the columns of the table it now stands in."""
    skipped = row.find(f"{tag('trPr')}/{tag('gridBefore')}")
    column = 0 if skipped is None else int(skipped.get(tag("val"), "0"))
    for cell in row.iterchildren(tag("tc")):
        span = cell.find(f"{tag('tcPr')}/{tag('gridSpan')}")
        count = 1 if span is None else int(span.get(tag("val"), "1"))
        width = cell.find(f"{tag('tcPr')}/{tag('tcW')}")
        if width is not None and width.get(tag("type")) == "dxa":
            width.set(tag("w"), str(sum(widths[column : column + count])))
        column += count
