"""How pages use their room: a page with little on it is set larger, values stand on one line, lines are kept clear."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plandocs.content.blocks import Bullets, Callout, Card, Cards, ListColumn, Subheading
from plandocs.content.blocks import ColumnBoard as Board
from plandocs.render.metrics import metrics
from plandocs.render.package import Package
from plandocs.render.powerpoint import render_deck
from plandocs.render.powerpoint.layout_check import check_layout
from tests.render.powerpoint.decks import TEMPLATE, brand, deck, opened, rendered, slide, table
from tests.render.powerpoint.hostile import office

POINT = 12700
LINE = 1.2207
"""Height of a line in ems, as office-notes has it for the twin of Calibri."""


def sizes(data: bytes, name: str) -> set[float]:
    return {
        run.font.size.pt
        for shape in opened(data).slides[0].shapes
        if shape.name == name and shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.size is not None
    }


def test_a_page_with_little_on_it_is_set_larger() -> None:
    """A sentence is 16 pt as a rule, and 20 pt where it has the page to itself."""
    assert sizes(rendered(slide(Callout("One sentence."))), "plandocs:callout") == {20.0}
    full = [Callout("One sentence."), Bullets(tuple("Long words go on and on. " * 12 for _ in range(6)))]
    assert sizes(rendered(slide(*full)), "plandocs:callout") == {16.0}


@pytest.mark.parametrize(("words", "whole"), [(4, True), (40, True), (70, True), (200, False)])
def test_what_is_set_larger_is_never_cut_for_it(words: int, whole: bool) -> None:
    """A box of 130 pt holds six lines of 16 pt, of about 110 characters: 70 words of seven, not 200 of eight."""
    text = " ".join(f"word{number}" for number in range(words))
    data = rendered(slide(Callout(text), Cards((Card("Go-live", "25 Feb 2027", "As agreed"),))))
    said = " ".join(shape.text_frame.text for shape in opened(data).slides[0].shapes if shape.has_text_frame)
    assert (text in said) == whole
    assert check_layout(data) == []


def test_values_of_cards_stand_on_one_line() -> None:
    """One card has a value before, one a label of two lines, one neither: the values begin at the same height."""
    cards = (
        Card("Days", "3", before="9"),
        Card("A label so long that it certainly takes more than one of the lines that such a card has", "7"),
        Card("Rest", "0", "By June"),
    )
    data = rendered(slide(Cards(cards)))
    tops = []
    for shape in opened(data).slides[0].shapes:
        if shape.name != "plandocs:card":
            continue
        y = 0.0
        width = (shape.width - shape.text_frame.margin_left - shape.text_frame.margin_right) / POINT
        for place, paragraph in enumerate(shape.text_frame.paragraphs):
            size = paragraph.runs[0].font.size.pt
            y += paragraph.space_before.pt if paragraph.space_before is not None and place else 0.0
            if paragraph.text in ("3", "7", "0"):
                tops.append(y)
                break
            font = metrics(brand().fonts.body, size, bool(paragraph.runs[0].font.bold))
            y += len(font.wrap(paragraph.text, width)) * size * LINE
    assert len(tops) == 3
    assert max(tops) - min(tops) < 1.0


@pytest.mark.parametrize("lines", range(8, 14))
def test_a_subheading_is_never_the_last_of_its_slide(lines: int) -> None:
    above = Bullets(tuple(f"Point {number}" for number in range(6)))
    cards = Cards((Card("Go-live", "25 Feb", "\n".join(["A note of some words that takes a line"] * 2)),))
    data = rendered(slide(above, table(lines - 6), cards, Subheading("Below it"), table(9, "More")))
    for item in opened(data).slides:
        texts = [shape.text_frame.text for shape in item.shapes if shape.has_text_frame]
        cells = [shape.table.cell(1, 0).text for shape in item.shapes if shape.has_table]
        if "Below it" in texts:
            assert any(cell.startswith("More") for cell in cells)
            break
    else:
        pytest.fail("no slide has the subheading")


def test_remarks_are_shown_where_there_is_room_for_them() -> None:
    few = Board((ListColumn("Out", (("X1", "Web shop"),), remarks=("Next year",)),))
    many = Board((ListColumn("Out", tuple((f"X{n}", f"Item {n}") for n in range(20)), remarks=("Next year",) * 20),))
    for board, shown in ((few, True), (many, False)):
        data = rendered(slide(board))
        texts = [shape.text_frame.text for item in opened(data).slides for shape in item.shapes if shape.has_text_frame]
        assert any("Next year" in text for text in texts) == shown
        assert check_layout(data) == []


@pytest.mark.parametrize(("line", "shown"), [("", "Cloudgarden Software"), ("Chalk Lane 4", "Chalk Lane 4")])
def test_the_foot_names_the_plans_vendor_unless_the_brand_says_more_than_a_name(line: str, shown: str) -> None:
    look = brand()
    look = replace(look, footer=line or look.name)
    made = deck(slide(Callout("One sentence.")))
    made = replace(made, properties=replace(made.properties, company="Cloudgarden Software"))
    data = render_deck(made, look, look.template(TEMPLATE))
    feet = [
        item.text_frame.text
        for item in opened(data).slides[0].placeholders
        if "FOOTER" in str(item.placeholder_format.type)
    ]
    assert feet == [f"HF-2027-01 · Invoice approval · {shown}"]


def test_nothing_touches_a_line_below_the_title() -> None:
    """A company's master has a rule 4 pt high, which begins 2 pt below the title's box."""
    package = Package.open(office(), name="made")
    master = "/ppt/slideMasters/slideMaster1.xml"
    text = package.parts[master].decode()
    title = next(shape for shape in opened(office()).slide_master.shapes if "Title" in shape.name)
    top = (title.top + title.height) / POINT + 2.0
    rule = (
        '<p:sp><p:nvSpPr><p:cNvPr id="99" name="Bar"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{title.left}" y="{int(top * POINT)}"/><a:ext cx="{100 * POINT}" cy="{4 * POINT}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>'
    )
    assert text.count("</p:spTree>") == 1
    package.set_part(master, text.replace("</p:spTree>", f"{rule}</p:spTree>").encode())
    data = rendered(slide(Callout("One sentence."), kind="goals"), template=package.to_bytes())
    (callout,) = [shape for shape in opened(data).slides[0].shapes if shape.name == "plandocs:callout"]
    assert callout.top / POINT >= top + 4.0 + 8.0


def test_a_title_that_is_cut_keeps_the_number_of_its_part() -> None:
    title = " ".join(f"word{number}" for number in range(40))
    data = rendered(slide(table(30), title=title), template=office())
    titles = [item.shapes.title.text_frame.text for item in opened(data).slides]
    assert len(titles) > 1
    for number, said in enumerate(titles, start=1):
        assert said.startswith("word0 word1 ")
        assert said.endswith(f"… ({number} of {len(titles)})")
    assert all(title in item.notes_slide.notes_text_frame.text for item in opened(data).slides)
    assert check_layout(data) == []
