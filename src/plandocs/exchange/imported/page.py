"""A new plan file's text: block style, one task a paragraph, with comments where a person has to go on.

In comes a plan as plain data, with remarks by key path; out comes YAML that reads back as exactly this data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plandocs.exchange.patching.writing import Value, Writer

Place = tuple[str | int, ...]
_INLINE = frozenset({"effort", "needs", "raci", "holidays", "freezes", "unavailable"})
"""Keys whose mappings, or the mappings in whose lists, stand in braces on one line."""
_LONGEST = 100
_WRITER = Writer(json=False, newline="\n")


@dataclass(slots=True)
class Remarks:
    """Comments: at the head of the file, above the key or list item at a place, and behind it on its line."""

    head: list[str] = field(default_factory=list)
    above: dict[Place, list[str]] = field(default_factory=dict)
    behind: dict[Place, str] = field(default_factory=dict)


def plan_page(data: Mapping[str, Value], remarks: Remarks) -> str:
    """Return the text of a plan file."""
    lines = [_comment(line, 0) for line in remarks.head]
    for key, value in data.items():
        lines.append("")
        lines += _entry(key, value, 0, (key,), remarks)
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Value, column: int, place: Place, remarks: Remarks) -> list[str]:
    """Return a key with its value as lines, the first of them indented too."""
    indent = " " * column
    lines = [_comment(text, column) for text in remarks.above.get(place, ())]
    behind = remarks.behind.get(place, "")
    if isinstance(value, Mapping) and value and place[-1] not in _INLINE:
        lines.append(_with_remark(f"{indent}{_WRITER.key(key)}:", behind))
        for name, part in value.items():
            lines += _entry(name, part, column + 2, (*place, name), remarks)
        return lines
    if _is_list(value) and _goes_down(value, column):
        assert isinstance(value, Sequence)
        lines.append(_with_remark(f"{indent}{_WRITER.key(key)}:", behind))
        for index, part in enumerate(value):
            if index and isinstance(part, Mapping) and "tasks" in part:
                lines.append("")
            lines += _item(part, column + 2, (*place, index), remarks)
        return lines
    first, *rest = f"{indent}{_WRITER.entry(key, value, column)}".split("\n")
    return [*lines, _with_remark(first, behind), *rest]


def _item(value: Value, column: int, place: Place, remarks: Remarks) -> list[str]:
    """Return an item of a list as lines, with its dash."""
    indent = " " * column
    above = [_comment(text, column) for text in remarks.above.get(place, ())]
    if not isinstance(value, Mapping) or not value or place[-2] in _INLINE:
        return [*above, f"{indent}- {_WRITER.inline(value, flow=False)}"]
    inside: list[str] = []
    for name, part in value.items():
        inside += _entry(name, part, column + 2, (*place, name), remarks)
    return [*above, f"{indent}- {inside[0].lstrip()}", *inside[1:]]


def _is_list(value: Value) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and bool(value)


def _goes_down(value: Value, column: int) -> bool:
    """Return whether a list has a line for each item."""
    assert isinstance(value, Sequence)
    return any(isinstance(part, Mapping) for part in value) or (
        column + len(_WRITER.inline(value, flow=False)) > _LONGEST
    )


def _with_remark(line: str, remark: str) -> str:
    return f"{line}   # {_on_one_line(remark)}" if remark else line


def _comment(text: str, column: int) -> str:
    return f"{' ' * column}# {_on_one_line(text)}".rstrip()


def _on_one_line(text: str) -> str:
    """Return a comment that stays one: what a file says may hold line breaks."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
