"""How an Excel template looks to a careful reader: pictures, fonts, and styles whose text cannot be read."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Sequence
from typing import Protocol

from lxml import etree

from plandocs.brand.contrast import channels
from plandocs.brand.model import Brand
from plandocs.errors import Problem
from plandocs.render.doctor import common
from plandocs.render.excel.styles import MAIN, PREFIX
from plandocs.render.excel.workbook import dressed
from plandocs.render.package import Package

_X = f"{{{MAIN}}}"
_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
"""Theme slots as Excel counts them."""
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_BARS = f"{PREFIX}Bar"
"""Styles of the bars of a Gantt chart, in which no text stands."""
_LARGE_SIZE, _LARGE_BOLD_SIZE = 18.0, 14.0


class _Sheet(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def part(self) -> str: ...


def look(
    package: Package, sheets: Sequence[_Sheet], brand: Brand, label: str, named: common.Places
) -> Iterator[Problem]:
    """Yield what a careful reader would object to in a template, dressed in the brand."""
    for part in sorted(package.parts):
        if "/drawings/drawing" in part and part.endswith(".xml"):
            yield from _pictures(package.parse(part), label, named.get(part, "the workbook"))
    styled = dressed(brand.template("excel/workbook.xlsx"), label, brand)
    styles = styled.rels(styled.main_part()).target_of("styles") or ""
    root = styled.parse(styles)
    yield from _faint(root, brand, label)
    used = [
        (font.find(f"{_X}name").get("val", ""), "the styles")  # type: ignore[union-attr]
        for font in root.iterfind(f"{_X}fonts/{_X}font")
        if font.find(f"{_X}scheme") is None and font.find(f"{_X}name") is not None
    ]
    yield from common.fonts_not_at_hand(used, (), brand, label)


def _pictures(root: etree._Element, label: str, where: str) -> Iterator[Problem]:
    for holder in root.iter("{*}nvPicPr", "{*}nvGraphicFramePr"):
        names = holder.find("{*}cNvPr")
        if names is None or names.get("descr") or names.find(f".//{_DECORATIVE}") is not None:
            continue
        message = f"the picture '{names.get('name', '')}' has no alternative text, so who cannot see it learns nothing"
        fix = "in Excel: right-click, View Alt Text; or mark it as decorative"
        yield common.problem("template-alt-text", message, label, where, fix=fix)


def _faint(root: etree._Element, brand: Brand, label: str) -> Iterator[Problem]:
    """Yield our cell styles whose text cannot be read on their fill."""
    formats = root.find(f"{_X}cellStyleXfs")
    fonts, fills = root.find(f"{_X}fonts"), root.find(f"{_X}fills")
    if formats is None or fonts is None or fills is None:
        return
    for item in root.iterfind(f"{_X}cellStyles/{_X}cellStyle"):
        name, place = item.get("name", ""), int(item.get("xfId", "0"))
        if not name.startswith(PREFIX) or name.startswith(_BARS) or place >= len(formats):
            continue
        style = formats[place]
        font, fill = _at(fonts, style.get("fontId")), _at(fills, style.get("fillId"))
        text = None if font is None else _color(font.find(f"{_X}color"), brand)
        front = None if fill is None else fill.find(f"{_X}patternFill[@patternType='solid']/{_X}fgColor")
        ground = _color(front, brand) if front is not None else brand.colors["paper"]
        if text and ground and font is not None and text != ground:  # equal ones hide a text on purpose
            yield from common.too_faint(text, ground, "text in", label, f"cell style '{name}'", large=_is_large(font))


def _at(group: etree._Element, number: str | None) -> etree._Element | None:
    place = int(number or "0")
    return group[place] if place < len(group) else None


def _is_large(font: etree._Element) -> bool:
    size = font.find(f"{_X}sz")
    points = float(size.get("val", "0")) if size is not None else 0.0
    return points >= _LARGE_SIZE or (font.find(f"{_X}b") is not None and points >= _LARGE_BOLD_SIZE)


def _color(item: etree._Element | None, brand: Brand) -> str | None:
    """Return a colour of a styles part as six hex digits, or None where it is the reader's own."""
    if item is None:
        return None
    literal = item.get("rgb", "")
    theme = item.get("theme", "")
    if len(literal) == 8:
        base = literal[2:].upper()
    elif theme.isdecimal() and int(theme) < len(_ORDER):
        base = brand.theme_slots()[_ORDER[int(theme)]]
    else:
        return None
    return _tinted(base, float(item.get("tint", "0")))


def _tinted(color: str, tint: float) -> str:
    """Return a colour with Excel's tint, -1 (black) to 1 (white). Source: ECMA-376 part 1, 18.8.19."""
    if not tint:
        return color
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in channels(color)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(value * 255):02X}" for value in colorsys.hls_to_rgb(hue, light, saturation))
