"""What a template's tags may print: plain texts, lists and dictionaries, nothing that can be called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from plandocs.brand.model import Brand
from plandocs.content.blocks import Cell, Chip
from plandocs.content.document import Document
from plandocs.content.fields.catalogue import PLAN, shortened
from plandocs.content.fields.lazy import Fields
from plandocs.content.fields.shapes import Shape, day, each, group, text, yes_no
from plandocs.content.formats import Formats
from plandocs.render.language.vocabulary import Shapes, Vocabulary
from plandocs.render.word.paragraphs import MARKS

DOCUMENT: dict[str, Shape] = {
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
    "cover": group(
        "What stands on the first page; `{% if cover %}` tells whether there is one.",
        kind=text("what it is"),
        title=text("its title"),
        is_long=yes_no("whether the title is so long that it needs a smaller type"),
        line=text("one line of purpose"),
        parties=each("for whom and by whom", label=text("what they are"), name=text("the company")),
        status=text("how far it is agreed"),
        control=each("version, date, author", label=text("what it is"), value=text("what it says")),
    ),
    "words": Shape("open", "The fixed words in the document's language: `words.page`, `words.of`, `words.contents`."),
}
"""The groups that every document gives, whatever it is made of."""
PLACES = ("sections", "contents", "cover", "control", "approvals", "status")
"""The blocks that every document has, besides its sections: all sections that are not placed by name come first."""


_LONG_TITLE = 120
"""Characters from which on a title fills more of a cover than it should."""


@lru_cache(maxsize=16)
def template_shapes(sections: tuple[str, ...]) -> Shapes:
    """Return the shapes of everything that a template can use in a document with these sections."""
    blocks = Shape("group", "", {name: yes_no("") for name in (*PLACES, *sections)})
    return Shapes({**DOCUMENT, **PLAN, "block": blocks})


def template_vocabulary(document: Document, brand: Brand) -> Vocabulary:
    """Return what a template can use: the document's own values, and the plan's, made when they are asked for.

    `cover` is an empty dictionary where the document has no cover, so `{% if cover %}` tells.
    """
    values = _Values({name: _bound(make, document, brand) for name, make in _MAKERS.items()}, document.fields)
    return Vocabulary(values, template_shapes(block_names(document)), document.formats)


def block_names(document: Document) -> tuple[str, ...]:
    """Return the sections that a template can place: those of the document, and those it might have."""
    here = (section.key for section in document.sections)
    return tuple(dict.fromkeys((*document.section_keys, *here)))


class _Values(Mapping[str, Any]):
    """The document's groups before the plan's."""

    def __init__(self, own: Mapping[str, Callable[[], Any]], fields: Fields) -> None:
        self._own, self._fields = Fields(own), fields

    def __getitem__(self, name: str) -> Any:
        if name == "project" and name in self._fields:
            return self._fields[name]
        return self._own[name] if name in self._own else self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._own), **dict.fromkeys(self._fields)})

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _bound(make: Callable[[Document, Brand], Any], document: Document, brand: Brand) -> Callable[[], Any]:
    return lambda: make(document, brand)


def _project(document: Document, brand: Brand) -> dict[str, Any]:
    """Return what is known of the project where no plan gives its own facts."""
    properties = document.properties
    return {
        "name": properties.project_name,
        "short_name": shortened(properties.project_name),
        "id": properties.project_id,
        "customer": properties.customer,
        "vendor": properties.vendor,
    }


def _document(document: Document, brand: Brand) -> dict[str, Any]:
    properties, words = document.properties, dict(document.words)
    return {
        "title": properties.title,
        "subject": properties.subject,
        "kind": document.cover.kind if document.cover else properties.subject,
        "author": properties.author,
        "company": properties.company,
        "version": properties.version,
        "plan_hash": properties.plan_hash,
        "date": properties.dated,
        "as_of": properties.as_of,
        "language": properties.language,
        "footer": document.footer,
        "mark": f"{words['mark']}\u2003" if words.get("mark") else "",
    }


def _brand(document: Document, brand: Brand) -> dict[str, Any]:
    return {
        "name": brand.name,
        "footer": brand.footer,
        "company": brand.company.name,
        "address": brand.company.address,
        "website": brand.company.website,
        "email": brand.company.email,
        "phone": brand.company.phone,
    }


def _block(document: Document, brand: Brand) -> dict[str, bool]:
    """Return which blocks have something to show."""
    here = {section.key for section in document.sections}
    cover = document.cover is not None
    own = {"sections": True, "contents": document.contents} | dict.fromkeys(PLACES[2:], cover)
    own["approvals"] = document.cover is not None and bool(document.cover.approvals)
    return {**own, **{key: key in here for key in document.section_keys}, **dict.fromkeys(here, True)}


def _cover(document: Document, brand: Brand) -> dict[str, Any]:
    cover, formats = document.cover, document.formats
    if cover is None:
        return {}
    mark = dict(document.words).get("mark")
    return {
        "kind": f"{mark}\u2003{cover.kind}" if mark else cover.kind,
        "title": cover.title,
        "is_long": len(cover.title) > _LONG_TITLE,
        "line": cover.line,
        "parties": [{"label": label, "name": name} for label, name in cover.parties if name],
        "status": cover.status.text,
        "control": [{"label": label, "value": plain(value, formats)} for label, value in cover.control.pairs],
    }


def plain(value: Cell, formats: Formats) -> str:
    """Return a value as a line of text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Chip):
        return f"{MARKS[value.tone]} {value.text}"
    if isinstance(value, tuple):
        return "".join(span.text for span in value)
    if isinstance(value, date):
        return formats.day(value)
    assert isinstance(value, int | float | Decimal)
    return formats.number(value)


_MAKERS: Mapping[str, Callable[[Document, Brand], Any]] = {
    "project": _project,
    "document": _document,
    "brand": _brand,
    "cover": _cover,
    "words": lambda document, brand: dict(document.words),
    "block": _block,
}
