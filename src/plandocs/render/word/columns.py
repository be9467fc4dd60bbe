"""Columns of a template's table that are repeated or chosen.

A tag alone in a cell opens, another alone in a cell of the same row closes; the columns between them repeat in every
row of the table, and the two columns of the tags vanish. The marks go into the grid and into every row. A merged cell
over all of it grows and shrinks with it. After evaluation the spans and widths are put right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from plandocs.render.word.names import tag

MAX_COLUMNS = 63
"""Columns that Word allows a table."""
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_WORD = re.compile(r"\{%[-+]?\s*(\w+)")
_T, _TC, _TR, _TC_PR, _W = tag("t"), tag("tc"), tag("tr"), tag("tcPr"), tag("w")
_OVER, _TOTAL = "over", "total"
"""Attributes that carry, through evaluation, which constructs a column or cell lies in, and the grid's width."""
_OPENS, _CLOSES = ("if", "for"), ("endif", "endfor")


@dataclass(slots=True)
class ColumnTag:
    """A cell that holds nothing but control tags: its column of the grid, and the numbers of its tags."""

    cell: etree._Element
    column: int
    span: int
    texts: list[str]
    mark: str = ""


def column_tags(row: etree._Element) -> list[ColumnTag]:
    """Return the cells of a row whose tags repeat or choose columns; none where its tags are those of a whole row."""
    found: list[ColumnTag] = []
    depth, crosses = 0, False
    for cell, column, span in _cells(row):
        texts = _control_tags(cell)
        words = [item[1] for item in map(_WORD.match, texts) if item]
        change = sum((word in _OPENS) - (word in _CLOSES) for word in words)
        if not words or (change == 0 and not (depth and words[0] in ("else", "elif"))):
            continue
        depth += change
        if depth < 0:
            return []
        crosses = crosses or len(found) > 0
        found.append(ColumnTag(cell, column, span, texts))
    return found if depth == 0 and crosses else []


def why_not(table: etree._Element, row: etree._Element, found: list[ColumnTag]) -> str:
    """Return what keeps a table from repeating its columns; an empty text where nothing does."""
    grid = table.find(tag("tblGrid"))
    columns = 0 if grid is None else len(grid)
    if any(item.span != 1 for item in found):
        return "a cell with a column's tag is merged with its neighbour; split it"
    places = {item.column for item in found}
    if max(places) >= columns:
        return "the table's grid has fewer columns than its rows"
    constructs = _constructs(found)
    for number, other in enumerate(table.iterchildren(_TR), start=1):
        if other is row:
            continue
        for cell, first, span in _cells(other):
            covered = set(range(first, first + span))
            if span == 1 and first in places and "".join(node.text or "" for node in cell.iter(_T)).strip():
                return (
                    f"row {number} has a text in column {first + 1}, which vanishes with its tag; leave that cell empty"
                )
            whole = {place for start, end in constructs if start in covered and end in covered for place in
                     range(start, end + 1)}  # fmt: skip
            if span > 1 and places & covered - whole:
                return f"a merged cell of row {number} covers a part of the repeated columns; let it cover all or none"
    return ""


def mark_columns(
    table: etree._Element, row: etree._Element, found: list[ColumnTag], target: str
) -> list[etree._Element]:
    """Put the marks of column tags into the grid and every row, note what grows; return the cells gone."""
    constructs = _constructs(found)
    marks = {item.column: item.mark for item in found}
    grid = table.find(tag("tblGrid"))
    assert grid is not None
    grid.set(_TOTAL, str(sum(_width(column) for column in grid)))
    gone: list[etree._Element] = []
    rows = [(other, _cells(other), _edges(other)) for other in table.iterchildren(_TR)]
    for place, column in enumerate(list(grid)):
        if place in marks:
            grid.replace(column, etree.ProcessingInstruction(target, marks[place]))
            continue
        over = [str(n) for n, (first, last) in enumerate(constructs) if first < place < last]
        if over:
            column.set(_OVER, " ".join(over))
    for other, cells, edges in rows:
        for cell, first, span in cells:
            if span == 1 and first in marks:
                other.replace(cell, etree.ProcessingInstruction(target, marks[first]))
                gone.append(cell)
            elif span > 1:
                _note_growth(cell.find(f"{_TC_PR}/{tag('gridSpan')}"), first, span, constructs)
        for edge, first, span in edges:
            _note_growth(edge, first, span, constructs)
    return gone


def settle_columns(root: etree._Element) -> str:
    """Put the spans and widths of repeated columns right; return what is wrong, an empty text where nothing is."""
    for grid in [item for item in root.iter(tag("tblGrid")) if item.get(_TOTAL) is not None]:
        table = grid.getparent()
        assert table is not None
        columns = list(grid)
        if len(columns) > MAX_COLUMNS:
            return f"a table would have {len(columns)} columns; Word allows {MAX_COLUMNS}"
        over = [set(str(column.attrib.pop(_OVER, "")).split()) for column in columns]
        _spread(columns, over, int(grid.attrib.pop(_TOTAL)))
        widths = [_width(column) for column in columns]
        for row in list(table.iterchildren(_TR)):
            _settle_row(row, over, widths)
            if not len(row.findall(_TC)):
                table.remove(row)
    return ""


def _settle_row(row: etree._Element, over: list[set[str]], widths: list[int]) -> None:
    for item in [item for item in row.iter() if isinstance(item.tag, str) and item.get(_OVER) is not None]:
        wanted = set(item.attrib.pop(_OVER).split())
        span = int(item.get(tag("val"), "0")) + sum(bool(wanted & has) for has in over)
        holder = item.getparent()
        assert holder is not None
        if span < 1 and holder.tag == _TC_PR:
            cell = holder.getparent()
            assert cell is not None
            row.remove(cell)
        elif span < 1:
            holder.remove(item)
        else:
            item.set(tag("val"), str(span))
    for cell, first, span in _cells(row):
        width = cell.find(f"{_TC_PR}/{tag('tcW')}")
        if width is not None:
            width.set(_W, str(sum(widths[first : first + span])))
            width.set(tag("type"), "dxa")


def _spread(columns: list[etree._Element], over: list[set[str]], total: int) -> None:
    """Share a table's width: fixed columns keep theirs, the repeated ones share the rest by their own."""
    widths = [_width(column) for column in columns]
    growing = [place for place, has in enumerate(over) if has] or list(range(len(columns)))
    fixed = sum(width for place, width in enumerate(widths) if place not in growing)
    share = sum(widths[place] for place in growing)
    room = total - fixed
    for place in growing:
        width = widths[place] * room // share if share and room > 0 else widths[place]
        columns[place].set(_W, str(width))


def _note_growth(item: etree._Element | None, first: int, span: int, constructs: list[tuple[int, int]]) -> None:
    """Note on a span which repeated columns it covers, and how many others."""
    inside = [n for n, (start, end) in enumerate(constructs) if first <= start and end < first + span]
    if item is None or not inside:
        return
    covered = {place for n in inside for place in range(constructs[n][0], constructs[n][1] + 1)}
    item.set(tag("val"), str(span - len(covered)))
    item.set(_OVER, " ".join(map(str, inside)))


def _constructs(found: list[ColumnTag]) -> list[tuple[int, int]]:
    """Return the first and last column of each pair of opening and closing tag; those of both tags included."""
    open_at: list[int] = []
    pairs = []
    for item in found:
        for text in item.texts:
            word = _WORD.match(text)
            if word and word[1] in _OPENS:
                open_at.append(item.column)
            elif word and word[1] in _CLOSES and open_at:
                pairs.append((open_at.pop(), item.column))
    return sorted(pairs)


def _cells(row: etree._Element) -> list[tuple[etree._Element, int, int]]:
    """Return the cells of a row, each with its first column of the grid and its span."""
    column = sum(span for edge, _, span in _edges(row) if edge.tag == tag("gridBefore"))
    out = []
    for cell in row.iterchildren(_TC):
        item = cell.find(f"{_TC_PR}/{tag('gridSpan')}")
        span = 1 if item is None else max(1, int(item.get(tag("val"), "1")))
        out.append((cell, column, span))
        column += span
    return out


def _edges(row: etree._Element) -> list[tuple[etree._Element, int, int]]:
    """Return the columns that a row leaves out before its first and behind its last cell."""
    out = []
    before = row.find(f"{tag('trPr')}/{tag('gridBefore')}")
    skipped = 0 if before is None else int(before.get(tag("val"), "0"))
    if before is not None:
        out.append((before, 0, skipped))
    after = row.find(f"{tag('trPr')}/{tag('gridAfter')}")
    if after is not None:
        spans = [cell.find(f"{_TC_PR}/{tag('gridSpan')}") for cell in row.iterchildren(_TC)]
        used = sum(1 if item is None else int(item.get(tag("val"), "1")) for item in spans)
        out.append((after, skipped + used, int(after.get(tag("val"), "0"))))
    return out


def _control_tags(cell: etree._Element) -> list[str]:
    """Return the tags of a cell that holds nothing but control tags; none for any other."""
    text = "".join(node.text or "" for node in cell.iter(_T))
    found = _TAG.findall(text)
    if _TAG.sub("", text).strip() or any(not item.startswith(("{%", "{#")) for item in found):
        return []
    return [item for item in found if item.startswith("{%")]


def _width(column: etree._Element) -> int:
    value = column.get(_W, "0")
    return int(value) if value.isdecimal() else 0
