"""Tables with their rows inserted, deleted or changed inside.

The rows of both tables stand in one table. Where the columns are not the same, its grid has the edges of both, and each
row spans as many columns as it did before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from copy import deepcopy
from itertools import accumulate

from lxml import etree

from plandocs.render.word.names import tag
from plandocs.render.word.redline.alignment import align
from plandocs.render.word.redline.blocks import Block, Cell, Row
from plandocs.render.word.redline.review import Change, Marks

Whole = Callable[[list[Block], Change], list[etree._Element]]
"""Writes blocks that are inserted or deleted as they are."""
Merged = Callable[[list[Block], list[Block]], tuple[list[etree._Element], bool]]
"""Writes blocks against others; tells whether anything has changed."""
Noted = Callable[[etree._Element, Row], None]
"""Is told of every row with a change."""

_SAME_EDGE = 20
"""Twips up to which two edges of columns are one."""
_CONTENT = frozenset(tag(name) for name in ("tc",))


def whole_table(block: Block, change: Change, whole: Whole, marks: Marks, noted: Noted) -> etree._Element:
    """Return a table of which every row is inserted or deleted."""
    made = _without_rows(block.element)
    for row in block.rows:
        made.append(_whole_row(row, change, whole, marks))
        noted(made[-1], row)
    return made


def merged_table(
    old: Block, new: Block, whole: Whole, merged: Merged, marks: Marks, noted: Noted
) -> tuple[etree._Element, bool]:
    """Return a table with the rows of both, and whether any has changed."""
    made = _without_rows(new.element)
    grid = _Grid(old.element, new.element)
    changed = False
    for i, j in align([row.piece for row in old.rows], [row.piece for row in new.rows]):
        before = None if i is None else old.rows[i]
        after = None if j is None else new.rows[j]
        if before is not None and after is not None and before.shape == after.shape:
            row, differs = _merged_row(before, after, merged)
            grid.place(row, "new")
            made.append(row)
            if differs:
                noted(row, after)
            changed = changed or differs
            continue
        for given, change, side in ((before, "del", "old"), (after, "ins", "new")):
            if given is not None:
                made.append(_whole_row(given, "del" if change == "del" else "ins", whole, marks))
                grid.place(made[-1], side)
                noted(made[-1], given)
        changed = True
    grid.write(made)
    return made, changed


def _merged_row(old: Row, new: Row, merged: Merged) -> tuple[etree._Element, bool]:
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
    made = etree.Element(cell.element.tag, dict(cell.element.attrib))
    properties = cell.element.find(tag("tcPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    made.extend(content)
    return made


def _without(row: etree._Element) -> etree._Element:
    """Return a row without its cells."""
    made = etree.Element(row.tag, dict(row.attrib))
    made.extend(deepcopy(item) for item in row if item.tag not in _CONTENT)
    return made


def _without_rows(table: etree._Element) -> etree._Element:
    made = etree.Element(table.tag, dict(table.attrib))
    made.extend(deepcopy(item) for item in table if item.tag in (tag("tblPr"), tag("tblGrid")))
    return made


class _Grid:
    """The columns of two tables as one grid. Tables of equally many columns share the new one's."""

    def __init__(self, old: etree._Element, new: etree._Element) -> None:
        self._edges = {"old": _edges(old), "new": _edges(new)}
        self._is_shared = len(self._edges["old"]) == len(self._edges["new"])
        self._all, self._as = _union(self._edges["old"], self._edges["new"])

    def place(self, row: etree._Element, side: str) -> None:
        """Let the cells of a row span what they did in their own table."""
        own = self._edges["new" if self._is_shared else side]
        column = _skipped(row)
        for cell in row.iterchildren(tag("tc")):
            properties = cell.find(tag("tcPr"))
            span = None if properties is None else properties.find(tag("gridSpan"))
            count = 1 if span is None else int(span.get(tag("val"), "1"))
            start, end = own[min(column, len(own) - 1)], own[min(column + count, len(own) - 1)]
            column += count
            if properties is None:
                continue
            width = properties.find(tag("tcW"))
            if width is not None and width.get(tag("type")) == "dxa" and end > start:
                width.set(tag("w"), str(end - start))
            if not self._is_shared:
                _set_span(properties, span, self._number(end, side) - self._number(start, side))

    def write(self, table: etree._Element) -> None:
        """Give a table the grid."""
        grid = table.find(tag("tblGrid"))
        if grid is None or self._is_shared:
            return
        for item in list(grid):
            grid.remove(item)
        for start, end in zip(self._all, self._all[1:], strict=False):
            etree.SubElement(grid, tag("gridCol")).set(tag("w"), str(end - start))

    def _number(self, edge: int, side: str) -> int:
        """Return which edge of all one is."""
        return bisect_left(self._all, self._as.get(edge, edge) if side == "old" else edge)


def _set_span(properties: etree._Element, span: etree._Element | None, count: int) -> None:
    if span is None and count > 1:
        span = etree.Element(tag("gridSpan"))
        width = properties.find(tag("tcW"))
        properties.insert(0 if width is None else properties.index(width) + 1, span)
    if span is not None:
        span.set(tag("val"), str(max(1, count)))


def _edges(table: etree._Element) -> list[int]:
    """Return where columns begin and end, in twips from the table's left edge."""
    widths = (int(item.get(tag("w"), "0")) for item in table.iterfind(f"{tag('tblGrid')}/{tag('gridCol')}"))
    return list(accumulate(widths, initial=0))


def _union(old: list[int], new: list[int]) -> tuple[list[int], dict[int, int]]:
    """Return the edges of both in order, and which of them the old ones are.

    An old edge close beside a new one is that; no two old ones are the same.
    """
    places: dict[int, int] = {}
    taken: set[int] = set()
    for edge in old:
        near = min(new, key=lambda other: abs(other - edge))
        if abs(near - edge) <= _SAME_EDGE and near not in taken:
            places[edge] = near
        else:
            places[edge] = edge
        taken.add(places[edge])
    return sorted({*new, *places.values()}), places


def _skipped(row: etree._Element) -> int:
    found = row.find(f"{tag('trPr')}/{tag('gridBefore')}")
    return 0 if found is None else int(found.get(tag("val"), "0"))
