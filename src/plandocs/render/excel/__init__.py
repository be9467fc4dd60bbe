"""Excel: a workbook becomes a file, from a template and in a brand. No library but lxml; the XML is our own."""

from __future__ import annotations

from plandocs.brand.model import Brand
from plandocs.content.sheet_memory import memory_of
from plandocs.content.sheets import Workbook
from plandocs.render.check import require_sound
from plandocs.render.excel.workbook import TEMPLATE, BookMaker, dressed
from plandocs.render.origin import stamp
from plandocs.render.properties import Properties, set_properties


def render_workbook(workbook: Workbook, brand: Brand, template: bytes) -> bytes:
    """Return the file. Raises PlanError for a template that cannot be used, and for a file with a fault in it."""
    package = dressed(template, brand.template_label(TEMPLATE), brand).copy()
    BookMaker(workbook, brand, package).make()
    said = workbook.properties
    set_properties(
        package,
        Properties(
            title=said.title,
            subject=said.subject,
            creator=said.author,
            company=said.company,
            keywords=", ".join(said.keywords),
            language=said.language,
            version=said.version,
            created=said.dated,
            modified=said.dated,
        ),
    )
    stamp(package, _facts(workbook))
    require_sound(package)
    return package.to_bytes()


def _facts(workbook: Workbook) -> dict[str, str]:
    """Return what the file carries about its making."""
    said = workbook.properties
    facts = {
        "document": "workbook",
        "plan-hash": said.plan_hash,
        "project": said.project_id,
        "version": said.version,
        "as-of": said.as_of.isoformat() if said.as_of else "",
        "audience": "internal" if said.internal else "customer",
        "language": said.language,
        **memory_of(workbook),
    }
    return {key: value for key, value in facts.items() if value}
