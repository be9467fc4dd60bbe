"""A chart of columns, reopened with the usual libraries in both formats: numbers, labels, and the workbook behind."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation

from plandocs.content.blocks import ChartColumn, ColumnChart
from plandocs.content.formats import Formats
from plandocs.render.column_chart import ChartLook, column_chart_xml
from plandocs.render.word import render_document
from tests.render.powerpoint.decks import brand, rendered, slide
from tests.render.word.examples import document, section

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHART = ColumnChart(
    "chances",
    (ChartColumn("24\u00a0Feb", 0.2), ChartColumn("25\u00a0Feb", 0.6, "agreed"), ChartColumn("1\u00a0Mar", 1.0)),
    "Share <of> runs",
    alt="Chances of three days.",
)


def _look(percent: str = "1%") -> ChartLook:
    colour = '<a:schemeClr val="accent1"/>'
    return ChartLook(colour, colour, colour, colour, colour, 9.0, "en-US", percent)


def test_slide_holds_an_editable_chart_with_its_numbers() -> None:
    (found,) = [shape for shape in Presentation(io.BytesIO(rendered(slide(CHART)))).slides[0].shapes if shape.has_chart]
    plot = found.chart.plots[0]
    assert [list(plot.categories), list(plot.series[0].values)] == [
        ["24 Feb", "25 Feb\nagreed", "1 Mar"],
        [0.2, 0.6, 1.0],
    ]
    assert plot.series[0].name == "Share <of> runs"
    assert not found.chart.has_legend
    assert found._element.nvGraphicFramePr.cNvPr.get("descr") == "Chances of three days."
    _is_the_data(found.chart.part.chart_workbook.xlsx_part.blob)


def test_two_charts_on_one_deck_have_parts_of_their_own() -> None:
    data = rendered(slide(CHART, title="One"), slide(CHART, CHART, title="Two", single=True))
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert sum(name.startswith("ppt/charts/chart") for name in names) == 3
    assert sum(name.startswith("ppt/embeddings/") for name in names) == 3
    second = Presentation(io.BytesIO(data)).slides[1]
    assert len({shape.chart.part.partname for shape in second.shapes if shape.has_chart}) == 2


def test_page_holds_the_same_chart_in_the_text_s_width() -> None:
    look = brand()
    data = render_document(document(section(CHART)), look, look.template("word/plan.docx"))
    package = zipfile.ZipFile(io.BytesIO(data))
    root = etree.fromstring(package.read("word/charts/chart1.xml"))
    assert [value.text for value in root.iterfind(f".//{C}val//{C}v")] == ["0.2", "0.6", "1"]
    opened = docx.Document(io.BytesIO(data))
    *_, extent = opened.element.body.iter("{*}extent")
    page = opened.sections[0]
    assert abs(int(extent.get("cx")) - (page.page_width - page.left_margin - page.right_margin)) < 1000
    _is_the_data(package.read("word/embeddings/chart-data1.xlsx"))


def _is_the_data(book: bytes) -> None:
    rows = list(load_workbook(io.BytesIO(book))["Data"].values)
    assert rows[0] == (None, "Share <of> runs") or rows[0] == ("", "Share <of> runs")
    assert rows[1:] == [("24 Feb", 0.2), ("25 Feb\nagreed", 0.6), ("1 Mar", 1)]


def test_columns_with_a_note_stand_out_in_colour_and_weight() -> None:
    root = etree.fromstring(column_chart_xml(CHART, "rId1", _look()).encode())
    assert [point.find(f"{C}idx").get("val") for point in root.iter(f"{C}dPt")] == ["1"]
    (label,) = root.iter(f"{C}dLbl")
    assert label.find(f"{C}idx").get("val") == "1"
    assert next(label.iter("{*}defRPr")).get("b") == "1"


@pytest.mark.parametrize(("language", "code"), [("en-US", "0%"), ("de-DE", "0\\ %"), ("fr-FR", "0\\ %")])
def test_percent_sign_stands_as_the_language_writes_it(language: str, code: str) -> None:
    look: Any = _look(Formats(language, "EUR").percent(1))
    root = etree.fromstring(column_chart_xml(CHART, "rId1", look).encode())
    codes = {item.get("formatCode") for item in root.iter(f"{C}numFmt")} - {"General"}
    assert codes == {code}
