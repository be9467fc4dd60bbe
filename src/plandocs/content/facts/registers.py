"""The registers as documents print them: dependencies with their clocks, risks by score, scope, RACI.

Every list is filtered by audience here, once, for all documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from plandocs.content.facts.people import People
from plandocs.content.facts.tasks import PhaseFact, TaskFact
from plandocs.content.wording import Words
from plandocs.plan.model import ROLES, Plan
from plandocs.plan.registers import ChangeImpact, Dependency, Risk
from plandocs.schedule.result import Schedule

OUTREACH_DAYS = (5, 3)
"""Working days before its due date at which a dependency is chased, from and to. Source: S49–S53."""
ESCALATE_AFTER_HOURS = 48
"""Hours blocked after which a dependency must have been escalated. Source: S52."""
HIGH_SCORE, MEDIUM_SCORE = 6, 3
"""Risk scores (of 9) from which a risk is high, and medium. Source: documents, Risks."""

_LEVEL_VALUE = {"H": 3, "M": 2, "L": 1}
_REACH_BANDS = (10, 100, 500, 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyFact:
    """A dependency with its clocks at the as-of date. `days_left` is in working days, negative when overdue."""

    id: str
    type: str
    type_label: str
    what: str
    owner_id: str
    owner: str
    side: str
    due: date | None
    status: str
    status_label: str
    blocker: str
    escalation: str
    commitment: str
    backup: str
    needed_by: tuple[str, ...]
    needed_by_names: tuple[str, ...]
    blocked_by: tuple[str, ...]
    buffer: str
    outreach_from: date | None
    outreach_to: date | None
    blocked_since: date | None
    escalate_by: date | None
    escalated_on: date | None
    blocked_hours: int
    days_left: int | None
    overdue: bool
    red: bool
    internal: bool

    @property
    def is_open(self) -> bool:
        """Whether it is still to come."""
        return self.status != "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFact:
    """A risk with its score (1 to 9) and band (high, medium, low); `triggered` is the day its sign was seen."""

    id: str
    risk: str
    likelihood: str
    impact: str
    score: int
    band: str
    band_label: str
    mitigation: str
    owner: str
    status: str
    status_label: str
    category: str
    trigger: str
    triggered: date | None
    due: date | None
    last_review: date | None
    internal: bool

    @property
    def is_open(self) -> bool:
        """Whether it can still happen."""
        return self.status != "closed"


@dataclass(frozen=True, slots=True)
class RaciTable:
    """A RACI matrix: `heads` are the columns in words, each row has a letter a column."""

    heads: tuple[str, ...]
    keys: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """A numbered line of scope."""

    id: str
    text: str
    type: str = ""
    type_label: str = ""
    reason: str = ""
    revisit: date | str | None = None
    requester: str = ""
    value: str = ""
    asked: date | None = None


@dataclass(frozen=True, slots=True)
class ScopeFacts:
    """What is in, out and parked."""

    included: tuple[ScopeLine, ...]
    excluded: tuple[ScopeLine, ...]
    parked: tuple[ScopeLine, ...]


@dataclass(frozen=True, slots=True)
class ImpactFact:
    """A change impact with its score: value (1–5) times how many people it reaches (1–5). Source: S86."""

    group: str
    impact: str
    score: int
    value: int
    people: int
    side: str
    known: bool
    action: str
    owner: str
    due: date | None
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class DeliverableFact:
    """A deliverable; `due` is the agreed finish of the task it comes with."""

    id: str
    name: str
    description: str
    format: str
    owner: str
    due: date | None
    acceptance: str
    reviewer: str
    scope: tuple[str, ...]
    due_now: date | None
    """The forecast finish, where there is one."""


@dataclass(frozen=True, slots=True)
class ObligationFact:
    """What is asked for and what proves it; `due` is its own date, else the agreed finish of its task."""

    id: str
    text: str
    source: str
    evidence: str
    owner: str
    due: date | None


def obligation_facts(
    plan: Plan, people: People, rows: dict[str, TaskFact], *, internal: bool
) -> tuple[ObligationFact, ...]:
    """Return the obligations in the order of the plan, every one with an id: its own, or its number in the list."""
    visible = [entry for entry in plan.obligations if internal or entry.audience != "internal"]
    return tuple(
        ObligationFact(
            id=entry.id or f"OB{number}",
            text=entry.text,
            source=entry.source,
            evidence=entry.evidence,
            owner=people.name(entry.owner),
            due=entry.due or (rows[entry.task].agreed_finish if entry.task in rows else None),
        )
        for number, entry in enumerate(visible, start=1)
    )


def dependency_facts(
    plan: Plan, people: People, words: Words, agreed: Schedule, as_of: date, names: dict[str, str], *, internal: bool
) -> tuple[DependencyFact, ...]:
    """Return the dependencies in the order of the plan; `names` maps the ids of visible tasks to their names."""
    visible = [entry for entry in plan.dependencies if internal or not entry.is_internal]
    return tuple(_dependency(entry, people, words, agreed, as_of, names) for entry in visible)


def _dependency(
    entry: Dependency, people: People, words: Words, agreed: Schedule, as_of: date, names: dict[str, str]
) -> DependencyFact:
    first, last = OUTREACH_DAYS
    is_open = entry.status != "done"
    blocked_hours = _hours_since(entry.blocked_since, as_of) if entry.status == "blocked" else 0
    days_left = agreed.working_days_between(as_of, entry.due) if entry.due and is_open else None
    overdue = days_left is not None and days_left < 0
    return DependencyFact(
        id=entry.id,
        type=entry.type,
        type_label=words.say(f"common.dependency_type.{entry.type}"),
        what=entry.what,
        owner_id=entry.owner,
        owner=people.name(entry.owner),
        side=people.side_of(entry.owner),
        due=entry.due,
        status=entry.status,
        status_label=words.say(f"common.dependency_status.{entry.status}"),
        blocker=entry.blocker,
        escalation=people.name(entry.escalation),
        commitment=entry.commitment_ref,
        backup=entry.backup_plan,
        needed_by=tuple(key for key in entry.needed_by if key in names),
        needed_by_names=tuple(names[key] for key in entry.needed_by if key in names),
        blocked_by=tuple(entry.blocked_by),
        buffer=entry.buffer if entry.buffer in names else "",
        outreach_from=agreed.add_working_days(entry.due, -first) if entry.due else None,
        outreach_to=agreed.add_working_days(entry.due, -last) if entry.due else None,
        blocked_since=_day(entry.blocked_since),
        escalate_by=_day(_moment(entry.blocked_since) + timedelta(hours=ESCALATE_AFTER_HOURS))
        if entry.blocked_since
        else None,
        escalated_on=_day(entry.escalated_on),
        blocked_hours=blocked_hours,
        days_left=days_left,
        overdue=overdue,
        red=overdue or (blocked_hours > ESCALATE_AFTER_HOURS and entry.escalated_on is None),
        internal=entry.is_internal,
    )


def _moment(value: date | datetime) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def _day(value: date | datetime | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _hours_since(since: date | datetime | None, as_of: date) -> int:
    """Return the hours from `since` to the as-of day; a date counts from its beginning to the as-of day's."""
    if since is None:
        return 0
    return max(0, int((datetime.combine(as_of, time()) - _moment(since)).total_seconds() // 3600))


def risk_facts(plan: Plan, people: People, words: Words, *, internal: bool) -> tuple[RiskFact, ...]:
    """Return the risks by score, highest first, open ones before closed ones; equals keep the order of the plan."""
    facts = [_risk(entry, people, words) for entry in plan.risks if internal or entry.audience != "internal"]
    return tuple(sorted(facts, key=lambda risk: (not risk.is_open, -risk.score)))


def _risk(entry: Risk, people: People, words: Words) -> RiskFact:
    score = _LEVEL_VALUE[entry.likelihood] * _LEVEL_VALUE[entry.impact]
    band = "high" if score >= HIGH_SCORE else "medium" if score >= MEDIUM_SCORE else "low"
    return RiskFact(
        id=entry.id,
        risk=entry.risk,
        likelihood=entry.likelihood,
        impact=entry.impact,
        score=score,
        band=band,
        band_label=words.say(f"common.band.{band}"),
        mitigation=entry.mitigation,
        owner=people.name(entry.owner),
        status=entry.status,
        status_label=words.say(f"common.risk_status.{entry.status}"),
        category=entry.category,
        trigger=entry.trigger,
        triggered=entry.triggered,
        due=entry.due,
        last_review=entry.last_review,
        internal=entry.audience == "internal",
    )


def raci_table(plan: Plan, people: People, phases: tuple[PhaseFact, ...]) -> RaciTable:
    """Return the RACI matrix: the plan's own rows, else the letters on its tasks.

    Columns follow the roles' order and then the people's. Rows of tasks that are not shown are left out.
    """
    shown = {row.id for phase in phases for row in phase.tasks} | {phase.id for phase in phases}
    rows: list[tuple[str, dict[str, str]]] = [
        (row.activity, dict(row.letters)) for row in plan.raci if not row.task or row.task in shown
    ]
    rows += [(task.name, dict(task.raci)) for task in plan.tasks() if task.raci and task.id in shown]
    used = {key for _, letters in rows for key, letter in letters.items() if letter}
    order = {key: place for place, key in enumerate((*ROLES, *plan.people))}
    keys = tuple(sorted(used, key=lambda key: (order.get(key, len(order)), key)))
    heads = tuple(people.name(key) if people.get(key) else people.role_label(key) for key in keys)
    return RaciTable(heads, keys, tuple((name, tuple(letters.get(key, "") for key in keys)) for name, letters in rows))


def scope_facts(plan: Plan, people: People, words: Words, *, internal: bool) -> ScopeFacts:
    """Return the scope lists, every line with an id: its own, or its number in the list."""
    included = [item for item in plan.scope.in_ if internal or item.audience != "internal"]
    return ScopeFacts(
        tuple(
            ScopeLine(item.id or f"S{n}", item.text, item.type, words.say(f"common.scope_type.{item.type}"))
            for n, item in enumerate(included, start=1)
        ),
        tuple(
            ScopeLine(item.id or f"X{n}", item.text, reason=item.reason, revisit=item.revisit)
            for n, item in enumerate(plan.scope.out, start=1)
        ),
        tuple(
            ScopeLine(
                item.id or f"P{n}",
                item.idea,
                requester=people.name(item.requester),
                value=item.value,
                revisit=item.revisit,
                asked=item.date,
            )
            for n, item in enumerate(plan.scope.parking_lot, start=1)
        ),
    )


def impact_facts(plan: Plan, people: People, *, internal: bool) -> tuple[ImpactFact, ...]:
    """Return the change impacts by score, then value, highest first."""
    visible = [entry for entry in plan.change_impacts if internal or entry.audience != "internal"]
    facts = [_impact(entry, people) for entry in visible]
    return tuple(sorted(facts, key=lambda fact: (-fact.score, -fact.value)))


def _impact(entry: ChangeImpact, people: People) -> ImpactFact:
    reach = 1 + sum(entry.people >= band for band in _REACH_BANDS)
    return ImpactFact(
        entry.group,
        entry.impact,
        entry.value * reach,
        entry.value,
        entry.people,
        entry.side,
        entry.known,
        entry.action,
        people.name(entry.owner),
        entry.due,
        entry.complaint,
    )


def deliverable_facts(plan: Plan, people: People, rows: dict[str, TaskFact]) -> tuple[DeliverableFact, ...]:
    """Return the deliverables; one that comes with a task that is not shown has no date."""
    return tuple(
        DeliverableFact(
            id=entry.id or f"D{number}",
            name=entry.name,
            description=entry.description,
            format=entry.format,
            owner=people.name(entry.owner),
            due=rows[entry.task].agreed_finish if entry.task in rows else None,
            acceptance=entry.acceptance,
            reviewer=people.name(entry.reviewer),
            scope=tuple(entry.scope),
            due_now=rows[entry.task].finish if entry.task in rows else None,
        )
        for number, entry in enumerate(plan.deliverables, start=1)
    )
