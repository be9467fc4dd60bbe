"""A decision about a change request, step by step: each place of the plan file that changes, and to what.

The work first, then what is given up or put off, what is in scope now, who does it, and the log of changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plandocs.content.formats import NBSP
from plandocs.content.wording import Words
from plandocs.errors import PlanError
from plandocs.exchange.patching.writing import Value
from plandocs.plan.load import LoadedPlan
from plandocs.plan.values import Duration
from plandocs.syncing.steps import (
    Place,
    Step,
    given_up,
    insert,
    left_out,
    lengthened,
    lengthened_in_waves,
    line_of,
    listed,
    parked,
    place_of,
    said,
    set_,
)
from plandocs.whatif.answers import Assessment, Decision, Option
from plandocs.whatif.edits import NOTHING, AddTask, LeaveOut, SetLength, SetLinks, SetRemaining
from plandocs.whatif.trial import Trial


def steps_of(
    loaded: LoadedPlan, assessment: Assessment, option: Option, decision: Decision, words: Words
) -> Iterator[Step]:
    """Yield the changes: the work, what it delivers, what is given up or put off, and then the log.

    `words` say what is written in the plan's language: the texts of options that were computed.
    """
    yield from _start(loaded, option)
    yield from _work(loaded, option)
    if option.kind == "trade":
        yield from _given_up(loaded, assessment, option, decision, words)
    if option.kind == "defer":
        yield from _put_off(loaded, assessment, decision, words)
    else:
        yield from _in_scope(loaded, assessment)
        yield from _person(loaded, assessment, option)
        yield from _target(loaded, option)
    yield from _log(assessment, option, decision, words, loaded)


def _start(loaded: LoadedPlan, option: Option) -> Iterator[Step]:
    """Yield the start of a plan that is planned back from its target: its kickoff stays where it is from now on."""
    project = loaded.plan.project
    if project.start is None and option.edits:
        start = Trial.of(loaded.plan, None).schedule.start
        yield set_(("project", "start"), "project.start", "", None, start.isoformat())


def _work(loaded: LoadedPlan, option: Option) -> Iterator[Step]:
    tasks = {task.id: task for task in loaded.plan.tasks()}
    lengths: dict[str, Duration] = {}
    for edit in option.edits:
        match edit:
            case SetLength():
                if edit.remaining is not None:
                    place_of(loaded, edit.task, "what is left")
                lengths[edit.task] = edit.duration
                yield from lengthened(loaded, tasks[edit.task], edit.duration, edit.remaining)
            case LeaveOut():
                lengths[edit.task] = NOTHING
                yield from left_out(loaded, tasks[edit.task])
            case AddTask():
                yield from _added(loaded, edit)
            case SetRemaining() | SetLinks():
                raise AssertionError("an answer to a change request shortens and links nothing but so")
    yield from lengthened_in_waves(loaded, lengths)


def _added(loaded: LoadedPlan, edit: AddTask) -> Iterator[Step]:
    numbers = {phase.id: number for number, phase in enumerate(loaded.plan.phases)}
    place = _tasks_of(loaded, edit.phase)
    task = edit.task
    entry: dict[str, Value] = {"id": task.id, "name": task.name, "duration": str(task.length)}
    if task.owner:
        entry["owner"] = task.owner
    if task.start_no_earlier_than is not None:
        entry["start_no_earlier_than"] = task.start_no_earlier_than.isoformat()
    entry["scope"] = list(task.scope)
    yield insert(place, f"phases[{place[1]}].tasks", task.name, entry, task.id)
    milestone = loaded.plan.phases[numbers[edit.phase]].milestone
    for name in edit.before:
        is_milestone = milestone is not None and milestone.id == name
        target: Place = ("phases", place[1], "milestone") if is_milestone else place_of(loaded, name, "the links")
        yield from listed(loaded, (*target, "after"), f"{name}.after", task.id, name)


def _tasks_of(loaded: LoadedPlan, phase_id: str) -> Place:
    """Return the key path of a phase's tasks. PlanError for a phase that the wave template makes."""
    phases = loaded.source.data.get("phases")
    for number, phase in enumerate(phases if isinstance(phases, list) else []):
        place: Place = ("phases", number, "tasks")
        if isinstance(phase, dict) and phase.get("id") == phase_id and loaded.source.has(place):
            return place
    message = f"the new task belongs into phase '{phase_id}', which is made by the wave template"
    fix = "name the tasks in which the work comes in, under the request's 'tasks'"
    raise PlanError(loaded.source.problem("not-a-line", message, ("rollout", "template"), fix=fix))


def _given_up(
    loaded: LoadedPlan, assessment: Assessment, option: Option, decision: Decision, words: Words
) -> Iterator[Step]:
    """Yield scope items moved to the list for later phases, and taken out of the tasks and deliverables.

    They keep their ids, by which the request's own options go on naming them.
    """
    texts = {item.id: item.text for item in loaded.plan.scope.in_}
    yield from given_up(loaded, option.items)
    for name in option.items:
        value = words.say("change.applied.given_up", id=assessment.change.id)
        yield _parked(name, texts[name], assessment, decision, value)


def _put_off(loaded: LoadedPlan, assessment: Assessment, decision: Decision, words: Words) -> Iterator[Step]:
    """Yield the request on the list for later phases, unless it stands there already."""
    lot = loaded.plan.scope.parking_lot
    if any(idea.idea == assessment.change.request for idea in lot):
        return
    free = _next_id({idea.id for idea in lot})
    yield _parked(
        free,
        assessment.change.request,
        assessment,
        decision,
        words.say("change.applied.asked_for", id=assessment.change.id),
    )


def _parked(name: str, idea: str, assessment: Assessment, decision: Decision, value: str) -> Step:
    change = assessment.change
    return parked(name, idea, requester=change.requester, day=change.date or decision.decided, value=value)


def _in_scope(loaded: LoadedPlan, assessment: Assessment) -> Iterator[Step]:
    """Yield the request as an item of scope, and the tasks that deliver it."""
    change = assessment.change
    scope = loaded.plan.scope
    if change.id in {*(item.id for item in scope.in_), *(item.id for item in scope.out)}:
        return
    entry: dict[str, Value] = {"id": change.id, "text": change.request}
    yield insert(("scope", "in"), "scope.in", change.request, entry, change.id)
    for name in (length.task for length in assessment.lengths):
        place = line_of(loaded, name)
        if place is not None:
            yield from listed(loaded, (*place, "scope"), f"tasks[{name}].scope", change.id, name)


def _person(loaded: LoadedPlan, assessment: Assessment, option: Option) -> Iterator[Step]:
    """Yield the added person on the tasks, where the option names one whom the plan knows."""
    owner = option.stated.owner if option.stated else ""
    if option.kind != "resource" or owner not in loaded.plan.people:
        return
    tasks = {task.id: task for task in loaded.plan.tasks()}
    for name in (length.task for length in assessment.lengths):
        place = line_of(loaded, name)
        if place is not None and owner != tasks[name].owner and owner not in tasks[name].with_:
            yield from listed(loaded, (*place, "with"), f"tasks[{name}].with", owner, name)


def _target(loaded: LoadedPlan, option: Option) -> Iterator[Step]:
    """Yield the target go-live, which an approved extension moves with it."""
    target = loaded.plan.project.target_go_live
    if target is not None and option.go_live is not None and target < option.go_live and option.days:
        new = option.go_live.isoformat()
        yield set_(("project", "target_go_live"), "project.target_go_live", "", target.isoformat(), new)


def _log(
    assessment: Assessment, option: Option, decision: Decision, words: Words, loaded: LoadedPlan
) -> Iterator[Step]:
    """Yield the request's entry in the log of changes: the options that were computed, and what was decided."""
    change = assessment.change
    base: Place = ("changes", assessment.index)
    stated = len(change.options)
    texts = {item.id: item.text for item in loaded.plan.scope.in_}
    for computed in assessment.options[stated : max(stated, decision.number)]:
        entry = _as_entry(computed, texts, words)
        yield insert((*base, "options"), f"changes[{change.id}].options", str(entry["text"]), entry, change.id)
    assert decision.decided is not None
    status = "deferred" if option.kind == "defer" else "approved"
    log: dict[str, tuple[object, Value]] = {
        "impact_days": (change.impact_days, option.days if option.kind != "defer" else None),
        "chosen": (change.chosen, decision.number),
        "status": (change.status, status),
        "approver": (change.approver, decision.approver),
        "decided": (change.decided, decision.decided.isoformat()),
    }
    for key, (old, new) in log.items():
        if new is None or said(old) == said(new):
            continue
        yield set_((*base, key), f"changes[{change.id}].{key}", "", said(old) or None, new, change.id)


def _as_entry(option: Option, texts: Mapping[str, str], words: Words) -> dict[str, Value]:
    """Return a computed option as the plan writes one, in the plan's language."""
    items = [texts.get(name, name) for name in option.items]
    text = words.say(f"change.options.{option.kind}", items=items).replace(NBSP, " ").strip()
    entry: dict[str, Value] = {"kind": option.kind, "text": text, "days": option.days}
    if option.go_live is not None and option.days:
        entry["go_live"] = option.go_live.isoformat()
    if option.items:
        entry["trade"] = list(option.items)
    return entry


def _next_id(taken: set[str]) -> str:
    """Return the first of P1, P2, … that is free."""
    number = 1
    while f"P{number}" in taken:
        number += 1
    return f"P{number}"
