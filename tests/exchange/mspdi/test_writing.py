"""The file that Project opens: order of elements, dates at hours, who sees what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from plandocs import api
from plandocs.plan.load import load_plan, load_text
from tests.exchange.mspdi.test_round_trip import RICH
from tests.exchange.mspdi.trips import back, dates, sent

ROOT = Path(__file__).parents[3]
SPACE = "{http://schemas.microsoft.com/project}"

ORDER = {
    "Project": "SaveVersion Name Title Subject Category Company ScheduleFromStart StartDate FinishDate FYStartDate "
    "CriticalSlackLimit CurrencyCode CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek "
    "DaysPerMonth DefaultTaskType DurationFormat WorkFormat HonorConstraints NewTasksEffortDriven NewTasksEstimated "
    "SplitsInProgressTasks WeekStartDay StatusDate NewTasksAreManual ExtendedAttributes Calendars Tasks Resources "
    "Assignments",
    "Calendar": "UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions",
    "WeekDay": "DayType DayWorking TimePeriod WorkingTimes",
    "WorkingTime": "FromTime ToTime",
    "Exception": "EnteredByOccurrences TimePeriod Occurrences Name Type DayWorking WorkingTimes",
    "TimePeriod": "FromDate ToDate",
    "Task": "UID ID Name Type IsNull Contact WBS OutlineNumber OutlineLevel Priority Start Finish Duration "
    "DurationFormat Stop Resume EffortDriven Estimated Milestone Summary Critical PercentComplete ActualStart "
    "ActualFinish ActualDuration RemainingDuration ConstraintType CalendarUID ConstraintDate Deadline "
    "IgnoreResourceCalendar Notes PhysicalPercentComplete PredecessorLink ExtendedAttribute Baseline",
    "PredecessorLink": "PredecessorUID Type CrossProject LinkLag LagFormat",
    "Baseline": "Number Start Finish Duration DurationFormat",
    "Resource": "UID ID Name Type IsNull Initials Code Group EmailAddress MaxUnits CalendarUID IsGeneric "
    "ExtendedAttribute AvailabilityPeriods",
    "AvailabilityPeriod": "AvailableFrom AvailableTo AvailableUnits",
    "Assignment": "UID TaskUID ResourceUID PercentWorkComplete ActualWork Finish RemainingWork Start Units Work",
}
"""What is written of each element, in the order of the schema (mspdi_pj12.xsd): Project refuses another order."""
OF_FIELDS = {"ExtendedAttributes": "FieldID FieldName Alias", "Task": "FieldID Value DurationFormat"}


def tree(data: bytes) -> etree._Element:
    return etree.fromstring(data)


def tasks(data: bytes) -> dict[str, etree._Element]:
    """Return the tasks of an export by the plan's ids."""
    found = {}
    for task in tree(data).iterfind(f"{SPACE}Tasks/{SPACE}Task"):
        for own in task.iterfind(f"{SPACE}ExtendedAttribute"):
            if own.findtext(f"{SPACE}FieldID") == "188743731":
                found[own.findtext(f"{SPACE}Value") or ""] = task
    return found


def said(element: etree._Element, *names: str) -> tuple[str | None, ...]:
    return tuple(element.findtext(f"{SPACE}{name}") for name in names)


@pytest.mark.parametrize("name", ["rich", "invoice-approval", "dock-scheduling", "sixty-days", "bakery"])
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    plan = load_text(RICH).plan if name == "rich" else load_plan(ROOT / "samples" / f"{name}.yaml").plan
    seen = set()
    for element in tree(sent(plan, date(2027, 3, 10))).iter():
        kind = etree.QName(element).localname
        names = [etree.QName(child).localname for child in element]
        if kind in ORDER:
            order = ORDER[kind].split()
            assert [order.index(one) for one in names] == sorted(order.index(one) for one in names), (kind, names)
            seen.add(kind)
        elif kind == "ExtendedAttribute":
            parent = etree.QName(element.getparent()).localname  # type: ignore[arg-type]
            order = OF_FIELDS["ExtendedAttributes" if parent == "ExtendedAttributes" else "Task"].split()
            assert names == order[: len(names)]
    assert seen >= {"Project", "Calendar", "Task", "PredecessorLink", "Resource", "Assignment", "Baseline"}


def test_dates_and_lengths_are_those_of_the_plan() -> None:
    found = tasks(sent(load_text(RICH).plan))
    # 1 March 2027 is a Monday. Bea works Sunday to Thursday, 7.5 hours: 8-12 and 13-16:30.
    assert said(found["T1"], "Start", "Finish", "Duration", "DurationFormat") == (
        "2027-03-01T08:00:00",
        "2027-03-02T16:30:00",
        "PT15H0M0S",
        "7",
    )
    assert said(found["T1"], "Deadline", "ConstraintType", "IgnoreResourceCalendar") == (
        "2027-03-05T16:30:00",
        "0",
        "0",
    )
    # T2 waits a day after T1, on the days that Bea and Finn share: Thursday 4 March, then half a day.
    assert said(found["T2"], "Start", "IgnoreResourceCalendar") == ("2027-03-04T08:00:00", "0")
    link = found["T2"].find(f"{SPACE}PredecessorLink")
    assert link is not None
    assert said(link, "Type", "LinkLag", "LagFormat") == ("1", "4500", "7")  # 7.5 hours in tenths of minutes
    share = found["T3"].find(f"{SPACE}PredecessorLink")
    assert share is not None
    assert said(share, "Type", "LinkLag", "LagFormat") == ("3", "50", "19")
    assert said(found["T4"], "Duration", "DurationFormat") == ("PT72H0M0S", "8")
    assert said(found["M1"], "Milestone", "Duration") == ("1", "PT0H0M0S")
    assert said(found["T6"], "ConstraintType", "ConstraintDate") == ("4", "2027-04-06T08:00:00")
    assert said(found["T7"], "ConstraintType") == ("1",)


def test_progress_is_that_of_the_day() -> None:
    path = ROOT / "samples" / "invoice-approval.yaml"
    found = tasks(api.export(path, "mspdi", as_of=date(2027, 1, 29), audience="internal"))
    assert said(found["T03"], "PercentComplete", "ActualStart", "ActualFinish") == (
        "100",
        "2027-01-12T08:00:00",
        "2027-01-26T17:00:00",
    )
    baseline = found["T03"].find(f"{SPACE}Baseline")
    assert baseline is not None
    assert said(baseline, "Start", "Finish") == ("2027-01-12T08:00:00", "2027-01-21T17:00:00")  # as agreed
    assert said(found["T18"], "Start", "PercentComplete") == ("2027-03-02T08:00:00", "0")  # three days late
    assert said(tree(api.export(path, "mspdi", as_of=date(2027, 1, 29))), "StatusDate") == ("2027-01-29T17:00:00",)


def test_a_frozen_baseline_is_the_projects_baseline(tmp_path: Path) -> None:
    from plandocs.cli import main

    path = tmp_path / "plan.yaml"
    path.write_text((ROOT / "samples" / "bakery.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["baseline", str(path)]) == 0
    before = tasks(api.export(path, "mspdi"))["S1"].find(f"{SPACE}Baseline")
    assert before is not None
    start = said(before, "Start")
    path.write_text(path.read_text(encoding="utf-8").replace("start: 2027-02-01", "start: 2027-02-08", 1), "utf-8")
    after = tasks(api.export(path, "mspdi"))["S1"]
    moved = after.find(f"{SPACE}Baseline")
    assert moved is not None
    assert said(moved, "Start") == start == ("2027-02-01T08:00:00",)
    assert said(after, "Start") == ("2027-02-08T08:00:00",)


def test_what_is_internal_leaves_only_its_dates() -> None:
    plan = load_text(RICH).plan
    data = sent(plan, internal=False)
    assert b"Check" not in data
    assert b"Done" not in data
    assert b"PT10H0M0S" not in data  # the vendor's hours
    assert said(tasks(data)["B1"], "ConstraintType") == ("4",)
    again, _ = back(data)
    kept = {task: (start, finish) for task, start, finish in dates(_schedule(again))}
    every = {task: (start, finish) for task, start, finish in dates(_schedule(plan))}
    assert kept == {task: every[task] for task in kept}
    assert every.keys() - kept.keys() == {"T2", "M2"}


def test_what_project_cannot_hold_is_told() -> None:
    made = api.exported(ROOT / "samples" / "invoice-approval.yaml", "mspdi")
    messages = [problem.message for problem in made.problems]
    assert any("acceptance of 4 tasks" in message and "risks" in message for message in messages)
    assert any("progress is left out" in message for message in messages)
    assert {problem.severity for problem in made.problems} == {"info"}


def _schedule(plan):  # type: ignore[no-untyped-def]
    from plandocs.schedule.from_plan import schedule_plan

    return schedule_plan(plan)
