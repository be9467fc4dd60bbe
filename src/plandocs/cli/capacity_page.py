"""What `plandocs capacity` prints: the weeks of each person, who is short, and the four ways out; the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from plandocs.cli.console import Console

if TYPE_CHECKING:
    from plandocs.content.wording import Words
    from plandocs.plan.model import Plan
    from plandocs.whatif.capacity import Capacity, Overbooked, WayOut

_INDENT = "     "


def show_capacity_options(console: Console, plan: Plan, found: Capacity) -> None:
    """Print the weeks, and the ways out for everybody who is short."""
    from plandocs.cli.schedule_page import show_capacity

    show_capacity(console, plan, found.weeks, as_json=False)
    if found.weeks:
        console.result("\n" + "\n".join(_lines(console, plan, found)))


def _lines(console: Console, plan: Plan, found: Capacity) -> Iterator[str]:
    from plandocs.content.formats import Formats
    from plandocs.content.wording import Words

    words = Words.of(Formats("en", plan.project.currency))
    paint = console.painter()
    if not found.overbooked:
        yield "Nobody is asked for more hours than there are."
        return
    for number, over in enumerate(found.overbooked):
        if number:
            yield ""
        yield from _person(console, plan, found, over, words)
    yield ""
    yield paint("muted", "Each way is the plan scheduled anew; nothing is written.")


def _person(console: Console, plan: Plan, found: Capacity, over: Overbooked, words: Words) -> Iterator[str]:
    from plandocs.content.formats import NBSP
    from plandocs.content.ways_out import short_line, way_lines

    paint = console.painter()
    tasks = {task.id: f"{task.id} {task.name}" for task in plan.tasks()}

    def folded(text: str, first: str = _INDENT) -> list[str]:
        plain = text.replace(NBSP, " ")
        return wrap(plain, console.width, initial_indent=first, subsequent_indent=_INDENT, break_long_words=False)

    yield paint("heading", plan.people[over.person].name)
    yield from folded(short_line(over, words), "  ")
    what = "go-live" if found.has_go_live else "end"
    for line in way_lines(plan, over, words, lambda name: tasks.get(name, name)):
        cost = f", cost {words.formats.money(line.cost)}" if line.cost is not None else ""
        head = f"  {line.number}. {line.called}: {what} {line.end:%a} {line.end.isoformat()}, {line.moves.lower()}"
        yield from folded(head + cost, "")
        yield from folded(line.effect)


def as_dict(plan: Plan, found: Capacity) -> dict[str, Any]:
    """Return weeks and ways as JSON. Days are working days (calendar days where the plan counts elapsed ones)."""
    from plandocs.schedule.to_json import capacity_as_list

    return {
        "project": plan.project.id,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "go_live": found.end.isoformat() if found.has_go_live else None,
        "capacity": capacity_as_list(found.weeks),
        "overbooked": [_overbooked_as_dict(plan, found, over) for over in found.overbooked],
    }


def _overbooked_as_dict(plan: Plan, found: Capacity, over: Overbooked) -> dict[str, Any]:
    return {
        "person": over.person,
        "name": plan.people[over.person].name,
        "missing_hours": round(over.missing, 2),
        "weeks": [
            {"week": week.monday.isoformat(), "demand": round(week.demand, 2), "supply": round(week.supply or 0.0, 2)}
            for week in over.weeks
        ],
        "options": [_way_as_dict(found, way) for way in over.ways],
    }


def _way_as_dict(found: Capacity, way: WayOut) -> dict[str, Any]:
    return {
        "kind": way.kind,
        "go_live": way.end.isoformat() if found.has_go_live else None,
        "finish": way.finish.isoformat(),
        "days": way.days,
        "hours": round(way.hours, 2),
        "cost": None if way.cost is None else float(way.cost),
        "missing_hours": round(way.missing, 2),
        "enough": way.is_enough,
        "frozen": way.frozen,
        "tasks": [
            {"task": part.task, "later": part.later, "longer": part.longer, "hours": round(part.hours, 2)}
            for part in way.parts
        ],
        "scope": [{"item": given.item, "hours": round(given.hours, 2)} for given in way.items],
        "people": list(way.people),
        "by": way.by.isoformat() if way.by else None,
        "then_short": list(way.short),
    }
