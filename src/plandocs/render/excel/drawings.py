"""What lies over the cells of a sheet: the logo and charts, in one drawing; beside what a template has there."""

from __future__ import annotations

from lxml import etree

from plandocs.brand.model import Logo
from plandocs.content.formats import Formats
from plandocs.content.sheets import Sheet
from plandocs.render.excel.charts import add_chart
from plandocs.render.excel.logo import logo_anchor
from plandocs.render.package import Package
from plandocs.render.relationships import OFFICE, XML_HEAD

DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_ROOT = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    f' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{OFFICE}">'
)


def add_drawing(package: Package, sheet: Sheet, part: str, logo: Logo | None, formats: Formats) -> str:
    """Return the relationship id of a sheet's drawing; empty where nothing lies over its cells.

    `part` is the sheet's. A template's own drawing stays: charts are added to it, the logo is not.
    """
    rels = package.rels(part)
    held = rels.find("drawing")
    has_logo = bool(sheet.logo_column) and logo is not None and held is None
    if not has_logo and not sheet.charts:
        return ""
    if held is not None:
        _add_to(package, rels.target(held.id), sheet, formats)
        return ""
    drawing = package.next_name("/xl/drawings/drawing{}.xml")
    package.add_part(drawing, DRAWING_TYPE, b"")
    anchors = [logo_anchor(package, drawing, logo, sheet.logo_column)] if has_logo and logo is not None else []
    anchors += [add_chart(package, drawing, chart, formats) for chart in sheet.charts]
    package.set_part(drawing, f"{XML_HEAD}{_ROOT}{''.join(anchors)}</xdr:wsDr>".encode())
    return rels.add("drawing", drawing)


def _add_to(package: Package, drawing: str, sheet: Sheet, formats: Formats) -> None:
    root = package.xml(drawing)
    for chart in sheet.charts:
        made = etree.fromstring(f"{_ROOT}{add_chart(package, drawing, chart, formats)}</xdr:wsDr>")
        root.append(made[0])
