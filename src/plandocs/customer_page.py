"""The customer's page as bytes: made of the status' facts, in the brand, for a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plandocs.brand.model import Brand
    from plandocs.content.facts import Facts
    from plandocs.content.markup.apply import Markup


def make_page(facts: Facts, brand: Brand, markup: Markup) -> bytes:
    """Return the page of the day that the facts are of, as one HTML file that needs nothing else."""
    from plandocs.documents.customer_page import customer_page
    from plandocs.render.html import render_page

    return render_page(markup.document(customer_page(facts, facts.words)), brand).encode("utf-8")
