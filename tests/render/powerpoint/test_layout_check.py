"""Every fault that the layout check knows, planted with python-pptx and found; a sound deck has none."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.presentation import Presentation as Opened
from pptx.util import Pt

from plandocs.render.powerpoint.layout_check import check_layout
from tests.render.powerpoint.decks import opened, rendered, slide, table
from tests.render.powerpoint.hostile import PNG


def _box(presentation: Opened, left: float, top: float, width: float, height: float, text: str, size: float) -> None:
    shape = presentation.slides[0].shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(height))
    shape.text_frame.word_wrap = True
    shape.text_frame.text = text
    shape.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def _off(presentation: Opened) -> None:
    _box(presentation, 900, 300, 100, 30, "off", 12)


def _tiny(presentation: Opened) -> None:
    _box(presentation, 100, 420, 100, 30, "tiny", 7)


def _overflow(presentation: Opened) -> None:
    _box(presentation, 100, 420, 100, 30, "far too many words for such a small box", 14)


def _overlap(presentation: Opened) -> None:
    _box(presentation, 100, 400, 100, 30, "one", 12)
    _box(presentation, 150, 410, 100, 30, "two", 12)


def _empty(presentation: Opened) -> None:
    presentation.slides[0].placeholders[0].text_frame.text = ""


def _long_title(presentation: Opened) -> None:
    presentation.slides[0].shapes.title.text_frame.text = "words " * 60


def _same_title(presentation: Opened) -> None:
    presentation.slides[1].shapes.title.text_frame.text = presentation.slides[0].shapes.title.text_frame.text


def _full_cell(presentation: Opened) -> None:
    (found,) = [shape.table for shape in presentation.slides[0].shapes if shape.has_table]
    found.cell(1, 0).text = "words " * 60


def _coloured(presentation: Opened, text: str, fill: str = "") -> None:
    """Write small words in a colour, on a fill of their own where one is given."""
    shape = presentation.slides[0].shapes.add_textbox(Pt(100), Pt(420), Pt(300), Pt(30))
    shape.text_frame.text = "faint words"
    run = shape.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.color.rgb = Pt(12), RGBColor.from_string(text)
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(fill)


def _faint_on_page(presentation: Opened) -> None:
    _coloured(presentation, "AAAAAA")


def _faint_on_own_fill(presentation: Opened) -> None:
    _coloured(presentation, "767676", "333333")


def _faint_on_a_shape_below(presentation: Opened) -> None:
    shape = presentation.slides[0].shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(90), Pt(410), Pt(320), Pt(50))
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    _coloured(presentation, "333333")


def _faint_by_theme(presentation: Opened) -> None:
    """Text 1 made lighter by 70 %: what PowerPoint's menu calls `Lighter`."""
    _coloured(presentation, "000000")
    color = presentation.slides[0].shapes[-1].text_frame.paragraphs[0].runs[0].font.color
    color.theme_color, color.brightness = MSO_THEME_COLOR.TEXT_1, 0.7


def _faint_cell(presentation: Opened) -> None:
    (found,) = [shape.table for shape in presentation.slides[0].shapes if shape.has_table]
    found.cell(1, 0).fill.solid()
    found.cell(1, 0).fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_1


def _dark_page(presentation: Opened) -> None:
    fill = presentation.slides[0].background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string("101820")


def _dark_layout(presentation: Opened) -> None:
    fill = presentation.slides[0].slide_layout.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string("101820")


def _over_a_picture(presentation: Opened) -> None:
    presentation.slides[0].shapes.add_picture(io.BytesIO(PNG), Pt(100), Pt(400), Pt(80), Pt(40))
    _box(presentation, 150, 410, 100, 30, "two", 12)


def _in_a_group(presentation: Opened) -> None:
    """A group of twice the size of its inside: the text in it leaves the slide at the right."""
    group = presentation.slides[0].shapes.add_group_shape()
    shape = group.shapes.add_textbox(Pt(500), Pt(420), Pt(100), Pt(20))
    shape.text_frame.text = "in a group"
    frame = group._element.grpSpPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm")
    frame[1].set("cx", str(2 * int(frame[3].get("cx"))))
    frame[0].set("x", str(Pt(800)))


def _shrunk(presentation: Opened) -> None:
    """PowerPoint's own shrinking: 14 pt at 62.5 % are 8.75 pt."""
    _box(presentation, 100, 420, 300, 30, "shrunk", 14)
    body = presentation.slides[0].shapes[-1].text_frame._txBody.bodyPr
    for node in list(body):
        body.remove(node)
    node = etree.SubElement(body, "{http://schemas.openxmlformats.org/drawingml/2006/main}normAutofit")
    node.set("fontScale", "62500")


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        (_off, "slide-off-slide"),
        (_tiny, "slide-tiny-text"),
        (_overflow, "slide-overflow"),
        (_overlap, "slide-overlap"),
        (_empty, "slide-empty-placeholder"),
        (_long_title, "slide-title"),
        (_same_title, "slide-title"),
        (_full_cell, "slide-overflow"),
        (_faint_on_page, "slide-contrast"),
        (_faint_on_own_fill, "slide-contrast"),
        (_faint_on_a_shape_below, "slide-contrast"),
        (_faint_by_theme, "slide-contrast"),
        (_faint_cell, "slide-contrast"),
        (_dark_page, "slide-contrast"),
        (_dark_layout, "slide-contrast"),
        (_over_a_picture, "slide-overlap"),
        (_in_a_group, "slide-off-slide"),
        (_shrunk, "slide-tiny-text"),
    ],
)
def test_a_planted_fault_is_found(fault: Callable[[Opened], None], rule: str) -> None:
    presentation = opened(rendered(slide(table(2)), slide(table(2), title="Another")))
    fault(presentation)
    out = io.BytesIO()
    presentation.save(out)
    found = check_layout(out.getvalue())
    assert rule in {problem.rule for problem in found}
    assert all(problem.where.startswith("slide ") for problem in found)


def test_a_sound_deck_has_no_fault() -> None:
    assert check_layout(rendered(slide(table(2)), slide(table(2), title="Another"))) == []


@pytest.mark.parametrize(("text", "least"), [("767676", None), ("777777", "4.47")])
def test_contrast_is_that_of_wcag(text: str, least: str | None) -> None:
    """On white, #767676 is the lightest grey with 4.5 to 1, and #777777 has 4.47 (WebAIM's contrast checker)."""
    presentation = opened(rendered(slide(table(2))))
    _coloured(presentation, text)
    out = io.BytesIO()
    presentation.save(out)
    found = [problem for problem in check_layout(out.getvalue()) if problem.rule == "slide-contrast"]
    assert [f"contrast {least}" in problem.message for problem in found] == ([True] if least else [])


def test_a_faint_text_comes_with_a_colour_that_works() -> None:
    presentation = opened(rendered(slide(table(2))))
    _coloured(presentation, "AAAAAA")
    out = io.BytesIO()
    presentation.save(out)
    (found,) = [problem for problem in check_layout(out.getvalue()) if problem.rule == "slide-contrast"]
    assert found.fix.startswith("the nearest color that works is #7")
    assert "'faint words' in #AAAAAA on #FFFFFF" in found.message
