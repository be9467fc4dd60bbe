"""Findings about a plan, grouped for a reader and as the JSON of the contract."""

from __future__ import annotations

from collections.abc import Iterable

from plandocs.cli.console import Console
from plandocs.errors import Problem, Severity

_HEADINGS: tuple[tuple[Severity, str, str], ...] = (
    ("error", "error", "errors"),
    ("warning", "warning", "warnings"),
    ("info", "remark", "remarks"),
)


def as_finding(problem: Problem) -> dict[str, object]:
    """Return a problem as an object of `check --json`. `where` is the key path, or the file where there is none."""
    return {
        "rule": problem.rule,
        "name": problem.name,
        "severity": problem.severity,
        "where": problem.where or problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "why": problem.why,
        "fix": problem.fix,
        "file": problem.path,
    }


def grouped(problems: Iterable[Problem], console: Console) -> str:
    """Return findings as text: errors first, each group under its count and in the order of the file."""
    paint = console.painter()
    found = list(problems)
    parts: list[str] = []
    for severity, one, many in _HEADINGS:
        group = sorted((p for p in found if p.severity == severity), key=Problem.sort_key)
        if group:
            parts.append(paint("heading", _counted(len(group), one, many).capitalize()))
            parts += [console.problem_text(problem) for problem in group]
            parts.append("")
    return "\n".join(parts)


def summary(problems: Iterable[Problem]) -> str:
    """Return the findings in one line: `2 errors, 1 warning`, or `no findings`."""
    found = list(problems)
    counts = [(sum(p.severity == severity for p in found), one, many) for severity, one, many in _HEADINGS]
    return ", ".join(_counted(n, one, many) for n, one, many in counts if n) or "no findings"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
