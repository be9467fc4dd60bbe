"""The status on one slide: one slide under every brand, saying what the page says."""

from __future__ import annotations

from datetime import date

import pytest

from plandocs.brand.load import load_brand
from plandocs.content.blocks import Bullets, Callout, Cards, Table
from plandocs.content.document import Deck
from plandocs.documents.status_slide import MOST_ASKS, status_slide
from plandocs.plan.load import load_source
from plandocs.plan.source import parse_source
from plandocs.render.check import check_package
from plandocs.render.powerpoint import render_deck
from plandocs.render.powerpoint.layout_check import check_layout
from tests.documents.test_project_plan import facts_of, sample
from tests.documents.weeks import plan_of


def made(name: str = "invoice-approval", as_of: date = date(2027, 1, 29)) -> Deck:
    facts = facts_of(sample(name), as_of)
    return status_slide(facts, facts.words)


def test_the_title_says_the_date_and_what_lies_between() -> None:
    title = made().slides[0].title.replace("\u00a0", " ")
    assert title == "Go-live Tue 2 Mar 2027, 3 working days later than agreed"
    first = date(2027, 1, 15)
    facts = facts_of(load_source(parse_source(plan_of(first), "plan.json")).plan, first)
    on_time = status_slide(facts, facts.words).slides[0].title.replace("\u00a0", " ")
    assert on_time == "Go-live Thu 25 Feb 2027, as agreed"


def test_it_has_the_status_four_figures_actions_and_milestones() -> None:
    kinds = [type(block) for block in made().slides[0].blocks]
    assert kinds == [Callout, Cards, Bullets, Table]


def test_a_spent_buffer_is_marked_as_on_the_page() -> None:
    """On 29 January all three days of the buffer are used and the go-live is three days late: two figures to watch."""
    cards = next(block for block in made().slides[0].blocks if isinstance(block, Cards)).cards
    assert [card.tone for card in cards] == [None, "watch", "watch", None]
    assert {card.note for card in cards} == {""}


def test_actions_beyond_the_room_are_counted() -> None:
    """On 15 January eight actions are open: three are shown."""
    board = next(block for block in made(as_of=date(2027, 1, 15)).slides[0].blocks if isinstance(block, Bullets))
    assert len(board.items) == MOST_ASKS + 1
    assert str(board.items[-1]).startswith("+")


@pytest.mark.parametrize("brand", ["default", "harbour"])
@pytest.mark.parametrize(
    ("name", "as_of"),
    [
        ("invoice-approval", date(2027, 1, 22)),
        ("bakery", date(2027, 2, 5)),
        ("dock-scheduling", date(2027, 7, 2)),
        ("sixty-days", date(2027, 6, 1)),
    ],
)
def test_it_is_one_sound_slide(name: str, as_of: date, brand: str) -> None:
    look = load_brand(brand)
    data = render_deck(made(name, as_of), look, look.template("powerpoint/kickoff.pptx"))
    assert check_package(data) == []
    assert check_layout(data) == []
    import io

    from pptx import Presentation

    assert len(Presentation(io.BytesIO(data)).slides) == 1


@pytest.mark.parametrize("language", ["de-DE", "fr-FR", "en-GB"])
def test_owner_and_date_of_an_action_stay_where_its_line_is_cut(language: str) -> None:
    """Three actions with long names are far more than the narrow column holds."""
    plan = sample("invoice-approval")
    owners = {
        "ines": "Dr. Inès-Marguerite Testerman-Placeholderova",
        "lucia": "Lucia Annunziata Placeholt-Standinsky",
    }
    people = {
        key: person.model_copy(update={"name": owners.get(key, person.name)}) for key, person in plan.people.items()
    }
    longer = (
        "Legal review of the data processing agreement with all of its annexes, sub-processors and retention periods"
    )
    dependencies = tuple(
        entry.model_copy(update={"what": longer}) if entry.id == "D3" else entry for entry in plan.dependencies
    )
    project = plan.project.model_copy(update={"language": language})
    plan = plan.model_copy(update={"people": people, "dependencies": dependencies, "project": project})
    facts = facts_of(plan, date(2027, 1, 29))
    look = load_brand("default")
    data = render_deck(status_slide(facts, facts.words), look, look.template("powerpoint/kickoff.pptx"))
    import io

    from pptx import Presentation

    shapes = next(iter(Presentation(io.BytesIO(data)).slides)).shapes
    lines = [
        part.text.replace("\u00a0", " ")
        for shape in shapes
        if shape.has_text_frame
        for part in shape.text_frame.paragraphs
    ]
    reviewed = next(line for line in lines if "Inès" in line)
    assert "…" in reviewed
    assert reviewed.endswith(" (Dr. Inès-Marguerite…)")
    assert reviewed.startswith(("22 Jan, 5 days late:", "22. Jan., 5 Tage Verzug:", "22 janv., 5 j de retard :"))
    assert check_layout(data) == []
    assert any(line.endswith("(Lucia Annunziata…)") for line in lines)
