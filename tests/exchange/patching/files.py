"""Plan-like files as a person might have typed them: data, and one of the many texts that mean it.

The text is written here from the data with drawn habits (brackets or lines, quotation marks, comments, blank lines,
widths of indentation), not by the writer that is tested.
"""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st

WORDS = st.sampled_from(
    ["alpha", "T05", "2027-01-11", "no", "1:30", "Zoë & Łukasz", "安装配置", "قرطاسية الشرق", "🦦 otter", "a: b",
     "x #y", "- dash", "[1, 2]", "{a: b}", "it's", 'say "yes"', "tab\there", " edge ", "null", "", "~", "50%", "*star",
     "&and", "back\\slash", "ends:", "line one\nline two", "first\n\nthird\n", "comma, here"]
)  # fmt: skip
"""Texts, among them those that YAML reads as something else when they are not quoted."""
KEYS = st.sampled_from(["id", "name", "answer", "note", "due", "owner", "tasks", "Straße", "e mail"])
PLAIN = frozenset(
    {"alpha", "T05", "2027-01-11", "no", "1:30", "Zoë & Łukasz", "安装配置", "قرطاسية الشرق", "50%", "back\\slash"}
)

trees = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=14,
)
plans = st.dictionaries(KEYS, trees, min_size=1, max_size=4)


class Typist:
    """Writes data as YAML with habits drawn at every step. `newline` is the file's line break."""

    def __init__(self, draw: Any, newline: str) -> None:
        self.draw, self.newline, self.comments = draw, newline, 0

    def file(self, data: dict[str, Any]) -> str:
        lines = ["# head: with a colon", "", *self.mapping(data, 0)]
        lines += ["# tail", ""] if self.draw(st.booleans()) else [""]
        return self.newline.join(lines)

    def mapping(self, data: dict[str, Any], column: int) -> list[str]:
        lines: list[str] = []
        for key, value in data.items():
            lines += self.noise(column) if lines else []
            lines += self.value(f"{' ' * column}{self.key(key)}:", value, column)
        return lines

    def sequence(self, data: list[Any], column: int) -> list[str]:
        lines: list[str] = []
        for value in data:
            lines += self.noise(column) if lines else []
            head = " " * column + "-"
            if isinstance(value, dict) and value and self.draw(st.booleans()):
                inner = self.mapping(value, column + 2)
                lines += [f"{head} {inner[0].lstrip(' ')}", *inner[1:]]
            elif isinstance(value, list) and value and self.draw(st.booleans()):
                inner = self.sequence(value, column + 2)
                lines += [f"{head} {inner[0].lstrip(' ')}", *inner[1:]]
            else:
                lines += self.value(head, value, column)
        return lines

    def value(self, head: str, value: Any, column: int) -> list[str]:
        """Return what a key or a dash leads to, on its line or below it."""
        deeper = column + self.draw(st.sampled_from([2, 3, 4]))
        if isinstance(value, dict) and value and self.draw(st.booleans()):
            return [head + self.comment(), *self.mapping(value, deeper)]
        if isinstance(value, list) and value and self.draw(st.booleans()):
            level = column if head.endswith(":") and self.draw(st.booleans()) else deeper
            return [head + self.comment(), *self.sequence(value, level)]
        if isinstance(value, str) and _is_for_a_block(value) and self.draw(st.booleans()):
            mark = "|" if value.endswith("\n") else "|-"
            body = value.removesuffix("\n").split("\n")
            return [f"{head} {mark}{self.comment()}", *(" " * deeper + line if line else "" for line in body)]
        if value is None and self.draw(st.booleans()):
            return [head + self.comment()]
        space = self.draw(st.sampled_from([" ", "  ", " \t"] if head.endswith(":") else [" ", "   "]))
        return [head + space + self.inline(value) + self.comment()]

    def inline(self, value: Any) -> str:
        gap = self.draw(st.sampled_from([" ", "", "  "]))
        if isinstance(value, dict):
            inside = f",{gap or ' '}".join(f"{self.key(key)}: {self.inline(part)}" for key, part in value.items())
            return f"{{{gap}{inside}{gap}}}"
        if isinstance(value, list):
            return f"[{gap}{f', {gap}'.join(map(self.inline, value))}{gap}]"
        return self.draw(st.sampled_from(["null", "~"])) if value is None else self.text(value)

    def text(self, value: str) -> str:
        if value in PLAIN and self.draw(st.booleans()):
            return value
        if "\n" not in value and "\t" not in value and self.draw(st.booleans()):
            return "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=self.draw(st.booleans()) and value.isascii())

    def key(self, name: str) -> str:
        return f'"{name}"' if self.draw(st.sampled_from([False, False, True])) else name

    def comment(self) -> str:
        if self.draw(st.sampled_from([True, False, False])):
            self.comments += 1
            return f"  # note {self.comments}: keep 'me'"
        return ""

    def noise(self, column: int) -> list[str]:
        kind = self.draw(st.sampled_from(["", "", "blank", "comment"]))
        if kind == "comment":
            self.comments += 1
            return [" " * column + f"# above {self.comments}"]
        return [""] if kind else []


def _is_for_a_block(value: str) -> bool:
    return "\n" in value and "\n\n" not in value[-2:]


def places(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Return every value of a plan with its path."""
    found = [(path, data)] if path else []
    if isinstance(data, dict):
        entries: list[Any] = list(data.items())
    else:
        entries = list(enumerate(data)) if isinstance(data, list) else []
    for part, value in entries:
        found += places(value, (*path, part))
    return found


def changed(data: Any, path: tuple[str | int, ...], how: str, value: Any = None) -> Any:
    """Return a copy of a plan with one place set, removed or with something appended to it."""
    data = copy.deepcopy(data)
    above = data
    for part in path[:-1]:
        above = above[part]
    if how == "set":
        above[path[-1]] = value
    elif how == "remove":
        del above[path[-1]]
    elif how == "append":
        above[path[-1]].append(value)
    return data
