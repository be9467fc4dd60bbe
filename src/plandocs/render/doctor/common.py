"""What the doctor looks for in a template of any format: faults of the file, code, links out of it, fonts, colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from plandocs.brand.contrast import READABLE, contrast, until_readable
from plandocs.brand.fonts import is_safe
from plandocs.brand.from_theme import read_theme
from plandocs.brand.model import ROLE_SLOTS, Brand
from plandocs.errors import Problem, Severity
from plandocs.render.check import check_package
from plandocs.render.package import Package
from plandocs.render.relationships import rels_source

LARGE_TEXT = 3.0
"""The least contrast of large text: from 18 pt, or from 14 pt bold (WCAG 2.2, 1.4.3)."""

_CODE = ("vba", "macro")
_REMOTE = ("image", "attachedTemplate", "externalLink", "externalLinkPath", "oleObject", "video", "audio", "frame")
_REMOTE_WORDS = {
    "image": "a picture that is not in the file",
    "attachedTemplate": "another template that Word looks for on opening",
    "externalLink": "another workbook",
    "externalLinkPath": "another workbook",
    "oleObject": "an embedded object of another program",
    "video": "a film",
    "audio": "a sound",
    "frame": "a web page",
}
_STATUS_SLOTS = ("accent3", "accent4", "accent5")
_OUR_STATUS = ("2E7D4F", "E0A526", "B3261E")
_ACCENT = re.compile(rb'(?:schemeClr val|w:themeColor|w:themeFill)="(accent[3-5])"')
_PART = re.compile(r"^(/[\w./\[\] -]+)")
Places = Mapping[str, str]
"""What a reader calls a part, by its name: `layout 'Title Only'`."""


def problem(
    rule: str, message: str, label: str, where: str = "", *, fix: str = "", severity: Severity = "warning"
) -> Problem:
    """Return a finding about a template."""
    return Problem(rule=rule, message=message, path=label, where=where, fix=fix, severity=severity)


def package_faults(package: Package, label: str, places: Places) -> Iterator[Problem]:
    """Yield what the package checker finds, at places that a reader knows."""
    for found in check_package(package, label):
        part = _PART.match(found.where)
        known = places.get(part[1]) if part else None
        where = known + found.where[len(part[1]) :] if part and known else found.where
        if where[:1] == "'":
            where = f"sheet {where}"
        fix = found.fix or "open the template in Office, save it under its name and check again"
        yield replace(found, where=where, fix=fix)


def code_and_links(package: Package, label: str, places: Places) -> Iterator[Problem]:
    """Yield macros, and what a document would fetch from elsewhere when it is opened."""
    for part in sorted(package.parts):
        kind = package.content_type(part).lower()
        if any(word in kind for word in _CODE):
            message = "the template holds macros, which a document made from it would carry along"
            fix = "save it as a file without macros (.docx, .pptx, .xlsx)"
            yield problem("template-macros", message, label, places.get(part, part), fix=fix, severity="error")
        elif "activex" in kind:
            message = "the template holds an ActiveX control, which Office blocks"
            yield problem(
                "template-macros", message, label, places.get(part, part), fix="replace it by a content control"
            )
    for part in sorted(name for name in package.parts if name.endswith(".rels")):
        source = rels_source(part)
        for item in package.rels(source):
            word = item.type.rsplit("/", 1)[-1]
            if item.external and word in _REMOTE:
                where = places.get(source, source)
                message = f"the template leads to {_REMOTE_WORDS[word]}: {item.target[:80]}"
                fix = (
                    "put it into the file, or take it out: readers are asked whether they trust the link, or see a gap"
                )
                yield problem("template-remote", message, label, where, fix=fix)


def fonts_not_at_hand(
    used: Iterable[tuple[str, str]], embedded: Iterable[str], brand: Brand, label: str
) -> Iterator[Problem]:
    """Yield families that a reader may lack: neither common, nor in the file, nor with a stand-in in the brand.

    `used` are pairs of family and the place where it is asked for; each family is told once.
    """
    fonts = brand.fonts
    known = {name.casefold() for name in embedded} | {fonts.heading.casefold(), fonts.body.casefold()}
    known |= {name.casefold() for name in fonts.replaceable}
    told: set[str] = set()
    for family, where in used:
        folded = family.casefold()
        if not family or family.startswith("+") or folded in known or folded in told or is_safe(family):
            continue
        told.add(folded)
        message = f"'{family}' is not on every reader's computer, is not embedded, and nothing stands in for it"
        fix = f"use the theme's font, or add typography: {{fallbacks: {{{family}: [Arial]}}}} to the brand file"
        yield problem("template-font", message, label, where, fix=fix)


def too_faint(text: str, ground: str, what: str, label: str, where: str, *, large: bool = False) -> Iterator[Problem]:
    """Yield a finding when text in one colour cannot be read on another; both are six hex digits."""
    least = LARGE_TEXT if large else READABLE
    ratio = contrast(text, ground)
    if ratio < least:
        toward = "000000" if contrast("000000", ground) >= contrast("FFFFFF", ground) else "FFFFFF"
        message = f"{what} #{text} on #{ground} cannot be read: contrast {int(ratio * 100) / 100:.2f}, needed {least}"
        fix = f"the nearest color that works is #{until_readable(text, ground, toward, least)}"
        yield problem("template-contrast", message, label, where, fix=fix)


def fonts_matching(
    pattern: re.Pattern[bytes], parts: Iterable[tuple[str, bytes]], named: Callable[[str], str]
) -> list[tuple[str, str]]:
    """Return pairs of family and place for each font name that a pattern's first group finds in parts."""
    return [
        (found.decode(errors="replace"), named(part))
        for part, data in parts
        for found in dict.fromkeys(pattern.findall(data))
    ]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return findings without repetitions, errors first, else as they were found."""
    rank = {"error": 0, "warning": 1, "info": 2}
    return sorted(dict.fromkeys(problems), key=lambda item: rank[item.severity])


def recolored(
    package: Package, theme: str | None, drawn: Iterable[tuple[str, bytes]], brand: Brand, label: str
) -> Iterator[Problem]:
    """Yield what a template sets in an accent whose place in the theme documents give to a status colour.

    `drawn` are pairs of a place and its XML. Templates made with our own theme mean the status.
    """
    if theme is None or theme not in package.parts:
        return
    own = read_theme(package.parts[theme]).colors
    if [own.get(slot) for slot in _STATUS_SLOTS] == list(_OUR_STATUS):
        return
    becomes = brand.theme_slots()
    for where, xml in drawn:
        used = {found.decode() for found in _ACCENT.findall(xml)}
        for slot in sorted(used):
            old, new = own.get(slot, ""), becomes[slot]
            if old and old != new:
                role = next(role for role, carried in ROLE_SLOTS.items() if carried == slot)
                message = f"something is set in {slot}, #{old} in the template; it becomes #{new}, the color '{role}'"
                fix = "set it in accent 1 or 2 or a fixed color, where it is not meant as a status"
                yield problem("template-theme-color", message, label, where, fix=fix, severity="info")
