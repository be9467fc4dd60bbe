"""What the YAML parser complains about, in a planner's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from plandocs.errors import Problem
from plandocs.plan.reader import TOO_DEEP

_TAB_INDENT = re.compile(r"^[ ]*\t\s*\S")
_KEY_AND_TEXT = re.compile(r"[\s-]*(?P<key>[^\s:'\"][^:'\"]*):\s+(?P<text>[^\s'\"{\[].*)")
_UP_TO_BRACKET = re.compile(r"[^,}\]]*")
_QUOTES = "put the text in quotes"

_EXPLAINED: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon followed by a space stands inside a text, or the indentation does not fit",
        f"{_QUOTES}, or line the key up with its neighbours",
    ),
    ("cannot start any token", "a text cannot begin with this character", _QUOTES),
    ("expected ',' or ']'", "the list that was opened with '[' is not closed", "add ']' or a missing comma"),
    ("expected ',' or '}'", "the mapping that was opened with '{' is not closed", "add '}' or a missing comma"),
    ("unexpected end of stream", "the quotation mark that opens here is never closed", "close the quotes"),
    ("unknown escape character", "a backslash in double quotes is followed by an unknown letter", "use single quotes"),
    ("invalid Unicode character escape", "this escape stands for no character", "write the character itself"),
    ("could not find expected ':'", "a line without 'key:' stands among keys", "add a colon and a space after the key"),
    ("expected '-' indicator", "the indentation does not fit the list", "line the entry up with the other dashes"),
    ("did not find expected key", "the indentation does not fit, or text goes on after a value", _QUOTES),
    ("block sequence entries are not allowed", "a list cannot begin here", "start the list on a line of its own"),
    ("alphabetic or numeric character", "a text cannot begin with '*' or '&'", _QUOTES),
    ("expected <document start>", "text stands outside the mapping", "line the key up with the other keys"),
    ("undefined tag handle", "a text cannot begin with '!'", _QUOTES),
)
_NESTED = "maximum nesting depth"
"""libyaml from 0.2.6 on refuses thousands of brackets before it gives the first event."""
_OPENED_EARLIER = ("expected ',' or", "unexpected end of stream")


def syntax_problem(error: yaml.YAMLError, lines: Sequence[str], name: str) -> Problem:
    """Return what is wrong with the text as a located problem.

    What was opened and never closed is marked where it was opened, not at the end of the file.
    """
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem(rule="yaml-syntax", message=_first_line(error), path=name, line=1, column=1)
    mark, said = error.problem_mark, error.problem or ""
    if _NESTED in said:
        line, column = mark.line + 1, mark.column + 1
        return Problem(rule="too-deep", message=TOO_DEEP, path=name, line=line, column=column, fix="take levels out")
    found = _tab_problem(lines, mark.line, name) or _colon_problem(said, mark, lines, name)
    if found is not None:
        return found
    if error.context_mark is not None and any(part in said for part in _OPENED_EARLIER):
        mark = error.context_mark
    line = min(mark.line, max(0, len(lines) - 1))
    column = mark.column if line == mark.line else 0
    message, fix = next(((text, fix) for part, text, fix in _EXPLAINED if part in said), (said, ""))
    return Problem(rule="yaml-syntax", message=message, path=name, line=line + 1, column=column + 1, fix=fix)


def _colon_problem(said: str, mark: yaml.Mark, lines: Sequence[str], name: str) -> Problem | None:
    """Return the problem of a colon inside an unquoted text: `{name: a: b}`, or `name: a: b` on a line of its own."""
    in_braces = any(part in said for part in ("expected ',' or '}'", "expected ',' or ']'"))
    if not (in_braces or "mapping values are not allowed" in said) or mark.line >= len(lines):
        return None
    line = lines[mark.line]
    before = line[: mark.column]
    start = max(before.rfind(bracket) for bracket in ",{[") + 1 if in_braces else 0
    found = _KEY_AND_TEXT.match(before, start)
    if not line.startswith(":", mark.column) or found is None:
        return None
    rest = line[mark.column :]
    end = mark.column + len(_UP_TO_BRACKET.match(rest)[0] if in_braces else rest)  # type: ignore[index]
    text = line[found.start("text") : end].partition(" #")[0].rstrip()
    quoted = f'"{text}"' if '"' not in text and "\\" not in text else "'{}'".format(text.replace("'", "''"))
    return Problem(
        rule="yaml-syntax",
        message="a colon followed by a space stands inside a text that has no quotes",
        path=name,
        line=mark.line + 1,
        column=mark.column + 1,
        fix=f"put the text in quotes: {found['key']}: {quoted}",
    )


def _tab_problem(lines: Sequence[str], at: int, name: str) -> Problem | None:
    """Return the problem of a tab in the indentation of the line that failed, or of one just before it."""
    for number in range(min(at, len(lines) - 1), max(-1, at - 3), -1):
        if _TAB_INDENT.match(lines[number]):
            column = lines[number].index("\t")
            indent = len(lines[number]) - len(lines[number].lstrip())
            return Problem(
                rule="tab",
                message="the line is indented with a tab; YAML wants spaces",
                path=name,
                line=number + 1,
                column=column + 1,
                width=indent - column,
                fix="replace each tab with two spaces, as the lines around it have it",
            )
    return None


def _first_line(error: yaml.YAMLError) -> str:
    return str(error).splitlines()[0] if str(error) else "the text is not YAML"
