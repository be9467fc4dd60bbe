"""Each rule finds what it names in a plan that is otherwise clean, and nothing in the clean one.

Every rule has a plan of its own, see test_one_plan_per_rule; here are further ways to fire a warning, what makes an
error go away, what the worked plans give, and the tiers.
"""

from datetime import date
from pathlib import Path

import pytest

from plandocs import api
from plandocs.errors import Problem
from plandocs.plan.fingerprint import plan_hash
from plandocs.plan.load import load_text
from plandocs.rules import all_rules, check_rules
from plandocs.schedule.from_plan import schedule_plan

FLAGSHIP = Path(__file__).parents[2] / "samples" / "invoice-approval.yaml"
CLEAN = (Path(__file__).parents[1] / "plans" / "correct" / "clean.yaml").read_text("utf-8")

KICKOFF = "{id: kickoff, name: Kickoff, duration: 1d,"
EXTERNAL = "dependencies: [{id: E1, type: external, what: Key, owner: tim, due: 2027-01-11, commitment_ref: Mail"
REPORTED = "reports: [{as_of: 2027-01-15}]\n"
ESCALATED = ", escalation: To Bea"
KEY = f"dependencies: [{{id: K1, type: customer, what: List, owner: ola, due: 2027-01-11{ESCALATED}"
SERIOUS = "risks: [{id: R1, risk: Late, likelihood: H, impact: M, mitigation: Ask, owner: finn"
CHANGE = "changes: [{id: C1, request: Delivery, trigger: added scope"
APPROVED = ", duration: 1d, status: approved, chosen: 1, approver: bea, decided: 2027-01-08, options: [{"


def late(day: str) -> str:
    """The clean plan whose kickoff of Mon 11 Jan ends, and is reported, on another day: the go-live slips as much."""
    kickoff = f"{KICKOFF} started: 2027-01-11, finished: {day},"
    return CLEAN.replace(KICKOFF, kickoff) + f"reports: [{{as_of: {day}}}]\n"


def findings(text: str, *, as_of: date | None = None) -> list[Problem]:
    loaded = load_text(text)
    return check_rules(loaded, schedule_plan(loaded.plan), as_of=as_of)


def names(text: str, *, as_of: date | None = None) -> set[str]:
    return {problem.name or problem.rule for problem in findings(text, as_of=as_of)}


def changed(old: str, new: str, more: str = "") -> str:
    assert CLEAN.count(old) == 1, f"{old!r} stands {CLEAN.count(old)} times in the clean plan"
    return CLEAN.replace(old, new) + more


def test_clean_plan_has_no_findings() -> None:
    assert findings(CLEAN) == []


def test_rules_are_found_and_named_once() -> None:
    rules = all_rules()
    assert len(rules) >= 50
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.reason and rule.check.__doc__ for rule in rules)


WARNINGS = [
    ("loose-start", changed("duration: 3d, after: [kickoff],", "duration: 3d,")),
    ("loose-end", changed("after: [reserve]", "after: [uat, training]")),
    ("phase-exit-criteria", changed("    exit_criteria: [46 products show their price]\n", "")),
    ("go-live-named", changed("  go_live: live\n", "").replace("kind: go_live, ", "")),
    (
        "tier-fits",
        changed("  go_live: live\n", "  go_live: live\n  tier: lite\n", "").replace(
            "people:\n", "people:\n" + "".join(f"  p{n}: {{name: P{n}, side: customer}}\n" for n in range(9))
        ),
    ),
    ("daily-meetings", changed("starts: 2027-01-07}", "starts: 2027-01-07, days: [mon, tue, wed, thu, fri]}")),
    ("both-sides-own", CLEAN.replace("owner: ola", "owner: finn")),
    ("buffer-on-critical-path", changed("kind: buffer, ", "owner: finn, ")),
    ("go-live-on-friday", changed("start: 2027-01-11", "start: 2027-01-13")),
    ("contract-deadline", changed("  go_live: live\n", "  go_live: live\n  contract_deadline: 2027-01-19\n")),
    (
        "sponsor-is-champion",
        changed(
            "role: sponsor, side: customer}",
            "role: [sponsor, champion], hours_per_week: 5, backup: tim, side: customer}",
        ).replace("role: champion, ", "role: end_user, "),
    ),
    ("champion-hours-given", changed("hours_per_week: 6, ", "")),
    ("named-backup", changed(", backup: tim", "")),
    ("leave-meets-task", changed("backup: tim", "backup: tim, unavailable: [{from: 2027-01-18, to: 2027-01-18}]")),
    ("over-capacity", changed("kind: validation, ", "kind: validation, effort: {ola: 14h}, ")),
    (
        "informed-only",
        changed(
            "role: implementation_pm, side: vendor}", "role: implementation_pm, informed_only: true, side: vendor}"
        ),
    ),
    ("answer-source", CLEAN + "discovery: [{question: Sign-on?, answer: yes}]\n"),
    ("vague-scope", changed("text: Online pre-orders with collection slots", "text: Implement the product")),
    ("vague-scope", changed("text: Online pre-orders with collection slots", "text: Orders etc.")),
    ("scope-delivered", changed("in: [{id: F1,", "in: [{id: F2, text: Card payment}, {id: F1,")),
    ("exclusion-reason", changed("reason: Needs orders first, ", "")),
    ("exclusion-revisit", changed(", revisit: phase 2", "")),
    ("external-backup", CLEAN + EXTERNAL + ", buffer: reserve}]\n"),
    ("external-buffer", CLEAN + EXTERNAL + ", backup_plan: Paper, needed_by: [config]}]\n"),
    ("vendor-reserved", CLEAN + "dependencies: [{id: V1, type: vendor, what: Finn, owner: finn}]\n"),
    (
        "vendor-dependency-shown",
        CLEAN + "dependencies: [{id: V1, type: vendor, what: Finn, reserved: true, audience: customer}]\n",
    ),
    ("dependency-due", CLEAN + "dependencies: [{id: K1, type: customer, what: List, owner: ola}]\n"),
    (
        "dependency-due",
        CLEAN
        + "dependencies: [{id: K1, type: customer, what: List, owner: ola, due: 2027-01-13, needed_by: [config]}]\n",
    ),
    (
        "blocked-since",
        CLEAN + "dependencies: [{id: K1, type: customer, what: List, owner: ola, due: 2027-01-11, status: blocked}]\n",
    ),
    ("risk-mitigation", CLEAN + "risks: [{id: R1, risk: Late, likelihood: M, impact: M, owner: finn}]\n"),
    ("risk-mitigation", CLEAN + "risks: [{id: R1, risk: Late, likelihood: M, impact: M, mitigation: Ask}]\n"),
    ("issue-followed-up", CLEAN + "issues: [{id: I1, issue: Broken, owner: finn}]\n"),
    ("issue-followed-up", CLEAN + "issues: [{id: I1, issue: Broken, status: closed}]\n"),
    ("raci-consulted", CLEAN + "raci: [{activity: All, bea: A, finn: R, ola: C, tim: C, gail: C, it: C}]\n"),
    ("sponsor-unconfirmed", changed("status: confirmed", "status: asked")),
    ("approval-hash", CLEAN + "approvals: [{by: bea, date: 2027-01-08}]\n"),
    ("change-options", CLEAN + "changes: [{id: C1, request: Delivery, status: assessed}]\n"),
    (
        "change-decision",
        CLEAN + "changes: [{id: C1, request: Delivery, status: approved, options: [{text: Later}], approver: bea,"
        " decided: 2027-01-12}]\n",
    ),
    ("communication-plan", changed("communications: [{what: Welcome e-mail, owner: finn, starts: 2027-01-07}]\n", "")),
    ("communication-plan", changed(", starts: 2027-01-07", "")),
    ("process-section", changed('processes: [{name: Changes, owner: finn, version: "1.0"}]\n', "")),
    ("process-kept", changed(', version: "1.0"', "")),
    ("process-review", changed(', version: "1.0"', ', version: "1.0", last_review: 2026-07-14')),
    (
        "change-impact-section",
        CLEAN.partition("change_impacts:")[0],
    ),
    ("impact-action", changed(", action: Sheet", "")),
    ("pilot-size", CLEAN + "rollout: {waves: [{id: W1, sites: [a, b, c]}, {id: W2, sites: [d]}]}\n"),
    ("site-in-one-wave", CLEAN + "rollout: {sites: {a: {name: A}, b: {name: B}}, waves: [{id: W1, sites: [a]}]}\n"),
    ("site-in-one-wave", CLEAN + "rollout: {waves: [{id: W1, sites: [a]}, {id: W2, sites: [a]}]}\n"),
    ("escalation-plan", CLEAN + KEY.replace(ESCALATED, "") + "}]\n"),
    ("blocked-why", CLEAN + KEY + ", status: blocked, blocked_since: 2027-01-11}]\n"),
    ("risk-reviewed", CLEAN + SERIOUS + ", last_review: 2026-12-31}]\n" + REPORTED),
    ("issue-overdue", CLEAN + "issues: [{id: I1, issue: Broken, owner: finn, target: 2027-01-14}]\n" + REPORTED),
    ("change-trigger", CLEAN + "changes: [{id: C1, request: Delivery}]\n"),
    ("change-assessed", CLEAN + CHANGE + ", status: assessed, options: [{text: Later}]}]\n"),
    ("change-waiting", CLEAN + CHANGE + ", date: 2027-01-07}]\n" + REPORTED),
    ("change-in-plan", CLEAN + CHANGE + APPROVED + "kind: extend, text: Later, go_live: 2027-01-21}]}]\n"),
    ("change-in-plan", CLEAN + CHANGE + APPROVED + "kind: trade, text: Less, trade: [F1]}]}]\n"),
    ("touchpoints", changed("starts: 2027-01-07}", "starts: 2027-01-07}, {what: Call, owner: finn, days: [tue]}")),
    ("weekly-report", CLEAN + "reports: [{as_of: 2027-01-04}, {as_of: 2027-01-15}]\n"),
    ("delay-moderate", late("2027-01-15")),
    ("delay-major", late("2027-01-26")),
    ("unknown-rule", CLEAN + "waivers: [{rule: S99, reason: None, by: finn}]\n"),
]


@pytest.mark.parametrize(("name", "text"), WARNINGS, ids=[f"{n}-{name}" for n, (name, _) in enumerate(WARNINGS)])
def test_warning_is_given_for_the_one_thing_that_is_wrong(name: str, text: str) -> None:
    found = findings(text)
    assert name in {problem.name or problem.rule for problem in found}
    assert all(problem.severity != "error" for problem in found)
    assert all(problem.line and problem.fix for problem in found)


NEARLY = [
    ("escalation-plan", CLEAN + KEY + "}]\n"),
    ("escalation-plan", CLEAN + KEY.replace(ESCALATED, "") + ", status: done}]\n"),
    ("blocked-why", CLEAN + KEY + ", status: blocked, blocked_since: 2027-01-11, blocker: No login}]\n"),
    ("risk-reviewed", CLEAN + SERIOUS + ", last_review: 2027-01-01}]\n" + REPORTED),
    ("risk-reviewed", CLEAN + SERIOUS.replace("impact: M", "impact: L") + ", last_review: 2026-12-31}]\n" + REPORTED),
    ("risk-reviewed", CLEAN + SERIOUS + ", status: mitigated, last_review: 2026-12-31}]\n" + REPORTED),
    ("issue-overdue", CLEAN + "issues: [{id: I1, issue: Broken, owner: finn, target: 2027-01-15}]\n" + REPORTED),
    ("change-trigger", CLEAN + CHANGE + "}]\n"),
    ("change-assessed", CLEAN + CHANGE + ", status: assessed, impact_days: 0, options: [{text: Later}]}]\n"),
    ("change-assessed", CLEAN + CHANGE + "}]\n"),
    ("change-waiting", CLEAN + CHANGE + ", date: 2027-01-08}]\n" + REPORTED),
    ("change-waiting", CLEAN + CHANGE + ", date: 2027-01-07, duration: 1d, status: assessed}]\n" + REPORTED),
    ("change-in-plan", CLEAN + CHANGE + APPROVED + "kind: extend, text: Later, go_live: 2027-01-20}]}]\n"),
    (
        "touchpoints",
        changed(
            "starts: 2027-01-07}", 'starts: 2027-01-07}, {what: Call, owner: finn, days: [tue, fri], weeks: "1-4"}'
        ),
    ),
    ("weekly-report", CLEAN + "reports: [{as_of: 2027-01-05}, {as_of: 2027-01-15}]\n"),
    ("delay-moderate", late("2027-01-14")),  # three days
    ("delay-moderate", late("2027-01-26")),  # eleven days
    ("delay-major", late("2027-01-25")),  # ten days
]


@pytest.mark.parametrize(("name", "text"), NEARLY, ids=[f"{n}-{name}" for n, (name, _) in enumerate(NEARLY)])
def test_rule_is_silent_where_the_plan_just_keeps_it(name: str, text: str) -> None:
    assert name not in names(text)


def test_blocked_for_exactly_48_hours_may_wait() -> None:
    block = "dependencies: [{id: K1, type: customer, what: List, owner: ola, due: 2027-01-11, status: blocked, "
    for since, blocked in (("2027-01-13", False), ("2027-01-12", True), ("2027-01-13T23:00", True)):
        text = CLEAN + f"{block}blocked_since: {since}}}]\n" + REPORTED
        assert ("blocked-escalated" in names(text)) is blocked, since
    escalated = f"{block}blocked_since: 2027-01-12, escalated_on: 2027-01-14}}]\n"
    assert "blocked-escalated" not in names(CLEAN + escalated + REPORTED)


def test_age_is_counted_from_the_as_of_date_that_is_given() -> None:
    block = "dependencies: [{id: K1, type: customer, what: List, owner: ola, due: 2027-01-11, status: blocked, "
    text = CLEAN + f"{block}blocked_since: 2027-01-13}}]\n" + REPORTED
    assert "blocked-escalated" in names(text, as_of=date(2027, 1, 16))


def test_target_is_met_on_the_day_itself_and_missed_by_counted_days() -> None:
    # Kickoff Mon 11 Jan, configuration 12-14, test 15-18, buffer 19, go-live Wed 20 Jan.
    on_time = changed("  go_live: live\n", "  go_live: live\n  target_go_live: 2027-01-20\n")
    assert names(on_time) == set()
    short = findings(changed("  go_live: live\n", "  go_live: live\n  target_go_live: 2027-01-15\n"))
    assert [problem.rule for problem in short] == ["S19"]
    assert "3 working days earlier" in short[0].message
    assert "start by 2027-01-06" in short[0].fix


def test_freeze_names_the_next_day_a_go_live_may_have() -> None:
    found = findings(CLEAN + "calendar: {freezes: [{from: 2027-01-20, to: 2027-01-22}]}\n")
    assert [problem.rule for problem in found] == ["go-live-in-freeze"]
    assert "2027-01-25" in found[0].fix


def test_approval_with_the_hash_of_this_plan_is_good_and_counts_alone() -> None:
    now = plan_hash(load_text(CLEAN).plan)
    assert names(CLEAN + f"approvals: [{{by: bea, date: 2027-01-08, hash: {now[:8]}}}]\n") == set()
    older = f"approvals: [{{by: bea, date: 2027-01-07, hash: 00000000}}, {{by: bea, date: 2027-01-08, hash: {now}}}]\n"
    assert names(CLEAN + older) == set()
    assert names(CLEAN + f"approvals: [{{by: bea, date: 2027-01-08, hash: {now[:4]}}}]\n") == {"approval-stale"}


def test_float_is_the_buffer_of_an_external_dependency() -> None:
    # Training (2 days) ends with the test; made one day long, it has a day of float.
    text = CLEAN.replace("name: Training, duration: 2d", "name: Training, duration: 1d")
    text += EXTERNAL + ", backup_plan: Paper, needed_by: [training]}]\n"
    assert "external-buffer" not in names(text)


def test_done_dependencies_and_closed_risks_are_left_alone() -> None:
    text = CLEAN + "dependencies: [{id: E1, type: external, what: Key, status: done}]\n"
    assert names(text + "risks: [{id: R1, risk: Late, likelihood: H, impact: H, status: closed}]\n") == set()


def test_shares_may_be_written_as_amounts() -> None:
    billing = "sow:\n  fees: 1000\n  billing: [{trigger: signature, percent: 30%}, {trigger: live, amount: 700}]\n"
    assert names(CLEAN + billing) == set()


def test_validation_may_come_through_a_milestone_or_a_phase() -> None:
    milestone = changed("  - id: golive\n", "    milestone: {id: M1, name: Ready}\n  - id: golive\n")
    assert "validation-before-go-live" not in names(milestone.replace("after: [reserve]", "after: [M1]"))
    assert "validation-before-go-live" not in names(CLEAN.replace("after: [reserve]", "after: [setup]"))


def test_lite_asks_for_less() -> None:
    lite = changed("  go_live: live\n", "  go_live: live\n  tier: lite\n")
    lite = lite.replace(", backup: tim", "").replace("    exit_criteria: [46 products show their price]\n", "")
    assert names(lite) == set()
    both = lite.replace("role: implementation_pm", "role: [implementation_pm, account_manager]")
    assert [(problem.rule, problem.severity) for problem in findings(both)] == [("S90", "warning")]


@pytest.mark.parametrize("word", ["S27", "s27", "champion-hours"])
def test_waiver_makes_a_remark_that_says_who_and_why(word: str) -> None:
    text = changed("hours_per_week: 6", "hours_per_week: 3")
    assert [problem.severity for problem in findings(text)] == ["error"]
    waived = findings(text + f"waivers: [{{rule: {word}, reason: Two weeks only, by: bea}}]\n")
    assert [problem.severity for problem in waived] == ["info"]
    assert "waived by Bea Crumbsworth: Two weeks only" in waived[0].message


def test_conflicts_of_the_schedule_are_findings_with_their_place() -> None:
    found = findings(changed(KICKOFF, KICKOFF + " deadline: 2027-01-10,"))
    late = [problem for problem in found if problem.rule == "deadline-missed"]
    assert late
    line = next(n for n, shown in enumerate(CLEAN.splitlines(), 1) if "id: kickoff" in shown)
    assert late[0].line == line


def test_without_a_schedule_rules_about_dates_are_silent() -> None:
    text = changed("  go_live: live\n", "  go_live: live\n  target_go_live: 2027-01-12\n")
    assert check_rules(load_text(text), None) == []


WORKED = {
    # Worked plan a: the champion is short of hours, Wei's leave meets T08; as of 29 January a slip of 3 days, minor.
    "invoice-approval": [
        ("over-capacity", "people.jonas.hours_per_week", "warning"),
        ("leave-meets-task", "phases[1].tasks[0]", "warning"),
        ("delay-minor", "reports[2].as_of", "info"),
    ],
    # Worked plan b: quiet, but for the waived "sponsor = champion".
    "bakery": [("sponsor-is-champion", "people.bea.role", "info")],
    # Worked plan c: Max on Monday 17 May, E2 without float, and E3 without a written commitment, which is waived.
    "dock-scheduling": [
        ("over-capacity", "people.max.hours_per_week", "warning"),
        ("external-buffer", "dependencies[5]", "warning"),
        ("external-commitment", "dependencies[6]", "info"),
    ],
}


@pytest.mark.parametrize("name", WORKED)
def test_the_worked_plans_give_exactly_the_findings_they_should(name: str) -> None:
    found = findings(FLAGSHIP.with_name(f"{name}.yaml").read_text("utf-8"))
    assert [(problem.name, problem.where, problem.severity) for problem in found] == WORKED[name]


def test_the_leave_that_meets_the_connector_names_who_stands_in() -> None:
    # Wei is away 1-5 February, while T08 runs 26 January to 5 February; his deputy is Abel Understudy.
    (leave,) = [problem for problem in findings(FLAGSHIP.read_text("utf-8")) if problem.name == "leave-meets-task"]
    assert leave.message == (
        "Wei Mockridge is away from 2027-02-01 to 2027-02-05, while 'T08' (ERP connector build and test) runs from "
        "2027-01-26 to 2027-02-05"
    )
    assert "Abel Understudy" in leave.fix


def test_flagship_names_the_champion_s_three_short_weeks_and_the_ways_out() -> None:
    # Worked plan a: 11.7, 11.1 and 13.2 hours against 8, in the holiday week 6.4; T12 12 h, T18 6 h, T14 4 h.
    found = [problem for problem in findings(FLAGSHIP.read_text("utf-8")) if problem.name == "over-capacity"]
    (champion,) = found
    assert champion.severity == "warning"
    assert champion.message == (
        "Jonas Sampleworth is asked for more hours than there are: 11.7 of 8 h in the week of 2027-02-08, "
        "11.1 of 6.4 h in the week of 2027-02-15 and 13.2 of 8 h in the week of 2027-02-22"
    )
    # 3.7 + 4.7 + 5.2 = 13.6 hours are missing; at eight a week they are 8.5 days of five.
    assert champion.fix.startswith("13.6 h are missing")
    assert "Pia Standinsky (T12 12.0 h, T18 6.0 h, T14 4.0 h)" in champion.fix
    assert "plan at least 9 days more" in champion.fix
    assert "Marta Exemplar" in champion.fix


def test_flagship_has_the_hours_when_the_backup_takes_her_share() -> None:
    # Worked plan a, clean variant: Pia takes 7 h of T12, all 4 h of T14 and 5 h of T18.
    text = FLAGSHIP.read_text("utf-8")
    for old, new in (("jonas: 12h", "jonas: 5h"), ("jonas: 6h", "jonas: 1h")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    line = next(line for line in text.splitlines() if "id: T14" in line)
    start = text.index(line)
    assert "jonas: 4h" in text[start : start + 700]
    text = text[:start] + text[start:].replace("jonas: 4h", "jonas: 0h", 1)
    assert [problem for problem in findings(text) if problem.name == "over-capacity"] == []


def test_over_capacity_is_silent_without_hours_and_for_weeks_that_are_over() -> None:
    asked = changed("kind: validation, ", "kind: validation, effort: {ola: 14h}, ")
    assert "over-capacity" in names(asked)
    assert "over-capacity" not in names(asked.replace("hours_per_week: 6, ", ""))
    assert "over-capacity" not in names(asked, as_of=date(2027, 1, 24))


def test_leave_is_told_once() -> None:
    away = "backup: tim, unavailable: [{from: 2027-01-11, to: 2027-01-17}, {from: 2027-01-18, to: 2027-01-22}]"
    text = changed("kind: validation, ", "kind: validation, effort: {ola: 4h}, ")
    told = names(text.replace("backup: tim", away))
    assert "leave-meets-task" in told
    assert "over-capacity" not in told


def test_strict_makes_an_error_of_missing_hours(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(FLAGSHIP.read_bytes())
    (found,) = [problem for problem in api.check(plan, strict=True) if problem.name == "over-capacity"]
    assert found.severity == "error"


CONFIG = "{id: config, name: Configuration, duration: 3d, after: [kickoff],"
RESERVE = "{id: reserve, name: Buffer, kind: buffer, duration: 1d, after: [uat, training]}"
MORE = "{id: more, name: Letter to suppliers, duration: 1d, owner: finn"


def _loose(text: str) -> list[tuple[str, str]]:
    found = [problem for problem in findings(text) if problem.name.startswith("loose")]
    assert all(problem.severity == "warning" and problem.fix and problem.line for problem in found)
    return [(problem.name, problem.message.partition("'")[2].partition("'")[0]) for problem in found]


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        (
            changed(CONFIG, CONFIG.replace(" after: [kickoff],", "")),
            [("loose-end", "kickoff"), ("loose-start", "config")],
        ),
        (changed(RESERVE, RESERVE + "\n      - " + MORE + "}"), [("loose-start", "more"), ("loose-end", "more")]),
        (changed(RESERVE, RESERVE + "\n      - " + MORE + ", after: [kickoff]}"), [("loose-end", "more")]),
        (changed("after: [reserve]", "after: [uat, training]"), [("loose-end", "reserve")]),
        (changed(RESERVE, RESERVE + "\n      - " + MORE + ", after: [kickoff], kind: hypercare}"), []),
        (
            changed(RESERVE, RESERVE + "\n      - " + MORE + ", start_no_earlier_than: 2027-01-13}"),
            [("loose-end", "more")],
        ),
        (changed(RESERVE, RESERVE + "\n      - " + MORE + ", started: 2027-01-11}"), [("loose-end", "more")]),
        (changed(RESERVE, RESERVE + "\n    milestone: {id: M1, name: Set up}"), []),
    ],
)
def test_work_that_hangs_on_nothing_is_named(text: str, loose: list[tuple[str, str]]) -> None:
    assert sorted(_loose(text)) == sorted(loose)


def test_a_milestone_may_end_and_the_last_task_may() -> None:
    mark = "{id: done, name: Papers signed, duration: 0d, after: [kickoff]}"
    assert _loose(changed(RESERVE, f"{RESERVE}\n      - {mark}")) == []
    review = "{id: review, name: Review, duration: 2d, after: [live], owner: finn}"
    live = "{id: live, name: Go-live, kind: go_live, duration: 1d, after: [reserve], owner: finn}"
    assert _loose(changed(live, f"{live}\n      - {review}")) == []


def test_weeks_five_to_eight_need_a_touchpoint_too() -> None:
    long = changed("name: Configuration, duration: 3d,", "name: Configuration, duration: 33d,")
    welcome = "starts: 2027-01-07}"
    close = f'{welcome}, {{what: Call, owner: finn, days: [tue, fri], weeks: "1-4"}}'
    weekly = f'{close}, {{what: Mail, owner: finn, days: [fri], weeks: "5-8"}}'
    (found,) = [problem for problem in findings(long.replace(welcome, close)) if problem.name == "touchpoints"]
    assert "week 5" in found.message
    assert "touchpoints" not in names(long.replace(welcome, weekly))


def test_a_target_that_cannot_be_kept_names_the_longest_critical_work() -> None:
    # Critical are kickoff 1, configuration 3, training 2, test 2 and the go-live; a buffer is not work that is cut.
    (found,) = findings(changed("  go_live: live\n", "  go_live: live\n  target_go_live: 2027-01-19\n"))
    assert "(config 3 days, training 2 days, uat 2 days)" in found.fix
