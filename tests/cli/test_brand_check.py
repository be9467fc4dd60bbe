"""`plandocs brand check` as a user runs it: exit codes, text, JSON, comments."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

from tests.render.doctor.patients import SECTIONS, WORD, body, changed, p

Run = Callable[..., Any]


def folder(tmp_path: Path, *paragraphs: str) -> Path:
    (tmp_path / "our-plan.docx").write_bytes(changed(WORD, body(*paragraphs)))
    (tmp_path / "brand.yaml").write_text(
        "color: {primary: '#0F766E'}\ntemplates: {plan: our-plan.docx}\n", encoding="utf-8"
    )
    return tmp_path


def test_the_default_brand_is_checked_when_none_is_named(run: Run) -> None:
    answer = run("brand", "check")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith("brand.yaml: ok, no findings\n")


def test_errors_are_exit_code_1_with_place_and_fix(run: Run, tmp_path: Path) -> None:
    answer = run("brand", "check", folder(tmp_path, p("{{ project.custmer }}"), SECTIONS))
    assert answer.code == 1
    assert "our-plan.docx: error[template-unknown-name]: {{ project.custmer }} in paragraph 1" in answer.out
    assert "  fix: did you mean 'project.customer'?" in answer.out
    assert answer.out.endswith("brand.yaml: failed, 1 error\n")


def test_remarks_and_warnings_are_exit_code_0(run: Run, tmp_path: Path) -> None:
    answer = run("brand", "check", folder(tmp_path, p("Our standard page")))
    assert answer.code == 0
    assert answer.out.endswith("brand.yaml: ok, 1 remark\n")


def test_json_has_the_findings(run: Run, tmp_path: Path) -> None:
    answer = run("brand", "check", folder(tmp_path, p("{{ project.custmer }}"), SECTIONS), "--json")
    said = json.loads(answer.out)
    assert (answer.code, said["ok"], said["annotated"]) == (1, False, [])
    assert [(item["rule"], item["where"], Path(item["file"]).name) for item in said["findings"]] == [
        ("template-unknown-name", "paragraph 1", "our-plan.docx")
    ]


def test_annotate_writes_a_copy_with_comments(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "commented.docx"
    answer = run("brand", "check", folder(tmp_path, p("{{ project.custmer }}"), SECTIONS), "--annotate", out)
    assert answer.code == 1
    assert answer.out.splitlines()[-1] == str(out)
    assert len(list(docx.Document(str(out)).comments)) == 1


def test_an_unknown_brand_is_usage_and_a_folder_without_one_a_file_error(run: Run, tmp_path: Path) -> None:
    answer = run("brand", "check", "harbor")
    assert (answer.code, "did you mean 'harbour'?" in answer.err) == (2, True)
    answer = run("brand", "check", tmp_path)
    assert (answer.code, "holds no brand.yaml" in answer.err) == (3, True)


def test_a_brand_file_that_cannot_be_parsed_is_exit_code_1_without_a_traceback(run: Run, tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text("color: {primary: [\n", encoding="utf-8")
    answer = run("brand", "check", tmp_path)
    assert answer.code == 1
    assert "Traceback" not in answer.out + answer.err
