"""Blocks where the template wants them: in another order, left out, among a firm's own chapters and captions."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.document import Document as Opened
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from plandocs.content.blocks import Paragraph, Span, Table
from plandocs.content.document import Document
from plandocs.errors import PlanError
from plandocs.render.check import check_package
from plandocs.render.word import render_document
from plandocs.render.word.tag_check import template_problems
from tests.render.word.examples import document, section, table
from tests.render.word.test_templates import corporate, render


def texts(out: Opened) -> list[str]:
    return [p.text for p in out.paragraphs if p.text]


def contents_of(out: Opened) -> list[str]:
    links = out.element.body.iter(qn("w:hyperlink"))
    return ["".join(node.text or "" for node in link.iter(qn("w:t"))) for link in links if link.get(qn("w:anchor"))]


def three() -> Document:
    """Return three sections; the first leads to the table of the third and to the second."""
    lead = Paragraph((Span("See "), Span("", anchor="items"), Span(" and "), Span("", anchor="two")))
    return document(
        section(lead, key="one"), section(Paragraph("Second."), table(), key="two"),
        section(named(), key="three"),
    )  # fmt: skip


def named() -> Table:
    return replace(table(), name="last", caption="The last")


def test_sections_in_another_order_are_counted_in_that_order() -> None:
    def change(template: Opened) -> None:
        for name in ("contents", "three", "two", "one"):
            template.add_paragraph(f"{{{{ block.{name} }}}}")

    out = render(change, three())
    assert contents_of(out)[:3] == ["Three", "Two", "One"]
    captions = [p.text for p in out.paragraphs if p.style.name == "Caption"]
    assert captions == ["Table\u00a01  The last", "Table\u00a02  Items"]
    assert "See Table\u00a02 and Two" in texts(out)


def test_what_leads_to_a_section_left_out_prints_its_name() -> None:
    out = render(lambda template: template.add_paragraph("{{ block.one }}"), three())
    assert texts(out) == ["One", "See Items and Two"]


def test_a_section_that_this_plan_does_not_fill_vanishes() -> None:
    def change(template: Opened) -> None:
        template.add_paragraph("{% if block.fees %}")
        template.add_paragraph("Our fees are firm.")
        template.add_paragraph("{% endif %}")
        template.add_paragraph("{{ block.fees }}")
        template.add_paragraph("{{ block.sections }}")

    assert texts(render(change, document(section_keys=("fees", "one")))) == ["One", "Text."]


def test_a_firms_own_chapters_stand_in_the_contents_and_count() -> None:
    def change(template: Opened) -> None:
        template.add_paragraph("{{ block.contents }}")
        template.add_heading("About Acme for {{ project.customer }}", 1)
        template.add_paragraph("{{ block.two }}")
        template.add_heading("Terms", 1)
        template.add_paragraph("{{ block.one }}")

    out = render(change, three())
    assert contents_of(out)[:4] == ["About Acme for Harrowby & Finch Textiles", "Two", "Terms", "One"]
    marks = {item.get(qn("w:name")) for item in out.element.body.iter(qn("w:bookmarkStart"))}
    targets = {item.get(qn("w:anchor")) for item in out.element.body.iter(qn("w:hyperlink"))} - {None}
    assert targets <= marks


def test_a_templates_own_caption_counts_and_its_number_is_put_right() -> None:
    def change(template: Opened) -> None:
        template.add_paragraph("{{ block.two }}")
        caption = template.add_paragraph("Table ", style="Caption")
        begin, separate, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
        for xml in (begin, "<w:instrText> SEQ Table \\* ARABIC </w:instrText>", separate, "<w:t>1</w:t>", end):
            caption._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))
        caption.add_run(" Our rates")
        template.add_paragraph("{{ block.three }}")

    captions = [p.text for p in render(change, three()).paragraphs if p.style.name == "Caption"]
    assert captions == ["Table\u00a01  Items", "Table 2 Our rates", "Table\u00a03  The last"]


def test_the_contents_list_that_a_template_came_with_is_filled() -> None:
    def change(template: Opened) -> None:
        template.add_paragraph("Inhalt")
        first, last = template.add_paragraph(), template.add_paragraph()
        for xml in ('<w:fldChar w:fldCharType="begin"/>', '<w:instrText> TOC \\o "1-3" </w:instrText>',
                    '<w:fldChar w:fldCharType="separate"/>', "<w:t>Old entry</w:t>"):  # fmt: skip
            first._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))
        last._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="end"/></w:r>'))

    out = render(change, three())
    shown = texts(out)
    assert "Old entry" not in shown
    assert "Contents" not in shown
    assert shown[0] == "Inhalt"
    assert contents_of(out)[:3] == ["One", "Two", "Three"]


def test_a_block_in_a_cell_leaves_the_cell_sound() -> None:
    def change(template: Opened) -> None:
        cells = template.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "{{ block.two }}", "{{ block.fees }}"
        template.add_paragraph("{{ block.sections }}")

    own, data = corporate(change)
    made = document(*three().sections, section_keys=("fees",))
    out = render_document(made, own, data)
    assert [problem for problem in check_package(out) if "stylesWithEffects" not in problem.where] == []


@pytest.mark.parametrize(
    ("paragraphs", "rule"),
    [
        (("{{ block.one }}", "{{ block.one }}"), "template-block-twice"),
        (("{% for p in cover.parties %}", "{{ block.one }}", "{% endfor %}"), "template-block-twice"),
        (("{{ block.onne }}",), "template-unknown-block"),
    ],
)
def test_a_block_that_cannot_stand_there_is_told(paragraphs: tuple[str, ...], rule: str) -> None:
    def change(template: Opened) -> None:
        for text in paragraphs:
            template.add_paragraph(text)

    with pytest.raises(PlanError) as caught:
        render(change, three())
    assert [(problem.rule, problem.where.startswith("paragraph")) for problem in caught.value.problems] == [
        (rule, True)
    ]


def test_tags_in_document_properties_are_filled_in() -> None:
    def change(template: Opened) -> None:
        template.core_properties.title = "{{ project.id }} for {{ project.customer }}"
        template.core_properties.category = "{{ document.kind }}"
        template.core_properties.subject = "Left by the last author"

    core = render(change).core_properties
    assert core.title == "HF-2027-01 for Harrowby & Finch Textiles"
    assert core.category == "Project plan"
    assert core.subject == "Project plan"


def test_a_mistake_in_a_property_is_located() -> None:
    def change(template: Opened) -> None:
        template.core_properties.title = "{{ project.idd }}"

    with pytest.raises(PlanError) as caught:
        render(change)
    assert "document property 'title'" in caught.value.problems[0].where


def test_a_content_control_with_a_tag_shows_its_value() -> None:
    def change(template: Opened) -> None:
        paragraph = template.add_paragraph()
        paragraph._p.append(
            parse_xml(
                f'<w:sdt {nsdecls("w")}><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath="/a" w:storeItemID="{{0}}"/>'
                "</w:sdtPr><w:sdtContent><w:r><w:t>{{ project.customer }}</w:t></w:r></w:sdtContent></w:sdt>"
            )
        )

    out = render(change)
    control = next(out.element.body.iter(qn("w:sdt")))
    assert "".join(node.text for node in control.iter(qn("w:t"))) == "Harrowby & Finch Textiles"
    assert list(control.iter(qn("w:dataBinding"), qn("w:showingPlcHdr"))) == []


def test_tags_in_both_twins_of_a_text_box_and_in_footnotes_are_filled_in() -> None:
    def change(template: Opened) -> None:
        paragraph = template.add_paragraph()
        box = "<w:txbxContent><w:p><w:r><w:t>{{ project.id }}</w:t></w:r></w:p></w:txbxContent>"
        twins = (
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
            f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox>'
            "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        paragraph._p.append(parse_xml(twins))

    out = render(change)
    boxes = ["".join(n.text for n in b.iter(qn("w:t"))) for b in out.element.body.iter(qn("w:txbxContent"))]
    assert boxes == ["HF-2027-01", "HF-2027-01"]


def test_a_value_typed_over_a_deleted_one_within_a_tag_is_taken() -> None:
    def change(template: Opened) -> None:
        paragraph = template.add_paragraph("{{ project.")
        for xml in (
            "<w:del {n}><w:r><w:delText>nam</w:delText></w:r></w:del>",
            "<w:ins {n}><w:r><w:t>id</w:t></w:r></w:ins>",
        ):
            node = parse_xml(xml.format(n=f'{nsdecls("w")} w:id="9" w:author="A" w:date="2027-01-01T00:00:00Z"'))
            paragraph._p.append(node)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = " }}!"
        run.append(text)
        paragraph._p.append(run)

    out = render(change)
    first = out.paragraphs[0]._p
    assert "".join(node.text or "" for node in first.iter(qn("w:t"))) == "HF-2027-01!"
    assert list(first.iter(qn("w:delText"))) == []


def test_the_saved_file_opens_again() -> None:
    own, data = corporate(lambda template: template.add_heading("Own", 1))
    assert docx.Document(io.BytesIO(render_document(three(), own, data))).paragraphs[0].text == "Own"


def test_marks_in_a_printed_value_part_the_run_and_keep_its_look() -> None:
    def change(template: Opened) -> None:
        template.add_paragraph().add_run("For {{ project.customer }}.").underline = True

    made = document()
    named = replace(made.properties, customer="**Harrow** & `co` of [us](https://e.com)")
    runs = render(change, replace(made, properties=named)).paragraphs[0].runs
    assert [(run.text, bool(run.bold), run.font.name) for run in runs] == [
        ("For ", False, None),
        ("Harrow", True, None),
        (" & ", False, None),
        ("co", False, "Courier New"),
        (" of us (https://e.com).", False, None),
    ]
    assert all(run.underline for run in runs)


def wide() -> Document:
    return document(
        section(Paragraph("a"), key="one"),
        section(table(), key="two", landscape=True),
        section(Paragraph("c"), key="three"),
    )


@pytest.mark.parametrize(
    ("blocks", "turned"),
    [
        (("one", "two", "three"), [False, True, False]),
        (("two", "sections"), [False, True, False]),
        (("sections",), [False, True, False]),
    ],
)
def test_a_wide_section_placed_by_name_has_landscape_pages(blocks: tuple[str, ...], turned: list[bool]) -> None:
    def change(template: Opened) -> None:
        for name in blocks:
            template.add_paragraph(f"{{{{ block.{name} }}}}")

    out = render(change, wide())
    assert [part.page_width > part.page_height for part in out.sections] == turned


def test_what_stands_behind_a_wide_last_section_is_on_portrait_pages_again() -> None:
    def change(template: Opened) -> None:
        template.add_paragraph("{{ block.sections }}")
        template.add_paragraph("Imprint")

    made = document(section(Paragraph("a"), key="one"), section(table(), key="two", landscape=True))
    out = render(change, made)
    assert [part.page_width > part.page_height for part in out.sections] == [False, True, False]
    assert out.paragraphs[-1].text == "Imprint"


def test_missing_styles_and_wrong_tags_are_told_together() -> None:
    def change(template: Opened) -> None:
        style = template.styles["Caption"].element
        style.getparent().remove(style)
        template.add_paragraph("{{ project.idd }}")
        template.sections[0].header.paragraphs[0].text = "{{ nobody }}"

    with pytest.raises(PlanError) as caught:
        render(change)
    rules = sorted(problem.rule for problem in caught.value.problems)
    assert rules == ["template-missing-style", "template-unknown-name", "template-unknown-name"]


def test_a_template_can_be_checked_without_a_build() -> None:
    own, data = corporate(lambda template: template.add_paragraph("{{ project.idd }} {{ project.id | dat }}"))
    found = template_problems(document(), own, data)
    assert [(problem.rule, problem.path) for problem in found] == [
        ("template-unknown-name", "acme/plan.docx"),
        ("template-unknown-filter", "acme/plan.docx"),
    ]
    assert template_problems(document(), own, b"no zip")[0].rule.startswith("package-")
