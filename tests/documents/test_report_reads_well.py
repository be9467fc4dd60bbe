"""The report in the states that a project goes through: each is told once, in the right tense, and nothing too early.

A small plan from Mon 1 Feb 2027 without holidays: A five days (1 to 5 Feb), go-live on Mon 8 Feb, three days of support
from Tue 9 to Thu 11 Feb.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plandocs import api
from plandocs.content.facts import Facts
from plandocs.documents.customer_page import customer_page
from plandocs.documents.status_report import status_report
from plandocs.documents.status_report.where import reason, told_by_title
from plandocs.history.model import PastReport
from plandocs.render.text.markdown import render_markdown

NBSP = "\u00a0"


def facts_at(tmp_path: Path, day: date, *, a: str = "", live: str = "", support: str = "", more: str = "") -> Facts:
    path = tmp_path / "plan.yaml"
    path.write_text(
        "project: {name: P, id: P1, customer: Otters, start: 2027-02-01, go_live: live}\n"
        "people:\n"
        "  ann: {name: Ann Exemplar, role: [sponsor, champion], side: customer, hours_per_week: 6}\n"
        "  vic: {name: Vic Stubworth, role: implementation_pm, side: vendor}\n"
        "phases:\n  - id: p\n    name: P\n    tasks:\n"
        f"      - {{id: a, name: Import, duration: 5d, owner: ann{a}}}\n"
        f"      - {{id: live, name: Go-live, kind: go_live, duration: 1d, owner: vic, after: [a]{live}}}\n"
        f"      - {{id: s, name: Support, kind: hypercare, duration: 3d, owner: vic, after: [live]{support}}}\n" + more,
        encoding="utf-8",
    )
    loaded = api.load(path)
    return api.facts_of(loaded, api.scheduled(loaded), api.BuildOptions(), day)


def before(facts: Facts, day: date, forecast: date, slip: int = 0) -> Facts:
    """The facts after a report of an earlier day with another forecast."""
    report = PastReport(
        project="P1", as_of=day, number=1, version="1.0", plan_hash="", status="green" if slip <= 0 else "amber",
        go_live_agreed=date(2027, 2, 8), go_live_forecast=forecast, slip=slip, delay="none" if slip <= 0 else "minor",
        buffer_size=0, buffer_left=0, percent=0, planned_percent=0, milestones=(), plan_file="",
    )  # fmt: skip
    return replace(facts, history=(report,))


def lead(facts: Facts, said: str = "") -> str:
    return reason(facts, facts.words, said=said).replace(NBSP, " ")


def text(facts: Facts) -> str:
    return render_markdown(status_report(facts, facts.words, paged=False)).replace(NBSP, " ")


DONE_A = ", started: 2027-02-01, finished: 2027-02-05"
LIVE_ON_TIME = ", started: 2027-02-08, finished: 2027-02-08"
LIVE_LATE = ", started: 2027-02-10, finished: 2027-02-10"


def test_on_the_day_of_the_kickoff_nothing_is_finished_yet(tmp_path: Path) -> None:
    told = text(facts_at(tmp_path, date(2027, 2, 1)))
    assert "Nothing is finished yet." in told
    assert "in this period" not in told.split("**Next")[0]


def test_after_the_go_live_it_is_told_in_the_past_and_what_is_left(tmp_path: Path) -> None:
    facts = facts_at(tmp_path, date(2027, 2, 9), a=DONE_A, live=LIVE_ON_TIME, support=", started: 2027-02-09")
    whole = "Live since Mon 8 Feb 2027, as agreed. The handover is planned for Thu 11 Feb 2027."
    assert lead(facts) == whole
    assert lead(facts, told_by_title(facts)) == "The handover is planned for Thu 11 Feb 2027."
    assert "the go-live is past" in text(facts)


def test_a_go_live_that_was_late_is_not_forecast_any_more(tmp_path: Path) -> None:
    """Two working days late: Wed 10 Feb; support ends on Mon 15 Feb."""
    facts = facts_at(tmp_path, date(2027, 2, 10), a=DONE_A, live=LIVE_LATE)
    assert lead(facts) == (
        "Live since Wed 10 Feb 2027, 2 working days later than the agreed Mon 8 Feb 2027."
        " The handover is planned for Mon 15 Feb 2027."
    )
    assert "absorbed" not in lead(facts)


def test_a_finished_project_says_so(tmp_path: Path) -> None:
    support = ", started: 2027-02-09, finished: 2027-02-11"
    facts = facts_at(tmp_path, date(2027, 2, 12), a=DONE_A, live=LIVE_ON_TIME, support=support)
    assert lead(facts).endswith("All work is done; the project ended on Thu 11 Feb 2027.")
    told = text(facts)
    assert "Nothing starts or is due" not in told
    assert "All work is done." in told.split("**Next")[1]


def test_what_has_not_moved_is_told_in_one_sentence(tmp_path: Path) -> None:
    kept = before(facts_at(tmp_path, date(2027, 2, 3), a=", started: 2027-02-01"), date(2027, 2, 2), date(2027, 2, 8))
    assert lead(kept) == "→ Go-live stays on Mon 8 Feb 2027, as agreed and as in the report of 2 Feb."
    late = facts_at(tmp_path, date(2027, 2, 3), a=", started: 2027-02-01, remaining: 3d")
    late = before(late, date(2027, 2, 2), date(2027, 2, 9), slip=1)
    assert lead(late) == (
        "→ As in the report of 2 Feb, go-live is forecast for Tue 9 Feb 2027, 1 working day later than the agreed"
        " Mon 8 Feb 2027. The delay stays minor and is absorbed without a new plan."
    )
    assert lead(late, "slip").startswith("→ The forecast has not moved since the report of 2 Feb.")


def test_a_date_that_slips_for_the_first_time_is_not_counted_twice(tmp_path: Path) -> None:
    late = facts_at(tmp_path, date(2027, 2, 3), a=", started: 2027-02-01, remaining: 3d")
    late = before(late, date(2027, 2, 2), date(2027, 2, 8))
    assert lead(late).startswith(
        "Go-live is forecast for Tue 9 Feb 2027, 1 working day later than the agreed Mon 8 Feb 2027."
        " ↓ In the report of 2 Feb the go-live was still on its agreed date."
    )


def test_a_project_on_hold_says_what_its_dates_alone_would_give(tmp_path: Path) -> None:
    override = "{status: red, reason: the customer has put the project on hold}"
    more = f"reports: [{{as_of: 2027-02-03, override: {override}}}]\n"
    told = lead(facts_at(tmp_path, date(2027, 2, 3), a=", started: 2027-02-01", more=more))
    assert told == (
        "Set by hand: the customer has put the project on hold. By the rule it would be: on track."
        " By its dates, the plan still goes live on Mon 8 Feb 2027, as agreed."
    )


def test_a_dependency_and_the_task_it_repeats_are_one_line(tmp_path: Path) -> None:
    """Import was due on Fri 5 Feb; on Tue 9 Feb two days are left of it: Thu 11 Feb."""
    more = "dependencies: [{id: D1, type: customer, what: Import accepted, owner: ann, due: 2027-02-05}]\n"
    facts = facts_at(tmp_path, date(2027, 2, 9), a=", started: 2027-02-01, remaining: 2d", more=more)
    trouble = text(facts).split("## Blockers")[1].split("## Mile")[0]
    assert "- Import accepted: 2 days late, now expected Thu 11 Feb 2027 (Ann Exemplar)." in trouble
    assert "Import:" not in trouble


def test_an_issue_past_its_day_is_late(tmp_path: Path) -> None:
    more = (
        "issues: [{id: I1, issue: Ten rows have no price, raised: 2027-02-01, severity: low, owner: ann,"
        " target: 2027-02-02}]\n"
    )
    facts = facts_at(tmp_path, date(2027, 2, 4), a=", started: 2027-02-01", more=more)
    assert "- I1 Ten rows have no price. Ann Exemplar, due 2 Feb, 2 days late." in text(facts)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 2, 3), "1 action of yours is open; it is due Fri 5 Feb 2027."),
        (date(2027, 2, 9), "1 action of yours is open and late."),
    ],
)
def test_one_action_is_told_in_the_singular(tmp_path: Path, day: date, expected: str) -> None:
    facts = facts_at(tmp_path, day, a=", started: 2027-02-01" + (", remaining: 2d" if day.day > 5 else ""))
    page = customer_page(facts, facts.words)
    section = next(section for section in page.sections if section.key == "asks")
    assert str(getattr(section.blocks[0], "text", "")).replace(NBSP, " ") == expected


@pytest.mark.parametrize("language", ["de-DE", "es-ES", "fr-FR", "pt-BR"])
def test_every_language_tells_every_state(tmp_path: Path, language: str) -> None:
    """Each state has its own sentence in each language, and no value is left out of it."""
    from plandocs.content.formats import Formats
    from plandocs.content.wording import Words

    words = Words.of(Formats(language, "EUR"))
    states = [
        facts_at(tmp_path, date(2027, 2, 3), a=", started: 2027-02-01"),
        facts_at(tmp_path, date(2027, 2, 3), a=", started: 2027-02-01, remaining: 3d"),
        facts_at(tmp_path, date(2027, 2, 9), a=DONE_A, live=LIVE_ON_TIME),
        facts_at(tmp_path, date(2027, 2, 10), a=DONE_A, live=LIVE_LATE),
    ]
    told = [reason(replace(facts, words=words), words) for facts in states]
    told += [reason(before(facts, date(2027, 2, 2), date(2027, 2, 8)), words) for facts in states[:2]]
    assert len(set(told)) == len(told)
    assert not any("  " in line or ".." in line for line in told)


def test_lines_that_end_together_are_one_line(tmp_path: Path) -> None:
    """Nine days of work from 1 to 11 Feb, reported in the third week: all of it is done, as planned."""
    from plandocs.content.blocks import LineChart
    from plandocs.documents.status_report.milestones import burn_up

    support = ", started: 2027-02-09, finished: 2027-02-11"
    finished = facts_at(tmp_path, date(2027, 2, 16), a=DONE_A, live=LIVE_ON_TIME, support=support)
    chart = burn_up(finished, finished.words)
    assert isinstance(chart, LineChart)
    assert [series.name for series in chart.series] == ["Done"]
    behind = facts_at(tmp_path, date(2027, 2, 16), a=", started: 2027-02-01, progress: 50")
    chart = burn_up(behind, behind.words)
    assert isinstance(chart, LineChart)
    assert [series.name for series in chart.series] == ["Plan", "Done"]


def test_on_the_fullest_pages_an_overdue_dependency_still_has_its_owner() -> None:
    """Seven sites, 52 working days after 19 April: lists are cut there, but not the owners in their lines."""
    path = Path(__file__).parents[2] / "samples" / "dock-scheduling.yaml"
    loaded = api.load(path)
    facts = api.facts_of(loaded, api.scheduled(loaded), api.BuildOptions(), date(2027, 7, 2))
    page = render_markdown(status_report(facts, facts.words)).replace(NBSP, " ")
    trouble = page.split("## Blockers")[1].split("## Mile")[0]
    late = [line for line in trouble.splitlines() if "days late" in line]
    assert late
    assert all(")." in line for line in late)
