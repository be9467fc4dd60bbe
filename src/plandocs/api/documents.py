"""The documents of a loaded plan, made in memory from the same facts and one brand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from plandocs.api.options import DECKS, DOCUMENTS, SIBLINGS, BuildOptions, Progress
from plandocs.api.plans import scheduled
from plandocs.errors import FileError, Problem
from plandocs.output import safe_stem

if TYPE_CHECKING:
    from plandocs.baseline.against import Against
    from plandocs.brand.model import Brand
    from plandocs.content.document import Document
    from plandocs.content.facts import Facts
    from plandocs.content.markup.apply import Markup
    from plandocs.history.model import PastReport
    from plandocs.plan.load import LoadedPlan
    from plandocs.schedule.result import Schedule
    from plandocs.whatif.answers import Assessment, Decision


def make_documents(
    loaded: LoadedPlan,
    agreed: Schedule,
    options: BuildOptions,
    progress: Progress | None = None,
    history: tuple[PastReport, ...] = (),
    against: Against | None = None,
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the documents of a loaded plan as bytes by file name, and what there is to say about them.

    `history` is what earlier reports said, by date; `against` is the baseline that delays are measured against.
    """
    from plandocs.brand.load import load_brand
    from plandocs.content.markup.apply import Markup

    brand = load_brand(options.brand)
    step = _Steps(progress, [name for name in (*DOCUMENTS, *SIBLINGS, *DECKS) if name in options.only])
    made: dict[str, bytes] = {}
    notes: list[Problem] = []
    markup = Markup.of(loaded.source.lines)
    base = branded_facts(loaded, agreed, options, brand)
    base = replace(base, history=history, against=against) if history or against else base
    notes += _without_words(loaded, base)
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
        made[f"{stem} Workbook.xlsx"] = _workbook(base.measured, brand, markup)
    if "status" in options.only:
        step("status")
        facts = _dated(base, loaded, agreed, options)
        made.update(_status(facts, brand, markup, notes, f"{stem} Status {facts.as_of.isoformat()}"))
    if options.only.intersection(SIBLINGS):
        from plandocs.siblings import make_siblings

        made.update(make_siblings(options.only, base, brand, markup, notes, step))
    if "page" in options.only:
        from plandocs.customer_page import make_page

        step("page")
        facts = _dated(base, loaded, agreed, options)
        made[f"{stem} Project Page {facts.as_of.isoformat()}.html"] = make_page(facts, brand, markup)
    if options.only.intersection(DECKS):
        from plandocs.decks import make_decks

        made.update(make_decks(options.only, base, lambda: _dated(base, loaded, agreed, options), brand, markup, step))
    if options.pdf:
        made.update(_pdfs(made, notes, step))
    step.finish()
    return made, notes


def _without_words(loaded: LoadedPlan, facts: Facts) -> list[Problem]:
    """Return a note when the documents' language has no words, so that their sentences are in another."""
    from babel import Locale

    from plandocs.content.wording import languages

    language = facts.words.formats.language
    if facts.words.spoken == language.replace("_", "-").partition("-")[0].lower():
        return []
    name, spoken = (
        Locale.parse(tag.partition("-")[0]).get_language_name("en") for tag in (language, facts.words.spoken)
    )
    note = Problem(
        rule="no-words",
        severity="info",
        message=f"plandocs has no words in {name}: headings and sentences are in {spoken}, dates and numbers in {name}",
        fix=f"take a language it has ({', '.join(languages())}), or add one as docs/languages.md tells",
        where="project.language",
    )
    return loaded.source.located([note]) if loaded.plan.project.language == language else [note]


def branded_facts(loaded: LoadedPlan, agreed: Schedule, options: BuildOptions, brand: Brand) -> Facts:
    """Return the facts of a plan in the language of a brand, and in the brand's own words where it has some."""
    from plandocs.content.facts.language import in_language
    from plandocs.content.own_wording import own_wording

    base = in_language(facts_of(loaded, agreed, options, options.as_of), brand.language)
    return replace(base, words=own_wording(Path(brand.wording)).within(base.words)) if brand.wording else base


def make_change_papers(
    loaded: LoadedPlan,
    agreed: Schedule,
    options: BuildOptions,
    assessment: Assessment,
    decision: Decision | None,
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return a change request and its message as bytes by file name, and what there is to say about them."""
    from plandocs.brand.load import load_brand
    from plandocs.content.markup.apply import Markup
    from plandocs.siblings import change_papers

    brand = load_brand(options.brand)
    facts = branded_facts(loaded, agreed, options, brand)
    notes: list[Problem] = []
    made = change_papers(facts, assessment, decision, brand, Markup.of(loaded.source.lines), notes)
    if options.pdf:
        made.update(_pdfs(made, notes, _Steps(None, [])))
    return made, notes


def _dated(base: Facts, loaded: LoadedPlan, agreed: Schedule, options: BuildOptions) -> Facts:
    """Return the facts of the day that a status speaks of: the one asked for, else the plan's own, else the kickoff."""
    as_of = options.as_of or loaded.plan.default_as_of() or agreed.start
    if as_of == options.as_of:
        return base.measured
    return replace(base, forecast=scheduled(loaded, as_of, agreed=agreed), as_of=as_of).measured


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


def facts_of(loaded: LoadedPlan, agreed: Schedule, options: BuildOptions, as_of: date | None) -> Facts:
    """Return the facts of a plan for the audience of the options: as agreed, or as of a day."""
    from plandocs.content.facts import Facts
    from plandocs.content.formats import Formats
    from plandocs.content.wording import Words
    from plandocs.plan.fingerprint import plan_hash

    project = loaded.plan.project
    return Facts(
        plan=loaded.plan,
        agreed=agreed,
        forecast=scheduled(loaded, as_of, agreed=agreed) if as_of is not None else None,
        as_of=as_of or agreed.start,
        words=Words.of(Formats(project.language, project.currency)),
        plan_hash=plan_hash(loaded.plan),
        audience="internal" if options.audience == "internal" else "customer",
        draft=options.draft,
        sow=options.sow,
    )


def _project_plan(facts: Facts, brand: Brand, markup: Markup, notes: list[Problem], step: _Steps) -> bytes:
    from plandocs.documents.project_plan import project_plan
    from plandocs.render.check.damage import with_template
    from plandocs.render.word import render_document

    document = markup.document(project_plan(facts, facts.words))
    name = f"word/{document.template}.docx"
    data = with_template(partial(render_document, document, notes=notes), brand, name)
    pages = _pages(document, data, notes, step)
    return with_template(partial(render_document, document, pages=pages), brand, name) if pages else data


def _redline(
    loaded: LoadedPlan, facts: Facts, options: BuildOptions, brand: Brand, notes: list[Problem], stem: str
) -> dict[str, bytes]:
    """Return the project plan as tracked changes against the version that `options.redline` names."""
    from plandocs.baselining import read_version
    from plandocs.content.facts.language import in_language
    from plandocs.content.markup.apply import Markup
    from plandocs.documents.project_plan import project_plan
    from plandocs.redlining import redlined
    from plandocs.render.check.damage import with_template
    from plandocs.render.word import render_document

    read = read_version(options.redline or "", beside=Path(loaded.source.name))
    notes += read.problems
    as_agreed = replace(options, draft=False)
    agreed = in_language(facts_of(read.loaded, read.version.schedule, as_agreed, None), brand.language)
    agreed = replace(agreed, words=facts.words)
    markup = Markup.of([*loaded.source.lines, *read.loaded.source.lines])

    def rendered(side: Facts) -> bytes:
        document = markup.document(project_plan(side, side.words))
        return with_template(partial(render_document, document), brand, f"word/{document.template}.docx")

    label = read.version.label if read.version.baseline else Path(read.version.label).stem
    name = safe_stem(f"{stem} Project Plan changes since {label}")
    return {f"{name}.docx": redlined(facts, agreed, label, rendered)}


def _pages(document: Document, data: bytes, notes: list[Problem], step: _Steps) -> Mapping[str, int]:
    """Return the page of each bookmark from a first pass through LibreOffice; none where it is not installed."""
    from plandocs.exchange.libreoffice import bookmark_pages, find_soffice, to_pdf

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
    return bookmark_pages(to_pdf("plan.docx", data))


def _kickoff(facts: Facts, brand: Brand, markup: Markup) -> bytes:
    from plandocs.documents.kickoff_deck import kickoff_deck
    from plandocs.render.check.damage import with_template
    from plandocs.render.powerpoint import render_deck

    deck = markup.plain(kickoff_deck(facts, facts.words))
    return with_template(partial(render_deck, deck), brand, "powerpoint/kickoff.pptx")


def _workbook(facts: Facts, brand: Brand, markup: Markup) -> bytes:
    from plandocs.documents.workbook import workbook
    from plandocs.render.check.damage import with_template
    from plandocs.render.excel import render_workbook

    made = markup.plain(workbook(facts, facts.words))
    return with_template(partial(render_workbook, made), brand, "excel/workbook.xlsx")


def _status(facts: Facts, brand: Brand, markup: Markup, notes: list[Problem], stem: str) -> dict[str, bytes]:
    from plandocs.documents.status_report import status_report
    from plandocs.render.check.damage import with_template
    from plandocs.render.text.mail import render_mail
    from plandocs.render.text.markdown import render_markdown
    from plandocs.render.word import render_document

    document = markup.document(status_report(facts, facts.words))
    whole = markup.document(status_report(facts, facts.words, paged=False))
    return {
        f"{stem}.docx": with_template(
            partial(render_document, document, notes=notes), brand, f"word/{document.template}.docx"
        ),
        f"{stem}.md": render_markdown(whole).encode(),
        f"{stem}.html": render_mail(whole, brand).encode(),
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
