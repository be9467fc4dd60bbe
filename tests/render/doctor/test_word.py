"""The doctor for Word templates: every mistake is named, in one pass, where a consultant can find it."""

from __future__ import annotations

import pytest

from plandocs.render.doctor import check_template
from plandocs.render.package import Package
from tests.render.doctor.patients import (
    LABELS,
    SECTIONS,
    TEMPLATES,
    WORD,
    body,
    brand_with,
    bundled,
    changed,
    findings,
    p,
    sample,
    substituted,
    table,
)

RISKS = p("Risks", style="Heading1")


def only(*paragraphs: str) -> list[tuple[str, str, str]]:
    """Return rule, place and severity of each finding in a text of one's own."""
    found = findings(WORD, changed(WORD, body(*paragraphs)))
    assert {item.path for item in found} <= {LABELS[WORD]}
    return [(item.rule, item.where, item.severity) for item in found]


@pytest.mark.parametrize("name", ["word/plan.docx", "word/brief.docx", "word/status.docx"])
def test_our_own_templates_have_no_finding_as_a_brands_own(name: str) -> None:
    brand = brand_with(WORD, bundled(WORD))
    own = {"word/plan.docx": "a.docx", "word/brief.docx": "b.docx", "word/status.docx": "c.docx"}
    object.__setattr__(brand, "own_templates", own)
    assert check_template(name, brand, sample()) == []


def test_an_unknown_name_in_a_table_is_named_by_row_and_heading_with_the_nearest_name() -> None:
    found = findings(WORD, changed(WORD, body(RISKS, table(("a", "b"), ("{{ project.custmer }}", "c")), SECTIONS)))
    assert [(item.rule, item.where) for item in found] == [
        ("template-unknown-name", "table 1, row 2, column 1, under 'Risks'")
    ]
    assert found[0].fix == "did you mean 'project.customer'?"


def test_all_kinds_of_mistakes_are_told_in_one_pass() -> None:
    assert only(
        p("{% if cover %}"),
        p("{{ project.nam }}"),
        p("Text {{ block.sections }} beside"),
        p("{{ block.timelin }}"),
        p("{{ project.name | }}"),
        p("{{ document.titel }}"),
        p("{{ not closed"),
    ) == [
        ("template-syntax", "paragraph 7", "error"),
        ("template-block-alone", "paragraph 3", "error"),
        ("template-unknown-block", "paragraph 4", "error"),
        ("template-syntax", "paragraph 1", "error"),
        ("template-syntax", "paragraph 5", "error"),
        ("template-unknown-name", "paragraph 2", "error"),
        ("template-unknown-name", "paragraph 6", "error"),
    ]


def test_a_name_in_a_branch_that_the_sample_does_not_take_is_found() -> None:
    assert only(p("{% if project.name == 'x' %}{{ project.vendr }}{% endif %}"), SECTIONS) == [
        ("template-unknown-name", "paragraph 1", "error")
    ]


def test_names_in_loops_are_followed() -> None:
    good = p("{% for party in cover.parties %}{{ party.label }}: {{ party.name }} {{ loop.index }}{% endfor %}")
    wrong = p("{% for party in cover.parties if party.nme %}{{ party.label }}{% else %}{{ brand.name }}{% endfor %}")
    assert only(good, SECTIONS) == []
    assert only(wrong, SECTIONS) == [("template-unknown-name", "paragraph 1", "error")]


def test_a_loop_that_ends_in_another_table_cell_is_one_finding() -> None:
    text = table(("{% for party in cover.parties %} x", "{% endfor %} y"))
    assert only(text, SECTIONS) == [("template-syntax", "table 1, row 1, column 1", "error")]


def test_an_end_that_nothing_begins_is_found() -> None:
    assert only(p("a {% endif %}"), SECTIONS) == [("template-syntax", "paragraph 1", "error")]


def test_a_tag_torn_over_two_paragraphs_is_found_at_both() -> None:
    assert only(p("{{ project."), p("name }}"), SECTIONS) == [
        ("template-syntax", "paragraph 2", "error"),
        ("template-syntax", "paragraph 1", "error"),
    ]


def test_what_goes_with_a_paragraph_of_tags_is_told() -> None:
    note = "<w:p><w:r><w:t>{% if cover %}</w:t></w:r><w:sdt><w:sdtContent><w:r/></w:sdtContent></w:sdt></w:p>"
    assert only(note, p("{% endif %}"), SECTIONS) == [("template-text-lost", "paragraph 1", "warning")]


def test_a_bookmark_in_a_paragraph_of_tags_goes_with_it_but_words_own_may() -> None:
    def marked(name: str) -> str:
        mark = f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>'
        return f"<w:p>{mark}<w:r><w:t>{{% if cover %}}</w:t></w:r></w:p>"

    assert only(marked("Terms"), p("{% endif %}"), SECTIONS) == [("template-text-lost", "paragraph 1", "warning")]
    assert only(marked("_GoBack"), p("{% endif %}"), SECTIONS) == []


def test_a_block_in_a_header_is_out_of_place() -> None:
    change = substituted("/word/header1.xml", r"<w:p>.*?</w:p>", p("{{ block.timeline }}"))
    found = findings(WORD, changed(WORD, change))
    assert [(item.rule, item.where, item.fix) for item in found] == [
        ("template-unknown-block", "header 1, paragraph 1", "put the block into the text of the document"),
    ]


def test_a_template_without_a_block_tag_is_told_where_content_goes() -> None:
    assert only(p("Our standard page")) == [("template-no-block", "", "info")]


def test_a_purpose_that_there_is_not_in_the_style_map() -> None:
    found = findings(WORD, bundled(WORD), styles={"headng_1": "Heading 1", "heading_1": "Heading One"})
    assert [(item.rule, item.where) for item in found] == [
        ("template-missing-style", "styles.heading_1"),
        ("unknown-style-purpose", "styles.headng_1"),
    ]
    assert found[1].fix == "did you mean 'heading_1'?"


def test_a_picture_without_alternative_text() -> None:
    change = substituted("/word/document.xml", 'name="brand:logo" descr="Logo"', 'name="Photo" descr=""')
    assert [(item.rule, item.where) for item in findings(WORD, changed(WORD, change))] == [
        ("template-alt-text", "the document's text")
    ]


def test_macros_and_remote_pictures() -> None:
    def change(package: Package) -> None:
        package.add_part("/word/vbaProject.bin", "application/vnd.ms-office.vbaProject", b"code")
        package.rels("/word/document.xml").add(
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "/word/vbaProject.bin"
        )
        package.rels("/word/document.xml").add("image", "https://example.com/track.png", external=True)

    found = findings(WORD, changed(WORD, change))
    assert [(item.rule, item.severity, item.where) for item in found] == [
        ("template-macros", "error", "/word/vbaProject.bin"),
        ("template-remote", "warning", "the document's text"),
    ]


def test_a_font_that_a_reader_may_lack() -> None:
    change = substituted("/word/styles.xml", r"<w:docDefaults>", "<w:docDefaults>")
    run = '<w:p><w:r><w:rPr><w:rFonts w:ascii="Acme Sans" w:hAnsi="Acme Sans"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    data = changed(WORD, lambda package: (change(package), body(run, SECTIONS)(package))[0])
    found = findings(WORD, data)
    assert [(item.rule, item.where) for item in found] == [("template-font", "the document's text")]
    assert "fallbacks: {Acme Sans: [Arial]}" in found[0].fix


def test_text_that_cannot_be_read_on_its_cell() -> None:
    cell = (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>'
        '<w:tr><w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="FFBF00"/>'
        '</w:tcPr><w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Late</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    found = findings(WORD, changed(WORD, body(cell, SECTIONS)))
    assert [(item.rule, item.where) for item in found] == [("template-contrast", "table 1, row 1, column 1")]
    assert "#FFFFFF on #FFBF00 cannot be read: contrast 1.6" in found[0].message


def test_styles_without_a_language() -> None:
    change = substituted("/word/styles.xml", r"<w:lang [^>]*/>", "")
    assert [item.rule for item in findings(WORD, changed(WORD, change))] == ["template-language"]


def test_tags_where_nobody_fills_them_in() -> None:
    def change(package: Package) -> None:
        body(SECTIONS)(package)
        package.add_part("/word/diagrams/data1.xml", "application/xml", b"<a>{{ project.name }}</a>")
        package.rels("/word/document.xml").add("diagramData", "/word/diagrams/data1.xml")

    found = findings(WORD, changed(WORD, change))
    assert [(item.rule, item.where) for item in found] == [("template-tag-unread", "a SmartArt drawing")]


def test_a_file_that_is_no_word_file() -> None:
    assert [item.rule for item in findings(WORD, b"not a zip")] == ["package-unreadable"]


def test_there_are_templates() -> None:
    assert (TEMPLATES / WORD).is_file()
