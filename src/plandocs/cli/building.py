"""What `build` and `status` share: building documents and saying what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plandocs.cli.console import Console
from plandocs.cli.findings import as_finding
from plandocs.cli.options import DOCUMENTS
from plandocs.cli.progress import progress
from plandocs.errors import EXIT_DONE, EXIT_FILE, has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from plandocs.api import BuildResult
    from plandocs.errors import Problem

_AUDIENCES = {"customer": "for the customer", "internal": "internal"}


def build_documents(
    console: Console,
    plan: Path,
    *,
    only: frozenset[str] = frozenset(DOCUMENTS),
    as_of: date | None,
    as_json: bool,
    out: Path,
    brand: str,
    audience: str,
    draft: bool,
    pdf: bool,
    force: bool,
    sow: bool = False,
    redline: str | None = None,
    baseline: str | None = None,
    history: bool = True,
    again: bool = False,
) -> int:
    """Build documents, print their paths, and return the exit code: 3 when a document or its PDF was not written."""
    from plandocs import api

    options = api.BuildOptions(
        out=out,
        brand=brand,
        only=only,
        as_of=as_of,
        audience=audience,
        draft=draft,
        pdf=pdf,
        force=force,
        sow=sow,
        redline=redline,
        baseline=baseline,
        history=history,
        again=again,
    )
    with progress(console, "reading the plan") as report:
        result = api.build(plan, options, report)
    if as_json:
        console.json(_as_json(result))
    return report_result(console, result, audience, quiet=as_json)


def report_result(console: Console, result: BuildResult, audience: str, *, quiet: bool) -> int:
    """Print the paths of what was written (unless `quiet`) and what was left alone; return the exit code."""
    console.problems(result.problems)
    if not quiet:
        for path in result.files:
            console.path(path)
    for path in result.kept:
        console.message(
            f"kept {path}: it was edited since plandocs wrote it. Use --force to replace it, or -o for another folder."
        )
    standing = "customer's" if audience == "internal" else "internal"
    for path in result.other_edition:
        console.message(
            f"kept {path}: it is the {standing} edition, and this one is {_AUDIENCES[audience]}. "
            "Use -o for another folder, or --force to replace it."
        )
    left_alone = result.kept or result.other_edition
    return EXIT_FILE if left_alone or has_errors(_not_written(result.problems)) else EXIT_DONE


def _not_written(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems that mean a file that was asked for is not there: a PDF without LibreOffice."""
    return [problem for problem in problems if "libreoffice" in problem.rule]


def _as_json(result: BuildResult) -> dict[str, object]:
    return {
        "files": [str(path) for path in result.files],
        "kept": [str(path) for path in (*result.kept, *result.other_edition)],
        "findings": [as_finding(problem) for problem in result.problems],
    }
