"""What a list's links name: a task's id, its number in the outline, its place in the list, its row, or its name.

A number alone can be any of these. One way of reading holds for the whole file: that in which most links lead to an
earlier line; it is told unless the file has a column of ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plandocs.exchange.tasklists.headers import folded
from plandocs.exchange.tasklists.rows import Row

WAYS = {
    "id": "ids",
    "wbs": "numbers of the outline",
    "place": "places in the list, the first task being 1",
    "row": "row numbers of the sheet",
}


@dataclass(frozen=True, slots=True)
class References:
    """Finds the line that a text names. `way` is how numbers alone are read, empty where no link is one."""

    way: str
    by_number: Mapping[str, str]
    by_text: Mapping[str, str]

    def lookup(self, text: str) -> str | None:
        """Return the key of the line that a text names, None where there is none, or more than one of that name."""
        bare = text.strip().rstrip(".")
        if re.fullmatch(r"0*\d{1,6}", bare):
            return self.by_number.get(bare.lstrip("0") or "0")
        return self.by_text.get(bare.casefold()) or self.by_text.get(f"name {folded(bare)}") or None


def references_of(rows: Sequence[Row], numbers: Sequence[str], links: Iterable[tuple[int, str]]) -> References:
    """Return how the links of a list are to be read. `links` are its cells of links, with the index of their row."""
    systems: dict[str, dict[str, str]] = {
        "id": _unique((row.text("id").strip().rstrip("."), row.key) for row in rows),
        "wbs": _unique(zip(numbers, (row.key for row in rows), strict=True)),
        "place": {str(place): row.key for place, row in enumerate(rows, start=1)},
        "row": {str(row.number): row.key for row in rows},
    }
    names = _unique((f"name {folded(row.name)}", row.key) for row in rows)
    texts = {name.casefold(): key for system in ("wbs", "id") for name, key in systems[system].items()}
    order = {row.key: index for index, row in enumerate(rows)}
    used = [(index, number.lstrip("0") or "0") for index, text in links for number in _numbers(text)]
    way = _best(systems, order, used)
    plain = {name.lstrip("0") or "0": key for name, key in systems[way or "id"].items() if name.isdecimal()}
    return References(way, plain, names | texts)


def _best(systems: Mapping[str, Mapping[str, str]], order: Mapping[str, int], used: Sequence[tuple[int, str]]) -> str:
    """Return the way in which most numbers lead to an earlier line; ids where the file has numbers for ids."""
    if not used:
        return ""
    if sum(name.isdecimal() for name in systems["id"]) > len(order) / 2:
        return "id"

    def score(way: str) -> tuple[int, int]:
        known = {name.lstrip("0") or "0": order[key] for name, key in systems[way].items()}
        found = [(index, known[number]) for index, number in used if number in known]
        return sum(target < index for index, target in found), sum(target != index for index, target in found)

    return max(("wbs", "place", "row"), key=score)


def _numbers(text: str) -> Iterable[str]:
    """Return the numbers of a cell that name something: those at the beginning of its pieces."""
    for piece in re.split(r"[;,\n]", text):
        found = re.match(r"\s*(\d{1,6})(?![\d.]*\.?\d)(?=\s*(?:$|[^\d.]))", piece)
        if found:
            yield found[1]


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what only one line is called."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name, key in pairs:
        if name and found.setdefault(name, key) != key:
            twice.add(name)
    return {name: key for name, key in found.items() if name not in twice}
