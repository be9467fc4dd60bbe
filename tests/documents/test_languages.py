"""Plans in other languages: their documents have no English in them, name their language, and fit their pages."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from plandocs import api
from plandocs.content import wording
from plandocs.resources import bundled
from tests.documents.reading import every_string, made, text_of
from tests.validators.judges import all_findings
from tests.validators.libreoffice import page_count, soffice_pdfs

PLANS = {path.stem: path for path in sorted((Path(__file__).parents[1] / "plans" / "languages").glob("*.yaml"))}
AUDIENCES = ("customer", "internal")
WORDING = bundled("templates") / "wording"
FILES = tuple(sorted(path.stem for path in (WORDING / "en").glob("*.yaml")))
EVERY = [(language, audience) for language in PLANS for audience in AUDIENCES]

# One worker makes the documents of a language, once, and runs every test about them.
pytestmark = pytest.mark.xdist_group("languages")


def test_german_and_spanish_have_a_plan() -> None:
    assert {"de", "es"} <= set(PLANS)


@pytest.mark.parametrize(("language", "audience"), EVERY)
def test_no_sentence_of_english_is_left(language: str, audience: str) -> None:
    """Not in texts, notes, alternative texts, properties or embedded files."""
    phrases = set(_phrases("en")) - set(_phrases(language))
    assert len(phrases) > 300
    for kind, data in _documents(language, audience).items():
        everything = every_string(data)
        found = [phrase for phrase in phrases if phrase in everything]  # `Go-live is` is in `Go-live ist` as well
        assert [phrase for phrase in found if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", everything)] == [], kind


@pytest.mark.parametrize(("language", "audience"), EVERY)
def test_no_label_of_english_is_left(language: str, audience: str) -> None:
    """No paragraph and no cell is an English string, unless the language or the plan says the same."""
    own = set(_strings(language).values())
    plan = PLANS[language].read_text()
    labels = {text for text in _strings("en").values() if "{" not in text and len(text) > 1} - own
    labels = {text for text in labels if text not in plan}
    assert {"Owner", "Due", "Predecessors", "On track"} <= labels
    for kind, data in _documents(language, audience).items():
        assert labels & {line.strip() for line in text_of(kind, data).split("\n")} == set(), kind


@pytest.mark.parametrize("language", PLANS)
def test_every_document_names_its_language(language: str) -> None:
    """Spelling is checked, and pages are read out, in the language of the plan."""
    wanted = api.load(PLANS[language]).plan.project.language
    for kind, data in _documents(language, "customer").items():
        if kind == "mail":
            assert f'<html lang="{wanted}"' in data.decode()
        elif kind != "markdown":
            assert wanted in every_string(data).split("\n"), kind


@pytest.mark.parametrize("language", PLANS)
def test_no_judge_has_a_finding(language: str) -> None:
    for path in _written(language, "customer"):
        assert all_findings(path) == []


@pytest.mark.parametrize("language", PLANS)
def test_a_status_is_one_page_in_every_language(language: str, tmp_path: Path) -> None:
    paths = [path for audience in AUDIENCES for path in _written(language, audience) if path.stem.endswith("status")]
    assert len(paths) == len(AUDIENCES)
    pages = {path.name: page_count(pdf) for path, pdf in soffice_pdfs(paths, tmp_path).items()}
    assert set(pages.values()) == {1}, pages


@pytest.mark.parametrize("language", ["ja-JP", "zh-CN", "ko-KR"])
def test_a_status_whose_dates_are_in_another_script_is_one_page(language: str, tmp_path: Path) -> None:
    """The letters of a font that stands in are taller: so is every row with a date, and there are many."""
    text = (Path(__file__).parents[2] / "samples" / "invoice-approval.yaml").read_text(encoding="utf-8")
    assert text.count("language: en-US") == 1
    plan, path = tmp_path / "plan.yaml", tmp_path / "status.docx"
    plan.write_text(text.replace("language: en-US", f"language: {language}"), encoding="utf-8")
    path.write_bytes(made(plan, as_of=date(2027, 1, 29), draft=True)["status"])
    assert page_count(soffice_pdfs([path], tmp_path)[path]) == 1


@cache
def _documents(language: str, audience: str) -> dict[str, bytes]:
    """Return the drafts of a language's plan as of its last report, by kind."""
    path = PLANS[language]
    return made(path, as_of=_last_report(path), audience=audience, draft=True)


def _last_report(path: Path) -> date:
    return max(report.as_of for report in api.load(path).plan.reports)


@cache
def _written(language: str, audience: str) -> tuple[Path, ...]:
    """Return the Office files of a language's plan, with names of their own."""
    folder = Path(tempfile.mkdtemp(prefix=f"plandocs-{language}-{audience}-"))
    endings = {"plan": "docx", "kickoff": "pptx", "workbook": "xlsx", "status": "docx"}
    paths = []
    for kind, ending in endings.items():
        path = folder / f"{language}-{audience}-{kind}.{ending}"
        path.write_bytes(_documents(language, audience)[kind])
        paths.append(path)
    return tuple(paths)


@cache
def _strings(language: str) -> dict[str, str]:
    folder = (str(WORDING / language),)
    return {f"{file}.{key}": text for file in FILES for key, text in wording.strings_of(folder, file).items()}


def _phrases(language: str) -> Iterator[str]:
    """Yield the fixed parts of a language's sentences that have three words and more."""
    environment = jinja2.Environment()
    environment.filters.update(dict.fromkeys(_filters(), str))
    for text in _strings(language).values():
        for part in environment.parse(text).find_all(nodes.TemplateData):
            phrase = part.data.strip(" .,;:()")
            if len(re.findall(r"[^\W\d_]{2,}", phrase)) >= 3:
                yield phrase


def _filters() -> tuple[str, ...]:
    return tuple(wording.environment("en", "EUR", "en", (str(WORDING / "en"),)).filters)
