"""What the kickoff deck says. Dates and counts come from the worked plans; patterns from the documents' conventions."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from plandocs.brand.load import load_brand
from plandocs.content.blocks import (
    Cards,
    Chain,
    ColumnBoard,
    ColumnChart,
    HeatMap,
    Lanes,
    Matrix,
    Paragraph,
    Table,
    TeamBoard,
)
from plandocs.content.document import Deck, Slide
from plandocs.content.facts import Facts
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt
from plandocs.content.wording import Words
from plandocs.documents.kickoff_deck import MAKERS, SECTIONS, TIERS, kickoff_deck
from plandocs.documents.kickoff_deck.certainty import _tenths
from plandocs.documents.kickoff_deck.opening import share_minutes
from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.load import load_plan
from plandocs.render.powerpoint import render_deck
from plandocs.schedule.from_plan import schedule_plan

SAMPLES = Path(__file__).parents[2] / "samples"
NBSP = "\u00a0"

ENTERPRISE = """
plandocs: 1
project: {name: Dock booking, customer: Quillfeather Logistics Group, vendor: Nimbusfold Software, start: 2027-04-05,
  tier: enterprise, language: en-GB, currency: EUR, problem: Trucks wait 74 minutes, confirm_by: 2027-04-09}
people:
  odile: {name: Odile Quorumby, role: sponsor, side: customer}
  imogen: {name: Imogen Waveley, role: implementation_pm, side: vendor}
phases:
  - id: build
    name: Build
    tasks:
      - {id: C01, name: Kickoff workshop, duration: 1d, owner: imogen}
      - {id: C02, name: Legacy data audit, duration: 6d, owner: odile, after: [C01]}
      - {id: C03, name: Environments, duration: 3d, owner: imogen, after: [C01]}
rollout:
  strategy: phased
  sites: {a: {name: Ashmoor}, b: {name: Bellweather}, c: {name: Corrigan Quay}, d: {name: Dunmarsh},
    e: {name: Eastpike}, f: {name: Fenwold}, g: {name: Grimsay Point}}
  waves:
    - {id: W1, name: Wave 1, sites: [a, b]}
    - {id: W2, name: Wave 2, sites: [c, d]}
    - {id: W3, name: Wave 3, sites: [e, f, g]}
  template:
    id: "{wave}"
    name: "{name}"
    tasks:
      - {id: "{wave}-1", name: "Site kickoff", duration: 5d, owner: imogen, after: [C02, "{previous}-2"]}
      - {id: "{wave}-2", name: "Go-live", kind: go_live, duration: 1d, owner: imogen, after: ["{wave}-1"]}
scope: {in: [{id: F1, text: Dock booking}], out: [{text: IoT gate sensors, reason: phase 2, revisit: phase 2}]}
dependencies: [{id: K1, type: customer, what: DPIA approval, owner: odile, due: 2027-04-19, needed_by: [C02]}]
risks: [{id: R001, risk: WMS interface slips, likelihood: H, impact: H, mitigation: Simulator, owner: imogen}]
raci: [{activity: Kickoff, sponsor: A, implementation_pm: R}]
communications: [{what: Programme call, who: [odile], owner: imogen, cadence: weekly, days: [tue]}]
processes: [{id: change, name: Change control, owner: imogen, steps: [Write, Assess, Options, Decide, Tell]}]
success_criteria: [{text: Mean truck wait is 45 minutes or less, metric: Truck wait, target: ≤ 45 min, by: 2027-12-31}]
"""


@cache
def facts_of(path: Path, as_of: date | None = None) -> Facts:
    plan = load_plan(path).plan
    agreed = schedule_plan(plan)
    return Facts(
        plan=plan,
        agreed=agreed,
        forecast=schedule_plan(plan, as_of=as_of) if as_of else None,
        as_of=as_of or plan.default_as_of() or agreed.start,
        words=Words.of(Formats(plan.project.language, plan.project.currency)),
        plan_hash=plan_hash(plan),
    )


def deck_of(name: str, as_of: date | None = None) -> Deck:
    facts = facts_of(SAMPLES / f"{name}.yaml", as_of)
    return kickoff_deck(facts, facts.words)


def with_project(name: str, **values: object) -> Deck:
    facts = facts_of(SAMPLES / f"{name}.yaml")
    project = facts.plan.project.model_copy(update=values)
    facts = replace(facts, plan=facts.plan.model_copy(update={"project": project}))
    return kickoff_deck(facts, facts.words)


@pytest.fixture
def enterprise(tmp_path: Path) -> Deck:
    path = tmp_path / "plan.yaml"
    path.write_text(ENTERPRISE, encoding="utf-8")
    facts = facts_of(path)
    return kickoff_deck(facts, facts.words)


def the(deck: Deck, kind: str) -> Slide:
    (found,) = [slide for slide in deck.slides if slide.kind == kind]
    return found


def block(slide: Slide, kind: type) -> object:
    (found,) = [item for item in slide.blocks if isinstance(item, kind)]
    return found


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


class TestTiers:
    def test_lite_has_five_slides_and_no_appendix(self) -> None:
        kinds = [slide.kind for slide in deck_of("bakery").slides]
        assert kinds == ["cover", "goals", "timeline", "asks", "sign_off"]

    def test_standard_has_twelve_slides_before_its_appendix(self) -> None:
        slides = deck_of("invoice-approval").slides
        main = [slide for slide in slides if slide.section != "Appendix"]
        assert len(main) == 12
        assert slides[12].kind == "section"
        assert {slide.section for slide in slides[12:]} == {"Appendix"}

    @pytest.mark.parametrize(("name", "count"), [("bakery", 5), ("invoice-approval", 12), ("dock-scheduling", 15)])
    @pytest.mark.parametrize("brand_name", ["default", "harbour"])
    @pytest.mark.parametrize("as_of", [None, "later"])
    def test_main_slides_stay_one_slide_each(self, name: str, count: int, brand_name: str, as_of: str | None) -> None:
        facts = facts_of(SAMPLES / f"{name}.yaml")
        deck = deck_of(name, facts.agreed.start + timedelta(days=18) if as_of else None)
        main = [slide for slide in deck.slides if slide.section != "Appendix"]
        assert len(main) == count
        assert all(slide.single for slide in main)
        brand = load_brand(brand_name)
        data = render_deck(deck, brand, brand.template("powerpoint/kickoff.pptx"))
        titles = [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(data)).slides]
        assert titles[:count] == [slide.title.replace("  ", " ") for slide in main]

    def test_what_standard_leaves_out_opens_its_appendix(self) -> None:
        kinds = [slide.kind for slide in deck_of("invoice-approval").slides[12:]]
        assert {"communication", "changes"} <= set(kinds)

    def test_enterprise_has_fifteen_slides_before_its_appendix(self, enterprise: Deck) -> None:
        main = [slide.kind for slide in enterprise.slides if slide.section != "Appendix"]
        assert main == list(MAKERS)
        assert len(main) == 15

    def test_every_kind_belongs_to_one_section(self) -> None:
        kinds = [kind for group in SECTIONS.values() for kind in group]
        assert sorted(kinds) == sorted(MAKERS)
        assert all(set(kinds) >= set(tier) for tier in TIERS.values())


class TestTitles:
    @pytest.mark.parametrize(
        ("kind", "title"),
        [
            ("cover", "Harrowby & Finch Textiles × Nimbusfold Software"),
            ("agenda", "Today we confirm scope, dates and who does what (60 min)"),
            ("scope", "In: 12 items. Out: 5. Parked: 3."),
            ("timeline", "Go-live Thu 25 Feb 2027 in four phases"),
            ("asks", "What we need from you: three actions in 14 days, 6 more by 12 Feb"),
            ("dependencies", "Five dependencies could stop us"),
            ("risks", "Top five risks and what we already do about them"),
            ("sign_off", "Please confirm by Fri 15 Jan 2027: scope, dates, owners"),
        ],
    )
    def test_titles_are_sentences_with_the_plans_facts(self, kind: str, title: str) -> None:
        assert plain(the(deck_of("invoice-approval"), kind).title) == title

    def test_the_goals_say_why_and_what_success_is(self) -> None:
        title = plain(the(deck_of("invoice-approval"), "goals").title)
        assert title.startswith("We are here because approving an invoice takes 9.2 days; success: ")
        assert title.endswith("30 Apr 2027")

    def test_a_title_without_room_for_a_problem_ends_it_with_a_clause(self) -> None:
        """The first clause has 36 characters: with the metric, both fit, the whole problem of 100 does not."""
        problem = "approving an invoice takes 9.2 days, and nobody in Finance can say where one of the many is waiting"
        slide = the(with_project("invoice-approval", problem=problem), "goals")
        title = plain(slide.title)
        assert title.startswith("We are here because approving an invoice takes 9.2 days; success: ")
        assert "…" not in title
        assert problem[1:] in str(slide.blocks[0]), "what the title leaves out stands below it"

    def test_a_title_without_room_for_any_clause_tells_what_success_is(self) -> None:
        problem = "approving an invoice takes so long that " * 5 + "nobody waits"
        title = plain(the(with_project("invoice-approval", problem=problem), "goals").title)
        assert title.startswith("Success: ")
        assert "…" not in title

    def test_the_critical_path_names_its_ends(self) -> None:
        title = the(deck_of("invoice-approval"), "critical_path").title
        assert title.endswith("→ … → Go-live decides the date; a day lost there costs buffer, then go-live")

    def test_waves_count_their_sites(self, enterprise: Deck) -> None:
        assert the(enterprise, "waves").title == "Pilot 2 sites, then 2, then 3"

    @pytest.mark.parametrize("name", ["bakery", "invoice-approval", "sixty-days"])
    def test_titles_are_unique_and_speak_no_template_language(self, name: str) -> None:
        titles = [slide.title for slide in deck_of(name).slides]
        assert len(set(titles)) == len(titles)
        assert not [title for title in titles if "{{" in title or "None" in title or "[]" in title]


class TestAtTheKickoff:
    """The deck is shown on the day of the kickoff, whatever happened since."""

    def test_with_an_as_of_date_only_the_labelled_forecast_is_added(self) -> None:
        plain_deck, later = deck_of("invoice-approval"), deck_of("invoice-approval", date(2027, 1, 29))
        assert len(plain_deck.slides) == len(later.slides)
        changed = [
            slide.kind
            for slide, other in zip(plain_deck.slides, later.slides, strict=True)
            if (slide.title, slide.blocks) != (other.title, other.blocks)
        ]
        assert changed == []
        different = [slide.kind for slide, other in zip(plain_deck.slides, later.slides, strict=True) if slide != other]
        assert different == ["timeline", "critical_path"]

    def test_the_file_is_dated_on_the_kickoff(self) -> None:
        properties = deck_of("invoice-approval", date(2027, 1, 29)).properties
        assert properties.dated == date(2027, 1, 11)
        assert properties.as_of == date(2027, 1, 29)

    def test_dependencies_that_were_done_later_are_still_to_come(self) -> None:
        slide = the(deck_of("invoice-approval", date(2027, 1, 29)), "dependencies")
        assert plain(slide.title) == "Five dependencies could stop us"
        assert "Done" not in repr(slide.blocks)

    def test_next_meetings_are_the_first_after_the_kickoff_and_no_mails(self) -> None:
        slide = the(deck_of("invoice-approval", date(2027, 1, 29)), "sign_off")
        (table,) = [item for item in slide.blocks if isinstance(item, Table)]
        assert [(row.cells[0], row.cells[1]) for row in table.rows] == [
            ("Working call", date(2027, 1, 12)),
            ("Sponsor update", date(2027, 1, 15)),
            ("Working call", date(2027, 1, 19)),
        ]


class TestContent:
    def test_the_timeline_has_twelve_rows_at_most_with_phases_and_the_go_live(self) -> None:
        gantt = block(the(deck_of("invoice-approval"), "timeline"), Gantt)
        assert isinstance(gantt, Gantt)
        assert len(gantt.rows) <= 12
        assert [row.kind for row in gantt.rows].count("phase") == 4
        rows = {row.id: row for row in gantt.rows}
        assert rows["T18"].finish == date(2027, 2, 25)
        assert rows["T16"].kind == "buffer"
        assert rows["T18"].kind == "milestone", "a go-live of one day is a diamond"
        marks = [day for row in gantt.rows if row.kind == "phase" for day, _ in row.marks]
        assert marks == [date(2027, 1, 25), date(2027, 2, 9), date(2027, 2, 23), date(2027, 3, 10)]

    def test_without_an_as_of_date_the_line_of_today_is_the_kickoff(self) -> None:
        gantt = block(the(deck_of("invoice-approval"), "timeline"), Gantt)
        assert isinstance(gantt, Gantt)
        assert gantt.today == date(2027, 1, 11)
        assert all(row.progress == 0 for row in gantt.rows)

    def test_with_an_as_of_date_the_forecast_is_labelled_and_the_agreed_dates_stay(self) -> None:
        deck = deck_of("invoice-approval", date(2027, 1, 29))
        slide = the(deck, "timeline")
        assert plain(slide.title) == "Go-live Thu 25 Feb 2027 in four phases"
        assert "Forecast as of Fri 29 Jan 2027: go-live Tue 2 Mar 2027" in plain(slide.subtitle)
        gantt = block(slide, Gantt)
        assert isinstance(gantt, Gantt)
        assert gantt.today == date(2027, 1, 11)
        assert all(row.progress == 0 for row in gantt.rows)

    def test_the_critical_path_ends_with_the_go_live(self) -> None:
        chain = block(the(deck_of("invoice-approval"), "critical_path"), Chain)
        assert isinstance(chain, Chain)
        assert chain.steps[0].text == "Kickoff"
        assert chain.steps[-1].text == "Go-live"
        assert chain.steps[-1].kind == "milestone"
        assert "buffer" in {step.kind for step in chain.steps}

    def test_the_room_beside_the_critical_path_is_one_day(self) -> None:
        cards = block(the(deck_of("invoice-approval"), "critical_path"), Cards)
        assert isinstance(cards, Cards)
        assert [card.value for card in cards.cards][1] == "1 day"

    def test_scope_keeps_the_numbers_of_the_plan(self) -> None:
        board = block(the(deck_of("invoice-approval"), "scope"), ColumnBoard)
        assert isinstance(board, ColumnBoard)
        assert [item[0] for item in board.columns[1].items] == ["X1", "X2", "X3", "X4", "X5"]

    def test_asks_are_sorted_by_date_and_the_first_fourteen_days_come_first(self) -> None:
        table = block(the(deck_of("invoice-approval"), "asks"), Table)
        assert isinstance(table, Table)
        days = [row.cells[2] for row in table.rows if row.kind == "plain"]
        assert days == sorted(days, key=str)
        groups = [row.cells[0] for row in table.rows if row.kind == "group"]
        assert groups == ["In the first 14 days", "After that"]
        later = [row.cells[0] for row in table.rows].index("After that")
        assert all(str(row.cells[2]) <= "2027-01-24" for row in table.rows[1:later])
        assert str(table.rows[later + 1].cells[2]) > "2027-01-24"

    def test_an_ask_says_what_happens_when_it_is_late_and_with_whom_it_is_done(self) -> None:
        table = block(the(deck_of("invoice-approval"), "asks"), Table)
        assert isinstance(table, Table)
        rows = {row.cells[0]: row.cells[-1] for row in table.rows}
        workflow = str(rows["Configure approval workflow (with Jonas Sampleworth)"])
        assert workflow.startswith("Without Jonas's decisions")
        expected = "API access and the ERP connector start later; every day moves the go-live by a day."
        assert rows["IT security review passed"] == expected

    def test_lists_of_names_with_commas_are_set_apart_by_semicolons(self) -> None:
        slide = the(deck_of("invoice-approval"), "critical_path")
        assert "; Configure approval workflow; " in slide.subtitle

    def test_people_who_only_stand_in_are_named_beside_whom_they_stand_in_for(self) -> None:
        board = block(the(deck_of("invoice-approval"), "team"), TeamBoard)
        assert isinstance(board, TeamBoard)
        names = {member.name: member.note for team in board.teams for member in team.members}
        assert "Pia Standinsky" not in names
        assert "Pia Standinsky" in names["Jonas Sampleworth"]
        assert "Lee Salesby" not in names

    def test_the_raci_has_one_a_a_row(self) -> None:
        matrix = block(the(deck_of("invoice-approval"), "raci"), Matrix)
        assert isinstance(matrix, Matrix)
        assert len(matrix.rows) == 7
        assert all("".join(letters).count("A") == 1 for _, letters in matrix.rows)

    def test_the_raci_shows_the_eight_activities_that_ask_most_and_counts_the_rest(self) -> None:
        slide = the(deck_of("dock-scheduling"), "raci")
        matrix, more = block(slide, Matrix), block(slide, Paragraph)
        assert isinstance(matrix, Matrix)
        assert isinstance(more, Paragraph)
        left_out = {"Integrations", "Performance and failover test"}
        assert left_out.isdisjoint(name for name, _ in matrix.rows), "four roles each, as few as any, and the last two"
        assert len(matrix.rows) == 8
        assert more.text == "+2 more in the project plan"
        assert "8 activities" in slide.title

    def test_a_raci_of_eight_or_less_is_whole(self) -> None:
        slide = the(deck_of("invoice-approval"), "raci")
        assert len(slide.blocks) == 1

    def test_late_shared_work_says_what_waits_for_it(self) -> None:
        table = block(the(deck_of("dock-scheduling"), "asks"), Table)
        assert isinstance(table, Table)
        late = {str(row.cells[0]): row.cells[3] for row in table.rows}
        assert late["Plan baseline and sign-off (with Odile Quorumby)"] == "Holds up: Baseline agreed"

    @pytest.mark.parametrize(
        ("name", "where"),
        [("bakery", "in the project plan and the workbook"), ("invoice-approval", "in the appendix and the workbook")],
    )
    def test_rows_left_out_of_the_timeline_are_where_the_notes_say(self, name: str, where: str) -> None:
        deck = deck_of(name)
        (note,) = [note for note in the(deck, "timeline").notes if "further rows" in note]
        assert where in note
        assert any(slide.kind == "appendix" for slide in deck.slides) == ("appendix" in where)

    def test_risks_are_on_the_map_and_in_the_table_worst_first(self) -> None:
        slide = the(deck_of("invoice-approval"), "risks")
        table, heat = block(slide, Table), block(slide, HeatMap)
        assert isinstance(table, Table)
        assert isinstance(heat, HeatMap)
        assert table.rows[0].cells[0] == "R001"
        assert dict(heat.cells)["H", "H"] == ("R001",)

    def test_waves_have_a_lane_each(self, enterprise: Deck) -> None:
        lanes = block(the(enterprise, "waves"), Lanes)
        assert isinstance(lanes, Lanes)
        assert lanes.lanes[0].note == "Ashmoor, Bellweather"

    def test_the_appendix_has_every_task_with_its_owner(self) -> None:
        facts = facts_of(SAMPLES / "invoice-approval.yaml")
        (table,) = [
            item
            for slide in deck_of("invoice-approval").slides
            for item in slide.blocks
            if isinstance(item, Table) and item.name == "tasks"
        ]
        shown = [row.cells[1] for row in table.rows if row.kind == "plain"]
        assert shown == [row.name for row in facts.rows]
        assert len(shown) == 25

    def test_nothing_internal_is_anywhere(self) -> None:
        text = repr(deck_of("invoice-approval"))
        found = [word for word in ("R006", "Lee Salesby", "discount", "reference call") if word in text]
        assert len(text) > 10_000
        assert found == []

    @pytest.mark.parametrize("name", ["bakery", "invoice-approval", "sixty-days"])
    def test_every_slide_has_purpose_question_and_source(self, name: str) -> None:
        slides = deck_of(name).slides
        assert slides
        for slide in slides:
            assert slide.notes[0].startswith("Purpose: "), slide.title
            assert any(note.startswith("Ask: ") for note in slide.notes), slide.title
            assert any(note.startswith("Source in the plan: ") for note in slide.notes), slide.title

    def test_the_footer_names_project_and_version(self) -> None:
        assert deck_of("invoice-approval").footer == "HF-2027-01 · Invoice approval automation · version 1.0"


class TestAgenda:
    def test_minutes_add_up_to_the_meeting(self) -> None:
        table = block(the(deck_of("invoice-approval"), "agenda"), Table)
        assert isinstance(table, Table)
        minutes = [row.cells[2] for row in table.rows if row.kind == "plain"]
        assert sum(minutes) == 60  # type: ignore[arg-type]
        assert table.rows[-1].cells[2] == 60

    @given(st.integers(10, 480), st.lists(st.integers(1, 5), min_size=1, max_size=7))
    def test_every_topic_has_time_and_the_total_is_exact(self, minutes: int, weights: list[int]) -> None:
        shares = share_minutes(minutes, weights)
        assert sum(shares) == minutes
        assert min(shares) > 0


def test_appendix_says_how_sure_the_date_is_in_a_sentence_over_a_chart() -> None:
    deck = deck_of("invoice-approval")
    (slide,) = [item for item in deck.slides if any(isinstance(part, ColumnChart) for part in item.blocks)]
    titles = [item.title for item in deck.slides]
    assert titles.index(slide.title) == titles.index("All tasks and milestones, with owners and dates") + 1
    uncertainty = facts_of(SAMPLES / "invoice-approval.yaml").uncertainty
    assert uncertainty is not None
    tenths = round(10 * uncertainty.agreed_share)
    eight = f"{uncertainty.eight:%-d %b}"
    assert plain(slide.title) == f"Thu 25 Feb 2027 holds in {tenths} of 10 runs; {eight} is the date for 8 of 10"
    assert slide.notes[0].startswith("Purpose: ")
    assert "how sure the date is" in next(item for item in deck.slides if item.kind == "section").subtitle


def test_forecast_does_not_change_how_sure_the_agreed_date_was() -> None:
    def chart(as_of: date | None) -> object:
        slides = deck_of("invoice-approval", as_of).slides
        return next(part for item in slides for part in item.blocks if isinstance(part, ColumnChart))

    assert chart(date(2027, 1, 29)) == chart(None)


@pytest.mark.parametrize("name", ["bakery", "sixty-days", "dock-scheduling"])
def test_plans_without_estimates_have_no_slide_of_chances(name: str) -> None:
    assert not any(isinstance(part, ColumnChart) for item in deck_of(name).slides for part in item.blocks)


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0"), (0.02, "fewer than 1"), (0.49, "5"), (0.79, "8"), (0.97, "more than 9"), (1.0, "10")],
)
def test_only_none_of_ten_is_none_and_only_all_is_ten(share: float, said: str) -> None:
    assert _tenths(share, Words.of(Formats("en-GB", "GBP"))) == said


def test_a_buffer_that_protects_no_date_is_not_denied() -> None:
    """The bakery's buffer of a day stands beside work that is as long: the chart shows it, so none is not the word."""
    shown = next(slide for slide in deck_of("bakery").slides if slide.kind == "timeline")
    chart = next(block for block in shown.blocks if isinstance(block, Gantt))
    assert any(row.kind == "buffer" for row in chart.rows)
    assert shown.subtitle.endswith("12 tasks; no buffer protects the date")


def test_raci_is_explained_only_where_somebody_has_a_letter() -> None:
    def terms(name: str) -> list[object]:
        table = next(
            b for item in deck_of(name).slides for b in item.blocks if isinstance(b, Table) and b.name == "glossary"
        )
        return [row.cells[0] for row in table.rows]

    assert "RACI" in terms("invoice-approval")
    assert "Buffer" in terms("sixty-days")
    assert "RACI" not in terms("sixty-days")
