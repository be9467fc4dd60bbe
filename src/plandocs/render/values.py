"""The names that every template may use besides the plan's own facts, in all three formats: the file and the brand.

A vocabulary joins them with the facts that the content brings. Values are plain texts, dates, lists and dictionaries,
made when a tag asks for their group; nothing among them can be called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from plandocs.brand.model import Brand
from plandocs.content.document import Properties
from plandocs.content.fields.catalogue import PLAN
from plandocs.content.fields.lazy import Fields
from plandocs.content.fields.shapes import Shape, day, entry_of, group, number, text, yes_no
from plandocs.content.formats import Formats
from plandocs.content.language.vocabulary import Shapes, Vocabulary

Makers = Mapping[str, Callable[[], Any]]

SHARED: dict[str, Shape] = {
    "document": group(
        "What is being made.",
        title=text("the title among the file's properties"),
        subject=text("its subject there"),
        kind=text("what it is: Project plan"),
        author=text("who wrote it"),
        company=text("for whom"),
        version=text("the plan's version"),
        plan_hash=text("eight characters that change with the plan"),
        date=day("the day it speaks of"),
        as_of=day("the as-of date that was asked for, if any"),
        language=text("the language's tag"),
        footer=text("the line for the foot of a page"),
        mark=text("Draft or Internal, where it is one"),
    ),
    "brand": group(
        "Who makes it, from `brand.yaml`.",
        name=text("the brand's name"),
        footer=text("the brand's line for footers"),
        company=text("the firm's name"),
        address=text("its address"),
        website=text("its website"),
        email=text("its e-mail address"),
        phone=text("its telephone number"),
    ),
}
"""The groups that every file gives, whatever its format."""
SLIDE: dict[str, Shape] = {
    "slide": group(
        "On a slide that is used for one of ours: what ours says.",
        title=text("its title, a sentence"),
        subtitle=text("its subtitle, if any"),
    ),
    "loop": group(
        "On a slide that is repeated, and within a loop.",
        index=number("which round it is, from 1"),
        length=number("how many rounds there are"),
        first=yes_no("whether it is the first round"),
        last=yes_no("whether it is the last round"),
    ),
}
"""The groups that some slides of a template have besides."""
_PAGE = Shapes({**SHARED, **PLAN})


def shared_makers(properties: Properties, brand: Brand, *, kind: str, footer: str, mark: str) -> Makers:
    """Return what makes the groups of `SHARED` when a tag asks for them."""
    return {
        "document": lambda: {
            "title": properties.title,
            "subject": properties.subject,
            "kind": kind,
            "author": properties.author,
            "company": properties.company,
            "version": properties.version,
            "plan_hash": properties.plan_hash,
            "date": properties.dated,
            "as_of": properties.as_of,
            "language": properties.language,
            "footer": footer,
            "mark": f"{mark}\u2003" if mark else "",
        },
        "brand": lambda: {
            "name": brand.name,
            "footer": brand.footer,
            "company": brand.company.name,
            "address": brand.company.address,
            "website": brand.company.website,
            "email": brand.company.email,
            "phone": brand.company.phone,
        },
    }


def page_vocabulary(
    properties: Properties, formats: Formats, fields: Fields, brand: Brand, *, footer: str, mark: str
) -> Vocabulary:
    """Return what the texts on a template's own slides or sheets may use."""
    makers = shared_makers(properties, brand, kind=properties.subject, footer=footer, mark=mark)
    return Vocabulary(Joined(Fields(makers), fields), _PAGE, formats)


def with_slide(vocabulary: Vocabulary, *, title: str, subtitle: str) -> Vocabulary:
    """Return a vocabulary in which `slide` tells of the slide of ours that a template's slide is used for."""
    own = {"slide": {"title": title, "subtitle": subtitle}}
    return Vocabulary(Joined(own, vocabulary.values), _slide_shapes(), vocabulary.formats)


def in_round(vocabulary: Vocabulary, name: str, items: str, place: int) -> Vocabulary:
    """Return a vocabulary in which `name` is the entry at a place, from 0, of a list of the plan."""
    entries = vocabulary.values[items]
    told = {"index": place + 1, "length": len(entries), "first": place == 0, "last": place == len(entries) - 1}
    own = {name: entries[place], "loop": told}
    return Vocabulary(Joined(own, vocabulary.values), _round_shapes(name, items), vocabulary.formats)


@lru_cache(maxsize=1)
def _slide_shapes() -> Shapes:
    return Shapes({**_PAGE.by_name, "slide": SLIDE["slide"]})


@lru_cache(maxsize=64)
def _round_shapes(name: str, items: str) -> Shapes:
    return Shapes({**_PAGE.by_name, name: entry_of(PLAN[items]), "loop": SLIDE["loop"]})


class Joined(Mapping[str, Any]):
    """Groups of values from two sources; the first has the say where both have a name."""

    def __init__(self, first: Mapping[str, Any], second: Mapping[str, Any]) -> None:
        self._first, self._second = first, second

    def __getitem__(self, name: str) -> Any:
        return self._first[name] if name in self._first else self._second[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._first), **dict.fromkeys(self._second)})

    def __len__(self) -> int:
        return sum(1 for _ in self)
