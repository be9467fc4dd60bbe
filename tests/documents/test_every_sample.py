"""Every file of every sample, under every brand, before all judges: no finding, and no list of allowed ones."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path

import pptx
import pytest

from tests.documents.built import BRANDS, SAMPLES, built
from tests.validators.judges import all_findings
from tests.validators.libreoffice import page_count, page_texts, soffice_pdfs

# One worker makes the files of all samples, once, and runs every test about them.
pytestmark = pytest.mark.xdist_group("samples")

_PART = re.compile(r" \(\d+ of \d+\)$")
KINDS = ("plan", "kickoff", "workbook", "status")
EVERY = [(sample, brand) for sample in SAMPLES for brand in BRANDS]
# Lite has five slides, standard twelve, enterprise fifteen; sixty-days has no dependencies, RACI and risks to show.
MAIN_SLIDES = {"bakery": 5, "dock-scheduling": 15, "invoice-approval": 12, "sixty-days": 9}
UNSPLIT = ("bakery", "invoice-approval", "sixty-days")
PLAN_PAGES = {"bakery": range(2, 4)}


def test_there_are_samples_and_brands() -> None:
    assert {"bakery", "invoice-approval", "sixty-days"} <= set(SAMPLES)
    assert len(BRANDS) >= 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("sample", "brand"), EVERY)
def test_no_judge_has_a_finding(sample: str, brand: str, kind: str) -> None:
    assert all_findings(built(sample, brand)[kind]) == []


@pytest.mark.parametrize(("sample", "brand"), EVERY)
def test_a_deck_has_the_slides_of_its_tier_before_its_appendix(sample: str, brand: str) -> None:
    titles = _titles(sample, brand)
    assert ("Appendix" in titles) is (sample != "bakery")
    main = titles[: [*titles, "Appendix"].index("Appendix")]
    assert len({_PART.sub("", title) for title in main}) == MAIN_SLIDES[sample]
    assert sample not in UNSPLIT or [title for title in main if _PART.search(title)] == []


def test_every_file_opens_in_libreoffice_with_its_pages() -> None:
    pages = {place: page_count(pdf) for place, pdf in _pdfs().items()}
    wrong = []
    for sample, brand in EVERY:
        if pages[sample, brand, "kickoff"] != len(_titles(sample, brand)):
            wrong.append(f"{sample} {brand}: {pages[sample, brand, 'kickoff']} slides as PDF")
        if pages[sample, brand, "plan"] not in PLAN_PAGES.get(sample, range(4, 46)):
            wrong.append(f"{sample} {brand}: the plan has {pages[sample, brand, 'plan']} pages")
        if pages[sample, brand, "status"] != 1:
            wrong.append(f"{sample} {brand}: the status has {pages[sample, brand, 'status']} pages")
    assert wrong == []


def test_no_page_shows_a_field_or_formula_gone_wrong() -> None:
    marks = ("Error!", "#REF!", "#NAME?", "#VALUE!", "####", "{{", "}}", "{%", "Click to add")
    found = [
        f"{'-'.join(place)} page {number}: {mark}"
        for place, pdf in _pdfs().items()
        for number, text in enumerate(page_texts(pdf), start=1)
        for mark in marks
        if mark in text
    ]
    assert found == []


def _titles(sample: str, brand: str) -> list[str]:
    deck = pptx.Presentation(str(built(sample, brand)["kickoff"]))
    return [slide.shapes.title.text if slide.shapes.title is not None else "" for slide in deck.slides]


@cache
def _pdfs() -> dict[tuple[str, str, str], Path]:
    """Return every file as PDF, made in one call of LibreOffice."""
    places = {(sample, brand, kind): built(sample, brand)[kind] for sample, brand in EVERY for kind in KINDS}
    made = soffice_pdfs(list(places.values()), Path(tempfile.mkdtemp(prefix="plandocs-pdf-")))
    return {place: made[path] for place, path in places.items()}
