"""How far the tasks of a list are: real dates, shares in per cent, and words such as done, in five languages."""

from __future__ import annotations

from decimal import Decimal

from plandocs.exchange.imported.model import ImportedLine
from plandocs.exchange.spreadsheets import Cell
from plandocs.exchange.tasklists.cells import Cells
from plandocs.exchange.tasklists.headers import folded
from plandocs.exchange.tasklists.rows import Row, as_text
from plandocs.exchange.typed_values import typed_number
from plandocs.plan.durations import plain_decimal

_STATES = {
    "done": "done|complete|completed|finished|closed|erledigt|fertig|abgeschlossen|beendet|termine|terminee|fait|acheve"
    "|achevee|completado|completada|hecho|terminado|terminada|finalizado|concluido|concluida|feito|100",
    "begun": "in progress|started|ongoing|under way|on track|in arbeit|begonnen|gestartet|laufend|lauft|en cours"
    "|commence|demarre|en curso|en progreso|iniciado|iniciada|em andamento|em curso|late|delayed",
    "waiting": "not started|open|planned|future|to do|todo|new|scheduled|waiting|offen|geplant|nicht begonnen|neu"
    "|a faire|non commence|prevu|planifie|no iniciado|no iniciada|pendiente|pendente|nao iniciado|nao iniciada|a fazer"
    "|previsto",
}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words.split("|")}
_PLANNED = "the planned day in the file, which says that it is done"
_BEGUN = "the planned day in the file, which says that it has begun"


class ProgressReader:
    """Reads what the rows of one table say of the work done."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._by_hundred: bool | None = None

    def take(self, row: Row, line: ImportedLine) -> None:
        """Take what is known of the work itself: real dates, a share, or a word."""
        started, finished = self._cells.day(row, "started"), self._cells.day(row, "finished")
        share = self._share(row)
        word = folded(row.text("status"))
        if word and share is None:
            state = _STATE_OF.get(word)
            if state == "done":
                share = Decimal(100)
            elif state == "begun":
                started = started or line.start
            elif state is None:
                self._cells.tell(row, "status", f"the state '{row.text('status')[:40]}' is not taken over")
        if finished is None and share == 100 and line.finish is not None:
            finished = line.finish
            line.remarks["finished"] = _PLANNED
        if started is None and share and line.start is not None:
            started = line.start
            line.remarks["started"] = _PLANNED if share == 100 else _BEGUN
        if started and finished and finished < started:
            self._cells.tell(
                row, "finished", f"'{row.name}' is finished ({finished}) before it has started ({started})"
            )
            started = None
        if line.length is not None and line.length.is_zero:
            started = None
        if started:
            line.fields["started"] = started
        if finished:
            line.fields["finished"] = finished
        if share and not finished:
            line.fields["progress"] = f"{plain_decimal(share)}%"

    def _share(self, row: Row) -> Decimal | None:
        """Return how much of a task is done in per cent. A column's numbers are all shares of one, or of a hundred."""
        value = row.cells.get("progress")
        text = as_text(value).strip()
        if not text or isinstance(value, bool):
            return None
        number = Decimal(repr(value)) if isinstance(value, float) else typed_number(text.replace("%", ""))
        if number is None:
            if _STATE_OF.get(folded(text)) == "done":
                return Decimal(100)
            self._cells.tell(row, "progress", f"'{text[:40]}' is no share of work that is understood")
            return None
        if "%" not in text and not self._in_hundredths(number):
            number *= 100
        if not 0 <= number <= 100:
            self._cells.tell(row, "progress", f"{text[:40]} is no share of work: it is from 0 to 100 per cent")
            return None
        return round(number, 2)

    def _in_hundredths(self, number: Decimal) -> bool:
        """Return whether the plain numbers of the column are per cents: one of them is above 1."""
        if self._by_hundred is None:
            column = self._cells.table.columns["progress"]
            values = [
                cells.get(column)
                for row, cells in self._cells.table.grid.cells.items()
                if row > self._cells.table.header
            ]
            self._by_hundred = any(_is_above_one(value) for value in values)
        return self._by_hundred or number > 1


def _is_above_one(value: Cell | None) -> bool:
    if isinstance(value, float):
        return value > 1
    if not isinstance(value, str) or "%" in value:
        return False
    number = typed_number(value)
    return number is not None and number > 1
