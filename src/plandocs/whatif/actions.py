"""The ways to win days back, each as edits of the plan: what could be done about the tasks that decide the go-live.

Six ways, after the five compressions of the handbook (S67): people are added, work overlaps, scope is cut, polish
comes later, approvals are given faster; and the buffer is spent, which is what it is there for.

How much each wins follows from the schedule. How long a task takes then is a rule of thumb, the same for every plan:

- A second person does half as much as the first, who has to show them round: the task takes two thirds of its time.
- Work that overlaps begins while the last half of the shorter of the two tasks still runs.
- A decision that is prepared and has its meeting fixed takes half its time.
- An item of scope is the same share of a task as every other item that the task delivers.

Times are rounded up to whole days where they are whole days, so that nothing is won on paper only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from plandocs.plan.model import Milestone, Task
from plandocs.plan.values import Link
from plandocs.whatif.edits import Edit, LeaveOut, SetLinks
from plandocs.whatif.sight import SHARE_OF_TWO, Sight, rounded_up, share_of_item
from plandocs.whatif.trial import Trial

Technique = Literal["buffer", "after_go_live", "approval", "second_person", "overlap", "descope"]

BURDEN: dict[Technique, Decimal] = {
    "buffer": Decimal(1),
    "approval": Decimal(1),
    "after_go_live": Decimal(2),
    "second_person": Decimal(2),
    "overlap": Decimal(4),
    "descope": Decimal(6),
}
"""How much a way asks of the people in it, which is what combinations are ranked by.

A day of a second person adds half a point, and so does a day of work that is given up; another company's consent two.
"""
_BURDEN_OF_DAY = Decimal("0.5")
_BURDEN_OF_OTHERS = Decimal(2)

_NO_WORK = frozenset({"buffer", "gate", "go_live", "hypercare", "milestone"})
_LATER = frozenset({"task", "documentation"})
_DECISIONS = frozenset({"gate", "approval", "review", "decision", "sign_off"})
_DECIDERS = frozenset({"sponsor", "procurement", "legal"})
_MUST_BE_LIVE = frozenset({"feature", "integration", "data", "customisation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that could be done. `on` are the tasks it touches; `item` the scope item that is given up.

    `before` and `after` are how long the first of them takes, in days; both None where its length stays.
    `person_days` is work that somebody has to do besides. `outside` says that another company has to agree.
    """

    technique: Technique
    on: tuple[str, ...]
    edits: tuple[Edit, ...]
    burden: Decimal
    item: str = ""
    before: Decimal | None = None
    after: Decimal | None = None
    person_days: Decimal = Decimal(0)
    outside: bool = False

    @property
    def saved(self) -> Decimal:
        """The days by which the work gets shorter; 0 where its length stays."""
        return (self.before or Decimal(0)) - (self.after or Decimal(0))

    @property
    def key(self) -> str:
        """What the action is known by: nothing is done twice."""
        return f"{self.technique} {self.item or self.on[0]}"


def actions(trial: Trial) -> list[Action]:
    """Return what could be done about the tasks that decide a trial's go-live, in a fixed order."""
    sight = Sight(trial)
    found: list[Action] = []
    for name in trial.deciding:
        task = sight.tasks.get(name)
        if task is None or not sight.is_open(task):
            continue
        for make in (_buffer, _after_go_live, _approval, _second_person, _overlap):
            action = make(task, sight)
            if action is not None:
                found.append(action)
    return [*found, *_descoping(sight)]


def _burden(technique: Technique, days: Decimal = Decimal(0), *, outside: bool = False) -> Decimal:
    return BURDEN[technique] + days * _BURDEN_OF_DAY + (_BURDEN_OF_OTHERS if outside else 0)


def _buffer(task: Task, sight: Sight) -> Action | None:
    """Return the buffer spent: nothing is left of it, and the next lost day moves the go-live."""
    if not task.is_buffer:
        return None
    edits = (LeaveOut(task.id),)
    left = sight.left(task)
    return Action(
        technique="buffer", on=(task.id,), edits=edits, burden=_burden("buffer"), before=left, after=Decimal(0)
    )


def _after_go_live(task: Task, sight: Sight) -> Action | None:
    """Return work finished after the go-live, where only go-live and milestones wait for it and it is no test.

    What a feature, an integration, data or a customisation needs must be there at the go-live.
    """
    if task.kind not in _LATER or task.is_milestone or _is_decision(task, sight):
        return None
    types = {item.type for item in sight.plan.scope.in_ if item.id in task.scope}
    if types & _MUST_BE_LIVE:
        return None
    followers = sight.followers.get(task.id, [])
    live = [entry for entry in followers if isinstance(entry, Task) and _is_live(entry, sight)]
    if not live or any(isinstance(entry, Task) and not _is_live(entry, sight) for entry in followers):
        return None
    waiting: list[Task | Milestone] = [*live]
    waiting += [entry for entry in followers if isinstance(entry, Milestone) and entry.id in _awaited_by(live)]
    edits = []
    for entry in waiting:
        links = tuple(link for link in entry.after if link.predecessor != task.id)
        if not links or len(links) == len(entry.after):
            return None
        edits.append(SetLinks(entry.id, links))
    return Action(technique="after_go_live", on=(task.id,), edits=tuple(edits), burden=_burden("after_go_live"))


def _is_live(task: Task, sight: Sight) -> bool:
    return task.kind == "go_live" or task.id == sight.trial.go_live_id


def _awaited_by(tasks: list[Task]) -> set[str]:
    return {link.predecessor for task in tasks for link in task.after}


def _approval(task: Task, sight: Sight) -> Action | None:
    """Return a decision given faster: its meeting is fixed, and what is decided on is sent before."""
    if not _is_decision(task, sight) or task.is_buffer or task.kind in ("go_live", "hypercare"):
        return None
    left = sight.left(task)
    after = rounded_up(left / 2, left)
    return _shorter("approval", task, sight, left, after, Decimal(0))


def _is_decision(task: Task, sight: Sight) -> bool:
    return task.kind in _DECISIONS or bool(sight.roles(task) & _DECIDERS)


def _second_person(task: Task, sight: Sight) -> Action | None:
    """Return a task that two people do. A decision is made no faster by more people."""
    if task.kind in _NO_WORK or task.is_milestone or task.length.unit == "ed" or _is_decision(task, sight):
        return None
    left = sight.left(task)
    after = rounded_up(left * SHARE_OF_TWO, left)
    return _shorter("second_person", task, sight, left, after, after)


def _shorter(
    technique: Technique, task: Task, sight: Sight, before: Decimal, after: Decimal, person_days: Decimal
) -> Action | None:
    if not 0 < after < before:
        return None
    outside = sight.is_outside(task)
    return Action(
        technique=technique,
        on=(task.id,),
        edits=(sight.shortened(task, after),),
        burden=_burden(technique, person_days, outside=outside),
        before=before,
        after=after,
        person_days=person_days,
        outside=outside,
    )


def _overlap(task: Task, sight: Sight) -> Action | None:
    """Return a task that begins before what it waits for is finished. Nothing begins before its test is passed."""
    if task.kind in _NO_WORK or task.is_milestone or not sight.is_waiting(task) or _is_decision(task, sight):
        return None
    driving = sight.driving(task)
    links: list[Link] = []
    earlier: list[str] = []
    for link in task.after:
        before = sight.tasks.get(link.predecessor)
        lead = _lead(task, before, sight) if link.predecessor in driving and link.type == "FS" and not link.lag else 0
        if before is None or not lead:
            links.append(link)
            continue
        links.append(Link(link.predecessor, "FS", Decimal(-lead), "d"))
        earlier.append(link.predecessor)
    if not earlier:
        return None
    return Action(
        technique="overlap",
        on=(task.id, *earlier),
        edits=(SetLinks(task.id, tuple(links)),),
        burden=_burden("overlap"),
    )


def _lead(task: Task, before: Task | None, sight: Sight) -> int:
    """Return the days by which a task can begin before another ends; 0 where it cannot."""
    if before is None or before.kind in _NO_WORK or before.kind == "validation" or not sight.is_open(before):
        return 0
    if before.is_milestone or _is_decision(before, sight):
        return 0
    return int((min(sight.left(task), sight.left(before)) / 2).to_integral_value(ROUND_FLOOR))


def _descoping(sight: Sight) -> Iterator[Action]:
    """Yield each scope item that could move to a later phase, with what that frees of the open tasks."""
    deciding = set(sight.trial.deciding)
    for item in sight.plan.scope.in_:
        tasks = [task for task in sight.tasks.values() if item.id and item.id in task.scope and _delivers(task, sight)]
        freed = [(task, share) for task in tasks if (share := share_of_item(task, sight.left(task))) > 0]
        if not any(task.id in deciding for task, _ in freed):
            continue
        edits = tuple(
            LeaveOut(task.id) if share == sight.left(task) else sight.shortened(task, sight.left(task) - share)
            for task, share in freed
        )
        yield Action(
            technique="descope",
            item=item.id,
            on=tuple(task.id for task, _ in freed),
            edits=edits,
            burden=_burden("descope", sum((share for _, share in freed), Decimal(0))),
            before=sum((sight.left(task) for task, _ in freed), Decimal(0)),
            after=sum((sight.left(task) - share for task, share in freed), Decimal(0)),
        )


def _delivers(task: Task, sight: Sight) -> bool:
    return task.kind not in _NO_WORK and not task.is_milestone and sight.is_open(task)
