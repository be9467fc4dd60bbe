"""`plandocs brand preview` as a user runs it: one page with all pictures, and before and after."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plandocs.exchange.libreoffice import find_soffice
from plandocs.resources import bundled
from tests.validators.absence import absent

Run = Callable[..., Any]


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice, whatever another test has said of it."""
    monkeypatch.delenv("PLANDOCS_SOFFICE", raising=False)
    if find_soffice() is None:
        absent("LibreOffice", "apt install libreoffice")


@pytest.mark.usefixtures("office")
def test_every_document_is_shown_and_only_a_change_is_told(run: Run, plan: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    shutil.copytree(bundled("brand") / "default", ours)
    out = tmp_path / "out"
    answer = run("brand", "preview", ours, "--sample", plan, "--against", "default", "-o", out, "--json")
    said = json.loads(answer.out)
    assert (answer.code, said["index"], said["changed"]) == (0, str(out / "index.html"), 0)
    page = (out / "index.html").read_text(encoding="utf-8")
    shown = re.findall(r'src="([^"]+)"', page)
    assert {Path(path).name.split("-")[0] for path in shown} == {"plan", "kickoff", "workbook", "status", "mail.html"}
    assert len(shown) == 2 * (said["pages"] + 1)
    assert all((out / path).is_file() for path in shown)
    assert page.count("unchanged") == 2 * said["pages"]

    text = (ours / "brand.yaml").read_text(encoding="utf-8").replace("#0F766E", "#7A1F3D")
    (ours / "brand.yaml").write_text(text, encoding="utf-8")
    changed = json.loads(
        run("brand", "preview", ours, "--sample", plan, "--against", "default", "-o", out, "--json").out
    )
    assert 0 < changed["changed"] <= changed["pages"]

    alone = json.loads(run("brand", "preview", ours, "--sample", plan, "-o", out, "--json").out)
    assert (alone["changed"], list((out / "pages-before").glob("*.png"))) == (None, [])
    assert "http://" not in page
    assert "https://" not in page


def test_without_libreoffice_there_is_one_clear_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANDOCS_SOFFICE", "")
    answer = run("brand", "preview", "-o", tmp_path / "out")
    assert (answer.code, answer.out) == (3, "")
    assert "a preview needs LibreOffice, which was not found" in answer.err
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("office")
def test_somebody_elses_page_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("my own page", encoding="utf-8")
    answer = run("brand", "preview", "-o", tmp_path)
    assert (answer.code, "somebody else's page" in answer.err) == (3, True)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "my own page"


@pytest.mark.usefixtures("office")
def test_an_unknown_brand_and_a_missing_plan(run: Run, tmp_path: Path) -> None:
    assert run("brand", "preview", "harbor", "-o", tmp_path / "out").code == 2
    assert run("brand", "preview", "--sample", tmp_path / "absent.yaml", "-o", tmp_path / "out").code == 3
