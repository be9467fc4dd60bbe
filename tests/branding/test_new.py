"""A brand from nothing and from a company's files: it loads, builds everything, and says what it could not take."""

from __future__ import annotations

from pathlib import Path

import pytest

from plandocs import api
from plandocs.brand.load import load_brand
from plandocs.branding.new import new_brand
from plandocs.branding.sample import sample_plan
from plandocs.errors import FileError, PlanError, UsageError, has_errors
from plandocs.render.check import check_package
from plandocs.render.package import Package
from plandocs.resources import bundled
from tests.branding import companies
from tests.validators.judges import all_findings


@pytest.fixture(scope="module")
def violet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("companies")
    files = companies.written(folder)
    made = new_brand("Violet", [files["docx"], files["pptx"], files["xlsx"]], folder / "brands")
    (folder / "notes.txt").write_text("\n".join(made.notes), encoding="utf-8")
    assert not has_errors(made.problems)
    return made.folder


def notes(folder: Path) -> list[str]:
    return (folder.parents[1] / "notes.txt").read_text(encoding="utf-8").splitlines()


def built(brand: Path, out: Path) -> dict[str, bytes]:
    """Return the documents of the sample under a brand, by ending."""
    result = api.build(sample_plan(), api.BuildOptions(out=out, brand=str(brand), draft=True))
    return {f"{path.stem.split()[-1]}{path.suffix}": path.read_bytes() for path in result.files}


def test_a_brand_from_scratch_has_templates_to_edit_and_no_finding(tmp_path: Path) -> None:
    made = new_brand("Acme & Sons", parent=tmp_path)
    assert made.folder == tmp_path / "Acme & Sons"
    worded = [path.name for path in (bundled("templates") / "wording" / "en").glob("*.yaml")]
    assert {"common.yaml", "deck.yaml", "plan.yaml", "status.yaml", "workbook.yaml"} <= set(worded)
    assert sorted(path.name for path in made.files) == sorted([
        "brand.yaml", "brief.docx", "kickoff.pptx", "logo-on-dark.png", "logo.png", "plan.docx", "status.docx",
        "workbook.xlsx", *worded,
    ])  # fmt: skip
    assert made.problems == ()
    brand = load_brand(str(made.folder))
    assert (brand.name, brand.company.name, brand.footer) == ("Acme & Sons", "Acme & Sons", "Acme & Sons")
    assert len(brand.own_templates) == 5
    assert brand.logo is not None
    assert (brand.logo.width_px, brand.logo.height_px) == (480, 120)


def test_every_key_of_a_brand_file_is_explained(tmp_path: Path) -> None:
    text = (new_brand("Acme", parent=tmp_path).folder / "brand.yaml").read_text(encoding="utf-8")
    for key in ("meta", "logo", "color", "typography", "fallbacks", "roles", "office", "footer", "company", "paper"):
        assert f"{key}:" in text
    for key in ("templates", "layouts", "styles"):
        assert f"{key}:" in text


def test_colors_come_from_the_theme_and_what_cannot_be_read_is_left_out(violet: Path) -> None:
    colors = load_brand(str(violet)).colors
    assert (colors["ink"], colors["paper"]) == ("101828", "FFFFFF")  # sysClr, as it was shown last
    assert (colors["accent"], colors["second"], colors["accent_strong"]) == ("6D28D9", "BE185D", "3B1C57")
    assert (colors["good"], colors["bad"]) == ("2E7D32", "B91C1C")  # by their hue
    assert colors["surface"] == "F6F2FA"
    said = notes(violet)
    assert any("hlink #FFFF00 was not taken" in note for note in said)
    assert any("accent4 #0EA5E9, accent6 #A3A3A3" in note for note in said)


def test_fonts_footer_paper_and_logo(violet: Path) -> None:
    brand = load_brand(str(violet))
    assert (brand.fonts.heading, brand.fonts.body) == ("Cambria", "Calibri")
    assert brand.fonts.body_fallbacks == ("Arial",)
    assert brand.footer == "Violet & Co., 1 Mauve Street, London"
    assert brand.paper == "A4"
    assert brand.logo is not None
    assert (brand.logo.width_px, brand.logo.height_px) == (200, 60)  # not the background of 640 by 480


def test_fonts_that_readers_may_lack_get_a_stand_in(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(companies.themed(companies.deck(), "Acme Garamond", "Acme Sans"))
    made = new_brand("Fonts", [tmp_path / "deck.pptx"], tmp_path)
    fonts = load_brand(str(made.folder)).fonts
    assert (fonts.heading_fallbacks, fonts.body_fallbacks) == (("Georgia", "Times New Roman"), ("Arial",))
    assert not [problem for problem in made.problems if "font" in problem.rule]


def test_layouts_are_matched_to_slide_kinds_and_styles_to_block_kinds(violet: Path) -> None:
    brand = load_brand(str(violet))
    assert (brand.layouts["cover"], brand.layouts["section"]) == ("Title Slide", "Section Header")
    assert {brand.layouts[kind] for kind in ("agenda", "timeline", "risks", "sign_off")} == {"Title Only"}
    assert (brand.styles["heading_1"], brand.styles["heading_2"]) == ("Violet Head A", "Violet Head B")
    assert brand.styles["bullet"].startswith("List Bullet")


def test_the_brand_builds_every_document_of_the_sample_without_a_fault(violet: Path, tmp_path: Path) -> None:
    files = built(violet, tmp_path)
    assert len([name for name in files if name.endswith((".docx", ".pptx", ".xlsx"))]) == 4
    for name, data in files.items():
        if name.endswith((".docx", ".pptx", ".xlsx")):
            assert not has_errors(check_package(data, name))
    book = Package.open(files["Workbook.xlsx"], name="b")
    assert b"Our cover" in book.parts["/xl/workbook.xml"]
    assert b"Dock booking" in book.parts["/xl/sharedStrings.xml"]


def test_no_validator_finds_a_fault_in_what_was_built(violet: Path, tmp_path: Path) -> None:
    api.build(sample_plan(), api.BuildOptions(out=tmp_path, brand=str(violet), draft=True))
    files = [path for path in tmp_path.iterdir() if path.suffix in (".docx", ".pptx", ".xlsx")]
    assert len(files) == 4
    found = [f"{path.name} {item}" for path in files for item in all_findings(path)]
    assert found == []


def test_what_a_template_lacks_is_added_to_the_copy(violet: Path) -> None:
    said = notes(violet)
    assert any("styles that the template lacks were added to the copy: Caption" in note for note in said)
    assert any("Plandocs Title" in note for note in said)


def test_a_jpeg_logo_is_kept_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(companies.deck(kind="JPEG"))
    made = new_brand("Jay", [tmp_path / "deck.pptx"], tmp_path)
    logo = load_brand(str(made.folder)).logo
    assert logo is not None
    assert logo.data.startswith(b"\xff\xd8")
    assert (logo.width_px, logo.height_px) == (200, 60)
    assert not has_errors(made.problems)


def test_a_template_that_cannot_be_used_is_left_out_with_the_reason(tmp_path: Path) -> None:
    """A deck whose layouts have no title: its colours are taken, its layouts cannot be."""
    import pptx

    source = tmp_path / "deck.pptx"
    source.write_bytes(companies.deck())
    made = pptx.Presentation(str(source))
    for layout in made.slide_layouts:
        for shape in list(layout.placeholders):
            if shape.placeholder_format.idx == 0:
                shape._element.getparent().remove(shape._element)
    made.save(str(source))
    result = new_brand("Titleless", [source], tmp_path)
    assert any("deck.pptx is not used as a template: " in note for note in result.notes)
    assert not has_errors(result.problems)
    brand = load_brand(str(result.folder))
    assert brand.own_templates == {}
    assert brand.layouts == {}
    assert "is not used as a template" in (result.folder / "brand.yaml").read_text(encoding="utf-8")


def test_a_word_template_by_its_type_becomes_a_document(tmp_path: Path) -> None:
    package = Package.open(companies.letter(), name="l")
    main = package.main_part()
    package.set_content_type(main, package.content_type(main).replace("document.main", "template.main"))
    (tmp_path / "letter.dotx").write_bytes(package.to_bytes())
    made = new_brand("Dot", [tmp_path / "letter.dotx"], tmp_path)
    copy = Package.open((made.folder / "letter.docx").read_bytes(), name="c")
    assert "document.main" in copy.content_type(copy.main_part())


def test_a_folder_that_exists_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "Acme").mkdir()
    with pytest.raises(FileError, match="exists, and nothing in it is overwritten"):
        new_brand("Acme", parent=tmp_path)
    assert list((tmp_path / "Acme").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "data", "error", "said"),
    [
        ("deck.pptm", b"x", UsageError, "no Word, PowerPoint or Excel file without macros"),
        ("deck.pptx", b"x", PlanError, "no readable Office file"),
        ("absent.pptx", None, FileError, "cannot be read"),
    ],
)
def test_files_that_nothing_can_be_taken_from(
    tmp_path: Path, name: str, data: bytes | None, error: type[Exception], said: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(error, match=said):
        new_brand("Acme", [tmp_path / name], tmp_path / "brands")
    assert not (tmp_path / "brands" / "Acme").exists()
