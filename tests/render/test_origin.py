"""A file tells whether it was made by us, and whether it was touched since."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from plandocs.render.check import check_package
from plandocs.render.origin import origin_of, stamp, was_edited
from plandocs.render.package import Package
from tests.render.check.small_files import SMALL_FILES, replace, small_document
from tests.validators.libreoffice import soffice_pdf

FACTS = {"plan-hash": "1a2b3c4d", "as-of": "2027-01-29"}


def _stamped(suffix: str) -> bytes:
    package = SMALL_FILES[suffix]()
    stamp(package, FACTS)
    return package.to_bytes()


@pytest.mark.parametrize("suffix", SMALL_FILES)
def test_a_stamped_file_is_generated_and_gives_its_facts_back(suffix: str) -> None:
    origin = origin_of(_stamped(suffix))
    assert origin.state == "generated"
    assert origin.facts == FACTS


def test_the_order_of_the_facts_does_not_matter() -> None:
    one, two = small_document(), small_document()
    stamp(one, FACTS)
    stamp(two, dict(reversed(FACTS.items())))
    assert one.to_bytes() == two.to_bytes()


def test_stamping_again_gives_the_same_hash() -> None:
    package = Package.open(_stamped(".docx"), name="x.docx")
    stamp(package, FACTS)
    assert package.to_bytes() == _stamped(".docx")


def test_a_file_without_a_stamp_is_foreign() -> None:
    assert was_edited(small_document().to_bytes()) == "foreign"
    assert was_edited(b"no office file") == "foreign"
    assert was_edited(b"") == "foreign"


def test_compressing_again_is_no_edit() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_stamped(".docx"))) as old, zipfile.ZipFile(out, "w") as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))
    assert was_edited(out.getvalue()) == "generated"


def test_one_changed_letter_is_an_edit() -> None:
    package = Package.open(_stamped(".docx"), name="x.docx")
    assert was_edited(replace(package, "/word/document.xml", ">Scope<", ">Scops<").to_bytes()) == "edited"


def test_a_part_added_or_renamed_is_an_edit() -> None:
    package = Package.open(_stamped(".docx"), name="x.docx")
    package.add_part("/word/extra.xml", "application/xml", b"<x/>")
    assert was_edited(package.to_bytes()) == "edited"


def test_a_changed_content_type_is_an_edit() -> None:
    package = Package.open(_stamped(".docx"), name="x.docx")
    package.set_content_type("/word/document.xml", "application/xml")
    assert was_edited(package.to_bytes()) == "edited"


def test_files_saved_by_other_programs_count_as_edited(tmp_path: Path) -> None:
    out = {suffix: io.BytesIO() for suffix in SMALL_FILES}
    document = docx.Document(io.BytesIO(_stamped(".docx")))
    document.paragraphs[0].runs[0].text = "Changed"
    document.save(out[".docx"])
    deck = pptx.Presentation(io.BytesIO(_stamped(".pptx")))
    deck.slides[0].shapes[0].text_frame.text = "Changed"
    deck.save(out[".pptx"])
    openpyxl.load_workbook(io.BytesIO(_stamped(".xlsx"))).save(out[".xlsx"])
    assert {suffix: was_edited(data.getvalue()) for suffix, data in out.items()} == dict.fromkeys(SMALL_FILES, "edited")


def test_a_file_saved_by_libreoffice_counts_as_edited(tmp_path: Path) -> None:
    soffice_pdf(_write(tmp_path / "check.docx"))  # skips, or fails in CI, when there is no LibreOffice
    path = _write(tmp_path / "plan.docx")
    profile = (tmp_path / "profile").as_uri()
    command = [shutil.which("soffice") or "", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
    subprocess.run([*command, "--outdir", str(tmp_path / "out"), str(path)], capture_output=True, check=True)
    assert was_edited((tmp_path / "out" / "plan.docx").read_bytes()) == "edited"


def test_a_fact_called_hash_is_a_bug() -> None:
    with pytest.raises(ValueError, match="computed"):
        stamp(small_document(), {"hash": "x"})


def test_a_fact_with_control_characters_does_not_break_the_file() -> None:
    package = small_document()
    stamp(package, {"template": "a\x00b\ud800"})
    assert check_package(package.to_bytes()) == []
    assert origin_of(package.to_bytes()).facts == {"template": "ab"}


def _write(path: Path) -> Path:
    path.write_bytes(_stamped(".docx"))
    return path
