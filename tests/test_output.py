"""Names, seals and whole writes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandocs.errors import FileError
from plandocs.output import Ledger, safe_stem, write_whole


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("HF-2027-01", "HF-2027-01"),
        ("../../etc/passwd", "etc passwd"),
        ("a/b\\c:d", "a b c d"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("  .hidden. ", "hidden"),
        ("line\nbreak\x00", "line break"),
        ("", "Project"),
        ("///", "Project"),
        ("Größe", "Größe"),
    ],
)
def test_a_file_name_is_safe_everywhere(text: str, stem: str) -> None:
    assert safe_stem(text) == stem


@given(st.text())
def test_any_text_makes_a_name_that_stays_in_its_folder(text: str) -> None:
    stem = safe_stem(text)
    assert stem
    assert Path(stem).name == stem
    assert stem not in (".", "..")
    assert len(stem.encode()) <= 121


def test_an_edited_mail_shows_by_the_ledger(tmp_path: Path) -> None:
    path = tmp_path / "status.md"
    ledger = Ledger(tmp_path)
    assert ledger.state(path) == "absent"
    path.write_bytes(b"# Status\n\nAll well.\n")
    assert ledger.state(path) == "foreign"
    ledger.note(path, path.read_bytes())
    ledger.save()
    assert Ledger(tmp_path).state(path) == "generated"
    path.write_bytes(b"# Status\n\nNot so well.\n")
    assert Ledger(tmp_path).state(path) == "edited"


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"written": 3}', b"\xff\xfe"])
def test_a_damaged_ledger_claims_nothing(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "status.md"
    path.write_bytes(b"All well.\n")
    (tmp_path / Ledger.NAME).write_bytes(damage)
    assert Ledger(tmp_path).state(path) == "foreign"


def test_an_unreadable_office_file_is_somebody_elses(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"not a zip")
    assert Ledger(tmp_path).state(path) == "foreign"


def test_a_write_replaces_the_whole_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "new" / "plan.docx"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in path.parent.iterdir()] == ["plan.docx"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


def test_a_folder_that_is_a_file_is_one_message(tmp_path: Path) -> None:
    blocked = tmp_path / "out"
    blocked.write_text("a file")
    with pytest.raises(FileError) as raised:
        write_whole(blocked / "plan.docx", b"data")
    assert raised.value.exit_code == 3
    (problem,) = raised.value.problems
    assert "plan.docx" in problem.message
    assert "-o" in problem.fix


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.docx"
    write_whole(path, b"old")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(FileError):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1
