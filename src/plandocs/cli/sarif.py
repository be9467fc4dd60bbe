"""Findings as SARIF 2.1.0, the format in which code hosts show findings beside the lines of a file.

Only what the standard requires and what a reader sees: tool, rules, and for each finding its message, level and place.
Source: OASIS SARIF 2.1.0, sections 3.13 to 3.27.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import quote

from plandocs import __version__
from plandocs.errors import Problem, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def sarif_log(problems: Iterable[Problem]) -> dict[str, object]:
    """Return a SARIF log of one run. A rule is named by its readable name, which is unique; `S43` alone is not."""
    from plandocs.rules import all_rules

    found = list(problems)
    texts = {rule.name: rule.text for rule in all_rules()}
    reasons = {rule.name: rule.reason for rule in all_rules()}
    ids = sorted({_rule_id(problem) for problem in found})
    rules = [
        {
            "id": name,
            "shortDescription": {"text": texts.get(name, f"The plan is not valid: {name}.")},
            **({"help": {"text": f"Why: {reasons[name]}."}} if name in reasons else {}),
        }
        for name in ids
    ]
    driver = {"name": "plandocs", "version": __version__, "rules": rules}
    results = [_result(problem, ids.index(_rule_id(problem))) for problem in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule_id(problem: Problem) -> str:
    return problem.name or problem.rule


def _result(problem: Problem, index: int) -> dict[str, object]:
    text = f"{problem.message}. To mend it: {problem.fix}" if problem.fix else problem.message
    result: dict[str, object] = {
        "ruleId": _rule_id(problem),
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
    }
    if problem.path:
        place: dict[str, object] = {"artifactLocation": {"uri": _uri(problem.path)}}
        if problem.line is not None:
            column = problem.column or 1
            place["region"] = {
                "startLine": problem.line,
                "startColumn": column,
                "endColumn": column + max(1, problem.width),
            }
        result["locations"] = [{"physicalLocation": place}]
    return result


def _uri(path: str) -> str:
    """Return a path as a URI reference: relative paths stay relative, so that a code host finds the file."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
