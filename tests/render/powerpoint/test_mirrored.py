"""Decks from right to left: drawings are the mirror of those from left to right, texts keep their own direction.

The page is 960 points wide and its margins are equal: what stands at x with a width of w stands at 960 - x - w.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from lxml import etree
from pptx.util import Emu, Pt

from plandocs.content.blocks import Bullets, Card, Cards
from plandocs.content.document import Slide
from plandocs.content.formats import Formats
from plandocs.render.powerpoint import render_deck
from plandocs.render.powerpoint.layout_check import check_layout
from tests.render.powerpoint.decks import TEMPLATE, brand, deck, every_block, gantt, matrix, opened, slide, table

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PAGE = 960
LINE = "plandocs:scale:2027-01-11:2027-01-31"


def rendered(slides: Sequence[Slide], language: str = "ar") -> bytes:
    look = brand()
    return render_deck(replace(deck(*slides), formats=Formats(language, "USD")), look, look.template(TEMPLATE))


def places(data: bytes, number: int = 0) -> dict[str, tuple[float, float]]:
    """Return x and width in points of each named shape of a slide; of several with one name, the last."""
    return {
        shape.name: (Emu(shape.left).pt, Emu(shape.width).pt)
        for shape in opened(data).slides[number].shapes
        if shape.name.startswith("plandocs:")
    }


def test_time_runs_from_the_right() -> None:
    """Three weeks from 11 January: T0 is days 0 to 5, T1 days 5 to 10, the milestone on day 19 (30 January)."""
    found = places(rendered([slide(gantt())]))
    x, wide = found[f"{LINE}:rtl"]
    day = wide / 21
    right = x + wide
    first, second, mark = found["plandocs:task:T0"], found["plandocs:task:T1"], found["plandocs:task:M1"]
    assert first[0] + first[1] == pytest.approx(right, abs=0.01)
    assert first[1] == pytest.approx(5 * day, abs=0.01)
    assert second[0] + second[1] == pytest.approx(right - 5 * day, abs=0.01)
    assert mark[0] + mark[1] / 2 == pytest.approx(right - 19.5 * day, abs=0.01)
    assert right < PAGE - 43.2 - 0.2 * PAGE  # the labels stand at the right, in a fifth of the page at least


def test_arrows_enter_a_bar_at_its_right_side() -> None:
    """Sites of a shape: 1 is its left, 3 its right side."""
    (page,) = opened(rendered([slide(gantt())])).slides
    ids = {shape.shape_id: shape.name for shape in page.shapes}
    ends = [
        (ids[int(end.get("id", ""))], end.get("idx"))
        for shape in page.shapes
        if shape.name.startswith("plandocs:link:")
        for end in shape._element.iter(f"{A}endCxn")
    ]
    assert ends == [("plandocs:task:T1", "3"), ("plandocs:task:T2", "3"), ("plandocs:task:T3", "3")]


def test_every_drawing_is_the_mirror_of_the_one_from_left_to_right() -> None:
    slides = every_block()
    plain, turned = rendered(slides, "en-GB"), rendered(slides)
    count = len(opened(plain).slides)
    assert count == len(opened(turned).slides)
    kinds = {"heat", "risk", "step", "card", "person", "signature", "callout", "lane", "go-live", "closed", "mark"}
    kinds |= {"raci", "table"}
    seen = set()
    for number in range(count):
        before, after = places(plain, number), places(turned, number)
        for name, (x, wide) in before.items():
            kind = name.split(":")[1]
            if kind in kinds:
                assert after[name] == pytest.approx((PAGE - x - wide, wide), abs=0.05), name
                seen.add(kind)
    assert seen == kinds


def test_shapes_that_point_are_turned_round() -> None:
    slides = [item for item in every_block() if item.title == "The path slide"]
    (page,) = opened(rendered(slides)).slides
    frames = [
        shape._element.spPr.find(f"{A}xfrm").get("flipH")
        for shape in page.shapes
        if shape.name.startswith("plandocs:step:")
    ]
    assert frames == ["1"] * 9


def test_tables_begin_at_the_right() -> None:
    for block in (table(3), matrix()):
        (page,) = opened(rendered([slide(block)])).slides
        (looks,) = [shape._element.find(f".//{A}tblPr") for shape in page.shapes if shape.has_table]
        assert looks.get("rtl") == "1"


def test_the_matrix_fills_the_cell_of_an_a() -> None:
    """A circle would stand in the wrong cell of a program that does not turn tables round."""
    (page,) = opened(rendered([slide(matrix(1, 3))])).slides
    (found,) = [shape.table for shape in page.shapes if shape.has_table]
    filled = [cell._tc.tcPr.find(f"{A}solidFill") is not None for cell in list(found.rows)[1].cells]
    assert filled == [False, True, False, False]
    assert not [shape for shape in page.shapes if "ellipse" in etree.tostring(shape._element).decode()]


def test_charts_begin_at_the_right() -> None:
    slides = [item for item in every_block() if item.title in ("The burn_up slide", "The effort slide")]
    slides += [item for item in every_block() if item.title == "The chances slide"]
    orders = []
    for page in opened(rendered(slides)).slides:
        for shape in page.shapes:
            if shape.has_chart:
                space = shape.chart._chartSpace
                orders.append(space.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val"))
                assert space.find(f".//{C}valAx/{C}axPos").get("val") == "r"
    assert orders == ["maxMin"] * 3


def test_a_sentence_from_left_to_right_stands_at_the_right() -> None:
    """Its full stop stays at its end; an Arabic one runs the other way; a list's bullet stays at the right."""
    texts = Bullets(("Read this.",))
    cards = Cards((Card("الموافقة", "3", "ملاحظة"), Card("Approval", "3 days", "A note.", before="9 days")))
    (page,) = opened(rendered([slide(cards, texts, title="مرحبا بكم")])).slides
    looks = {
        "".join(run.text for run in paragraph.runs): dict(paragraph._p.find(f"{A}pPr").attrib)
        for shape in page.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        if paragraph.runs and paragraph._p.find(f"{A}pPr") is not None
    }
    assert (looks["الموافقة"]["algn"], looks["الموافقة"]["rtl"]) == ("r", "1")
    assert (looks["A note."]["algn"], looks["A note."]["rtl"]) == ("r", "0")
    assert (looks["مرحبا بكم"]["algn"], looks["مرحبا بكم"]["rtl"]) == ("r", "1")
    assert looks["9 days →"]["rtl"] == "0"
    (listed,) = [look for text, look in looks.items() if "Read this." in text]
    assert (listed["algn"], listed["rtl"], listed["marL"]) == ("r", "1", str(Pt(16)))


@pytest.mark.parametrize("language", ["ar", "he"])
def test_no_deck_from_right_to_left_has_a_finding(language: str) -> None:
    assert check_layout(rendered(every_block(), language)) == []


def test_the_presentation_itself_says_so() -> None:
    assert opened(rendered([slide(table(3))])).element.get("rtl") == "1"
    assert opened(rendered([slide(table(3))], "en-GB")).element.get("rtl") is None
