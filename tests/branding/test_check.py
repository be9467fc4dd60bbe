"""A whole brand is checked: file and templates, all mistakes in one pass, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from plandocs.brand.load import bundled_brands
from plandocs.branding.annotate import annotate_templates
from plandocs.branding.check import check_brand
from plandocs.branding.sample import sample
from plandocs.errors import FileError, UsageError
from plandocs.resources import bundled
from tests.render.doctor.patients import SECTIONS, WORD, body, changed, p
from tests.render.doctor.patients import bundled as template

BRANDS = bundled_brands(bundled("brand"))


def test_there_are_bundled_brands() -> None:
    assert len(BRANDS) >= 2


@pytest.mark.parametrize("name", BRANDS)
def test_a_bundled_brand_has_no_finding(name: str) -> None:
    assert check_brand(name).problems == ()


def test_the_sample_has_every_section_of_a_plan() -> None:
    document = sample().documents[0]
    assert len(document.sections) == 29
    assert {"waves", "communication", "appendix", "section"} <= sample().slide_kinds


def test_file_and_templates_are_checked_in_one_pass(tmp_path: Path) -> None:
    (tmp_path / "our-plan.docx").write_bytes(changed(WORD, body(p("{{ project.nmae }}"), SECTIONS)))
    (tmp_path / "brand.yaml").write_text(
        "color: {primary: '#0F766E', foreground: '#999999'}\n"
        "logo: missing.png\n"
        "typography: {base: Acme Sans}\n"
        "paper: A5\n"
        "templates: {plan: our-plan.docx, kickof: deck.pptx}\n"
        "layouts: {agenda: Title onyl}\n"
        "styles: {heading_9: Heading 9}\n",
        encoding="utf-8",
    )
    found = [(item.rule, item.line, Path(item.path).name) for item in check_brand(str(tmp_path)).problems]
    assert ("brand-contrast", 1, "brand.yaml") in found
    assert ("missing-logo", 2, "brand.yaml") in found
    assert ("font-fallback", 3, "brand.yaml") in found
    assert any(line == 4 and name == "brand.yaml" for _, line, name in found)
    assert ("unknown-template", 5, "brand.yaml") in found
    assert ("missing-layout", 6, "brand.yaml") in found
    assert ("unknown-style-purpose", 7, "brand.yaml") in found
    assert ("template-unknown-name", None, "our-plan.docx") in found


def test_templates_in_a_folder_of_their_own_are_named_with_it(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "plan.docx").write_bytes(changed(WORD, body(p("{{ project.nmae }}"), SECTIONS)))
    (tmp_path / "brand.yaml").write_text(
        "color: {primary: '#0F766E'}\ntemplates: {plan: office/plan.docx}\n", encoding="utf-8"
    )
    found = check_brand(str(tmp_path))
    assert [item.path for item in found.problems] == [str(tmp_path / "office/plan.docx")]
    assert annotate_templates(found, tmp_path / "out.docx") == [tmp_path / "out.docx"]


def test_a_brand_under_the_open_conventions_name(tmp_path: Path) -> None:
    (tmp_path / "_brand.yml").write_text("color: {primary: '#0F766E'}\n", encoding="utf-8")
    assert check_brand(str(tmp_path)).problems == ()


def test_a_style_map_is_for_the_brands_own_templates(tmp_path: Path) -> None:
    """The status keeps our own template, in which the company's style is not."""
    data = changed(WORD, lambda package: package.set_part(
        "/word/styles.xml",
        package.parts["/word/styles.xml"].replace(b'<w:name w:val="Lead"/>', b'<w:name w:val="Acme Lead"/>'),
    ))  # fmt: skip
    (tmp_path / "plan.docx").write_bytes(data)
    (tmp_path / "brand.yaml").write_text(
        "color: {primary: '#0F766E'}\ntemplates: {plan: plan.docx}\nstyles: {lead: Acme Lead}\n", encoding="utf-8"
    )
    assert check_brand(str(tmp_path)).problems == ()


def test_a_brand_file_of_no_sense_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text("color: [\n", encoding="utf-8")
    found = check_brand(str(tmp_path))
    assert found.brand is None
    assert [item.severity for item in found.problems] == ["error"]


def test_nothing_to_annotate_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no Word template"):
        annotate_templates(check_brand("default"), tmp_path / "out.docx")
    (tmp_path / "plan.docx").write_bytes(template(WORD))
    (tmp_path / "brand.yaml").write_text(
        "color: {primary: '#0F766E'}\ntemplates: {plan: plan.docx}\n", encoding="utf-8"
    )
    found = check_brand(str(tmp_path))
    with pytest.raises(FileError, match="template itself"):
        annotate_templates(found, tmp_path / "plan.docx")
    assert annotate_templates(found, tmp_path / "out.docx") == []
