"""Whether people have the hours, as the internal plan and its workbook say it; and how the scope goes live."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from plandocs.content.blocks import LineChart, Paragraph, Table
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.documents.project_plan.capacity import capacity_page
from plandocs.documents.project_plan.rollout import approach
from plandocs.plan.load import load_text
from plandocs.plan.model import Plan
from plandocs.plan.registers import Release
from tests.documents.test_project_plan import facts_of, plain, sample
from tests.documents.workbooks import built, opened

SAMPLES = Path(__file__).parents[2] / "samples"
MEDIUM = {"risk_appetite": "medium", "customer_resources": "medium", "urgency": "medium", "commitment": "medium"}


def internal(name: str) -> Facts:
    return facts_of(sample(name), audience="internal")


@pytest.fixture(scope="module")
def page() -> Section:
    facts = internal("invoice-approval")
    found = capacity_page(facts, facts.words)
    assert found is not None
    return found


def tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def shown(cell: object) -> str:
    return plain(cell).replace("\n", " ") if isinstance(cell, str | tuple) else str(cell or "")


def test_every_week_says_asked_and_there_are_and_too_much_is_told_by_a_word(page: Section) -> None:
    weeks = tables(page)[:2]
    rows = [{shown(row.cells[0]): [shown(cell) for cell in row.cells[1:]] for row in table.rows} for table in weeks]
    assert rows[0]["Jonas Sampleworth"] == ["3.6 / 8", "4.4 / 6.4", "2 / 8", "4 / 8", "11.7 / 8 over"]
    assert rows[1]["Jonas Sampleworth"] == ["11.1 / 6.4 over", "13.2 / 8 over", "5 / 8", "3 / 8"]
    assert rows[0]["Wei Mockridge"][3] == "2.8 / 0 away"
    assert rows[0]["Kim Stubworth"][:2] == ["12", "26"]


def test_the_four_ways_have_their_go_live_and_what_they_mean(page: Section) -> None:
    ways = tables(page)[-1]
    assert [shown(column.title) for column in ways.columns] == [
        *("No.", "Way out", "Go-live", "Moves by", "What it means")
    ]
    rows = [[shown(cell) for cell in row.cells] for row in ways.rows]
    assert [row[2:4] for row in rows] == [
        ["2027-03-11", "10 working days later"],
        ["2027-02-22", "3 working days earlier"],
        ["2027-02-25", "Stays"],
        ["2027-03-11", "10 working days later"],
    ]
    assert "Pia Standinsky takes over 15 hours" in rows[2][4]
    assert rows[3][4].startswith("Marta Exemplar decides by Fri 5 Feb 2027")


def test_the_chart_has_the_hours_of_each_week_and_those_there_are(page: Section) -> None:
    (chart,) = [block for block in page.blocks if isinstance(block, LineChart)]
    there_are, asked = chart.series
    assert there_are.values == (8, 6.4, 8, 8, 8, 6.4, 8, 8, 8)
    assert asked.values == (3.6, 4.4, 2, 4, 11.7, 11.1, 13.2, 5, 3)


def test_a_plan_in_which_nobody_is_short_says_so_in_one_sentence_and_one_table() -> None:
    facts = internal("bakery")
    found = capacity_page(facts, facts.words)
    assert found is not None
    lead = found.blocks[0]
    assert isinstance(lead, Paragraph)
    assert plain(lead.text) == "Nobody is asked for more hours than there are, in any of 2 weeks."
    assert len(tables(found)) == 1


def test_neither_the_customer_nor_a_contract_has_the_page() -> None:
    facts = internal("invoice-approval")
    assert capacity_page(replace(facts, audience="customer"), facts.words) is None
    assert capacity_page(replace(facts, sow=True), facts.words) is None


def test_of_a_long_plan_only_the_weeks_around_a_short_one_are_shown() -> None:
    facts = internal("dock-scheduling")
    found = capacity_page(facts, facts.words)
    assert found is not None
    weeks = tables(found)[:-1]
    assert len(weeks) == 1
    assert "17 May" in {shown(column.title) for column in weeks[0].columns}


def test_the_workbook_has_the_ways_as_a_sheet_to_read() -> None:
    book: openpyxl.Workbook = opened(built("invoice-approval", audience="internal"))
    sheet = book["Ways out"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_row=9)]
    assert [str(row[4])[:10] for row in rows] == ["2027-03-11", "2027-02-22", "2027-02-25", "2027-03-11"]
    assert rows[0][0] == "Jonas Sampleworth"
    assert rows[0][1].count("week of") == 3
    assert "Ways out" not in opened(built("invoice-approval")).sheetnames


def said(**keys: object) -> str:
    """What the approach says of a release in the flagship, which has several features and nothing technically hard."""
    plan: Plan = sample("invoice-approval").model_copy(update={"release": Release.model_validate(keys)})
    facts = facts_of(plan)
    section = approach(facts, facts.words)
    assert section is not None
    paragraphs = [plain(block.text) for block in section.blocks if isinstance(block, Paragraph)]
    return " ".join(paragraphs[1:])


def test_the_answers_reasons_are_printed_where_the_plan_has_none_of_its_own() -> None:
    hesitant = said(answers={**MEDIUM, "risk_appetite": "low", "commitment": "low", "complexity": "medium"})
    assert hesitant.startswith("The scope goes live in phases.")
    assert "Not much is to be risked on a single day." in hesitant
    assert "Commitment to the change can grow with a first success." in hesitant
    urgent = said(answers={**MEDIUM, "urgency": "high", "commitment": "high", "use_cases": 1})
    assert urgent == (
        "All of the scope goes live on one day. Nothing in it is technically hard. There are not several use cases "
        "that could go live apart (1). All of it is needed soon. Everybody who counts stands behind the change."
    )


def test_the_plans_own_reason_comes_before_ours_and_another_way_gets_none_of_ours() -> None:
    own = said(strategy="big_bang", reason="Month-end allows one cutover only.", answers={**MEDIUM, "urgency": "low"})
    assert own == "All of the scope goes live on one day. Month-end allows one cutover only."
    against = said(strategy="phased", answers={**MEDIUM, "urgency": "high", "commitment": "high", "use_cases": 2})
    assert against == "The scope goes live in phases."


def test_phase_one_names_what_is_worth_most() -> None:
    text = said(strategy="phased", reason="It is new to everybody.", first="F1")
    item = next(item.text for item in sample("invoice-approval").scope.in_ if item.id == "F1")
    assert text.endswith(f"Phase 1 holds what is worth most: {item}.")


def test_open_questions_give_no_advice_and_a_balance_says_so() -> None:
    assert said(answers={"urgency": "high"}) == ""
    balance = said(answers={**MEDIUM, "complexity": "medium", "use_cases": 3})
    assert balance == (
        "The scope goes live in phases. The reasons for phases and for one day balance, and phases can still be "
        "joined later."
    )


def shared(plan: Plan) -> str:
    facts = facts_of(plan)
    section = approach(facts, facts.words)
    assert section is not None
    return " ".join(plain(block.text) for block in section.blocks if isinstance(block, Paragraph))


def test_who_works_in_several_waves_is_named_and_that_the_waves_are_apart() -> None:
    """Worked plan c: the same people in all three waves, which follow each other; a site's lead is in one only."""
    text = shared(sample("dock-scheduling"))
    people = "Imogen Waveley, Ravi Blueprintson, Zoe Mapperly, Bruno Stubbington, Bo Lecternby, Ida Queueman"
    assert f"7 people work in more than one wave: {people} and Hamish Templar-Doe." in text
    assert "No two of these waves run at the same time." in text


def test_waves_that_want_the_same_people_at_once_are_told_with_their_days() -> None:
    """Wave 2 waits for the pilot's go-live of 9 August only: it begins on the 10th, and the pilot ends on the 24th."""
    text = (SAMPLES / "dock-scheduling.yaml").read_text("utf-8")
    old = "values: {gate: M5, reached: M6"
    assert text.count(old) == 1
    said = shared(load_text(text.replace(old, "values: {gate: W1-10, reached: M6")).plan)
    assert "Wave 1 (pilot) and Wave 2 run at the same time from Tue 10 Aug 2027 to Tue 24 Aug 2027; 7 people" in said
    assert "No two of these waves" not in said
