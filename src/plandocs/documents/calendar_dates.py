"""What of a plan goes into people's calendars: touchpoints, when to reach out and to escalate, milestones.

Keys are made of what an entry is in the plan, an id or a project week and weekday, never of its date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from hashlib import sha256

from plandocs.content.calendar import CalendarEntry, CalendarFile
from plandocs.content.facts import CommunicationFact, DependencyFact, Facts, TaskFact
from plandocs.content.wording import Words

ESCALATE_AFTER_DAYS = 2
"""Working days after which a dependency that is still open is escalated: 48 hours. Source: S52."""
_MINUTES = 30
"""How long a touchpoint takes that has an hour and no length."""


def calendar_dates(facts: Facts, words: Words) -> CalendarFile:
    """Return the entries by day: at current dates, so that a forecast moves them."""
    entries = [*_touchpoints(facts, words), *_dependencies(facts, words), *_milestones(facts, words)]
    return CalendarFile(
        name=words.say("calendar.name", project=facts.plan.project.name, code=facts.code),
        project=facts.code,
        language=facts.plan.project.language,
        dated=facts.as_of,
        entries=tuple(sorted(entries, key=lambda entry: (entry.start, entry.key))),
    )


def _touchpoints(facts: Facts, words: Words) -> Iterator[CalendarEntry]:
    monday = facts.agreed.start - timedelta(days=facts.agreed.start.weekday())
    names: dict[str, int] = {}
    for entry in facts.communications:
        count = names[entry.what] = names.get(entry.what, 0) + 1
        name = sha256(f"{entry.what}\n{count}".encode("utf-8", "surrogatepass")).hexdigest()[:10]
        for day in entry.dates or ((entry.starts,) if entry.starts else ()):
            week = (day - monday).days // 7 + 1
            yield CalendarEntry(
                key=f"touchpoint-{name}-w{week}-{day.isoweekday()}",
                title=words.say("calendar.touchpoint", what=entry.what),
                start=day,
                finish=day,
                at=time.fromisoformat(entry.at) if entry.at else None,
                minutes=entry.minutes or _MINUTES if entry.at else 0,
                about=_about_touchpoint(entry, _phases_on(day, facts), facts, words),
                categories=tuple(_phases_on(day, facts)),
                busy=bool(entry.at),
            )


def _about_touchpoint(entry: CommunicationFact, phases: list[str], facts: Facts, words: Words) -> tuple[str, ...]:
    lines = [_project(facts, words)]
    lines += [words.say("calendar.about.who", names=list(entry.who))] if entry.who else []
    lines += [words.say("calendar.about.owner", name=entry.owner)] if entry.owner else []
    lines += [words.say("calendar.about.format", format=entry.format)] if entry.format else []
    lines += [words.say("calendar.about.channel", channel=entry.channel)] if entry.channel else []
    lines += [words.say("calendar.about.phase", names=phases)] if phases else []
    return tuple(lines)


def _phases_on(day: date, facts: Facts) -> list[str]:
    return [phase.name for phase in facts.phases if phase.start <= day <= phase.finish]


def _dependencies(facts: Facts, words: Words) -> Iterator[CalendarEntry]:
    """Yield for each open dependency when to reach out, when it is due, and when to escalate."""
    for entry in facts.dependencies:
        if not entry.is_open:
            continue
        if entry.due is not None:
            if entry.outreach_from is not None and entry.outreach_to is not None:
                yield _of_dependency(entry, "outreach", entry.outreach_from, entry.outreach_to, facts, words)
            yield _of_dependency(entry, "due", entry.due, entry.due, facts, words)
        escalate = entry.escalate_by
        if escalate is None and entry.due is not None:
            escalate = facts.agreed.add_working_days(entry.due, ESCALATE_AFTER_DAYS)
        if escalate is not None and entry.escalated_on is None:
            yield _of_dependency(entry, "escalate", escalate, escalate, facts, words)


def _of_dependency(
    entry: DependencyFact, kind: str, start: date, finish: date, facts: Facts, words: Words
) -> CalendarEntry:
    lines = [_project(facts, words)]
    lines += [words.say("calendar.about.due_owner", name=entry.owner)] if entry.owner else []
    lines += [words.say("calendar.about.due_on", day=entry.due)] if entry.due and kind != "due" else []
    lines += [words.say("calendar.about.blocks", names=list(entry.needed_by_names))] if entry.needed_by_names else []
    if kind == "escalate" and entry.escalation:
        lines.append(words.say("calendar.about.escalation", text=entry.escalation))
    if kind == "escalate" and entry.backup:
        lines.append(words.say("calendar.about.backup", text=entry.backup))
    return CalendarEntry(
        key=f"{kind}-{entry.id}",
        title=words.say(f"calendar.{kind}", what=entry.what),
        start=start,
        finish=finish,
        about=tuple(lines),
        categories=(entry.type_label,),
    )


def _milestones(facts: Facts, words: Words) -> Iterator[CalendarEntry]:
    for row in facts.milestones:
        at = facts.current.task(row.id).finish_time if row.is_milestone else None
        yield CalendarEntry(
            key=f"milestone-{row.id}",
            title=words.say(
                "calendar.go_live" if row.is_go_live else "calendar.milestone",
                name=row.name,
                project=facts.plan.project.name,
            ),
            start=row.finish if row.is_milestone else row.start,
            finish=row.finish,
            at=_of_day(at),
            about=_about_milestone(row, facts, words),
            categories=(row.phase_name,),
        )


def _of_day(at: str | None) -> time | None:
    """Return a time of day; None for whole days, and for the midnight that ends one."""
    return time.fromisoformat(at) if at and not at.startswith("24") else None


def _about_milestone(row: TaskFact, facts: Facts, words: Words) -> tuple[str, ...]:
    lines = [_project(facts, words)]
    lines += [words.say("calendar.about.due_owner", name=row.owner)] if row.owner else []
    lines += [words.say("calendar.about.acceptance", text=row.acceptance)] if row.acceptance else []
    lines += [words.say("calendar.about.agreed", day=row.agreed_finish)] if row.finish != row.agreed_finish else []
    return tuple(lines)


def _project(facts: Facts, words: Words) -> str:
    return words.say("calendar.about.project", project=facts.plan.project.name, customer=facts.customer)
