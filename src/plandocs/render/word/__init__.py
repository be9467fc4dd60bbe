"""Word documents: a `Document`, a brand and a template become the bytes of a .docx.

The template is opened, dressed in the brand, its tags are evaluated and the sections are put where it says. What is
generated is written as text and never parsed; what the template holds besides is carried along untouched.
"""

from __future__ import annotations

from collections.abc import Mapping

from plandocs.brand.model import Brand
from plandocs.content.document import Document
from plandocs.errors import Problem

__all__ = ["render_document"]


def render_document(
    document: Document,
    brand: Brand,
    template: bytes,
    *,
    pages: Mapping[str, int] | None = None,
    notes: list[Problem] | None = None,
) -> bytes:
    """Return a document as a .docx file.

    `pages` gives the page of each heading, figure and table by its bookmark, from a first pass through a layout engine;
    without it the contents list has links and no page numbers. What of the template no document gets, such as
    macros, is added to `notes` as warnings. Raises PlanError, located in the template, for
    tags that cannot be evaluated, styles that are missing, and templates that no document can be made from.
    """
    from plandocs.render.word.assemble import assemble

    return assemble(document, brand, template, pages, notes)
