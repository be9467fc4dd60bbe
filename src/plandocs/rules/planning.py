"""A real plan: owners, exit criteria, a go-live that was tested, and no more document than the project needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plandocs.plan.model import Milestone, Plan, Task
from plandocs.plan.places import KeyPath
from plandocs.rules.case import Case, titled
from plandocs.rules.registry import Finding, rule
from plandocs.rules.technical import triggers
from plandocs.rules.tiers import CONTENTS, suggest_tier
from plandocs.schedule.premature import overtaken
from plandocs.schedule.result import ScheduledTask

_TESTED = re.compile(r"\b(uat|validat\w*|acceptance|test(s|ing)?)\b", re.IGNORECASE)
_MERE_NUMBER = re.compile(r"(milestone|meilenstein|hito|jalon|marco)?\s*[#A-Z]?\d+", re.IGNORECASE)
_TEST_KINDS = frozenset({"validation", "test", "testing", "uat", "acceptance"})
_FIXED_DATES = ("must_start_on", "must_finish_on", "start_no_later_than", "finish_no_later_than")
_DAILY = 5


@rule("S3", "task-owner", "work that nobody owns is not done", severity="error")
def task_owner(case: Case) -> Iterator[Finding]:
    """Every task has an owner; milestones need none."""
    for path, task in case.tasks():
        if not task.owner and not task.is_milestone and not task.is_buffer:
            yield Finding(f"nobody owns the task {titled(task.id, task.name)}", path, "add 'owner:' with a person's id")


@rule("S4", "phase-exit-criteria", "a phase without a criterion never ends", severity="warning", lite="off")
def phase_exit_criteria(case: Case) -> Iterator[Finding]:
    """Every phase has an exit criterion, or a milestone with an acceptance criterion."""
    for i, phase in enumerate(case.plan.phases):
        if not phase.exit_criteria and not (phase.milestone and phase.milestone.acceptance):
            fix = "add 'exit_criteria:' with results that can be measured, such as: all 12 test cases pass"
            yield Finding(f"nothing says when the phase '{phase.name}' is over", ("phases", i), fix)


@rule(
    "S21",
    "milestone-outcome",
    "who reads only the milestones must see what has been reached",
    severity="warning",
    lite="off",
)
def milestone_outcome(case: Case) -> Iterator[Finding]:
    """A milestone is named after what has been reached by then, not after its number or its phase."""
    for i, phase in enumerate(case.plan.phases):
        milestone = phase.milestone
        if milestone is None:
            continue
        name = milestone.name.strip()
        if _MERE_NUMBER.fullmatch(name) or name.casefold() in (milestone.id.casefold(), phase.name.casefold()):
            message = f"the name of milestone '{milestone.id}', {name}, does not say what has been reached by then"
            fix = "name the outcome, such as: Data migrated and integration live"
            yield Finding(message, ("phases", i, "milestone", "name"), fix)


@rule("S5", "go-live-named", "without it, nobody can say how far away productive use is", severity="warning")
def go_live_named(case: Case) -> Iterator[Finding]:
    """The plan says which task is the go-live."""
    if not case.go_lives():
        fix = "add 'go_live:' under 'project' with the id of the task or milestone"
        yield Finding("the plan does not say which task is the go-live", ("project",), fix, on_key=True)


@rule("S5", "kickoff-before-contract", "work that nobody has signed for is not paid", severity="warning")
def kickoff_before_contract(case: Case) -> Iterator[Finding]:
    """The project starts on the day on which the contract was signed, or later."""
    signed, kickoff = case.plan.project.contract_signed, case.kickoff
    if signed is not None and kickoff is not None and kickoff < signed:
        message = f"the project starts on {kickoff}, before the contract is signed on {signed}"
        yield Finding(message, ("project", "contract_signed"), f"start on {signed} or later, or correct this date")


@rule("S6", "tier-fits", "a plan that is too large for its tier is not read", severity="info", lite="warning")
def tier_fits(case: Case) -> Iterator[Finding]:
    """The tier fits the size of the project."""
    tasks = sum(1 for task in case.plan.tasks() if not task.is_buffer and not task.is_milestone)
    people, waves = len(case.plan.people), len(case.plan.rollout.waves) if case.plan.rollout else 0
    found = suggest_tier(tasks=tasks, people=people, waves=waves, triggers=triggers(case.plan))
    if found.is_larger_than(case.tier):
        why = ", ".join(found.reasons)
        message = f"the tier {case.tier} is too small for this plan: {why}"
        fix = f"write 'tier: {found.tier}': {CONTENTS[found.tier]}"
        yield Finding(message, ("project", "tier"), fix)


@rule("S7", "daily-meetings", "daily meetings wear out everybody but in the go-live week", severity="warning")
def daily_meetings(case: Case) -> Iterator[Finding]:
    """Meetings on every day of the week stay within the week of a go-live and the one after it."""
    if case.schedule is None:
        return
    go_lives = [case.schedule.by_id[entry.id].finish for _, entry in case.go_lives()]
    weeks_of_go_live = {(day - case.schedule.start).days // 7 + 1 for day in go_lives}
    if not weeks_of_go_live:
        return
    allowed = weeks_of_go_live | {week + 1 for week in weeks_of_go_live}
    named = ", ".join(str(week) for week in sorted(weeks_of_go_live))
    for i, touchpoint in enumerate(case.plan.communications):
        weeks = re.findall(r"\d+", touchpoint.weeks)
        if len(touchpoint.days) < _DAILY or touchpoint.every > 1:
            continue
        first = int(weeks[0]) if weeks else 1
        last = int(weeks[-1]) if weeks and not touchpoint.weeks.strip().endswith("-") else None
        if last is None or not allowed.issuperset(range(first, last + 1)):
            message = f"'{touchpoint.what}' is held every day, outside the week of the go-live too (week {named})"
            fix = f"keep it to that week with 'weeks: {min(weeks_of_go_live)}', or hold it on fewer days"
            yield Finding(message, ("communications", i, "days"), fix)


@rule("S8", "both-sides-own", "a plan in which one side has nothing to do is not theirs", severity="warning")
def both_sides_own(case: Case) -> Iterator[Finding]:
    """Customer and vendor each own at least one task, where both are named."""
    people = case.plan.people
    sides = {people[task.owner].side for task in case.plan.tasks() if task.owner in people}
    for side in ("customer", "vendor"):
        if side not in sides and any(person.side == side for person in people.values()):
            fix = f"give at least one task to somebody on the {side}'s side ('owner:')"
            yield Finding(f"nobody on the {side}'s side owns a task", ("phases",), fix, on_key=True)


@rule("S76", "validation-before-go-live", "what was not tested fails in front of its users", severity="error")
def validation_before_go_live(case: Case) -> Iterator[Finding]:
    """Something that validates comes before every go-live, by links."""
    before = _predecessors(case.plan)
    tasks = {task.id: task for task in case.plan.tasks()}
    for path, entry in case.go_lives():
        earlier = _all_before(entry.id, before)
        if not any(_validates(tasks[name]) for name in earlier if name in tasks):
            message = f"nothing is tested before the go-live {titled(entry.id, entry.name)}"
            fix = f"add a test with 'kind: validation', and put its id into the 'after:' of {entry.id}"
            yield Finding(message, path, fix)


@rule("S76", "go-live-before-validation", "what was not tested fails in front of its users", severity="error")
def go_live_before_validation(case: Case) -> Iterator[Finding]:
    """No go-live lies before a test or validation that it waits for, because a date was set by hand."""
    tasks = {task.id: task for task in case.plan.tasks()}
    for path, entry, late in _overtaken(case):
        tests = [row for row in late if _validates(tasks[row.id])]
        if tests:
            yield _premature(case, path, entry, tests[0])


@rule("S19", "go-live-before-its-work", "a go-live cannot come before the work that it needs", severity="error")
def go_live_before_its_work(case: Case) -> Iterator[Finding]:
    """No go-live lies before other work that it waits for, because a date was set by hand."""
    tasks = {task.id: task for task in case.plan.tasks()}
    for path, entry, late in _overtaken(case):
        if late and not any(_validates(tasks[row.id]) for row in late):
            yield _premature(case, path, entry, late[0])


def _overtaken(case: Case) -> Iterator[tuple[KeyPath, Task | Milestone, tuple[ScheduledTask, ...]]]:
    """Yield every go-live with the work that it waits for and overtakes all the same."""
    if case.schedule is not None:
        for path, entry in case.go_lives():
            yield path, entry, overtaken(case.plan, case.schedule, entry.id)


def _premature(case: Case, path: KeyPath, entry: Task | Milestone, late: ScheduledTask) -> Finding:
    assert case.schedule is not None
    begins = case.schedule.by_id[entry.id].start
    waits = f"{titled(late.id, late.name)}, which ends on {late.finish}"
    message = f"the go-live {titled(entry.id, entry.name)} is on {begins}, but has to wait for {waits}"
    earliest = case.schedule.add_working_days(late.finish, 1)
    key = next((key for key in _FIXED_DATES if getattr(entry, key, None) is not None), None)
    if key is None:
        fix = f"move the fixed dates before it, so that '{entry.id}' begins on {earliest}, or plan '{late.id}' earlier"
        return Finding(message, path, fix)
    fix = f"move this date, so that '{entry.id}' begins on {earliest} or later, or plan '{late.id}' earlier"
    return Finding(message, (*path, key), fix)


def _validates(task: Task) -> bool:
    return task.kind in _TEST_KINDS or (task.kind == "task" and bool(_TESTED.search(task.name)))


def _predecessors(plan: Plan) -> dict[str, set[str]]:
    """Return what each task, milestone and phase waits for; a phase waits for all that is in it."""
    before: dict[str, set[str]] = {}
    for phase in plan.phases:
        gate = {link.predecessor for link in phase.after}
        inside = [task.id for task in phase.tasks]
        for task in phase.tasks:
            before[task.id] = gate | {link.predecessor for link in task.after}
        if phase.milestone is not None:
            links = {link.predecessor for link in phase.milestone.after}
            before[phase.milestone.id] = gate | (links or set(inside))
            inside.append(phase.milestone.id)
        before[phase.id] = set(inside)
    return before


def _all_before(name: str, before: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        for earlier in before.get(waiting.pop(), ()):
            if earlier not in seen:
                seen.add(earlier)
                waiting.append(earlier)
    return seen
