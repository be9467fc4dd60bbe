"""Project's resources as people, and its assignments as who owns a task, who helps, and for how many hours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from plandocs.errors import Problem
from plandocs.exchange.imported.model import ImportedLine, ImportedPerson
from plandocs.exchange.mspdi import codes
from plandocs.exchange.mspdi.tree import Node
from plandocs.exchange.patching.writing import Value
from plandocs.exchange.tasklists.people import side_in
from plandocs.plan.durations import plain_decimal

_MOST_PEOPLE = 5_000
_MATERIAL = {0: "material", 2: "cost"}


@dataclass(frozen=True, slots=True)
class Assigned:
    """One assignment: whose, how many of them, and for how many minutes; None where the file does not say."""

    person: str
    units: float
    work: int | None


def people_in(
    project: Node, problems: list[Problem], *, ours: bool
) -> tuple[dict[str, ImportedPerson], dict[str, Node]]:
    """Return the people of a file by their numbers, and their elements. Things and costs are told."""
    found: dict[str, ImportedPerson] = {}
    nodes: dict[str, Node] = {}
    others: list[str] = []
    for node in project.within("Resources", "Resource"):
        name = " ".join(node.text("Name").split())[:1000]
        uid = node.text("UID")
        if not name or uid in ("", "0") or node.is_set("IsNull") or uid in found or len(found) >= _MOST_PEOPLE:
            continue
        if node.has("Type") and node.number("Type", codes.WORK_RESOURCE) in _MATERIAL:
            others.append(name)
            continue
        own = own_fields(node, ours=ours)
        person = ImportedPerson(key=uid, name=name, id=own.get(codes.PERSON_ID.number, ""))
        role = [part.strip() for part in own.get(codes.ROLE.number, "").split(",") if part.strip()]
        fields: dict[str, Value] = {
            "role": role if len(role) > 1 else role[0] if role else "",
            "side": side_in(node.text("Group"), customer="", vendor=""),
            "title": node.text("Code"),
            "email": node.text("EmailAddress"),
            "company": own.get(codes.COMPANY.number, ""),
        }
        person.fields = {key: value for key, value in fields.items() if value}
        found[uid], nodes[uid] = person, node
    if others:
        message = f"materials and costs are no people and are left out: {', '.join(others[:8])}"
        problems.append(Problem(rule="not-taken-over", severity="warning", message=message))
    return found, nodes


def own_fields(node: Node, *, ours: bool) -> dict[int, str]:
    """Return the values of an element's custom fields by their numbers; none in a file in which they mean others."""
    if not ours:
        return {}
    return {field.number("FieldID"): field.text("Value") for field in node.all("ExtendedAttribute")}


def capacity(person: ImportedPerson, node: Node, hours_of_week: Decimal, *, ours: bool) -> None:
    """Take how many somebody is, for how many hours a week, and when they are away."""
    most = node.share("MaxUnits")
    hours = own_fields(node, ours=ours).get(codes.HOURS_A_WEEK.number, "")
    if most is not None and most >= 2 and most == int(most):
        person.fields["units"] = str(int(most))
    elif most is not None and 0 < most < 1 and not hours:
        hours = plain_decimal(round(Decimal(repr(most)) * hours_of_week, 1))
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", hours):
        person.fields["hours_per_week"] = hours
    away: list[Value] = []
    for period in node.within("AvailabilityPeriods", "AvailabilityPeriod"):
        first, last = period.moment("AvailableFrom"), period.moment("AvailableTo")
        if period.share("AvailableUnits") == 0 and first and last and first <= last and last.year < 2100:
            if last.hour == 0 and last.minute == 0 and last > first:
                last -= timedelta(days=1)
            away.append({"from": first.date(), "to": last.date()})
    if away:
        person.fields["unavailable"] = away


def assignments_in(project: Node, people: Mapping[str, ImportedPerson]) -> dict[str, list[Assigned]]:
    """Return the assignments of each task by its number, in the order of the file."""
    found: dict[str, list[Assigned]] = {}
    for node in project.within("Assignments", "Assignment"):
        person = node.text("ResourceUID")
        if person in people:
            units = node.share("Units")
            one = Assigned(person, 1.0 if units is None else units, node.minutes("Work"))
            if all(other.person != person for other in found.setdefault(node.text("TaskUID"), [])):
                found[node.text("TaskUID")].append(one)
    return found


def assign(
    line: ImportedLine,
    node: Node,
    assigned: Sequence[Assigned],
    people: Mapping[str, ImportedPerson],
    minutes: int,
    *,
    ours: bool,
) -> None:
    """Say who owns a task of some minutes, who helps, and what hours and units the file gives them.

    The owner is who Project calls the contact, else who is assigned first. Work that is no more than somebody's whole
    time on the task follows from it and is not written.
    """
    own = own_fields(node, ours=ours)
    is_ours = codes.TASK_ID.number in own
    ids = {person.id or person.name: key for key, person in people.items()}
    hours_of = {ids[name] for name in own.get(codes.HOURS_OF.number, "").split() if name in ids}
    beside = {ids[name] for name in own.get(codes.BESIDE.number, "").split() if name in ids}
    contact = node.text("Contact")
    named = [key for key, person in people.items() if contact and person.name == contact]
    here = [one.person for one in assigned]
    owner = next((key for key in named if key in here), named[0] if named else "")
    if not owner and not is_ours and here:
        owner = here[0]
    line.owner = owner
    effort: dict[str, Value] = {}
    needs: dict[str, Value] = {}
    helpers = []
    for one in assigned:
        whole = int(one.units) if one.units == int(one.units) else 0
        if not minutes:
            pass  # a milestone takes no work
        elif whole >= 2 or (one.person in beside and one.person not in hours_of and whole):
            needs[one.person] = str(whole)
        elif (
            one.work is not None and minutes and (one.person in hours_of or one.work != round(minutes * one.units))
        ) or (one.work is not None and minutes and one.units < 1 and one.work):
            effort[one.person] = _hours(one.work)
        if one.person != owner and one.person not in beside and (is_ours or one.person not in needs):
            helpers.append(one.person)
    line.helpers = tuple(helpers)
    if effort:
        line.fields["effort"] = effort
    if needs:
        line.fields["needs"] = needs


def _hours(minutes: int) -> str:
    return f"{plain_decimal(round(Decimal(minutes) / 60, 2))}h"
