"""Which rows of a list are headings, and how deep each row is: by level, number in an outline, indent, or emptiness.

The first of these that the list has is taken: a column of levels; numbers such as 1.2.3; rows set deeper; rows in
which only a name stands, with filled ones below. A column of phases, where there is one and no outline, gives each of
its values a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plandocs.exchange.tasklists.rows import Row

_NUMBER = re.compile(r"\d+(?:\.\d+)*\.?")
_DEEPEST = 20


def levels_of(rows: Sequence[Row]) -> list[tuple[int, bool]]:
    """Return for each row its level from 1, and whether it is a heading although nothing may stand below it."""
    if any("level" in row.cells for row in rows):
        return [(level, False) for level in _filled([_level(row) for row in rows])]
    numbers = outline_numbers(rows)
    if any("." in number for number in numbers):
        return [(level, False) for level in _filled([number.count(".") + 1 if number else 0 for number in numbers])]
    if len({row.indent for row in rows}) > 1:
        return [(level, False) for level in _by_indent(rows)]
    if not any("phase" in row.cells for row in rows):
        return _by_emptiness(rows)
    return [(1, False) for _ in rows]


def outline_numbers(rows: Sequence[Row]) -> list[str]:
    """Return the outline's number of each row, empty for none.

    A spreadsheet keeps 1.10 as the number 1.1: after 1.9, and where 1.1 was before, it is 1.10 again.
    """
    found: list[str] = []
    seen: set[str] = set()
    for row in rows:
        text = row.text("wbs").strip().rstrip(".")
        number = text if _NUMBER.fullmatch(text) else ""
        if number and isinstance(row.cells.get("wbs"), float) and number in seen:
            longer = f"{number}0"
            number = longer if "." in number and longer not in seen else number
        seen.add(number)
        found.append(number)
    return found


def _level(row: Row) -> int:
    text = row.text("level").strip()
    return min(int(text), _DEEPEST) if text.isdecimal() and len(text) < 6 else 0


def _filled(levels: Sequence[int]) -> list[int]:
    """Return levels in which a row that says none is as deep as the one before it."""
    found: list[int] = []
    for level in levels:
        found.append(min(level, _DEEPEST) or (found[-1] if found else 1))
    return found


def _by_indent(rows: Sequence[Row]) -> list[int]:
    """Return levels by how deep rows are set: deeper than the row above is one level more, whatever the width."""
    open_: list[int] = []
    levels: list[int] = []
    for row in rows:
        while open_ and open_[-1] >= row.indent:
            open_.pop()
        open_.append(row.indent)
        levels.append(min(len(open_), _DEEPEST))
    return levels


def _by_emptiness(rows: Sequence[Row]) -> list[tuple[int, bool]]:
    """Return levels where rows with a name alone are headings of the filled ones below them."""
    bare = [not (row.cells.keys() - {"name", "id", "wbs", "notes", "kind"}) for row in rows]
    headings = [empty and number + 1 < len(rows) and not bare[number + 1] for number, empty in enumerate(bare)]
    if not any(headings) or all(bare):
        return [(1, False) for _ in rows]
    below = False
    found: list[tuple[int, bool]] = []
    for heading in headings:
        below = below or heading
        found.append((1 if heading or not below else 2, heading))
    return found
