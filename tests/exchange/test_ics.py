"""Exported calendars, read back by an independent parser: the standard library's own line rules, by hand."""

from __future__ import annotations

from datetime import date

from plandocs.documents.calendar_dates import calendar_dates
from plandocs.exchange.ics import to_ics
from plandocs.plan.model import Plan
from tests.documents.test_project_plan import facts_of, sample

Entry = dict[str, str]


def entries(plan: Plan, as_of: date | None = None) -> list[Entry]:
    """Return the events by property, unfolded as RFC 5545 says: a line that begins with a blank goes on."""
    facts = facts_of(plan, as_of)
    data = to_ics(calendar_dates(facts, facts.words))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    found: list[Entry] = []
    for line in lines:
        key, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][key] = value.replace("\u00a0", " ")
    assert found
    return found


def named(found: list[Entry], summary: str) -> list[Entry]:
    chosen = [entry for entry in found if entry["SUMMARY"] == summary]
    assert chosen, summary
    return chosen


def test_milestones_stand_on_their_agreed_days() -> None:
    found = entries(sample("invoice-approval"))
    (go_live,) = named(found, "Go-live (Invoice approval automation)")
    assert go_live["DTSTART;VALUE=DATE"] == "20270225"
    assert go_live["DTEND;VALUE=DATE"] == "20270226"  # exclusive
    (first,) = named(found, "Milestone: System configured and ready for integration")
    assert first["DTSTART;VALUE=DATE"] == "20270125"


def test_a_forecast_moves_an_entry_and_keeps_its_uid() -> None:
    plan = sample("invoice-approval")
    agreed = named(entries(plan), "Go-live (Invoice approval automation)")[0]
    now = named(entries(plan, date(2027, 1, 29)), "Go-live (Invoice approval automation)")[0]
    assert now["DTSTART;VALUE=DATE"] == "20270302"
    assert now["UID"] == agreed["UID"]


def test_uids_are_each_used_once() -> None:
    for name in ("invoice-approval", "bakery", "dock-scheduling", "sixty-days"):
        uids = [entry["UID"] for entry in entries(sample(name))]
        assert len(set(uids)) == len(uids)


def test_outreach_begins_five_working_days_before_and_leaves_out_the_holiday() -> None:
    """D1 is due Thu 21 January; Mon 18 January is a holiday: reach out 13 to 15 January."""
    plan = sample("invoice-approval")
    entry = plan.dependencies[0].model_copy(update={"status": "in_progress", "escalated_on": None})
    found = entries(plan.model_copy(update={"dependencies": (entry, *plan.dependencies[1:])}))
    (reach,) = named(found, "Reach out: IT security review passed")
    assert (reach["DTSTART;VALUE=DATE"], reach["DTEND;VALUE=DATE"]) == ("20270113", "20270116")
    (escalate,) = named(found, "Escalate if still open: IT security review passed")
    assert escalate["DTSTART;VALUE=DATE"] == "20270125"  # two working days after Thu 21 January


def test_a_touchpoint_lasts_all_day_until_the_plan_gives_its_hour() -> None:
    plan = sample("invoice-approval")
    assert all("DTSTART;VALUE=DATE" in entry for entry in named(entries(plan), "Working call"))
    call = next(entry for entry in plan.communications if entry.what == "Working call")
    timed = call.model_copy(update={"at": "09:30"})
    others = tuple(timed if entry is call else entry for entry in plan.communications)
    found = named(entries(plan.model_copy(update={"communications": others})), "Working call")
    tuesdays = ("20270112", "20270119", "20270126", "20270202")
    assert [entry["DTSTART"] for entry in found] == [f"{day}T093000" for day in tuesdays]
    assert found[0]["DTEND"] == "20270112T100000"


def test_nobody_is_invited_and_nothing_internal_is_told() -> None:
    found = entries(sample("invoice-approval"))
    assert not any("ATTENDEE" in key or "ORGANIZER" in key for entry in found for key in entry)
    assert not any("Dev Scaffolder reserved" in value for entry in found for value in entry.values())


def test_texts_cannot_break_out_of_their_line() -> None:
    plan = sample("bakery")
    hostile = plan.communications[0].model_copy(update={"what": "Call\r\nEND:VEVENT\x00; a, b\\"})
    found = entries(plan.model_copy(update={"communications": (hostile, *plan.communications[1:])}))
    assert any(entry["SUMMARY"] == "Call\\nEND:VEVENT\\; a\\, b\\\\" for entry in found)
    assert len(found) == len(entries(plan))
