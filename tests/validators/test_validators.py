"""The outside validators judge: each finds a planted fault, and none finds one in a sound file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.render.check.small_files import SMALL_FILES, replace, small_deck, small_document, small_workbook
from tests.validators.absence import absent
from tests.validators.judges import all_findings
from tests.validators.libreoffice import page_count, page_pictures, page_texts, soffice_pdf, soffice_pdfs
from tests.validators.open_xml_sdk import sdk_findings
from tests.validators.other_validators import audit_findings, integrity_findings


@pytest.mark.parametrize("suffix", SMALL_FILES)
def test_a_sound_file_has_no_finding(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"small{suffix}"
    path.write_bytes(SMALL_FILES[suffix]().to_bytes())
    assert all_findings(path) == []


def test_the_sdk_finds_an_element_that_does_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(
        replace(small_document(), "/word/document.xml", "<w:sectPr/>", "<w:nonsense/><w:sectPr/>").to_bytes()
    )
    assert any("nonsense" in finding for finding in sdk_findings(path))


def test_the_sdk_finds_a_wrong_order_in_a_deck(tmp_path: Path) -> None:
    broken = replace(small_deck(), "/ppt/slides/slide1.xml", "<a:tblPr/>", "").to_bytes()
    shuffled = small_deck()
    replace(shuffled, "/ppt/slides/slide1.xml", '<a:gridCol w="100"/></a:tblGrid>', '<a:gridCol w="x"/></a:tblGrid>')
    (tmp_path / "sound.pptx").write_bytes(broken)
    (tmp_path / "broken.pptx").write_bytes(shuffled.to_bytes())
    assert sdk_findings(tmp_path / "sound.pptx") == []
    assert any("gridCol" in finding for finding in sdk_findings(tmp_path / "broken.pptx"))


def test_the_sdk_says_that_a_file_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"no zip at all")
    assert sdk_findings(path)[0].startswith("cannot be opened")


def test_the_audit_finds_a_missing_presentation_properties_part(tmp_path: Path) -> None:
    package = small_deck()
    rels = package.rels(package.main_part())
    rels.remove(next(rels.find_all("presProps")).id)
    package.drop_part("/ppt/presProps.xml")
    path = tmp_path / "broken.pptx"
    path.write_bytes(package.to_bytes())
    assert any("presProps" in finding for finding in audit_findings(path))
    assert sdk_findings(path) == []


def test_the_audit_finds_a_bad_value_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(replace(small_workbook(), "/xl/workbook.xml", 'sheetId="2"', 'sheetId="two"').to_bytes())
    assert any("sheetId" in finding for finding in audit_findings(path))


def test_the_integrity_check_finds_a_note_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    link = '<w:hyperlink w:anchor="_Scope">'
    path.write_bytes(replace(small_document(), "/word/document.xml", link, '<w:hyperlink r:id="rId99">').to_bytes())
    assert integrity_findings(path)


def test_libreoffice_makes_pages_that_can_be_counted_read_and_drawn(tmp_path: Path) -> None:
    paths = []
    for suffix in (".docx", ".pptx"):
        paths.append(tmp_path / f"small-{suffix[1:]}{suffix}")
        paths[-1].write_bytes(SMALL_FILES[suffix]().to_bytes())
    document, deck = soffice_pdfs(paths, tmp_path).values()
    assert page_count(document) == 1
    assert page_count(deck) == 2
    assert "Scope" in page_texts(document)[0]
    pictures = page_pictures(deck, tmp_path)
    assert [picture.read_bytes()[:4] for picture in pictures] == [b"\x89PNG", b"\x89PNG"]


def test_one_file_becomes_a_pdf_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "small.docx"
    path.write_bytes(small_document().to_bytes())
    assert soffice_pdf(path).startswith(b"%PDF")


def test_an_absent_tool_is_a_skip_and_in_ci_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLANDOCS_NO_SKIP", raising=False)
    with pytest.raises(pytest.skip.Exception, match="gadget is not installed: buy one"):
        absent("gadget", "buy one")
    monkeypatch.setenv("PLANDOCS_NO_SKIP", "1")
    with pytest.raises(pytest.fail.Exception, match="gadget is not installed: buy one"):
        absent("gadget", "buy one")
