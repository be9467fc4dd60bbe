"""What the slides of a template ask for, in their speaker notes.

A line of the notes that begins with `plandocs:` is an order; the other lines are notes. A slide without one is a sample
and goes. The orders:

    plandocs: keep                       the slide stays, before our slides or after them, as it stands now
    plandocs: keep first | last          … at the very beginning or end
    plandocs: keep after timeline        … behind our slide of a kind; `before` too
    plandocs: use for timeline           the slide is ours of that kind: our title, our blocks in its slots
    plandocs: repeat phase in phases     the slide is there for each phase; also with `after`, `before`, `first`, `last`
    plandocs: drop                       the slide goes
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from plandocs.errors import Problem, did_you_mean
from plandocs.render.powerpoint.layouts import A, P

if TYPE_CHECKING:
    from lxml import etree

Action = Literal["keep", "use", "repeat"]
Where = Literal["", "first", "last", "before", "after"]

MARK = "plandocs:"
LISTS = ("phases", "milestones", "waves", "risks", "people")
"""What a slide can be repeated for."""
KINDS = (
    *("cover", "agenda", "goals", "team", "scope", "timeline", "critical_path", "waves", "asks", "dependencies"),
    *("raci", "risks", "communication", "changes", "sign_off", "section", "appendix"),
)
"""The kinds of our slides."""

_ORDER = re.compile(rf"^\s*{MARK}\s*(?P<order>.*?)\s*$", re.IGNORECASE)
_REPEAT = re.compile(r"^repeat\s+(?P<name>[A-Za-z]\w*)\s+in\s+(?P<list>\w+)\s*(?P<rest>.*)$", re.IGNORECASE)
_PLACE = re.compile(r"^(?:(?P<end>first|last)|(?P<side>before|after)\s+(?P<kind>\w+))?$", re.IGNORECASE)
_USE = re.compile(r"^use\s+for\s+(?P<kind>\w+)$", re.IGNORECASE)
_FIX = "write one of: keep, keep first, keep last, keep after KIND, use for KIND, repeat phase in phases, drop"


@dataclass(frozen=True, slots=True)
class Order:
    """What one template slide asks for. `name` and `items` are the loop's, `kind` the slide kind it refers to."""

    action: Action
    where: Where = ""
    kind: str = ""
    name: str = ""
    items: str = ""


def read_order(notes: etree._Element, number: int, path: str) -> tuple[Order | None, list[Problem]]:
    """Return the order in a slide's notes, None for one that goes, and what is wrong with it.

    The order's own lines are taken out of the notes.
    """
    found: list[str] = []
    for paragraph in list(_paragraphs(notes)):
        text = "".join(item.text or "" for item in paragraph.iter(f"{A}t"))
        match = _ORDER.match(text)
        if match:
            found.append(match["order"])
            _take_out(paragraph)
    if not found:
        return None, []
    place = f"notes of slide {number}"
    if len(found) > 1:
        message = f"{place}: {len(found)} orders; a slide has one"
        return None, [Problem(rule="template-slide-order", message=message, path=path, where=place, fix=_FIX)]
    order, message, fix = _parsed(" ".join(found[0].split()))
    if message:
        full = f"{place}: {message}: {MARK} {found[0]}"
        return None, [Problem(rule="template-slide-order", message=full, path=path, where=place, fix=fix or _FIX)]
    return order, []


def _parsed(text: str) -> tuple[Order | None, str, str]:
    """Return an order, or what is wrong with it and how to mend it."""
    word, _, rest = text.partition(" ")
    word = word.casefold()
    if word == "drop" and not rest:
        return None, "", ""
    if word == "use":
        used = _USE.match(text)
        if used is None:
            return None, "'use' names the kind of slide it stands for", "write for example: use for timeline"
        return _of_kind(Order("use", kind=used["kind"].casefold()))
    if word == "repeat":
        repeat = _REPEAT.match(text)
        if repeat is None:
            return None, "'repeat' names each and all", "write for example: repeat phase in phases"
        items = repeat["list"].casefold()
        if items not in LISTS:
            return None, f"there is no list '{repeat['list']}'", did_you_mean(items, LISTS) or _listed("lists", LISTS)
        return _placed(Order("repeat", name=repeat["name"], items=items), repeat["rest"])
    if word == "keep":
        return _placed(Order("keep"), rest)
    return None, "this is no order", did_you_mean(word, ("keep", "drop", "use", "repeat"))


def _placed(order: Order, rest: str) -> tuple[Order | None, str, str]:
    place = _PLACE.match(rest.strip())
    if place is None:
        return None, f"'{rest}' is no place", "a place is first, last, after KIND or before KIND"
    if place["end"]:
        end: Where = "first" if place["end"].casefold() == "first" else "last"
        return Order(order.action, end, "", order.name, order.items), "", ""
    if place["side"]:
        side: Where = "before" if place["side"].casefold() == "before" else "after"
        return _of_kind(Order(order.action, side, place["kind"].casefold(), order.name, order.items))
    return order, "", ""


def _of_kind(order: Order) -> tuple[Order | None, str, str]:
    if order.kind not in KINDS:
        fix = did_you_mean(order.kind, KINDS) or _listed("kinds", KINDS)
        return None, f"there is no slide kind '{order.kind}'", fix
    return order, "", ""


def _listed(what: str, names: Collection[str]) -> str:
    return f"{what} are {', '.join(names)}"


def _paragraphs(notes: etree._Element) -> Iterator[etree._Element]:
    for shape in notes.iter(f"{P}sp"):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if mark is None or mark.get("type") not in ("sldNum", "ftr", "dt", "hdr", "sldImg"):
            yield from shape.iter(f"{A}p")


def _take_out(paragraph: etree._Element) -> None:
    """Remove a paragraph; the last one of a text stays, empty, because a text must have one."""
    parent = paragraph.getparent()
    if parent is None:
        return
    if len(parent.findall(f"{A}p")) > 1:
        parent.remove(paragraph)
        return
    for child in list(paragraph):
        if not str(child.tag).endswith("}pPr"):
            paragraph.remove(child)
