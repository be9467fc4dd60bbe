"""What the steering deck says: the worked plan's forecast in sentences, decisions and blockers that the plan holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from plandocs.brand.load import load_brand
from plandocs.content.blocks import Callout, Cards, Chip, Decision, Decisions, Row, Table
from plandocs.content.document import Deck, Slide
from plandocs.content.facts import Facts
from plandocs.content.gantt import Gantt
from plandocs.documents.steering_deck import steering_deck
from plandocs.plan.model import Task
from plandocs.plan.registers import Change, ChangeOption
from plandocs.render.check import check_package
from plandocs.render.powerpoint import render_deck
from plandocs.render.powerpoint.layout_check import check_layout
from tests.documents.test_project_plan import facts_of, sample


@cache
def facts(name: str = "invoice-approval", as_of: date = date(2027, 1, 29)) -> Facts:
    return facts_of(sample(name), as_of)


def made(name: str = "invoice-approval", as_of: date = date(2027, 1, 29)) -> Deck:
    known = facts(name, as_of)
    return steering_deck(known, known.words)


def slide(deck: Deck, title: str) -> Slide:
    return next(item for item in deck.slides if plain(item.title).startswith(title))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def table(shown: Slide) -> Table:
    return next(block for block in shown.blocks if isinstance(block, Table))


def test_the_state_is_the_title_and_the_reason_does_not_repeat_it() -> None:
    shown = made().slides[1]
    assert plain(shown.title) == "Go-live is forecast for Tue 2 Mar 2027: 3 working days later than agreed"
    status = next(block for block in shown.blocks if isinstance(block, Callout))
    assert (status.title, status.tone) == ("At risk", "watch")
    assert "forecast" not in str(status.text)
    cards = next(block for block in shown.blocks if isinstance(block, Cards)).cards
    assert [plain(card.value) for card in cards[:3]] == ["2 Mar 2027", "3 days", "0 of 3 days"]


def test_milestones_stand_beside_what_was_agreed() -> None:
    """M1 was reached; M2, M3, the go-live and M4 are three working days later. Source: worked plan a."""
    shown = slide(made(), "4 of 5 milestones move by 3 working days")
    assert "furthest" not in shown.title  # none moves further than the others
    rows = [row.cells[1:4] for row in table(shown).rows]
    assert rows == [
        (date(2027, 1, 25), date(2027, 1, 25), 0),
        (date(2027, 2, 9), date(2027, 2, 12), 3),
        (date(2027, 2, 23), date(2027, 2, 26), 3),
        (date(2027, 2, 25), date(2027, 3, 2), 3),
        (date(2027, 3, 10), date(2027, 3, 15), 3),
    ]


def test_an_open_change_is_a_decision_with_its_options() -> None:
    known = facts()
    options = (
        ChangeOption(kind="extend", text="Later go-live", days=10),
        ChangeOption(kind="resource", text="A second specialist", cost="7200"),
    )
    change = Change(
        id="CR-9", request="Purchase-order match", options=options, approver="marta", date=date(2027, 1, 28)
    )
    asked = replace(known, plan=known.plan.model_copy(update={"changes": (change,)}))
    first = panels(slide(steering_deck(asked, asked.words), "Two decisions are wanted by Mon 22 Feb 2027"))[0]
    assert first.what == "CR-9: Purchase-order match"
    assert plain(first.basis) == "(1) Later go-live (10 days) (2) A second specialist (USD 7,200)"
    assert (first.who, first.by) == ("Marta Exemplar", "")


def test_a_change_that_is_decided_or_not_yet_asked_is_no_decision() -> None:
    """CR-001 is of 2 February: it is not known on 29 January, when one acceptance is the only decision."""
    assert [item.what for shown in made().slides for item in panels(shown)] == [
        "Accept the result: User acceptance test, 12 scripts"
    ]
    assert not any("CR-001" in str(row.cells[0]) for item in made().slides for row in rows_of(item))


def panels(item: Slide) -> list[Decision]:
    return [decision for block in item.blocks if isinstance(block, Decisions) for decision in block.items]


def rows_of(item: Slide) -> list[Row]:
    return [row for block in item.blocks if isinstance(block, Table) for row in block.rows]


def test_what_is_blocked_is_told_with_its_days() -> None:
    """Blocked since Friday 22 January: on Tuesday the 26th that is four days."""
    known = facts(as_of=date(2027, 1, 26))
    entries = tuple(
        entry.model_copy(update={"status": "blocked", "blocked_since": date(2027, 1, 22)})
        if entry.id == "D2"
        else entry
        for entry in known.plan.dependencies
    )
    asked = replace(known, plan=known.plan.model_copy(update={"dependencies": entries}))
    rows = [row for item in steering_deck(asked, asked.words).slides for row in rows_of(item)]
    chips = [cell.text for row in rows for cell in row.cells if isinstance(cell, Chip)]
    assert "Blocked 4 days" in [plain(text) for text in chips]


def test_the_coming_weeks_fit_on_one_chart() -> None:
    chart = next(block for item in made().slides for block in item.blocks if isinstance(block, Gantt))
    assert 0 < len(chart.rows) <= 12
    assert all(row.kind != "phase" for row in chart.rows)
    assert all(row.start <= date(2027, 2, 26) for row in chart.rows)
    assert "T01" not in {row.id for row in chart.rows}  # done


def test_a_finished_project_has_nothing_ahead() -> None:
    known = facts(as_of=date(2027, 3, 12))
    phases = tuple(
        phase.model_copy(update={"tasks": tuple(finished(task) for task in phase.tasks)}) for phase in known.plan.phases
    )
    over = facts_of(known.plan.model_copy(update={"phases": phases}), date(2027, 3, 12))
    deck = steering_deck(over, over.words)
    assert not [block for item in deck.slides for block in item.blocks if isinstance(block, Gantt)]
    assert plain(deck.slides[1].title).startswith("Live since")


def finished(task: Task) -> Task:
    return task.model_copy(update={"started": date(2027, 1, 11), "finished": date(2027, 3, 10), "progress": None})


@pytest.mark.parametrize("brand", ["default", "harbour"])
@pytest.mark.parametrize(
    ("name", "as_of"),
    [
        ("invoice-approval", date(2027, 1, 11)),
        ("invoice-approval", date(2027, 1, 29)),
        ("invoice-approval", date(2027, 2, 19)),
        ("invoice-approval", date(2027, 6, 1)),
        ("bakery", date(2027, 5, 12)),
        ("sixty-days", date(2027, 2, 15)),
    ],
)
def test_the_deck_is_sound_under_every_brand(name: str, as_of: date, brand: str) -> None:
    look = load_brand(brand)
    deck = made(name, as_of)
    data = render_deck(deck, look, look.template("powerpoint/kickoff.pptx"))
    assert check_package(data) == []
    assert check_layout(data) == []
    titles = [item.title for item in deck.slides]
    assert len(set(titles)) == len(titles)


def test_few_decisions_and_what_holds_us_up_share_a_slide() -> None:
    """One decision, a late dependency and an open issue on 29 January. Source: worked plan a."""
    deck = made()
    shown = slide(deck, "One decision is wanted by Mon 22 Feb 2027; two things hold us up")
    (decision,) = panels(shown)
    assert (decision.who, plain(decision.by)) == ("Jonas Sampleworth", "Mon 22 Feb 2027")
    assert [block.name for block in shown.blocks if isinstance(block, Table)] == ["blockers"]
    assert not any(plain(item.title).startswith("One thing holds") for item in deck.slides)


def test_where_all_is_as_agreed_the_next_milestone_is_told() -> None:
    """In worked plan c nothing is late on 9 April: the title says the go-live, the box below the baseline's day."""
    shown = made("dock-scheduling", date(2027, 4, 9)).slides[1]
    status = next(block for block in shown.blocks if isinstance(block, Callout))
    assert plain(str(status.text)) == "Next milestone: Baseline agreed, Tue 27 Apr 2027."


def test_a_dependency_that_is_late_holds_up_as_in_the_status() -> None:
    """D3 was due on Friday 22 January: on Friday the 29th it is five working days late, and nobody calls it blocked."""
    rows = [row for item in made().slides if "hold us up" in item.title for row in rows_of(item)]
    late = next(row for row in rows if "data processing agreement" in str(row.cells[0]))
    state = next(cell for cell in late.cells if isinstance(cell, Chip))
    assert (plain(state.text), state.tone) == ("5 working days late", "bad")
    assert sum("data processing agreement" in str(row.cells[0]) for row in rows) == 1


def test_milestones_that_move_by_different_days_name_the_one_that_moves_most() -> None:
    known = facts()
    moved = [row for row in known.milestones if row.slip > 0 and row.state != "done"]
    title = known.words.say(
        "steering.milestones.title_moved", n=5, moved=len(moved), alike=False, count="4 working days", name="Go-live"
    )
    assert plain(title) == "4 of 5 milestones move, the furthest by 4 working days: Go-live"


def test_the_customer_decides_on_shared_work_that_the_vendor_owns() -> None:
    """The bakery's go-live is the vendor's task, with Bea: whether it goes ahead is hers to say."""
    rows = [row for item in made("bakery", date(2027, 2, 5)).slides for row in rows_of(item)]
    row = next(row for row in rows if row.cells[0] == "Decide whether to go ahead: Go-live")
    assert "Bea Crumbsworth" in row.cells
    assert "Finn Setupsky" not in row.cells
