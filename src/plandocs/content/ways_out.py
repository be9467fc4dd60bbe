"""The ways out of too few hours, in words: the same on the terminal, in the internal plan and in its workbook.

In come ways that were computed (`whatif.capacity`); out come sentences of the wording. Nothing here computes an hour.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plandocs.content.wording import Words
from plandocs.plan.model import Plan
from plandocs.schedule.capacity import PersonWeek
from plandocs.whatif.capacity import Overbooked, Part, WayOut

Named = Callable[[str], str]
"""What a task or an item of scope is called by its id."""

_MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class WayLine:
    """One way in words. `end` is the day that follows and `moves` by how much; `cost` is None where none is known."""

    number: int
    called: str
    end: date
    moves: str
    cost: Decimal | None
    effect: str


def rounded(hours: float) -> int | float:
    """Return hours as they are told: to a tenth, whole ones without it."""
    tenth = round(hours, 1)
    return int(tenth) if tenth == int(tenth) else tenth


def short_line(over: Overbooked, words: Words) -> str:
    """Return how many hours somebody lacks, and in which weeks."""
    weeks = [week_line(week, words) for week in over.weeks]
    return words.say("capacity.short", hours=rounded(over.missing), weeks=weeks)


def week_line(week: PersonWeek, words: Words) -> str:
    """Return a week with the hours asked and those there are."""
    there_are = rounded(week.supply or 0.0)
    return words.say("capacity.week", monday=week.monday, asked=rounded(week.demand), there_are=there_are)


def way_lines(plan: Plan, over: Overbooked, words: Words, named: Named | None = None) -> tuple[WayLine, ...]:
    """Return the four ways out for somebody; `named` calls tasks otherwise than by their names alone."""
    said = _Saying(plan, over, words, named)
    return tuple(
        WayLine(
            number=number,
            called=words.say(f"capacity.way.{way.kind}"),
            end=way.end,
            moves=said.moves(way),
            cost=way.cost,
            effect=" ".join(said.effects(way)),
        )
        for number, way in enumerate(over.ways, start=1)
    )


class _Saying:
    """The words for one person's ways, with the names of a plan."""

    def __init__(self, plan: Plan, over: Overbooked, words: Words, named: Named | None) -> None:
        self._people = plan.people
        self._elapsed = plan.project.day_count == "elapsed"
        self._over = over
        self._words = words
        tasks = {task.id: task.name for task in plan.tasks()}
        items = {item.id: item.text for item in plan.scope.in_}
        self._task: Named = named or (lambda name: tasks.get(name, name))
        self._item: Named = lambda name: items.get(name, name)

    def moves(self, way: WayOut) -> str:
        if not way.days:
            return self._words.say("capacity.same")
        unit = "days" if self._elapsed else "working_days"
        count = self._words.say(f"common.unit.{unit}", n=abs(way.days))
        return self._words.say(f"capacity.{'later' if way.days > 0 else 'earlier'}", count=count)

    def effects(self, way: WayOut) -> list[str]:
        """Return what a way means, a sentence each: what is done, what is missing still, who is short then."""
        words = self._words
        found = self._done(way)
        if way.kind != "escalate" and not way.is_enough:
            found.append(words.say("capacity.missing", hours=rounded(way.missing)))
        if way.short:
            found.append(words.say("capacity.too_much", names=self._names(way.short)))
        if way.frozen:
            found.append(words.say("capacity.frozen"))
        return found

    def _done(self, way: WayOut) -> list[str]:
        match way.kind:
            case "extend":
                return self._extend(way)
            case "reduce":
                return self._reduce(way)
            case "add":
                return self._add(way)
            case "escalate":
                return self._escalate(way)

    def _extend(self, way: WayOut) -> list[str]:
        if not way.parts:
            return [self._words.say("capacity.extend_none")]
        return [self._words.say("capacity.extend", parts=self._parts([self._moved(part) for part in way.parts]))]

    def _reduce(self, way: WayOut) -> list[str]:
        words = self._words
        if not way.items:
            return [words.say("capacity.reduce_none")]
        items = [
            words.say("capacity.reduce_item", item=self._item(given.item), hours=rounded(given.hours))
            for given in way.items
        ]
        return [words.say("capacity.reduce", hours=rounded(way.hours), items=items)]

    def _add(self, way: WayOut) -> list[str]:
        words, own = self._words, self._people[self._over.person].name
        if not way.parts:
            return [words.say("capacity.add_none")]
        parts = self._parts(
            [
                words.say("capacity.part_hours", task=self._task(part.task), hours=rounded(part.hours))
                for part in way.parts
            ]
        )
        hours = rounded(way.hours)
        if not way.people:
            found = [words.say("capacity.add_nobody", hours=hours, parts=parts)]
        else:
            taker = self._people[way.people[0]]
            found = [words.say("capacity.add", name=taker.name, hours=hours, parts=parts)]
            if taker.hours_per_week is None:
                found.append(words.say("capacity.unknown_hours", name=taker.name))
        if way.cost is None:
            found.append(words.say("capacity.unpriced"))
        return [*found, words.say("capacity.add_more", name=own, hours=rounded(self._over.most_missing))]

    def _escalate(self, way: WayOut) -> list[str]:
        if not way.people:
            return [self._words.say("capacity.escalate_nobody", day=way.by)]
        return [self._words.say("capacity.escalate", name=self._people[way.people[0]].name, day=way.by)]

    def _moved(self, part: Part) -> str:
        key = "part_longer" if part.longer > 0 else "part_later"
        return self._words.say(f"capacity.{key}", task=self._task(part.task), later=part.later, longer=part.longer)

    def _parts(self, parts: list[str]) -> list[str]:
        """Return the first parts, and how many more there are."""
        if len(parts) <= _MOST_PARTS:
            return parts
        return [*parts[:_MOST_PARTS], self._words.say("capacity.more", n=len(parts) - _MOST_PARTS)]

    def _names(self, keys: tuple[str, ...]) -> list[str]:
        return [self._people[key].name for key in keys]
