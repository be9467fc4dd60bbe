"""What the columns of a list of tasks mean, by the titles that people give them in five languages.

A title is compared without case, accents, signs and what stands in parentheses; then the nearest known one counts, if
it is near enough. Of two columns that could mean the same, the one whose title fits better does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from plandocs.exchange.spreadsheets import Grid, Spreadsheet
from plandocs.exchange.tasklists.titles import TITLES, Meaning

_NEAR = 0.86
_MOSTLY_TEXT = 0.5
_TELLING: tuple[Meaning, ...] = ("length", "start", "finish", "after")
_MOST_ROWS_ABOVE = 60
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A list of tasks in a sheet: the row of its titles, what its columns mean, and titles that mean nothing known.

    `language` is that of most titles: en, de, fr, es or pt. `is_bounded` says that it is a table of the program's own,
    so that what stands beside it is something else.
    """

    grid: Grid
    header: int
    columns: Mapping[Meaning, int]
    titles: Mapping[int, str]
    unknown: Mapping[int, str]
    language: str
    is_bounded: bool = False


def find_table(book: Spreadsheet, sheet: str = "") -> tuple[Table | None, list[Table]]:
    """Return the list of tasks of a workbook, and further ones that may be one too.

    The row counts whose titles say most, on the sheet named, else on any. None where no row has a title for names of
    tasks and one for something else.
    """
    found: list[tuple[int, int, int, Table]] = []
    for place, grid in enumerate(book.sheets):
        if sheet and grid.title != sheet:
            continue
        tables = (_table_at(grid, row) for row in sorted(grid.cells)[:_MOST_ROWS_ABOVE])
        best = max((table for table in tables if table is not None), key=_weight, default=None)
        if best is not None and (rows := sum(1 for row in grid.cells if row > best.header)):
            found.append((_weight(best), min(rows, 5), -place, best))
    found.sort(key=lambda one: one[:3], reverse=True)
    if not found:
        return None, []
    first = found[0][3]
    return first, [table for weight, _, _, table in found[1:] if weight * 2 >= found[0][0]]


def _weight(table: Table) -> int:
    """Return how much a table looks like a list of tasks: lengths, dates and links count double."""
    return len(table.columns) + sum(meaning in table.columns for meaning in _TELLING)


def _table_at(grid: Grid, row: int) -> Table | None:
    """Return the table whose titles stand in a row; within a table of the program's own only its columns count."""
    area = next((one for one in grid.tables.values() if one[0] == row), None)
    cells = {
        column: value
        for column, value in sorted(grid.cells[row].items())
        if area is None or area[1] <= column <= area[3]
    }
    titles = {
        column: value.strip()
        for column, value in cells.items()
        if isinstance(value, str) and value.strip() and len(value) <= _LONGEST_TITLE
    }
    if len(titles) < 2 or len(titles) < len(cells) * _MOSTLY_TEXT:
        return None
    columns, languages = meanings_of(titles)
    if "name" not in columns and "notes" in columns:
        columns["name"] = columns.pop("notes")  # a list whose tasks are called descriptions
    if "name" not in columns or len(columns) < 2:
        return None
    known = set(columns.values())
    unknown = {column: title for column, title in titles.items() if column not in known}
    language = max(languages, key=lambda tag: languages[tag], default="en")
    return Table(grid, row, columns, titles, unknown, language, area is not None)


def meanings_of(titles: Mapping[int, str]) -> tuple[dict[Meaning, int], dict[str, int]]:
    """Return the column of each meaning, and how many titles each language has given."""
    ranked: list[tuple[float, int, Meaning, tuple[str, ...]]] = []
    for column, title in titles.items():
        for meaning, (score, languages) in _candidates(_share_first(folded(title))).items():
            if "%" not in title or meaning == "progress":  # `Fertig %` is no day of finishing
                ranked.append((-score, column, meaning, languages))
    ranked.sort(key=lambda one: (one[0], one[1], _RANK[one[2]]))
    columns: dict[Meaning, int] = {}
    spoken: dict[str, int] = {"en": 0, "de": 0, "fr": 0, "es": 0, "pt": 0}
    taken: set[int] = set()
    for _, column, meaning, languages in ranked:
        if meaning not in columns and column not in taken:
            columns[meaning] = column
            taken.add(column)
            for tag in languages:
                spoken[tag] += 1
    return columns, spoken


def folded(text: str) -> str:
    """Return a title without case, accents, signs, and what stands in parentheses."""
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text) if not text.strip().startswith("(") else text
    text = text.replace("ß", "ss").replace("Nº", "no").replace("N°", "no").replace("№", "no")
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^\w%#]+", " ", bare).replace("_", " ").strip()


def _share_first(title: str) -> str:
    """Return a folded title with its sign for hundredths first, as known ones have it: `fertig in %` as `% fertig`."""
    words = title.replace("%", " ").split()
    if "%" not in title or title in _known():
        return title
    return " ".join(["%", *(words[:-1] if words[-1:] and words[-1] in ("in", "en", "em") else words)])


_RANK: dict[Meaning, int] = {meaning: rank for rank, meaning in enumerate(TITLES)}


@lru_cache(maxsize=1)
def _known() -> dict[str, dict[Meaning, tuple[str, ...]]]:
    """Return the known titles, each with its meanings and the languages in which it has them."""
    found: dict[str, dict[Meaning, tuple[str, ...]]] = {}
    for meaning, by_language in TITLES.items():
        for tag, titles in by_language.items():
            for title in filter(None, titles.split("|")):
                entry = found.setdefault(title, {})
                entry[meaning] = (*entry.get(meaning, ()), tag)
    return found


@lru_cache(maxsize=512)
def _candidates(title: str) -> dict[Meaning, tuple[float, tuple[str, ...]]]:
    """Return what a title may mean, each with how well it fits (1 for a title that is known) and the languages."""
    known = _known()
    found: dict[Meaning, tuple[float, tuple[str, ...]]] = {}

    def add(words: str, score: float) -> None:
        for meaning, languages in known[words].items():
            if score > found.get(meaning, (0.0, ()))[0]:
                found[meaning] = (score, languages)

    if title in known:
        add(title, 1.0)
        return found
    words = title.split()
    for length in range(len(words), 0, -1):
        for part in (" ".join(words[:length]), " ".join(words[-length:])):
            if part in known and len(part) > 2:
                add(part, 0.6 + 0.3 * length / len(words))
    if not found and len(title) > 4:
        for other in known:
            if abs(len(other) - len(title)) <= 3 and len(other) > 4:
                likeness = SequenceMatcher(None, title, other, autojunk=False).ratio()
                if likeness >= _NEAR:
                    add(other, likeness * 0.8)
    return found


def unit_in(title: str) -> Literal["d", "w", "h", ""]:
    """Return the unit that a column's title names: `Duration (weeks)`, `Dauer in Stunden`."""
    words = set(re.findall(r"[^\W\d_]+", "".join(
        c for c in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(c)
    )))  # fmt: skip
    if words & _WEEKS:
        return "w"
    if words & _HOURS:
        return "h"
    return "d" if words & _DAYS else ""


_DAYS = frozenset({"d", "day", "days", "tag", "tage", "at", "arbeitstage", "jour", "jours", "j", "dia", "dias", "t"})
_WEEKS = frozenset({"w", "week", "weeks", "wk", "wks", "woche", "wochen", "semaine", "semaines", "semana", "semanas"})
_HOURS = frozenset({"h", "hour", "hours", "hrs", "std", "stunde", "stunden", "heure", "heures", "hora", "horas"})
