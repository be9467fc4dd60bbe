"""`plandocs build` and `status`: what they pass on, what they print, and how they fail. The documents have tests of
their own; here the building itself is replaced where it does not matter."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plandocs import api
from plandocs.errors import PlanError, Problem

SAMPLES = Path(__file__).parents[2] / "samples"
REMARK = Problem(rule="no-page-numbers", severity="info", message="no page numbers")


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[api.BuildOptions]:
    """Replace building by a note of what was asked for."""
    asked: list[api.BuildOptions] = []

    def build(path: Path, options: api.BuildOptions, progress: object = None) -> api.BuildResult:
        asked.append(options)
        return api.BuildResult(files=(options.out / "A B.docx", options.out / "A.pptx"), problems=(REMARK,))

    monkeypatch.setattr(api, "build", build)
    return asked


def test_paths_go_to_stdout_and_remarks_to_stderr(run: Callable[..., Any], built: list[api.BuildOptions]) -> None:
    answer = run("build", "p.yaml", "-o", "out")
    assert answer.code == 0
    assert answer.out.splitlines() == [os.path.join("out", "A B.docx"), os.path.join("out", "A.pptx")]
    assert answer.err.splitlines() == ["info[no-page-numbers]: no page numbers"]


def test_json_lists_files_and_findings(run: Callable[..., Any], built: list[api.BuildOptions]) -> None:
    made = json.loads(run("build", "p.yaml", "-o", "out", "--json").out)
    assert made["files"] == [os.path.join("out", "A B.docx"), os.path.join("out", "A.pptx")]
    assert made["kept"] == []
    assert made["findings"][0]["rule"] == "no-page-numbers"


def test_everything_is_built_for_the_customer_into_the_current_folder_by_default(
    run: Callable[..., Any], built: list[api.BuildOptions]
) -> None:
    run("build", "p.yaml")
    assert built == [api.BuildOptions(history=True)]


def test_options_are_passed_on(run: Callable[..., Any], built: list[api.BuildOptions]) -> None:
    run(
        "build", "p.yaml", "-o", "x", "--brand", "harbour", "--only", "status, plan", "--as-of", "2027-01-29",
        "--audience", "internal", "--draft", "--pdf", "--force",
    )  # fmt: skip
    assert built == [
        api.BuildOptions(
            out=Path("x"),
            brand="harbour",
            only=frozenset({"plan", "status"}),
            as_of=date(2027, 1, 29),
            audience="internal",
            draft=True,
            pdf=True,
            force=True,
            history=True,
        )
    ]


def test_a_statement_of_work_is_asked_for_by_an_option(run: Callable[..., Any], built: list[api.BuildOptions]) -> None:
    run("build", "p.yaml", "--sow")
    assert built == [api.BuildOptions(sow=True, history=True)]


def test_a_statement_of_work_that_lacks_parts_is_exit_code_1_and_no_file(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    answer = run("build", str(SAMPLES / "bakery.yaml"), "--sow", "-o", str(tmp_path / "out"))
    assert (answer.code, answer.out) == (1, "")
    assert "the plan lacks 5 parts of a statement of work, so none was made" in answer.err
    for key in ("precedence", "acceptance.review_days", "acceptance.cure_days", "acceptance.max_rejections", "fees"):
        assert f"(sow.{key})" in answer.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("options", [("--audience", "internal"), ("--only", "kickoff,status")])
def test_a_statement_of_work_that_nobody_could_sign_is_wrong_usage(
    run: Callable[..., Any], options: tuple[str]
) -> None:
    answer = run("build", str(SAMPLES / "invoice-approval.yaml"), "--sow", *options)
    assert (answer.code, answer.out) == (2, "")
    assert "fix:" in answer.err


def test_status_builds_the_status_alone(run: Callable[..., Any], built: list[api.BuildOptions]) -> None:
    run("status", "p.yaml", "--as-of", "2027-01-29")
    run("status", "p.yaml", "--as-of", "2027-01-29", "--slide", "--again")
    run("status", "p.yaml", "--no-history")
    day = date(2027, 1, 29)
    assert built == [
        api.BuildOptions(only=frozenset({"status"}), as_of=day, history=True),
        api.BuildOptions(only=frozenset({"status", "slide"}), as_of=day, history=True, again=True),
        api.BuildOptions(only=frozenset({"status"})),
    ]


@pytest.mark.parametrize("options", [("--again",), ("--again", "--as-of", "2027-01-29", "--no-history")])
def test_again_needs_a_day_and_the_history(
    run: Callable[..., Any], built: list[api.BuildOptions], options: tuple[str, ...]
) -> None:
    answer = run("status", "p.yaml", *options)
    assert (answer.code, built) == (2, [])
    assert "--again" in answer.err


def test_only_chooses_from_what_the_api_makes() -> None:
    from plandocs.cli.options import DOCUMENTS, SIBLINGS

    assert DOCUMENTS == api.DOCUMENTS
    assert (*api.SIBLINGS, *api.DECKS) == SIBLINGS


def test_an_edited_document_is_kept_said_and_exit_code_3(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Path("out") / "A.docx"
    monkeypatch.setattr(api, "build", lambda *_: api.BuildResult(files=(), kept=(kept,)))
    answer = run("build", "p.yaml", "-o", "out")
    assert answer.code == 3
    assert answer.out == ""
    assert str(kept) in answer.err
    assert "--force" in answer.err
    assert json.loads(run("build", "p.yaml", "--json").out)["kept"] == [str(kept)]


def test_another_edition_is_kept_said_and_exit_code_3(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Path("out") / "A.docx"
    monkeypatch.setattr(api, "build", lambda *_: api.BuildResult(files=(), other_edition=(kept,)))
    answer = run("build", "p.yaml", "-o", "out", "--audience", "internal")
    assert answer.code == 3
    assert answer.err == (
        f"kept {kept}: it is the customer's edition, and this one is internal. "
        "Use -o for another folder, or --force to replace it.\n"
    )
    assert "it is the internal edition, and this one is for the customer" in run("build", "p.yaml").err
    assert json.loads(run("build", "p.yaml", "--json").out)["kept"] == [str(kept)]


def test_a_refused_build_is_exit_code_1(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> api.BuildResult:
        raise PlanError(Problem(rule="not-ready", message="the plan has errors", path="p.yaml"))

    monkeypatch.setattr(api, "build", refuse)
    answer = run("build", "p.yaml")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "p.yaml: error[not-ready]: the plan has errors\n"


def test_a_system_error_is_one_line_and_exit_code_3(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> api.BuildResult:
        raise OSError(28, "No space left on device", "/full/A.docx")

    monkeypatch.setattr(api, "build", fail)
    answer = run("build", "p.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == "/full/A.docx: error[file]: no space left on device\n"


def test_an_interrupt_is_130(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> api.BuildResult:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "build", interrupted)
    answer = run("build", "p.yaml")
    assert answer.code == 130
    assert "Traceback" not in answer.err


def test_a_bug_is_not_hidden(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> api.BuildResult:
        raise ZeroDivisionError

    monkeypatch.setattr(api, "build", broken)
    with pytest.raises(ZeroDivisionError):
        run("build", "p.yaml")
