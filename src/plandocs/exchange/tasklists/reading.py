"""A list of tasks, from a file's bytes to an imported project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plandocs.errors import PlanError, Problem, did_you_mean
from plandocs.exchange.imported.model import Given, ImportedProject
from plandocs.exchange.spreadsheets import CellError, Grid, Spreadsheet, read_spreadsheet
from plandocs.exchange.tasklists.days import DayReader, Order
from plandocs.exchange.tasklists.headers import Table, find_table
from plandocs.exchange.tasklists.indents import indents_of
from plandocs.exchange.tasklists.levels import levels_of, outline_numbers
from plandocs.exchange.tasklists.lines import Reader, with_phases
from plandocs.exchange.tasklists.references import WAYS, references_of
from plandocs.exchange.tasklists.rows import MOST_TASKS, Row, as_text, cell_name, rows_of
from plandocs.exchange.tasklists.texts import text_grid
from plandocs.exchange.tasklists.titles import Meaning
from plandocs.render.package import Package

_DAYS: tuple[Meaning, ...] = ("start", "finish", "deadline", "started", "finished")
_LANGUAGES = {"en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "pt": "pt-BR"}
_TITLES_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user says of a file: which sheet, empty for the one most like a list of tasks; how days are typed."""

    sheet: str = ""
    order: Order | None = None


def read_workbook(data: bytes, path: str, choices: Choices, given: Given) -> ImportedProject:
    """Return the project in a workbook. PlanError for a file that is none, or that has no list of tasks."""
    package = Package.open(data, name=path)
    book = read_spreadsheet(package, path)
    if choices.sheet and choices.sheet not in [grid.title for grid in book.sheets]:
        titles = [grid.title for grid in book.sheets]
        message = f"there is no sheet '{choices.sheet}' in the file; there are {', '.join(titles)}"
        fix = did_you_mean(choices.sheet, titles)
        raise PlanError(Problem(rule="no-such-sheet", message=message, path=path, fix=fix))
    table, others = _table(book, path, choices)
    indents = indents_of(package, table.grid.title, table.columns["name"])
    return _project(book, table, others, indents, path, choices, given)


def read_csv(data: bytes, path: str, choices: Choices, given: Given) -> ImportedProject:
    """Return the project in a text file with separated values. PlanError where it has no list of tasks."""
    book = Spreadsheet((text_grid(data, path),), from_1904=False)
    table, others = _table(book, path, Choices(order=choices.order))
    return _project(book, table, others, {}, path, choices, given)


def _table(book: Spreadsheet, path: str, choices: Choices) -> tuple[Table, list[Table]]:
    table, others = find_table(book, choices.sheet)
    if table is None:
        fix = "give the columns titles such as Task, Duration, Start, Finish, Predecessors, Owner"
        message = "no row with titles of a list of tasks was found: one for names, and one for something else"
        raise PlanError(Problem(rule="no-task-list", message=message, path=path, where=choices.sheet, fix=fix))
    return table, others


def _project(
    book: Spreadsheet,
    table: Table,
    others: Sequence[Table],
    indents: Mapping[int, int],
    path: str,
    choices: Choices,
    given: Given,
) -> ImportedProject:
    """Return the project of a table, with everything that was not taken over."""
    every = list(rows_of(table, indents))
    rows = [row for row in every if row.name]
    if not rows:
        raise PlanError(
            Problem(rule="no-task-list", message="the list has no tasks", path=path, where=table.grid.title)
        )
    if len(rows) > MOST_TASKS:
        message = f"the list has {len(rows):,} tasks; at most {MOST_TASKS:,} are read"
        raise PlanError(Problem(rule="too-large", message=message, path=path))
    numbers = outline_numbers(rows)
    links = [(index, row.text("after")) for index, row in enumerate(rows) if row.text("after")]
    references = references_of(rows, numbers, links)
    days = DayReader.of(book, table.language, _typed_days(rows), choices.order)
    reader = Reader(table, days, references, given)
    levels = levels_of(rows)
    if not any(is_heading for _, is_heading in levels) and len({level for level, _ in levels}) == 1:
        levels = [(1, False) for _ in levels]  # numbers such as 1.1 and 1.2 alone are no outline
    below = [*(level for level, _ in levels[1:]), 0]
    lines = [
        reader.line(row, level, is_heading or deeper > level)
        for row, (level, is_heading), deeper in zip(rows, levels, below, strict=True)
    ]
    project = ImportedProject(source=_source(path, table), lines=with_phases(lines, rows, table))
    project.people = list(reader.roster.people.values())
    project.project = {"name": _title(table), "language": _LANGUAGES[table.language]}
    project.problems = [
        *_untouched(table, rows),
        *_nameless(table, every),
        *reader.cells.problems,
        *_told(table, others, references.way, days, project),
    ]
    return project


def _typed_days(rows: Sequence[Row]) -> list[str]:
    return [value for row in rows for name in _DAYS if isinstance(value := row.cells.get(name), str)]


def _source(path: str, table: Table) -> str:
    name = path.replace("\\", "/").rpartition("/")[2]
    return f"{name}, sheet {table.grid.title}" if table.grid.title else name


def _title(table: Table) -> str:
    """Return the text that stands alone above the titles, where there is one: mostly the project's name."""
    grid: Grid = table.grid
    for row in sorted(number for number in grid.cells if number < table.header):
        texts = [value for value in grid.cells[row].values() if isinstance(value, str) and value.strip()]
        if len(texts) == 1 and len(grid.cells[row]) == 1 and len(texts[0]) <= 120:
            return " ".join(texts[0].split())
    return ""


def _untouched(table: Table, rows: Sequence[Row]) -> list[Problem]:
    """Tell the columns that mean nothing a plan can hold."""
    found = []
    filled = {row.number for row in rows}
    for column, title in sorted(table.unknown.items())[:_TITLES_SHOWN]:
        values = [
            as_text(cells[column]) for number, cells in table.grid.cells.items() if number in filled and column in cells
        ]
        if values:
            cells_ = "one cell" if len(values) == 1 else f"{len(values)} cells"
            message = f"the column '{title}' is not taken over: {cells_}, such as '{values[0][:40]}'"
            found.append(_problem("not-taken-over", message, cell_name(table, table.header, column), "info"))
    untitled = {
        column
        for number in filled
        for column, value in table.grid.cells[number].items()
        if column not in table.titles and not table.is_bounded and not isinstance(value, CellError)
    }
    if untitled:
        places = ", ".join(cell_name(table, table.header, column) for column in sorted(untitled)[:_TITLES_SHOWN])
        message = "columns without a title are not taken over"
        found.append(_problem("not-taken-over", message, places, "info"))
    return found


def _nameless(table: Table, rows: Sequence[Row]) -> list[Problem]:
    found = []
    for row in rows:
        if not row.name:
            said = ", ".join(f"'{row.text(meaning)[:30]}'" for meaning in row.cells if row.text(meaning).strip())
            if said:
                message = f"row {row.number} has no name of a task and is left out: {said}"
                found.append(_problem("not-understood", message, cell_name(table, row.number, table.columns["name"])))
    return found


def _told(table: Table, others: Sequence[Table], way: str, days: DayReader, project: ImportedProject) -> list[Problem]:
    found = []
    if way and way != "id":
        message = f"numbers in '{table.titles[table.columns['after']]}' are taken for {WAYS[way]}"
        found.append(_problem("read-as", message, cell_name(table, table.header, table.columns["after"]), "info"))
    if days.ambiguous:
        shown = days.ambiguous[0]
        meant = days.day(shown)
        message = (
            f"'{shown}' and {len(days.ambiguous) - 1} more days can be read in two ways; it is taken for {meant}"
            if len(days.ambiguous) > 1
            else f"'{shown}' can be read in two ways; it is taken for {meant}"
        )
        fix = "give --dates dmy or --dates mdy to say which"
        found.append(_problem("ambiguous-date", message, table.grid.title, "warning", fix))
    if others:
        names = ", ".join(f"'{other.grid.title}'" for other in others)
        message = f"the list was read from the sheet '{table.grid.title}'; {names} may hold one too"
        found.append(_problem("other-sheet", message, table.grid.title, "info", "give --sheet to read another one"))
    return found


def _problem(rule: str, message: str, where: str, severity: str = "warning", fix: str = "") -> Problem:
    kind = "info" if severity == "info" else "warning"
    return Problem(rule=rule, message=message, where=where, severity=kind, fix=fix)  # type: ignore[arg-type]
