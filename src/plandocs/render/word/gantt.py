"""A Gantt chart as a table: it prints, it survives other editors, and every bar can be restyled.

A bar is a shaded paragraph in a cell that spans its days; its look is a paragraph style (`Gantt Bar`, `Gantt
Buffer`, `Gantt Bar Critical` …). Critical bars are outlined and marked in their label, never told by colour alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plandocs.content.gantt import CRITICAL_MARK, Gantt, GanttRow
from plandocs.render.word.axis_head import AxisHead
from plandocs.render.word.gantt_labels import RowLabels
from plandocs.render.word.palette import border, shading
from plandocs.render.word.paragraphs import caption, paragraph, run
from plandocs.render.word.scale import Axis, Group, axis_of
from plandocs.render.word.setting import Setting
from plandocs.render.word.tables import cell, table_row, table_xml

ROW = 300
"""The height of a chart row, in twentieths of a point."""
HEAD_ROW = 250
_SECOND_LINE = 160
"""How much higher a row is whose label has two lines."""
_AROUND = 1000
"""What caption and legend take of a page."""
_MARK = "♦"
_WHOLE = 0.5
"""The share of a page up to which a chart stays in one piece."""
_FIRST, _LAST = 6, 4
"""Rows that stay together at a chart's beginning, at the beginning of a phase, and at an end."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a row's columns: what it holds, and whether it is part of a bar."""

    first: int
    last: int
    style: str = ""
    baseline: bool = False


def gantt(block: Gantt, setting: Setting) -> str:
    """Return a chart with its caption above and its legend below."""
    if not block.rows:
        return ""
    axis = axis_of(block.start, block.finish, block.non_working, setting.formats)
    writer = _Chart(block, axis, setting)
    rows = [*writer.head(), *writer.rows()]
    above = caption(block, block.caption, setting) if block.caption else ""
    table = table_xml(
        "", writer.widths, rows, setting, title=block.caption or block.name, head=True, own="Plandocs Gantt"
    )
    described = table.replace("</w:tblPr>", writer.description(), 1)
    # Of a chart that may go on over pages, the legend comes first: nobody looks for it on the last one.
    return above + writer.legend() + described if writer.may_divide else above + described + writer.legend()


def page_ends(rows: Sequence[GanttRow]) -> frozenset[int]:
    """Return after how many rows a page may end: before a phase, and inside of one that is long.

    The first rows of a chart stay together, and the last; so do those at either end of a phase that is divided.
    """
    starts = {0, *(number for number, row in enumerate(rows) if row.kind == "phase")}
    found = set(starts)
    for first, after in pairwise([*sorted(starts), len(rows)]):
        found |= set(range(first + _FIRST, after - _LAST + 1)) if after - first > _FIRST + _LAST else set()
    return frozenset(place for place in found if _FIRST <= place <= len(rows) - _LAST)


class _Chart:
    def __init__(self, block: Gantt, axis: Axis, setting: Setting) -> None:
        self._block = block
        self._axis = axis
        self._setting = setting
        self._labels = RowLabels(block, setting)
        self._bold = self._labels.bold
        self._dates_width = self._labels.dates_width
        self._label_width = self._labels.width
        room = setting.width - self._label_width - self._dates_width
        self._slot, spare = divmod(room, axis.slots)
        self._label_width += spare
        self.widths = (self._label_width, self._dates_width, *([self._slot] * axis.slots))
        line = border(setting.brand, "left", "line", 4)
        self._edges = dict.fromkeys(axis.lines, line)
        today = block.today
        self._today = axis.first(today) if today and block.start <= today <= block.finish else None
        if self._today is not None:
            self._edges[self._today] = border(setting.brand, "left", "second", 12)
        self._shade = shading(setting.brand, "surface")
        self._has_baseline = any(row.baseline_finish for row in block.rows)
        shaded = self._axis.shaded
        turns = {n for slot in shaded for n in (slot, slot + 1) if (n in shaded) != (n - 1 in shaded)}
        self._cuts = sorted({*self._edges, *turns})
        self._empties: dict[tuple[int, int, bool], str] = {}

    def head(self) -> list[str]:
        """Return the two lines of the time axis, below the flag of today; all are repeated on every page."""
        names = AxisHead(self._axis, self._slot, self._setting)
        return [
            *([self._flag(self._today)] if self._today is not None else []),
            self._head_row(names.upper(), self._setting.style("Gantt Head"), is_last=False, beside=names.years()),
            self._head_row(names.lower(), self._setting.style("Gantt Week"), is_last=True),
        ]

    def _head_row(self, groups: tuple[Group, ...], style: str, *, is_last: bool, beside: str = "") -> str:
        brand = self._setting.brand
        rule = border(brand, "bottom", "accent", 12) if is_last else border(brand, "bottom", "line", 4)
        named = paragraph(style, run(beside))
        cells = [
            cell(self._label_width + self._dates_width, named, span=2, borders=rule, align="bottom"),
            *(
                cell(
                    self._slot * (group.last - group.first),
                    paragraph(style, run(group.text)),
                    span=group.last - group.first,
                    borders=rule,
                    align="bottom",
                )
                for group in groups
            ),
        ]
        return table_row(cells, head=True, height=HEAD_ROW)

    def _flag(self, today: int) -> str:
        """Return the line with the as-of date, beside the column where its line runs down."""
        setting, slots = self._setting, self._axis.slots
        need = -(-round(self._bold.width(self._block.today_label) * 20 + 120) // self._slot)
        first, last = (today, today + need) if today + need <= slots else (max(0, today - need), max(today, 1))
        style = setting.style("Gantt Mark" if first == today else "Gantt Mark Left")
        blank = paragraph(setting.style("Gantt Space"), "")
        label = paragraph(style, run(f"\u00a0{self._block.today_label}\u00a0", setting.style("Today")))
        edge = self._edges[today] if first == today else ""
        parts = [(0, first, blank, ""), (first, last, label, edge), (last, slots, blank, "")]
        cells = [
            cell(self._slot * (end - start), inside, span=end - start, borders=line, align="bottom")
            for start, end, inside, line in parts
            if start < end
        ]
        beside = cell(self._label_width + self._dates_width, blank, span=2)
        return table_row([beside, *cells], head=True, height=HEAD_ROW)

    def rows(self) -> list[str]:
        """Return the rows; those of a low chart stay together, and with the legend below them.

        A tall one may go on over the page, with its head repeated, between two phases: kept whole, it would leave half
        a page empty before it.
        """
        rows = self._block.rows
        ends = page_ends(rows) if self.may_divide else frozenset[int]()
        most = len(rows) + bool(self._block.legend and not self.may_divide)
        return [self.row(row, keep=number < most and number not in ends) for number, row in enumerate(rows, start=1)]

    @property
    def may_divide(self) -> bool:
        """Whether the chart may go on over pages: it takes more than a part of one."""
        setting = self._setting
        turned = setting.width > setting.portrait_width
        page = setting.portrait_width if turned else setting.portrait_height
        rows = sum(map(self._height, self._block.rows))
        heads = HEAD_ROW * (3 if self._today is not None else 2)
        return rows + heads + _AROUND > _WHOLE * page and bool(page_ends(self._block.rows))

    def row(self, row: GanttRow, *, keep: bool = False) -> str:
        """Return one row: label, dates, and its stretch of time."""
        setting = self._setting
        more = "<w:keepNext/>" if keep else ""
        is_bold = row.kind in ("phase", "milestone")
        label = paragraph(
            setting.style("Gantt Phase Label" if row.kind == "phase" else "Gantt Label"), self._name(row), more
        )
        dates = paragraph(
            setting.style("Gantt Dates"), run(self._labels.dates(row), setting.style("Strong") if is_bold else "")
        )
        cells = [
            cell(self._label_width, label, align="center"),
            cell(self._dates_width, dates, align="center"),
        ]
        cells += self._milestone(row) if row.kind == "milestone" else self._bar(row)
        return table_row(cells, height=self._height(row))

    def _height(self, row: GanttRow) -> int:
        return ROW + (_SECOND_LINE if self._labels.label(row).lines > 1 else 0)

    def _name(self, row: GanttRow) -> str:
        setting = self._setting
        style = setting.style("Strong") if row.kind == "milestone" else ""
        label = self._labels.label(row)
        name = run(label.name, style)
        if label.sign:
            name += run(label.sign)
        if label.owner:
            name += run(label.owner, setting.style("Muted"))
        return name

    def _bar(self, row: GanttRow) -> list[str]:
        first, last = self._axis.span(row.start, row.finish)
        pieces = [_Piece(0, first), *self._bar_pieces(row, first, last), _Piece(last, self._axis.slots)]
        return [part for piece in self._with_baseline(row, pieces) for part in self._cells(piece)]

    def _bar_pieces(self, row: GanttRow, first: int, last: int) -> list[_Piece]:
        critical = " Critical" if row.critical else ""
        if row.kind == "phase":
            return [_Piece(first, last, "Gantt Phase")]
        if row.kind == "buffer":
            return [_Piece(first, last, f"Gantt Buffer{critical}")]
        done = first + round((last - first) * row.progress / 100)
        parts = [_Piece(first, done, f"Gantt Bar Done{critical}"), _Piece(done, last, f"Gantt Bar{critical}")]
        return [part for part in parts if part.first < part.last]

    def _with_baseline(self, row: GanttRow, pieces: list[_Piece]) -> list[_Piece]:
        """Cut the pieces of a row at the ends of its agreed dates, which are drawn as a line below."""
        if row.baseline_finish is None:
            return pieces
        start, end = self._axis.span(row.baseline_start or row.start, row.baseline_finish)
        out = []
        for piece in pieces:
            cuts = sorted({piece.first, piece.last, *(n for n in (start, end) if piece.first < n < piece.last)})
            for first, last in pairwise(cuts):
                out.append(_Piece(first, last, piece.style, baseline=start <= first < end))
        return out

    def _cells(self, piece: _Piece) -> list[str]:
        if piece.first >= piece.last:
            return []
        if not piece.style:
            return self._gap(piece)
        inside = paragraph(self._setting.style(piece.style), "") + self._below(piece)
        edge = self._edges.get(piece.first, "") if piece.first == self._today else ""
        span = piece.last - piece.first
        return [cell(self._slot * span, inside, span=span, borders=edge, align="center")]

    def _below(self, piece: _Piece) -> str:
        if not self._has_baseline:
            return ""
        return paragraph(self._setting.style("Gantt Baseline" if piece.baseline else "Gantt Space"), "")

    def _gap(self, piece: _Piece) -> list[str]:
        """Return the empty cells of a stretch, cut at the lines of the axis and around days without work."""
        inner = self._cuts[bisect_right(self._cuts, piece.first) : bisect_left(self._cuts, piece.last)]
        return [self._empty(*ends, piece.baseline) for ends in pairwise((piece.first, *inner, piece.last))]

    def _empty(self, first: int, last: int, baseline: bool) -> str:
        """Return an empty cell; those of one week are the same in every row."""
        key = (first, last, baseline)
        found = self._empties.get(key)
        if found is None:
            blank = paragraph(self._setting.style("Gantt Space"), "")
            found = self._empties[key] = cell(
                self._slot * (last - first),
                blank + self._below(_Piece(first, last, baseline=True)) if baseline else blank,
                span=last - first,
                borders=self._edges.get(first, ""),
                fill=self._shade if first in self._axis.shaded else "",
                align="center",
            )
        return found

    def _milestone(self, row: GanttRow) -> list[str]:
        """Return a row with a diamond on its day and the date beside it, at the right where there is room."""
        setting = self._setting
        at = self._axis.span(row.start, row.finish)[1] - 1
        text = f"{_MARK} {setting.formats.day_month(row.finish)}"
        need = -(-round(self._bold.width(text) * 20 + 60) // self._slot)
        if self._right_is_better(at, need):
            first, last, style, shown = at, at + need, "Gantt Mark", text
        else:
            last = at + 1
            first = max(0, last - need)
            style, shown = "Gantt Mark Left", f"{setting.formats.day_month(row.finish)} {_MARK}"
        mark = paragraph(setting.style(style), run(shown))
        span = last - first
        middle = cell(self._slot * span, mark, span=span, borders=self._edges.get(first, ""), align="center")
        return [*self._cells(_Piece(0, first)), middle, *self._cells(_Piece(last, self._axis.slots))]

    def _right_is_better(self, at: int, need: int) -> bool:
        """Return whether a date goes at the right of its diamond: where it fits, and lies on less than at the left."""
        right, left = range(at + 1, at + need), range(at + 1 - need, at)
        if right.stop > self._axis.slots:
            return False
        return left.start < 0 or self._covered(right) <= self._covered(left)

    def _covered(self, columns: range) -> int:
        """Return what a label in these columns would lie on: days without work, and the line of today."""
        return sum((column in self._axis.shaded) + (column == self._today) for column in columns)

    def description(self) -> str:
        """Return the end of the table's properties with the chart in words."""
        from plandocs.render.xmltext import escape_attribute

        alt = self._block.alt or self._block.caption
        if not alt:
            return "</w:tblPr>"
        return f'<w:tblDescription w:val="{escape_attribute(alt)}"/></w:tblPr>'

    def legend(self) -> str:
        """Return a line that explains what is used, and nothing else."""
        setting = self._setting
        keys = {
            "task": ("Key Task", "\u2003"),
            "progress": ("Key Done", "\u2003"),
            "buffer": ("Key Buffer", "\u2003"),
            "baseline": ("Key Baseline", "\u2003"),
            "critical": ("Strong", CRITICAL_MARK),
            "milestone": ("Strong", _MARK),
            "today": ("Today", "|"),
        }
        parts = []
        for kind, word in self._block.legend:
            style, sign = keys[kind]
            parts.append(run(sign, setting.style(style)) + run(f"\u00a0{word.replace(' ', chr(0xA0))}"))
        if not parts:
            return ""
        return paragraph(setting.style("Gantt Legend"), run("\u2003").join(parts))
