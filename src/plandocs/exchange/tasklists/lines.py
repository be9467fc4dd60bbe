"""One row of a list as a line of an imported project: every cell is either taken over or told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from plandocs.errors import Problem
from plandocs.exchange.imported.model import Given, ImportedLine, ImportedLink
from plandocs.exchange.tasklists.cells import Cells
from plandocs.exchange.tasklists.days import DayReader
from plandocs.exchange.tasklists.headers import Table, folded, unit_in
from plandocs.exchange.tasklists.lengths import length_of
from plandocs.exchange.tasklists.links import typed_links
from plandocs.exchange.tasklists.people import Roster, are_turned, named_in
from plandocs.exchange.tasklists.progress import ProgressReader
from plandocs.exchange.tasklists.references import References
from plandocs.exchange.tasklists.rows import Row, as_text, cell_name
from plandocs.exchange.tasklists.titles import Meaning
from plandocs.plan.durations import Duration, plain_decimal

_YES = frozenset({"yes", "y", "x", "ja", "j", "oui", "o", "si", "s", "sim", "true", "1", "wahr", "vrai", "✓", "✔"})
_BUFFERS = frozenset({"buffer", "puffer", "tampon"})
_HOURS = Decimal(8)
_LONGEST_GAP = 7_300
_LONGEST_NOTE = 2_000


class Reader:
    """Reads the rows of one table. `cells` and `roster` hold what is found on the way."""

    def __init__(self, table: Table, days: DayReader, references: References, given: Given) -> None:
        self._table = table
        self._references = references
        self._given = given
        self._unit = unit_in(table.titles.get(table.columns.get("length", 0), ""))
        self.cells = Cells(table, days)
        self._turned = self._are_turned("owner") or self._are_turned("helpers")
        self.roster = Roster()
        self._progress = ProgressReader(self.cells)

    def line(self, row: Row, level: int, is_heading: bool) -> ImportedLine:
        """Return the line of a row."""
        line = ImportedLine(key=row.key, place=self.cells.place(row, "name"), name=row.name, level=level)
        line.is_heading = is_heading
        line.id = row.text("id").strip()
        line.start, line.finish = self.cells.day(row, "start"), self.cells.day(row, "finish")
        self._deadline(row, line)
        line.length = self._length(row, line)
        line.links = self._links(row)
        self._people(row, line)
        self._progress.take(row, line)
        self._words(row, line)
        return line

    def _are_turned(self, meaning: Meaning) -> bool:
        """Return whether a column has people's last names first, and tell it."""
        column = self._table.columns.get(meaning, 0)
        below = [cells.get(column) for number, cells in self._table.grid.cells.items() if number > self._table.header]
        texts = [value for value in below if isinstance(value, str)]
        if not are_turned(texts):
            return False
        where = cell_name(self._table, self._table.header, column)
        message = f"names such as '{texts[0][:40]}' are taken for one person, the last name first"
        self.cells.problems.append(Problem(rule="read-as", severity="info", message=message, where=where))
        return True

    def _length(self, row: Row, line: ImportedLine) -> Duration | None:
        """Return how long a task takes: what its cell says, else the working days between its dates."""
        value = row.cells.get("length")
        marked = folded(row.text("milestone")) in _YES
        if value is not None and as_text(value).strip():
            found = length_of(value, self._unit)
            if found is not None:
                if marked and not found.is_zero:
                    self.cells.tell(
                        row, "milestone", f"'{row.name}' is a milestone, but takes {found}: it stays a task"
                    )
                return found
            self.cells.tell(row, "length", f"'{as_text(value)[:40]}' is no length that is understood")
        if marked:
            return Duration(Decimal(0), "d")
        if line.start is not None and line.finish is not None:
            if line.finish < line.start:
                self.cells.tell(row, "finish", f"'{row.name}' ends ({line.finish}) before it starts ({line.start})")
            else:
                return Duration(Decimal(_weekdays(line.start, line.finish)), "d")
        if not line.is_heading:
            line.remarks["duration"] = "not known from the file"
        return None

    def _deadline(self, row: Row, line: ImportedLine) -> None:
        """Take the deadline; where a list has no other end of a task, it is that."""
        day = self.cells.day(row, "deadline")
        if day is None:
            return
        if "finish" not in self._table.columns and "length" not in self._table.columns:
            line.finish = day
        else:
            line.fields["deadline"] = day

    def _links(self, row: Row) -> list[ImportedLink]:
        found = []
        for link in typed_links(row.text("after"), self._references.lookup):
            if link.key is None:
                self.cells.tell(row, "after", f"'{link.text[:60]}' names nothing in the list that it could wait for")
                continue
            found.append(
                ImportedLink(
                    predecessor=link.key,
                    type=link.type,
                    lag=link.lag,
                    unit=link.unit,
                    place=self.cells.place(row, "after"),
                )
            )
        return found

    def _people(self, row: Row, line: ImportedLine) -> None:
        language = self._table.language
        named = list(named_in(row.text("owner"), language, turned=self._turned))
        keys = [self.roster.key(one.name) for one in named]
        helpers = [self.roster.key(one.name) for one in named_in(row.text("helpers"), language, turned=self._turned)]
        if keys:
            line.owner, line.helpers = keys[0], (*keys[1:], *helpers)
        elif helpers:
            line.helpers = tuple(helpers)
        self._side(row, keys[:1])
        zero = line.length is not None and line.length.is_zero
        if zero or line.is_heading:
            return
        effort = {
            key: share for key, one in zip(keys, named, strict=True) if (share := _effort(one.share, line.length))
        }
        worked = self._work(row)
        if worked is not None and len({*keys, *helpers}) == 1:
            effort = {(*keys, *helpers)[0]: worked}
        elif worked is not None:
            what = "several people share it" if keys or helpers else "nobody does it"
            self.cells.tell(row, "work", f"the work of {worked} is not taken over: {what}")
        if effort:
            line.fields["effort"] = effort

    def _side(self, row: Row, keys: Sequence[str]) -> None:
        text = row.text("side").strip()
        if not text or not keys:
            return
        customer, vendor = self._given.customer, self._given.vendor
        if not self.roster.say_side(keys[0], text, customer=customer, vendor=vendor):
            self.cells.tell(row, "side", f"'{text[:40]}' is none of customer, vendor and third party")

    def _work(self, row: Row) -> str | None:
        value = row.cells.get("work")
        if value is None or not as_text(value).strip():
            return None
        found = length_of(value, "h")
        if found is None:
            self.cells.tell(row, "work", f"'{as_text(value)[:40]}' is no amount of work that is understood")
            return None
        hours = found.amount * {"h": Decimal(1), "d": _HOURS, "w": 5 * _HOURS, "ed": _HOURS}[found.unit]
        return f"{plain_decimal(hours)}h" if hours else None

    def _words(self, row: Row, line: ImportedLine) -> None:
        notes = row.text("notes").strip()
        if notes:
            if len(notes) > _LONGEST_NOTE:
                self.cells.tell(row, "notes", f"a note of {len(notes)} letters is cut to {_LONGEST_NOTE}")
            line.fields["description"] = "\n".join(
                part.strip() for part in notes[:_LONGEST_NOTE].split("\n") if part.strip()
            )
        if acceptance := row.text("acceptance").strip():
            line.fields["acceptance"] = " ".join(acceptance[:_LONGEST_NOTE].split())
        kind = row.text("kind").strip().casefold()
        if kind and kind not in ("task", "milestone", "phase"):
            line.fields["kind"] = "_".join(re.split(r"[\s-]+", kind))[:40]
        elif set(folded(row.name).split()) & _BUFFERS:
            line.fields["kind"] = "buffer"


def with_phases(lines: list[ImportedLine], rows: Sequence[Row], table: Table) -> list[ImportedLine]:
    """Return the lines below headings for the values of a column of phases, where the list has no outline of its own.

    An empty cell means the phase above it. Tasks of one phase come together, in the order in which phases begin.
    """
    if "phase" not in table.columns or any(line.level > 1 or line.is_heading for line in lines):
        return lines
    phases: dict[str, list[ImportedLine]] = {}
    current = ""
    for line, row in zip(lines, rows, strict=True):
        current = " ".join(row.text("phase").split()) or current
        line.level = 2 if current else 1
        phases.setdefault(current, []).append(line)
    made: list[ImportedLine] = []
    for number, (name, members) in enumerate(phases.items(), start=1):
        if name:
            place = members[0].place
            made.append(ImportedLine(key=f"phase {number}", place=place, name=name[:200], level=1, is_heading=True))
        made += members
    return made


def _effort(share: Decimal | None, length: Duration | None) -> str:
    """Return the hours of somebody who gives a share of their time to a task; empty where that cannot be said."""
    if share is None or length is None or not 0 < share < 1 or length.unit == "ed":
        return ""
    hours = length.amount * {"h": Decimal(1), "d": _HOURS, "w": 5 * _HOURS}[length.unit] * share
    return f"{plain_decimal(round(hours, 2))}h"


def _weekdays(first: date, last: date) -> int:
    """Return the days from Monday to Friday from one day to another, both included; at least one."""
    total = (last - first).days + 1
    weeks, rest = divmod(min(total, _LONGEST_GAP), 7)
    extra = sum((first + timedelta(days=n)).weekday() < 5 for n in range(rest))
    return max(1, weeks * 5 + extra)
