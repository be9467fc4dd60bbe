"""Which model stands behind a key path of the plan file, so that a message can name the keys that belong there."""

from __future__ import annotations

import re
import types
from collections.abc import Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from plandocs.plan.base import Entry

_CALLED = {
    "Plan": "the plan",
    "Project": "project",
    "CalendarSpec": "a calendar",
    "RaciRow": "a RACI row",
    "DateRange": "a span of days",
    "StatementOfWork": "sow",
    "Scope": "scope",
    "Rollout": "rollout",
    "Fees": "fees",
    "AcceptanceTerms": "acceptance",
}


def entry_at(path: Sequence[str | int], root: type[Entry]) -> type[Entry] | None:
    """Return the model that reads the mapping at a key path; None where the plan has no mapping of its own there."""
    kinds: list[Any] = [root]
    for part in path:
        kinds = [below for kind in kinds for below in _step(kind, part)]
    entries = [kind for kind in _flat(kinds) if isinstance(kind, type) and issubclass(kind, Entry)]
    return entries[0] if entries else None


def keys_of(entry: type[Entry]) -> list[str]:
    """Return the keys a mapping may have, as they are written in the file, in the order of the model."""
    return [field.alias or name for name, field in entry.model_fields.items()]


def called(entry: type[Entry]) -> str:
    """Return what a person calls such an entry: `a task`, `a change option`."""
    name = entry.__name__
    if name in _CALLED:
        return _CALLED[name]
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _step(kind: Any, part: str | int) -> list[Any]:
    found = []
    for one in _flat([kind]):
        if isinstance(one, type) and issubclass(one, Entry):
            found += [f.annotation for name, f in one.model_fields.items() if part in (f.alias, name)]
        elif get_origin(one) is dict:
            found.append(get_args(one)[1])
        elif get_origin(one) is tuple and isinstance(part, int):
            found.append(get_args(one)[0])
    return found


def _flat(kinds: Sequence[Any]) -> list[Any]:
    """Take unions and annotations apart."""
    out: list[Any] = []
    for kind in kinds:
        if get_origin(kind) is Annotated:
            out += _flat([get_args(kind)[0]])
        elif get_origin(kind) in (Union, types.UnionType):
            out += _flat(get_args(kind))
        else:
            out.append(kind)
    return out
