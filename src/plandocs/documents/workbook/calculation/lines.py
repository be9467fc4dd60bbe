"""The rows of a calculation as cells: each line of the sheet, with the formulas that rows of one kind share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plandocs.content.sheets import Calculated, CalculatedArea, CalculatedColumn, DataTable, quoted
from plandocs.documents.workbook.calculation.layout import FIRST_ROW, HEAD_ROW, Layout, spans
from plandocs.documents.workbook.calculation.model import CalculatedRow, Calculation
from plandocs.documents.workbook.calculation.progress import progress_formulas, progress_results
from plandocs.documents.workbook.calculation.rows import RowFormulas
from plandocs.documents.workbook.setting import Setting

DAYS = ("start", "finish", "late_start", "late_finish")
"""The columns of dates, in the order of a row's `days`."""


def rows_area(
    setting: Setting,
    calculation: Calculation,
    layout: Layout,
    tasks: DataTable,
    columns: tuple[CalculatedColumn, ...],
) -> CalculatedArea:
    """Return the rows of a calculation over the table of tasks."""
    into = spans([link.target for link in calculation.links], len(calculation.rows))
    behind: list[list[int]] = [[] for _ in calculation.rows]
    for place, link in enumerate(calculation.links):
        behind[link.source].append(FIRST_ROW + place)
    writer = _RowWriter(setting, calculation, layout, tasks)
    rows = tuple(
        writer.cells(row, FIRST_ROW + place, into[place], behind[place]) for place, row in enumerate(calculation.rows)
    )
    return CalculatedArea(HEAD_ROW, 1, columns, rows, writer.shared)


_LINE = "\0"
"""What stands for the number of its line in a formula that is not shared."""


@dataclass(slots=True)
class _Kind:
    """Rows whose formulas differ in nothing but their line: the numbers of those that are shared, the texts of others,
    and the last line.

    What refers to a table is not shared: Excel itself never stores such a formula so.
    """

    shared: dict[str, int]
    own: dict[str, str]
    last: int


class _RowWriter:
    """Writes the rows of one calculation, each as the cells of a line."""

    def __init__(self, setting: Setting, calculation: Calculation, layout: Layout, tasks: DataTable) -> None:
        self._setting = setting
        self._calculation = calculation
        self._keys = layout.rows.keys
        self._tasks = tasks
        self._formulas = RowFormulas(calculation, layout)
        self._tracked = calculation.as_of is not None
        self._release, self._usual, self._early, self._pinned = (
            layout.rows.letters(key) if key in layout.rows.keys else ""
            for key in ("release", "usual", "early_finish_number", "pinned")
        )
        self._now = layout.calendars.letters("now_number") if self._tracked else ""
        self._yes_word = setting.say("yes")
        self._yes = quoted(self._yes_word)
        self._done = f"INDEX({tasks.whole('status')},{{line}})={quoted(setting.states['done'])}"
        self._ids = tasks.whole("id")
        self._lines = {row.id: number for number, row in enumerate(setting.facts.rows, start=1)}
        self._kinds: dict[object, _Kind] = {}
        self._texts: list[str] = []
        self._of: list[_Kind] = []

    @property
    def shared(self) -> tuple[tuple[str, int], ...]:
        """The formulas that rows share, each with its last line."""
        return tuple((text, kind.last) for text, kind in zip(self._texts, self._of, strict=True))

    def cells(
        self, row: CalculatedRow, line: int, into: tuple[int, int], behind: Sequence[int]
    ) -> tuple[Calculated, ...]:
        """Return the cells of a row on a line, in the order of the columns."""
        formulas, release = self._formulas, f"{self._release}{line}"
        found = self._results(row)
        usual = formulas.usual(row, release, into)
        if self._usual:
            found["usual"] = usual, row.usual
        else:
            found["early_start_number"] = usual, row.early_start
        kind = self._kind(row, line)
        for key, number in kind.shared.items():
            found[key] = number, found[key]  # type: ignore[assignment]
        for key, text in kind.own.items():
            found[key] = text.replace(_LINE, str(line)), found[key]  # type: ignore[assignment]
        found["late_finish_number"] = formulas.late_finish(row, line, behind), row.late_finish
        return tuple([found.get(key) for key in self._keys])

    def _kind(self, row: CalculatedRow, line: int) -> _Kind:
        """Return the kind of a row; shared formulas are written for the first line of their kind."""
        fact, point = row.fact, row.is_point
        key = (
            point, row.calendar.number, fact is None, row.takes_earliest,
            *(() if not self._tracked or fact is None else (
                row.agreed_critical, fact.percent, row.row.progress, bool(row.row.links) if point else None,
            )),
        )  # fmt: skip
        kind = self._kinds.get(key)
        if kind is None:
            kind = self._kinds[key] = _Kind({}, {}, line)
            for name, text in self._formulas_of(row).items():
                if "[" in text:
                    kind.own[name] = text
                else:
                    kind.shared[name] = len(self._texts)
                    self._texts.append(text.replace(_LINE, str(line)))
                    self._of.append(kind)
        kind.last = line
        return kind

    def _formulas_of(self, row: CalculatedRow) -> dict[str, str]:
        """Return the formulas of a row, by column, that refer to its own line and to fixed cells alone."""
        at, formulas = self._formulas.cells(_LINE), self._formulas
        found = {"release": formulas.release(row, at)} if not row.takes_earliest else {}
        if row.fact is not None:
            found["line"] = place_of_id(self._calculation, self._ids, at["id"])
            if not row.is_point:
                found["days"] = f"INDEX({self._tasks.whole('planned_days')},{at['line']})"
        if self._tracked:
            found |= progress_formulas(row, at, self._tasks, f"${self._now}${FIRST_ROW + row.calendar.number - 1}")
        if self._usual:
            found["early_start_number"] = formulas.early_start(row, at, at["usual"])
        found["early_finish_number"] = formulas.early_finish(row, at)
        found |= zip(DAYS, formulas.dates(row, at), strict=True)
        found["float"] = formulas.float(row, at)
        done = self._done.format(line=at["line"]) if row.agreed_critical and self._tracked else ""
        found["critical"] = formulas.critical(row, at, self._yes, done)
        return found

    def _results(self, row: CalculatedRow) -> dict[str, Calculated]:
        """Return what stands in a row's cells, by column."""
        fact = row.fact
        start, finish, late_start, late_finish = row.days
        critical = row.critical
        found: dict[str, Calculated] = {
            "calendar": row.calendar.number,
            "days": 0,
            "release": row.release,
            "early_start_number": row.early_start,
            "early_finish_number": row.early_finish,
            "start": start,
            "finish": finish,
            "late_start": late_start,
            "late_finish": late_finish,
            "float": row.total_float,
        }
        if fact is None:
            found["name"] = label(self._setting, row)
        else:
            found["id"], found["name"], found["line"] = fact.id, fact.name, self._lines[fact.id]
            if not row.is_point:
                found["days"] = fact.duration_days
            if row.dates:
                found |= row.dates
            if self._tracked:
                found |= progress_results(row)
                critical = critical or (row.agreed_critical and fact.state == "done")
        found["critical"] = self._yes_word if critical else ""
        return found


def label(setting: Setting, row: CalculatedRow) -> str:
    """Return what a row is called where links name it: its id, of a hidden point what it stands for."""
    if row.fact is not None:
        return row.row.id
    key = "phase_start" if row.row.gathers == "starts" else "phase_end"
    names = {phase.id: phase.name for phase in setting.facts.phases}
    return setting.say(f"calculation.{key}", name=names[row.row.phase or ""])


def place_of_id(calculation: Calculation, ids: str, identity: str) -> str:
    """Return a formula for the place of an id. Signs that stand for any text, and case, are taken as they are."""
    if calculation.exact_ids:
        return f"MATCH(1,INDEX(EXACT({ids},{identity})*1,0),0)"
    return f"MATCH({identity},{ids},0)"
