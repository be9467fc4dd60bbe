"""Reads a brand file: text to data with places, data to a `BrandFile`.

The plan's own reader does the work, so a brand file is as forgiving and as strict as a plan: scalars stay text, and
all mistakes are collected and located. Messages that speak of a plan are put in the words of a brand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from plandocs.brand.file import BrandFile
from plandocs.brand.palette import Finding
from plandocs.errors import FileError, PlanError, Problem, has_errors
from plandocs.plan.explain import explain_errors
from plandocs.plan.source import Data, Source, parse_source

_COLOR_SECTIONS = ("color", "roles", "office")
_UNQUOTED = re.compile(r"^\s*#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")
_IN_OUR_WORDS = {
    "empty-file": ("the file says nothing", "write color: {primary: '#0F766E'} to begin with"),
    "wrong-type": ("a brand file is keys and values, such as color: {primary: '#0F766E'}", ""),
}


def read_brand_file(path: Path) -> tuple[Source, BrandFile]:
    """Return a brand file and where its keys stand.

    Raises FileError when the file cannot be read, and PlanError with everything that is wrong in it.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"the brand file cannot be read: {error.strerror}"
        raise FileError(Problem(rule="file", message=message, path=str(path))) from None
    source = _parse(raw, str(path))
    problems = [*source.problems, *_swallowed_colors(source)]
    try:
        file = BrandFile.model_validate(source.data)
    except ValidationError as error:
        refused = explain_errors(error.errors(include_url=False), source, BrandFile)
        told = {problem.place() for problem in problems}
        raise PlanError([*problems, *(p for p in refused.values() if p.place() not in told)]) from None
    if has_errors(problems):
        raise PlanError(problems)
    return source, file


def read_what_can_be(path: Path) -> tuple[Source, BrandFile, list[Problem]]:
    """Return a brand file without the sections that are wrong, and what is wrong in them.

    Raises FileError when the file cannot be read, and PlanError when nothing of it makes sense.
    """
    try:
        source, file = read_brand_file(path)
    except PlanError as error:
        source = _parse(path.read_bytes(), str(path))
        problems = list(error.problems)
    else:
        return source, file, list(source.problems)
    data = dict(source.data)
    try:
        BrandFile.model_validate(data)
    except ValidationError as invalid:
        for item in invalid.errors(include_url=False):
            data.pop(str(item["loc"][0]) if item["loc"] else "", None)
    try:
        return source, BrandFile.model_validate(data), problems
    except ValidationError:
        raise PlanError(problems) from None


def located(finding: Finding, source: Source) -> Problem:
    """Return a finding's problem with its place in the file."""
    problem = finding.problem
    return source.problem(
        problem.rule, problem.message, finding.keys, fix=problem.fix, severity=problem.severity, on_key=not finding.keys
    )


def _parse(raw: bytes, name: str) -> Source:
    try:
        return parse_source(raw, name)
    except PlanError as error:
        raise PlanError(_reworded(problem) for problem in error.problems) from None


def _reworded(problem: Problem) -> Problem:
    if problem.rule not in _IN_OUR_WORDS:
        return problem
    message, fix = _IN_OUR_WORDS[problem.rule]
    return replace(problem, message=message, fix=fix)


def _swallowed_colors(source: Source) -> list[Problem]:
    """Return a problem for each `key: #0F766E`: without quotes YAML takes the colour for a comment."""
    found: list[Problem] = []
    for keys in _color_keys(source.data):
        line = source.lines[source.mark(keys, on_key=True).line - 1]
        comment = _UNQUOTED.search(line.partition(f"{keys[-1]}:")[2])
        if comment:
            message = f"the color #{comment[1]} is not in quotes, so it is read as a comment"
            fix = f"write {keys[-1]}: '#{comment[1]}'"
            found.append(source.problem("unquoted-color", message, keys, fix=fix, on_key=True))
    return found


def _color_keys(data: dict[str, Data]) -> Iterator[tuple[str, ...]]:
    """Yield the keys of colours that the file gives no value."""
    for section in _COLOR_SECTIONS:
        colors = data.get(section)
        if not isinstance(colors, dict):
            continue
        yield from ((section, key) for key, value in colors.items() if value is None)
        palette = colors.get("palette")
        if isinstance(palette, dict):
            yield from ((section, "palette", key) for key, value in palette.items() if value is None)
