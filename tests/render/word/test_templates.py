"""Other people's templates: a company's own, one without tags, one that lacks styles; and brands on ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import docx
import pytest
from docx.document import Document as Opened
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from plandocs.brand.load import load_brand
from plandocs.brand.model import Brand
from plandocs.content.blocks import Paragraph
from plandocs.content.document import Document
from plandocs.errors import PlanError
from plandocs.render.check import check_package
from plandocs.render.word import render_document
from tests.render.word.examples import LONG, document, every_block, section


@cache
def brand(name: str = "default") -> Brand:
    return load_brand(name)


def made_by(change: Callable[[Opened], None]) -> bytes:
    """Return a company's template: python-docx's own, changed."""
    template = docx.Document()
    change(template)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def corporate(change: Callable[[Opened], None] = lambda template: None) -> tuple[Brand, bytes]:
    """Return a brand with a template of its own."""
    data = made_by(change)
    return replace(brand(), own_templates={"word/plan.docx": "acme/plan.docx"}), data


def render(change: Callable[[Opened], None], made: Document | None = None, **styles: str) -> Opened:
    own, data = corporate(change)
    own = replace(own, styles=styles)
    return docx.Document(io.BytesIO(render_document(made or document(), own, data)))


def letter_head(template: Opened) -> None:
    template.add_paragraph("Acme letter head")


def test_a_template_without_tags_takes_everything_at_its_end() -> None:
    out = render(letter_head)
    texts = [p.text for p in out.paragraphs]
    assert texts[0] == "Acme letter head"
    assert (
        texts.index("Invoice approval automation") < texts.index("Contents") < texts.index("One") < texts.index("Text.")
    )
    assert out.element.body[-1].tag == qn("w:sectPr")


def test_every_block_can_be_set_in_a_foreign_template() -> None:
    own, data = corporate()
    out = render_document(document(section(*every_block())), own, data)
    found = [problem for problem in check_package(out) if "stylesWithEffects" not in problem.where]
    assert found == []


def test_a_company_template_keeps_its_paper_and_its_own_parts() -> None:
    own, data = corporate()
    before = docx.Document(io.BytesIO(data)).sections[0]
    rendered = render_document(document(paper="A4"), own, data)
    after = docx.Document(io.BytesIO(rendered)).sections[0]
    assert (after.page_width, after.page_height) == (before.page_width, before.page_height)
    names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    assert names - set(zipfile.ZipFile(io.BytesIO(rendered)).namelist()) <= {"docProps/thumbnail.jpeg"}


def test_tags_and_one_section_at_its_own_place() -> None:
    def change(template: Opened) -> None:
        template.add_paragraph("For {{ project.customer }}")
        template.add_paragraph("{{ block.two }}")
        template.add_paragraph("between")
        template.add_paragraph("{{ block.sections }}")

    made = document(section(Paragraph("first"), key="one"), section(Paragraph("second"), key="two"))
    texts = [p.text for p in render(change, made).paragraphs]
    assert texts == ["For Harrowby & Finch Textiles", "Two", "second", "between", "One", "first"]


def test_tags_in_headers_are_filled_in() -> None:
    def change(template: Opened) -> None:
        template.sections[0].header.paragraphs[0].text = "{{ project.id }} / {{ document.version }}"

    assert render(change).sections[0].header.paragraphs[0].text == "HF-2027-01 / 1.0"


def test_an_unknown_name_in_a_header_is_located() -> None:
    def change(template: Opened) -> None:
        template.sections[0].header.paragraphs[0].text = "{{ project.idd }}"
        template.add_paragraph("{{ projct.name }}")

    with pytest.raises(PlanError) as caught:
        render(change)
    places = {(problem.path, problem.where) for problem in caught.value.problems}
    assert {path for path, _ in places} == {"acme/plan.docx"}
    assert any(where.startswith("header 1") for _, where in places)
    assert any(where.startswith("paragraph") for _, where in places)


def test_a_missing_style_is_one_located_error_that_lists_what_there_is() -> None:
    def change(template: Opened) -> None:
        for name in ("List Bullet", "Caption"):
            style = template.styles[name]
            style.element.getparent().remove(style.element)

    with pytest.raises(PlanError) as caught:
        render(change)
    assert {problem.where for problem in caught.value.problems} == {"style for bullet", "style for caption"}
    problem = caught.value.problems[0]
    assert problem.rule == "template-missing-style"
    assert problem.path == "acme/plan.docx"
    assert "it has" in problem.message
    assert "heading 1" in problem.message


def test_a_brand_maps_purposes_to_styles_of_its_template() -> None:
    out = render(letter_head, body="Quote")
    assert next(p for p in out.paragraphs if p.text == "Text.").style.name == "Quote"


def test_a_mapped_style_that_does_not_exist_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(PlanError) as caught:
        render(letter_head, body="Quot")
    assert caught.value.problems[0].fix == "did you mean 'Quote'?"
    assert caught.value.problems[0].where == "styles.body"


def test_styles_that_figures_are_built_of_are_brought_along() -> None:
    own, data = corporate()
    out = docx.Document(io.BytesIO(render_document(document(section(*every_block())), own, data)))
    names = {style.name for style in out.styles}
    assert {"Gantt Bar", "Plandocs Table", "Callout Bad", "Table Text"} <= names
    assert out.styles["Table Text"].base_style.name == "Normal"


def test_loops_that_copy_pictures_give_each_its_own_id() -> None:
    def change(template: Opened) -> None:
        template.add_paragraph("{% for party in cover.parties %}")
        paragraph = template.add_paragraph()
        run = paragraph.add_run()
        run.add_picture(io.BytesIO(brand().logo.data))  # type: ignore[union-attr]
        template.add_paragraph("{% endfor %}")

    out = render(change)
    ids = [item.get("id") for item in out.element.body.iter(qn("wp:docPr"))]
    assert len(ids) == 2
    assert len(set(ids)) == 2


def test_tags_in_text_boxes_are_filled_in() -> None:
    def change(template: Opened) -> None:
        paragraph = template.add_paragraph("outside ")
        pict = OxmlElement("w:pict")
        box = OxmlElement("w:txbxContent")
        inner = OxmlElement("w:p")
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = "{{ project.customer }}"
        run.append(text)
        inner.append(run)
        box.append(inner)
        pict.append(box)
        paragraph.add_run()._r.append(pict)

    out = render(change)
    box = next(out.element.body.iter(qn("w:txbxContent")))
    assert "".join(node.text for node in box.iter(qn("w:t"))) == "Harrowby & Finch Textiles"


def test_the_logo_fits_its_box_and_keeps_its_proportions() -> None:
    own = brand()
    data = render_document(document(), own, own.template("word/plan.docx"))
    out = docx.Document(io.BytesIO(data))
    extent = next(out.element.body.iter(qn("wp:extent")))
    width, height = int(extent.get("cx")), int(extent.get("cy"))
    assert own.logo is not None
    assert width <= 2160000
    assert height <= 720000
    assert abs(width / height - own.logo.width_px / own.logo.height_px) < 0.01


def test_without_a_logo_the_picture_and_its_file_are_gone() -> None:
    own = replace(brand(), logo=None)
    data = render_document(document(), own, own.template("word/plan.docx"))
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "media" in name]
    assert check_package(data) == []


@pytest.mark.parametrize("name", ["default", "harbour"])
def test_every_colour_of_a_document_is_the_brands(name: str) -> None:
    own = brand(name)
    data = render_document(document(section(*every_block())), own, own.template("word/plan.docx"))
    archive = zipfile.ZipFile(io.BytesIO(data))
    text = "".join(
        archive.read(part).decode() for part in ("word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml")
    )
    other = brand("harbour" if name == "default" else "default")
    foreign = set(other.colors.values()) - set(own.colors.values()) - {"FFFFFF", "000000"}
    assert own.colors["accent"] in text
    assert [color for color in sorted(foreign) if color in text] == []


@pytest.mark.parametrize("template", ["plan", "brief", "status"])
def test_each_of_our_templates_makes_a_sound_document(template: str) -> None:
    own = brand("harbour")
    made = document(section(*every_block()), template=template, compact=template != "plan", contents=False)
    assert check_package(render_document(made, own, own.template(f"word/{template}.docx"))) == []


def test_a_name_of_three_hundred_letters_is_set() -> None:
    made = document()
    made = replace(made, properties=replace(made.properties, project_name=LONG, customer=LONG))
    own = brand()
    assert check_package(render_document(made, own, own.template("word/plan.docx"))) == []


def test_what_is_no_word_file_is_one_clear_problem() -> None:
    with pytest.raises(PlanError) as caught:
        render_document(document(), brand(), b"not a zip")
    assert len(caught.value.problems) == 1
