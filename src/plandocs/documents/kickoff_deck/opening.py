"""The slides that open the kickoff: cover, agenda, why we are here, who is who."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plandocs.content.blocks import (
    Bullets,
    Callout,
    Card,
    Cards,
    Chip,
    Column,
    KeyValues,
    Member,
    Paragraph,
    Row,
    Table,
    Team,
    TeamBoard,
)
from plandocs.content.document import Slide
from plandocs.content.facts import Facts, MeasureFact, PersonFact
from plandocs.content.wording import sentence, upper_first
from plandocs.documents.kickoff_deck.notes import speaker_notes
from plandocs.documents.kickoff_deck.phrases import TITLE_ROOM, clause, dated_asks, share_room, shortened

MOST_CARDS = 4
FEW_CARDS = 2
"""Outcomes up to which the go-live stands beside them as a further figure."""
FEW_PEOPLE, VERY_FEW_PEOPLE, FIRST_TASKS = 4, 2, 3
"""People up to which, where no side has more, their tasks are counted below their names, or the first of them told."""
COVER_ROOM = 96
"""Characters that the names of both sides have on the cover."""
_AGENDA = (("goals", 2), ("team", 1), ("scope", 2), ("timeline", 3), ("asks", 2), ("risks", 1), ("confirm", 1))
"""The topics of the agenda, each with its share of the time."""
_ROLE_ORDER = ("sponsor", "champion", "implementation_pm", "csm", "architect", "it", "security", "data")


def cover(facts: Facts) -> Slide:
    """Return the cover: both names, what it is, when, and which version of the plan."""
    words, project = facts.words, facts.plan.project
    customer, vendor = share_room(facts.customer, facts.vendor, COVER_ROOM)
    approval = {"draft": "watch", "for_approval": "neutral", "approved": "good", "stale": "watch"}[facts.approval]
    pairs = (
        (words.say("deck.cover.code"), facts.code),
        (words.say("deck.cover.version"), project.version),
        (words.say("deck.cover.hash"), facts.plan_hash[:8]),
        (words.say("deck.cover.status"), Chip(words.say(f"common.approval.{facts.approval}"), approval)),  # type: ignore[arg-type]
    )
    mark = "common.draft_mark" if facts.draft else "common.internal_mark" if facts.internal else ""
    subtitle = words.say("deck.cover.subtitle", start=facts.agreed.start)
    return Slide(
        kind="cover",
        title=words.say("deck.cover.title", customer=customer, vendor=vendor),
        subtitle=f"{words.say(mark)} · {subtitle}" if mark else subtitle,
        blocks=(Paragraph(project.name), KeyValues("control", pairs)),
        notes=speaker_notes(words, "cover", customer=facts.customer, vendor=facts.vendor, name=project.name),
    )


def agenda(facts: Facts) -> Slide:
    """Return the agenda: topics with minutes and presenter, and the decisions that are wanted."""
    words, minutes = facts.words, facts.plan.project.kickoff_minutes
    topics = [(key, weight) for key, weight in _AGENDA if _has_topic(key, facts)]
    shares = share_minutes(minutes, [weight for _, weight in topics])
    rows = [
        Row((words.say(f"deck.agenda.item.{key}"), _presenter(key, facts), share))
        for (key, _), share in zip(topics, shares, strict=True)
    ]
    rows.append(Row((words.say("deck.agenda.total"), None, minutes), kind="total"))
    heads = dict(words.table("deck.agenda.column"))
    table = Table(
        "agenda",
        (Column(heads["item"]), Column(heads["presenter"]), Column(heads["minutes"], "number")),
        tuple(rows),
        caption=words.say("deck.agenda.caption"),
    )
    decisions = _decisions(facts)
    return Slide(
        kind="agenda",
        title=words.say("deck.agenda.title", minutes=minutes, scope=_has_topic("scope", facts)),
        blocks=(table, Bullets(decisions, title=words.say("deck.agenda.decisions"))),
        notes=speaker_notes(words, "agenda", minutes=minutes),
    )


def share_minutes(minutes: int, weights: Sequence[int]) -> list[int]:
    """Return minutes for each topic by weight: steps of five where the time allows, and always the exact total."""
    step = 5 if minutes >= 5 * len(weights) else 1
    total = sum(weights)
    shares = [max(step, minutes * weight // total // step * step) for weight in weights]
    while sum(shares) != minutes:
        missing = minutes - sum(shares)
        place = max(range(len(weights)), key=lambda index: weights[index] / shares[index])
        if missing < 0:
            place = max(range(len(weights)), key=lambda index: shares[index])
        shares[place] += missing if abs(missing) < step else (step if missing > 0 else -step)
    return shares


def goals(facts: Facts) -> Slide | None:
    """Return why the customer bought and how success is measured; None when the plan says neither."""
    words, told = facts.words, facts.goals
    measures = _measures(facts)
    if not measures and not told.problem and not told.summary:
        return None
    blocks: list[Callout | Cards] = []
    slide_title = _goals_title(facts, measures)
    today = told.background or told.summary or ("" if measures else told.problem)
    problem = told.problem.strip().rstrip(".")
    if problem and problem != today.rstrip(".") and words.within(problem) not in slide_title:
        # What the title has no room for stands below it.
        today = f"{sentence(problem)} {today}".strip()
    if today:
        title = words.say("deck.goals.today") if told.background else ""
        blocks.append(Callout(today, title=title))
    if measures:
        cards = [_card(measure, facts) for measure in measures]
        if len(cards) <= FEW_CARDS and facts.agreed.go_live:
            note = words.say("deck.goals.go_live_note", day=facts.agreed.finish)
            cards.append(Card(words.say("deck.goals.go_live"), words.formats.day(facts.agreed.go_live), note))
        blocks.append(Cards(tuple(cards)))
    elif facts.agreed.go_live:
        # Nobody set a measure: the dates are what the plan promises.
        days = (("goals.go_live", facts.agreed.go_live), ("critical_path.finish", facts.agreed.finish))
        blocks.append(Cards(tuple(Card(words.say(f"deck.{key}"), words.formats.day(day)) for key, day in days)))
    lines = [_told(measure, facts) for measure in measures]
    return Slide(
        kind="goals",
        title=slide_title,
        blocks=tuple(blocks),
        notes=speaker_notes(words, "goals", lines),
    )


def team(facts: Facts) -> Slide | None:
    """Return the people of each side; None when the plan has nobody on them."""
    words = facts.words
    sides = [("customer", facts.customer), ("vendor", facts.vendor), ("third_party", "")]
    teams, lines = [], []
    most = max(len(_shown_people(facts, side)) for side, _ in sides)
    for side, company in sides:
        people = _shown_people(facts, side)
        if not people:
            continue
        companies = list(dict.fromkeys(person.company for person in people if person.company))
        name = company or (companies[0] if len(companies) == 1 else words.say("common.side.third_party"))
        number = facts.people.headcount(side)
        teams.append(Team(words.say("deck.team.team", company=name, n=number), _members(people, facts, most)))
        lines += [words.formats.pair(person.name, person.role) for person in people[:2]]
    if not teams:
        return None
    return Slide(
        kind="team",
        title=words.say("deck.team.title", n=facts.people.headcount()),
        blocks=(TeamBoard(tuple(teams)),),
        notes=speaker_notes(words, "team", lines),
    )


def day_or_text(value: date | str | None, facts: Facts) -> str:
    """Return a date in the reader's form; a text as it is."""
    return facts.words.formats.short_date(value) if isinstance(value, date) else (value or "")


def success_metric(facts: Facts, most: int = 200) -> str:
    """Return the first outcome that has a target, with its date; an empty text where nobody set one.

    The outcome is shortened so that it has `most` characters with its date, which always stays.
    """
    measure = _first_measure(facts)
    if measure is None:
        return ""
    text, by = _metric_parts(measure, facts)
    if not by:
        return clause(text, most) or shortened(text, most)
    room = max(24, most - len(facts.words.say("deck.goals.metric_by", metric="", by=by)) - 1)
    return facts.words.say("deck.goals.metric_by", metric=clause(text, room) or shortened(text, room), by=by)


def _goals_title(facts: Facts, measures: Sequence[MeasureFact]) -> str:
    words, project = facts.words, facts.plan.project
    problem, metric = facts.goals.problem.strip().rstrip("."), success_metric(facts)
    room = TITLE_ROOM - len(words.say("deck.goals.title", problem="", metric=""))
    if problem and metric and len(problem) + len(metric) > room:
        problem = clause(problem, room - len(metric))
        if not problem:
            alone = TITLE_ROOM - len(words.say("deck.goals.title_no_problem", metric=""))
            metric = success_metric(facts, alone)
    elif problem and not metric:
        alone = TITLE_ROOM - len(words.say("deck.goals.title_no_metric", problem=""))
        problem = clause(problem, alone)
    if problem and metric:
        return words.say("deck.goals.title", problem=problem, metric=metric)
    if metric:
        return words.say("deck.goals.title_no_problem", metric=metric)
    to_agree = measures[0].text.strip().rstrip(".") if measures and measures[0].target else ""
    if problem:
        key = "title_problem_no_target" if to_agree else "title_no_metric"
        problem = clause(problem, TITLE_ROOM - len(words.say(f"deck.goals.{key}", problem="")))
        if problem:
            return words.say(f"deck.goals.{key}", problem=problem)
    if to_agree:
        room = TITLE_ROOM - len(words.say("deck.goals.title_no_target", metric=""))
        metric = clause(to_agree, room)
        if metric:
            return words.say("deck.goals.title_no_target", metric=metric)
    return words.say("deck.goals.title_plain", name=project.name, customer=facts.customer)


def _measures(facts: Facts) -> tuple[MeasureFact, ...]:
    """Return the measurable outcomes: the success criteria, else the objectives; four at most."""
    return (facts.goals.criteria or facts.goals.objectives)[:MOST_CARDS]


def _first_measure(facts: Facts) -> MeasureFact | None:
    return next((measure for measure in _measures(facts) if measure.target_known), None)


def _metric_parts(measure: MeasureFact, facts: Facts) -> tuple[str, str]:
    return measure.text.strip().rstrip("."), day_or_text(measure.by, facts)


def _card(measure: MeasureFact, facts: Facts) -> Card:
    words = facts.words
    notes = []
    if measure.by:
        notes.append(words.say("deck.goals.note_by", by=day_or_text(measure.by, facts)))
    if measure.measured_by:
        key = "note_measured_person" if measure.measured_by_person else "note_measured"
        notes.append(words.say(f"deck.goals.{key}", how=measure.measured_by, name=measure.measured_by))
    label = (measure.metric or measure.text) if measure.target else words.say("deck.goals.outcome")
    before = measure.baseline if measure.target and measure.baseline_known else ""
    return Card(upper_first(label), measure.target or measure.text, ". ".join(notes), before=before)


def _told(measure: MeasureFact, facts: Facts) -> str:
    by = day_or_text(measure.by, facts)
    return f"{measure.text} ({facts.words.say('deck.goals.note_by', by=by)})" if by else measure.text


def _has_topic(key: str, facts: Facts) -> bool:
    if key == "goals":
        return goals(facts) is not None
    if key == "team":
        return facts.people.headcount() > 1
    if key == "scope":
        return bool(facts.scope.included or facts.scope.excluded)
    if key == "asks":
        return bool(dated_asks(facts))
    if key == "risks":
        return bool(facts.risks or facts.dependencies)
    return True


def _presenter(key: str, facts: Facts) -> str:
    """Return who presents a topic: the customer's own voice where it is theirs, else the project manager."""
    roles = {"goals": ("sponsor", "champion"), "confirm": ("sponsor", "champion"), "team": ("champion",)}
    for role in (*roles.get(key, ()), "implementation_pm"):
        people = facts.people.with_role(role)
        if people:
            return people[0].name
    return facts.vendor


def _decisions(facts: Facts) -> tuple[str, ...]:
    words, agreed, scope = facts.words, facts.agreed, facts.scope
    said = []
    if scope.included:
        counts = {"included": len(scope.included), "excluded": len(scope.excluded), "parked": len(scope.parked)}
        said.append(words.say("deck.agenda.decision.scope", **counts))
    if agreed.go_live:
        said.append(words.say("deck.agenda.decision.go_live", go_live=agreed.go_live, finish=agreed.finish))
    else:
        said.append(words.say("deck.agenda.decision.dates", start=agreed.start, finish=agreed.finish))
    dated = dated_asks(facts)
    if dated:
        said.append(words.say("deck.agenda.decision.asks", n=len(dated)))
    metric = success_metric(facts)
    if metric:
        said.append(words.say("deck.agenda.decision.metric", metric=metric))
    if facts.plan.project.confirm_by:
        said.append(words.say("deck.agenda.decision.confirm", day=facts.plan.project.confirm_by))
    return tuple(said)


def _shown_people(facts: Facts, side: str) -> list[PersonFact]:
    """Return a side's people, deciders first; whoever only stands in for somebody is named beside them."""
    busy = {row.owner_id for row in facts.rows} | {key for row in facts.rows for key in row.with_ids}
    people = [person for person in facts.people.of_side(side) if not person.informed_only]
    stand_ins = {person.backup for person in people}
    shown = [person for person in people if person.id in busy or person.name not in stand_ins]
    order = {role: place for place, role in enumerate(_ROLE_ORDER)}
    return sorted(shown, key=lambda person: min((order.get(role, 99) for role in person.role_ids), default=99))


def _members(people: Sequence[PersonFact], facts: Facts, most: int) -> tuple[Member, ...]:
    """Return a side's people; `most` are on the fullest side, and the fewer they are the more is told of each."""
    return tuple(
        Member(
            person.name,
            _role(person),
            person.initials,
            _note(person, facts, with_tasks=most <= FEW_PEOPLE),
            _first_work(person, facts) if most <= VERY_FEW_PEOPLE else (),
        )
        for person in people
    )


def _first_work(person: PersonFact, facts: Facts) -> tuple[str, ...]:
    """Return the first tasks that a person owns, with their days."""
    owned = [row for row in facts.rows if row.owner_id == person.id and not row.is_milestone]
    owned.sort(key=lambda row: (row.agreed_start, row.agreed_finish))
    return tuple(
        f"{row.name}, {facts.words.formats.span(row.agreed_start, row.agreed_finish)}" for row in owned[:FIRST_TASKS]
    )


def _role(person: PersonFact) -> str:
    """Return the role in words with the title beside it; the title alone where it says the role already."""
    if person.title:
        words = {word.casefold() for word in person.role.replace("-", " ").replace(",", " ").split()}
        said = {word.casefold() for word in person.title.replace("-", " ").replace(",", " ").split()}
        return person.title if not words or words & said else f"{person.role}, {person.title}"
    company = person.company if person.side == "third_party" and person.company != person.name else ""
    return f"{person.role}, {company}" if company else person.role


def _note(person: PersonFact, facts: Facts, *, with_tasks: bool) -> str:
    words = facts.words
    said = []
    if person.hours_per_week is not None:
        said.append(words.say("deck.team.hours", hours=person.hours_per_week))
    if person.units > 1:
        said.append(words.say("deck.team.units", n=person.units))
    if person.backup:
        said.append(words.say("deck.team.backup", name=person.backup))
    owned = [row.agreed_start for row in facts.rows if row.owner_id == person.id and not row.is_milestone]
    if with_tasks and owned:
        said.append(words.say("deck.team.owns", n=len(owned), first=words.formats.day_month(min(owned))))
    return ". ".join(said)
