"""The handbook's ids against the rules: every id has its rules, or the reason why no plan can break it.

`HANDBOOK` lists the ids in the handbook's order, each with what it asks for in a few words. An id without a rule says
in `instead` how the product keeps it all the same. A test holds the list against the registry.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One id of the handbook: what it asks for, and, where no rule checks it, what happens instead."""

    id: str
    asks: str
    instead: str = ""


HANDBOOK = (
    Entry("S2", "phases, dependencies, people: tasks hang together"),
    Entry("S3", "every task has an owner"),
    Entry("S4", "every phase has an exit criterion"),
    Entry("S5", "from signed contract to productive use; time to value"),
    Entry("S6", "the tier fits the size"),
    Entry("S7", "daily meetings only around the go-live"),
    Entry("S8", "each side owns tasks"),
    Entry(
        "S9",
        "six steps of readiness",
        "the steps count what S10 to S40 ask for, so their rules speak; `plandocs ready` shows each with % done",
    ),
    Entry("S10", "discovery of use, tools, data, security …; migrations are counted"),
    Entry("S11", "who is trained"),
    Entry("S12", "constraints; answers with their source; open answers are followed up"),
    Entry("S13", "gate questions are answered"),
    Entry("S14", "specific scope items"),
    Entry("S15", "scope that something delivers"),
    Entry("S16", "at least one exclusion, looked at again"),
    Entry("S17", "exclusions have a reason"),
    Entry("S18", "parked ideas have a requester and a date"),
    Entry("S19", "the target can be kept; no go-live before its work"),
    Entry("S20", "the contract's date can be kept"),
    Entry("S21", "milestones with an outcome; their criterion is S4's"),
    Entry("S22", "milestone dates are computed, never typed"),
    Entry(
        "S23",
        "the critical path in words",
        "the chain is computed and every document prints it; what would tear it apart is S2's, S22's and S45's",
    ),
    Entry("S24", "the critical path has a buffer"),
    Entry("S25", "the people of both sides"),
    Entry("S26", "sponsor and champion"),
    Entry("S27", "the champion's hours"),
    Entry("S28", "named backups"),
    Entry(
        "S29",
        "weekly demand by person",
        "computed from effort, hours, leave and calendars (`plandocs capacity`); weeks with too much are named by S32",
    ),
    Entry("S30", "leave"),
    Entry("S31", "who is only informed owns nothing"),
    Entry("S32", "nobody is asked for more hours than there are"),
    Entry("S33", "the sponsor's part is the sponsor's"),
    Entry("S34", "everybody who counts was asked"),
    Entry("S35", "answers with date and concern"),
    Entry("S36", "no approval over the sponsor's doubts"),
    Entry("S37", "success criteria"),
    Entry("S38", "the sections of the plan document"),
    Entry(
        "S39",
        "the simplest view that serves",
        "who builds the documents chooses the view (`--only`); the plan is the same for all of them",
    ),
    Entry("S40", "approvals hold for the version that was read"),
    Entry(
        "S41",
        "dependencies of four kinds, without a loop",
        "a loop or another kind is no valid plan: the errors `S41` and `bad-value` come before any rule",
    ),
    Entry("S42", "customer dependencies have the customer's owner"),
    Entry("S43", "external commitments, buffers and backup plans"),
    Entry("S44", "vendor resources are reserved and not shown"),
    Entry("S45", "the longest path is one of work, not of waiting for dates"),
    Entry(
        "S46",
        "the test of three paths",
        "it tests the scheduler, not a plan: our tests hold its duration of 42 and its floats of 7 and 4",
    ),
    Entry(
        "S47",
        "near-critical tasks",
        "a plan may have few days to spare; plan, workbook and status list every task that has two or less",
    ),
    Entry("S48", "this week's critical tasks are under way"),
    Entry("S49", "dependencies have owner and due date, and are not overdue"),
    Entry("S50", "dependencies say to whom they escalate"),
    Entry("S51", "a blocked dependency names its blocker"),
    Entry("S52", "blocked for more than 48 hours is escalated"),
    Entry("S53", "dependencies are in every weekly report while they are open"),
    Entry("S54", "regular touchpoints"),
    Entry("S55", "reports every week"),
    Entry("S56", "blockers go to the manager within a day"),
    Entry("S57", "risks are named"),
    Entry("S58", "serious risks have mitigation and owner"),
    Entry("S59", "serious risks are looked at again"),
    Entry("S60", "issues have owner, date and resolution"),
    Entry("S61", "changes say who asked and when"),
    Entry("S62", "changes are assessed and have options"),
    Entry("S63", "decisions have a name, a date and a choice"),
    Entry("S64", "a minor delay is absorbed"),
    Entry("S65", "a moderate delay is told"),
    Entry("S66", "a major delay is revised, and not shown on track"),
    Entry("S67", "a delay has a cause and an answer; `plandocs recover` tries the five"),
    Entry(
        "S68",
        "explicit request for approval",
        "a letter, not a plan: `build --only approval` writes it; what came back is S36's and S40's",
    ),
    Entry("S69", "one A and at least one R in a row"),
    Entry("S70", "a colour against the rule has a reason"),
    Entry("S71", "waves: a small pilot, each site once, four questions answered"),
    Entry("S72", "no parallel rollout with limited people"),
    Entry("S73", "phased or big-bang as the answers speak for; what is worth most comes first"),
    Entry("S74", "what makes a project hard", "a hard project is no mistake: it makes the rules of S6 and S75 speak"),
    Entry("S75", "what a hard project needs"),
    Entry("S76", "no go-live without a test before it"),
    Entry("S77", "changes say what brought them about"),
    Entry("S78", "a change is assessed"),
    Entry("S79", "an approved change alters the plan"),
    Entry("S80", "a request is answered in time"),
    Entry("S81", "nothing is in scope that nobody approved; the weekly line on scope"),
    Entry("S83", "a section on processes"),
    Entry("S84", "a section on change impacts"),
    Entry("S85", "impacts on both sides"),
    Entry("S86", "the largest impacts have an answer"),
    Entry(
        "S87",
        "common complaints",
        "whether there are any only people can tell; the `complaint` of an impact is printed",
    ),
    Entry("S88", "communication before the kickoff"),
    Entry("S89", "one implementation project manager"),
    Entry("S90", "who is not the account manager"),
    Entry("S91", "their duties", "asked for with S89 and S90 in one sentence, and checked with them"),
    Entry("S92", "processes have owner and version"),
    Entry("S93", "processes were reviewed lately"),
    Entry(
        "S94",
        "the same words everywhere",
        "a plan has each process once, and every document prints those words",
    ),
    Entry(
        "S96",
        "retention and referrals as success",
        "the handbook allows them and does not ask for them; that there is any criterion is S37's",
    ),
)
"""Every id of the handbook, in its order. S82 and S95 do not exist."""


def by_id(word: str) -> Entry | None:
    """Return the handbook's entry of an id, in any case; None where there is none."""
    return next((entry for entry in HANDBOOK if entry.id.casefold() == word.casefold()), None)
