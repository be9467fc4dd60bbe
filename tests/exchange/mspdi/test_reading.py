"""A project as Project itself saves it, and files that are damaged or meant to do harm."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from plandocs.errors import PlanError
from plandocs.exchange.imported import Imported
from plandocs.exchange.mspdi import read_mspdi
from plandocs.plan.load import load_plan, load_text
from plandocs.schedule.from_plan import schedule_plan
from tests.exchange.mspdi.trips import back, sent

ROOT = Path(__file__).parents[3]

TIMES = """<WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>
<WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes>"""
WEEK = "".join(
    f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(1 < day < 7)}</DayWorking>"
    f"{TIMES if 1 < day < 7 else ''}</WeekDay>"
    for day in range(1, 8)
)


def task(uid: int, level: int, name: str, more: str = "") -> str:
    return f"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name><OutlineLevel>{level}</OutlineLevel>{more}</Task>"


def work(hours: int, start: str = "", finish: str = "", form: int = 7) -> str:
    dates = f"<Start>{start}T08:00:00</Start><Finish>{finish}T17:00:00</Finish>" if start else ""
    return f"{dates}<Duration>PT{hours}H0M0S</Duration><DurationFormat>{form}</DurationFormat>"


def link(uid: int, kind: int = 1, lag: int = 0, form: int = 7) -> str:
    return (
        f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type><LinkLag>{lag}</LinkLag>"
        f"<LagFormat>{form}</LagFormat></PredecessorLink>"
    )


PROJECT = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project">
<Name>old.xml</Name><Title>Lighthouse move</Title><Company>Nimbusfold Software</Company>
<ScheduleFromStart>1</ScheduleFromStart><StartDate>2027-03-01T08:00:00</StartDate><CalendarUID>1</CalendarUID>
<MinutesPerDay>480</MinutesPerDay>
<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName>
<Alias>Cost centre</Alias></ExtendedAttribute></ExtendedAttributes>
<Calendars>
<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID>
<WeekDays>{WEEK}</WeekDays>
<Exceptions><Exception><TimePeriod><FromDate>2027-03-10T00:00:00</FromDate><ToDate>2027-03-11T23:59:00</ToDate>
</TimePeriod><Occurrences>2</Occurrences><Name>Stocktaking</Name><Type>1</Type><DayWorking>0</DayWorking></Exception>
<Exception><TimePeriod><FromDate>2027-03-05T00:00:00</FromDate><ToDate>2028-03-05T23:59:00</ToDate></TimePeriod>
<Occurrences>50</Occurrences><Name>First Friday</Name><Type>4</Type><DayWorking>0</DayWorking></Exception>
<Exception><TimePeriod><FromDate>2026-12-25T00:00:00</FromDate><ToDate>2028-12-25T23:59:00</ToDate></TimePeriod>
<Occurrences>3</Occurrences><Name>Christmas</Name><Type>2</Type><DayWorking>0</DayWorking></Exception></Exceptions>
</Calendar>
<Calendar><UID>2</UID><Name>24 Hours</Name><IsBaseCalendar>1</IsBaseCalendar></Calendar>
<Calendar><UID>3</UID><Name>Ada Lampwright</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID>
</Calendar>
<Calendar><UID>4</UID><Name>Bo Fogsworth</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID>
<Exceptions><Exception><TimePeriod><FromDate>2027-03-16T00:00:00</FromDate><ToDate>2027-03-16T23:59:00</ToDate>
</TimePeriod><Name>Leave</Name><Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions></Calendar>
</Calendars>
<Tasks>
{task(0, 0, "Lighthouse move")}
{task(1, 1, "Lighthouse move", "<Summary>1</Summary>")}
{task(2, 2, "Prepare", "<Summary>1</Summary>")}
{task(3, 3, "Survey", work(16, "2027-03-01", "2027-03-02") + link(99))}
{task(4, 3, "Foundation", "<Summary>1</Summary>")}
{task(5, 4, "Dig", work(24, "2027-03-03", "2027-03-05", 39) + link(3))}
{task(6, 4, "Pour", work(48, "2027-03-08", "2027-03-10", 8) + link(5) + "<Notes>Not in rain</Notes>")}
{task(7, 2, "Move", "<Summary>1</Summary>" + link(4, lag=4800))}
{task(8, 3, "Lift", work(8, "2027-03-15", "2027-03-15"))}
{task(9, 3, "Carry", work(16, "2027-03-17", "2027-03-18") + link(8))}
{
    task(
        10,
        3,
        "Set down",
        "<Manual>1</Manual><ManualStart>2027-03-23T08:00:00</ManualStart>"
        + work(8, "2027-03-23", "2027-03-23")
        + link(9),
    )
}
{
    task(
        11,
        3,
        "Lit again",
        "<Milestone>1</Milestone>"
        + work(0, "2027-03-23", "2027-03-23")
        + link(10)
        + "<ExtendedAttribute><FieldID>188743731</FieldID><Value>4711</Value></ExtendedAttribute>",
    )
}
{task(12, 3, "Old idea", "<Active>0</Active>" + work(8))}
</Tasks>
<Resources>
<Resource><UID>0</UID><ID>0</ID><Type>1</Type></Resource>
<Resource><UID>1</UID><Name>Ada Lampwright</Name><Type>1</Type><MaxUnits>0.5</MaxUnits><CalendarUID>3</CalendarUID>
<Group>Client</Group></Resource>
<Resource><UID>2</UID><Name>Bo Fogsworth</Name><Type>1</Type><MaxUnits>1</MaxUnits><CalendarUID>4</CalendarUID>
</Resource>
<Resource><UID>3</UID><Name>Movers</Name><Type>1</Type><MaxUnits>4</MaxUnits></Resource>
<Resource><UID>4</UID><Name>Concrete</Name><Type>0</Type></Resource>
</Resources>
<Assignments>
<Assignment><UID>1</UID><TaskUID>3</TaskUID><ResourceUID>1</ResourceUID><Units>0.5</Units><Work>PT8H0M0S</Work>
</Assignment>
<Assignment><UID>2</UID><TaskUID>9</TaskUID><ResourceUID>2</ResourceUID><Units>1</Units><Work>PT16H0M0S</Work>
</Assignment>
<Assignment><UID>3</UID><TaskUID>9</TaskUID><ResourceUID>3</ResourceUID><Units>3</Units><Work>PT48H0M0S</Work>
</Assignment>
<Assignment><UID>4</UID><TaskUID>6</TaskUID><ResourceUID>4</ResourceUID><Units>20</Units></Assignment>
</Assignments>
</Project>
""".encode()


def test_a_project_of_somebody_else_becomes_a_plan() -> None:
    plan, made = back(PROJECT)
    assert plan.project.name == "Lighthouse move"
    assert [(phase.id, phase.name, len(phase.tasks)) for phase in plan.phases] == [
        ("prepare", "Prepare", 3),
        ("move", "Move", 4),
    ]
    found = {task.name: task for task in plan.tasks()}
    assert [task.id for task in plan.tasks()] == ["T03", "T05", "T06", "T08", "T09", "T10", "T11"]
    assert (str(found["Dig"].duration), [str(one) for one in found["Dig"].after]) == ("3d", ["T03"])
    assert str(found["Pour"].duration) == "2ed"
    assert found["Pour"].description == "Not in rain"
    # A phase waits for the last of the tasks below the heading that Project lets it wait for.
    assert [str(one) for one in plan.phases[1].after] == ["T05 FS+1d", "T06 FS+1d"]
    assert found["Set down"].must_start_on == date(2027, 3, 23)
    assert found["Lit again"].is_milestone
    assert "# Foundation\n      - id: T05" in made.text


def test_people_and_calendars_of_somebody_else() -> None:
    plan, _ = back(PROJECT)
    found = {task.name: task for task in plan.tasks()}
    sides = {key: person.side for key, person in plan.people.items()}
    assert sides == {"ada": "customer", "bo-fogsworth": "vendor", "movers": "vendor"}
    ada, bo, movers = plan.people.values()
    assert (ada.hours_per_week, ada.calendar, movers.units) == (20, "", 4)
    assert {holiday.date for holiday in plan.calendars[bo.calendar].holidays} >= {date(2027, 3, 16)}
    # Christmas 2027 is a Saturday, which is off anyway.
    days = {holiday.date for holiday in plan.calendar.holidays}
    assert days == {date(2027, 3, 10), date(2027, 3, 11), date(2026, 12, 25), date(2028, 12, 25)}
    assert str(found["Survey"].effort[found["Survey"].owner]) == "8h"
    assert found["Carry"].needs == {"movers": 3}
    assert found["Carry"].effort == {}


def test_dates_of_the_file_are_kept_where_links_would_let_work_begin_earlier() -> None:
    plan, made = back(PROJECT)
    dates = {task.name: (task.start, task.finish) for task in schedule_plan(plan).tasks}
    # Pour takes two days of time after Friday 5 March, but the file has it on Monday the 8th: it is held. The 10th and
    # 11th are off, a day after Pour is the 12th, so Lift is on the 15th without being held. Bo is away on the 16th.
    assert dates["Pour"] == (date(2027, 3, 8), date(2027, 3, 9))
    assert dates["Lift"] == (date(2027, 3, 15), date(2027, 3, 15))
    assert dates["Carry"] == (date(2027, 3, 17), date(2027, 3, 18))
    found = {task.name: task for task in plan.tasks()}
    assert found["Pour"].start_no_earlier_than == date(2027, 3, 8)
    assert found["Lift"].start_no_earlier_than is None
    assert "start_no_earlier_than: 2027-03-08   # as in the file" in made.text
    told = [problem.message for problem in made.problems if problem.rule == "dates-differ"]
    assert len(told) == 1
    assert "Pour" in told[0]


def test_what_a_plan_cannot_say_is_told() -> None:
    messages = "\n".join(problem.message for problem in back(PROJECT)[1].problems)
    for part in ("First Friday", "Old idea", "Concrete", "outside the file", "Cost centre"):
        assert part in messages, part


def test_days_of_a_recurring_exception_stand_among_the_days_of_the_week() -> None:
    """Project writes each of them there, so that nothing has to be worked out."""
    days = "".join(
        f"<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>{day}T00:00:00</FromDate>"
        f"<ToDate>{day}T23:59:00</ToDate></TimePeriod></WeekDay>"
        for day in ("2027-03-05", "2027-04-02")
    )
    plan, made = back(PROJECT.replace(b"</WeekDays>", days.encode() + b"</WeekDays>", 1))
    assert {holiday.date for holiday in plan.calendar.holidays} >= {date(2027, 3, 5), date(2027, 4, 2)}
    assert not any("First Friday" in problem.message for problem in made.problems)


def test_a_derived_calendar_without_changes_is_its_base() -> None:
    plan, _ = back(PROJECT)
    assert len(plan.calendars) == 1  # Bo's; Ada has the project's, nobody uses 24 Hours


BAD = {
    "a document type": (b'<!DOCTYPE Project [<!ENTITY a "b">]><Project><Tasks/></Project>', "document type"),
    "a billion laughs": (
        b'<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><Project><Title>&b;</Title></Project>',
        "document type",
    ),
    "another format": (b"<html><body/></html>", "'html'"),
    "no tasks": (b'<Project xmlns="http://schemas.microsoft.com/project"><Tasks/></Project>', "no tasks"),
    "half a file": (PROJECT[:2000], "well-formed"),
    "too deep": (b"<Project>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</Project>", "well-formed"),
    "no XML": (b"\x00\x01\x02", "well-formed"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_located_message(name: str) -> None:
    data, words = BAD[name]
    with pytest.raises(PlanError) as caught:
        read_mspdi(data, "project.xml")
    assert len(caught.value.problems) == 1
    problem = caught.value.problems[0]
    assert words in problem.message
    assert problem.path == "project.xml"


def test_a_file_that_points_elsewhere_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("zq7xsecret")
    data = f'<!DOCTYPE p [<!ENTITY x SYSTEM "{secret.as_uri()}">]><Project><Title>&x;</Title></Project>'.encode()
    with pytest.raises(PlanError) as caught:
        read_mspdi(data, "project.xml")
    assert "zq7xsecret" not in str(caught.value)


def made_of(data: bytes) -> Imported | PlanError:
    try:
        return back(data)[1]
    except PlanError as error:
        return error


def test_damaged_values_never_break_the_reading() -> None:
    """Change digits, words and tags of good files at random: a plan comes out, or one message."""
    chance = random.Random(7)
    files = [PROJECT, sent(load_plan(ROOT / "samples" / "bakery.yaml").plan, date(2027, 2, 10))]
    plans, refused = 0, []
    for turn in range(120):
        data = bytearray(files[turn % 2])
        figures = [place for place, sign in enumerate(data) if 48 <= sign < 58]
        for _ in range(chance.choice((1, 3, 12))):
            if turn % 3:
                data[chance.choice(figures)] = chance.choice(b"0123456789")
            else:
                data[chance.randrange(len(data))] = chance.choice(b"0123456789<>-T:/ax\xff")
        made = made_of(bytes(data))
        if isinstance(made, PlanError):
            refused.append(made)
        else:
            load_text(made.text)
            plans += 1
    assert plans > 20
    assert len(refused) > 5
    for error in refused:
        assert all(problem.message and problem.path == "project.xml" for problem in error.problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PT16H0M0S", "PT99999999H0M0S"),
        ("<LinkLag>4800</LinkLag>", "<LinkLag>-999999999</LinkLag>"),
        ("<MaxUnits>4</MaxUnits>", "<MaxUnits>1e308</MaxUnits>"),
        ("2027-03-01T08:00:00", "9999-12-31T23:59:59"),
        ("<ToDate>2027-03-11T23:59:00</ToDate>", "<ToDate>2148-03-11T23:59:00</ToDate>"),
        ("<UID>5</UID>", "<UID>3</UID>"),
        ("<BaseCalendarUID>1</BaseCalendarUID>", "<BaseCalendarUID>3</BaseCalendarUID>"),
        ("<DayWorking>1</DayWorking>", "<DayWorking>0</DayWorking>"),
        ("<OutlineLevel>3</OutlineLevel>", "<OutlineLevel>999999999</OutlineLevel>"),
        ("<PredecessorUID>3</PredecessorUID>", "<PredecessorUID>10</PredecessorUID>"),
        ("<Name>Movers</Name>", "<Name>null: [{&lt;# \t </Name>"),
    ],
)
def test_values_beyond_all_measure_still_give_a_plan(old: str, new: str) -> None:
    assert old.encode() in PROJECT
    _, made = back(PROJECT.replace(old.encode(), new.encode()))
    load_text(made.text)
