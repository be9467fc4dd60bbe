"""Where in a plan something is meant: `phases[2].tasks[T05].duration`.

A part in brackets is an index when it is a number, else the `id` of the entry that is meant; in quotes it is always
an id, or a key that is no plain word: `people["j.doe"].email`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plandocs.errors import Problem, UsageError
from plandocs.plan.reader import Data

Path = tuple[str | int, ...]
"""Keys, indices and, in lists, ids."""

_PART = re.compile(r'\.?([^.\[\]"]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\[([^\[\]"]+)\]')


def parse_path(text: str) -> Path:
    """Return the path that a text names. Raises UsageError for what is no path."""
    parts: list[str | int] = []
    at = 0
    while at < len(text):
        found = _PART.match(text, at)
        if found is None or (found[1] and not at and text.startswith(".")):
            break
        key, index, quoted, word = found.groups()
        parts.append(int(index) if index is not None else re.sub(r"\\(.)", r"\1", quoted or "") or key or word)
        at = found.end()
    if not parts or at < len(text):
        raise UsageError(
            Problem(
                rule="bad-path",
                message=f"'{text}' names no place in a plan",
                fix="write it like phases[0].tasks[T05].duration",
            )
        )
    return tuple(parts)


def concrete(data: Data, path: Sequence[str | int]) -> Path:
    """Return a path with the index in the place of each id, as far as the data goes.

    Raises LookupError, with what is wrong in words, for an id that no entry has or that several have.
    """
    out: list[str | int] = []
    here: Data = data
    for part in path:
        if isinstance(here, list):
            index = part if isinstance(part, int) else _index_of(here, part)
            out.append(index)
            here = here[index] if 0 <= index < len(here) else None
        else:
            out.append(str(part))
            here = here.get(str(part)) if isinstance(here, dict) else None
    return tuple(out)


def value_at(data: Data, path: Sequence[str | int]) -> Data:
    """Return what a concrete path leads to. Raises LookupError when it leads nowhere."""
    here: Data = data
    for part in path:
        if isinstance(here, list) and isinstance(part, int):
            here = here[part]
        elif isinstance(here, dict):
            here = here[str(part)]
        else:
            raise KeyError(part)
    return here


def _index_of(entries: list[Data], name: str) -> int:
    found = [n for n, entry in enumerate(entries) if isinstance(entry, dict) and entry.get("id") == name]
    if len(found) != 1:
        raise LookupError(f"{'no entry has' if not found else 'several entries have'} the id '{name}'")
    return found[0]
