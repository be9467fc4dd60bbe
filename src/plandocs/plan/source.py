"""The plan file as text: bytes to data, with the place of every key and value.

YAML 1.2 and JSON come in through one reader. Out comes a `Source`: data made of texts, lists and mappings, and the
means to point at any of it. Nothing here knows what a plan is, but that it is a mapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from plandocs.errors import FileError, PlanError, Problem, Severity
from plandocs.plan.decoding import decode, join_surrogates
from plandocs.plan.places import KeyPath, Mark, Place, find_place, key_mark, value_mark
from plandocs.plan.reader import Data, parse_events, read_events
from plandocs.plan.syntax import syntax_problem

MAX_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A plan file that has been read. `problems` did not stop the reading; some of them may be errors."""

    name: str
    lines: tuple[str, ...]
    data: dict[str, Data]
    root: Place
    problems: tuple[Problem, ...] = ()

    def mark(self, path: Sequence[str | int], *, on_key: bool = False) -> Mark:
        """Return where a key path stands, or the nearest entry around it that exists.

        With `on_key`, the key itself rather than its value; entries of lists have none and are marked themselves.
        """
        place, taken = find_place(self.root, path)
        if on_key and taken == len(path):
            return key_mark(place, self.lines)
        if taken < len(path) and place.key_start is not None and not isinstance(place.children, list):
            return key_mark(place, self.lines)
        return value_mark(place, self.lines)

    def has(self, path: Sequence[str | int]) -> bool:
        """Return whether the file says something at a key path."""
        return find_place(self.root, path)[1] == len(path)

    def located(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems with their place in this file, found by the key path or `task ID` in their `where`."""
        tasks: dict[str, KeyPath] | None = None
        out = []
        for problem in problems:
            if problem.line is None and problem.where:
                if tasks is None:
                    tasks = self._tasks()
                is_task = problem.where.startswith("task ")
                path = tasks.get(problem.where[5:], ()) if is_task else key_path(problem.where)
                if path and self.has(path[:1]):
                    mark = self.mark(path)
                    problem = problem.at(self.name, mark.line, mark.column, mark.width)
            out.append(problem)
        return out

    def _tasks(self) -> dict[str, KeyPath]:
        """Return the key path of each task and milestone by id."""
        found: dict[str, KeyPath] = {}
        phases = self.data.get("phases")
        for i, phase in enumerate(phases if isinstance(phases, list) else ()):
            if not isinstance(phase, dict):
                continue
            tasks = phase.get("tasks")
            entries = [
                (("phases", i, "tasks", j), task) for j, task in enumerate(tasks if isinstance(tasks, list) else ())
            ]
            for path, entry in [*entries, (("phases", i, "milestone"), phase.get("milestone"))]:
                if isinstance(entry, dict):
                    found[str(entry.get("id"))] = path
        return found

    def word_mark(self, path: Sequence[str | int], word: str) -> Mark:
        """Return where a word stands within the text at a key path, such as an id within `T02 FS+2d`."""
        mark = self.mark(path)
        line = self.lines[mark.line - 1] if mark.line <= len(self.lines) else ""
        at = line.find(word, mark.column - 1, mark.column - 1 + mark.width)
        return Mark(mark.line, at + 1, len(word)) if word and at >= 0 else mark

    def problem(
        self,
        rule: str,
        message: str,
        path: Sequence[str | int],
        *,
        fix: str = "",
        severity: Severity = "error",
        on_key: bool = False,
        word: str = "",
        name: str = "",
        why: str = "",
    ) -> Problem:
        """Return a problem located at a key path; at `word` within it where that is given."""
        mark = self.word_mark(path, word) if word and not on_key else self.mark(path, on_key=on_key)
        return Problem(
            rule=rule,
            message=message,
            severity=severity,
            path=self.name,
            line=mark.line,
            column=mark.column,
            width=mark.width,
            where=key_text(path),
            fix=fix,
            name=name,
            why=why,
        )


def read_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of a file kept beside a plan. FileError when it cannot be read, or has more than `most`."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FileError(Problem(rule="file", message=f"the file cannot be read: {reason}", path=str(path))) from None
    if len(data) > most:
        raise FileError(Problem(rule="file", message="the file is larger than any plan", path=str(path)))
    return data


def read_source(path: Path, *, name: str = "") -> Source:
    """Read a plan file. `name` is how messages call it; the path as given when left out.

    Raises FileError when the file cannot be read, PlanError when its text cannot.
    """
    shown = name or str(path)
    try:
        if path.is_dir():
            raise FileError(Problem(rule="file", message="this is a folder, not a plan file", path=shown))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        fix = "check the spelling, or write one with 'plandocs new'"
        raise FileError(Problem(rule="file", message="there is no such file", path=shown, fix=fix)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FileError(Problem(rule="file", message=f"the file cannot be read: {reason}", path=shown)) from None
    return parse_source(data, shown)


def parse_source(data: bytes, name: str) -> Source:
    """Return the source that a file's bytes hold. Raises PlanError for what cannot be read as a mapping."""
    if len(data) > MAX_BYTES:
        megabytes = MAX_BYTES // 1024 // 1024
        raise PlanError(Problem(rule="too-large", message=f"the file is larger than {megabytes} MB", path=name))
    text, warnings = decode(data, name)
    if _is_json(text, name):
        text, halves = join_surrogates(text, name)
        warnings += halves
    lines = tuple(text.splitlines())
    try:
        root, place, problems = read_events(parse_events(text), name)
    except yaml.YAMLError as error:
        raise PlanError([*warnings, syntax_problem(error, lines, name)]) from None
    if place is None or root is None:
        fix = "write project, people and phases; 'plandocs new' gives a plan to start from"
        raise PlanError(Problem(rule="empty-file", message="the file holds no plan", path=name, line=1, fix=fix))
    if not isinstance(root, dict):
        kind = "a list" if isinstance(root, list) else "a text"
        message = f"a plan is keys and values (a mapping); the file holds {kind}"
        line, column = place.start.line + 1, place.start.column + 1
        fix = "begin the file with 'project:'"
        raise PlanError(Problem(rule="wrong-type", message=message, path=name, line=line, column=column, fix=fix))
    return Source(name, lines, root, place, (*warnings, *problems))


def key_text(path: Sequence[str | int]) -> str:
    """Return a key path as text, such as `phases[0].tasks[2].after[0]`."""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def key_path(text: str) -> KeyPath:
    """Return the key path that `key_text` wrote."""
    parts = (found[1] or int(found[2]) for found in re.finditer(r"([^.\[\]]+)|\[(\d+)\]", text) if found[1] or found[2])
    return tuple(parts)


def _is_json(text: str, name: str) -> bool:
    return name.lower().endswith(".json") or text.lstrip()[:1] == "{"


__all__ = ["Data", "KeyPath", "Mark", "Source", "key_path", "key_text", "parse_source", "read_source"]
