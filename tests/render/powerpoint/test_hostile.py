"""A deck on any template: nothing to repair, nothing lost, nothing outside its box."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest

from plandocs.errors import PlanError
from plandocs.render.powerpoint.layout_check import check_layout
from tests.render.powerpoint.hostile import HOSTILE, no_title, two_masters
from tests.render.powerpoint.kickoffs import built, kickoff, opened, plain, texts_in, titles, written
from tests.validators.judges import all_findings

KEPT = {"forty samples": ("Sample 1", "Sample 10", "Sample 40")}


@cache
def deck_on(name: str) -> bytes:
    return built(HOSTILE[name]())


@pytest.mark.parametrize("name", HOSTILE)
def test_no_judge_has_a_finding(name: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck_on(name))
    assert all_findings(path) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_overlaps_or_leaves_its_box(name: str) -> None:
    found = [problem for problem in check_layout(deck_on(name)) if problem.rule != "slide-empty-placeholder"]
    assert [f"{problem.where}: {problem.message}" for problem in found] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_every_slide_and_the_words_on_it_are_there(name: str) -> None:
    """What is left out of a list is counted: "+2 more in the project plan"."""
    deck, text = kickoff(), written(deck_on(name))
    missing = [said for slide in deck.slides for said in map(plain, texts_in(slide)) if said and said not in text]
    heads = [plain(said) for slide in deck.slides for said in (slide.title, slide.subtitle, *slide.notes) if said]
    assert len(heads) > 60
    assert [said for said in heads if said not in text] == []
    counted = sum(int(number) for number in re.findall(r"\+(\d+) more in the project plan", text))
    assert bool(missing) == bool(counted)
    assert len(missing) <= 5 * counted


@pytest.mark.parametrize("name", HOSTILE)
def test_every_slide_of_the_deck_is_listed_once(name: str) -> None:
    data = deck_on(name)
    parts = [item for item in zipfile.ZipFile(io.BytesIO(data)).namelist() if item.startswith("ppt/slides/slide")]
    assert len(parts) == len(opened(data).slides)
    assert len(titles(data)) >= len(kickoff().slides) + len(KEPT.get(name, ()))
    assert [title for title in KEPT.get(name, ()) if title not in titles(data)] == []


def test_what_only_the_samples_used_is_gone() -> None:
    data = deck_on("forty samples")
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    ours = 2
    """The charts of our own: the chances of the go-live, and hours by week."""
    assert len([name for name in names if name.startswith("ppt/charts/chart")]) == 2 + ours
    assert len([name for name in names if name.startswith("ppt/embeddings/")]) == 2 + ours
    assert len([name for name in names if name.startswith("ppt/comments/")]) == 1
    assert b"Sample 7" not in data
    assert "Remark 2" not in "".join(
        zipfile.ZipFile(io.BytesIO(data)).read(name).decode("utf-8", "replace") for name in names
    )


def test_kept_slides_have_their_notes_charts_animations_and_section() -> None:
    data = deck_on("forty samples")
    slides = dict(zip(titles(data), opened(data).slides, strict=True))
    assert titles(data)[0] == "Sample 1"
    assert titles(data)[-1] == "Sample 40"
    assert titles(data).index("Sample 10") == titles(data).index("19 people own this plan") + 1
    for title, notes in (("Sample 1", "Notes of 1"), ("Sample 10", "Notes of 10")):
        assert slides[title].notes_slide.notes_text_frame.text.strip() == notes
        assert b"<p:transition" in slides[title].part.blob
        assert b"<p:timing" in slides[title].part.blob
    assert any(shape.has_chart for shape in slides["Sample 10"].shapes)
    assert any(shape.shape_type == 13 for shape in slides["Sample 40"].shapes)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("ppt/presentation.xml").decode()
    assert 'name="Company"' in xml
    assert 'name="Offer"' in xml


def test_every_master_has_the_brands_theme() -> None:
    archive = zipfile.ZipFile(io.BytesIO(deck_on("two masters")))
    themes = [archive.read(name).decode() for name in archive.namelist() if name.startswith("ppt/theme/theme")]
    assert len(themes) >= 2
    assert all("0F766E" in theme and "4F81BD" not in theme for theme in themes)


def test_a_dark_master_is_written_on_in_colours_that_can_be_read() -> None:
    """Its map calls the light colour `tx1`; content stands on a light panel, titles on the page itself."""
    kinds = {slide.kind for slide in kickoff().slides}
    chosen = dict.fromkeys(kinds, "Dark Title Only") | {"cover": "Dark Title Slide", "section": "Dark Section Header"}
    data = built(two_masters(), layouts=chosen)
    assert check_layout(data) == []
    agenda = opened(data).slides[1]
    panel = next(shape for shape in agenda.shapes if not shape.is_placeholder)
    assert panel._element.find(".//{*}solidFill/{*}schemeClr").get("val") == "tx1"
    inks = {node.get("val") for node in agenda._element.iterfind(".//{*}tbl//{*}rPr/{*}solidFill/{*}schemeClr")}
    assert "bg1" in inks
    assert "tx1" not in inks


def test_a_template_without_any_title_is_refused_in_one_message() -> None:
    with pytest.raises(PlanError) as caught:
        built(no_title())
    [problem] = caught.value.problems
    assert problem.rule == "missing-layout"
    assert "cover: a title, and best a subtitle" in problem.message
    assert "'Blank' (date, footer, slide number)" in problem.message
    assert "timeline" in problem.message
    assert "Slide Master" in problem.fix


def test_every_wrong_name_of_the_layout_map_is_told_with_the_nearest() -> None:
    with pytest.raises(PlanError) as caught:
        built(HOSTILE["office 4:3"](), layouts={"cover": "Titel Slide", "team": "Nowhere"})
    messages = [problem.message for problem in caught.value.problems]
    assert len(messages) == 2
    assert {problem.where: problem.fix for problem in caught.value.problems}["layout for cover"] == (
        "did you mean 'Title Slide'?"
    )
