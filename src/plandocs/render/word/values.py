"""What a template's tags may print: plain texts, lists and dictionaries, nothing that can be called."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from plandocs.brand.model import Brand
from plandocs.content.blocks import Cell, Chip
from plandocs.content.document import Document
from plandocs.content.formats import Formats
from plandocs.render.word.paragraphs import MARKS

_LONGEST_HEAD = 72
"""Characters of a name in a page's header."""


def template_values(document: Document, brand: Brand) -> dict[str, Any]:
    """Return the names that a template can use.

    `cover` is an empty dictionary where the document has no cover, so `{% if cover %}` tells.
    """
    properties, formats = document.properties, document.formats
    words = dict(document.words)
    return {
        "project": {
            "name": properties.project_name,
            "short_name": _short(properties.project_name),
            "id": properties.project_id,
            "customer": properties.customer,
            "vendor": properties.vendor,
        },
        "document": {
            "title": properties.title,
            "subject": properties.subject,
            "kind": document.cover.kind if document.cover else properties.subject,
            "author": properties.author,
            "company": properties.company,
            "version": properties.version,
            "plan_hash": properties.plan_hash,
            "date": formats.day(properties.dated),
            "as_of": formats.day(properties.as_of) if properties.as_of else "",
            "language": properties.language,
            "footer": document.footer,
            "mark": f"{words['mark']}\u2003" if words.get("mark") else "",
        },
        "brand": {
            "name": brand.name,
            "footer": brand.footer,
            "company": brand.company.name,
            "address": brand.company.address,
            "website": brand.company.website,
            "email": brand.company.email,
            "phone": brand.company.phone,
        },
        "cover": _cover(document, formats),
        "words": words,
    }


def _short(name: str) -> str:
    """Return a name that fits a line of a header beside what stands at its other end."""
    head = name[: _LONGEST_HEAD - 1]
    return name if len(name) <= _LONGEST_HEAD else f"{head.rpartition(' ')[0] or head}…"


def _cover(document: Document, formats: Formats) -> dict[str, Any]:
    cover = document.cover
    if cover is None:
        return {}
    return {
        "kind": cover.kind,
        "title": cover.title,
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
