"""From the colours of a brand file to a colour for every role.

A role that the file leaves out is computed from those it gives, dark enough or light enough to be read. A colour
that is given stays as it is; where it cannot be read on the ground it is used on, that is a problem, never a
silent correction. Nothing here reads a file; a finding carries the key path that `load` turns into a line.
"""

from __future__ import annotations

import colorsys
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from plandocs.brand.contrast import READABLE, STRONG, channels, contrast, mix, until_readable
from plandocs.brand.file import BrandFile
from plandocs.brand.model import ROLE_SLOTS, ROLES
from plandocs.errors import Problem, did_you_mean

KeyPath = tuple[str | int, ...]

_HEX = re.compile(r"^#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})$")
_NAMED = {"white": "FFFFFF", "black": "000000"}
_OPEN_KEYS = {
    "ink": "foreground",
    "paper": "background",
    "accent": "primary",
    "second": "secondary",
    "good": "success",
    "watch": "warning",
    "bad": "danger",
    "surface": "light",
}
_STATUS = {"good": "2E7D4F", "watch": "E0A526", "bad": "B3261E"}
_BLACK = "000000"
_LIGHTEST_INK = 9.0
_TEXT_ON = (
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "accent_soft"),
    ("muted", "paper"),
    ("muted", "surface"),
    ("accent_strong", "paper"),
    ("accent_strong", "surface"),
    ("accent_strong", "accent_soft"),
)
_FILLS = ("accent", "accent_strong", "second", "good", "watch", "bad", "neutral", "muted")


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, and the key of the brand file that it is about."""

    keys: KeyPath
    problem: Problem


@dataclass(frozen=True, slots=True)
class Palette:
    """A colour for every role, the two link colours, and what is wrong with them."""

    colors: Mapping[str, str]
    links: tuple[str, str]
    findings: tuple[Finding, ...]


def resolve_colors(file: BrandFile) -> Palette:
    """Return the colours of every role and of links.

    With findings the palette may be incomplete in meaning, though never in roles: it is not to be used then.
    """
    reader = _Reader(file)
    given = {role: reader.role(role) for role in ROLES}
    known = {role: place for role, place in given.items() if place is not None}
    if "accent" not in known and not reader.findings:
        reader.report((), "missing-color", "the brand names no accent", "add color: {primary: '#0F766E'}")
    colors = _complete({role: color for role, (_, color) in known.items()})
    hlink = reader.first(("office", "hlink"))
    followed = reader.first(("office", "folHlink"))
    links = (
        hlink[1] if hlink else until_readable(colors["accent"], colors["paper"], colors["ink"]),
        followed[1] if followed else colors["accent_strong"],
    )
    if not reader.findings:
        places: dict[str, KeyPath] = {role: place for role, (place, _) in known.items()}
        reader.findings += _unreadable(colors, places)
        for place, color in (given_link for given_link in (hlink, followed) if given_link):
            if contrast(color, colors["paper"]) < READABLE:
                message = f"a link in #{color} cannot be read: contrast {_shown(contrast(color, colors['paper']))}"
                nearest = until_readable(color, colors["paper"], colors["ink"])
                reader.findings.append(_finding(place, message, nearest))
    return Palette(colors, links, tuple(reader.findings))


class _Reader:
    """Looks colours up in the file and gathers what is wrong with them."""

    def __init__(self, file: BrandFile) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def report(self, keys: KeyPath, rule: str, message: str, fix: str = "") -> None:
        self.findings.append(Finding(keys, Problem(rule=rule, message=message, fix=fix)))

    def role(self, role: str) -> tuple[KeyPath, str] | None:
        """Return where a role's colour stands and what it is, or None where the file leaves it out."""
        open_key = _OPEN_KEYS.get(role)
        own = self.first(("roles", role)) or (self.first(("color", open_key)) if open_key else None)
        slot = ROLE_SLOTS.get(role)
        fixed = self.first(("office", slot)) if slot else None
        if own and fixed and own[1] != fixed[1]:
            self.report(
                fixed[0],
                "color-conflict",
                f"office.{slot} is #{fixed[1]}, but {'.'.join(map(str, own[0]))}, which it carries, is #{own[1]}",
                "give the two the same color, or leave one out",
            )
        return own or fixed

    def first(self, keys: tuple[str, str]) -> tuple[KeyPath, str] | None:
        """Return the key and the colour at a key of the file, or None where it is empty or wrong."""
        written: str = getattr(getattr(self.file, keys[0]), keys[1])
        color = self._color(written, keys) if written else None
        return (keys, color) if color else None

    def _color(self, written: str, keys: KeyPath) -> str | None:
        palette = self.file.color.palette
        seen: list[str] = []
        while written in palette and written not in seen:
            seen.append(written)
            written = palette[written]
        if written in seen:
            self.report(keys, "color-loop", f"the palette's colors name each other: {' -> '.join([*seen, written])}")
            return None
        found = _HEX.match(written)
        if found is None and written.lower() in _NAMED:
            return _NAMED[written.lower()]
        if found is None:
            near = did_you_mean(written, palette)
            self.report(
                ("color", "palette", seen[-1]) if seen else keys,
                "bad-color",
                f"'{written}' is neither a color of the palette nor six hex digits",
                near or "write it as '#0F766E', in quotes",
            )
            return None
        digits = found[1].upper()
        return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def _complete(given: Mapping[str, str]) -> dict[str, str]:
    """Return a colour for every role; those that are not given are computed, readable where they carry text."""
    c = dict(given)
    paper = c.setdefault("paper", "FFFFFF")
    accent = c.setdefault("accent", "0F766E")
    ink = c.setdefault("ink", until_readable(mix("1B2430", accent, 0.08), paper, _BLACK, _LIGHTEST_INK))
    surface = c.setdefault("surface", mix(paper, mix(accent, ink, 0.5), 0.05))
    c.setdefault("muted", until_readable(mix(ink, paper, 0.3), surface, ink))
    c.setdefault("line", mix(paper, ink, 0.17))
    c.setdefault("accent_soft", mix(paper, accent, 0.13))
    strong = mix(accent, _BLACK, 0.32)
    c.setdefault("accent_strong", until_readable(strong, c["accent_soft"], _BLACK, STRONG))
    c.setdefault("second", _fill(_opposite(accent), ink, paper))
    for role, color in _STATUS.items():
        c.setdefault(role, _fill(color, ink, paper))
    c.setdefault("neutral", _fill(mix(ink, paper, 0.5), ink, paper))
    return {role: c[role] for role in ROLES}


def _fill(color: str, ink: str, paper: str) -> str:
    """Return a colour, moved toward ink until either ink or paper can be read on it."""
    if contrast(color, ink) >= READABLE:
        return color
    return until_readable(color, paper, ink)


def _opposite(color: str) -> str:
    """Return the colour across the wheel, as light as the given one."""
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in channels(color)))
    return "".join(f"{round(v * 255):02X}" for v in colorsys.hls_to_rgb((hue + 0.5) % 1, light, saturation))


def _unreadable(colors: Mapping[str, str], places: Mapping[str, KeyPath]) -> list[Finding]:
    """Return a finding for each given colour that text cannot be read in or on; ink and paper come first."""
    if contrast(colors["paper"], _BLACK) < _LIGHTEST_INK:
        message = f"the page, #{colors['paper']}, is dark; documents are printed, so it must be light"
        return [_finding(places["paper"], message, "FFFFFF")]
    if contrast(colors["ink"], colors["paper"]) < READABLE:
        nearest = until_readable(colors["ink"], colors["paper"], _BLACK)
        return [_finding(places["ink"], _too_faint("ink", "paper", colors), nearest)]
    found: list[Finding] = []
    for text, ground in _TEXT_ON:
        if contrast(colors[text], colors[ground]) < READABLE:
            nearest = until_readable(colors[text], colors[ground], colors["ink"])
            place = places.get(text) or places.get(ground) or places["accent"]
            found.append(_finding(place, _too_faint(text, ground, colors), nearest))
    for fill in _FILLS:
        color = colors[fill]
        best = max(contrast(color, colors["ink"]), contrast(color, colors["paper"]))
        if best < READABLE:
            place = places.get(fill) or places.get("ink") or places["accent"]
            message = f"neither ink nor paper can be read on {fill} #{color}: contrast {_shown(best)}"
            found.append(_finding(place, message, until_readable(color, colors["paper"], colors["ink"])))
    return found


def _finding(place: KeyPath, message: str, nearest: str) -> Finding:
    problem = Problem(rule="brand-contrast", message=message, fix=f"the nearest color that works is #{nearest}")
    return Finding(place, problem)


def _too_faint(text: str, ground: str, colors: Mapping[str, str]) -> str:
    ratio = _shown(contrast(colors[text], colors[ground]))
    return f"{text} #{colors[text]} cannot be read on {ground} #{colors[ground]}: contrast {ratio}"


def _shown(ratio: float) -> str:
    """Return a ratio that is too low, cut and not rounded, so that it does not seem to pass."""
    return f"{math.floor(ratio * 100) / 100:.2f}, and {READABLE} is needed"
