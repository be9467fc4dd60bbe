"""One paragraph against another: which of its words stayed, went and came.

Changes are told as a person would mark them: single words that happen to be the same between two changes are changed
with them, and a paragraph of which little stayed is replaced as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from lxml import etree

from plandocs.render.word.names import tag
from plandocs.render.word.redline.atoms import Atom, like, shell, text_run
from plandocs.render.word.redline.marks import Change, Marks, properties_of

Status = Literal["same", "ins", "del"]
_LITTLE = 0.3
"""Share of a paragraph's words below which it is replaced as a whole."""
_NEARLY_ALL = 0.75
"""Share of the shorter side's words from which it stays, however much the other has besides."""
_SHORT_ISLAND = 2
"""Words up to which what stayed between two longer changes is changed with them."""
_LONG = 6
"""Characters from which two words without a space between them are too long for a cell."""
_STATED = (tag("pStyle"), tag("numPr"), tag("jc"), tag("bidi"))
"""Paragraph properties of which a change is worth a reviewer's look; the rest is paging."""


@dataclass(slots=True, eq=False)
class Entry:
    """An atom and what became of it; `before` is the old look of one that stayed, where it has changed."""

    status: Status
    atom: Atom
    before: Atom | None = None


def merged_paragraph(
    old: etree._Element, old_atoms: Sequence[Atom], new: etree._Element, new_atoms: Sequence[Atom], marks: Marks
) -> tuple[etree._Element, bool]:
    """Return a paragraph with its changes marked, and whether there are any."""
    entries = compare(old_atoms, new_atoms)
    made = _like(new)
    made.extend(written(entries, marks))
    is_restyled = _stated(old) != _stated(new)
    if is_restyled:
        marks.restyled(made, old.find(tag("pPr")))
    changed = is_restyled or any(entry.status != "same" or entry.before is not None for entry in entries)
    return made, changed


def whole_paragraph(element: etree._Element, atoms: Sequence[Atom], change: Change, marks: Marks) -> etree._Element:
    """Return a paragraph that is inserted or deleted with its end."""
    made = _like(element)
    made.extend(written([Entry("same" if atom.kind == "marker" else change, atom) for atom in atoms], marks))
    marks.paragraph(made, change)
    return made


def compare(old: Sequence[Atom], new: Sequence[Atom]) -> list[Entry]:
    """Return the atoms of both in order. Markers of the old ones are left out."""
    olds = [atom for atom in old if atom.kind != "marker"]
    news = [atom for atom in new if atom.kind != "marker"]
    stretches = _smoothed(olds, news)
    places = {id(atom): number for number, atom in enumerate(new)}
    entries: list[Entry] = []
    reached = 0

    def take(atom: Atom, entry: Entry) -> None:
        """Add a new atom, after the markers in front of it."""
        nonlocal reached
        entries.extend(Entry("same", marker) for marker in new[reached : places[id(atom)]])
        entries.append(entry)
        reached = places[id(atom)] + 1

    for same, i, i_end, j, j_end in stretches:
        if same:
            for before, atom in zip(olds[i:i_end], news[j:j_end], strict=True):
                take(atom, Entry("same", atom, before if before.look != atom.look else None))
            continue
        entries += [Entry("del", atom) for atom in olds[i:i_end]]
        for atom in news[j:j_end]:
            take(atom, Entry("ins", atom))
    entries += [Entry("same", marker) for marker in new[reached:]]
    return entries


def _smoothed(old: Sequence[Atom], new: Sequence[Atom]) -> list[tuple[bool, int, int, int, int]]:
    """Return stretches that stayed or were replaced, as a person would mark them."""
    matcher = SequenceMatcher(None, [atom.key for atom in old], [atom.key for atom in new], autojunk=False)
    found = [(kind == "equal", i, i_end, j, j_end) for kind, i, i_end, j, j_end in matcher.get_opcodes()]
    if all(same for same, *_ in found):
        return found
    stayed = sum(_count(old[i:i_end]) for same, i, i_end, _, _ in found if same)
    counts = _count(old), _count(new)
    if stayed < _LITTLE * max(counts) and stayed < _NEARLY_ALL * min(counts):
        return [(False, 0, len(old), 0, len(new))]
    out: list[tuple[bool, int, int, int, int]] = []
    for number, (same, i, i_end, j, j_end) in enumerate(found):
        inside = 0 < number < len(found) - 1
        around = [found[number - 1], found[number + 1]] if inside else []
        island = same and inside and _is_island(old[i:i_end], [old[a:b] for _, a, b, _, _ in around])
        changed = not same or island
        if changed and out and not out[-1][0]:
            _, first_i, _, first_j, _ = out.pop()
            out.append((False, first_i, i_end, first_j, j_end))
        else:
            out.append((not changed, i, i_end, j, j_end))
    return out


def _is_island(stayed: Sequence[Atom], around: Sequence[Sequence[Atom]]) -> bool:
    """Return whether what stayed is too little to interrupt the changes around it."""
    if any(atom.kind != "text" for atom in stayed):
        return False
    count = _count(stayed)
    return count == 0 or (count <= _SHORT_ISLAND and all(_count(change) > 2 * count for change in around))


def _count(atoms: Sequence[Atom]) -> int:
    return sum(1 for atom in atoms if atom.kind in ("field", "object") or any(map(str.isalnum, atom.text)))


def written(entries: Sequence[Entry], marks: Marks, depth: int = 0) -> list[etree._Element]:
    """Return entries as runs, in their links and controls, with their marks around them."""
    out: list[etree._Element] = []
    for group in _by_wrapper(entries, depth):
        if len(group[0].atom.wrappers) > depth:
            kept = next((entry for entry in group if entry.status != "del"), group[0])
            outer, inside = shell(kept.atom.wrappers[depth])
            inside.extend(written(group, marks, depth + 1))
            out.append(outer)
            continue
        before = ""
        for (status, is_marker), part in groupby(group, key=lambda entry: (entry.status, entry.atom.kind == "marker")):
            if is_marker:
                out += [deepcopy(run) for entry in part for run in entry.atom.runs]
                continue
            stretch = list(part)
            text = "".join(entry.atom.text for entry in stretch)
            if status == "ins" and _runs_into(before, text):
                out.append(marks.around("ins", [marks.around("del", [text_run(" ", None)])]))
            runs = _runs(stretch, marks)
            out += runs if status == "same" else [marks.around(status, runs)]
            before = text if status == "del" else ""
    return out


def _runs_into(deleted: str, inserted: str) -> bool:
    """Return whether a deleted and an inserted text would be one long word, which breaks anywhere in a narrow cell.

    A space that is inserted and deleted at once parts them: accepting takes it away, and so does rejecting.
    """
    return min(len(deleted), len(inserted)) >= _LONG and " " not in deleted[-_LONG:] + inserted[:_LONG]


def _by_wrapper(entries: Sequence[Entry], depth: int) -> list[list[Entry]]:
    """Return entries grouped by the link or control they stand in; of the two files', those that lead to the same."""
    groups: list[list[Entry]] = []
    inside: dict[str, etree._Element | None] = {}
    signature: str | None = None
    for entry in entries:
        wrapper = entry.atom.wrappers[depth] if len(entry.atom.wrappers) > depth else None
        side = "old" if entry.status == "del" else "new"
        own = None if wrapper is None else wrapper.element
        its = None if wrapper is None else wrapper.signature
        joins = groups and its == signature and (own is None or inside.get(side) in (None, own))
        if not joins:
            groups.append([])
            inside, signature = {}, its
        inside[side] = own
        groups[-1].append(entry)
    return groups


def _runs(entries: Sequence[Entry], marks: Marks) -> list[etree._Element]:
    """Return runs; texts of one look share one."""
    out: list[etree._Element] = []

    def key(entry: Entry) -> tuple[bool, str, str | None]:
        before = None if entry.before is None else entry.before.look
        return entry.atom.kind == "text", entry.atom.look, before

    for (is_text, _, before), part in groupby(entries, key=key):
        group = list(part)
        if is_text:
            made = [text_run("".join(entry.atom.text for entry in group), group[0].atom.properties)]
        else:
            made = [deepcopy(run) for entry in group for run in entry.atom.runs]
        if before is not None and group[0].before is not None:
            for run in (item for item in made if item.tag == tag("r")):
                marks.relooked(run, group[0].before.properties)
        out += made
    return out


def _like(paragraph: etree._Element) -> etree._Element:
    """Return an empty paragraph with the properties of another."""
    made = like(paragraph)
    properties = paragraph.find(tag("pPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    return made


def take_properties(paragraph: etree._Element, now: etree._Element, before: etree._Element, marks: Marks) -> None:
    """Give a paragraph the properties of `now`, and tell those of `before` where they differ.

    For the last paragraph of a cell or story, whose end stays when a neighbour's goes.
    """
    look = properties_of(paragraph).find(tag("rPr"))
    fresh = deepcopy(properties_of(now))
    for item in fresh.findall(tag("rPr")) + fresh.findall(tag("pPrChange")):
        fresh.remove(item)
    paragraph.replace(properties_of(paragraph), fresh)
    if look is not None and len(look):
        fresh.append(look)
    if _stated(now) != _stated(before):
        marks.restyled(paragraph, before.find(tag("pPr")))


def _stated(paragraph: etree._Element) -> list[str]:
    """Return the properties whose change is told; a list's number is its own business."""
    properties = paragraph.find(tag("pPr"))
    if properties is None:
        return []
    return [
        etree.QName(item).localname + (item.get(tag("val"), "") if item.tag != tag("numPr") else "")
        for item in properties.iterchildren(*_STATED)
    ]
