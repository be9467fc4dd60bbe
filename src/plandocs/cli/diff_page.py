"""What `plandocs diff` prints: dates first, then what came, went and changed, part by part.

A sign at the left tells the kind, so that nothing depends on colour: + came, - went, ~ changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from plandocs.baseline.difference.model import Difference, EntryChange, FieldChange, Move
from plandocs.baseline.versions import Version
from plandocs.cli.console import Painter
from plandocs.content.formats import NBSP, Formats
from plandocs.render.text.columns import display_width, left

_FORMATS = Formats("en", "")
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_TITLES = {
    "scope.in": "Scope",
    "scope.out": "Left out of scope",
    "tasks": "Tasks and milestones",
    "phases": "Phases",
    "deliverables": "Deliverables",
    "people": "People",
    "risks": "Risks",
    "dependencies": "Dependencies",
    "sow": "Money and terms",
    "sow.billing": "Instalments",
    "sow.signatories": "Signatories",
    "project": "Project",
    "project.objectives": "Objectives",
    "success_criteria": "Success criteria",
    "calendar": "Calendar",
    "calendars": "Further calendars",
    "rollout": "Rollout",
    "raci": "RACI",
    "scope.assumptions": "Assumptions",
    "scope.constraints": "Constraints",
    "scope.parking_lot": "Parking lot",
    "changes": "Change requests",
    "communications": "Communication",
    "processes": "Processes",
    "change_impacts": "Change impacts",
}
_PEOPLE_KEYS = frozenset({"owner", "with", "reviewer", "backup", "requester", "approver", "change_approver"})
_TOLD_OF_WHOLE = ("duration", "owner", "percent", "amount")
"""What is told of an entry that came or went, besides its name."""
_SHOWN_BEFORE = 15
"""Letters that are shown before the first difference of two long values, at least."""
_LONGEST_VALUE = 60
_LONGEST_NAME = 48


def difference_lines(made: Difference, width: int, paint: Painter) -> list[str]:
    """Return a difference as lines; long names and values are cut to what a line of `width` columns can hold."""
    lines = [paint("heading", f"{_version(made.old)}  →  {_version(made.new)}"), ""]
    if made.is_empty:
        return [*lines, "Nothing has changed in what was agreed."]
    ends = [*([made.go_live] if made.go_live else []), made.start, made.finish]
    lines += _moves([(move.name, move) for move in ends], made, width)
    for title, moves in (("Milestones", made.milestones), ("Tasks by their finish", made.tasks_moved)):
        if moves:
            lines += ["", paint("strong", title)]
            lines += _moves([(f"{move.id}  {move.name}", move) for move in moves], made, width)
    for register in made.registers:
        lines += ["", paint("strong", _TITLES[register.key])]
        for entry in register.entries:
            lines += _entry(entry, made, width)
    return lines


def _version(version: Version) -> str:
    """Return what a version is called, with its number and approval."""
    facts = [f"version {version.plan.project.version}"]
    if version.baseline is not None:
        on = version.baseline.approved_on
        facts.append(f"approved {_day(on)}" if on else "not approved")
    return f"{version.label} ({', '.join(facts)})"


def _moves(rows: Sequence[tuple[str, Move]], made: Difference, width: int) -> list[str]:
    """Return dates side by side, and by how much they moved."""
    shown = [(name, _day(move.old), _day(move.new), _moved(move, made.day_word)) for name, move in rows]
    sides = [max(display_width(row[number]) for row in shown) for number in (1, 2, 3)]
    room = max(12, min(_LONGEST_NAME, width - sum(sides) - 11))
    name = min(room, max(display_width(row[0]) for row in shown))
    return [
        f"  {left(row[0], name)}  {left(row[1], sides[0])} → {left(row[2], sides[1])}  {row[3]}".rstrip()
        for row in shown
    ]


def _moved(move: Move, day_word: str) -> str:
    if move.days is None:
        return "new" if move.old is None else "gone"
    if not move.moved:
        return "as before"
    if not move.days:
        return f"0 {day_word}s"
    count = abs(move.days)
    return f"{count} {day_word}{'s' if count != 1 else ''} {'later' if move.days > 0 else 'earlier'}"


def _entry(entry: EntryChange, made: Difference, width: int) -> list[str]:
    """Return an entry's line, and below it what changed; of one that came or went, what it is."""
    sign = _SIGNS[entry.kind]
    name = "  ".join(part for part in (entry.id, entry.name) if part)
    if entry.kind != "changed":
        side = made.new if entry.kind == "added" else made.old
        values = {field.key: _value(field.key, field.new or field.old, side) for field in entry.fields}
        facts = ", ".join(_cut(values[key]) for key in _TOLD_OF_WHOLE if key in values)
        return [left(f"  {sign} {name}{f' ({facts})' if facts else ''}", max(40, width)).rstrip()]
    fields = [_field(field, made) for field in entry.fields]
    if not name:
        return [f"  {sign} {text}" for text in fields]
    return [left(f"  {sign} {name}", max(40, width)).rstrip(), *(f"      {text}" for text in fields)]


def _field(field: FieldChange, made: Difference) -> str:
    old, new = _value(field.key, field.old, made.old), _value(field.key, field.new, made.new)
    if not old:
        return f"{field.key}: now {_cut(new)}"
    if not new:
        return f"{field.key}: no longer {_cut(old)}"
    start = _start(old, new) if max(len(old), len(new)) > _LONGEST_VALUE else 0
    lead = "…" if start else ""
    return f"{field.key}: {_cut(lead + old[start:])} → {_cut(lead + new[start:])}"


def _start(old: str, new: str) -> int:
    """Return where long values are shown from: some words before the first letter that differs."""
    same = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    return old.rfind(" ", 0, max(0, same - _SHOWN_BEFORE)) + 1


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1].rstrip()}…"


def _value(key: str, text: str, version: Version) -> str:
    """Return a value in one line: people by name."""
    shown = " ".join(text.split())
    if key in _PEOPLE_KEYS:
        people = version.plan.people
        shown = ", ".join(_names(shown.split(", "), {who: people[who].name for who in people}))
    return shown


def _names(ids: Iterable[str], names: dict[str, str]) -> list[str]:
    return [names.get(who, who) for who in ids]


def _day(day: date | None) -> str:
    return "none" if day is None else _FORMATS.day(day).replace(NBSP, " ")
