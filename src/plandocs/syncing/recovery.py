"""A recovery that people agreed on, written into the plan file: what is left of tasks, their links, the buffers.

What a task takes is written as what remains of it, so that the agreed length stays what it was; spent buffers, other
links and scope that is given up change the plan itself. What is written is what was computed: the new text is read
back and scheduled, and its go-live must be the one that was promised. Source: S64–S67.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from plandocs.content.formats import Formats
from plandocs.content.wording import Words
from plandocs.errors import PlanError, Problem, UsageError
from plandocs.exchange.patching import Set, patched
from plandocs.exchange.patching.writing import Value
from plandocs.plan.load import LoadedPlan, load_text
from plandocs.plan.source import parse_source
from plandocs.plan.values import Link
from plandocs.syncing.changes import Change
from plandocs.syncing.files import bytes_of
from plandocs.syncing.steps import Place, Step, given_up, left, left_out, lengthened, milestone_place, parked, place_of
from plandocs.syncing.written import Written
from plandocs.whatif.actions import Action
from plandocs.whatif.edits import AddTask, Edit, LeaveOut, SetLength, SetLinks, SetRemaining
from plandocs.whatif.recovery import Recovery, Tried
from plandocs.whatif.trial import Trial, forward


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered(Written):
    """What a recovery changes in a plan. `number` is that of the proposal."""

    number: int


def recovered(plan: Path, found: Recovery, number: int, *, has_baseline: bool) -> Recovered:
    """Return what a proposal changes in a plan file; nothing is written.

    UsageError for a proposal that does not exist, and where the agreed dates would change with no baseline that keeps
    them; PlanError where the file cannot be changed so.
    """
    before = bytes_of(plan, "plan")
    loaded = load_text(before, str(plan))
    loaded = replace(loaded, source=parse_source(before, str(plan)))  # as typed: what a template makes has no line
    tried = _proposal(found, number)
    steps = [step for action in tried.actions for step in _steps(loaded, action, found)]
    data = patched(before, [step.patch for step in steps], str(plan))
    after = load_text(data, str(plan))
    promised = Trial.of(forward(after.plan), found.as_of).go_live
    if promised != tried.go_live:
        message = f"the changed plan would go live on {promised}, not on {tried.go_live} as computed"
        fix = "change the plan by hand"
        raise PlanError(Problem(rule="cannot-apply", message=message, path=str(plan), fix=fix))
    if not has_baseline:
        _require_same_agreement(loaded, after, plan)
    return Recovered(
        plan=plan,
        number=number,
        changes=tuple(step.change for step in steps),
        problems=tuple(_remarks(loaded, tried)),
        data=data,
        before=before,
    )


def _proposal(found: Recovery, number: int) -> Tried:
    if 1 <= number <= len(found.proposals):
        return found.proposals[number - 1]
    count = len(found.proposals)
    if found.slip <= 0:
        message, fix = f"nothing has to be won back: {found.goal} holds", "leave --apply out"
    elif not count:
        message = f"nothing holds {found.goal}, so there is no proposal to apply"
        fix = f"ask for a date that can be held, such as --goal {found.best.go_live}" if found.best else ""
    else:
        message = f"there is no proposal {number}"
        fix = "there is one" if count == 1 else f"there are 1 to {count}"
    raise UsageError(Problem(rule="unknown-proposal", message=message, fix=fix))


def _require_same_agreement(before: LoadedPlan, after: LoadedPlan, plan: Path) -> None:
    """Refuse to change agreed dates that no baseline keeps: nothing would say any more what was agreed."""
    was, now = (Trial.of(forward(loaded.plan), None).schedule for loaded in (before, after))
    moved = [task.id for task in was.tasks if now.by_id[task.id].finish != task.finish]
    if moved:
        message = (
            f"this changes agreed dates ({', '.join(moved[:3])}{', …' if len(moved) > 3 else ''}), and no baseline"
        )
        message += " keeps them: delays would be measured against the changed plan"
        fix = f"freeze what was agreed first: plandocs baseline {plan}"
        raise UsageError(Problem(rule="no-baseline", message=message, path=str(plan), fix=fix))


def _steps(loaded: LoadedPlan, action: Action, found: Recovery) -> Iterator[Step]:
    for edit in action.edits:
        yield from _edit(loaded, edit, under_way=found.as_of is not None)
    if action.item:
        text = next(item.text for item in loaded.plan.scope.in_ if item.id == action.item)
        project = loaded.plan.project
        words = Words.of(Formats(project.language, project.currency))
        value = words.say("recover.applied.parked", goal=found.goal).replace("\u00a0", " ")
        yield from given_up(loaded, (action.item,))
        yield parked(action.item, text, requester="", day=found.as_of, value=value)


def _edit(loaded: LoadedPlan, edit: Edit, *, under_way: bool) -> Iterator[Step]:
    tasks = {task.id: task for task in loaded.plan.tasks()}
    match edit:
        case SetRemaining():
            yield left(place_of(loaded, edit.task, "what is left"), tasks[edit.task], edit.remaining)
        case SetLength() if under_way:
            yield left(place_of(loaded, edit.task, "what is left"), tasks[edit.task], edit.duration)
        case SetLength():
            place_of(loaded, edit.task, "the duration")
            yield from lengthened(loaded, tasks[edit.task], edit.duration, None)
        case LeaveOut():
            place_of(loaded, edit.task, "the duration")
            yield from left_out(loaded, tasks[edit.task])
        case SetLinks():
            yield _linked(loaded, edit)
        case AddTask():
            raise AssertionError("a recovery adds no task")


def _linked(loaded: LoadedPlan, edit: SetLinks) -> Step:
    """Return the step that gives a task or milestone its new links."""
    after = {task.id: task.after for task in loaded.plan.tasks()}
    after |= {mark.id: mark.after for mark in loaded.plan.milestones()}
    old: tuple[Link, ...] = after[edit.entry]
    place = milestone_place(loaded, edit.entry) or place_of(loaded, edit.entry, "the links")
    where = f"phases[{place[1]}].{'milestone' if place[-1] == 'milestone' else f'tasks[{edit.entry}]'}.after"
    links: list[Value] = [str(link) for link in edit.after]
    change = Change(
        where=where, label=edit.entry, about="", old=", ".join(map(str, old)), new=", ".join(map(str, links))
    )
    return Step(Set((*place, "after"), links), change)


def _remarks(loaded: LoadedPlan, tried: Tried) -> Iterator[Problem]:
    """Yield what a recovery leaves for a person to do."""
    for action in tried.actions:
        place: Place = place_of(loaded, action.on[0], "the task")
        if action.technique == "second_person":
            message = f"the second person on '{action.on[0]}' is not named"
            fix = f"add them to 'people' and to 'with' of {action.on[0]}"
            yield loaded.source.problem("left-to-you", message, place, severity="info", fix=fix)
        if action.technique == "descope":
            message = f"'{action.item}' is given up, which the customer has to agree to in writing"
            fix = "ask for it as a change request, under 'changes:'"
            yield loaded.source.problem("left-to-you", message, ("scope", "in"), severity="info", fix=fix)
    if loaded.plan.approvals:
        message = "if the agreed plan has changed, its approvals are of an earlier version"
        fix = "raise 'project.version' and ask for approval: plandocs build --only approval"
        yield loaded.source.problem("left-to-you", message, ("approvals",), severity="info", fix=fix)
