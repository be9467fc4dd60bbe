"""What the makers of single sheets share: facts, words, the calendar, and the lists that drop-downs offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from plandocs.content.blocks import Tone
from plandocs.content.facts import Facts
from plandocs.content.facts.tasks import State
from plandocs.content.sheets import (
    Choices,
    DataTable,
    Item,
    Kind,
    Name,
    Role,
    Sheet,
    SheetColumn,
    address,
    distinct_titles,
    quoted,
    sheet_reference,
    tab_title,
)
from plandocs.content.wording import Words
from plandocs.documents.workbook.days import CountedDays

RISK_LEVELS, BAND_FROM, BAND_NAMES, REACH_FROM = "RiskLevels", "BandFrom", "BandNames", "ReachFrom"
"""Names that formulas look scores up in."""

BANDS = ((1, "low"), (3, "medium"), (6, "high"))
"""Risk scores, of 9, from which a band begins. Source: documents, Risks."""
REACH = (0, 10, 100, 500, 1000)
"""Numbers of people from which a change reaches one step further, 1 to 5. Source: S86."""

_LIST_PREFIX = "List_"
_LISTED = (
    "dependency_status",
    "risk_status",
    "issue_status",
    "severity",
    "change_status",
    "alignment_status",
)
_INTERNAL_LISTS = frozenset({"alignment_status"})
_PAIRS: Mapping[str, tuple[str, ...]] = {
    "level": ("L", "M", "H"),
    "raci_letter": ("R", "A", "C", "I", "R/A"),
}


@dataclass(frozen=True)
class Setting:
    """One workbook's facts and words."""

    facts: Facts
    words: Words
    counted: CountedDays

    @property
    def lite(self) -> bool:
        """Whether the workbook is the small one: three sheets, and no sheet for lists."""
        return self.facts.plan.project.tier == "lite"

    @property
    def tracked(self) -> bool:
        """Whether the workbook shows a forecast. Otherwise it is the agreed plan, with nothing to compare it to."""
        return self.facts.forecast is not None

    def say(self, key: str, /, **values: object) -> str:
        """Return a text of the workbook's own wording."""
        return self.words.say(f"workbook.{key}", **values) if values else self._fixed(f"workbook.{key}")

    def common(self, key: str) -> str:
        """Return a text that all documents share."""
        return self._fixed(f"common.{key}")

    def _fixed(self, key: str) -> str:
        """Return a text without values: each is asked for once."""
        found = self._texts.get(key)
        if found is None:
            found = self._texts[key] = self.words.say(key)
        return found

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The words for task, buffer and milestone."""
        return {key: self.common(f"gantt.{key}") for key in ("task", "buffer", "milestone")}

    @cached_property
    def states(self) -> Mapping[State, str]:
        """The states of a task in words."""
        states: tuple[State, ...] = ("done", "in_progress", "late", "not_started")
        return {state: self.common(f"state.{state}") for state in states}

    def tab(self, key: str) -> str:
        """Return a sheet's title."""
        return tab_title(self.say(f"sheet.{key}.tab"))

    def sheet(self, key: str, *, note: str = "", **parts: object) -> Sheet:
        """Return a sheet with its title, heading and purpose, to which a `note` adds a sentence."""
        facts = self.facts
        edition = self.say(
            "edition", forecast=self.tracked, version=facts.plan.project.version, hash=facts.plan_hash[:8]
        )
        measured = [facts.baseline] if facts.baseline and self.tracked else []
        marks = [self.common(f"{mark}_mark") for mark in ("draft", "internal") if getattr(facts, mark)]
        purpose = self.say(f"sheet.{key}.purpose", forecast=self.tracked)
        return Sheet(
            key=key,
            title=self.tab(key),
            heading=self.say(f"sheet.{key}.heading", project=facts.plan.project.name),
            purpose=f"{purpose} {note}" if note else purpose,
            facts=" · ".join([edition, *measured, *marks]),
            **parts,  # type: ignore[arg-type]
        )

    def column(
        self,
        key: str,
        kind: Kind = "text",
        role: Role = "fixed",
        *,
        formula: str = "",
        listed: str = "",
        people: bool = False,
        tones: Mapping[str, Tone] | None = None,
        most: int = 60,
        hide_zero: bool = False,
        title: str = "",
    ) -> SheetColumn:
        """Return a column with its worded title. `listed` names the list its drop-down offers."""
        choices = self.choices(listed) if listed else self._people_choices if people else None
        return SheetColumn(
            key=key,
            title=title or self.say(f"column.{key}"),
            kind=kind,
            role="formula" if formula else role,
            formula=formula,
            choices=choices,
            tones=tones or {},
            most=most,
            hide_zero=hide_zero,
        )

    def choices(self, listed: str) -> Choices:
        """Return the drop-down of a list: its named range, or in a small workbook its values."""
        return Choices(values=self.lists[listed]) if self.lite else Choices(name=_LIST_PREFIX + listed)

    @cached_property
    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """The lists that drop-downs offer, in words, by name."""
        kept = _LISTED if self.facts.internal else tuple(key for key in _LISTED if key not in _INTERNAL_LISTS)
        found = {key: tuple(text for _, text in self.words.table(f"common.{key}")) for key in kept}
        found["level"] = tuple(self.common(f"level.{level}") for level in _PAIRS["level"])
        found["raci_letter"] = _PAIRS["raci_letter"]
        found["ask_status"] = tuple(text for _, text in self.words.table("workbook.ask_status"))
        found["people"] = tuple(dict.fromkeys(person.name for person in self.facts.people if not person.informed_only))
        return found

    @cached_property
    def band_words(self) -> tuple[str, ...]:
        """The bands in words, low first."""
        return tuple(self.common(f"band.{band}") for _, band in BANDS)

    @property
    def _people_choices(self) -> Choices:
        """People are offered, others may be typed."""
        found = self.choices("people")
        return Choices(found.name, found.values, strict=False)

    def score_constants(self) -> tuple[Name, ...]:
        """Return the names for scores with their values in them, for a workbook without a sheet of lists."""
        return (
            Name(RISK_LEVELS, _texts(self.lists["level"])),
            Name(BAND_FROM, "{" + ";".join(str(score) for score, _ in BANDS) + "}"),
            Name(BAND_NAMES, _texts(self.band_words)),
        )


def list_name(listed: str) -> str:
    """Return the defined name of a list."""
    return _LIST_PREFIX + listed


def column_name(name: str, sheet: Sheet, table: DataTable, key: str) -> Name:
    """Return a defined name for a whole column of a table."""
    return Name(name, sheet_reference(sheet.title, table.cells(key)))


def cell_name(name: str, sheet_title: str, row: int, column: int) -> Name:
    """Return a defined name for one cell."""
    return Name(name, sheet_reference(sheet_title, address(row, column, fixed=True)))


def heads(titles: Iterable[str], style: str = "header") -> tuple[Item, ...]:
    """Return a header row outside tables."""
    return tuple(Item(title, style) for title in titles)


def matching(text: str) -> str:
    """Return a text as a formula looks it up: signs that stand for any text are taken as they are."""
    return quoted("".join(f"~{sign}" if sign in "~*?" else sign for sign in text))


def place_of(table: DataTable, key: str, cell: str) -> str:
    """Return a formula for the row of a table whose `key` equals a cell, from 1; 0 when there is none.

    Unlike MATCH it takes signs such as `*` in the cell as they are.
    """
    return f"SUMPRODUCT(({table.whole(key)}={cell})*(ROW({table.whole(key)})-ROW({table.headers(key)})))"


def titled(columns: Iterable[SheetColumn]) -> tuple[SheetColumn, ...]:
    """Return the columns with distinct titles."""
    listed = tuple(columns)
    titles = distinct_titles(column.title for column in listed)
    return tuple(replace(column, title=title) for column, title in zip(listed, titles, strict=True))


def _texts(values: Iterable[str]) -> str:
    return "{" + ";".join(quoted(value) for value in values) + "}"
