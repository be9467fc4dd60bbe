"""A rendered document, opened again with python-docx and asked."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import docx
import pytest
from docx.document import Document as Opened
from docx.oxml.ns import qn

from plandocs.brand.load import load_brand
from plandocs.brand.model import Brand
from plandocs.content.blocks import (
    Bullets,
    LineChart,
    Paragraph,
    Row,
    Series,
    Signature,
    SignOff,
    Span,
    Subheading,
    Table,
)
from plandocs.content.document import Document
from plandocs.render.check import check_package
from plandocs.render.word import render_document
from tests.render.word.examples import HARD, LONG, SHOWN, document, every_block, gantt, section, table

WIDE = 9072
"""The width of the text on A4 between our margins, in twentieths of a point."""


@cache
def brand() -> Brand:
    return load_brand("default")


def render(made: Document, **options: object) -> bytes:
    return render_document(made, brand(), brand().template(f"word/{made.template}.docx"), **options)  # type: ignore[arg-type]


def opened(made: Document, **options: object) -> Opened:
    return docx.Document(io.BytesIO(render(made, **options)))


@pytest.fixture(scope="module")
def whole() -> Opened:
    return opened(document(section(*every_block()), section(Paragraph("More."), key="two")))


def test_every_block_passes_the_package_checker() -> None:
    assert check_package(render(document(section(*every_block())))) == []


def test_the_same_document_is_the_same_bytes() -> None:
    made = document(section(*every_block()))
    assert render(made) == render(made)


def test_hard_text_arrives_unchanged(whole: Opened) -> None:
    texts = [paragraph.text for paragraph in whole.paragraphs]
    assert SHOWN in texts
    cells = [cell.text for item in whole.tables for row in item.rows for cell in row.cells]
    assert SHOWN in cells


def test_right_to_left_words_are_marked_and_nothing_else(whole: Opened) -> None:
    runs = [run for run in whole.element.body.iter(qn("w:r")) if run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None]
    assert runs
    assert {"".join(node.text or "" for node in run.iter(qn("w:t"))) for run in runs} == {"مرحبا"}


def test_only_styles_that_the_template_defines_are_used(whole: Opened) -> None:
    defined = {style.style_id for style in whole.styles}
    used = {
        item.get(qn("w:val"))
        for name in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for item in whole.element.body.iter(qn(name))
    }
    assert used
    assert used <= defined


def test_no_direct_character_formatting_is_written(whole: Opened) -> None:
    allowed = {qn("w:rStyle"), qn("w:rtl"), qn("w:noProof")}
    found = {child.tag for item in whole.element.body.iter(qn("w:rPr")) for child in item} - allowed
    assert found == set()


def test_no_paragraph_of_the_text_is_empty(whole: Opened) -> None:
    spacers = {"Section End", "Block Gap"}
    empty = [
        paragraph.style.name
        for paragraph in whole.paragraphs
        if not paragraph.text.strip()
        and not paragraph._p.findall(f".//{qn('w:drawing')}")
        and paragraph.style.name not in spacers
    ]
    assert empty == []


def test_header_rows_repeat_and_no_row_is_split(whole: Opened) -> None:
    table = next(t for t in whole.tables if t.rows[0].cells[0].text == "No.")
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows].count(True) == 1


def test_tables_have_a_title_for_readers_who_do_not_see_them(whole: Opened) -> None:
    titles = [item.get(qn("w:val")) for item in whole.element.body.iter(qn("w:tblCaption"))]
    assert {"Items", "Facts", "Risks", "RACI", "The plan"} <= set(titles)
    described = [item.get(qn("w:val")) for item in whole.element.body.iter(qn("w:tblDescription"))]
    assert {"Two risks.", "Gantt chart.", "Calls."} <= set(described)


def test_drawings_have_alternative_text(whole: Opened) -> None:
    drawings = list(whole.element.body.iter(qn("wp:docPr")))
    assert len(drawings) == 3
    logo = brand().logo.name if brand().logo else ""
    assert [item.get("descr") for item in drawings] == [logo, "Burn-up chart.", "Chances of dates."]


def test_ids_are_unique(whole: Opened) -> None:
    body = whole.element.body
    for values in (
        [item.get("id") for item in body.iter(qn("wp:docPr"))],
        [item.get(qn("w:id")) for item in body.iter(qn("w:bookmarkStart"))],
        [item.get(qn("w:name")) for item in body.iter(qn("w:bookmarkStart"))],
        [item.find(qn("w:id")).get(qn("w:val")) for item in body.iter(qn("w:sdtPr"))],
    ):
        assert values
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_captions_count_tables_and_figures_apart(whole: Opened) -> None:
    captions = [p.text for p in whole.paragraphs if p.style.name == "Caption"]
    heads = [re.split(r"\s{2,}", text)[0].replace("\u00a0", " ") for text in captions]
    assert heads == ["Table 1", "Table 2", "Figure 1", "Table 3", "Figure 2", "Figure 3", "Figure 4"]
    codes = [item.text.strip() for item in whole.element.body.iter(qn("w:instrText")) if "SEQ" in item.text]
    assert Counter(code.split()[1] for code in codes) == {"Table": 3, "Figure": 4}


def test_captions_and_headings_stay_with_what_follows(whole: Opened) -> None:
    for name in ("Caption", "Heading 1", "Heading 2", "Heading 3", "Table Head"):
        style = whole.styles[name]
        while style is not None and style.paragraph_format.keep_with_next is None:
            style = style.base_style
        assert style is not None, name
        assert style.paragraph_format.keep_with_next, name


def test_headings_are_numbered_by_their_style(whole: Opened) -> None:
    for level in (1, 2, 3):
        assert whole.styles[f"Heading {level}"].element.pPr.numPr.numId.val == 1
    assert [p.text for p in whole.paragraphs if p.style.name == "Heading 1"] == ["One", "Two"]


def test_each_numbered_list_counts_from_one(whole: Opened) -> None:
    numbers = [item._p.pPr.numPr.numId.val for item in whole.paragraphs if item.style.name == "List Number"]
    assert len(numbers) == 4
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    numbering = whole.part.numbering_part.element
    starts = list(numbering.iter(qn("w:startOverride")))
    assert [item.get(qn("w:val")) for item in starts] == ["1", "1"]


def test_the_contents_list_has_every_heading_and_no_page_numbers_when_none_are_known(whole: Opened) -> None:
    entries = [
        p.text for p in whole.paragraphs if p.style.name.lower().startswith("toc ") and p.style.name[-1].isdigit()
    ]
    assert entries == ["1\tOne", "1.1\tSecond level", "2\tTwo"]
    code = next(item.text for item in whole.element.body.iter(qn("w:instrText")) if "TOC" in item.text)
    assert "\\n" in code


def test_the_contents_list_prints_the_pages_it_is_given() -> None:
    made = document(section(Subheading("Inside"), key="one"), section(Paragraph("x"), key="two"))
    pages = {"_Toc000001": 3, "_Toc000002": 4, "_Toc000003": 5}
    again = opened(made, pages=pages)
    entries = [p.text for p in again.paragraphs if p.style.name.lower() in ("toc 1", "toc 2")]
    assert entries == ["1\tOne\t3", "1.1\tInside\t4", "2\tTwo\t5"]
    code = next(item.text for item in again.element.body.iter(qn("w:instrText")) if "TOC" in item.text)
    assert "\\n" not in code


def test_contents_entries_lead_to_their_headings(whole: Opened) -> None:
    marks = {item.get(qn("w:name")) for item in whole.element.body.iter(qn("w:bookmarkStart"))}
    anchors = [
        item.get(qn("w:anchor")) for item in whole.element.body.iter(qn("w:hyperlink")) if item.get(qn("w:anchor"))
    ]
    assert len(anchors) == 3
    assert set(anchors) <= marks


def test_a_reference_prints_the_number_of_what_it_leads_to() -> None:
    line = Paragraph((Span("See "), Span("", anchor="items"), Span(" and "), Span("", anchor="two"), Span(".")))
    made = opened(document(section(line, table()), section(Paragraph("x"), key="two")))
    assert "See Table\u00a01 and section 2." in [p.text for p in made.paragraphs]


def test_a_reference_to_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        render(document(section(Paragraph((Span("", anchor="nowhere"),)))))


def test_an_empty_table_is_its_sentence(whole: Opened) -> None:
    assert "Nothing is here." in [p.text for p in whole.paragraphs]


def test_columns_add_up_to_the_text_even_for_endless_words() -> None:
    columns = table().columns
    rows = (Row((LONG[:40], LONG, None, None, None)), Row(("x", HARD, None, None, None)))
    made = opened(document(section(Table("t", columns, rows, caption="T")), paper="A4"))
    grid = [int(item.get(qn("w:w"))) for item in made.tables[0]._tbl.tblGrid]
    assert sum(grid) == WIDE
    assert all(width > 300 for width in grid)


def test_a_chart_stays_within_the_columns_word_takes() -> None:
    for weeks in (1, 5, 6, 11, 14, 30, 58, 110, 300, 2000):
        made = opened(document(section(gantt(weeks=weeks)), paper="A4"))
        grid = [int(item.get(qn("w:w"))) for item in made.tables[-1]._tbl.tblGrid]
        assert len(grid) <= 63, weeks
        assert sum(grid) == WIDE, weeks
        assert min(grid) > 40, weeks


def test_a_chart_repeats_its_heading_rows_and_the_flag_of_today() -> None:
    made = opened(document(section(gantt(count=80))))
    heads = [row for row in made.tables[-1].rows if row._tr.trPr.find(qn("w:tblHeader")) is not None]
    assert len(heads) == 3


def test_bars_tell_critical_buffer_and_milestone_by_style_and_sign(whole: Opened) -> None:
    chart = next(t for t in whole.tables if t.style.name == "Plandocs Gantt" and len(t.rows) == 11)
    styles = {paragraph.style.name for row in chart.rows for cell in row.cells for paragraph in cell.paragraphs}
    assert {"Gantt Phase", "Gantt Bar", "Gantt Bar Done", "Gantt Buffer Critical", "Gantt Baseline"} <= styles
    texts = [cell.text for row in chart.rows for cell in row.cells]
    assert any(text.startswith("♦ ") for text in texts)
    assert any(text.endswith("►") for text in texts)


def test_landscape_pages_have_their_own_section_and_come_back() -> None:
    made = opened(
        document(
            section(Paragraph("a"), key="a"),
            section(table(), key="b", landscape=True),
            section(Paragraph("c"), key="c"),
            paper="A4",
        )
    )
    sizes = [(s.page_width.twips, s.page_height.twips, str(s.orientation)) for s in made.sections]
    assert [width > height for width, height, _ in sizes] == [False, True, False]
    assert [s.different_first_page_header_footer for s in made.sections] == [True, False, False]


def test_a_landscape_end_is_closed_by_the_templates_own_section() -> None:
    made = opened(document(section(Paragraph("a"), key="a"), section(table(), key="b", landscape=True)))
    assert [s.page_width > s.page_height for s in made.sections] == [False, True]


def test_landscape_headers_reach_to_the_edge_of_their_pages() -> None:
    made = opened(document(section(Paragraph("a"), key="a"), section(table(), key="b", landscape=True), paper="A4"))
    tabs = made.sections[1].footer.paragraphs[0].paragraph_format.tab_stops
    section_ = made.sections[1]
    width = section_.page_width.twips - section_.left_margin.twips - section_.right_margin.twips
    assert [stop.position.twips for stop in tabs if str(stop.alignment).startswith("RIGHT")] == [width]


@pytest.mark.parametrize(("paper", "size"), [("A4", (11906, 16838)), ("Letter", (12240, 15840))])
def test_our_templates_follow_the_papers_of_the_document(paper: str, size: tuple[int, int]) -> None:
    made = opened(document(paper=paper))
    assert (made.sections[0].page_width.twips, made.sections[0].page_height.twips) == size
    width = size[0] - 2 * 1417
    stops = made.styles["Footer"].paragraph_format.tab_stops
    assert [stop.position.twips for stop in stops] == [width]


def test_properties_and_language_are_the_documents() -> None:
    made = opened(document())
    core = made.core_properties
    assert (core.title, core.author, core.subject) == ("Plan", "Rhea Demoville", "Project plan")
    assert core.created.isoformat().startswith("2027-01-29")
    defaults = made.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == "en-US"


@pytest.mark.parametrize(
    ("language", "kind"), [("de-DE", "val"), ("ja-JP", "eastAsia"), ("zh-CN", "eastAsia"), ("ko", "eastAsia")]
)
def test_a_language_is_that_of_its_own_script(language: str, kind: str) -> None:
    own = document()
    made = opened(replace(own, properties=replace(own.properties, language=language)))
    defaults = made.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert defaults.get(qn(f"w:{kind}")) == language
    assert defaults.get(qn("w:val")) == (language if kind == "val" else "en-US")


def test_the_header_and_footer_are_filled_in() -> None:
    made = opened(document())
    footer = made.sections[0].footer.paragraphs[0].text
    assert footer.startswith("Nimbusfold Software\tPage 1 of 1")
    assert made.sections[0].header.paragraphs[0].text == "Invoice approval automation\tProject plan"
    control = made.sections[0].first_page_footer.tables[0]
    assert [[cell.text for cell in row.cells] for row in control.rows] == [
        ["Version", "1.0"],
        ["As of", "Fri\u00a029\u00a0Jan\u00a02027"],
    ]


def test_a_document_without_cover_has_no_trace_of_one() -> None:
    made = opened(document(cover=None, contents=False))
    assert [p.text for p in made.paragraphs] == ["One", "Text."]


def test_numbers_of_lists_and_bullets_are_styles() -> None:
    made = opened(document(section(Bullets(("a", "b")))))
    assert [p.style.name for p in made.paragraphs if p.text in ("a", "b")] == ["List Bullet", "List Bullet"]


def test_a_chart_stands_beside_the_table_before_it() -> None:
    chart = LineChart(
        "burn-up", (date(2027, 1, 15), date(2027, 1, 22)), (Series("Plan", (1.0, 2.0)),), "d", beside=True
    )
    made = opened(document(section(table(), chart)))
    outer = made.tables[-1]
    left, right = outer.rows[0].cells[0], outer.rows[0].cells[-1]
    assert len(left.tables) == 1
    assert right._tc.findall(f".//{qn('wp:inline')}") != []
    assert left.paragraphs[-1].text == ""
    [part] = [part for part in made.part.package.iter_parts() if str(part.partname).startswith("/word/charts/")]
    sizes = {int(size) for size in re.findall(rb'sz="(\d+)"', part.blob)}
    assert sizes, "hundredths of a point: nothing on a page is smaller than its small print"
    assert min(sizes) >= 800
    assert check_package(render(document(section(table(), chart)))) == []


def test_the_place_of_an_electronic_signature_is_there_and_not_seen() -> None:
    block = SignOff("We agree.", (Signature("A", "Marta", "CFO", "/sig1/"),), ("Name", "Title", "Signature", "Date"))
    made = opened(document(section(block)))
    runs = [
        run
        for item in made.tables
        for row in item.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.text == "/sig1/"
    ]
    assert {run.style.name for run in runs} == {"Sign Anchor"}
    font = made.styles["Sign Anchor"].font
    assert font.size is not None
    assert (font.size.pt, str(font.color.rgb)) == (1.0, "FFFFFF")


def test_hyphens_stay_as_they_were_typed() -> None:
    """A hyphen that does not break would keep a reader's search from finding the word."""
    made = opened(document(section(Paragraph("Written commitment LL-2027-004 by e-mail, go-live."))))
    found = next(p for p in made.paragraphs if p.text.startswith("Written"))
    assert "".join(node.text or "" for node in found._p.iter(qn("w:t"))) == found.text
    assert found.text == "Written commitment LL-2027-004 by e-mail, go-live."


def test_only_signs_that_plain_fonts_have_are_printed(whole: Opened) -> None:
    shown = whole.element.xml
    assert not set("◆▸◇▪➤") & set(shown)
