"""The pipeline's own rules: what an as-of date means when it is left out, and on the first day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from plandocs import api
from plandocs.errors import PlanError
from plandocs.exchange import libreoffice
from tests.documents.reading import SAMPLES, made, text_of


def test_on_its_kickoff_day_a_plan_without_progress_is_on_time() -> None:
    path = SAMPLES / "bakery.yaml"
    _, agreed = api.schedule(path)
    _, first_day = api.schedule(path, as_of=date(2027, 2, 1))
    assert first_day.go_live == agreed.go_live == date(2027, 2, 10)
    assert first_day.as_of == date(2027, 2, 1)
    _, second_day = api.schedule(path, as_of=date(2027, 2, 2))
    assert second_day.go_live is not None
    assert second_day.go_live > date(2027, 2, 10)


def test_the_status_of_a_project_that_has_not_begun_is_on_track() -> None:
    text = text_of("status", made(SAMPLES / "bakery.yaml")["status"])
    assert "On track" in text
    assert "At risk" not in text.split("How the status is set")[0]


def test_without_an_as_of_date_the_workbook_shows_the_agreed_plan() -> None:
    text = text_of("workbook", made(SAMPLES / "invoice-approval.yaml")["workbook"])
    assert "25 Feb 2027" in text
    assert re.search(r"(?<!\d)2 Mar 2027", text) is None  # the forecast of its last report


def test_an_approved_plan_shows_its_approval_until_it_changes(tmp_path: Path) -> None:
    source = (SAMPLES / "invoice-approval.yaml").read_text(encoding="utf-8")
    changed = tmp_path / "plan.yaml"
    changed.write_text(source.replace("name: Legacy export\n", "name: Export of the old system\n"), encoding="utf-8")
    assert changed.read_text(encoding="utf-8") != source
    assert any("S40" in problem.rule for problem in api.check(changed))
    with pytest.raises(PlanError):
        api.build(changed, api.BuildOptions(out=tmp_path))


def test_the_progress_tells_when_libreoffice_is_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find_soffice", lambda: "soffice")
    monkeypatch.setattr(libreoffice, "to_pdf", lambda name, data: b"%PDF")
    monkeypatch.setattr(libreoffice, "bookmark_pages", lambda pdf: {})
    told: list[tuple[str, int, int]] = []
    options = api.BuildOptions(out=tmp_path, only=frozenset({"plan", "workbook"}), draft=True, pdf=True)
    api.build(SAMPLES / "invoice-approval.yaml", options, lambda *step: told.append(step))
    assert told == [
        ("plan", 0, 2),
        ("page numbers of the plan, with LibreOffice", 0, 2),
        ("workbook", 1, 2),
        ("PDF of HF-2027-01 Project Plan.docx, with LibreOffice", 1, 2),
        ("PDF of HF-2027-01 Workbook.xlsx, with LibreOffice", 1, 2),
        ("", 2, 2),
    ]


def test_a_draft_says_so_in_every_file_that_is_sent(tmp_path: Path) -> None:
    for kind, data in made(SAMPLES / "bakery.yaml", draft=True).items():
        assert "DRAFT" in text_of(kind, data), kind
    for kind, data in made(SAMPLES / "bakery.yaml").items():
        assert "DRAFT" not in text_of(kind, data), kind


@pytest.mark.parametrize(("language", "told"), [("ja-JP", True), ("en-GB", False), ("de-AT", False), ("pt-PT", False)])
def test_a_language_without_words_is_told(tmp_path: Path, language: str, told: bool) -> None:
    source = (SAMPLES / "bakery.yaml").read_text(encoding="utf-8")
    plan = tmp_path / "plan.yaml"
    plan.write_text(re.sub(r"language: \S+", f"language: {language}", source), encoding="utf-8")
    assert f"language: {language}" in plan.read_text(encoding="utf-8")
    built = api.build(plan, api.BuildOptions(out=tmp_path, only=frozenset({"workbook"}), draft=True))
    notes = [problem for problem in built.problems if problem.rule == "no-words"]
    assert [note.severity for note in notes] == ["info"] * told
    if told:
        assert "Japanese" in notes[0].message
        assert (
            plan.read_text(encoding="utf-8").splitlines()[(notes[0].line or 0) - 1].strip() == f"language: {language}"
        )
