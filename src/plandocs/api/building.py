"""A build: documents made, all of them, and then written. The only place that writes documents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from plandocs.api.documents import make_documents
from plandocs.api.options import BuildOptions, BuildResult, Progress
from plandocs.api.plans import findings, load, scheduled
from plandocs.errors import PlanError, Problem, has_errors
from plandocs.output import Ledger, write_whole


def build(path: Path, options: BuildOptions, progress: Progress | None = None) -> BuildResult:
    """Make the documents of a plan and write them into `options.out`.

    PlanError: the plan is not valid, or a customer's edition has rule errors and is no draft. FileError: something
    could not be read or written. A document that somebody has edited is left alone unless `options.force`.
    """
    loaded = load(path)
    agreed = scheduled(loaded)
    problems = findings(loaded, agreed)
    if has_errors(problems) and not options.draft and options.audience == "customer":
        raise PlanError([*problems, _gate(path)])
    made, notes = make_documents(loaded, agreed, options, progress)
    return _written(made, options, [*problems, *notes])


def _written(made: Mapping[str, bytes], options: BuildOptions, problems: list[Problem]) -> BuildResult:
    files: list[Path] = []
    kept: list[Path] = []
    ledger = Ledger(options.out)
    for name, data in made.items():
        path = options.out / name
        if ledger.state(path) in ("edited", "foreign") and not options.force:
            kept.append(path)
            continue
        write_whole(path, data)
        ledger.note(path, data)
        files.append(path)
    ledger.save()
    return BuildResult(files=tuple(files), kept=tuple(kept), problems=tuple(problems))


def _gate(path: Path) -> Problem:
    return Problem(
        rule="not-ready",
        message="the plan has errors, so no customer's document was made",
        path=str(path),
        fix="mend the errors, waive a rule with its reason, or build with --draft",
    )
