"""A brand reaches the theme and every literal that Office keeps beside a reference to it."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from plandocs.brand.load import load_brand
from plandocs.brand.model import Brand
from plandocs.brand.theme import restyle_excel_fonts, restyle_parts, restyle_theme, restyle_word_literals
from tests.brand.brands import load

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

THEME = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office Theme"><a:themeElements>
<a:clrScheme name="Office"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>
<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="1F497D"/></a:dk2>
<a:lt2><a:srgbClr val="EEECE1"/></a:lt2>
<a:accent1><a:srgbClr val="4F81BD"><a:lumMod val="75000"/></a:srgbClr></a:accent1>
<a:accent2><a:srgbClr val="C0504D"/></a:accent2><a:accent3><a:srgbClr val="9BBB59"/></a:accent3>
<a:accent4><a:srgbClr val="8064A2"/></a:accent4><a:accent5><a:srgbClr val="4BACC6"/></a:accent5>
<a:accent6><a:srgbClr val="F79646"/></a:accent6><a:hlink><a:srgbClr val="0000FF"/></a:hlink>
<a:folHlink><a:srgbClr val="800080"/></a:folHlink></a:clrScheme>
<a:fontScheme name="Office"><a:majorFont><a:latin typeface="Cambria" panose="02040503050406030204"/>
<a:ea typeface="MS Gothic"/><a:cs typeface="Times New Roman"/><a:font script="Jpan" typeface="MS Mincho"/></a:majorFont>
<a:minorFont><a:latin typeface="Calibri" panose="020F0502020204030204"/><a:ea typeface=""/><a:cs typeface=""/>
</a:minorFont>
</a:fontScheme><a:fmtScheme name="Office"/></a:themeElements></a:theme>"""


@pytest.fixture(params=["default", "harbour"])
def brand(request: pytest.FixtureRequest) -> Brand:
    return load_brand(request.param)


def test_all_twelve_slots_are_the_brand_s_also_those_that_followed_the_system(brand: Brand) -> None:
    scheme = etree.fromstring(restyle_theme(THEME, brand)).find(f".//{A}clrScheme")
    found = {child.tag.removeprefix(A): [(c.tag, dict(c.attrib), len(c)) for c in child] for child in scheme}
    assert found == {slot: [(f"{A}srgbClr", {"val": color}, 0)] for slot, color in brand.theme_slots().items()}


def test_latin_families_are_the_brand_s_and_other_scripts_keep_theirs(brand: Brand) -> None:
    fonts = etree.fromstring(restyle_theme(THEME, brand)).find(f".//{A}fontScheme")
    assert dict(fonts.find(f"{A}majorFont/{A}latin").attrib) == {"typeface": brand.fonts.heading}
    assert dict(fonts.find(f"{A}minorFont/{A}latin").attrib) == {"typeface": brand.fonts.body}
    assert fonts.find(f"{A}majorFont/{A}ea").get("typeface") == "MS Gothic"
    assert fonts.find(f"{A}majorFont/{A}cs").get("typeface") == "Times New Roman"
    assert fonts.find(f"{A}majorFont/{A}font").get("typeface") == "MS Mincho"


def test_nothing_of_the_office_theme_s_name_is_left(brand: Brand) -> None:
    root = etree.fromstring(restyle_theme(THEME, brand))
    assert root.get("name") == root.find(f".//{A}clrScheme").get("name") == brand.name


def test_a_brand_with_marked_up_names_makes_sound_xml(tmp_path: Path) -> None:
    brand = load(tmp_path, "meta: {name: 'Smith & Sons <Ltd> \"A\"'}\ncolor: {primary: '#0F766E'}\n"
                           "typography: {base: 'A&B \"C\"', fallbacks: {'A&B \"C\"': Arial}}\n")  # fmt: skip
    assert etree.fromstring(restyle_theme(THEME, brand)).get("name") == 'Smith & Sons <Ltd> "A"'
    fonts = b'<fonts><font><name val="x"/><scheme val="minor"/></font></fonts>'
    assert etree.fromstring(restyle_excel_fonts(fonts, brand)).find("font/name").get("val") == 'A&B "C"'


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<w:color w:val="4F81BD" w:themeColor="accent1"/>', '<w:color w:val="{accent1}" w:themeColor="accent1"/>'),
        ('<w:color w:themeColor="text1" w:val="auto"/>', '<w:color w:themeColor="text1" w:val="{dk1}"/>'),
        (
            '<w:shd w:val="clear" w:color="auto" w:fill="EEECE1" w:themeFill="background2"/>',
            '<w:shd w:val="clear" w:color="auto" w:fill="{lt2}" w:themeFill="background2"/>',
        ),
        (
            '<w:bottom w:val="single" w:sz="4" w:color="1F497D" w:themeColor="text2"/>',
            '<w:bottom w:val="single" w:sz="4" w:color="{dk2}" w:themeColor="text2"/>',
        ),
        (
            '<w:shd w:val="pct5" w:color="AAAAAA" w:themeColor="accent2" w:fill="BBBBBB" w:themeFill="accent6"/>',
            '<w:shd w:val="pct5" w:color="{accent2}" w:themeColor="accent2" w:fill="{accent6}" w:themeFill="accent6"/>',
        ),
        (
            '<w:color w:val="0000FF" w:themeColor="hyperlink"/>',
            '<w:color w:val="{hlink}" w:themeColor="hyperlink"/>',
        ),
    ],
)
def test_a_literal_beside_a_theme_color_is_resolved_anew(brand: Brand, tag: str, expected: str) -> None:
    assert restyle_word_literals(tag.encode(), brand).decode() == expected.format(**brand.theme_slots())


@pytest.mark.parametrize(
    "xml",
    [
        '<w:color w:val="FF0000"/>',
        '<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>',
        '<w:color w:val="FF0000" w:themeColor="none"/>',
        "<w:t>themeColor=\"accent1\" w:val='x'</w:t>",
        '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>',
    ],
)
def test_what_does_not_follow_the_theme_stays(brand: Brand, xml: str) -> None:
    assert restyle_word_literals(xml.encode(), brand).decode() == xml


def test_tints_and_shades_lighten_and_darken(tmp_path: Path) -> None:
    # A grey of lightness 0x80/0xFF: a shade of 0x80 leaves half of it; a tint of 0x80 takes it halfway to white.
    brand = load(tmp_path, "color: {primary: '#0F766E'}\nroles: {accent: '#0F766E', ink: '#404040'}\n")
    shade = restyle_word_literals(b'<w:color w:val="0" w:themeColor="text1" w:themeShade="80"/>', brand)
    tint = restyle_word_literals(b'<w:color w:val="0" w:themeColor="text1" w:themeTint="80"/>', brand)
    assert b'w:val="202020"' in shade
    assert b'w:val="9F9F9F"' in tint


def test_word_fonts_beside_theme_references_are_the_brand_s() -> None:
    brand = load_brand("harbour")
    tag = b'<w:rFonts w:ascii="Calibri" w:asciiTheme="majorHAnsi" w:hAnsi="X" w:hAnsiTheme="minorHAnsi" w:cs="Y"/>'
    expected = (
        b'<w:rFonts w:ascii="Cambria" w:asciiTheme="majorHAnsi" w:hAnsi="Arial" w:hAnsiTheme="minorHAnsi" w:cs="Y"/>'
    )
    assert restyle_word_literals(tag, brand) == expected


def test_excel_fonts_that_follow_the_theme_are_the_brand_s_and_others_stay() -> None:
    brand = load_brand("harbour")
    xml = (
        b'<fonts count="3"><font><sz val="16"/><name val="Cambria Math"/><family val="2"/><scheme val="major"/></font>'
        b'<font><sz val="10"/><name val="Calibri"/><scheme val="minor"/></font>'
        b'<font><sz val="10"/><name val="Courier New"/></font></fonts>'
    )
    names = [font.find("name").get("val") for font in etree.fromstring(restyle_excel_fonts(xml, brand))]
    assert names == ["Cambria", "Arial", "Courier New"]


def test_rich_strings_in_a_workbook_follow_too() -> None:
    xml = b'<sst><si><r><rPr><rFont val="Calibri"/><scheme val="minor"/></rPr><t>x</t></r></si></sst>'
    assert b'<rFont val="Arial"/>' in restyle_excel_fonts(xml, load_brand("harbour"))


def test_no_color_of_word_s_default_template_is_left_beside_a_theme_reference(brand: Brand) -> None:
    stream = io.BytesIO()
    Document().save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {f"/{name}": archive.read(name) for name in archive.namelist()}
    changed = restyle_parts(parts, brand)
    assert {"/word/theme/theme1.xml", "/word/styles.xml"} <= set(changed)
    styles = etree.fromstring(changed["/word/styles.xml"])
    w = "{" + styles.nsmap["w"] + "}"
    colored = [e for e in styles.iter(f"{w}color") if e.get(f"{w}themeColor") == "accent1" and len(e.attrib) == 2]
    assert colored
    assert {e.get(f"{w}val") for e in colored} == {brand.colors["accent"]}
    assert restyle_parts({**parts, **changed}, brand) == {}


def test_other_parts_are_left_alone(brand: Brand) -> None:
    tag = b'<w:color w:val="4F81BD" w:themeColor="accent1"/>'
    parts = {"/word/media/image1.png": tag, "/docProps/core.xml": tag, "/word/charts/chart1.xml": tag}
    assert restyle_parts(parts, brand) == {}
