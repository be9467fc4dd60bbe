"""Every fault that the layout check knows, planted with python-pptx and found; a sound deck has none."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pptx.presentation import Presentation as Opened
from pptx.util import Pt

from plandocs.render.powerpoint.layout_check import check_layout
from tests.render.powerpoint.decks import opened, rendered, slide, table


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
