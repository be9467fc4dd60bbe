"""One brand file restyles all documents: nothing of another brand's colours or fonts is left in any part of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plandocs import api
from plandocs.brand.load import load_brand
from plandocs.branding.sample import sample_plan
from plandocs.errors import PlanError

ODD = """\
meta: {name: Odd}
color:
  foreground: "#2A1A3A"
  background: "#FFFEFD"
  primary: "#7A1F3D"
  secondary: "#1F3F66"
  success: "#3A7345"
  warning: "#DDA12A"
  danger: "#C2410C"
  light: "#F8F3EA"
roles: {muted: "#655D54", line: "#DDD4C6", accent_soft: "#F4E3DC", accent_strong: "#4A1025", neutral: "#9A9187"}
office: {hlink: "#1F3F67", folHlink: "#4A1026"}
typography: {base: Verdana, headings: Georgia, fallbacks: {Verdana: [DejaVu Sans, sans-serif], Georgia: [Gelasio]}}
"""
"""A brand of which no colour is one of the default brand's, not even the page's."""
FONT = re.compile(r'(?:typeface|ascii|hAnsi|w:name|<name val|<rFont val)="?=?"?(Arial|Calibri|Cambria|Aptos)"')
BULLET_FONT = re.compile(r"<a:buFont [^>]*>")


OFFICE = (".docx", ".pptx", ".xlsx")
WITH_CHART = Path(__file__).parents[2] / "samples" / "invoice-approval.yaml"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return every XML part of the Office documents of the sample in the odd brand, and of workbooks within them."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "brand.yaml").write_text(ODD, encoding="utf-8")
    options = api.BuildOptions(out=folder / "out", brand=str(folder), draft=True, audience="internal")
    made = [*api.build(sample_plan(), options).files]
    made += api.build(WITH_CHART, replace(options, only=frozenset({"status"}))).files
    files = {f"{number}.{path.suffix[1:]}": path for number, path in enumerate(made) if path.suffix in OFFICE}
    assert len(files) == 5
    return {f"{key}:{name}": text for key, path in files.items() for name, text in xml_parts(path.read_bytes())}


def xml_parts(data: bytes, within: str = "") -> Iterator[tuple[str, str]]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        if name.endswith(".xlsx"):
            yield from xml_parts(archive.read(name), f"{within}{name}!")
        elif name.endswith(".xml"):
            yield f"{within}{name}", archive.read(name).decode()


def test_there_are_themes_styles_masters_notes_and_charts_to_look_at(parts: dict[str, str]) -> None:
    known = {part.partition(".")[2] for part in parts}
    for part in (
        "docx:word/theme/theme1.xml", "docx:word/styles.xml", "docx:word/fontTable.xml", "docx:word/charts/chart1.xml",
        "docx:word/embeddings/chart-data1.xlsx!xl/workbook.xml", "pptx:ppt/theme/theme1.xml",
        "pptx:ppt/theme/theme2.xml", "pptx:ppt/notesMasters/notesMaster1.xml", "pptx:ppt/slides/slide6.xml",
        "xlsx:xl/theme/theme1.xml",
        "xlsx:xl/styles.xml", "xlsx:xl/worksheets/sheet3.xml",
    ):  # fmt: skip
        assert part in known


def test_no_color_of_the_default_brand_is_left_anywhere(parts: dict[str, str]) -> None:
    default = load_brand("default")
    old = {*default.colors.values(), *default.links}
    assert len(old) >= 12
    left = [(part, color) for part, text in parts.items() for color in old if re.search(rf"\b(?:FF)?{color}\b", text)]
    assert left == []


def test_no_font_of_the_default_brand_is_left_but_that_of_bullets(parts: dict[str, str]) -> None:
    left = {part: found for part, text in parts.items() if (found := FONT.findall(BULLET_FONT.sub("", text)))}
    assert left == {}


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_every_role_of_the_brand_is_in_each_format(parts: dict[str, str], kind: str) -> None:
    text = "".join(text for part, text in parts.items() if f".{kind}:" in part)
    for color in ("2A1A3A", "FFFEFD", "7A1F3D", "1F3F66", "3A7345", "DDA12A", "C2410C", "655D54", "4A1025", "DDD4C6"):
        assert color in text
    assert "Verdana" in text
    assert "Georgia" in text


def test_every_theme_is_the_brands(parts: dict[str, str]) -> None:
    themes = [text for part, text in parts.items() if re.search(r"theme/theme\d+\.xml$", part)]
    assert len(themes) >= 5
    for text in themes:
        for slot, color in (("dk1", "2A1A3A"), ("lt1", "FFFEFD"), ("accent1", "7A1F3D"), ("hlink", "1F3F67")):
            assert re.search(rf'<a:{slot}>\s*<a:srgbClr val="{color}"/>', text)


def test_word_is_told_what_stands_in_for_a_font(parts: dict[str, str]) -> None:
    table = parts["0.docx:word/fontTable.xml"]
    assert '<w:font w:name="Verdana"><w:altName w:val="DejaVu Sans"/><w:family w:val="swiss"/>' in table
    assert '<w:font w:name="Georgia"><w:altName w:val="Gelasio"/><w:family w:val="roman"/>' in table
    assert "Arial" not in table


def test_a_brands_language_is_for_plans_that_name_none(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text(ODD + "language: en-GB\n", encoding="utf-8")
    plan = (
        "plandocs: 1\nproject: {name: N, id: N-1, start: 2027-01-11, go_live: T1LANG}\n"
        "people: {rhea: {name: Rhea, role: implementation_pm, side: vendor}}\n"
        "phases: [{id: p, name: P, tasks: [{id: T1, name: Go, duration: 1d, owner: rhea, kind: go_live}]}]\n"
    )
    for said, expected in (("", "en-GB"), (", language: en-US", "en-US")):
        (tmp_path / "plan.yaml").write_text(plan.replace("LANG", said), encoding="utf-8")
        options = api.BuildOptions(out=tmp_path / expected, brand=str(tmp_path), draft=True, only=frozenset({"plan"}))
        made = api.build(tmp_path / "plan.yaml", options).files[0]
        core = dict(xml_parts(made.read_bytes()))
        assert f"<dc:language>{expected}</dc:language>" in core["docProps/core.xml"]
        assert f'w:lang w:val="{expected}"' in core["word/styles.xml"]


def test_a_language_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text(
        "color: {primary: '#0F766E'}\nlanguage: gibberish-language\n", encoding="utf-8"
    )
    with pytest.raises(PlanError) as raised:
        load_brand(str(tmp_path))
    assert raised.value.problems[0].line == 2
