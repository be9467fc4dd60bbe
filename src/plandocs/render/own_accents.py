"""What a company's template draws in its own accents 3 to 6 keeps their colours.

Documents give these places of the theme to the status colours, so that red reads red. A cover drawn in the company's
fourth accent would turn amber with it; here such references become the colours that they mean in the template, before
the theme is changed. Templates drawn with our theme mean the status, and are left as they are. Styles are left too:
those that we add to a template follow the status.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from plandocs.brand.from_theme import read_theme
from plandocs.brand.theme import without_references
from plandocs.render.package import Package

_OUR_STATUS = {"accent3": "2E7D4F", "accent4": "E0A526", "accent5": "B3261E"}
_DRAWN = re.compile(r'<((?:\w+:)?)schemeClr\s+val="(accent[3-6])"\s*(?:/>|>(.*?)</\1schemeClr>)', re.DOTALL)
_SLOTS = ("accent3", "accent4", "accent5", "accent6")
_MENTIONED = re.compile(rb'"accent[3-6]"')
_LEFT = ("/word/styles.xml", "/word/stylesWithEffects.xml", "/ppt/tableStyles.xml", "/xl/styles.xml")
_UP = ("slideLayout", "slideMaster", "notesMaster", "theme")
_MOST_STEPS = 4


def keep_own_accents(package: Package) -> None:
    """Write accents 3 to 6 as the colours that they have in a template, wherever it draws in them."""
    for part, data in list(package.parts.items()):
        if not part.endswith(".xml") or part in _LEFT or "/theme/" in part or not _MENTIONED.search(data):
            continue
        colors = _accents(package, part)
        if not colors or all(colors.get(slot) == value for slot, value in _OUR_STATUS.items()):
            continue
        changed = _DRAWN.sub(partial(_literal, colors=colors), data.decode()).encode()
        package.set_part(part, without_references(changed, colors) if part.startswith("/word/") else changed)


def _literal(found: re.Match[str], colors: Mapping[str, str]) -> str:
    """Return the colour of a reference; what makes it lighter or darker stays within."""
    prefix, slot, within = found[1], found[2], found[3] or ""
    if slot not in colors:
        return found[0]
    return f'<{prefix}srgbClr val="{colors[slot]}">{within}</{prefix}srgbClr>'


def _accents(package: Package, part: str) -> dict[str, str]:
    """Return the accents 3 to 6 of the theme that a part follows: its master's, else the document's."""
    at = part
    for _ in range(_MOST_STEPS):
        above = next((found for kind in _UP if (found := package.rels(at).target_of(kind))), None)
        if above is None or above not in package.parts:
            break
        at = above
        if "/theme/" in at:
            return _of_theme(package.parts[at])
    main = package.main_part()
    theme = package.rels(main).target_of("theme")
    return _of_theme(package.parts[theme]) if theme in package.parts and theme else {}


def _of_theme(data: bytes) -> dict[str, str]:
    colors = read_theme(data).colors
    return {slot: colors[slot] for slot in _SLOTS if slot in colors}
