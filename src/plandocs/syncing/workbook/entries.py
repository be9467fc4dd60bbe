"""Rows of the workbook as changes of the plan's entries: where each goes in the file, and what is written there.

What cannot be taken is a problem with its cell. Nothing is written here, and nothing is tried on the plan.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from plandocs.content.facts import Facts
from plandocs.errors import Problem
from plandocs.exchange.patching import Insert, Patch, Remove, Set, Value
from plandocs.exchange.patching.writing import as_read
from plandocs.plan.reader import Data
from plandocs.plan.source import Source, key_text
from plandocs.syncing.changes import Change
from plandocs.syncing.workbook.fields import (
    ACTION_STATUS,
    ACTIONS,
    MILESTONE,
    REGISTERS,
    TASKS,
    Field,
    Register,
)
from plandocs.syncing.workbook.merge import Row, Typed
from plandocs.syncing.workbook.places import Path, raci_paths, register_places, task_paths
from plandocs.syncing.workbook.values import Reading, Unusable


@dataclass(slots=True)
class Group:
    """The changes that one row makes: they are tried together, so that a wrong one takes only its row with it."""

    place: str
    changes: list[Change] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)


@dataclass(frozen=True)
class Entries:
    """The plan's entries behind the rows of the workbook, as `facts` give them."""

    facts: Facts
    source: Source
    reading: Reading
    file: str

    def group(self, table: str, row: Row, problems: list[Problem]) -> Group:
        """Return the changes of one row; what cannot be taken is added to the problems."""
        group = Group(row.place)
        if table == "Tasks":
            self._task(row, group, problems)
        elif table == "RACI":
            self._raci(row, group, problems)
        elif table == "Actions":
            self._action(row, group, problems)
        elif table in REGISTERS:
            self._register(REGISTERS[table], table, row, group, problems)
        else:
            problems += [self._not_read(typed) for typed in row.cells]
        return group

    # Tasks

    def _task(self, row: Row, group: Group, problems: list[Problem]) -> None:
        if row.number is None:
            fix = "add the task in the plan file: it needs a phase, and links to what it waits for"
            message = f"{row.place}: this row is no task of the plan, and tasks are not added from a workbook"
            problems.append(self._problem("new-task", message, row.place, fix))
            return
        fact = self.facts.rows[row.number]
        path, fields = self._task_path(fact.id)
        if path is None:
            message = f"{row.place}: '{fact.name}' ({fact.id}) is not a line of its own in the plan: a wave makes it"
            problems.append(self._problem("not-a-line", message, row.place, "change it in the plan by hand"))
            return
        self._edit(path, fact.id, fact.name, row.cells, fields, group, problems)
        self._settle_finish(path, fact.id, fact.name, group)

    def _settle_finish(self, path: Path, label: str, about: str, group: Group) -> None:
        """Take out what a finish makes untrue: an old share of the work, and work that remains."""
        set_ = {patch.path[-1]: patch.value for patch in group.patches if isinstance(patch, Set)}
        if set_.get("finished") is None or "progress" in set_:
            return
        raw = self._raw(path)
        for key in ("progress", "remaining"):
            old = raw.get(key) if isinstance(raw, dict) else None
            if old is not None and not (key == "progress" and str(old).strip() in ("100%", "100", "1.0")):
                self._remove(path, key, label, about, str(old), group)

    def _task_path(self, task_id: str) -> tuple[Path | None, Mapping[str, Field]]:
        found = self._task_paths.get(task_id)
        if found is None or not self.source.has(found):
            return None, TASKS
        return found, MILESTONE if found[-1] == "milestone" else TASKS

    @cached_property
    def _task_paths(self) -> Mapping[str, Path]:
        return task_paths(self.facts)

    # RACI

    def _raci(self, row: Row, group: Group, problems: list[Problem]) -> None:
        roles = dict(zip((f"role:{head}" for head in self._heads), self.facts.raci.keys, strict=True))
        if row.number is None:
            self._new_raci(row, roles, group, problems)
            return
        path = raci_paths(self.facts)[row.number]
        raw = self._raw(path)
        own = path[0] == "raci"
        letters: Path = path if own and not (isinstance(raw, dict) and "letters" in raw) else (
            *path, "letters" if own else "raci")  # fmt: skip
        about = self.facts.raci.rows[row.number][0]
        for typed in row.cells:
            if typed.key == "activity":
                key = "activity" if own else "name"
                self._edit(path, "RACI", about, (typed,), {"activity": Field(key, needed=True)}, group, problems)
                continue
            try:
                value = self._letter(typed, roles)
            except Unusable as error:
                problems.append(self._refused(typed, error))
                continue
            key = roles[typed.key]
            if value is None:
                self._remove(letters, key, "RACI", about, typed.now, group)
            else:
                self._set(letters, key, value, "RACI", about, typed.now, group)

    def _new_raci(self, row: Row, roles: Mapping[str, str], group: Group, problems: list[Problem]) -> None:
        said = {typed.key: typed for typed in row.cells}
        if "activity" not in said:
            message = f"{row.place}: the row has letters, but no activity"
            problems.append(self._problem("cell-value", message, row.place, "write the activity, or clear the row"))
            return
        entry: dict[str, Value] = {"activity": said.pop("activity").said}
        given: dict[str, Value] = {}
        for typed in said.values():
            try:
                value = self._letter(typed, roles)
            except Unusable as error:
                problems.append(self._refused(typed, error))
                return
            if value is not None:
                given[roles[typed.key]] = value
        self._insert(("raci",), {**entry, "letters": given}, "RACI", str(entry["activity"]), group)

    def _letter(self, typed: Typed, roles: Mapping[str, str]) -> Value:
        if typed.key not in roles:
            raise Unusable("the plan has no letters for this role any more", "add it in the plan by hand")
        return self.reading.letter(typed.cell, typed.said)

    @cached_property
    def _heads(self) -> tuple[str, ...]:
        """The titles of the role columns as the workbook has them."""
        from plandocs.content.sheets import distinct_titles

        first = self.reading.words.say("workbook.column.activity")
        return distinct_titles((first, *self.facts.raci.heads))[1:]

    # Registers

    def _register(self, register: Register, table: str, row: Row, group: Group, problems: list[Problem]) -> None:
        if row.number is None:
            self._new(register, row, group, problems)
            return
        place = register_places(table, self.facts)[row.number]
        entry: Path = (*register.path, place)
        label = row.key if register.prefix else table
        about = next((typed.now for typed in row.cells if typed.key == register.about), "")
        about = about or self._text(entry, register)
        self._edit(entry, label, about, row.cells, register.fields, group, problems)

    def _new(self, register: Register, row: Row, group: Group, problems: list[Problem]) -> None:
        said = {typed.key: typed for typed in row.cells}
        typed_id = said.pop("id", None)
        entry: dict[str, Value] = {}
        if register.prefix:
            entry["id"] = typed_id.said if typed_id else self._next_id(register)
        fine = True
        for typed in said.values():
            if typed.key not in register.fields:
                problems.append(self._not_read(typed))
                continue
            try:
                value = self.reading.value(typed.cell, register.fields[typed.key], typed.said)
            except Unusable as error:
                problems.append(self._refused(typed, error))
                fine = False
                continue
            if value is not None:
                entry[register.fields[typed.key].key] = value
        lacking = self._lacking(register, entry)
        if lacking:
            message = f"{row.place}: a new row needs {' and '.join(repr(key) for key in lacking)}"
            problems.append(self._problem("row-incomplete", message, row.place, "fill it in, or clear the row"))
        if not fine or lacking:
            return
        if register.path == ("dependencies",) and "type" not in entry:
            side = self.facts.people.side_of(str(entry.get("owner", "")))
            entry["type"] = {"vendor": "vendor", "third_party": "external"}.get(side, "customer")
        if self.facts.internal and register.hides and "audience" not in entry:
            entry["audience"] = "internal"
        label = str(entry.get("id", row.key))
        about = str(entry[register.fields[register.about].key])
        self._taken.add(label)
        self._insert(register.path, entry, label, about, group)

    def _lacking(self, register: Register, entry: Mapping[str, Value]) -> list[str]:
        """Return the keys that an entry cannot be without and that have no default."""
        must = {
            "risks": ("risk", "likelihood", "impact"),
            "dependencies": ("what",),
            "issues": ("issue",),
            "changes": ("request",),
            "parking_lot": ("idea",),
            "change_impacts": ("group", "impact"),
            "alignment": ("person",),
        }[register.path[-1]]
        return [key for key in must if key not in entry]

    def _next_id(self, register: Register) -> str:
        """Return an id for a new row: one more than the highest of its kind, written as they are."""
        entries = self._raw(register.path)
        ids = [str(e.get("id", "")) for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []
        prefix, digits, last = register.prefix, register.digits, len(entries) if isinstance(entries, list) else 0
        for known in [*ids, *self._taken]:
            found = re.fullmatch(r"(\D*?)(\d{1,9})", known)
            if found and (known in ids or found[1] == prefix):
                prefix, digits = found[1], len(found[2]) if found[2].startswith("0") or register.digits else 0
                last = max(last, int(found[2]))
        while (name := f"{prefix}{last + 1:0{digits}}") in self._taken:
            last += 1
        return name

    @cached_property
    def _taken(self) -> set[str]:
        """The ids that new rows were given."""
        return set()

    # The small workbook's actions

    def _action(self, row: Row, group: Group, problems: list[Problem]) -> None:
        if row.number is None:
            register = REGISTERS["Dependencies"]
            fields = {**ACTIONS, "remark": Field("backup_plan")}
            cells = tuple(typed for typed in row.cells if typed.key in fields or typed.key == "id")
            problems += [self._not_read(typed) for typed in row.cells if typed not in cells]
            self._new(Register(register.path, fields, "K", about="action_needed"), _row(row, cells), group, problems)
            group.patches = [_as_dependency(patch) for patch in group.patches]
            return
        ids = [entry.id for entry in self.facts.plan.dependencies]
        if row.key not in ids:
            problems += [self._not_read(typed) for typed in row.cells]
            return
        path: Path = ("dependencies", ids.index(row.key))
        about = self.facts.plan.dependencies[ids.index(row.key)].what
        self._edit(path, row.key, about, row.cells, ACTIONS, group, problems)
        group.patches = [_as_dependency(patch) for patch in group.patches]

    # What all entries share

    def _edit(
        self,
        path: Path,
        label: str,
        about: str,
        cells: Sequence[Typed],
        fields: Mapping[str, Field],
        group: Group,
        problems: list[Problem],
    ) -> None:
        for typed in cells:
            if typed.key == "id":
                message = f"{typed.place}: the id '{typed.now}' was changed to '{typed.said}'; ids stay as they are"
                problems.append(self._problem("id-changed", message, typed.place, "undo it, or change it in the plan"))
                continue
            if typed.key not in fields:
                problems.append(self._not_read(typed))
                continue
            meant = fields[typed.key]
            try:
                if meant.what == "length":
                    self._require_length(path, typed)
                value = self.reading.value(typed.cell, meant, typed.said)
            except Unusable as error:
                problems.append(self._refused(typed, error))
                continue
            if value is None:
                self._remove(path, meant.key, label, about, typed.now, group)
            else:
                self._set(path, meant.key, value, label, about, typed.now, group)

    def _require_length(self, path: Path, typed: Typed) -> None:
        """Raise Unusable where the number of days that the workbook shows is not the plan's own duration."""
        raw = self._raw(path)
        said = str(raw.get("duration") or "") if isinstance(raw, dict) else ""
        if not re.fullmatch(r"\d+(\.\d+)?\s*[dw]?", said.strip()):
            raise Unusable("the plan does not say this duration in days", "change it in the plan by hand")

    def _set(
        self, path: Path, key: str, value: Value, label: str, about: str, old: str, group: Group
    ) -> None:  # fmt: skip
        raw = self._raw(path)
        if isinstance(raw, dict) and raw.get(key) == as_read(value):
            return
        if isinstance(raw, str):
            self._set_in_text(path, raw, key, value, group)
        else:
            group.patches.append(Set((*path, key), value))
        where = key_text((*path, key))
        group.changes.append(Change(where=where, label=label, about=about, old=old, new=f"{key}: {as_read(value)}"))

    def _set_in_text(self, path: Path, raw: str, key: str, value: Value, group: Group) -> None:
        """Write an entry that is a text alone as one with keys: an idea that gets a date."""
        for number, patch in enumerate(group.patches):
            if isinstance(patch, Set) and patch.path == path and isinstance(patch.value, Mapping):
                group.patches[number] = Set(path, {**patch.value, key: value})
                return
        group.patches.append(Set(path, {"idea": raw, key: value}))

    def _remove(self, path: Path, key: str, label: str, about: str, old: str, group: Group) -> None:
        raw = self._raw(path)
        if not isinstance(raw, dict) or key not in raw:
            return
        group.patches.append(Remove((*path, key)))
        where = key_text((*path, key))
        group.changes.append(Change(where=where, label=label, about=about, old=old, new=f"{key}: –"))

    def _replace(self, path: Path, value: Value, label: str, old: str, group: Group) -> None:
        """Put another value in the place of an entry that is one value alone."""
        group.patches.append(Set(path, value))
        where = key_text(path)
        group.changes.append(Change(where=where, label=label, about="", old=old, new=_flat(value)))

    def _insert_any(self, path: Path, value: Value, label: str, group: Group) -> None:
        """Add an entry that may be one value alone."""
        group.patches.append(Insert(path, value))
        where = f"{key_text(path)}[+]"
        group.changes.append(Change(where=where, label=label, about="", old="", new=_flat(value)))

    def _insert(self, path: Path, entry: Mapping[str, Value], label: str, about: str, group: Group) -> None:
        group.patches.append(Insert(path, entry))
        said = ", ".join(f"{key}: {_flat(value)}" for key, value in entry.items())
        group.changes.append(Change(where=f"{key_text(path)}[+]", label=label, about=about, old="", new=said))

    def _raw(self, path: Sequence[str | int]) -> Data:
        """Return what the file says at a path; None where it says nothing."""
        here: Data = self.source.data
        for part in path:
            if isinstance(here, list) and isinstance(part, int) and part < len(here):
                here = here[part]
            elif isinstance(here, dict):
                here = here.get(str(part))
            else:
                return None
        return here

    def _text(self, path: Path, register: Register) -> str:
        raw = self._raw(path)
        return str(raw.get(register.fields[register.about].key) or "") if isinstance(raw, dict) else str(raw or "")

    def _refused(self, typed: Typed, error: Unusable) -> Problem:
        return self._problem("cell-value", f"{typed.place}: {error}", typed.place, error.fix)

    def _not_read(self, typed: Typed) -> Problem:
        message = f"{typed.place}: '{typed.now}' was changed to '{typed.said}', which is not read back from here"
        return self._problem("not-read-back", message, typed.place, "make this change in the plan, or undo it")

    def _problem(self, rule: str, message: str, place: str, fix: str) -> Problem:
        return Problem(rule=rule, message=message, path=self.file, where=place, fix=fix)


def _row(row: Row, cells: tuple[Typed, ...]) -> Row:
    return Row(row.key, row.number, cells, row.place)


def _as_dependency(patch: Patch) -> Patch:
    """Return a patch in which a state of an action is called as a dependency's is."""
    if isinstance(patch, Set) and patch.path[-1] == "status":
        return Set(patch.path, ACTION_STATUS.get(str(patch.value), patch.value))
    if isinstance(patch, Insert) and isinstance(patch.value, Mapping):
        said = patch.value
        status = said.get("status")
        return Insert(patch.path, {**said, **({"status": ACTION_STATUS.get(str(status), status)} if status else {})})
    return patch


def _flat(value: Value) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flat(part)}" for key, part in value.items()) + "}"
    return str(as_read(value))
