"""The upper part of the sheet Capacity: by person and week the hours asked, those there are, and the days behind them.

Four blocks below each other, with the same people and weeks. The hours there are follow from the hours a week and the
days; the days are the plan's calendars and leave, which formulas do not know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plandocs.content.sheets import (
    Area,
    AreaRule,
    DataTable,
    Formula,
    Item,
    Value,
    column_letters,
    column_reference,
)
from plandocs.documents.workbook.capacity_weeks import PersonLine, Weeks
from plandocs.documents.workbook.setting import Setting, titled
from plandocs.schedule.capacity import ENOUGH

HOURS_TABLE = "HoursPerWeek"
HEAD_ROW = 5
FIRST_PERSON_ROW = HEAD_ROW + 1
_HOURS, _OVER, _USUAL, _COMMITTED = "BCDE"
"""The columns beside a person: hours a week, weeks over, days a week, other commitments."""

Cells = tuple[Item | None, ...]


@dataclass(frozen=True, slots=True)
class CapacityGrid:
    """The blocks of one sheet. Weeks begin in column `first_week`, below which `table` has its own."""

    setting: Setting
    weeks: Weeks
    table: str
    first_week: int

    @property
    def _height(self) -> int:
        """The rows from a block's first person to the next one's: people, an empty row, a header."""
        return len(self.weeks.people) + 2

    @property
    def last_row(self) -> int:
        """The last row of the last block."""
        return HEAD_ROW + 4 * self._height - 2

    @property
    def _span(self) -> tuple[str, str]:
        """The letters of the first and of the last week."""
        return column_letters(self.first_week), column_letters(self.first_week + len(self.weeks.mondays) - 1)

    def area(self, table: DataTable) -> Area:
        """Return the blocks over the table of assignments."""
        titles = [column.title for column in table.columns if column.key.startswith("week_")]
        blocks = (
            self._asked(table, titles),
            self._block("there_are", self._there),
            self._block("worked", lambda line, _, week: Item(line.worked[week], "number")),
            self._block("away", lambda line, _, week: Item(line.away[week] or None, "number")),
        )
        rows = [row for block in blocks for row in (*block, ())]
        return Area(HEAD_ROW, 1, tuple(rows[:-1]))

    def rules(self) -> tuple[AreaRule, ...]:
        """Return the rules that mark weeks in which too much is asked, and weeks of leave in another colour."""
        top, bottom = FIRST_PERSON_ROW, FIRST_PERSON_ROW + len(self.weeks.people) - 1
        first, last = self._span
        there = f"N({first}{self._row(top, 1)})"
        too_much = f'${_HOURS}{top}<>"",{first}{top}>{there}+{ENOUGH}'
        leave = f"N({first}{self._row(top, 3)})>0,{there}=0"
        hours = f"{first}{top}:{last}{bottom}"
        return (
            AreaRule(hours, f"AND({too_much},{leave})", "watch"),
            AreaRule(hours, f"AND({too_much},NOT(AND({leave})))", "bad"),
            AreaRule(f"{_OVER}{top}:{_OVER}{bottom}", f"{_OVER}{top}>0", "bad"),
        )

    def _row(self, row: int, block: int) -> int:
        """Return the row of the same person in another block."""
        return row + block * self._height

    def _asked(self, table: DataTable, titles: Sequence[str]) -> list[Cells]:
        """Return the first block: who, what they have, in how many weeks it is too little, and what is asked."""
        keys = ("person", "available", "weeks_over", "days_a_week", "other_commitments")
        head = [Item(self.setting.say(f"column.{key}"), "header") for key in keys]
        rows: list[Cells] = [self._head(head)]
        first, last = self._span
        for row, line in enumerate(self.weeks.people, start=FIRST_PERSON_ROW):
            hours, there, away = (f"{first}{at}:{last}{at}" for at in (row, self._row(row, 1), self._row(row, 3)))
            over = f"SUMPRODUCT(({hours}>{there}+{ENOUGH})*(1-({away}>0)*({there}=0)))"
            items: list[Item | None] = [
                Item(line.name, "plain"),
                Item(line.hours, "input_number"),
                Item(Formula(f'IF(${_HOURS}{row}="",0,{over})', line.weeks_over), "formula_number"),
                Item(line.usual, "number"),
                Item(line.committed, "input_number"),
            ]
            items += [None] * (self.first_week - 1 - len(items))
            for title, asked in zip(titles, line.asked, strict=True):
                mine = f"({table.whole('person')}=$A{row})"
                formula = f"ROUND(SUMPRODUCT({mine}*{column_reference(self.table, title)}),2)"
                items.append(Item(Formula(formula, asked), "formula_number"))
            rows.append(tuple(items))
        return rows

    def _block(self, key: str, cell: Callable[[PersonLine, int, int], Item]) -> list[Cells]:
        """Return a block with a cell for each person's row and week."""
        rows = [self._head([Item(self.setting.say(f"capacity.{key}"), "header")])]
        beside: Cells = (None,) * (self.first_week - 2)
        for row, line in enumerate(self.weeks.people, start=FIRST_PERSON_ROW):
            cells = [cell(line, row, week) for week in range(len(self.weeks.mondays))]
            rows.append((Item(line.name, "plain"), *beside, *cells))
        return rows

    def _there(self, line: PersonLine, row: int, week: int) -> Item:
        letters = column_letters(self.first_week + week)
        days = f"({letters}{self._row(row, 2)}-{letters}{self._row(row, 3)})"
        hours = f"MAX(0,${_HOURS}{row}-${_COMMITTED}{row})*{days}/${_USUAL}{row}"
        value: Value = line.there_are[week]
        formula = f'IF(${_HOURS}{row}="","",ROUND({hours},2))'
        return Item(Formula(formula, "" if value is None else value), "formula_number")

    def _head(self, titles: Sequence[Item]) -> Cells:
        """Return a header row: titles, nothing up to the weeks, and their Mondays."""
        gap = (Item(None, "header") for _ in range(self.first_week - 1 - len(titles)))
        return (*titles, *gap, *(Item(day, "week") for day in self.weeks.mondays))


def hours_table(setting: Setting, people: Sequence[PersonLine]) -> DataTable:
    """Return the hours that people have, as the grid shows them and as they are read back."""
    rows: list[tuple[Value, ...]] = [(line.name, line.hours, line.committed) for line in people]
    columns = [
        setting.column("person"),
        setting.column("available", "number", "input"),
        setting.column("other_commitments", "number", "input"),
    ]
    return DataTable(name=HOURS_TABLE, columns=titled(columns), rows=tuple(rows), row=HEAD_ROW)
