"""Reasons in words: the same on the terminal and in the plan."""

from __future__ import annotations

from datetime import date

import pytest

from plandocs.content.formats import NBSP, Formats
from plandocs.content.reasons import reason, sentences
from plandocs.content.wording import Words
from plandocs.schedule.from_plan import schedule_plan
from plandocs.schedule.result import Driver
from plandocs.schedule.why import explain, explain_in_plan
from tests.schedule.plans import plan_of
from tests.schedule.worked import REALISTIC, REALISTIC_CALENDAR

WORDS = Words.of(Formats("en-GB", ""))
DAY = date(2027, 1, 13)


def test_sentences_say_link_date_and_float() -> None:
    schedule = schedule_plan(plan_of(REALISTIC, calendar=REALISTIC_CALENDAR))
    lines = [line.replace(NBSP, " ") for line in sentences(explain(schedule, "T13"), WORDS)]
    assert lines[0] == "T13 T13, Fri 12 Feb 2027 to Tue 16 Feb 2027: starts after T12 starts, 2 days later"
    assert lines[-1] == "T13 can slip 1 working day before the finish moves"


def test_float_is_told_with_what_it_is_spent_against() -> None:
    plan = plan_of(REALISTIC, calendar=REALISTIC_CALENDAR)
    assert sentences(explain_in_plan(plan, "T09"), WORDS)[-1] == (
        "T09 can slip 1 working day before the finish moves; T10 moves with it at once"
    )
    assert sentences(explain_in_plan(plan, "T10"), WORDS)[-1] == (
        "T10 can slip 1 working day before the finish moves; T11 moves after 1 working day"
    )


def test_critical_task_has_no_float_to_spend() -> None:
    schedule = schedule_plan(plan_of("A; 2d\nB; 2d; A"))
    assert sentences(explain(schedule, "B"), WORDS)[-1] == "B has no float: every day it slips moves the finish"


@pytest.mark.parametrize(
    ("driver", "said"),
    [
        (Driver("link", by="A", link="FF"), "finishes after A finishes"),
        (Driver("link", by="A", link="FS", lag="-1d"), "starts after A finishes, 1 day before that"),
        (Driver("link", by="A", link="FS", lag="+50%"), "starts after A finishes, 50% of its length later"),
        (Driver("link", by="A", link="SS", lag="+2ed"), "starts after A starts, 2 calendar days later"),
        (Driver("constraint", on=DAY, name="must_start_on"), "must start on Wed 13 Jan 2027"),
        (Driver("person", by="A", name="ann"), "waits for ann, who is busy with A"),
        (Driver("person", name="ann", on=DAY), "waits for ann, who is away until Wed 13 Jan 2027"),
        (Driver("as_of", on=DAY), "cannot start before the status date Wed 13 Jan 2027 is over"),
        (Driver("project_start"), "starts with the project"),
    ],
)
def test_every_kind_of_reason_has_words(driver: Driver, said: str) -> None:
    assert reason(driver, WORDS).replace(NBSP, " ") == said


def test_milestone_is_reached() -> None:
    assert reason(Driver("link", by="A", link="FS"), WORDS, milestone=True) == "is reached when A finishes"
