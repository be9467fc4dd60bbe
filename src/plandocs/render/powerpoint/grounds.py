"""What a page of a template is drawn on: the role that its background stands for, and how its colours are called.

A master may map the theme's colours otherwise than usual, so that `bg1` is the dark one; and a layout may have a
colour, a gradient or a picture of its own. Text is set in what can be read there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

_USUAL: Mapping[str, str] = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_ROLES: Mapping[str, str] = {"lt1": "paper", "lt2": "surface", "dk1": "ink", "dk2": "accent_strong"}
_ROLES = {**_ROLES, "accent1": "accent"}
_DARK = 128
"""The mean of a colour's channels below which light text stands on it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A page's background as a role, and pairs of a theme slot and its name under the master's map, if unusual."""

    role: str
    scheme: tuple[tuple[str, str], ...] = ()
    mapping: tuple[tuple[str, str], ...] = ()


def ground_of(root: etree._Element, above: Ground | None) -> Ground:
    """Return the ground of a master, or of a layout with its master's `above`."""
    if above is None:
        mapping = _mapping(root.find(f"{P}clrMap"))
    else:
        override = root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        mapping = _mapping(override) if override is not None else dict(above.mapping)
    own = _role(root, mapping)
    default = _ROLES.get(mapping["bg1"], "paper")
    role = own or (above.role if above is not None else default)
    scheme = () if mapping == _USUAL else tuple((slot, name) for name, slot in mapping.items())
    return Ground(role, scheme, tuple(mapping.items()))


def _mapping(node: etree._Element | None) -> dict[str, str]:
    return {name: (node.get(name) if node is not None else None) or slot for name, slot in _USUAL.items()}


def _role(root: etree._Element, mapping: Mapping[str, str]) -> str:
    """Return the role of a page's own background, or nothing where it has none that tells."""
    background = root.find(f"{P}cSld/{P}bg")
    if background is None:
        return ""
    colour = background.find(f".//{A}schemeClr")
    literal = background.find(f".//{A}srgbClr")
    if colour is not None and (literal is None or background.find(f"{P}bgPr/{A}solidFill") is not None):
        name = colour.get("val", "")
        role = _ROLES.get(mapping.get(name, name), "")
        return _changed(role, colour)
    if literal is not None:
        value = literal.get("val", "FFFFFF")
        channels = [int(value[place : place + 2], 16) for place in (0, 2, 4)]
        return "ink" if sum(channels) / 3 < _DARK else "paper"
    return ""


def _changed(role: str, colour: etree._Element) -> str:
    """Return the role that stands for a colour that is lightened or darkened."""
    lighter = colour.find(f"{A}lumOff")
    tint = colour.find(f"{A}tint")
    if role in ("ink", "accent_strong", "accent") and (
        (lighter is not None and int(lighter.get("val", "0")) >= 50000)
        or (tint is not None and int(tint.get("val", "100000")) <= 40000)
    ):
        return "surface"
    darker = colour.find(f"{A}lumMod")
    if role in ("paper", "surface") and darker is not None and int(darker.get("val", "100000")) < 50000:
        return "ink"
    return role
