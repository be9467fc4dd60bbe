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
from plandocs.content.facts import Facts, PersonFact
from plandocs.documents.kickoff_deck.notes import speaker_notes
from plandocs.documents.kickoff_deck.phrases import TITLE_ROOM, share_room, shortened
from plandocs.plan.registers import Measure

MOST_CARDS = 4
FEW_CARDS = 2
"""Outcomes up to which the go-live stands beside them as a further figure."""
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
    words, project = facts.words, facts.plan.project
    measures = _measures(facts)
    if not measures and not project.problem and not project.summary:
        return None
    blocks: list[Callout | Cards] = []
    today = project.background or project.summary
    if today:
        title = words.say("deck.goals.today") if project.background else ""
        blocks.append(Callout(today, title=title))
    if measures:
        cards = [_card(measure, facts) for measure in measures]
        if len(cards) <= FEW_CARDS and facts.agreed.go_live:
            note = words.say("deck.goals.go_live_note", day=facts.agreed.finish)
            cards.append(Card(words.say("deck.goals.go_live"), words.formats.day(facts.agreed.go_live), note))
        blocks.append(Cards(tuple(cards)))
    lines = [_told(measure, facts) for measure in measures]
    return Slide(
        kind="goals",
        title=_goals_title(facts, measures),
        blocks=tuple(blocks),
        notes=speaker_notes(words, "goals", lines),
    )


def team(facts: Facts) -> Slide | None:
    """Return the people of each side; None when the plan has nobody on them."""
    words = facts.words
    sides = [("customer", facts.customer), ("vendor", facts.vendor), ("third_party", "")]
    teams, lines = [], []
    for side, company in sides:
        people = _shown_people(facts, side)
        if not people:
            continue
        companies = list(dict.fromkeys(person.company for person in people if person.company))
        name = company or (companies[0] if len(companies) == 1 else words.say("common.side.third_party"))
        number = facts.people.headcount(side)
        teams.append(Team(words.say("deck.team.team", company=name, n=number), _members(people, facts)))
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
        return shortened(text, most)
    end = facts.words.say("deck.goals.metric_by", metric="", by=by)
    return facts.words.say("deck.goals.metric_by", metric=shortened(text, max(24, most - len(end) - 1)), by=by)


def _goals_title(facts: Facts, measures: Sequence[Measure]) -> str:
    words, project = facts.words, facts.plan.project
    problem, metric = project.problem.strip().rstrip("."), success_metric(facts)
    room = TITLE_ROOM - len(words.say("deck.goals.title", problem="", metric=""))
    if problem and metric and len(problem) + len(metric) > room:
        metric = success_metric(facts, max(room // 2, room - len(problem)))
        problem = shortened(problem, room - len(metric))
    if problem and metric:
        return words.say("deck.goals.title", problem=problem, metric=metric)
    if metric:
        return words.say("deck.goals.title_no_problem", metric=metric)
    if problem:
        return words.say("deck.goals.title_no_metric", problem=problem)
    return words.say("deck.goals.title_plain", name=project.name, customer=facts.customer)


def _measures(facts: Facts) -> tuple[Measure, ...]:
    """Return the measurable outcomes: the success criteria, else the objectives; four at most."""
    return (facts.plan.success_criteria or facts.plan.project.objectives)[:MOST_CARDS]


def _first_measure(facts: Facts) -> Measure | None:
    return next((measure for measure in _measures(facts) if measure.target), None)


def _metric_parts(measure: Measure, facts: Facts) -> tuple[str, str]:
    return measure.text.strip().rstrip("."), day_or_text(measure.by, facts)


def _card(measure: Measure, facts: Facts) -> Card:
    words = facts.words
    notes = []
    if measure.by:
        notes.append(words.say("deck.goals.note_by", by=day_or_text(measure.by, facts)))
    if measure.measured_by:
        notes.append(words.say("deck.goals.note_measured", how=measure.measured_by))
    label = (measure.metric or measure.text) if measure.target else ""
    before = measure.baseline if measure.target else ""
    return Card(label, measure.target or measure.text, ". ".join(notes), before=before)


def _told(measure: Measure, facts: Facts) -> str:
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
        return bool(facts.asks)
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
    if facts.asks:
        said.append(words.say("deck.agenda.decision.asks", n=len(facts.asks)))
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


def _members(people: Sequence[PersonFact], facts: Facts) -> tuple[Member, ...]:
    return tuple(Member(person.name, _role(person), person.initials, _note(person, facts)) for person in people)


def _role(person: PersonFact) -> str:
    """Return the role in words with the title beside it; the title alone where it says the role already."""
    if person.title:
        words = {word.casefold() for word in person.role.replace("-", " ").replace(",", " ").split()}
        said = {word.casefold() for word in person.title.replace("-", " ").replace(",", " ").split()}
        return person.title if not words or words & said else f"{person.role}, {person.title}"
    company = person.company if person.side == "third_party" and person.company != person.name else ""
    return f"{person.role}, {company}" if company else person.role


def _note(person: PersonFact, facts: Facts) -> str:
    words = facts.words
    said = []
    if person.hours_per_week is not None:
        said.append(words.say("deck.team.hours", hours=person.hours_per_week))
    if person.units > 1:
        said.append(words.say("deck.team.units", n=person.units))
    if person.backup:
        said.append(words.say("deck.team.backup", name=person.backup))
    return ". ".join(said)
