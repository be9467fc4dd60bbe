"""Colours as DrawingML writes them, resolved to six hex digits: theme slots, system colours, and what changes them.

A slot is looked up among those that the caller gives, so that a theme, a colour map or a brand may decide.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plandocs.brand.contrast import channels

if TYPE_CHECKING:
    from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WHOLE = 100_000
_HEX_DIGITS = 6
_NAMED: Mapping[str, str] = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "blue": "0000FF", "gray": "808080"}
"""The preset colours that programs write; others count as unknown."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour as six hex digits, and how much of it covers what is below: 1 for all."""

    color: str
    cover: float = 1.0


def shade_of(fill: etree._Element | None, slots: Mapping[str, str]) -> Shade | None:
    """Return the colour in a solid fill, or in any element that holds one; None where it is of an unknown kind.

    `slots` maps the names of theme colours, as they are called in this place, to six hex digits.
    """
    if fill is None:
        return None
    return next((found for node in fill if (found := _shade(node, slots)) is not None), None)


def _shade(node: etree._Element, slots: Mapping[str, str]) -> Shade | None:
    base = _base(node, slots)
    if base is None:
        return None
    cover = 1.0
    for change in node:
        value = change.get("val", "")
        if not value.lstrip("-").isdecimal():
            continue
        how, share = change.tag.rpartition("}")[2], int(value) / _WHOLE
        if how == "alpha":
            cover = min(1.0, max(0.0, share))
        else:
            base = changed(base, how, share)
    return Shade(base, cover)


def _base(node: etree._Element, slots: Mapping[str, str]) -> str | None:
    kind, value = node.tag, node.get("val", "")
    if kind == f"{A}srgbClr":
        found = value.upper()
    elif kind == f"{A}schemeClr":
        found = slots.get(value, "")
    elif kind == f"{A}sysClr":
        found = node.get("lastClr", {"windowText": "000000", "window": "FFFFFF"}.get(value, "")).upper()
    elif kind == f"{A}prstClr":
        found = _NAMED.get(value, "")
    else:
        return None
    return found if len(found) == _HEX_DIGITS else None


def changed(color: str, how: str, share: float) -> str:
    """Return a colour after one of DrawingML's changes; tint and shade work on linear light, the others on lightness.

    A change of another kind gives the colour itself. Source: ECMA-376 part 1, 20.1.2.3.20 lumMod, 20.1.2.3.21 lumOff,
    20.1.2.3.31 shade and 20.1.2.3.34 tint.
    """
    parts = [channel / 255 for channel in channels(color)]
    if how in ("tint", "shade"):
        rest = 1 - share if how == "tint" else 0.0
        parts = [_from_linear(_to_linear(part) * share + rest) for part in parts]
    elif how in ("lumMod", "lumOff"):
        hue, light, saturation = colorsys.rgb_to_hls(*parts)
        light = light * share if how == "lumMod" else light + share
        parts = list(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation))
    return "".join(f"{round(min(1.0, max(0.0, part)) * 255):02X}" for part in parts)


def _to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _from_linear(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
