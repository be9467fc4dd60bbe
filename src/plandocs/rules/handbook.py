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
    Entry("S9", "six steps of readiness", "computed: `plandocs ready` and the internal edition show them"),
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
    Entry("S21", "milestones with an outcome", "a milestone without a name is no valid plan; its criterion is S4's"),
    Entry("S22", "milestone dates are computed", "a plan has no place to type one"),
    Entry("S23", "the critical path in words", "computed and printed"),
    Entry("S24", "the critical path has a buffer"),
    Entry("S25", "the people of both sides"),
    Entry("S26", "sponsor and champion"),
    Entry("S27", "the champion's hours"),
    Entry("S28", "named backups"),
    Entry("S29", "weekly demand by person", "computed: `plandocs capacity`; too much of it is S32"),
    Entry("S30", "leave"),
    Entry("S31", "who is only informed owns nothing"),
    Entry("S32", "nobody is asked for more hours than there are"),
    Entry("S33", "the sponsor's part is the sponsor's"),
    Entry("S34", "everybody who counts was asked"),
    Entry("S35", "answers with date and concern"),
    Entry("S36", "no approval over the sponsor's doubts"),
    Entry("S37", "success criteria"),
    Entry("S38", "the sections of the plan document"),
    Entry("S39", "the simplest view that serves", "a choice of documents, not of the plan"),
    Entry("S40", "approvals hold for the version that was read"),
    Entry("S41", "dependencies without a loop", "a loop is no valid plan: error S41, named `cycle`"),
    Entry("S42", "customer dependencies have the customer's owner"),
    Entry("S43", "external commitments, buffers and backup plans"),
    Entry("S44", "vendor resources are reserved and not shown"),
    Entry("S45", "the longest path", "computed"),
    Entry("S46", "the test of three paths", "a test of the scheduler"),
    Entry("S47", "near-critical tasks", "computed and listed"),
    Entry("S48", "this week's critical tasks", "computed and listed in the status"),
    Entry("S49", "dependencies have owner and due date"),
    Entry("S50", "dependencies say to whom they escalate"),
    Entry("S51", "a blocked dependency names its blocker"),
    Entry("S52", "blocked for more than 48 hours is escalated"),
    Entry("S53", "dependencies in every weekly report", "the status prints all that are open"),
    Entry("S54", "regular touchpoints"),
    Entry("S55", "reports every week"),
    Entry("S56", "blockers to the manager within a day", "a duty of people; the internal status lists them"),
    Entry("S57", "risks are named"),
    Entry("S58", "serious risks have mitigation and owner"),
    Entry("S59", "serious risks are looked at again"),
    Entry("S60", "issues have owner, date and resolution"),
    Entry("S61", "changes say who asked and when"),
    Entry("S62", "changes are assessed and have options"),
    Entry("S63", "decisions have a name, a date and a choice"),
    Entry("S64", "delay against the baseline", "computed with a baseline; the plan alone knows none"),
    Entry("S65", "a moderate delay is told"),
    Entry("S66", "a major delay is revised, and not shown on track"),
    Entry("S67", "major delay", "computed; the status cannot be green by rule"),
    Entry("S68", "explicit request for approval", "a document: `--only approval`"),
    Entry("S69", "one A and at least one R in a row"),
    Entry("S70", "a colour against the rule has a reason"),
    Entry("S71", "waves: a small pilot, each site once, four questions answered"),
    Entry("S72", "no parallel rollout with limited people"),
    Entry("S73", "phased or big-bang", "a judgement: the answers under `release` give one with reasons, in the plan"),
    Entry("S74", "what makes a project hard", "a reason, not a mistake: it makes the rules of S75 speak"),
    Entry("S75", "what a hard project needs"),
    Entry("S76", "no go-live without a test before it"),
    Entry("S77", "the kinds of change", "a free text, printed with the change"),
    Entry("S78", "a change is assessed"),
    Entry("S79", "an approved change alters the plan"),
    Entry("S80", "a request is answered in time"),
    Entry("S81", "the weekly line on scope", "derived from the baseline"),
    Entry("S83", "a section on processes"),
    Entry("S84", "a section on change impacts"),
    Entry("S85", "impacts on both sides"),
    Entry("S86", "the largest impacts have an answer"),
    Entry("S87", "common complaints", "`complaint` of an impact, printed where there is one"),
    Entry("S88", "communication before the kickoff"),
    Entry("S89", "one implementation project manager"),
    Entry("S90", "who is not the account manager"),
    Entry("S91", "their duties", "a free text of the roles"),
    Entry("S92", "processes have owner and version"),
    Entry("S93", "processes were reviewed lately"),
    Entry("S94", "the same words everywhere", "all documents print the plan's own text"),
    Entry("S96", "retention and referrals as success", "may be there, need not"),
)
"""Every id of the handbook, in its order. S82 and S95 do not exist."""


def by_id(word: str) -> Entry | None:
    """Return the handbook's entry of an id, in any case; None where there is none."""
    return next((entry for entry in HANDBOOK if entry.id.casefold() == word.casefold()), None)
