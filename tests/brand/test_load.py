"""Brands are found by name or folder, and every mistake in a brand file is located."""

from pathlib import Path

import pytest

from plandocs.brand.load import load_brand
from plandocs.brand.model import ROLES, SLOTS
from plandocs.errors import FileError, PlanError, UsageError
from tests.brand.brands import load, png

SMALL = "color: {primary: '#0F766E'}\n"


def test_a_bundled_brand_is_found_by_name_and_complete() -> None:
    brand = load_brand("default")
    assert brand.name == "Nimbusfold Software"
    assert set(brand.colors) == set(ROLES)
    assert tuple(brand.theme_slots()) == SLOTS
    for logo in (brand.logo, brand.logo_on_dark):
        assert logo is not None
        assert logo.data.startswith(b"\x89PNG")
        assert logo.width_px > 2 * logo.height_px
        assert logo.name == "Logo of Nimbusfold Software"


def test_a_folder_holds_a_brand_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "mark.png").write_bytes(png(40, 10))
    brand = load(
        tmp_path,
        SMALL + "meta: {name: {short: Otters, full: Three Otters Bakery}}\n"
        "logo: {images: {mark: {path: mark.png, alt: An otter}}, medium: mark}\n"
        "typography: {base: Georgia, headings: {family: Trebuchet MS, weight: 700}, fallbacks: {Georgia: serif}}\n"
        "footer: Fresh every day\npaper: a4\nlayouts: {cover: Title page}\n"
        "company: {phone: '+44 20 7946 0000'}\n",
    )
    assert brand.name == "Three Otters Bakery"
    assert (brand.fonts.heading, brand.fonts.body) == ("Trebuchet MS", "Georgia")
    assert brand.fonts.body_fallbacks == ("serif",)
    assert (brand.footer, brand.paper, brand.company.phone) == ("Fresh every day", "A4", "+44 20 7946 0000")
    assert brand.layouts["cover"] == "Title page"
    assert brand.logo is not None
    assert (brand.logo.width_px, brand.logo.height_px, brand.logo.name) == (40, 10, "An otter")
    assert brand.logo_on_dark is None


def test_a_logo_fits_its_box_and_keeps_its_proportions(tmp_path: Path) -> None:
    (tmp_path / "mark.png").write_bytes(png(40, 10))
    logo = load(tmp_path, SMALL + "logo: mark.png\n").logo
    assert logo is not None
    assert logo.fit(2000, 1000) == (2000, 500)
    assert logo.fit(2000, 250) == (1000, 250)


def test_an_svg_stands_for_the_png_beside_it(tmp_path: Path) -> None:
    (tmp_path / "mark.png").write_bytes(png(8, 4))
    logo = load(tmp_path, SMALL + "logo: mark.svg\n").logo
    assert logo is not None
    assert (logo.width_px, logo.height_px) == (8, 4)


def test_text_on_a_fill_is_the_one_that_can_be_read() -> None:
    brand = load_brand("default")
    assert brand.on("watch") == "ink"
    assert brand.on("accent") == "paper"
    assert brand.on_color("FFFFFF") == brand.colors["ink"]
    assert brand.contrast("paper", brand.text("watch")) >= 4.5


def test_keys_of_the_open_convention_are_taken(tmp_path: Path) -> None:
    brand = load(
        tmp_path,
        "meta: {name: Otters, link: {home: 'https://otters.example'}}\n"
        "color: {primary: '#0F766E', tertiary: '#123456', info: '#123456', dark: black}\n"
        "typography:\n  fonts: [{family: Inter, source: google}]\n"
        "  base: {family: Arial, size: 11pt, line-height: 1.4}\n"
        "  monospace: Consolas\n"
        "defaults: {shiny: {theme: {preset: shiny}}}\n",
    )
    assert brand.fonts.body == "Arial"


def test_a_font_without_stand_in_is_a_warning(tmp_path: Path) -> None:
    (problem,) = load(tmp_path, SMALL + "typography: {base: Inter}\n").problems
    assert (problem.rule, problem.severity, problem.line) == ("font-fallback", "warning", 2)


def test_an_unknown_name_lists_the_brands_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        load_brand("harbor")
    (problem,) = caught.value.problems
    assert "default, harbour" in problem.message
    assert problem.fix == "did you mean 'harbour'?"


def test_a_folder_without_a_brand_file_is_a_file_error(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        load_brand(str(tmp_path))
    assert "brand.yaml" in caught.value.problems[0].message
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("text", "rule", "line", "column", "fix"),
    [
        ("color: {primary: '#0F766E'}\ncolour: {}\n", "unknown-key", 2, 1, "did you mean 'color'?"),
        ("color:\n  primry: '#0F766E'\n", "unknown-key", 2, 3, "did you mean 'primary'?"),
        ("color:\n  primary: #0F766E\n", "unquoted-color", 2, 3, "write primary: '#0F766E'"),
        ("color: {primary: teel, palette: {teal: '#0F766E'}}\n", "bad-color", 1, 18, "did you mean 'teal'?"),
        ("color: {primary: '#0F766E'}\npaper: A5\n", "bad-value", 2, 8, None),
        ("color: {primary: '#0F766E'}\ntemplates: {plam: x.docx}\n", "unknown-template", 2, 19, "did you mean 'plan'?"),
        ("color: {primary: '#0F766E'}\ntemplates: {plan: x.docx}\n", "missing-template", 2, 19, ""),
        ("color: {primary: '#0F766E'}\ntemplates: {plan: x.pdf}\n", "bad-template", 2, 19, ""),
        ("color: {primary: '#0F766E', primary: '#0F766E'}\n", "duplicate-key", 1, 29, None),
        ("", "empty-file", 1, None, None),
        ("just a text\n", "wrong-type", 1, 1, ""),
        ("color: [\n", "yaml-syntax", 1, None, None),
    ],
)
def test_a_mistake_in_the_brand_file_is_located(
    tmp_path: Path, text: str, rule: str, line: int, column: int | None, fix: str | None
) -> None:
    with pytest.raises(PlanError) as caught:
        load(tmp_path, text)
    problem = caught.value.problems[0]
    assert (problem.rule, problem.line) == (rule, line)
    assert problem.path == str(tmp_path / "brand.yaml")
    if column is not None:
        assert problem.column == column
    if fix is not None:
        assert problem.fix == fix


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        load(tmp_path, "colour: x\ncolor:\n  primary: #0F766E\npaper: A5\n")
    assert [problem.line for problem in caught.value.problems] == [1, 3, 4]


@pytest.mark.parametrize("written", ["missing.png", "missing.svg"])
def test_a_missing_logo_is_a_file_error_with_its_place(tmp_path: Path, written: str) -> None:
    with pytest.raises(FileError) as caught:
        load(tmp_path, SMALL + f"logo: {written}\n")
    (problem,) = caught.value.problems
    assert (problem.rule, problem.line) == ("missing-logo", 2)
    assert written in problem.message
    assert caught.value.exit_code == 3


def test_a_logo_that_is_no_png_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"GIF89a" + bytes(60))
    with pytest.raises(FileError, match="neither a PNG nor a JPEG"):
        load(tmp_path, SMALL + "logo: logo.png\n")


def test_a_brand_s_own_template_goes_before_the_bundled_one(tmp_path: Path) -> None:
    (tmp_path / "ours.docx").write_bytes(b"our template")
    brand = load(tmp_path, SMALL + "templates: {plan: ours.docx}\n")
    assert brand.template("word/plan.docx") == b"our template"
    assert brand.template_label("word/plan.docx") == "ours.docx"
    assert brand.template("word/status.docx") == load_brand("default").template("word/status.docx")


def test_a_template_that_does_not_exist_is_named() -> None:
    with pytest.raises(FileError, match=r"word/plam\.docx"):
        load_brand("default").template("word/plam.docx")


def test_a_brand_that_is_loaded_again_is_the_same_until_its_file_changes(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text("color: {primary: '#0F766E'}\n")
    first = load_brand(str(tmp_path))
    assert load_brand(str(tmp_path)) is first
    (tmp_path / "brand.yaml").write_text("color: {primary: '#0F4F8E'}\n")
    assert load_brand(str(tmp_path)).colors["accent"] != first.colors["accent"]
