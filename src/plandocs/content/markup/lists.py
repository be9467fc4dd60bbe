"""Lists within a plan's text of several lines.

Two or more lines in a row that begin with `- ` or `* `, or with 1., 2., 3. in order, are a list. One alone is a line as
any other, and so is a row of numbers that does not count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BULLET = re.compile(r"^\s*[-*•]\s+(\S.*)$")
_INNER = re.compile(r"(?<=: )[-*] (?=[^\n]*\n\s*[-*•] \S)")
_REST = re.compile(r"\n\s*[-*] (?=\S)")
_NUMBER = re.compile(r"^\s*(\d{1,3})[.)]\s+(\S.*)$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that belong together: items of a list, or of a paragraph."""

    kind: str
    """`text`, `bullets` or `numbers`."""
    lines: tuple[str, ...]


def stretches(text: str) -> list[Stretch]:
    """Return a text's paragraphs and lists, in order; blank lines part paragraphs."""
    out: list[Stretch] = []
    lines = text.strip("\n").split("\n")
    position = 0
    while position < len(lines):
        kind, items = _list_at(lines, position)
        if kind:
            out.append(Stretch(kind, tuple(items)))
            position += len(items)
            continue
        if lines[position].strip():
            fresh = not out or out[-1].kind != "text" or not lines[position - 1].strip()
            before = () if fresh else out.pop().lines
            out.append(Stretch("text", (*before, lines[position])))
        position += 1
    return out


def has_list(text: str) -> bool:
    """Return whether a text holds a list."""
    return "\n" in text and any(item.kind != "text" for item in stretches(text))


def flat(text: str) -> str:
    """Return a text whose lists are lines with a bullet or a number: for places that have no lists.

    A sentence of ours may go on into an author's list: `Mitigation: - do this` is then its first line.
    """
    if "\n" not in text:
        return text
    if has_list(text):
        text = "\n".join(line for item in stretches(text) for line in _flat_lines(item))
    return _REST.sub("\n• ", _INNER.sub("• ", text))


def _flat_lines(item: Stretch) -> Iterator[str]:
    for number, line in enumerate(item.lines, start=1):
        yield f"• {line}" if item.kind == "bullets" else f"{number}. {line}" if item.kind == "numbers" else line


def _list_at(lines: list[str], position: int) -> tuple[str, list[str]]:
    """Return the kind and the items of the list that begins at a line; no kind where none does."""
    bullets: list[str] = []
    for line in lines[position:]:
        found = _BULLET.match(line)
        if found is None:
            break
        bullets.append(found[1])
    if len(bullets) > 1:
        return "bullets", bullets
    numbers: list[str] = []
    for line in lines[position:]:
        found = _NUMBER.match(line)
        if found is None or int(found[1]) != len(numbers) + 1:
            break
        numbers.append(found[2])
    return ("numbers", numbers) if len(numbers) > 1 else ("", [])
