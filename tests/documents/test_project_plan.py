"""What the project plan says, asked before any file is made. Dates and texts come from the worked plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from plandocs.baseline.against import Against
from plandocs.content.blocks import Bullets, Callout, Cards, Chip, ColumnChart, Matrix, Paragraph, SignOff, Span, Table
from plandocs.content.document import Document, Section
from plandocs.content.facts import Facts
from plandocs.content.formats import Formats
from plandocs.content.gantt import Gantt
from plandocs.content.wording import Words
from plandocs.documents.project_plan import project_plan
from plandocs.documents.project_plan.people import roles
from plandocs.documents.project_plan.signing import sign_off
from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.load import load_plan
from plandocs.plan.model import Plan
from plandocs.schedule.from_plan import schedule_plan

SAMPLES = Path(__file__).parents[2] / "samples"


def facts_of(plan: Plan, as_of: date | None = None, **changes: object) -> Facts:
    agreed = schedule_plan(plan)
    return Facts(
        plan=plan,
        agreed=agreed,
        forecast=schedule_plan(plan, as_of=as_of) if as_of else None,
        as_of=as_of or agreed.start,
        words=Words.of(Formats(plan.project.language, plan.project.currency)),
        plan_hash=plan_hash(plan),
        **changes,  # type: ignore[arg-type]
    )


def sample(name: str) -> Plan:
    return load_plan(SAMPLES / f"{name}.yaml").plan


@cache
def made(name: str, as_of: date | None = None) -> Document:
    facts = facts_of(sample(name), as_of)
    return project_plan(facts, facts.words)


def keys(document: Document) -> list[str]:
    return [section.key for section in document.sections]


def find(document: Document, key: str) -> Section:
    return next(section for section in document.sections if section.key == key)


def table(document: Document, name: str) -> Table:
    return next(
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table) and block.name == name
    )


def texts(section: Section) -> list[str]:
    found: list[str] = []
    for block in section.blocks:
        if isinstance(block, Paragraph | Callout):
            found.append(plain(block.text))
        elif isinstance(block, Bullets):
            found += [plain(item) for item in block.items]
    return found


def plain(text: str | tuple[Span, ...]) -> str:
    shown = text if isinstance(text, str) else "".join(span.text for span in text)
    return shown.replace("\u00a0", " ")


def test_a_standard_plan_has_its_sections_in_order() -> None:
    assert keys(made("invoice-approval")) == [
        "summary",
        "background",
        "scope_in",
        "scope_out",
        "deliverables",
        "approach",
        "timeline",
        "tasks",
        "roles",
        "responsibilities",
        "dependencies",
        "assumptions",
        "risks",
        "adoption",
        "communication",
        "changes",
        "acceptance",
        "fees",
        "security",
        "success",
        "processes",
        "signoff",
        "alignment",
        "discovery",
        "glossary",
    ]


def test_a_lite_plan_keeps_ten_sections_and_no_contents() -> None:
    document = made("bakery")
    assert set(keys(document)) <= {
        "summary",
        "scope_in",
        "scope_out",
        "timeline",
        "tasks",
        "responsibilities",
        "risks",
        "communication",
        "success",
        "signoff",
    }
    assert document.compact
    assert not document.contents


MINIMAL = {
    "project": {"name": "Small", "start": date(2027, 1, 11)},
    "people": {"rhea": {"name": "Rhea Demoville", "side": "vendor", "role": "implementation_pm"}},
    "phases": [{"id": "p", "name": "Only", "tasks": [{"id": "T1", "name": "Work", "duration": "2d", "owner": "rhea"}]}],
}


def test_a_minimal_plan_has_only_the_sections_it_can_fill() -> None:
    facts = facts_of(Plan.model_validate(MINIMAL), draft=True)
    document = project_plan(facts, facts.words)
    assert keys(document) == ["summary", "timeline", "tasks", "roles", "changes", "signoff", "glossary"]
    assert texts(find(document, "summary"))[0] == "The project runs from Mon 11 Jan 2027 to Tue 12 Jan 2027."


def test_no_section_and_no_table_is_empty() -> None:
    for name in ("invoice-approval", "bakery", "sixty-days", "dock-scheduling"):
        for section in made(name).sections:
            assert section.blocks, (name, section.key)
            for block in section.blocks:
                if isinstance(block, Table):
                    assert block.rows, (name, block.name)


def test_the_milestones_are_those_of_the_worked_plan() -> None:
    rows = [(row.cells[0], row.cells[-1]) for row in table(made("invoice-approval"), "milestones").rows]
    assert rows == [
        ("M1", date(2027, 1, 25)),
        ("M2", date(2027, 2, 9)),
        ("M3", date(2027, 2, 23)),
        ("T18", date(2027, 2, 25)),
        ("M4", date(2027, 3, 10)),
    ]


def test_the_task_list_has_every_task_with_owner_and_agreed_dates() -> None:
    rows = {row.cells[2]: row.cells for row in table(made("invoice-approval"), "tasks").rows if row.kind == "plain"}
    assert len(rows) == 25
    assert rows["IT security review"][3:7] == ("Wei Mockridge", "Customer", date(2027, 1, 12), date(2027, 1, 21))
    assert rows["Go-live"][6] == date(2027, 2, 25)
    assert rows["End-user training, 4 cohorts"][-1] == 2
    assert all(cells[3] for cells in rows.values())
    assert rows["Branding and notifications"][8] == "T05 SS+2d"


def test_agreed_dates_stay_when_a_forecast_is_asked_for() -> None:
    before = table(made("invoice-approval"), "tasks").rows
    after = table(made("invoice-approval", date(2027, 1, 29)), "tasks").rows
    assert before == after


def test_the_forecast_is_one_labelled_line() -> None:
    line = "As of Fri 29 Jan 2027 the go-live is forecast for Tue 2 Mar 2027, 3 working days later than agreed."
    shown = [text for section in made("invoice-approval", date(2027, 1, 29)).sections for text in texts(section)]
    assert [text for text in shown if "forecast" in text.lower()] == [
        f"{line} The dates in this plan are the agreed ones."
    ]
    without = [text for section in made("invoice-approval").sections for text in texts(section)]
    assert not [text for text in without if "forecast" in text.lower()]


def test_the_chart_shows_the_agreed_plan_without_progress() -> None:
    chart = next(b for b in find(made("invoice-approval"), "timeline").blocks if isinstance(b, Gantt))
    assert {row.progress for row in chart.rows} == {0}
    assert chart.today is None
    assert "progress" not in dict(chart.legend)


def test_sections_open_with_a_sentence_from_the_plan() -> None:
    document = made("invoice-approval")
    assert texts(find(document, "timeline"))[0] == (
        "Go-live is Thu 25 Feb 2027; 4 phases run from Mon 11 Jan 2027 to Wed 10 Mar 2027."
    )
    assert texts(find(document, "summary"))[0].startswith(
        "Harrowby & Finch Textiles goes live on Thu 25 Feb 2027, 6 weeks after the kickoff"
    )
    opening = [section for section in document.sections if section.key not in ("signoff",)]
    for section in opening:
        first = section.blocks[0]
        assert isinstance(first, Paragraph), section.key
        assert first.kind == "lead"
        assert plain(first.text).endswith(".")


def test_time_to_value_counts_from_the_signature() -> None:
    assert "69 days (18 Dec 2026 to 25 Feb 2027)" in texts(find(made("invoice-approval"), "summary"))[0]


def test_nothing_internal_is_said() -> None:
    document = made("invoice-approval")
    shown = repr(document)
    for word in ("reference call", "R006", "Dev Scaffolder for the connector", "bottleneck"):
        assert word not in shown, word


def test_the_raci_has_the_rows_of_the_plan() -> None:
    matrix = next(b for b in find(made("invoice-approval"), "roles").blocks if isinstance(b, Matrix))
    assert [name for name, _ in matrix.rows][:2] == ["Kickoff", "Account setup"]
    assert all(sum("A" in letter for letter in letters) == 1 for _, letters in matrix.rows)


def test_the_billing_plan_adds_up_to_the_contract() -> None:
    rows = table(made("invoice-approval"), "billing").rows
    assert rows[-1].kind == "total"
    assert [str(row.cells[3]) for row in rows] == ["11400.00", "11400.00", "11400.00", "3800.00", "38000.00"]


def test_an_acceptance_number_nobody_entered_is_marked_open() -> None:
    plan = sample("invoice-approval")
    assert plan.sow is not None
    bare = plan.model_copy(update={"sow": plan.sow.model_copy(update={"acceptance": None})})
    facts = facts_of(bare)
    shown = texts(find(project_plan(facts, facts.words), "acceptance"))
    marks = ("review period", "time to correct", "number of rejections")
    assert all(any(f"[To be completed: {mark}]" in text for text in shown) for mark in marks)


def test_the_sign_off_names_the_version_and_the_hash() -> None:
    document = made("invoice-approval")
    block = find(document, "signoff").blocks[0]
    assert isinstance(block, SignOff)
    assert f"version 1.0, plan hash {document.properties.plan_hash}" in block.statement
    assert [signer.name for signer in block.signatures] == ["Marta Exemplar", "Rhea Demoville"]


@pytest.mark.parametrize(("draft", "word"), [(True, "Draft"), (False, "Approved")])
def test_the_cover_says_how_far_the_plan_is_agreed(draft: bool, word: str) -> None:
    facts = facts_of(sample("invoice-approval"), draft=draft)
    document = project_plan(facts, facts.words)
    assert document.cover is not None
    assert document.cover.status.text == word
    assert ("mark", "DRAFT") in document.words or not draft


def test_a_long_plan_rolls_the_chart_up_and_keeps_the_whole_in_an_annex() -> None:
    document = made("dock-scheduling")
    overview = next(b for b in find(document, "timeline").blocks if isinstance(b, Gantt))
    figures = [b for b in find(document, "chart").blocks if isinstance(b, Gantt)]
    assert {row.kind for row in overview.rows} == {"phase", "buffer", "milestone"}
    assert [row.id for row in overview.rows if row.kind == "buffer"] == ["C31", "W1-9", "W2-9", "W3-9"]
    assert [figure.caption for figure in figures][-2:] == ["Wave 3: Eastpike, Fenwold, Grimsay Point", "Close"]
    assert (
        sum(row.kind in ("task", "buffer") or row.id.endswith("-10") for figure in figures for row in figure.rows) == 75
    )
    assert [row.id for row in figures[0].rows][:3] == ["discovery", "C01", "C02"]


def test_each_figure_of_the_annex_has_the_scale_of_its_own_phases() -> None:
    """Wave 1 begins on the day after M4, 14 July, and its gate M5 is on 24 August."""
    figures = [b for b in find(made("dock-scheduling"), "chart").blocks if isinstance(b, Gantt)]
    wave = next(figure for figure in figures if figure.rows[0].label.startswith("Wave 1"))
    assert (wave.start, wave.finish) == (date(2027, 7, 15), date(2027, 8, 24))
    assert len({figure.name for figure in figures}) == len(figures)


def test_small_phases_share_a_figure_and_large_ones_do_not() -> None:
    """Rows of 4, 4, 4 and 4 with their headings: three phases make 12 rows, the fourth would make 16."""
    phases = [
        {
            "id": f"p{n}",
            "name": f"Phase {n}",
            "tasks": [{"id": f"T{n}{k}", "name": "x", "duration": "1d"} for k in range(3)],
        }
        for n in range(16)
    ]
    facts = facts_of(Plan.model_validate({**MINIMAL, "phases": phases}), draft=True)
    chart = find(project_plan(facts, facts.words), "chart")
    figures = [b for b in chart.blocks if isinstance(b, Gantt)]
    assert [sum(row.kind == "phase" for row in figure.rows) for figure in figures] == [3, 3, 3, 3, 3, 1]
    assert figures[0].caption == "Phase 0, Phase 1 and Phase 2"


def test_near_critical_tasks_are_a_table_with_the_least_float_first() -> None:
    """Floats of the worked plan: C05 and C09 one day, C04 two."""
    document = made("dock-scheduling")
    near = table(document, "near")
    assert [(row.cells[0], row.cells[4]) for row in near.rows] == [("C05", 1), ("C09", 1), ("C04", 2)]
    assert "3 tasks have 2 days of float or less" in " ".join(texts(find(document, "timeline")))


def test_the_change_process_is_told_once() -> None:
    document = made("invoice-approval")
    steps = "Whoever wants a change writes it down in one paragraph and sends it to Rhea."
    assert sum(text == steps for section in document.sections for text in texts(section)) == 1


def test_status_words_carry_a_tone() -> None:
    chips = [row.cells[2] for row in table(made("invoice-approval"), "risks").rows]
    assert {chip.text for chip in chips if isinstance(chip, Chip)} == {"High", "Medium"}


def test_the_cards_name_the_dates() -> None:
    cards = next(b for b in find(made("invoice-approval"), "summary").blocks if isinstance(b, Cards))
    assert [card.value.replace("\u00a0", " ") for card in cards.cards] == [
        "11 Jan 2027",
        "25 Feb 2027",
        "10 Mar 2027",
        "3 days",
    ]


def rows_of(document: Document, name: str) -> list[tuple[object, ...]]:
    return [row.cells for row in table(document, name).rows if row.kind == "plain"]


def test_shared_decisions_are_customers_actions_with_what_follows() -> None:
    rows = {cells[0]: cells for cells in rows_of(made("invoice-approval"), "responsibilities")}
    decision = rows["Final validation and go/no-go (with Marta Exemplar)"]
    assert decision[1:3] == ("Rhea Demoville", date(2027, 2, 24))
    assert decision[3] == "Without Marta's decision the go-live moves, and Friday 26 February is month-end close."
    assert rows["IT security review passed"][3] != ""


def test_an_action_has_the_owner_of_its_task_and_is_in_progress_once_begun() -> None:
    """T08 is Noor's, with Wei; it began on 29 January. T11 is Kim's, with Jonas, and has not."""
    rows = {cells[0]: cells for cells in rows_of(made("invoice-approval", date(2027, 1, 29)), "responsibilities")}
    connector = rows["ERP connector build and test (with Wei Mockridge)"]
    assert connector[1] == "Noor Betaworth"
    assert connector[3].text == "In progress"
    later = rows["Import and reconciliation (with Jonas Sampleworth)"]
    assert (later[1], later[3].text) == ("Kim Stubworth", "Open")


def test_actions_have_a_state_only_where_a_forecast_was_asked_for() -> None:
    before = table(made("invoice-approval"), "responsibilities")
    after = table(made("invoice-approval", date(2027, 1, 29)), "responsibilities")
    assert [column.title for column in before.columns] == ["Action", "Owner", "Due", "If it comes late"]
    assert [column.title for column in after.columns][3] == "State"
    states = {row.cells[0]: row.cells[3] for row in after.rows}
    late = states["Legal review of the data processing agreement"]
    done = states["IT security review passed"]
    assert isinstance(late, Chip)
    assert isinstance(done, Chip)
    assert (late.text, done.text) == ("5 days late", "Done")


def test_each_third_party_stands_under_its_own_company() -> None:
    groups: dict[object, list[object]] = {}
    for row in table(made("dock-scheduling"), "people").rows:
        if row.kind == "group":
            names = groups.setdefault(row.cells[0], [])
        else:
            names.append(row.cells[0])
    assert groups["CarrierHub"] == ["Nadia Keyholder"]
    assert groups["Shelfwise"] == ["Per Rackmann"]


def test_waves_have_their_dates_and_sites_their_leads() -> None:
    waves = rows_of(made("dock-scheduling"), "waves")
    assert [cells[3] for cells in waves] == [date(2027, 8, 9), date(2027, 9, 20), date(2027, 10, 21)]
    assert [cells[4] for cells in waves] == [date(2027, 8, 24), date(2027, 9, 28), date(2027, 10, 29)]
    sites = {cells[0]: cells for cells in rows_of(made("dock-scheduling"), "sites")}
    assert len(sites) == 7
    assert sites["Corrigan Quay"][2] == "Cory Quayman"


def test_every_option_of_a_change_is_printed_with_days_and_cost() -> None:
    rows = rows_of(made("invoice-approval"), "change_options")
    assert [(cells[0], cells[2]) for cells in rows] == [("1", 10), ("2", 0), ("3", 0), ("4", 0)]
    assert rows[0][3] == date(2027, 3, 11)
    assert str(rows[2][4]) == "7200"
    assert rows[3][-1] == "Chosen"


def test_what_decides_the_date_is_one_number() -> None:
    shown = [text for section in made("invoice-approval").sections for text in texts(section)]
    # T01, T03, T04, T08, T11, T12, T17, T18 on the chain, T02, T05, T06 beside it.
    assert any(text.startswith("11 tasks decide the go-live;") for text in shown)
    assert any("; 11 of them decide the go-live." in text for text in shown)


def test_a_short_plan_counts_days_after_its_kickoff() -> None:
    lead = texts(find(made("bakery"), "summary"))[0]
    assert "Wed 10 Feb 2027, 7 working days after the kickoff; " in lead


def test_a_plan_of_one_task_has_no_chain_and_no_one_of_them() -> None:
    facts = facts_of(Plan.model_validate(MINIMAL), draft=True)
    shown = " ".join(texts(find(project_plan(facts, facts.words), "timeline")))
    assert "one of them" not in shown
    assert "No time is kept in reserve." in shown


def test_the_chart_shows_what_is_done_where_a_forecast_was_asked_for() -> None:
    document = made("invoice-approval", date(2027, 1, 29))
    chart = next(b for b in find(document, "timeline").blocks if isinstance(b, Gantt))
    done = {row.id: row.progress for row in chart.rows}
    assert done["T03"] == 100
    assert done["T12"] == 0
    assert chart.today == date(2027, 1, 29)
    assert next(row.kind for row in chart.rows if row.id == "T18") == "milestone"


def test_an_agreed_plan_has_no_as_of_date() -> None:
    agreed, forecast = made("invoice-approval").cover, made("invoice-approval", date(2027, 1, 29)).cover
    assert agreed is not None
    assert forecast is not None
    assert "As of" not in dict(agreed.control.pairs)
    assert dict(forecast.control.pairs)["As of"] == date(2027, 1, 29)


def test_timeline_says_how_sure_the_date_is_with_a_chart_and_its_reasons() -> None:
    (section,) = [part for part in made("invoice-approval").sections if part.key == "timeline"]
    kinds = [type(block).__name__ for block in section.blocks]
    at = next(n for n, block in enumerate(section.blocks) if getattr(block, "text", "") == CERTAINTY)
    assert kinds[at + 1 :] == ["Paragraph", "ColumnChart", "Table", "Table"]
    facts = facts_of(sample("invoice-approval")).uncertainty
    assert facts is not None
    lead = str(section.blocks[at + 1].text).replace("\u00a0", " ")  # type: ignore[union-attr]
    assert lead.startswith(f"Thu 25 Feb 2027, the agreed go-live, holds in {round(100 * facts.agreed_share)}% of 2,000")
    assert "uses up the buffer before it moves the date" in lead


CERTAINTY = "How sure is the go-live date?"


@pytest.mark.parametrize("name", ["bakery", "sixty-days", "dock-scheduling"])
def test_plans_without_estimates_say_nothing_of_chances(name: str) -> None:
    plan = sample(name)
    assert not any(task.estimate for task in plan.tasks())
    texts = [getattr(block, "text", "") for part in made(name).sections for block in part.blocks]
    assert CERTAINTY not in texts


def test_small_plans_say_nothing_of_chances() -> None:
    plan = sample("invoice-approval")
    lite = plan.model_copy(update={"project": plan.project.model_copy(update={"tier": "lite"})})
    facts = facts_of(lite)
    texts = [getattr(b, "text", "") for part in project_plan(facts, facts.words).sections for b in part.blocks]
    assert CERTAINTY not in texts


def test_tasks_and_deliverables_are_not_said_to_have_what_they_lack() -> None:
    """Nineteen tasks in the sample; T09 loses its owner, and a deliverable its criterion."""
    plan = sample("invoice-approval")
    second = plan.phases[1]
    tasks = tuple(t if t.id != "T09" else t.model_copy(update={"owner": ""}) for t in second.tasks)
    phases = (plan.phases[0], second.model_copy(update={"tasks": tasks}), *plan.phases[2:])
    first = plan.deliverables[0].model_copy(update={"acceptance": ""})
    changed = {"phases": phases, "deliverables": (first, *plan.deliverables[1:])}
    facts = facts_of(plan.model_copy(update=changed))
    document = project_plan(facts, facts.words)
    assert texts(find(document, "tasks"))[0].startswith("19 tasks with dates; 1 task has no owner yet")
    assert texts(find(made("invoice-approval"), "tasks"))[0].startswith("19 tasks with an owner and dates")
    assert "test that it must pass" not in texts(find(document, "deliverables"))[0]
    assert "test that it must pass" in texts(find(made("invoice-approval"), "deliverables"))[0]


def test_the_chart_of_chances_says_that_it_is_as_of_the_kickoff_where_a_later_day_is_asked_for() -> None:
    def caption(as_of: date | None) -> str:
        blocks = find(made("invoice-approval", as_of), "timeline").blocks
        return next(block.caption for block in blocks if isinstance(block, ColumnChart)).replace("\u00a0", " ")

    assert caption(None) == "Chance that the go-live is reached by each day"
    assert caption(date(2027, 1, 29)) == (
        "Chance that the go-live is reached by each day, as seen at the kickoff: what has happened until "
        "Fri 29 Jan 2027 is not in it"
    )


def test_nobody_signs_for_a_company_that_is_not_theirs() -> None:
    """A project manager on the customer's side leaves the vendor's line to be filled by hand."""
    plan = sample("sixty-days")
    people = {key: person.model_copy(update={"side": "customer"}) for key, person in plan.people.items()}
    facts = facts_of(plan.model_copy(update={"people": people}))
    block = next(block for block in sign_off(facts, facts.words).blocks if isinstance(block, SignOff))
    assert [(signer.side, signer.name) for signer in block.signatures] == [
        ("Harrowby & Finch Textiles", "Marta Exemplar"),
        ("Nimbusfold Software", ""),
    ]


def test_bars_that_moved_since_the_baseline_show_where_it_has_them() -> None:
    """T08 runs 26 January to 5 February; the baseline has it a week earlier. Nothing else has moved."""
    facts = facts_of(sample("invoice-approval"))
    frozen = {task.id: (task.start, task.finish) for task in facts.agreed.tasks}
    frozen_as = Against(
        name="v1.0",
        dated=None,
        plan_hash="",
        start=facts.agreed.start,
        finish=facts.agreed.finish,
        go_live=None,
        days={},
    )
    moved = {**frozen, "T08": (date(2027, 1, 19), date(2027, 1, 29))}
    for days, expected in ((frozen, {}), (moved, {"T08": (date(2027, 1, 19), date(2027, 1, 29))})):
        known = replace(facts, against=replace(frozen_as, days=days))
        document = project_plan(known, known.words)
        chart = next(block for block in find(document, "timeline").blocks if isinstance(block, Gantt))
        shown = {row.id: (row.baseline_start, row.baseline_finish) for row in chart.rows if row.baseline_finish}
        assert shown == expected
        assert ("baseline" in dict(chart.legend)) is bool(expected)


@pytest.mark.parametrize("name", ["invoice-approval", "dock-scheduling", "sixty-days", "bakery"])
def test_the_chart_comes_before_its_tables(name: str) -> None:
    """The order of documents.md: the figure, phases, milestones."""
    kinds = [type(block) for block in find(made(name), "timeline").blocks if isinstance(block, Gantt | Table)]
    assert kinds[0] is Gantt


def test_a_touchpoint_names_who_hears_of_it_below_what_it_is() -> None:
    found = table(made("invoice-approval"), "communication")
    assert found.columns[0].title == "What, and for whom"
    what = found.rows[0].cells[0]
    assert isinstance(what, tuple)
    assert [(span.text.strip(), span.strong, span.muted) for span in what] == [
        ("Project announcement", True, False),
        ("Finance team, approvers", False, True),
    ]


def test_change_impacts_are_ranked_with_their_scores_and_say_what_is_often_heard() -> None:
    """Worked plan a: value times reach, in five steps: 2 x 5, 5 x 2, 4 x 1, 3 x 1."""
    plan = sample("invoice-approval")
    first = plan.change_impacts[0].model_copy(update={"complaint": "One more password", "known": False})
    facts = facts_of(plan.model_copy(update={"change_impacts": (first, *plan.change_impacts[1:])}))
    found = table(project_plan(facts, facts.words), "adoption")
    score = [column.title for column in found.columns].index("Score")
    scores = [row.cells[score] for row in found.rows]
    assert scores == [10, 10, 4, 3]
    texts = [plain(cell) for row in found.rows for cell in row.cells if isinstance(cell, str | tuple)]
    (told,) = [text for text in texts if "One more password" in text]
    assert told.splitlines()[1:] == ["Predicted", "Often said: One more password."]


def test_the_alignment_record_says_how_each_was_asked() -> None:
    found = table(made("invoice-approval"), "alignment")
    how = [column.title for column in found.columns].index("How")
    assert [row.cells[how] for row in found.rows][:3] == ["E-mail", "Call", "Meeting"]


def test_each_role_that_somebody_has_is_described_once() -> None:
    rows = dict(rows_of(made("invoice-approval"), "duties"))
    assert list(rows)[:3] == ["Executive sponsor", "Champion", "IT"]
    assert rows["Data"] == "Exports, cleans and checks the data that moves."
    assert "Account manager" not in rows, "Lee Salesby is only kept informed"
    assert "Trainer" not in rows, "nobody in the plan is a trainer"
    assert len(rows) == 13


def test_roles_of_a_plans_own_making_are_not_described() -> None:
    plan = sample("bakery")
    people = {key: person.model_copy(update={"role": ("baker",)}) for key, person in plan.people.items()}
    facts = facts_of(plan.model_copy(update={"people": people}).model_copy(deep=True))
    section = roles(facts, facts.words)
    assert [block for block in section.blocks if isinstance(block, Table) and block.name == "duties"] == []


def test_shared_work_without_a_consequence_says_what_waits_for_it() -> None:
    late = {str(row[0]): row[-1] for row in rows_of(made("dock-scheduling"), "responsibilities")}
    assert late["ERP build (with Bruno Stubbington)"] == "Holds up: ERP test"
    survey = "Site differences surface in site configuration instead of in the group template."
    assert late["Site readiness survey"] == survey, "the plan's own words come first"


def test_a_process_of_the_plans_own_is_followed_by_the_ways_to_answer_a_request() -> None:
    said = " ".join(texts(find(made("invoice-approval"), "changes")))
    assert said.count("extend the timeline, give up another item, add a person, or defer to a later phase") == 1


def test_support_is_named_with_the_address_that_reaches_it() -> None:
    said = " ".join(texts(find(made("invoice-approval"), "success")))
    assert "led by Ana Protowell (ana.protowell@nimbusfold.example)." in said
    assert "led by Finn Setupsky." in " ".join(texts(find(made("bakery"), "success"))), "no address, no brackets"


def test_two_criteria_are_both_measured_later_not_all_two() -> None:
    said = " ".join(texts(find(made("bakery"), "success")))
    assert "both are measured after the handover" in said


def test_american_instalments_are_installments_throughout() -> None:
    said = " ".join(texts(find(made("invoice-approval"), "fees")))
    assert said.count("nstallments") == 2
    assert "nstalment" not in said


def test_a_team_says_how_many_it_is() -> None:
    names = {row[0] for row in rows_of(made("invoice-approval"), "people") if isinstance(row[0], tuple)}
    assert {plain(name) for name in names} == {"Five acceptance testers\n5 people"}  # type: ignore[arg-type]
