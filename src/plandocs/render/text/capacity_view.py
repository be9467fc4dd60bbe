"""Weekly demand against supply on a terminal: people down, weeks across, the weeks that are too full told by a word.

In go plain rows, out comes text that fits a width; weeks that do not fit beside each other go on below. Nothing here
computes an hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plandocs.content.formats import NBSP, Formats
from plandocs.render.text.columns import display_width, left, right
from plandocs.render.text.schedule_view import Paint, no_paint

_ENGLISH = Formats("en", "")
_MOST_NAME = 24
_CELL = 9
_GAP = 2
_LEGEND = (
    "over: more is asked than there is",
    "away: on leave the whole week",
    "-: nobody said how many hours there are",
)


@dataclass(frozen=True, slots=True)
class WeekCell:
    """Hours asked of somebody in a week, and the hours they have; None where nobody said how many."""

    demand: float
    supply: float | None
    is_short: bool
    is_away: bool = False
    """Whether it is short because somebody is away the whole week."""


@dataclass(frozen=True, slots=True)
class CapacityView:
    """People with their weeks: `weeks` are the Mondays; each row has a cell a week, None for a week without work."""

    weeks: tuple[date, ...]
    rows: tuple[tuple[str, tuple[WeekCell | None, ...]], ...]


def capacity_view(view: CapacityView, width: int, paint: Paint = no_paint) -> str:
    """Return the table as lines of at most `width` columns."""
    name = min(_MOST_NAME, max(display_width(row[0]) for row in view.rows))
    each = max(1, (width - name) // (_CELL + _GAP))
    lines: list[str] = [paint("heading", "Hours asked of hours there are, by week from Monday")]
    for first in range(0, len(view.weeks), each):
        lines += ["", *_block(view, slice(first, first + each), name, paint)]
    lines += ["", *(paint("muted", line) for line in _LEGEND)]
    return "\n".join(lines)


def _block(view: CapacityView, part: slice, name: int, paint: Paint) -> Iterator[str]:
    heads = (_ENGLISH.day_month(monday).replace(NBSP, " ") for monday in view.weeks[part])
    yield paint("muted", _line("", heads, name))
    for person, cells in view.rows:
        shown = cells[part]
        if any(shown):
            line = _line(person, map(_hours, shown), name)
            yield line
            if any(cell is not None and cell.is_short for cell in shown):
                marks = map(_mark, shown)
                yield paint("strong", _line("", marks, name))


def _line(first: str, cells: Iterator[str] | Sequence[str], name: int) -> str:
    return (left(first, name) + "".join(" " * _GAP + right(cell, _CELL) for cell in cells)).rstrip()


def _mark(cell: WeekCell | None) -> str:
    if cell is None or not cell.is_short:
        return ""
    return "away" if cell.is_away else "over"


def _hours(cell: WeekCell | None) -> str:
    if cell is None:
        return ""
    supply = "-" if cell.supply is None else f"{cell.supply:.1f}"
    return f"{cell.demand:.1f}/{supply}"
