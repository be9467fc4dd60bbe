"""`plandocs brand new` as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plandocs.resources import bundled
from tests.branding import companies

Run = Callable[..., Any]


def test_a_brand_from_scratch_can_be_checked_and_built_with(run: Run, plan: Path, tmp_path: Path) -> None:
    answer = run("brand", "new", "Acme", "-o", tmp_path)
    assert answer.code == 0
    assert answer.out.splitlines()[0] == str(tmp_path / "Acme" / "brand.yaml")
    assert "note: A placeholder stands where the logo goes" in answer.err
    assert "Tried with a sample plan: no findings." in answer.err
    assert run("brand", "check", tmp_path / "Acme").code == 0
    assert run("build", plan, "--draft", "--brand", tmp_path / "Acme", "-o", tmp_path / "out").code == 0


def test_json_tells_files_notes_and_findings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(companies.deck())
    answer = run("brand", "new", "Acme", "--from", tmp_path / "deck.pptx", "-o", tmp_path, "--json")
    said = json.loads(answer.out)
    assert answer.code == 0
    top = [Path(path).name for path in said["files"] if "wording" not in Path(path).parts]
    assert sorted(top) == ["brand.yaml", "deck.pptx", "logo.png"]
    worded = len(list((bundled("templates") / "wording" / "en").glob("*.yaml")))
    assert len(said["files"]) == 3 + worded  # and the strings of the documents, as comments
    assert any("taken from the slide master" in note for note in said["notes"])
    assert all(item["severity"] != "error" for item in said["findings"])
    assert all(item["file"].startswith(str(tmp_path / "Acme")) for item in said["findings"])


def test_a_second_brand_of_the_name_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("brand", "new", "Acme", "-o", tmp_path).code == 0
    answer = run("brand", "new", "Acme", "-o", tmp_path)
    assert (answer.code, answer.out) == (3, "")
    assert "nothing in it is overwritten" in answer.err
