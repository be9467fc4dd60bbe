"""A document that somebody has edited is left alone, and the build says so."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from plandocs import api
from plandocs.errors import FileError, PlanError
from tests.documents.reading import SAMPLES

BAKERY = SAMPLES / "bakery.yaml"


@pytest.fixture(autouse=True)
def _without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANDOCS_SOFFICE", "")


def test_a_file_that_office_saved_is_kept(tmp_path: Path) -> None:
    first = api.build(BAKERY, api.BuildOptions(out=tmp_path))
    assert len(first.files) == 6
    assert first.kept == ()
    plan, deck, book = (next(tmp_path.glob(f"*{ending}")) for ending in ("Plan.docx", ".pptx", ".xlsx"))
    document = docx.Document(str(plan))
    document.add_paragraph("A sentence of my own")
    document.save(str(plan))
    slides = pptx.Presentation(str(deck))
    slides.slides[0].shapes.title.text = "My own title"
    slides.save(str(deck))
    workbook = openpyxl.load_workbook(book)
    workbook.active["A1"] = "mine"
    workbook.save(book)
    mail = next(tmp_path.glob("*.md"))
    mail.write_text(mail.read_text() + "PS: mine", encoding="utf-8")
    edited = {path: path.read_bytes() for path in (plan, deck, book, mail)}

    second = api.build(BAKERY, api.BuildOptions(out=tmp_path))
    assert set(second.kept) == set(edited)
    assert len(second.files) == 2
    assert all(path.read_bytes() == data for path, data in edited.items())

    third = api.build(BAKERY, api.BuildOptions(out=tmp_path, force=True))
    assert third.kept == ()
    assert all(path.read_bytes() != data for path, data in edited.items())


def test_an_untouched_file_is_made_again(tmp_path: Path) -> None:
    api.build(BAKERY, api.BuildOptions(out=tmp_path))
    assert api.build(BAKERY, api.BuildOptions(out=tmp_path)).kept == ()


def test_a_customer_s_edition_of_a_plan_with_errors_is_refused_whole(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "project: {name: x, start: 2027-01-11}\npeople: {a: {name: A, side: vendor}}\n"
        "phases: [{id: p, name: P, tasks: [{id: T1, name: t, duration: 1d, owner: a}]}]\n",
        encoding="utf-8",
    )
    with pytest.raises(PlanError) as raised:
        api.build(plan, api.BuildOptions(out=tmp_path / "out"))
    assert raised.value.exit_code == 1
    assert not (tmp_path / "out").exists()
    assert len(api.build(plan, api.BuildOptions(out=tmp_path / "out", draft=True)).files) == 6


def test_a_folder_that_cannot_be_written_is_one_message(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(FileError) as raised:
        api.build(BAKERY, api.BuildOptions(out=tmp_path / "out"))
    assert raised.value.exit_code == 3
    assert len(raised.value.problems) == 1


@pytest.mark.parametrize(("first", "second"), [("customer", "internal"), ("internal", "customer")])
def test_one_edition_is_not_written_over_the_other(tmp_path: Path, first: str, second: str) -> None:
    made = api.build(BAKERY, api.BuildOptions(out=tmp_path, audience=first))
    standing = {path: path.read_bytes() for path in made.files}
    assert len(standing) == 6

    other = api.build(BAKERY, api.BuildOptions(out=tmp_path, audience=second))
    assert other.files == ()
    assert set(other.other_edition) == set(standing)
    assert all(path.read_bytes() == data for path, data in standing.items())
    assert api.build(BAKERY, api.BuildOptions(out=tmp_path, audience=first)).other_edition == ()

    forced = api.build(BAKERY, api.BuildOptions(out=tmp_path, audience=second, force=True))
    assert set(forced.files) == set(standing)
    assert set(api.build(BAKERY, api.BuildOptions(out=tmp_path, audience=first)).other_edition) == set(standing)
