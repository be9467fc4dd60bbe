"""The slide of hours by week: what it says, to whom, and the chart whose numbers a person can edit."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from plandocs import api
from plandocs.content.blocks import StackedChart
from plandocs.content.document import Deck, Slide
from plandocs.documents.kickoff_deck import kickoff_deck
from plandocs.render.package import Package
from plandocs.schedule.from_plan import schedule_plan
from tests.content.test_effort import PLAN
from tests.render.powerpoint.decks import opened, rendered

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def deck(folder: Path, text: str = PLAN, audience: str = "customer") -> Deck:
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = api.load(path)
    options = api.BuildOptions(audience=audience)  # type: ignore[arg-type]
    facts = api.facts_of(loaded, schedule_plan(loaded.plan), options, None)
    return kickoff_deck(facts, facts.words)


def slides(made: Deck) -> list[Slide]:
    return [slide for slide in made.slides if any(isinstance(block, StackedChart) for block in slide.blocks)]


def said(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_title_tells_the_sum_and_the_fullest_week(tmp_path: Path) -> None:
    (slide,) = slides(deck(tmp_path))
    assert said(slide.title) == "12 h of work in the tasks, most in the week of Mon 8 Feb 2027: 6 h"  # 11.5 h
    (chart,) = [block for block in slide.blocks if isinstance(block, StackedChart)]
    assert [(item.name, item.values) for item in chart.series] == [
        ("Three Otters Bakery", (4.0, 6.0, None, None)),
        ("Third party", (None, None, None, 1.5)),
    ]
    assert "Three Otters Bakery: 10 h; Third party: 1.5 h" in said(chart.alt)


def test_only_the_customers_hours_are_called_those_of_your_people(tmp_path: Path) -> None:
    text = PLAN.replace(", effort: {noor: 1.5h}", "")
    (slide,) = slides(deck(tmp_path, text))
    assert said(slide.title) == "10 h of your people's time, most in the week of Mon 8 Feb 2027: 6 h"


def test_the_vendors_hours_are_not_in_the_customers_deck(tmp_path: Path) -> None:
    (slide,) = slides(deck(tmp_path, audience="internal"))
    assert "Nimbusfold" in repr(slide.blocks)
    (slide,) = slides(deck(tmp_path))
    assert "Nimbusfold" not in repr(slide.blocks)
    assert "112" not in repr(slide)


@pytest.mark.parametrize("removed", ["bea: 8h, ", "all"])
def test_one_week_or_none_makes_no_chart(tmp_path: Path, removed: str) -> None:
    text = PLAN.replace(", effort: {noor: 1.5h}", "").replace("bea: 8h, ", "")
    text = text.replace(", effort: {bea: 2h}", "") if removed == "all" else text
    made = deck(tmp_path, text)
    assert slides(made) == []
    assert "hours by week" not in repr(made)


def test_the_chart_is_native_and_its_workbook_holds_the_same_numbers(tmp_path: Path) -> None:
    (slide,) = slides(deck(tmp_path))
    data = rendered(slide)
    (shape,) = [shape for shape in opened(data).slides[0].shapes if shape.has_chart]
    plot = shape.chart.plots[0]
    assert [str(label) for label in plot.categories] == ["1 Feb", "8 Feb", "15 Feb", "22 Feb"]
    assert [list(item.values) for item in plot.series] == [[4.0, 6.0, None, None], [None, None, None, 1.5]]
    assert shape.chart.has_legend
    book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
    rows = list(book["Data"].iter_rows(values_only=True))
    assert rows[0][1:] == ("Three Otters Bakery", "Third party")
    assert rows[1:] == [("1 Feb", 4, None), ("8 Feb", 6, None), ("15 Feb", None, None), ("22 Feb", None, 1.5)]


@pytest.mark.parametrize(("others", "grouping"), [(True, "stacked"), (False, "clustered")])
def test_one_side_has_its_values_above_its_columns(tmp_path: Path, others: bool, grouping: str) -> None:
    """Labels above stacked columns are no valid chart: PowerPoint repairs such a file."""
    (slide,) = slides(deck(tmp_path, PLAN if others else PLAN.replace(", effort: {noor: 1.5h}", "")))
    package = Package.open(rendered(slide), name="made")
    (part,) = [name for name in package.parts if name.startswith("/ppt/charts/chart")]
    root = etree.fromstring(package.parts[part])
    assert root.find(f".//{C}grouping").get("val") == grouping
    assert bool(root.findall(f".//{C}dLblPos")) is not others


@pytest.mark.parametrize(("hours", "shown"), [("6h", "0"), ("6.5h", "0.0")])
def test_the_values_above_the_columns_have_equal_decimals(tmp_path: Path, hours: str, shown: str) -> None:
    """4 h and 6 h are whole; beside 6.5 h they are 4.0."""
    text = PLAN.replace(", effort: {noor: 1.5h}", "")
    assert text.count("bea: 8h") == 1
    (slide,) = slides(deck(tmp_path, text.replace("bea: 8h", f"bea: {8 if hours == '6h' else 8.5}h")))
    package = Package.open(rendered(slide), name="made")
    (part,) = [name for name in package.parts if name.startswith("/ppt/charts/chart")]
    formats = etree.fromstring(package.parts[part]).findall(f".//{C}dLbls/{C}numFmt")
    assert [item.get("formatCode") for item in formats] == [shown]
