"""A decision about a change request, written into the plan file: the work, the scope, the log of changes, the list for
later phases.

What is written is what was computed: the new text is read back and scheduled, and its go-live must be the one that the
answer promised. Comments and everything else in the file stay. Source: S61 (an approved change must alter the plan).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from plandocs.content.formats import Formats
from plandocs.content.wording import Words
from plandocs.errors import PlanError, Problem, UsageError, did_you_mean
from plandocs.exchange.patching import patched
from plandocs.plan.load import LoadedPlan, load_text
from plandocs.plan.source import parse_source
from plandocs.syncing.decision_steps import steps_of
from plandocs.syncing.files import bytes_of
from plandocs.syncing.steps import line_of
from plandocs.syncing.written import Written
from plandocs.whatif.answers import Assessment, Decision, Option
from plandocs.whatif.trial import Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Written):
    """What a decision changes in a plan."""

    decision: Decision


def decide(
    plan: Path, assessment: Assessment, number: int, *, approver: str = "", decided: date | None = None, today: date
) -> Decided:
    """Return what choosing an answer changes in a plan file; nothing is written.

    `approver` is a person's id; when left out, the request's own, else the contract's. `decided` is the day; when left
    out, the request's own where it had the same answer, else `today`. UsageError for an answer that does not exist, one
    whose effect is not known, or a person whom the plan does not know; PlanError where the file cannot be changed so.
    """
    before = bytes_of(plan, "plan")
    loaded = load_text(before, str(plan))
    loaded = replace(loaded, source=parse_source(before, str(plan)))  # as typed: what a template makes has no line
    option = _option(assessment, number)
    change = assessment.change
    known = change.decided if change.chosen in (None, number) else None
    decision = Decision(number, _approver(loaded, assessment, approver), decided or known or today)
    words = Words.of(Formats(loaded.plan.project.language, loaded.plan.project.currency))
    steps = list(steps_of(loaded, assessment, option, decision, words))
    data = patched(before, [step.patch for step in steps], str(plan))
    _require_promise(data, str(plan), assessment, option)
    return Decided(
        plan=plan,
        decision=decision,
        changes=tuple(step.change for step in steps),
        problems=tuple(_remarks(loaded, assessment, option)),
        data=data,
        before=before,
    )


def _option(assessment: Assessment, number: int) -> Option:
    option = assessment.option(number)
    if option is None:
        message = f"change '{assessment.change.id}' has no option {number}"
        fix = f"it has options 1 to {len(assessment.options)}"
        raise UsageError(Problem(rule="unknown-option", message=message, fix=fix))
    if option.go_live is None:
        message = f"what option {number} does to the plan is not known, so it cannot be applied"
        fix = "change the plan by hand, or give the option a 'kind' (for a trade, its scope items under 'trade')"
        raise UsageError(Problem(rule="option-not-computed", message=message, fix=fix))
    return option


def _approver(loaded: LoadedPlan, assessment: Assessment, given: str) -> str:
    people = loaded.plan.people
    sow = loaded.plan.sow
    name = given or assessment.change.approver or (sow.change_approver if sow else "")
    if not name:
        message = f"nobody is named who decided about change '{assessment.change.id}'"
        raise UsageError(Problem(rule="no-approver", message=message, fix="add --approver PERSON"))
    if given and given not in people:
        message = f"the plan knows nobody with the id '{given}'"
        fix = did_you_mean(given, people) or f"name one of {', '.join(list(people)[:8])}"
        raise UsageError(Problem(rule="unknown-person", message=message, fix=fix))
    return name


def _require_promise(data: bytes, name: str, assessment: Assessment, option: Option) -> None:
    """Raise PlanError where the changed file does not have the go-live that was computed."""
    loaded = load_text(data, name)
    found = Trial.of(loaded.plan, assessment.as_of).go_live
    if found != option.go_live:
        message = f"the changed plan would go live on {found}, not on {option.go_live} as computed; nothing was written"
        fix = "change the plan by hand"
        raise PlanError(Problem(rule="cannot-apply", message=message, path=name, fix=fix))


def _remarks(loaded: LoadedPlan, assessment: Assessment, option: Option) -> Iterator[Problem]:
    """Yield what a decision leaves for a person to do."""
    change = assessment.change

    def remark(message: str, fix: str, path: Sequence[str | int]) -> Problem:
        return loaded.source.problem("left-to-you", message, path, severity="info", fix=fix)

    if option.kind == "defer":
        return
    if loaded.plan.deliverables:
        message = f"'{change.id}' is in scope now, and no deliverable covers it"
        yield remark(message, f"add '{change.id}' to a deliverable's 'scope'", ("deliverables",))
    owner = option.stated.owner if option.stated else ""
    if option.kind == "resource" and owner not in loaded.plan.people:
        names = ", ".join(length.task for length in assessment.lengths)
        message = "the second person is not named, so no task has them"
        yield remark(message, f"add them to 'people' and to 'with' of {names or 'the new task'}", ("people",))
    made = [length.task for length in assessment.lengths if line_of(loaded, length.task) is None]
    if made:
        message = f"the wave template makes {', '.join(made)}, so '{change.id}' does not stand in their 'scope'"
        yield remark(message, "add it to the template's tasks if every wave delivers it", ("rollout", "template"))
    dropped = [length.task for length in option.lengths if not length.after]
    if dropped:
        message = f"{', '.join(dropped)} delivered only what is given up, and takes no time now"
        yield remark(message, "take it out of the plan when nothing refers to it any more", ("phases",))
    deadline = loaded.plan.project.contract_deadline
    if deadline is not None and option.finish is not None and option.finish > deadline:
        message = f"the plan ends on {option.finish} now, after the contract's {deadline}"
        yield remark(message, "agree the contract's date anew", ("project", "contract_deadline"))
    if loaded.plan.approvals:
        message = "the plan has changed, so its approvals are of an earlier version"
        yield remark(
            message, "raise 'project.version' and ask for approval: plandocs build --only approval", ("approvals",)
        )
