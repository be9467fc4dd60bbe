"""The plans of all languages show most of their wording, so that who reads their files has read the language."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from plandocs import api
from plandocs.api.documents import make_change_papers
from plandocs.cli.capacity_page import show_capacity_options
from plandocs.cli.change_page import show_answers, words_of
from plandocs.cli.console import Console
from plandocs.cli.recover_page import show_recovery
from plandocs.cli.recover_words import RecoveryWords
from plandocs.content import wording
from plandocs.resources import bundled
from plandocs.schedule.from_plan import schedule_plan
from plandocs.whatif.answers import Decision
from tests.documents.reading import every_string, made, text_of

# One worker makes the files of all languages.
pytestmark = pytest.mark.xdist_group("languages")

PLANS = Path(__file__).parents[1] / "plans" / "languages"
WORDING = bundled("templates") / "wording"
LANGUAGES = sorted(path.stem for path in PLANS.glob("*.yaml"))
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_BLANKS = re.compile(r"\s+")
_LEAST = 12
"""Letters from which on a piece of a sentence is told from chance."""
_SEEN = 0.6
"""The share of a language's pieces that its plan must show; the rest are other tiers, models of fees, and states."""
_SEEN_OF_ONE = 0.5
"""The share that is shown of the papers of a change request, of the calendar, and of a recovery, each by itself."""


def test_every_language_that_is_worded_has_a_plan() -> None:
    worded = {folder.name for folder in WORDING.iterdir() if folder.is_dir() and "-" not in folder.name}
    assert {"fr", "pt"} <= worded
    assert set(LANGUAGES) == worded - {"en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_shows_most_of_what_its_language_words(language: str) -> None:
    path = PLANS / f"{language}.yaml"
    loaded = api.load(path)
    as_of = max(report.as_of for report in loaded.plan.reports)
    agreed, only = schedule_plan(loaded.plan), frozenset({*api.DOCUMENTS, *api.SIBLINGS, *api.DECKS})
    text = ""
    for audience in ("customer", "internal"):
        options = api.BuildOptions(only=only, as_of=as_of, audience=audience, draft=True)
        files, _ = api.make_documents(loaded, agreed, options)
        assert len(files) > len(only)
        text += " ".join(_BLANKS.sub(" ", every_string(data)) for data in files.values())
        text += _change_papers(path, options) + _calendar(path, as_of, audience)
    text += _said_on_the_terminal(path, as_of)
    pieces = _pieces(language) - _pieces(language, "rules")  # a plan shows the rules that it waives, not all of them
    assert len(pieces) > 400
    assert sum(piece in text for piece in pieces) > len(pieces) * _SEEN
    for file in ("change", "calendar", "recover"):
        own = _pieces(language, file)
        assert own, file
        assert sum(piece in text for piece in own) > len(own) * _SEEN_OF_ONE, file


def _change_papers(path: Path, options: api.BuildOptions) -> str:
    """Return what the papers of the plan's change requests say: to be decided, and decided."""
    loaded = api.load(path)
    texts = []
    for change in loaded.plan.changes:
        if change.status == "approved":
            continue
        found = api.assess_change(path, change.id)
        approver = next(iter(loaded.plan.with_role("sponsor")))
        for decision in (None, Decision(1, approver, change.date)):
            files, _ = make_change_papers(loaded, found.agreed, options, found.assessment, decision)
            assert {Path(name).suffix for name in files} == {".docx", ".md", ".html"}
            texts += [every_string(data) for data in files.values()]
    assert texts, "the plan has a change request that is open"
    return _BLANKS.sub(" ", " ".join(texts))


def _calendar(path: Path, as_of: date, audience: str) -> str:
    """Return what the calendar file says: its lines are folded, and commas in them marked."""
    data = api.export(path, "ics", as_of=as_of, audience=audience).decode()
    assert data.count("BEGIN:VEVENT") > 5
    plain = data.replace("\r\n ", "").replace("\\,", ",").replace("\\;", ";").replace("\\n", " ")
    return _BLANKS.sub(" ", plain)


def _said_on_the_terminal(path: Path, as_of: date) -> str:
    """Return what `recover`, `capacity` and `change` print."""
    out = io.StringIO()
    console = Console(out, io.StringIO(), {})
    loaded, found = api.recover(path, as_of=as_of)
    show_recovery(console, RecoveryWords(loaded.plan, words_of(loaded.plan)), found, command="plandocs recover")
    planned, short = api.capacity_options(path)
    show_capacity_options(console, planned.plan, short)
    for change in loaded.plan.changes:
        if change.status != "approved":
            show_answers(console, api.assess_change(path, change.id))
    assert out.getvalue().count("\n") > 10
    return _BLANKS.sub(" ", out.getvalue())


def _pieces(language: str, file: str = "*") -> frozenset[str]:
    """Return a language's sentences without values, and the pieces between values: of one file, or of all."""
    found: set[str] = set()
    for path in (WORDING / language).glob(f"{file}.yaml"):
        for text in wording.strings_of((str(WORDING / language),), path.stem).values():
            found.update(_BLANKS.sub(" ", piece).strip(" .,:;()") for piece in _TAG.split(text))
    return frozenset(piece for piece in found if len(piece) >= _LEAST and " " in piece)


def test_the_weeks_of_the_capacity_sheet_are_named_in_the_plans_language() -> None:
    path = PLANS / "pt.yaml"
    book = openpyxl.load_workbook(io.BytesIO(made(path, audience="internal", draft=True)["workbook"]))
    heads = [
        cell for row in book["Capacidade"].iter_rows(max_row=6) for cell in row if isinstance(cell.value, datetime)
    ]
    weeks = [cell.number_format for cell in heads if cell.row > 3]
    assert len(weeks) > 5
    assert set(weeks) == {"[$-416]d mmm"}


def test_money_of_a_workbook_stands_as_the_language_writes_it() -> None:
    formats = {}
    for language in ("fr", "pt"):
        book = openpyxl.load_workbook(io.BytesIO(made(PLANS / f"{language}.yaml", draft=True)["workbook"]))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "[$" in cell.number_format]
        formats[language] = {cell.number_format for cell in cells if "[$-" not in cell.number_format}
    assert formats == {"fr": {"#,##0.00 [$€]"}, "pt": {"[$R$] #,##0.00"}}


def test_roles_go_on_small_and_a_missing_company_leaves_no_comma(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(
        """
project: {name: Atelier, id: A-1, start: 2027-04-01, language: fr-FR, currency: EUR}
people: {ana: {name: Ana Fictive, role: [sponsor, champion], side: customer, hours_per_week: 6}}
phases: [{id: p, name: Phase, tasks: [{id: T1, name: Essai, duration: 1d, owner: ana}]}]
""",
        encoding="utf-8",
    )
    assert "Ana Fictive (sponsor exécutif, référent projet)." in text_of("plan", made(path, draft=True)["plan"])
