"""The zip is read with suspicion and written canonically."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from plandocs.errors import PlanError
from plandocs.render.archive import directory_problems, read_archive, write_archive


def _zip(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def _info(name: str, **values: Any) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    for key, value in values.items():
        setattr(info, key, value)
    return info


def _rules(*infos: zipfile.ZipInfo, size: int = 10_000) -> set[str]:
    return {problem.rule for problem in directory_problems(infos, name="x.docx", size=size)}


def test_what_is_written_is_read_back() -> None:
    entries = [("b/ä.xml", b"<b/>"), ("a.xml", b"")]
    assert read_archive(write_archive(entries), name="x") == dict(entries)


def test_the_order_given_is_the_order_in_the_file() -> None:
    data = write_archive([("b", b"1"), ("a", b"2")])
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == ["b", "a"]


def test_dates_and_attributes_do_not_tell_where_and_when_the_file_was_made() -> None:
    info = zipfile.ZipFile(io.BytesIO(write_archive([("a", b"1")]))).infolist()[0]
    assert (info.date_time, info.create_system, info.external_attr) == ((1980, 1, 1, 0, 0, 0), 0, 0o600 << 16)


def test_the_file_is_the_one_that_zipfile_writes() -> None:
    entries = [("a.xml", b"<a/>" * 500), ("b/ä.xml", b"<b/>"), ("empty", b"")]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in entries:
            info = _info(name, compress_type=zipfile.ZIP_DEFLATED, create_system=0, external_attr=0o600 << 16)
            archive.writestr(info, data, compresslevel=6)
    assert write_archive(entries) == write_archive(entries, shared={"a.xml"}) == out.getvalue()
    with zipfile.ZipFile(io.BytesIO(write_archive(entries))) as archive:
        assert archive.testzip() is None


def test_folder_entries_are_left_out() -> None:
    assert list(read_archive(_zip(("word/", b""), ("word/a.xml", b"1")), name="x")) == ["word/a.xml"]


@pytest.mark.parametrize("name", ["/a", "../a", "a/../b", "a\\b", "C:a", "a//b", "./a", "a\nb", ""])
def test_an_unsafe_name_is_refused(name: str) -> None:
    assert _rules(_info("ok", filename=name)) == {"package-entry-name"}


@pytest.mark.parametrize("name", ["a..b", "[Content_Types].xml", "..a/b", "word/"])
def test_an_odd_but_safe_name_passes(name: str) -> None:
    assert _rules(_info(name)) == set()


def test_names_are_compared_without_case() -> None:
    assert _rules(_info("word/A.xml"), _info("WORD/a.xml")) == {"package-duplicate-entry"}


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    assert _rules(_info("a", file_size=600 * 2**20), size=100 * 2**20) == {"package-too-large"}
    assert _rules(_info("a", file_size=500 * 2**20), size=100 * 2**20) == set()


def test_a_bomb_is_told_by_its_ratio() -> None:
    assert _rules(_info("a", file_size=20 * 2**20), size=20_000) == {"package-too-large"}
    assert _rules(_info("a", file_size=10 * 2**20), size=20_000) == set()


def test_a_real_bomb_is_refused() -> None:
    with pytest.raises(PlanError, match="times its size"):
        read_archive(_zip(("a.xml", b"\0" * (32 * 2**20))), name="bomb.docx")


def test_a_crowd_of_entries_is_refused() -> None:
    assert _rules(*(_info(f"{number}") for number in range(20_001))) == {"package-too-large"}


def test_an_encrypted_entry_is_named() -> None:
    assert _rules(_info("a", flag_bits=1)) == {"package-encrypted"}


def test_a_password_protected_file_is_called_so() -> None:
    with pytest.raises(PlanError) as caught:
        read_archive(bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, name="secret.docx")
    assert caught.value.problems[0].rule == "package-encrypted"
    assert caught.value.problems[0].path == "secret.docx"


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04 cut"])
def test_what_is_no_zip_is_one_located_problem(data: bytes) -> None:
    with pytest.raises(PlanError) as caught:
        read_archive(data, name="x.docx")
    assert [problem.rule for problem in caught.value.problems] == ["package-unreadable"]


def test_a_damaged_entry_is_one_located_problem() -> None:
    data = bytearray(_zip(("a.xml", b"hello world, hello world")))
    data[40] ^= 0xFF
    with pytest.raises(PlanError) as caught:
        read_archive(bytes(data), name="x.docx")
    assert [problem.rule for problem in caught.value.problems] == ["package-unreadable"]


def test_a_directory_that_points_before_the_file_is_one_located_problem() -> None:
    data = bytearray(_zip(("a.xml", b"hello")))
    place = data.rindex(b"PK\x05\x06") + 16  # where the directory begins, says its end
    data[place : place + 4] = (int.from_bytes(data[place : place + 4], "little") + 178).to_bytes(4, "little")
    with pytest.raises(PlanError) as caught:
        read_archive(bytes(data), name="x.xlsx")
    assert [problem.rule for problem in caught.value.problems] == ["package-unreadable"]
    assert caught.value.problems[0].path == "x.xlsx"
