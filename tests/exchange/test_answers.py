"""Answers are found however the file was filled in and saved."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from plandocs.errors import PlanError
from plandocs.exchange import answers
from plandocs.exchange.answers import FilledForm, read_answers
from tests.documents.sibling_plans import LONG, one, plan_file
from tests.exchange import filling
from tests.validators.libreoffice import soffice_saved

TWO_LINES = "LedgerLeaf 4 & <Till>\nsince 2019"


@pytest.fixture
def form(tmp_path: Path) -> bytes:
    return one(plan_file(tmp_path), "questionnaire")


def said(found: FilledForm) -> dict[str, str]:
    return {answer.number: answer.text for answer in found.answers if answer.text}


def test_an_untouched_questionnaire_has_its_fields_and_no_answer(form: bytes) -> None:
    found = read_answers(form, "q.docx")
    assert [answer.number for answer in found.answers] == ["Q2", "Q1", "Q3", "Q4", "Q8", "Q5"]
    assert said(found) == {}
    assert found.project == "TOB-9"
    assert len(found.plan_hash) == 8
    assert found.answers[2].question == LONG


@pytest.mark.parametrize(
    "fill",
    [
        filling.typed_into_the_control,
        filling.typed_beside_the_control,
        filling.typed_over_everything,
        filling.without_tags,
    ],
)
def test_an_answer_is_read_whichever_way_it_was_typed(form: bytes, fill: filling.Fill) -> None:
    data = filling.filled(form, {"Q1": TWO_LINES, "Q3": "المستودع 🦦"}, fill)
    found = read_answers(data, "q.docx")
    assert said(found) == {"Q1": TWO_LINES, "Q3": "المستودع 🦦"}
    assert {answer.tag for answer in found.answers} == {answer.tag for answer in read_answers(form, "q.docx").answers}


@pytest.mark.parametrize(
    "fill", [filling.typed_into_the_control, filling.typed_beside_the_control, filling.typed_over_everything]
)
def test_libreoffice_may_save_it(form: bytes, tmp_path: Path, fill: filling.Fill) -> None:
    path = tmp_path / "q.docx"
    path.write_bytes(filling.filled(form, {"Q1": TWO_LINES, "Q4": "three"}, fill))
    (tmp_path / "saved").mkdir()
    found = read_answers(soffice_saved(path, tmp_path / "saved"), "q.docx")
    assert said(found) == {"Q1": TWO_LINES, "Q4": "three"}
    assert found.project == "TOB-9"
    assert len(found.answers) == 6


def test_what_was_deleted_with_changes_tracked_is_no_answer(form: bytes) -> None:
    data = filling.filled(form, {"Q1": "one till"}, filling.typed_with_a_deletion)
    assert said(read_answers(data, "q.docx")) == {"Q1": "one till added"}


def test_rows_that_a_reader_adds_are_no_fields(form: bytes) -> None:
    document = docx.Document(io.BytesIO(form))
    table = document.add_table(3, 2)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "my own notes"
    out = io.BytesIO()
    document.save(out)
    assert len(read_answers(out.getvalue(), "q.docx").answers) == 6


def test_another_document_is_no_questionnaire() -> None:
    out = io.BytesIO()
    docx.Document().save(out)
    with pytest.raises(PlanError, match="has no fields of a questionnaire"):
        read_answers(out.getvalue(), "other.docx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"not a zip at all"])
def test_a_broken_file_is_told(data: bytes) -> None:
    with pytest.raises(PlanError):
        read_answers(data, "broken.docx")


def test_an_endless_answer_is_refused_by_its_number(form: bytes) -> None:
    data = filling.filled(form, {"Q1": "x" * (answers.MAX_CHARACTERS + 1)}, filling.typed_into_the_control)
    with pytest.raises(PlanError, match="the answer to Q1 has more than 20,000 characters"):
        read_answers(data, "q.docx")
