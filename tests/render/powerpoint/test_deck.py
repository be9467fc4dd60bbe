"""A deck read back with python-pptx: slides, titles, notes, sections, names, footers, what is left of the template."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.util import Inches

from plandocs.errors import PlanError
from plandocs.render.check import check_package
from plandocs.render.origin import origin_of
from plandocs.render.powerpoint import render_deck
from plandocs.render.powerpoint.layout_check import check_layout
from plandocs.render.powerpoint.painters import PAINTERS
from tests.render.powerpoint.decks import (
    TEMPLATE,
    brand,
    deck,
    every_block,
    opened,
    rendered,
    slide,
    table,
)


def foreign_template(width: float = 10.0) -> bytes:
    """The library's own template with two sample slides: 4:3, Office's layouts, no notes master before."""
    presentation = Presentation()
    presentation.slide_width = Inches(width)
    sample = presentation.slides.add_slide(presentation.slide_layouts[0])
    sample.shapes.title.text = "SAMPLE CUSTOMER"
    sample.notes_slide.notes_text_frame.text = "SAMPLE NOTES"
    presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.title.text = "SAMPLE TWO"
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def test_every_block_has_a_slide_in_the_sample_deck() -> None:
    shown = {type(block) for item in every_block() for block in item.blocks}
    assert shown == set(PAINTERS)


@pytest.mark.parametrize("name", ["default", "harbour"])
def test_every_block_is_laid_out_without_a_fault(name: str) -> None:
    data = rendered(*every_block(), name=name)
    assert check_layout(data) == []
    assert check_package(data) == []


def test_slides_keep_their_order_and_titles() -> None:
    slides = every_block()
    found = [item.shapes.title.text_frame.text for item in opened(rendered(*slides)).slides]
    assert found == [item.title for item in slides]


def test_every_slide_has_its_notes() -> None:
    shown = opened(rendered(slide(notes=("Purpose: agree.", "Ask: who?")))).slides[0]
    assert shown.notes_slide.notes_text_frame.text == "Purpose: agree.\nAsk: who?"


def test_equal_titles_are_told_apart() -> None:
    titles = [item.shapes.title.text_frame.text for item in opened(rendered(slide(), slide(), slide())).slides]
    assert titles == ["A title", "A title (2)", "A title (3)"]


def test_footer_date_and_number_are_the_layouts_placeholders() -> None:
    shown = opened(rendered(slide(table(2)))).slides[0]
    found = {item.placeholder_format.type: item.text_frame.text for item in shown.placeholders}
    texts = list(found.values())
    assert f"HF-2027-01 · Invoice approval · {brand().footer}" in texts
    assert "Mon\u00a011\u00a0Jan\u00a02027" in texts
    assert "‹#›" in texts


def test_sections_of_the_slide_sorter_list_every_slide_once() -> None:
    slides = (slide(section="Opening"), slide(), slide(section="Plan"))
    xml = zipfile.ZipFile(io.BytesIO(rendered(*slides))).read("ppt/presentation.xml").decode()
    listed = xml.partition("sectionLst")[2]
    assert listed.count("<p14:section ") == 2
    assert [listed.find(f'id="{number}"') > 0 for number in (256, 257, 258)] == [True] * 3
    assert listed.find('id="257"') < listed.find('name="Plan"') < listed.find('id="258"')


def test_the_same_deck_gives_the_same_bytes() -> None:
    assert rendered(*every_block()) == rendered(*every_block())


def test_the_file_says_that_we_made_it() -> None:
    origin = origin_of(rendered(slide()))
    assert origin.state == "generated"
    assert origin.facts["plan-hash"] == "0123abcd"


def test_a_long_title_is_cut_to_two_lines_and_stands_whole_in_the_notes() -> None:
    title = "We agree on the scope and the dates of the project and on who does what in it " * 3
    shown = opened(rendered(slide(title=title))).slides[0]
    text = shown.shapes.title.text_frame.text
    assert text.endswith("…")
    assert title.strip() in shown.notes_slide.notes_text_frame.text
    assert check_layout(rendered(slide(title=title))) == []


def test_hostile_text_breaks_nothing() -> None:
    text = "& < > \" ' {{ %} \x07 =HYPERLINK(1) 🚀 العربية 系统已配置 " + "x" * 300
    data = rendered(slide(table(3, text), title=text, subtitle=text, notes=(text,)))
    assert check_package(data) == []
    assert check_layout(data) == []


class TestForeignTemplates:
    def test_sample_slides_and_all_they_used_are_gone(self) -> None:
        data = rendered(slide(table(2)), template=foreign_template())
        archive = zipfile.ZipFile(io.BytesIO(data))
        assert len(archive.namelist()) > 20
        assert not [name for name in archive.namelist() if b"SAMPLE" in archive.read(name)]
        assert len(opened(data).slides) == 1

    @pytest.mark.parametrize("width", [10.0, 13.333])
    def test_every_block_fits_a_template_of_somebody_else(self, width: float) -> None:
        template = foreign_template(width) if width == 10.0 else foreign_template()
        data = rendered(*every_block(), template=template)
        assert check_layout(data) == []
        assert check_package(data) == []

    def test_a_notes_master_is_made_where_there_is_none(self) -> None:
        presentation = Presentation()
        out = io.BytesIO()
        presentation.save(out)
        data = rendered(slide(notes=("Say it.",)), template=out.getvalue())
        assert opened(data).slides[0].notes_slide.notes_text_frame.text == "Say it."
        assert check_package(data) == []

    def test_a_layout_the_brand_wants_and_the_template_lacks_is_located(self) -> None:
        chosen = replace(brand(), layouts={"scope": "Titel nur"})
        with pytest.raises(PlanError) as caught:
            render_deck(deck(slide()), chosen, chosen.template(TEMPLATE))
        (problem,) = caught.value.problems
        assert problem.rule == "missing-layout"
        assert "'Titel nur'" in problem.message
        assert "Title only" in problem.message
        assert problem.path == TEMPLATE

    def test_a_layout_of_the_brands_map_is_used(self) -> None:
        chosen = replace(brand(), layouts={"scope": "Two content"})
        shown = opened(render_deck(deck(slide()), chosen, chosen.template(TEMPLATE))).slides[0]
        assert shown.slide_layout.name == "Two content"

    def test_the_part_of_a_placeholder_that_stays_empty_is_not_copied(self) -> None:
        chosen = replace(brand(), layouts={"scope": "Two content"})
        shown = opened(render_deck(deck(slide(table(2))), chosen, chosen.template(TEMPLATE))).slides[0]
        assert all(item.text_frame.text for item in shown.placeholders)
