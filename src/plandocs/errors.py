"""Problems as values, and how they read.

A user's mistake is a `Problem`: what is wrong, where, and how to mend it. Problems are collected, sorted by place
and shown together. Three exceptions carry problems to the command line, each with its exit code. Nothing here
prints, reads a file or knows the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning", "info"]

EXIT_DONE = 0
EXIT_PLAN = 1
EXIT_USAGE = 2
EXIT_FILE = 3

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding about a plan, a template, a brand or a file.

    `line` and `column` count from 1 and are None where a file has no lines. `width` is how many characters the
    marker under the excerpt spans. `where` is the place in the user's terms: a key path such as
    `phases[0].tasks[2].after[0]`, a sheet and cell, a layout's name. `rule` is the handbook's id where there is one
    (`S69`); `name` then says it in words (`raci-one-accountable`), empty where the rule is in words itself. `why` is
    what a planning rule is for, in half a sentence; empty where the message speaks for itself.
    """

    rule: str
    message: str
    severity: Severity = "error"
    path: str = ""
    line: int | None = None
    column: int | None = None
    width: int = 1
    where: str = ""
    fix: str = ""
    name: str = ""
    why: str = ""

    @property
    def label(self) -> str:
        """The rule as it is printed: its id, and its name where it has one beside."""
        return f"{self.rule} {self.name}" if self.name else self.rule

    def at(self, path: str, line: int | None, column: int | None, width: int = 1) -> Problem:
        """Return the same problem with its place in a file."""
        return replace(self, path=path, line=line, column=column, width=width)

    def sort_key(self) -> tuple[str, int, int, int, str, str]:
        """Return the key that orders problems by file, line, column and then severity."""
        return (self.path, self.line or 0, self.column or 0, _ORDER[self.severity], self.rule, self.message)

    def place(self) -> str:
        """Return `path:line:column`, as much of it as is known."""
        known = [self.path or self.where]
        if self.line is not None:
            known.append(str(self.line))
            if self.column is not None:
                known.append(str(self.column))
        return ":".join(part for part in known if part)


class PlandocsError(Exception):
    """Base of the failures a user can mend. `exit_code` is what the command returns."""

    exit_code = EXIT_PLAN

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = [problems] if isinstance(problems, Problem) else list(problems)
        self.problems: tuple[Problem, ...] = tuple(sorted(found, key=Problem.sort_key))
        super().__init__("; ".join(f"{p.place()}: {p.message}" for p in self.problems))


class PlanError(PlandocsError):
    """The plan, a brand or a template is wrong: exit code 1."""


class UsageError(PlandocsError):
    """A name given on the command line does not exist: exit code 2."""

    exit_code = EXIT_USAGE


class FileError(PlandocsError):
    """A file could not be read or written: exit code 3."""

    exit_code = EXIT_FILE


def did_you_mean(word: str, choices: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Return "did you mean 'x'?" for the nearest of `choices`, or an empty text when none is near."""
    by_fold: dict[str, str] = {}
    for choice in choices:
        by_fold.setdefault(choice.casefold(), choice)
    near = get_close_matches(word.casefold(), list(by_fold), n=1, cutoff=cutoff)
    return f"did you mean '{by_fold[near[0]]}'?" if near else ""


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any problem is an error."""
    return any(problem.severity == "error" for problem in problems)


def render_problem(problem: Problem, source_lines: Sequence[str] | None = None) -> str:
    """Return a problem as text: place, rule and message, the line with a marker, why it matters, and the fix.

    `source_lines` are the lines of the file the problem points into; without them the excerpt is left out.
    """
    head = f"{problem.severity}[{problem.label}]: {problem.message}"
    place = problem.place()
    if problem.path and problem.line is None and problem.where and problem.where not in problem.message:
        place = f"{place}, {problem.where}"
    out = [f"{place}: {head}" if place else head]
    if source_lines and problem.line is not None and 1 <= problem.line <= len(source_lines):
        out += _excerpt(source_lines[problem.line - 1], problem)
    if problem.why:
        out.append(f"  why: {problem.why}")
    if problem.fix:
        out.append(f"  fix: {problem.fix}")
    return "\n".join(out)


def _excerpt(line: str, problem: Problem) -> list[str]:
    number = str(problem.line)
    shown, column = _window(line.rstrip("\n").replace("\t", " "), problem.column or 1)
    marker = "^" * max(1, min(problem.width, len(shown) - column + 1))
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * (column - 1)}{marker}"]


def _window(line: str, column: int, limit: int = 110) -> tuple[str, int]:
    """Cut a very long line around the column, so that a one-line JSON file does not fill the screen."""
    if len(line) <= limit:
        return line, column
    start = max(0, column - limit // 2)
    shown = line[start : start + limit]
    lead = "…" if start else ""
    return lead + shown + ("…" if start + limit < len(line) else ""), column - start + len(lead)
