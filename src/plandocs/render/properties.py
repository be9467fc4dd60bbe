"""Document properties: the core ones, the company, and custom ones under our own names.

All values are given; nothing is taken from a clock, a user name or the template the document was made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lxml import etree

from plandocs.render.package import Package
from plandocs.render.relationships import OFFICE, XML_HEAD
from plandocs.render.xmltext import escape_attribute, escape_text

CORE_PART = "/docProps/core.xml"
APP_PART = "/docProps/app.xml"
CUSTOM_PART = "/docProps/custom.xml"
CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
OWN_PREFIX = "plandocs:"

_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUE_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CORE_HEAD = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a file says about itself. Empty texts are left out; a date without a time is midnight UTC."""

    title: str
    creator: str
    created: date | datetime
    modified: date | datetime
    subject: str = ""
    company: str = ""
    keywords: str = ""
    description: str = ""
    category: str = ""
    language: str = ""
    version: str = ""
    status: str = ""


def set_properties(package: Package, values: Properties) -> None:
    """Replace the core and extended properties of a package, the template's own included."""
    texts = (
        ("dc:title", values.title),
        ("dc:subject", values.subject),
        ("dc:creator", values.creator),
        ("cp:keywords", values.keywords),
        ("dc:description", values.description),
        ("cp:lastModifiedBy", values.creator),
        ("cp:category", values.category),
        ("dc:language", values.language),
        ("cp:version", values.version),
        ("cp:contentStatus", values.status),
    )
    rows = [f"<{tag}>{escape_text(text)}</{tag}>" for tag, text in texts if text]
    rows += [
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{_stamp(moment)}</dcterms:{tag}>'
        for tag, moment in (("created", values.created), ("modified", values.modified))
    ]
    core = f"{XML_HEAD}{_CORE_HEAD}{''.join(rows)}</cp:coreProperties>"
    _place(package, CORE_RELATIONSHIP, CORE_PART, _CORE_TYPE, core)
    company = f"<Company>{escape_text(values.company)}</Company>" if values.company else ""
    app = (
        f'{XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>plandocs</Application>{company}</Properties>"
    )
    _place(package, f"{OFFICE}/extended-properties", APP_PART, _APP_TYPE, app)


def own_properties(package: Package) -> dict[str, str]:
    """Return the custom properties whose names begin with `plandocs:`, without that prefix."""
    part = package.rels().target_of("custom-properties")
    if part is None or part not in package.parts:
        return {}
    found = {}
    for item in package.parse(part).iterchildren("{*}property"):
        name = item.get("name", "")
        if name.startswith(OWN_PREFIX):
            found[name.removeprefix(OWN_PREFIX)] = "".join(str(text) for text in item.itertext())
    return found


def set_own_properties(package: Package, values: Mapping[str, str]) -> str:
    """Replace our custom properties, keep everybody else's, and return the part's name."""
    part = package.rels().target_of("custom-properties")
    others: list[etree._Element] = []
    if part is not None and part in package.parts:
        items = package.parse(part).iterchildren("{*}property")
        others = [item for item in items if not item.get("name", "").startswith(OWN_PREFIX)]
    rows = []
    for number, item in enumerate(others, start=2):
        item.set("pid", str(number))
        rows.append(etree.tostring(item, encoding="unicode", with_tail=False))
    for number, (key, value) in enumerate(values.items(), start=2 + len(others)):
        rows.append(
            f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{escape_attribute(OWN_PREFIX + key)}">'
            f"<vt:lpwstr>{escape_text(value)}</vt:lpwstr></property>"
        )
    head = f'<Properties xmlns="{_CUSTOM_NAMESPACE}" xmlns:vt="{_VALUE_NAMESPACE}">'
    xml = f"{XML_HEAD}{head}{''.join(rows)}</Properties>"
    return _place(package, f"{OFFICE}/custom-properties", CUSTOM_PART, _CUSTOM_TYPE, xml)


def _place(package: Package, relationship: str, part: str, content_type: str, xml: str) -> str:
    """Write a property part where the package already has it, under any of its URIs, else at its usual place."""
    name = package.rels().target_of(relationship.rpartition("/")[2])
    if name is None:
        name = part
        package.rels().add(relationship, name)
    return package.add_part(name, content_type, xml.encode())


def _stamp(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return f"{moment.isoformat()}T00:00:00Z"
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
