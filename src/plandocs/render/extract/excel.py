"""What an Excel template says about a company's look, and a copy of it with the cell styles that workbooks need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Literal

from lxml import etree

from plandocs.render.doctor.excel import TemplateSheet, template_sheets
from plandocs.render.excel.styles import MAIN, PREFIX
from plandocs.render.extract.common import (
    Extract,
    Image,
    company_of,
    first_text,
    image_at,
    likely_logo,
    opened,
    theme_of,
)
from plandocs.render.package import Package
from plandocs.resources import bundled

_X = f"{{{MAIN}}}"
_OURS = "excel/workbook.xlsx"
_R_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_PAPERS: dict[str, Literal["A4", "Letter"]] = {"9": "A4", "1": "Letter"}
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|[LCRPNDTAFZGBIUESXYOH])')
_PARTS = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
_FIRST_OWN_FORMAT = 164
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name"),
    *("family", "charset", "scheme"),
)
"""Source: ECMA-376 part 1, 18.8.22 font."""
_LOGO_SHARE = 0.1


def extract_excel(data: bytes, label: str) -> Extract:
    """Return what an Excel template says. Raises PlanError for a file that cannot be read."""
    package = opened(data, label)
    main = package.main_part()
    found = Extract(data, theme_of(package, main), company_of(package))
    sheets = template_sheets(package)
    roots = [package.parse(sheet.part) for sheet in sheets if sheet.part in package.parts]
    setups = (root.find(f"{_X}pageSetup") for root in roots)
    found.paper = next(
        (_PAPERS[size] for item in setups if item is not None and (size := item.get("paperSize")) in _PAPERS), None
    )
    lines = (root.findtext(f"{_X}headerFooter/{_X}oddFooter") or "" for root in roots)
    found.footer = first_text((_CODES.sub(" ", line).replace("&&", "&") for line in lines if "{{" not in line), ())
    found.footer = (
        "" if re.fullmatch(r"(page|seite)?[\s\d/|]*(of|von)?[\s\d/|]*", found.footer, re.IGNORECASE) else found.footer
    )
    found.logo = likely_logo(_images(package, sheets), found.notes)
    found.added = add_cell_styles(package)
    found.template = package.to_bytes()
    return found


def _images(package: Package, sheets: list[TemplateSheet]) -> Iterator[Image]:
    for rank, sheet in enumerate(sheets):
        rels = package.rels(sheet.part)
        for item in rels.find_all("drawing"):
            part = rels.target(item.id)
            for picture in package.parse(part).iter("{*}pic") if part in package.parts else ():
                blip, names = next(picture.iter("{*}blip"), None), next(picture.iter("{*}cNvPr"), None)
                image = image_at(package, part, "" if blip is None else blip.get(_R_EMBED, ""))
                name = "" if names is None else f"{names.get('name', '')} {names.get('descr', '')}"
                if image is not None:
                    yield Image(image[0], image[1], f"sheet '{sheet.name}'", _LOGO_SHARE, name, rank)


def add_cell_styles(package: Package) -> list[str]:
    """Add the cell styles of our own template that a workbook lacks, and return their names.

    Each comes with its font, fill, border and number format; they follow the workbook's own theme.
    """
    ours = Package.open((bundled("templates") / _OURS).read_bytes(), name=_OURS)
    source = ours.parse(ours.rels(ours.main_part()).target_of("styles") or "")
    part = package.rels(package.main_part()).target_of("styles")
    if part is None or part not in package.parts:
        return []
    target = package.xml(part)
    _order_fonts(target)
    known = {item.get("name", "") for item in target.iterfind(f"{_X}cellStyles/{_X}cellStyle")}
    formats = {item.get("numFmtId", ""): item.get("formatCode", "") for item in source.iterfind(f"{_X}numFmts/*")}
    added = []
    for style in source.iterfind(f"{_X}cellStyles/{_X}cellStyle"):
        name = style.get("name", "")
        if not name.startswith(PREFIX) or name in known:
            continue
        look = deepcopy(_group(source, "cellStyleXfs")[int(style.get("xfId", "0"))])
        for attribute, group in _PARTS.items():
            item = _group(source, group)[int(look.get(attribute, "0"))]
            look.set(attribute, str(_placed(_group(target, group), item)))
        code = formats.get(look.get("numFmtId", "0"))
        if code is not None:
            look.set("numFmtId", _format_id(target, code))
        number = _append(_group(target, "cellStyleXfs"), look)
        entry = etree.Element(f"{_X}cellStyle", name=name)
        entry.set("xfId", str(number))
        _append(_group(target, "cellStyles"), entry)
        added.append(name)
    package.flush()
    return added


def _order_fonts(root: etree._Element) -> None:
    """Put the parts of each font in the order of the standard, which some programs do not keep."""
    for font in root.iter(f"{_X}font"):
        place = {f"{_X}{name}": number for number, name in enumerate(_FONT_ORDER)}
        font[:] = sorted(font, key=lambda item: place.get(item.tag, len(place)))


def _placed(group: etree._Element, item: etree._Element) -> int:
    """Return the place of an equal item in a group, where it is added if there is none."""
    wanted = etree.tostring(item, method="c14n")
    for place, other in enumerate(group):
        if etree.tostring(other, method="c14n") == wanted:
            return place
    return _append(group, deepcopy(item))


def _append(group: etree._Element, item: etree._Element) -> int:
    item.tail = None
    group.append(item)
    group.set("count", str(len(group)))
    return len(group) - 1


_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")


def _group(root: etree._Element, name: str) -> etree._Element:
    """Return a group of a styles part, made at its place where there is none."""
    found = root.find(f"{_X}{name}")
    if found is None:
        found = etree.Element(f"{_X}{name}")
        later = {f"{_X}{other}" for other in (*_ORDER[_ORDER.index(name) + 1 :], "colors", "extLst")}
        follower = next((child for child in root if child.tag in later), None)
        if follower is None:
            root.append(found)
        else:
            follower.addprevious(found)
    return found


def _format_id(root: etree._Element, code: str) -> str:
    group = _group(root, "numFmts")
    for item in group:
        if item.get("formatCode") == code:
            return item.get("numFmtId", "0")
    used = [int(item.get("numFmtId", "0")) for item in group]
    number = str(max([_FIRST_OWN_FORMAT - 1, *used]) + 1)
    _append(group, etree.Element(f"{_X}numFmt", numFmtId=number, formatCode=code))
    return number
