"""A plan whose texts have marks: Word shows them in its styles, and no document shows the signs."""

from __future__ import annotations

import io
import tempfile
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from tests.documents.reading import made, text_of
from tests.validators.judges import all_findings

B = "**Bold words** and `code_words` with [the site](https://example.com/wiki)"
PLAN = f"""
project:
  name: Move **now**
  id: MD-1
  customer: Harrow
  vendor: Nimbus
  start: 2027-01-11
  go_live: T2
  summary: |
    We move the *whole* ledger. {B}
    - first **thing**
    - second thing
  problem: "{B}"
  background: "One.\\n\\n1. step one\\n2. step two\\n\\nLast."
  objectives: [{{text: "{B}", metric: "{B}", baseline: "{B}", target: "{B}", by: 2027-02-01}}]
people:
  a: {{name: Ada Example, side: customer, role: [sponsor, champion], hours_per_week: 8}}
  b: {{name: Bo Example, side: vendor, role: implementation_pm, hours_per_week: 8}}
phases:
  - id: one
    name: Phase **one**
    exit_criteria: ["{B}"]
    tasks:
      - {{id: T1, name: "Read *.csv and `a.txt` **fast**", duration: 2d, owner: a, consequence: "{B}"}}
      - {{id: T2, name: Go **live**, duration: 1d, owner: b, after: [T1]}}
    milestone: {{id: M1, name: Done **well**, acceptance: "{B}"}}
scope:
  in: ["{B}", "snake_case stays"]
  out: [{{text: "{B}", reason: "{B}"}}]
  parking_lot: [{{idea: "{B}", value: "{B}"}}]
  assumptions: [{{text: "{B}", if_false: "{B}"}}]
deliverables: [{{name: "{B}", acceptance: "{B}", owner: a, task: T1}}]
risks: [{{id: R1, risk: "{B}", likelihood: H, impact: H, mitigation: "- do this\\n- do **that**", owner: a}}]
dependencies: [{{id: D1, type: customer, what: "{B}", owner: a, due: 2027-01-12, blocker: "{B}", backup_plan: "{B}"}}]
communications: [{{what: "{B}", who: [a], cadence: weekly, days: [mon], channel: "{B}"}}]
processes: [{{name: "{B}", text: "{B}", owner: b, steps: ["{B}"]}}]
raci: [{{activity: "{B}", letters: {{a: A, b: R}}}}]
success_criteria: ["{B}"]
change_impacts: [{{group: "{B}", impact: "{B}", action: "{B}", owner: a}}]
reports: [{{as_of: 2027-01-12, highlights: ["{B}"], notes: ["{B}"]}}]
"""
OFFICE = {"plan": ".docx", "kickoff": ".pptx", "workbook": ".xlsx", "status": ".docx"}


@cache
def files(plan: str = PLAN) -> dict[str, bytes]:
    path = Path(tempfile.mkdtemp()) / "plan.yaml"
    path.write_text(plan, encoding="utf-8")
    return made(path, draft=True)


def formulas(data: bytes) -> dict[str, str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": str(getattr(cell.value, "text", cell.value))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_formulas_keep_their_stars() -> None:
    with_marks = formulas(files()["workbook"])
    without = formulas(files(PLAN.replace("**", "").replace("`", ""))["workbook"])
    assert len(with_marks) > 50
    assert with_marks == without
    assert any("*(" in formula for formula in with_marks.values())


@pytest.mark.parametrize("kind", ["plan", "kickoff", "workbook", "status", "mail"])
def test_no_document_shows_a_sign(kind: str) -> None:
    text = text_of(kind, files()[kind])
    assert "Bold words" in text
    assert [sign for sign in ("**", "`", "](", "*whole*", "\n- ") if sign in text] == []
    if kind != "mail":
        assert "Read *.csv and a.txt fast" in text


def test_the_text_edition_keeps_marks_as_marks() -> None:
    text = files()["markdown"].decode()
    assert "**Bold words** and `code_words`" in text or "Bold words and code_words" in text.replace("\\", "")
    assert "\\*\\*" not in text


@pytest.mark.parametrize("kind", OFFICE)
def test_no_judge_has_a_finding(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"file{OFFICE[kind]}"
    path.write_bytes(files()[kind])
    assert all_findings(path) == []


def test_word_has_bold_italic_code_and_real_links() -> None:
    out = docx.Document(io.BytesIO(files()["plan"]))
    looks = {
        run.find(qn("w:rPr")).find(qn("w:rStyle")).get(qn("w:val")): "".join(t.text or "" for t in run.iter(qn("w:t")))
        for run in out.element.body.iter(qn("w:r"))
        if run.find(qn("w:rPr")) is not None and run.find(qn("w:rPr")).find(qn("w:rStyle")) is not None
    }
    assert looks["Emphasis"] == "whole"
    assert looks["CodeText"] in ("code_words", "a.txt")
    targets = {rel.target_ref for rel in out.part.rels.values() if rel.is_external}
    assert "https://example.com/wiki" in targets


def test_word_has_real_lists() -> None:
    out = docx.Document(io.BytesIO(files()["plan"]))
    by_style: dict[str, list[str]] = {}
    for paragraph in out.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert {"first thing", "second thing"} <= set(by_style["List Bullet"])
    assert {"step one", "step two"} <= set(by_style["List Number"])
