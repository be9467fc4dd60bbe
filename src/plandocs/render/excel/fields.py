"""Fields such as `{{ project.name }}` on a template's own sheets: each is replaced by the plan's value.

Only plain fields are known; there is no logic in a sheet. A field nobody knows is a problem that names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from plandocs.errors import PlanError, Problem, did_you_mean
from plandocs.render.excel.styles import MAIN
from plandocs.render.package import Package
from plandocs.render.xmltext import clean_text

_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_X = f"{{{MAIN}}}"


def fill_fields(text: str, fields: Mapping[str, str], *, where: str, path: str = "") -> str:
    """Return a text with its fields filled in. Raises PlanError for fields that are not known."""
    unknown = [name for name in _FIELD.findall(text) if name not in fields]
    if unknown:
        raise PlanError(
            Problem(
                rule="template-unknown-field",
                message=f"the template uses the field '{name}', which is not known",
                path=path,
                where=where,
                fix=did_you_mean(name, fields) or f"known fields: {', '.join(sorted(fields))}",
            )
            for name in unknown
        )
    return _FIELD.sub(lambda found: clean_text(fields[found[1]]), text)


def fill_part(package: Package, part: str, fields: Mapping[str, str]) -> None:
    """Fill the fields in a part's texts. A field that is split over runs is gathered into the first."""
    if b"{{" not in package.parts[part]:
        return
    for item in package.xml(part).iter(f"{_X}si", f"{_X}is"):
        texts: list[etree._Element] = list(item.iter(f"{_X}t"))
        whole = "".join(text.text or "" for text in texts)
        if "{{" not in whole:
            continue
        filled = fill_fields(whole, fields, where=part, path=package.name)
        texts[0].text = filled
        texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for text in texts[1:]:
            text.text = ""
