"""The pipeline: a plan file in, findings, a schedule or finished documents out.

Every document of one build is made from the same facts. Documents are made in memory, all of them, before the first
is written, so a plan or template that is wrong leaves no half set behind. Nothing here asks the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from plandocs.errors import FileError, PlanError, Problem, UsageError, did_you_mean, has_errors
from plandocs.output import Ledger, safe_stem, write_whole

if TYPE_CHECKING:
    from plandocs.brand.model import Brand
    from plandocs.content.document import Document
    from plandocs.content.facts import Facts
    from plandocs.content.markup.apply import Markup
    from plandocs.plan.load import LoadedPlan
    from plandocs.schedule.capacity import PersonWeek
    from plandocs.schedule.comparison import Comparison
    from plandocs.schedule.result import Schedule
    from plandocs.schedule.simulation import Simulation
    from plandocs.schedule.target import TargetFit
    from plandocs.schedule.why import Explanation

DOCUMENTS = ("plan", "kickoff", "workbook", "status")
"""What `build` can make, in the order in which it makes it."""

Progress = Callable[[str, int, int], None]
"""Told what is being made, how many steps are done, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What to build, how, and where to. `as_of` None gives the agreed plan, and a status as of the last report.

    `redline` is the version against which the plan is marked besides: a baseline's name, or a path.
    """

    out: Path = Path()
    brand: str = "default"
    only: frozenset[str] = frozenset(DOCUMENTS)
    as_of: date | None = None
    audience: Literal["customer", "internal"] | str = "customer"
    draft: bool = False
    pdf: bool = False
    force: bool = False
    redline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What a build wrote, what it left alone because somebody edited it, and what it found."""

    files: tuple[Path, ...]
    kept: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def load(path: Path) -> LoadedPlan:
    """Read and validate a plan. PlanError carries every mistake, each with its place."""
    from plandocs.plan.load import load_plan

    return load_plan(path)


def check(path: Path, *, strict: bool = False) -> list[Problem]:
    """Return everything there is to say about a plan: mistakes in it, or findings of the planning rules.

    With `strict` warnings count as errors. Only a file that cannot be read raises (FileError).
    """
    try:
        loaded = load(path)
        return _findings(loaded, _scheduled(loaded), strict=strict)
    except PlanError as error:
        return list(error.problems)


def schedule(path: Path, *, as_of: date | None = None) -> tuple[LoadedPlan, Schedule]:
    """Return a plan with its schedule: as agreed, or as forecast from the as-of date."""
    loaded = load(path)
    return loaded, _scheduled(loaded, as_of)


def levelled(path: Path, *, as_of: date | None = None, best: bool = False) -> tuple[LoadedPlan, Schedule]:
    """Return a plan with its levelled schedule: nobody has two tasks at once. `best` takes longer and looks further."""
    from plandocs.schedule.levelling import level_plan

    loaded = load(path)
    with _located(loaded):
        known = _known(loaded, as_of)
        made = level_plan(loaded.plan, as_of=known, best=best)
    return loaded, replace(made, as_of=as_of)


def explain(path: Path, task: str, *, as_of: date | None = None) -> Explanation:
    """Return why a task lies where it does; UsageError for an id that the plan does not have."""
    from plandocs.schedule.why import explain_in_plan

    loaded = load(path)
    with _located(loaded):
        try:
            return explain_in_plan(loaded.plan, task, as_of=_known(loaded, as_of))
        except KeyError:
            raise UsageError(no_such_task(task, _scheduled(loaded))) from None


def no_such_task(task: str, schedule: Schedule) -> Problem:
    """Return that a plan has no task or milestone of an id, with the nearest one that it has."""
    return Problem(
        rule="unknown-task",
        message=f"the plan has no task or milestone '{task}'",
        fix=did_you_mean(task, schedule.by_id) or "'plandocs schedule' lists them",
    )


def comparison(loaded: LoadedPlan, schedule: Schedule) -> Comparison | None:
    """Return what a forecast has moved against the agreed plan; None for the agreed plan itself."""
    from plandocs.schedule.comparison import compare

    return None if schedule.as_of is None else compare(_scheduled(loaded), schedule)


def capacity(loaded: LoadedPlan, schedule: Schedule) -> tuple[PersonWeek, ...]:
    """Return the hours asked of each person by week, against the hours they have; only people with effort."""
    from plandocs.schedule.capacity import weekly_demand

    with _located(loaded):
        return weekly_demand(loaded.plan, schedule)


def missed_target(loaded: LoadedPlan, schedule: Schedule) -> TargetFit | None:
    """Return by how much a schedule misses its target go-live and what would keep it; None when it is kept."""
    from plandocs.schedule.target import target_fit

    target = loaded.plan.project.target_go_live
    if target is None or schedule.go_live is None or schedule.go_live <= target:
        return None
    with _located(loaded):
        return target_fit(loaded.plan, as_of=_known(loaded, schedule.as_of))


def simulate(
    path: Path,
    *,
    trials: int = 10_000,
    seed: int = 1,
    shape: Literal["pert", "triangular"] = "pert",
    owner_factor: float = 0.0,
    as_of: date | None = None,
) -> tuple[LoadedPlan, Simulation]:
    """Return a plan with what trials of its estimates and risks say about the go-live."""
    from plandocs.schedule.simulation import simulate

    loaded = load(path)
    with _located(loaded):
        known = _known(loaded, as_of)
        return loaded, simulate(
            loaded.plan, trials=trials, seed=seed, shape=shape, owner_factor=owner_factor, as_of=known
        )


def build(path: Path, options: BuildOptions, progress: Progress | None = None) -> BuildResult:
    """Make the documents of a plan and write them into `options.out`.

    PlanError: the plan is not valid, or a customer's edition has rule errors and is no draft. FileError: something
    could not be read or written. A document that somebody has edited is left alone unless `options.force`.
    """
    loaded = load(path)
    agreed = _scheduled(loaded)
    problems = _findings(loaded, agreed)
    if has_errors(problems) and not options.draft and options.audience == "customer":
        raise PlanError([*problems, _gate(path)])
    made, notes = make_documents(loaded, agreed, options, progress)
    return _write(made, options, [*problems, *notes])


def make_documents(
    loaded: LoadedPlan, agreed: Schedule, options: BuildOptions, progress: Progress | None = None
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the documents of a loaded plan as bytes by file name, and what there is to say about them."""
    from plandocs.brand.load import load_brand
    from plandocs.content.facts.language import in_language
    from plandocs.content.markup.apply import Markup

    brand = load_brand(options.brand)
    step = _Steps(progress, [name for name in DOCUMENTS if name in options.only])
    made: dict[str, bytes] = {}
    notes: list[Problem] = []
    markup = Markup.of(loaded.source.lines)
    base = in_language(_facts(loaded, agreed, options, options.as_of), brand.language)
    stem = safe_stem(base.code)
    if "plan" in options.only:
        step("plan")
        made[f"{stem} Project Plan.docx"] = _project_plan(base, brand, markup, notes, step)
        if options.redline is not None:
            step.within("changes of the plan")
            made.update(_redline(loaded, base, options, brand, notes, stem))
    if "kickoff" in options.only:
        step("kickoff")
        made[f"{stem} Kickoff.pptx"] = _kickoff(base, brand, markup)
    if "workbook" in options.only:
        step("workbook")
        made[f"{stem} Workbook.xlsx"] = _workbook(base, brand, markup)
    if "status" in options.only:
        step("status")
        as_of = options.as_of or loaded.plan.default_as_of() or agreed.start
        facts = base
        if as_of != options.as_of:
            facts = replace(base, forecast=_scheduled(loaded, as_of, agreed=agreed), as_of=as_of)
        made.update(_status(facts, brand, markup, notes, f"{stem} Status {as_of.isoformat()}"))
    if options.pdf:
        made.update(_pdfs(made, notes, step))
    step.finish()
    return made, notes


class _Steps:
    """Counts the documents that are made, for a progress display."""

    def __init__(self, progress: Progress | None, names: list[str]) -> None:
        self._progress = progress
        self._names = names
        self._done = 0

    def __call__(self, name: str) -> None:
        self._done = self._names.index(name)
        self.within(name)

    def within(self, what: str) -> None:
        """Tell of a part of the step that takes its time."""
        if self._progress is not None:
            self._progress(what, self._done, len(self._names))

    def finish(self) -> None:
        if self._progress is not None:
            self._progress("", len(self._names), len(self._names))


def _scheduled(loaded: LoadedPlan, as_of: date | None = None, *, agreed: Schedule | None = None) -> Schedule:
    """Return the schedule of a plan; what stops the scheduler is placed in the plan file.

    `agreed` is the agreed schedule where it is known already.
    """
    from plandocs.schedule.from_plan import schedule_plan

    with _located(loaded):
        known = _known(loaded, as_of, agreed)
        made = agreed if agreed is not None and known is None else schedule_plan(loaded.plan, as_of=known)
        return made if known == as_of else replace(made, as_of=as_of)


@contextmanager
def _located(loaded: LoadedPlan) -> Iterator[None]:
    """Place what stops the scheduler in the plan file."""
    try:
        yield
    except PlanError as error:
        raise PlanError(loaded.source.located(error.problems)) from None


def _known(loaded: LoadedPlan, as_of: date | None, agreed: Schedule | None = None) -> date | None:
    """Return the as-of date that the scheduler is to count with.

    None up to the kickoff day of a plan of which nothing is reported yet: it is on its agreed dates, for the day has
    only begun.
    """
    from plandocs.schedule.from_plan import schedule_plan

    if as_of is None or _is_under_way(loaded):
        return as_of
    return as_of if as_of > (agreed or schedule_plan(loaded.plan)).start else None


def _is_under_way(loaded: LoadedPlan) -> bool:
    """Whether any progress is reported."""
    return any(task.started or task.finished or task.progress or task.remaining for task in loaded.plan.tasks())


def _findings(loaded: LoadedPlan, agreed: Schedule, *, strict: bool = False) -> list[Problem]:
    from plandocs.rules import check_rules

    found = [*loaded.problems, *check_rules(loaded, agreed)]
    if strict:
        found = [replace(p, severity="error") if p.severity == "warning" else p for p in found]
    return sorted(found, key=Problem.sort_key)


def _facts(loaded: LoadedPlan, agreed: Schedule, options: BuildOptions, as_of: date | None) -> Facts:
    from plandocs.content.facts import Facts
    from plandocs.content.formats import Formats
    from plandocs.content.wording import Words
    from plandocs.plan.fingerprint import plan_hash

    project = loaded.plan.project
    return Facts(
        plan=loaded.plan,
        agreed=agreed,
        forecast=_scheduled(loaded, as_of, agreed=agreed) if as_of is not None else None,
        as_of=as_of or agreed.start,
        words=Words.of(Formats(project.language, project.currency)),
        plan_hash=plan_hash(loaded.plan),
        audience="internal" if options.audience == "internal" else "customer",
        draft=options.draft,
    )


def _project_plan(facts: Facts, brand: Brand, markup: Markup, notes: list[Problem], step: _Steps) -> bytes:
    from plandocs.documents.project_plan import project_plan
    from plandocs.render.word import render_document

    document = markup.document(project_plan(facts, facts.words))
    template = brand.template(f"word/{document.template}.docx")
    data = render_document(document, brand, template, notes=notes)
    pages = _heading_pages(document, data, notes, step)
    return render_document(document, brand, template, pages=pages) if pages else data


def _redline(
    loaded: LoadedPlan, facts: Facts, options: BuildOptions, brand: Brand, notes: list[Problem], stem: str
) -> dict[str, bytes]:
    """Return the project plan as tracked changes against the version that `options.redline` names."""
    from plandocs.baselining import read_version
    from plandocs.content.facts.language import in_language
    from plandocs.content.markup.apply import Markup
    from plandocs.documents.project_plan import project_plan
    from plandocs.redlining import redlined
    from plandocs.render.word import render_document

    read = read_version(options.redline or "", beside=Path(loaded.source.name))
    notes += read.problems
    as_agreed = replace(options, draft=False)
    agreed = in_language(_facts(read.loaded, read.version.schedule, as_agreed, None), brand.language)
    markup = Markup.of([*loaded.source.lines, *read.loaded.source.lines])

    def rendered(side: Facts) -> bytes:
        document = markup.document(project_plan(side, side.words))
        return render_document(document, brand, brand.template(f"word/{document.template}.docx"))

    label = read.version.label if read.version.baseline else Path(read.version.label).stem
    name = safe_stem(f"{stem} Project Plan changes since {label}")
    return {f"{name}.docx": redlined(facts, agreed, label, rendered)}


def _heading_pages(document: Document, data: bytes, notes: list[Problem], step: _Steps) -> Mapping[str, int]:
    """Return the page of each heading from a first pass through LibreOffice; none where it is not installed."""
    from plandocs.exchange.libreoffice import find_soffice, heading_pages, to_pdf

    if not document.contents:
        return {}
    if find_soffice() is None:
        notes.append(
            Problem(
                rule="no-page-numbers",
                severity="info",
                message="the contents list has links but no page numbers, because LibreOffice was not found",
                fix="install LibreOffice, or update the field in Word",
            )
        )
        return {}
    step.within("page numbers of the plan, with LibreOffice")
    return heading_pages(to_pdf("plan.docx", data))


def _kickoff(facts: Facts, brand: Brand, markup: Markup) -> bytes:
    from plandocs.documents.kickoff_deck import kickoff_deck
    from plandocs.render.powerpoint import render_deck

    return render_deck(markup.plain(kickoff_deck(facts, facts.words)), brand, brand.template("powerpoint/kickoff.pptx"))


def _workbook(facts: Facts, brand: Brand, markup: Markup) -> bytes:
    from plandocs.documents.workbook import workbook
    from plandocs.render.excel import render_workbook

    return render_workbook(markup.plain(workbook(facts, facts.words)), brand, brand.template("excel/workbook.xlsx"))


def _status(facts: Facts, brand: Brand, markup: Markup, notes: list[Problem], stem: str) -> dict[str, bytes]:
    from plandocs.documents.status_report import status_report
    from plandocs.render.text.mail import render_mail
    from plandocs.render.text.markdown import render_markdown
    from plandocs.render.word import render_document

    document = markup.document(status_report(facts, facts.words))
    return {
        f"{stem}.docx": render_document(document, brand, brand.template(f"word/{document.template}.docx"), notes=notes),
        f"{stem}.md": render_markdown(document).encode(),
        f"{stem}.html": render_mail(document, brand).encode(),
    }


def _pdfs(made: Mapping[str, bytes], notes: list[Problem], step: _Steps) -> dict[str, bytes]:
    from plandocs.exchange.libreoffice import to_pdf

    pdfs: dict[str, bytes] = {}
    try:
        for name in (name for name in made if name.endswith((".docx", ".pptx", ".xlsx"))):
            step.within(f"PDF of {name}, with LibreOffice")
            pdfs[f"{name.rpartition('.')[0]}.pdf"] = to_pdf(name, made[name])
    except FileError as error:
        notes.extend(error.problems)
        return {}
    return pdfs


def _write(made: Mapping[str, bytes], options: BuildOptions, problems: list[Problem]) -> BuildResult:
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
