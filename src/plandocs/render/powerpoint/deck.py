"""From a deck and a template to the bytes of a presentation. Same deck, brand and template: same bytes."""

from __future__ import annotations

from plandocs.brand.model import Brand
from plandocs.content.document import Deck, Properties
from plandocs.render.check import require_sound
from plandocs.render.origin import stamp
from plandocs.render.powerpoint.template import ready
from plandocs.render.powerpoint.writer import DeckWriter
from plandocs.render.properties import Properties as FileProperties
from plandocs.render.properties import set_properties


def render_deck(deck: Deck, brand: Brand, template: bytes) -> bytes:
    """Return the deck as a PowerPoint file.

    Raises PlanError when the template cannot be read or used, has tags that are wrong, or leads to a file that Office
    would repair.
    """
    made = ready(template, brand)
    package = made.package.copy()
    DeckWriter(package, made, deck, brand).write()
    set_properties(package, _properties(deck.properties))
    stamp(package, _facts(deck.properties))
    require_sound(package)
    return package.to_bytes()


def _properties(values: Properties) -> FileProperties:
    return FileProperties(
        title=values.title,
        subject=values.subject,
        creator=values.author,
        company=values.company,
        keywords=", ".join(values.keywords),
        language=values.language,
        version=values.version,
        created=values.dated,
        modified=values.dated,
    )


def _facts(values: Properties) -> dict[str, str]:
    facts = {"document": "kickoff", "project": values.project_id or values.project_name, "version": values.version}
    facts["plan-hash"] = values.plan_hash
    facts["audience"] = "internal" if values.internal else "customer"
    if values.as_of is not None:
        facts["as-of"] = values.as_of.isoformat()
    return facts
