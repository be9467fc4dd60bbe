"""What a template's tags may print: plain texts, lists and dictionaries, nothing that can be called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from plandocs.brand.model import Brand
from plandocs.content.blocks import Cell, Chip
from plandocs.content.document import Document
from plandocs.content.fields.catalogue import PLAN, shortened
from plandocs.content.fields.lazy import Fields
from plandocs.content.fields.shapes import Shape, each, group, text, yes_no
from plandocs.content.formats import Formats
from plandocs.content.language.vocabulary import Shapes, Vocabulary
from plandocs.render.values import SHARED, Joined, shared_makers
from plandocs.render.word.paragraphs import MARKS

DOCUMENT: dict[str, Shape] = {
    **SHARED,
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
    kind = document.cover.kind if document.cover else document.properties.subject
    mark = dict(document.words).get("mark", "")
    shared = shared_makers(document.properties, brand, kind=kind, footer=document.footer, mark=mark)
    own = {name: _bound(make, document) for name, make in _MAKERS.items()}
    if "project" in document.fields:
        del own["project"]
    values = Joined(Fields({**own, **shared}), document.fields)
    return Vocabulary(values, template_shapes(block_names(document)), document.formats)


def block_names(document: Document) -> tuple[str, ...]:
    """Return the sections that a template can place: those of the document, and those it might have."""
    here = (section.key for section in document.sections)
    return tuple(dict.fromkeys((*document.section_keys, *here)))


def _bound(make: Callable[[Document], Any], document: Document) -> Callable[[], Any]:
    return lambda: make(document)


def _project(document: Document) -> dict[str, Any]:
    """Return what is known of the project where no plan gives its own facts."""
    properties = document.properties
    return {
        "name": properties.project_name,
        "short_name": shortened(properties.project_name),
        "id": properties.project_id,
        "customer": properties.customer,
        "vendor": properties.vendor,
    }


def _block(document: Document) -> dict[str, bool]:
    """Return which blocks have something to show."""
    here = {section.key for section in document.sections}
    cover = document.cover is not None
    own = {"sections": True, "contents": document.contents} | dict.fromkeys(PLACES[2:], cover)
    own["approvals"] = document.cover is not None and bool(document.cover.approvals)
    return {**own, **{key: key in here for key in document.section_keys}, **dict.fromkeys(here, True)}


def _cover(document: Document) -> dict[str, Any]:
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


_MAKERS: Mapping[str, Callable[[Document], Any]] = {
    "project": _project,
    "cover": _cover,
    "words": lambda document: dict(document.words),
    "block": _block,
}
