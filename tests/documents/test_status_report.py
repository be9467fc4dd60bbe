"""What the weekly status says: computed from dates and progress, in order of use, on one page."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from plandocs.content.blocks import Bullets, Callout, Cards, Chip, ColumnBoard, LineChart, Paragraph, Table
from plandocs.content.document import Document, Section
from plandocs.documents.status_report import status_report
from plandocs.documents.status_report.asks import open_asks
from plandocs.documents.status_report.fit import lines_of
from plandocs.documents.status_report.where import MOST_WORDS
from plandocs.plan.registers import Report
from tests.documents.test_project_plan import facts_of, plain, sample, texts


@cache
def made(name: str = "invoice-approval", as_of: date = date(2027, 1, 29)) -> Document:
    facts = facts_of(sample(name), as_of)
    return status_report(facts, facts.words)


def find(document: Document, key: str) -> Section:
    return next(section for section in document.sections if section.key == key)


def test_the_sections_come_in_the_order_of_use() -> None:
    assert [section.key for section in made().sections] == ["where", "asks", "work", "blockers", "milestones"]


def test_the_status_is_amber_with_its_reason_in_one_sentence() -> None:
    callout = find(made(), "where").blocks[0]
    assert isinstance(callout, Callout)
    assert (callout.title, callout.tone) == ("At risk", "watch")
    assert plain(callout.text).startswith(
        "Go-live is forecast for Tue 2 Mar 2027, 3 working days later than the agreed Thu 25 Feb 2027."
    )


def test_the_figures_are_those_of_the_worked_plan() -> None:
    cards = next(b for b in find(made(), "where").blocks if isinstance(b, Cards)).cards
    assert [card.value.replace("\u00a0", " ") for card in cards[:3]] == ["2 Mar 2027", "3 days", "0 of 3 days"]
    assert cards[1].note == "Minor, in working days"


def test_the_head_names_week_report_date_and_manager() -> None:
    cover = made().cover
    assert cover is not None
    line = cover.line.replace("\u00a0", " ")
    assert line == "Week of Mon 25 Jan 2027  ·  report 3 of 9  ·  as of Fri 29 Jan 2027  ·  Rhea Demoville"


def test_actions_are_sorted_by_date_and_never_cut() -> None:
    table = find(made(), "asks").blocks[0]
    assert isinstance(table, Table)
    dates = [row.cells[2] for row in table.rows]
    assert dates == sorted(dates)
    assert table.rows[0].cells[0] == "Legal review of the data processing agreement"
    late = table.rows[0].cells[3]
    assert isinstance(late, Chip)
    assert (late.text, late.tone) == ("5 days late", "bad")


def test_milestones_print_agreed_and_forecast_dates() -> None:
    table = next(b for b in find(made(), "milestones").blocks if isinstance(b, Table))
    found = {row.cells[0]: row.cells[1:4] for row in table.rows}
    assert found["System configured and ready for integration"] == (date(2027, 1, 25), date(2027, 1, 25), 0)
    assert found["Go-live"] == (date(2027, 2, 25), date(2027, 3, 2), 3)
    assert len(table.rows) == 5


def test_what_was_done_is_told_with_its_day() -> None:
    board = find(made(), "work").blocks[0]
    assert isinstance(board, ColumnBoard)
    done = [text.replace("\u00a0", " ") for _, text in board.columns[0].items]
    assert "IT security review: finished 26 Jan, 3 days late" in done


def test_what_does_not_fit_is_counted() -> None:
    board = find(made(), "work").blocks[0]
    assert isinstance(board, ColumnBoard)
    shown = [text for mark, text in board.columns[0].items if mark != "+"]
    more = [text for mark, text in board.columns[0].items if mark == "+"]
    finished_since_22_january = 5  # T03, T04, T09, T08 begun, and M1
    hidden = sum(int(text.split()[0]) for text in more)
    assert len(shown) + hidden == finished_since_22_january


def test_the_rule_behind_the_colour_is_printed() -> None:
    shown = texts(find(made(), "milestones"))
    assert any(text.startswith("How the status is set.") for text in shown)
    assert any(text.startswith("Scope: 12 items, unchanged") for text in shown)


def test_an_override_is_printed_with_its_reason_and_the_rule() -> None:
    plan = sample("invoice-approval")
    report = Report.model_validate(
        {"as_of": date(2027, 1, 29), "override": {"status": "green", "reason": "The buffer is there to be used"}}
    )
    facts = facts_of(plan.model_copy(update={"reports": (*plan.reports[:-1], report)}), date(2027, 1, 29))
    callout = find(status_report(facts, facts.words), "where").blocks[0]
    assert isinstance(callout, Callout)
    assert callout.title == "On track"
    assert plain(callout.text).startswith(
        "Set by hand: The buffer is there to be used. By the rule it would be: at risk."
    )


def test_highlights_stay_under_a_hundred_words() -> None:
    plan = sample("invoice-approval")
    report = Report.model_validate({"as_of": date(2027, 1, 29), "highlights": ["word " * 60] * 3})
    facts = facts_of(plan.model_copy(update={"reports": (*plan.reports[:-1], report)}), date(2027, 1, 29))
    block = find(status_report(facts, facts.words), "where").blocks[-1]
    assert isinstance(block, Bullets)
    assert sum(len(plain(item).split()) for item in block.items) <= MOST_WORDS


def test_notes_for_colleagues_are_not_in_a_customers_status() -> None:
    assert "Pia's share" not in repr(made())


def test_a_plan_with_nothing_to_say_says_so() -> None:
    document = made("sixty-days", date(2027, 1, 11))
    assert "Nothing is blocked, and no high risk is open." in texts(find(document, "blockers"))
    assert not [b for s in document.sections for b in s.blocks if isinstance(b, LineChart)]


def test_the_status_is_made_for_one_page() -> None:
    document = made()
    assert document.compact
    assert document.template == "status"
    assert not document.contents
    assert isinstance(find(document, "milestones").blocks[-1], Paragraph)


def test_the_burn_up_stands_beside_the_milestones_from_the_third_report_on() -> None:
    table, chart = find(made(), "milestones").blocks[:2]
    assert isinstance(table, Table)
    assert isinstance(chart, LineChart)
    assert chart.beside
    first = made("dock-scheduling", date(2027, 4, 9))
    assert not [block for block in find(first, "milestones").blocks if isinstance(block, LineChart)]


def test_decisions_that_others_own_are_asked_for_and_other_shared_work_is_not() -> None:
    table = find(made(), "asks").blocks[0]
    assert isinstance(table, Table)
    actions = [row.cells[0] for row in table.rows]
    assert "Final validation and go/no-go (with Marta Exemplar)" in actions
    assert not any("connector" in str(action) for action in actions)


def test_the_response_to_a_delay_of_its_class_is_printed() -> None:
    callout = find(made(), "where").blocks[0]
    assert isinstance(callout, Callout)
    assert plain(callout.text).endswith("A delay of 1 to 3 working days is minor: it is absorbed without a new plan.")


def test_high_risks_are_on_the_page() -> None:
    lists = next(b for b in find(made(), "blockers").blocks if isinstance(b, Bullets))
    shown = [plain(item) for item in lists.items]
    assert any(text.startswith("R001 (high, Kim Stubworth): ") for text in shown)


def test_an_elapsed_plan_speaks_of_days() -> None:
    shown = " ".join(text for section in made("sixty-days", date(2027, 1, 20)).sections for text in texts(section))
    assert "days late" in shown
    assert "working days" not in shown


def test_nothing_was_done_before_the_project_began() -> None:
    board = find(made("bakery", date(2027, 2, 1)), "work").blocks[0]
    assert isinstance(board, ColumnBoard)
    assert board.columns[0].title == "Done so far"


def test_one_person_in_two_roles_is_named_once() -> None:
    plan = sample("invoice-approval")
    people = dict(plan.people)
    people["rhea"] = people["rhea"].model_copy(update={"role": ("implementation_pm", "sponsor")})
    people["marta"] = people["marta"].model_copy(update={"role": ()})
    facts = facts_of(plan.model_copy(update={"people": people}), date(2027, 1, 29))
    shown = " ".join(texts(find(status_report(facts, facts.words), "milestones")))
    assert shown.partition("Escalation: ")[2].count("Rhea Demoville") == 1


def _with_actions(count: int, stones: int = 0) -> Document:
    """The sample with so many more actions of the customer's, and so many more milestones."""
    plan = sample("invoice-approval")
    phase = plan.phases[-1]
    tasks = [
        phase.tasks[0].model_copy(update={"id": f"Z{n}", "owner": "jonas", "after": (), "name": f"Task {n}"})
        for n in range(count)
    ]
    more = [
        phase.tasks[0].model_copy(
            update={"id": f"Y{n}", "kind": "milestone", "duration": None, "name": f"Stone {n}", "after": ()}
        )
        for n in range(stones)
    ]
    phases = (*plan.phases[:-1], phase.model_copy(update={"tasks": (*phase.tasks, *tasks, *more)}))
    facts = facts_of(plan.model_copy(update={"phases": phases}), date(2027, 1, 29))
    return status_report(facts, facts.words)


def _names(document: Document, key: str) -> list[str]:
    table = find(document, key).blocks[0]
    assert isinstance(table, Table)
    return [str(row.cells[0]) for row in table.rows]


def test_every_action_and_milestone_is_listed_on_one_page_while_it_holds_them() -> None:
    """Five actions of the sample's own wait; its five milestones and go-live stay. Lists give way, not these."""
    document = _with_actions(4, 2)
    assert len(_names(document, "asks")) == 5 + 4
    assert {"Stone 0", "Stone 1"} <= set(_names(document, "milestones"))
    assert not any(section.new_page for section in document.sections)
    assert "more than one page" not in " ".join(texts(find(document, "where")))
    board = find(document, "work").blocks[0]
    assert isinstance(board, ColumnBoard)
    assert any(mark == "+" for column in board.columns for mark, _ in column.items)


def test_actions_and_milestones_too_many_for_a_page_go_on_to_another_and_it_is_said() -> None:
    document = _with_actions(20, 10)
    assert len(_names(document, "asks")) == 5 + 20
    assert {f"Stone {n}" for n in range(10)} <= set(_names(document, "milestones"))
    assert [section.key for section in document.sections if section.new_page] == ["work"]
    assert "this report takes more than one page" in " ".join(texts(find(document, "where")))


def test_of_actions_that_are_months_away_those_that_do_not_fit_are_counted() -> None:
    """Seven warehouses have more actions ahead than a page holds: late ones and those of four weeks are all listed."""
    plan = sample("dock-scheduling")
    facts = facts_of(plan, max(report.as_of for report in plan.reports))
    document = status_report(facts, facts.words)
    waiting = open_asks(facts)
    listed = len(_names(document, "asks"))
    assert listed < len(waiting)
    assert listed >= sum(1 for ask in waiting if ask.overdue_days or (ask.days_left or 0) <= 20)
    note = find(document, "asks").blocks[1]
    assert isinstance(note, Paragraph)
    assert plain(note.text).startswith(f"+{len(waiting) - listed} later action")
    assert not any(section.new_page for section in document.sections)


def test_sixty_more_actions_are_all_listed() -> None:
    names = _names(_with_actions(60), "asks")
    assert {f"Task {n}" for n in range(60)} <= set(names)
    assert len(names) == 5 + 60


def test_remarks_for_the_internal_edition_are_in_it_alone() -> None:
    """The sample's report of 29 January asks to settle Pia's share."""

    def said(audience: str) -> str:
        facts = facts_of(sample("invoice-approval"), date(2027, 1, 29), audience=audience)
        return repr(status_report(facts, facts.words).sections)

    assert "settle Pia's share" in said("internal")
    assert "settle Pia's share" not in said("customer")


def _fixed_go_live(day: date) -> Document:
    plan = sample("invoice-approval")
    live = plan.phases[-1]
    tasks = [task if task.id != "T18" else task.model_copy(update={"must_start_on": day}) for task in live.tasks]
    phases = (*plan.phases[:-1], live.model_copy(update={"tasks": tuple(tasks)}))
    facts = facts_of(plan.model_copy(update={"phases": phases}), date(2027, 1, 29))
    return status_report(facts, facts.words)


def test_a_go_live_set_before_its_own_test_is_not_praised() -> None:
    """The forecast of the final validation is 26 Feb to 1 Mar, so 16 Feb is ten working days short of 2 March."""
    document = _fixed_go_live(date(2027, 2, 16))
    callout, cards = find(document, "where").blocks[:2]
    assert isinstance(callout, Callout)
    assert isinstance(cards, Cards)
    assert callout.title == "At risk"
    assert plain(callout.text).startswith(
        "The go-live is set to Tue 16 Feb 2027, but has to wait for Final validation and go/no-go, "
        "which ends on Mon 1 Mar 2027: the date cannot be kept as planned."
    )
    assert (cards.cards[0].note, cards.cards[1].value.replace("\u00a0", " ")) == ("Set by hand", "10 days")
    table = find(document, "milestones").blocks[0]
    assert isinstance(table, Table)
    assert "At risk" in {cell.text for row in table.rows if row.cells[0] == "Go-live" for cell in row.cells[4:]}


def test_a_go_live_set_weeks_before_its_own_test_is_off_track() -> None:
    callout = find(_fixed_go_live(date(2027, 2, 12)), "where").blocks[0]
    assert isinstance(callout, Callout)
    assert callout.title == "Off track"


def test_a_go_live_set_to_a_day_that_the_plan_allows_is_as_before() -> None:
    callout = find(_fixed_go_live(date(2027, 3, 2)), "where").blocks[0]
    assert isinstance(callout, Callout)
    assert "has to wait" not in plain(callout.text)


def _with_risks(count: int, **fired: date) -> Document:
    """The sample with `count` high risks X1, X2 … behind its own; `fired` are days on which signs were seen."""
    plan = sample("invoice-approval")
    one = next(risk for risk in plan.risks if risk.id == "R001")
    risks = [*plan.risks, *(one.model_copy(update={"id": f"X{n}", "risk": f"Risk {n}"}) for n in range(1, count + 1))]
    risks = [risk.model_copy(update={"triggered": fired.get(risk.id)}) for risk in risks]
    facts = facts_of(plan.model_copy(update={"risks": tuple(risks)}), date(2027, 1, 29))
    return status_report(facts, facts.words)


def _in_the_way(document: Document) -> list[str]:
    block = next(b for b in find(document, "blockers").blocks if isinstance(b, Bullets))
    return [plain(item).replace("\u00a0", " ") for item in block.items]


def test_every_high_risk_of_the_sample_is_on_the_page_and_the_one_that_came_true_is_first() -> None:
    """R005's sign, a go-live on 26 February or later, was seen on 29 January."""
    shown = _in_the_way(made())
    assert shown[0].startswith("R005 (high, triggered 29 Jan, Rhea Demoville): Month-end close")
    for risk in ("R001", "R002", "R004"):
        assert any(line.startswith(f"{risk} (high") for line in shown)


def test_a_medium_risk_that_came_true_comes_first_and_one_that_will_is_no_news() -> None:
    shown = _in_the_way(_with_risks(0, R003=date(2027, 1, 28)))
    assert shown[0].startswith("R003 (medium, triggered 28 Jan, Dev Scaffolder): ")
    assert not any(line.startswith("R003") for line in _in_the_way(_with_risks(0, R003=date(2027, 1, 30))))


def test_a_high_risk_for_which_the_page_has_no_room_is_named() -> None:
    shown = _in_the_way(_with_risks(12))
    text = " ".join(shown)
    assert all(f"X{n}" in text for n in range(1, 13))
    assert len(shown) < 4 + 12


def test_a_mail_is_complete() -> None:
    facts = facts_of(sample("invoice-approval"), date(2027, 1, 29))
    document = status_report(facts, facts.words, paged=False)
    board = find(document, "work").blocks[0]
    assert isinstance(board, ColumnBoard)
    assert len(board.columns[0].items) == 5  # T03, T04, T09, T08 begun, and M1
    shown = _in_the_way(document)
    assert len(shown) == 7  # R005, D3, R001, R002, R004, T08, I002
    assert "more in the workbook" not in " ".join(shown)


def test_a_column_that_would_say_nothing_is_left_out() -> None:
    """When all is done but two open answers, nothing waits for anything: no column "If it comes late"."""
    plan = sample("invoice-approval")
    day = {"started": date(2027, 1, 11), "finished": date(2027, 3, 10)}
    phases = tuple(
        phase.model_copy(update={"tasks": tuple(task.model_copy(update=day) for task in phase.tasks)})
        for phase in plan.phases
    )
    facts = facts_of(plan.model_copy(update={"phases": phases}), date(2027, 4, 20))
    table = find(status_report(facts, facts.words), "asks").blocks[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 2
    assert [column.title for column in table.columns] == ["Action", "Owner", "Due", "Left"]


def test_letters_of_east_asia_take_the_room_of_two() -> None:
    assert lines_of(Paragraph("配" * 100)) > lines_of(Paragraph("x" * 100))
    assert lines_of(Paragraph("配" * 100)) >= lines_of(Paragraph("x" * 200))
    assert lines_of(Paragraph("配" * 50)) < lines_of(Paragraph("x" * 120))


def test_a_date_in_another_script_makes_its_row_taller() -> None:
    table = find(made(), "asks").blocks[0]
    assert isinstance(table, Table)
    rows = len(table.rows)
    assert lines_of(table, dates="2027年3月2日") == pytest.approx(lines_of(table, dates="2 March 2027") + rows / 4)
