"""How milestones moved over the reports: which lines are drawn, and what is said of the go-live."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plandocs.content.blocks import LineChart
from plandocs.content.facts import Facts
from plandocs.content.facts.trend import report_of
from plandocs.documents.status_report.trend import trend_chart, trend_sentence
from plandocs.history.model import PastReport
from tests.documents.test_project_plan import facts_of, sample

FRIDAY = date(2027, 1, 29)


def facts(*slips: dict[str, int]) -> Facts:
    """Return the sample as of 29 January, three days late, after reports with these slips by milestone."""
    known = facts_of(sample("invoice-approval"), FRIDAY)
    now = report_of(known, "0" * 64)
    days = (date(2027, 1, 8), date(2027, 1, 15), date(2027, 1, 22))[-len(slips) :]
    return replace(known, history=tuple(earlier(now, day, by) for day, by in zip(days, slips, strict=True)))


def earlier(report: PastReport, day: date, slips: dict[str, int]) -> PastReport:
    milestones = tuple(replace(item, slip=slips.get(item.id, 0)) for item in report.milestones)
    return replace(report, as_of=day, milestones=milestones)


def lines(*slips: dict[str, int]) -> dict[str, list[float]]:
    known = facts(*slips)
    chart = trend_chart(known, known.words)
    assert isinstance(chart, LineChart)
    return {item.name: [value for value in item.values if value is not None] for item in chart.series}


def test_a_chart_needs_three_reports() -> None:
    assert trend_chart(facts({}), facts({}).words) is None
    assert trend_chart(facts({}, {}), facts({}, {}).words) is not None


def test_milestones_that_moved_alike_share_the_go_lives_line() -> None:
    assert lines({}, {"M2": 1, "M3": 1, "T18": 1, "M4": 1}) == {"Plan": [0, 0, 0], "Go-live": [0, 1, 3]}


def test_a_line_that_ends_beside_another_is_told_in_words_alone() -> None:
    """M2 was two days late and is three now, as the go-live is: their names would touch."""
    known = facts({}, {"M2": 2, "T18": 1})
    chart = trend_chart(known, known.words)
    assert chart is not None
    assert [item.name for item in chart.series] == ["Plan", "Go-live"]
    assert "Data migrated and integration live: 0, 2, 3" in chart.alt


def test_names_stand_behind_the_last_point() -> None:
    known = facts({}, {"T18": 1})
    chart = trend_chart(known, known.words)
    assert chart is not None
    assert [day for day in chart.points if day > FRIDAY] == [date(2027, 2, 5), date(2027, 2, 12)]
    assert all(item.values[-1] is None for item in chart.series)


def test_nothing_moved_is_no_trend() -> None:
    known = facts_of(sample("bakery"), date(2027, 2, 1))
    now = report_of(known, "0" * 64)
    kept = tuple(replace(item, slip=0) for item in now.milestones)
    history = tuple(replace(now, as_of=date(2027, 1, day), milestones=kept) for day in (15, 22))
    on_plan = replace(known, history=history, forecast=None)
    assert trend_chart(on_plan, on_plan.words) is None


def test_a_later_report_and_another_project_are_not_told_of() -> None:
    known = facts({}, {})
    later = replace(known.history[0], as_of=date(2027, 2, 5))
    other = replace(known.history[1], project="OTHER-1")
    assert replace(known, history=(other, later)).trend is None


def test_the_sentence_counts_one_day_as_one() -> None:
    """The report before had Mon 1 March: 2 March is one working day later."""
    known = facts({})
    before = replace(known.history[0], go_live_forecast=date(2027, 3, 1))
    moved = replace(known, history=(before,))
    assert trend_sentence(moved, moved.words).replace("\u00a0", " ") == (
        "↓ The forecast is 1 working day later than in the report of 22 Jan."
    )
