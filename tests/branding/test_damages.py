"""Damaged templates: whatever is wrong with one, build, doctor and `brand new` say so in located messages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from plandocs.branding.new import new_brand
from plandocs.errors import PlandocsError
from plandocs.render.check.damage import with_template
from plandocs.render.doctor import check_template
from plandocs.render.excel import render_workbook
from plandocs.render.extract import extract
from plandocs.render.powerpoint import render_deck
from plandocs.render.word import render_document
from tests.branding import companies
from tests.branding.damages import damaged
from tests.cli.conftest import process
from tests.render.doctor.patients import BOOK, DECK, LABELS, WORD, brand_with, bundled, sample

SEEDS = range(30)
RENDER: dict[str, Callable[..., bytes]] = {
    WORD: lambda brand, data: render_document(sample().documents[0], brand, data),
    DECK: lambda brand, data: render_deck(sample().deck, brand, data),
    BOOK: lambda brand, data: render_workbook(sample().workbook, brand, data),
}


def told(work: Callable[[], object], label: str) -> bool:
    """Return whether work refuses a file, with problems that name it; any other exception fails the test."""
    try:
        work()
    except PlandocsError as error:
        problems = error.problems
    else:
        return False
    assert problems
    assert {problem.path for problem in problems} == {label}
    return True


@pytest.mark.parametrize("name", [WORD, DECK, BOOK])
def test_a_build_on_a_damaged_template_ends_in_located_messages(name: str) -> None:
    whole = bundled(name)
    refused = [
        told(partial(with_template, RENDER[name], brand_with(name, damaged(whole, seed)), name), LABELS[name])
        for seed in SEEDS
    ]
    assert 10 < sum(refused) < len(SEEDS)  # a cut file is told, a word that changed is not


@pytest.mark.parametrize("name", [WORD, DECK, BOOK])
def test_the_doctor_on_a_damaged_template_ends_in_findings(name: str) -> None:
    whole = bundled(name)
    found = [check_template(name, brand_with(name, damaged(whole, seed)), sample()) for seed in range(15)]
    assert sum(any(problem.severity == "error" for problem in problems) for problems in found) >= 5
    assert {problem.path for problems in found for problem in problems} == {LABELS[name]}


@pytest.mark.parametrize(
    ("ending", "make"), [(".docx", companies.letter), (".pptx", companies.deck), (".xlsx", companies.book)]
)
def test_nothing_but_problems_comes_of_reading_a_damaged_company_file(ending: str, make: Callable[[], bytes]) -> None:
    whole = make()
    refused = [told(partial(extract, damaged(whole, seed), ending, "theirs"), "theirs") for seed in SEEDS]
    assert any(refused)


@pytest.mark.parametrize("seed", [0, 2, 4, 9])
def test_a_new_brand_of_a_damaged_file_is_made_whole_or_not_at_all(tmp_path: Path, seed: int) -> None:
    source = tmp_path / "deck.pptx"
    source.write_bytes(damaged(companies.deck(), seed))
    refused = told(lambda: new_brand("Acme", [source], tmp_path / "brands"), "deck.pptx")
    assert (tmp_path / "brands" / "Acme" / "brand.yaml").is_file() is not refused
    assert (tmp_path / "brands" / "Acme").exists() is not refused


def test_a_fault_of_ours_is_no_damage_of_a_template() -> None:
    def broken(*_: object) -> bytes:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        with_template(broken, brand_with(DECK, bundled(DECK)), DECK)


def test_the_command_ends_with_exit_code_one_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text('color: {primary: "#0F766E"}\ntemplates: {kickoff: deck.pptx}\n', "utf-8")
    (tmp_path / "deck.pptx").write_bytes(damaged(bundled(DECK), 5))
    plan = Path(__file__).parents[2] / "samples" / "bakery.yaml"
    done = process("build", plan, "--brand", tmp_path, "--only", "kickoff", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert b"deck.pptx" in done.stderr
    assert b"Traceback" not in done.stderr
