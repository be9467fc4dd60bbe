"""Slides that a template brings along: kept, dropped, repeated, used for ours; and slots by the names of shapes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx.util import Inches

from plandocs.errors import PlanError, Problem
from plandocs.render.powerpoint.layout_check import check_layout
from tests.render.powerpoint.hostile import add_box, add_chart, fresh, new_slide, saved, with_slides
from tests.render.powerpoint.kickoffs import built, opened, titles
from tests.validators.judges import all_findings

PHASES = ["Setup and configuration", "Migration and integration", "Testing and training", "Go-live and success"]


def one(title: str, *notes: str, more: Callable[[Any], Any] = lambda _: None) -> bytes:
    """Return a template with one slide."""

    def make(presentation: Any) -> None:
        more(new_slide(presentation, title, *notes))

    return with_slides(make)


def problems(template: bytes) -> tuple[Problem, ...]:
    with pytest.raises(PlanError) as caught:
        built(template)
    return caught.value.problems


def slide_called(data: bytes, title: str) -> Any:
    return opened(data).slides[titles(data).index(title)]


def shape_texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and not shape.is_placeholder]


def test_samples_go_and_orders_are_followed() -> None:
    def make(presentation: Any) -> None:
        for title, order in (
            ("Before", "plandocs: keep"),
            ("Sample", "Just notes"),
            ("Dropped", "plandocs: drop"),
            ("Behind the team", "Plandocs:  keep AFTER team"),
            ("Before the risks", "plandocs: keep before risks"),
            ("Waves would be here", "plandocs: keep after waves"),
            ("Behind all", "plandocs: keep"),
            ("The very end", "plandocs: keep last"),
            ("The very start", "plandocs: keep first"),
        ):
            new_slide(presentation, title, order)

    found = titles(built(with_slides(make)))
    assert "Sample" not in found
    assert "Dropped" not in found
    assert found[:2] == ["Before", "The very start"]
    assert found[-2:] == ["Behind all", "The very end"]
    assert found[found.index("Behind the team") - 1] == "19 people own this plan"
    assert found[found.index("Before the risks") + 1].startswith("Top five risks")
    assert found[found.index("Waves would be here") - 1].startswith("IT security review")


def test_tags_are_filled_and_the_order_is_taken_out_of_the_notes() -> None:
    data = built(
        one("About {{ project.vendor }}", "plandocs: keep", "Ask {{ project.customer }}", more=lambda slide: add_box(
            slide, "{% if project.id %}Code {{ project.id }}{% endif %}, live {{ project.go_live }}"))
    )  # fmt: skip
    slide = slide_called(data, "About Nimbusfold Software")
    assert shape_texts(slide) == ["Code HF-2027-01, live Thu\u00a025\u00a0Feb\u00a02027"]
    assert slide.notes_slide.notes_text_frame.text == "Ask Harrowby & Finch Textiles"


def test_a_tag_that_is_split_over_runs_is_filled_and_looks_stay() -> None:
    def split(slide: Any) -> None:
        paragraph = add_box(slide, "").text_frame.paragraphs[0]
        for text, bold in (("For {", True), ("{ project.", False), ("customer }", False), ("} only", False)):
            run = paragraph.add_run()
            run.text, run.font.bold = text, bold

    slide = slide_called(built(one("T", "plandocs: keep", more=split)), "T")
    runs = slide.shapes[1].text_frame.paragraphs[0].runs
    assert [(run.text, run.font.bold) for run in runs] == [("For Harrowby & Finch Textiles", True), (" only", False)]


def test_smart_quotes_and_no_break_spaces_in_tags_are_taken_as_plain() -> None:
    found = titles(built(one("T {{\u00a0project.go_live|default(“x”)\u00a0}}", "plandocs: keep first")))
    assert found[0] == "T Thu\u00a025\u00a0Feb\u00a02027"


def test_a_slide_is_repeated_for_each_phase_with_its_own_chart(tmp_path: Path) -> None:
    template = one("{{ loop.index }} {{ phase.name }}", "plandocs: repeat phase in phases after scope", more=add_chart)
    data = built(template)
    found = titles(data)
    start = found.index("1 Setup and configuration")
    assert found[start : start + 4] == [f"{number} {name}" for number, name in enumerate(PHASES, start=1)]
    assert found[start - 1] == "In: 12 items. Out: 5. Parked: 3."
    # two more are the deck's own: the chances of the go-live, and hours by week
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert len([name for name in names if name.startswith("ppt/charts/chart")]) == 4 + 2
    assert len([name for name in names if name.startswith("ppt/embeddings/")]) == 4 + 2
    charts = [shape.chart.part for slide in opened(data).slides for shape in slide.shapes if shape.has_chart]
    assert len({chart.partname for chart in charts}) == 4 + 2
    assert len({chart.chart_workbook.xlsx_part.partname for chart in charts}) == 4 + 2
    path = tmp_path / "deck.pptx"
    path.write_bytes(data)
    assert all_findings(path) == []


@pytest.mark.parametrize(
    ("order", "title", "count", "first"),
    [
        ("repeat m in milestones", "{{ m.name }}", 5, "System configured and ready for integration"),
        ("repeat risk in risks", "Risk {{ risk.id }}", 5, "Risk R001"),
        ("repeat p in people", "{{ p.name }}", 15, "Marta Exemplar"),
        ("repeat wave in waves", "{{ wave.name }}", 0, ""),
    ],
)
def test_other_lists_repeat_a_slide_too(order: str, title: str, count: int, first: str) -> None:
    found = titles(built(one(title, f"plandocs: {order} first")))
    before = found.index(next(name for name in found if name.startswith("Harrowby")))
    assert before == count
    assert not first or found[0] == first


def test_a_loop_over_paragraphs_repeats_the_line_with_its_look() -> None:
    def loop(slide: Any) -> None:
        frame = add_box(slide, "{% for phase in phases %}").text_frame
        run = frame.add_paragraph().add_run()
        run.text, run.font.italic = "{{ phase.name }}", True
        frame.add_paragraph().text = "{% endfor %}"

    frame = slide_called(built(one("Ours", "plandocs: keep", more=loop)), "Ours").shapes[1].text_frame
    assert [paragraph.text for paragraph in frame.paragraphs] == PHASES
    assert all(paragraph.runs[0].font.italic for paragraph in frame.paragraphs)


def test_links_between_kept_slides_lead_on_and_those_to_samples_go(tmp_path: Path) -> None:
    def make(presentation: Any) -> None:
        first = new_slide(presentation, "Contents", "plandocs: keep first")
        sample, last = new_slide(presentation, "Sample"), new_slide(presentation, "Contact", "plandocs: keep last")
        for top, text, target in ((2, "to the sample", sample), (4, "to the contact", last)):
            add_box(first, text, text, top=top).click_action.target_slide = target

    data = built(with_slides(make))
    contents = slide_called(data, "Contents")
    targets = {shape.name: shape.click_action.target_slide for shape in contents.shapes if not shape.is_placeholder}
    assert targets["to the sample"] is None
    assert targets["to the contact"].shapes.title.text == "Contact"
    path = tmp_path / "deck.pptx"
    path.write_bytes(data)
    assert all_findings(path) == []


def test_a_slot_on_a_used_slide_gives_the_box_of_its_block() -> None:
    def slot(slide: Any) -> None:
        shape = add_box(slide, "here", "plandocs:gantt", top=1.8)
        shape.height = Inches(4.9)
        add_box(slide, "Our own remark", "Remark", top=6.8).height = Inches(0.4)

    data = built(one("Click to add", "plandocs: use for timeline", "House note", more=slot))
    found = titles(data)
    assert len([title for title in found if title.startswith("Go-live Thu")]) == 1
    slide = slide_called(data, next(title for title in found if title.startswith("Go-live Thu")))
    names = [shape.name for shape in slide.shapes]
    assert "plandocs:gantt" not in names
    bars = [shape for shape in slide.shapes if shape.name.startswith(("plandocs:task:", "plandocs:milestone:"))]
    assert len(bars) > 8
    assert all(Inches(1.7) <= bar.top and bar.top + bar.height <= Inches(6.8) for bar in bars)
    assert "Our own remark" in shape_texts(slide)
    notes = slide.notes_slide.notes_text_frame.text
    assert notes.startswith("House note")
    assert "19 tasks" in notes
    assert check_layout(data) == []


def test_what_a_used_slide_has_no_slot_for_follows_on_another() -> None:
    def slot(slide: Any) -> None:
        add_box(slide, "here", "plandocs:heat_map", top=1.6).height = Inches(4)

    found = titles(built(one("x", "plandocs: use for risks", more=slot)))
    risks = [title for title in found if title.startswith("Top five risks")]
    assert risks == [
        "Top five risks and what we already do about them",
        "Top five risks and what we already do about them (2 of 2)",
    ]


def test_a_kept_slide_shows_a_block_again_in_its_slot() -> None:
    def slot(slide: Any) -> None:
        add_box(slide, "here", "plandocs:team", top=1.6).height = Inches(5)

    slide = slide_called(built(one("Who we are", "plandocs: keep", more=slot)), "Who we are")
    assert "Marta Exemplar" in " ".join(shape_texts(slide))


def test_a_slot_on_a_layout_gives_the_box_and_is_not_shown() -> None:
    presentation = fresh()
    layout = next(item for item in presentation.slide_layouts if item.name == "Title Only")
    body = layout.placeholders[0]._element
    from copy import deepcopy

    for name, top in (("plandocs:heat_map", 1.7), ("plandocs:table", 4.4)):
        shape = deepcopy(body)
        mark = shape.find(".//{*}nvPr/{*}ph")
        mark.getparent().remove(mark)
        shape.find(".//{*}cNvPr").set("name", name)
        shape.find(".//{*}cNvPr").set("id", str(50 + int(top)))
        layout.shapes._spTree.append(shape)
        added = layout.shapes[-1]
        added.left, added.top, added.width, added.height = Inches(0.5), Inches(top), Inches(9), Inches(2.4)
    data = built(saved(presentation))
    slide = next(item for item in opened(data).slides if item.shapes.title.text.startswith("Top five risks"))
    heat = [shape for shape in slide.shapes if shape.name.startswith("plandocs:heat:")]
    assert heat
    assert all(Inches(1.6) <= shape.top and shape.top + shape.height <= Inches(4.2) for shape in heat)
    table = next(shape for shape in slide.shapes if shape.has_table)
    assert abs(table.top - Inches(4.4)) < Inches(0.1)
    assert not [shape for shape in slide.slide_layout.shapes if shape.name.startswith("plandocs:")]
    assert check_layout(data) == []


# What is wrong with a template's slides is told with its place


def test_every_unknown_name_is_told_with_slide_and_shape() -> None:
    def make(presentation: Any) -> None:
        new_slide(presentation, "{{ project.custmer }}", "plandocs: keep")
        new_slide(presentation, "Sample {{ not.looked.at }}")
        slide = new_slide(presentation, "{{ phase.nmae }}", "plandocs: repeat phase in phases", "{{ project.go_lvie }}")
        cell = slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(5), Inches(1)).table.cell(1, 0)
        cell.text = "{{ plan }}"

    found = problems(with_slides(make))
    fixes = {problem.where: problem.fix for problem in found}
    assert fixes["slide 1, shape 'Title 1'"] == "did you mean 'project.customer'?"
    assert {problem.where for problem in found} == {
        "slide 1, shape 'Title 1'",
        "slide 3, shape 'Title 1'",
        "slide 3, shape 'Table 2', row 2, column 1",
        "notes of slide 3, shape 'Notes Placeholder 2'",
    }
    assert all(problem.rule == "template-unknown-name" for problem in found)
    assert any(problem.message.startswith("{{ project.custmer }} in slide 1, shape 'Title 1': ") for problem in found)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("kepe", "did you mean 'keep'?"),
        ("keep after timelin", "did you mean 'timeline'?"),
        ("keep somewhere", "a place is first, last, after KIND or before KIND"),
        ("repeat phase in phasses", "did you mean 'phases'?"),
        ("repeat phase", "write for example: repeat phase in phases"),
        ("use", "write for example: use for timeline"),
        ("use for everything", "kinds are cover"),
    ],
)
def test_an_order_that_cannot_be_read_is_told_with_the_nearest(order: str, said: str) -> None:
    [problem] = problems(one("T", f"plandocs: {order}"))
    assert (problem.rule, problem.where) == ("template-slide-order", "notes of slide 1")
    assert said in problem.fix


def test_two_orders_on_one_slide_are_refused() -> None:
    [problem] = problems(one("T", "plandocs: keep", "plandocs: drop"))
    assert "2 orders" in problem.message


def test_a_slot_for_no_block_is_told_with_the_nearest() -> None:
    [problem] = problems(one("T", "plandocs: keep", more=lambda slide: add_box(slide, "x", "plandocs:gant")))
    assert (problem.rule, problem.where) == ("template-unknown-slot", "slide 1")
    assert problem.fix == "did you mean 'gantt'?"
