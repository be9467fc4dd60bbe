"""A build: documents made, all of them, and then written. The only place that writes documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.api.documents import make_documents
from plandocs.api.history import keep, kept_plan, known_reports, of_other_projects
from plandocs.api.measuring import measure
from plandocs.api.options import MEASURED, BuildOptions, BuildResult, Progress
from plandocs.api.plans import findings, load, scheduled
from plandocs.errors import PlanError, Problem, UsageError, has_errors
from plandocs.output import Ledger, write_whole

if TYPE_CHECKING:
    from plandocs.plan.load import LoadedPlan

_UNGATED = frozenset({"questionnaire"})
"""What is sent while a plan still has errors of the rules: it asks for the answers that are missing."""


def build(path: Path, options: BuildOptions, progress: Progress | None = None) -> BuildResult:
    """Make the documents of a plan and write them into `options.out`.

    PlanError: the plan is not valid, or a customer's edition has rule errors and is no draft. FileError: something
    could not be read or written. A document that somebody has edited, or that is of the other audience's edition, is
    left alone unless `options.force`.
    """
    _require_plan_for_sow(options)
    history = known_reports(path, options)
    loaded = load(kept_plan(path, options) if options.again else path)
    agreed = scheduled(loaded)
    problems = findings(loaded, agreed, path)
    if options.sow:
        problems += _missing_parts(loaded, path, problems, draft=options.draft)
    if not options.only <= _UNGATED:
        require_ready(path, problems, options)
    against = measure(path, options, history) if options.only & MEASURED else None
    made, notes = make_documents(loaded, agreed, options, progress, history, against)
    result = written(made, options, [*problems, *notes])
    code = loaded.plan.project.id or loaded.plan.project.name
    said = of_other_projects(path, history, code)
    if result.files:  # a report that stayed as somebody edited it says what it said
        said += keep(path, loaded, agreed, options, history, against)
    return replace(result, problems=(*result.problems, *said))


def require_ready(path: Path, problems: list[Problem], options: BuildOptions) -> None:
    """Refuse a customer's document of a plan that breaks rules and is no draft: PlanError with all that is wrong."""
    if has_errors(problems) and options.audience == "customer" and not options.draft:
        raise PlanError([*problems, _gate(path)])


def written(made: Mapping[str, bytes], options: BuildOptions, problems: list[Problem]) -> BuildResult:
    """Write documents into `options.out`, but over nothing that somebody edited or that is of the other audience."""
    files: list[Path] = []
    kept: list[Path] = []
    other: list[Path] = []
    ledger = Ledger(options.out)
    internal = options.audience == "internal"
    for name, data in made.items():
        path = options.out / name
        if not options.force:
            state, edition = ledger.standing(path)
            if state in ("edited", "foreign"):
                kept.append(path)
                continue
            if edition == ("customer" if internal else "internal"):
                other.append(path)
                continue
        write_whole(path, data)
        ledger.note(path, data, internal=internal)
        files.append(path)
    ledger.save()
    return BuildResult(files=tuple(files), kept=tuple(kept), other_edition=tuple(other), problems=tuple(problems))


def _require_plan_for_sow(options: BuildOptions) -> None:
    """Refuse a statement of work that would be no document, or no customer's."""
    if options.sow and "plan" not in options.only:
        message = "--sow makes the project plan a statement of work, and the plan is not among what is built"
        raise UsageError(Problem(rule="sow-without-plan", message=message, fix="add 'plan' to --only"))
    if options.sow and options.audience != "customer":
        message = "a statement of work is for the customer: there is no internal edition of it"
        raise UsageError(Problem(rule="sow-internal", message=message, fix="leave out --sow or --audience"))


def _missing_parts(loaded: LoadedPlan, path: Path, problems: list[Problem], *, draft: bool) -> list[Problem]:
    """Return what a statement of work still needs, as warnings of a draft; PlanError where it is to be signed."""
    from plandocs.rules.statement_of_work import missing_parts

    missing = missing_parts(loaded)
    if draft:
        return [replace(problem, severity="warning") for problem in missing]
    if missing:
        n = len(missing)
        message = f"the plan lacks {n} {'part' if n == 1 else 'parts'} of a statement of work, so none was made"
        fix = "fill in the keys named above; until then, build without --sow, or with --draft"
        raise PlanError([*problems, *missing, Problem(rule="not-ready", message=message, path=str(path), fix=fix)])
    return []


def _gate(path: Path) -> Problem:
    return Problem(
        rule="not-ready",
        message="the plan has errors, so no customer's document was made",
        path=str(path),
        fix="mend the errors, waive a rule with its reason, or build with --draft",
    )
