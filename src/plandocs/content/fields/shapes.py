"""What a template may name: the shape of the fields, with a line on each for the reader of the manual.

A shape says what kind of value a name has and what lies below it. Names that a template uses are checked against it
before anything is evaluated, and the list in the manual is made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Kind = Literal["text", "date", "number", "money", "percent", "yes_no", "texts", "dates", "group", "list", "open", "any"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One name: the kind of its value, what it is, and what lies below it.

    `below` holds the names of a `group`, and of each entry of a `list`. An `open` group has names nobody knows before.
    `source` is the attribute of a fact that the value is taken from, where it is called otherwise.
    """

    kind: Kind
    about: str = ""
    below: Mapping[str, Shape] = field(default_factory=dict)
    source: str = ""


ANY = Shape("any")
TEXT = Shape("text")
DATE = Shape("date")


def text(about: str, source: str = "") -> Shape:
    """Return the shape of a text."""
    return Shape("text", about, source=source)


def day(about: str, source: str = "") -> Shape:
    """Return the shape of a date; a date that the plan does not have prints nothing."""
    return Shape("date", about, source=source)


def number(about: str, source: str = "") -> Shape:
    """Return the shape of a number."""
    return Shape("number", about, source=source)


def money(about: str) -> Shape:
    """Return the shape of an amount in the plan's currency."""
    return Shape("money", about)


def percent(about: str, source: str = "") -> Shape:
    """Return the shape of a share in hundredths."""
    return Shape("percent", about, source=source)


def yes_no(about: str, source: str = "") -> Shape:
    """Return the shape of something that is so or not."""
    return Shape("yes_no", about, source=source)


def texts(about: str, source: str = "") -> Shape:
    """Return the shape of a list of texts."""
    return Shape("texts", about, source=source)


def dates(about: str) -> Shape:
    """Return the shape of a list of dates."""
    return Shape("dates", about)


def group(about: str, /, **below: Shape) -> Shape:
    """Return the shape of names that belong together."""
    return Shape("group", about, below)


def each(about: str, /, **below: Shape) -> Shape:
    """Return the shape of a list whose entries have the names given."""
    return Shape("list", about, below)


def entry_of(shape: Shape) -> Shape:
    """Return the shape of one entry of a list."""
    if shape.kind == "list":
        return Shape("group", shape.about, shape.below) if shape.below else ANY
    return {"texts": TEXT, "dates": DATE}.get(shape.kind, ANY)


def shape_of(value: Any) -> Shape:
    """Return the shape of a plain value, told by what it holds."""
    if isinstance(value, Mapping):
        return Shape("group", below={str(key): shape_of(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        entries = [shape_of(item) for item in value[:1]]
        if not entries:
            return Shape("list")
        return Shape("list", below=entries[0].below) if entries[0].kind == "group" else Shape("texts")
    if isinstance(value, bool):
        return Shape("yes_no")
    if isinstance(value, int | float | Decimal):
        return Shape("number")
    return Shape("date") if isinstance(value, date) else Shape("text" if isinstance(value, str) else "any")
