"""From the theme of an Office file to the colours and fonts of a brand file.

Of a theme's twelve colours the brand takes those whose meaning is known: text, page, the first two accents, the
strong and the light tone, links. Each is tried, and left out with a reason where text could not be read in or on it.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from plandocs.brand.contrast import channels, luminance, until_readable
from plandocs.brand.file import BrandFile
from plandocs.brand.model import SLOTS
from plandocs.brand.palette import resolve_colors

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SYSTEM = {"windowText": "000000", "window": "FFFFFF"}
_LIGHTEST_SURFACE = 0.75
_STATUS_HUES: Mapping[str, tuple[float, float]] = {"success": (85, 170), "warning": (32, 55), "danger": (-12, 15)}
"""Degrees between which a colour is taken for good, at risk or bad: pinks and oranges are neither."""
_STATUS_LIGHT: Mapping[str, tuple[float, float]] = {
    "success": (0.15, 0.50),
    "warning": (0.35, 0.62),
    "danger": (0.22, 0.55),
}
"""How light it may be: a pale or a nearly black red does not read red."""
_LEAST_SATURATION = 0.35


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as a file has it: colours by slot as six hex digits, and the Latin families of headings and text."""

    name: str
    colors: Mapping[str, str]
    heading: str
    body: str


@dataclass(slots=True)
class Proposal:
    """Colours for a brand file by key, such as `color.primary`, and what was not taken and why."""

    colors: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_theme(xml: bytes) -> Theme:
    """Return what a theme part says. Colours that follow the system are those it showed last.

    Slots that are missing or of another kind are left out. Raises XMLSyntaxError for what is no XML.
    """
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    colors: dict[str, str] = {}
    for slot in SLOTS:
        item = root.find(f".//{_A}clrScheme/{_A}{slot}")
        color = item[0] if item is not None and len(item) else None
        if color is None:
            continue
        if color.tag == f"{_A}sysClr":
            value = color.get("lastClr") or _SYSTEM.get(color.get("val", ""), "")
        else:
            value = color.get("val", "") if color.tag == f"{_A}srgbClr" else ""
        if len(value) == 6:
            colors[slot] = value.upper()
    families = [
        "" if latin is None else latin.get("typeface", "")
        for latin in (root.find(f".//{_A}{kind}/{_A}latin") for kind in ("majorFont", "minorFont"))
    ]
    return Theme(root.get("name", ""), colors, families[0], families[1])


def proposed(theme: Theme) -> Proposal:
    """Return the colours that a brand takes from a theme, so that the brand can be loaded without an error."""
    colors = dict(theme.colors)
    made = Proposal()
    ink, paper = colors.get("dk1", "000000"), colors.get("lt1", "FFFFFF")
    if luminance(ink) > luminance(paper):
        ink, paper = paper, ink
        made.notes.append(
            "the theme is light on dark; documents are printed, so its text and page colors changed places"
        )
    accent = _accent(colors, made)
    made.colors["color.primary"] = accent
    for key, slot, value in (
        ("color.foreground", "dk1", ink),
        ("color.background", "lt1", paper),
        ("roles.accent_strong", "dk2", colors.get("dk2", "")),
        ("color.light", "lt2", colors.get("lt2", "")),
        ("color.secondary", "accent2", colors.get("accent2", "")),
        ("office.hlink", "hlink", colors.get("hlink", "")),
        ("office.folHlink", "folHlink", colors.get("folHlink", "")),
        *_statuses(colors),
    ):
        if value:
            _take(made, key, slot, value)
    return made


def _accent(colors: Mapping[str, str], made: Proposal) -> str:
    accent = colors.get("accent1", "0F766E")
    if "accent1" not in colors:
        made.notes.append("the theme names no first accent; plandocs' own stands in")
    if _errors({"color.primary": accent}):
        darker = until_readable(accent, "FFFFFF", "000000")
        made.notes.append(f"accent1 #{accent} cannot be read as text or carry it; #{darker} is taken, darker")
        return darker
    return accent


def _take(made: Proposal, key: str, slot: str, value: str) -> None:
    """Add a colour if the brand has no error with it, else the reason why not."""
    if key == "color.light" and luminance(value) < _LIGHTEST_SURFACE:
        made.notes.append(f"{slot} #{value} is too dark for surfaces; they are a light tint of the text color")
        return
    errors = _errors({**made.colors, key: value})
    if errors:
        made.notes.append(f"{slot} #{value} was not taken as {key}: {errors[0]}")
    else:
        made.colors[key] = value


def _statuses(colors: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the accents whose hue says good, at risk or bad; the first of each."""
    found: dict[str, tuple[str, str, str]] = {}
    for slot in ("accent3", "accent4", "accent5", "accent6"):
        value = colors.get(slot, "")
        if not value:
            continue
        hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in channels(value)))
        degrees = hue * 360
        for key, (first, last) in _STATUS_HUES.items():
            says = first <= degrees <= last or first <= degrees - 360 <= last
            darkest, lightest = _STATUS_LIGHT[key]
            if says and saturation >= _LEAST_SATURATION and darkest <= light <= lightest:
                found.setdefault(key, (f"color.{key}", slot, value))
    return list(found.values())


def _errors(colors: Mapping[str, str]) -> list[str]:
    """Return what would be wrong with a brand of these colours."""
    data: dict[str, dict[str, str]] = {}
    for key, value in colors.items():
        section, _, name = key.partition(".")
        data.setdefault(section, {})[name] = f"#{value}"
    return [finding.problem.message for finding in resolve_colors(BrandFile.model_validate(data)).findings]
