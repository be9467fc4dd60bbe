"""Whether people have the hours: a page of the internal edition, week by week, with the ways out. Source: S25-S32."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil

from plandocs.content.blocks import Block, Cell, Column, LineChart, Paragraph, Row, Series, Span, Subheading, Table
from plandocs.content.document import Section
from plandocs.content.facts import Facts
from plandocs.content.ways_out import rounded, short_line, way_lines
from plandocs.content.wording import Words
from plandocs.documents.project_plan.tables import without_empty_columns
from plandocs.schedule.capacity import PersonWeek, Supply
from plandocs.whatif.capacity import Capacity, Overbooked

_MOST_WEEKS = 8
"""Weeks beside each other on a portrait page."""
_MOST_BLOCKS = 2
"""Tables of weeks that are shown whole; of more, those in which somebody is short."""


def capacity_page(facts: Facts, words: Words) -> Section | None:
    """Return hours asked and hours there are; None where no task asks for any, and in a customer's edition."""
    if not facts.internal or facts.sow:
        return None
    found = facts.agreed_view.capacity
    if not found.weeks:
        return None
    people = [facts.people.name(over.person) for over in found.overbooked]
    mondays = _mondays(found.weeks)
    lead = (
        words.say("capacity.lead", n=len(people), names=people)
        if people
        else words.say("capacity.lead_fine", weeks=len(mondays))
    )
    blocks: list[Block] = [Paragraph(lead, kind="lead"), *_weeks(found, mondays, facts, words)]
    blocks.append(Paragraph(words.say("capacity.how"), kind="note"))
    for over in found.overbooked:
        blocks += _person(over, found, facts, words)
    return Section(key="capacity", title=words.say("capacity.title"), blocks=tuple(blocks))


def _weeks(found: Capacity, mondays: tuple[date, ...], facts: Facts, words: Words) -> list[Block]:
    """Return the tables of people and weeks: all of a short plan, else those in which somebody is short."""
    tables = ceil(len(mondays) / _MOST_WEEKS)
    each = ceil(len(mondays) / tables)
    parts = [mondays[first : first + each] for first in range(0, len(mondays), each)]
    if len(parts) > _MOST_BLOCKS:
        short = {week.monday for over in found.overbooked for week in over.weeks}
        parts = [part for part in parts if short.intersection(part)]
    return [_table(part, found, facts, words) for part in parts]


def _table(mondays: tuple[date, ...], found: Capacity, facts: Facts, words: Words) -> Table:
    cells: dict[str, dict[date, PersonWeek]] = {}
    for week in found.weeks:
        if week.monday in mondays:
            cells.setdefault(week.person, {})[week.monday] = week
    heads = (Column(words.formats.day_month(monday), share=1.0) for monday in mondays)
    rows = tuple(
        Row((facts.people.name(key), *(_cell(weeks.get(monday), words) for monday in mondays)))
        for key, weeks in cells.items()
    )
    columns = (Column(words.say("capacity.person"), share=1.9), *heads)
    return Table(f"capacity_{mondays[0]:%Y%m%d}", columns, rows, caption=words.say("capacity.weeks_caption"))


def _cell(week: PersonWeek | None, words: Words) -> Cell:
    if week is None:
        return None
    asked = rounded(week.demand)
    if week.supply is None:
        return words.say("capacity.cell_open", asked=asked)
    text = words.say("capacity.cell", asked=asked, there_are=rounded(week.supply))
    if not week.is_short:
        return text
    mark = words.say("capacity.away" if week.is_leave else "capacity.over")
    return (Span(f"{text}\n", strong=True), Span(mark, tone="watch" if week.is_leave else "bad"))


def _person(over: Overbooked, found: Capacity, facts: Facts, words: Words) -> list[Block]:
    """Return the weeks that are short, their picture, and the four ways out with what each does."""
    name = facts.people.name(over.person)
    keys = ("number", "way", "go_live" if found.has_go_live else "end", "moves", "cost", "effect")
    kinds = {"number": "id", "go_live": "date", "end": "date"}
    columns = tuple(
        Column(words.say(f"capacity.column.{key}"), kinds.get(key, "text"))  # type: ignore[arg-type]
        for key in keys
    )
    rows = tuple(
        Row(
            (
                str(line.number),
                line.called,
                line.end,
                line.moves,
                words.formats.money(line.cost) if line.cost is not None else None,
                line.effect,
            )
        )
        for line in way_lines(facts.plan, over, words)
    )
    caption = words.say("capacity.ways_caption", name=name)
    ways = without_empty_columns(Table(f"ways_{over.person}", columns, rows, caption=caption))
    return [Subheading(name), Paragraph(short_line(over, words)), _chart(over, found, facts, words), ways]


def _chart(over: Overbooked, found: Capacity, facts: Facts, words: Words) -> LineChart:
    """Return the hours asked of somebody and those there are, from their first week to their last."""
    own = {week.monday: week for week in found.weeks if week.person == over.person}
    mondays = _mondays(tuple(own.values()))
    supply = Supply(facts.plan, facts.agreed.start)
    asked = tuple(rounded(own[monday].demand) if monday in own else 0 for monday in mondays)
    there_are = tuple(rounded(supply.week(over.person, monday)[0] or 0.0) for monday in mondays)
    fullest = max(own.values(), key=lambda week: week.demand)
    name = facts.people.name(over.person)
    return LineChart(
        name=f"hours_{over.person}",
        points=mondays,
        series=(Series(words.say("capacity.there_are"), there_are), Series(words.say("capacity.asked"), asked)),
        unit=words.say("capacity.unit"),
        caption=words.say("capacity.chart_caption", name=name),
        alt=words.say(
            "capacity.chart_alt",
            name=name,
            most=rounded(fullest.demand),
            monday=fullest.monday,
            weeks=len(over.weeks),
        ),
    )


def _mondays(weeks: Sequence[PersonWeek]) -> tuple[date, ...]:
    """Return every Monday from the first week to the last, those without work too."""
    first, last = min(week.monday for week in weeks), max(week.monday for week in weeks)
    return tuple(first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1))
