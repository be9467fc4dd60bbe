"""The change request on paper and its message, opened again: what they say, what they must not, awkward plans."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from plandocs import api
from plandocs.errors import has_errors
from plandocs.render.check import check_package
from tests.documents.reading import every_string

SECRET = "zq7xinternal"
PLAN = f"""
project: {{name: "Smith & Sons <Ltd> orders", id: SMITH-1, customer: "Smith & Sons <Ltd>", vendor: Nimbusfold Software,
  start: 2027-02-01, go_live: T4, language: en-GB, currency: GBP}}
people:
  bea: {{name: Bea Crumbsworth, role: [sponsor, champion], side: customer, hours_per_week: 6}}
  finn: {{name: Finn Setupsky, role: implementation_pm, side: vendor}}
phases:
  - id: p1
    name: Set up
    tasks:
      - {{id: T1, name: Price list, duration: 4d, owner: bea, scope: [F1]}}
      - {{id: T2, name: "{SECRET} margin check", duration: 4d, owner: finn, after: [T1], scope: [F2],
          audience: internal}}
      - {{id: T3, name: Test orders, kind: validation, duration: 1d, owner: bea, after: [T2]}}
      - {{id: T4, name: Go-live, kind: go_live, duration: 1d, owner: finn, after: [T3]}}
    milestone: {{id: M1, name: "{SECRET} outcome", audience: internal}}
scope:
  in: [{{id: F1, text: Online orders}}, {{id: F2, text: "{SECRET} favour", audience: internal}}]
  out: [{{text: Delivery, reason: later, revisit: phase 2}}]
changes:
  - id: C1
    request: "Orders & <returns> in one list"
    duration: 4d
    tasks: [T1, T2]
    options: [{{kind: trade, text: Less, trade: [F2]}}, {{text: Ask again in May}}]
"""


def made(text: str, folder: Path, change: str = "C1", **options: object) -> dict[str, bytes]:
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    found = api.assess_change(path, change)
    asked = api.BuildOptions(out=folder / "out", draft=True, **options)  # type: ignore[arg-type]
    result = api.build_change(found, asked, api.decision_of(found.assessment.change))
    return {file.suffix: file.read_bytes() for file in result.files}


def test_nothing_internal_is_in_a_customers_request(tmp_path: Path) -> None:
    files = made(PLAN, tmp_path)
    assert set(files) == {".docx", ".md", ".html"}
    for kind, data in files.items():
        assert SECRET not in every_string(data), kind
    assert "Ask again in May" in every_string(files[".md"])


def test_the_internal_edition_has_the_internal_tasks(tmp_path: Path) -> None:
    files = made(PLAN, tmp_path, audience="internal")
    assert f"{SECRET} margin check" in every_string(files[".docx"])


def test_names_with_markup_characters_are_printed_as_typed(tmp_path: Path) -> None:
    document = docx.Document(BytesIO(made(PLAN, tmp_path)[".docx"]))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Orders & <returns> in one list" in text
    assert "Smith & Sons <Ltd>" in text


def test_the_answers_are_a_table_with_the_computed_dates(tmp_path: Path) -> None:
    sample = (Path(__file__).parents[2] / "samples" / "invoice-approval.yaml").read_text("utf-8")
    document = docx.Document(BytesIO(made(sample, tmp_path, "CR-001")[".docx"]))
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for table in document.tables for row in table.rows]
    answers = {row[0]: row[2:5] for row in rows if len(row) == 6 and row[0] in "1234"}
    assert answers == {
        "1": ["11 Mar 2027", "10 working days", ""],
        "2": ["10 Mar 2027", "9 working days", ""],
        "3": ["25 Feb 2027", "0", "USD 7,200"],
        "4": ["25 Feb 2027", "0", ""],
    }
    assert ["Go-live", "25 Feb 2027", "11 Mar 2027", "10 Mar 2027"] in rows


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("start: 2027-02-01", "start: 2027-02-01, day_count: elapsed"),
        ("tasks: [T1, T2]", "work: more"),
        ("duration: 4d\n    tasks", "duration: 12h\n    tasks"),
        ("Orders & <returns> in one list", "word " * 120),
        ("tasks: [T1, T2]", "tasks: [T1, T2]\n    status: rejected"),
        ("    options: [", "    chosen: 2\n    status: deferred\n    approver: bea\n    options: ["),
    ],
)
def test_awkward_requests_give_sound_files(old: str, new: str, tmp_path: Path) -> None:
    assert PLAN.count(old) == 1
    files = made(PLAN.replace(old, new), tmp_path)
    assert not has_errors(check_package(files[".docx"], "request.docx"))
    text = every_string(files[".docx"]) + every_string(files[".md"])
    for leftover in ("None", "{{", "[]", "1 days", "0 days"):
        assert leftover not in text
